//! The model as it stands in a file.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::conflict_file::ConflictEntry;
use super::council_file::{CouncilEntry, GuaranteeEntry};
use crate::Exact;

/// A negotiation as an analyst writes it down, in TOML or JSON. `docs/deals.md` teaches it by an example.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ModelFile {
    /// Name and purpose.
    #[serde(default)]
    pub model: ModelHead,
    /// What is open between the parties.
    #[serde(default, rename = "term")]
    pub terms: Vec<TermEntry>,
    /// What every package must satisfy, whoever agrees.
    #[serde(default, rename = "constraint")]
    pub constraints: Vec<ConstraintEntry>,
    /// Who must agree.
    #[serde(default, rename = "party")]
    pub parties: Vec<PartyEntry>,
    /// Packages that were put forward.
    #[serde(default, rename = "proposal")]
    pub proposals: Vec<ProposalEntry>,
    /// Bodies that decide by a rule.
    #[serde(default, rename = "council")]
    pub councils: Vec<CouncilEntry>,
    /// Promises to act against an aggressor, on which a council decides.
    #[serde(default, rename = "guarantee")]
    pub guarantees: Vec<GuaranteeEntry>,
    /// Moves and counter-moves.
    #[serde(default, rename = "conflict")]
    pub conflicts: Vec<ConflictEntry>,
}

/// A model's own name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ModelHead {
    /// For people.
    #[serde(default)]
    pub title: String,
    /// What it covers.
    #[serde(default)]
    pub description: String,
}

/// Something open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TermEntry {
    /// Short, for conditions: letters, digits, hyphens.
    pub id: String,
    /// For people.
    #[serde(default)]
    pub sentence: String,
    /// What can come of it, by short names. Left out: yes or no.
    #[serde(default)]
    pub outcomes: Vec<String>,
}

/// What every package must satisfy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ConstraintEntry {
    /// A condition, as in `"troops implies not membership"`.
    pub must: String,
    /// Why.
    #[serde(default)]
    pub why: String,
}

/// Somebody who must agree to a deal.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PartyEntry {
    /// Short, for programs.
    pub id: String,
    /// For people. Left out: the id.
    #[serde(default)]
    pub name: String,
    /// Without which it agrees to nothing.
    #[serde(default, rename = "red-line")]
    pub red_lines: Vec<RedLineEntry>,
    /// What conditions are worth to it, in its own units; they add up.
    #[serde(default)]
    pub worth: BTreeMap<String, Exact>,
    /// What having no deal is worth to it, in the same units; it refuses what is worth less.
    #[serde(default)]
    pub no_deal: Option<Exact>,
    /// How hard it would be for it to accept less than that. Left out: 1.
    #[serde(default)]
    pub no_deal_weight: Option<Exact>,
}

/// A condition without which a party agrees to nothing: either what it needs or what it never accepts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RedLineEntry {
    /// What must hold.
    #[serde(default)]
    pub needs: Option<String>,
    /// What must not hold.
    #[serde(default)]
    pub never: Option<String>,
    /// The same in words, as what the party would give up: "its demand that Arland leave the lock".
    #[serde(default)]
    pub says: String,
    /// How hard it would be to give up. Left out: 1.
    #[serde(default)]
    pub weight: Option<Exact>,
    /// How likely it is that the party really insists on it, where that is not certain.
    #[serde(default)]
    pub probability: Option<Exact>,
    /// True where nobody knows whether it insists on it, nor how likely that is.
    #[serde(default)]
    pub unknown: bool,
    /// Where that is known from.
    #[serde(default)]
    pub source: String,
}

/// A named set of terms.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ProposalEntry {
    /// Short, for programs.
    pub id: String,
    /// For people. Left out: the id.
    #[serde(default)]
    pub name: String,
    /// The id of the party that put it forward.
    #[serde(default)]
    pub by: Option<String>,
    /// The outcome of each term that it settles: `{ truce = "yes", border = "split" }`.
    #[serde(default)]
    pub terms: BTreeMap<String, String>,
}

/// The JSON schema of a model file.
pub fn model_schema() -> serde_json::Value {
    schemars::schema_for!(ModelFile).to_value()
}
