//! The index of near duplicates that a ledger keeps, by the rules of `stories`.

use standpoint_ledger::{Comparer, Ledger};
use standpoint_stories::near::{
    Comparable, KEYS_VERSION, MOST_CANDIDATES, MOST_HOLDERS, compare, is_near, keys, shingles,
};
use standpoint_terms::Nearness;

use crate::AppError;

/// Documents that an older ledger is completed by in one transaction.
const BATCH: usize = 256;

/// Compares texts as `stories` does. The ledger must not depend on that crate; here the two meet.
#[derive(Clone, Copy, Debug, Default)]
pub struct ByWords;

impl Comparer for ByWords {
    fn version(&self) -> u32 {
        KEYS_VERSION
    }

    fn most_holders(&self) -> usize {
        MOST_HOLDERS
    }

    fn most_candidates(&self) -> usize {
        MOST_CANDIDATES
    }

    fn keys(&self, text: &str) -> Vec<u64> {
        keys(&shingles(text))
    }

    fn compare(&self, text: &str, others: &[String]) -> Vec<Option<Nearness>> {
        if others.is_empty() {
            return Vec::new();
        }
        let one = Comparable::of(&shingles(text));
        let near = |other: &String| {
            let nearness = compare(&one, &Comparable::of(&shingles(other)));
            is_near(&nearness).then_some(nearness)
        };
        others.iter().map(near).collect()
    }
}

/// Puts the documents into the index that an older ledger has, or that came without; mostly there are none.
pub(crate) fn complete(ledger: &mut Ledger) -> Result<(), AppError> {
    while ledger.compare_rest(&ByWords, BATCH)? > 0 {}
    Ok(())
}
