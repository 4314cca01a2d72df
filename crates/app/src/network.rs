//! Who agrees with whom, by the positions on record.

use std::collections::BTreeMap;

use serde::Serialize;
use standpoint_brief::{NetworkNode, NetworkTie, NetworkView};
use standpoint_ledger::{Ledger, PositionFilter, PositionRow};
use standpoint_network::{Coded, OneMode, Tie};
pub use standpoint_network::{Duplicates, Normalisation};
use standpoint_terms::{Codebook, Hand, Stance};

use crate::AppError;

/// Which positions make the network, and how it is scaled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NetworkOptions {
    /// By what ties are divided.
    pub normalisation: Normalisation,
    /// What counts once.
    pub duplicates: Duplicates,
    /// Whose words count.
    pub hands: Hands,
}

/// Whose words count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hands {
    /// What a party's own side says.
    #[default]
    First,
    /// What others say of it, too.
    Both,
}

/// A pair of parties, for programs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TieLine {
    /// The id of one party.
    pub one: String,
    /// The id of the other.
    pub other: String,
    /// How much they agree.
    pub congruence: f64,
    /// How much they disagree.
    pub conflict: f64,
    /// Agreement less conflict.
    pub subtract: f64,
    /// The ids of propositions on which they agree.
    pub agreed: Vec<String>,
    /// The ids of propositions on which they disagree.
    pub disputed: Vec<String>,
}

/// The network of a ledger's parties: each pair that stands on one proposition at least; the strongest ties first.
///
/// # Errors
/// The ledger cannot be read.
pub fn network(ledger: &Ledger, options: NetworkOptions) -> Result<Vec<TieLine>, AppError> {
    Ok(ties(&coded(&ledger.positions(&PositionFilter::default())?, options.hands), options))
}

/// The same for people: names and sentences of the codebook.
///
/// # Errors
/// The ledger cannot be read.
pub fn network_view(ledger: &Ledger, options: NetworkOptions) -> Result<NetworkView, AppError> {
    let codebook = ledger.codebook()?.unwrap_or_default();
    Ok(view_of_rows(&codebook, &ledger.positions(&PositionFilter::default())?, options))
}

/// The same of positions that were read already.
pub(crate) fn view_of_rows(
    codebook: &Codebook,
    rows: &[PositionRow],
    options: NetworkOptions,
) -> NetworkView {
    view(codebook, &coded(rows, options.hands), options)
}

fn view(codebook: &Codebook, coded: &[Coded], options: NetworkOptions) -> NetworkView {
    let mut positions: BTreeMap<&str, usize> = BTreeMap::new();
    for one in coded {
        *positions.entry(&one.actor).or_default() += 1;
    }
    let place = |id: &str| codebook.parties.iter().position(|party| party.id == id);
    let mut ids: Vec<&str> = positions.keys().copied().collect();
    ids.sort_by_key(|id| place(id).unwrap_or(usize::MAX));
    let nodes = ids.iter().map(|id| NetworkNode {
        name: place(id).map_or_else(|| (*id).to_owned(), |at| codebook.parties[at].name.clone()),
        party: place(id),
        positions: positions[id],
    });
    let node = |id: &str| {
        ids.iter().position(|known| *known == id).expect("every tie joins two who stand somewhere")
    };
    let sentence = |id: &String| {
        let known = codebook.propositions.iter().find(|proposition| proposition.id == *id);
        known.map_or_else(|| id.clone(), |proposition| proposition.sentence.clone())
    };
    NetworkView {
        nodes: nodes.collect(),
        ties: ties(coded, options)
            .iter()
            .map(|tie| NetworkTie {
                one: node(&tie.one),
                other: node(&tie.other),
                congruence: tie.congruence,
                conflict: tie.conflict,
                agreed: tie.agreed.iter().map(sentence).collect(),
                disputed: tie.disputed.iter().map(sentence).collect(),
            })
            .collect(),
        normalisation: match options.normalisation {
            Normalisation::None => "nothing",
            Normalisation::Average => "the mean number of positions of the two",
            Normalisation::Jaccard => "what either says alone and what both say",
            Normalisation::Cosine => "the product of the numbers of positions of the two",
        }
        .to_owned(),
    }
}

/// What the ledger's positions say, as a network is made of it.
fn coded(rows: &[PositionRow], hands: Hands) -> Vec<Coded> {
    rows.iter()
        .map(|row| (row.statement.document.as_str(), &row.told.position))
        .filter(|(_, position)| hands == Hands::Both || position.hand == Hand::First)
        .filter(|(_, position)| !position.is_guess())
        .map(|(document, position)| Coded {
            document: document.to_owned(),
            actor: position.holder.clone(),
            concept: position.proposition.clone(),
            stance: position.stance,
        })
        .collect()
}

fn ties(coded: &[Coded], options: NetworkOptions) -> Vec<TieLine> {
    let made = |tie| OneMode::new(coded, tie, options.normalisation, options.duplicates);
    let [congruence, conflict] = [made(Tie::Congruence), made(Tie::Conflict)];
    let mut stances: BTreeMap<(&str, &str), [bool; 2]> = BTreeMap::new();
    for one in coded {
        let seen = stances.entry((&one.concept, &one.actor)).or_default();
        match one.stance {
            Stance::Support => seen[0] = true,
            Stance::Oppose => seen[1] = true,
            Stance::Conditional => {}
        }
    }
    let mut concepts: Vec<&str> = stances.keys().map(|(concept, _)| *concept).collect();
    concepts.dedup();
    let mut out = Vec::new();
    for (i, one) in congruence.actors.iter().enumerate() {
        for (j, other) in congruence.actors.iter().enumerate().skip(i + 1) {
            let (yes, no) = (congruence.weights[i][j], conflict.weights[i][j]);
            if yes + no <= 0.0 {
                continue;
            }
            let on = |judged: fn([bool; 2], [bool; 2]) -> bool| -> Vec<String> {
                let of =
                    |concept: &str, actor: &str| stances.get(&(concept, actor)).copied().unwrap_or_default();
                let those = concepts.iter().filter(|concept| judged(of(concept, one), of(concept, other)));
                those.map(|concept| (*concept).to_owned()).collect()
            };
            out.push(TieLine {
                one: one.clone(),
                other: other.clone(),
                congruence: yes,
                conflict: no,
                subtract: yes - no,
                agreed: on(|a, b| (a[0] && b[0]) || (a[1] && b[1])),
                disputed: on(|a, b| (a[0] && b[1]) || (a[1] && b[0])),
            });
        }
    }
    // Stable: equals stay in the order of their names.
    out.sort_by(|a, b| (b.congruence + b.conflict).total_cmp(&(a.congruence + a.conflict)));
    out
}
