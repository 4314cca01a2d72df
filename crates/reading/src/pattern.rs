//! Patterns of words, as the rules in `acts.tsv` write them.

use crate::word_list::{WordList, is_not, word_list};

/// A word or mark as patterns see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PatternWord<'w> {
    /// In small letters.
    pub lower: &'w str,
    /// Whether it means the speaker's own side.
    pub own: bool,
    /// Whether it names another party.
    pub other: bool,
}

/// Words one after another.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pattern(Vec<Element>);

#[derive(Clone, Debug)]
enum Element {
    /// One of these.
    Word { any_of: Vec<Alternative>, optional: bool },
    /// At most so many words of any sort.
    Gap(usize),
    /// Nothing follows.
    End,
}

#[derive(Clone, Debug)]
enum Alternative {
    Whole(&'static str),
    Beginning(&'static str),
    Not,
    Own,
    Other,
    Listed(&'static WordList),
}

impl Pattern {
    /// Reads a pattern; see `acts.tsv` for how it is written.
    pub(crate) fn parse(written: &'static str) -> Self {
        Pattern(written.split_whitespace().map(element).collect())
    }

    /// The beginnings ([`beginning`]) of all words with which the pattern can begin; `None` where these are not told by
    /// their letters. Who has many patterns need not try those of which no word begins so.
    pub(crate) fn beginnings(&self) -> Option<Vec<&'static str>> {
        let mut out = Vec::new();
        for element in &self.0 {
            let Element::Word { any_of, optional } = element else { return None };
            for alternative in any_of {
                match alternative {
                    Alternative::Whole(word) => out.push(beginning(word)),
                    Alternative::Beginning(word) if word.chars().count() >= LETTERS => {
                        out.push(beginning(word));
                    }
                    _ => return None,
                }
            }
            if !optional {
                return Some(out);
            }
        }
        None
    }

    /// Where the pattern is first found: first word, and one past the last.
    pub(crate) fn find(&self, words: &[PatternWord<'_>]) -> Option<(usize, usize)> {
        (0..words.len()).find_map(|at| Some((at, end_of(&self.0, words, at)?)))
    }

    /// Where the pattern ends if it stands at the beginning.
    pub(crate) fn at_start(&self, words: &[PatternWord<'_>]) -> Option<usize> {
        end_of(&self.0, words, 0)
    }

    /// Whether the pattern stands at the end.
    pub(crate) fn at_end(&self, words: &[PatternWord<'_>]) -> Option<(usize, usize)> {
        (0..words.len())
            .rev()
            .find_map(|at| Some((at, end_of(&self.0, words, at)?)))
            .filter(|(_, e)| *e == words.len())
    }
}

/// Letters of a word's beginning.
const LETTERS: usize = 3;

/// The first letters of a word, or all of a short one.
pub(crate) fn beginning(word: &str) -> &str {
    word.char_indices().nth(LETTERS).map_or(word, |(at, _)| &word[..at])
}

fn element(written: &'static str) -> Element {
    match written {
        ".." => return Element::Gap(3),
        "..." => return Element::Gap(8),
        "...." => return Element::Gap(25),
        "$" => return Element::End,
        _ => {}
    }
    let (written, optional) = match written.strip_suffix('?') {
        Some(rest) if !rest.is_empty() => (rest, true),
        _ => (written, false),
    };
    Element::Word { any_of: written.split('|').map(alternative).collect(), optional }
}

fn alternative(written: &'static str) -> Alternative {
    match written {
        "@not" => Alternative::Not,
        "@own" => Alternative::Own,
        "@other" => Alternative::Other,
        _ => match (written.strip_prefix('@'), written.strip_suffix('*')) {
            (Some(list), _) => Alternative::Listed(word_list(list)),
            (None, Some(beginning)) => Alternative::Beginning(beginning),
            (None, None) => Alternative::Whole(written),
        },
    }
}

/// The end of the elements in the words from `at` on. It calls itself once for each element, never for each word.
fn end_of(elements: &[Element], words: &[PatternWord<'_>], at: usize) -> Option<usize> {
    let Some((first, rest)) = elements.split_first() else { return Some(at) };
    match first {
        Element::End => (at == words.len()).then_some(at),
        Element::Gap(most) => (at..=words.len().min(at + most)).find_map(|at| end_of(rest, words, at)),
        Element::Word { any_of, optional } => {
            let fits = words.get(at).is_some_and(|word| any_of.iter().any(|a| a.fits(*word)));
            let with = if fits { end_of(rest, words, at + 1) } else { None };
            with.or_else(|| if *optional { end_of(rest, words, at) } else { None })
        }
    }
}

impl Alternative {
    fn fits(&self, word: PatternWord<'_>) -> bool {
        match self {
            Alternative::Whole(whole) => word.lower == *whole,
            Alternative::Beginning(beginning) => word.lower.starts_with(beginning),
            Alternative::Not => is_not(word.lower),
            Alternative::Own => word.own,
            Alternative::Other => word.other,
            Alternative::Listed(list) => list.has(word.lower),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &'static str, text: &str, expected: Option<(usize, usize)>) {
        let words: Vec<PatternWord<'_>> = text
            .split(' ')
            .map(|lower| PatternWord { lower, own: lower == "we", other: lower == "velmark" })
            .collect();
        assert_eq!(Pattern::parse(pattern).find(&words), expected, "{pattern} in {text}");
    }

    #[test]
    fn what_a_pattern_can_begin_with_is_told_by_letters_where_it_can() {
        let check = |pattern, expected: Option<&[&str]>| {
            assert_eq!(Pattern::parse(pattern).beginnings().as_deref(), expected, "{pattern}");
        };
        check("refus*|no to? discuss", Some(&["ref", "no"]));
        check("but? only if", Some(&["but", "onl"]));
        check("@own will", None);
        check("a*|b", None);
        check("to? .. vote", None);
        assert_eq!((beginning("élan"), beginning("is")), ("éla", "is"));
    }

    #[test]
    fn words_gaps_and_classes() {
        check("rul* out", "they ruled out talks", Some((1, 3)));
        check("@not rule|exclude", "did n't rule", Some((1, 3)));
        check("set .. deadline*", "has set them several deadlines", Some((1, 5)));
        check("set .. deadline*", "set a b c d deadline", None);
        check("but? only if", "only if", Some((0, 2)));
        check("@own will @not", "today we will never go", Some((1, 4)));
        check("@other @step", "velmark meets", Some((0, 2)));
        check("no $", "is no", Some((1, 2)));
        check("?", "is it ?", Some((2, 3)));
    }
}
