//! The codebook in use, and those before it.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use standpoint_terms::Codebook;

use crate::Result;
use crate::stored::json;

pub(crate) fn set(connection: &mut Connection, codebook: &Codebook, source: &str) -> Result<bool> {
    let content = json(codebook)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let same: Option<bool> = transaction
        .prepare_cached("SELECT source = ?1 AND content = ?2 FROM codebooks WHERE current = 1")?
        .query_row([source, content.as_str()], |row| row.get(0))
        .optional()?;
    if same == Some(true) {
        return Ok(false);
    }
    transaction.prepare_cached("UPDATE codebooks SET current = 0 WHERE current = 1")?.execute([])?;
    transaction
        .prepare_cached("INSERT INTO codebooks (name, source, content, current) VALUES (?1, ?2, ?3, 1)")?
        .execute(params![codebook.codebook.id, source, content])?;
    transaction.commit()?;
    Ok(true)
}

pub(crate) fn current(connection: &Connection) -> Result<Option<Codebook>> {
    let content: Option<String> = connection
        .prepare_cached("SELECT content FROM codebooks WHERE current = 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(content.map(|json| serde_json::from_str(&json)).transpose()?)
}

pub(crate) fn derived_by(connection: &Connection) -> Result<Option<String>> {
    let by: Option<Option<String>> = connection
        .prepare_cached("SELECT derived_by FROM codebooks WHERE current = 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(by.flatten())
}

pub(crate) fn set_derived_by(connection: &Connection, by: &str) -> Result<()> {
    connection.prepare_cached("UPDATE codebooks SET derived_by = ?1 WHERE current = 1")?.execute([by])?;
    Ok(())
}
