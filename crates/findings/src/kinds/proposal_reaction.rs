//! How a party takes a proposal.
//!
//! **What it is.** For each proposal of the codebook and each party that says something of it as a whole: accepts it,
//! refuses it, takes it under a condition, or speaks of it without taking a side. The proposition that says that the
//! proposal is accepted is the one with the proposal's id (or whose id begins with it).
//!
//! **Why it matters.** Who has answered which draft, and how, is the first thing one asks of a round of talks.
//!
//! **Example.** Velmark calls the ten points "a bill for a burglary"; the League endorses them; Norland will read them.
//!
//! **What it is not.** Not a position on a single term of the proposal. A party that is silent has no reaction.

use std::collections::BTreeSet;

use standpoint_terms::{Act, Finding, FindingDetail, FindingKind, Proposal, SideRole, Stance, TimeOrder};

use crate::evidence::{About, finding, side, spread};
use crate::stand::{GUESS, Place, Stand, View, any_likely, proposal_proposition};
use crate::words::{Phrases, words};

/// Who accepts or refuses a proposal by its act is believed from this score on.
const TAKEN: f32 = 0.35;

pub(super) fn find(view: &View<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (proposal, naming) in view.codebook.proposals.iter().zip(&view.notes.naming) {
        let proposition = proposal_proposition(proposal, view.codebook);
        let mut taken = Vec::new();
        for (holder, stands) in proposition.map(|proposition| view.on(proposition)).unwrap_or_default() {
            taken.push(holder);
            findings.extend(reaction(view, proposal, holder, stands));
        }
        findings.extend(without_a_side(view, proposal, naming, &taken));
    }
    findings
}

fn reaction(view: &View<'_>, proposal: &Proposal, holder: &str, stands: &[Stand<'_>]) -> Option<Finding> {
    // To accept or refuse it in so many words is a reaction, however doubtful the rest.
    let takes = |stand: &Stand<'_>| {
        stand.own() && matches!(stand.place.act(), Some(Act::Accept | Act::Reject)) && stand.score() >= TAKEN
    };
    if !any_likely(stands) && !stands.iter().any(takes) {
        return None;
    }
    let own: Vec<Stand<'_>> = stands.iter().copied().filter(Stand::own).collect();
    let told = if own.is_empty() { stands.to_vec() } else { own };
    // The latest day's word counts, of that day the surest.
    let last = told.iter().filter(|stand| stand.witness).map(|stand| stand.place.day).max()?;
    let latest = told.iter().filter(|stand| stand.witness && stand.place.day == last);
    let stance = latest.max_by_key(|stand| (1000.0 * stand.score()) as i32)?.stance();
    let (with, without): (Vec<_>, Vec<_>) = told.into_iter().partition(|stand| stand.stance() == stance);
    let mut sides = vec![side(view, SideRole::Reaction, Some(holder), Some(stance), spread(with))];
    for other in [Stance::Support, Stance::Conditional, Stance::Oppose] {
        let of = without.iter().copied().filter(|stand| stand.stance() == other && stand.score() >= GUESS);
        let of: Vec<_> = of.collect();
        if !of.is_empty() {
            sides.push(side(view, SideRole::Before, Some(holder), Some(other), spread(of)));
        }
    }
    made(view, proposal, holder, sides)
}

fn made(
    view: &View<'_>,
    proposal: &Proposal,
    holder: &str,
    sides: Vec<standpoint_terms::FindingSide>,
) -> Option<Finding> {
    let proposition = proposal_proposition(proposal, view.codebook);
    let about =
        About { holder: Some(holder), proposition, more: proposition.is_none().then_some(&proposal.id) };
    let detail = FindingDetail::Reaction { proposal: proposal.id.clone() };
    finding(view, FindingKind::ProposalReaction, about, detail, TimeOrder::None, sides)
}

/// Parties that name the proposal, or speak of it by one of its proposition's hints in a document that names it, and
/// take no side.
fn without_a_side(
    view: &View<'_>,
    proposal: &Proposal,
    naming: &BTreeSet<usize>,
    taken: &[&str],
) -> Vec<Finding> {
    let proposition = proposal_proposition(proposal, view.codebook);
    let names = Phrases::new(proposal.aliases.iter().chain([&proposal.name]).map(String::as_str));
    let hints =
        proposition.and_then(|id| view.proposition(id)).map(|proposition| proposition.hints.as_slice());
    let hints = Phrases::new(hints.unwrap_or_default().iter().map(String::as_str));
    let speaks = |place: &&Place<'_>| {
        let text = view.documents[place.document].text;
        let statement = place.statement;
        naming.contains(&place.document)
            && !place.unnamed
            && statement.positions.is_empty()
            && statement.attribution.content.iter().filter_map(|span| span.of(text)).any(|content| {
                let words = words(content);
                names.find(&words).is_some() || hints.find(&words).is_some()
            })
    };
    let spoken: Vec<Place<'_>> = view.places.iter().filter(speaks).copied().collect();
    let parties = view.codebook.parties.iter().map(|party| party.id.as_str());
    parties
        .filter(|party| !taken.contains(party) && proposal.by.as_deref() != Some(party))
        .filter_map(|party| {
            let of: Vec<Place<'_>> =
                spoken.iter().filter(|place| place.party() == Some(party)).copied().collect();
            if of.is_empty() {
                return None;
            }
            made(view, proposal, party, vec![side(view, SideRole::Reaction, Some(party), None, of)])
        })
        .collect()
}
