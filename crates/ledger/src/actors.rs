//! The listing of actors.

use rusqlite::{Connection, params_from_iter};
use standpoint_terms::ActorKind;

use crate::conditions::{Conditions, limit};
use crate::fold::folded_name;
use crate::stored::{count_at, damaged, int, named_at};
use crate::{ActorFilter, ActorId, ActorOrder, ActorRow, Page, Result};

/// How many names, roles and affiliations a row shows.
const SHOWN: i64 = 6;

pub(crate) fn list(connection: &Connection, filter: &ActorFilter) -> Result<Page<ActorRow>> {
    let conditions = conditions(filter);
    let order = match filter.order {
        ActorOrder::Statements => "statements DESC, key",
        ActorOrder::Name => "key",
    };
    // Names are looked through one by one: once, for the total and the page together.
    let together = filter.name.is_some() || filter.party.is_some();
    let (most, skip) = if together { (-1, 0) } else { (limit(filter.limit), int(filter.offset)) };
    let sql = format!("SELECT id FROM actors WHERE {} ORDER BY {order} LIMIT ? OFFSET ?", conditions.sql());
    let mut query = connection.prepare_cached(&sql)?;
    let ids = query.query_map(params_from_iter(conditions.values_and(&[most, skip])), |row| row.get(0))?;
    let mut ids: Vec<i64> = ids.collect::<Result<_, _>>()?;
    let total = if together {
        let total = ids.len();
        ids = ids.into_iter().skip(filter.offset).take(filter.limit.unwrap_or(usize::MAX)).collect();
        total
    } else {
        let total: i64 = connection
            .prepare_cached(&format!("SELECT count(*) FROM actors WHERE {}", conditions.sql()))?
            .query_row(params_from_iter(conditions.values_and(&[])), |row| row.get(0))?;
        usize::try_from(total).unwrap_or(0)
    };
    let rows = ids.into_iter().map(|id| row(connection, id)).collect::<Result<_>>()?;
    Ok(Page { rows, total })
}

fn conditions(filter: &ActorFilter) -> Conditions {
    let mut conditions = Conditions::default();
    conditions.require("documents > 0");
    match filter.kind {
        None => conditions.require("named = 1"),
        Some(ActorKind::Unnamed) => conditions.require("named = 0"),
        Some(kind) => {
            conditions.require("named = 1");
            conditions.with("instr(key, char(31) || ?) > 0", kind.name().to_owned());
        }
    }
    if let Some(name) = &filter.name {
        conditions.with("instr(substr(key, 1, instr(key, char(31)) - 1), ?) > 0", folded_name(name));
    }
    if let Some(party) = &filter.party {
        conditions
            .with("id IN (SELECT actor FROM actor_facts WHERE fact = 'party' AND value = ?)", party.clone());
    }
    conditions
}

fn row(connection: &Connection, id: i64) -> Result<ActorRow> {
    let mut names = facts(connection, id, "name")?;
    let mut query =
        connection.prepare_cached("SELECT kind, documents, statements FROM actors WHERE id = ?1")?;
    let mut rows = query.query([id])?;
    let row = rows.next()?.ok_or_else(|| damaged(&format!("actor number {id} is not there")))?;
    if names.is_empty() {
        return Err(damaged(&format!("actor number {id} has no name")));
    }
    let name = names.remove(0);
    let five = |mut facts: Vec<String>| {
        facts.truncate(5);
        facts
    };
    Ok(ActorRow {
        id: ActorId(id),
        name,
        other_names: names,
        kind: named_at(row, "kind")?,
        roles: five(facts(connection, id, "role")?),
        affiliations: five(facts(connection, id, "affiliation")?),
        party: facts(connection, id, "party")?.into_iter().next(),
        documents: count_at(row, "documents")?,
        statements: count_at(row, "statements")?,
    })
}

/// The most used first; of two spellings used alike the longer, which has the accents, and not capitals.
fn facts(connection: &Connection, id: i64, fact: &str) -> Result<Vec<String>> {
    let mut query = connection.prepare_cached(
        "SELECT value FROM actor_facts WHERE actor = ?1 AND fact = ?2
         ORDER BY uses DESC, octet_length(value) DESC, value DESC LIMIT ?3",
    )?;
    let values = query.query_map((id, fact, SHOWN), |row| row.get(0))?;
    Ok(values.collect::<Result<_, _>>()?)
}

/// How many persons and bodies current documents have.
pub(crate) fn count(connection: &Connection) -> Result<usize> {
    let count: i64 = connection
        .prepare_cached("SELECT count(*) FROM actors WHERE documents > 0 AND named = 1")?
        .query_row([], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or(0))
}
