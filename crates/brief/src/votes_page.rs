//! What councils and conflicts show, before they are drawn.

/// A council: what its rule gives to whom. Strings come from models and are hostile until drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CouncilView {
    /// For people.
    pub name: String,
    /// The rule as written.
    pub rule: String,
    /// How many coalitions win, in a sentence.
    pub about: String,
    /// What members weigh by, as heads of columns; may be empty.
    pub weights: Vec<String>,
    /// Members; those of a group in one row.
    pub rows: Vec<SeatView>,
    /// The smallest coalitions that can decide.
    pub winning: CoalitionsView,
    /// The smallest coalitions that can stop a decision.
    pub blocking: CoalitionsView,
}

/// A member, or several like ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeatView {
    /// For people.
    pub name: String,
    /// For each of [`CouncilView::weights`].
    pub weights: Vec<String>,
    /// Shapley–Shubik index: a fraction, and per cent.
    pub shapley_shubik: (String, String),
    /// Normalised Banzhaf index: a fraction, and per cent.
    pub banzhaf: (String, String),
    /// What it can do alone, in words; may be empty.
    pub role: &'static str,
}

/// Coalitions of one sort.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CoalitionsView {
    /// How many there are, in a few words.
    pub count: String,
    /// In words, and how many coalitions each line stands for.
    pub kinds: Vec<(String, String)>,
    /// What is not listed, in a few words; may be empty.
    pub more: String,
}

/// What a guarantee is worth.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GuaranteeView {
    /// For people.
    pub name: String,
    /// Who decides, in a sentence.
    pub about: String,
    /// Against whom, whether it can act, and why, in a sentence.
    pub rows: Vec<(String, bool, String)>,
}

/// A conflict: its states, and who would leave them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConflictView {
    /// For people.
    pub name: String,
    /// The names of the decision makers.
    pub makers: Vec<String>,
    /// Options in the order of the patterns: the words, and whose it is, as an index.
    pub options: Vec<(String, usize)>,
    /// In order.
    pub states: Vec<StateView>,
    /// All moves.
    pub moves: Vec<MoveView>,
    /// Joint improvements, each in a sentence.
    pub joint: Vec<String>,
    /// What can come of the present state, in a sentence; may be empty.
    pub now: String,
}

/// A state of a conflict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StateView {
    /// Short.
    pub name: String,
    /// A letter for each option; may be empty.
    pub pattern: String,
    /// For people.
    pub in_words: String,
    /// By which concepts it is stable for all.
    pub stable: Vec<&'static str>,
    /// Whether the conflict stands here.
    pub is_now: bool,
    /// For each decision maker: by which concepts it stays, and why it stays or goes.
    pub stands: Vec<(Vec<&'static str>, String)>,
}

/// A move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveView {
    /// Who moves, as an index.
    pub maker: usize,
    /// From which state, as an index.
    pub from: usize,
    /// To which.
    pub to: usize,
    /// Whether the mover likes that state better.
    pub improves: bool,
}
