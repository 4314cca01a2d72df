//! Whether a decision maker has a reason to leave a state.

use serde::Serialize;

use super::Conflict;
use super::reach::{Moves, Reach, Step};

/// What keeps a decision maker in a state. From the least foresight to the most caution; what is stable by Nash is
/// stable by all, and what is stable by the second or third is stable by the fourth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Concept {
    /// No move of its own leads to anything it prefers (Nash 1950).
    Nash,
    /// Sequential stability: others would answer each such move, each of them to its own advantage, with something that
    /// it likes no better than staying (Fraser and Hipel 1979).
    Seq,
    /// Symmetric metarationality: others could answer so, whatever it costs them, and it could not escape by moving
    /// again (Howard 1971).
    Smr,
    /// General metarationality: others could answer so, whatever it costs them (Howard 1971).
    Gmr,
}

impl Concept {
    /// All, in order.
    pub const ALL: [Concept; 4] = [Concept::Nash, Concept::Seq, Concept::Smr, Concept::Gmr];

    /// As the literature writes it.
    pub fn name(self) -> &'static str {
        match self {
            Concept::Nash => "Nash",
            Concept::Seq => "SEQ",
            Concept::Smr => "SMR",
            Concept::Gmr => "GMR",
        }
    }
}

/// How a decision maker stands to a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand {
    /// By which concepts it stays; in order.
    pub stable: Vec<Concept>,
    /// Its moves to something it prefers, and how others can answer each.
    pub improvements: Vec<Answered>,
}

/// A move to something better, and the answers that would make it regret that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Where it would move.
    pub to: usize,
    /// The shortest answer of others who each better themselves.
    pub credible: Option<Vec<Step>>,
    /// The shortest answer from which it could not escape by another move.
    pub inescapable: Option<Vec<Step>>,
    /// The shortest answer.
    pub any: Option<Vec<Step>>,
}

impl Answered {
    /// The answer that keeps it from moving, by this concept.
    pub fn answer(&self, concept: Concept) -> Option<&[Step]> {
        match concept {
            Concept::Nash => None,
            Concept::Seq => self.credible.as_deref(),
            Concept::Smr => self.inescapable.as_deref(),
            Concept::Gmr => self.any.as_deref(),
        }
    }
}

impl Stand {
    /// Whether it stays by this concept.
    pub fn is_stable(&self, concept: Concept) -> bool {
        self.stable.contains(&concept)
    }
}

/// How each decision maker stands to each state: by maker, then by state.
pub fn stands(conflict: &Conflict) -> Vec<Vec<Stand>> {
    (0..conflict.makers.len()).map(|maker| stands_of(conflict, maker)).collect()
}

fn stands_of(conflict: &Conflict, maker: usize) -> Vec<Stand> {
    let others: Vec<usize> = (0..conflict.makers.len()).filter(|other| *other != maker).collect();
    let me = &conflict.makers[maker];
    let mut stands: Vec<Stand> =
        vec![Stand { stable: Vec::new(), improvements: Vec::new() }; conflict.states.len()];
    // Answers depend on where it moves, not on where from: they are worked out once for each state.
    for to in 0..conflict.states.len() {
        let from: Vec<usize> = (0..conflict.states.len())
            .filter(|from| me.improvements(*from).any(|better| better == to))
            .collect();
        if from.is_empty() {
            continue;
        }
        let any = Reach::of(conflict, &others, to, Moves::Any);
        let improving = Reach::of(conflict, &others, to, Moves::Improving);
        for from in from {
            let no_better = |state: usize| !me.prefers(state, from);
            let stuck = |state: usize| me.moves[state].iter().all(|next| no_better(*next));
            let first = |reach: &Reach, wanted: &dyn Fn(usize) -> bool| {
                reach.states.iter().find(|(state, _)| wanted(*state)).map(|(_, place)| reach.way(*place))
            };
            stands[from].improvements.push(Answered {
                to,
                credible: first(&improving, &no_better),
                inescapable: first(&any, &|state| no_better(state) && stuck(state)),
                any: first(&any, &no_better),
            });
        }
    }
    for stand in &mut stands {
        let answered = |answer: fn(&Answered) -> bool| stand.improvements.iter().all(answer);
        let held = [
            (Concept::Nash, stand.improvements.is_empty()),
            (Concept::Seq, answered(|better| better.credible.is_some())),
            (Concept::Smr, answered(|better| better.inescapable.is_some())),
            (Concept::Gmr, answered(|better| better.any.is_some())),
        ];
        stand.stable = held.into_iter().filter(|(_, holds)| *holds).map(|(concept, _)| concept).collect();
    }
    stands
}
