//! Which words of a text name a party, by place.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use standpoint_terms::{Codebook, Span};

use crate::token::{Token, tokens_in};

/// The names by which a codebook's parties are known, as tokens.
#[derive(Clone, Debug, Default)]
pub(crate) struct PartyWords {
    /// The names that begin with a word (small letters), the longest first.
    by_first: HashMap<String, Vec<Name>>,
    /// How each party is shown.
    names: Vec<String>,
    ids: Vec<String>,
}

#[derive(Clone, Debug)]
struct Name {
    words: Vec<String>,
    /// The first of the words that has a capital: "the Union" begins with a small letter.
    capital: Option<usize>,
    party: usize,
}

impl PartyWords {
    /// Compiles the parties' names, aliases and metonyms, and the names, surnames and offices of their members.
    pub(crate) fn new(codebook: &Codebook) -> Self {
        let mut out = PartyWords::default();
        for (at, party) in codebook.parties.iter().enumerate() {
            let names = [&party.name].into_iter().chain(&party.aliases).chain(&party.metonyms);
            let people = party.members.iter().flat_map(|m| [&m.name].into_iter().chain(&m.aliases));
            for name in names.chain(people.clone()) {
                out.note(name, at);
                // "A Coastal Front spokesman": an article is part of no name of several words.
                if let Some(bare) = name.strip_prefix("the ").filter(|bare| bare.contains(' ')) {
                    out.note(bare, at);
                }
            }
            for name in people {
                out.note(name.split_whitespace().next_back().unwrap_or_default(), at);
            }
            out.ids.push(party.id.clone());
            out.names.push(party.name.clone());
        }
        out.note_offices(codebook);
        for names in out.by_first.values_mut() {
            names.sort_by_key(|name| std::cmp::Reverse(name.words.len()));
        }
        out
    }

    /// Offices that only one party has: "the mayor" is the city.
    fn note_offices(&mut self, codebook: &Codebook) {
        let mut of: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (at, party) in codebook.parties.iter().enumerate() {
            for role in party.members.iter().flat_map(|member| &member.roles) {
                of.entry(role.to_lowercase()).or_default().insert(at);
            }
        }
        for (role, parties) in of {
            if let (1, Some(party)) = (parties.len(), parties.first()) {
                self.note(&format!("the {role}"), *party);
            }
        }
    }

    fn note(&mut self, name: &str, party: usize) {
        let tokens = tokens_in(name, Span::new(0, name.len()));
        let Some(first) = tokens.first() else { return };
        let words: Vec<String> = tokens.iter().map(|token| token.lower.clone().into_owned()).collect();
        let names = self.by_first.entry(first.lower.clone().into_owned()).or_default();
        if !names.iter().any(|known| known.words == words) {
            names.push(Name { words, capital: tokens.iter().position(|t| t.capital), party });
        }
    }

    /// For each token, the party that it names or helps to name.
    pub(crate) fn mark(&self, tokens: &[Token<'_>]) -> Vec<Option<usize>> {
        let mut out = vec![None; tokens.len()];
        let mut at = 0;
        while at < tokens.len() {
            let names = self.by_first.get(tokens[at].lower.as_ref()).map_or(&[][..], Vec::as_slice);
            let found = names.iter().find(|name| {
                name.capital.is_none_or(|capital| tokens.get(at + capital).is_some_and(|t| t.capital))
                    && tokens.get(at..at + name.words.len()).is_some_and(|there| {
                        there.iter().zip(&name.words).all(|(token, word)| token.lower == word.as_str())
                    })
            });
            let Some(name) = found else {
                at += 1;
                continue;
            };
            out[at..at + name.words.len()].fill(Some(name.party));
            at += name.words.len();
        }
        out
    }

    /// A party's id.
    pub(crate) fn id(&self, party: usize) -> &str {
        &self.ids[party]
    }

    /// A party's name.
    pub(crate) fn name(&self, party: usize) -> &str {
        &self.names[party]
    }

    /// The party with the id.
    pub(crate) fn party(&self, id: &str) -> Option<usize> {
        self.ids.iter().position(|known| known == id)
    }
}
