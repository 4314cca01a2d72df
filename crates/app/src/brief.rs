//! Making the brief of a ledger, and keeping its page.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use standpoint_brief::{Brief, BriefInput, ReadDocument, Unread, assemble, html};
use standpoint_ledger::{DocumentFilter, Ledger};

use crate::AppError;

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
    Ok(assemble(BriefInput { title: String::new(), codebook: codebook.as_ref(), documents, unread }))
}

/// Writes the brief as one HTML file. It is written beside its place and then moved there, so that a kill
/// leaves the old page or the new one, never half of one.
///
/// # Errors
/// The file cannot be written.
pub fn write_page(brief: &Brief, path: &Path) -> Result<(), AppError> {
    let failed = |error| AppError::file("write", path, error).hint("name another file with --out");
    let beside = beside(path);
    let written = File::create(&beside).and_then(|file| {
        let mut out = BufWriter::new(file);
        html::render(brief, &mut out)?;
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
