//! Who can decide: councils and their rules, what a seat in them weighs, and against whom a guarantee can act.
//!
//! A *council* here is any body that decides by a rule: ministers by weighted majority, guarantors by unanimity, a
//! parliament by two chambers. A *coalition* is a set of its seats. It wins where its members' consent is enough, it
//! blocks where nothing can be decided without one of them.
//!
//! How often a seat tips the scale is told by two measures, both as exact fractions:
//!
//! - Shapley–Shubik (Shapley and Shubik, "A method for evaluating the distribution of power in a committee system",
//!   American Political Science Review 48, 1954): of all orders in which the seats could join, the share in which this
//!   one turns a losing coalition into a winning one.
//! - Banzhaf (Banzhaf, "Weighted voting doesn't work", Rutgers Law Review 19, 1965; Penrose 1946): of all coalitions,
//!   those that win with this seat and lose without it, its *swings*; as a share of all coalitions of the others
//!   (absolute) or of all seats' swings (normalised).
//!
//! Both count coalitions by generating functions (Brams and Affuso, "Power and size: a new paradox", Theory and
//! Decision 7, 1976), so that a hundred seats are quick.
//!
//! What this is not: a measure of influence. It says what the rules give, not who persuades whom.

mod coalitions;
mod game;
mod guarantee;
mod power;
mod report;
mod rule;
mod table;

pub use coalitions::{CoalitionKind, Coalitions, minimal_blocking, minimal_winning};
pub use game::{Game, TooLarge};
pub(crate) use guarantee::listed;
pub use guarantee::{Against, Aggressor, Guarantee, GuaranteeReport, OwnVote, guarantee_report};
pub use power::{Power, SeatPower, power};
pub use report::{CouncilReport, KindReport, ListReport, Role, SeatReport, council_report};
pub use rule::{Measure, Rule, WeightKind};
pub(crate) use rule::{RULE_WORDS, RuleNames, read_rule};

use crate::Exact;

/// A body that decides by a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Council {
    /// Short, for programs.
    pub id: String,
    /// For people.
    pub name: String,
    /// Who sits in it; at least one.
    pub seats: Vec<Seat>,
    /// What its seats weigh by: `votes`, `people` and so on; may be empty.
    pub weights: Vec<WeightKind>,
    /// Which coalitions win.
    pub rule: Rule,
    /// The rule as it was written, for people.
    pub rule_text: String,
}

/// A place in a council.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Short, for rules.
    pub id: String,
    /// For people.
    pub name: String,
    /// The group of like seats that it was written with ("elected"), where there is one.
    pub group: Option<String>,
}

impl Seat {
    /// A seat whose name is its id.
    pub fn named(id: impl Into<String>) -> Self {
        let id = id.into();
        Seat { name: id.clone(), id, group: None }
    }
}

impl Council {
    /// A council with one weight for each seat and one quota; seats are named `1`, `2` and so on.
    ///
    /// ```
    /// use standpoint_deals::votes::{Council, Game, power};
    ///
    /// let council = Council::weighted("board", 51, &[50, 49, 1]);
    /// let power = power(&Game::of(&council)?)?;
    /// let shares: Vec<String> = power.seats.iter().map(|seat| seat.shapley_shubik.to_string()).collect();
    /// assert_eq!(shares, ["2/3", "1/6", "1/6"]);
    /// # Ok::<(), standpoint_deals::votes::TooLarge>(())
    /// ```
    pub fn weighted(id: impl Into<String>, quota: i64, weights: &[i64]) -> Self {
        let id = id.into();
        Council {
            name: id.clone(),
            id,
            seats: (1..=weights.len()).map(|number| Seat::named(number.to_string())).collect(),
            weights: vec![WeightKind {
                name: "votes".to_owned(),
                by_seat: weights.iter().map(|weight| Exact::from(*weight)).collect(),
            }],
            rule: Rule::Weight { kind: 0, quota: Exact::from(quota) },
            rule_text: format!("votes >= {quota}"),
        }
    }
}
