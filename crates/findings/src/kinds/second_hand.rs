//! A second-hand claim beside the holder's own words.
//!
//! **What it is.** Somebody says where another party stands, what it has accepted or given up; beside it stands what
//! that party says itself. *Contradicted*: support is claimed and the party opposes, or the other way round.
//! *In tension*: one of the two has a condition that the other has not. *Unconfirmed*: the party's own words on it
//! are not in the record.
//!
//! **Why it matters.** Mediators and sides speak for one another, hopefully or to press. A headline then says that a
//! concession was made which nobody made.
//!
//! **Example.** "Velmark can live with a shorter toll season," the envoy said on Monday. "We have agreed to no such
//! thing," Velmark's minister said on Wednesday.
//!
//! **What it is not.** Not a judgement of who is right: the envoy may have heard it in private. A claim that the
//! holder's nearest own words bear out is no finding. What lies weeks apart is compared with the words just before
//! and just after the claim, so that a later change of mind makes no liar of anybody.

use std::collections::HashSet;

use standpoint_terms::{Conflict, Finding, FindingDetail, FindingKind, SideRole, Stance};

use crate::evidence::{About, finding, order, side, spread};
use crate::stand::{Stand, View};

/// So many contrary claims of a party on one proposition are set against its own words.
const MOST: usize = 300;

pub(super) fn find(view: &View<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for ((holder, proposition), stands) in &view.stands {
        let (own, claims): (Vec<Stand<'_>>, Vec<Stand<'_>>) = stands.iter().partition(|stand| stand.own());
        if claims.is_empty() {
            continue;
        }
        let about = About { holder: Some(holder), proposition: Some(proposition), more: None };
        if own.is_empty() {
            findings.extend(unconfirmed(view, about, &claims));
        } else {
            findings.extend(conflict(view, about, &claims, &own));
        }
    }
    findings
}

fn unconfirmed<'a>(view: &View<'a>, about: About<'_>, claims: &[Stand<'a>]) -> Option<Finding> {
    let claimed = claims.first()?.stance();
    let side = side(view, SideRole::Claim, about.holder, Some(claimed), spread(claims.to_vec()));
    let detail = FindingDetail::SecondHand { conflict: Conflict::Unconfirmed };
    finding(view, FindingKind::SecondHand, about, detail, order([]), vec![side])
}

fn conflict<'a>(
    view: &View<'a>,
    about: About<'_>,
    claims: &[Stand<'a>],
    own: &[Stand<'a>],
) -> Option<Finding> {
    let mut contrary = Vec::new();
    let mut answers = Vec::new();
    let mut seen = HashSet::new();
    for claim in claims.iter().filter(|claim| claim.witness) {
        if contrary.len() == MOST {
            break;
        }
        let near = bearing(*claim, own);
        if near.iter().any(|own| own.stance() == claim.stance()) {
            continue;
        }
        contrary.push(*claim);
        answers.extend(near.into_iter().filter(|own| seen.insert((own.place.document, own.place.ordinal))));
    }
    let worst = contrary
        .iter()
        .flat_map(|claim| answers.iter().map(|own| degree(claim.stance(), own.stance())))
        .min()?;
    let claimed = contrary.first()?.stance();
    let answered = answers.first()?.stance();
    // The answer to the claim first, then what bears it out at other times.
    let rest = own
        .iter()
        .copied()
        .filter(|own| own.stance() != claimed && !seen.contains(&(own.place.document, own.place.ordinal)));
    answers.extend(rest);
    let order = order(contrary.iter().chain(&answers).copied());
    let sides = vec![
        side(view, SideRole::Claim, about.holder, Some(claimed), spread(contrary)),
        side(view, SideRole::OwnWords, about.holder, Some(answered), answers),
    ];
    finding(view, FindingKind::SecondHand, about, FindingDetail::SecondHand { conflict: worst }, order, sides)
}

/// The own words that a claim is measured by: those of its own document and of the nearest day after it, and of the
/// nearest day before. Where days are not known, all.
fn bearing<'a>(claim: Stand<'a>, own: &[Stand<'a>]) -> Vec<Stand<'a>> {
    let Some(day) = claim.place.day else { return own.to_vec() };
    let after = own.iter().filter_map(|own| own.place.day).filter(|own| *own >= day).min();
    let before = own.iter().filter_map(|own| own.place.day).filter(|own| *own < day).max();
    let near = |own: &&Stand<'_>| {
        own.place.document == claim.place.document
            || own.place.day.is_none()
            || own.place.day == after
            || own.place.day == before
    };
    let (mut answers, earlier): (Vec<_>, Vec<_>) =
        own.iter().filter(near).copied().partition(|own| own.place.day >= Some(day));
    answers.extend(earlier);
    answers
}

fn degree(claimed: Stance, own: Stance) -> Conflict {
    match (claimed, own) {
        (Stance::Support, Stance::Oppose) | (Stance::Oppose, Stance::Support) => Conflict::Contradicted,
        _ => Conflict::InTension,
    }
}
