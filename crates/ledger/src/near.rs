//! The index of near duplicates, and the origins that were last found.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use standpoint_terms::{DocumentId, Nearness};

use crate::add::number;
use crate::stored::{self, count_at, int};
use crate::{Error, ErrorKind, Result};

/// Who says by what a text is found and how near two are. The ledger keeps what it says and knows none of it.
///
/// Keys and nearness depend on the texts alone.
pub trait Comparer {
    /// By which rules it goes; an index by others is made anew.
    fn version(&self) -> u32;
    /// Most documents that a key leads to.
    fn most_holders(&self) -> usize;
    /// Most documents with which one is compared: those that share most keys.
    fn most_candidates(&self) -> usize;
    /// What a text is found by, each key once; as many bits as an `i64` has without its sign.
    fn keys(&self, text: &str) -> Vec<u64>;
    /// How near each of the others is to the first; `None` for those that are no near duplicates.
    fn compare(&self, text: &str, others: &[String]) -> Vec<Option<Nearness>>;
}

/// Two documents of nearly the same words, or of which one holds the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearPair {
    /// The one that came into the ledger first, then the other.
    pub documents: [DocumentId; 2],
    /// What they share; counts in the same order.
    pub nearness: Nearness,
}

/// Makes sure that the index is of this comparer's version; what an older one made goes.
pub(crate) fn prepare(connection: &Connection, comparer: &dyn Comparer) -> Result<()> {
    let version: Option<i64> =
        connection.query_row("SELECT version FROM near_version", [], |row| row.get(0)).optional()?;
    if version == Some(i64::from(comparer.version())) {
        return Ok(());
    }
    connection.execute_batch(
        "DELETE FROM near_keys; DELETE FROM near; DELETE FROM near_version;
         INSERT OR IGNORE INTO uncompared SELECT id FROM documents;",
    )?;
    connection.execute("INSERT INTO near_version (version) VALUES (?1)", [comparer.version()])?;
    Ok(())
}

/// Puts document number `id` into the index, and records its near duplicates among those that are there.
pub(crate) fn enter(connection: &Connection, comparer: &dyn Comparer, id: i64, text: &str) -> Result<()> {
    let most = comparer.most_holders();
    let mut holders = connection.prepare_cached("SELECT document FROM near_keys WHERE key = ?1 LIMIT ?2")?;
    let mut keep =
        connection.prepare_cached("INSERT OR IGNORE INTO near_keys (key, document) VALUES (?1, ?2)")?;
    let mut meetings: HashMap<i64, usize> = HashMap::new();
    for key in comparer.keys(text) {
        let key = i64::try_from(key).map_err(|_| Error::new(ErrorKind::Refused, "a key has 64 bits"))?;
        let mut rows = holders.query(params![key, int(most)])?;
        let mut there = 0;
        while let Some(row) = rows.next()? {
            *meetings.entry(row.get(0)?).or_default() += 1;
            there += 1;
        }
        if there < most {
            keep.execute(params![key, id])?;
        }
    }
    meetings.remove(&id);
    let mut best: Vec<(Reverse<usize>, i64)> =
        meetings.into_iter().map(|(document, keys)| (Reverse(keys), document)).collect();
    best.sort_unstable();
    best.truncate(comparer.most_candidates());
    let mut stored = connection.prepare_cached("SELECT text FROM texts WHERE document = ?1")?;
    let texts: Vec<String> = best
        .iter()
        .map(|(_, document)| stored.query_row([document], |row| row.get(0)))
        .collect::<Result<_, _>>()?;
    let mut record = connection.prepare_cached(
        "INSERT OR REPLACE INTO near (other, one, shared, one_of, other_of, unbroken)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for ((_, document), nearness) in best.iter().zip(comparer.compare(text, &texts)) {
        let Some(Nearness { shared, of: [new, old], unbroken }) = nearness else { continue };
        let (one, other, of) =
            if *document < id { (*document, id, [old, new]) } else { (id, *document, [new, old]) };
        record.execute(params![other, one, int(shared), int(of[0]), int(of[1]), unbroken])?;
    }
    Ok(())
}

/// Notes that document number `id` is not in the index.
pub(crate) fn leave_out(connection: &Connection, id: i64) -> Result<()> {
    connection.prepare_cached("INSERT OR IGNORE INTO uncompared (document) VALUES (?1)")?.execute([id])?;
    Ok(())
}

/// Puts up to `limit` documents into the index that are not in it, in one transaction; how many still are not.
pub(crate) fn complete(connection: &mut Connection, comparer: &dyn Comparer, limit: usize) -> Result<usize> {
    let as_it_should: bool = connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM near_version WHERE version = ?1)
            AND NOT EXISTS (SELECT 1 FROM uncompared)",
        [comparer.version()],
        |row| row.get(0),
    )?;
    if as_it_should {
        return Ok(0);
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    prepare(&transaction, comparer)?;
    let waiting: Vec<(i64, String)> = transaction
        .prepare_cached(
            "SELECT u.document, t.text FROM uncompared u JOIN texts t ON t.document = u.document
             ORDER BY u.document LIMIT ?1",
        )?
        .query_map([int(limit)], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (id, text) in waiting {
        enter(&transaction, comparer, id, &text)?;
        transaction.prepare_cached("DELETE FROM uncompared WHERE document = ?1")?.execute([id])?;
    }
    let left: i64 = transaction.query_row("SELECT count(*) FROM uncompared", [], |row| row.get(0))?;
    transaction.commit()?;
    Ok(usize::try_from(left).unwrap_or(0))
}

/// All near duplicates among current documents, in the order in which they came.
pub(crate) fn pairs(connection: &Connection) -> Result<Vec<NearPair>> {
    let mut query = connection.prepare_cached(
        "SELECT a.text_id AS one_id, b.text_id AS other_id, n.shared, n.one_of, n.other_of, n.unbroken
         FROM near n JOIN documents b ON b.id = n.other JOIN documents a ON a.id = n.one
         WHERE a.current = 1 AND b.current = 1 ORDER BY n.other, n.one",
    )?;
    let mut rows = query.query([])?;
    let mut pairs = Vec::new();
    while let Some(row) = rows.next()? {
        pairs.push(NearPair {
            documents: [stored::document_id_at(row, "one_id")?, stored::document_id_at(row, "other_id")?],
            nearness: Nearness {
                shared: count_at(row, "shared")?,
                of: [count_at(row, "one_of")?, count_at(row, "other_of")?],
                unbroken: row.get("unbroken")?,
            },
        });
    }
    Ok(pairs)
}

/// The origins as they were last found by these rules; `None` where documents or readings changed since.
pub(crate) fn origins(connection: &Connection, by: &str) -> Result<Option<BTreeMap<DocumentId, DocumentId>>> {
    let stand: bool = connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM origins_stand WHERE by = ?1)")?
        .query_row([by], |row| row.get(0))?;
    if !stand {
        return Ok(None);
    }
    let origins = connection
        .prepare_cached(
            "SELECT d.text_id, w.text_id FROM origins o
             JOIN documents d ON d.id = o.document JOIN documents w ON w.id = o.origin",
        )?
        .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?
        .map(|row| {
            row.map(|(document, origin)| (DocumentId::from_stored(document), DocumentId::from_stored(origin)))
        })
        .collect::<Result<_, _>>()?;
    Ok(Some(origins))
}

/// Keeps origins that were found on the ledger as it is now.
pub(crate) fn set_origins(
    connection: &mut Connection,
    origins: &BTreeMap<DocumentId, DocumentId>,
    by: &str,
) -> Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    forget_origins(&transaction)?;
    transaction.execute("DELETE FROM origins", [])?;
    for (document, origin) in origins {
        let (Some(document), Some(origin)) = (number(&transaction, document)?, number(&transaction, origin)?)
        else {
            continue;
        };
        transaction
            .prepare_cached("INSERT INTO origins (document, origin) VALUES (?1, ?2)")?
            .execute(params![document, origin])?;
    }
    transaction.execute("INSERT INTO origins_stand (by) VALUES (?1)", [by])?;
    transaction.commit()?;
    Ok(())
}

/// Notes that something changed on which origins depend.
pub(crate) fn forget_origins(connection: &Connection) -> Result<()> {
    connection.prepare_cached("DELETE FROM origins_stand")?.execute([])?;
    Ok(())
}
