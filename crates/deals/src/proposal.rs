//! Proposals held against what the parties insist on.

use batsat::Lit;
use serde::Serialize;

use crate::Options;
use crate::clauses::{Answer, contradiction_within};
use crate::conflict::{Line, Switches, certain};
use crate::expression::Expression;
use crate::model::{Evidence, Known, Model, Proposal};
use crate::scale::Scale;
use crate::space::{Budget, Layout, NO_FLOOR, build, search, weighed, weights};

/// How a party stands to a proposal, or to one of its terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Nothing in it crosses what the party insists on.
    Accepted,
    /// It depends on what the proposal leaves open, or on something that the party asks for in return.
    Conditional,
    /// Nobody knows: the party is silent, or it is not certain that it insists on what the proposal crosses.
    Unknown,
    /// It crosses something that the party insists on.
    Refused,
}

impl Verdict {
    /// The verdict's name in files, on the command line and in pages.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Accepted => "accepted",
            Verdict::Conditional => "conditional",
            Verdict::Unknown => "unknown",
            Verdict::Refused => "refused",
        }
    }
}

/// A proposal held against every party.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Grading {
    /// Short, for programs.
    pub id: String,
    /// For people.
    pub name: String,
    /// The id of the party that put it forward.
    pub by: Option<String>,
    /// Constraints that forbid it, by index; empty where it can hold.
    pub forbidden_by: Vec<usize>,
    /// One for each party, in the model's order. Empty where the proposal cannot hold, whoever accepts it.
    pub parties: Vec<PartyGrade>,
    /// The fewest changes with which every party could accept it; `None` where no change does, or where that is too
    /// much to work out.
    pub changes_for_all: Option<Vec<Change>>,
}

/// How one party stands to a proposal, and why.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PartyGrade {
    /// Index into the model's parties.
    pub party: usize,
    /// How it stands to the whole.
    pub verdict: Verdict,
    /// What decides it, the weightiest first. Empty where it accepts, or where nothing is known of it.
    pub reasons: Vec<Reason>,
    /// Where it refuses, or accepts on the condition that terms go: the fewest changes with which it could accept; `None`
    /// where no change of terms does, or where that is too much to work out.
    pub changes: Option<Vec<Change>>,
}

/// What speaks against acceptance, or makes it depend.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reason {
    /// What it leads to.
    pub verdict: Verdict,
    /// The condition that the party needs, the term that it refuses: in words.
    pub words: String,
    /// The term, by index, where the reason is one term.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<usize>,
    /// Where it is known from.
    pub evidence: Vec<Evidence>,
}

/// A term that would have to come out otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Index into the model's terms.
    pub term: usize,
    /// The outcome in the proposal.
    pub from: usize,
    /// The outcome that it would need; of several, the first found.
    pub to: usize,
}

/// Holds each proposal of a model against each party.
pub(crate) fn gradings(
    model: &Model,
    scale: &Scale,
    switches: &mut Switches,
    options: &Options,
) -> Vec<Grading> {
    if model.proposals.is_empty() {
        return Vec::new();
    }
    let everyone: Vec<usize> = (0..model.parties.len()).collect();
    let for_all = Mending::new(model, scale, &everyone, options);
    let mut for_one: Vec<Option<Option<Mending>>> = everyone.iter().map(|_| None).collect();
    let mut gradings = Vec::new();
    for proposal in &model.proposals {
        let terms: Vec<Lit> = proposal
            .outcomes
            .iter()
            .map(|(term, outcome)| switches.clauses.outcome(*term, *outcome))
            .collect();
        let possible = can_hold(switches, &terms);
        let mut parties = Vec::new();
        for party in everyone.iter().filter(|_| possible) {
            let mut grade = grade(model, switches, &terms, *party);
            if grade.verdict == Verdict::Refused {
                let mending =
                    for_one[*party].get_or_insert_with(|| Mending::new(model, scale, &[*party], options));
                grade.changes = mending.as_ref().and_then(|mending| mending.changes(model, proposal));
            }
            parties.push(grade);
        }
        gradings.push(Grading {
            id: proposal.id.clone(),
            name: proposal.name.clone(),
            by: proposal.by.clone(),
            forbidden_by: if possible { Vec::new() } else { contradiction_within(model, &proposal.outcomes) },
            parties,
            changes_for_all: for_all.as_ref().and_then(|mending| mending.changes(model, proposal)),
        });
    }
    gradings
}

fn can_hold(switches: &mut Switches, assumed: &[Lit]) -> bool {
    !matches!(switches.clauses.ask(assumed), Answer::No(_))
}

fn grade(model: &Model, switches: &mut Switches, terms: &[Lit], party: usize) -> PartyGrade {
    let own: Vec<usize> =
        (0..switches.lines.len()).filter(|at| switches.lines[*at].0.party() == party).collect();
    let (sure, open): (Vec<usize>, Vec<usize>) =
        own.iter().partition(|at| certain(model, switches.lines[**at].0));
    let with = |switches: &Switches, lines: &[usize]| -> Vec<Lit> {
        terms.iter().copied().chain(lines.iter().map(|at| switches.lines[*at].1)).collect()
    };
    let mut grade = PartyGrade { party, verdict: Verdict::Accepted, reasons: Vec::new(), changes: None };
    if own.is_empty() {
        // Silence is neither yes nor no.
        grade.verdict = Verdict::Unknown;
        return grade;
    }
    let mut reason = |switches: &Switches, at: usize, verdict: Verdict| {
        grade.verdict = grade.verdict.max(verdict);
        grade.reasons.push(because(model, switches.lines[at].0, verdict));
    };
    let mut crossed: Vec<usize> = Vec::new();
    for at in &sure {
        let alone = with(switches, &[*at]);
        if !can_hold(switches, &alone) {
            crossed.push(*at);
        }
    }
    if crossed.is_empty() {
        let all = with(switches, &sure);
        if let Answer::No(core) = switches.clauses.ask(&all) {
            let core = switches.clauses.shrink(&core).unwrap_or(core);
            crossed = sure.iter().filter(|at| core.contains(&switches.lines[**at].1)).copied().collect();
        }
    }
    for at in &crossed {
        reason(switches, *at, Verdict::Refused);
    }
    for at in &open {
        let all = with(switches, &[sure.as_slice(), &[*at]].concat());
        if crossed.is_empty() && !can_hold(switches, &all) {
            reason(switches, *at, Verdict::Unknown);
        }
    }
    for at in sure.iter().filter(|at| !crossed.contains(at)) {
        let otherwise: Vec<Lit> = terms.iter().copied().chain([!switches.kept[*at]]).collect();
        if can_hold(switches, &otherwise) {
            reason(switches, *at, Verdict::Conditional);
        }
    }
    grade
}

fn because(model: &Model, line: Line, verdict: Verdict) -> Reason {
    match line {
        Line::RedLine { party, line } => {
            let red_line = &model.parties[party].red_lines[line];
            Reason { verdict, words: red_line.in_words(), term: None, evidence: red_line.evidence.clone() }
        }
        whole @ Line::NoDeal { .. } => {
            Reason { verdict, words: whole.in_words(model), term: None, evidence: Vec::new() }
        }
    }
}

/// The packages that some parties could accept, in which to look for the one nearest to a proposal.
struct Mending {
    layout: Layout,
    diagram: crate::space::Diagram,
    sums: Vec<crate::space::Weights>,
    floors: Vec<i64>,
}

impl Mending {
    fn new(model: &Model, scale: &Scale, parties: &[usize], options: &Options) -> Option<Mending> {
        let lines = parties.iter().flat_map(|party| &model.parties[*party].red_lines);
        let lines = lines.filter(|line| line.known == Known::Certain).map(|line| &line.needs.meaning);
        let must: Vec<&Expression> = model.constraints.iter().map(|c| &c.must.meaning).chain(lines).collect();
        let (layout, diagram) = build(model, &must, &weighed(model), options.diagram).ok()?;
        let floored: Vec<usize> =
            parties.iter().filter(|party| scale.no_deal[**party].is_some()).copied().collect();
        let sums = floored.iter().map(|party| weights(model, scale, &layout, *party)).collect();
        let floors = floored.iter().map(|party| scale.no_deal[*party].unwrap_or(NO_FLOOR)).collect();
        Some(Mending { layout, diagram, sums, floors })
    }

    fn changes(&self, model: &Model, proposal: &Proposal) -> Option<Vec<Change>> {
        let mut kept = vec![[0, 0]; self.layout.levels()];
        for (term, outcome) in &proposal.outcomes {
            let (level, answer) = self.layout.outcome(*term, *outcome);
            kept[level][usize::from(answer)] += 1;
        }
        let mut sums = self.sums.clone();
        let mut floors = self.floors.clone();
        sums.push(kept);
        floors.push(NO_FLOOR);
        let last = sums.len() - 1;
        let found = search(&self.diagram, &sums, floors, last, &Budget::least(), |totals, floors| {
            floors[last] = totals[last] + 1;
            true
        });
        let package = self.layout.package(&found.answers.filter(|_| found.proved)?);
        debug_assert_eq!(package.0.len(), model.terms.len());
        let changed = proposal.outcomes.iter().filter(|(term, outcome)| package.0[**term] != **outcome);
        Some(changed.map(|(term, from)| Change { term: *term, from: *from, to: package.0[*term] }).collect())
    }
}
