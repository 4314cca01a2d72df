//! Which words stand in quotation marks: a feature of the network, not a finding.

use crate::category::is_alphanumeric;
use crate::parameters::FeatureRules;
use crate::word::Words;

/// 0 for words outside, 1 in double marks, 2 in single ones only; marks included. Quotations end with their line.
pub(crate) fn quotation(words: Words<'_>, rules: &FeatureRules) -> Vec<u8> {
    let mut out = vec![0; words.len()];
    let mut begin = 0;
    while begin < words.len() {
        let line = words.list[begin + 1..].iter().position(|word| word.line);
        let end = line.map_or(words.len(), |at| begin + 1 + at);
        double(words, rules, begin, end, &mut out);
        single(words, rules, begin, end, &mut out);
        begin = end;
    }
    out
}

/// What a double mark is by its sign.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    Either,
}

fn double(words: Words<'_>, rules: &FeatureRules, begin: usize, end: usize, out: &mut [u8]) {
    let spaced = |at: usize| at >= end || words.list[at].space;
    let mut opened: Option<usize> = None;
    let mut at = begin;
    while at < end {
        let Some((side, size)) = mark(words, rules, at, end) else {
            at += 1;
            continue;
        };
        let (before, after) = (at == begin || words.list[at].space, spaced(at + size));
        let german = words.is(at, '“') && opened.is_some_and(|from| words.is(from, '„'));
        let opens = match side {
            _ if german => false,
            Side::Opens => true,
            Side::Closes => false,
            Side::Either if opened.is_none() => before || !after,
            Side::Either => before && !after,
        };
        match (opens, opened) {
            (true, None) => opened = Some(at),
            (false, Some(from)) => {
                out[from..at + size].fill(1);
                opened = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
        at += size;
    }
    if let Some(from) = opened {
        out[from..end].fill(1);
    }
}

/// The double mark that begins at a word, and its size in words.
fn mark(words: Words<'_>, rules: &FeatureRules, at: usize, end: usize) -> Option<(Side, usize)> {
    let mut chars = words.of(at).chars();
    let (Some(sign), None) = (chars.next(), chars.next()) else { return None };
    if rules.opening.contains(&sign) {
        return Some((Side::Opens, 1));
    }
    if rules.closing.contains(&sign) {
        return Some((Side::Closes, 1));
    }
    if rules.straight.contains(&sign) {
        return Some((Side::Either, 1));
    }
    if rules.doubled.contains(&sign) && at + 1 < end && !words.list[at + 1].space && words.is(at + 1, sign) {
        let side = match sign {
            '`' | '‘' => Side::Opens,
            '’' => Side::Closes,
            _ => Side::Either,
        };
        return Some((side, 2));
    }
    None
}

fn single(words: Words<'_>, rules: &FeatureRules, begin: usize, end: usize, out: &mut [u8]) {
    let mut at = begin;
    while at < end {
        if may_open(words, at, begin, end, out)
            && let Some(close) = closing(words, rules, at, end, out)
        {
            out[at..=close].fill(2);
            at = close;
        }
        at += 1;
    }
}

fn may_open(words: Words<'_>, at: usize, begin: usize, end: usize, out: &[u8]) -> bool {
    (words.is(at, '\'') || words.is(at, '‘'))
        && out[at] == 0
        && at + 1 < end
        && !words.list[at + 1].space
        && (at == begin
            || words.list[at].space
            || ['(', '[', '—', '–', '-'].iter().any(|c| words.is(at - 1, *c)))
}

fn closing(words: Words<'_>, rules: &FeatureRules, open: usize, end: usize, out: &[u8]) -> Option<usize> {
    let last = end.min(open + 2 + rules.single_limit);
    let mut free = (open + 2..last).take_while(|at| out[*at] == 0);
    free.find(|at| {
        let closes = (words.is(*at, '\'') || words.is(*at, '’')) && !words.list[*at].space;
        let next = at + 1;
        closes && (next >= end || words.list[next].space || !is_alphanumeric(words.initial(next)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::split;

    fn check(text: &str, expected: &str) {
        let list = split(text);
        let words = Words { text, list: &list };
        let found = quotation(words, &crate::feature::tests::rules());
        let marked: Vec<String> =
            (0..words.len()).map(|at| format!("{}{}", words.of(at), found[at])).collect();
        assert_eq!(marked.join(" "), expected);
    }

    #[test]
    fn double_marks() {
        check("He “won’t” go", "He0 “1 won1 ’1 t1 ”1 go0");
        check("\"a\" b \"c", "\"1 a1 \"1 b0 \"1 c1");
        check("''a'' b\nc", "'1 '1 a1 '1 '1 b0 c0");
        check("„ja“ b", "„1 ja1 “1 b0");
    }

    #[test]
    fn single_marks() {
        check("the 'big' city's", "the0 '2 big2 '2 city0 '0 s0");
        check("'tis the city", "'0 tis0 the0 city0");
    }
}
