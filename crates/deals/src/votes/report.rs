//! A council's powers and coalitions, for tables and programs.

use serde::Serialize;

use super::coalitions::{CoalitionKind, Coalitions, minimal_blocking, minimal_winning};
use super::guarantee::listed;
use super::power::power;
use super::{Council, Game, TooLarge};
use crate::Exact;

/// Kinds of coalitions that a report lists; the count tells of the rest.
const LISTED: usize = 50;

/// What a council's rule gives to whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CouncilReport {
    /// See [`Council::id`].
    pub id: String,
    /// See [`Council::name`].
    pub name: String,
    /// See [`Council::rule_text`].
    pub rule: String,
    /// In the council's order.
    pub seats: Vec<SeatReport>,
    /// How many coalitions win; a whole number in digits, as it may be large.
    pub winning: String,
    /// All coalitions, the empty one included.
    pub coalitions: String,
    /// The swings of all seats together.
    pub swings: String,
    /// Coalitions that can decide, and could not without any one of their members.
    pub minimal_winning: ListReport,
    /// Coalitions that can stop any decision, and could not without any one of their members.
    pub minimal_blocking: ListReport,
}

/// One seat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SeatReport {
    /// See [`super::Seat::id`].
    pub id: String,
    /// See [`super::Seat::name`].
    pub name: String,
    /// See [`super::Seat::group`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// By kind, in the council's order.
    pub weights: Vec<(String, Exact)>,
    /// See [`super::SeatPower::shapley_shubik`].
    pub shapley_shubik: Exact,
    /// See [`super::SeatPower::swings`].
    pub swings: String,
    /// See [`super::SeatPower::banzhaf`].
    pub banzhaf: Exact,
    /// See [`super::SeatPower::absolute`].
    pub absolute: Exact,
    /// What it can do alone.
    pub role: Role,
}

/// What a seat can do alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// It decides alone, and nothing is decided without it.
    Dictator,
    /// Nothing is decided without it.
    Veto,
    /// It decides alone; others can too.
    Alone,
    /// Its consent can matter.
    Ordinary,
    /// Its consent never matters, whatever the others do: a dummy.
    Dummy,
}

/// Coalitions of one sort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListReport {
    /// How many there are; a whole number in digits. Where not complete, at least so many.
    pub count: String,
    /// Whether all were found.
    pub complete: bool,
    /// The smallest first; at most fifty.
    pub kinds: Vec<KindReport>,
    /// How many kinds were found and are not listed.
    pub kinds_left_out: usize,
}

/// Coalitions that differ only in seats that weigh the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KindReport {
    /// "Arland and any 2 of Beltia, Corland, Dorria".
    pub in_words: String,
    /// Members of such a coalition.
    pub size: usize,
    /// How many coalitions are of this kind; a whole number in digits.
    pub count: String,
}

/// Works out a council.
///
/// # Errors
/// The council is too large to be counted exactly.
pub fn council_report(council: &Council) -> Result<CouncilReport, TooLarge> {
    let game = Game::of(council)?;
    let power = power(&game)?;
    let size = council.seats.len();
    let alone = |seat: usize, consents: bool| -> bool {
        let consents: Vec<bool> = (0..size).map(|other| (other == seat) == consents).collect();
        game.wins(&consents)
    };
    let seats = council.seats.iter().zip(&power.seats).enumerate().map(|(at, (seat, power))| SeatReport {
        id: seat.id.clone(),
        name: seat.name.clone(),
        group: seat.group.clone(),
        weights: council.weights.iter().map(|kind| (kind.name.clone(), kind.by_seat[at].clone())).collect(),
        shapley_shubik: power.shapley_shubik.clone(),
        swings: power.swings.to_string(),
        banzhaf: power.banzhaf.clone(),
        absolute: power.absolute.clone(),
        role: match (alone(at, true), !alone(at, false)) {
            (true, true) => Role::Dictator,
            (false, true) => Role::Veto,
            (true, false) => Role::Alone,
            (false, false) if power.swings == num_bigint::BigUint::ZERO => Role::Dummy,
            (false, false) => Role::Ordinary,
        },
    });
    Ok(CouncilReport {
        id: council.id.clone(),
        name: council.name.clone(),
        rule: council.rule_text.clone(),
        seats: seats.collect(),
        winning: power.winning.to_string(),
        coalitions: (num_bigint::BigUint::from(1_u8) << size).to_string(),
        swings: power.swings.to_string(),
        minimal_winning: list(council, &minimal_winning(&game)),
        minimal_blocking: list(council, &minimal_blocking(&game)),
    })
}

fn list(council: &Council, coalitions: &Coalitions) -> ListReport {
    let kinds = coalitions.kinds.iter().take(LISTED).map(|kind| KindReport {
        in_words: in_words(council, kind),
        size: kind.size,
        count: kind.count.to_string(),
    });
    ListReport {
        count: coalitions.count.to_string(),
        complete: coalitions.complete,
        kinds: kinds.collect(),
        kinds_left_out: coalitions.kinds_found.saturating_sub(LISTED.min(coalitions.kinds.len())),
    }
}

fn in_words(council: &Council, kind: &CoalitionKind) -> String {
    let names = |seats: &[usize]| -> Vec<String> {
        seats.iter().map(|seat| council.seats[*seat].name.clone()).collect()
    };
    let mut single = Vec::new();
    let mut parts = Vec::new();
    for (taken, of) in &kind.parts {
        let group = whole_group(council, of);
        match group {
            Some(group) if *taken == of.len() => parts.push(format!("all {} {group}", of.len())),
            Some(group) => parts.push(format!("any {taken} of the {} {group}", of.len())),
            None if *taken == of.len() => single.extend(names(of)),
            None => {
                let mut shown = names(&of[..of.len().min(6)]).join(", ");
                if of.len() > 6 {
                    shown = format!("{} members like {shown}, …", of.len());
                }
                parts.push(format!("any {taken} of {shown}"));
            }
        }
    }
    if !single.is_empty() {
        parts.insert(0, listed(&single));
    }
    if parts.is_empty() { "nobody: it is decided without anyone".to_owned() } else { parts.join("; ") }
}

/// The group that consists of exactly these seats.
fn whole_group<'c>(council: &'c Council, seats: &[usize]) -> Option<&'c str> {
    let group = council.seats[*seats.first()?].group.as_deref()?;
    let in_group =
        (0..council.seats.len()).filter(|seat| council.seats[*seat].group.as_deref() == Some(group));
    in_group.eq(seats.iter().copied()).then_some(group)
}
