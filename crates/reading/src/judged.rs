//! A judge is asked about statements, and its answers join those of the rules.

use standpoint_terms::{Hand, Stance, StatedPosition, Statement};

use crate::act_weighed::act_weighed;
use crate::asked::Slots;
use crate::inquired::inquired;
use crate::position::{Told, hand};
use crate::position_weighed::{Voices, position_weighed};
use crate::utterance::Part;
use crate::{CompiledCodebook, Inquiry, Judge, Judgement};

/// Propositions that a judge is asked about for one statement at most: those that the rules found, and those
/// nearest to it.
const MOST_PROPOSITIONS: usize = 3;

/// Parties whose stance is asked for one statement at most.
const MOST_HOLDERS: usize = 4;

/// How near a proposition must be to a statement to be asked about.
const NEAR: f32 = 0.3;

/// How likely a position must be by rules and judge together to be told, where the codebook does not say; and where it is the
/// judge's alone beside hints and phrases that were tried, which leave less to be found.
const LIKELY: f32 = 0.45;
const LIKELY_BESIDE_TRIED: f32 = 0.62;

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
    let (inquiry, slots) = inquired(told.utterance, statement, codebook.map(|codebook| &codebook.words));
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
    for (pair, odds) in answers(judge, told, statement, codebook, &alone, inquiry, slots) {
        position(judge, codebook, statement, &pair, odds);
    }
    spoken_of
}

/// What a judge answers of a statement that the rules have been through: whose position on what, and the odds of none, support,
/// oppose and conditional.
fn answers<'c>(
    judge: &dyn Judge,
    told: &Told<'_, '_>,
    statement: &Statement,
    codebook: &'c CompiledCodebook,
    alone: &Judgement,
    mut inquiry: Inquiry,
    mut slots: Slots,
) -> Vec<(Pair<'c>, [f32; 4])> {
    let mut holders = holders(told);
    holders.retain(|holder| slots.of(*holder).is_some());
    if holders.is_empty() {
        return Vec::new();
    }
    let propositions = candidates(judge, statement, codebook, alone);
    inquiry.questions = propositions
        .iter()
        .map(|(_, at)| codebook.asked.propositions[*at].question(&holders, &mut slots))
        .collect();
    let answers = judge.stances(&inquiry);
    let mut out = Vec::new();
    for ((near, at), stances) in propositions.into_iter().zip(answers) {
        for (holder, odds) in holders.iter().zip(stances) {
            let pair = Pair {
                holder: codebook.words.id(*holder),
                proposition: &codebook.asked.propositions[at].id,
                near,
                hand: hand(told, *holder),
            };
            out.push((pair, odds));
        }
    }
    out
}

/// What speaks for a party's stances on a proposition, by which the weights of rules and judge are learnt.
#[derive(Clone, Debug, PartialEq)]
pub struct PositionEvidence {
    /// The party's id.
    pub holder: String,
    /// The proposition's id.
    pub proposition: String,
    /// How near the proposition is to the statement's topic, at most 1.
    pub near: f32,
    /// The judge's odds of none, support, oppose and conditional; they add up to 1.
    pub odds: [f32; 4],
    /// The stance that rules tell, and their score for it.
    pub rules: Option<(Stance, f32)>,
}

/// What speaks for the positions of a statement that the rules alone have been through.
pub(crate) fn evidence(
    judge: &dyn Judge,
    told: &Told<'_, '_>,
    statement: &Statement,
    codebook: &CompiledCodebook,
) -> Vec<PositionEvidence> {
    let (inquiry, slots) = inquired(told.utterance, statement, Some(&codebook.words));
    let alone = judge.judge(&inquiry);
    answers(judge, told, statement, codebook, &alone, inquiry, slots)
        .into_iter()
        .map(|(pair, odds)| PositionEvidence {
            holder: pair.holder.to_owned(),
            proposition: pair.proposition.to_owned(),
            near: pair.near,
            odds,
            rules: by_rules(statement, &pair).map(|at| {
                let known = &statement.positions[at];
                (known.stance, known.score)
            }),
        })
        .collect()
}

/// Which of a statement's positions is on the pair.
fn by_rules(statement: &Statement, pair: &Pair<'_>) -> Option<usize> {
    statement.positions.iter().position(|p| p.holder == pair.holder && p.proposition == pair.proposition)
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
    near: f32,
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

/// The propositions that are asked about, with their nearness to the topic and as indices: what the rules found, then the
/// nearest.
fn candidates(
    judge: &dyn Judge,
    statement: &Statement,
    codebook: &CompiledCodebook,
    alone: &Judgement,
) -> Vec<(f32, usize)> {
    let propositions = &codebook.asked.propositions;
    let found = |at: &usize| statement.positions.iter().any(|p| p.proposition == propositions[*at].id);
    let mut near: Vec<(f32, usize)> = (0..propositions.len())
        .map(|at| (likeness(&judge.topic(&propositions[at].sentence.text), &alone.topic), at))
        .filter(|(likeness, at)| *likeness >= NEAR || found(at))
        .collect();
    near.sort_by(|a, b| found(&b.1).cmp(&found(&a.1)).then(b.0.total_cmp(&a.0)).then(a.1.cmp(&b.1)));
    near.truncate(MOST_PROPOSITIONS);
    near
}

fn likeness(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Joins one answer to what the rules found: what is likely by both is told. What rules tell by hints and phrases that were
/// tried on the coverage stands.
fn position(
    judge: &dyn Judge,
    codebook: &CompiledCodebook,
    statement: &mut Statement,
    pair: &Pair<'_>,
    odds: [f32; 4],
) {
    let [silence, support, oppose, conditional] = odds;
    let at = by_rules(statement, pair);
    let known = at.map(|at| (statement.positions[at].stance, statement.positions[at].score));
    let stances = [(Stance::Support, support), (Stance::Oppose, oppose), (Stance::Conditional, conditional)];
    let weighed = stances.map(|(stance, odds)| {
        let rules = known.filter(|known| known.0 == stance).map(|known| known.1);
        (stance, odds, position_weighed(Voices { odds, silence, near: pair.near, rules }))
    });
    let Some((stance, odds, likely)) = weighed.into_iter().max_by(|a, b| a.2.total_cmp(&b.2)) else { return };
    let by_judge = || StatedPosition {
        holder: pair.holder.to_owned(),
        proposition: pair.proposition.to_owned(),
        stance,
        condition: Vec::new(),
        hand: pair.hand,
        score: GUESS * odds,
        by: judge.name().to_owned(),
    };
    let least = if codebook.tried { LIKELY_BESIDE_TRIED } else { LIKELY };
    let least = codebook.told_from.unwrap_or(least);
    match at {
        Some(_) if codebook.tried => {}
        Some(at) if likely < least => {
            statement.positions.remove(at);
        }
        Some(at) if statement.positions[at].stance != stance => statement.positions[at] = by_judge(),
        None if likely >= least => statement.positions.push(by_judge()),
        _ => {}
    }
}
