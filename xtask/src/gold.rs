//! Gold statements as a record: what the findings would be made of if the reading were perfect.

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;
use standpoint_app::intake::{Item, Options, Place, discover, take};
use standpoint_findings::{Record, RecordDocument, RecordStatement};
use standpoint_reading::sentences;
use standpoint_terms::{
    Act, Acted, Attribution, CodePoints, Codebook, CueKind, Document, Hand, Mode, Resolution, Span, Stance,
    StatedPosition, Statement,
};

/// A document with its gold statements.
pub(crate) struct GoldDocument {
    pub(crate) document: Document,
    pub(crate) sentences: Vec<Span>,
    pub(crate) statements: Vec<Statement>,
    pub(crate) unnamed: Vec<bool>,
    /// The name of the document that is its origin.
    pub(crate) origin: Option<String>,
}

/// One line of gold statements.
#[derive(Deserialize)]
struct Line {
    doc: String,
    content: Pieces,
    start: usize,
    source: Option<String>,
    source_start: Option<usize>,
    cue: Option<String>,
    cue_start: Option<usize>,
    speaker: String,
    speaker_party: String,
    mode: Mode,
    act: Act,
    about: Vec<About>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Pieces {
    One(String),
    Many(Vec<String>),
}

#[derive(Deserialize)]
struct About {
    holder: String,
    proposition: String,
    stance: Stance,
    hand: Option<Hand>,
}

/// Takes in the documents and gives each its gold statements.
///
/// # Errors
/// A document or a gold line cannot be read, or a gold quotation is not in its document.
pub(crate) fn documents(coverage: &Path, gold: &[std::path::PathBuf]) -> Result<Vec<GoldDocument>, String> {
    let mut lines: HashMap<String, Vec<Line>> = HashMap::new();
    for path in gold {
        let text = std::fs::read_to_string(path)
            .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        for line in text.lines() {
            let line: Line =
                serde_json::from_str(line).map_err(|error| format!("{}: {error}", path.display()))?;
            lines.entry(line.doc.clone()).or_default().push(line);
        }
    }
    let mut documents = Vec::new();
    for document in taken(coverage)? {
        let mut of = lines.remove(&document.name).unwrap_or_default();
        of.sort_by_key(|line| line.start);
        let unnamed = of.iter().map(|line| line.speaker.starts_with(char::is_lowercase)).collect();
        let statements: Result<Vec<_>, _> =
            of.into_iter().map(|line| statement(&document.text, line)).collect();
        documents.push(GoldDocument {
            sentences: sentences(&document.text, &document.passages),
            statements: statements.map_err(|error| format!("{}: {error}", document.name))?,
            unnamed,
            origin: None,
            document,
        });
    }
    Ok(documents)
}

/// The documents as the program takes them in.
fn taken(coverage: &Path) -> Result<Vec<Document>, String> {
    let options = Options::default();
    let (items, _) = discover(&[Place::Path(coverage.to_owned())], &options);
    let mut documents = Vec::new();
    let mut fault = Ok(());
    let mut each = |item: &Item| {
        take(item, &options, &mut |taken| match taken {
            Ok(document) => documents.push(document),
            Err(problem) if fault.is_ok() => fault = Err(problem.to_string()),
            Err(_) => {}
        });
    };
    items.iter().for_each(&mut each);
    fault.map(|()| documents)
}

fn statement(text: &str, line: Line) -> Result<Statement, String> {
    let points = CodePoints::new(text);
    let at = |words: &str, start: usize| -> Result<Span, String> {
        let from = points.byte(start).ok_or_else(|| format!("{start} lies behind the end"))?;
        let span = Span::new(from, from + words.len());
        if span.of(text) == Some(words) { Ok(span) } else { Err(format!("{words:?} is not at {start}")) }
    };
    let one = |words: Option<String>, start: Option<usize>| match (words, start) {
        (Some(words), Some(start)) => at(&words, start).map(|span| vec![span]),
        _ => Ok(Vec::new()),
    };
    let pieces = match line.content {
        Pieces::One(piece) => vec![piece],
        Pieces::Many(pieces) => pieces,
    };
    let mut content: Vec<Span> = Vec::new();
    for piece in pieces {
        let span = match content.last() {
            None => at(&piece, line.start)?,
            Some(last) => {
                let from = text[last.end..]
                    .find(&piece)
                    .ok_or_else(|| format!("{piece:?} is not behind its first piece"))?;
                Span::new(last.end + from, last.end + from + piece.len())
            }
        };
        content.push(span);
    }
    let party = Some(line.speaker_party).filter(|party| party != "none");
    let positions = line.about.into_iter().filter(|about| about.holder != "none").map(|about| {
        // Where the gold leaves the hand open the claim is about others: it is its speaker's own position.
        let own = party.as_deref() == Some(about.holder.as_str());
        StatedPosition {
            hand: about.hand.unwrap_or(if own { Hand::First } else { Hand::Second }),
            holder: about.holder,
            proposition: about.proposition,
            stance: about.stance,
            condition: Vec::new(),
            score: 1.0,
            by: "gold".to_owned(),
        }
    });
    Ok(Statement {
        positions: positions.collect(),
        attribution: Attribution {
            source: one(line.source, line.source_start)?,
            cue: one(line.cue, line.cue_start)?,
            content,
            mode: line.mode,
            cue_kind: CueKind::Reporting,
            speaker: None,
            resolution: Resolution::Name,
            parent: None,
            score: 1.0,
        },
        speaker: Some(line.speaker),
        party,
        issue: None,
        act: Some(Acted { act: line.act, score: 1.0, by: "gold".to_owned() }),
        said_on: None,
    })
}

/// The record that findings are made from.
pub(crate) fn record<'a>(documents: &'a [GoldDocument], codebook: &'a Codebook) -> Record<'a> {
    let documents = documents.iter().map(|gold| RecordDocument {
        by_hand: false,
        id: &gold.document.id,
        text: &gold.document.text,
        published: gold.document.metadata.published,
        origin: gold.origin.as_deref(),
        sentences: &gold.sentences,
        statements: gold
            .statements
            .iter()
            .zip(&gold.unnamed)
            .map(|(statement, unnamed)| RecordStatement { statement, unnamed: *unnamed, utterance: None })
            .collect(),
    });
    Record { codebook: Some(codebook), documents: documents.collect() }
}
