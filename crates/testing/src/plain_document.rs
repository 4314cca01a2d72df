//! A document from plain lines.

use standpoint_terms::{Document, DocumentId, Format, Metadata, Passage, PassageKind, Span};

/// A document whose passages are the lines of `text` that are not empty.
///
/// A line may say what it is: `# ` begins a heading, `- ` or `* ` a list item (the marker is no part of the
/// passage), `Image: ` a caption, `> ` boilerplate; any other line is a body paragraph.
pub fn plain_document(name: &str, text: &str) -> Document {
    let mut passages = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let (kind, marker) = kind_of(line);
        let span = Span::new(at + marker, at + line.len()).trimmed(text);
        if !span.is_empty() {
            passages.push(Passage { kind, span });
        }
        at += line.len();
    }
    Document {
        id: DocumentId::of_text(text),
        name: name.to_owned(),
        locator: format!("/{name}"),
        format: Format::Text,
        metadata: Metadata::default(),
        text: text.to_owned(),
        passages,
        notices: Vec::new(),
    }
}

fn kind_of(line: &str) -> (PassageKind, usize) {
    let marked = [
        ("# ", PassageKind::Heading),
        ("- ", PassageKind::ListItem),
        ("* ", PassageKind::ListItem),
        ("> ", PassageKind::Boilerplate),
    ];
    for (marker, kind) in marked {
        if line.starts_with(marker) {
            return (kind, marker.len());
        }
    }
    if line.starts_with("Image: ") { (PassageKind::Caption, 0) } else { (PassageKind::Body, 0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_say_what_they_are() {
        let document = plain_document(
            "a.txt",
            "# Talks fail\n\nNobody spoke.\n- Leave Selm\nImage: The hall\n> Follow us\n",
        );
        let found: Vec<(&str, &str)> =
            document.passages.iter().map(|p| (p.kind.name(), p.span.of(&document.text).unwrap())).collect();
        assert_eq!(
            found,
            [
                ("heading", "Talks fail"),
                ("body", "Nobody spoke."),
                ("list-item", "Leave Selm"),
                ("caption", "Image: The hall"),
                ("boilerplate", "Follow us"),
            ]
        );
    }
}
