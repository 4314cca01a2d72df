//! A model as clauses, for a SAT solver: whether something can hold, and which conditions forbid it.

use std::cell::Cell;
use std::collections::BTreeMap;

use batsat::{Callbacks, Lit, Solver, SolverInterface, SolverOpts, lbool};

use crate::Package;
use crate::expression::Expression;
use crate::model::{Model, Term};

/// How often the solver may look for a branch before it gives up. Models that people write need a few hundred.
const PATIENCE: u64 = 5_000_000;
/// The most states of a sum of worths.
const MOST_SUMS: usize = 300_000;

/// What a solver answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// There is a package, for instance this.
    Yes(Package),
    /// There is none; these of the assumed literals forbid it together.
    No(Vec<Lit>),
    /// It took too long.
    GaveUp,
}

/// A SAT solver that knows a model's terms and constraints.
pub(crate) struct Clauses {
    solver: Solver<Patience>,
    /// For each term and outcome, the literal that says so.
    outcomes: Vec<Vec<Lit>>,
    truth: Lit,
}

/// Counts down instead of asking a clock, so that the same model gives up at the same point everywhere.
struct Patience(Cell<u64>);

impl Callbacks for Patience {
    fn stop(&self) -> bool {
        let left = self.0.get();
        self.0.set(left.saturating_sub(1));
        left == 0
    }
}

impl Clauses {
    /// Knows the terms alone.
    pub(crate) fn of_terms(terms: &[Term]) -> Clauses {
        let mut solver = Solver::new(SolverOpts::default(), Patience(Cell::new(PATIENCE)));
        let truth = Lit::new(solver.new_var_default(), true);
        solver.add_clause_reuse(&mut vec![truth]);
        let mut clauses = Clauses { solver, outcomes: Vec::new(), truth };
        for term in terms {
            if term.outcomes.len() == 2 {
                let yes = clauses.fresh();
                clauses.outcomes.push(vec![yes, !yes]);
                continue;
            }
            let lits: Vec<Lit> = term.outcomes.iter().map(|_| clauses.fresh()).collect();
            clauses.add(&lits);
            for (at, one) in lits.iter().enumerate() {
                for other in &lits[..at] {
                    clauses.add(&[!*one, !*other]);
                }
            }
            clauses.outcomes.push(lits);
        }
        clauses
    }

    /// Knows the terms and the constraints.
    pub(crate) fn of_model(model: &Model) -> Clauses {
        let mut clauses = Clauses::of_terms(&model.terms);
        for constraint in &model.constraints {
            let holds = clauses.literal(&constraint.must.meaning);
            clauses.add(&[holds]);
        }
        clauses
    }

    fn fresh(&mut self) -> Lit {
        Lit::new(self.solver.new_var_default(), true)
    }

    /// A switch: while it is assumed, the literal holds.
    pub(crate) fn switch(&mut self, holds: Lit) -> Lit {
        let switch = self.fresh();
        self.add(&[!switch, holds]);
        switch
    }

    /// The literal that says that a term has this outcome.
    pub(crate) fn outcome(&self, term: usize, outcome: usize) -> Lit {
        self.outcomes[term][outcome]
    }

    /// From now on at least one of them holds.
    pub(crate) fn add(&mut self, clause: &[Lit]) {
        self.solver.add_clause_reuse(&mut clause.to_vec());
    }

    /// A literal that holds exactly where the expression does (Tseitin's translation).
    pub(crate) fn literal(&mut self, expression: &Expression) -> Lit {
        match expression {
            Expression::Constant(value) => self.constant(*value),
            Expression::Is { term, outcome } => self.outcomes[*term][*outcome],
            Expression::Not(inner) => !self.literal(inner),
            Expression::All(parts) => {
                let lits = self.literals(parts);
                self.all(&lits)
            }
            Expression::Any(parts) => {
                let lits = self.literals(parts);
                self.any(&lits)
            }
            Expression::Same(left, right) => {
                let (left, right) = (self.literal(left), self.literal(right));
                let both = self.all(&[left, right]);
                let neither = self.all(&[!left, !right]);
                self.any(&[both, neither])
            }
            Expression::Count { least, most, of } => {
                let lits = self.literals(of);
                let enough = self.at_least(&lits, *least);
                let too_many = self.at_least(&lits, most.saturating_add(1));
                self.all(&[enough, !too_many])
            }
        }
    }

    fn literals(&mut self, parts: &[Expression]) -> Vec<Lit> {
        parts.iter().map(|part| self.literal(part)).collect()
    }

    pub(crate) fn constant(&self, value: bool) -> Lit {
        if value { self.truth } else { !self.truth }
    }

    pub(crate) fn all(&mut self, lits: &[Lit]) -> Lit {
        if let [one] = lits {
            return *one;
        }
        let gate = self.fresh();
        for lit in lits {
            self.add(&[!gate, *lit]);
        }
        let back: Vec<Lit> = lits.iter().map(|lit| !*lit).chain([gate]).collect();
        self.add(&back);
        gate
    }

    fn any(&mut self, lits: &[Lit]) -> Lit {
        let none: Vec<Lit> = lits.iter().map(|lit| !*lit).collect();
        !self.all(&none)
    }

    /// At least so many, by a table of counts from the last literal to the first.
    fn at_least(&mut self, lits: &[Lit], least: usize) -> Lit {
        if least > lits.len() {
            return self.constant(false);
        }
        let mut row = vec![self.constant(false); least + 1];
        row[0] = self.truth;
        for lit in lits.iter().rev() {
            for count in (1..=least).rev() {
                let with = self.all(&[*lit, row[count - 1]]);
                row[count] = self.any(&[with, row[count]]);
            }
        }
        row[least]
    }

    /// A literal that holds exactly where the values of the holding conditions reach the floor; `None` where that
    /// takes too many sums.
    pub(crate) fn reaches(&mut self, values: &[(Lit, i64)], floor: i64) -> Option<Lit> {
        let mut floor = floor;
        let mut steps: Vec<(Lit, i64)> = Vec::new();
        for (lit, value) in values {
            if *value < 0 {
                floor -= value;
                steps.push((!*lit, -value));
            } else if *value > 0 {
                steps.push((*lit, *value));
            }
        }
        steps.sort_by_key(|(_, value)| std::cmp::Reverse(*value));
        let mut rest: Vec<i64> = vec![0];
        for (_, value) in steps.iter().rev() {
            rest.push(rest[rest.len() - 1] + value);
        }
        rest.reverse();
        // Which amounts can still be missing before each step.
        let mut missing = vec![std::collections::BTreeSet::from([floor])];
        let mut sums = 1;
        for (at, (_, value)) in steps.iter().enumerate() {
            let open = missing[at].iter().filter(|need| **need > 0 && **need <= rest[at]);
            let next: std::collections::BTreeSet<i64> = open.flat_map(|need| [*need, need - value]).collect();
            sums += next.len();
            if sums > MOST_SUMS {
                return None;
            }
            missing.push(next);
        }
        let mut below: BTreeMap<i64, Lit> = BTreeMap::new();
        for (at, needs) in missing.iter().enumerate().rev() {
            let mut here = BTreeMap::new();
            for need in needs {
                let lit = if *need <= 0 {
                    self.constant(true)
                } else if *need > rest[at] {
                    self.constant(false)
                } else {
                    let (lit, value) = steps[at];
                    let with = self.all(&[lit, below[&(need - value)]]);
                    self.any(&[with, below[need]])
                };
                here.insert(*need, lit);
            }
            below = here;
        }
        below.get(&floor).copied()
    }

    /// Whether there is a package under these assumptions.
    pub(crate) fn ask(&mut self, assumed: &[Lit]) -> Answer {
        self.solver.cb_mut().0.set(PATIENCE);
        let answer = self.solver.solve_limited(assumed);
        if answer == lbool::TRUE {
            Answer::Yes(self.package())
        } else if answer == lbool::FALSE {
            let core = self.solver.unsat_core();
            Answer::No(
                assumed.iter().filter(|lit| core.iter().any(|c| c.var() == lit.var())).copied().collect(),
            )
        } else {
            Answer::GaveUp
        }
    }

    fn package(&self) -> Package {
        let holds = |lit: &Lit| self.solver.value_lit(*lit) == lbool::TRUE;
        let outcome = |lits: &Vec<Lit>| lits.iter().position(holds).unwrap_or(lits.len() - 1);
        Package(self.outcomes.iter().map(outcome).collect())
    }

    /// Of literals that cannot hold together, some that cannot either and of which none can be spared.
    pub(crate) fn shrink(&mut self, together: &[Lit]) -> Option<Vec<Lit>> {
        let mut kept = together.to_vec();
        let mut at = 0;
        while at < kept.len() {
            let without: Vec<Lit> =
                kept.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, lit)| *lit).collect();
            match self.ask(&without) {
                Answer::Yes(_) => at += 1,
                // What the solver did not need can go at once; what was found needed before it stays needed.
                Answer::No(core) => kept.retain(|lit| core.contains(lit)),
                Answer::GaveUp => return None,
            }
        }
        Some(kept)
    }
}

/// Constraints that cannot hold together, by index, none of which can be spared; `None` where all can hold.
pub(crate) fn contradiction(model: &Model) -> Option<Vec<usize>> {
    let together = contradiction_within(model, &BTreeMap::new());
    (!together.is_empty()).then_some(together)
}

/// Constraints that cannot hold together where the terms have these outcomes, by index, none of which can be spared.
pub(crate) fn contradiction_within(model: &Model, outcomes: &BTreeMap<usize, usize>) -> Vec<usize> {
    let mut clauses = Clauses::of_terms(&model.terms);
    for (term, outcome) in outcomes {
        let lit = clauses.outcome(*term, *outcome);
        clauses.add(&[lit]);
    }
    let lits: Vec<Lit> = model
        .constraints
        .iter()
        .map(|constraint| {
            let holds = clauses.literal(&constraint.must.meaning);
            clauses.switch(holds) // one for each, so that two equal constraints stay two
        })
        .collect();
    let Answer::No(core) = clauses.ask(&lits) else { return Vec::new() };
    let kept = clauses.shrink(&core).unwrap_or(core);
    (0..lits.len()).filter(|at| kept.contains(&lits[*at])).collect()
}
