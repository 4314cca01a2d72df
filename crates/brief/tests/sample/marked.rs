//! Documents and readings out of marked text.

use standpoint_brief::ReadDocument;
use standpoint_terms::{
    Actor, ActorKind, Attribution, CueKind, Document, DocumentId, Format, Issued, Metadata, Mode, Passage,
    PassageKind, ReaderIdentity, Reading, Resolution, Span, Statement,
};

/// Who makes a statement, and what is known of it besides its places.
#[derive(Clone)]
pub(crate) struct Said {
    speaker: Option<String>,
    party: Option<String>,
    issue: Option<String>,
    mode: Mode,
    resolution: Resolution,
    role: Option<String>,
    parent: Option<usize>,
    score: f32,
}

impl Said {
    /// Empty strings are unknown.
    pub(crate) fn by(speaker: &str, party: &str, issue: &str) -> Said {
        let known = |value: &str| (!value.is_empty()).then(|| value.to_owned());
        Said {
            speaker: known(speaker),
            party: known(party),
            issue: known(issue),
            mode: Mode::Indirect,
            resolution: Resolution::Name,
            role: None,
            parent: None,
            score: 0.9,
        }
    }

    pub(crate) fn nobody() -> Said {
        Said { resolution: Resolution::Unresolved, ..Said::by("", "", "") }
    }

    pub(crate) fn mode(self, mode: Mode) -> Said {
        Said { mode, ..self }
    }

    pub(crate) fn found(self, resolution: Resolution) -> Said {
        Said { resolution, ..self }
    }

    pub(crate) fn role(self, role: &str) -> Said {
        Said { role: Some(role.to_owned()), ..self }
    }

    pub(crate) fn score(self, score: f32) -> Said {
        Said { score, ..self }
    }

    /// Inside the content of the statement with that number, from 1.
    pub(crate) fn inside(self, number: usize) -> Said {
        Said { parent: Some(number - 1), ..self }
    }
}

/// `{1s|…}`, `{1q|…}`, `{1c|…}` are source, cue and content of the first statement, and may stand inside
/// each other. A line is a passage; one that begins with `# ` is a heading, with `! ` a caption, with `~ `
/// boilerplate (these signs are taken out), with `- ` a list item.
pub(crate) fn read(
    name: &str,
    format: Format,
    metadata: Metadata,
    marked: &str,
    said: &[Said],
) -> ReadDocument {
    let mut text = String::new();
    let mut open: Vec<(usize, char, usize)> = Vec::new();
    let mut spans = vec![[Vec::new(), Vec::new(), Vec::new()]; said.len()];
    let mut kinds = Vec::new();
    let mut rest = marked;
    let mut at_start = true;
    while let Some(c) = rest.chars().next() {
        if at_start {
            let sign = SIGNS.into_iter().find(|(sign, _)| rest.starts_with(sign));
            kinds.push(sign.map_or(PassageKind::Body, |(_, kind)| kind));
            at_start = false;
            if let Some((sign, _)) = sign.filter(|(_, kind)| *kind != PassageKind::ListItem) {
                rest = &rest[sign.len()..];
                continue;
            }
        }
        rest = &rest[c.len_utf8()..];
        at_start = c == '\n';
        match c {
            '{' => {
                let (head, tail) = rest.split_once('|').expect("a mark has a bar");
                let (number, role) = head.split_at(head.len() - 1);
                open.push((number.parse().unwrap(), role.chars().next().unwrap(), text.len()));
                rest = tail;
            }
            '}' => {
                let (number, role, start) = open.pop().expect("a mark that closes was opened");
                let role = "cqs".find(role).unwrap();
                spans[number - 1][role].push(Span::new(start, text.len()));
            }
            c => text.push(c),
        }
    }
    let document = document(name, format, metadata, text, &kinds);
    let text = &document.text;
    let mut sentences = Vec::new();
    for passage in document.passages.iter().filter(|passage| passage.kind.is_read()) {
        let words = passage.span.of(text).unwrap();
        let mut from = 0;
        for (at, _) in words.match_indices(". ").chain([(words.len().saturating_sub(1), "")]) {
            sentences.push(Span::new(from, at + 1).trimmed(words).shifted(passage.span.start));
            from = at + 1;
        }
    }
    let mut actors: Vec<Actor> = Vec::new();
    let mut statements = Vec::new();
    for (said, [content, cue, source]) in said.iter().zip(spans) {
        let speaker = said.speaker.as_ref().map(|name| {
            actors.iter().position(|actor| actor.name == *name).unwrap_or_else(|| {
                let unnamed = said.resolution == Resolution::Description;
                actors.push(Actor {
                    name: name.clone(),
                    kind: if unnamed { ActorKind::Unnamed } else { ActorKind::Person },
                    roles: said.role.iter().cloned().collect(),
                    affiliations: Vec::new(),
                });
                actors.len() - 1
            })
        });
        let attribution = Attribution {
            source,
            cue,
            content,
            mode: said.mode,
            cue_kind: CueKind::Reporting,
            speaker,
            resolution: said.resolution,
            parent: said.parent,
            score: said.score,
        };
        let issue = said.issue.clone().map(|issue| Issued { issue, hints: vec!["water".into()] });
        let (speaker, party) = (said.speaker.clone(), said.party.clone());
        statements.push(Statement {
            attribution,
            speaker,
            party,
            issue,
            act: None,
            positions: Vec::new(),
            said_on: None,
        });
    }
    let reading = Reading {
        reader: ReaderIdentity { name: "rules".into(), version: "1".into() },
        sentences,
        mentions: Vec::new(),
        actors,
        attributions: statements.iter().map(|statement| statement.attribution.clone()).collect(),
        notices: Vec::new(),
    };
    ReadDocument { document, reading, statements, origin: None, utterances: Vec::new() }
}

const SIGNS: [(&str, PassageKind); 4] = [
    ("# ", PassageKind::Heading),
    ("! ", PassageKind::Caption),
    ("~ ", PassageKind::Boilerplate),
    ("- ", PassageKind::ListItem),
];

/// A document whose passages are its lines that are not empty, of these kinds.
fn document(name: &str, format: Format, metadata: Metadata, text: String, kinds: &[PassageKind]) -> Document {
    let mut passages = Vec::new();
    let mut from = 0;
    for (line, kind) in text.split_inclusive('\n').zip(kinds) {
        let mut span = Span::new(from, from + line.len()).trimmed(&text);
        from += line.len();
        if *kind == PassageKind::ListItem {
            span.start += "- ".len();
        }
        if !span.is_empty() {
            passages.push(Passage { kind: *kind, span });
        }
    }
    let (name, locator) = (name.to_owned(), name.to_owned());
    let id = DocumentId::of_text(&text);
    Document { id, name, locator, format, metadata, text, passages, notices: Vec::new() }
}
