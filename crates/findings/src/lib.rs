//! Finds what does not add up across statements: claims beside own words, disputes, shifts, forecasts and more.
//!
//! [`find`] takes a [`Record`] (documents with their statements, and the codebook by which positions were told)
//! and gives [`Finding`]s, the most interesting first. Each kind has a file in `kinds/`, whose documentation says
//! what it is, why it matters and what it is not; `docs/findings.md` says the same for users.
//!
//! What this crate is not: it reads no document, decides no position, and does not know who is right. It does no
//! I/O, knows no clock (a forecast's time is up when the record's last day says so), and the order of documents in
//! the record does not matter.
//!
//! Work is bounded: per party and proposition it is linear in the statements, of a text only the first
//! [`MOST_READ`] bytes of each sentence are looked at, and a finding lists at most [`MOST_EVIDENCE`] places a side.

mod evidence;
mod interest;
mod kinds;
mod lexicon;
mod record;
mod sentence;
mod stand;
mod when;
mod words;

use standpoint_terms::{Finding, Forecaster};

pub use evidence::MOST_EVIDENCE;
pub use record::{Record, RecordDocument, RecordStatement};
pub use words::MOST_READ;

/// Findings of one kind beyond this many are left out, the least interesting first.
pub const MOST_OF_A_KIND: usize = 2_000;

/// All findings of the record, the most interesting first.
///
/// ```
/// use standpoint_findings::{Record, find};
///
/// assert!(find(&Record::default()).is_empty(), "silence is not a position");
/// ```
pub fn find(record: &Record<'_>) -> Vec<Finding> {
    let view = stand::View::new(record);
    let mut findings = kinds::all(&view);
    interest::rank(&mut findings);
    findings
}

/// How good each forecaster was, by the forecasts among these findings whose outcome is marked. The most scored
/// first, then by name.
pub fn forecasters(findings: &[Finding]) -> Vec<Forecaster> {
    kinds::forecast::forecasters(findings)
}
