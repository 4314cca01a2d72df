//! Chains as they grow, as far as a later mention may be at odds with them.

use std::collections::HashMap;

use crate::chain::View;
use crate::parameters::Sieves;

/// How many different names of a chain are compared.
const MOST_NAMES: usize = 16;

/// The chains so far.
#[derive(Debug, Default)]
pub(crate) struct Joined {
    /// The chain of each mention.
    of: Vec<usize>,
    chains: Vec<Chain>,
    /// The last mention with a name, by kind and full form.
    last: HashMap<(usize, String), usize>,
}

#[derive(Debug, Default)]
struct Chain {
    /// Whether "he", "she", "it" is in it.
    genders: [bool; 3],
    /// Whether a name or noun for a person, organisation, place is in it.
    kinds: [bool; 3],
    names: Vec<Name>,
}

#[derive(Debug)]
struct Name {
    full: String,
    words: Vec<String>,
    initials: String,
}

impl Joined {
    pub(crate) fn chain(&self, mention: usize) -> usize {
        self.of[mention]
    }

    /// What speaks against a mention in a chain.
    pub(crate) fn against(&self, view: &View, chain: usize, sieves: Sieves) -> f64 {
        let chain = &self.chains[chain];
        let mut sum = 0.0;
        let other = |flags: &[bool; 3], own: usize| (0..3).any(|at| at != own && flags[at]);
        if view.level == 2 && view.group < 2 && other(&chain.genders, view.group) {
            sum += sieves.gender;
        }
        if view.level < 2 && chain.kinds.contains(&true) && !chain.kinds[view.kind] {
            sum += sieves.kind;
        }
        let person = view.level == 0 && view.kind == 0;
        if person && chain.names.iter().any(|name| name.differs(view)) {
            sum += sieves.name;
        }
        sum
    }

    /// The last mention with the same name.
    pub(crate) fn last(&self, view: &View) -> Option<usize> {
        let key = (view.level == 0).then(|| (view.kind, view.full.clone()))?;
        self.last.get(&key).copied()
    }

    /// Takes the next mention, which goes back to `antecedent`.
    pub(crate) fn add(&mut self, view: &View, antecedent: Option<usize>) {
        let number = antecedent.map_or(self.chains.len(), |earlier| self.of[earlier]);
        if number == self.chains.len() {
            self.chains.push(Chain::default());
        }
        let mention = self.of.len();
        self.of.push(number);
        let chain = &mut self.chains[number];
        if view.level == 2 {
            if let Some(gender) = chain.genders.get_mut(view.group) {
                *gender = true;
            }
            return;
        }
        chain.kinds[view.kind] = true;
        if view.level == 0 {
            if chain.names.len() < MOST_NAMES && chain.names.iter().all(|name| name.full != view.full) {
                chain.names.push(Name {
                    full: view.full.clone(),
                    words: view.names.clone(),
                    initials: view.initials.clone(),
                });
            }
            if view.full.chars().nth(1).is_some() {
                self.last.insert((view.kind, view.full.clone()), mention);
            }
        }
    }
}

impl Name {
    /// Whether a name has no word in common with this one and neither abbreviates the other.
    fn differs(&self, view: &View) -> bool {
        !view.names.iter().any(|word| self.words.contains(word))
            && view.initials != self.full
            && self.initials != view.full
    }
}
