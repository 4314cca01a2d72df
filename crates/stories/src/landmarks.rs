//! What a translation leaves as it is: names and numbers, in their order.

use std::collections::{BTreeMap, BTreeSet};

use standpoint_terms::{Tie, TieKind};

use crate::forms::{Class, Forms};
use crate::tale::Tale;

/// Texts of two languages share no more of their plain words than this.
const SHARED_WORDS: f32 = 0.12;

/// A text of fewer plain words does not tell its language.
const PLAIN_WORDS: usize = 30;

/// So many names and numbers in one order are no chance,
const LANDMARKS: usize = 10;

/// where they are this share of those of the text that has fewer, and of both texts' common ones.
const SHARE: f32 = 0.5;
const IN_ORDER: f32 = 0.8;

/// More of a text's landmarks than this are not looked at: the time grows with the square.
const MOST: usize = 400;

/// Whether one of two texts is the other in another language, by names and numbers in the same order. Two reporters at one
/// event name the same people, but not in one order from first to last.
pub(crate) fn translated(tales: [&Tale; 2], forms: &Forms) -> Option<Tie> {
    let [one, other] = tales.map(|tale| plain(tale, forms));
    let fewer = one.len().min(other.len());
    if fewer < PLAIN_WORDS || one.intersection(&other).count() as f32 > SHARED_WORDS * fewer as f32 {
        return None;
    }
    let all = tales.map(|tale| landmarks(tale, forms));
    let sets = all.each_ref().map(|landmarks| landmarks.iter().copied().collect::<BTreeSet<u32>>());
    // A German noun is no name to an English text: only what stands in both can be lost on the way.
    let common: Vec<Vec<u32>> = all
        .iter()
        .map(|landmarks| {
            let within = landmarks.iter().copied().filter(|form| sets.iter().all(|set| set.contains(form)));
            within.take(MOST).collect()
        })
        .collect();
    let shared = common[0].len().min(common[1].len());
    let few = sets.iter().map(BTreeSet::len).min().unwrap_or(0);
    let distinct = sets[0].intersection(&sets[1]).count();
    let order = in_order(&common[0], &common[1]);
    let enough = order >= LANDMARKS
        && distinct as f32 >= SHARE * few as f32
        && order as f32 >= IN_ORDER * shared as f32;
    enough.then(|| Tie {
        kind: TieKind::Order,
        words: format!("{order} names and numbers in the same order, in two languages"),
        weight: 1.2,
        places: Vec::new(),
    })
}

/// Small-letter words that are no numbers, each once.
fn plain(tale: &Tale, forms: &Forms) -> BTreeSet<u32> {
    let is_plain = |form: u32| {
        forms.get(form).class != Class::Number && !forms.is_name(form) && forms.get(form).text.len() > 1
    };
    tale.tokens.iter().filter(|token| !token.named && is_plain(token.form)).map(|token| token.form).collect()
}

/// Names and numbers in order, those side by side that are the same taken once; words that begin most sentences are none.
fn landmarks(tale: &Tale, forms: &Forms) -> Vec<u32> {
    let mut landmarks: Vec<u32> = tale
        .tokens
        .iter()
        .filter(|token| {
            forms.get(token.form).class == Class::Number || (token.named && forms.is_name(token.form))
        })
        .map(|token| token.form)
        .collect();
    landmarks.dedup();
    landmarks
}

/// The length of the longest common subsequence.
fn in_order(one: &[u32], other: &[u32]) -> usize {
    let mut places: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, form) in other.iter().enumerate() {
        places.entry(*form).or_default().push(at);
    }
    // The longest rising sequence of places, those of one form from the last to the first (Hunt and Szymanski 1977).
    let mut ends: Vec<usize> = Vec::new();
    for place in one.iter().filter_map(|form| places.get(form)).flat_map(|places| places.iter().rev()) {
        let at = ends.partition_point(|end| end < place);
        if at == ends.len() {
            ends.push(*place);
        } else {
            ends[at] = *place;
        }
    }
    ends.len()
}
