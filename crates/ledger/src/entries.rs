//! Documents come out whole.

use rusqlite::Connection;
use standpoint_terms::{Attribution, Document, DocumentId, Issued, ReaderIdentity, Reading, Statement};

use crate::add::number;
use crate::standing;
use crate::stored::{self, named_at};
use crate::write::statement_ids;
use crate::{Entry, Error, ErrorKind, Result, Sighting, Status, overlay};

pub(crate) fn find(connection: &Connection, id: &DocumentId) -> Result<Option<Entry>> {
    number(connection, id)?.map(|number| entry(connection, number)).transpose()
}

/// Everything of document number `id`.
pub(crate) fn entry(connection: &Connection, id: i64) -> Result<Entry> {
    let document = document(connection, id)?;
    let statements = statements(connection, id)?;
    let mut query = connection.prepare_cached(
        "SELECT r.sentences, r.mentions, r.actors, r.notices, n.name, n.version
         FROM readings r JOIN readers n ON n.id = r.reader WHERE r.document = ?1",
    )?;
    let mut rows = query.query([id])?;
    let row = rows.next()?.ok_or_else(|| missing(id))?;
    let text = |i: usize| row.get::<_, String>(i);
    let reading = Reading {
        sentences: stored::spans_from(&text(0)?)?,
        mentions: stored::mentions_from(&text(1)?)?,
        actors: serde_json::from_str(&text(2)?)?,
        notices: serde_json::from_str(&text(3)?)?,
        reader: ReaderIdentity { name: text(4)?, version: text(5)? },
        attributions: statements.iter().map(|s| s.attribution.clone()).collect(),
    };
    Ok(Entry { document, reading, statements })
}

/// Document number `id`.
pub(crate) fn document(connection: &Connection, id: i64) -> Result<Document> {
    let mut query = connection.prepare_cached(
        "SELECT d.*, t.text, t.passages, t.notices FROM documents d JOIN texts t ON t.document = d.id
         WHERE d.id = ?1",
    )?;
    let mut rows = query.query([id])?;
    let row = rows.next()?.ok_or_else(|| missing(id))?;
    Ok(Document {
        id: stored::document_id_at(row, "text_id")?,
        name: row.get("name")?,
        locator: row.get("locator")?,
        format: named_at(row, "format")?,
        metadata: stored::metadata_at(row)?,
        text: row.get("text")?,
        passages: stored::passages_from(&row.get::<_, String>("passages")?)?,
        notices: serde_json::from_str(&row.get::<_, String>("notices")?)?,
    })
}

fn statements(connection: &Connection, id: i64) -> Result<Vec<Statement>> {
    let mut query = connection.prepare_cached(
        "SELECT id, party, issue, hints, mode, cue_kind, speaker_ordinal, speaker, resolution, parent, score, places,
                act, acted, said_on, status
         FROM statements WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
    )?;
    let mut rows = query.query(statement_ids(id))?;
    let mut statements = Vec::new();
    let mut rejected = Vec::new();
    while let Some(row) = rows.next()? {
        rejected.push(row.get_ref("status")?.as_str().is_ok_and(|status| status == Status::Rejected.name()));
        let index = |column: &str| -> Result<Option<usize>> {
            let value: Option<i64> = row.get(column)?;
            Ok(value.and_then(|v| usize::try_from(v).ok()))
        };
        let [content, source, cue] = stored::places_from(&row.get::<_, String>("places")?)?
            .map(|fragments| fragments.into_iter().map(|f| f.span).collect());
        let attribution = Attribution {
            source,
            cue,
            content,
            mode: named_at(row, "mode")?,
            cue_kind: named_at(row, "cue_kind")?,
            speaker: index("speaker_ordinal")?,
            resolution: named_at(row, "resolution")?,
            parent: index("parent")?,
            score: row.get("score")?,
        };
        statements.push(Statement {
            attribution,
            speaker: row.get("speaker")?,
            party: row.get("party")?,
            issue: issued_at(row)?,
            act: standing::act_at(row)?,
            positions: standing::positions(connection, row.get("id")?)?
                .into_iter()
                .map(|told| told.position)
                .collect(),
            said_on: standing::time_at(row)?.map(|told| told.said_on),
        });
    }
    if rejected.contains(&true) {
        statements = overlay::without(&statements, &rejected);
    }
    Ok(statements)
}

/// The issue in the columns `issue` and `hints`.
pub(crate) fn issued_at(row: &rusqlite::Row<'_>) -> Result<Option<Issued>> {
    let (issue, hints): (Option<String>, Option<String>) = (row.get("issue")?, row.get("hints")?);
    let Some(issue) = issue else { return Ok(None) };
    let hints = serde_json::from_str(hints.as_deref().unwrap_or("[]"))?;
    Ok(Some(Issued { issue, hints }))
}

pub(crate) fn outdated(
    connection: &Connection,
    reader: &ReaderIdentity,
    limit: usize,
) -> Result<Vec<Document>> {
    let mut query = connection.prepare_cached(
        "SELECT r.document FROM readings r
         WHERE r.reader IN (SELECT id FROM readers WHERE NOT (name = ?1 AND version = ?2) AND name <> 'by hand')
         ORDER BY r.reader, r.document LIMIT ?3",
    )?;
    let ids = query.query_map((&reader.name, &reader.version, stored::int(limit)), |row| row.get(0))?;
    let ids: Vec<i64> = ids.collect::<Result<_, _>>()?;
    ids.into_iter().map(|id| document(connection, id)).collect()
}

pub(crate) fn sightings(connection: &Connection, id: &DocumentId) -> Result<Vec<Sighting>> {
    let mut query = connection.prepare_cached(
        "SELECT s.* FROM sightings s JOIN documents d ON d.id = s.document
         WHERE d.text_id = ?1 ORDER BY s.locator",
    )?;
    let mut rows = query.query([id.as_str()])?;
    let mut sightings = Vec::new();
    while let Some(row) = rows.next()? {
        sightings.push(Sighting {
            locator: row.get("locator")?,
            name: row.get("name")?,
            format: named_at(row, "format")?,
            metadata: serde_json::from_str(&row.get::<_, String>("metadata")?)?,
            first_seen: stored::moment(&row.get::<_, String>("first_seen")?)?,
            current: row.get("current")?,
        });
    }
    Ok(sightings)
}

fn missing(id: i64) -> Error {
    Error::new(ErrorKind::Corrupted, format!("has lost a part of document number {id}"))
}
