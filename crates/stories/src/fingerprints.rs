//! Passages that find each other however much stands around them.

use std::collections::VecDeque;

/// Of so many shingles in a row at least one is a fingerprint.
const WINDOW: usize = 24;

/// Words in a row, shared by two texts, that surely share a fingerprint.
pub const SURELY_FOUND: usize = WINDOW + crate::shingles::SHINGLE - 1;

/// Some shingles of a text, chosen so that two texts that share [`SURELY_FOUND`] words in a row share one: in every
/// window the least, the last of equals (winnowing, Schleimer, Wilkerson and Aiken 2003). A signature tells how much of
/// both texts together is shared and does not find a small text in a large one; these do. About one shingle in twelve
/// is chosen, each once.
pub(crate) fn fingerprints(shingles: &[u64]) -> Vec<u64> {
    // Numbers of shingles whose values rise: the first is the least of the window.
    let mut rising: VecDeque<usize> = VecDeque::with_capacity(WINDOW);
    let mut chosen = Vec::with_capacity(shingles.len() / 10 + 1);
    let mut last = None;
    for (at, shingle) in shingles.iter().enumerate() {
        while rising.back().is_some_and(|back| shingles[*back] >= *shingle) {
            rising.pop_back();
        }
        rising.push_back(at);
        if rising.front().is_some_and(|front| front + WINDOW <= at) {
            rising.pop_front();
        }
        if (at + 1 >= WINDOW || at + 1 == shingles.len()) && last != rising.front().copied() {
            last = rising.front().copied();
            chosen.extend(last.map(|at| shingles[at]));
        }
    }
    chosen.sort_unstable();
    chosen.dedup();
    chosen
}
