//! Hand-coded statements of Discourse Network Analyzer, taken into a ledger.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use standpoint_ledger::{Added, DnaRecord, DnaStatement, DnaVariables, Entry, Ledger, read_dna};
use standpoint_reading::sentences;
use standpoint_terms::{
    Actor, ActorKind, Attribution, Codebook, CodebookHead, CueKind, Document, DocumentId, Format, Hand,
    Issue, Issued, Member, Metadata, Mode, Moment, Party, Passage, PassageKind, Proposition, ReaderIdentity,
    Reading, Resolution, Span, StatedPosition, Statement,
};

use crate::free_id::free_id;
use crate::near::ByWords;
use crate::{AppError, Progress, put_in_force};

/// The issue under which imported concepts stand: that program has no drawers for them.
const ISSUE: &str = "concepts";

/// What came of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// Documents that were not in the ledger.
    pub documents: usize,
    /// Coded statements in them.
    pub statements: usize,
    /// What was left out, in words.
    pub left_out: Vec<String>,
    /// The codebook that was made of persons, organizations and concepts, as TOML.
    pub codebook: String,
}

/// Takes a database of Discourse Network Analyzer into a ledger: its documents, its statements as positions of their
/// organizations (of the person, where none is coded), and a codebook made of its entities.
///
/// The coding stays as its coders made it: such documents are never read again by a reader.
///
/// # Errors
/// The file is no such database, the ledger has another codebook already, or cannot be used.
pub fn import_dna(
    ledger: &mut Ledger,
    path: &Path,
    variables: &DnaVariables,
    now: Moment,
    progress: &dyn Progress,
) -> Result<Imported, AppError> {
    let record = read_dna(path, variables).map_err(|error| AppError::user(error.to_string()))?;
    take_in(ledger, &record, path, now, progress)
}

fn take_in(
    ledger: &mut Ledger,
    record: &DnaRecord,
    path: &Path,
    now: Moment,
    progress: &dyn Progress,
) -> Result<Imported, AppError> {
    let coding = Coding::new(record, path);
    let source = toml::to_string(&coding.codebook).map_err(|error| {
        AppError::user(format!("{}: its names make no codebook: {error}", path.display()))
    })?;
    match ledger.codebook()? {
        // The built-in one is there only because none was given.
        Some(other) if other != coding.codebook && other != standpoint_reading::general_codebook() => {
            return Err(AppError::user(format!(
                "the ledger is coded by the codebook {:?} already, and {} brings its own",
                other.codebook.id,
                path.display()
            ))
            .hint("import it into a ledger of its own: --ledger OTHER.db"));
        }
        _ => put_in_force(ledger, &coding.codebook, &source, None, progress)?,
    };
    let mut imported =
        Imported { documents: 0, statements: 0, left_out: record.left_out.clone(), codebook: source };
    let entries: Vec<Entry> = record
        .documents
        .iter()
        .map(|document| {
            let coded: Vec<&DnaStatement> =
                record.statements.iter().filter(|s| s.document == document.id).collect();
            coding.entry(path, document, &coded)
        })
        .collect();
    for (added, entry) in ledger.add_compared(&entries, &ByWords, now)?.iter().zip(&entries) {
        if matches!(added, Added::New | Added::NewVersion { .. }) {
            imported.documents += 1;
            imported.statements += entry.statements.len();
        }
    }
    Ok(imported)
}

/// The codebook of a database, and the ids that its names got.
struct Coding {
    codebook: Codebook,
    parties: BTreeMap<String, String>,
    propositions: BTreeMap<String, String>,
}

impl Coding {
    fn new(record: &DnaRecord, path: &Path) -> Coding {
        let stem =
            path.file_stem().map_or_else(|| "import".to_owned(), |stem| stem.to_string_lossy().into_owned());
        let mut parties: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for statement in &record.statements {
            let members = parties.entry(holder(statement)).or_default();
            if !statement.person.is_empty() && !statement.organization.is_empty() {
                members.insert(&statement.person);
            }
        }
        let concepts: BTreeSet<&str> = record.statements.iter().map(|s| s.concept.as_str()).collect();
        let party_ids = ids(parties.keys().copied());
        let proposition_ids = ids(concepts.iter().copied());
        let codebook = Codebook {
            codebook: CodebookHead {
                id: slug(&stem),
                title: stem,
                description: "Imported from a database of Discourse Network Analyzer.".to_owned(),
                ..CodebookHead::default()
            },
            parties: parties
                .iter()
                .map(|(name, members)| Party {
                    id: party_ids[*name].clone(),
                    name: (*name).to_owned(),
                    members: members
                        .iter()
                        .map(|member| Member { name: (*member).to_owned(), ..Member::default() })
                        .collect(),
                    ..Party::default()
                })
                .collect(),
            issues: vec![Issue { id: ISSUE.to_owned(), name: "Concepts".to_owned(), ..Issue::default() }],
            propositions: concepts
                .iter()
                .map(|concept| Proposition {
                    id: proposition_ids[*concept].clone(),
                    issue: ISSUE.to_owned(),
                    sentence: concept.trim_end_matches('.').to_owned(),
                    ..Proposition::default()
                })
                .collect(),
            ..Codebook::default()
        };
        Coding { codebook, parties: party_ids, propositions: proposition_ids }
    }

    fn entry(
        &self,
        path: &Path,
        document: &standpoint_ledger::DnaDocument,
        coded: &[&DnaStatement],
    ) -> Entry {
        let name = format!(
            "{}#{}",
            path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
            document.id
        );
        let known = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
        let passages = passages(&document.text);
        let mut actors: Vec<Actor> = Vec::new();
        let mut statements: Vec<Statement> = Vec::new();
        for one in coded {
            let speaker = speaker(&mut actors, one);
            let attribution = Attribution {
                source: Vec::new(),
                cue: Vec::new(),
                content: vec![trimmed(&document.text, one.place)],
                mode: Mode::Indirect,
                cue_kind: CueKind::Other,
                speaker: Some(speaker),
                resolution: Resolution::Person,
                parent: None,
                score: 1.0,
            };
            let position = StatedPosition {
                holder: self.parties[holder(one)].clone(),
                proposition: self.propositions[&one.concept].clone(),
                stance: one.stance,
                condition: Vec::new(),
                hand: Hand::First,
                score: 1.0,
                by: format!("coded by {}", if one.coder.is_empty() { "a person" } else { &one.coder }),
            };
            statements.push(Statement {
                attribution,
                speaker: Some(actors[speaker].name.clone()),
                party: Some(position.holder.clone()),
                issue: Some(Issued { issue: ISSUE.to_owned(), hints: Vec::new() }),
                act: None,
                positions: vec![position],
                said_on: None,
            });
        }
        let reading = Reading {
            reader: ReaderIdentity::by_hand("Discourse Network Analyzer"),
            sentences: sentences(&document.text, &passages),
            mentions: Vec::new(),
            actors,
            attributions: statements.iter().map(|s| s.attribution.clone()).collect(),
            notices: Vec::new(),
        };
        let document = Document {
            id: DocumentId::of_text(&document.text),
            locator: format!("{}#{}", path.display(), document.id),
            name,
            format: Format::Dna,
            metadata: Metadata {
                title: known(&document.title),
                outlet: known(&document.source),
                author: known(&document.author),
                published: Some(document.date),
                ..Metadata::default()
            },
            text: document.text.clone(),
            passages,
            notices: Vec::new(),
        };
        Entry { document, reading, statements }
    }
}

/// Whose position a coded statement is: the organization's, or the person's where none is coded.
fn holder(statement: &DnaStatement) -> &str {
    if statement.organization.is_empty() { &statement.person } else { &statement.organization }
}

/// The place of the statement's speaker among the document's actors, added if it is not there.
fn speaker(actors: &mut Vec<Actor>, one: &DnaStatement) -> usize {
    let (name, kind) = match (one.person.is_empty(), one.organization.is_empty()) {
        (false, _) => (&one.person, ActorKind::Person),
        (true, _) => (&one.organization, ActorKind::Body),
    };
    if let Some(at) = actors.iter().position(|actor| actor.name == *name) {
        return at;
    }
    let affiliations = if kind == ActorKind::Person && !one.organization.is_empty() {
        vec![one.organization.clone()]
    } else {
        Vec::new()
    };
    actors.push(Actor { name: name.clone(), kind, roles: Vec::new(), affiliations });
    actors.len() - 1
}

/// The place without white space at its ends, which coders select by chance.
fn trimmed(text: &str, place: Span) -> Span {
    let words = place.of(text).unwrap_or_default();
    let start = place.start + (words.len() - words.trim_start().len());
    let end = place.end - (words.len() - words.trim_end().len());
    if start < end { Span::new(start, end) } else { place }
}

/// Paragraphs: what stands between line breaks.
fn passages(text: &str) -> Vec<Passage> {
    let mut out = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        let end = at + line.trim_end().len();
        at += line.len();
        if start < end {
            out.push(Passage { kind: PassageKind::Body, span: Span::new(start, end) });
        }
    }
    out
}

/// An id for each name: its letters and digits with hyphens, with a number where two would be the same.
fn ids<'n>(names: impl Iterator<Item = &'n str>) -> BTreeMap<String, String> {
    let mut taken = BTreeSet::new();
    names.map(|name| (name.to_owned(), free_id(&slug(name), &mut taken))).collect()
}

/// Longer ids are unwieldy on a command line.
const LONGEST_ID: usize = 48;

fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
        if out.len() >= LONGEST_ID {
            break;
        }
    }
    let out = out.trim_matches('-');
    if out.is_empty() { "unnamed".to_owned() } else { out.to_owned() }
}

#[cfg(test)]
mod tests {
    use standpoint_ledger::{DnaDocument, PositionFilter};
    use standpoint_reading::RuleReader;
    use standpoint_terms::Stance;

    use super::*;
    use crate::{Reread, Silent, reread};

    const TEXT: &str = "Ms Orr: The tram is good for us. \n\nI said so before. The fare must not rise.";

    /// A record of one hearing; each statement is (words, person, organization, concept, stance).
    fn record(coded: &[(&str, &str, &str, &str, Stance)]) -> DnaRecord {
        let document = DnaDocument {
            id: 3,
            title: "Hearing".to_owned(),
            text: TEXT.to_owned(),
            author: String::new(),
            source: "Council".to_owned(),
            date: Moment::from_unix_seconds(0),
        };
        let statement =
            |(words, person, organization, concept, stance): &(&str, &str, &str, &str, Stance)| {
                let start = TEXT.find(words).expect("the words stand in the text");
                DnaStatement {
                    document: 3,
                    place: Span::new(start, start + words.len()),
                    person: (*person).to_owned(),
                    organization: (*organization).to_owned(),
                    concept: (*concept).to_owned(),
                    stance: *stance,
                    coder: "Ada".to_owned(),
                }
            };
        DnaRecord {
            documents: vec![document],
            statements: coded.iter().map(statement).collect(),
            left_out: Vec::new(),
            variables: DnaVariables::default(),
        }
    }

    fn now() -> Moment {
        Moment::from_unix_seconds(1)
    }

    #[test]
    fn coded_statements_become_positions_and_stay() {
        let record = record(&[
            ("The tram is good for us. ", "Orr", "Drivers", "Build the tram.", Stance::Support),
            ("The fare must not rise.", "", "Drivers", "Raise the fare", Stance::Oppose),
        ]);
        let mut ledger = Ledger::open_in_memory().expect("memory");
        let path = Path::new("hearing.dna");
        let imported = take_in(&mut ledger, &record, path, now(), &Silent).expect("it can be taken in");
        assert_eq!((imported.documents, imported.statements), (1, 2));
        let again = take_in(&mut ledger, &record, path, now(), &Silent).expect("a second time");
        assert_eq!((again.documents, again.statements), (0, 0));
        reread(&mut ledger, Reread::All, &RuleReader::new(), None, &Silent).expect("all is read again");
        reread(&mut ledger, Reread::Outdated, &RuleReader::new(), None, &Silent).expect("what is outdated");
        let rows = ledger.positions(&PositionFilter::default()).expect("the ledger is whole");
        let found: Vec<_> = rows
            .iter()
            .map(|row| {
                let position = &row.told.position;
                (
                    row.statement.text.as_str(),
                    position.holder.as_str(),
                    position.proposition.as_str(),
                    position.stance,
                )
            })
            .collect();
        assert_eq!(
            found,
            [
                ("The tram is good for us.", "drivers", "build-the-tram", Stance::Support),
                ("The fare must not rise.", "drivers", "raise-the-fare", Stance::Oppose),
            ]
        );
        assert_eq!(rows[0].statement.speaker.as_deref(), Some("Orr"));
        assert_eq!(rows[1].statement.speaker.as_deref(), Some("Drivers"));
    }

    #[test]
    fn a_ledger_with_another_codebook_is_left_alone() {
        let mut ledger = Ledger::open_in_memory().expect("memory");
        let own = Codebook {
            codebook: CodebookHead { id: "own".into(), ..CodebookHead::default() },
            ..Codebook::default()
        };
        put_in_force(&mut ledger, &own, "", None, &Silent).expect("a codebook");
        let record = record(&[("I said so before.", "Orr", "", "Build the tram", Stance::Conditional)]);
        let error =
            take_in(&mut ledger, &record, Path::new("h.dna"), now(), &Silent).expect_err("it has a codebook");
        assert!(error.to_string().contains("\"own\"") && error.hints()[0].contains("--ledger"), "{error}");
    }

    #[test]
    fn like_names_get_ids_of_their_own() {
        let ids = ids(["A & B", "A, B", "ÄÖ", "A B C"].into_iter());
        let found: Vec<&str> =
            ["A & B", "A, B", "ÄÖ", "A B C"].iter().map(|name| ids[*name].as_str()).collect();
        assert_eq!(found, ["a-b", "a-b-2", "unnamed", "a-b-c"]);
    }
}
