//! What goes into a network.

use standpoint_terms::Stance;

/// One statement by which an actor stands on a concept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Coded {
    /// Where it stands: any name that tells documents apart.
    pub document: String,
    /// A party, body or person, by name or id.
    pub actor: String,
    /// A proposition, by id or sentence.
    pub concept: String,
    /// Agrees, disagrees, or agrees on a condition.
    pub stance: Stance,
}

/// What counts once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Duplicates {
    /// Every statement counts.
    #[default]
    All,
    /// The same actor with the same stance on the same concept counts once a document.
    OncePerDocument,
    /// The same actor with the same stance on the same concept counts once.
    Once,
}

/// A stance on the scale on which agreement and conflict are measured: 1 for support, −1 for opposition; what hangs
/// on a condition lies in the middle.
pub(crate) fn scaled(stance: Stance) -> f64 {
    match stance {
        Stance::Support => 1.0,
        Stance::Conditional => 0.0,
        Stance::Oppose => -1.0,
    }
}

/// How far apart two stances can be.
pub(crate) const FARTHEST: f64 = 2.0;
