//! Statements of a reading, as the codebook and what people said about actors give them.

use standpoint_ledger::ActorRulings;
use standpoint_reading::{CompiledCodebook, statements};
use standpoint_terms::{Document, Reading, Statement};

/// The statements of a reading, with speakers under the names that people gave them. The reading keeps its own.
pub(crate) fn derive(
    document: &Document,
    reading: &Reading,
    codebook: Option<&CompiledCodebook>,
    rulings: &ActorRulings,
) -> Vec<Statement> {
    if rulings.is_empty() {
        return statements(document, reading, codebook);
    }
    statements(document, &rulings.named(&document.id, reading), codebook)
}
