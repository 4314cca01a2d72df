//! Actors and the concepts on which they stand.

use standpoint_terms::Stance;

use crate::counts::{Counts, STANCES};
use crate::{Coded, Duplicates};

/// How the statements of an actor on a concept become one number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Aggregation {
    /// How many, whatever their stance.
    #[default]
    Ignore,
    /// Support less opposition; what hangs on a condition counts nothing.
    Subtract,
    /// Only those of one stance.
    Only(Stance),
}

/// By what weights are divided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scale {
    /// By nothing.
    #[default]
    None,
    /// By the number of the actor's statements: who speaks much does not weigh more.
    Activity,
    /// By the number of statements on the concept: what everybody talks of does not weigh more.
    Prominence,
}

/// A network of actors and concepts.
///
/// ```
/// use standpoint_network::{Aggregation, Coded, Duplicates, Scale, TwoMode};
/// use standpoint_terms::Stance;
///
/// let coded = |stance| Coded {
///     document: "1".into(), actor: "Norland".into(), concept: "open harbour".into(), stance,
/// };
/// let record = [coded(Stance::Support), coded(Stance::Support), coded(Stance::Oppose)];
/// let network = TwoMode::new(&record, Aggregation::Subtract, Scale::None, Duplicates::All);
/// assert_eq!(network.weights, [[1.0]]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct TwoMode {
    /// Who, in alphabetical order: the rows.
    pub actors: Vec<String>,
    /// On what, in alphabetical order: the columns.
    pub concepts: Vec<String>,
    /// One row for each actor.
    pub weights: Vec<Vec<f64>>,
    /// Pairs of an actor and a concept that any statement joins, also where the weight came to nothing.
    pub edges: usize,
}

impl TwoMode {
    /// The network of these statements; their order does not matter.
    pub fn new(coded: &[Coded], aggregation: Aggregation, scale: Scale, duplicates: Duplicates) -> TwoMode {
        let counts = Counts::new(coded, duplicates);
        let mut edges = 0;
        let mut weights = vec![vec![0.0; counts.concepts.len()]; counts.actors.len()];
        for (i, row) in weights.iter_mut().enumerate() {
            for (j, weight) in row.iter_mut().enumerate() {
                let cell = counts.at(i, j);
                let divisor = match scale {
                    Scale::None => 1.0,
                    Scale::Activity => counts.of_actor(i),
                    Scale::Prominence => counts.on_concept(j),
                };
                edges += usize::from(cell.iter().any(|n| *n > 0.0));
                *weight = aggregate(cell, aggregation) / divisor;
            }
        }
        TwoMode { actors: counts.actors, concepts: counts.concepts, weights, edges }
    }

    /// All weights together.
    pub fn sum(&self) -> f64 {
        self.weights.iter().flatten().sum()
    }
}

fn aggregate(cell: &[f64; 3], aggregation: Aggregation) -> f64 {
    let of = |stance| STANCES.iter().zip(cell).find(|(s, _)| **s == stance).map_or(0.0, |(_, n)| *n);
    match aggregation {
        Aggregation::Ignore => cell.iter().sum(),
        Aggregation::Subtract => of(Stance::Support) - of(Stance::Oppose),
        Aggregation::Only(stance) => of(stance),
    }
}
