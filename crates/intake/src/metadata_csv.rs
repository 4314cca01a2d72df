//! `metadata.csv`: what an analyst says about the files beside it.

use std::collections::BTreeMap;

use standpoint_terms::{Metadata, Notice, NoticeKind};

use crate::metadata::{Raw, resolve};
use crate::problem::Reason;
use crate::table;

/// The name of the file.
pub(crate) const NAME: &str = "metadata.csv";

/// The rows of a `metadata.csv`, by the file's path below the folder of the sheet. Its word wins over what
/// a file says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MetadataSheet {
    rows: BTreeMap<String, (Metadata, Vec<Notice>)>,
}

impl MetadataSheet {
    /// Reads a sheet with the columns file, title, outlet, author, published, modified, url, language in
    /// any order; only file is needed. For a file named twice the last row counts.
    ///
    /// # Errors
    /// [`Reason::Broken`] where there is no column file or a row is damaged.
    ///
    /// ```
    /// let sheet = standpoint_intake::MetadataSheet::read("file,outlet\na/b.txt,The Post\n")?;
    /// assert_eq!(sheet.get("a/b.txt").unwrap().0.outlet.as_deref(), Some("The Post"));
    /// # Ok::<(), standpoint_intake::Reason>(())
    /// ```
    pub fn read(text: &str) -> Result<Self, Reason> {
        let broken = |message: String| Reason::Broken { format: "a table of metadata", message };
        let mut reader = table::reader(text);
        let header = reader.headers().map_err(|error| broken(error.to_string()))?.clone();
        let column = |name: &str| header.iter().position(|column| column.trim().eq_ignore_ascii_case(name));
        let file = column("file").ok_or_else(|| broken("there is no column \"file\"".to_owned()))?;
        let mut rows = BTreeMap::new();
        for row in reader.records() {
            let row = row.map_err(|error| broken(error.to_string()))?;
            let field = |name: &str| {
                row.get(column(name)?).map(str::to_owned).filter(|value| !value.trim().is_empty())
            };
            let (metadata, notices) = resolve(Raw {
                title: field("title"),
                outlet: field("outlet"),
                author: field("author"),
                published: field("published"),
                modified: field("modified"),
                language: field("language"),
                url: field("url"),
            });
            let notices = notices
                .into_iter()
                .map(|notice| Notice::new(NoticeKind::Metadata, format!("{NAME}: {notice}")));
            let name = row.get(file).unwrap_or_default().trim().trim_start_matches("./").replace('\\', "/");
            rows.insert(name, (metadata, notices.collect()));
        }
        Ok(MetadataSheet { rows })
    }

    /// What the sheet says about a file, and what in it was not understood.
    pub fn get(&self, file: &str) -> Option<(&Metadata, &[Notice])> {
        self.rows.get(file).map(|(metadata, notices)| (metadata, notices.as_slice()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_what_is_not_understood() {
        let sheet =
            MetadataSheet::read("file,published,title\n./a.txt,2031-05-12,\"No, no\"\nb.txt,spring,\n")
                .unwrap();
        let (a, notices) = sheet.get("a.txt").unwrap();
        assert_eq!((a.title.as_deref(), notices.len()), (Some("No, no"), 0));
        let (b, notices) = sheet.get("b.txt").unwrap();
        assert_eq!((b.published, notices.len()), (None, 1));
        assert!(notices[0].message.starts_with("metadata.csv: The date \"spring\""));
        assert!(sheet.get("c.txt").is_none());
    }

    #[test]
    fn a_sheet_without_files_is_refused() {
        let error = MetadataSheet::read("name,title\na,b\n").unwrap_err();
        assert!(error.to_string().contains("no column \"file\""));
    }
}
