//! JSON Lines, and files of one JSON value.

use serde_json::Value;
use standpoint_terms::Format;

use crate::draft::Draft;
use crate::options::{Columns, Limits};
use crate::problem::Reason;
use crate::record;

/// One document for each line that holds an object; a line that does not is an error of its own, and the
/// rest goes on. A text that is one JSON value as a whole (an object, or a list of objects) is taken too.
///
/// ```
/// use standpoint_intake::{Columns, Limits, jsonl};
/// let mut texts = Vec::new();
/// jsonl("{\"text\": \"One.\"}\n{\"text\": \"Tw\n", &Columns::default(), &Limits::default(), &mut |record| {
///     texts.push(record.map(|draft| draft.text).ok());
/// });
/// assert_eq!(texts, [Some("One.".to_owned()), None]);
/// ```
pub fn jsonl(text: &str, columns: &Columns, limits: &Limits, sink: &mut dyn FnMut(Result<Draft, Reason>)) {
    let text = text.trim_start_matches('\u{feff}');
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let is_one_value = text.trim_start().starts_with('[')
        || lines().next().is_some_and(|first| serde_json::from_str::<Value>(first).is_err());
    if is_one_value && let Ok(value) = serde_json::from_str::<Value>(text) {
        let values = match value {
            Value::Array(values) => values,
            value => vec![value],
        };
        values.iter().for_each(|value| sink(of_value(value, columns, limits)));
        return;
    }
    for line in lines() {
        sink(match serde_json::from_str(line) {
            Ok(value) => of_value(&value, columns, limits),
            Err(error) => Err(Reason::Broken { format: "JSON", message: error.to_string() }),
        });
    }
}

fn of_value(value: &Value, columns: &Columns, limits: &Limits) -> Result<Draft, Reason> {
    if !value.is_object() {
        return Err(Reason::Broken {
            format: "a record",
            message: "a line of JSON must be an object".to_owned(),
        });
    }
    record::draft(Format::Jsonl, columns, limits, |name| field(value, name))
}

/// The field of that name as text: lists of texts are joined, objects give their `name`.
fn field(record: &Value, name: &str) -> Option<String> {
    let mut value = record;
    if record.get(name).is_none() && name.contains('.') {
        for part in name.split('.') {
            value = value.get(part)?;
        }
    } else {
        let fields = record.as_object()?;
        value = fields.get(name).or_else(|| {
            fields.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
        })?;
    }
    as_text(value)
}

fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(values) => {
            let texts: Vec<&str> =
                values.iter().filter_map(|value| value.as_str().or_else(|| value["name"].as_str())).collect();
            // Paragraphs, where they are long; names otherwise.
            let is_prose = texts.iter().any(|text| text.len() > 120);
            (!texts.is_empty()).then(|| texts.join(if is_prose { "\n\n" } else { ", " }))
        }
        Value::Object(fields) => fields.get("name").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let mut found = Vec::new();
        jsonl(text, &Columns::default(), &Limits::default(), &mut |record| {
            found.push(match record {
                Ok(draft) => format!("{}|{}", draft.metadata.outlet.unwrap_or_default(), draft.text),
                Err(reason) => format!("{reason}").split(" (").next().unwrap_or_default().to_owned(),
            });
        });
        assert_eq!(found, expected);
    }

    #[test]
    fn lines_and_values() {
        check(
            "{\"body\":\"One.\",\"source\":{\"name\":\"Post\"}}\r\n\n{\"Text\":\"<p>Two.</p><p>Three.</p>\"}\n",
            &["Post|One.", "|Two.\n\nThree."],
        );
        check(
            "[{\"text\":\"One.\"},{\"text\":\"\"},{\"x\":1},5]",
            &[
                "|One.",
                "has no readable text",
                "has no column with the text",
                "is not readable as a record: a line of JSON must be an object",
            ],
        );
        check("{\n \"text\": \"One.\"\n}\n", &["|One."]);
        check(
            "{\"text\":\"One.\"}\nnot json\n{\"text\":\"Two.\"}",
            &["|One.", "is not readable as JSON: expected ident at line 1 column 2", "|Two."],
        );
    }
}
