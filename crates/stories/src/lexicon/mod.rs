//! General word lists: how common words are, irregular forms, hedges, conditions, negations.
//!
//! `frequency.tsv` has the words of general English with their number in a million, counted over news (PolNeAR's
//! training texts) and twenty kinds of other texts (GUM), half and half; words that are mostly written with a capital
//! letter (names) are not in it.

use std::collections::HashMap;
use std::sync::LazyLock;

/// How often a word stands in a million words of general English; `None` for what is rarer than about 12.
pub(crate) fn per_million(word: &str) -> Option<f32> {
    static WORDS: LazyLock<HashMap<&'static str, f32>> = LazyLock::new(|| {
        let line = |line: &'static str| {
            let (word, count) = line.split_once('\t')?;
            Some((word, count.parse().ok()?))
        };
        include_str!("frequency.tsv").lines().filter_map(line).collect()
    });
    WORDS.get(word).copied()
}

/// The base form of an irregular form ("fled" is of "flee").
pub(crate) fn irregular_base(word: &str) -> Option<&'static str> {
    static FORMS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
        let mut forms = HashMap::new();
        for line in include_str!("irregular.txt").lines() {
            let mut words = line.split(' ');
            let Some(base) = words.next() else { continue };
            // The first line wins: "lay" is a word of its own before it is the past of "lie".
            forms.entry(base).or_insert(base);
            for form in words {
                forms.entry(form).or_insert(base);
            }
        }
        forms
    });
    FORMS.get(word).copied()
}

/// Words that turn a sentence into its opposite.
pub(crate) const NEGATIONS: [&str; 12] = [
    "not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot", "nowhere",
    "hardly",
];

/// Words that make a statement weaker, by themselves.
pub(crate) const HEDGES: [&str; 34] = [
    "perhaps",
    "maybe",
    "probably",
    "possibly",
    "may",
    "might",
    "could",
    "apparently",
    "reportedly",
    "likely",
    "seem",
    "seems",
    "seemed",
    "appears",
    "appear",
    "allegedly",
    "almost",
    "arguably",
    "presumably",
    "potentially",
    "somewhat",
    "supposedly",
    "think",
    "believe",
    "guess",
    "suppose",
    "suspect",
    "hopefully",
    "nearly",
    "conceivably",
    "partly",
    "mostly",
    "largely",
    "roughly",
];

/// Words that stand with a hedge and go with it ("I think that", "in my view").
pub(crate) const BESIDE_HEDGES: [&str; 22] = [
    "i", "we", "it", "that", "to", "would", "be", "in", "my", "our", "view", "opinion", "quite", "very",
    "well", "as", "far", "know", "sort", "kind", "of", "least",
];

/// Words that open a condition.
pub(crate) const CONDITIONS: [&str; 8] =
    ["if", "unless", "provided", "providing", "assuming", "until", "once", "except"];

/// Phrases that open a condition.
pub(crate) const CONDITION_PHRASES: [&[&str]; 10] = [
    &["as", "long", "as"],
    &["so", "long", "as"],
    &["only", "when"],
    &["only", "after"],
    &["on", "condition"],
    &["on", "the", "condition"],
    &["in", "exchange", "for"],
    &["in", "return", "for"],
    &["subject", "to"],
    &["in", "case"],
];

/// Words that carry tense and little else.
pub(crate) const AUXILIARIES: [&str; 26] = [
    "will", "would", "shall", "should", "is", "was", "are", "were", "am", "be", "been", "being", "has",
    "have", "had", "do", "does", "did", "can", "could", "may", "might", "must", "to", "going", "having",
];

/// Noises that every reporter leaves out of a quotation.
pub(crate) const NOISES: [&str; 6] = ["uh", "um", "er", "erm", "ah", "hm"];

/// Titles that say that somebody knows a subject and speaks for no side.
pub(crate) const EXPERT_TITLES: [&str; 26] = [
    "analyst",
    "expert",
    "professor",
    "researcher",
    "scholar",
    "academic",
    "historian",
    "economist",
    "scientist",
    "fellow",
    "reporter",
    "correspondent",
    "editor",
    "journalist",
    "columnist",
    "commentator",
    "author",
    "lecturer",
    "consultant",
    "specialist",
    "strategist",
    "pollster",
    "lawyer",
    "university",
    "institute",
    "observer",
];
