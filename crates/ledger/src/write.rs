//! Rows of one document: written, taken out of the listings, put back.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};
use standpoint_terms::{
    Actor, ActorKind, CodePoints, Document, DocumentId, Moment, ReaderIdentity, Statement,
};

use crate::check::{fragments, refused, words_at};
use crate::fold::folded_name;
use crate::overlay::Mark;
use crate::place::{day, place};
use crate::standing;
use crate::stored::{self, int, json};
use crate::tally::{Countable, CountedStatement, Tally};
use crate::{ActorRulings, Entry, Result, Status, actor_rulings, review};

/// What a batch knows of actors.
#[derive(Default)]
pub(crate) struct Actors {
    /// Numbers of those that it has met, by key.
    numbers: HashMap<String, i64>,
    /// Who is the same as whom; read once.
    rulings: Option<ActorRulings>,
}

/// The numbers of a document's statements, as SQL has them.
pub(crate) fn statement_ids(document: i64) -> (i64, i64) {
    (document << 24, (document << 24) | 0x00ff_ffff)
}

/// Writes a document that is not in the ledger, as a current one; its number.
pub(crate) fn insert_document(
    connection: &Connection,
    document: &Document,
    statements: usize,
    at: Moment,
) -> Result<i64> {
    let m = &document.metadata;
    connection
        .prepare_cached(
            "INSERT INTO documents (text_id, name, folded_name, locator, format, title, outlet, author, published,
             modified, language, url, place, current, words, statements, sightings, added_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 1, ?14, ?15, 0, ?16)",
        )?
        .execute(params![
            document.id.as_str(),
            document.name,
            folded_name(&document.name),
            document.locator,
            document.format.name(),
            m.title,
            m.outlet,
            m.author,
            written(m.published),
            written(m.modified),
            m.language,
            m.url,
            place(document),
            int(words(&document.text)),
            int(statements),
            at.to_string(),
        ])?;
    let id = connection.last_insert_rowid();
    connection
        .prepare_cached("INSERT INTO texts (document, text, passages, notices) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![
            id,
            document.text,
            stored::passages(&document.passages)?,
            json(&document.notices)?
        ])?;
    connection
        .prepare_cached("INSERT INTO search (rowid, title, text) VALUES (?1, ?2, ?3)")?
        .execute(params![id, m.title, document.text])?;
    Ok(id)
}

/// Gives document number `id`, which is not in the listings, the name and metadata of `document`. Its text
/// and reading stay.
pub(crate) fn describe(connection: &Connection, id: i64, document: &Document) -> Result<()> {
    let (m, place) = (&document.metadata, place(document));
    connection
        .prepare_cached(
            "UPDATE documents SET name = ?2, folded_name = ?3, format = ?4, title = ?5, outlet = ?6, author = ?7,
             published = ?8, modified = ?9, language = ?10, url = ?11, place = ?12 WHERE id = ?1",
        )?
        .execute(params![
            id,
            document.name,
            folded_name(&document.name),
            document.format.name(),
            m.title,
            m.outlet,
            m.author,
            written(m.published),
            written(m.modified),
            m.language,
            m.url,
            place,
        ])?;
    let (first, last) = statement_ids(id);
    connection
        .prepare_cached("UPDATE statements SET place = ?3 WHERE id BETWEEN ?1 AND ?2")?
        .execute(params![first, last, place])?;
    // They may be about the metadata: a date that could not be read.
    connection
        .prepare_cached("UPDATE texts SET notices = ?2 WHERE document = ?1")?
        .execute(params![id, json(&document.notices)?])?;
    Ok(())
}

fn written(moment: Option<Moment>) -> Option<String> {
    moment.map(|m| m.to_string())
}

/// Writes the reading and the statements of document number `id`, with what people said laid over them; what the
/// counters need. It has no statements yet.
pub(crate) fn write_reading(
    connection: &Connection,
    actors: &mut Actors,
    id: i64,
    entry: &Entry,
    current: bool,
) -> Result<Countable> {
    let reading = &entry.reading;
    let layer = review::lay_over(connection, id, entry)?;
    let numbered = intern(connection, actors, &entry.document.id, &layer.actors)?;
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO readings (document, reader, sentences, mentions, actors, notices)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            id,
            reader(connection, &reading.reader)?,
            stored::spans(&reading.sentences)?,
            stored::mentions(&reading.mentions)?,
            json(&layer.actors)?,
            json(&reading.notices)?,
        ])?;
    let points = CodePoints::new(&entry.document.text);
    let place = place(&entry.document);
    let actor_of = |statement: &Statement| {
        let at = statement.attribution.speaker?;
        Some((*numbered.numbers.get(at)?, layer.actors.get(at)?.kind))
    };
    let mut twins: HashMap<(usize, usize), usize> = HashMap::new();
    let mut counted = Vec::with_capacity(layer.statements.len());
    for (ordinal, (statement, mark)) in layer.statements.iter().zip(&layer.marks).enumerate() {
        let actor = actor_of(statement);
        let content = &statement.attribution.content;
        let hull = (content.first().map_or(0, |s| s.start), content.last().map_or(0, |s| s.end));
        let count = twins.entry(hull).or_default();
        let twin = *count;
        *count += 1;
        let row = StatementRow {
            document: id,
            ordinal,
            current,
            place: &place,
            actor,
            statement,
            mark: *mark,
            twin,
        };
        insert_statement(connection, &entry.document, &points, &row)?;
        if mark.status != Status::Rejected {
            counted.push(CountedStatement {
                party: statement.party.clone(),
                issue: statement.issue.as_ref().map(|i| i.issue.clone()),
                mode: statement.attribution.mode.name().to_owned(),
                actor,
            });
        }
    }
    connection
        .prepare_cached("UPDATE documents SET statements = ?2 WHERE id = ?1")?
        .execute([id, int(counted.len())])?;
    Ok(Countable {
        day: day(entry.document.metadata.published),
        words: words(&entry.document.text),
        statements: counted,
        actors: numbered.facts,
    })
}

struct StatementRow<'a> {
    document: i64,
    ordinal: usize,
    current: bool,
    place: &'a [u8],
    actor: Option<(i64, ActorKind)>,
    statement: &'a Statement,
    mark: Mark,
    twin: usize,
}

fn insert_statement(
    connection: &Connection,
    document: &Document,
    points: &CodePoints<'_>,
    row: &StatementRow<'_>,
) -> Result<()> {
    let a = &row.statement.attribution;
    let spans = [&a.content, &a.source, &a.cue];
    let [content, source, cue] = spans.map(|spans| words_at(&document.text, spans));
    let [content_at, source_at, cue_at] = spans.map(|spans| fragments(points, spans));
    let (Some(content), Some(source), Some(cue), Some(content_at), Some(source_at), Some(cue_at)) =
        (content, source, cue, content_at, source_at, cue_at)
    else {
        return Err(refused(&document.name, &format!("statement {} is not in its text", row.ordinal)));
    };
    let issue = row.statement.issue.as_ref();
    connection
        .prepare_cached(
            "INSERT INTO statements (id, document, ordinal, current, place, party, issue, hints, mode, cue_kind,
             actor, actor_kind, unnamed, speaker_ordinal, speaker, resolution, parent, score, places, text,
             source_text, cue_text, status, twin, kept) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
             ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25)",
        )?
        .execute(params![
            statement_ids(row.document).0 + int(row.ordinal),
            row.document,
            int(row.ordinal),
            row.current && row.mark.status != Status::Rejected,
            row.place,
            row.statement.party,
            issue.map(|i| &i.issue),
            issue.map(|i| json(&i.hints)).transpose()?,
            a.mode.name(),
            a.cue_kind.name(),
            row.actor.map(|(id, _)| id),
            row.actor.map(|(_, kind)| kind.name()),
            matches!(row.actor, Some((_, ActorKind::Unnamed))),
            a.speaker.map(int),
            row.statement.speaker,
            a.resolution.name(),
            a.parent.map(int),
            f64::from(a.score),
            stored::places(&[content_at, source_at, cue_at])?,
            content,
            source,
            cue,
            row.mark.status.name(),
            int(row.twin),
            row.mark.kept,
        ])?;
    let number = statement_ids(row.document).0 + int(row.ordinal);
    standing::write(connection, document, points, number, row.statement)
}

/// What the counters hold of a document that is in the ledger.
pub(crate) fn countable(connection: &Connection, id: i64) -> Result<Countable> {
    let (text_id, published, words, actors) = connection
        .prepare_cached(
            "SELECT d.text_id, d.published, d.words, r.actors
             FROM documents d JOIN readings r ON r.document = d.id WHERE d.id = ?1",
        )?
        .query_row([id], |row| {
            let columns: (String, Option<String>, i64, String) =
                (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            Ok(columns)
        })?;
    let actors: Vec<Actor> = serde_json::from_str(&actors)?;
    let numbered = intern(connection, &mut Actors::default(), &DocumentId::from_stored(text_id), &actors)?;
    let mut query = connection.prepare_cached(
        "SELECT party, issue, mode, actor, actor_kind FROM statements
         WHERE id BETWEEN ?1 AND ?2 AND status <> 'rejected'",
    )?;
    let mut rows = query.query(statement_ids(id))?;
    let mut statements = Vec::new();
    while let Some(row) = rows.next()? {
        let actor: Option<i64> = row.get(3)?;
        let actor = actor.map(|actor| Ok::<_, crate::Error>((actor, stored::named_at(row, "actor_kind")?)));
        statements.push(CountedStatement {
            party: row.get(0)?,
            issue: row.get(1)?,
            mode: row.get(2)?,
            actor: actor.transpose()?,
        });
    }
    Ok(Countable {
        day: day(published.as_deref().map(stored::moment).transpose()?),
        words: usize::try_from(words).unwrap_or(0),
        actors: numbered.facts,
        statements,
    })
}

/// Takes a document out of the listings, since `by` stands in its place.
pub(crate) fn retire(connection: &Connection, tally: &mut Tally, id: i64, by: i64) -> Result<()> {
    tally.exclude(&countable(connection, id)?);
    tally.superseded(1);
    let (first, last) = statement_ids(id);
    connection
        .prepare_cached(
            "INSERT INTO search (search, rowid, title, text)
             SELECT 'delete', id, title, text FROM searchable WHERE id = ?1",
        )?
        .execute([id])?;
    connection
        .prepare_cached("UPDATE documents SET current = 0, superseded_by = ?2 WHERE id = ?1")?
        .execute([id, by])?;
    connection
        .prepare_cached("UPDATE statements SET current = 0 WHERE id BETWEEN ?1 AND ?2")?
        .execute([first, last])?;
    Ok(())
}

/// Puts a superseded document back: its text stands somewhere again.
pub(crate) fn revive(connection: &Connection, tally: &mut Tally, id: i64) -> Result<()> {
    tally.include(&countable(connection, id)?);
    tally.superseded(-1);
    let (first, last) = statement_ids(id);
    connection
        .prepare_cached("UPDATE documents SET current = 1, superseded_by = NULL WHERE id = ?1")?
        .execute([id])?;
    connection
        .prepare_cached(
            "UPDATE statements SET current = 1 WHERE id BETWEEN ?1 AND ?2 AND status <> 'rejected'",
        )?
        .execute([first, last])?;
    connection
        .prepare_cached(
            "INSERT INTO search (rowid, title, text) SELECT id, title, text FROM searchable WHERE id = ?1",
        )?
        .execute([id])?;
    Ok(())
}

/// The actors of one document in the ledger.
struct Numbered {
    /// Their numbers, in the document's order.
    numbers: Vec<i64>,
    /// With all that the counters hold of them: under the names that people gave them, and those of the document.
    facts: Vec<(i64, Actor)>,
}

fn intern(
    connection: &Connection,
    known: &mut Actors,
    document: &DocumentId,
    actors: &[Actor],
) -> Result<Numbered> {
    let rulings = match known.rulings.take() {
        Some(rulings) => rulings,
        None => actor_rulings::in_force(connection)?,
    };
    let mut numbered = Numbered { numbers: Vec::with_capacity(actors.len()), facts: Vec::new() };
    for actor in actors {
        let (ruled, apart) = rulings.ruled(document, actor);
        let number = number_of(connection, known, actor_key(document, &ruled, apart), &ruled)?;
        numbered.numbers.push(number);
        if !apart && ruled != *actor {
            numbered.facts.push((number, actor.clone()));
        }
        numbered.facts.push((number, ruled));
    }
    known.rulings = Some(rulings);
    Ok(numbered)
}

fn number_of(connection: &Connection, known: &mut Actors, key: String, actor: &Actor) -> Result<i64> {
    if let Some(id) = known.numbers.get(&key) {
        return Ok(*id);
    }
    let found = connection
        .prepare_cached("SELECT id FROM actors WHERE key = ?1")?
        .query_row([&key], |row| row.get(0))
        .optional()?;
    let id = match found {
        Some(id) => id,
        None => {
            connection
                .prepare_cached("INSERT INTO actors (key, kind, named) VALUES (?1, ?2, ?3)")?
                .execute(params![key, actor.kind.name(), actor.kind != ActorKind::Unnamed])?;
            connection.last_insert_rowid()
        }
    };
    known.numbers.insert(key, id);
    Ok(id)
}

/// The key by which an actor joins actors of other documents; it begins with the folded name.
fn actor_key(document: &DocumentId, actor: &Actor, apart: bool) -> String {
    let mut folded = folded_name(&actor.name);
    if folded.is_empty() {
        folded = actor.name.replace('\u{1f}', " ");
    }
    let kind = actor.kind.name();
    if apart {
        return format!("{folded}\u{1f}{kind}\u{1f}{document}");
    }
    match actor.kind {
        // Two people may share a surname: without a given name, it is somebody of this document only.
        ActorKind::Person if !folded.contains(' ') => format!("{folded}\u{1f}{kind}\u{1f}{document}"),
        ActorKind::Body => format!("{}\u{1f}{kind}", folded.strip_prefix("the ").unwrap_or(&folded)),
        ActorKind::Person | ActorKind::Unnamed => format!("{folded}\u{1f}{kind}"),
    }
}

/// Whether a document is in the listings.
pub(crate) fn is_current(connection: &Connection, id: i64) -> Result<bool> {
    Ok(connection
        .prepare_cached("SELECT current FROM documents WHERE id = ?1")?
        .query_row([id], |row| row.get(0))?)
}

fn reader(connection: &Connection, reader: &ReaderIdentity) -> Result<i64> {
    let found = connection
        .prepare_cached("SELECT id FROM readers WHERE name = ?1 AND version = ?2")?
        .query_row([&reader.name, &reader.version], |row| row.get(0))
        .optional()?;
    if let Some(id) = found {
        return Ok(id);
    }
    connection
        .prepare_cached("INSERT INTO readers (name, version) VALUES (?1, ?2)")?
        .execute([&reader.name, &reader.version])?;
    Ok(connection.last_insert_rowid())
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}
