//! A model as a decision diagram.

use biodivine_lib_bdd::{Bdd, BddVariable, BddVariableSet, op_function};

use super::diagram::{Diagram, Node};
use super::order::order;
use crate::expression::Expression;
use crate::model::{Model, Term};

/// How a model's terms stand in a diagram.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    set: BddVariableSet,
    /// For each term and outcome, the variable and whether it is asked to be true or false.
    outcomes: Vec<Vec<(BddVariable, bool)>>,
    /// For each extra expression, its variable.
    extras: Vec<BddVariable>,
}

/// The diagram would be larger than allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooLarge;

/// The packages in which all of `must` hold. `extras` are expressions that get a variable of their own, true exactly
/// where they hold, so that they can be weighed.
pub(crate) fn build(
    model: &Model,
    must: &[&Expression],
    extras: &[&Expression],
    limit: usize,
) -> Result<(Layout, Diagram), TooLarge> {
    let layout = Layout::of(model, must, extras);
    let mut parts = Vec::new();
    for (at, term) in model.terms.iter().enumerate() {
        if term.outcomes.len() > 2 {
            parts.push(layout.exactly_one(at));
        }
    }
    for expression in must {
        parts.push(layout.diagram_of(expression, limit)?);
    }
    for (expression, variable) in extras.iter().zip(&layout.extras) {
        let meaning = layout.diagram_of(expression, limit)?;
        parts.push(join(&layout.set.mk_var(*variable), &meaning, op_function::iff, limit)?);
    }
    let whole = join_all(&layout.set, parts, limit)?;
    let nodes = whole
        .pointers()
        .map(|pointer| Node {
            level: whole.var_of(pointer).to_index() as u32,
            low: whole.low_link_of(pointer).to_index() as u32,
            high: whole.high_link_of(pointer).to_index() as u32,
        })
        .collect();
    Ok((layout.clone(), Diagram::new(nodes, layout.levels())))
}

impl Layout {
    fn of(model: &Model, must: &[&Expression], extras: &[&Expression]) -> Layout {
        let terms = model.terms.len();
        let groups: Vec<Vec<usize>> =
            must.iter()
                .map(|expression| terms_of(expression))
                .chain(
                    extras.iter().enumerate().map(|(at, expression)| {
                        terms_of(expression).into_iter().chain([terms + at]).collect()
                    }),
                )
                .collect();
        let order = order(terms + extras.len(), &groups);
        let mut next = 0_usize;
        let mut first = vec![0; order.len()];
        for block in order {
            first[block] = next;
            next += model.terms.get(block).map_or(1, width);
        }
        let set = BddVariableSet::new_anonymous(next as u16);
        let variable = BddVariable::from_index;
        let outcomes = model.terms.iter().enumerate().map(|(at, term)| {
            if width(term) == 1 {
                vec![(variable(first[at]), true), (variable(first[at]), false)]
            } else {
                (0..width(term)).map(|outcome| (variable(first[at] + outcome), true)).collect()
            }
        });
        let outcomes = outcomes.collect();
        let extras = (0..extras.len()).map(|at| variable(first[terms + at])).collect();
        Layout { set, outcomes, extras }
    }

    /// How many questions a diagram asks.
    pub(crate) fn levels(&self) -> usize {
        usize::from(self.set.num_vars())
    }

    /// The level and the value at which an outcome stands.
    pub(crate) fn outcome(&self, term: usize, outcome: usize) -> (usize, bool) {
        let (variable, value) = self.outcomes[term][outcome];
        (variable.to_index(), value)
    }

    /// The level of an extra expression.
    pub(crate) fn extra(&self, at: usize) -> usize {
        self.extras[at].to_index()
    }

    /// Which package a line of answers is.
    pub(crate) fn package(&self, answers: &[bool]) -> crate::Package {
        let holds = |(variable, value): &(BddVariable, bool)| answers[variable.to_index()] == *value;
        let outcome = |all: &Vec<(BddVariable, bool)>| all.iter().position(holds).unwrap_or(0);
        crate::Package(self.outcomes.iter().map(outcome).collect())
    }

    fn exactly_one(&self, term: usize) -> Bdd {
        let variables: Vec<BddVariable> = self.outcomes[term].iter().map(|(variable, _)| *variable).collect();
        self.set.mk_sat_exactly_k(1, &variables)
    }

    fn diagram_of(&self, expression: &Expression, limit: usize) -> Result<Bdd, TooLarge> {
        Ok(match expression {
            Expression::Constant(true) => self.set.mk_true(),
            Expression::Constant(false) => self.set.mk_false(),
            Expression::Is { term, outcome } => {
                let (variable, value) = self.outcomes[*term][*outcome];
                self.set.mk_literal(variable, value)
            }
            Expression::Not(inner) => self.diagram_of(inner, limit)?.not(),
            Expression::All(parts) => {
                let parts =
                    parts.iter().map(|part| self.diagram_of(part, limit)).collect::<Result<_, _>>()?;
                join_all(&self.set, parts, limit)?
            }
            Expression::Any(parts) => {
                let none = parts
                    .iter()
                    .map(|part| Ok(self.diagram_of(part, limit)?.not()))
                    .collect::<Result<_, _>>()?;
                join_all(&self.set, none, limit)?.not()
            }
            Expression::Same(left, right) => {
                let (left, right) = (self.diagram_of(left, limit)?, self.diagram_of(right, limit)?);
                join(&left, &right, op_function::iff, limit)?
            }
            Expression::Count { least, most, of } => {
                let parts =
                    of.iter().map(|part| self.diagram_of(part, limit)).collect::<Result<Vec<_>, _>>()?;
                let enough = self.at_least(&parts, *least, limit)?;
                let too_many = self.at_least(&parts, most.saturating_add(1), limit)?;
                join(&enough, &too_many, op_function::and_not, limit)?
            }
        })
    }

    fn at_least(&self, parts: &[Bdd], least: usize, limit: usize) -> Result<Bdd, TooLarge> {
        if least > parts.len() {
            return Ok(self.set.mk_false());
        }
        let mut row = vec![self.set.mk_false(); least + 1];
        row[0] = self.set.mk_true();
        for part in parts.iter().rev() {
            for count in (1..=least).rev() {
                let with = join(part, &row[count - 1], op_function::and, limit)?;
                row[count] = join(&with, &row[count], op_function::or, limit)?;
            }
        }
        Ok(row.swap_remove(least))
    }
}

fn width(term: &Term) -> usize {
    if term.outcomes.len() == 2 { 1 } else { term.outcomes.len() }
}

fn terms_of(expression: &Expression) -> Vec<usize> {
    let mut terms = std::collections::BTreeSet::new();
    expression.each_term(&mut |term| {
        terms.insert(term);
    });
    terms.into_iter().collect()
}

type Operation = fn(Option<bool>, Option<bool>) -> Option<bool>;

fn join(left: &Bdd, right: &Bdd, operation: Operation, limit: usize) -> Result<Bdd, TooLarge> {
    Bdd::binary_op_with_limit(limit, left, right, operation).ok_or(TooLarge)
}

/// Their conjunction: neighbours in the order are joined first, pair by pair, so that what has nothing to do with one
/// another meets last.
fn join_all(set: &BddVariableSet, mut parts: Vec<Bdd>, limit: usize) -> Result<Bdd, TooLarge> {
    let place = |part: &Bdd| {
        let levels = || part.pointers().skip(2).map(|pointer| part.var_of(pointer).to_index());
        levels().min().unwrap_or(0) + levels().max().unwrap_or(0)
    };
    parts.sort_by_cached_key(place);
    while parts.len() > 1 {
        let mut joined = Vec::with_capacity(parts.len().div_ceil(2));
        for pair in parts.chunks(2) {
            joined.push(match pair {
                [left, right] => join(left, right, op_function::and, limit)?,
                alone => alone[0].clone(),
            });
        }
        parts = joined;
    }
    Ok(parts.pop().unwrap_or_else(|| set.mk_true()))
}
