//! The ledger itself: its questions and its writes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use standpoint_terms::{Codebook, Document, DocumentId, Moment, ReaderIdentity, Statement};

use crate::open::{self, Absent};
use crate::{
    ActorFilter, ActorRow, ActorRuling, ActorRulings, Added, Anchor, Checked, Coded, Comparer, Correction,
    Counts, DocumentFilter, DocumentRow, Entry, Error, Hit, Known, NearPair, Opinion, Page, PositionFilter,
    PositionRow, Result, Ruling, Shown, Sighting, Signature, StatementFilter, StatementId, StatementRow,
    Verified, View,
};
use crate::{
    actor_rulings, actors, add, codebook, counts, documents, entries, near, positions, replace, review,
    search, statements, verify,
};

/// A ledger: one SQLite file, or one in memory.
///
/// Every write is one transaction, so that a process killed at any moment leaves whole documents only. Two
/// processes may use one file: readers never wait, and a writer waits up to ten seconds for another. Errors
/// name the file.
pub struct Ledger {
    connection: Connection,
    /// `None` in memory.
    path: Option<PathBuf>,
}

impl Ledger {
    /// Opens the ledger in `path`, or makes one there. An older one is brought up to date.
    ///
    /// # Errors
    /// When the file is no ledger, a newer version's, damaged, locked, or not to be opened.
    pub fn open(path: &Path) -> Result<Ledger> {
        Self::at(path, Absent::Create)
    }

    /// Opens the ledger in `path`, for those who only ask.
    ///
    /// # Errors
    /// As [`Ledger::open`], and [`ErrorKind::Missing`](crate::ErrorKind::Missing) where there is no file.
    pub fn open_existing(path: &Path) -> Result<Ledger> {
        Self::at(path, Absent::Refuse)
    }

    /// A ledger that goes away with its value.
    ///
    /// # Errors
    /// When memory is short.
    pub fn open_in_memory() -> Result<Ledger> {
        Ok(Ledger { connection: open::memory()?, path: None })
    }

    fn at(path: &Path, absent: Absent) -> Result<Ledger> {
        let connection = open::file(path, absent).map_err(|e| e.at(Some(path)))?;
        Ok(Ledger { connection, path: Some(path.to_path_buf()) })
    }

    /// What is known of a text at a place, so that the caller need not read it again.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn known(&self, id: &DocumentId, locator: &str) -> Result<Known> {
        self.named(add::known(&self.connection, id, locator))
    }

    /// Adds whole entries in one transaction: all of them or, on an error, none. Answers for each, in order.
    ///
    /// Adding what is known changes nothing but what [`Ledger::see`] would.
    ///
    /// Sixty-four entries a call are a good measure: fewer waste time on transactions, more keep other
    /// processes waiting. Entries of one call share the pages of the indices that they touch, so that in a large
    /// ledger 256 a call write a third less to the disk.
    ///
    /// # Errors
    /// [`ErrorKind::Refused`](crate::ErrorKind::Refused) when an entry does not fit its own text (a place
    /// without words, an identity of another text), and all that can go wrong with a file.
    pub fn add(&mut self, entries: &[Entry], added_at: Moment) -> Result<Vec<Added>> {
        let added = add::add(&mut self.connection, entries, None, added_at);
        self.named(added)
    }

    /// As [`Ledger::add`], and finds near duplicates of the new texts among all that are there, in the same
    /// transaction. What that costs for a text does not depend on how many there are.
    ///
    /// # Errors
    /// As [`Ledger::add`].
    pub fn add_compared(
        &mut self,
        entries: &[Entry],
        comparer: &dyn Comparer,
        added_at: Moment,
    ) -> Result<Vec<Added>> {
        let added = add::add(&mut self.connection, entries, Some(comparer), added_at);
        self.named(added)
    }

    /// Puts up to `limit` documents into the index of near duplicates that came without: those of an older ledger,
    /// and all where the comparer goes by other rules than before. How many are still left.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn compare_rest(&mut self, comparer: &dyn Comparer, limit: usize) -> Result<usize> {
        let left = near::complete(&mut self.connection, comparer, limit);
        self.named(left)
    }

    /// All near duplicates among current documents that were found, in the order in which they came.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn near(&self) -> Result<Vec<NearPair>> {
        self.named(near::pairs(&self.connection))
    }

    /// From which document each takes what it tells, where several share it, as [`Ledger::set_origins`] kept it under
    /// the same rules; `None` where a document or reading changed since.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn origins(&self, by: &str) -> Result<Option<BTreeMap<DocumentId, DocumentId>>> {
        let _snapshot = self.snapshot()?;
        self.named(near::origins(&self.connection, by))
    }

    /// Keeps the origins that were found on the ledger as it is now, `by` these rules.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn set_origins(&mut self, origins: &BTreeMap<DocumentId, DocumentId>, by: &str) -> Result<()> {
        let set = near::set_origins(&mut self.connection, origins, by);
        self.named(set)
    }

    /// Records that a text that is known was seen at the place that `document` names; whether anything
    /// changed by that. It supersedes another text that stood there.
    ///
    /// The name, format and metadata that the place gives now count, also what it no longer knows: somebody
    /// corrected them. Where the document is shown as it was seen at this place (its own locator), the
    /// listings, counters and search show it so from then on, with the notices of `document`; its text and
    /// its reading stay. Where nothing differs, nothing is written and no other process waits.
    ///
    /// # Errors
    /// When the text is not in the ledger, and all that can go wrong with a file.
    pub fn see(&mut self, document: &Document, at: Moment) -> Result<bool> {
        let seen = add::see(&mut self.connection, document, at);
        self.named(seen)
    }

    /// Makes this the codebook in use, `source` being the TOML it was written in; whether it differs from the
    /// one before. Earlier ones are kept in the file. Statements do not change by this: see
    /// [`Ledger::replace_statements`].
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn set_codebook(&mut self, codebook: &Codebook, source: &str) -> Result<bool> {
        let changed = codebook::set(&mut self.connection, codebook, source);
        self.named(changed)
    }

    /// The codebook in use.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn codebook(&self) -> Result<Option<Codebook>> {
        self.named(codebook::current(&self.connection))
    }

    /// By which rules and judge the statements were made under the codebook in use; `None` where nobody noted it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn derived_by(&self) -> Result<Option<String>> {
        self.named(codebook::derived_by(&self.connection))
    }

    /// Notes by which rules and judge all statements are made under the codebook in use.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn set_derived_by(&mut self, by: &str) -> Result<()> {
        let set = codebook::set_derived_by(&self.connection, by);
        self.named(set)
    }

    /// How much there is.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn counts(&self) -> Result<Counts> {
        self.named(counts::counts(&self.connection))
    }

    /// A part of the listing of documents.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn documents(&self, filter: &DocumentFilter) -> Result<Page<DocumentRow>> {
        let _snapshot = self.snapshot()?;
        self.named(documents::list(&self.connection, filter))
    }

    /// A document with its reading and statements, current or not; `None` where it is not in the ledger.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn document(&self, id: &DocumentId) -> Result<Option<Entry>> {
        let _snapshot = self.snapshot()?;
        self.named(entries::find(&self.connection, id))
    }

    /// Where a document was seen, by locator.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn sightings(&self, id: &DocumentId) -> Result<Vec<Sighting>> {
        self.named(entries::sightings(&self.connection, id))
    }

    /// Hands over each entry of a listing, one at a time, as the ledger was when this began.
    ///
    /// # Errors
    /// When the file cannot be read, and what `f` answers.
    pub fn each_entry<E: From<Error>>(
        &self,
        filter: &DocumentFilter,
        mut f: impl FnMut(Entry) -> Result<(), E>,
    ) -> Result<(), E> {
        let _snapshot = self.snapshot()?;
        for id in self.named(documents::ids(&self.connection, filter))? {
            f(self.named(entries::entry(&self.connection, id))?)?;
        }
        Ok(())
    }

    /// A part of the listing of statements.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn statements(&self, filter: &StatementFilter) -> Result<Page<StatementRow>> {
        let _snapshot = self.snapshot()?;
        self.named(statements::list(&self.connection, filter))
    }

    /// Hands over each statement of a listing, one at a time, as the ledger was when this began. It holds
    /// eight bytes for each row, not the rows.
    ///
    /// # Errors
    /// When the file cannot be read, and what `f` answers.
    pub fn each_statement<E: From<Error>>(
        &self,
        filter: &StatementFilter,
        mut f: impl FnMut(StatementRow) -> Result<(), E>,
    ) -> Result<(), E> {
        let _snapshot = self.snapshot()?;
        for id in self.named(statements::page(&self.connection, filter))?.0 {
            f(self.named(statements::row(&self.connection, id))?)?;
        }
        Ok(())
    }

    /// Positions with the statements that tell them, by proposition, holder, and the order of the documents.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn positions(&self, filter: &PositionFilter) -> Result<Vec<PositionRow>> {
        let _snapshot = self.snapshot()?;
        self.named(positions::positions(&self.connection, filter))
    }

    /// A part of the listing of actors.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn actors(&self, filter: &ActorFilter) -> Result<Page<ActorRow>> {
        let _snapshot = self.snapshot()?;
        self.named(actors::list(&self.connection, filter))
    }

    /// Current documents that have all the words in their title or text, apart from case and accents, the
    /// best first; for words that thousands of documents have, the latest first.
    ///
    /// `"Exact phrase"`, `begin*` (three letters or more) and `-without` mean what they look like; everything
    /// else is letters.
    ///
    /// # Errors
    /// [`ErrorKind::Query`](crate::ErrorKind::Query) when there is no word to look for; when the file cannot
    /// be read. Never for a sign in the query.
    pub fn search(&self, query: &str, limit: usize, offset: usize) -> Result<Page<Hit>> {
        let _snapshot = self.snapshot()?;
        self.named(search::search(&self.connection, query, limit, offset))
    }

    /// Up to `limit` documents that another reader or version read, superseded ones too.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn outdated(&self, reader: &ReaderIdentity, limit: usize) -> Result<Vec<Document>> {
        self.named(entries::outdated(&self.connection, reader, limit))
    }

    /// Replaces the readings and statements of documents, with all that is derived from them, in one
    /// transaction. The documents themselves stay as they are stored.
    ///
    /// # Errors
    /// [`ErrorKind::Refused`](crate::ErrorKind::Refused) when a document is not in the ledger or an entry does
    /// not fit the stored text, and all that can go wrong with a file.
    pub fn replace_readings(&mut self, entries: &[Entry]) -> Result<()> {
        let replaced = replace::readings(&mut self.connection, entries);
        self.named(replaced)
    }

    /// Replaces the statements of documents whose attributions stay the same (another codebook gives other
    /// parties and issues), in one transaction.
    ///
    /// # Errors
    /// [`ErrorKind::Refused`](crate::ErrorKind::Refused) when a document is not in the ledger or its
    /// attributions differ, and all that can go wrong with a file.
    pub fn replace_statements(&mut self, changed: &[(DocumentId, Vec<Statement>)]) -> Result<()> {
        let replaced = replace::statements(&mut self.connection, changed);
        self.named(replaced)
    }

    /// The statement of that name, also a rejected one or one of a superseded document.
    ///
    /// # Errors
    /// [`ErrorKind::NoStatement`](crate::ErrorKind::NoStatement) when there is none, with the names of those that
    /// stand at that place.
    pub fn statement(&self, id: &StatementId) -> Result<StatementRow> {
        let _snapshot = self.snapshot()?;
        self.named(review::named(&self.connection, id))
    }

    /// Writes what a person says about a statement, in one transaction with all that changes by it; the number of
    /// the correction. Nothing that was said before is overwritten, and no later reading or codebook overwrites this.
    ///
    /// # Errors
    /// [`ErrorKind::NoStatement`](crate::ErrorKind::NoStatement) when the words do not stand there, the statement was
    /// read anew meanwhile, or there is nothing to take back; all that can go wrong with a file.
    pub fn review(&mut self, anchor: &Anchor, opinion: &Opinion) -> Result<i64> {
        let reviewed = review::review(&mut self.connection, anchor, opinion);
        self.named(reviewed)
    }

    /// A statement as a coder sees it; `None` where it is not there.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn shown(&self, anchor: &Anchor, coder: &str, view: View) -> Result<Option<Shown>> {
        let _snapshot = self.snapshot()?;
        self.named(review::shown_to(&self.connection, anchor, coder, view))
    }

    /// Up to `limit` statements of current documents that wait for a coder, the least certain first: those that
    /// nobody looked at or, in the coder's own view, those that this coder did not.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn review_queue(&self, coder: &str, view: View, limit: usize) -> Result<Vec<Anchor>> {
        let _snapshot = self.snapshot()?;
        self.named(review::queue(&self.connection, coder, view, limit))
    }

    /// What each coder said about each statement that anybody reviewed, by document.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn coded(&self) -> Result<Vec<Coded>> {
        let _snapshot = self.snapshot()?;
        self.named(review::coded(&self.connection))
    }

    /// All that people said about statements, in order of time.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn corrections(&self) -> Result<Vec<Correction>> {
        self.named(review::corrections(&self.connection))
    }

    /// A document as its reader and codebook give it, whatever people said; `None` where it is not in the ledger.
    /// Statements are derived anew from this, never from [`Ledger::document`].
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn uncorrected(&self, id: &DocumentId) -> Result<Option<Entry>> {
        let _snapshot = self.snapshot()?;
        let number = self.named(add::number(&self.connection, id))?;
        number.map(|number| self.named(review::uncorrected(&self.connection, number))).transpose()
    }

    /// What people said about actors, in order of time.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn actor_rulings(&self) -> Result<Vec<ActorRuling>> {
        self.named(actor_rulings::list(&self.connection))
    }

    /// The rulings that would be in force with this one, and the documents that change by it, as their reader left
    /// them.
    ///
    /// # Errors
    /// When the file cannot be read, or a ruling is taken back that is not in force.
    pub fn entries_under(&self, ruling: &Ruling) -> Result<(ActorRulings, Vec<Entry>)> {
        let _snapshot = self.snapshot()?;
        self.named(actor_rulings::entries_under(&self.connection, ruling))
    }

    /// Writes what a person says about an actor, with the statements of the documents that
    /// [`Ledger::entries_under`] names, as they are under it; the number of the ruling.
    ///
    /// # Errors
    /// [`ErrorKind::Locked`](crate::ErrorKind::Locked) when documents came in meanwhile, and all that can go wrong
    /// with a file.
    pub fn rule(
        &mut self,
        ruling: &Ruling,
        signature: &Signature,
        changed: &[(DocumentId, Vec<Statement>)],
    ) -> Result<i64> {
        let ruled = actor_rulings::rule(&mut self.connection, ruling, signature, changed);
        self.named(ruled)
    }

    /// Checks that every stored quotation still stands in its document, every document is the text of its
    /// identity, and the file is sound: pages, references, counters, search index. `f` gets each document as
    /// it is checked, also those without a problem. Nothing is changed.
    ///
    /// # Errors
    /// When the file cannot be read at all. What is wrong in it is an answer, not an error.
    pub fn verify(&self, f: &mut dyn FnMut(Checked)) -> Result<Verified> {
        self.named(verify::verify(&self.connection, f))
    }

    /// Until it is dropped, everything that is read is of one moment. `None` where that holds already: a
    /// caller may ask from within [`Ledger::each_entry`].
    fn snapshot(&self) -> Result<Option<Transaction<'_>>> {
        if !self.connection.is_autocommit() {
            return Ok(None);
        }
        let begun = Transaction::new_unchecked(&self.connection, TransactionBehavior::Deferred);
        self.named(begun.map(Some).map_err(Error::from))
    }

    fn named<T>(&self, result: Result<T>) -> Result<T> {
        result.map_err(|error| error.at(self.path.as_deref()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    /// What a write answers when SQLite is told to fail it so.
    fn check(failing: &str, kind: ErrorKind) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger.db");
        let mut ledger = Ledger::open(&path).unwrap();
        let other = Connection::open(&path).unwrap();
        ledger.connection.busy_timeout(std::time::Duration::ZERO).unwrap();
        ledger.connection.execute_batch(failing).unwrap();
        if kind == ErrorKind::Locked {
            other.execute_batch("BEGIN IMMEDIATE").unwrap();
        }
        let error = ledger.set_codebook(&Codebook::default(), &"long ".repeat(100_000)).unwrap_err();
        assert_eq!(error.kind(), kind, "{error:?}");
        assert!(error.to_string().contains("ledger.db"), "{error}");
        assert!(error.hint().is_some());
        assert_eq!(ledger.codebook().unwrap(), None, "what failed was undone");
    }

    #[test]
    fn what_the_disk_refuses_is_told_with_a_hint() {
        check("PRAGMA max_page_count = 1", ErrorKind::Full);
        check("PRAGMA query_only = 1", ErrorKind::ReadOnly);
        check("", ErrorKind::Locked);
    }
}
