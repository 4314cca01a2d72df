//! Actors joined by the concepts on which they stand together or apart.

use std::cmp::Ordering;

use crate::coded::{FARTHEST, scaled};
use crate::counts::{Counts, STANCES};
use crate::{Coded, Duplicates};

/// What joins two actors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tie {
    /// The same stance on a concept: pairs of statements, each weighed by how near the two stances are.
    #[default]
    Congruence,
    /// Opposite stances: pairs of statements, each weighed by how far apart the two stances are.
    Conflict,
    /// Congruence less conflict: above 0 for allies, below 0 for adversaries.
    Subtract,
    /// The same concept, whatever the stances.
    Ignore,
}

/// By what weights are divided, so that who speaks much is not near to everybody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Normalisation {
    /// By nothing.
    #[default]
    None,
    /// By the mean number of statements of the two.
    Average,
    /// By what either says alone and what both say.
    Jaccard,
    /// By the product of the numbers of statements of the two.
    Cosine,
}

/// A network of actors. Symmetric; nobody is joined to itself.
#[derive(Clone, Debug, PartialEq)]
pub struct OneMode {
    /// Who, in alphabetical order: rows and columns.
    pub actors: Vec<String>,
    /// One row for each actor, with 0 on the diagonal.
    pub weights: Vec<Vec<f64>>,
}

impl OneMode {
    /// The network of these statements; their order does not matter.
    pub fn new(coded: &[Coded], tie: Tie, normalisation: Normalisation, duplicates: Duplicates) -> OneMode {
        let counts = Counts::new(coded, duplicates);
        let n = counts.actors.len();
        let weight = |i: usize, j: usize| match i.cmp(&j) {
            Ordering::Equal => 0.0,
            // The lesser first, so that both halves are the same to the bit.
            _ => tied(&counts, i.min(j), i.max(j), tie) / divisor(&counts, i.min(j), i.max(j), normalisation),
        };
        let weights = (0..n).map(|i| (0..n).map(|j| weight(i, j)).collect()).collect();
        OneMode { actors: counts.actors, weights }
    }

    /// The tie of two actors; `None` where one of them says nothing.
    pub fn weight(&self, one: &str, other: &str) -> Option<f64> {
        let at = |name: &str| self.actors.binary_search_by(|a| a.as_str().cmp(name)).ok();
        Some(self.weights[at(one)?][at(other)?])
    }

    /// All weights together; each pair counts twice, as in the matrix.
    pub fn sum(&self) -> f64 {
        self.weights.iter().flatten().sum()
    }
}

/// Σ over concepts and pairs of stances: statements of one × statements of the other × how near (or far) they are.
fn tied(counts: &Counts, i: usize, j: usize, tie: Tie) -> f64 {
    let mut sum = 0.0;
    for concept in 0..counts.concepts.len() {
        let (one, other) = (counts.at(i, concept), counts.at(j, concept));
        for (a, stance) in one.iter().zip(STANCES) {
            for (b, facing) in other.iter().zip(STANCES) {
                let apart = (scaled(stance) - scaled(facing)).abs() / FARTHEST;
                sum += a
                    * b
                    * match tie {
                        Tie::Congruence => 1.0 - apart,
                        Tie::Conflict => apart,
                        Tie::Subtract => 1.0 - 2.0 * apart,
                        Tie::Ignore => 1.0,
                    };
            }
        }
    }
    sum
}

/// By what the tie of two actors is divided. Never 0: every actor has a statement.
fn divisor(counts: &Counts, i: usize, j: usize, normalisation: Normalisation) -> f64 {
    match normalisation {
        Normalisation::None => 1.0,
        Normalisation::Average => (counts.of_actor(i) + counts.of_actor(j)) / 2.0,
        Normalisation::Cosine => counts.of_actor(i) * counts.of_actor(j),
        Normalisation::Jaccard => {
            let mut sum = 0.0;
            for concept in 0..counts.concepts.len() {
                for (a, b) in counts.at(i, concept).iter().zip(counts.at(j, concept)) {
                    sum += if *a > 0.0 && *b > 0.0 { a * b } else { a + b };
                }
            }
            sum
        }
    }
}
