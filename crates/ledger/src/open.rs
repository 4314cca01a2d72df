//! A file becomes a ledger, or is one.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use rusqlite_migration::{M, Migrations};

use crate::{Error, ErrorKind, Result};

/// In order; the position is the version. Append, never edit.
const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/001-record.sql"),
    include_str!("../migrations/002-positions.sql"),
    include_str!("../migrations/003-review.sql"),
    include_str!("../migrations/004-derivation.sql"),
    include_str!("../migrations/005-near.sql"),
];

/// Marks our files in their header: "stpt". The first migration sets it.
const APPLICATION_ID: i64 = 0x7374_7074;

/// How long a process waits for another one to finish its batch.
const PATIENCE: Duration = Duration::from_secs(10);

/// Settings of a connection; none of them is kept in the file.
///
/// - `synchronous = NORMAL`: with a write-ahead log a killed process loses nothing and a power cut at most
///   the last batches, never a part of one. Each batch then costs no wait for the disk.
/// - `cache_size` (256 MiB at most, taken as needed): a batch touches pages all over the indices; those of a
///   hundred thousand documents stay at hand, which is what keeps adding at its first speed.
/// - `wal_autocheckpoint` (64 MiB of pages): a page that ten batches touch is then copied into the file once
///   and not ten times; `journal_size_limit` gives the room back afterwards.
const SETTINGS: &str = "
    PRAGMA foreign_keys = ON;
    PRAGMA synchronous = NORMAL;
    PRAGMA cache_size = -262144;
    PRAGMA wal_autocheckpoint = 16384;
    PRAGMA journal_size_limit = 67108864;
    PRAGMA temp_store = MEMORY;
";

/// Whether to make what is not there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Absent {
    Create,
    Refuse,
}

pub(crate) fn file(path: &Path, absent: Absent) -> Result<Connection> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    match absent {
        Absent::Create => flags |= OpenFlags::SQLITE_OPEN_CREATE,
        Absent::Refuse if !path.exists() => return Err(Error::new(ErrorKind::Missing, "does not exist")),
        Absent::Refuse => {}
    }
    let mut connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    check_header(&connection)?;
    log_ahead(&connection)?;
    prepare(&mut connection)?;
    Ok(connection)
}

pub(crate) fn memory() -> Result<Connection> {
    let mut connection = Connection::open_in_memory()?;
    prepare(&mut connection)?;
    Ok(connection)
}

/// Refuses files of other programs and of newer versions before anything is written to them.
fn check_header(connection: &Connection) -> Result<()> {
    // One snapshot: between two, another process may have made its tables.
    let snapshot = connection.unchecked_transaction()?;
    let tables: i64 = snapshot.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let application: i64 = snapshot.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    drop(snapshot);
    if application != APPLICATION_ID && (application != 0 || tables > 0) {
        return Err(Error::new(ErrorKind::NotALedger, "is a SQLite file of another program"));
    }
    let (version, ours) = (version(connection)?, MIGRATIONS.len());
    if version > ours {
        let what =
            format!("was made by a newer version of standpoint (schema {version}; this one knows {ours})");
        return Err(Error::new(ErrorKind::Newer, what));
    }
    Ok(())
}

/// Turns the write-ahead log on. The first process to do so needs the file for itself for a moment, and for
/// that SQLite does not wait by itself.
fn log_ahead(connection: &Connection) -> Result<()> {
    for _ in 0..100 {
        let mode = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get::<_, String>(0));
        match mode.map_err(Error::from) {
            Err(error) if error.kind() == ErrorKind::Locked => std::thread::sleep(PATIENCE / 100),
            other => return other.map(|_| ()),
        }
    }
    Err(Error::new(ErrorKind::Locked, "is in use by another program"))
}

fn prepare(connection: &mut Connection) -> Result<()> {
    connection.execute_batch(SETTINGS)?;
    connection.set_prepared_statement_cache_capacity(96);
    connection.set_transaction_behavior(TransactionBehavior::Immediate);
    let migrations = Migrations::new(MIGRATIONS.iter().map(|sql| M::up(sql)).collect());
    // Two processes may both find an empty file; the second one then finds the tables made.
    while version(connection)? < MIGRATIONS.len() {
        let before = version(connection)?;
        if let Err(error) = migrations.to_latest(connection)
            && version(connection)? == before
        {
            return Err(match error {
                rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
                other => Error::new(ErrorKind::Other, format!("cannot be brought up to date: {other}")),
            });
        }
    }
    Ok(())
}

fn version(connection: &Connection) -> Result<usize> {
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    usize::try_from(version)
        .map_err(|_| Error::new(ErrorKind::NotALedger, format!("has schema number {version}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_migrations_are_valid() {
        let migrations = Migrations::new(MIGRATIONS.iter().map(|sql| M::up(sql)).collect());
        migrations.validate().unwrap();
    }
}
