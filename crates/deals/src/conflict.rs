//! Why there is no deal: red lines that cannot hold together, and concessions that open a deal.

use std::collections::{BTreeMap, BTreeSet};

use batsat::Lit;
use biodivine_lib_bdd::{Bdd, BddPartialValuation, BddVariable, BddVariableSet, op_function};
use serde::Serialize;

use crate::clauses::{Answer, Clauses};
use crate::expression::Expression;
use crate::model::{Known, Model, Package};
use crate::scale::{Scale, whole_weights};
use crate::{Exact, Options};

/// Something that a party insists on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Line {
    /// A red line: the party's index, and the line's index in the party.
    RedLine {
        /// Index into the model's parties.
        party: usize,
        /// Index into the party's red lines.
        line: usize,
    },
    /// That a deal is worth at least what no deal is worth to it.
    NoDeal {
        /// Index into the model's parties.
        party: usize,
    },
}

impl Line {
    /// Whose it is: index into the model's parties.
    pub fn party(self) -> usize {
        match self {
            Line::RedLine { party, .. } | Line::NoDeal { party } => party,
        }
    }

    /// In words, as what the party would give up.
    pub fn in_words(self, model: &Model) -> String {
        match self {
            Line::RedLine { party, line } => model.parties[party].red_lines[line].in_words(),
            Line::NoDeal { party } => {
                let no_deal =
                    model.parties[party].no_deal.as_ref().map_or(String::new(), ToString::to_string);
                format!("getting at least what no deal is worth to it ({no_deal})")
            }
        }
    }

    /// How hard it would be to give up.
    pub fn weight(self, model: &Model) -> &Exact {
        match self {
            Line::RedLine { party, line } => &model.parties[party].red_lines[line].weight,
            Line::NoDeal { party } => &model.parties[party].no_deal_weight,
        }
    }
}

/// Why there is no deal. Knots have nothing to do with one another: a deal needs one of the concessions of each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Blockage {
    /// Whether there is a package that keeps to every certain line.
    pub deal: bool,
    /// What stands in the way, in the order of parties and lines. Empty where there is a deal.
    pub knots: Vec<Knot>,
    /// What all the cheapest concessions weigh together.
    pub cheapest: Exact,
    /// No-deal values that were left out, since they are too finely divided to be looked at: parties by index.
    pub left_out: Vec<usize>,
}

/// Lines that are at odds with one another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Knot {
    /// All minimal sets of lines that cannot hold together, smallest first.
    pub conflicts: Vec<Vec<Line>>,
    /// All minimal sets of lines that, given up together, undo the knot, cheapest first.
    pub concessions: Vec<Concession>,
    /// Whether these are all; otherwise the search was cut short. The concessions found are the cheapest ones even
    /// then.
    pub complete: bool,
}

/// Lines that would have to be given up, all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Concession {
    /// The lines.
    pub lines: Vec<Line>,
    /// What they weigh together.
    pub weight: Exact,
    /// A package that the knot then allows. It need not undo other knots.
    pub package: Package,
}

/// The lines of a model with their switches, and the solver that knows them.
pub(crate) struct Switches {
    pub(crate) clauses: Clauses,
    pub(crate) lines: Vec<(Line, Lit)>,
    /// For each line, a literal that holds exactly where the line is kept.
    pub(crate) kept: Vec<Lit>,
    pub(crate) left_out: Vec<usize>,
}

impl Switches {
    /// A switch for each red line, and for each no-deal value.
    pub(crate) fn of(model: &Model, scale: &Scale) -> Switches {
        let mut clauses = Clauses::of_model(model);
        let mut lines = Vec::new();
        let mut kept = Vec::new();
        let mut left_out = Vec::new();
        for (party, of) in model.parties.iter().enumerate() {
            for (line, red_line) in of.red_lines.iter().enumerate() {
                let holds = clauses.literal(&red_line.needs.meaning);
                lines.push((Line::RedLine { party, line }, clauses.switch(holds)));
                kept.push(holds);
            }
            let Some(floor) = scale.no_deal[party] else { continue };
            let values: Vec<(Lit, i64)> = of
                .worths
                .iter()
                .zip(&scale.worths[party])
                .map(|(worth, value)| (clauses.literal(&worth.when.meaning), *value))
                .collect();
            match clauses.reaches(&values, floor) {
                Some(holds) => {
                    lines.push((Line::NoDeal { party }, clauses.switch(holds)));
                    kept.push(holds);
                }
                None => left_out.push(party),
            }
        }
        Switches { clauses, lines, kept, left_out }
    }

    /// The lines of which this holds.
    pub(crate) fn those(&self, wanted: impl Fn(Line) -> bool) -> Vec<(Line, Lit)> {
        self.lines.iter().filter(|(line, _)| wanted(*line)).copied().collect()
    }
}

/// Whether a line binds for certain.
pub(crate) fn certain(model: &Model, line: Line) -> bool {
    match line {
        Line::RedLine { party, line } => model.parties[party].red_lines[line].known == Known::Certain,
        Line::NoDeal { .. } => true,
    }
}

/// Looks for what stands in the way of a deal, by the lines that are known for certain.
pub(crate) fn blockage(model: &Model, switches: &mut Switches, options: &Options) -> Blockage {
    let lines = switches.those(|line| certain(model, line));
    let all: Vec<Lit> = lines.iter().map(|(_, switch)| *switch).collect();
    let mut blockage = Blockage { left_out: switches.left_out.clone(), ..Blockage::default() };
    if let Answer::Yes(_) = switches.clauses.ask(&all) {
        blockage.deal = true;
        return blockage;
    }
    for group in groups(model, &lines) {
        let weights: Vec<&Exact> = group.iter().map(|(line, _)| line.weight(model)).collect();
        let switched: Vec<Lit> = group.iter().map(|(_, switch)| *switch).collect();
        let subsets = subsets(&mut switches.clauses, &[], &switched, &weights, options.sets);
        if subsets.conflicts.is_empty() && subsets.complete {
            continue;
        }
        let named = |set: &Vec<usize>| set.iter().map(|at| group[*at].0).collect::<Vec<Line>>();
        let mut conflicts: Vec<Vec<Line>> = subsets.conflicts.iter().map(named).collect();
        conflicts.sort_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
        let concessions = subsets
            .concessions
            .into_iter()
            .map(|(set, package)| {
                let lines = named(&set);
                let weight = Exact(lines.iter().map(|line| &line.weight(model).0).sum());
                Concession { lines, weight, package }
            })
            .collect();
        let knot = Knot { conflicts, concessions, complete: subsets.complete };
        if knot.complete {
            blockage.knots.extend(untangled(model, knot));
        } else {
            blockage.knots.push(knot);
        }
    }
    let first = blockage.knots.iter().filter_map(|knot| knot.concessions.first());
    blockage.cheapest = Exact(first.map(|concession| &concession.weight.0).sum());
    blockage
}

/// Parts a knot of which everything is known into knots without a line in common. Each concession of the whole is one
/// concession of every part.
fn untangled(model: &Model, knot: Knot) -> Vec<Knot> {
    let lines: BTreeSet<Line> = knot.conflicts.iter().flatten().copied().collect();
    let lines: Vec<Line> = lines.into_iter().collect();
    let at = |line: &Line| lines.binary_search(line).unwrap_or(0);
    let mut links = Links((0..lines.len()).collect());
    for conflict in &knot.conflicts {
        links.join(&conflict.iter().map(at).collect::<Vec<usize>>());
    }
    let mut parts: BTreeMap<usize, Knot> = BTreeMap::new();
    for conflict in knot.conflicts {
        let part = parts.entry(conflict.first().map_or(0, |line| links.root(at(line)))).or_default();
        part.complete = true;
        part.conflicts.push(conflict);
    }
    for (root, part) in &mut parts {
        for concession in &knot.concessions {
            let inside = concession.lines.iter().filter(|line| links.root(at(line)) == *root);
            let inside: Vec<Line> = inside.copied().collect();
            if part.concessions.iter().all(|other| other.lines != inside) {
                let weight = Exact(inside.iter().map(|line| &line.weight(model).0).sum());
                part.concessions.push(Concession {
                    lines: inside,
                    weight,
                    package: concession.package.clone(),
                });
            }
        }
        part.concessions
            .sort_by(|a, b| (&a.weight, a.lines.len(), &a.lines).cmp(&(&b.weight, b.lines.len(), &b.lines)));
    }
    parts.into_values().collect()
}

/// Lines that can have to do with one another: those linked by the terms of lines and constraints.
fn groups(model: &Model, lines: &[(Line, Lit)]) -> Vec<Vec<(Line, Lit)>> {
    let mut links = Links((0..model.terms.len()).collect());
    for constraint in &model.constraints {
        links.join(&terms(&constraint.must.meaning));
    }
    let of_line = |line: Line| match line {
        Line::RedLine { party, line } => terms(&model.parties[party].red_lines[line].needs.meaning),
        Line::NoDeal { party } => {
            model.parties[party].worths.iter().flat_map(|w| terms(&w.when.meaning)).collect()
        }
    };
    for (line, _) in lines {
        links.join(&of_line(*line));
    }
    let mut groups: BTreeMap<Option<usize>, Vec<(Line, Lit)>> = BTreeMap::new();
    for (line, switch) in lines {
        let root = of_line(*line).first().map(|term| links.root(*term));
        groups.entry(root).or_default().push((*line, *switch));
    }
    let mut groups: Vec<_> = groups.into_values().collect();
    groups.sort();
    groups
}

fn terms(expression: &Expression) -> Vec<usize> {
    let mut terms = Vec::new();
    expression.each_term(&mut |term| terms.push(term));
    terms
}

/// Which terms are linked, by union and find.
struct Links(Vec<usize>);

impl Links {
    fn root(&mut self, of: usize) -> usize {
        let mut at = of;
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, terms: &[usize]) {
        for pair in terms.windows(2) {
            let (one, other) = (self.root(pair[0]), self.root(pair[1]));
            self.0[one.max(other)] = one.min(other);
        }
    }
}

/// All minimal sets that cannot hold together, and all minimal sets whose absence lets the rest hold.
pub(crate) struct Subsets {
    pub(crate) conflicts: Vec<Vec<usize>>,
    pub(crate) concessions: Vec<(Vec<usize>, Package)>,
    pub(crate) complete: bool,
}

/// Enumerates minimal conflicts and concessions together, by the method of Liffiton and others ("Fast, flexible MUS
/// enumeration", MARCO, 2016), with a decision diagram as the map of what is not yet explored. Each seed is the
/// heaviest unexplored set, so the concessions come cheapest first. `fixed` holds throughout. At most `most` sets are
/// looked at.
pub(crate) fn subsets(
    clauses: &mut Clauses,
    fixed: &[Lit],
    switches: &[Lit],
    weights: &[&Exact],
    most: usize,
) -> Subsets {
    let mut found = Subsets { conflicts: Vec::new(), concessions: Vec::new(), complete: false };
    let count = switches.len();
    let Some(whole) = whole_weights(weights.iter().copied()) else { return found };
    let map = BddVariableSet::new_anonymous(count as u16);
    let mut unexplored = map.mk_true();
    // Of equally heavy sets, the larger one: it gives up fewer lines.
    let value: Vec<i128> = whole.iter().map(|weight| i128::from(*weight) * (count as i128 + 1) + 1).collect();
    for _ in 0..most {
        let Some(seed) = heaviest(&unexplored, &value) else {
            found.complete = true;
            break;
        };
        let chosen = |wanted: bool| (0..count).filter(|at| seed[*at] == wanted).collect::<Vec<usize>>();
        let kept: Vec<Lit> =
            fixed.iter().copied().chain(chosen(true).iter().map(|at| switches[*at])).collect();
        let block = match clauses.ask(&kept) {
            Answer::Yes(package) => {
                let given_up = chosen(false);
                found.concessions.push((given_up.clone(), package));
                map.mk_disjunctive_clause(&clause(&given_up, true))
            }
            Answer::No(core) => {
                let Some(core) = clauses.shrink(&core) else { break };
                let conflict: Vec<usize> = (0..count).filter(|at| core.contains(&switches[*at])).collect();
                found.conflicts.push(conflict.clone());
                map.mk_disjunctive_clause(&clause(&conflict, false))
            }
            Answer::GaveUp => break,
        };
        match Bdd::binary_op_with_limit(MAP, &unexplored, &block, op_function::and) {
            Some(next) => unexplored = next,
            None => break,
        }
    }
    found
}

/// The largest map of what is not yet explored, in nodes.
const MAP: usize = 200_000;

/// A clause over switches: at least one of them is on, or off. Without any it never holds.
fn clause(of: &[usize], on: bool) -> BddPartialValuation {
    let literals: Vec<(BddVariable, bool)> = of.iter().map(|at| (BddVariable::from_index(*at), on)).collect();
    BddPartialValuation::from_values(&literals)
}

/// The set of the greatest value; `None` where the diagram has none. Values are above zero.
fn heaviest(diagram: &Bdd, value: &[i128]) -> Option<Vec<bool>> {
    if diagram.is_false() {
        return None;
    }
    let level = |node: usize| diagram.var_of(biodivine_lib_bdd::BddPointer::from_index(node)).to_index();
    let mut before = vec![0];
    for value in value {
        before.push(before[before.len() - 1] + value);
    }
    let mut best: Vec<Option<i128>> = vec![None, Some(0)];
    let ends = |node: usize| {
        let node = biodivine_lib_bdd::BddPointer::from_index(node);
        (diagram.low_link_of(node).to_index(), diagram.high_link_of(node).to_index())
    };
    for node in 2..diagram.size() {
        let (low, high) = ends(node);
        let from = |end: usize| best[end].map(|rest| rest + before[level(end)] - before[level(node) + 1]);
        best.push(from(low).max(from(high).map(|rest| rest + value[level(node)])));
    }
    let mut set = vec![true; value.len()];
    let mut node = diagram.size() - 1;
    while node > 1 {
        let (low, high) = ends(node);
        let from = |end: usize| best[end].map(|rest| rest + before[level(end)] - before[level(node) + 1]);
        let on = from(high).map(|rest| rest + value[level(node)]) >= from(low);
        set[level(node)] = on;
        node = if on { high } else { low };
    }
    Some(set)
}
