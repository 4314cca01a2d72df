//! What does not add up, what moved, what is foretold: patterns across statements.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{DocumentId, Hand, Moment, Span, Stance};

/// A pattern across statements that a person would want to know of, with both sides' words.
///
/// It is derived: made anew from the statements and the codebook, never stored as a fact. It claims nothing
/// beyond what its [`Evidence`] says; who is right is not its business.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The same for the same pattern in the same record: kind, then what it is about (`dispute/tolls`).
    pub id: String,
    /// What sort of pattern.
    pub kind: FindingKind,
    /// The id of the proposition it is about; `None` where it is about none or several.
    pub proposition: Option<String>,
    /// The id of the party whose position it is; `None` where it is between several.
    pub holder: Option<String>,
    /// What stands beside what, in the order in which it is read. Never empty, each with evidence or with the
    /// reason why there is none ([`FindingSide::evidence`]).
    pub sides: Vec<FindingSide>,
    /// What only this kind has.
    pub detail: FindingDetail,
    /// How it is known what came first.
    pub order: TimeOrder,
    /// In how many documents its evidence stands.
    pub documents: usize,
    /// How many of these are independent: documents of one origin count once.
    pub origins: usize,
    /// How sure: the weakest side's best evidence, 0 to 1.
    pub score: f32,
    /// By what lists are ordered, 0 to 1; `docs/findings.md` has the rule.
    pub interest: f32,
}

/// The kinds of findings. Each has a section in `docs/findings.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FindingKind {
    /// What another says of a party, beside the party's own words.
    SecondHand,
    /// Parties on different sides of one proposition.
    Dispute,
    /// Two voices of one party that do not agree.
    Contradiction,
    /// A party that stands elsewhere than before.
    Shift,
    /// A party that stands where it stood.
    Unchanged,
    /// A yes that hangs on something.
    Condition,
    /// Who foretells what, by when.
    Forecast,
    /// A deadline or meeting that was moved.
    SlippedDate,
    /// How a party takes a proposal.
    ProposalReaction,
    /// A position that nobody of another side answers.
    OneSided,
}

impl FindingKind {
    /// Every kind, in the order in which pages show them.
    pub const ALL: [FindingKind; 10] = [
        FindingKind::SecondHand,
        FindingKind::Contradiction,
        FindingKind::Shift,
        FindingKind::Dispute,
        FindingKind::Condition,
        FindingKind::Unchanged,
        FindingKind::ProposalReaction,
        FindingKind::SlippedDate,
        FindingKind::Forecast,
        FindingKind::OneSided,
    ];

    /// The kind's name in files, on the command line and in pages.
    pub fn name(self) -> &'static str {
        match self {
            FindingKind::SecondHand => "second-hand",
            FindingKind::Dispute => "dispute",
            FindingKind::Contradiction => "contradiction",
            FindingKind::Shift => "shift",
            FindingKind::Unchanged => "unchanged",
            FindingKind::Condition => "condition",
            FindingKind::Forecast => "forecast",
            FindingKind::SlippedDate => "slipped-date",
            FindingKind::ProposalReaction => "proposal-reaction",
            FindingKind::OneSided => "one-sided",
        }
    }
}

impl fmt::Display for FindingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Pages fold away what has less interest than this, so that it does not drown the rest.
pub const FOLDED_BELOW: f32 = 0.33;

/// One of the things that a finding puts side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FindingSide {
    /// What it is to the finding.
    pub role: SideRole,
    /// The id of the party whose position it is; `None` where it is nobody's.
    pub party: Option<String>,
    /// Where that party stands by it.
    pub stance: Option<Stance>,
    /// Some of the places that show it, the best first. Empty only where the codebook says it (a baseline).
    pub evidence: Vec<Evidence>,
    /// How many statements show it, with those that are not listed.
    pub statements: usize,
    /// How many utterances these are: what one person said once counts once.
    pub utterances: usize,
    /// In how many documents.
    pub documents: usize,
    /// How many of these are independent.
    pub origins: usize,
}

/// What a side is to its finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SideRole {
    /// What another says of the holder.
    Claim,
    /// What the holder says itself.
    OwnWords,
    /// A party and where it stands.
    Stands,
    /// One of two voices.
    One,
    /// The other one.
    Other,
    /// Where the holder stood.
    Before,
    /// Where it stands since.
    After,
    /// Words that say it outright: "remains", "no longer".
    SaidSo,
    /// The acceptance with its condition.
    Condition,
    /// What is foretold.
    Forecast,
    /// Words that may show what came of it.
    Outcome,
    /// The date as it was set.
    Set,
    /// The date as it was moved.
    Moved,
    /// How the proposal was taken.
    Reaction,
}

impl SideRole {
    /// The role's name in outputs.
    pub fn name(self) -> &'static str {
        match self {
            SideRole::Claim => "claim",
            SideRole::OwnWords => "own-words",
            SideRole::Stands => "stands",
            SideRole::One => "one",
            SideRole::Other => "other",
            SideRole::Before => "before",
            SideRole::After => "after",
            SideRole::SaidSo => "said-so",
            SideRole::Condition => "condition",
            SideRole::Forecast => "forecast",
            SideRole::Outcome => "outcome",
            SideRole::Set => "set",
            SideRole::Moved => "moved",
            SideRole::Reaction => "reaction",
        }
    }
}

/// Verbatim words at a place in a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The document.
    pub document: DocumentId,
    /// Which of the document's statements, from 0; `None` where it is a sentence of the author's.
    pub statement: Option<usize>,
    /// Where, in the document's text.
    pub spans: Vec<Span>,
    /// The words there, one string for each span.
    pub words: Vec<String>,
    /// The part of [`Evidence::spans`] that counts here (the words of a condition); may be empty.
    pub telling: Vec<Span>,
    /// Who says it.
    pub speaker: Option<String>,
    /// The id of the speaker's party.
    pub party: Option<String>,
    /// The stance it tells, where it tells one.
    pub stance: Option<Stance>,
    /// Whether the holder's own side tells it.
    pub hand: Option<Hand>,
    /// The day, where it is known.
    pub on: Option<Moment>,
    /// How sure the reading of it is, 0 to 1.
    pub score: f32,
}

/// How it is known what came first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeOrder {
    /// It does not matter to the finding, or is not known.
    None,
    /// All evidence has dates of publication.
    Dated,
    /// The text tells it ("no longer"); no dates are needed.
    Told,
    /// Worked out from words in the texts: an inference.
    Inferred,
}

impl TimeOrder {
    /// The name used in outputs.
    pub fn name(self) -> &'static str {
        match self {
            TimeOrder::None => "none",
            TimeOrder::Dated => "dated",
            TimeOrder::Told => "told",
            TimeOrder::Inferred => "inferred",
        }
    }
}

/// What only one kind of finding has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FindingDetail {
    /// Nothing more.
    Plain,
    /// Of [`FindingKind::SecondHand`].
    SecondHand {
        /// How strong the conflict is.
        conflict: Conflict,
    },
    /// Of [`FindingKind::Shift`].
    Shift {
        /// Where the holder stood; `None` where only the change is told.
        from: Option<Stance>,
        /// Where it stands since.
        to: Option<Stance>,
        /// The first day of which that is known.
        on: Option<Moment>,
    },
    /// Of [`FindingKind::Unchanged`].
    Unchanged {
        /// What shows it.
        by: Steadiness,
        /// The id of the baseline, where there is one.
        baseline: Option<String>,
        /// The ids of the propositions, where it is about several.
        propositions: Vec<String>,
    },
    /// Of [`FindingKind::OneSided`].
    OneSided {
        /// The ids of the parties of which nothing on it is in the record.
        silent: Vec<String>,
    },
    /// Of [`FindingKind::Forecast`].
    Forecast {
        /// Who foretells.
        forecaster: String,
        /// By when, where that can be told.
        by: Option<Moment>,
        /// In percent, where one was given.
        probability: Option<f32>,
        /// The id of the codebook's forecast that it matches.
        watched: Option<String>,
        /// What came of it.
        outcome: Outcome,
    },
    /// Of [`FindingKind::SlippedDate`].
    SlippedDate {
        /// The text's own word for what was moved ("deadline").
        event: String,
        /// The day as it was set.
        from: Option<Moment>,
        /// The day as it was moved.
        to: Option<Moment>,
    },
    /// Of [`FindingKind::ProposalReaction`].
    Reaction {
        /// The id of the proposal.
        proposal: String,
    },
}

/// How a second-hand claim goes with the holder's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Conflict {
    /// Support is claimed and the holder opposes, or the other way round.
    Contradicted,
    /// One of the two has a condition.
    InTension,
    /// The holder's own words on it are not in the record.
    Unconfirmed,
}

impl Conflict {
    /// The name used in outputs.
    pub fn name(self) -> &'static str {
        match self {
            Conflict::Contradicted => "contradicted",
            Conflict::InTension => "in-tension",
            Conflict::Unconfirmed => "unconfirmed",
        }
    }
}

/// What shows that a party stands where it stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Steadiness {
    /// A text says so.
    SaidSo,
    /// The holder said the same again, weeks later.
    Repeated,
    /// The codebook's baseline and the holder's last words agree.
    Baseline,
}

impl Steadiness {
    /// The name used in outputs.
    pub fn name(self) -> &'static str {
        match self {
            Steadiness::SaidSo => "said-so",
            Steadiness::Repeated => "repeated",
            Steadiness::Baseline => "baseline",
        }
    }
}

/// What came of a forecast.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It is not yet time, or no time was given.
    Open,
    /// The time is up and nobody has marked it.
    Due,
    /// It came true. A person said so, in the codebook.
    CameTrue,
    /// It did not. A person said so.
    Failed,
    /// In part. A person said so.
    Partly,
}

impl Outcome {
    /// The name used in outputs.
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Open => "open",
            Outcome::Due => "due",
            Outcome::CameTrue => "came-true",
            Outcome::Failed => "failed",
            Outcome::Partly => "partly",
        }
    }
}

/// How good a forecaster was, over the forecasts whose outcome is marked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Forecaster {
    /// Who.
    pub name: String,
    /// All forecasts.
    pub forecasts: usize,
    /// Came true.
    pub came_true: usize,
    /// Failed.
    pub failed: usize,
    /// The Brier score over those that had a probability and came true or failed: the mean squared distance
    /// of probability and outcome; 0 is perfect, 0.25 is what "fifty-fifty" always gets, 1 is always sure and
    /// always wrong. `None` without any.
    pub brier: Option<f32>,
    /// Over how many forecasts the Brier score is taken.
    pub scored: usize,
}
