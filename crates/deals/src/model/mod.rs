//! The model of a negotiation: what is open, who must agree, what they refuse and what it is worth to them.

mod check;
mod conflict_file;
mod conflicts;
mod council_file;
mod councils;
mod fault;
mod file;
mod locate;

use std::collections::BTreeMap;

pub use check::read_model;
pub use fault::ModelFault;
pub use file::{ModelFile, model_schema};

use crate::Exact;
use crate::expression::Condition;
use crate::stability::Conflict;
use crate::votes::{Council, Guarantee};

/// A checked model. Everything in it refers to terms and parties that exist; conditions are read.
///
/// It is made by [`read_model`] from an analyst's file, or by [`crate::analyse_record`] from positions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    /// For people.
    pub title: String,
    /// What it covers; may be empty.
    pub description: String,
    /// What is open between the parties; at least one, unless the model is only of councils or conflicts.
    pub terms: Vec<Term>,
    /// What every package must satisfy, whoever agrees.
    pub constraints: Vec<Constraint>,
    /// Who must agree; at least one, unless the model is only of councils or conflicts.
    pub parties: Vec<Party>,
    /// Packages that were put forward.
    pub proposals: Vec<Proposal>,
    /// Who decides by which rule; may be empty.
    pub councils: Vec<Council>,
    /// Promises to act, on which a council decides; may be empty.
    pub guarantees: Vec<Guarantee>,
    /// Who can do what to whom; may be empty.
    pub conflicts: Vec<Conflict>,
}

/// Something open: a question with two or more outcomes, of which a package has exactly one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Short, for conditions.
    pub id: String,
    /// For people; may be empty.
    pub sentence: String,
    /// What can come of it, by short names: `yes` and `no` where the file says nothing else.
    pub outcomes: Vec<String>,
}

/// What every package must satisfy.
#[derive(Clone, Debug, PartialEq)]
pub struct Constraint {
    /// The condition.
    pub must: Condition,
    /// Why, for people; may be empty.
    pub why: String,
}

/// Somebody who must agree to a deal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Party {
    /// Short, for programs.
    pub id: String,
    /// For people.
    pub name: String,
    /// Without which it agrees to nothing.
    pub red_lines: Vec<RedLine>,
    /// What conditions are worth to it; they add up. Empty: not known, which is not the same as nothing.
    pub worths: Vec<Worth>,
    /// What having no deal is worth to it; it refuses packages that are worth less.
    pub no_deal: Option<Exact>,
    /// How hard it would be for it to accept less than [`Party::no_deal`].
    pub no_deal_weight: Exact,
}

/// A condition without which a party agrees to nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct RedLine {
    /// What must hold for the party to agree.
    pub needs: Condition,
    /// In words, as what the party would give up ("its demand that Arland leave the lock"); may be empty.
    pub says: String,
    /// How hard it would be to give up; above zero.
    pub weight: Exact,
    /// Whether it is known that the party insists on it.
    pub known: Known,
    /// Where that is known from.
    pub evidence: Vec<Evidence>,
}

/// Whether something is known of a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// The party is known to insist on it.
    Certain,
    /// It may insist on it or not, and nobody said how likely that is.
    Unknown,
    /// It may insist on it, with this probability, above 0 and below 1.
    Probable(Exact),
    /// It may insist on it; a record tells how often it did when it spoke of the matter.
    Counted(Counted),
}

/// How many of a party's statements on a matter insist.
///
/// ```
/// use standpoint_deals::Counted;
///
/// assert_eq!(Counted { insisting: 0, of: 2 }.probability().to_string(), "1/4");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Counted {
    /// Those that demand or refuse.
    pub insisting: usize,
    /// All that tell where it stands.
    pub of: usize,
}

impl Counted {
    /// How likely it is that the party insists: (k + 1) / (n + 2), by the rule of succession (Laplace, *Essai
    /// philosophique sur les probabilités*, 1814). One statement moves it from a half to a third or two thirds, and no
    /// number of them makes it certain.
    pub fn probability(self) -> Exact {
        Exact(num_rational::BigRational::new((self.insisting + 1).into(), (self.of + 2).into()))
    }
}

/// Where something is known from: an analyst's remark, or words in the record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Evidence {
    /// The analyst's remark, or the verbatim words.
    pub words: String,
    /// Where the words stand ("Plumbline, 2031-03-04"); empty for a remark.
    pub place: String,
    /// The statement's identity in the record; none for a remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
}

/// What a condition is worth to a party, where it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Worth {
    /// The condition.
    pub when: Condition,
    /// In the party's own units.
    pub value: Exact,
}

/// A named set of terms. Terms that it leaves out stay open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Short, for programs.
    pub id: String,
    /// For people.
    pub name: String,
    /// The id of the party that put it forward.
    pub by: Option<String>,
    /// Outcomes by term, both as indexes.
    pub outcomes: BTreeMap<usize, usize>,
}

/// An outcome for every term of a model, as indexes in the model's order.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Package(pub Vec<usize>);

impl Term {
    /// A term that holds or does not.
    pub fn yes_or_no(id: impl Into<String>, sentence: impl Into<String>) -> Self {
        Term { id: id.into(), sentence: sentence.into(), outcomes: vec!["yes".to_owned(), "no".to_owned()] }
    }

    /// Whether its outcomes are `yes` and `no`.
    pub fn is_yes_or_no(&self) -> bool {
        self.outcomes == ["yes", "no"]
    }

    /// An outcome in words: the sentence (or its negation) for yes or no, `id = outcome` for others.
    pub fn outcome_in_words(&self, outcome: usize) -> String {
        let name = self.outcomes.get(outcome).map_or("?", String::as_str);
        if !self.is_yes_or_no() {
            let of = if self.sentence.is_empty() { &self.id } else { &self.sentence };
            return format!("{of}: {name}");
        }
        let of = if self.sentence.is_empty() { &self.id } else { &self.sentence };
        if outcome == 0 { of.clone() } else { format!("not: {of}") }
    }
}

impl RedLine {
    /// In words: what the analyst wrote for people, or else the condition.
    pub fn in_words(&self) -> String {
        if self.says.is_empty() { format!("“{}”", self.needs.text) } else { self.says.clone() }
    }
}

impl Party {
    /// What a package is worth to it; `None` where nothing is known of its worths.
    pub fn worth(&self, package: &Package) -> Option<Exact> {
        if self.worths.is_empty() {
            return None;
        }
        let holding = self.worths.iter().filter(|worth| worth.when.meaning.holds(package));
        Some(Exact(holding.map(|worth| &worth.value.0).sum()))
    }
}
