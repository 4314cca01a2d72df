//! A transcript that came on one line, with a line for each turn again: "… settled? TARN: No. WHITBY: Why?"

use std::borrow::Cow;
use std::collections::HashMap;

use standpoint_terms::{Passage, Span};

/// The longest label in words, and in bytes.
const WORDS: usize = 5;
const LONGEST: usize = 60;

/// A text is a transcript where so many labels stand in one passage, one of them twice and not all the same.
const LABELS: usize = 3;

/// The text and its passages with each turn by itself, where a passage holds several; all places stay where they are.
pub(crate) fn unfolded<'t>(
    text: Cow<'t, str>,
    passages: &'t [Passage],
) -> (Cow<'t, str>, Cow<'t, [Passage]>) {
    let mut breaks: Vec<usize> = Vec::new();
    let mut apart: Vec<Passage> = Vec::with_capacity(passages.len());
    for passage in passages {
        let words = if passage.kind.is_read() { passage.span.of(&text).unwrap_or_default() } else { "" };
        let mut start = passage.span.start;
        for turn in turns(words) {
            let at = passage.span.start + turn;
            breaks.push(at - 1);
            apart.push(Passage { span: Span::new(start, at - 1).trimmed(&text), ..*passage });
            start = at;
        }
        apart.push(Passage { span: Span::new(start, passage.span.end), ..*passage });
    }
    if breaks.is_empty() {
        return (text, passages.into());
    }
    let mut next = breaks.into_iter().peekable();
    let broken = text.char_indices().map(|(at, c)| if next.next_if_eq(&at).is_some() { '\n' } else { c });
    (broken.collect::<String>().into(), apart.into())
}

/// Where turns begin within a passage, behind a single space; none where it is no transcript.
fn turns(passage: &str) -> Vec<usize> {
    if passage.contains('\n') {
        return Vec::new();
    }
    let mut found: Vec<usize> = Vec::new();
    let mut labels: HashMap<&str, usize> = HashMap::new();
    let mut begins = |at: usize, found: &mut Vec<usize>| {
        if let Some(label) = label(&passage[at..]) {
            *labels.entry(label).or_default() += 1;
            found.extend((at > 0).then_some(at));
        }
    };
    begins(0, &mut found);
    for (at, _) in passage.match_indices(' ') {
        let before = passage[..at].trim_end_matches(' ');
        let ends = before.ends_with(['.', '!', '?', ':', '"', '”', '’', '\'', ')', '…', '—']);
        if ends && !passage[at + 1..].starts_with(' ') {
            begins(at + 1, &mut found);
        }
    }
    let several = labels.len() > 1 && labels.values().any(|count| *count > 1);
    if several && labels.values().sum::<usize>() >= LABELS { found } else { Vec::new() }
}

/// The label with which a turn opens, without quotation marks: words in capitals before a colon and a space.
fn label(words: &str) -> Option<&str> {
    let mut most = words.len().min(LONGEST);
    while !words.is_char_boundary(most) {
        most -= 1;
    }
    let (label, _) = words[..most].split_once(": ")?;
    let label = label.trim_start_matches(['"', '“', '\'', '‘']);
    let plain = |c: char| c.is_uppercase() || c.is_whitespace() || matches!(c, '.' | '-' | '\'' | '’');
    let letters = label.chars().filter(|c| c.is_uppercase()).count();
    (letters >= 1 && label.chars().all(plain) && label.split_whitespace().count() <= WORDS).then_some(label)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use standpoint_testing::plain_document;

    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let document = plain_document("a", text);
        let (found, passages) = unfolded(text.into(), &document.passages);
        assert_eq!(found.len(), text.len());
        let passages: Vec<&str> = passages.iter().map(|passage| passage.span.of(text).unwrap()).collect();
        assert_eq!(passages, expected);
        assert_eq!(found.split('\n').map(str::trim).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn turns_on_one_line_are_told_apart() {
        check(
            "Lena Kask spoke.  Q: Is it settled? KASK: No. \"Q: Why not? KASK: Ask Selm: it waits.",
            &[
                "Lena Kask spoke.",
                "Q: Is it settled?",
                "KASK: No.",
                "\"Q: Why not?",
                "KASK: Ask Selm: it waits.",
            ],
        );
    }

    #[test]
    fn what_is_no_transcript_stays() {
        for text in [
            "It was clear. NATO: no. The envoy left.",
            "The list. ONE: land. TWO: ships. THREE: money.",
            "He said it. Why: nobody knows.",
        ] {
            check(text, &[text]);
        }
    }

    proptest! {
        #[test]
        fn nothing_moves(text in "([.?” ]|A: |É B: |word|\n){0,60}") {
            let document = plain_document("a", &text);
            let (found, passages) = unfolded(text.as_str().into(), &document.passages);
            prop_assert_eq!(found.len(), text.len());
            for pair in passages.windows(2) {
                prop_assert!(pair[0].span.end <= pair[1].span.start);
            }
            prop_assert!(passages.iter().all(|passage| passage.span.of(&text).is_some()));
        }
    }
}
