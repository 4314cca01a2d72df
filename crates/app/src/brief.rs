//! Making the brief of a ledger, and keeping its page.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use standpoint_brief::stories::{StoriesView, view};
use standpoint_brief::{Brief, BriefInput, DealsPage, ReadDocument, Unread, assemble, html};
use standpoint_ledger::{DocumentFilter, Ledger, PositionFilter};
use standpoint_stories::Told;
use standpoint_terms::Document;

use crate::{AppError, DealOptions, deals_of_record};

/// Puts together the brief of all current documents in the ledger. `unread` is what could not be opened.
///
/// # Errors
/// The ledger cannot be read.
pub fn brief(ledger: &Ledger, unread: Vec<Unread>) -> Result<Brief, AppError> {
    let codebook = ledger.codebook()?;
    let mut documents = Vec::new();
    ledger.each_entry(&DocumentFilter::default(), |entry| {
        documents.push(ReadDocument {
            document: entry.document,
            reading: entry.reading,
            statements: entry.statements,
        });
        Ok::<(), AppError>(())
    })?;
    let stories = stories(&documents);
    let mut brief =
        assemble(BriefInput { title: String::new(), codebook: codebook.as_ref(), documents, unread });
    brief.deals = deals(ledger, &brief)?;
    brief.stories = stories;
    Ok(brief)
}

/// What the documents have in common.
fn stories(documents: &[ReadDocument]) -> StoriesView {
    let told: Vec<Told<'_>> = documents
        .iter()
        .map(|read| Told { document: &read.document, reading: &read.reading, statements: &read.statements })
        .collect();
    let coverage = standpoint_stories::find(&told);
    let compared: Vec<&Document> = documents.iter().map(|read| &read.document).collect();
    view(&compared, &coverage.stories, &coverage.origins, &coverage.utterances)
}

/// What deals there are, with its evidence leading to the statements of the page. Nothing where the codebook puts
/// no proposals on the table, or where nobody takes a position.
fn deals(ledger: &Ledger, brief: &Brief) -> Result<Option<DealsPage>, AppError> {
    let Some(codebook) = ledger.codebook()? else { return Ok(None) };
    let open = codebook.proposals.iter().any(|proposal| !proposal.terms.is_empty());
    if !open || ledger.positions(&PositionFilter::default())?.is_empty() {
        return Ok(None);
    }
    let keys: BTreeMap<String, &str> = brief
        .statements
        .iter()
        .map(|statement| {
            let document = &brief.documents[statement.document].id;
            (format!("{document}-{}", statement.ordinal), statement.id.as_str())
        })
        .collect();
    let mut page = deals_of_record(ledger, &DealOptions::default())?.page();
    let cells = page.proposals.iter_mut().flat_map(|proposal| &mut proposal.cells);
    for evidence in cells.flat_map(|cell| &mut cell.reasons).flat_map(|reason| &mut reason.evidence) {
        let id = evidence.statement.as_ref().and_then(|id| keys.get(id)).map(|id| (*id).to_owned());
        evidence.statement = id;
    }
    Ok(Some(page))
}

/// Writes the brief as one HTML file. It is written beside its place and then moved there, so that a kill
/// leaves the old page or the new one, never half of one.
///
/// # Errors
/// The file cannot be written.
pub fn write_page(brief: &Brief, path: &Path) -> Result<(), AppError> {
    write_beside(path, |out| html::render(brief, out))
}

/// Writes an analysis of deals as one HTML file, in the same way.
///
/// # Errors
/// The file cannot be written.
pub fn write_deals_page(view: &DealsPage, path: &Path) -> Result<(), AppError> {
    write_beside(path, |out| html::render_deals(view, out))
}

fn write_beside(
    path: &Path,
    render: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>,
) -> Result<(), AppError> {
    let failed = |error| AppError::file("write", path, error).hint("name another file with --out");
    let beside = beside(path);
    let written = File::create(&beside).and_then(|file| {
        let mut out = BufWriter::new(file);
        render(&mut out)?;
        out.into_inner().map_err(std::io::IntoInnerError::into_error)?.flush()
    });
    written.and_then(|()| std::fs::rename(&beside, path)).map_err(|error| {
        // What is left over is of no use; the error that matters is the first one.
        let _ = std::fs::remove_file(&beside);
        failed(error)
    })
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    path.with_file_name(name)
}
