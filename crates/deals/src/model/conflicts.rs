//! From conflicts in a file to checked ones.

use super::Package;
use super::Term;
use super::check::{Checked, condition, unique, wrong};
use super::conflict_file::{ConflictEntry, MakerEntry, OnceEntry};
use super::locate::Step;
use crate::expression::Expression;
use crate::grammar::{Names, nearest};
use crate::stability::{
    BarredMove, Conflict, MOST_STATES, Maker, Merged, Once, OptionForm, OptionMaker, State,
};

const MOST_CONFLICTS: usize = 20;
const MOST_MAKERS: usize = 8;
const MOST_LINES: usize = 1_000;

pub(super) fn conflicts(entries: Vec<ConflictEntry>) -> Checked<Vec<Conflict>> {
    if entries.len() > MOST_CONFLICTS {
        return wrong(&[Step::Key("conflict")], format!("at most {MOST_CONFLICTS} conflicts are read"));
    }
    unique("conflict", &[], entries.iter().map(|entry| entry.id.as_str()))?;
    entries
        .into_iter()
        .enumerate()
        .map(|(at, entry)| conflict([Step::Key("conflict"), Step::Item(at)], entry))
        .collect()
}

type Way = [Step<'static>; 2];

fn to(way: Way, more: &[Step<'static>]) -> Vec<Step<'static>> {
    [&way, more].concat()
}

fn conflict(way: Way, entry: ConflictEntry) -> Checked<Conflict> {
    if entry.makers.is_empty() || entry.makers.len() > MOST_MAKERS {
        let message = format!(
            "a conflict has from 1 to {MOST_MAKERS} decision makers, as [[conflict.maker]] with an id"
        );
        return wrong(&way, message);
    }
    unique("maker", &way, entry.makers.iter().map(|maker| maker.id.as_str()))?;
    let lines = entry.impossible.len() + entry.merged.len() + entry.barred.len();
    let of_makers =
        entry.makers.iter().map(|maker| maker.moves.len().max(maker.ranking.len()).max(maker.prefers.len()));
    if lines > MOST_LINES || of_makers.max().is_some_and(|most| most > MOST_STATES * MOST_STATES) {
        return wrong(&way, format!("at most {MOST_LINES} conditions are read"));
    }
    let with_options = entry.makers.iter().any(|maker| !maker.options.is_empty());
    let mut conflict = match (with_options, entry.states.is_empty()) {
        (true, true) => by_options(way, &entry)?,
        (false, false) => by_states(way, &entry)?,
        (true, false) => {
            let message = "a conflict has either options or states given one by one; drop one of the two";
            return wrong(&to(way, &[Step::Key("state")]), message.to_owned());
        }
        (false, true) => {
            let message = format!(
                "nobody can do anything in {:?}; give a maker option = [{{ id = \"…\" }}], or states one by one",
                entry.id
            );
            return wrong(&way, message);
        }
    };
    if conflict.is_too_dense() {
        let message =
            "there are too many moves between too many states; rule some out as impossible, or merge some";
        return wrong(&way, message.to_owned());
    }
    let reader = Preferences { terms: terms(&entry), conflict: &conflict, way };
    let mut ranks = Vec::new();
    for (at, maker) in entry.makers.iter().enumerate() {
        ranks.push(reader.rank(at, maker)?);
    }
    let now = match &entry.now {
        None => None,
        Some(now) => match reader.matching(now, &to(way, &[Step::Key("now")]))?.as_slice() {
            [state] => Some(*state),
            several => {
                let message = format!("{now:?} is {} states; say which one", several.len());
                return wrong(&to(way, &[Step::Key("now")]), message);
            }
        },
    };
    for (maker, rank) in conflict.makers.iter_mut().zip(ranks) {
        maker.rank = rank;
    }
    conflict.now = now;
    conflict.name = if entry.name.is_empty() { entry.id.clone() } else { entry.name };
    conflict.id = entry.id;
    Ok(conflict)
}

/// Options as terms that conditions can speak of.
fn terms(entry: &ConflictEntry) -> Vec<Term> {
    let options = entry.makers.iter().flat_map(|maker| &maker.options);
    options.map(|option| Term::yes_or_no(option.id.clone(), option.says.clone())).collect()
}

fn named(maker: &MakerEntry) -> String {
    if maker.name.is_empty() { maker.id.clone() } else { maker.name.clone() }
}

fn by_options(way: Way, entry: &ConflictEntry) -> Checked<Conflict> {
    let terms = terms(entry);
    for (at, maker) in entry.makers.iter().enumerate() {
        let here = to(way, &[Step::Key("maker"), Step::Item(at)]);
        if !maker.moves.is_empty() {
            let message =
                "with options, moves follow from them; drop moves, or write barred = [{ maker, from, to }]";
            return wrong(&[&here[..], &[Step::Key("moves")]].concat(), message.to_owned());
        }
        unique("option", &here, maker.options.iter().map(|option| option.id.as_str()))?;
    }
    for (at, term) in terms.iter().enumerate() {
        if terms[..at].iter().any(|other| other.id == term.id) {
            return wrong(&way, format!("the option {:?} is there twice; rename one", term.id));
        }
    }
    let names = Names::new(&terms);
    let read = |text: &str, more: &[Step<'static>]| -> Checked<Expression> {
        Ok(condition(text, &names, &to(way, more))?.meaning)
    };
    let mut form = OptionForm::default();
    for maker in &entry.makers {
        let once = |once: Option<OnceEntry>| match once {
            None => Once::Free,
            Some(OnceEntry::Taken) => Once::Taken,
            Some(OnceEntry::Dropped) => Once::Dropped,
        };
        let options =
            maker.options.iter().map(|option| (option.id.clone(), option.says.clone(), once(option.once)));
        form.makers.push(OptionMaker {
            id: maker.id.clone(),
            name: named(maker),
            options: options.collect(),
        });
    }
    for (at, text) in entry.impossible.iter().enumerate() {
        form.impossible.push(read(text, &[Step::Key("impossible"), Step::Item(at)])?);
    }
    for (at, merged) in entry.merged.iter().enumerate() {
        let when = read(&merged.when, &[Step::Key("merged"), Step::Item(at), Step::Key("when")])?;
        form.merged.push(Merged { when, says: merged.says.clone() });
    }
    for (at, barred) in entry.barred.iter().enumerate() {
        let here = [Step::Key("barred"), Step::Item(at)];
        let Some(maker) = entry.makers.iter().position(|maker| maker.id == barred.maker) else {
            let offer = nearest(&barred.maker, entry.makers.iter().map(|maker| maker.id.as_str()));
            let message = format!("there is no maker {:?}; name one of: {offer}", barred.maker);
            return wrong(&to(way, &here), message);
        };
        form.barred.push(BarredMove {
            maker,
            from: read(&barred.from, &[here[0], here[1], Step::Key("from")])?,
            to: read(&barred.to, &[here[0], here[1], Step::Key("to")])?,
        });
    }
    form.conflict().or_else(|too_many| wrong(&way, too_many.to_string()))
}

fn by_states(way: Way, entry: &ConflictEntry) -> Checked<Conflict> {
    for (key, used) in [
        ("impossible", !entry.impossible.is_empty()),
        ("merged", !entry.merged.is_empty()),
        ("barred", !entry.barred.is_empty()),
    ] {
        if used {
            let message =
                format!("{key} speaks of options, and this conflict has states given one by one; drop it");
            return wrong(&to(way, &[Step::Key(key)]), message);
        }
    }
    if entry.states.len() > MOST_STATES {
        return wrong(&to(way, &[Step::Key("state")]), format!("at most {MOST_STATES} states are read"));
    }
    unique("state", &way, entry.states.iter().map(|state| state.id.as_str()))?;
    let find = |id: &str, here: &[Step<'static>]| -> Checked<usize> {
        let found = entry.states.iter().position(|state| state.id == id);
        found.map_or_else(|| no_state(id, entry.states.iter().map(|state| state.id.as_str()), here), Ok)
    };
    let mut makers = Vec::new();
    for (at, maker) in entry.makers.iter().enumerate() {
        let mut moves = vec![Vec::new(); entry.states.len()];
        for (number, text) in maker.moves.iter().enumerate() {
            let here = to(way, &[Step::Key("maker"), Step::Item(at), Step::Key("moves"), Step::Item(number)]);
            let (both, pair) = match text.split_once("<->") {
                Some(pair) => (true, Some(pair)),
                None => (false, text.split_once("->")),
            };
            let Some((from, next)) = pair else {
                let message = format!("{text:?} is no move; write \"a -> b\", or \"a <-> b\" for both ways");
                return wrong(&here, message);
            };
            let (from, next) = (find(from.trim(), &here)?, find(next.trim(), &here)?);
            if from == next {
                return wrong(&here, format!("{text:?} leads nowhere; drop it"));
            }
            moves[from].push(next);
            if both {
                moves[next].push(from);
            }
        }
        for of in &mut moves {
            of.sort_unstable();
            of.dedup();
        }
        let rank = vec![0; entry.states.len()];
        makers.push(Maker { id: maker.id.clone(), name: named(maker), moves, rank });
    }
    let states = entry.states.iter().map(|state| State {
        name: state.id.clone(),
        taken: Vec::new(),
        in_words: if state.says.is_empty() { state.id.clone() } else { state.says.clone() },
    });
    Ok(Conflict { makers, states: states.collect(), ..Conflict::default() })
}

fn no_state<'n, T>(id: &str, states: impl Iterator<Item = &'n str>, way: &[Step<'static>]) -> Checked<T> {
    wrong(way, format!("there is no state {id:?}; name one of: {}", nearest(id, states)))
}

/// Reads what is said of states.
struct Preferences<'c> {
    /// Options; none where states were given one by one.
    terms: Vec<Term>,
    conflict: &'c Conflict,
    way: Way,
}

impl Preferences<'_> {
    fn rank(&self, at: usize, maker: &MakerEntry) -> Checked<Vec<usize>> {
        let here = to(self.way, &[Step::Key("maker"), Step::Item(at)]);
        match (maker.ranking.is_empty(), maker.prefers.is_empty()) {
            (false, true) => self.ranked(maker, &here),
            (true, false) => self.wished(maker, &here),
            _ => {
                let message = format!(
                    "what does {:?} prefer? give either ranking = [best, …, worst] or prefers = [most important wish, …]",
                    maker.id
                );
                wrong(&here, message)
            }
        }
    }

    fn ranked(&self, maker: &MakerEntry, here: &[Step<'static>]) -> Checked<Vec<usize>> {
        let mut rank = vec![None; self.conflict.states.len()];
        for (place, text) in maker.ranking.iter().enumerate() {
            let way = [here, &[Step::Key("ranking"), Step::Item(place)]].concat();
            let mut new = 0;
            for state in self.matching(text, &way)? {
                if rank[state].is_none() {
                    rank[state] = Some(place);
                    new += 1;
                }
            }
            if new == 0 {
                let message =
                    format!("{text:?} is no state, or one that is ranked above already; drop or change it");
                return wrong(&way, message);
            }
        }
        let Some(missing) = rank.iter().position(Option::is_none) else {
            return Ok(rank.into_iter().flatten().collect());
        };
        let state = &self.conflict.states[missing];
        let pattern: String =
            state.taken.iter().map(|taken| if *taken == Some(true) { 'Y' } else { 'N' }).collect();
        let shown = if pattern.is_empty() {
            format!("{:?}", state.name)
        } else {
            format!("{pattern} ({})", state.in_words)
        };
        let message = format!("the ranking of {:?} leaves out {shown}; every state needs a place", maker.id);
        wrong(&[here, &[Step::Key("ranking")]].concat(), message)
    }

    /// By wishes: a state is better that meets the first wish on which two states differ (Peng, Hipel and Kilgour:
    /// preference prioritisation).
    fn wished(&self, maker: &MakerEntry, here: &[Step<'static>]) -> Checked<Vec<usize>> {
        if self.terms.is_empty() {
            let message =
                "wishes speak of options, and this conflict has states given one by one; write ranking = […]";
            return wrong(&[here, &[Step::Key("prefers")]].concat(), message.to_owned());
        }
        if maker.prefers.len() > MOST_LINES {
            return wrong(here, format!("at most {MOST_LINES} wishes are read"));
        }
        let names = Names::new(&self.terms);
        let mut met: Vec<Vec<bool>> = vec![Vec::new(); self.conflict.states.len()];
        for (place, text) in maker.prefers.iter().enumerate() {
            let way = [here, &[Step::Key("prefers"), Step::Item(place)]].concat();
            let wish = condition(text, &names, &way)?.meaning;
            for (met, state) in met.iter_mut().zip(&self.conflict.states) {
                met.push(wish.holds(&package(state)));
            }
        }
        let mut places: Vec<&Vec<bool>> = met.iter().collect();
        places.sort_by(|one, other| other.cmp(one));
        places.dedup();
        Ok(met.iter().map(|met| places.iter().position(|place| *place == met).unwrap_or_default()).collect())
    }

    /// The states that an id, several equally good ids, a pattern or a condition stands for.
    fn matching(&self, text: &str, way: &[Step<'static>]) -> Checked<Vec<usize>> {
        let states = &self.conflict.states;
        let all = 0..states.len();
        if self.terms.is_empty() {
            let find = |id: &str| {
                let found = states.iter().position(|state| state.name == id);
                found.map_or_else(|| no_state(id, states.iter().map(|state| state.name.as_str()), way), Ok)
            };
            return text.split('=').map(|id| find(id.trim())).collect();
        }
        let text = text.trim();
        let names = Names::new(&self.terms);
        let letters = text.chars().count();
        let is_pattern = !text.is_empty() && text.chars().all(|letter| matches!(letter, 'Y' | 'N' | '-'));
        if is_pattern && letters != self.terms.len() && self.terms.iter().all(|term| term.id != text) {
            let message = format!(
                "the pattern {text:?} has {letters} letters, and the options are {}: one letter for each",
                self.terms.len()
            );
            return wrong(way, message);
        }
        if is_pattern && letters == self.terms.len() {
            let alike = |state: &State| {
                state.taken.iter().zip(text.chars()).all(|(taken, letter)| match letter {
                    'Y' => *taken != Some(false),
                    'N' => *taken != Some(true),
                    _ => true,
                })
            };
            return Ok(all.filter(|state| alike(&states[*state])).collect());
        }
        let meaning = condition(text, &names, way)?.meaning;
        Ok(all.filter(|state| meaning.holds(&package(&states[*state]))).collect())
    }
}

/// A state as conditions see it. In merged states, options of which it makes no difference count as left.
fn package(state: &State) -> Package {
    Package(state.taken.iter().map(|taken| usize::from(*taken != Some(true))).collect())
}
