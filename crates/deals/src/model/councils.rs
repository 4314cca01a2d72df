//! From councils and guarantees in a file to checked ones.

use std::collections::{BTreeMap, BTreeSet};

use super::check::{Checked, is_id, unique, wrong};
use super::council_file::{AggressorEntry, CouncilEntry, GuaranteeEntry, SeatEntry};
use super::locate::Step;
use crate::Exact;
use crate::grammar::nearest;
use crate::votes::{
    Aggressor, Council, Game, Guarantee, OwnVote, RULE_WORDS, Rule, RuleNames, Seat, WeightKind, read_rule,
};

const MOST_COUNCILS: usize = 20;
const MOST_SEATS: usize = 1_000;
const MOST_WEIGHTS: usize = 10;
const MOST_GUARANTEES: usize = 50;
const MOST_AGGRESSORS: usize = 200;

pub(super) fn councils(entries: Vec<CouncilEntry>) -> Checked<Vec<Council>> {
    if entries.len() > MOST_COUNCILS {
        return wrong(&[Step::Key("council")], format!("at most {MOST_COUNCILS} councils are read"));
    }
    unique("council", &[], entries.iter().map(|entry| entry.id.as_str()))?;
    entries.into_iter().enumerate().map(|(at, entry)| council(at, entry)).collect()
}

fn council(at: usize, entry: CouncilEntry) -> Checked<Council> {
    let way = [Step::Key("council"), Step::Item(at)];
    let to = |key: &'static str| [way[0], way[1], Step::Key(key)];
    let seats = seats(&way, &entry)?;
    let weights = weights(&way, &entry.members)?;
    let mut named: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut index = 0;
    for member in &entry.members {
        for _ in 0..member.count.unwrap_or(1) {
            let id: &str = &seats[index].id;
            named.entry(id).or_default().push(index);
            if id != member.id {
                named.entry(&member.id).or_default().push(index);
            }
            index += 1;
        }
    }
    let names = RuleNames { seats: named, weights: &weights, size: seats.len() };
    let mut rule = match read_rule(&entry.rule, &names) {
        Ok(rule) => rule,
        Err(misread) => {
            let column = entry.rule[..misread.at.min(entry.rule.len())].chars().count() + 1;
            let shown: String = entry.rule.chars().take(120).collect();
            let message = format!("in the rule {shown:?}, at character {column}: {}", misread.message);
            return wrong(&to("rule"), message);
        }
    };
    let mut rule_text = entry.rule.split_whitespace().collect::<Vec<_>>().join(" ");
    if !entry.veto.is_empty() {
        let of = listed(&entry.veto, &names.seats, &to("veto"))?;
        rule = Rule::All(vec![rule, Rule::Count { least: of.len(), of }]);
        rule_text = format!("{rule_text}; veto: {}", entry.veto.join(", "));
    }
    drop(names);
    let name = if entry.name.is_empty() { entry.id.clone() } else { entry.name };
    let council = Council { id: entry.id, name, seats, weights, rule, rule_text };
    match Game::of(&council) {
        Ok(_) => Ok(council),
        Err(too_large) => wrong(&to("rule"), too_large.to_string()),
    }
}

/// The ids of the seats of an entry: its own, or numbered ones.
fn seat_ids(entry: &SeatEntry) -> impl Iterator<Item = String> {
    let numbered = entry.count.is_some();
    (1..=entry.count.unwrap_or(1))
        .map(move |number| if numbered { format!("{}-{number}", entry.id) } else { entry.id.clone() })
}

fn seats(way: &[Step<'static>; 2], entry: &CouncilEntry) -> Checked<Vec<Seat>> {
    let to =
        |at: usize, key: &'static str| [way[0], way[1], Step::Key("member"), Step::Item(at), Step::Key(key)];
    if entry.members.is_empty() {
        let message =
            format!("nobody sits in the council {:?}; add a [[council.member]] with an id", entry.id);
        return wrong(way, message);
    }
    let mut total = 0_usize;
    for (at, member) in entry.members.iter().enumerate() {
        let count = member.count.unwrap_or(1);
        total = total.saturating_add(count);
        if count == 0 || total > MOST_SEATS {
            let message = format!("a count is at least 1, and a council has at most {MOST_SEATS} members");
            return wrong(&to(at, "count"), message);
        }
        if RULE_WORDS.contains(&member.id.as_str()) {
            let message = format!("{:?} means something in rules; give the member another id", member.id);
            return wrong(&to(at, "id"), message);
        }
    }
    unique("member", way, entry.members.iter().map(|member| member.id.as_str()))?;
    let mut seats = Vec::new();
    let entries: BTreeSet<&String> = entry.members.iter().map(|member| &member.id).collect();
    let mut seen = BTreeSet::new();
    for (at, member) in entry.members.iter().enumerate() {
        let name = if member.name.is_empty() { &member.id } else { &member.name };
        for (number, id) in seat_ids(member).enumerate() {
            if !seen.insert(id.clone()) || (id != member.id && entries.contains(&id)) {
                return wrong(&to(at, "id"), format!("the member {id:?} is there twice; rename one"));
            }
            let (name, group) = match member.count {
                Some(_) => (format!("{name} {}", number + 1), Some(name.clone())),
                None => (name.clone(), None),
            };
            seats.push(Seat { id, name, group });
        }
    }
    Ok(seats)
}

fn weights(way: &[Step<'static>; 2], members: &[SeatEntry]) -> Checked<Vec<WeightKind>> {
    let with_votes = members.iter().any(|member| member.votes.is_some());
    let others: BTreeSet<&String> = members.iter().flat_map(|member| member.weights.keys()).collect();
    let kinds: Vec<&str> =
        with_votes.then_some("votes").into_iter().chain(others.into_iter().map(String::as_str)).collect();
    if kinds.len() > MOST_WEIGHTS {
        return wrong(way, format!("members weigh by at most {MOST_WEIGHTS} things"));
    }
    let mut weights = Vec::new();
    for kind in kinds {
        let mut by_seat: Vec<Exact> = Vec::new();
        for (at, member) in members.iter().enumerate() {
            let to = [way[0], way[1], Step::Key("member"), Step::Item(at), Step::Key("weights")];
            let known = RULE_WORDS.contains(&kind) || !is_id(kind);
            if known || (kind == "votes" && member.weights.contains_key("votes")) {
                let message = format!(
                    "{kind:?} is no name of a weight here; write votes = … by itself, or another name"
                );
                return wrong(&to, message);
            }
            let given = if kind == "votes" { member.votes.as_ref() } else { member.weights.get(kind) };
            let Some(weight) = given else {
                let message =
                    format!("{:?} has no {kind}, and others have; give it, 0 if it has none", member.id);
                return wrong(&to, message);
            };
            if weight.0 < Exact::default().0 {
                return wrong(&to, format!("a weight is not below zero, and {weight} is"));
            }
            by_seat.extend(std::iter::repeat_n(weight.clone(), member.count.unwrap_or(1)));
        }
        weights.push(WeightKind { name: kind.to_owned(), by_seat });
    }
    Ok(weights)
}

/// The seats of members and groups by their ids.
fn listed(ids: &[String], named: &BTreeMap<&str, Vec<usize>>, way: &[Step<'static>]) -> Checked<Vec<usize>> {
    let mut all = BTreeSet::new();
    for id in ids {
        match named.get(id.as_str()) {
            Some(seats) => all.extend(seats),
            None => {
                let offer = nearest(id, named.keys().copied());
                return wrong(way, format!("{id:?} has no seat here; leave it out, or name one of: {offer}"));
            }
        }
    }
    Ok(all.into_iter().collect())
}

pub(super) fn guarantees(entries: Vec<GuaranteeEntry>, councils: &[Council]) -> Checked<Vec<Guarantee>> {
    if entries.len() > MOST_GUARANTEES {
        return wrong(&[Step::Key("guarantee")], format!("at most {MOST_GUARANTEES} guarantees are read"));
    }
    unique("guarantee", &[], entries.iter().map(|entry| entry.id.as_str()))?;
    let mut guarantees = Vec::new();
    for (at, entry) in entries.into_iter().enumerate() {
        let way = [Step::Key("guarantee"), Step::Item(at)];
        let Some(index) = councils.iter().position(|council| council.id == entry.council) else {
            let offer = nearest(&entry.council, councils.iter().map(|council| council.id.as_str()));
            let offer = if offer.is_empty() { String::new() } else { format!(", or name one of: {offer}") };
            let message = format!("there is no council {:?}; define it{offer}", entry.council);
            return wrong(&[way[0], way[1], Step::Key("council")], message);
        };
        let council = &councils[index];
        let mut named: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (seat, of) in council.seats.iter().enumerate() {
            named.entry(&of.id).or_default().push(seat);
            named.entry(of.group.as_deref().unwrap_or(&of.id)).or_default().push(seat);
        }
        let each = |seat: &Seat| AggressorEntry { who: seat.id.clone(), protectors: Vec::new() };
        let against =
            if entry.against.is_empty() { council.seats.iter().map(each).collect() } else { entry.against };
        if against.len() > MOST_AGGRESSORS {
            let message =
                format!("at most {MOST_AGGRESSORS} are judged; name those that matter under against");
            return wrong(&way, message);
        }
        let mut aggressors = Vec::new();
        for (number, aggressor) in against.into_iter().enumerate() {
            let to = [way[0], way[1], Step::Key("against"), Step::Item(number), Step::Key("protectors")];
            let seat = council.seats.iter().position(|seat| seat.id == aggressor.who);
            aggressors.push(Aggressor {
                name: seat.map_or(aggressor.who, |seat| council.seats[seat].name.clone()),
                seat,
                protectors: listed(&aggressor.protectors, &named, &to)?,
            });
        }
        let own_vote =
            if entry.aggressor_votes == Some(false) { OwnVote::StandsAside } else { OwnVote::Votes };
        let name = if entry.name.is_empty() { entry.id.clone() } else { entry.name };
        guarantees.push(Guarantee { id: entry.id, name, council: index, against: aggressors, own_vote });
    }
    Ok(guarantees)
}
