//! One file for each kind of finding.

pub(crate) mod forecast;

mod condition;
mod contradiction;
mod dispute;
mod one_sided;
mod proposal_reaction;
mod second_hand;
mod shift;
mod slipped_date;
mod unchanged;

use standpoint_terms::Finding;

use crate::stand::View;

/// All findings, in no order that means anything.
pub(crate) fn all(view: &View<'_>) -> Vec<Finding> {
    let shifts = shift::find(view);
    let mut findings = Vec::new();
    findings.extend(second_hand::find(view));
    findings.extend(dispute::find(view));
    findings.extend(contradiction::find(view));
    findings.extend(unchanged::find(view, &shifts));
    findings.extend(shifts);
    findings.extend(condition::find(view));
    findings.extend(one_sided::find(view));
    findings.extend(forecast::find(view));
    findings.extend(slipped_date::find(view));
    findings.extend(proposal_reaction::find(view));
    findings
}
