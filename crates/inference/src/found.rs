//! What a model finds in a text.

use standpoint_terms::{CueKind, Span};

/// What a model found in one text; each list is in order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Who says what.
    pub attributions: Vec<FoundAttribution>,
    /// Names, nationality words, titles and dates, without overlap.
    pub names: Vec<FoundName>,
    /// Noun phrases and pronouns that refer to a person, body or place. They may lie in one another.
    pub mentions: Vec<FoundMention>,
    /// Mentions that refer to the same: indices into `mentions`, two or more each.
    pub chains: Vec<Vec<usize>>,
    /// Stretches that the runtime refused to read. Empty unless something is wrong with the model.
    pub unread: Vec<Span>,
}

/// Source, cue and content that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundAttribution {
    /// Who; empty where the text names nobody.
    pub source: Vec<Span>,
    /// The words that make it a statement; may be empty.
    pub cue: Vec<Span>,
    /// What is said; never empty.
    pub content: Vec<Span>,
    /// What sort of cue it is.
    pub cue_kind: CueKind,
    /// How likely it is right, 0 to 1, as calibrated on articles held out from training.
    pub score: f32,
}

/// The bare words of a name, nationality, title or date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundName {
    /// Where.
    pub span: Span,
    /// What it names.
    pub kind: NameKind,
}

/// What the words of a [`FoundName`] are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A person's name, without titles.
    Person,
    /// A body's name.
    Organisation,
    /// A place's name.
    Place,
    /// "Russian", "Democrats".
    Nationality,
    /// "foreign minister", "Mr.".
    Title,
    /// A day or time.
    Date,
}

/// A noun phrase or pronoun that refers to a person, a body or a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FoundMention {
    /// The whole phrase ("the veteran diplomat who led the talks").
    pub span: Span,
    /// Its head word ("diplomat").
    pub head: Span,
    /// What sort of thing it refers to.
    pub referent: Referent,
    /// Name, noun or pronoun.
    pub level: Level,
    /// How sure the network is that it is such a mention, 0 to 1; not calibrated.
    pub probability: f32,
    /// The earlier mention that it goes back to.
    pub antecedent: Option<Antecedent>,
}

/// What a mention refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Referent {
    /// A person or people.
    Person,
    /// A body.
    Organisation,
    /// A place.
    Place,
}

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// By a name.
    Name,
    /// By a noun ("the minister").
    Noun,
    /// By a pronoun.
    Pronoun,
}

/// The earlier mention that a mention goes back to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Antecedent {
    /// Its index in [`Found::mentions`].
    pub mention: usize,
    /// How sure the network is of it, 0 to 1; not calibrated.
    pub probability: f32,
}
