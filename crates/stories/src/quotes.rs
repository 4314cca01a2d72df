//! Which words stand in quotation marks.

use standpoint_terms::Span;

/// Quotation marks, as they open and close.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    /// Curly, low or angled: a sign of its own closes it, but writers close with a straight one as well.
    Curly,
    /// `"` or two single ones.
    Straight,
    /// A single quotation mark.
    Single,
}

/// The words inside quotation marks in a passage, without the marks, in order.
///
/// Marks may be curly, straight, low, angled, doubled single ones or single, and need not match. A single one counts
/// only where it cannot be an apostrophe. What a mark opens ends with the passage at the latest; a new opening mark
/// ends it as well.
pub(crate) fn quoted(text: &str, passage: Span) -> Vec<Span> {
    let Some(words) = passage.of(text) else { return Vec::new() };
    let mut found = Vec::new();
    let mut open: Option<(Open, usize)> = None;
    let mut before = ' ';
    let mut signs = words.char_indices().peekable();
    while let Some((at, c)) = signs.next() {
        let start = passage.start + at;
        let mut end = start + c.len_utf8();
        let mut doubled = false;
        if matches!(c, '\'' | '`' | '\u{2018}' | '\u{2019}')
            && signs.peek().is_some_and(|(_, next)| *next == c)
        {
            signs.next();
            end += c.len_utf8();
            doubled = true;
        }
        let after = signs.peek().map_or(' ', |(_, next)| *next);
        let opens_here = !before.is_alphanumeric() && !after.is_whitespace();
        let closes_here = !after.is_alphanumeric();
        let mut close = |open: &mut Option<(Open, usize)>, next: Option<Open>| {
            if let Some((_, from)) = open.take() {
                let span = Span::new(from, start).trimmed(text);
                if !span.is_empty() {
                    found.push(span);
                }
            }
            *open = next.map(|kind| (kind, end));
        };
        match c {
            '\u{201c}' | '\u{201e}' | '\u{ab}' => {
                // A low mark opens what an upper left one closes.
                let low = open.is_some_and(|(_, from)| text[..from].ends_with('\u{201e}'));
                close(&mut open, if low && c == '\u{201c}' { None } else { Some(Open::Curly) });
            }
            '\u{201d}' | '\u{bb}' => close(&mut open, None),
            '"' | '\u{ff02}' => match open {
                Some((Open::Curly | Open::Straight, _)) => close(&mut open, None),
                _ => close(&mut open, Some(Open::Straight)),
            },
            _ if doubled => match open {
                Some((Open::Curly | Open::Straight, _)) => close(&mut open, None),
                _ => close(&mut open, Some(Open::Straight)),
            },
            '\'' | '\u{2018}' | '\u{2019}' => match open {
                None if c != '\u{2019}' && opens_here && closes_later(words, at, c) => {
                    open = Some((Open::Single, end));
                }
                Some((Open::Single, _)) if closes_here && !before.is_whitespace() => close(&mut open, None),
                _ => {}
            },
            _ => {}
        }
        before = c;
    }
    if let Some((kind, from)) = open
        && kind != Open::Single
    {
        let span = Span::new(from, passage.end).trimmed(text);
        if !span.is_empty() {
            found.push(span);
        }
    }
    found
}

/// Whether a single quotation mark at `at` is closed within a sentence or two.
fn closes_later(words: &str, at: usize, c: char) -> bool {
    const REACH: usize = 400;
    let closing = if c == '\u{2018}' { '\u{2019}' } else { '\'' };
    let mut before = c;
    let mut rest = words[at + c.len_utf8()..].chars().take(REACH).peekable();
    while let Some(c) = rest.next() {
        let ends = rest.peek().is_none_or(|next| !next.is_alphanumeric());
        if c == closing && ends && !before.is_whitespace() {
            return true;
        }
        before = c;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let found = quoted(text, Span::new(0, text.len()));
        let found: Vec<&str> = found.iter().map(|span| span.of(text).unwrap()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks_of_every_kind() {
        check("He said “no” and \"yes\".", &["no", "yes"]);
        check("''We can wait,'' she said. ''Can you?''", &["We can wait,", "Can you?"]);
        check("It was ‘a long day’, he said.", &["a long day"]);
        check("She warned that 'there is more to come.'", &["there is more to come."]);
        check("„Nein“, sagte er.", &["Nein"]);
        check("«Non», dit-il.", &["Non"]);
    }

    #[test]
    fn marks_that_do_not_match() {
        check("“It opens curly,\" she said.", &["It opens curly,"]);
        check("“It never closes, she said.", &["It never closes, she said."]);
    }

    #[test]
    fn apostrophes_are_none() {
        check("The dockers' strike isn't over, it's Orr's turn.", &[]);
        check("“The dockers' strike isn’t over,” said Orr.", &["The dockers' strike isn’t over,"]);
    }

    proptest! {
        #[test]
        fn what_is_found_lies_in_the_passage_in_order(text in "[a “”\"'‘’„«».é]{0,60}") {
            let mut end = 0;
            for span in quoted(&text, Span::new(0, text.len())) {
                prop_assert!(span.start >= end && span.of(&text).is_some_and(|words| !words.is_empty()));
                end = span.end;
            }
        }
    }
}
