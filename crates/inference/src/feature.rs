//! What the uncased pieces do not show: case, quotation, line beginnings, spaces.

use crate::category::{is_alphanumeric, is_digit};
use crate::parameters::FeatureRules;
use crate::quotation::quotation;
use crate::word::Words;

/// How many feature ids there are: case 5 × quotation 3 × line 3 × space 2.
pub(crate) const COUNT: usize = 90;

/// One feature id for each word.
pub(crate) fn features(words: Words<'_>, rules: &FeatureRules) -> Vec<u8> {
    let mut out = quotation(words, rules);
    for (at, feature) in out.iter_mut().enumerate() {
        let space = u8::from(words.list[at].space);
        *feature = ((case(words.of(at)) * 3 + *feature) * 3 + line(words, rules, at)) * 2 + space;
    }
    out
}

/// Whether a word with this feature id stands in quotation marks.
pub(crate) fn quoted(feature: u8) -> bool {
    quotation_of(feature) != 0
}

/// The case of a word with this feature id, see [`case`].
pub(crate) fn case_of(feature: u8) -> u8 {
    feature / 18
}

/// 0 outside quotation marks, 1 in double, 2 in single ones.
pub(crate) fn quotation_of(feature: u8) -> u8 {
    feature / 6 % 3
}

/// 0 no cased letter, 1 lower, 2 only the first upper, 3 upper, 4 mixed.
fn case(word: &str) -> u8 {
    let upper = word.chars().filter(|c| c.is_uppercase()).count();
    let lower = word.chars().filter(|c| c.is_lowercase()).count();
    let first = word.chars().next().is_some_and(char::is_uppercase);
    match (upper, lower) {
        (0, 0) => 0,
        (0, _) => 1,
        (1, _) if first || lower == 0 => 2,
        (_, 0) => 3,
        _ => 4,
    }
}

/// 0 inside a line, 1 the first word of a line, 2 a list marker there.
fn line(words: Words<'_>, rules: &FeatureRules, at: usize) -> u8 {
    if !words.list[at].line {
        return 0;
    }
    let follows = |at: usize| words.list.get(at).is_some_and(|word| word.space && !word.line);
    let bullet = rules.bullets.iter().any(|sign| words.is(at, *sign)) && follows(at + 1);
    let number = words.of(at).chars().all(is_digit)
        && words.list.get(at + 1).is_some_and(|word| !word.space)
        && (words.is(at + 1, '.') || words.is(at + 1, ')'))
        && follows(at + 2);
    if bullet || number { 2 } else { 1 }
}

/// Where a window likes to begin: a line, or a word after the end of a sentence.
pub(crate) fn breaks(words: Words<'_>, rules: &FeatureRules) -> Vec<bool> {
    let marks = [&rules.closing, &rules.straight, &rules.doubled];
    let mut ended = true;
    let mut out = Vec::with_capacity(words.len());
    for at in 0..words.len() {
        let word = words.list[at];
        let initial = words.initial(at);
        let begins = initial.is_uppercase() || !is_alphanumeric(initial);
        out.push(word.line || (ended && word.space && begins));
        let one = word.span.len() == initial.len_utf8();
        if one && ['.', '!', '?'].contains(&initial) {
            ended = true;
        } else {
            ended &=
                one && ([')', ']'].contains(&initial) || marks.iter().any(|signs| signs.contains(&initial)));
        }
    }
    out
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::word::split;

    pub(crate) fn rules() -> FeatureRules {
        FeatureRules {
            special: 0,
            count: COUNT,
            opening: "“„«‟".chars().collect(),
            closing: "”»".chars().collect(),
            straight: "\"＂".chars().collect(),
            doubled: "'’‘`".chars().collect(),
            bullets: "•-*".chars().collect(),
            single_limit: 60,
        }
    }

    #[test]
    fn cases() {
        let found: Vec<u8> = ["12", "talks", "Tarn", "I", "NATO", "McTarn", "eX"].map(case).to_vec();
        assert_eq!(found, [0, 1, 2, 2, 3, 4, 4]);
    }

    #[test]
    fn list_markers_begin_lines() {
        let text = "• one\n- two\n1. three\n2 four\n-5 degrees";
        let list = split(text);
        let words = Words { text, list: &list };
        let kinds: Vec<u8> = (0..words.len()).map(|at| line(words, &rules(), at)).collect();
        assert_eq!(kinds, [2, 0, 2, 0, 2, 0, 0, 1, 0, 1, 0, 0]);
    }

    #[test]
    fn sentences_and_lines_break() {
        let text = "He left. “No,” she said. etc\nyes";
        let list = split(text);
        let words = Words { text, list: &list };
        let found: Vec<&str> = breaks(words, &rules())
            .iter()
            .zip(0..)
            .filter(|(b, _)| **b)
            .map(|(_, at)| words.of(at))
            .collect();
        assert_eq!(found, ["He", "“", "yes"]);
    }
}
