//! Councils, guarantees and conflicts of a model: worked out, and as a person sees them.

use standpoint_brief::{
    CoalitionsView, ConflictView, CouncilView, GuaranteeView, MoveView, SeatView, StateView,
};
use standpoint_deals::stability::{Concept, ConflictReport, conflict_report};
use standpoint_deals::votes::{
    CouncilReport, GuaranteeReport, ListReport, OwnVote, Role, SeatReport, TooLarge, council_report,
    guarantee_report,
};
use standpoint_deals::{Exact, Model};

/// Answers about votes and moves; each list in the model's order.
#[derive(Clone, Debug, Default, serde::Serialize)]
pub struct Councils {
    /// What each council's rule gives to whom.
    pub councils: Vec<CouncilReport>,
    /// What each guarantee is worth.
    pub guarantees: Vec<GuaranteeReport>,
    /// Which states of each conflict last.
    pub conflicts: Vec<ConflictReport>,
}

impl Councils {
    /// Works out a model's councils, guarantees and conflicts.
    ///
    /// # Errors
    /// A council that is too large to be counted exactly; the message names it.
    pub fn of(model: &Model) -> Result<Councils, String> {
        let named = |name: &str, error: TooLarge| format!("the council {name:?} cannot be counted: {error}");
        let mut answers = Councils::default();
        for council in &model.councils {
            answers.councils.push(council_report(council).map_err(|error| named(&council.id, error))?);
        }
        for guarantee in &model.guarantees {
            let council = &model.councils[guarantee.council];
            let report = guarantee_report(guarantee, council).map_err(|error| named(&council.id, error))?;
            answers.guarantees.push(report);
        }
        answers.conflicts = model.conflicts.iter().map(conflict_report).collect();
        Ok(answers)
    }

    /// Sentences for those who read no further.
    pub fn in_short(&self) -> Vec<String> {
        let mut sentences = Vec::new();
        for council in &self.councils {
            let with = |role: Role| -> Vec<&str> {
                let of = council.seats.iter().filter(|seat| seat.role == role);
                of.map(|seat| seat.name.as_str()).collect()
            };
            for (role, one, several) in [
                (Role::Dictator, "decides alone", "decide alone"),
                (Role::Veto, "has a veto", "have a veto"),
                (Role::Dummy, "never matters", "never matter"),
            ] {
                let names = with(role);
                if let [most @ .., last] = names.as_slice() {
                    let (names, verb) = match most {
                        [] => ((*last).to_owned(), one),
                        _ if most.len() < 8 => (format!("{} and {last}", most.join(", ")), several),
                        _ => (format!("{} members", names.len()), several),
                    };
                    sentences.push(format!("{}: {names} {verb}.", council.name));
                }
            }
        }
        for guarantee in &self.guarantees {
            let never: Vec<&str> = guarantee
                .against
                .iter()
                .filter(|row| !row.can_act)
                .map(|row| row.aggressor.as_str())
                .collect();
            sentences.push(if never.is_empty() {
                format!(
                    "{}: possible against everybody, if those who are free to consent do.",
                    guarantee.name
                )
            } else {
                format!("{}: never possible against {}.", guarantee.name, either(&never))
            });
        }
        for conflict in &self.conflicts {
            let of = |concept: Concept| -> Vec<String> {
                let lasting = conflict.states.iter().filter(|state| state.stable.contains(&concept));
                lasting.map(|state| format!("{} ({})", state.name, state.in_words)).collect()
            };
            let (strong, cautious) = (of(Concept::Seq), of(Concept::Gmr));
            sentences.push(match (strong.as_slice(), cautious.as_slice()) {
                ([], []) => {
                    format!("{}: no state lasts; somebody always has a reason to move on.", conflict.name)
                }
                ([], cautious) => {
                    format!("{}: only caution can hold it, at {}.", conflict.name, cautious.join(", or "))
                }
                (strong, _) => {
                    format!("{}: it can come to rest at {}.", conflict.name, strong.join(", or at "))
                }
            });
            sentences.extend(conflict.now.as_ref().filter(|now| !now.by_improvements.is_empty()).map(
                |now| {
                    format!(
                        "From where it stands, {}, steps that each better their mover can lead to {}.",
                        now.state,
                        either(&now.by_improvements.iter().map(String::as_str).collect::<Vec<_>>())
                    )
                },
            ));
        }
        sentences
    }

    /// What a person sees.
    pub fn views(&self) -> (Vec<CouncilView>, Vec<GuaranteeView>, Vec<ConflictView>) {
        (
            self.councils.iter().map(council).collect(),
            self.guarantees.iter().map(guarantee).collect(),
            self.conflicts.iter().map(conflict).collect(),
        )
    }
}

/// "Arland, Beltia or Corland".
fn either(names: &[&str]) -> String {
    match names {
        [most @ .., last] if !most.is_empty() => format!("{} or {last}", most.join(", ")),
        _ => names.concat(),
    }
}

fn council(report: &CouncilReport) -> CouncilView {
    let mut rows: Vec<(usize, SeatView, &SeatReport)> = Vec::new();
    for seat in &report.seats {
        if let Some((number, row, first)) = rows.last_mut()
            && seat.group.is_some()
            && seat.group == first.group
        {
            *number += 1;
            row.name = format!("{} (each of {number})", seat.group.as_deref().unwrap_or_default());
            continue;
        }
        rows.push((1, row(seat), seat));
    }
    CouncilView {
        name: report.name.clone(),
        rule: report.rule.clone(),
        about: format!(
            "Of {} possible coalitions, {} can decide.",
            shortened(&report.coalitions),
            shortened(&report.winning)
        ),
        weights: report
            .seats
            .first()
            .map_or_else(Vec::new, |seat| seat.weights.iter().map(|(kind, _)| kind.clone()).collect()),
        rows: rows.into_iter().map(|(_, row, _)| row).collect(),
        winning: coalitions(&report.minimal_winning),
        blocking: coalitions(&report.minimal_blocking),
    }
}

fn row(seat: &SeatReport) -> SeatView {
    SeatView {
        name: seat.name.clone(),
        weights: seat.weights.iter().map(|(_, weight)| weight.to_string()).collect(),
        shapley_shubik: (seat.shapley_shubik.to_string(), percent(&seat.shapley_shubik)),
        banzhaf: (seat.banzhaf.to_string(), percent(&seat.banzhaf)),
        role: match seat.role {
            Role::Dictator => "decides alone",
            Role::Veto => "veto",
            Role::Alone => "can decide alone",
            Role::Ordinary => "",
            Role::Dummy => "never matters",
        },
    }
}

fn percent(share: &Exact) -> String {
    format!("{:.2} %", share.rounded() * 100.0)
}

/// Of long numbers only how long they are.
fn shortened(digits: &str) -> String {
    if digits.len() <= 15 { digits.to_owned() } else { format!("a number of {} digits", digits.len()) }
}

fn coalitions(list: &ListReport) -> CoalitionsView {
    let found = shortened(&list.count);
    let count = if list.complete { found } else { format!("at least {found}; the search was cut short") };
    let noun = if list.count == "1" { "smallest coalition" } else { "smallest coalitions" };
    let more = match list.kinds_left_out {
        0 => String::new(),
        left_out => format!("and {left_out} more kinds"),
    };
    CoalitionsView {
        count: format!("{count} {noun}"),
        kinds: list.kinds.iter().map(|kind| (kind.in_words.clone(), shortened(&kind.count))).collect(),
        more,
    }
}

fn guarantee(report: &GuaranteeReport) -> GuaranteeView {
    let own = match report.own_vote {
        OwnVote::Votes => "An aggressor with a seat votes on its own case.",
        OwnVote::StandsAside => "An aggressor with a seat must stand aside: its consent is not asked for.",
    };
    GuaranteeView {
        name: report.name.clone(),
        about: format!(
            "Who decides: {}. {own} This is the best case: whoever does not side with the aggressor consents.",
            report.council
        ),
        rows: report
            .against
            .iter()
            .map(|row| (row.aggressor.clone(), row.can_act, row.in_words.clone()))
            .collect(),
    }
}

fn conflict(report: &ConflictReport) -> ConflictView {
    let maker_at = |id: &str| report.makers.iter().position(|maker| maker.id == id).unwrap_or_default();
    let state_at = |name: &str| report.states.iter().position(|state| state.name == name).unwrap_or_default();
    let names = |concepts: &[Concept]| concepts.iter().map(|concept| concept.name()).collect();
    let mut moves = Vec::new();
    for (from, state) in report.states.iter().enumerate() {
        for (maker, stand) in state.stands.iter().enumerate() {
            let of = stand.moves.iter();
            moves.extend(of.map(|to| MoveView { maker, from, to: state_at(&to.to), improves: to.improves }));
        }
    }
    ConflictView {
        name: report.name.clone(),
        makers: report.makers.iter().map(|maker| maker.name.clone()).collect(),
        options: report.options.iter().map(|option| (option.says.clone(), maker_at(&option.maker))).collect(),
        states: report
            .states
            .iter()
            .map(|state| StateView {
                name: state.name.clone(),
                pattern: state.options.clone(),
                in_words: state.in_words.clone(),
                stable: names(&state.stable),
                is_now: report.now.as_ref().is_some_and(|now| now.state == state.name),
                stands: state
                    .stands
                    .iter()
                    .map(|stand| (names(&stand.stable), stand.in_words.clone()))
                    .collect(),
            })
            .collect(),
        moves,
        joint: report.joint.as_ref().map_or_else(
            || vec!["There are too many groups of decision makers to go through.".to_owned()],
            |joint| joint.iter().map(|joint| joint.in_words.clone()).collect(),
        ),
        now: report.now.as_ref().map_or_else(String::new, |now| now.in_words.clone()),
    }
}
