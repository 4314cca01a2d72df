//! What every reader can do.

use standpoint_terms::{Document, ReaderIdentity, Reading};

/// Something that reads documents: rules, a trained model, or a script in a test.
///
/// Reading never fails on a text: a reader returns what it read, with notices. It is a function of the
/// document alone, so that the same document gives the same reading on any number of threads.
pub trait Reader: Send + Sync {
    /// Who reads; stored with every row that comes of it.
    fn identity(&self) -> ReaderIdentity;

    /// What is in the document. All spans lie inside its text, on character boundaries.
    fn read(&self, document: &Document) -> Reading;
}
