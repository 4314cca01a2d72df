//! Which words tell an issue.

use std::collections::{BTreeMap, BTreeSet};

use standpoint_terms::{Codebook, Issued};

use crate::lexicon::lexicon;
use crate::phrase_index::{Phrase, PhraseIndex};

/// How much a word of an issue's name or propositions weighs against one of its hints. Hints are chosen to tell the
/// issue; those words only happen to stand there.
const BESIDE: f32 = 0.3;

/// Which words tell an issue: its hints, and with less weight the words of its name and its propositions.
///
/// A word weighs by its rarity among the issues: "treaty" in the hints of five tells little, "prisoners" in those of
/// one tells all. A longer hint has more words to weigh.
#[derive(Clone, Debug)]
pub struct IssueIndex {
    ids: Vec<String>,
    hints: PhraseIndex,
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
        let rarity = |word: &String| (1.0 + all / with.get(word).map_or(1, BTreeSet::len) as f32).ln();
        let mut weights = BTreeMap::new();
        for hint in codebook.issues.iter().flat_map(|issue| &issue.hints) {
            let found: Vec<String> = words(hint).collect();
            weights.insert(hint.clone(), found.iter().map(rarity).sum::<f32>().max(0.1));
        }
        let phrases = codebook.issues.iter().enumerate().flat_map(|(meaning, issue)| {
            issue.hints.iter().map(move |words| Phrase { words: words.clone(), any_case: true, meaning })
        });
        IssueIndex { hints: PhraseIndex::new(phrases), weights, beside: beside(codebook), ids }
    }

    /// The issue that the text tells; of equals, the first in the codebook.
    pub fn issue_of(&self, text: &str) -> Option<Issued> {
        self.issue_in(&[(text, 1.0)])
    }

    /// The issue that several texts tell together, each with its weight: a content, and less the sentence around it.
    pub fn issue_in(&self, texts: &[(&str, f32)]) -> Option<Issued> {
        let mut weights = vec![0.0_f32; self.ids.len()];
        let mut hints: Vec<(usize, String)> = Vec::new();
        for (text, weight) in texts {
            for phrase in self.hints.find(text) {
                weights[phrase.meaning] += weight * self.weights.get(&phrase.words).copied().unwrap_or(1.0);
                let hint = (phrase.meaning, phrase.words.clone());
                if !hints.contains(&hint) && hints.len() < MOST_HINTS {
                    hints.push(hint);
                }
            }
            let mut seen = BTreeSet::new();
            for word in words(text).filter(|word| seen.insert(word.clone())) {
                let Some((issues, rarity)) = self.beside.get(&word) else { continue };
                for issue in issues {
                    weights[*issue] += weight * rarity * BESIDE;
                }
            }
        }
        let best = weights.iter().copied().fold(0.0_f32, f32::max);
        let issue = weights.iter().position(|weight| *weight > 0.0 && *weight >= best)?;
        let hints = hints.into_iter().filter(|hint| hint.0 == issue).map(|hint| hint.1).collect();
        Some(Issued { issue: self.ids[issue].clone(), hints })
    }
}

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
            let rarity = (1.0 + all as f32 / issues.len() as f32).ln();
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
