//! Rows of the command line's tables. Offsets in them count Unicode code points.

use standpoint_terms::{ActorKind, Format, Mode, Moment, Resolution};

/// A statement as `statements` lists it.
#[derive(Clone, Debug, PartialEq)]
pub struct StatementRow {
    /// Its name, by which a correction finds it; empty where it is in no ledger.
    pub id: String,
    /// Whether a person has looked at it: unreviewed, confirmed, corrected, rejected.
    pub status: &'static str,
    /// The document's name.
    pub doc: String,
    /// Its number in its document, from 1.
    pub statement: usize,
    /// What is said, as code points of the document's text.
    pub content: Vec<[usize; 2]>,
    /// Who, as the text has it.
    pub source: Vec<[usize; 2]>,
    /// The words that make it a statement.
    pub cue: Vec<[usize; 2]>,
    /// The verbatim words; fragments are parted by ` […] `.
    pub text: String,
    /// How the content stands in the text.
    pub mode: Mode,
    /// The speaker's name.
    pub speaker: Option<String>,
    /// How the speaker was found.
    pub resolution: Resolution,
    /// The id of the speaker's party.
    pub speaker_party: Option<String>,
    /// The id of the issue.
    pub issue: Option<String>,
    /// The document's outlet.
    pub outlet: Option<String>,
    /// When the document was published.
    pub published: Option<Moment>,
    /// How sure the reader is, 0 to 1.
    pub score: f32,
}

/// A document as `documents` lists it.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentRow {
    /// The document's name.
    pub doc: String,
    /// Its identity, 32 hexadecimal digits.
    pub id: String,
    /// The headline.
    pub title: Option<String>,
    /// The paper, agency or site.
    pub outlet: Option<String>,
    /// The by-line.
    pub author: Option<String>,
    /// When.
    pub published: Option<Moment>,
    /// Language tag.
    pub language: Option<String>,
    /// What it was made from.
    pub format: Format,
    /// How many words.
    pub words: usize,
    /// How many statements were found in it.
    pub statements: usize,
    /// What did not go as it should.
    pub notices: Vec<String>,
}

/// A speaker as `actors` lists them.
#[derive(Clone, Debug, PartialEq)]
pub struct ActorRow {
    /// The fullest name.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// The id of the party.
    pub party: Option<String>,
    /// Titles that the documents give.
    pub roles: Vec<String>,
    /// How many statements.
    pub statements: usize,
    /// In how many documents.
    pub documents: usize,
}

/// A hit of `search`.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchRow {
    /// The document's name.
    pub doc: String,
    /// The headline.
    pub title: Option<String>,
    /// The paper, agency or site.
    pub outlet: Option<String>,
    /// When.
    pub published: Option<Moment>,
    /// Who says it, where the hit is a statement.
    pub speaker: Option<String>,
    /// The words around the hit, cut into what was found and what was not.
    pub snippet: Vec<SnippetPiece>,
}

/// A piece of a search hit's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnippetPiece {
    /// The words.
    pub text: String,
    /// Whether this is what was searched for.
    pub hit: bool,
}

/// Where one party stands on one proposition, as `positions` lists it.
#[derive(Clone, Debug, PartialEq)]
pub struct PositionRow {
    /// The id of the proposition.
    pub proposition: String,
    /// Its sentence, where the codebook in force has one.
    pub sentence: Option<String>,
    /// The id of the party.
    pub holder: String,
    /// Support, oppose, conditional; mixed where two are as many.
    pub stance: &'static str,
    /// Whether it is only guessed.
    pub guess: bool,
    /// How many statements of its own side tell it.
    pub first_hand: usize,
    /// How many of others.
    pub second_hand: usize,
    /// When it was last told.
    pub latest: Option<Moment>,
    /// Who said what, where: the first of the evidence.
    pub words: String,
}
