//! Counters that change with a batch: gathered in memory, written once at its end.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};
use standpoint_terms::{Actor, ActorKind};

use crate::Result;
use crate::stored::int;

/// What a batch changes in the counters.
#[derive(Default)]
pub(crate) struct Tally {
    documents: i64,
    superseded: i64,
    sightings: i64,
    statements: i64,
    words: i64,
    cells: BTreeMap<Cell, i64>,
    actors: BTreeMap<i64, Uses>,
    facts: BTreeMap<(i64, &'static str, String), i64>,
}

/// A row of `statement_counts`.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Cell {
    day: i64,
    party: String,
    issue: String,
    mode: String,
    unnamed: bool,
}

#[derive(Default)]
struct Uses {
    documents: i64,
    statements: i64,
}

/// A document as the counters see it.
pub(crate) struct Countable {
    /// Of publication; [`crate::place::day`].
    pub(crate) day: i64,
    pub(crate) words: usize,
    /// The reading's actors with their numbers in the ledger.
    pub(crate) actors: Vec<(i64, Actor)>,
    pub(crate) statements: Vec<CountedStatement>,
}

/// A statement as the counters see it.
pub(crate) struct CountedStatement {
    pub(crate) party: Option<String>,
    pub(crate) issue: Option<String>,
    pub(crate) mode: String,
    pub(crate) actor: Option<(i64, ActorKind)>,
}

impl Tally {
    /// A document becomes current.
    pub(crate) fn include(&mut self, document: &Countable) {
        self.documents += 1;
        self.count(document, 1);
    }

    /// A current document is superseded.
    pub(crate) fn exclude(&mut self, document: &Countable) {
        self.documents -= 1;
        self.count(document, -1);
    }

    /// The number of superseded versions changes.
    pub(crate) fn superseded(&mut self, by: i64) {
        self.superseded += by;
    }

    /// A document was seen at one more place.
    pub(crate) fn sighting(&mut self) {
        self.sightings += 1;
    }

    /// The statements and actors of a document that stays current change.
    pub(crate) fn replace(&mut self, old: &Countable, new: &Countable) {
        self.count(old, -1);
        self.count(new, 1);
    }

    fn count(&mut self, document: &Countable, by: i64) {
        self.words += by * int(document.words);
        self.statements += by * int(document.statements.len());
        for statement in &document.statements {
            let cell = Cell {
                party: statement.party.clone().unwrap_or_default(),
                issue: statement.issue.clone().unwrap_or_default(),
                mode: statement.mode.clone(),
                unnamed: matches!(statement.actor, Some((_, ActorKind::Unnamed))),
                day: document.day,
            };
            *self.cells.entry(cell).or_default() += by;
            if let Some((actor, _)) = statement.actor {
                self.actors.entry(actor).or_default().statements += by;
                if let Some(party) = &statement.party {
                    *self.facts.entry((actor, "party", party.clone())).or_default() += by;
                }
            }
        }
        // Two actors of one document may join; the document counts once for each fact.
        let mut facts = BTreeMap::new();
        for (id, actor) in &document.actors {
            facts.insert((*id, "", String::new()), ());
            facts.insert((*id, "name", actor.name.clone()), ());
            facts.extend(actor.roles.iter().map(|role| ((*id, "role", role.clone()), ())));
            facts.extend(actor.affiliations.iter().map(|a| ((*id, "affiliation", a.clone()), ())));
        }
        for (fact, ()) in facts {
            if fact.1.is_empty() {
                self.actors.entry(fact.0).or_default().documents += by;
            } else {
                *self.facts.entry(fact).or_default() += by;
            }
        }
    }

    /// Writes the changes.
    pub(crate) fn write(&self, connection: &Connection) -> Result<()> {
        connection
            .prepare_cached(
                "UPDATE totals SET documents = documents + ?1, superseded = superseded + ?2,
             sightings = sightings + ?3, statements = statements + ?4, words = words + ?5",
            )?
            .execute(params![self.documents, self.superseded, self.sightings, self.statements, self.words])?;
        let mut add = connection.prepare_cached(
            "INSERT INTO statement_counts (party, issue, mode, unnamed, day, statements)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT DO UPDATE SET statements = statements + excluded.statements",
        )?;
        // A check on an inserted row comes before its conflict is found; so what shrinks is updated.
        let mut shrink = connection.prepare_cached(
            "UPDATE statement_counts SET statements = statements + ?6
             WHERE party = ?1 AND issue = ?2 AND mode = ?3 AND unnamed = ?4 AND day = ?5",
        )?;
        let mut clear = connection.prepare_cached(
            "DELETE FROM statement_counts WHERE statements = 0
             AND party = ?1 AND issue = ?2 AND mode = ?3 AND unnamed = ?4 AND day = ?5",
        )?;
        for (cell, by) in self.cells.iter().filter(|(_, by)| **by != 0) {
            let change = if *by > 0 { &mut add } else { &mut shrink };
            change.execute(params![cell.party, cell.issue, cell.mode, cell.unnamed, cell.day, by])?;
            if *by < 0 {
                clear.execute(params![cell.party, cell.issue, cell.mode, cell.unnamed, cell.day])?;
            }
        }
        let mut update = connection.prepare_cached(
            "UPDATE actors SET documents = documents + ?2, statements = statements + ?3 WHERE id = ?1",
        )?;
        for (actor, uses) in self.actors.iter().filter(|(_, u)| u.documents != 0 || u.statements != 0) {
            update.execute(params![actor, uses.documents, uses.statements])?;
        }
        let mut add = connection.prepare_cached(
            "INSERT INTO actor_facts (actor, fact, value, uses) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET uses = uses + excluded.uses",
        )?;
        let mut shrink = connection.prepare_cached(
            "UPDATE actor_facts SET uses = uses + ?4 WHERE actor = ?1 AND fact = ?2 AND value = ?3",
        )?;
        let mut clear = connection.prepare_cached(
            "DELETE FROM actor_facts WHERE uses = 0 AND actor = ?1 AND fact = ?2 AND value = ?3",
        )?;
        for ((actor, fact, value), by) in self.facts.iter().filter(|(_, by)| **by != 0) {
            let change = if *by > 0 { &mut add } else { &mut shrink };
            change.execute(params![actor, fact, value, by])?;
            if *by < 0 {
                clear.execute(params![actor, fact, value])?;
            }
        }
        Ok(())
    }
}
