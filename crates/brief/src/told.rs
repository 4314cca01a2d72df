//! How stances and findings are put into words; the same on every surface.

use standpoint_terms::{
    Conflict, Finding, FindingDetail, FindingKind, FindingSide, Moment, Outcome, SideRole, Stance,
    Steadiness, TimeOrder,
};

use crate::Brief;
use crate::wording::{count, day, said};

/// Where somebody stands, in a word or three.
pub(crate) fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Support => "for",
        Stance::Oppose => "against",
        Stance::Conditional => "under a condition",
    }
}

/// The heading over findings of a kind.
pub(crate) fn kind(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::SecondHand => "Said of a party, and what it says itself",
        FindingKind::Dispute => "Disputes",
        FindingKind::Contradiction => "A party against itself",
        FindingKind::Shift => "Positions that moved",
        FindingKind::Unchanged => "Positions that did not move",
        FindingKind::Condition => "Conditions",
        FindingKind::Forecast => "Forecasts",
        FindingKind::SlippedDate => "Dates that slipped",
        FindingKind::ProposalReaction => "Proposals and how each party takes them",
        FindingKind::OneSided => "Demands that nobody answers",
    }
}

/// What a reader must know of the kind.
pub(crate) fn kind_note(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::SecondHand => {
            "Somebody tells where another party stands; beside it that party’s own words. Who is right is not told here."
        }
        FindingKind::Dispute => {
            "Parties on different sides of one sentence, each in its own words, at any time in this coverage."
        }
        FindingKind::Contradiction => "Two voices of one party that do not agree, at about one time.",
        FindingKind::Shift => "A party that stands elsewhere than before, by its own words.",
        FindingKind::Unchanged => {
            "A text says so, the party said the same for weeks while others said otherwise, or a baseline has it."
        }
        FindingKind::Condition => "A yes that hangs on something, with the words of the condition.",
        FindingKind::Forecast => "Who foretells what, by when, and what came of it.",
        FindingKind::SlippedDate => "A deadline or meeting that was moved.",
        FindingKind::ProposalReaction => {
            "What each party says of a proposal as a whole; a party that is silent is not listed."
        }
        FindingKind::OneSided => {
            "One party alone speaks of it. Of the others nothing on it is in this coverage, which is not a position."
        }
    }
}

/// What the finding is about, as a title.
pub(crate) fn title(brief: &Brief, finding: &Finding) -> String {
    match (&finding.detail, &finding.proposition, &finding.holder) {
        (FindingDetail::SlippedDate { event, .. }, ..) => sentence_case(event),
        (FindingDetail::Reaction { proposal }, ..) => name(brief, proposal).to_owned(),
        (_, Some(proposition), _) => brief.sentence(proposition).to_owned(),
        (FindingDetail::Forecast { forecaster, .. }, ..) => forecaster.clone(),
        (_, None, Some(holder)) => brief.party_name(holder).to_owned(),
        _ => kind(finding.kind).to_owned(),
    }
}

/// The name of a baseline or proposal.
pub(crate) fn name<'b>(brief: &'b Brief, id: &'b str) -> &'b str {
    brief.names.get(id).map_or(id, String::as_str)
}

/// One sentence that says what was found.
pub(crate) fn deck(brief: &Brief, finding: &Finding) -> String {
    let holder = finding.holder.as_deref().map_or("A party", |id| brief.party_name(id));
    let stance_of = |role: SideRole| {
        let side = finding.sides.iter().find(|side| side.role == role);
        side.and_then(|side| side.stance).map_or("elsewhere", stance)
    };
    let on = |on: &Option<Moment>| on.map(|on| format!(", first told on {}", day(on))).unwrap_or_default();
    match &finding.detail {
        FindingDetail::SecondHand { conflict: Conflict::Unconfirmed } => {
            format!(
                "{holder} is said to be {}. Its own words on it are not in this coverage.",
                stance_of(SideRole::Claim)
            )
        }
        FindingDetail::SecondHand { .. } => format!(
            "{holder} is said to be {}. Its own words: {}.",
            stance_of(SideRole::Claim),
            stance_of(SideRole::OwnWords)
        ),
        FindingDetail::Shift { from: Some(from), to: Some(to), on: when } => {
            format!("{holder} moved from “{}” to “{}”{}.", stance(*from), stance(*to), on(when))
        }
        FindingDetail::Shift { to, on: when, .. } => {
            let to = to.map_or(String::new(), |to| format!(" to “{}”", stance(to)));
            format!("{holder} moved{to}, the text says{}.", on(when))
        }
        FindingDetail::Unchanged { by, baseline, propositions } => {
            unchanged(brief, holder, finding, (*by, baseline, propositions))
        }
        FindingDetail::OneSided { silent } => {
            let silent: Vec<&str> = silent.iter().map(|id| brief.party_name(id)).collect();
            format!("{holder} is {}. Nothing on it from {}.", stance_of(SideRole::Stands), listed(&silent))
        }
        FindingDetail::Forecast { by, probability, .. } => {
            let by = by.map_or("no day named".to_owned(), |by| format!("by {}", day(by)));
            let chance = probability.map(|p| format!(", at {p} percent")).unwrap_or_default();
            format!("{by}{chance}")
        }
        FindingDetail::SlippedDate { from, to, .. } => slipped(*from, *to),
        FindingDetail::Reaction { .. } => {
            let stance = finding.sides.first().and_then(|side| side.stance);
            format!("{holder}: {}.", stance.map_or("takes no side", self::stance))
        }
        FindingDetail::Plain => plain(brief, finding, holder),
    }
}

fn plain(brief: &Brief, finding: &Finding, holder: &str) -> String {
    match finding.kind {
        FindingKind::Dispute => {
            let of = |wanted: Stance| {
                let of = finding.sides.iter().filter(|side| side.stance == Some(wanted));
                let names: Vec<&str> =
                    of.filter_map(|side| Some(brief.party_name(side.party.as_deref()?))).collect();
                (!names.is_empty()).then(|| format!("{}: {}.", sentence_case(stance(wanted)), listed(&names)))
            };
            let told = [Stance::Support, Stance::Oppose, Stance::Conditional].into_iter().filter_map(of);
            told.collect::<Vec<_>>().join(" ")
        }
        FindingKind::Contradiction => format!("{holder} speaks with two voices."),
        FindingKind::Condition => format!("{holder} would, if something else is so."),
        _ => String::new(),
    }
}

fn unchanged(
    brief: &Brief,
    holder: &str,
    finding: &Finding,
    (by, baseline, propositions): (Steadiness, &Option<String>, &[String]),
) -> String {
    let since = baseline.as_ref().map(|id| name(brief, id));
    if finding.proposition.is_none() {
        return match since {
            Some(since) => format!(
                "{holder} stands where it stood at {since} on {}.",
                count(propositions.len(), "proposition")
            ),
            None => format!("{holder} has not moved, a text says."),
        };
    }
    let stance = finding.sides.first().and_then(|side| side.stance).map_or("where it was", stance);
    let how = match by {
        Steadiness::SaidSo => "and a text says so outright",
        Steadiness::Repeated => "the same each time",
        Steadiness::Baseline => "as before",
    };
    let since = since.map(|since| format!(" So it was at {since}.")).unwrap_or_default();
    format!("{holder} is still {stance}, {how}.{since}")
}

/// What a finding says of a moved date.
pub(crate) fn slipped(from: Option<Moment>, to: Option<Moment>) -> String {
    match (from, to) {
        (Some(from), Some(to)) => format!("From {} to {}.", day(from), day(to)),
        (None, Some(to)) => format!("Moved to {}.", day(to)),
        (Some(from), None) => format!("Set for {}, then moved.", day(from)),
        (None, None) => "Moved; no day is named.".to_owned(),
    }
}

/// The label over a side.
pub(crate) fn side(brief: &Brief, finding: &Finding, side: &FindingSide) -> String {
    let party = side.party.as_deref().map(|id| brief.party_name(id));
    let stands = side.stance.map(|of| format!(": {}", stance(of))).unwrap_or_default();
    let who = party.unwrap_or("The text");
    match side.role {
        SideRole::Claim => format!("Said of {who}{stands}"),
        SideRole::OwnWords => format!("{who}, own words{stands}"),
        SideRole::Stands | SideRole::Reaction | SideRole::Condition | SideRole::One | SideRole::Other => {
            format!("{who}{stands}")
        }
        SideRole::Before => format!("Before{stands}"),
        SideRole::After => match &finding.detail {
            FindingDetail::Shift { on: Some(on), .. } => format!("Since {}{stands}", day(*on)),
            _ => format!("Since{stands}"),
        },
        SideRole::SaidSo => "Said outright".to_owned(),
        SideRole::Forecast => "Foretold".to_owned(),
        SideRole::Outcome => "What texts say came of it".to_owned(),
        SideRole::Set => "As it was set".to_owned(),
        SideRole::Moved => "As it was moved".to_owned(),
    }
}

/// How strong a second-hand claim is contradicted, for a badge.
pub(crate) fn conflict(finding: &Finding) -> Option<&'static str> {
    match finding.detail {
        FindingDetail::SecondHand { conflict: Conflict::Contradicted } => Some("contradicted"),
        FindingDetail::SecondHand { conflict: Conflict::InTension } => Some("in tension"),
        FindingDetail::SecondHand { conflict: Conflict::Unconfirmed } => Some("unconfirmed"),
        _ => None,
    }
}

/// In how many independent reports it stands, and how one knows what came first.
pub(crate) fn reports(finding: &Finding) -> String {
    let mut told = format!("{} ", count(finding.origins, "independent report"));
    if finding.documents != finding.origins {
        told = format!("{told}({}) ", count(finding.documents, "document"));
    }
    let sum = |of: fn(&FindingSide) -> usize| finding.sides.iter().map(of).sum::<usize>();
    let (utterances, statements) = (sum(|side| side.utterances), sum(|side| side.statements));
    if utterances != statements {
        told = format!("{told}· {} ", said(utterances, statements));
    }
    let order = match finding.order {
        TimeOrder::None | TimeOrder::Dated => "",
        TimeOrder::Told => "· the order is the text’s own",
        TimeOrder::Inferred => "· the order in time is inferred",
    };
    format!("{told}{order}").trim().to_owned()
}

/// What came of a forecast.
pub(crate) fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Open => "open",
        Outcome::Due => "due, not marked",
        Outcome::CameTrue => "came true",
        Outcome::Failed => "failed",
        Outcome::Partly => "in part",
    }
}

/// "a", "a and b", "a, b and c".
pub(crate) fn listed(names: &[&str]) -> String {
    match names {
        [] => "anybody".to_owned(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

fn sentence_case(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
