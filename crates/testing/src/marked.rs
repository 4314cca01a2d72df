//! Texts with spans marked in them.
//!
//! A mark is `⟦label:words⟧`; it may hold others. The label is any word without a colon. For attributions the
//! labels are `s`, `c`, `t` (source, cue, content) with an optional number that tells attributions apart:
//! `⟦s1:Kask⟧ ⟦c1:said⟧ ⟦t1:no⟧`. (The brackets are ones that no article has, so that texts may hold every
//! kind of quotation mark.)

use std::fmt::Write as _;

use standpoint_terms::{Attribution, Span};

/// A text and what is marked in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The text without its marks.
    pub text: String,
    /// Label and place, in the order in which the marks open.
    pub spans: Vec<(String, Span)>,
}

/// Takes the marks out of a text.
///
/// # Panics
///
/// When a mark does not close or has no label: it is a mistake in the test.
///
/// ```
/// use standpoint_testing::marked::{draw, parse};
/// let marked = parse("⟦s:Kask⟧ ⟦c:said⟧ ⟦t:“no”⟧.");
/// assert_eq!(marked.text, "Kask said “no”.");
/// assert_eq!(draw(&marked.text, &marked.spans), "⟦s:Kask⟧ ⟦c:said⟧ ⟦t:“no”⟧.");
/// ```
pub fn parse(marked: &str) -> Marked {
    let mut text = String::new();
    let mut spans: Vec<(String, Span)> = Vec::new();
    let mut open = Vec::new();
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '⟦' => {
                let (label, words) = rest.split_once(':').expect("a mark has a label and a colon");
                open.push(spans.len());
                spans.push((label.to_owned(), Span::new(text.len(), text.len())));
                rest = words;
            }
            '⟧' => {
                let at = open.pop().expect("a mark opens before it closes");
                spans[at].1.end = text.len();
            }
            _ => text.push(c),
        }
    }
    assert!(open.is_empty(), "a mark does not close in {marked:?}");
    Marked { text, spans }
}

/// Draws spans into a text; the opposite of [`parse`]. Spans that cross are drawn as they stand.
pub fn draw(text: &str, spans: &[(String, Span)]) -> String {
    // At one place: what closes first, then what opens, the longer first.
    let mut events: Vec<(usize, u8, usize, usize)> = Vec::new();
    for (at, (_, span)) in spans.iter().enumerate() {
        events.push((span.start, 1, usize::MAX - span.end, at));
        events.push((span.end, 0, usize::MAX - span.start, at));
    }
    events.sort_unstable();
    let mut out = String::new();
    let mut done = 0;
    for (place, opens, _, at) in events {
        out.push_str(text.get(done..place).unwrap_or("<inside a character>"));
        done = place;
        if opens == 1 {
            let _ = write!(out, "⟦{}:", spans[at].0);
        } else {
            out.push('⟧');
        }
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

/// The spans of attributions with labels for [`draw`]: `s`, `c`, `t`, with the attribution's number (from 1)
/// when there are several.
pub fn labels(attributions: &[Attribution]) -> Vec<(String, Span)> {
    let several = attributions.len() > 1;
    let mut out = Vec::new();
    for (at, attribution) in attributions.iter().enumerate() {
        let number = if several { (at + 1).to_string() } else { String::new() };
        for (label, spans) in
            [("s", &attribution.source), ("c", &attribution.cue), ("t", &attribution.content)]
        {
            out.extend(spans.iter().map(|span| (format!("{label}{number}"), *span)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(marked: &str) {
        let parsed = parse(marked);
        assert_eq!(draw(&parsed.text, &parsed.spans), marked);
    }

    #[test]
    fn drawing_undoes_parsing() {
        check("nothing");
        check("⟦s:Kask⟧ ⟦c:said⟧ ⟦t1:that ⟦s2:Tarn⟧ ⟦c2:said⟧ ⟦t2:“né”⟧⟧.");
    }
}
