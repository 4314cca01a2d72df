//! How far a difference of two F1 over the same articles can be chance: a paired bootstrap over the articles.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// Of one article: how many attributions are right, how many gold has, and how many were found.
pub(crate) type Counts = [u32; 3];

/// How often articles are drawn anew.
const DRAWS: usize = 2_000;

/// A difference of F1 in points, and between what 95 of 100 draws of articles lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Difference {
    pub(crate) points: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
}

/// What `now` gains over `before`, article by article in the same order. The draws are the same on every machine.
pub(crate) fn difference(before: &[Counts], now: &[Counts]) -> Difference {
    let count = before.len().min(now.len());
    let gain = |articles: &mut dyn Iterator<Item = usize>| {
        let (mut old, mut new) = ([0; 3], [0; 3]);
        for at in articles {
            for part in 0..3 {
                old[part] += before[at][part];
                new[part] += now[at][part];
            }
        }
        f1(new) - f1(old)
    };
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let mut draws: Vec<f64> =
        (0..DRAWS).map(|_| gain(&mut (0..count).map(|_| random.next_u64() as usize % count))).collect();
    draws.sort_by(f64::total_cmp);
    Difference { points: gain(&mut (0..count)), low: draws[DRAWS / 40], high: draws[DRAWS - 1 - DRAWS / 40] }
}

fn f1([right, gold, found]: Counts) -> f64 {
    if gold + found == 0 { 0.0 } else { 200.0 * f64::from(right) / f64::from(gold + found) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_differs_by_nothing() {
        let articles = [[3, 4, 5], [1, 2, 2]];
        assert_eq!(difference(&articles, &articles), Difference { points: 0.0, low: 0.0, high: 0.0 });
    }

    #[test]
    fn an_interval_holds_the_difference_and_its_sides() {
        let before: Vec<Counts> = (0..40).map(|at| [6 + at % 3, 10, 10]).collect();
        let now: Vec<Counts> = (0..40).map(|at| [5 + at % 2, 10, 10]).collect();
        let Difference { points, low, high } = difference(&before, &now);
        assert!((points - -14.75).abs() < 1e-9, "{points}");
        assert!(low < points && points < high && high < 0.0, "{low} {high}");
    }
}
