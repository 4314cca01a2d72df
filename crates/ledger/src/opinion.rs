//! What a person says about a statement.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use standpoint_terms::{Act, Actor, ActorKind, DocumentId, Hand, Moment, SaidOn, Span, Stance, Statement};

use crate::{Result, StatementRow, Status};

/// The name of a statement for people and programs: `1a7052508b:442-530`, the first digits of the document's
/// identity and where the content begins and ends, in code points.
///
/// It does not depend on the number of a statement in its document, so it outlives a new reading as long as the
/// reading finds the same words. Where several statements of a document have one content (a claim and its
/// denial), the second one ends in `.2`.
///
/// ```
/// use standpoint_ledger::StatementId;
///
/// let id: StatementId = "1a7052508b:442-530.2".parse().unwrap();
/// assert_eq!((id.start, id.end, id.twin), (442, 530, 1));
/// assert_eq!(id.to_string(), "1a7052508b:442-530.2");
/// assert!("statement 7".parse::<StatementId>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementId {
    /// The first digits of the document's identity.
    pub document: String,
    /// The first code point of the content.
    pub start: usize,
    /// One past its last code point.
    pub end: usize,
    /// Counts statements with this content: 0 for the first.
    pub twin: usize,
}

/// How many digits of a document's identity stand in a [`StatementId`]. Among a hundred thousand documents two
/// share them once in two hundred ledgers; then more digits have to be given.
const DIGITS: usize = 10;

impl StatementId {
    /// The name of the statement with this content.
    pub fn new(document: &DocumentId, start: usize, end: usize, twin: usize) -> Self {
        let document = document.as_str().chars().take(DIGITS).collect();
        StatementId { document, start, end, twin }
    }
}

impl fmt::Display for StatementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}-{}", self.document, self.start, self.end)?;
        if self.twin > 0 { write!(f, ".{}", self.twin + 1) } else { Ok(()) }
    }
}

impl FromStr for StatementId {
    type Err = crate::Error;

    fn from_str(written: &str) -> Result<Self> {
        let parsed = || {
            let (document, place) = written.split_once(':')?;
            let (place, twin) = match place.split_once('.') {
                Some((place, nth)) => (place, nth.parse::<usize>().ok()?.checked_sub(1)?),
                None => (place, 0),
            };
            let (start, end) = place.split_once('-')?;
            let hex = document.len() >= 4 && document.bytes().all(|b| b.is_ascii_hexdigit());
            let document = hex.then(|| document.to_ascii_lowercase())?;
            Some(StatementId { document, start: start.parse().ok()?, end: end.parse().ok()?, twin })
        };
        parsed().ok_or_else(|| crate::review::unknown(&format!("{written:?} is no statement's id")))
    }
}

/// Which statement is meant: by its document, places and words, so that nothing else can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The document.
    pub document: DocumentId,
    /// Where the content stands, in bytes.
    pub content: Vec<Span>,
    /// Where the source stands.
    pub source: Vec<Span>,
    /// The words of the content, fragments joined by ` […] `.
    pub words: String,
}

impl From<&StatementRow> for Anchor {
    fn from(row: &StatementRow) -> Self {
        let spans = |fragments: &[crate::Fragment]| fragments.iter().map(|f| f.span).collect();
        Anchor {
            document: row.document.clone(),
            content: spans(&row.content),
            source: spans(&row.source),
            words: row.text.clone(),
        }
    }
}

/// What a coder does with a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It is right as it stands.
    Confirm,
    /// It is no statement: nobody says this here.
    Reject,
    /// Some of its values are others.
    Correct,
    /// An earlier correction is taken back.
    Undo,
}

impl Verdict {
    /// The name used in outputs and in the ledger.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Confirm => "confirm",
            Verdict::Reject => "reject",
            Verdict::Correct => "correct",
            Verdict::Undo => "undo",
        }
    }
}

/// Of a correction: whether the values that it does not name are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rest {
    /// Nobody looked at them; later readings may change them.
    #[default]
    Open,
    /// They were looked at, and are right.
    Right,
}

/// Whose earlier corrections a coder sees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Everybody's: the record as it stands.
    #[default]
    Shared,
    /// The coder's own, so that two code apart from one another.
    Own,
}

/// What a person says about one statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Opinion {
    /// Who.
    pub coder: String,
    /// Why, in the coder's words.
    pub why: Option<String>,
    /// When.
    pub at: Moment,
    /// What is done.
    pub verdict: Verdict,
    /// The values that a correction gives.
    pub fixed: Fixed,
    /// The others.
    pub rest: Rest,
    /// What the coder had before the eyes.
    pub view: View,
}

/// A value that a person gave, or the word that there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value<T> {
    /// There is none: nobody is named, no issue fits.
    Nothing,
    /// This.
    Is(T),
}

impl<T> Value<T> {
    /// The value, if there is one.
    pub fn get(&self) -> Option<&T> {
        match self {
            Value::Nothing => None,
            Value::Is(value) => Some(value),
        }
    }
}

/// The values of a statement that a person gave or confirmed; what is `None` is left to readers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Fixed {
    /// Who speaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Value<FixedSpeaker>>,
    /// The id of the speaker's party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<Value<String>>,
    /// The id of the issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue: Option<Value<String>>,
    /// The act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<Value<Act>>,
    /// Positions, and the word that a holder has none on a proposition by this statement.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub positions: Vec<FixedPosition>,
    /// Whether the positions are all there are, on the propositions of the codebook in use then.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub all_positions: bool,
    /// When it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_on: Option<Value<SaidOn>>,
}

/// A speaker as a person named it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FixedSpeaker {
    /// The name.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
}

/// A position that a person gave; without a stance, the holder has none by this statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FixedPosition {
    /// The id of the party whose position it is.
    pub holder: String,
    /// The id of the proposition.
    pub proposition: String,
    /// Where it stands.
    pub stance: Option<Stance>,
    /// Whose words tell it.
    pub hand: Hand,
    /// The words of the condition, in bytes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub condition: Vec<Span>,
}

impl Fixed {
    /// Whether it fixes nothing.
    pub fn is_empty(&self) -> bool {
        *self == Fixed::default()
    }

    /// Takes over what `later` says; it has the last word.
    pub fn overrule(&mut self, later: &Fixed) {
        fn take<T: Clone>(mine: &mut Option<T>, later: Option<&T>) {
            if later.is_some() {
                *mine = later.cloned();
            }
        }
        take(&mut self.speaker, later.speaker.as_ref());
        take(&mut self.party, later.party.as_ref());
        take(&mut self.issue, later.issue.as_ref());
        take(&mut self.act, later.act.as_ref());
        take(&mut self.said_on, later.said_on.as_ref());
        if later.all_positions {
            self.positions.clear();
            self.all_positions = true;
        }
        for position in &later.positions {
            let same =
                |p: &FixedPosition| p.holder == position.holder && p.proposition == position.proposition;
            self.positions.retain(|p| !same(p));
            self.positions.push(position.clone());
        }
    }
}

/// A statement as a coder sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The statement.
    pub statement: Statement,
    /// Its actor.
    pub speaker: Option<Actor>,
    /// Whether a person has looked at it, of those whose corrections are seen.
    pub status: Status,
}

/// What each coder said about one statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Coded {
    /// The document.
    pub document: DocumentId,
    /// By coder: the result, and the values.
    pub coders: BTreeMap<String, (Status, Fixed)>,
}

/// One row of what people said, as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// Its number in this ledger, in order of time.
    pub number: i64,
    /// When.
    pub at: Moment,
    /// Who.
    pub coder: String,
    /// Why.
    pub why: Option<String>,
    /// The document.
    pub document: DocumentId,
    /// The statement's name then.
    pub statement: StatementId,
    /// The words of its content.
    pub words: String,
    /// What was done.
    pub verdict: Verdict,
    /// The values that stand by it.
    pub fixed: Fixed,
    /// The correction that it takes back.
    pub undoes: Option<i64>,
    /// Whether nothing took it back.
    pub stands: bool,
}
