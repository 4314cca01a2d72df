//! Where each party stands: positions gathered into cells.

use std::collections::{BTreeMap, BTreeSet};

use standpoint_ledger::{Ledger, PositionFilter, PositionRow};
use standpoint_terms::{Codebook, Hand, Moment, Stance};

use crate::AppError;
use crate::outside::{CellCounts, CellLine, EvidenceLine, PositionRecord, SaidOnRecord, StanceCounts};

/// The cells that have a statement in them, in the order of the codebook's propositions and parties. A party that
/// says nothing on a proposition, and of whom nobody tells anything, has no cell.
///
/// # Errors
/// The ledger cannot be read.
pub fn cells(ledger: &Ledger, filter: &PositionFilter) -> Result<Vec<CellLine>, AppError> {
    let codebook = ledger.codebook()?.unwrap_or_default();
    let mut cells: BTreeMap<(usize, String, usize, String), Vec<PositionRow>> = BTreeMap::new();
    for row in ledger.positions(filter)? {
        let position = &row.told.position;
        let place =
            |ids: Vec<&String>, id: &String| ids.iter().position(|known| *known == id).unwrap_or(usize::MAX);
        let proposition = place(codebook.propositions.iter().map(|p| &p.id).collect(), &position.proposition);
        let holder = place(codebook.parties.iter().map(|p| &p.id).collect(), &position.holder);
        let key = (proposition, position.proposition.clone(), holder, position.holder.clone());
        cells.entry(key).or_default().push(row);
    }
    Ok(cells
        .into_iter()
        .map(|((_, proposition, _, holder), rows)| cell(&codebook, proposition, holder, rows))
        .collect())
}

fn cell(codebook: &Codebook, proposition: String, holder: String, mut rows: Vec<PositionRow>) -> CellLine {
    // Stable: inside each hand the order of the documents stays.
    rows.sort_by_key(|row| row.told.position.hand);
    let mut counts = CellCounts::default();
    let mut documents = BTreeSet::new();
    let mut latest: Option<Moment> = None;
    // What is guessed counts where nothing is told more surely, neither by its own side nor by others.
    let mut sure = CellCounts::default();
    for row in &rows {
        count(&mut counts, row);
        if !row.told.position.is_guess() {
            count(&mut sure, row);
        }
        documents.insert(row.statement.document.clone());
        let told = row.statement.said_on.as_ref().map(|told| told.said_on.to).or(row.statement.published);
        latest = latest.max(told);
    }
    let guess = sure == CellCounts::default();
    let of = if guess { counts } else { sure };
    let known = codebook.propositions.iter().find(|known| known.id == proposition);
    CellLine {
        sentence: known.map(|known| known.sentence.clone()),
        issue: known.map(|known| known.issue.clone()),
        proposition,
        holder,
        stance: most(if of.first == StanceCounts::default() { of.second } else { of.first }),
        guess,
        counts,
        documents: documents.len(),
        latest,
        evidence: rows.into_iter().map(evidence).collect(),
    }
}

fn count(counts: &mut CellCounts, row: &PositionRow) {
    let hand = match row.told.position.hand {
        Hand::First => &mut counts.first,
        Hand::Second => &mut counts.second,
    };
    match row.told.position.stance {
        Stance::Support => hand.support += 1,
        Stance::Oppose => hand.oppose += 1,
        Stance::Conditional => hand.conditional += 1,
    }
}

fn most(counts: StanceCounts) -> &'static str {
    let named = [("support", counts.support), ("oppose", counts.oppose), ("conditional", counts.conditional)];
    let most = named.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let mut those = named.iter().filter(|(_, count)| *count == most);
    match (those.next(), those.next()) {
        (Some((name, _)), None) => name,
        _ => "mixed",
    }
}

fn evidence(row: PositionRow) -> EvidenceLine {
    let statement = row.statement;
    EvidenceLine {
        doc: statement.document_name,
        document: statement.document.to_string(),
        statement: statement.ordinal + 1,
        content: statement.content.iter().map(|fragment| fragment.code_points).collect(),
        text: statement.text,
        speaker: statement.speaker,
        published: statement.published,
        said_on: statement.said_on.map(SaidOnRecord::from),
        position: PositionRecord::from(row.told),
    }
}
