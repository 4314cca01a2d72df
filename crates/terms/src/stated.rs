//! Positions that statements tell.

use serde::{Deserialize, Serialize};

use crate::{Span, Stance};

/// Whether the holder's own side tells its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hand {
    /// The holder's own words or acts, or the author telling them as such.
    First,
    /// Another party or person tells it of the holder.
    Second,
}

/// A holder's stance on a proposition, by way of one statement.
///
/// It is derived, by a codebook and a judge of stances: the same words give other positions under another codebook.
/// Silence is not a position: where nothing is told, there is none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatedPosition {
    /// The id of the party whose position it is; it need not be the speaker's.
    pub holder: String,
    /// The id of the proposition.
    pub proposition: String,
    /// Where the holder stands.
    pub stance: Stance,
    /// The words of the condition in the document's text, where the stance is conditional and the text has them.
    pub condition: Vec<Span>,
    /// Whose words tell it.
    pub hand: Hand,
    /// How sure, 0 to 1.
    pub score: f32,
    /// What decided it, for people: a rule with its words, or a model's name.
    pub by: String,
}

impl StatedPosition {
    /// A position with a lower score is a guess: it is shown as one, and no finding stands on it.
    pub const GUESS: f32 = 0.25;

    /// Whether it is only guessed. A score that is no number is a guess.
    pub fn is_guess(&self) -> bool {
        self.score.is_nan() || self.score < Self::GUESS
    }
}

/// When something was said or done, worked out from words in the text ("on Tuesday").
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SaidOn {
    /// The first day it can have been.
    pub from: crate::Moment,
    /// The last day it can have been; the same as `from` for a single day.
    pub to: crate::Moment,
    /// The words that tell it; none where it is taken from the date of publication.
    pub words: Option<Span>,
    /// How it was worked out, for people: "Tuesday before publication on 2031-05-12".
    pub by: String,
}
