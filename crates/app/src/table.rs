//! From rows of the ledger and problems of the intake to rows that the brief draws.

use standpoint_brief::Unread;
use standpoint_brief::tables::{ActorRow, DocumentRow, PositionRow, SearchRow, SnippetPiece, StatementRow};
use standpoint_intake::Problem;
use standpoint_ledger as ledger;

use crate::outside::{CellLine, Offsets, StanceCounts};

/// A statement's row.
pub fn statement(row: ledger::StatementRow) -> StatementRow {
    let offsets = |fragments: &[ledger::Fragment]| -> Vec<Offsets> {
        fragments.iter().map(|fragment| fragment.code_points).collect()
    };
    StatementRow {
        id: row.id().to_string(),
        status: row.status.name(),
        doc: row.document_name,
        statement: row.ordinal + 1,
        content: offsets(&row.content),
        source: offsets(&row.source),
        cue: offsets(&row.cue),
        text: row.text,
        mode: row.mode,
        speaker: row.speaker,
        resolution: row.resolution,
        speaker_party: row.party,
        issue: row.issue.map(|issued| issued.issue),
        outlet: row.outlet,
        published: row.published,
        score: row.score,
    }
}

/// A document's row.
pub fn document(row: ledger::DocumentRow) -> DocumentRow {
    DocumentRow {
        doc: row.name,
        id: row.id.to_string(),
        title: row.metadata.title,
        outlet: row.metadata.outlet,
        author: row.metadata.author,
        published: row.metadata.published,
        language: row.metadata.language,
        format: row.format,
        words: row.words,
        statements: row.statements,
        notices: Vec::new(),
    }
}

/// An actor's row.
pub fn actor(row: ledger::ActorRow) -> ActorRow {
    ActorRow {
        name: row.name,
        kind: row.kind,
        party: row.party,
        roles: row.roles,
        statements: row.statements,
        documents: row.documents,
    }
}

/// The row of a search hit.
pub fn hit(hit: ledger::Hit) -> SearchRow {
    let snippet = hit.snippet.into_iter().map(|part| SnippetPiece { text: part.text, hit: part.hit });
    SearchRow {
        doc: hit.document.name,
        title: hit.document.metadata.title,
        outlet: hit.document.metadata.outlet,
        published: hit.document.metadata.published,
        speaker: None,
        snippet: snippet.collect(),
    }
}

/// What could not be read.
pub fn unread(problem: &Problem) -> Unread {
    Unread {
        name: problem.name.clone(),
        reason: format!("{}.", problem.reason),
        hint: (!problem.hint.is_empty()).then(|| problem.hint.clone()),
    }
}

/// A cell of the table of positions as `positions` lists it: with the first of its evidence.
pub fn position(cell: &CellLine) -> PositionRow {
    let sum = |counts: StanceCounts| counts.support + counts.oppose + counts.conditional;
    let first = cell.evidence.first();
    PositionRow {
        proposition: cell.proposition.clone(),
        sentence: cell.sentence.clone(),
        holder: cell.holder.clone(),
        stance: cell.stance,
        guess: cell.guess,
        first_hand: sum(cell.counts.first),
        second_hand: sum(cell.counts.second),
        latest: cell.latest,
        words: first.map_or_else(String::new, |evidence| {
            let speaker = evidence.speaker.as_deref().unwrap_or("unnamed");
            format!("{speaker}: {} ({} {})", evidence.text, evidence.doc, evidence.statement)
        }),
    }
}
