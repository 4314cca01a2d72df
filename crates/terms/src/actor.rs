//! Who is spoken of, and who speaks.

use serde::{Deserialize, Serialize};

use crate::Span;

/// A place in the text that names or points to somebody or something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Where.
    pub span: Span,
    /// What sort of thing is mentioned.
    pub kind: MentionKind,
    /// Which of the reading's actors it is; `None` where that is not known.
    pub actor: Option<usize>,
    /// How the actor was found.
    pub resolution: Resolution,
}

/// What sort of thing a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MentionKind {
    /// A person, by name.
    Person,
    /// A body: government, ministry, alliance, company, paper.
    Organisation,
    /// A country, city, region; often a side ("Moscow says").
    Place,
    /// A nationality or side as an adjective or plural ("Russian officials").
    Nationality,
    /// A title or role without a name ("the foreign minister").
    Role,
    /// A pronoun.
    Pronoun,
    /// A day or time.
    Date,
}

impl MentionKind {
    /// The name used in outputs.
    pub fn name(self) -> &'static str {
        match self {
            MentionKind::Person => "person",
            MentionKind::Organisation => "organisation",
            MentionKind::Place => "place",
            MentionKind::Nationality => "nationality",
            MentionKind::Role => "role",
            MentionKind::Pronoun => "pronoun",
            MentionKind::Date => "date",
        }
    }
}

/// Somebody who can speak: a person or a body, as far as one document tells.
///
/// It is not a party: parties come from the codebook. Nor is it certain to be somebody else than an actor
/// of the same name in another document; the ledger joins actors across documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The fullest name in the document ("Ines Tarn"); for the unnamed, their description in small letters
    /// ("a senior official").
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Titles and roles that the document gives ("foreign minister"), in order of appearance.
    pub roles: Vec<String>,
    /// Names of countries, bodies and sides in those titles ("Velmark", "Foreign Ministry"): for whom it
    /// may speak.
    pub affiliations: Vec<String>,
}

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActorKind {
    /// A named person.
    Person,
    /// A named body or place that acts ("the Kremlin", "Norland", "Reuters").
    Body,
    /// People without a name ("analysts", "a senior official"). Two of them are never taken for the same.
    Unnamed,
}

impl ActorKind {
    /// The name used in outputs and in the ledger.
    pub fn name(self) -> &'static str {
        match self {
            ActorKind::Person => "person",
            ActorKind::Body => "body",
            ActorKind::Unnamed => "unnamed",
        }
    }
}

/// How a mention was traced to its actor, so that it can be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Resolution {
    /// It was not.
    #[default]
    Unresolved,
    /// The full name stands there.
    Name,
    /// A part of a name that was given in full elsewhere ("Tarn" for "Ines Tarn").
    NamePart,
    /// A title or role that the document gives to one actor.
    Role,
    /// A pronoun, by the nearest actor that fits.
    Pronoun,
    /// A description stands for itself: the source has no name.
    Description,
    /// A label of a transcript: the part of a name before a colon, or "A" for the one who is asked.
    Label,
    /// A description by an office that the codebook gives to one member of the side.
    Office,
    /// A text, by whose it is: what a draft demands is said by those who made it.
    Text,
    /// A person said so.
    Person,
}

impl Resolution {
    /// The name used in outputs and in the ledger.
    pub fn name(self) -> &'static str {
        match self {
            Resolution::Unresolved => "unresolved",
            Resolution::Name => "name",
            Resolution::NamePart => "name-part",
            Resolution::Role => "role",
            Resolution::Pronoun => "pronoun",
            Resolution::Description => "description",
            Resolution::Label => "label",
            Resolution::Office => "office",
            Resolution::Text => "text",
            Resolution::Person => "person",
        }
    }
}
