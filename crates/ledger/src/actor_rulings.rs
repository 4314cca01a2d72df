//! What people said about who is the same as whom.

use std::collections::HashMap;

use rusqlite::{Connection, TransactionBehavior, params};
use standpoint_terms::{Actor, ActorKind, DocumentId, Moment, Reading, Statement};

use crate::add::number;
use crate::check::check_statements;
use crate::fold::folded_name;
use crate::replace::rewrite;
use crate::review::{uncorrected, unknown};
use crate::stored;
use crate::tally::Tally;
use crate::write::{Actors, countable, is_current};
use crate::{Entry, Error, ErrorKind, Result};

/// What is said about an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// In all documents, `name` is `into`: one actor with that name.
    Merge {
        /// The name that goes.
        name: String,
        /// What both are.
        kind: ActorKind,
        /// The name that stays.
        into: String,
    },
    /// In one document, `name` is somebody else than in the others.
    Split {
        /// The name there.
        name: String,
        /// What it is.
        kind: ActorKind,
        /// The document.
        document: DocumentId,
        /// Another name to tell them apart; the same name where there is none.
        called: Option<String>,
    },
    /// An earlier ruling is taken back.
    Undo {
        /// Its number.
        number: i64,
    },
}

/// A ruling as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct ActorRuling {
    /// Its number in this ledger, in order of time.
    pub number: i64,
    /// When.
    pub at: Moment,
    /// Who.
    pub coder: String,
    /// Why.
    pub why: Option<String>,
    /// What.
    pub ruling: Ruling,
    /// Whether nothing took it back.
    pub stands: bool,
}

/// Who says it, why and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Signature {
    /// The coder's name.
    pub coder: String,
    /// Why, in the coder's words.
    pub why: Option<String>,
    /// When.
    pub at: Moment,
}

/// The rulings in force.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ActorRulings {
    /// By folded name and kind: the name that stays.
    merged: HashMap<(String, ActorKind), String>,
    /// By document, folded name and kind.
    split: HashMap<(DocumentId, String, ActorKind), Option<String>>,
}

impl ActorRulings {
    /// Puts rulings together; later ones have the last word.
    pub fn new(rulings: &[ActorRuling]) -> Self {
        let mut all = ActorRulings::default();
        for ruling in rulings.iter().filter(|ruling| ruling.stands) {
            all.add(&ruling.ruling);
        }
        all
    }

    /// Takes one more into account; taking one back is no business of this.
    pub fn add(&mut self, ruling: &Ruling) {
        match ruling {
            Ruling::Merge { name, kind, into } => {
                self.merged.insert((folded(name), *kind), into.clone());
            }
            Ruling::Split { name, kind, document, called } => {
                self.split.insert((document.clone(), folded(name), *kind), called.clone());
            }
            Ruling::Undo { .. } => {}
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.merged.is_empty() && self.split.is_empty()
    }

    /// A reading with the names that people gave its actors, so that statements get the speakers and parties of
    /// those. The reading itself is kept as it is.
    pub fn named(&self, document: &DocumentId, reading: &Reading) -> Reading {
        let mut reading = reading.clone();
        if !self.is_empty() {
            for actor in &mut reading.actors {
                *actor = self.ruled(document, actor).0;
            }
        }
        reading
    }

    /// The actor as people named it, and whether it is somebody of this document only.
    pub(crate) fn ruled(&self, document: &DocumentId, actor: &Actor) -> (Actor, bool) {
        let mut actor = actor.clone();
        if self.is_empty() {
            return (actor, false);
        }
        if let Some(called) = self.split.get(&(document.clone(), folded(&actor.name), actor.kind)) {
            if let Some(called) = called {
                actor.name.clone_from(called);
            }
            return (actor, true);
        }
        // A chain of merges may close into a circle; each step is another name, so it ends.
        for _ in 0..=self.merged.len() {
            let Some(into) = self.merged.get(&(folded(&actor.name), actor.kind)) else { break };
            if folded(into) == folded(&actor.name) {
                break;
            }
            actor.name.clone_from(into);
        }
        (actor, false)
    }
}

/// A name as actors are compared by it.
fn folded(name: &str) -> String {
    let folded = folded_name(name);
    if folded.is_empty() { name.replace('\u{1f}', " ") } else { folded }
}

/// The rulings in force.
pub(crate) fn in_force(connection: &Connection) -> Result<ActorRulings> {
    Ok(ActorRulings::new(&list(connection)?))
}

/// All rulings, in order of time.
pub(crate) fn list(connection: &Connection) -> Result<Vec<ActorRuling>> {
    let mut query = connection.prepare_cached(
        "SELECT r.*, EXISTS (SELECT 1 FROM actor_rulings u WHERE u.undoes = r.id) AS undone
         FROM actor_rulings r ORDER BY id",
    )?;
    let mut rows = query.query([])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let what: String = row.get("ruling")?;
        let name: String = row.get("name")?;
        let undone: bool = row.get("undone")?;
        let ruling = match what.as_str() {
            "merge" => Ruling::Merge { name, kind: stored::named_at(row, "kind")?, into: row.get("other")? },
            "split" => Ruling::Split {
                name,
                kind: stored::named_at(row, "kind")?,
                document: stored::document_id_at(row, "document")?,
                called: row.get("other")?,
            },
            _ => Ruling::Undo { number: row.get("undoes")? },
        };
        out.push(ActorRuling {
            number: row.get("id")?,
            at: stored::moment(&row.get::<_, String>("at")?)?,
            coder: row.get("coder")?,
            why: row.get("why")?,
            stands: !undone && !matches!(ruling, Ruling::Undo { .. }),
            ruling,
        });
    }
    Ok(out)
}

/// The documents in which a ruling gives some actor another name or place.
pub(crate) fn affected(
    connection: &Connection,
    before: &ActorRulings,
    after: &ActorRulings,
) -> Result<Vec<DocumentId>> {
    let mut query = connection.prepare(
        "SELECT d.text_id, coalesce(u.actors, r.actors) FROM documents d JOIN readings r ON r.document = d.id
         LEFT JOIN uncorrected u ON u.document = d.id ORDER BY d.id",
    )?;
    let mut rows = query.query([])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let document = DocumentId::from_stored(row.get::<_, String>(0)?);
        let actors: Vec<Actor> = serde_json::from_str(&row.get::<_, String>(1)?)?;
        if actors.iter().any(|actor| before.ruled(&document, actor) != after.ruled(&document, actor)) {
            out.push(document);
        }
    }
    Ok(out)
}

/// The rulings in force if this one were.
pub(crate) fn with(connection: &Connection, ruling: &Ruling) -> Result<ActorRulings> {
    let mut rulings = list(connection)?;
    if let Ruling::Undo { number } = ruling {
        let Some(undone) = rulings.iter_mut().find(|r| r.number == *number && r.stands) else {
            return Err(unknown(&format!("there is no ruling number {number} in force")));
        };
        undone.stands = false;
    }
    let mut all = ActorRulings::new(&rulings);
    all.add(ruling);
    Ok(all)
}

/// Writes a ruling with the statements of all affected documents as they are under it.
pub(crate) fn rule(
    connection: &mut Connection,
    ruling: &Ruling,
    signature: &Signature,
    changed: &[(DocumentId, Vec<Statement>)],
) -> Result<i64> {
    if signature.coder.trim().is_empty() {
        return Err(Error::new(ErrorKind::Refused, "refuses this: a ruling needs the name of its coder"));
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let after = with(&transaction, ruling)?;
    let before = in_force(&transaction)?;
    let mut olds = Vec::new();
    let documents = affected(&transaction, &before, &after)?;
    if documents.iter().any(|document| !changed.iter().any(|(given, _)| given == document)) {
        return Err(Error::new(ErrorKind::Locked, "was changed by another program meanwhile"));
    }
    for (document, statements) in changed {
        let Some(id) = number(&transaction, document)? else {
            return Err(unknown(&format!("there is no document {document}")));
        };
        let mut entry = uncorrected(&transaction, id)?;
        check_statements(
            &entry.document.name,
            &entry.document.text,
            &entry.reading.attributions,
            statements,
        )?;
        entry.statements.clone_from(statements);
        olds.push((id, countable(&transaction, id)?, entry));
    }
    let number = insert(&transaction, ruling, signature)?;
    let mut tally = Tally::default();
    let mut actors = Actors::default();
    for (id, old, entry) in &olds {
        let new = rewrite(&transaction, &mut actors, *id, entry)?;
        if is_current(&transaction, *id)? {
            tally.replace(old, &new);
        }
    }
    tally.write(&transaction)?;
    crate::near::forget_origins(&transaction)?;
    transaction.commit()?;
    Ok(number)
}

fn insert(connection: &Connection, ruling: &Ruling, signature: &Signature) -> Result<i64> {
    let (what, name, kind, document, other, undoes) = match ruling {
        Ruling::Merge { name, kind, into } => ("merge", name.as_str(), kind.name(), None, Some(into), None),
        Ruling::Split { name, kind, document, called } => {
            ("split", name.as_str(), kind.name(), Some(document.as_str()), called.as_ref(), None)
        }
        Ruling::Undo { number } => ("undo", "", "", None, None, Some(*number)),
    };
    connection
        .prepare_cached(
            "INSERT INTO actor_rulings (at, coder, why, ruling, undoes, name, kind, document, other)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            signature.at.to_string(),
            signature.coder.trim(),
            signature.why,
            what,
            undoes,
            name,
            kind,
            document,
            other
        ])?;
    Ok(connection.last_insert_rowid())
}

/// Documents as their reader left them, for those that a ruling affects.
pub(crate) fn entries_under(connection: &Connection, ruling: &Ruling) -> Result<(ActorRulings, Vec<Entry>)> {
    let after = with(connection, ruling)?;
    let mut entries = Vec::new();
    for document in affected(connection, &in_force(connection)?, &after)? {
        if let Some(id) = number(connection, &document)? {
            entries.push(uncorrected(connection, id)?);
        }
    }
    Ok((after, entries))
}
