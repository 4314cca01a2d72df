//! Findings with their places in the brief.

use std::collections::HashMap;

use standpoint_terms::{FOLDED_BELOW, Finding, FindingKind};

use crate::Brief;

/// A finding, with indexes into the brief for each piece of its evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct FindingView {
    /// The finding.
    pub finding: Finding,
    /// For each of its sides, for each piece of evidence, where it is. What is not in the brief is left out of both.
    pub places: Vec<Vec<PlaceView>>,
}

/// Where a piece of evidence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceView {
    /// Index into [`Brief::documents`].
    pub document: usize,
    /// Index into [`Brief::statements`]; `None` for a sentence of the author's.
    pub statement: Option<usize>,
}

impl FindingView {
    /// Whether a page folds it away: it is of little interest beside the others.
    pub fn folded(&self) -> bool {
        self.finding.interest < FOLDED_BELOW
    }
}

/// Joins findings to the brief. `numbers` gives the statement that a document's identity and its number in the reading
/// have in the brief.
pub(crate) fn join(
    brief: &Brief,
    findings: Vec<Finding>,
    numbers: &HashMap<(usize, usize), usize>,
) -> Vec<FindingView> {
    let at: HashMap<&str, usize> =
        brief.documents.iter().enumerate().map(|(at, document)| (document.id.as_str(), at)).collect();
    let joined = findings.into_iter().filter_map(|mut finding| {
        let mut places = Vec::new();
        for side in &mut finding.sides {
            let mut of_side = Vec::new();
            side.evidence.retain(|evidence| {
                let Some(document) = at.get(evidence.document.as_str()).copied() else { return false };
                let statement =
                    evidence.statement.and_then(|number| numbers.get(&(document, number)).copied());
                let text = &brief.documents[document].text;
                let sound =
                    !evidence.spans.is_empty() && evidence.spans.iter().all(|span| span.of(text).is_some());
                if sound {
                    of_side.push(PlaceView { document, statement });
                }
                sound
            });
            places.push(of_side);
        }
        let shown = places.iter().any(|side| !side.is_empty());
        shown.then_some(FindingView { finding, places })
    });
    joined.collect()
}

impl Brief {
    /// The findings of a kind: those worth showing, and those that are folded away.
    pub fn findings_of(&self, kind: FindingKind) -> (Vec<&FindingView>, Vec<&FindingView>) {
        self.findings.iter().filter(|view| view.finding.kind == kind).partition(|view| !view.folded())
    }

    /// A party's name, by its id.
    pub fn party_name<'b>(&'b self, id: &'b str) -> &'b str {
        self.parties.iter().find(|party| party.id == id).map_or(id, |party| &party.name)
    }

    /// A proposition's sentence, by its id.
    pub fn sentence<'b>(&'b self, id: &'b str) -> &'b str {
        let known = self.propositions.iter().find(|proposition| proposition.id == id);
        known.map_or(id, |proposition| &proposition.sentence)
    }
}
