//! A position that nobody of another side answers.
//!
//! **What it is.** One party alone stands on a proposition; of all others nothing on it is in the record, neither
//! their own words nor what is said of them.
//!
//! **Why it matters.** A demand without an answer is easily taken for agreed, or for refused. It also shows what a
//! reporter could ask next.
//!
//! **Example.** Velmark wants its schools back; in two months of coverage Norland does not say a word about them.
//!
//! **What it is not.** Silence is not a position: nothing is inferred for those who say nothing, and the coverage may
//! have left the answer out. Two parties that agree with each other are not one-sided.

use standpoint_terms::{Finding, FindingDetail, FindingKind, SideRole, TimeOrder};

use crate::evidence::{About, finding, side, spread};
use crate::stand::View;

pub(super) fn find(view: &View<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for proposition in view.propositions() {
        let holders = view.on(proposition);
        let [(holder, stands)] = holders.as_slice() else { continue };
        if view.is_proposal(proposition) || !stands.iter().any(|stand| stand.own()) {
            continue;
        }
        let others = view.codebook.parties.iter().map(|party| &party.id).filter(|party| *party != holder);
        let detail = FindingDetail::OneSided { silent: others.cloned().collect() };
        let own: Vec<_> = stands.iter().copied().filter(|stand| stand.own()).collect();
        let stance = own.first().map(|stand| stand.stance());
        let sides = vec![side(view, SideRole::Stands, Some(holder), stance, spread(own))];
        let about = About { holder: Some(holder), proposition: Some(proposition), more: None };
        findings.extend(finding(view, FindingKind::OneSided, about, detail, TimeOrder::None, sides));
    }
    findings
}
