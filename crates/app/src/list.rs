//! From rows of the ledger to lines of output.

use standpoint_ledger::{ActorRow, DocumentRow, Fragment, Hit, StatementRow};

use crate::outside::{ActorLine, DocumentLine, HitLine, Offsets, SnippetLine, StatementLine, rounded};

impl From<StatementRow> for StatementLine {
    fn from(row: StatementRow) -> Self {
        let offsets =
            |fragments: &[Fragment]| fragments.iter().map(|f| f.code_points).collect::<Vec<Offsets>>();
        StatementLine {
            doc: row.document_name,
            document: row.document.to_string(),
            statement: row.ordinal + 1,
            content: offsets(&row.content),
            source: offsets(&row.source),
            cue: offsets(&row.cue),
            text: row.text,
            source_text: row.source_text,
            cue_text: row.cue_text,
            mode: row.mode,
            cue_kind: row.cue_kind,
            speaker: row.speaker,
            resolution: row.resolution,
            speaker_party: row.party,
            hints: row.issue.as_ref().map(|issued| issued.hints.clone()).unwrap_or_default(),
            issue: row.issue.map(|issued| issued.issue),
            act: None,
            positions: Vec::new(),
            said_on: None,
            parent: row.parent.map(|parent| parent + 1),
            title: row.title,
            outlet: row.outlet,
            published: row.published,
            origin: row.origin.to_string(),
            score: rounded(row.score),
            status: row.status.name(),
            reader: row.reader.to_string(),
        }
    }
}

impl From<DocumentRow> for DocumentLine {
    fn from(row: DocumentRow) -> Self {
        DocumentLine {
            doc: row.name,
            document: row.id.to_string(),
            title: row.metadata.title,
            outlet: row.metadata.outlet,
            author: row.metadata.author,
            published: row.metadata.published,
            modified: row.metadata.modified,
            language: row.metadata.language,
            url: row.metadata.url,
            format: row.format,
            words: row.words,
            statements: row.statements,
            places: row.sightings,
            superseded_by: row.superseded_by.map(|id| id.to_string()),
            added: row.added_at,
            reader: row.reader.to_string(),
        }
    }
}

impl From<ActorRow> for ActorLine {
    fn from(row: ActorRow) -> Self {
        ActorLine {
            name: row.name,
            other_names: row.other_names,
            kind: row.kind,
            party: row.party,
            roles: row.roles,
            affiliations: row.affiliations,
            statements: row.statements,
            documents: row.documents,
        }
    }
}

impl From<Hit> for HitLine {
    fn from(hit: Hit) -> Self {
        let snippet = hit.snippet.into_iter().map(|part| SnippetLine { text: part.text, hit: part.hit });
        HitLine {
            doc: hit.document.name,
            document: hit.document.id.to_string(),
            title: hit.document.metadata.title,
            outlet: hit.document.metadata.outlet,
            published: hit.document.metadata.published,
            snippet: snippet.collect(),
            statements: hit.statements.into_iter().map(StatementLine::from).collect(),
        }
    }
}
