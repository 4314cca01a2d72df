//! Lists of words with wild ends, for rules that are data.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Words in small letters; some stand for all words that begin so.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordList {
    whole: HashSet<&'static str>,
    beginnings: Vec<&'static str>,
    /// Several words, one after another; `*` as above.
    phrases: Vec<Vec<&'static str>>,
}

impl WordList {
    /// Whether the word (small letters) is in the list.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.whole.contains(word) || self.beginnings.iter().any(|beginning| word.starts_with(beginning))
    }

    /// How many of the words from the first on are one entry of the list; 0 where none is.
    pub(crate) fn length<'w>(&self, words: &(impl Iterator<Item = &'w str> + Clone)) -> usize {
        let fits = |phrase: &Vec<&'static str>| {
            let mut there = words.clone();
            phrase.iter().all(|wanted| {
                there.next().is_some_and(|word| match wanted.strip_suffix('*') {
                    Some(beginning) => word.starts_with(beginning),
                    None => word == *wanted,
                })
            })
        };
        let phrase = self.phrases.iter().filter(|phrase| fits(phrase)).map(Vec::len).max();
        let word = || words.clone().next().map_or(0, |word| usize::from(self.has(word)));
        phrase.unwrap_or_else(word)
    }
}

static POLARITY: LazyLock<HashMap<&'static str, WordList>> =
    LazyLock::new(|| parse(include_str!("../lexicon/polarity.txt")));

/// The list of that name in `polarity.txt`.
pub(crate) fn word_list(name: &str) -> &'static WordList {
    static NONE: LazyLock<WordList> = LazyLock::new(WordList::default);
    POLARITY.get(name).unwrap_or(&NONE)
}

fn parse(file: &'static str) -> HashMap<&'static str, WordList> {
    let mut lists: HashMap<&'static str, WordList> = HashMap::new();
    let mut list = "";
    for line in file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            list = name;
            continue;
        }
        let words = lists.entry(list).or_default();
        for word in line.split_whitespace() {
            if word.contains('_') {
                words.phrases.push(word.split('_').collect());
                continue;
            }
            match word.strip_suffix('*') {
                Some(beginning) => words.beginnings.push(beginning),
                None => {
                    words.whole.insert(word);
                }
            }
        }
    }
    lists
}

/// Whether the word denies what follows: "not", "never", "cannot", "won't".
pub(crate) fn is_not(word: &str) -> bool {
    matches!(word, "not" | "never" | "cannot") || word.ends_with("n't")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_parse() {
        let negators = word_list("negators");
        assert!(negators.has("renounced") && negators.has("no") && !negators.has("noon"));
        assert_eq!(negators.length(&["ruled", "out", "talks"].into_iter()), 2);
        assert_eq!(negators.length(&["ruled", "for"].into_iter()), 0);
        assert!(!word_list("no such list").has("no"));
        assert!(is_not("won't") && !is_not("note"));
    }
}
