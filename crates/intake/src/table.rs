//! CSV and its relatives, with a header line.

use standpoint_terms::Format;

use crate::draft::Draft;
use crate::options::{Columns, Limits};
use crate::problem::Reason;
use crate::record;

/// One document for each row; a row that is damaged is an error of its own, and the rest goes on. Commas,
/// semicolons and tabs are told apart by the header line.
pub fn table(text: &str, columns: &Columns, limits: &Limits, sink: &mut dyn FnMut(Result<Draft, Reason>)) {
    let mut reader = reader(text);
    let broken = |error: &csv::Error| Reason::Broken { format: "CSV", message: error.to_string() };
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => return sink(Err(broken(&error))),
    };
    let column = |name: &str| header.iter().position(|column| column.trim().eq_ignore_ascii_case(name));
    if !columns.text.iter().any(|name| column(name).is_some()) {
        return sink(Err(Reason::NoTextColumn(columns.text.join(", "))));
    }
    for row in reader.records() {
        sink(match row {
            Ok(row) => {
                record::draft(Format::Csv, columns, limits, |name| row.get(column(name)?).map(str::to_owned))
            }
            Err(error) => Err(broken(&error)),
        });
    }
}

/// A reader with the separator that the header line uses most.
pub(crate) fn reader(text: &str) -> csv::Reader<&[u8]> {
    let text = text.trim_start_matches('\u{feff}');
    let header = text.lines().next().unwrap_or_default();
    let count = |separator: u8| header.bytes().filter(|b| *b == separator).count();
    let separator =
        [b',', b';', b'\t'].into_iter().rev().max_by_key(|separator| count(*separator)).unwrap_or(b',');
    csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let mut found = Vec::new();
        table(text, &Columns::default(), &Limits::default(), &mut |row| {
            found.push(match row {
                Ok(draft) => format!("{}|{}", draft.metadata.title.unwrap_or_default(), draft.text),
                Err(reason) => reason.to_string().split(" (").next().unwrap_or_default().to_owned(),
            });
        });
        assert_eq!(found, expected);
    }

    #[test]
    fn separators_quotes_and_missing_columns() {
        check(
            "Title,Text\nA,\"One, two.\nThree.\"\nB,\n",
            &["A|One, two.\n\nThree.", "has no readable text"],
        );
        check("title;content\nA;One, two.\n", &["A|One, two."]);
        check("title\ttext\nA\tOne.\n", &["A|One."]);
        check("a,b\n1,2\n", &["has no column with the text"]);
    }
}
