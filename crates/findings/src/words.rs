//! Words of a text, and phrases among them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use standpoint_terms::Span;

/// So many bytes of a sentence or content are looked at; no real one is longer.
pub const MOST_READ: usize = 4_000;

/// A word: letters and digits, with what joins them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// In the text that was given.
    pub(crate) span: Span,
    /// In small letters, without a possessive ending.
    pub(crate) lower: String,
    /// Whether it begins with a capital letter.
    pub(crate) capital: bool,
}

/// The words of the first [`MOST_READ`] bytes.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut end = text.len().min(MOST_READ);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = c.is_alphanumeric() || (matches!(c, '\'' | '’') && start.is_some());
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word = text[from..at].trim_end_matches(['\'', '’']);
                let span = Span::new(from, from + word.len());
                let capital = word.starts_with(char::is_uppercase);
                let lower = word.to_lowercase().replace('’', "'");
                let lower = lower.strip_suffix("'s").map(str::to_owned).unwrap_or(lower);
                words.push(Word { span, lower, capital });
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// Phrases to look for, by their first word: sequences of words in small letters.
#[derive(Debug, Default)]
pub(crate) struct Phrases(HashMap<String, Vec<Vec<String>>>);

impl Phrases {
    pub(crate) fn new<'p>(phrases: impl IntoIterator<Item = &'p str>) -> Phrases {
        let mut by_first: HashMap<String, Vec<Vec<String>>> = HashMap::new();
        for phrase in phrases {
            let mut words = words(phrase).into_iter().map(|word| word.lower);
            if let Some(first) = words.next() {
                by_first.entry(first).or_default().push(words.collect());
            }
        }
        Phrases(by_first)
    }

    /// The first place where one of them stands, as a range of words; of several there the longest.
    pub(crate) fn find(&self, words: &[Word]) -> Option<Range<usize>> {
        (0..words.len()).find_map(|at| self.at(words, at).map(|length| at..at + length))
    }

    /// How many words of the longest phrase that begins there.
    pub(crate) fn at(&self, words: &[Word], at: usize) -> Option<usize> {
        let rest = &words[at + 1..];
        let fits = |phrase: &&Vec<String>| {
            rest.len() >= phrase.len() && phrase.iter().zip(rest).all(|(phrase, word)| *phrase == word.lower)
        };
        self.0.get(&words[at].lower)?.iter().filter(fits).map(|phrase| phrase.len() + 1).max()
    }
}

/// The words that carry a content: no function words, no numbers' endings, cut to a common stem so that
/// "withdraws" and "withdrawal" meet.
pub(crate) fn telling_words(text: &str) -> HashSet<String> {
    let stop = crate::lexicon::stop_words();
    words(text)
        .into_iter()
        .filter(|word| word.lower.chars().count() > 2 && !stop.contains(word.lower.as_str()))
        .map(|word| stem(&word.lower))
        .collect()
}

/// Without its ending, and at most five letters: enough to tell content words of one subject apart.
pub(crate) fn stem(lower: &str) -> String {
    let endings = ["ing", "ed", "es", "s", "e"];
    let shorter = |ending: &str| lower.strip_suffix(ending).filter(|rest| rest.chars().count() >= 3);
    endings.into_iter().find_map(shorter).unwrap_or(lower).chars().take(5).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_places() {
        let text = "Tarn’s “no” — 30 days";
        let found: Vec<_> = words(text)
            .into_iter()
            .map(|word| (word.span.of(text).unwrap().to_owned(), word.lower))
            .collect();
        let expected = [("Tarn’s", "tarn"), ("no", "no"), ("30", "30"), ("days", "days")];
        assert_eq!(found, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for forms in
            [["fish", "fishes"], ["sign", "signing"], ["price", "prices"], ["withdraw", "withdrawal"]]
        {
            assert_eq!(stem(forms[0]), stem(forms[1]));
        }
        assert_ne!(stem("share"), stem("shape"));
    }

    #[test]
    fn the_longest_phrase_wins() {
        let phrases = Phrases::new(["put off", "put", "put off again"]);
        assert_eq!(phrases.find(&words("They were Put off again, she said")), Some(2..5));
        assert_eq!(phrases.find(&words("output office")), None);
    }
}
