//! The text that a model reads: captions and boilerplate are blank in it.

use std::borrow::Cow;

use standpoint_terms::Passage;

/// The text with the passages that are not read filled with spaces, so that all places stay where they are.
pub(crate) fn masked<'t>(text: &'t str, passages: &[Passage]) -> Cow<'t, str> {
    let mut out: Option<String> = None;
    let mut at = 0;
    for passage in passages.iter().filter(|passage| !passage.kind.is_read()) {
        let span = passage.span;
        let (Some(before), Some(words)) = (text.get(at..span.start), span.of(text)) else { continue };
        let out = out.get_or_insert_with(|| String::with_capacity(text.len()));
        out.push_str(before);
        out.extend(words.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        at = span.end;
    }
    match out {
        Some(mut out) => {
            out.push_str(&text[at..]);
            out.into()
        }
        None => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use standpoint_testing::plain_document;

    #[test]
    fn captions_are_blank_and_nothing_moves() {
        let document = plain_document("a.txt", "Kask left.\nImage: Élan, he said\n> Follow\nOrr stayed.");
        let found = masked(&document.text, &document.passages);
        assert_eq!(found.len(), document.text.len());
        assert_eq!(found.split_whitespace().collect::<Vec<_>>(), ["Kask", "left.", ">", "Orr", "stayed."]);
        assert_eq!(found.find("Orr"), document.text.find("Orr"));
    }
}
