//! Statements counted by actor, concept and stance.

use std::collections::{BTreeMap, BTreeSet};

use standpoint_terms::Stance;

use crate::{Coded, Duplicates};

/// The three stances, in the order of their counts.
pub(crate) const STANCES: [Stance; 3] = [Stance::Oppose, Stance::Conditional, Stance::Support];

/// How often each actor takes each stance on each concept. Names are in alphabetical order.
pub(crate) struct Counts {
    pub(crate) actors: Vec<String>,
    pub(crate) concepts: Vec<String>,
    /// `cells[actor][concept][stance]`; the stances as in [`STANCES`].
    cells: Vec<Vec<[f64; 3]>>,
}

impl Counts {
    pub(crate) fn new(coded: &[Coded], duplicates: Duplicates) -> Counts {
        let names = |of: fn(&Coded) -> &String| -> Vec<String> {
            coded.iter().map(of).collect::<BTreeSet<_>>().into_iter().cloned().collect()
        };
        let (actors, concepts) = (names(|c| &c.actor), names(|c| &c.concept));
        let places = |names: &[String]| -> BTreeMap<String, usize> {
            names.iter().cloned().enumerate().map(|(at, name)| (name, at)).collect()
        };
        let (actor_at, concept_at) = (places(&actors), places(&concepts));
        let mut cells = vec![vec![[0.0; 3]; concepts.len()]; actors.len()];
        let mut seen = BTreeSet::new();
        for c in coded {
            let document = if duplicates == Duplicates::Once { "" } else { c.document.as_str() };
            if duplicates != Duplicates::All && !seen.insert((document, &c.actor, &c.concept, c.stance)) {
                continue;
            }
            let stance = STANCES.iter().position(|s| *s == c.stance).expect("every stance is listed");
            cells[actor_at[&c.actor]][concept_at[&c.concept]][stance] += 1.0;
        }
        Counts { actors, concepts, cells }
    }

    /// The counts of one actor on one concept, by stance.
    pub(crate) fn at(&self, actor: usize, concept: usize) -> &[f64; 3] {
        &self.cells[actor][concept]
    }

    /// All statements of an actor.
    pub(crate) fn of_actor(&self, actor: usize) -> f64 {
        self.cells[actor].iter().flatten().sum()
    }

    /// All statements on a concept.
    pub(crate) fn on_concept(&self, concept: usize) -> f64 {
        self.cells.iter().map(|row| row[concept].iter().sum::<f64>()).sum()
    }
}
