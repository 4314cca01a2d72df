//! From options to states and moves.

use std::collections::BTreeMap;

use thiserror::Error;

use super::{Choice, Conflict, Maker, State};
use crate::expression::Expression;
use crate::model::Package;

/// More options than this are refused.
pub const MOST_OPTIONS: usize = 16;
/// More states than this are refused: nobody could read them.
pub const MOST_STATES: usize = 400;
/// More possible combinations of options than this are refused, before some are taken together.
const MOST_COMBINATIONS: usize = 8_192;

/// A conflict in option form: everybody takes up options or not.
///
/// Conditions speak of options in the order of all makers' options; outcome 0 is "taken up", 1 is "left".
#[derive(Clone, Debug, Default)]
pub struct OptionForm {
    /// Who moves, and their options.
    pub makers: Vec<OptionMaker>,
    /// Combinations that cannot be.
    pub impossible: Vec<Expression>,
    /// Combinations that make no difference to anybody and are one state.
    pub merged: Vec<Merged>,
    /// Moves that somebody cannot make.
    pub barred: Vec<BarredMove>,
}

/// A decision maker and its options.
#[derive(Clone, Debug, Default)]
pub struct OptionMaker {
    /// Short, for programs.
    pub id: String,
    /// For people.
    pub name: String,
    /// Id, words, and whether it can be reversed.
    pub options: Vec<(String, String, Once)>,
}

/// Whether taking up an option can be reversed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Once {
    /// It can be taken up and dropped at will.
    #[default]
    Free,
    /// Once taken up, it stays so.
    Taken,
    /// Once dropped, it stays so.
    Dropped,
}

/// Combinations that are one state.
#[derive(Clone, Debug)]
pub struct Merged {
    /// All for which this holds.
    pub when: Expression,
    /// The state's words; where empty they are made from the options.
    pub says: String,
}

/// Moves that somebody cannot make.
#[derive(Clone, Debug)]
pub struct BarredMove {
    /// Whose, as an index.
    pub maker: usize,
    /// From where this holds.
    pub from: Expression,
    /// To where this holds.
    pub to: Expression,
}

/// A conflict that is too large.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TooMany {
    /// Too many options.
    #[error("{0} options are more than the {MOST_OPTIONS} that are read; leave out what decides nothing")]
    Options(usize),
    /// Too many states.
    #[error(
        "there are more than {MOST_STATES} states; rule some out as impossible, or merge what makes no difference"
    )]
    States,
    /// No state at all.
    #[error("every combination of options is impossible; drop one of the conditions under impossible")]
    None,
}

impl OptionForm {
    /// The states and moves, without preferences: every state has the same rank.
    ///
    /// States come in the order of their options read as a binary number, the first option as its lowest digit, as the
    /// literature numbers them; merged states come last. They are named by numbers from 1.
    ///
    /// # Errors
    /// Too many options or states, or no state.
    pub fn conflict(&self) -> Result<Conflict, TooMany> {
        let options: Vec<Choice> = self.choices();
        let count = options.len();
        if count > MOST_OPTIONS {
            return Err(TooMany::Options(count));
        }
        // Possible combinations, each with the merge it falls under.
        let mut plain = Vec::new();
        let mut merged: Vec<Vec<u32>> = vec![Vec::new(); self.merged.len()];
        let mut combinations = 0;
        for bits in 0..1_u32 << count {
            let package = package(bits, count);
            if self.impossible.iter().any(|never| never.holds(&package)) {
                continue;
            }
            combinations += 1;
            match self.merged.iter().position(|merge| merge.when.holds(&package)) {
                Some(merge) => merged[merge].push(bits),
                None => plain.push(bits),
            }
            if combinations > MOST_COMBINATIONS || plain.len() > MOST_STATES {
                return Err(TooMany::States);
            }
        }
        let alone = plain.into_iter().map(|bits| (vec![bits], ""));
        let says = self.merged.iter().map(|merge| merge.says.as_str());
        let together = merged.into_iter().zip(says).filter(|(bits, _)| !bits.is_empty());
        let groups: Vec<(Vec<u32>, &str)> = alone.chain(together).collect();
        match groups.len() {
            0 => return Err(TooMany::None),
            1..=MOST_STATES => {}
            _ => return Err(TooMany::States),
        }
        let states = groups.iter().enumerate().map(|(at, (bits, says))| {
            let taken = taken(bits, count);
            let in_words = if says.is_empty() { self.in_words(&options, &taken) } else { (*says).to_owned() };
            State { name: (at + 1).to_string(), taken, in_words }
        });
        let states: Vec<State> = states.collect();
        let makers = self.makers.iter().enumerate().map(|(at, maker)| Maker {
            id: maker.id.clone(),
            name: maker.name.clone(),
            moves: self.moves(at, &options, &groups),
            rank: vec![0; states.len()],
        });
        let makers = makers.collect();
        Ok(Conflict { makers, options, states, ..Conflict::default() })
    }

    fn choices(&self) -> Vec<Choice> {
        let of = |(maker, entry): (usize, &OptionMaker)| -> Vec<Choice> {
            let choice = |(id, says, _): &(String, String, Once)| {
                let says = if says.is_empty() { id } else { says };
                Choice { id: id.clone(), says: says.clone(), maker }
            };
            entry.options.iter().map(choice).collect()
        };
        self.makers.iter().enumerate().flat_map(of).collect()
    }

    fn in_words(&self, options: &[Choice], taken: &[Option<bool>]) -> String {
        let mut parts = Vec::new();
        for (at, maker) in self.makers.iter().enumerate() {
            let own = options
                .iter()
                .zip(taken)
                .filter(|(choice, taken)| choice.maker == at && **taken == Some(true));
            let says: Vec<&str> = own.map(|(choice, _)| choice.says.as_str()).collect();
            if !says.is_empty() {
                parts.push(format!("{}: {}", maker.name, says.join(", ")));
            }
        }
        if parts.is_empty() { "nobody does anything".to_owned() } else { parts.join("; ") }
    }

    /// For each state, where this maker can go by changing only its own options.
    fn moves(&self, maker: usize, options: &[Choice], groups: &[(Vec<u32>, &str)]) -> Vec<Vec<usize>> {
        let bits_of = |wanted: &dyn Fn(usize) -> bool| -> u32 {
            (0..options.len()).filter(|at| wanted(*at)).fold(0, |bits, at| bits | 1 << at)
        };
        let own = bits_of(&|at| options[at].maker == maker);
        let once: Vec<Once> =
            self.makers.iter().flat_map(|maker| maker.options.iter().map(|(_, _, once)| *once)).collect();
        let stay_taken = own & bits_of(&|at| once[at] == Once::Taken);
        let stay_dropped = own & bits_of(&|at| once[at] == Once::Dropped);
        let barred: Vec<&BarredMove> = self.barred.iter().filter(|barred| barred.maker == maker).collect();
        // What others do, and then all combinations in which they do just that.
        let mut alike: BTreeMap<u32, Vec<(u32, usize)>> = BTreeMap::new();
        for (state, (all, _)) in groups.iter().enumerate() {
            for bits in all {
                alike.entry(bits & !own).or_default().push((*bits, state));
            }
        }
        let mut moves = vec![Vec::new(); groups.len()];
        for together in alike.values() {
            for &(from, here) in together {
                let package_from = package(from, options.len());
                let barred: Vec<&&BarredMove> =
                    barred.iter().filter(|barred| barred.from.holds(&package_from)).collect();
                for &(to, there) in together {
                    let reversed = (from & !to & stay_taken) | (to & !from & stay_dropped);
                    let allowed = || {
                        barred.is_empty() || {
                            let package_to = package(to, options.len());
                            !barred.iter().any(|barred| barred.to.holds(&package_to))
                        }
                    };
                    if here != there && reversed == 0 && !moves[here].contains(&there) && allowed() {
                        moves[here].push(there);
                    }
                }
            }
        }
        for to in &mut moves {
            to.sort_unstable();
        }
        moves
    }
}

/// The combination as conditions see it.
fn package(bits: u32, count: usize) -> Package {
    Package((0..count).map(|at| usize::from(bits >> at & 1 == 0)).collect())
}

/// What all of these combinations have in common.
fn taken(combinations: &[u32], count: usize) -> Vec<Option<bool>> {
    let all = combinations.iter().fold(u32::MAX, |all, bits| all & bits);
    let any = combinations.iter().fold(0, |any, bits| any | bits);
    let one = |at: usize| {
        if all >> at & 1 == 1 {
            Some(true)
        } else if any >> at & 1 == 0 {
            Some(false)
        } else {
            None
        }
    };
    (0..count).map(one).collect()
}
