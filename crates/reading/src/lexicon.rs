//! The reader's general word lists: English, and geography. Nothing about any dispute.
//!
//! The lists are the data files in `lexicon/`, compiled in and parsed once. Each file says what it holds.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use standpoint_terms::CueKind;

/// What may follow a cue verb; the column `takes` of `cues.tsv` explains each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Takes {
    That,
    Clause,
    Quote,
    To,
    /// A preposition: an index into [`PREPOSITIONS`].
    Preposition(&'static str),
}

/// The prepositions that `cues.tsv` knows.
const PREPOSITIONS: [&str; 9] = ["for", "on", "of", "against", "about", "with", "at", "as", "out"];

/// A cue verb.
#[derive(Debug)]
pub(crate) struct CueVerb {
    /// The dictionary form.
    pub lemma: &'static str,
    /// What sort of cue it is.
    pub kind: CueKind,
    takes: Vec<Takes>,
}

impl CueVerb {
    /// Whether it is a cue when that follows.
    pub(crate) fn takes(&self, what: Takes) -> bool {
        self.takes.contains(&what)
    }
}

/// A country: its names, adjectives and words that stand for its government.
#[derive(Debug)]
pub(crate) struct Country {
    /// The first name in the list.
    pub name: &'static str,
}

/// How a word belongs to a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlaceSense {
    Name,
    Adjective,
    Metonym,
}

/// All lists.
pub(crate) struct Lexicon {
    lists: HashMap<&'static str, HashSet<String>>,
    cue_forms: HashMap<&'static str, usize>,
    cues: Vec<CueVerb>,
    verbs: HashSet<&'static str>,
    /// By first word: the rest of each fixed cue phrase, longest first.
    cue_phrases: HashMap<String, Vec<Vec<String>>>,
    countries: Vec<Country>,
    /// Names with up to [`PLACE_WORDS`] words, as written, to (country, sense).
    places: HashMap<&'static str, (usize, PlaceSense)>,
}

/// The most words of a place name that is looked up.
pub(crate) const PLACE_WORDS: usize = 4;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::parse);

/// The lists, parsed on first use.
pub(crate) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

impl Lexicon {
    fn parse() -> Self {
        let lines =
            |file: &'static str| file.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
        let mut lists: HashMap<&'static str, HashSet<String>> = HashMap::new();
        let mut cue_phrases: HashMap<String, Vec<Vec<String>>> = HashMap::new();
        let mut list = "";
        for line in lines(include_str!("../lexicon/words.txt")) {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                list = name;
                continue;
            }
            for word in line.split_whitespace() {
                if list == "negated-cues" {
                    let mut words = word.split('_').map(str::to_owned);
                    let first = words.next().unwrap_or_default();
                    cue_phrases.entry(first).or_default().push(words.collect());
                } else {
                    lists.entry(list).or_default().insert(word.replace('_', " "));
                }
            }
        }
        for phrases in cue_phrases.values_mut() {
            phrases.sort_by_key(|p| std::cmp::Reverse(p.len()));
        }
        let mut cues = Vec::new();
        let mut cue_forms = HashMap::new();
        for line in lines(include_str!("../lexicon/cues.tsv")) {
            let mut fields = line.split('\t');
            let (Some(lemma), Some(forms), Some(kind), Some(takes)) =
                (fields.next(), fields.next(), fields.next(), fields.next())
            else {
                continue;
            };
            for form in forms.split(' ') {
                cue_forms.entry(form).or_insert(cues.len());
            }
            cues.push(CueVerb {
                lemma,
                kind: match kind {
                    "reporting" => CueKind::Reporting,
                    "attitude" => CueKind::Attitude,
                    _ => CueKind::Other,
                },
                takes: takes.split(' ').filter_map(takes_of).collect(),
            });
        }
        let mut countries = Vec::new();
        let mut places = HashMap::new();
        for line in lines(include_str!("../lexicon/places.txt")) {
            for (field, sense) in
                line.split('|').zip([PlaceSense::Name, PlaceSense::Adjective, PlaceSense::Metonym])
            {
                for word in field.split(';').filter(|w| !w.is_empty()) {
                    if sense == PlaceSense::Name && !word.is_empty() && field.starts_with(word) {
                        countries.push(Country { name: word });
                    }
                    places.entry(word).or_insert((countries.len() - 1, sense));
                }
            }
        }
        let verbs = lines(include_str!("../lexicon/verbs.txt")).collect();
        Lexicon { lists, cue_forms, cues, verbs, cue_phrases, countries, places }
    }

    /// Whether the list of that name (in `words.txt`) has the word.
    pub(crate) fn has(&self, list: &str, word: &str) -> bool {
        self.lists.get(list).is_some_and(|l| l.contains(word))
    }

    /// The cue verb of which the word (small letters) is a form.
    pub(crate) fn cue(&self, word: &str) -> Option<&CueVerb> {
        self.cue_forms.get(word).map(|at| &self.cues[*at])
    }

    /// Whether the word is a verb form, cue or not.
    pub(crate) fn is_verb(&self, word: &str) -> bool {
        self.verbs.contains(word) || self.cue_forms.contains_key(word) || self.has("auxiliaries", word)
    }

    /// The rests of the fixed cue phrases that begin with the word, longest first.
    pub(crate) fn cue_phrases(&self, first: &str) -> &[Vec<String>] {
        self.cue_phrases.get(first).map_or(&[], Vec::as_slice)
    }

    /// The country and the sense of a name as written.
    pub(crate) fn place(&self, written: &str) -> Option<(&Country, PlaceSense)> {
        self.places.get(written).map(|(at, sense)| (&self.countries[*at], *sense))
    }
}

fn takes_of(word: &str) -> Option<Takes> {
    Some(match word {
        "that" => Takes::That,
        "clause" => Takes::Clause,
        "quote" => Takes::Quote,
        "to" => Takes::To,
        _ => Takes::Preposition(preposition(word)?),
    })
}

/// The word as one of the prepositions that `cues.tsv` knows.
pub(crate) fn preposition(word: &str) -> Option<&'static str> {
    PREPOSITIONS.into_iter().find(|p| *p == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_parse() {
        let words = lexicon();
        assert!(words.has("titles", "minister"));
        assert_eq!(words.cue("said").map(|c| c.lemma), Some("say"));
        assert_eq!(words.place("Parisian").map(|p| p.0.name), None);
        assert_eq!(words.place("Oslo").map(|p| (p.0.name, p.1)), Some(("Norway", PlaceSense::Metonym)));
        assert!(words.place("Viet").is_none());
        for line in include_str!("../lexicon/cues.tsv").lines().filter(|l| !l.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), 4, "{line}");
            assert!(fields[3].split(' ').all(|t| takes_of(t).is_some()), "{line}");
        }
    }
}
