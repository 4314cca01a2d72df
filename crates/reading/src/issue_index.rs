//! Which words tell an issue.

use std::collections::{BTreeMap, BTreeSet};

use standpoint_terms::{Codebook, Issued};

use crate::lexicon::lexicon;
use crate::phrase_index::{Phrase, PhraseIndex};

/// Which words tell an issue: its hints and those of its propositions, and with less weight the words of its name and
/// its propositions' sentences.
///
/// A word weighs by its rarity among the issues: "treaty" in the hints of five tells little, "prisoners" in those of
/// one tells all. A longer hint has more words to weigh.
#[derive(Clone, Debug)]
pub struct IssueIndex {
    pub(crate) ids: Vec<String>,
    hints: PhraseIndex,
    /// Hints of propositions; each stands for its proposition's issue.
    of_propositions: PhraseIndex,
    /// What a hint weighs, by its words.
    weights: BTreeMap<String, f32>,
    /// Words of names and propositions, with the issues that have them and what they weigh.
    beside: BTreeMap<String, (Vec<usize>, f32)>,
}

impl IssueIndex {
    /// Compiles the issues of a codebook.
    pub fn new(codebook: &Codebook) -> Self {
        let ids: Vec<String> = codebook.issues.iter().map(|issue| issue.id.clone()).collect();
        let all = ids.len().max(1) as f32;
        let mut with: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (at, issue) in codebook.issues.iter().enumerate() {
            for word in issue.hints.iter().flat_map(|hint| words(hint)) {
                with.entry(word).or_default().insert(at);
            }
        }
        let rarity = |word: &String| rarity_among(all, with.get(word).map_or(1, BTreeSet::len) as f32);
        let mut weights = BTreeMap::new();
        let hints = codebook.issues.iter().flat_map(|issue| &issue.hints);
        for hint in hints.chain(codebook.propositions.iter().flat_map(|proposition| &proposition.hints)) {
            let found: Vec<String> = words(hint).collect();
            weights.insert(hint.clone(), found.iter().map(rarity).sum::<f32>().max(0.1));
        }
        let phrase = |words: &String, meaning| Phrase { words: words.clone(), any_case: true, meaning };
        let phrases = codebook
            .issues
            .iter()
            .enumerate()
            .flat_map(|(meaning, issue)| issue.hints.iter().map(move |words| phrase(words, meaning)));
        let of_propositions = codebook.propositions.iter().filter_map(|proposition| {
            let meaning = ids.iter().position(|id| *id == proposition.issue)?;
            Some(proposition.hints.iter().map(move |words| phrase(words, meaning)))
        });
        IssueIndex {
            hints: PhraseIndex::new(phrases),
            of_propositions: PhraseIndex::new(of_propositions.flatten()),
            weights,
            beside: beside(codebook),
            ids,
        }
    }

    /// The issue that the text tells; of equals, the first in the codebook. Where a text stands in a document, what
    /// was spoken of before tells more: see [`crate::statements`].
    pub fn issue_of(&self, text: &str) -> Option<Issued> {
        let mut weighed = self.nothing();
        self.weigh(text, &CONTENT, &mut weighed);
        let best = weighed.weights.iter().copied().fold(0.0_f32, f32::max);
        let issue = weighed.weights.iter().position(|weight| *weight > 0.0 && *weight >= best)?;
        Some(Issued { issue: self.ids[issue].clone(), hints: weighed.hints_of(issue) })
    }

    /// No weight for any issue.
    pub(crate) fn nothing(&self) -> Weighed {
        Weighed { weights: vec![0.0; self.ids.len()], hints: Vec::new() }
    }

    /// Adds what the words of a text tell.
    pub(crate) fn weigh(&self, text: &str, by: &Weights, out: &mut Weighed) {
        for (index, weight) in [(&self.hints, by.hints), (&self.of_propositions, by.of_propositions)] {
            let mut seen = BTreeSet::new();
            for phrase in index.find(text) {
                if weight == 0.0 || !seen.insert((phrase.meaning, &phrase.words)) {
                    continue;
                }
                out.weights[phrase.meaning] +=
                    weight * self.weights.get(&phrase.words).copied().unwrap_or(1.0);
                let hint = (phrase.meaning, phrase.words.clone());
                if by.told && !out.hints.contains(&hint) && out.hints.len() < MOST_HINTS {
                    out.hints.push(hint);
                }
            }
        }
        let mut seen = BTreeSet::new();
        for word in words(text).filter(|word| by.beside > 0.0 && seen.insert(word.clone())) {
            let Some((issues, rarity)) = self.beside.get(&word) else { continue };
            for issue in issues {
                out.weights[*issue] += by.beside * rarity;
            }
        }
    }
}

/// How much the words of a text weigh.
pub(crate) struct Weights {
    hints: f32,
    of_propositions: f32,
    /// Words of an issue's name and of its propositions' sentences. Hints are chosen to tell the issue; those only
    /// happen to stand there.
    beside: f32,
    /// Whether its hints are told as the reason.
    told: bool,
}

/// The words that are said.
pub(crate) const CONTENT: Weights = Weights { hints: 1.0, of_propositions: 0.5, beside: 0.5, told: true };
/// The sentence around them.
pub(crate) const SENTENCE: Weights = Weights { hints: 0.4, of_propositions: 0.4, beside: 0.03, told: true };
/// The sentence before.
pub(crate) const BEFORE: Weights = Weights { hints: 0.4, of_propositions: 0.0, beside: 0.0, told: false };
/// The document's title.
pub(crate) const TITLE: Weights = Weights { hints: 0.6, of_propositions: 0.0, beside: 0.0, told: false };
/// Hints alone.
pub(crate) const HINTS: Weights = Weights { hints: 1.0, of_propositions: 0.0, beside: 0.0, told: false };
/// The paragraph.
pub(crate) const PARAGRAPH: Weights = Weights { hints: 0.05, of_propositions: 0.0, beside: 0.0, told: false };

/// What texts tell of each issue.
#[derive(Clone, Debug)]
pub(crate) struct Weighed {
    /// By issue, in the codebook's order.
    pub weights: Vec<f32>,
    hints: Vec<(usize, String)>,
}

impl Weighed {
    /// Whether hints stand in the texts.
    pub(crate) fn has_hints(&self) -> bool {
        !self.hints.is_empty()
    }

    /// The hints that stand in the texts for an issue.
    pub(crate) fn hints_of(&self, issue: usize) -> Vec<String> {
        self.hints.iter().filter(|hint| hint.0 == issue).map(|hint| hint.1.clone()).collect()
    }
}

/// What a word of some of all issues weighs. One of a single issue weighs the same in a codebook of any size, so that
/// it outweighs what was spoken of before.
fn rarity_among(all: f32, with: f32) -> f32 {
    UNIQUE * (1.0 + all / with).ln() / (1.0 + all).ln()
}

/// What a word of a single issue weighs.
const UNIQUE: f32 = 2.9;

/// More hints of one text are not told.
const MOST_HINTS: usize = 64;

/// The words of names and propositions by issue.
fn beside(codebook: &Codebook) -> BTreeMap<String, (Vec<usize>, f32)> {
    let mut with: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (at, issue) in codebook.issues.iter().enumerate() {
        let own = codebook.propositions.iter().filter(|proposition| proposition.issue == issue.id);
        for text in own.map(|proposition| proposition.sentence.as_str()).chain([issue.name.as_str()]) {
            for word in words(text).filter(|word| word.chars().count() > 3) {
                with.entry(word).or_default().insert(at);
            }
        }
    }
    let names: BTreeSet<String> = codebook
        .parties
        .iter()
        .flat_map(|party| [&party.name].into_iter().chain(&party.aliases).chain(&party.metonyms))
        .flat_map(|name| words(name))
        .collect();
    let all = codebook.issues.len().max(1);
    with.into_iter()
        // A word of half the issues, or a party's name, tells none of them.
        .filter(|(word, issues)| issues.len() * 3 <= all.max(3) && !names.contains(word))
        .map(|(word, issues)| {
            let rarity = rarity_among(all as f32, issues.len() as f32);
            (word, (issues.into_iter().collect(), rarity))
        })
        .collect()
}

/// The words in small letters that may mean something, without the plural's ending.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let empty = ["determiners", "prepositions", "auxiliaries", "subordinators", "subject-pronouns"];
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1).filter_map(move |word| {
        let small = word.to_lowercase();
        if empty.iter().any(|list| lexicon().has(list, &small)) {
            return None;
        }
        let plain = small.strip_suffix('s').filter(|stem| stem.len() > 3 && !stem.ends_with('s'));
        Some(plain.map_or(small.clone(), str::to_owned))
    })
}
