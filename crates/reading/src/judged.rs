//! A judge is asked about statements, and its answers join those of the rules.

use standpoint_terms::{Hand, Stance, StatedPosition, Statement};

use crate::act_weighed::act_weighed;
use crate::inquired::inquired;
use crate::position::{Told, hand};
use crate::utterance::Part;
use crate::{CompiledCodebook, Judge, Judgement};

/// Propositions that a judge is asked about for one statement at most: those that the rules found, and those
/// nearest to it.
const MOST_PROPOSITIONS: usize = 3;

/// Parties whose stance is asked for one statement at most.
const MOST_HOLDERS: usize = 4;

/// How near a proposition must be to a statement to be asked about.
const NEAR: f32 = 0.3;

/// What a judge must think of a stance, at least, for it to be told.
const SURE: f32 = 0.93;

/// What a judge must think of silence for a position of the rules to be dropped, and of another stance for theirs to be
/// overruled; where somebody wrote hints, what rules tell by them stands.
const SILENT: f32 = 0.98;
const SURER: f32 = 0.9;

/// By which the odds of a stance become the score of a position. Beside those of the rules it counts as a guess: it fills a
/// cell, but no finding stands on it.
const GUESS: f32 = 0.24;

/// How much the odds weigh that a judge gives an issue which many disputes share, by its id; and the nearness of its topic
/// to another's description.
const ISSUE_ODDS: f32 = 8.0;
const NEARNESS: f32 = 2.0;

/// Asks the judge about a statement that the rules have been through, and joins its answer to theirs. It gives how much
/// speaks for each of the codebook's issues.
pub(crate) fn judged(
    judge: &dyn Judge,
    told: &Told<'_, '_>,
    statement: &mut Statement,
    codebook: Option<&CompiledCodebook>,
) -> Vec<f32> {
    let (mut inquiry, mut slots) =
        inquired(told.utterance, statement, codebook.map(|codebook| &codebook.words));
    let alone = judge.judge(&inquiry);
    statement.act = Some(act_weighed(told.utterance, told.act, Some((judge.name(), &alone.acts))));
    let Some(codebook) = codebook else { return Vec::new() };
    let issues = &codebook.asked.issues;
    let spoken_of = issues
        .iter()
        .map(|(id, text)| match judge.issues().iter().position(|known| known == id) {
            Some(at) => ISSUE_ODDS * alone.issues.get(at).copied().unwrap_or_default(),
            None => NEARNESS * likeness(&judge.topic(text), &alone.topic),
        })
        .collect();
    let mut holders = holders(told);
    holders.retain(|holder| slots.of(*holder).is_some());
    if holders.is_empty() {
        return spoken_of;
    }
    let propositions = candidates(judge, statement, codebook, &alone);
    inquiry.questions = propositions
        .iter()
        .map(|at| codebook.asked.propositions[*at].question(&holders, &mut slots))
        .collect();
    let answers = judge.stances(&inquiry);
    for (at, stances) in propositions.into_iter().zip(answers) {
        for (holder, odds) in holders.iter().zip(stances) {
            let pair = Pair {
                holder: codebook.words.id(*holder),
                proposition: &codebook.asked.propositions[at].id,
                hinted: codebook.asked.propositions[at].hinted,
                hand: hand(told, *holder),
            };
            position(judge, statement, &pair, odds);
        }
    }
    spoken_of
}

/// What a judge makes of one holder and one proposition, by their indices, whatever rules and nearness say: the odds of
/// none, support, oppose and conditional.
pub(crate) fn asked(
    judge: &dyn Judge,
    told: &Told<'_, '_>,
    statement: &Statement,
    codebook: &CompiledCodebook,
    holder: usize,
    proposition: usize,
) -> Option<[f32; 4]> {
    let (mut inquiry, mut slots) = inquired(told.utterance, statement, Some(&codebook.words));
    inquiry.questions = vec![codebook.asked.propositions[proposition].question(&[holder], &mut slots)];
    judge.stances(&inquiry).first()?.first().copied()
}

/// Whose position on what.
struct Pair<'a> {
    holder: &'a str,
    proposition: &'a str,
    hinted: bool,
    hand: Hand,
}

/// The parties that may hold a position by a statement: the speaker's, and those that are named.
fn holders(told: &Told<'_, '_>) -> Vec<usize> {
    let utterance = told.utterance;
    let mut holders: Vec<usize> = utterance.speaker_party.into_iter().collect();
    let named = (0..utterance.tokens.len())
        .filter(|at| utterance.parts[*at] != Part::Cue)
        .filter_map(|at| utterance.parties[at]);
    for party in named {
        if !holders.contains(&party) {
            holders.push(party);
        }
    }
    holders.truncate(MOST_HOLDERS);
    holders
}

/// The propositions that are asked about, as indices: what the rules found, then by nearness of topic.
fn candidates(
    judge: &dyn Judge,
    statement: &Statement,
    codebook: &CompiledCodebook,
    alone: &Judgement,
) -> Vec<usize> {
    let propositions = &codebook.asked.propositions;
    let found = |at: &usize| statement.positions.iter().any(|p| p.proposition == propositions[*at].id);
    let mut near: Vec<(f32, usize)> = (0..propositions.len())
        .map(|at| {
            let likeness = likeness(&judge.topic(&propositions[at].sentence.text), &alone.topic);
            (if found(&at) { 1.0 + likeness } else { likeness }, at)
        })
        .filter(|(likeness, _)| *likeness >= NEAR)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    near.truncate(MOST_PROPOSITIONS);
    near.into_iter().map(|(_, at)| at).collect()
}

fn likeness(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Joins one answer to what the rules found.
fn position(judge: &dyn Judge, statement: &mut Statement, pair: &Pair<'_>, odds: [f32; 4]) {
    let [none, support, oppose, conditional] = odds;
    let stances = [(Stance::Support, support), (Stance::Oppose, oppose), (Stance::Conditional, conditional)];
    let Some((stance, score)) = stances.into_iter().max_by(|a, b| a.1.total_cmp(&b.1)) else { return };
    let known =
        statement.positions.iter().position(|p| p.holder == pair.holder && p.proposition == pair.proposition);
    match known {
        Some(_) if pair.hinted => {}
        Some(at) if none >= SILENT => {
            statement.positions.remove(at);
        }
        Some(at) => {
            let known = &mut statement.positions[at];
            if known.stance != stance && score >= SURER {
                known.stance = stance;
                known.score = GUESS * score;
                judge.name().clone_into(&mut known.by);
                if stance != Stance::Conditional {
                    known.condition.clear();
                }
            }
        }
        None if score >= SURE => statement.positions.push(StatedPosition {
            holder: pair.holder.to_owned(),
            proposition: pair.proposition.to_owned(),
            stance,
            condition: Vec::new(),
            hand: pair.hand,
            score: GUESS * score,
            by: judge.name().to_owned(),
        }),
        None => {}
    }
}
