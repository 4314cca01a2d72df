//! The listing of statements.
//!
//! With millions of rows, what matters is which index leads. Every listing is answered in two steps: the
//! numbers of its rows from an index alone, then the rows themselves.
//!
//! - What counters are kept by (party, issue, mode, unnamed, day): `statement_counts` gives the total and the
//!   days to look at.
//! - A speaker, or an hour: an index gives both.
//! - Documents: they are visited one by one.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use standpoint_terms::{DocumentId, ReaderIdentity};

use crate::add::number;
use crate::conditions::{Conditions, limit};
use crate::documents;
use crate::entries::issued_at;
use crate::fold::folded_name;
use crate::place;
use crate::standing;
use crate::stored::{self, count_at, int, named_at};
use crate::write::statement_ids;
use crate::{ActorId, DocumentFilter, Order, Page, Result, StatementFilter, StatementRow, Status};

/// Up to this many statements of the named speakers are sorted; of more, the listing's own order is
/// followed until a page is full.
const SORTED_AT_MOST: i64 = 50_000;

/// Up to this many speakers are named one by one in the question to SQLite.
const NAMED_AT_MOST: usize = 2_000;

/// Up to this many documents of a name are visited one by one.
const VISITED_AT_MOST: usize = 2_000;

pub(crate) fn list(connection: &Connection, filter: &StatementFilter) -> Result<Page<StatementRow>> {
    let (ids, total) = page(connection, filter)?;
    let rows = ids.into_iter().map(|id| row(connection, id)).collect::<Result<_>>()?;
    Ok(Page { rows, total })
}

/// The numbers of the statements of a page, in order, and how many the whole listing has.
pub(crate) fn page(connection: &Connection, filter: &StatementFilter) -> Result<(Vec<i64>, usize)> {
    let Some(plan) = plan(connection, filter)? else { return Ok((Vec::new(), 0)) };
    if let Some(documents) = &plan.visited {
        let all = visit(connection, filter, &plan, documents)?;
        let total = all.len();
        let most = filter.limit.unwrap_or(usize::MAX);
        return Ok((all.into_iter().skip(filter.offset).take(most).collect(), total));
    }
    if plan.counted { by_day(connection, filter) } else { scan(connection, filter, &plan) }
}

/// How a listing is answered.
struct Plan {
    conditions: Conditions,
    /// The table with the index that leads.
    table: &'static str,
    /// The one that leads in counting, where no page has to be in order.
    count_table: &'static str,
    /// The total, where a counter has it.
    total: Option<i64>,
    /// Whether the counters suffice.
    counted: bool,
    /// The documents to visit one by one, in order, instead of following an index.
    visited: Option<Vec<i64>>,
}

/// `None` where nothing can match.
fn plan(connection: &Connection, filter: &StatementFilter) -> Result<Option<Plan>> {
    let mut conditions = Conditions::default();
    let mut table = "statements INDEXED BY statements_in_order";
    let mut count_table = table;
    let mut counted = true;
    let mut total = None;
    let mut visited = None;
    if *filter == unconditional(filter) {
        total = Some(connection.query_row("SELECT statements FROM totals", [], |row| row.get(0))?);
        counted = false;
    }
    sort(filter, &mut conditions);
    if let Some(from) = filter.published_from {
        conditions.with("place >= ?", place::from(from).to_vec());
        counted &= place::is_day(from);
    }
    if let Some(to) = filter.published_to {
        conditions.require("place >= x'0000000000000001'");
        conditions.with("place < ?", place::after(to).to_vec());
        counted &= place::is_day(to);
    }
    if let Some(name) = &filter.speaker {
        let speakers = speakers(connection, name)?;
        if speakers.len() > NAMED_AT_MOST || filter.document.is_some() {
            conditions.with(
                "actor IN (SELECT id FROM actors WHERE instr(substr(key, 1, instr(key, char(31)) - 1), ?) > 0)",
                folded_name(name),
            );
        } else {
            // Numbers of our own, written out: SQLite then goes from one to the next in the index.
            let numbers: Vec<_> = speakers.iter().map(|(id, _)| id.to_string()).collect();
            conditions.clause(format!("actor IN ({})", numbers.join(", ")));
        }
        let statements: i64 = speakers.iter().map(|(_, statements)| statements).sum();
        count_table = "statements INDEXED BY statements_by_actor";
        if speakers.len() == 1 || statements <= SORTED_AT_MOST {
            table = count_table;
        }
        counted = false;
        let alone = StatementFilter { speaker: filter.speaker.clone(), ..unconditional(filter) };
        total = (*filter == alone).then_some(statements);
    }
    if let Some(ActorId(actor)) = filter.actor {
        conditions.with("actor = ?", actor);
        table = "statements INDEXED BY statements_by_actor";
        count_table = table;
        counted = false;
    }
    if let Some(name) = &filter.document_name {
        let named = DocumentFilter {
            name: Some(name.clone()),
            order: filter.order,
            limit: Some(VISITED_AT_MOST + 1),
            ..DocumentFilter::default()
        };
        let documents = documents::ids(connection, &named)?;
        if documents.len() <= VISITED_AT_MOST {
            visited = Some(documents);
        } else {
            let alone =
                StatementFilter { document_name: filter.document_name.clone(), ..unconditional(filter) };
            if *filter == alone {
                total = Some(connection.query_row(
                    "SELECT sum(statements) FROM documents WHERE current = 1 AND instr(folded_name, ?1) > 0",
                    [folded_name(name)],
                    |row| row.get(0),
                )?);
            }
            // The number of the document is in the number of the statement, and so in every index.
            conditions.with(
                "(id >> 24) IN (SELECT id FROM documents WHERE current = 1 AND instr(folded_name, ?) > 0)",
                folded_name(name),
            );
        }
        counted = false;
    }
    if let Some(document) = &filter.document {
        let Some(id) = number(connection, document)? else { return Ok(None) };
        visited = Some(match visited {
            Some(named) if !named.contains(&id) => Vec::new(),
            _ => vec![id],
        });
    }
    match filter.status {
        None if visited.is_none() => conditions.require("current = 1"),
        None => conditions.require("status <> 'rejected'"),
        Some(Status::Unreviewed) => {
            conditions.require("current = 1");
            conditions.require("status = 'unreviewed'");
        }
        Some(status) => {
            conditions.with("status = ?", status.name().to_owned());
            // Said again as the index has it, or SQLite would not see that the index holds them all.
            conditions.require("status <> 'unreviewed'");
            // What a person has looked at is little: its own index, whatever else is asked for.
            conditions.require("document IN (SELECT id FROM documents WHERE current = 1)");
            table = "statements INDEXED BY statements_reviewed";
            count_table = table;
        }
    }
    counted &= filter.status.is_none();
    Ok(Some(Plan { conditions, table, count_table, total, counted, visited }))
}

fn scan_ids(connection: &Connection, filter: &StatementFilter, plan: &Plan) -> Result<Vec<i64>> {
    let order = match filter.order {
        Order::Oldest => "place, ordinal",
        Order::Newest => "place DESC, ordinal DESC",
    };
    let (table, conditions) = (plan.table, plan.conditions.sql());
    let sql = format!("SELECT id FROM {table} WHERE {conditions} ORDER BY {order} LIMIT ? OFFSET ?");
    let mut query = connection.prepare_cached(&sql)?;
    let values = plan.conditions.values_and(&[limit(filter.limit), int(filter.offset)]);
    let ids = query.query_map(params_from_iter(values), |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

fn visit(
    connection: &Connection,
    filter: &StatementFilter,
    plan: &Plan,
    documents: &[i64],
) -> Result<Vec<i64>> {
    let order = match filter.order {
        Order::Oldest => "id",
        Order::Newest => "id DESC",
    };
    let conditions = plan.conditions.sql();
    let sql = format!(
        "SELECT id FROM statements NOT INDEXED WHERE {conditions} AND id BETWEEN ? AND ? ORDER BY {order}"
    );
    let mut query = connection.prepare_cached(&sql)?;
    let mut ids = Vec::new();
    for document in documents {
        let (first, last) = statement_ids(*document);
        let found = query
            .query_map(params_from_iter(plan.conditions.values_and(&[first, last])), |row| row.get(0))?;
        for id in found {
            ids.push(id?);
        }
    }
    Ok(ids)
}

/// The same part of the listing of all statements.
fn unconditional(filter: &StatementFilter) -> StatementFilter {
    let StatementFilter { order, limit, offset, .. } = *filter;
    StatementFilter { order, limit, offset, ..StatementFilter::default() }
}

/// The actors with these letters in their names, and how many statements each has.
fn speakers(connection: &Connection, name: &str) -> Result<Vec<(i64, i64)>> {
    let mut query = connection.prepare_cached(
        "SELECT id, statements FROM actors INDEXED BY actors_by_statements
         WHERE documents > 0 AND named IN (0, 1) AND statements > 0
         AND instr(substr(key, 1, instr(key, char(31)) - 1), ?1) > 0",
    )?;
    let rows = query.query_map([folded_name(name)], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The conditions on what a statement is, by columns that the counters have too.
fn sort(filter: &StatementFilter, conditions: &mut Conditions) {
    if let Some(party) = &filter.party {
        conditions.with("party = ?", party.clone());
    }
    if let Some(issue) = &filter.issue {
        conditions.with("issue = ?", issue.clone());
    }
    if let Some(mode) = filter.mode {
        conditions.with("mode = ?", mode.name().to_owned());
    }
    if filter.unnamed {
        conditions.require("unnamed = 1");
    }
}

/// By an index alone: the total, and the numbers of the page.
fn scan(connection: &Connection, filter: &StatementFilter, plan: &Plan) -> Result<(Vec<i64>, usize)> {
    let sql = format!("SELECT count(*) FROM {} WHERE {}", plan.count_table, plan.conditions.sql());
    let total: i64 = match plan.total {
        Some(total) => total,
        None => connection
            .prepare(&sql)?
            .query_row(params_from_iter(plan.conditions.values_and(&[])), |row| row.get(0))?,
    };
    let ids = if total == 0 { Vec::new() } else { scan_ids(connection, filter, plan)? };
    Ok((ids, usize::try_from(total).unwrap_or(0)))
}

/// By the counters: the total, and the numbers of the page from those days that have a part in it.
fn by_day(connection: &Connection, filter: &StatementFilter) -> Result<(Vec<i64>, usize)> {
    let mut conditions = Conditions::default();
    sort(filter, &mut conditions);
    let mut rows = Conditions::default();
    sort(filter, &mut rows);
    if let Some(from) = filter.published_from {
        conditions.with("day >= ?", place::day(Some(from)));
        conditions.require("day <> 0");
    }
    if let Some(to) = filter.published_to {
        conditions.with("day <= ?", place::day(Some(to)));
        conditions.require("day <> 0");
    }
    let (day_order, row_order) = match filter.order {
        Order::Oldest => ("day <> 0, day", "place, ordinal"),
        Order::Newest => ("day = 0, day DESC", "place DESC, ordinal DESC"),
    };
    let sql = format!(
        "SELECT day, sum(statements) FROM statement_counts WHERE {} GROUP BY day ORDER BY {day_order}",
        conditions.sql()
    );
    let mut query = connection.prepare_cached(&sql)?;
    let days = query
        .query_map(params_from_iter(conditions.values_and(&[])), |row| Ok((row.get(0)?, row.get(1)?)))?;
    let days: Vec<(i64, i64)> = days.collect::<Result<_, _>>()?;
    let sql = format!(
        "SELECT id FROM statements INDEXED BY statements_in_order
         WHERE current = 1 AND {} AND place >= ? AND place < ? ORDER BY {row_order} LIMIT ? OFFSET ?",
        rows.sql()
    );
    let mut query = connection.prepare_cached(&sql)?;
    let (mut ids, mut total, mut skip) = (Vec::new(), 0, int(filter.offset));
    let mut wanted = filter.limit.map_or(i64::MAX, int);
    for (day, statements) in days {
        total += statements;
        if skip >= statements || wanted == 0 {
            skip = (skip - statements).max(0);
            continue;
        }
        let [first, after] = place::of_day(day).map(|key| Value::Blob(key.to_vec()));
        let mut values = rows.values_and(&[]);
        values.extend([first, after, Value::Integer(wanted), Value::Integer(skip)]);
        let before = ids.len();
        for id in query.query_map(params_from_iter(values), |row| row.get(0))? {
            ids.push(id?);
        }
        wanted -= int(ids.len() - before);
        skip = 0;
    }
    Ok((ids, usize::try_from(total).unwrap_or(0)))
}

/// The row of statement number `id`.
pub(crate) fn row(connection: &Connection, id: i64) -> Result<StatementRow> {
    let mut query = connection.prepare_cached(
        "SELECT s.*, d.text_id, d.name AS document_name, d.title, d.outlet, d.published,
                n.name AS reader, n.version AS version,
                (SELECT w.text_id FROM origins o JOIN documents w ON w.id = o.origin
                 WHERE o.document = s.document AND EXISTS (SELECT 1 FROM origins_stand)) AS origin
         FROM statements s JOIN documents d ON d.id = s.document
         JOIN readings r ON r.document = d.id JOIN readers n ON n.id = r.reader WHERE s.id = ?1",
    )?;
    let mut rows = query.query([id])?;
    let row = rows.next()?.ok_or_else(|| stored::damaged(&format!("statement number {id} is not there")))?;
    let [content, source, cue] = stored::places_from(&row.get::<_, String>("places")?)?;
    let document = stored::document_id_at(row, "text_id")?;
    let actor: Option<i64> = row.get("actor")?;
    let parent: Option<i64> = row.get("parent")?;
    let origin: Option<String> = row.get("origin")?;
    Ok(StatementRow {
        origin: origin.map_or_else(|| document.clone(), DocumentId::from_stored),
        document,
        document_name: row.get("document_name")?,
        title: row.get("title")?,
        outlet: row.get("outlet")?,
        published: stored::moment_at(row, "published")?,
        ordinal: count_at(row, "ordinal")?,
        content,
        source,
        cue,
        text: row.get("text")?,
        source_text: row.get("source_text")?,
        cue_text: row.get("cue_text")?,
        mode: named_at(row, "mode")?,
        cue_kind: named_at(row, "cue_kind")?,
        speaker: row.get("speaker")?,
        actor: actor.map(ActorId),
        actor_kind: actor.map(|_| named_at(row, "actor_kind")).transpose()?,
        resolution: named_at(row, "resolution")?,
        party: row.get("party")?,
        issue: issued_at(row)?,
        act: standing::act_at(row)?,
        positions: standing::positions(connection, id)?,
        said_on: standing::time_at(row)?,
        parent: parent.and_then(|p| usize::try_from(p).ok()),
        score: row.get("score")?,
        status: named_at(row, "status")?,
        kept: row.get("kept")?,
        twin: count_at(row, "twin")?,
        reader: ReaderIdentity { name: row.get("reader")?, version: row.get("version")? },
    })
}
