//! Where each party stands on each proposition: the matrix, and each proposition over time.

use std::collections::{BTreeMap, BTreeSet};

use standpoint_terms::{Finding, FindingDetail, FindingKind, Hand, Moment, Stance};

use crate::{Brief, StatementView};

/// A proposition on which somebody stands.
#[derive(Clone, Debug, PartialEq)]
pub struct PropositionView {
    /// Short, for programs and addresses.
    pub id: String,
    /// The sentence; the id where no codebook has one.
    pub sentence: String,
    /// Index into [`Brief::issues`].
    pub issue: Option<usize>,
    /// For each party, in the order of [`Brief::parties`], where it stands; `None` where nothing is told.
    pub cells: Vec<Option<CellView>>,
}

/// Where one party stands on one proposition, and by what.
#[derive(Clone, Debug, PartialEq)]
pub struct CellView {
    /// Where its own side said last that it stands, or, where it said nothing, where others say most often.
    pub stance: Stance,
    /// Whether its own side said it.
    pub hand: Hand,
    /// Where it stood before, where it moved.
    pub moved_from: Option<Stance>,
    /// Whether its own side has said otherwise too, without a move that is told.
    pub mixed: bool,
    /// Whether it is only guessed: no statement tells it more surely.
    pub guess: bool,
    /// Independent reports that have its stance: documents of one origin count once.
    pub voices: usize,
    /// All statements that tell a position of it here, whatever the stance and hand.
    pub statements: usize,
    /// Utterances among them.
    pub utterances: usize,
    /// What tells it, by time; the undated last.
    pub told: Vec<ToldView>,
}

/// A statement that tells a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToldView {
    /// Index into [`Brief::statements`].
    pub statement: usize,
    /// Index into that statement's positions.
    pub position: usize,
    /// Where the party stands by it.
    pub stance: Stance,
    /// Whether its own side says so.
    pub hand: Hand,
    /// The day, where it is known.
    pub on: Option<Moment>,
}

/// When a statement was said, as far as that is known: worked out from the text, or the day of publication.
pub(crate) fn said(statement: &StatementView) -> Option<Moment> {
    statement.said_on.as_ref().map(|said| said.from).or(statement.published)
}

/// Gathers the positions of all statements. `names` are the propositions in the order of the codebook: id, sentence
/// and index of the issue.
pub(crate) fn propositions(
    brief: &Brief,
    names: Vec<(String, String, Option<usize>)>,
) -> Vec<PropositionView> {
    let mut told: BTreeMap<(usize, usize), Vec<ToldView>> = BTreeMap::new();
    for (at, statement) in brief.statements.iter().enumerate() {
        for (position, stands) in statement.positions.iter().enumerate() {
            let view = ToldView {
                statement: at,
                position,
                stance: stands.stance,
                hand: stands.hand,
                on: said(statement),
            };
            told.entry((stands.proposition, stands.holder)).or_default().push(view);
        }
    }
    let views = names.into_iter().enumerate().map(|(at, (id, sentence, issue))| {
        let cells = (0..brief.parties.len()).map(|party| cell(brief, told.remove(&(at, party))?));
        PropositionView { id, sentence, issue, cells: cells.collect() }
    });
    views.filter(|view| view.cells.iter().any(Option::is_some)).collect()
}

fn cell(brief: &Brief, mut told: Vec<ToldView>) -> Option<CellView> {
    told.sort_by_key(|told| (told.on.is_none(), told.on, told.statement));
    // What is guessed counts where nothing is told more surely, neither by its own side nor by others.
    let guessed = |told: &ToldView| brief.statements[told.statement].positions[told.position].guess;
    let of = |hand: Option<Hand>, guess: bool| -> Vec<ToldView> {
        let right = |told: &&ToldView| hand.is_none_or(|hand| told.hand == hand) && guessed(told) == guess;
        told.iter().filter(right).copied().collect()
    };
    let ways = [(Some(Hand::First), false), (None, false), (Some(Hand::First), true), (None, true)];
    let (of, hand, guess) = ways.into_iter().find_map(|(hand, guess)| {
        let of = of(hand, guess);
        (!of.is_empty()).then_some((of, hand.unwrap_or(Hand::Second), guess))
    })?;
    let stance = most(&of)?;
    let reports: BTreeSet<&str> = of
        .iter()
        .filter(|told| told.stance == stance)
        .map(|told| brief.documents[brief.statements[told.statement].document].origin.as_str())
        .collect();
    let utterances: BTreeSet<usize> =
        told.iter().map(|told| brief.statements[told.statement].utterance).collect();
    Some(CellView {
        stance,
        hand,
        moved_from: None,
        mixed: of.iter().any(|told| told.stance != stance),
        guess,
        voices: reports.len(),
        statements: told.len(),
        utterances: utterances.len(),
        told,
    })
}

/// The stance that is told most often; of equals the one told last.
fn most(told: &[ToldView]) -> Option<Stance> {
    let number = |stance| told.iter().filter(|told| told.stance == stance).count();
    let highest = told.iter().map(|told| number(told.stance)).max()?;
    told.iter().rev().map(|told| told.stance).find(|stance| number(*stance) == highest)
}

/// Marks the cells of parties that moved, so that the matrix shows where they stand now.
pub(crate) fn mark_shifts(brief: &mut Brief, findings: &[Finding]) {
    for finding in findings.iter().filter(|finding| finding.kind == FindingKind::Shift) {
        let FindingDetail::Shift { from: Some(from), to: Some(to), .. } = finding.detail else { continue };
        let party =
            finding.holder.as_ref().and_then(|id| brief.parties.iter().position(|party| party.id == *id));
        let proposition = finding
            .proposition
            .as_ref()
            .and_then(|id| brief.propositions.iter().position(|proposition| proposition.id == *id));
        let (Some(party), Some(proposition)) = (party, proposition) else { continue };
        let Some(mut cell) = brief.propositions[proposition].cells[party].take() else { continue };
        let reports: BTreeSet<&str> = cell
            .told
            .iter()
            .filter(|told| told.stance == to && told.hand == Hand::First)
            .map(|told| brief.documents[brief.statements[told.statement].document].origin.as_str())
            .collect();
        if !reports.is_empty() {
            cell.voices = reports.len();
            cell.stance = to;
            cell.moved_from = Some(from);
            cell.mixed = false;
            cell.guess = false;
        }
        brief.propositions[proposition].cells[party] = Some(cell);
    }
}
