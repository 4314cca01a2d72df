//! What a speaker does by a statement, weighed: each sign of it speaks for some acts and against others.
//!
//! The rules of [`crate::act`] know exactly what some words do; of a sentence without them they know nothing, and a word
//! deep in what is said ("would") misleads them. So the act that is told is the one for which most speaks, where the rules have one voice:
//! a heavy one by the words around the cue, a lighter one by what is said. The weights are those of a multinomial
//! logistic regression over labelled sentences of invented disputes; `tools/acts/README.md` tells how they are made.

use std::collections::HashMap;
use std::sync::LazyLock;

use standpoint_terms::{Act, Acted};

use crate::act::ActFound;
use crate::act_signs::act_signs;
use crate::utterance::Utterance;

/// What the voice of the rules weighs, as a logit: by the words around the cue, or where no rule fits; and by what is said.
const RULE: f32 = 4.0;
const RULE_FOR_CONTENT: f32 = 1.0;

/// Beside a judge: what the words weigh, and what the judge's odds do, each as a share of their logits; and the voice of
/// the rules by what is said.
const WORDS_BESIDE_JUDGE: f32 = 0.4;
const JUDGE: f32 = 2.0;
const RULE_BESIDE_JUDGE: f32 = 4.5;
const RULE_FOR_CONTENT_BESIDE_JUDGE: f32 = 0.4;
/// Odds below this count as this.
const LEAST: f32 = 0.003;

/// Signs told as the reason.
const TOLD: usize = 3;

const ACTS: usize = Act::ALL.len();

static WEIGHTS: LazyLock<HashMap<&'static str, [f32; ACTS]>> =
    LazyLock::new(|| lines().filter_map(|(_, line)| weights(line)).collect());

/// The lines of the file that hold weights, with their numbers.
fn lines() -> impl Iterator<Item = (usize, &'static str)> {
    let lines = include_str!("../lexicon/act_weights.tsv").lines().enumerate();
    lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

fn weights(line: &'static str) -> Option<(&'static str, [f32; ACTS])> {
    let mut fields = line.split('\t');
    let (sign, acts, values) = (fields.next()?, fields.next()?, fields.next()?);
    let mut out = [0.0; ACTS];
    for (act, value) in acts.split(' ').zip(values.split(' ')) {
        let hundredths: f32 = value.parse().ok()?;
        out[Act::ALL.iter().position(|known| known.name() == act)?] = hundredths / 100.0;
    }
    Some((sign, out))
}

/// The act for which most speaks; of a judge, its name and its odds for each act in the order of [`Act::ALL`]. Where the
/// rules say the same, their reason and score are told; else the judge where it says so too, or the signs that speak most
/// for it, and its share among all acts. Scores are not calibrated.
pub(crate) fn act_weighed(
    utterance: &Utterance<'_>,
    found: &ActFound,
    judge: Option<(&str, &[f32; ACTS])>,
) -> Acted {
    let by_rules = &found.acted;
    let signs = act_signs(utterance);
    let known: Vec<(&str, &[f32; ACTS])> = std::iter::once("k:any")
        .chain(signs.iter().map(String::as_str))
        .filter_map(|sign| Some((sign, WEIGHTS.get(sign)?)))
        .collect();
    let mut sums = [0.0_f32; ACTS];
    for (_, weights) in &known {
        for (sum, weight) in sums.iter_mut().zip(*weights) {
            *sum += weight;
        }
    }
    let mut rule = if found.sure { RULE } else { RULE_FOR_CONTENT };
    if let Some((_, odds)) = judge {
        rule = if found.sure { RULE_BESIDE_JUDGE } else { RULE_FOR_CONTENT_BESIDE_JUDGE };
        for (sum, odds) in sums.iter_mut().zip(odds) {
            *sum = *sum * WORDS_BESIDE_JUDGE + JUDGE * odds.max(LEAST).ln();
        }
    }
    for (sum, act) in sums.iter_mut().zip(Act::ALL) {
        *sum += if act == by_rules.act { rule } else { 0.0 };
    }
    let best = sums.iter().copied().fold(f32::MIN, f32::max);
    let at = sums.iter().position(|sum| *sum >= best).unwrap_or(0);
    if Act::ALL[at] == by_rules.act {
        return by_rules.clone();
    }
    let all: f32 = sums.iter().map(|sum| (sum - best).exp()).sum();
    let score = (100.0 / all).round() / 100.0;
    if let Some((name, odds)) = judge
        && odds.iter().all(|other| *other <= odds[at])
    {
        return Acted { act: Act::ALL[at], score, by: name.to_owned() };
    }
    let mut reasons: Vec<(f32, String)> =
        known.iter().filter_map(|(sign, weights)| Some((weights[at], words_of(sign)?))).collect();
    reasons.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let mut told: Vec<String> = Vec::new();
    for (weight, words) in reasons {
        if weight > 0.0 && told.len() < TOLD && !told.contains(&words) {
            told.push(words);
        }
    }
    Acted { act: Act::ALL[at], score, by: format!("all words weighed, above all {}", told.join(", ")) }
}

/// The words that make a sign, for people; none where it is no word.
fn words_of(sign: &str) -> Option<String> {
    let (kind, words) = sign.split_once(':')?;
    let shown = matches!(kind, "w" | "b" | "s" | "f" | "c" | "a") && words.chars().any(char::is_alphanumeric);
    let words = words.replace('_', " ").replace("@own", "the own side").replace("@other", "another party");
    shown.then(|| format!("“{words}”"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_holds_weights() {
        for (at, line) in lines() {
            assert!(weights(line).is_some(), "line {}: {line}", at + 1);
        }
        assert!(WEIGHTS.contains_key("k:any"));
    }
}
