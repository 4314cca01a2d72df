//! Packages than which no other is better for one party and as good for all the rest.

use std::collections::BTreeMap;

use num_bigint::BigUint;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

use super::diagram::{Diagram, Weights};

/// How many points one level may keep.
const MOST_POINTS: usize = 400_000;

/// How many weighings of the parties a sample takes.
const WEIGHINGS: usize = 200;
/// Weights of a weighing are up to about this large.
const HEAVY: i64 = 1_000_000;

/// A point of the frontier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Point {
    /// What it is worth to each party.
    pub(crate) worth: Vec<i64>,
    /// How many packages are worth just this.
    pub(crate) packages: BigUint,
    /// One of them: the first in the order of answers, yes before no.
    pub(crate) answers: Vec<bool>,
}

/// The whole frontier, best for the first party first; `None` where it takes too long.
///
/// By dynamic programming from the last level to the first: of two ways to finish from the same node, one that is
/// worse for somebody and better for nobody is worse before any beginning.
pub(crate) fn frontier(diagram: &Diagram, worths: &[Weights], comparisons: u64) -> Option<Vec<Point>> {
    let levels = diagram.levels();
    let nodes = reached(diagram);
    let mut left = comparisons;
    let mut below: BTreeMap<u32, Vec<Point>> = BTreeMap::new();
    below.insert(1, vec![Point { worth: vec![0; worths.len()], packages: 1_u8.into(), answers: Vec::new() }]);
    below.insert(0, Vec::new());
    for level in (0..levels).rev() {
        let mut here = BTreeMap::new();
        let mut kept = 0;
        for node in &nodes[level] {
            let mut points = Vec::new();
            for answer in [true, false] {
                for point in &below[&diagram.after(*node, level, answer)] {
                    let worth = point
                        .worth
                        .iter()
                        .zip(worths)
                        .map(|(worth, weights)| worth + weights[level][usize::from(answer)])
                        .collect();
                    // Answers are kept last level first, so that one is added at the end.
                    let mut answers = point.answers.clone();
                    answers.push(answer);
                    points.push(Point { worth, packages: point.packages.clone(), answers });
                }
            }
            let points = best(points, &mut left)?;
            kept += points.len();
            if kept > MOST_POINTS {
                return None;
            }
            here.insert(*node, points);
        }
        below = here;
    }
    let mut points = below.remove(&diagram.root()).unwrap_or_default();
    for point in &mut points {
        point.answers.reverse();
    }
    Some(points)
}

/// Some packages of the frontier with what they are worth, best for the first party first: for each of many weighings
/// of the parties, the package with the largest weighed sum. No other package can be better for one and as good for
/// all, since every weight is above zero. Each party's worths are measured by their range, so that units do not matter.
pub(crate) fn sampled(diagram: &Diagram, worths: &[Weights], seed: u64) -> Vec<(Vec<i64>, Vec<bool>)> {
    let range = |weights: &Weights| {
        let negated = weights.iter().map(|[no, yes]| [-no, -yes]).collect();
        let end = |weights: &Weights| diagram.best_answers(weights).map_or(0, |(sum, _)| sum);
        (end(weights) + end(&negated)).max(1)
    };
    let ranges: Vec<i64> = worths.iter().map(range).collect();
    let least = ranges.iter().copied().min().unwrap_or(1);
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut found: BTreeMap<Vec<i64>, Vec<bool>> = BTreeMap::new();
    for weighing in 0..WEIGHINGS {
        let weight = |party: usize| match weighing.checked_sub(1) {
            // First all alike, then each party before all others, then at random: cubes, so that some weigh much more.
            None => HEAVY,
            Some(first) if first < worths.len() => {
                if first == party {
                    HEAVY
                } else {
                    0
                }
            }
            Some(_) => i64::from(random.next_u32() % 100 + 1).pow(3),
        };
        let weights: Vec<i64> = (0..worths.len()).map(weight).collect();
        let mut sum = vec![[0, 0]; diagram.levels()];
        for ((worths, weight), range) in worths.iter().zip(weights).zip(&ranges) {
            // A range is below 2^37 and a weight below 2^20.
            let weight = (weight * least / range).max(1);
            for (total, pair) in sum.iter_mut().zip(worths) {
                total[0] += weight * pair[0];
                total[1] += weight * pair[1];
            }
        }
        if let Some((_, answers)) = diagram.best_answers(&sum) {
            let worth = worths.iter().map(|weights| {
                answers.iter().zip(weights).map(|(answer, pair)| pair[usize::from(*answer)]).sum()
            });
            found.entry(worth.collect()).or_insert(answers);
        }
    }
    found.into_iter().rev().collect()
}

/// For each level, the nodes at which one can stand there, leapt levels included.
fn reached(diagram: &Diagram) -> Vec<Vec<u32>> {
    let mut all = Vec::with_capacity(diagram.levels());
    let mut here = vec![diagram.root()];
    for level in 0..diagram.levels() {
        let next =
            here.iter().flat_map(|node| [true, false].map(|answer| diagram.after(*node, level, answer)));
        let mut next: Vec<u32> = next.collect();
        next.sort_unstable();
        next.dedup();
        all.push(std::mem::replace(&mut here, next));
    }
    all
}

/// Without the points that another one beats; equal points become one. Largest first.
fn best(mut points: Vec<Point>, left: &mut u64) -> Option<Vec<Point>> {
    // Of equals, the one whose answers (last level first) read yes before no from the first level on comes first.
    points.sort_by(|a, b| {
        b.worth.cmp(&a.worth).then_with(|| b.answers.iter().rev().cmp(a.answers.iter().rev()))
    });
    let mut kept: Vec<Point> = Vec::new();
    for point in points {
        if let Some(last) = kept.last_mut()
            && last.worth == point.worth
        {
            last.packages += point.packages;
            continue;
        }
        let beaten = match point.worth.len() {
            // Sorted by the first, only the best of the second so far can beat it.
            0 => !kept.is_empty(),
            1 | 2 => kept.last().is_some_and(|last| last.worth.last() >= point.worth.last()),
            _ => {
                *left = left.checked_sub(kept.len() as u64)?;
                kept.iter().any(|other| beats(&other.worth, &point.worth))
            }
        };
        if !beaten {
            kept.push(point);
        }
    }
    Some(kept)
}

/// At least as good for everybody.
fn beats(one: &[i64], other: &[i64]) -> bool {
    one.iter().zip(other).all(|(a, b)| a >= b)
}
