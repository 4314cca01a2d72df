//! In which order findings are shown.
//!
//! Interest is a product of three things: how much the kind tells (a claim that the party's own words contradict is
//! worth more than a demand that nobody answered), how sure the reading is, and how many independent reports show it.
//! It orders lists and says what a page may fold away; it does not say what is true.

use std::cmp::Reverse;
use std::collections::HashMap;

use standpoint_terms::{Conflict, Finding, FindingDetail, FindingKind, Hand, Outcome, Stance, Steadiness};

use crate::MOST_OF_A_KIND;

/// Sets the interest of each, sorts, and leaves out what is too much of one kind.
pub(crate) fn rank(findings: &mut Vec<Finding>) {
    for finding in findings.iter_mut() {
        finding.interest = interest(finding);
    }
    findings
        .sort_by_cached_key(|finding| (Reverse((10_000.0 * finding.interest) as i32), finding.id.clone()));
    let mut of_kind: HashMap<FindingKind, usize> = HashMap::new();
    findings.retain(|finding| {
        let number = of_kind.entry(finding.kind).or_default();
        *number += 1;
        *number <= MOST_OF_A_KIND
    });
}

fn interest(finding: &Finding) -> f32 {
    let sure = 0.5 + 0.5 * finding.score;
    let reports = f32::from(u8::try_from(finding.origins.min(4)).unwrap_or(4));
    let spread = 0.8 + 0.05 * reports;
    (weight(finding) * sure * spread).clamp(0.0, 1.0)
}

/// How much a finding of this sort tells, were it certain.
fn weight(finding: &Finding) -> f32 {
    match (finding.kind, &finding.detail) {
        (FindingKind::SecondHand, FindingDetail::SecondHand { conflict }) => match conflict {
            Conflict::Contradicted => 1.0,
            Conflict::InTension => 0.8,
            Conflict::Unconfirmed => 0.3,
        },
        (FindingKind::Contradiction, _) => 0.95,
        (FindingKind::Shift, FindingDetail::Shift { from, to, .. }) => match (from, to) {
            (Some(from), Some(to)) if crossed(*from, *to) => 0.95,
            _ => 0.85,
        },
        (FindingKind::Dispute, _) => 0.9,
        (FindingKind::Condition, _) => 0.75,
        (FindingKind::SlippedDate, FindingDetail::SlippedDate { to, .. }) if to.is_none() => 0.4,
        (FindingKind::SlippedDate, _) => 0.7,
        (FindingKind::ProposalReaction, _) => {
            let second = |evidence: &standpoint_terms::Evidence| evidence.hand == Some(Hand::Second);
            if finding.sides.iter().flat_map(|side| &side.evidence).all(second) { 0.45 } else { 0.65 }
        }
        (FindingKind::Unchanged, FindingDetail::Unchanged { by, .. }) => match by {
            Steadiness::SaidSo => 0.7,
            Steadiness::Repeated => 0.65,
            Steadiness::Baseline => 0.6,
        },
        (FindingKind::Forecast, FindingDetail::Forecast { by, probability, watched, outcome, .. }) => {
            match (by, watched) {
                (_, Some(_)) => 0.7,
                (Some(_), None) => 0.6 + if probability.is_some() { 0.1 } else { 0.0 },
                (None, None) if *outcome != Outcome::Open => 0.5,
                (None, None) => 0.25,
            }
        }
        (FindingKind::OneSided, _) => 0.5,
        _ => 0.4,
    }
}

fn crossed(from: Stance, to: Stance) -> bool {
    matches!((from, to), (Stance::Support, Stance::Oppose) | (Stance::Oppose, Stance::Support))
}
