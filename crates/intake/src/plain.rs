//! Plain text: the text stays as it stands; only its parts are found.

use std::sync::LazyLock;

use regex::Regex;
use standpoint_terms::{Format, Metadata, Passage, PassageKind, Span};

use crate::draft::{Block, Draft, collapse};
use crate::lines::aside;

/// A draft of a plain-text file. The text is the given one, to the character (line breaks of all kinds, a
/// byte order mark); the passages leave out what is between paragraphs.
///
/// Where empty lines separate paragraphs whose lines are broken at a fixed width, a passage spans lines;
/// otherwise every line that is not empty is one.
///
/// ```
/// use standpoint_terms::PassageKind;
/// let draft = standpoint_intake::plain("No deal in Tolm\n\nThe talks broke off on Monday, two delegates said.\n- no date\n");
/// let parts: Vec<_> = draft.passages.iter().map(|p| (p.kind, p.span.of(&draft.text).unwrap())).collect();
/// assert_eq!(parts[0], (PassageKind::Heading, "No deal in Tolm"));
/// assert_eq!(parts[2], (PassageKind::ListItem, "no date"));
/// ```
pub fn plain(text: &str) -> Draft {
    Draft {
        format: Format::Text,
        metadata: Metadata::default(),
        passages: passages(text),
        text: text.to_owned(),
        notices: Vec::new(),
    }
}

/// The blocks of a text that need not keep its line breaks, as from a mail or a record.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    passages(text)
        .iter()
        .map(|passage| Block::new(passage.kind, collapse(passage.span.of(text).unwrap_or_default()).0))
        .filter(|block| !block.words.is_empty())
        .collect()
}

fn passages(text: &str) -> Vec<Passage> {
    let mut spans = Vec::new();
    for paragraph in paragraphs(text) {
        if is_wrapped(text, &paragraph) {
            join_lines(text, &paragraph, &mut spans);
        } else {
            spans.extend(paragraph);
        }
    }
    classify(text, &spans)
}

/// The runs of lines that are not empty, each line without white space at its ends.
fn paragraphs(text: &str) -> Vec<Vec<Span>> {
    let mut paragraphs = vec![Vec::new()];
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = visible(text, Span::new(start, start + line.len()));
        start += line.len();
        match paragraphs.last_mut() {
            Some(paragraph) if !span.is_empty() => paragraph.push(span),
            Some(paragraph) if !paragraph.is_empty() => paragraphs.push(Vec::new()),
            _ => {}
        }
    }
    paragraphs
}

/// The span without white space, byte order marks and control characters at its ends.
fn visible(text: &str, span: Span) -> Span {
    let is_nothing = |c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}';
    let words = span.of(text).unwrap_or_default();
    let start = span.end - words.trim_start_matches(is_nothing).len();
    Span::new(start, start + words.trim_matches(is_nothing).len())
}

/// Whether the lines of a paragraph are broken at a fixed width: all but the last are of similar, middling
/// length, and most stop in mid-sentence.
fn is_wrapped(text: &str, lines: &[Span]) -> bool {
    let Some((_, inner)) = lines.split_last() else { return false };
    let inner: Vec<&str> = inner.iter().filter_map(|line| line.of(text)).collect();
    let lengths: Vec<usize> = inner.iter().map(|line| line.chars().count()).collect();
    let Some(longest) = lengths.iter().max() else { return false };
    let full = lengths.iter().filter(|n| (40..=100).contains(*n) && **n * 4 >= *longest * 3).count();
    let open = inner.iter().filter(|line| !ends_a_sentence(line) && !line.ends_with([';', ':'])).count();
    *longest <= 100 && full * 5 >= inner.len() * 4 && open * 2 > inner.len()
}

/// One span for each run of lines; a list marker begins a new one.
fn join_lines(text: &str, lines: &[Span], spans: &mut Vec<Span>) {
    for (i, line) in lines.iter().enumerate() {
        match spans.last_mut() {
            Some(last) if i > 0 && marker(line.of(text).unwrap_or_default()) == 0 => *last = last.join(*line),
            _ => spans.push(*line),
        }
    }
}

/// How many bytes of the line are a list marker and the white space after it.
fn marker(line: &str) -> usize {
    static MARKER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:[-*•·▪◦‣–—]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+").expect("a fixed pattern")
    });
    MARKER.find(line).map_or(0, |m| m.end())
}

fn classify(text: &str, spans: &[Span]) -> Vec<Passage> {
    let words = |span: Span| span.of(text).unwrap_or_default();
    let dashes = spans.iter().filter(|span| words(**span).starts_with(['–', '—'])).count();
    let mut passages: Vec<Passage> = Vec::with_capacity(spans.len());
    for (i, span) in spans.iter().enumerate() {
        let line = words(*span);
        let marked = marker(line);
        let passage = if let Some(kind) = aside(line) {
            Passage { kind, span: *span }
        } else if marked > 0
            && marked < line.len()
            && !(line.starts_with(['–', '—']) && is_dialogue(line, dashes))
        {
            Passage { kind: PassageKind::ListItem, span: Span::new(span.start + marked, span.end) }
        } else {
            let next = spans.get(i + 1).map(|next| words(*next));
            let is_heading = next.is_some_and(|next| is_heading(line, next, i == 0));
            let kind = if is_heading { PassageKind::Heading } else { PassageKind::Body };
            Passage { kind, span: *span }
        };
        passages.push(passage);
    }
    passages
}

/// A line that begins with a dash may be speech rather than a list item: then it is a whole sentence, or
/// stands alone.
fn is_dialogue(line: &str, dashes: usize) -> bool {
    dashes < 2 || ends_a_sentence(line)
}

/// A short line that does not end as a sentence does and has a paragraph after it.
fn is_heading(line: &str, next: &str, is_first: bool) -> bool {
    let (letters, words) = (line.chars().count(), line.split_whitespace().count());
    let is_short = if is_first { letters <= 160 } else { letters <= 90 && words <= 14 };
    let begins = line.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    let is_open = ends_a_sentence(line) || line.ends_with([':', ';', ',', '-', '–', '—']);
    is_short && begins && !is_open && (is_first || next.chars().count() > letters.max(40))
}

/// Whether it ends with a full stop, question or exclamation mark, perhaps inside of a closing quote.
fn ends_a_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', '»', '“', ')', ']', '*']).ends_with(['.', '!', '?', '…'])
}

#[cfg(test)]
mod tests {
    use PassageKind::{Body, Boilerplate, Caption, Heading, ListItem};
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &[(PassageKind, &str)]) {
        let draft = plain(text);
        let found: Vec<_> = draft.passages.iter().map(|p| (p.kind, p.span.of(text).unwrap())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_line_is_a_passage() {
        check(
            "Harbour talks stall\r\nThe envoy left Tolm on Monday. Nobody saw her off.\r\nImage: The quay. Pic: Lina Marr\r\nWhat comes next\r\nThe cabinet meets again on Thursday, a spokesman said.\r\n",
            &[
                (Heading, "Harbour talks stall"),
                (Body, "The envoy left Tolm on Monday. Nobody saw her off."),
                (Caption, "Image: The quay. Pic: Lina Marr"),
                (Heading, "What comes next"),
                (Body, "The cabinet meets again on Thursday, a spokesman said."),
            ],
        );
    }

    #[test]
    fn a_first_sentence_is_no_heading() {
        check(
            "The envoy left.\nNobody saw her off.",
            &[(Body, "The envoy left."), (Body, "Nobody saw her off.")],
        );
    }

    #[test]
    fn hard_wrapped_paragraphs_span_lines() {
        check(
            "The delegation left the harbour on Monday evening without\na word to the reporters who had waited there since the\nmorning.\n\nIt will be back on Thursday.\n",
            &[
                (
                    Body,
                    "The delegation left the harbour on Monday evening without\na word to the reporters who had waited there since the\nmorning.",
                ),
                (Body, "It will be back on Thursday."),
            ],
        );
    }

    #[test]
    fn lists_with_their_markers_outside() {
        check(
            "Its demands:\n- a ferry;\n• a pier\n1. a lamp\na) oil\n* * *\nRelated Sources:\n• Source 1 • Source 2",
            &[
                (Body, "Its demands:"),
                (ListItem, "a ferry;"),
                (ListItem, "a pier"),
                (ListItem, "a lamp"),
                (ListItem, "oil"),
                (ListItem, "* *"),
                (Boilerplate, "Related Sources:"),
                (Boilerplate, "• Source 1 • Source 2"),
            ],
        );
    }

    #[test]
    fn speech_after_a_dash_is_no_list() {
        check("— We will not sign, she said.\n", &[(Body, "— We will not sign, she said.")]);
    }

    #[test]
    fn a_byte_order_mark_is_in_the_text_but_in_no_passage() {
        check("\u{feff}Words are here.\n\u{feff}\n", &[(Body, "Words are here.")]);
    }

    proptest! {
        #[test]
        fn passages_are_in_order_and_lose_no_word(text in "([a-zA-Z.“”é:-]{0,12}[ \n\r\t]{0,3}){0,40}") {
            let draft = plain(&text);
            let mut end = 0;
            for passage in &draft.passages {
                prop_assert!(passage.span.start >= end && !passage.span.is_empty());
                prop_assert_eq!(passage.span, passage.span.trimmed(&text));
                let between = &text[end..passage.span.start];
                prop_assert!(between.split_whitespace().all(|w| marker(&format!("{w} ")) > 0), "{}", between);
                end = passage.span.end;
            }
            prop_assert!(text[end..].trim().is_empty());
        }
    }
}
