//! Documents of nearly the same words.

use std::collections::BTreeSet;

use crate::forms::Forms;
use crate::tale::Tale;

/// Words in a shingle.
const SHINGLE: usize = 4;

/// How much two texts have in common.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Nearness {
    /// Shared shingles by all of both (Jaccard).
    pub(crate) resemblance: f32,
    /// Shared shingles by those of the shorter text.
    pub(crate) containment: f32,
}

/// A text's shingles: each four words in a row.
pub(crate) fn shingles(tale: &Tale, forms: &Forms) -> BTreeSet<[u32; SHINGLE]> {
    let words: Vec<u32> = tale.tokens.iter().map(|token| forms.get(token.form).lemma).collect();
    words.windows(SHINGLE).map(|words| words.try_into().expect("a window has SHINGLE words")).collect()
}

/// How much two texts have in common, by their shingles (Broder 1997).
pub(crate) fn nearness(one: &BTreeSet<[u32; SHINGLE]>, other: &BTreeSet<[u32; SHINGLE]>) -> Nearness {
    let shared = one.intersection(other).count() as f32;
    let (small, all) = (one.len().min(other.len()) as f32, one.len() + other.len());
    if small == 0.0 {
        return Nearness::default();
    }
    Nearness { resemblance: shared / (all as f32 - shared), containment: shared / small }
}
