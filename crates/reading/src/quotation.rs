//! Where quotations begin and end, whatever marks they use.

use standpoint_terms::{Notice, NoticeKind};

use crate::token::{Token, TokenKind, TokenPassage};

/// A quotation as a range of tokens, marks included, inside one passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// The opening mark.
    pub start: usize,
    /// One past the closing mark, or past the passage's last token.
    pub end: usize,
    /// Whether a mark closes it; one that goes on in the next passage has none.
    pub closed: bool,
}

/// The outermost quotations of all passages in order, with notices about those that never close.
///
/// The marks need not match ("“" may be closed by a straight mark, „…“ and «…» are known); a quotation that
/// never closes ends with its passage, unless the next passage opens with a mark: then it goes on there.
/// Single marks count where they enclose words and cannot be apostrophes. Linear time: each token is
/// looked at a fixed number of times.
pub(crate) fn quotations(tokens: &[Token<'_>], passages: &[TokenPassage]) -> (Vec<Quotation>, Vec<Notice>) {
    let mut out = Vec::new();
    let mut unclosed = 0;
    for (at, passage) in passages.iter().enumerate() {
        let mut double = doubles(tokens, passage.start, passage.end);
        for quotation in double.iter().filter(|q| !q.closed) {
            let goes_on = quotation.end == passage.end
                && passages.get(at + 1).is_some_and(|next| opens_with_mark(&tokens[next.start]));
            unclosed += usize::from(!goes_on);
        }
        let single = singles(tokens, passage.start, passage.end);
        merge(&mut double, &single);
        out.append(&mut double);
    }
    let mut notices = Vec::new();
    if unclosed > 0 {
        let message = match unclosed {
            1 => "One quotation opens and never closes; it was taken to end with its paragraph.".to_owned(),
            n => format!("{n} quotations open and never close; each was taken to end with its paragraph."),
        };
        notices.push(Notice::new(NoticeKind::Quotation, message));
    }
    (out, notices)
}

fn opens_with_mark(token: &Token<'_>) -> bool {
    token.kind == TokenKind::Double
}

fn doubles(tokens: &[Token<'_>], start: usize, end: usize) -> Vec<Quotation> {
    let mut out = Vec::new();
    let mut open: Option<usize> = None;
    let mut nested: Option<&str> = None;
    for at in start..end {
        if tokens[at].kind != TokenKind::Double {
            continue;
        }
        let mark = tokens[at].lower.as_ref();
        let side = side(tokens, at, end);
        match open {
            None => {
                let opening = match mark {
                    "”" | "’’" => side == Side::Before,
                    "»" => side == Side::Before,
                    "“" | "„" | "``" | "‘‘" | "«" => side != Side::Behind,
                    _ => side != Side::Behind || at == start,
                };
                if opening {
                    open = Some(at);
                    nested = None;
                }
            }
            Some(begin) => {
                let opener = tokens[begin].lower.as_ref();
                if side == Side::Before && mark != closer(opener) {
                    if mark == opener && mark != "\"" && mark != "''" {
                        // The same opening mark again: the first was never closed.
                        out.push(Quotation { start: begin, end: at, closed: false });
                        open = Some(at);
                    } else if nested.is_none() {
                        nested = Some(closer(mark));
                    }
                } else if side == Side::Before
                    && mark == opener
                    && tokens[at].spaced
                    && at > begin + 1
                    && nested.is_none()
                {
                    // A straight mark that looks like an opening one: the first was never closed, unless it
                    // is loosely set.
                    out.push(Quotation { start: begin, end: at, closed: false });
                    open = Some(at);
                } else if nested == Some(mark) && mark != closer(opener) {
                    nested = None;
                } else {
                    out.push(Quotation { start: begin, end: at + 1, closed: true });
                    open = None;
                    nested = None;
                }
            }
        }
    }
    if let Some(begin) = open {
        out.push(Quotation { start: begin, end, closed: false });
    }
    out
}

fn closer(opener: &str) -> &'static str {
    match opener {
        "“" => "”",
        "„" => "“",
        "«" => "»",
        "»" => "«",
        "``" | "''" => "''",
        "‘‘" => "’’",
        "”" => "”",
        _ => "\"",
    }
}

/// On which side of the words a mark stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    Behind,
    Either,
}

fn side(tokens: &[Token<'_>], at: usize, end: usize) -> Side {
    let space_before = tokens[at].spaced
        || matches!(tokens[at - usize::from(at > 0)].lower.as_ref(), "(" | "[" | "—" | "–" | "--");
    let next = tokens.get(at + 1).filter(|_| at + 1 < end);
    let space_behind = next.is_none_or(|n| {
        n.spaced
            || (n.kind == TokenKind::Mark
                && !matches!(n.lower.as_ref(), "." | "..." | "…" | "$" | "[" | "(" | "#" | "@"))
    });
    match (space_before, space_behind) {
        (true, false) => Side::Before,
        (false, true) => Side::Behind,
        _ => Side::Either,
    }
}

fn singles(tokens: &[Token<'_>], start: usize, end: usize) -> Vec<Quotation> {
    let mut out = Vec::new();
    let mut open: Option<usize> = None;
    for at in start..end {
        if tokens[at].kind != TokenKind::Single {
            continue;
        }
        let side = side(tokens, at, end);
        let mark = tokens[at].lower.as_ref();
        if side == Side::Before && mark != "’" {
            // "'tis", "'90s": a candidate that the next one replaces.
            open = Some(at);
        } else if side != Side::Before
            && let Some(begin) = open
        {
            let before = &tokens[at - 1];
            let plural = before.kind == TokenKind::Word && before.lower.ends_with('s');
            let goes_on =
                tokens.get(at + 1).is_some_and(|n| at + 1 < end && n.kind == TokenKind::Word && !n.capital);
            if at > begin + 1 && !(plural && goes_on && mark != "›") {
                out.push(Quotation { start: begin, end: at + 1, closed: true });
                open = None;
            }
        }
    }
    out
}

/// Puts the single-mark quotations among the others: inside one they are nested and dropped; around some
/// they take their place; across an edge they were apostrophes.
fn merge(double: &mut Vec<Quotation>, single: &[Quotation]) {
    if single.is_empty() {
        return;
    }
    let mut out: Vec<Quotation> = Vec::with_capacity(double.len() + single.len());
    let mut s = 0;
    let mut d = 0;
    while s < single.len() || d < double.len() {
        let take_single = d >= double.len() || (s < single.len() && single[s].start < double[d].start);
        if !take_single {
            let quotation = double[d];
            d += 1;
            while s < single.len() && single[s].start < quotation.end {
                s += 1;
            }
            out.push(quotation);
            continue;
        }
        let quotation = single[s];
        s += 1;
        let inner = double[d..].iter().take_while(|q| q.start < quotation.end).count();
        if double[d..d + inner].iter().all(|q| q.closed && q.end <= quotation.end) {
            d += inner;
            out.push(quotation);
        }
    }
    *double = out;
}
