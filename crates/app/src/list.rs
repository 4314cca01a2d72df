//! From rows of the ledger to lines of output.

use standpoint_ledger::{ActorRow, DocumentRow, Fragment, Hit, PositionTold, StatementRow, TimeTold};

use crate::outside::{
    ActorLine, DocumentLine, HitLine, Offsets, PositionRecord, SaidOnRecord, SnippetLine, StatementLine,
    rounded,
};

impl From<StatementRow> for StatementLine {
    fn from(row: StatementRow) -> Self {
        let offsets =
            |fragments: &[Fragment]| fragments.iter().map(|f| f.code_points).collect::<Vec<Offsets>>();
        StatementLine {
            id: row.id().to_string(),
            kept: row.kept,
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
            act: row.act.as_ref().map(|acted| acted.act.name()),
            act_score: row.act.as_ref().map(|acted| rounded(acted.score)),
            act_by: row.act.map(|acted| acted.by),
            positions: row.positions.into_iter().map(PositionRecord::from).collect(),
            said_on: row.said_on.map(SaidOnRecord::from),
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

impl From<PositionTold> for PositionRecord {
    fn from(told: PositionTold) -> Self {
        let position = told.position;
        PositionRecord {
            holder: position.holder,
            proposition: position.proposition,
            stance: position.stance,
            condition: told.condition.iter().map(|fragment| fragment.code_points).collect(),
            hand: position.hand,
            score: rounded(position.score),
            by: position.by,
        }
    }
}

impl From<TimeTold> for SaidOnRecord {
    fn from(told: TimeTold) -> Self {
        let said = told.said_on;
        let words = told.words.map(|fragment| fragment.code_points);
        SaidOnRecord { from: said.from, to: said.to, words, by: said.by }
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
