//! What could not be taken in.

use std::fmt;

use thiserror::Error;

/// One file, page or record that gave no document, with why and what to do. The batch goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The document's name as it would have been: path below the argument, or address.
    pub name: String,
    /// Where it is: absolute path or address.
    pub locator: String,
    /// Why.
    pub reason: Reason,
    /// What to do about it; one sentence.
    pub hint: String,
}

impl Problem {
    /// A problem with the hint that goes with its reason.
    pub fn new(name: impl Into<String>, locator: impl Into<String>, reason: Reason) -> Self {
        let hint = reason.hint();
        Problem { name: name.into(), locator: locator.into(), reason, hint }
    }

    /// Whether this is only a remark (files that are no documents were passed over), not a failure.
    pub fn is_quiet(&self) -> bool {
        matches!(self.reason, Reason::Skipped(_))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}. {}", self.name, self.reason, self.hint)
    }
}

impl std::error::Error for Problem {}

/// Why something gave no document.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Reason {
    /// No such file or folder.
    #[error("does not exist")]
    NotFound,
    /// The system refused: permission, a device, a broken link, a loop.
    #[error("cannot be read: {0}")]
    Unreadable(String),
    /// No byte, or nothing but white space.
    #[error("is empty")]
    Empty,
    /// More bytes than the limit; the number is the limit.
    #[error("is larger than the limit of {}", Size(*.0))]
    TooLarge(u64),
    /// It decompresses to more bytes than the limit; the number is the limit.
    #[error("decompresses to more than the limit of {}", Size(*.0))]
    Expands(u64),
    /// Another kind of file, whatever its name says.
    #[error("is {0}, not text")]
    NotText(&'static str),
    /// Files that are no documents were passed over: their endings, with how many.
    #[error("has files that are no documents and were passed over ({0})")]
    Skipped(String),
    /// It is of a format that can be read, but damaged.
    #[error("is not readable as {format}: {message}")]
    Broken {
        /// The format's name.
        format: &'static str,
        /// What the parser says.
        message: String,
    },
    /// A compressed file that ends too early.
    #[error("is a compressed file that is cut off or damaged")]
    Truncated,
    /// A page whose elements are nested, or whose tags are counted, beyond the limit.
    #[error("is a page with {0}")]
    Excessive(String),
    /// Nothing to read is left once markup, scripts and clutter are taken away.
    #[error("has no readable text")]
    NoText,
    /// A PDF file whose pages are pictures.
    #[error("is a PDF without a text layer")]
    NoTextLayer,
    /// A record without the column that holds the words; the names that were tried.
    #[error("has no column with the text (tried {0})")]
    NoTextColumn(String),
    /// The address cannot be fetched.
    #[error("could not be fetched: {0}")]
    Fetch(String),
    /// The server answered with an error; the number is the HTTP status.
    #[error("could not be fetched: the server answered with status {0}")]
    Status(u16),
}

impl Reason {
    fn hint(&self) -> String {
        match self {
            Reason::NotFound => "Check the spelling of the path",
            Reason::Unreadable(_) => "Check that it is a file that you may read",
            Reason::Empty => "Save it again, or remove it",
            Reason::TooLarge(_) | Reason::Expands(_) => "Split it, or raise the limit",
            Reason::NotText(_) => "Give a text, web page, feed, e-mail or PDF file",
            Reason::Skipped(_) => "Name such a file itself to have it read all the same",
            Reason::Broken { .. } => "Open it in the program that made it and save it again",
            Reason::Truncated => "Copy or download it again",
            Reason::Excessive(_) => {
                "Save the article as text, or open the page in a browser and save it from there"
            }
            Reason::NoText => "Open the page in a browser, and save it once the article shows",
            Reason::NoTextLayer => "Run text recognition (OCR) over it first",
            Reason::NoTextColumn(_) => "Name the column that holds the text",
            Reason::Fetch(_) => "Check the address and the connection, or save the page and give the file",
            Reason::Status(_) => "Check the address, or save the page from a browser and give the file",
        }
        .to_owned()
            + "."
    }
}

/// A number of bytes for people: whole mebibytes where it is one.
struct Size(u64);

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            bytes if bytes >= 1 << 20 => write!(f, "{} MB", bytes >> 20),
            bytes if bytes >= 1 << 10 => write!(f, "{} kB", bytes >> 10),
            bytes => write!(f, "{bytes} bytes"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_names_the_file_and_says_why_and_what_to_do() {
        let problem = Problem::new("a/b.txt", "/tmp/a/b.txt", Reason::TooLarge(64 << 20));
        assert_eq!(
            problem.to_string(),
            "a/b.txt: is larger than the limit of 64 MB. Split it, or raise the limit."
        );
        let problem = Problem::new("c.txt", "c.txt", Reason::NotText("a PNG picture"));
        assert!(problem.to_string().starts_with("c.txt: is a PNG picture, not text. "));
    }
}
