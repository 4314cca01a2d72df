//! Which statements of two documents are one utterance.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use standpoint_terms::{Alteration, Echo, Moment, Utterance, Wording};

use crate::align;
use crate::alter::{self, Side};
use crate::clusters::Clusters;
use crate::forms::{Class, Forms};
use crate::tale::{Tale, Unit};
use crate::voice::Likeness;

/// A unit of a tale: places in the list of tales and in the tale's units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct At {
    pub(crate) tale: usize,
    pub(crate) unit: usize,
}

/// Two units that are one utterance.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Match {
    pub(crate) one: At,
    pub(crate) other: At,
    /// Whether they share runs of words, not only what is told.
    pub(crate) verbatim: bool,
    /// Whether both quote.
    pub(crate) quotes: bool,
}

/// A key stands in so many units at most, the latest; the others are found by their other words. It bounds the cost
/// of one more document.
const LONGEST_LIST: usize = 96;

/// So many candidates of a unit are compared with it.
const MOST_CANDIDATES: usize = 32;

/// Words that tell less are no keys.
const CONTENT: f32 = 6.0;

/// A single word is a key if it tells so much.
const RARE: f32 = 8.2;

/// All pairs of units that are one utterance.
pub(crate) fn matches(tales: &[Tale], forms: &Forms) -> Vec<Match> {
    let mut lists: HashMap<[u32; 2], Vec<At>> = HashMap::new();
    let mut found = Vec::new();
    for (tale_at, tale) in tales.iter().enumerate() {
        let mut kept: Vec<([u32; 2], At)> = Vec::new();
        for (unit_at, unit) in tale.units.iter().enumerate() {
            let at = At { tale: tale_at, unit: unit_at };
            let keys = keys(tale, unit, forms);
            let mut candidates: BTreeMap<At, f32> = BTreeMap::new();
            for (key, weight) in &keys {
                for candidate in lists.get(key).into_iter().flatten() {
                    *candidates.entry(*candidate).or_default() += weight;
                }
            }
            let mut candidates: Vec<(At, f32)> =
                candidates.into_iter().filter(|(_, weight)| *weight >= 12.0).collect();
            candidates.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
            candidates.truncate(MOST_CANDIDATES);
            for (candidate, _) in candidates {
                let known = [&tales[candidate.tale], tale];
                found.extend(judged(known, [candidate, at], forms));
            }
            kept.extend(keys.into_iter().map(|(key, _)| (key, at)));
        }
        for (key, at) in kept {
            let list = lists.entry(key).or_default();
            if list.len() == LONGEST_LIST {
                list.remove(0);
            }
            list.push(at);
        }
    }
    found
}

/// Whether two documents have one origin, in which case less is asked of statements in other words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kin {
    OneOrigin,
    Strangers,
}

/// Units of a document beyond this are not compared with its kin's: the time grows with the square.
const MOST_UNITS: usize = 300;

/// Statements that two documents of one origin tell in other words, besides what [`matches`] found.
pub(crate) fn among_kin(tales: &[Tale], forms: &Forms, kin: &[usize; 2], found: &[Match]) -> Vec<Match> {
    let [one, other] = *kin;
    let known: BTreeSet<[usize; 2]> = found
        .iter()
        .filter(|found| [found.one.tale, found.other.tale] == *kin)
        .map(|found| [found.one.unit, found.other.unit])
        .collect();
    let mut all = Vec::new();
    for (i, first) in tales[one].units.iter().enumerate().take(MOST_UNITS) {
        for (j, second) in tales[other].units.iter().enumerate().take(MOST_UNITS) {
            let (tales, units) = ([&tales[one], &tales[other]], [first, second]);
            let likeness = alter::likeness(forms, tales, units);
            let apart = days_apart(tales, units);
            if !known.contains(&[i, j]) && retold(tales, units, forms, Kin::OneOrigin, likeness, apart) {
                let (one, other) = (At { tale: one, unit: i }, At { tale: other, unit: j });
                all.push(Match { one, other, verbatim: false, quotes: false });
            }
        }
    }
    all
}

/// What a unit can be found by: its rare words, and each two neighbours among its telling words.
fn keys(tale: &Tale, unit: &Unit, forms: &Forms) -> Vec<([u32; 2], f32)> {
    let telling: Vec<(u32, f32)> = unit
        .tokens
        .iter()
        .map(|number| tale.tokens[*number].form)
        .filter(|form| !matches!(forms.get(*form).class, Class::Auxiliary | Class::Noise))
        .map(|form| (forms.get(form).lemma, forms.surprise(form)))
        .filter(|(_, surprise)| *surprise >= CONTENT)
        .collect();
    let mut keys: Vec<([u32; 2], f32)> = telling
        .iter()
        .filter(|(_, surprise)| *surprise >= RARE)
        .map(|(lemma, surprise)| ([*lemma, u32::MAX], *surprise))
        .chain(telling.windows(2).map(|pair| ([pair[0].0, pair[1].0], pair[0].1 + pair[1].1)))
        .collect();
    keys.sort_by_key(|(key, _)| *key);
    keys.dedup_by_key(|(key, _)| *key);
    keys
}

/// Whether two units are one utterance.
fn judged(tales: [&Tale; 2], at: [At; 2], forms: &Forms) -> Option<Match> {
    let units = [&tales[0].units[at[0].unit], &tales[1].units[at[1].unit]];
    let words: [Vec<u32>; 2] = [0, 1].map(|side: usize| {
        units[side].tokens.iter().map(|number| tales[side].tokens[*number].form).collect()
    });
    let shared = align::shared(forms, &words[0], &words[1]);
    let mut covered: [f32; 2] = [0.0; 2];
    for side in [0, 1] {
        // Where there are quotation marks, what stands in them must be found again.
        let quoted = units[side].quoted > 0;
        let counts = |place: usize| !quoted || tales[side].tokens[units[side].tokens[place]].quotation > 0;
        let worth = |place: usize| forms.surprise(words[side][place]);
        let all: f32 = (0..words[side].len()).filter(|place| counts(*place)).map(worth).sum();
        let found: f32 =
            shared.pairs.iter().map(|pair| pair[side]).filter(|place| counts(*place)).map(worth).sum();
        covered[side] = if all > 0.0 { found / all } else { 0.0 };
    }
    let likeness = alter::likeness(forms, tales, units);
    let apart = days_apart(tales, units);
    let cover = covered[0].max(covered[1]);
    let score = shared.score;
    let quoted = units.iter().filter(|unit| unit.quoted > 0).count();
    let (least, least_cover): (f32, f32) = match quoted {
        2 => (17.0, 0.5),
        1 => (22.0, 0.5),
        _ => (30.0, 0.6),
    };
    let (least, least_cover) = match likeness {
        Likeness::Same => (least, least_cover),
        Likeness::Possible | Likeness::Unnamed => (least + 3.0, least_cover + 0.1),
        Likeness::Different => (least.max(28.0), 0.75),
    };
    // What somebody says on another day is another utterance, unless the words are too many for chance.
    let (least, least_cover) = match apart {
        None | Some(0..=3) => (least, least_cover),
        Some(4..=14) => (least + 8.0, f32::max(least_cover, 0.6)),
        Some(_) => (least + 16.0, f32::max(least_cover, 0.75)),
    };
    let verbatim = score >= least && cover >= least_cover;
    if verbatim {
        return Some(Match { one: at[0], other: at[1], verbatim, quotes: quoted == 2 });
    }
    let retold = retold(tales, units, forms, Kin::Strangers, likeness, apart);
    retold.then_some(Match { one: at[0], other: at[1], verbatim: false, quotes: false })
}

/// Whether two units of one speaker tell the same in other words.
fn retold(
    tales: [&Tale; 2],
    units: [&Unit; 2],
    forms: &Forms,
    kin: Kin,
    likeness: Likeness,
    apart: Option<i32>,
) -> bool {
    // Two quotations that share no run of words are two utterances.
    let one_retells = units.iter().any(|unit| unit.quoted * 2 < unit.tokens.len());
    let speakers = likeness == Likeness::Same || kin == Kin::OneOrigin && likeness == Likeness::Possible;
    if !one_retells || !speakers || apart.is_some_and(|days| days > 2) {
        return false;
    }
    let bag = |side: usize| -> BTreeMap<u32, f32> {
        let tokens = units[side].tokens.iter().map(|number| tales[side].tokens[*number].form);
        tokens
            .filter(|form| forms.surprise(*form) >= CONTENT && forms.get(*form).class != Class::Auxiliary)
            .map(|form| (forms.get(form).lemma, forms.surprise(form)))
            .collect()
    };
    let (one, other) = (bag(0), bag(1));
    let shared: Vec<f32> =
        one.iter().filter(|(lemma, _)| other.contains_key(lemma)).map(|(_, worth)| *worth).collect();
    let tells: f32 = shared.iter().sum();
    let all = |bag: &BTreeMap<u32, f32>| bag.values().sum::<f32>();
    let cover = tells / all(&one).min(all(&other)).max(1.0);
    let (least, least_cover) = match kin {
        Kin::OneOrigin => (18.0, 0.4),
        Kin::Strangers => (26.0, 0.5),
    };
    shared.len() >= 3 && tells >= least && cover >= least_cover
}

/// Days between two utterances: by the words of the texts where both tell, or else by publication.
fn days_apart(tales: [&Tale; 2], units: [&Unit; 2]) -> Option<i32> {
    if let (Some(one), Some(other)) = (units[0].said, units[1].said) {
        let gap = |from: Moment, to: Moment| (from.date() - to.date()).get_days();
        return Some(gap(other.0, one.1).max(gap(one.0, other.1)).max(0));
    }
    tales[0].days_apart(tales[1])
}

/// Utterances that stand in several documents, in the order of their first wording.
pub(crate) fn utterances(tales: &[Tale], forms: &Forms, matches: &[Match]) -> Vec<Utterance> {
    let mut first = Vec::with_capacity(tales.len());
    let mut units = 0;
    for tale in tales {
        first.push(units);
        units += tale.units.len();
    }
    let number = |at: At| first[at.tale] + at.unit;
    let mut clusters = Clusters::new(units);
    for found in matches {
        clusters.join(number(found.one), number(found.other));
    }
    let place = |number: usize| {
        let tale = first.partition_point(|first| *first <= number) - 1;
        At { tale, unit: number - first[tale] }
    };
    let mut all = Vec::new();
    for set in clusters.sets() {
        let mut by_tale: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in set.into_iter().map(place) {
            by_tale.entry(at.tale).or_default().push(at.unit);
        }
        if by_tale.len() > 1 {
            all.push(utterance(tales, forms, &by_tale));
        }
    }
    all
}

fn utterance(tales: &[Tale], forms: &Forms, by_tale: &BTreeMap<usize, Vec<usize>>) -> Utterance {
    // Tales are in order of publication, so the wordings are too.
    let sides: Vec<(usize, &Vec<usize>, Side<'_>)> =
        by_tale.iter().map(|(tale, units)| (*tale, units, Side::new(&tales[*tale], units, forms))).collect();
    let witness = witness(tales, &sides);
    let wordings: Vec<Wording> =
        sides.iter().map(|(tale, units, side)| wording(&tales[*tale], units, side)).collect();
    let mut echoes = Vec::new();
    for at in 0..sides.len() {
        if at == witness {
            continue;
        }
        let one = nearest(forms, &sides, witness, at);
        let comparison = alter::compare(forms, &sides[one].2, &sides[at].2);
        let voice = |at: usize| {
            let (tale, units, _) = &sides[at];
            let units = units.iter().map(|unit| &tales[*tale].units[*unit]);
            units
                .max_by_key(|unit| (unit.voice.name.is_some(), unit.tokens.len()))
                .expect("a wording has a unit")
        };
        let mut alterations = comparison.alterations;
        let tales = [one, at].map(|side| sides[side].2.tale);
        alterations.extend(alter::speaker(forms, tales, [voice(one), voice(at)]));
        alterations.sort_unstable();
        alterations.dedup();
        let inside = comparison.inside || alterations.contains(&Alteration::SpeakerChanged);
        echoes.push(Echo { one, other: at, alterations, inside, comparison: comparison.compared });
    }
    let first = &wordings[witness];
    let id = format!(
        "{}-{}",
        &first.document.as_str()[..first.document.as_str().len().min(12)],
        first
            .statements
            .first()
            .map_or_else(|| format!("q{}", first.spans[0].start), |at| (at + 1).to_string())
    );
    Utterance { id, wordings, witness, echoes }
}

/// The earliest, by the day; of these the one that quotes most, of these the first.
fn witness(tales: &[Tale], sides: &[(usize, &Vec<usize>, Side<'_>)]) -> usize {
    let quoted = |units: &[usize], tale: usize| {
        units.iter().map(|unit| tales[tale].units[*unit].quoted).sum::<usize>()
    };
    let key = |at: usize| {
        let (tale, units, side) = &sides[at];
        let quoted = quoted(units, *tale);
        let day = tales[*tale].published.map(Moment::date);
        // Who only retells is no witness of the words while somebody quotes.
        (quoted == 0, day.is_none(), day, std::cmp::Reverse(quoted), std::cmp::Reverse(side.tokens.len()), at)
    };
    (0..sides.len()).min_by_key(|at| key(*at)).expect("an utterance has wordings")
}

/// The witness, or where it shares too little with this wording the one before it that shares most.
fn nearest(forms: &Forms, sides: &[(usize, &Vec<usize>, Side<'_>)], witness: usize, at: usize) -> usize {
    const ENOUGH: f32 = 12.0;
    const MOST_TRIED: usize = 16;
    let words = |at: usize| -> Vec<u32> {
        let side = &sides[at].2;
        side.tokens.iter().map(|number| side.tale.tokens[*number].form).collect()
    };
    let mine = words(at);
    let score = |other: usize| align::shared(forms, &words(other), &mine).score;
    if score(witness) >= ENOUGH {
        return witness;
    }
    let others = (0..sides.len()).filter(|other| *other != at && *other != witness).take(MOST_TRIED);
    let best =
        others.map(|other| (score(other), other)).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    best.filter(|(score, _)| *score >= ENOUGH).map_or(witness, |(_, other)| other)
}

fn wording(tale: &Tale, units: &[usize], side: &Side<'_>) -> Wording {
    let mut statements: Vec<usize> = units.iter().filter_map(|unit| tale.units[*unit].statement).collect();
    statements.sort_unstable();
    let speaker = units.iter().find_map(|unit| tale.units[*unit].voice.name.clone());
    Wording {
        document: tale.id.clone(),
        statements,
        spans: tale.spans(&side.tokens),
        quoted: units.iter().any(|unit| tale.units[*unit].quoted > 0),
        speaker,
        published: tale.published,
    }
}
