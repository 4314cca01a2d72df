//! Where sentences begin and end.

use standpoint_terms::{Passage, Span};

use crate::lexicon::lexicon;
use crate::token::{Token, TokenKind, tokens};

/// Whether no line ends between two places of a text: what stands there is one paragraph.
pub(crate) fn in_one_paragraph(text: &str, from: usize, to: usize) -> bool {
    text.get(from..to).is_some_and(|between| !between.contains('\n'))
}

/// The sentences of the passages that are read (captions and boilerplate are not), in order, without
/// overlap, without white space at their ends. No sentence crosses a passage. Linear time.
///
/// A full stop after an abbreviation, an initial or inside a number ends nothing; quotation marks and
/// brackets behind the stop belong to the sentence; a question in quotation marks goes on with "he asked".
///
/// ```
/// use standpoint_reading::sentences;
/// use standpoint_terms::{Passage, PassageKind, Span};
///
/// let text = "Mr. Orr left at 5 p.m. on Monday. “Why now?” he asked.";
/// let passage = Passage { kind: PassageKind::Body, span: Span::new(0, text.len()) };
/// let found: Vec<_> = sentences(text, &[passage]).iter().filter_map(|s| s.of(text)).collect();
/// assert_eq!(found, ["Mr. Orr left at 5 p.m. on Monday.", "“Why now?” he asked."]);
/// ```
pub fn sentences(text: &str, passages: &[Passage]) -> Vec<Span> {
    let cut = tokens(text, passages);
    let mut out = Vec::new();
    for passage in &cut.passages {
        for (start, end) in sentence_ranges(&cut.tokens, passage.start, passage.end) {
            out.push(Span::new(cut.tokens[start].span.start, cut.tokens[end - 1].span.end));
        }
    }
    out
}

/// The sentences among `tokens[start..end]` as ranges of tokens that cover them all.
pub(crate) fn sentence_ranges(tokens: &[Token<'_>], start: usize, end: usize) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut first = start;
    let mut at = start;
    while at < end {
        let stop = stop_of(&tokens[at]);
        let mut next = at + 1;
        if stop == Stop::None {
            at = next;
            continue;
        }
        while next < end && closes(tokens, next) {
            next += 1;
        }
        if next >= end || begins(tokens, at, next, stop) {
            out.push((first, next));
            first = next;
        }
        at = next;
    }
    if first < end {
        out.push((first, end));
    }
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    None,
    /// An abbreviation with its full stop.
    Abbreviation,
    /// "…": a sentence may go on behind it.
    Ellipsis,
    /// "?", "!": it may go on when a quotation closes there.
    Call,
    Full,
}

fn stop_of(token: &Token<'_>) -> Stop {
    match token.kind {
        TokenKind::Word if token.lower.ends_with('.') => Stop::Abbreviation,
        TokenKind::Mark => match token.lower.as_ref() {
            "." | "。" => Stop::Full,
            "?" | "!" | "？" | "！" | "‽" => Stop::Call,
            "…" => Stop::Ellipsis,
            dots if dots.starts_with("..") => Stop::Ellipsis,
            _ => Stop::None,
        },
        _ => Stop::None,
    }
}

/// Whether the token belongs to the sentence whose stop stands before it.
fn closes(tokens: &[Token<'_>], at: usize) -> bool {
    let token = &tokens[at];
    match token.kind {
        TokenKind::Double | TokenKind::Single => {
            !token.spaced
                && !matches!(token.lower.as_ref(), "„" | "``" | "‘")
                && tokens.get(at + 1).is_none_or(|n| n.spaced || !n.is_word())
        }
        TokenKind::Mark => {
            !token.spaced && (matches!(token.lower.as_ref(), ")" | "]" | "}") || stop_of(token) != Stop::None)
        }
        _ => false,
    }
}

/// Whether a new sentence begins at `next`, after the stop at `at`.
fn begins(tokens: &[Token<'_>], at: usize, next: usize, stop: Stop) -> bool {
    let word = &tokens[next];
    let quoted = next > at + 1;
    // Opening marks and brackets tell nothing; the word behind them does.
    let mut head = next;
    while head + 1 < tokens.len() && head < next + 3 && !tokens[head].is_word() {
        head += 1;
    }
    let opens = head > next;
    let head = &tokens[head];
    let lower_case = head.kind == TokenKind::Word && !head.capital;
    let words = lexicon();
    match stop {
        Stop::None => false,
        Stop::Abbreviation => {
            if !word.spaced || lower_case || head.kind == TokenKind::Number {
                return false;
            }
            let stem = tokens[at].lower.trim_end_matches('.');
            if words.has("abbreviations-before-name", stem) || stem.chars().count() == 1 {
                return false;
            }
            opens
                || ["determiners", "subject-pronouns", "sentence-openers", "prepositions", "subordinators"]
                    .iter()
                    .any(|list| words.has(list, &head.lower))
        }
        Stop::Ellipsis => word.spaced && !lower_case && head.kind == TokenKind::Word,
        Stop::Call => !lower_case && (word.spaced || opens) && !(quoted && said_follows(tokens, next)),
        // "end.Next": a lost space, unless it is an address.
        Stop::Full if !word.spaced && !opens => head.capital && !head.lower.contains('.') && next == at + 1,
        Stop::Full => !lower_case || (opens && word.spaced && word.kind == TokenKind::Double),
    }
}

/// Whether "Kask asked" or "asked Kask" follows a question in quotation marks.
fn said_follows(tokens: &[Token<'_>], next: usize) -> bool {
    let words = lexicon();
    for at in next..(next + 5).min(tokens.len()) {
        let token = &tokens[at];
        if token.kind != TokenKind::Word {
            return false;
        }
        if let Some(cue) = words.cue(&token.lower) {
            return at > next
                && cue.takes(crate::lexicon::Takes::Quote)
                && tokens.get(at + 1).is_none_or(|t| !t.is_word() || !t.capital);
        }
        let name = token.capital || token.is_possessive();
        if !name && !words.has("determiners", &token.lower) && !words.has("titles", &token.lower) {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use standpoint_terms::PassageKind;

    /// Sentences are written one a line.
    fn check(expected: &str) {
        let text = expected.replace('\n', " ");
        let passage = Passage { kind: PassageKind::Body, span: Span::new(0, text.len()) };
        let found: Vec<&str> = sentences(&text, &[passage]).iter().map(|s| s.of(&text).unwrap()).collect();
        assert_eq!(found.join("\n"), expected);
    }

    #[test]
    fn abbreviations_and_numbers_end_nothing() {
        check("Mr. Orr and Gen. J. B. Stahl met on Jan. 5 in the U.S. Senate.\nIt cost 3.5 million.");
        check("They came to the U.S.\nThe talks failed.");
        check("See No. 5 of the list.\nNo.\nThat is all.");
    }

    #[test]
    fn marks_behind_the_stop_belong_to_the_sentence() {
        check("“It is over.”\nShe left.\n(Nobody saw it.)\nThe end.");
        check("''It is over.''\nShe left.");
        check("„Es ist vorbei.“\nShe left.\n«C'est fini.»\nShe left.");
    }

    #[test]
    fn a_quoted_question_goes_on() {
        check("“Why now?” he asked.\n“Why now?” Kask asked.\n“Why now?”\nKask left.");
        check("“Never!” said Kask.");
    }

    #[test]
    fn an_ellipsis_may_go_on() {
        check("We will … perhaps … sign.\nOr wait...\nThen we leave.");
    }
}
