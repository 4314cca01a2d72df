//! Moves and counter-moves: which states of a conflict nobody would leave.
//!
//! This is the graph model for conflict resolution (Kilgour, Hipel and Fang, "The graph model for conflicts",
//! Automatica 23, 1987; Fang, Hipel and Kilgour, "Interactive Decision Making: The Graph Model for Conflict
//! Resolution", 1993). *Decision makers* have *options* that they take up or not; what all of them do together is a
//! *state*. Each can move from some states to others by itself, and prefers some states to others. A state is stable
//! for a decision maker who has no reason to leave it; what counts as a reason depends on how far it looks ahead, and
//! whom it fears ([`Concept`]). A state that is stable for all is where the conflict can come to rest.
//!
//! What this is not: a forecast. It works out what follows if preferences and possible moves are as the model says.

mod coalition;
mod options;
mod reach;
mod report;
mod stable;

pub use coalition::{Joint, coalition_improvements};
pub use options::{BarredMove, MOST_OPTIONS, MOST_STATES, Merged, Once, OptionForm, OptionMaker, TooMany};
pub use reach::Step;
pub use report::{
    ConflictReport, JointReport, MakerReport, MoveReport, NowReport, OptionReport, StandReport, StateReport,
    conflict_report,
};
pub use stable::{Answered, Concept, Stand, stands};

/// A conflict as a graph: states, and for each decision maker its moves and preferences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conflict {
    /// Short, for programs.
    pub id: String,
    /// For people.
    pub name: String,
    /// Who moves; at least one.
    pub makers: Vec<Maker>,
    /// What they can do; empty where states were given one by one.
    pub options: Vec<Choice>,
    /// At least one.
    pub states: Vec<State>,
    /// Where the conflict stands, as an index into the states, if that is said.
    pub now: Option<usize>,
}

/// A decision maker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Maker {
    /// Short, for programs.
    pub id: String,
    /// For people.
    pub name: String,
    /// For each state: the states to which it can move by itself, in order, never the state itself.
    pub moves: Vec<Vec<usize>>,
    /// For each state its place in the maker's preferences: 0 is best, equal places are equally good.
    pub rank: Vec<usize>,
}

/// Something that a decision maker can do or leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Short, for conditions.
    pub id: String,
    /// For people.
    pub says: String,
    /// Index into [`Conflict::makers`].
    pub maker: usize,
}

/// What all decision makers do together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Short: a number, or the name that the model gives.
    pub name: String,
    /// For each option whether it is taken up; `None` where the state stands for both. Empty without options.
    pub taken: Vec<Option<bool>>,
    /// For people.
    pub in_words: String,
}

impl Conflict {
    /// Whether working it out would take long: many moves between many states, for many decision makers.
    pub fn is_too_dense(&self) -> bool {
        let makers = self.makers.len();
        let moves: usize = self.makers.iter().flat_map(|maker| &maker.moves).map(Vec::len).sum();
        moves.saturating_mul(makers * makers).saturating_mul(self.states.len()) > 2_000_000_000
    }
}

impl Maker {
    /// Whether it likes one state better than another.
    pub fn prefers(&self, one: usize, to: usize) -> bool {
        self.rank[one] < self.rank[to]
    }

    /// Its moves from a state that lead to something it likes better: its improvements.
    pub fn improvements(&self, from: usize) -> impl Iterator<Item = usize> {
        self.moves[from].iter().copied().filter(move |to| self.prefers(*to, from))
    }
}
