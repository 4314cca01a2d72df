//! The listing of documents.

use rusqlite::{Connection, params_from_iter};
use standpoint_terms::ReaderIdentity;

use crate::conditions::{Conditions, limit};
use crate::fold::folded_name;
use crate::place;
use crate::stored::{self, count_at, int, named_at};
use crate::{DocumentFilter, DocumentRow, Order, Page, Result, Versions};

pub(crate) fn list(connection: &Connection, filter: &DocumentFilter) -> Result<Page<DocumentRow>> {
    let total = connection
        .prepare_cached(&format!("SELECT count(*) FROM documents WHERE {}", conditions(filter).sql()))?
        .query_row(params_from_iter(conditions(filter).values_and(&[])), |row| row.get::<_, i64>(0))?;
    let ids = ids(connection, filter)?;
    let rows = ids.into_iter().map(|id| row(connection, id)).collect::<Result<_>>()?;
    Ok(Page { rows, total: usize::try_from(total).unwrap_or(0) })
}

/// The numbers of the documents of a listing, in its order.
pub(crate) fn ids(connection: &Connection, filter: &DocumentFilter) -> Result<Vec<i64>> {
    let conditions = conditions(filter);
    let order = match filter.order {
        Order::Oldest => "place",
        Order::Newest => "place DESC",
    };
    let sql =
        format!("SELECT id FROM documents WHERE {} ORDER BY {order} LIMIT ? OFFSET ?", conditions.sql());
    let mut query = connection.prepare_cached(&sql)?;
    let values = conditions.values_and(&[limit(filter.limit), int(filter.offset)]);
    let ids = query.query_map(params_from_iter(values), |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

fn conditions(filter: &DocumentFilter) -> Conditions {
    let mut conditions = Conditions::default();
    match filter.versions {
        Versions::Current => conditions.require("current = 1"),
        Versions::Superseded => conditions.require("current = 0"),
        Versions::All => {}
    }
    if let Some(name) = &filter.name {
        conditions.with("instr(folded_name, ?) > 0", folded_name(name));
    }
    if let Some(outlet) = &filter.outlet {
        conditions.with("outlet = ? COLLATE NOCASE", outlet.clone());
    }
    if let Some(from) = filter.published_from {
        conditions.with("place >= ?", place::from(from).to_vec());
    }
    if let Some(to) = filter.published_to {
        conditions.require("place >= x'0000000000000001'");
        conditions.with("place < ?", place::after(to).to_vec());
    }
    conditions
}

/// The row of document number `id`.
pub(crate) fn row(connection: &Connection, id: i64) -> Result<DocumentRow> {
    let mut query = connection.prepare_cached(
        "SELECT d.*, later.text_id AS later, n.name AS reader, n.version AS version
         FROM documents d JOIN readings r ON r.document = d.id JOIN readers n ON n.id = r.reader
         LEFT JOIN documents later ON later.id = d.superseded_by WHERE d.id = ?1",
    )?;
    let mut rows = query.query([id])?;
    let row = rows.next()?.ok_or_else(|| stored::damaged(&format!("document number {id} has no reading")))?;
    Ok(DocumentRow {
        id: stored::document_id_at(row, "text_id")?,
        name: row.get("name")?,
        locator: row.get("locator")?,
        format: named_at(row, "format")?,
        metadata: stored::metadata_at(row)?,
        words: count_at(row, "words")?,
        statements: count_at(row, "statements")?,
        sightings: count_at(row, "sightings")?,
        added_at: stored::moment(&row.get::<_, String>("added_at")?)?,
        superseded_by: row.get::<_, Option<String>>("later")?.map(standpoint_terms::DocumentId::from_stored),
        reader: ReaderIdentity { name: row.get("reader")?, version: row.get("version")? },
    })
}
