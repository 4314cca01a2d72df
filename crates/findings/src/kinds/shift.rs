//! A party that stands elsewhere than before.
//!
//! **What it is.** A party's own words, by somebody with a name, take one side of a proposition and on a later day
//! another: against it and then for it, against it and then under a condition, and so on. A condition put to what
//! was supported counts only where it is given as a concession; else it is the same support in more words. Also where
//! a text says it outright: "I have changed my mind", "dropped her demand".
//!
//! **Why it matters.** Movement is what a negotiation is about, and sides seldom announce their own.
//!
//! **Example.** In March: "Velmark's gas is Velmark's." In April: "If the cutters leave, we can share the income."
//!
//! **What it is not.** Not two voices at one time (a contradiction), and not what others say that a party did (a
//! second-hand claim). Without dates nothing is known to come first: then only what a text tells counts.

use std::collections::{BTreeMap, HashSet};

use standpoint_terms::{
    Act, Finding, FindingDetail, FindingKind, Hand, Moment, SideRole, Span, Stance, StatedPosition, TimeOrder,
};

use super::contradiction;
use crate::evidence::{About, Told, finding, order, side, spread};
use crate::lexicon;
use crate::stand::{Matter, Place, Stand, View, any_told};
use crate::when::distance;
use crate::words::{Phrases, words};

/// A statement that says outright that something changed leans on a position told at most so many statements before.
const REACH: usize = 3;
/// One on what was named shortly before it, at most so many.
const FAR: usize = 8;
/// Shortly before: in the same line of text, so many bytes.
const BEFORE: usize = 200;

pub(super) fn find(view: &View<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut shifted = HashSet::new();
    for (matter, stands) in &view.stands {
        let own: Vec<Stand<'_>> = stands
            .iter()
            .copied()
            .filter(|stand| stand.own() && stand.witness && stand.named() && stand.place.day.is_some())
            .collect();
        if let Some(found) = change(&own).and_then(|change| told(view, *matter, &own, change)) {
            shifted.insert(*matter);
            findings.push(found);
        }
    }
    findings.extend(said_outright(view, &shifted));
    findings
}

/// What was said at one time: one or more stands of one stance.
struct Episode<'a> {
    stance: Stance,
    stands: Vec<Stand<'a>>,
}

/// Where one run of episodes ends and the next begins: an index into the stands' episodes.
struct Change<'a> {
    before: Vec<Stand<'a>>,
    after: Vec<Stand<'a>>,
    from: Stance,
    to: Stance,
}

/// The greatest change; of equals the latest.
fn change<'a>(own: &[Stand<'a>]) -> Option<Change<'a>> {
    let mut episodes = episodes(own);
    // A condition put to what was supported, and no concession, is the same support: what follows is no return to it.
    let mut at = 1;
    while at < episodes.len() {
        let (before, after) = (&episodes[at - 1], &episodes[at]);
        let bound = (before.stance, after.stance) == (Stance::Support, Stance::Conditional);
        let back = episodes.get(at + 1).is_some_and(|next| next.stance == Stance::Support);
        if bound && back && !allowed(before, after) {
            episodes.remove(at);
        } else {
            at += 1;
        }
    }
    let changes = (1..episodes.len()).filter(|at| allowed(&episodes[at - 1], &episodes[*at]));
    let at = changes.max_by_key(|at| (rank(episodes[*at].stance) - rank(episodes[at - 1].stance)).abs())?;
    let (from, to) = (episodes[at - 1].stance, episodes[at].stance);
    let of = |episodes: &[Episode<'a>], stance| {
        let same = episodes.iter().filter(move |episode| episode.stance == stance);
        same.flat_map(|episode| episode.stands.iter().copied()).collect::<Vec<_>>()
    };
    Some(Change { before: of(&episodes[..at], from), after: of(&episodes[at..], to), from, to })
}

fn rank(stance: Stance) -> i32 {
    match stance {
        Stance::Oppose => -1,
        Stance::Conditional => 0,
        Stance::Support => 1,
    }
}

fn moves(stand: &Stand<'_>) -> bool {
    matches!(stand.place.act(), Some(Act::Concede | Act::Accept))
}

fn allowed(before: &Episode<'_>, after: &Episode<'_>) -> bool {
    match (before.stance, after.stance) {
        (from, to) if from == to => false,
        _ if two_voices(before, after) => false,
        (Stance::Support, Stance::Conditional) => {
            after.stands.iter().any(|stand| stand.place.act() == Some(Act::Concede))
        }
        _ => true,
    }
}

/// Whether it is rather somebody else of the side who speaks otherwise within a few days: a contradiction.
fn two_voices(before: &Episode<'_>, after: &Episode<'_>) -> bool {
    let days = before.stands.last().and_then(|stand| stand.place.day).zip(after.stands[0].place.day);
    let at_once = days.is_some_and(|(before, after)| distance(after, before) <= contradiction::DAYS);
    let same =
        |stand: &Stand<'_>| before.stands.iter().any(|other| other.place.speaker() == stand.place.speaker());
    at_once && !after.stands.iter().any(|stand| moves(stand) || same(stand))
}

/// One for each document, by time, and one more where a document tells a concession after the old position. A document
/// that tells the present position too, beside another, tells nothing new: often it recalls the old one.
fn episodes<'a>(own: &[Stand<'a>]) -> Vec<Episode<'a>> {
    let mut episodes: Vec<Episode<'_>> = Vec::new();
    for document in own.chunk_by(|a, b| a.place.document == b.place.document) {
        let current = episodes.last().map(|episode| episode.stance);
        let has = |stance| document.iter().any(|stand| stand.stance() == stance);
        let mut push = |stance: Stance| {
            let stands = document.iter().copied().filter(|stand| stand.stance() == stance).collect();
            episodes.push(Episode { stance, stands });
        };
        if let Some(current) = current.filter(|current| has(*current)) {
            push(current);
            continue;
        }
        let first = document[0].stance();
        match document.iter().find(|stand| moves(stand) && stand.stance() != first) {
            Some(moved) if current.is_none() => {
                push(first);
                push(moved.stance());
            }
            Some(moved) => push(moved.stance()),
            None => push(document.iter().find(|stand| moves(stand)).map_or(first, Stand::stance)),
        }
    }
    episodes
}

fn told<'a>(
    view: &View<'a>,
    (holder, proposition): (&str, &str),
    own: &[Stand<'a>],
    change: Change<'a>,
) -> Option<Finding> {
    let Change { mut before, after, from, to } = change;
    // Two topics merely named at two times make no change of mind.
    if !any_told(&before) || !any_told(&after) {
        return None;
    }
    let on = after.first()?.place.day?;
    // The last words of the old position first, then where it was first taken.
    before.reverse();
    if let Some(first) = before.pop() {
        before.insert(before.len().min(1), first);
    }
    let order = order(before.iter().chain(&after).copied());
    let outright: Vec<Told<'_>> = own
        .iter()
        .filter_map(|stand| outright(view, stand.place).map(|telling| (stand, telling)))
        .map(|(stand, telling)| Told { telling, ..Told::from(*stand) })
        .collect();
    let mut sides = vec![
        side(view, SideRole::Before, Some(holder), Some(from), before),
        side(view, SideRole::After, Some(holder), Some(to), after),
    ];
    if !outright.is_empty() {
        sides.push(side(view, SideRole::SaidSo, Some(holder), Some(to), outright));
    }
    let detail = FindingDetail::Shift { from: Some(from), to: Some(to), on: Some(Moment::day(on)) };
    let about = About { holder: Some(holder), proposition: Some(proposition), more: None };
    finding(view, FindingKind::Shift, about, detail, order, sides)
}

/// The words by which a statement says that its speaker's side has moved.
fn outright(view: &View<'_>, place: Place<'_>) -> Option<Vec<Span>> {
    let text = view.documents[place.document].text;
    let attribution = &place.statement.attribution;
    let find = |spans: &[Span], phrases: &crate::words::Phrases| {
        spans.iter().find_map(|span| {
            let words = words(span.of(text)?);
            let range = phrases.find(&words)?;
            Some(words[range.start].span.join(words[range.end - 1].span).shifted(span.start))
        })
    };
    find(&attribution.content, lexicon::changed())
        .or_else(|| find(&attribution.cue, lexicon::changed_cues()))
        .map(|span| vec![span])
}

/// What a text says outright, of which no two positions are in the record.
fn said_outright<'a>(view: &View<'a>, shifted: &HashSet<Matter<'a>>) -> Vec<Finding> {
    let mut said: BTreeMap<Matter<'a>, Vec<Told<'a>>> = BTreeMap::new();
    for (at, place) in view.places.iter().enumerate() {
        let Some(telling) = outright(view, *place) else { continue };
        let Some(matter) = leans_on(view, &view.places[at.saturating_sub(FAR)..=at]) else { continue };
        if !shifted.contains(&matter) {
            said.entry(matter).or_default().push(Told { place: *place, stand: None, telling });
        }
    }
    said.into_iter().filter_map(|(matter, said)| moved(view, matter, said)).collect()
}

/// Whether a hint of a position's proposition stands shortly before a statement: what its speaker speaks of.
fn named_before<'v>(view: &'v View<'_>, place: Place<'_>) -> impl Fn(&StatedPosition) -> bool + 'v {
    let text = view.documents[place.document].text;
    let until = place.statement.attribution.content.first().map_or(0, |span| span.start);
    let mut from = until.saturating_sub(BEFORE);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let near = text.get(from..until).unwrap_or_default();
    let before = words(near.rsplit('\n').next().unwrap_or_default());
    move |position| {
        let hints = view.proposition(&position.proposition).map_or(&[][..], |p| p.hints.as_slice());
        Phrases::new(hints.iter().map(String::as_str)).find(&before).is_some()
    }
}

/// The position that the last of these statements speaks of: its own, the nearest before it that its side tells on what
/// was named just before, or simply the nearest.
fn leans_on<'a>(view: &View<'a>, places: &[Place<'a>]) -> Option<Matter<'a>> {
    let place = places.last()?;
    let near = || places.iter().rev().filter(|near| near.document == place.document);
    let own = |position: &&StatedPosition| {
        Some(position.holder.as_str()) == place.party() && position.hand == Hand::First
    };
    let named = named_before(view, *place);
    let topic =
        near().flat_map(|near| &near.statement.positions).filter(own).find(|position| named(position));
    let lately = near().take(REACH + 1).flat_map(|near| &near.statement.positions).find(own);
    let position = topic.or(lately)?;
    Some((position.holder.as_str(), position.proposition.as_str()))
}

fn moved<'a>(view: &View<'a>, (holder, proposition): Matter<'a>, said: Vec<Told<'a>>) -> Option<Finding> {
    let first = said.first()?.place;
    let stands = view
        .of((holder, proposition))
        .iter()
        .copied()
        .filter(|stand| stand.own() && stand.place.document >= first.document);
    let stands: Vec<Stand<'_>> = stands.collect();
    let to = stands.first().map(Stand::stance);
    let after: Vec<Stand<'_>> = stands.into_iter().filter(|stand| Some(stand.stance()) == to).collect();
    let mut sides = vec![side(view, SideRole::SaidSo, Some(holder), to, said)];
    if !after.is_empty() {
        sides.push(side(view, SideRole::After, Some(holder), to, spread(after)));
    }
    let detail = FindingDetail::Shift { from: None, to, on: first.day.map(Moment::day) };
    let about = About { holder: Some(holder), proposition: Some(proposition), more: None };
    finding(view, FindingKind::Shift, about, detail, TimeOrder::Told, sides)
}
