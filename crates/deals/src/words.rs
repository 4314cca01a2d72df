//! The answers in words, for somebody who never met game theory.

use num_traits::Zero;

use crate::conflict::{Blockage, Concession, Line};
use crate::model::Model;
use crate::unknowns::{Probability, Unknowns};
use crate::{Analysis, Exact};

/// "Norland gives up its demand …, and Sudania gives up its refusal of …".
pub fn concession(model: &Model, concession: &Concession) -> String {
    let parts: Vec<String> = by_party(model, &concession.lines)
        .into_iter()
        .map(|(party, lines)| format!("{party} gives up {}", listed(&lines, "and")))
        .collect();
    listed(&parts, "and")
}

/// "Norland: its demand …; Sudania: its refusal of …".
pub fn named_lines(model: &Model, lines: &[Line]) -> String {
    let parts: Vec<String> = by_party(model, lines)
        .into_iter()
        .map(|(party, lines)| format!("{party}: {}", listed(&lines, "and")))
        .collect();
    parts.join("; ")
}

/// The answer in a few sentences.
pub fn in_short(model: &Model, analysis: &Analysis) -> Vec<String> {
    let mut sentences = vec![room(analysis)];
    if !analysis.blockage.deal {
        sentences.extend(unless(model, &analysis.blockage));
    }
    sentences.extend(open(&analysis.unknowns));
    sentences
}

fn room(analysis: &Analysis) -> String {
    let space = &analysis.space;
    if !analysis.blockage.deal {
        return match &space.without_crossing {
            Some(count) if !count.is_zero() => format!(
                "There is no deal: of the {count} packages that cross no red line, none is worth as much as no deal to everybody."
            ),
            _ => "There is no deal: every package crosses somebody's red line.".to_owned(),
        };
    }
    let of = space.packages.as_ref().map_or(String::new(), |all| format!(" of {all}"));
    match (&space.acceptable, &space.without_crossing) {
        (Some(count), _) if *count == 1_u8.into() => {
            format!("There is exactly one package{of} that every party can accept.")
        }
        (Some(count), _) => format!("There is room for a deal: every party can accept {count}{of} packages."),
        (None, Some(count)) => format!(
            "There is room for a deal: {count}{of} packages cross no red line, and some of them are worth enough to everybody."
        ),
        (None, None) => "There is room for a deal, in more packages than can be counted.".to_owned(),
    }
}

/// "No deal unless Norland gives up A, or Sudania gives up B and C."
fn unless(model: &Model, blockage: &Blockage) -> Vec<String> {
    const SHOWN: usize = 4;
    blockage
        .knots
        .iter()
        .enumerate()
        .filter(|(_, knot)| !knot.concessions.is_empty())
        .map(|(at, knot)| {
            let mut ways: Vec<String> =
                knot.concessions.iter().take(SHOWN).map(|c| concession(model, c)).collect();
            let more = knot.concessions.len().saturating_sub(SHOWN);
            if more > 0 {
                ways.push(format!("one of {more} other ways is taken"));
            }
            let start = if at == 0 { "No deal unless" } else { "Nor unless" };
            format!("{start} {}.", ways.join(", or "))
        })
        .collect()
}

fn open(unknowns: &Unknowns) -> Option<String> {
    if unknowns.open == 0 {
        return None;
    }
    let lines = if unknowns.open == 1 {
        "1 line is not certain".to_owned()
    } else {
        format!("{} lines are not certain", unknowns.open)
    };
    Some(match (unknowns.deal_if_well, unknowns.deal_if_badly) {
        (true, true) => format!("{lines}; there is a deal even if the parties insist on every one of them."),
        (false, _) => format!("{lines}; even if no party insists on any of them, there is no deal."),
        (true, false) => {
            let chance = match &unknowns.probability {
                Probability::Exact { least, most } if least == most => {
                    format!(" The probability of a deal is {}.", least.percent())
                }
                Probability::Exact { least, most } if !least.0.is_zero() || *most != Exact::from(1) => {
                    format!(
                        " The probability of a deal is between {} and {}.",
                        least.percent(),
                        most.percent()
                    )
                }
                Probability::Sampled { least, most, standard_error, .. } => {
                    let error = format!("standard error {:.1} points", standard_error * 100.0);
                    if least == most {
                        format!(" The probability of a deal is about {} ({error}).", most.percent())
                    } else {
                        format!(
                            " The probability of a deal is about {} to {} ({error}).",
                            least.percent(),
                            most.percent()
                        )
                    }
                }
                _ => String::new(),
            };
            format!(
                "{lines}: if they turn out well there is a deal, if they turn out badly there is none.{chance}"
            )
        }
    })
}

fn by_party<'m>(model: &'m Model, lines: &[Line]) -> Vec<(&'m str, Vec<String>)> {
    let mut parts: Vec<(usize, Vec<String>)> = Vec::new();
    for line in lines {
        let words = line.in_words(model);
        match parts.iter_mut().find(|(party, _)| *party == line.party()) {
            Some((_, all)) => all.push(words),
            None => parts.push((line.party(), vec![words])),
        }
    }
    parts.into_iter().map(|(party, lines)| (model.parties[party].name.as_str(), lines)).collect()
}

fn listed(parts: &[String], by: &str) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {by} {last}", first.join(", ")),
    }
}
