//! A document before it has a name and a place.

use standpoint_terms::{Document, DocumentId, Format, Metadata, Notice, Passage, PassageKind, Span};

/// What a format's parser gives: everything of a [`Document`] but its name and where it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What it was made from.
    pub format: Format,
    /// What the document says about itself.
    pub metadata: Metadata,
    /// The words, as [`Document::text`] has them.
    pub text: String,
    /// The parts of the text.
    pub passages: Vec<Passage>,
    /// What did not go as it should.
    pub notices: Vec<Notice>,
}

impl Draft {
    /// A draft whose text is composed of blocks: see [`compose`].
    pub fn of_blocks(format: Format, blocks: &[Block]) -> Self {
        let (text, passages) = compose(blocks);
        Draft { format, metadata: Metadata::default(), text, passages, notices: Vec::new() }
    }

    /// Whether there is nothing to read in it.
    pub fn is_empty(&self) -> bool {
        self.passages.is_empty()
    }

    /// The document, once its name and place are known.
    pub fn into_document(self, name: String, locator: String) -> Document {
        Document {
            id: DocumentId::of_text(&self.text),
            name,
            locator,
            format: self.format,
            metadata: self.metadata,
            text: self.text,
            passages: self.passages,
            notices: self.notices,
        }
    }
}

/// A passage before it has a place: its kind and its words, white space already collapsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: PassageKind,
    /// Its words, without a list marker.
    pub words: String,
}

impl Block {
    /// A block of that kind.
    pub fn new(kind: PassageKind, words: impl Into<String>) -> Self {
        Block { kind, words: words.into() }
    }
}

/// The text of blocks and where each one stands: an empty line between two, but one line break between
/// two list items, and `- ` before each item (outside of its span). No line break at the end.
///
/// ```
/// use standpoint_intake::{Block, compose};
/// use standpoint_terms::PassageKind::{Body, ListItem};
///
/// let blocks = [Block::new(Body, "They want:"), Block::new(ListItem, "peace;"), Block::new(ListItem, "oil.")];
/// let (text, passages) = compose(&blocks);
/// assert_eq!(text, "They want:\n\n- peace;\n- oil.");
/// assert_eq!(passages[1].span.of(&text), Some("peace;"));
/// ```
pub fn compose(blocks: &[Block]) -> (String, Vec<Passage>) {
    let mut text = String::with_capacity(blocks.iter().map(|b| b.words.len() + 4).sum());
    let mut passages: Vec<Passage> = Vec::with_capacity(blocks.len());
    for block in blocks.iter().filter(|block| !block.words.is_empty()) {
        let is_item = block.kind == PassageKind::ListItem;
        if let Some(last) = passages.last() {
            text.push_str(if is_item && last.kind == PassageKind::ListItem { "\n" } else { "\n\n" });
        }
        if is_item {
            text.push_str("- ");
        }
        let start = text.len();
        text.push_str(&block.words);
        passages.push(Passage { kind: block.kind, span: Span::new(start, text.len()) });
    }
    (text, passages)
}

/// Words with white space collapsed to single spaces, none at the ends, and without the characters that
/// are no words: control characters, soft hyphens, byte order marks. Says whether control characters
/// were taken out.
pub(crate) fn collapse(words: &str) -> (String, bool) {
    let mut out = String::with_capacity(words.len());
    let (mut gap, mut controls) = (false, false);
    for c in words.chars() {
        if c.is_whitespace() {
            gap = true;
        } else if c.is_control() {
            controls = true;
        } else if c != '\u{ad}' && c != '\u{feff}' {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        }
    }
    (out, controls)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_and_controls() {
        assert_eq!(collapse("  a\u{a0}\n b\0\u{ad}c "), ("a bc".to_owned(), true));
        assert_eq!(collapse("\t"), (String::new(), false));
    }
}
