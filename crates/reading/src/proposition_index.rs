//! A codebook's propositions as words to look for.

use std::collections::{BTreeSet, HashMap, HashSet};

use standpoint_terms::{Codebook, Proposal, Span};

use crate::anchor::{Anchor, AnchorWord, Need, base_of, hint, phrase, without};
use crate::party_words::PartyWords;
use crate::stem::stem;
use crate::token::{Token, tokens_in};

/// The propositions of a codebook, ready to be met by statements.
#[derive(Clone, Debug, Default)]
pub(crate) struct PropositionIndex {
    pub propositions: Vec<IndexedProposition>,
}

/// One proposition.
#[derive(Clone, Debug)]
pub(crate) struct IndexedProposition {
    pub id: String,
    pub issue: String,
    /// Whether it says that a proposal is accepted.
    pub of_proposal: bool,
    /// The party with whose name its sentence begins: what it says is said of that party.
    pub about: Option<usize>,
    /// The parties that its sentence names.
    pub parties: Vec<usize>,
    /// What tells it or its opposite.
    pub anchors: Vec<Anchor>,
    /// The stems in any of them.
    stems: HashSet<String>,
}

impl IndexedProposition {
    /// Whether another word of the proposition stands beside an anchor that needs its company.
    pub(crate) fn keeps_company(&self, anchor: &Anchor, present: &HashSet<&str>) -> bool {
        let own = |stem: &&String| anchor.words.iter().any(|(word, _)| word.stem() == Some(stem.as_str()));
        self.stems.iter().any(|stem| present.contains(stem.as_str()) && !own(&stem))
    }
}

impl PropositionIndex {
    /// Compiles the propositions of a codebook.
    pub(crate) fn new(codebook: &Codebook, parties: &PartyWords) -> Self {
        let uses = sentences_with(codebook);
        let mut propositions: Vec<IndexedProposition> = Vec::new();
        for proposition in &codebook.propositions {
            let sentence = phrase(&proposition.sentence, true, parties);
            let base = sentence.affirms;
            let named = sentence.words.iter().filter_map(|(word, _)| match word {
                AnchorWord::Party(party) => Some(*party),
                _ => None,
            });
            let named: Vec<usize> = named.collect();
            let about = match sentence.words.first() {
                Some((AnchorWord::Party(party), _)) => Some(*party),
                _ => None,
            };
            let mut anchors = vec![sentence];
            anchors.extend(proposition.in_favour.iter().map(|words| phrase(words, true, parties)));
            anchors.extend(proposition.against.iter().map(|words| phrase(words, false, parties)));
            let sentence = tokens_in(&proposition.sentence, Span::new(0, proposition.sentence.len()));
            let topics = proposition.hints.iter().chain(names_of_proposal(codebook, &proposition.id));
            anchors.extend(topics.map(|words| hint(words, base_of(&sentence, words), parties)));
            anchors.extend(without(&sentence));
            if proposition.hints.is_empty() {
                let mut own = own_hints(&anchors[0], &uses, base, parties);
                // Of a bare sentence there are too few other words to ask for one.
                if !(proposition.in_favour.is_empty() && proposition.against.is_empty()) {
                    own.iter_mut().for_each(|anchor| anchor.needs.push(Need::Company));
                }
                anchors.extend(own);
            }
            anchors.retain(|anchor| {
                !anchor.literal.is_empty()
                    || anchor.words.iter().any(|(word, _)| !matches!(word, AnchorWord::Party(_)))
            });
            let stems = anchors.iter().flat_map(|anchor| &anchor.words);
            let stems = stems.filter_map(|(word, _)| word.stem().map(str::to_owned)).collect();
            propositions.push(IndexedProposition {
                stems,
                id: proposition.id.clone(),
                issue: proposition.issue.clone(),
                of_proposal: names_of_proposal(codebook, &proposition.id).next().is_some(),
                about,
                parties: named,
                anchors,
            });
        }
        weigh(&mut propositions);
        PropositionIndex { propositions }
    }
}

/// What the proposal is called of which a proposition says that it is accepted: one of the same id, or whose id the
/// proposition's begins with.
fn names_of_proposal<'c>(codebook: &'c Codebook, proposition: &str) -> impl Iterator<Item = &'c String> {
    codebook
        .proposals
        .iter()
        .filter_map({
            let proposition = proposition.to_owned();
            move |proposal| {
                let own = proposal_proposition(proposal, codebook) == Some(proposition.as_str());
                own.then(|| std::iter::once(&proposal.name).chain(&proposal.aliases))
            }
        })
        .flatten()
}

/// The proposition that says that a proposal is accepted.
pub(crate) fn proposal_proposition<'c>(proposal: &Proposal, codebook: &'c Codebook) -> Option<&'c str> {
    let ids = || codebook.propositions.iter().map(|proposition| proposition.id.as_str());
    ids().find(|id| *id == proposal.id).or_else(|| {
        ids().find(|id| id.strip_prefix(proposal.id.as_str()).is_some_and(|rest| rest.starts_with('-')))
    })
}

/// In how many sentences of propositions each word stands, by its stem.
fn sentences_with(codebook: &Codebook) -> HashMap<String, usize> {
    let mut uses = HashMap::new();
    for proposition in &codebook.propositions {
        let tokens = tokens_in(&proposition.sentence, Span::new(0, proposition.sentence.len()));
        let stems: BTreeSet<String> = tokens.iter().map(|token| stem(&token.lower)).collect();
        for stem in stems {
            *uses.entry(stem).or_default() += 1;
        }
    }
    uses
}

/// Hints of a proposition for which nobody wrote any: each word of its sentence that no other proposition's has, and
/// that is no verb.
fn own_hints(
    sentence: &Anchor,
    uses: &HashMap<String, usize>,
    base: bool,
    parties: &PartyWords,
) -> Vec<Anchor> {
    let tokens = tokens_in(&sentence.written, Span::new(0, sentence.written.len()));
    let alone = |token: &&Token<'_>| {
        let stem = stem(&token.lower);
        let known = AnchorWord::Stem(stem.clone());
        sentence.words.iter().any(|(word, _)| *word == known)
            && !sentence.verbs.contains(&stem)
            && uses.get(&stem) == Some(&1)
    };
    tokens.iter().filter(alone).map(|token| hint(&token.lower, base, parties)).collect()
}

/// Gives rare words more weight than those that many propositions have; a party's name little.
fn weigh(propositions: &mut [IndexedProposition]) {
    let mut uses: HashMap<String, usize> = HashMap::new();
    for proposition in propositions.iter() {
        let mut stems: Vec<&String> = proposition
            .anchors
            .iter()
            .flat_map(|anchor| &anchor.words)
            .filter_map(|(word, _)| match word {
                AnchorWord::Stem(stem) => Some(stem),
                AnchorWord::Party(_) | AnchorWord::Name(_) => None,
            })
            .collect();
        stems.sort_unstable();
        stems.dedup();
        for stem in stems {
            *uses.entry(stem.clone()).or_default() += 1;
        }
    }
    for (word, weight) in
        propositions.iter_mut().flat_map(|p| &mut p.anchors).flat_map(|anchor| &mut anchor.words)
    {
        *weight = match word {
            AnchorWord::Party(_) | AnchorWord::Name(_) => 0.5,
            AnchorWord::Stem(stem) => match uses.get(stem) {
                Some(0 | 1) | None => 1.5,
                Some(2 | 3) => 1.0,
                Some(_) => 0.6,
            },
        };
    }
}
