//! Words and marks.

use std::borrow::Cow;

use standpoint_terms::{Passage, Span};

use crate::lexicon::lexicon;

/// A word, number or mark of the text.
#[derive(Clone, Debug)]
pub(crate) struct Token<'t> {
    /// Where.
    pub span: Span,
    /// The word in small letters, with straight apostrophes.
    pub lower: Cow<'t, str>,
    /// What it is.
    pub kind: TokenKind,
    /// Whether it begins with a capital letter.
    pub capital: bool,
    /// Whether white space (or the passage's start) stands before it.
    pub spaced: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    Word,
    Number,
    /// A double quotation mark: one character, or two single ones.
    Double,
    /// A single quotation mark or a lone apostrophe.
    Single,
    /// Any other mark.
    Mark,
}

impl Token<'_> {
    /// Whether it is the mark or word.
    pub(crate) fn is(&self, what: &str) -> bool {
        self.lower == what
    }

    /// Whether it is a word or number.
    pub(crate) fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Number)
    }

    /// Whether it is the clitic of possession (or of "is").
    pub(crate) fn is_possessive(&self) -> bool {
        self.is("'s")
    }
}

/// The tokens of the passages that are read, and for each such passage (kind, first token, end).
pub(crate) struct Tokens<'t> {
    pub tokens: Vec<Token<'t>>,
    pub passages: Vec<TokenPassage>,
}

/// A passage that is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TokenPassage {
    pub passage: Passage,
    /// First token.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// Cuts the passages that are read into tokens. A passage that does not fit the text is left out.
pub(crate) fn tokens<'t>(text: &'t str, passages: &[Passage]) -> Tokens<'t> {
    let mut out = Tokens { tokens: Vec::new(), passages: Vec::new() };
    let mut read_to = 0;
    for passage in passages.iter().filter(|p| p.kind.is_read()) {
        let Some(words) = passage.span.of(text) else { continue };
        if passage.span.start < read_to {
            continue; // passages never overlap; one that does would give a word twice
        }
        read_to = passage.span.end;
        let start = out.tokens.len();
        cut(words, passage.span.start, &mut out.tokens);
        if out.tokens.len() > start {
            out.passages.push(TokenPassage { passage: *passage, start, end: out.tokens.len() });
        }
    }
    out
}

/// Where a range of tokens stands, in bytes; there is at least one.
pub(crate) fn span_of(tokens: &[Token<'_>], (start, end): (usize, usize)) -> Span {
    Span::new(tokens[start].span.start, tokens[end - 1].span.end)
}

/// The tokens of one place in the text; none where it does not fit.
pub(crate) fn tokens_in(text: &str, span: Span) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    if let Some(words) = span.of(text) {
        cut(words, span.start, &mut out);
    }
    out
}

fn cut<'t>(text: &'t str, offset: usize, out: &mut Vec<Token<'t>>) {
    let mut at = 0;
    let mut spaced = true;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            spaced = true;
            continue;
        }
        let (end, kind) = token_end(text, at, c);
        let written = &text[at..end];
        let lower = lower(written);
        let capital = kind == TokenKind::Word && c.is_uppercase();
        // "Tarn's" is two tokens, so that names end where they end.
        let split = match kind {
            TokenKind::Word => {
                let capitals = written.chars().take(2).all(char::is_uppercase);
                let clitics: &[&str] = if capitals { &["'s", "’s", "'S", "’S"] } else { &["'s", "’s"] };
                clitics.iter().find(|s| written.len() > s.len() && written.ends_with(**s))
            }
            _ => None,
        };
        let span = Span::new(offset + at, offset + end);
        if let Some(clitic) = split {
            let cut = end - clitic.len();
            let word = Span::new(span.start, offset + cut);
            let stem = self::lower(&text[at..cut]);
            out.push(Token { span: word, lower: stem, kind, capital, spaced });
            let clitic = Span::new(offset + cut, span.end);
            out.push(Token { span: clitic, lower: "'s".into(), kind, capital: false, spaced: false });
        } else {
            out.push(Token { span, lower, kind, capital, spaced });
        }
        spaced = false;
        at = end;
    }
}

fn lower(written: &str) -> Cow<'_, str> {
    if written.chars().any(|c| c.is_uppercase() || c == '’') {
        written.to_lowercase().replace('’', "'").into()
    } else {
        written.into()
    }
}

/// Where the token that begins at `at` with `c` ends.
fn token_end(text: &str, at: usize, c: char) -> (usize, TokenKind) {
    let rest = &text[at..];
    if c.is_alphanumeric() {
        return word_end(text, at);
    }
    match c {
        '\'' if rest.starts_with("''") => (at + 2, TokenKind::Double),
        '`' if rest.starts_with("``") => (at + 2, TokenKind::Double),
        '‘' | '’' if rest[c.len_utf8()..].starts_with(c) => (at + 2 * c.len_utf8(), TokenKind::Double),
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂' => (at + c.len_utf8(), TokenKind::Double),
        '\'' | '‘' | '’' | '‚' | '‹' | '›' | '`' => (at + c.len_utf8(), TokenKind::Single),
        '.' => {
            let dots = rest.len() - rest.trim_start_matches('.').len();
            (at + dots, TokenKind::Mark)
        }
        '-' => {
            let dashes = rest.len() - rest.trim_start_matches('-').len();
            (at + dashes, TokenKind::Mark)
        }
        _ => (at + c.len_utf8(), TokenKind::Mark),
    }
}

fn word_end(text: &str, at: usize) -> (usize, TokenKind) {
    let mut end = at;
    let mut digits = true;
    let mut letters_between_stops = 0;
    let mut stops = 0;
    let mut chars = text[at..].char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        if c.is_alphanumeric() || is_combining(c) || c == '_' {
            digits &= c.is_numeric();
            letters_between_stops += 1;
            end = at + i + c.len_utf8();
            continue;
        }
        let goes_on = next.is_some_and(char::is_alphanumeric);
        match c {
            '\'' | '’' | '-' | '‐' | '‑' | '@' | '&' if goes_on => letters_between_stops = 0,
            '.' | ',' | ':' if goes_on && digits && next.is_some_and(char::is_numeric) => {}
            // "U.S.", "a.m.": single letters with stops between.
            '.' if letters_between_stops == 1 && !digits && (goes_on || stops > 0) => {
                stops += 1;
                letters_between_stops = 0;
                end = at + i + 1;
            }
            _ => break,
        }
    }
    let word = &text[at..end];
    if text[end..].starts_with('.') && !text[end + 1..].starts_with('.') && takes_stop(word, &text[end + 1..])
    {
        end += 1;
    }
    (end, if digits { TokenKind::Number } else { TokenKind::Word })
}

/// Whether the full stop behind the word belongs to it: abbreviations and initials.
fn takes_stop(word: &str, behind: &str) -> bool {
    if word.len() > 8 {
        return false;
    }
    let mut chars = word.chars();
    let initial = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none();
    if initial {
        // "J. Tarn", but not "Plan B." at a sentence's end before a lower-case or no word.
        return behind.trim_start().chars().next().is_some_and(char::is_uppercase) && !word.starts_with('I');
    }
    let lower = word.to_lowercase();
    let capital = word.starts_with(char::is_uppercase);
    if !lexicon().has("abbreviations", &lower) {
        return false;
    }
    // Of the abbreviations that are also words ("no", "sun", "art") only some uses are meant.
    match lower.as_str() {
        "no" | "nos" | "art" | "sec" | "fig" | "vol" | "ch" => {
            capital && behind.trim_start().starts_with(|c: char| c.is_numeric())
        }
        "sun" | "sat" | "mon" | "wed" | "mar" | "may" | "ill" | "ore" | "miss" | "mass" | "wash" | "in"
        | "ind" | "fri" | "jan" | "pa" | "va" | "la" | "md" | "hon" | "min" | "max" | "ext" | "tel"
        | "ga" | "del" | "conn" | "minn" | "ed" | "det" | "supt" | "rev" | "gen" | "gov" | "sen" | "rep"
        | "pres" => capital,
        _ => true,
    }
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use standpoint_terms::PassageKind;

    fn check(text: &str, expected: &str) {
        let passage = Passage { kind: PassageKind::Body, span: Span::new(0, text.len()) };
        let cut = tokens(text, &[passage]);
        let words: Vec<&str> = cut.tokens.iter().map(|t| t.span.of(text).unwrap()).collect();
        assert_eq!(words.join("|"), expected);
    }

    #[test]
    fn words_and_marks() {
        check("Mr. Tarn's 3.5 million won't do.", "Mr.|Tarn|'s|3.5|million|won't|do|.");
        check("In the U.S., at 5 p.m., J. Orr spoke…", "In|the|U.S.|,|at|5|p.m.|,|J.|Orr|spoke|…");
        check("''No -- never,'' «she» wrote...", "''|No|--|never|,|''|«|she|»|wrote|...");
        check("That is Plan B. it failed. No.", "That|is|Plan|B|.|it|failed|.|No|.");
    }
}
