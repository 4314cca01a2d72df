//! Councils and guarantees as they stand in a file.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Exact;

/// A body that decides by a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CouncilEntry {
    /// Short, for programs.
    pub id: String,
    /// For people. Left out: the id.
    #[serde(default)]
    pub name: String,
    /// Which coalitions win: `"votes >= 51"`, `"9 of all"`, `"majority of all and people > 50%"`.
    pub rule: String,
    /// Members, or groups of members, without whose consent nothing is decided.
    #[serde(default)]
    pub veto: Vec<String>,
    /// Who sits in it.
    #[serde(default, rename = "member")]
    pub members: Vec<SeatEntry>,
}

/// A member of a council, or several that weigh the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SeatEntry {
    /// Short, for rules.
    pub id: String,
    /// For people. Left out: the id.
    #[serde(default)]
    pub name: String,
    /// How many such members there are, each with a seat of its own. Left out: one.
    #[serde(default)]
    pub count: Option<usize>,
    /// Its votes, where members have unlike numbers of them.
    #[serde(default)]
    pub votes: Option<Exact>,
    /// What else it weighs by: `{ people = 3.5 }`.
    #[serde(default)]
    pub weights: BTreeMap<String, Exact>,
}

/// A promise to act against an aggressor, where a council decides whether to act.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct GuaranteeEntry {
    /// Short, for programs.
    pub id: String,
    /// For people. Left out: the id.
    #[serde(default)]
    pub name: String,
    /// The id of the council that decides.
    pub council: String,
    /// Who might have to be acted against. Left out: each member of the council.
    #[serde(default)]
    pub against: Vec<AggressorEntry>,
    /// False where an aggressor with a seat must stand aside in its own case.
    #[serde(default)]
    pub aggressor_votes: Option<bool>,
}

/// Who might have to be acted against.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AggressorEntry {
    /// A member's id, or the name of somebody without a seat.
    pub who: String,
    /// Members, or groups of them, that would side with it and refuse consent.
    #[serde(default)]
    pub protectors: Vec<String>,
}
