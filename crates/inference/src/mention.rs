//! Mentions: noun phrases and pronouns, found by their head words.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::feature::case_of;
use crate::parameters::{MentionRules, Parameters};
use crate::rows::{Outputs, dot, largest, log_softmax};
use crate::window::{Coded, Window};

/// A mention, with what the network says of its head for coreference.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mentioned {
    pub(crate) head: usize,
    pub(crate) words: Range<usize>,
    /// The tag, from 0 for the first after "outside".
    pub(crate) kind: usize,
    pub(crate) probability: f32,
    pub(crate) query: Vec<f32>,
    pub(crate) key: Vec<f32>,
    pub(crate) new: f32,
}

/// Mentions in order of their first word, the longer first; gathered window by window.
#[derive(Debug, Default)]
pub(crate) struct Mentions {
    waiting: BTreeMap<(usize, Reverse<usize>), Mentioned>,
}

impl Mentions {
    /// Takes a window's mentions; windows come in order.
    pub(crate) fn add(
        &mut self,
        coded: &Coded<'_>,
        window: &Window,
        outputs: &Outputs,
        parameters: &Parameters,
    ) {
        let rules = parameters.mentions;
        for head in heads(coded, window, outputs, parameters.decoding.flat_name) {
            let at = head.word - window.words.start;
            let (query, keys) = (outputs.bounds_query.row(at), &outputs.bounds_key);
            let half = rules.pointer;
            let from = at.saturating_sub(rules.start_reach);
            let to = window.words.len().min(at + rules.end_reach + 1);
            let start = from + largest((from..=at).map(|word| dot(&keys.row(word)[..half], &query[..half])));
            let last = at + largest((at..to).map(|word| dot(&keys.row(word)[half..], &query[half..])));
            let mention = Mentioned {
                head: head.word,
                words: start + window.words.start..last + 1 + window.words.start,
                kind: head.kind,
                probability: head.probability,
                query: outputs.coref_query.row(at).to_vec(),
                key: outputs.coref_key.row(at).to_vec(),
                new: outputs.coref_new.row(at)[0],
            };
            let key = (mention.words.start, Reverse(mention.words.end));
            match self.waiting.get(&key) {
                Some(known) if known.probability >= mention.probability => {}
                _ => {
                    self.waiting.insert(key, mention);
                }
            }
        }
    }

    /// The mentions, in order, before which no later window can put another.
    pub(crate) fn settled(&mut self, window: &Window, rules: MentionRules) -> Vec<Mentioned> {
        let first = window.own.end.saturating_sub(rules.start_reach);
        let later = self.waiting.split_off(&(first, Reverse(usize::MAX)));
        std::mem::replace(&mut self.waiting, later).into_values().collect()
    }

    /// Those that are left at the end of the text.
    pub(crate) fn finish(self) -> Vec<Mentioned> {
        self.waiting.into_values().collect()
    }
}

/// A head word, with the tag (from 0) of its mention.
struct Head {
    word: usize,
    kind: usize,
    probability: f32,
}

/// The three levels of a type of mention: name, noun, pronoun.
const LEVELS: usize = 3;
/// How many kinds of names are kinds of mentions too.
const TYPES: usize = 3;
/// The one among them whose bare name has its head at the end.
const ORGANISATION: usize = 1;

/// The head words that a window owns.
fn heads(coded: &Coded<'_>, window: &Window, outputs: &Outputs, flat_name: f32) -> Vec<Head> {
    let words = coded.words();
    let case = |word: usize| case_of(coded.features[word]);
    let capitals = window.words.clone().any(|word| case(word) == 2);
    let first = window.words.start;
    let rows: Vec<Vec<f32>> =
        window.words.clone().map(|word| log_softmax(outputs.heads.row(word - first), None)).collect();
    let tags: Vec<usize> = rows.iter().map(|row| largest(row.iter().copied())).collect();
    let flat = |at: usize| largest(outputs.names.row(at).iter().copied());
    let mut out = Vec::new();
    for word in window.own.clone() {
        let at = word - first;
        if let Some(mut kind) = tags[at].checked_sub(1) {
            let probability = rows[at][kind + 1].exp();
            let of = || word + 1 < words.len() && words.of(word + 1) == "of";
            if kind % LEVELS == 0 && case(word) == 1 && capitals {
                // A name does not begin in lower case.
                kind += 1;
            } else if kind % LEVELS == 1 && case(word) == 2 && !coded.breaks[word] && of() {
                // "the Secretary of State"
                kind -= 1;
            }
            out.push(Head { word, kind, probability });
        }
        // A name that the other layer sees whole, and of which no word is a head.
        let begins = flat(at);
        if begins % 2 == 0 || begins > 2 * TYPES || case(word) < 2 {
            continue;
        }
        let run = (at + 1..window.words.len()).take_while(|next| flat(*next) == begins + 1).count();
        let inside = |at: usize| {
            let row = log_softmax(outputs.names.row(at), None);
            row[begins].exp() + row[begins + 1].exp()
        };
        let sure = (at..=at + run).map(inside).sum::<f32>() / (run + 1) as f32;
        if sure >= flat_name && tags[at..=at + run].iter().all(|tag| *tag == 0) {
            let kind = begins / 2;
            let head = if kind == ORGANISATION { word + run } else { word };
            out.push(Head { word: head, kind: LEVELS * kind, probability: 0.5 * sure });
        }
    }
    out
}
