//! What did not go as it should, without stopping anything.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A remark about a document or its reading that a person should see: bad input is data, not an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// What kind of thing happened; stable, for programs.
    pub kind: NoticeKind,
    /// What happened and, where there is something to do, what to do. One sentence or two.
    pub message: String,
}

impl Notice {
    /// A notice of that kind.
    pub fn new(kind: NoticeKind, message: impl Into<String>) -> Self {
        Notice { kind, message: message.into() }
    }
}

/// The kinds of notices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeKind {
    /// Bytes that are not text in the encoding found; they became U+FFFD.
    Encoding,
    /// Control characters were taken out of the text.
    ControlCharacters,
    /// A date or other field could not be understood and stays unknown.
    Metadata,
    /// The page's article could not be told from its surroundings with confidence.
    Extraction,
    /// Something was cut off at a limit.
    Limit,
    /// A quotation opens and does not close, or the marks do not match.
    Quotation,
    /// The language is not one that the reader knows.
    Language,
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
