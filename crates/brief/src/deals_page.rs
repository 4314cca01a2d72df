//! What an analysis of deals shows, before it is drawn.

use crate::votes_page::{ConflictView, CouncilView, GuaranteeView};

/// Everything that an analysis of deals shows, in words and figures. It decides nothing: see the crate `deals`.
///
/// Its strings come from models and documents: they are hostile until drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DealsPage {
    /// For people; may be empty.
    pub title: String,
    /// What the model covers; may be empty.
    pub description: String,
    /// The answer in a few sentences.
    pub in_short: Vec<String>,
    /// The names of the parties.
    pub parties: Vec<String>,
    /// Parties on which the record is silent, by name.
    pub silent: Vec<String>,
    /// Proposals held against the parties.
    pub proposals: Vec<ProposalView>,
    /// Indexes into [`DealsPage::parties`] of those of which worths are known.
    pub bargaining: Vec<usize>,
    /// What each of them has without a deal, in figures.
    pub zero: Vec<String>,
    /// The same for plots, where the model gives it.
    pub zero_at: Vec<Option<f64>>,
    /// How many packages there are, by kind: what, and how many.
    pub counts: Vec<(String, String)>,
    /// Packages that stand out.
    pub marked: Vec<PackageView>,
    /// All packages that everybody can accept, where they are few.
    pub listed: Vec<PackageView>,
    /// Packages than which no other is better for one and as good for all; `None` where there are too many.
    pub frontier: Option<Vec<PackageView>>,
    /// Where there are too many: some of them.
    pub frontier_sample: Vec<PackageView>,
    /// What stands in the way of a deal, where there is none.
    pub knots: Vec<KnotView>,
    /// What is supposed in [`DealsPage::spoilers`] and [`DealsPage::questions`]: concessions, in a sentence; may be empty.
    pub supposed: String,
    /// Sets of open lines that leave no deal, in words.
    pub spoilers: Vec<String>,
    /// Open lines, the one most worth asking about first.
    pub questions: Vec<QuestionView>,
    /// Who can decide by which rule.
    pub councils: Vec<CouncilView>,
    /// Against whom promises to act hold.
    pub guarantees: Vec<GuaranteeView>,
    /// Moves and counter-moves.
    pub conflicts: Vec<ConflictView>,
}

/// A proposal held against the parties.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProposalView {
    /// For people.
    pub name: String,
    /// Who put it forward; may be empty.
    pub by: String,
    /// Why it cannot hold, whoever accepts it; may be empty.
    pub forbidden: String,
    /// One for each party, in the page's order; empty where it cannot hold.
    pub cells: Vec<VerdictView>,
    /// What would have to change so that all can accept, in words; `None` where no change does.
    pub changes_for_all: Option<Vec<String>>,
}

/// How a party stands to a proposal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VerdictView {
    /// `accepted`, `refused`, `conditional` or `unknown`.
    pub verdict: &'static str,
    /// What decides it.
    pub reasons: Vec<ReasonView>,
    /// Where it refuses: what would have to change, in words; empty where nothing is known that would help.
    pub changes: Vec<String>,
}

/// What decides a verdict.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReasonView {
    /// `accepted`, `refused`, `conditional` or `unknown`.
    pub verdict: &'static str,
    /// In words.
    pub words: String,
    /// Where it is known from.
    pub evidence: Vec<EvidenceView>,
}

/// Where something is known from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EvidenceView {
    /// An analyst's remark, or verbatim words.
    pub words: String,
    /// Where the words stand; empty for a remark.
    pub place: String,
    /// The statement's identity on the page; none for a remark.
    pub statement: Option<String>,
}

/// A package and what it is worth.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PackageView {
    /// What it stands out by; may be empty.
    pub name: String,
    /// What explains the name in a sentence; may be empty.
    pub about: String,
    /// Its outcomes; empty where there is no such package.
    pub outcomes: String,
    /// What it is worth to each bargaining party, as exact figures.
    pub worth: Vec<String>,
    /// The same for plots.
    pub at: Vec<f64>,
    /// Whether every party can accept it.
    pub acceptable: bool,
    /// Whether it is proved to be best; false where the search was cut short.
    pub proved: bool,
}

/// Red lines that are at odds with one another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnotView {
    /// Sets of lines that cannot hold together, in words.
    pub conflicts: Vec<String>,
    /// Ways out, cheapest first: in words, and the weight.
    pub concessions: Vec<(String, String)>,
    /// Whether these are all.
    pub complete: bool,
}

/// An open line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuestionView {
    /// Whose line, in words.
    pub party: String,
    /// The line, in words.
    pub line: String,
    /// How likely it is that the party insists on it; may be empty.
    pub probability: String,
    /// From what that is derived: "1 of 3"; empty where the analyst gave it.
    pub counted: String,
    /// How likely a deal is if it does; or whether there can be one.
    pub held: String,
    /// How likely a deal is if it does not; may be empty.
    pub dropped: String,
    /// By how much the answer is expected to move the probability; may be empty.
    pub value: String,
}

/// How probabilities come from a record, in a sentence.
pub(crate) const HOW_COUNTED: &str = "How likely is derived from the record: where k of a party's n statements on the matter \
     insist, it is (k + 1) / (n + 2), by Laplace's rule of succession; k of n stands in brackets. Lines without one are \
     silences: with none or all of them insisted on, the probability of a deal becomes a range.";

/// Where a party refuses and nothing is known that would help.
pub(crate) const NO_CHANGE: &str = "No change of single terms is known that would help.";

/// What a part of the frontier is, in a sentence.
pub(crate) fn sampled(points: usize) -> String {
    format!(
        "The frontier has too many points to find them all. These {points} lie on it: nobody can get more than in one of them \
         unless somebody gets less. They were found by weighing the parties' worths against one another in 200 ways."
    )
}
