//! How much the ledger holds.

use rusqlite::Connection;

use crate::stored::count_at;
use crate::{Counts, Result, actors};

pub(crate) fn counts(connection: &Connection) -> Result<Counts> {
    let mut query = connection.prepare_cached("SELECT * FROM totals")?;
    let mut rows = query.query([])?;
    let Some(row) = rows.next()? else { return Ok(Counts::default()) };
    Ok(Counts {
        documents: count_at(row, "documents")?,
        superseded: count_at(row, "superseded")?,
        sightings: count_at(row, "sightings")?,
        statements: count_at(row, "statements")?,
        words: count_at(row, "words")?,
        actors: actors::count(connection)?,
    })
}
