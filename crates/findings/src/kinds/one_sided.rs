//! A position that nobody of another side answers.
//!
//! **What it is.** One party alone stands on a proposition; in its own words, and always on one side, also by what
//! others say of it, at least once by more than a claim that something is so (an accusation is more); of all others
//! nothing on it is in the record, neither their own words nor what is said of them.
//!
//! **Why it matters.** A demand without an answer is easily taken for agreed, or for refused. It also shows what a
//! reporter could ask next.
//!
//! **Example.** Velmark wants its schools back; in two months of coverage Norland does not say a word about them.
//!
//! **What it is not.** Silence is not a position: nothing is inferred for those who say nothing, and the coverage may
//! have left the answer out. Two parties that agree with each other are not one-sided.

use standpoint_terms::{Act, Finding, FindingDetail, FindingKind, SideRole, TimeOrder};

use crate::evidence::{About, finding, side, spread};
use crate::stand::{Stand, View};

pub(super) fn find(view: &View<'_>) -> Vec<Finding> {
    let alone = |proposition: &str| Some((proposition.to_owned(), alone(view, proposition)?));
    view.propositions()
        .into_iter()
        .filter_map(alone)
        .filter_map(|(on, alone)| made(view, &on, alone))
        .collect()
}

/// The one party that stands on the proposition, always on one side, with its own words.
pub(super) fn alone<'a>(view: &View<'a>, proposition: &str) -> Option<(&'a str, Vec<Stand<'a>>)> {
    let holders = view.on(proposition);
    let [(holder, stands)] = holders.as_slice() else { return None };
    let one = stands.iter().all(|stand| stand.stance() == stands[0].stance());
    let own: Vec<Stand<'_>> = stands.iter().copied().filter(Stand::own).collect();
    // What is merely claimed to be so asks for no answer.
    let asks = |stand: &Stand<'_>| {
        !matches!(
            stand.place.act(),
            Some(Act::Claim | Act::Predict | Act::Deny | Act::Announce | Act::Question)
        )
    };
    (one && own.iter().any(asks) && !view.is_proposal(proposition)).then_some((*holder, own))
}

fn made<'a>(view: &View<'a>, proposition: &str, (holder, stands): (&str, Vec<Stand<'a>>)) -> Option<Finding> {
    let others = view.codebook.parties.iter().map(|party| &party.id).filter(|party| *party != holder);
    let detail = FindingDetail::OneSided { silent: others.cloned().collect() };
    let stance = stands.first().map(Stand::stance);
    let sides = vec![side(view, SideRole::Stands, Some(holder), stance, spread(stands))];
    let about = About { holder: Some(holder), proposition: Some(proposition), more: None };
    finding(view, FindingKind::OneSided, about, detail, TimeOrder::None, sides)
}
