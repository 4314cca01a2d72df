//! Findings as they leave the program as JSON.

use serde::Serialize;
use standpoint_brief::{Brief, FindingView, PlaceView};
use standpoint_terms::{CodePoints, Evidence, FindingDetail, FindingKind, Hand, Moment, Span, Stance};

use crate::outside::{Offsets, rounded};

/// One finding as `standpoint findings --json` gives it. What a kind does not have is left out.
#[derive(Debug, Serialize)]
pub struct FindingLine {
    /// The same for the same pattern in the same record.
    pub finding: String,
    /// What sort of pattern.
    pub kind: FindingKind,
    /// The id of the proposition.
    pub proposition: Option<String>,
    /// Its sentence.
    pub sentence: Option<String>,
    /// The id of the party whose position it is.
    pub holder: Option<String>,
    /// What only this kind has.
    #[serde(flatten)]
    pub detail: DetailRecord,
    /// What stands beside what.
    pub sides: Vec<SideRecord>,
    /// How it is known what came first.
    pub order: &'static str,
    /// In how many documents the listed evidence stands.
    pub documents: usize,
    /// How many of these are independent.
    pub origins: usize,
    /// How sure, 0 to 1.
    pub score: f32,
    /// By what lists are ordered, 0 to 1.
    pub interest: f32,
    /// Whether pages fold it away.
    pub folded: bool,
}

/// What only some kinds have.
#[derive(Debug, Default, Serialize)]
pub struct DetailRecord {
    /// Of a second-hand claim: contradicted, in-tension or unconfirmed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conflict: Option<&'static str>,
    /// Of a shift: where the holder stood.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Stance>,
    /// Of a shift: where it stands since.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Stance>,
    /// Of a shift: the first day of which that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Moment>,
    /// Of what is unchanged: said-so, repeated or baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shown_by: Option<&'static str>,
    /// Of what is unchanged: the id of the baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<String>,
    /// Of what is unchanged: the ids of several propositions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub propositions: Vec<String>,
    /// Of what is one-sided: the ids of the parties of which nothing on it is in the record.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub silent: Vec<String>,
    /// Of a forecast: who.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forecaster: Option<String>,
    /// Of a forecast: by when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Moment>,
    /// Of a forecast: in percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub probability: Option<f32>,
    /// Of a forecast: the id of the codebook's forecast that it matches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub watched: Option<String>,
    /// Of a forecast: open, due, came-true, failed or partly.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<&'static str>,
    /// Of a moved date: what was moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// Of a moved date: the day as it was set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set_for: Option<Moment>,
    /// Of a moved date: the day as it was moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved_to: Option<Moment>,
    /// Of a reaction: the id of the proposal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proposal: Option<String>,
}

impl From<&FindingDetail> for DetailRecord {
    fn from(detail: &FindingDetail) -> Self {
        let mut record = DetailRecord::default();
        match detail.clone() {
            FindingDetail::Plain => {}
            FindingDetail::SecondHand { conflict } => record.conflict = Some(conflict.name()),
            FindingDetail::Shift { from, to, on } => (record.from, record.to, record.on) = (from, to, on),
            FindingDetail::Unchanged { by, baseline, propositions } => {
                record.shown_by = Some(by.name());
                record.baseline = baseline;
                record.propositions = propositions;
            }
            FindingDetail::OneSided { silent } => record.silent = silent,
            FindingDetail::Forecast { forecaster, by, probability, watched, outcome } => {
                record.forecaster = Some(forecaster);
                record.by = by;
                record.probability = probability;
                record.watched = watched;
                record.outcome = Some(outcome.name());
            }
            FindingDetail::SlippedDate { event, from, to } => {
                record.event = Some(event);
                record.set_for = from;
                record.moved_to = to;
            }
            FindingDetail::Reaction { proposal } => record.proposal = Some(proposal),
        }
        record
    }
}

/// One of the things that a finding puts side by side.
#[derive(Debug, Serialize)]
pub struct SideRecord {
    /// What it is to the finding.
    pub role: &'static str,
    /// The id of the party whose position it is.
    pub party: Option<String>,
    /// Where that party stands by it.
    pub stance: Option<Stance>,
    /// How many statements show it, with those that are not listed.
    pub statements: usize,
    /// How many utterances these are: what one person said once counts once.
    pub utterances: usize,
    /// In how many documents.
    pub documents: usize,
    /// How many of these are independent.
    pub origins: usize,
    /// Some of the places.
    pub evidence: Vec<EvidenceRecord>,
}

/// Verbatim words at a place.
#[derive(Debug, Serialize)]
pub struct EvidenceRecord {
    /// The document's name.
    pub doc: String,
    /// The document's identity.
    pub document: String,
    /// The number of the statement in the document, from 1, as `statements` counts; null for a sentence of the author's.
    pub statement: Option<usize>,
    /// Where.
    pub spans: Vec<Offsets>,
    /// The part that counts here; may be empty.
    pub telling: Vec<Offsets>,
    /// The verbatim words; fragments are parted by ` […] `.
    pub text: String,
    /// Who says it.
    pub speaker: Option<String>,
    /// The id of the speaker's party.
    pub party: Option<String>,
    /// The stance it tells.
    pub stance: Option<Stance>,
    /// Whether the holder's own side tells it.
    pub hand: Option<Hand>,
    /// The day.
    pub on: Option<Moment>,
    /// How sure, 0 to 1.
    pub score: f32,
}

impl FindingLine {
    /// The outside form of one of the brief's findings.
    pub fn new(brief: &Brief, view: &FindingView) -> Self {
        let finding = &view.finding;
        let sides = finding.sides.iter().zip(&view.places).map(|(side, places)| SideRecord {
            role: side.role.name(),
            party: side.party.clone(),
            stance: side.stance,
            statements: side.statements,
            utterances: side.utterances,
            documents: side.documents,
            origins: side.origins,
            evidence: side
                .evidence
                .iter()
                .zip(places)
                .map(|(told, place)| evidence(brief, told, *place))
                .collect(),
        });
        FindingLine {
            finding: finding.id.clone(),
            kind: finding.kind,
            sentence: finding.proposition.as_deref().map(|id| brief.sentence(id).to_owned()),
            proposition: finding.proposition.clone(),
            holder: finding.holder.clone(),
            detail: DetailRecord::from(&finding.detail),
            sides: sides.collect(),
            order: finding.order.name(),
            documents: finding.documents,
            origins: finding.origins,
            score: rounded(finding.score),
            interest: rounded(finding.interest),
            folded: view.folded(),
        }
    }
}

fn evidence(brief: &Brief, told: &Evidence, place: PlaceView) -> EvidenceRecord {
    let document = &brief.documents[place.document];
    let points = CodePoints::new(&document.text);
    let offsets = |spans: &[Span]| spans.iter().filter_map(|span| points.of(*span)).collect();
    EvidenceRecord {
        doc: document.name.clone(),
        document: told.document.to_string(),
        statement: told.statement.map(|number| number + 1),
        spans: offsets(&told.spans),
        telling: offsets(&told.telling),
        text: told.words.join(" […] "),
        speaker: told.speaker.clone(),
        party: told.party.clone(),
        stance: told.stance,
        hand: told.hand,
        on: told.on,
        score: rounded(told.score),
    }
}
