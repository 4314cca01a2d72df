//! Making the brief of a ledger, and keeping its page.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use standpoint_brief::{Brief, BriefInput, DealsPage, ReadDocument, Unread, assemble, html};
use standpoint_findings::{Record, RecordDocument, RecordStatement, find, forecasters};
use standpoint_ledger::{DocumentFilter, Entry, Ledger, Order, PositionFilter, PositionRow};
use standpoint_reading::GENERAL_CODEBOOK;
use standpoint_stories::Coverage;
use standpoint_terms::{ActorKind, Codebook, DocumentId, Statement};

use crate::deals::deals_of_rows;
use crate::network::{Normalisation, view_of_rows};
use crate::stories::{compared, entries, shown};
use crate::{AppError, DealOptions, NetworkOptions};

/// Puts together the brief of the current documents in the ledger, at most the `latest` so many: a page of a hundred
/// thousand would open nowhere. `unread` is what could not be opened.
///
/// # Errors
/// The ledger cannot be read.
pub fn brief(ledger: &mut Ledger, latest: Option<usize>, unread: Vec<Unread>) -> Result<Brief, AppError> {
    let all = ledger.counts()?.documents;
    let filter = match latest {
        Some(latest) if all > latest => {
            DocumentFilter { order: Order::Newest, limit: Some(latest), ..DocumentFilter::default() }
        }
        _ => DocumentFilter::default(),
    };
    let entries = entries(ledger, &filter)?;
    let left_out = all.saturating_sub(entries.len());
    let codebook = ledger.codebook()?.map(|codebook| in_use(codebook, &entries));
    let coverage = compared(ledger, &entries)?;
    let stories = shown(&entries, &coverage);
    let mut positions = ledger.positions(&PositionFilter::default())?;
    if left_out > 0 {
        let inside: HashSet<&DocumentId> = entries.iter().map(|entry| &entry.document.id).collect();
        positions.retain(|row| inside.contains(&row.statement.document));
    }
    let mut brief = found(codebook.as_ref(), entries, &coverage, unread);
    let codebook = codebook.unwrap_or_default();
    // As the command `network` lists it.
    let options = NetworkOptions { normalisation: Normalisation::Average, ..NetworkOptions::default() };
    brief.network = view_of_rows(&codebook, &positions, options);
    brief.deals = deals(&codebook, &positions, &brief)?;
    brief.stories = stories;
    brief.left_out = left_out;
    Ok(brief)
}

/// The brief as far as its findings need it: without the network, the deals and the stories.
///
/// # Errors
/// The ledger cannot be read.
pub fn findings(ledger: &mut Ledger) -> Result<Brief, AppError> {
    let entries = entries(ledger, &DocumentFilter::default())?;
    let codebook = ledger.codebook()?.map(|codebook| in_use(codebook, &entries));
    let coverage = compared(ledger, &entries)?;
    Ok(found(codebook.as_ref(), entries, &coverage, Vec::new()))
}

/// Of the built-in codebook only the parties for which somebody speaks: it lists all countries, and that most of them are
/// silent is no news. An analyst's own codebook stays whole.
fn in_use(mut codebook: Codebook, entries: &[Entry]) -> Codebook {
    if codebook.codebook.id == GENERAL_CODEBOOK {
        let statements = entries.iter().flat_map(|entry| &entry.statements);
        let speak: BTreeSet<&str> = statements.filter_map(|statement| statement.party.as_deref()).collect();
        codebook.parties.retain(|party| speak.contains(party.id.as_str()));
    }
    codebook
}

fn found(
    codebook: Option<&Codebook>,
    entries: Vec<Entry>,
    coverage: &Coverage,
    unread: Vec<Unread>,
) -> Brief {
    let findings = find(&record(&entries, codebook, coverage));
    let (origin_of, utterance_of) = (coverage.origin_of(), coverage.utterance_of());
    let documents = entries.into_iter().map(|entry| ReadDocument {
        utterances: (0..entry.statements.len())
            .map(|at| utterance_of.get(&(&entry.document.id, at)).map(ToString::to_string))
            .collect(),
        origin: origin_of.get(&entry.document.id).map(ToString::to_string),
        document: entry.document,
        reading: entry.reading,
        statements: entry.statements,
    });
    assemble(BriefInput {
        title: String::new(),
        codebook,
        documents: documents.collect(),
        unread,
        forecasters: forecasters(&findings),
        findings,
    })
}

/// What findings are made from.
fn record<'a>(entries: &'a [Entry], codebook: Option<&'a Codebook>, coverage: &'a Coverage) -> Record<'a> {
    let (origin_of, utterance_of) = (coverage.origin_of(), coverage.utterance_of());
    let told = |entry: &'a Entry, (at, statement): (usize, &'a Statement)| RecordStatement {
        utterance: utterance_of.get(&(&entry.document.id, at)).copied(),
        ..told(entry, statement)
    };
    let documents = entries.iter().map(|entry| RecordDocument {
        id: &entry.document.id,
        text: &entry.document.text,
        published: entry.document.metadata.published,
        by_hand: entry.reading.reader.is_by_hand(),
        origin: origin_of.get(&entry.document.id).map(|origin| origin.as_str()),
        sentences: &entry.reading.sentences,
        statements: entry.statements.iter().enumerate().map(|statement| told(entry, statement)).collect(),
    });
    Record { codebook, documents: documents.collect() }
}

fn told<'a>(entry: &'a Entry, statement: &'a Statement) -> RecordStatement<'a> {
    let actor = statement.attribution.speaker.and_then(|actor| entry.reading.actors.get(actor));
    let unnamed = actor.is_some_and(|actor| actor.kind == ActorKind::Unnamed);
    RecordStatement { statement, unnamed, utterance: None }
}

/// What deals there are, with its evidence leading to the statements of the page. Nothing where the codebook puts
/// no proposals on the table, or where nobody takes a position.
fn deals(
    codebook: &Codebook,
    positions: &[PositionRow],
    brief: &Brief,
) -> Result<Option<DealsPage>, AppError> {
    let open = codebook.proposals.iter().any(|proposal| !proposal.terms.is_empty());
    if !open || positions.is_empty() {
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
    let mut page = deals_of_rows(codebook, positions, &DealOptions::default())?.page();
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
