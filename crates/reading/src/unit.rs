//! A sentence as a row of units: words outside quotations, and quotations as wholes.

use crate::lexicon::lexicon;
use crate::quotation::Quotation;
use crate::token::{Token, TokenKind, TokenPassage};

/// The most units of a stretch that is looked at as one sentence. Real sentences are far shorter; the limit
/// keeps the work linear on a text without full stops.
const LONGEST: usize = 300;

/// A word or mark, or a whole quotation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unit {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// Set where it is a quotation.
    pub quoted: Option<Quoted>,
}

/// What a quotation looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quoted {
    /// Words inside.
    pub words: usize,
    /// It ends with a comma, full stop or the like inside its marks.
    pub stopped: bool,
    /// A mark closes it.
    pub closed: bool,
}

/// A sentence as the quotations see it: one that stops inside a quotation goes on behind it.
#[derive(Clone, Debug)]
pub(crate) struct Stretch {
    pub units: Vec<Unit>,
    /// Which of the passages that are read.
    pub passage: usize,
    /// It opens its passage.
    pub opens: bool,
}

/// The stretches of all passages in order.
pub(crate) fn stretches(
    tokens: &[Token<'_>],
    passages: &[TokenPassage],
    sentences: &[(usize, usize)],
    quotations: &[Quotation],
) -> Vec<Stretch> {
    let mut out = Vec::new();
    let mut q = 0;
    let mut s = 0;
    for (number, passage) in passages.iter().enumerate() {
        let mut units = Vec::new();
        let mut opens = true;
        let mut at = passage.start;
        while at < passage.end {
            while q < quotations.len() && quotations[q].start < at {
                q += 1;
            }
            let mut ends = false;
            if let Some(quotation) = quotations.get(q).filter(|quotation| quotation.start == at) {
                let unit = quotation_unit(tokens, *quotation);
                units.push(unit);
                at = quotation.end;
                let full = full_stop_inside(tokens, *quotation);
                while s < sentences.len() && sentences[s].1 < at {
                    s += 1;
                }
                ends = full && sentences.get(s).is_some_and(|sentence| sentence.1 == at);
            } else {
                units.push(Unit { start: at, end: at + 1, quoted: None });
                at += 1;
                while s < sentences.len() && sentences[s].1 < at {
                    s += 1;
                }
                ends |= sentences.get(s).is_some_and(|sentence| sentence.1 == at);
            }
            if ends || units.len() >= LONGEST || at >= passage.end {
                out.push(Stretch { units: std::mem::take(&mut units), passage: number, opens });
                opens = false;
            }
        }
    }
    out
}

fn quotation_unit(tokens: &[Token<'_>], quotation: Quotation) -> Unit {
    let inside = &tokens[quotation.start..quotation.end];
    let words = inside.iter().filter(|t| t.is_word()).count();
    let last = inside.iter().rev().find(|t| !matches!(t.kind, TokenKind::Double | TokenKind::Single));
    let stopped =
        last.is_some_and(|t| t.kind == TokenKind::Mark && !matches!(t.lower.as_ref(), ")" | "]" | "%"));
    let quoted = Quoted { words, stopped, closed: quotation.closed };
    Unit { start: quotation.start, end: quotation.end, quoted: Some(quoted) }
}

fn full_stop_inside(tokens: &[Token<'_>], quotation: Quotation) -> bool {
    let inside = &tokens[quotation.start..quotation.end];
    let last = inside.iter().rev().find(|t| !matches!(t.kind, TokenKind::Double | TokenKind::Single));
    last.is_none_or(|t| !matches!(t.lower.as_ref(), "," | ";" | ":" | "-" | "--" | "—" | "–"))
}

/// A stretch with its tokens: the view that the rules have.
#[derive(Clone, Copy)]
pub(crate) struct View<'a, 't> {
    pub tokens: &'a [Token<'t>],
    pub units: &'a [Unit],
}

impl<'t> View<'_, 't> {
    /// How many units.
    pub(crate) fn len(&self) -> usize {
        self.units.len()
    }

    /// The token of the unit, unless it is a quotation.
    pub(crate) fn token(&self, at: usize) -> Option<&Token<'t>> {
        let unit = self.units.get(at)?;
        if unit.quoted.is_some() { None } else { self.tokens.get(unit.start) }
    }

    /// The quotation there.
    pub(crate) fn quoted(&self, at: usize) -> Option<Quoted> {
        self.units.get(at)?.quoted
    }

    /// The word or mark there in small letters; nothing for quotations and past the ends.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.token(at).map_or("", |t| t.lower.as_ref())
    }

    /// Whether the unit is that word or mark.
    pub(crate) fn is(&self, at: usize, what: &str) -> bool {
        self.word(at) == what
    }

    /// Whether the unit's word is in the list.
    pub(crate) fn has(&self, list: &str, at: usize) -> bool {
        self.token(at).is_some_and(|t| lexicon().has(list, &t.lower))
    }

    /// Whether the unit is a word with a capital letter.
    pub(crate) fn capital(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.capital)
    }

    /// Whether the unit is a word or number.
    pub(crate) fn is_word(&self, at: usize) -> bool {
        self.token(at).is_some_and(Token::is_word)
    }

    /// Whether the unit is a dash that parts clauses.
    pub(crate) fn is_dash(&self, at: usize) -> bool {
        matches!(self.word(at), "—" | "–" | "--" | "---")
            || (self.is(at, "-") && self.token(at).is_some_and(|t| t.spaced))
    }

    /// The last unit that is no full stop, plus one.
    pub(crate) fn end(&self) -> usize {
        let mut end = self.len();
        while end > 0 && matches!(self.word(end - 1), "." | "!" | "?" | "…" | "..." | ";" | ":" | ",") {
            end -= 1;
        }
        end
    }
}
