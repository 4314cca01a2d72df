//! Two voices of one party that do not agree.
//!
//! **What it is.** Two speakers of one party take different sides of one proposition, in one document or within
//! three days: one supports it or would under a condition, the other opposes it. Or somebody without a name says
//! for the side what everybody with a name on it has denied.
//!
//! **Why it matters.** It shows a quarrel within the side, a trial balloon, or a mistake in the reporting.
//!
//! **Example.** "The searches could end tomorrow," Velmark's foreign minister said. "They will go on for ever,"
//! said its minister of defence.
//!
//! **What it is not.** Not a change of mind over time: that is a shift. Not one speaker quoted twice: reporters often
//! tell a speaker's old position beside the new one. Where people coded the document by hand they have told the two
//! apart, so there one speaker can contradict himself.

use standpoint_terms::{Finding, FindingDetail, FindingKind, SideRole, Stance, TimeOrder};

use crate::evidence::{About, finding, side, spread};
use crate::stand::{Stand, View, any_plain};
use crate::when::distance;

/// What lies further apart may be a change of mind.
pub(super) const DAYS: i32 = 3;

/// Pairs are looked for among so many stands of a party on one proposition.
const MOST: usize = 300;

pub(super) fn find(view: &View<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for ((holder, proposition), stands) in &view.stands {
        let own: Vec<Stand<'_>> =
            stands.iter().copied().filter(|stand| stand.own() && stand.witness).take(MOST).collect();
        let Some((one, other)) = at_once(view, holder, &own).or_else(|| unnamed_against_all(&own)) else {
            continue;
        };
        let (alike, others) = (like(one, &own), like(other, &own));
        // That a side contradicts itself is a grave thing to say: both must have been told in so many words.
        if !any_plain(&alike) || !any_plain(&others) {
            continue;
        }
        let sides = vec![
            side(view, SideRole::One, Some(holder), Some(one.stance()), alike),
            side(view, SideRole::Other, Some(holder), Some(other.stance()), others),
        ];
        let about = About { holder: Some(holder), proposition: Some(proposition), more: None };
        findings.extend(finding(
            view,
            FindingKind::Contradiction,
            about,
            FindingDetail::Plain,
            TimeOrder::None,
            sides,
        ));
    }
    findings
}

/// With all that says the same at about that time.
fn like<'a>(of: Stand<'a>, own: &[Stand<'a>]) -> Vec<Stand<'a>> {
    let same = own.iter().copied().filter(|stand| stand.stance() == of.stance() && near(*stand, of));
    std::iter::once(of).chain(spread(same.collect())).collect()
}

/// The surest pair of two speakers at about one time.
fn at_once<'a>(view: &View<'_>, holder: &str, own: &[Stand<'a>]) -> Option<(Stand<'a>, Stand<'a>)> {
    let person = |stand: &&Stand<'_>| {
        stand.place.speaker().is_some_and(|speaker| !view.is_party_name(holder, speaker))
    };
    let opposed = || own.iter().filter(person).filter(|stand| stand.stance() == Stance::Oppose);
    let others = own.iter().filter(person).filter(|stand| stand.stance() != Stance::Oppose);
    let pairs = others.flat_map(|one| opposed().map(move |other| (*one, *other)));
    let two_voices = |one: &Stand<'_>, other: &Stand<'_>| {
        one.place.speaker() != other.place.speaker() || (one.place.by_hand && other.place.by_hand)
    };
    let pairs = pairs.filter(|(one, other)| near(*one, *other) && two_voices(one, other));
    pairs.max_by_key(|(one, other)| {
        let surest = (1000.0 * one.score().min(other.score())) as i32;
        (one.place.document == other.place.document, surest)
    })
}

fn near(one: Stand<'_>, other: Stand<'_>) -> bool {
    match (one.place.day, other.place.day) {
        _ if one.place.document == other.place.document => true,
        (Some(a), Some(b)) => distance(a, b).abs() <= DAYS,
        _ => false,
    }
}

/// Everybody with a name says one thing, and somebody without one the other.
fn unnamed_against_all<'a>(own: &[Stand<'a>]) -> Option<(Stand<'a>, Stand<'a>)> {
    let named = || own.iter().filter(|stand| stand.named());
    let stance = named().next()?.stance();
    if named().any(|stand| stand.stance() != stance) {
        return None;
    }
    let parted = |other: Stance| (stance == Stance::Oppose) != (other == Stance::Oppose);
    let other = own
        .iter()
        .find(|stand| !stand.named() && stand.place.speaker().is_some() && parted(stand.stance()))?;
    Some((*named().next()?, *other))
}
