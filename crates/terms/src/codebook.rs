//! What is specific to one dispute: parties, issues, propositions, proposals.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Moment, Outcome};

/// The labels by which an analyst records one dispute. Written by people, as TOML; see `docs/codebook.md`.
///
/// General words (titles, cue verbs, names of countries) are not in it but in the reader's lexicons.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Codebook {
    /// Name and purpose.
    pub codebook: CodebookHead,
    /// The sides.
    #[serde(default, rename = "party")]
    pub parties: Vec<Party>,
    /// What is talked about.
    #[serde(default, rename = "issue")]
    pub issues: Vec<Issue>,
    /// Sentences that one can support or oppose.
    #[serde(default, rename = "proposition")]
    pub propositions: Vec<Proposition>,
    /// Named earlier points in time, against which change is told.
    #[serde(default, rename = "baseline")]
    pub baselines: Vec<Baseline>,
    /// Named sets of terms.
    #[serde(default, rename = "proposal")]
    pub proposals: Vec<Proposal>,
    /// Forecasts to watch.
    #[serde(default, rename = "forecast")]
    pub forecasts: Vec<Forecast>,
}

/// A codebook's own name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CodebookHead {
    /// Short, for files and programs: small letters, digits and hyphens.
    pub id: String,
    /// For people.
    pub title: String,
    /// What it covers.
    #[serde(default)]
    pub description: String,
    /// The id of the issue of statements that no hint gives another: the drawer for the rest.
    #[serde(default)]
    pub other_issue: Option<String>,
    /// Whether somebody has gone through what its hints and phrases find in the coverage at hand, and mended them: then what
    /// they tell stands, whatever a judge makes of it.
    #[serde(default)]
    pub tried: bool,
    /// How likely, in percent, a position must be by rules and judge together to be told, from 1 to 99. More tells fewer
    /// positions, and surer ones; without it a middle way is taken.
    #[serde(default)]
    pub told_from: Option<u8>,
}

/// A side in the negotiation, with everybody who speaks for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// Short, for programs.
    pub id: String,
    /// For people.
    pub name: String,
    /// What it covers.
    #[serde(default)]
    pub description: String,
    /// Other names, adjectives and names of its people ("Velmarkian", "Velmarkers").
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Places and buildings that stand for it: capital, palace, ministry.
    #[serde(default)]
    pub metonyms: Vec<String>,
    /// People and bodies that speak for it.
    #[serde(default)]
    pub members: Vec<Member>,
}

/// A person or body that speaks for a party.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// The full name.
    pub name: String,
    /// Titles ("foreign minister").
    #[serde(default)]
    pub roles: Vec<String>,
    /// Spelling variants and short forms.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// What statements are about; a drawer for propositions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Issue {
    /// Short, for programs.
    pub id: String,
    /// For people.
    pub name: String,
    /// What it covers.
    #[serde(default)]
    pub description: String,
    /// Words that tell it: each a word or phrase, found as whole words, in any case.
    #[serde(default)]
    pub hints: Vec<String>,
}

/// A sentence that one can support or oppose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Proposition {
    /// Short, for programs.
    pub id: String,
    /// The id of its issue.
    pub issue: String,
    /// The sentence.
    pub sentence: String,
    /// Words that tell it.
    #[serde(default)]
    pub hints: Vec<String>,
    /// Other ways to say it.
    #[serde(default, rename = "for")]
    pub in_favour: Vec<String>,
    /// Ways to say its opposite.
    #[serde(default)]
    pub against: Vec<String>,
}

/// Where a holder stands on a proposition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// Wants it, agrees to it, or says that it is so.
    Support,
    /// Does not want it, refuses it, or says that it is not so.
    Oppose,
    /// Only if something else is so.
    Conditional,
}

/// A holder's stance on a proposition, as an analyst writes it down in a baseline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// The id of the party.
    pub holder: String,
    /// The id of the proposition.
    pub proposition: String,
    /// Where it stands.
    pub stance: Stance,
}

/// A named earlier point in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// Short, for programs.
    pub id: String,
    /// For people ("the Istanbul round").
    pub name: String,
    /// When.
    pub date: Moment,
    /// What it was.
    #[serde(default)]
    pub description: String,
    /// Who stood where then, as far as it is known.
    #[serde(default)]
    pub positions: Vec<Position>,
}

/// A named set of terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// Short, for programs.
    pub id: String,
    /// For people ("the ten-point plan").
    pub name: String,
    /// The id of the party that put it forward.
    #[serde(default)]
    pub by: Option<String>,
    /// When.
    #[serde(default)]
    pub date: Option<Moment>,
    /// What it is.
    #[serde(default)]
    pub description: String,
    /// Other names for it in the coverage.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Its terms.
    #[serde(default)]
    pub terms: Vec<Term>,
}

/// One term of a proposal: a proposition that would hold, or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The id of the proposition.
    pub proposition: String,
    /// `support`: it would hold; `oppose`: it would not.
    pub stance: Stance,
}

/// A forecast to watch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Forecast {
    /// Short, for programs.
    pub id: String,
    /// What is foretold.
    pub sentence: String,
    /// By when.
    #[serde(default)]
    pub by: Option<Moment>,
    /// What came of it, in words.
    #[serde(default)]
    pub description: String,
    /// What came of it, once a person has looked: `came-true`, `failed` or `partly`.
    #[serde(default)]
    pub outcome: Option<Outcome>,
}
