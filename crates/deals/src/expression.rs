//! What must hold: conditions on the outcomes of terms.

use crate::Package;

/// A condition as the analyst wrote it, and what it means.
///
/// The language: a term's name (it holds), `term = outcome`, `term != outcome`, `true`, `false`, brackets, `not`,
/// `and`, `or`, `implies`, `iff`, `exactly one of (…)`, `at most 2 of (…)`, `at least 3 of (…)`. From tightest to
/// loosest: `not`, `and`, `or`, `implies`, `iff`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// As written, for people.
    pub text: String,
    /// What it means.
    pub meaning: Expression,
}

/// The meaning of a [`Condition`]: terms and outcomes by their index in the model.
///
/// It is never nested deeper than the reader of conditions allows, so walking it down is safe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// Always, or never.
    Constant(bool),
    /// The term has this outcome.
    Is {
        /// Index into the model's terms.
        term: usize,
        /// Index into the term's outcomes.
        outcome: usize,
    },
    /// It does not hold.
    Not(Box<Expression>),
    /// All hold; with none in it, always.
    All(Vec<Expression>),
    /// At least one holds; with none in it, never.
    Any(Vec<Expression>),
    /// Both or neither.
    Same(Box<Expression>, Box<Expression>),
    /// So many of them hold.
    Count {
        /// At least.
        least: usize,
        /// At most.
        most: usize,
        /// Of these.
        of: Vec<Expression>,
    },
}

impl Expression {
    /// The opposite, without a double negation.
    pub fn negated(self) -> Expression {
        match self {
            Expression::Constant(value) => Expression::Constant(!value),
            Expression::Not(inner) => *inner,
            other => Expression::Not(Box::new(other)),
        }
    }

    /// Whether it holds in a package.
    pub fn holds(&self, package: &Package) -> bool {
        match self {
            Expression::Constant(value) => *value,
            Expression::Is { term, outcome } => package.0.get(*term) == Some(outcome),
            Expression::Not(inner) => !inner.holds(package),
            Expression::All(parts) => parts.iter().all(|part| part.holds(package)),
            Expression::Any(parts) => parts.iter().any(|part| part.holds(package)),
            Expression::Same(left, right) => left.holds(package) == right.holds(package),
            Expression::Count { least, most, of } => {
                let holding = of.iter().filter(|part| part.holds(package)).count();
                (*least..=*most).contains(&holding)
            }
        }
    }

    /// Calls `seen` with each term it speaks of, repeats included.
    pub(crate) fn each_term(&self, seen: &mut impl FnMut(usize)) {
        match self {
            Expression::Constant(_) => {}
            Expression::Is { term, .. } => seen(*term),
            Expression::Not(inner) => inner.each_term(seen),
            Expression::All(parts) | Expression::Any(parts) | Expression::Count { of: parts, .. } => {
                for part in parts {
                    part.each_term(seen);
                }
            }
            Expression::Same(left, right) => {
                left.each_term(seen);
                right.each_term(seen);
            }
        }
    }
}
