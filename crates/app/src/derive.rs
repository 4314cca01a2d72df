//! Statements of a reading, as the codebook and what people said about actors give them.

use standpoint_ledger::ActorRulings;
use standpoint_reading::{CompiledCodebook, Judge, judged_statements};
use standpoint_terms::{Document, Reading, Statement};

/// The statements of a reading, with speakers under the names that people gave them. The reading keeps its own.
pub(crate) fn derive(
    document: &Document,
    reading: &Reading,
    codebook: Option<&CompiledCodebook>,
    judge: Option<&dyn Judge>,
    rulings: &ActorRulings,
) -> Vec<Statement> {
    if rulings.is_empty() {
        return judged_statements(document, reading, codebook, judge);
    }
    judged_statements(document, &rulings.named(&document.id, reading), codebook, judge)
}
