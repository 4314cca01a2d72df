//! Whether two documents come from one source, and what speaks for it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use standpoint_terms::{Compared, Kinship, Nearness, Relation, Span, Tie, TieKind};

use crate::alter::{self, Side};
use crate::echoes::Match;
use crate::forms::{Class, Forms};
use crate::landmarks;
use crate::near::{self, Comparable};
use crate::points::{self, Points};
use crate::tale::Tale;
use crate::voice::Likeness;

/// From this score on two documents are taken for one origin.
pub const ONE_ORIGIN: f32 = 0.5;

/// A rare word stands in so many documents at most to lead from one to another.
const LONGEST_LIST: usize = 48;
/// What two documents must share to be compared, in nats, and of the rare words of the one that has fewer.
const SHARED: f32 = 80.0;
const SHARE: f32 = 0.12;
/// So many candidates of a document are compared with it.
const MOST_CANDIDATES: usize = 24;
/// Documents further apart, in days, do not rewrite one source, unless their words are nearly the same.
const MOST_DAYS: i32 = 10;

/// What comparing documents needs, once for each.
pub(crate) struct Profile {
    points: Points,
    words: Comparable,
    rare: Vec<Rare>,
}

/// A rare word that stands once or twice in a document, outside quotation marks.
struct Rare {
    lemma: u32,
    form: u32,
    /// Where it stands first.
    first: Span,
}

impl Profile {
    pub(crate) fn of(tale: &Tale, forms: &Forms) -> Profile {
        Profile {
            points: Points::of(tale, forms),
            words: Comparable::of(&tale.shingles),
            rare: rare(tale, forms),
        }
    }
}

/// Pairs of documents that are worth comparing: those of nearly the same words (`near`), and those that share enough
/// rare words or an utterance.
pub(crate) fn candidates(
    tales: &[Tale],
    forms: &Forms,
    matches: &[Match],
    near: &[[usize; 2]],
) -> BTreeSet<[usize; 2]> {
    let mut pairs: BTreeSet<[usize; 2]> =
        matches.iter().map(|found| [found.one.tale, found.other.tale]).chain(near.iter().copied()).collect();
    let mut lists: HashMap<u32, Vec<usize>> = HashMap::new();
    let mut totals: Vec<f32> = Vec::with_capacity(tales.len());
    for (at, tale) in tales.iter().enumerate() {
        let words: BTreeMap<u32, f32> = tale
            .tokens
            .iter()
            .map(|token| (forms.get(token.form).lemma, forms.surprise(token.form)))
            .filter(|(_, surprise)| *surprise >= 7.5)
            .collect();
        let mut scores: BTreeMap<usize, f32> = BTreeMap::new();
        for (lemma, worth) in &words {
            for other in lists.get(lemma).into_iter().flatten() {
                *scores.entry(*other).or_default() += worth;
            }
        }
        totals.push(words.values().sum());
        let enough = |other: usize| SHARED.max(SHARE * totals[other].min(totals[at]));
        let mut best: Vec<(usize, f32)> =
            scores.into_iter().filter(|(other, score)| *score >= enough(*other)).collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
        pairs.extend(best.into_iter().take(MOST_CANDIDATES).map(|(other, _)| [other, at]));
        for lemma in words.into_keys() {
            let list = lists.entry(lemma).or_default();
            if list.len() == LONGEST_LIST {
                list.remove(0);
            }
            list.push(at);
        }
    }
    pairs
}

/// What ties two documents together.
pub(crate) fn kinship(
    tales: [&Tale; 2],
    profiles: [&Profile; 2],
    forms: &Forms,
    matches: &[&Match],
) -> Kinship {
    let nearness = near::compare(&profiles[0].words, &profiles[1].words);
    let near = near::relation_at(&tales[0].place, &tales[1].place, &nearness);
    let far = tales[0].days_apart(tales[1]).is_some_and(|days| days > MOST_DAYS);
    if far && near.is_none() {
        let (one, other) = (tales[0].id.clone(), tales[1].id.clone());
        return Kinship {
            one,
            other,
            relation: Relation::Rewrite,
            score: 0.0,
            ties: Vec::new(),
            passages: Vec::new(),
        };
    }
    let wording = wording(tales, forms, nearness);
    // One run can be a paper's own note below its texts: what stands in it counts once.
    let set = match &wording {
        Some(wording) if wording.places.len() == 1 => wording.places[0],
        _ => [Span::default(); 2],
    };
    let mut ties: Vec<Tie> = [
        wording,
        order(tales, profiles, set),
        quotations(tales, matches),
        expert(tales),
        speakers(tales),
        details(profiles, forms, set),
        landmarks::translated(tales, forms),
    ]
    .into_iter()
    .flatten()
    .collect();
    ties.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.kind.cmp(&b.kind)));
    let relation = near.unwrap_or(Relation::Rewrite);
    let weight: f32 = ties.iter().map(|tie| tie.weight).sum();
    let score = match relation {
        Relation::Rewrite => weight / (weight + 1.0),
        _ => nearness.containment().max(weight / (weight + 1.0)),
    };
    Kinship {
        one: tales[0].id.clone(),
        other: tales[1].id.clone(),
        relation,
        score,
        ties,
        passages: Vec::new(),
    }
}

/// The sentences that make the same point, side by side.
pub(crate) fn passages(tales: [&Tale; 2], profiles: [&Profile; 2], forms: &Forms) -> Vec<Vec<Compared>> {
    let order = points::order(&profiles[0].points, &profiles[1].points, &|_| false);
    let side = |at: usize, sentence: usize| Side::of_words(tales[at], tales[at].sentences[sentence].clone());
    let compare = |[one, other]: [usize; 2]| alter::side_by_side(forms, &side(0, one), &side(1, other));
    order.in_order.iter().map(|agreement| compare(agreement.sentences)).collect()
}

fn plural(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// Runs of the same words that no speaker explains.
fn wording(tales: [&Tale; 2], forms: &Forms, nearness: Nearness) -> Option<Tie> {
    const RUN: usize = 6;
    const TELLS: f32 = 32.0;
    let free = |tale: &Tale, at: usize| {
        tale.tokens[at..at + RUN].iter().all(|token| token.quotation == 0 && !token.set)
    };
    let key = |tale: &Tale, at: usize| -> [u32; RUN] { std::array::from_fn(|i| tale.tokens[at + i].form) };
    let starts = |tale: &Tale| 0..(tale.tokens.len() + 1).saturating_sub(RUN);
    let mut at: HashMap<[u32; RUN], usize> = HashMap::new();
    for start in starts(tales[0]).filter(|start| free(tales[0], *start)) {
        at.entry(key(tales[0], start)).or_insert(start);
    }
    let (mut places, mut words) = (Vec::new(), 0);
    let mut next = 0;
    for start in starts(tales[1]) {
        if start < next || !free(tales[1], start) {
            continue;
        }
        let Some(from) = at.get(&key(tales[1], start)).copied() else { continue };
        let pairs = tales[0].tokens[from..].iter().zip(&tales[1].tokens[start..]);
        let run = pairs
            .take_while(|(a, b)| a.form == b.form && a.quotation == 0 && b.quotation == 0 && !a.set)
            .count();
        next = start + run;
        let surprise: f32 = tales[1].tokens[start..next].iter().map(|token| forms.surprise(token.form)).sum();
        if surprise < TELLS {
            continue;
        }
        words += run;
        let span =
            |tale: &Tale, start: usize| tale.tokens[start].span().join(tale.tokens[start + run - 1].span());
        places.push([span(tales[0], from), span(tales[1], start)]);
    }
    // One run can be a set phrase or a paper's own note.
    let told: f32 = tales.map(|tale| tale.tokens.len()).into_iter().min().unwrap_or(1).max(1) as f32;
    let most = if places.len() == 1 { 0.2 } else { 1.5 };
    let weight = (6.0 * words as f32 / told).min(most);
    (!places.is_empty() || near::is_near(&nearness)).then(|| Tie {
        kind: TieKind::Wording,
        words: format!(
            "{words} words in {} stand in both outside quotation marks ({:.0} % of the shorter text's phrases)",
            plural(places.len(), "run", "runs"),
            100.0 * nearness.containment()
        ),
        weight,
        places,
    })
}

/// The same points in the same order.
fn order(tales: [&Tale; 2], profiles: [&Profile; 2], set: [Span; 2]) -> Option<Tie> {
    let order = points::order(&profiles[0].points, &profiles[1].points, &|sentences| {
        [0, 1].into_iter().any(|side: usize| set[side].contains(sentence(tales[side], sentences[side])))
    });
    let count = order.in_order.len();
    // Any two reports on one subject agree a little.
    let weight = 6.0 * (order.share * order.agreement - 0.03).clamp(0.0, 0.3) * (count as f32 / 8.0).min(1.5);
    (count >= 4 && weight > 0.0).then(|| Tie {
        kind: TieKind::Order,
        words: format!(
            "{} in the same order, {:.0} % of what the shorter text tells; order agreement {:.0} %",
            plural(count, "point", "points"),
            100.0 * order.share,
            100.0 * order.agreement
        ),
        weight,
        places: order
            .in_order
            .iter()
            .map(|agreement| [0, 1].map(|side: usize| sentence(tales[side], agreement.sentences[side])))
            .collect(),
    })
}

fn sentence(tale: &Tale, at: usize) -> Span {
    let range = &tale.sentences[at];
    tale.tokens[range.start].span().join(tale.tokens[range.end - 1].span())
}

/// The same quotations, most of those of the document that has fewer.
fn quotations(tales: [&Tale; 2], matches: &[&Match]) -> Option<Tie> {
    let quotes = |tale: &Tale| tale.units.iter().filter(|unit| unit.quoted > 0).count();
    let fewer = quotes(tales[0]).min(quotes(tales[1]));
    let mut pairs: Vec<[usize; 2]> = matches
        .iter()
        .filter(|found| found.verbatim)
        .map(|found| [found.one.unit, found.other.unit])
        .filter(|pair| tales[0].units[pair[0]].quoted > 0 && tales[1].units[pair[1]].quoted > 0)
        .collect();
    pairs.sort_unstable();
    pairs.dedup_by_key(|pair| pair[0]);
    let count = pairs.len();
    if count == 0 {
        return None;
    }
    let ordered = longest_increasing(pairs.iter().map(|pair| pair[1]));
    let share = (count as f32 / fewer.max(1) as f32).min(1.0);
    let said_by: BTreeSet<&str> =
        pairs.iter().filter_map(|pair| tales[0].units[pair[0]].voice.surname()).collect();
    // What one person said at one place anybody can have heard.
    let most = 0.3 * (said_by.len().max(1) as f32);
    let span = |side: usize, unit: usize| {
        let tale = tales[side];
        tale.spans(&tale.units[unit].tokens).into_iter().reduce(Span::join)
    };
    Some(Tie {
        kind: TieKind::Quotations,
        words: format!(
            "{count} of {} by {} shared, {ordered} in the same order",
            plural(fewer, "quotation", "quotations"),
            plural(said_by.len().max(1), "speaker", "speakers")
        ),
        weight: (share * count as f32 / 5.0).min(most).min(1.2),
        places: pairs.iter().filter_map(|pair| Some([span(0, pair[0])?, span(1, pair[1])?])).collect(),
    })
}

/// How many of these go up, at most.
fn longest_increasing(numbers: impl Iterator<Item = usize>) -> usize {
    let mut ends: Vec<usize> = Vec::new();
    for number in numbers {
        let at = ends.partition_point(|end| *end < number);
        if at == ends.len() {
            ends.push(number);
        } else {
            ends[at] = number;
        }
    }
    ends.len()
}

/// Somebody quoted in both who knows the subject and speaks for no side.
fn expert(tales: [&Tale; 2]) -> Option<Tie> {
    let mut names = BTreeSet::new();
    let mut places = Vec::new();
    for one in tales[0].units.iter().filter(|unit| unit.voice.is_person()) {
        for other in tales[1].units.iter().filter(|unit| unit.voice.is_person()) {
            let same = one.voice.likeness(&other.voice) == Likeness::Same;
            if same
                && (one.expert || other.expert)
                && let Some(name) = &one.voice.name
                && names.insert(name.clone())
            {
                let first = |tale: &Tale, unit: &crate::tale::Unit| tale.tokens[unit.tokens[0]].span();
                places.push([first(tales[0], one), first(tales[1], other)]);
            }
        }
    }
    let listed: Vec<&str> = names.iter().map(String::as_str).collect();
    (!names.is_empty()).then(|| Tie {
        kind: TieKind::Expert,
        words: format!(
            "the same {}: {}",
            if names.len() == 1 { "expert" } else { "experts" },
            listed.join(", ")
        ),
        weight: 0.35 * (names.len() as f32).sqrt(),
        places,
    })
}

/// The people who speak, in order of their first words.
fn speakers(tales: [&Tale; 2]) -> Option<Tie> {
    let order = |tale: &Tale| {
        let mut names: Vec<String> = Vec::new();
        for unit in &tale.units {
            if let Some(name) = unit.voice.surname()
                && !names.iter().any(|known| known == name)
            {
                names.push(name.to_owned());
            }
        }
        names
    };
    let (one, other) = (order(tales[0]), order(tales[1]));
    let shared = other.iter().filter_map(|name| one.iter().position(|known| known == name));
    let count = longest_increasing(shared);
    let fewer = one.len().min(other.len());
    (count >= 3).then(|| Tie {
        kind: TieKind::Speakers,
        words: format!("{count} of {fewer} people speak in the same order"),
        weight: 0.1 * (count - 2) as f32 * count as f32 / fewer as f32,
        places: Vec::new(),
    })
}

/// The rare words of a document.
fn rare(tale: &Tale, forms: &Forms) -> Vec<Rare> {
    let mut uses: BTreeMap<u32, (usize, Rare)> = BTreeMap::new();
    for token in &tale.tokens {
        let form = forms.get(token.form);
        let least = if form.class == Class::Number { 8.0 } else { 9.2 };
        if token.quotation == 0 && !token.set && forms.surprise(token.form) >= least {
            let rare = || Rare { lemma: form.lemma, form: token.form, first: token.span() };
            uses.entry(form.lemma).or_insert_with(|| (0, rare())).0 += 1;
        }
    }
    uses.into_values().filter(|(uses, _)| *uses <= 2).map(|(_, rare)| rare).collect()
}

/// Rare words outside quotation marks that stand once or twice in each.
fn details(profiles: [&Profile; 2], forms: &Forms, set: [Span; 2]) -> Option<Tie> {
    let rare = |side: usize| -> BTreeMap<u32, u32> {
        let free = |rare: &&Rare| !set[side].contains(rare.first);
        profiles[side].rare.iter().filter(free).map(|rare| (rare.lemma, rare.form)).collect()
    };
    let (one, other) = (rare(0), rare(1));
    let shared: Vec<u32> =
        one.iter().filter(|(lemma, _)| other.contains_key(lemma)).map(|(_, form)| *form).collect();
    let fewer = one.len().min(other.len());
    let share = shared.len() as f32 / fewer.max(1) as f32;
    let mut named: Vec<(bool, &str)> = shared
        .iter()
        .map(|form| {
            (
                !forms.is_name(*form) && forms.get(*form).class != Class::Number,
                forms.get(*form).text.trim_start_matches('#'),
            )
        })
        .collect();
    named.sort_unstable();
    let named: Vec<&str> = named.into_iter().map(|(_, word)| word).collect();
    (shared.len() >= 3).then(|| Tie {
        kind: TieKind::Details,
        words: format!(
            "{} of {fewer} rare names, numbers and words: {}{}",
            shared.len(),
            named[..named.len().min(8)].join(", "),
            if named.len() > 8 { ", …" } else { "" }
        ),
        weight: share * (shared.len() as f32 / 12.0).min(1.0),
        places: Vec::new(),
    })
}
