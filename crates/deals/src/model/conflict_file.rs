//! Conflicts as they stand in a file.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who can do what to whom: either by options that everybody takes up or not, or by states given one by one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ConflictEntry {
    /// Short, for programs.
    pub id: String,
    /// For people. Left out: the id.
    #[serde(default)]
    pub name: String,
    /// Who moves.
    #[serde(default, rename = "maker")]
    pub makers: Vec<MakerEntry>,
    /// States, where they are given one by one and not made from options.
    #[serde(default, rename = "state")]
    pub states: Vec<StateEntry>,
    /// Combinations of options that cannot be, as conditions: `"withdraw and escalate"`.
    #[serde(default)]
    pub impossible: Vec<String>,
    /// Combinations of options that make no difference and are one state.
    #[serde(default)]
    pub merged: Vec<MergedEntry>,
    /// Moves that somebody cannot make.
    #[serde(default)]
    pub barred: Vec<BarredEntry>,
    /// Where the conflict stands: a state's id, a pattern of options such as `"NYN"`, or a condition.
    #[serde(default)]
    pub now: Option<String>,
}

/// A decision maker.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MakerEntry {
    /// Short, for programs.
    pub id: String,
    /// For people. Left out: the id.
    #[serde(default)]
    pub name: String,
    /// What it can do or leave.
    #[serde(default, rename = "option")]
    pub options: Vec<OptionEntry>,
    /// Its moves, where states are given one by one: `"calm -> siege"`, `"calm <-> siege"`.
    #[serde(default)]
    pub moves: Vec<String>,
    /// Its preferences: states from best to worst, as ids (`"calm = siege"`: equally good), or, with options, as patterns
    /// (`"NYN"`, `"-YN"`) or conditions.
    #[serde(default)]
    pub ranking: Vec<String>,
    /// Or its wishes, the most important first, as conditions on options.
    #[serde(default)]
    pub prefers: Vec<String>,
}

/// Something that a decision maker can do or leave.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OptionEntry {
    /// Short, for conditions.
    pub id: String,
    /// For people. Left out: the id.
    #[serde(default)]
    pub says: String,
    /// `"taken"`: once taken up it stays so. `"dropped"`: once dropped it stays so. Left out: both ways at will.
    #[serde(default)]
    pub once: Option<OnceEntry>,
}

/// Which way cannot be gone back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OnceEntry {
    /// Once taken up, it stays so.
    Taken,
    /// Once dropped, it stays so.
    Dropped,
}

/// A state given by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct StateEntry {
    /// Short, for moves and rankings.
    pub id: String,
    /// For people. Left out: the id.
    #[serde(default)]
    pub says: String,
}

/// Combinations of options that are one state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MergedEntry {
    /// All for which this condition holds.
    pub when: String,
    /// For people.
    #[serde(default)]
    pub says: String,
}

/// Moves that somebody cannot make.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BarredEntry {
    /// A decision maker's id.
    pub maker: String,
    /// From where this condition holds.
    pub from: String,
    /// To where this one holds.
    pub to: String,
}
