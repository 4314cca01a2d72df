//! What is read.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::{Moment, Notice, Span};

/// One text with what is known about it.
///
/// It is the text itself, not the file or page: the same text at two places is one document seen twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Hash of the normalised text.
    pub id: DocumentId,
    /// The path below the argument with its ending, or the address; `feed.xml#2` for the second item of a
    /// container. For people and for the field `doc` of every output.
    pub name: String,
    /// Where it was found, so that a later version can be told: an address, or an absolute path.
    pub locator: String,
    /// What it was made from.
    pub format: Format,
    /// Title, outlet and the like; what is not known stays unknown.
    pub metadata: Metadata,
    /// The words. For a plain-text file the decoded file as it stands; otherwise its passages, separated
    /// by an empty line (list items by a line break, each after `- `).
    pub text: String,
    /// The text cut into its parts, in order, without overlap; what lies between them is white space or
    /// list markers.
    pub passages: Vec<Passage>,
    /// What did not go as it should while it was taken in.
    pub notices: Vec<Notice>,
}

/// A document's identity: 128 bits of the BLAKE3 hash of its normalised text, as 32 hexadecimal digits.
///
/// Normalised: Unicode NFC, runs of white space as one space, none at the ends. So line breaks, a byte
/// order mark or the way that accents are stored do not make another document.
///
/// ```
/// use standpoint_terms::DocumentId;
/// assert_eq!(DocumentId::of_text("No  deal.\r\n"), DocumentId::of_text("No deal."));
/// assert_ne!(DocumentId::of_text("No deal."), DocumentId::of_text("No, deal."));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DocumentId(String);

impl DocumentId {
    /// The identity of a text.
    pub fn of_text(text: &str) -> Self {
        let mut hasher = blake3::Hasher::new();
        let mut buffer = [0; 4];
        for (i, word) in text.split_whitespace().enumerate() {
            if i > 0 {
                hasher.update(b" ");
            }
            if word.is_ascii() {
                hasher.update(word.as_bytes());
            } else {
                for c in word.nfc() {
                    hasher.update(c.encode_utf8(&mut buffer).as_bytes());
                }
            }
        }
        DocumentId(hasher.finalize().to_hex()[..32].to_owned())
    }

    /// An identity read back from where it was stored.
    pub fn from_stored(hex: impl Into<String>) -> Self {
        DocumentId(hex.into())
    }

    /// The 32 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a document was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Plain text, as it stands.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// A web page.
    Html,
    /// An item of an RSS or Atom feed.
    Feed,
    /// A line of JSON Lines.
    Jsonl,
    /// A row of CSV.
    Csv,
    /// An e-mail message.
    Mail,
    /// A response in a web archive.
    Warc,
    /// The text layer of a PDF file.
    Pdf,
    /// A document of a database of Discourse Network Analyzer.
    Dna,
}

impl Format {
    /// The name used in outputs and in the ledger.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Feed => "feed",
            Format::Jsonl => "jsonl",
            Format::Csv => "csv",
            Format::Mail => "mail",
            Format::Warc => "warc",
            Format::Pdf => "pdf",
            Format::Dna => "dna",
        }
    }
}

/// What is known about a document besides its words. `None` is "not known", never a guess.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// The paper, agency, station or site.
    pub outlet: Option<String>,
    /// The by-line.
    pub author: Option<String>,
    /// When it was first published.
    pub published: Option<Moment>,
    /// When it was last changed, where that is told apart from the publication.
    pub modified: Option<Moment>,
    /// The language, as a BCP 47 tag ("en", "de-AT").
    pub language: Option<String>,
    /// The address of the page.
    pub url: Option<String>,
}

impl Metadata {
    /// Takes from `other` what is not known yet. So the better source is asked first.
    pub fn fill_from(&mut self, other: Metadata) {
        fn fill<T>(mine: &mut Option<T>, theirs: Option<T>) {
            if mine.is_none() {
                *mine = theirs;
            }
        }
        fill(&mut self.title, other.title);
        fill(&mut self.outlet, other.outlet);
        fill(&mut self.author, other.author);
        fill(&mut self.published, other.published);
        fill(&mut self.modified, other.modified);
        fill(&mut self.language, other.language);
        fill(&mut self.url, other.url);
    }
}

/// A part of a document: a paragraph, heading, list item, caption, or something that is no article at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// What it is.
    pub kind: PassageKind,
    /// Where it is; without the list marker and without white space at the ends.
    pub span: Span,
}

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PassageKind {
    /// A paragraph of the article.
    Body,
    /// A headline or a heading within.
    Heading,
    /// An item of a bulleted or numbered list.
    ListItem,
    /// The words under a picture, with its credit.
    Caption,
    /// "Follow us", related links, credits: no article.
    Boilerplate,
}

impl PassageKind {
    /// Whether statements are looked for here.
    pub fn is_read(self) -> bool {
        matches!(self, PassageKind::Body | PassageKind::Heading | PassageKind::ListItem)
    }

    /// The name used in outputs and in the ledger.
    pub fn name(self) -> &'static str {
        match self {
            PassageKind::Body => "body",
            PassageKind::Heading => "heading",
            PassageKind::ListItem => "list-item",
            PassageKind::Caption => "caption",
            PassageKind::Boilerplate => "boilerplate",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composed_and_decomposed_letters_are_one_text() {
        assert_eq!(DocumentId::of_text("caf\u{e9}"), DocumentId::of_text("cafe\u{301}"));
    }

    #[test]
    fn the_better_source_is_asked_first() {
        let mut better = Metadata { title: Some("A".into()), ..Metadata::default() };
        better.fill_from(Metadata {
            title: Some("B".into()),
            outlet: Some("O".into()),
            ..Metadata::default()
        });
        assert_eq!((better.title.as_deref(), better.outlet.as_deref()), (Some("A"), Some("O")));
    }
}
