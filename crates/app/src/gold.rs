//! Reviewed statements as gold: the form in which hand-marked statements are scored against.

use serde::Serialize;
use standpoint_ledger::{DocumentFilter, Fragment, Ledger, StatementFilter, StatementRow, Status};
use standpoint_terms::{Hand, Mode, Stance};

use crate::AppError;

/// One statement as `standpoint export --gold` writes it. Offsets count code points.
#[derive(Debug, Serialize)]
pub struct GoldLine {
    /// The document's name.
    pub doc: String,
    /// What is said, verbatim; pieces where it is interrupted.
    pub content: Pieces,
    /// Where its first piece begins.
    pub start: usize,
    /// Who, as the text has it.
    pub source: Option<String>,
    /// Where that begins.
    pub source_start: Option<usize>,
    /// The words that make it a statement.
    pub cue: Option<String>,
    /// Where they begin.
    pub cue_start: Option<usize>,
    /// The speaker's name.
    pub speaker: Option<String>,
    /// The id of the speaker's party, or "none".
    pub speaker_party: String,
    /// How the content stands in the text.
    pub mode: Mode,
    /// The id of the issue.
    pub issue: Option<String>,
    /// The act.
    pub act: Option<&'static str>,
    /// The positions that it tells.
    pub about: Vec<GoldPosition>,
    /// Whether the speaker's own side tells all of them.
    pub first_hand: bool,
}

/// Words of a text: one piece, or several.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Pieces {
    /// One.
    One(String),
    /// Several, in order.
    Several(Vec<String>),
}

/// A position in gold.
#[derive(Debug, Serialize)]
pub struct GoldPosition {
    holder: String,
    proposition: String,
    stance: Stance,
    hand: Hand,
}

/// The statements of current documents that a person confirmed or corrected, in order. Gives how many documents have
/// statements that nobody reviewed: scored against such a document, what is found and was not reviewed counts as wrong.
///
/// # Errors
/// The ledger cannot be read, and what `each` answers.
pub fn gold(
    ledger: &Ledger,
    mut each: impl FnMut(GoldLine) -> Result<(), AppError>,
) -> Result<usize, AppError> {
    let mut partly = 0;
    for document in ledger.documents(&DocumentFilter::default())?.rows {
        let of = StatementFilter { document: Some(document.id.clone()), ..StatementFilter::default() };
        let rows = ledger.statements(&of)?.rows;
        let reviewed = |row: &&StatementRow| matches!(row.status, Status::Confirmed | Status::Corrected);
        let count = rows.iter().filter(reviewed).count();
        if count == 0 {
            continue;
        }
        partly += usize::from(count < rows.len());
        let Some(entry) = ledger.document(&document.id)? else { continue };
        rows.iter().filter(reviewed).try_for_each(|row| each(line(&entry.document.text, row)))?;
    }
    Ok(partly)
}

fn line(text: &str, row: &StatementRow) -> GoldLine {
    let content: Vec<Fragment> = match row.mode {
        Mode::Direct => row.content.iter().map(|fragment| without_marks(text, *fragment)).collect(),
        _ => row.content.clone(),
    };
    let words = |fragment: &Fragment| fragment.span.of(text).unwrap_or_default().to_owned();
    let first = |fragments: &[Fragment]| fragments.first().map(|f| (words(f), f.code_points[0]));
    let start = content.first().map_or(0, |fragment| fragment.code_points[0]);
    let mut pieces: Vec<String> = content.iter().map(words).collect();
    let (source, cue) = (first(&row.source), first(&row.cue));
    GoldLine {
        doc: row.document_name.clone(),
        content: if pieces.len() == 1 { Pieces::One(pieces.remove(0)) } else { Pieces::Several(pieces) },
        start,
        source_start: source.as_ref().map(|(_, at)| *at),
        source: source.map(|(words, _)| words),
        cue_start: cue.as_ref().map(|(_, at)| *at),
        cue: cue.map(|(words, _)| words),
        speaker: row.speaker.clone(),
        speaker_party: row.party.clone().unwrap_or_else(|| "none".to_owned()),
        mode: row.mode,
        issue: row.issue.as_ref().map(|issued| issued.issue.clone()),
        act: row.act.as_ref().map(|acted| acted.act.name()),
        first_hand: row.positions.iter().all(|told| told.position.hand == Hand::First),
        about: row
            .positions
            .iter()
            .map(|told| GoldPosition {
                holder: told.position.holder.clone(),
                proposition: told.position.proposition.clone(),
                stance: told.position.stance,
                hand: told.position.hand,
            })
            .collect(),
    }
}

/// Gold leaves the outer quotation marks of a direct quotation out.
fn without_marks(text: &str, fragment: Fragment) -> Fragment {
    let mark = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’');
    let Some(words) = fragment.span.of(text) else { return fragment };
    let mut out = fragment;
    let mut inner = words;
    if let Some(first) = inner.chars().next().filter(|c| mark(*c)) {
        out.span.start += first.len_utf8();
        out.code_points[0] += 1;
        inner = &inner[first.len_utf8()..];
    }
    if let Some(last) = inner.chars().next_back().filter(|c| mark(*c)) {
        out.span.end -= last.len_utf8();
        out.code_points[1] -= 1;
    }
    if out.span.is_empty() { fragment } else { out }
}
