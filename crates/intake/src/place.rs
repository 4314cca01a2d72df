//! What a user names, and the single items found there.

use std::path::PathBuf;
use std::sync::Arc;

use standpoint_terms::{Metadata, Notice};

use crate::metadata_csv::MetadataSheet;

/// What a user names: a file or folder, standard input, or an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A file or folder.
    Path(PathBuf),
    /// Standard input.
    Stdin,
    /// An `http` or `https` address.
    Url(String),
}

impl Place {
    /// Understands an argument: `-` is standard input, `http://` and `https://` begin addresses, all else
    /// is a path.
    ///
    /// ```
    /// use standpoint_intake::Place;
    /// assert_eq!(Place::parse("-"), Place::Stdin);
    /// assert_eq!(Place::parse("https://post.example/a"), Place::Url("https://post.example/a".into()));
    /// assert_eq!(Place::parse("coverage"), Place::Path("coverage".into()));
    /// ```
    pub fn parse(argument: &str) -> Self {
        let scheme = argument.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
        match scheme.as_deref() {
            Some("http" | "https") => Place::Url(argument.to_owned()),
            _ if argument == "-" => Place::Stdin,
            _ => Place::Path(argument.into()),
        }
    }
}

/// One file to open or page to fetch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The name of its document: the path below the argument with its ending and `/` between folders; the
    /// file's name where a file was named; the address.
    pub name: String,
    /// Where it is: absolute path or address.
    pub locator: String,
    /// How to get its bytes.
    pub source: Source,
    /// What analysts say about it, nearest sheet first, with the path under which each sheet knows it.
    pub(crate) sheets: Vec<(Arc<MetadataSheet>, String)>,
}

/// How to get the bytes of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Open the file.
    File(PathBuf),
    /// Read standard input.
    Stdin,
    /// Fetch the address.
    Url(String),
}

impl Item {
    /// What the sheets beside the file say about it, or about its `n`-th record.
    pub(crate) fn said(&self, number: Option<usize>) -> (Metadata, Vec<Notice>) {
        let mut metadata = Metadata::default();
        let mut notices = Vec::new();
        for (sheet, name) in &self.sheets {
            let record = number.map(|number| format!("{name}#{number}"));
            for name in record.iter().chain([name]) {
                if let Some((said, more)) = sheet.get(name) {
                    metadata.fill_from(said.clone());
                    notices.extend_from_slice(more);
                }
            }
        }
        (metadata, notices)
    }
}
