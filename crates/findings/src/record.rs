//! What findings are made from.

use standpoint_terms::{Codebook, DocumentId, Moment, Span, Statement};

/// Documents with their statements, as far as findings need them. In any order.
#[derive(Clone, Debug, Default)]
pub struct Record<'a> {
    /// The labels by which positions were told; without it there are few findings.
    pub codebook: Option<&'a Codebook>,
    /// In any order; a document that comes twice (by its identity) counts once.
    pub documents: Vec<RecordDocument<'a>>,
}

/// A document and what is said in it.
#[derive(Clone, Debug)]
pub struct RecordDocument<'a> {
    /// Its identity.
    pub id: &'a DocumentId,
    /// Its words.
    pub text: &'a str,
    /// When it was published; `None` is not known.
    pub published: Option<Moment>,
    /// What documents of one origin share: the identity of the best witness among them, or any other word; `None` is
    /// an origin of its own.
    pub origin: Option<&'a str>,
    /// Whether people coded it. What they coded of one speaker stands for itself: a reporter's look back is no second
    /// position to them.
    pub by_hand: bool,
    /// Its sentences, in order.
    pub sentences: &'a [Span],
    /// What is said in it, in the order of the ledger.
    pub statements: Vec<RecordStatement<'a>>,
}

/// A statement and what the record knows of it beyond itself.
#[derive(Clone, Debug)]
pub struct RecordStatement<'a> {
    /// The statement.
    pub statement: &'a Statement,
    /// Whether its source has no name ("a senior official").
    pub unnamed: bool,
    /// What statements of one utterance share; `None` is an utterance by itself.
    pub utterance: Option<&'a str>,
}
