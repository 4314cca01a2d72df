//! What a speaker does by a statement.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a speaker does by a statement. One for each; the first that fits, [`Act::Claim`] where no other does.
///
/// Not the truth of it, and not where the speaker stands: "Velmark denied that it had agreed" is a denial, whatever
/// Velmark did.
///
/// ```
/// use standpoint_terms::Act;
///
/// assert_eq!(Act::Demand.to_string(), "demand");
/// assert_eq!(Act::ALL.len(), 13);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// Wants something to be done, given or agreed.
    Demand,
    /// Puts on the table what it would do or give.
    Offer,
    /// Agrees to another's proposal, demand or term.
    Accept,
    /// Refuses another's proposal, demand or term.
    Reject,
    /// Gives up a demand or position of its own.
    Concede,
    /// Agrees, or would, but only if something else is so.
    Condition,
    /// Announces harm or a penalty.
    Threaten,
    /// Says that another does wrong or acts in bad faith.
    Accuse,
    /// Says that what another says is not so.
    Deny,
    /// Says that something is so.
    Claim,
    /// Says what will or may come; hopes and fears too.
    Predict,
    /// Makes known a step or decision of its own.
    Announce,
    /// Asks, doubts or leaves open.
    Question,
}

impl Act {
    /// Every act, in the order in which lists show them.
    pub const ALL: [Act; 13] = [
        Act::Demand,
        Act::Offer,
        Act::Accept,
        Act::Reject,
        Act::Concede,
        Act::Condition,
        Act::Threaten,
        Act::Accuse,
        Act::Deny,
        Act::Claim,
        Act::Predict,
        Act::Announce,
        Act::Question,
    ];

    /// The act's name in files, on the command line and in pages.
    pub fn name(self) -> &'static str {
        match self {
            Act::Demand => "demand",
            Act::Offer => "offer",
            Act::Accept => "accept",
            Act::Reject => "reject",
            Act::Concede => "concede",
            Act::Condition => "condition",
            Act::Threaten => "threaten",
            Act::Accuse => "accuse",
            Act::Deny => "deny",
            Act::Claim => "claim",
            Act::Predict => "predict",
            Act::Announce => "announce",
            Act::Question => "question",
        }
    }
}

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A statement's act, how sure that is, and what decided it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Acted {
    /// The act.
    pub act: Act,
    /// 0 to 1.
    pub score: f32,
    /// What decided it, for people: a rule with its words ("ruled out"), or a model's name.
    pub by: String,
}
