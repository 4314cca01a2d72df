//! Words reduced to what they share with their other forms and near synonyms.

use std::collections::HashMap;
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

use crate::lexicon::lexicon;

struct Stems {
    stemmer: Stemmer,
    /// From a stem to that of its group's first word.
    synonyms: HashMap<String, String>,
}

static STEMS: LazyLock<Stems> = LazyLock::new(|| {
    let stemmer = Stemmer::create(Algorithm::English);
    let mut synonyms = HashMap::new();
    let lines = include_str!("../lexicon/synonyms.txt").lines();
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let mut words = line.split(' ');
        let Some(first) = words.next() else { continue };
        let first = stemmer.stem(first).into_owned();
        for word in words {
            synonyms.insert(stemmer.stem(word).into_owned(), first.clone());
        }
        synonyms.insert(first.clone(), first);
    }
    Stems { stemmer, synonyms }
});

/// The word's stem (Snowball's English rules), or that of the first of its group in `synonyms.txt`. The word is
/// in small letters.
pub(crate) fn stem(word: &str) -> String {
    let stem = STEMS.stemmer.stem(word);
    STEMS.synonyms.get(stem.as_ref()).cloned().unwrap_or_else(|| stem.into_owned())
}

/// Whether the word tells what is talked about: no article, pronoun, auxiliary, preposition.
pub(crate) fn is_telling(word: &str) -> bool {
    let lexicon = lexicon();
    let lists = ["determiners", "auxiliaries", "be", "prepositions", "subject-pronouns", "conjunctions"];
    word.chars().any(char::is_alphanumeric)
        && !lists.iter().any(|list| lexicon.has(list, word))
        && !matches!(
            word,
            "'s" | "s"
                | "to"
                | "its"
                | "it"
                | "their"
                | "his"
                | "her"
                | "our"
                | "we"
                | "i"
                | "them"
                | "him"
                | "us"
                | "that"
                | "this"
                | "these"
                | "those"
                | "there"
                | "here"
                | "who"
                | "which"
                | "what"
                | "as"
                | "so"
                | "and"
                | "or"
                | "but"
                | "if"
                | "than"
                | "then"
                | "also"
                | "only"
                | "just"
                | "even"
                | "still"
                | "own"
                | "must"
                | "should"
                | "ought"
                | "may"
                | "might"
                | "can"
                | "could"
                | "will"
                | "would"
                | "shall"
                | "let"
                | "want"
                | "wants"
                | "ask"
                | "asked"
                | "say"
                | "said"
                | "go"
                | "goes"
                | "come"
                | "get"
                | "yes"
                | "thing"
                | "make"
                | "made"
                | "take"
                | "put"
                | "everybody"
                | "up"
                | "out"
                | "off"
                | "over"
                | "on"
                | "in"
                | "at"
                | "of"
                | "by"
                | "for"
                | "with"
                | "from"
                | "into"
                | "between"
                | "after"
                | "before"
                | "now"
                | "any"
                | "all"
                | "both"
                | "some"
                | "more"
                | "one"
                | "very"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_synonyms_meet() {
        assert_eq!(stem("guaranteed"), stem("guarantees"));
        assert_eq!(stem("truce"), stem("ceasefire"));
        assert_ne!(stem("truce"), stem("troops"));
        assert!(is_telling("troops") && !is_telling("the") && !is_telling("."));
    }
}
