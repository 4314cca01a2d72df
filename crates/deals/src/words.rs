//! The answers in words, for somebody who never met game theory.

use num_traits::Zero;

use crate::conflict::{Blockage, Concession, Line};
use crate::model::Model;
use crate::unknowns::{Conceded, Probability, Unknowns};
use crate::{Analysis, Exact};

/// "Norland gives up its demand …, and Sudania gives up its refusal of …".
pub fn concession(model: &Model, concession: &Concession) -> String {
    lines_given_up(model, &concession.lines)
}

/// The same of any lines.
pub fn lines_given_up(model: &Model, lines: &[Line]) -> String {
    let parts: Vec<String> = by_party(model, lines)
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
    sentences.extend(analysis.unknowns.if_conceded.as_deref().and_then(conceded));
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
        (true, false) => format!(
            "{lines}: if they turn out well there is a deal, if they turn out badly there is none.{}",
            chance(&unknowns.probability)
        ),
    })
}

/// What would follow if the cheapest concessions were made.
fn conceded(conceded: &Conceded) -> Option<String> {
    let then = &conceded.unknowns;
    let start = "Were the cheapest way out of each knot taken, there would be a deal";
    match (then.deal_if_well, then.deal_if_badly) {
        (true, true) => Some(format!("{start}, even if the parties insist on all that is not certain.")),
        (true, false) => Some(format!(
            "{start} if what is not certain turns out well, and none if it turns out badly.{}",
            chance(&then.probability)
        )),
        (false, _) => None,
    }
}

/// " The probability of a deal is 60 %."; empty where nothing narrows it down.
fn chance(probability: &Probability) -> String {
    let range = |about: &str, least: &Exact, most: &Exact| {
        if least == most {
            format!(" The probability of a deal is {about}{}", most.percent())
        } else {
            format!(" The probability of a deal is between {about}{} and {}", least.percent(), most.percent())
        }
    };
    match probability {
        Probability::Exact { least, most } if !least.0.is_zero() || *most != Exact::from(1) => {
            format!("{}.", range("", least, most))
        }
        Probability::Sampled { least, most, standard_error, .. } => {
            format!("{} (standard error {:.1} points).", range("about ", least, most), standard_error * 100.0)
        }
        _ => String::new(),
    }
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
