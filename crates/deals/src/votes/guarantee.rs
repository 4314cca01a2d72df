//! Against whom a guarantee can act.

use serde::Serialize;

use super::{Council, Game, Rule, TooLarge};

/// A promise to act against an aggressor, where a council decides whether to act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guarantee {
    /// Short, for programs.
    pub id: String,
    /// For people.
    pub name: String,
    /// Index into the model's councils: the council that decides.
    pub council: usize,
    /// Who might have to be acted against.
    pub against: Vec<Aggressor>,
    /// Whether an aggressor with a seat votes on its own case.
    pub own_vote: OwnVote,
}

/// Who might have to be acted against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aggressor {
    /// For people.
    pub name: String,
    /// Its own seat in the council, where it has one.
    pub seat: Option<usize>,
    /// Seats of those who would side with it: they refuse consent.
    pub protectors: Vec<usize>,
}

/// Whether an aggressor votes on its own case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum OwnVote {
    /// It votes, and refuses consent.
    #[default]
    Votes,
    /// It has to stand aside. Where *all* of a list must consent (a veto), that list is without it; numbers and quotas
    /// stay as they are.
    StandsAside,
}

/// What a guarantee is worth against each possible aggressor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GuaranteeReport {
    /// See [`Guarantee::id`].
    pub id: String,
    /// See [`Guarantee::name`].
    pub name: String,
    /// The name of the council that decides.
    pub council: String,
    /// See [`Guarantee::own_vote`].
    pub own_vote: OwnVote,
    /// For each possible aggressor, in the model's order.
    pub against: Vec<Against>,
}

/// What a guarantee is worth against one aggressor, if everybody but the aggressor and its protectors wants to act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Against {
    /// The aggressor's name.
    pub aggressor: String,
    /// Whether the council can decide to act at all.
    pub can_act: bool,
    /// Those of the aggressor and its protectors whose refusal alone stops it, by name.
    pub stopped_by: Vec<String>,
    /// Where it can act: those of the others without whom it could not, by name.
    pub needs: Vec<String>,
    /// The same in a sentence.
    pub in_words: String,
}

/// Works out a guarantee on its council.
///
/// It is the best case: whoever does not side with the aggressor consents. So "cannot act" is certain as far as the
/// rule goes, and "can act" is no prediction that it would.
///
/// # Errors
/// The council is too large.
pub fn guarantee_report(guarantee: &Guarantee, council: &Council) -> Result<GuaranteeReport, TooLarge> {
    let mut against = Vec::new();
    for aggressor in &guarantee.against {
        against.push(judged(guarantee, aggressor, council)?);
    }
    Ok(GuaranteeReport {
        id: guarantee.id.clone(),
        name: guarantee.name.clone(),
        council: council.name.clone(),
        own_vote: guarantee.own_vote,
        against,
    })
}

fn judged(guarantee: &Guarantee, aggressor: &Aggressor, council: &Council) -> Result<Against, TooLarge> {
    let stands_aside = aggressor.seat.filter(|_| guarantee.own_vote == OwnVote::StandsAside);
    let game = match stands_aside {
        Some(seat) => Game::of(&Council { rule: without_veto(&council.rule, seat), ..council.clone() })?,
        None => Game::of(council)?,
    };
    let without = |refusing: &[usize]| {
        let consents: Vec<bool> = (0..council.seats.len()).map(|seat| !refusing.contains(&seat)).collect();
        game.wins(&consents)
    };
    let mut refusing: Vec<usize> =
        aggressor.seat.into_iter().chain(aggressor.protectors.iter().copied()).collect();
    refusing.sort_unstable();
    refusing.dedup();
    let name = |seat: &usize| council.seats[*seat].name.clone();
    let can_act = without(&refusing);
    // One that stands aside stops nothing by refusing; what its missing vote does shows below.
    let voting = refusing.iter().filter(|seat| Some(**seat) != stands_aside);
    let stopped_by: Vec<String> = voting.filter(|seat| !without(&[**seat])).map(name).collect();
    let others = (0..council.seats.len()).filter(|seat| !refusing.contains(seat));
    let needed = others.filter(|seat| can_act && !without(&[refusing.as_slice(), &[*seat]].concat()));
    let needs: Vec<String> = needed.map(|seat| name(&seat)).collect();
    let who = &aggressor.name;
    let seatless = if refusing.is_empty() { ", which nobody here sides with" } else { "" };
    let in_words = match (can_act, stopped_by.as_slice(), needs.as_slice()) {
        (false, [], _) if refusing.is_empty() => format!("Never against {who}: nobody can meet the rule."),
        (false, [], _) => {
            let together: Vec<String> = refusing.iter().map(name).collect();
            format!("Never against {who}: without {} there are not enough to decide.", listed(&together))
        }
        (false, [one], _) if one == who => format!("Never against {who}: it stops the decision itself."),
        (false, stopping, _) => {
            let each = if stopping.len() > 1 { "each of them alone" } else { "which" };
            format!("Never against {who}: {} would refuse, {each} stops the decision.", listed(stopping))
        }
        (true, _, []) => format!("Can act against {who}{seatless}; no single other member can prevent it."),
        (true, _, needs) => {
            format!("Can act against {who}{seatless}, but only if {} consent{}.", listed(needs), third(needs))
        }
    };
    Ok(Against { aggressor: who.clone(), can_act, stopped_by, needs, in_words })
}

fn third(of: &[String]) -> &'static str {
    if of.len() == 1 { "s" } else { "" }
}

/// "Arland, Beltia and Corland"; of more than eight, the first and how many more.
pub(crate) fn listed(names: &[String]) -> String {
    const SHOWN: usize = 8;
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] if names.len() <= SHOWN => format!("{} and {last}", most.join(", ")),
        _ => format!("{} and {} more", names[..SHOWN].join(", "), names.len() - SHOWN),
    }
}

/// The rule where this seat's consent is not asked for: it is taken out of lists of which all must consent.
fn without_veto(rule: &Rule, seat: usize) -> Rule {
    let each = |parts: &[Rule]| parts.iter().map(|part| without_veto(part, seat)).collect();
    match rule {
        Rule::All(parts) => Rule::All(each(parts)),
        Rule::Any(parts) => Rule::Any(each(parts)),
        Rule::Count { least, of } if *least == of.len() => {
            let of: Vec<usize> = of.iter().copied().filter(|other| *other != seat).collect();
            Rule::Count { least: of.len(), of }
        }
        other => other.clone(),
    }
}
