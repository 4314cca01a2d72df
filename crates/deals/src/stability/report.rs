//! A conflict's stable states, explained.

use serde::Serialize;

use super::coalition::coalition_improvements;
use super::reach::{Moves, Reach, Step};
use super::stable::{Concept, Stand, stands};
use super::{Conflict, Maker};

/// So many moves and answers are told for one decision maker in one state; the rest are counted.
const TOLD: usize = 3;
/// So many joint improvements are listed.
const MOST_JOINT: usize = 200;

/// What a conflict's moves and preferences come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConflictReport {
    /// See [`Conflict::id`].
    pub id: String,
    /// See [`Conflict::name`].
    pub name: String,
    /// In the model's order.
    pub makers: Vec<MakerReport>,
    /// In the model's order; empty where states were given one by one.
    pub options: Vec<OptionReport>,
    /// In order.
    pub states: Vec<StateReport>,
    /// What several can better together, from states that are stable for all by some concept.
    /// `None` where there were too many groups to go through.
    pub joint: Option<Vec<JointReport>>,
    /// What can come of the state in which the conflict stands, if the model says which that is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub now: Option<NowReport>,
}

/// A decision maker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MakerReport {
    /// See [`super::Maker::id`].
    pub id: String,
    /// See [`super::Maker::name`].
    pub name: String,
    /// States from best to worst, by name; equally good ones together.
    pub ranking: Vec<Vec<String>>,
}

/// An option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OptionReport {
    /// See [`super::Choice::id`].
    pub id: String,
    /// See [`super::Choice::says`].
    pub says: String,
    /// The decision maker's id.
    pub maker: String,
}

/// A state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StateReport {
    /// See [`super::State::name`].
    pub name: String,
    /// A letter for each option: `Y` taken up, `N` left, `-` either. Empty without options.
    pub options: String,
    /// See [`super::State::in_words`].
    pub in_words: String,
    /// By which concepts it is stable for all.
    pub stable: Vec<Concept>,
    /// For each decision maker, in order.
    pub stands: Vec<StandReport>,
}

/// How one decision maker stands to a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StandReport {
    /// The decision maker's id.
    pub maker: String,
    /// By which concepts it stays.
    pub stable: Vec<Concept>,
    /// Why it stays, or where it would move.
    pub in_words: String,
    /// Where it can move by itself.
    pub moves: Vec<MoveReport>,
}

/// A move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MoveReport {
    /// The state's name.
    pub to: String,
    /// Whether the mover likes that state better.
    pub improves: bool,
}

/// A joint improvement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct JointReport {
    /// Ids of those who move.
    pub makers: Vec<String>,
    /// The state's name.
    pub from: String,
    /// The state's name.
    pub to: String,
    /// In a sentence.
    pub in_words: String,
}

/// What can come of the present state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NowReport {
    /// Its name.
    pub state: String,
    /// States, stable for all by some concept, that can be reached by moves of which each betters its mover.
    pub by_improvements: Vec<String>,
    /// The other such states that can be reached by any moves.
    pub by_any_moves: Vec<String>,
    /// In a sentence.
    pub in_words: String,
}

/// Works out a conflict.
pub fn conflict_report(conflict: &Conflict) -> ConflictReport {
    let all = stands(conflict);
    let stable = |state: usize| -> Vec<Concept> {
        let for_all = |concept: &Concept| all.iter().all(|stands| stands[state].is_stable(*concept));
        Concept::ALL.into_iter().filter(for_all).collect()
    };
    let rests: Vec<usize> = (0..conflict.states.len()).filter(|state| !stable(*state).is_empty()).collect();
    let states = conflict.states.iter().enumerate().map(|(at, state)| StateReport {
        name: state.name.clone(),
        options: state
            .taken
            .iter()
            .map(|taken| taken.map_or('-', |taken| if taken { 'Y' } else { 'N' }))
            .collect(),
        in_words: state.in_words.clone(),
        stable: stable(at),
        stands: (0..conflict.makers.len())
            .map(|maker| stand_report(conflict, maker, at, &all[maker][at]))
            .collect(),
    });
    ConflictReport {
        id: conflict.id.clone(),
        name: conflict.name.clone(),
        makers: conflict.makers.iter().map(|maker| maker_report(conflict, maker)).collect(),
        options: conflict
            .options
            .iter()
            .map(|choice| OptionReport {
                id: choice.id.clone(),
                says: choice.says.clone(),
                maker: conflict.makers[choice.maker].id.clone(),
            })
            .collect(),
        states: states.collect(),
        joint: joint(conflict, &rests),
        now: conflict.now.map(|now| now_report(conflict, now, &rests)),
    }
}

fn maker_report(conflict: &Conflict, maker: &Maker) -> MakerReport {
    let most = maker.rank.iter().max().map_or(0, |worst| worst + 1);
    let mut ranking = vec![Vec::new(); most];
    for (rank, state) in maker.rank.iter().zip(&conflict.states) {
        ranking[*rank].push(state.name.clone());
    }
    ranking.retain(|place| !place.is_empty());
    MakerReport { id: maker.id.clone(), name: maker.name.clone(), ranking }
}

fn stand_report(conflict: &Conflict, maker: usize, state: usize, stand: &Stand) -> StandReport {
    let me = &conflict.makers[maker];
    let moves = me.moves[state]
        .iter()
        .map(|to| MoveReport { to: conflict.states[*to].name.clone(), improves: me.prefers(*to, state) });
    StandReport {
        maker: me.id.clone(),
        stable: stand.stable.clone(),
        in_words: why(conflict, maker, state, stand),
        moves: moves.collect(),
    }
}

/// Why it stays, or where it would move.
fn why(conflict: &Conflict, maker: usize, state: usize, stand: &Stand) -> String {
    let me = &conflict.makers[maker];
    let name = &me.name;
    let go = |to: usize| moved(conflict, state, Step { maker, to });
    if me.moves[state].is_empty() {
        return format!("{name} stays: it has no move here.");
    }
    if stand.improvements.is_empty() {
        return format!("{name} stays: no move of its own leads to anything it prefers.");
    }
    // Told by the concept that asks least of the others, where one holds.
    let held =
        [Concept::Seq, Concept::Smr, Concept::Gmr].into_iter().find(|concept| stand.is_stable(*concept));
    let Some(held) = held else {
        let safe = stand.improvements.iter().filter(|better| better.any.is_none());
        let safe: Vec<String> = safe.map(|better| go(better.to)).collect();
        return format!("{name} moves {}: no answer of others would make it regret that.", either(&safe));
    };
    let (would, after) = match held {
        Concept::Smr => (
            "could answer",
            " Not all who give that answer would gain by it, but there is no escape from it; so only the cautious stay.",
        ),
        Concept::Gmr => (
            "could answer",
            " Not all who give that answer would gain by it, and it could be escaped from; so only the very cautious stay.",
        ),
        Concept::Nash | Concept::Seq => ("would answer", ""),
    };
    let mut sentences = Vec::new();
    for better in stand.improvements.iter().take(TOLD) {
        let Some(way) = better.answer(held) else { continue };
        let mut here = better.to;
        let mut answers = Vec::new();
        for step in way {
            let who = &conflict.makers[step.maker].name;
            let said = if answers.is_empty() { format!("{who} {would}") } else { format!("then {who}") };
            answers.push(format!("{said} by moving {}", moved(conflict, here, *step)));
            here = step.to;
        }
        let beginning =
            if sentences.is_empty() { format!("{name} stays, since if it") } else { "If it".to_owned() };
        sentences.push(format!(
            "{beginning} moved {}, {}, which {name} likes no better than staying.",
            go(better.to),
            answers.join(", ")
        ));
    }
    if stand.improvements.len() > TOLD {
        sentences.push(format!("So it is with {} more moves.", stand.improvements.len() - TOLD));
    }
    sentences.join(" ") + after
}

/// "to 3 (takes up withdraw; drops escalate)".
fn moved(conflict: &Conflict, from: usize, step: Step) -> String {
    let (from, to) = (&conflict.states[from], &conflict.states[step.to]);
    let changed = |becomes: bool| -> Vec<&str> {
        let pairs = from.taken.iter().zip(&to.taken).zip(&conflict.options);
        let own = pairs.filter(|(_, choice)| choice.maker == step.maker);
        own.filter(|((before, after), _)| **after == Some(becomes) && **before != **after)
            .map(|(_, choice)| choice.says.as_str())
            .collect()
    };
    let (up, down) = (changed(true), changed(false));
    let mut parts = Vec::new();
    if !up.is_empty() {
        parts.push(format!("taking up: {}", up.join(", ")));
    }
    if !down.is_empty() {
        parts.push(format!("dropping: {}", down.join(", ")));
    }
    match (parts.is_empty(), conflict.options.is_empty() && to.in_words != to.name) {
        (false, _) => format!("to {} ({})", to.name, parts.join("; ")),
        (true, true) => format!("to {} ({})", to.name, to.in_words),
        (true, false) => format!("to {}", to.name),
    }
}

fn either(places: &[String]) -> String {
    let shown: Vec<&str> = places.iter().take(TOLD).map(String::as_str).collect();
    let more =
        if places.len() > TOLD { format!(" (or {} others)", places.len() - TOLD) } else { String::new() };
    format!("{}{more}", shown.join(" or "))
}

fn joint(conflict: &Conflict, rests: &[usize]) -> Option<Vec<JointReport>> {
    let found = coalition_improvements(conflict, rests)?;
    let told = found.into_iter().take(MOST_JOINT).map(|joint| {
        let names: Vec<String> =
            joint.makers.iter().map(|maker| conflict.makers[*maker].name.clone()).collect();
        let mut here = joint.from;
        let mut steps = Vec::new();
        for step in &joint.way {
            steps.push(format!("{} goes {}", conflict.makers[step.maker].name, moved(conflict, here, *step)));
            here = step.to;
        }
        let (from, to) = (&conflict.states[joint.from].name, &conflict.states[joint.to].name);
        let then = if rests.contains(&joint.to) { "" } else { " But somebody would leave that again." };
        JointReport {
            makers: joint.makers.iter().map(|maker| conflict.makers[*maker].id.clone()).collect(),
            in_words: format!(
                "{} together can better themselves by going from {from} to {to}: {}.{then}",
                crate::votes::listed(&names),
                steps.join(", then ")
            ),
            from: from.clone(),
            to: to.clone(),
        }
    });
    Some(told.collect())
}

fn now_report(conflict: &Conflict, now: usize, rests: &[usize]) -> NowReport {
    let everybody: Vec<usize> = (0..conflict.makers.len()).collect();
    let reached = |moves: Moves| -> Vec<usize> {
        let reach = Reach::of(conflict, &everybody, now, moves);
        rests
            .iter()
            .copied()
            .filter(|rest| *rest != now && reach.states.iter().any(|(to, _)| to == rest))
            .collect()
    };
    let improving = reached(Moves::Improving);
    let mut any = reached(Moves::Any);
    any.retain(|state| !improving.contains(state));
    let names = |of: &[usize]| -> Vec<String> {
        of.iter().map(|state| conflict.states[*state].name.clone()).collect()
    };
    let (by_improvements, by_any_moves) = (names(&improving), names(&any));
    let state = conflict.states[now].name.clone();
    let mut in_words = if rests.contains(&now) {
        format!("The conflict stands at {state}, which can last.")
    } else {
        format!("The conflict stands at {state}, which cannot last.")
    };
    if !by_improvements.is_empty() {
        in_words +=
            &format!(" Steps that each better their mover can lead to {}.", by_improvements.join(", "));
    }
    if !by_any_moves.is_empty() {
        in_words += &format!(
            " Only by steps that cost somebody something can it come to {}.",
            by_any_moves.join(", ")
        );
    }
    NowReport { state, by_improvements, by_any_moves, in_words }
}
