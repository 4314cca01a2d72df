//! Entries made by hand, and a way to see everything that a ledger file holds.

use std::path::Path;

use standpoint_ledger::Entry;
use standpoint_terms::{
    Actor, ActorKind, Attribution, CueKind, Document, DocumentId, Format, Issued, Metadata, Mode, Moment,
    Passage, PassageKind, ReaderIdentity, Reading, Resolution, Span, Statement,
};

pub(crate) fn when(written: &str) -> Moment {
    written.parse().unwrap()
}

pub(crate) fn now() -> Moment {
    when("2031-06-01T12:00:00Z")
}

/// Somebody says something: name, kind, party, issue, words.
pub(crate) struct Said(
    pub(crate) &'static str,
    pub(crate) ActorKind,
    pub(crate) &'static str,
    pub(crate) &'static str,
    pub(crate) &'static str,
);

/// A document in which each of them says it, one line each.
pub(crate) fn entry(name: &str, published: Option<&str>, said: &[Said]) -> Entry {
    let mut text = String::new();
    let mut entry = Entry {
        document: Document {
            id: DocumentId::of_text(""),
            name: name.to_owned(),
            locator: format!("/coverage/{name}"),
            format: Format::Text,
            metadata: Metadata { published: published.map(when), ..Metadata::default() },
            text: String::new(),
            passages: Vec::new(),
            notices: Vec::new(),
        },
        reading: Reading {
            reader: ReaderIdentity { name: "by hand".to_owned(), version: "1".to_owned() },
            sentences: Vec::new(),
            mentions: Vec::new(),
            actors: Vec::new(),
            attributions: Vec::new(),
            notices: Vec::new(),
        },
        statements: Vec::new(),
    };
    for Said(speaker, kind, party, issue, words) in said {
        let start = text.len();
        let source = Span::new(start, start + speaker.len());
        let cue = Span::new(source.end + 1, source.end + 5);
        let content = Span::new(cue.end + 1, cue.end + 1 + words.len() + 6);
        text += &format!("{speaker} said “{words}”.\n");
        let line = Span::new(start, text.len() - 1);
        entry.document.passages.push(Passage { kind: PassageKind::Body, span: line });
        entry.reading.sentences.push(line);
        let actor = Actor { name: (*speaker).to_owned(), kind: *kind, roles: vec![], affiliations: vec![] };
        let at = entry.reading.actors.iter().position(|a| *a == actor).unwrap_or_else(|| {
            entry.reading.actors.push(actor);
            entry.reading.actors.len() - 1
        });
        let attribution = Attribution {
            source: vec![source],
            cue: vec![cue],
            content: vec![content],
            mode: Mode::Direct,
            cue_kind: CueKind::Reporting,
            speaker: Some(at),
            resolution: Resolution::Name,
            parent: None,
            score: 0.75,
        };
        entry.reading.attributions.push(attribution.clone());
        let given = |word: &str| (!word.is_empty()).then(|| word.to_owned());
        entry.statements.push(Statement {
            attribution,
            speaker: Some((*speaker).to_owned()),
            party: given(party),
            issue: given(issue).map(|issue| Issued { issue, hints: vec!["hint".to_owned()] }),
            act: None,
            positions: Vec::new(),
            said_on: None,
        });
    }
    with_text(entry, &text)
}

/// The same with another text; places must fit it.
pub(crate) fn with_text(mut entry: Entry, text: &str) -> Entry {
    text.clone_into(&mut entry.document.text);
    entry.document.id = DocumentId::of_text(text);
    entry
}

/// Every row of every table, the search index's own too.
pub(crate) fn dump(path: &Path) -> String {
    let connection = rusqlite::Connection::open(path).unwrap();
    let mut tables =
        connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").unwrap();
    let names: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut out = String::new();
    for name in names.iter().filter(|name| *name != "search") {
        let mut query = connection.prepare(&format!("SELECT * FROM {name}")).unwrap();
        let columns = query.column_count();
        let mut rows = query.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let values: Vec<_> = (0..columns).map(|i| row.get_ref(i).unwrap()).collect();
            out += &format!("{name} {values:?}\n");
        }
    }
    out
}

/// Panics with what is wrong, if anything is.
pub(crate) fn check_sound(ledger: &standpoint_ledger::Ledger) {
    let mut problems = Vec::new();
    let verified = ledger.verify(&mut |checked| problems.extend(checked.problems)).unwrap();
    assert!(verified.is_sound(), "{verified:?} {problems:?}");
}
