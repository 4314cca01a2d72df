//! Packages than which no other is better for one party and as good for all the rest.

use std::collections::BTreeMap;

use num_bigint::BigUint;

use super::diagram::{Diagram, Weights};

/// How many comparisons the frontier may cost; with many parties it can hold almost every package.
const MOST_COMPARISONS: u64 = 60_000_000;
/// How many points one level may keep.
const MOST_POINTS: usize = 400_000;

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
pub(crate) fn frontier(diagram: &Diagram, worths: &[Weights]) -> Option<Vec<Point>> {
    let levels = diagram.levels();
    let nodes = reached(diagram);
    let mut spent = 0;
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
            let points = best(points, &mut spent)?;
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
fn best(mut points: Vec<Point>, spent: &mut u64) -> Option<Vec<Point>> {
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
                *spent += kept.len() as u64;
                if *spent > MOST_COMPARISONS {
                    return None;
                }
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
