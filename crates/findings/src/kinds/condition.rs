//! A yes that hangs on something.
//!
//! **What it is.** A party would accept, give or do something only if something else is so; with the words of the
//! condition. The same condition said again is one finding; another one weeks later is another.
//!
//! **Why it matters.** "Velmark accepts" and "Velmark accepts if" are told apart less often than they should be, and
//! the condition is where the bargaining is.
//!
//! **Example.** "We sign, provided the boarding of ships ceases on the same day."
//!
//! **What it is not.** Not every "if": it needs a position that is conditional, or a refusal whose act is to put a
//! condition. A "perhaps" whose terms are not named is a conditional position, and no condition.

use std::collections::HashSet;

use standpoint_terms::{Act, Finding, FindingDetail, FindingKind, SideRole, Span, Stance};

use crate::evidence::{About, Told, finding, order, side};
use crate::lexicon;
use crate::stand::{Stand, View, any_likely};
use crate::when::distance;
use crate::words::{telling_words, words};

/// A condition repeated after more days than these counts as the same only if it shares a word with the first.
const DAYS: i32 = 21;

/// A position whose condition was told in words is likely from this score on: the condition bears it out.
const BOUND: f32 = 0.25;

pub(super) fn find(view: &View<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for ((holder, proposition), stands) in &view.stands {
        let mut groups: Vec<Vec<Told<'_>>> = Vec::new();
        for stand in stands.iter().filter(|stand| stand.own() && stand.witness) {
            let Some(telling) = telling(view, *stand) else { continue };
            let told = Told { telling, ..Told::from(*stand) };
            match groups.last_mut() {
                Some(group) if same(view, group, &told) => group.push(told),
                _ => groups.push(vec![told]),
            }
        }
        let bound = |stand: &Stand<'_>| !stand.position.condition.is_empty() && stand.score() >= BOUND;
        groups.retain(|group| {
            let stands = || group.iter().filter_map(|told| told.stand.as_ref());
            any_likely(stands()) || stands().any(bound)
        });
        for (at, group) in groups.into_iter().enumerate() {
            let number = (at + 1).to_string();
            let more = (at > 0).then_some(number.as_str());
            let about = About { holder: Some(holder), proposition: Some(proposition), more };
            let order = order(group.iter().filter_map(|told| told.stand));
            let sides = vec![side(view, SideRole::Condition, Some(holder), Some(Stance::Conditional), group)];
            findings.extend(finding(view, FindingKind::Condition, about, FindingDetail::Plain, order, sides));
        }
    }
    findings
}

/// The words of the condition; `None` where there are none.
fn telling(view: &View<'_>, stand: Stand<'_>) -> Option<Vec<Span>> {
    if !stand.position.condition.is_empty() {
        return Some(stand.position.condition.clone());
    }
    let puts = stand.place.act() == Some(Act::Condition);
    // A statement that hangs one thing on another tells positions on both; the condition belongs to the first.
    let elsewhere =
        || stand.place.statement.positions.iter().any(|position| position.stance == Stance::Conditional);
    match stand.stance() {
        Stance::Conditional => Some(vec![clause(view, stand)?]),
        Stance::Oppose if puts && !elsewhere() => Some(vec![clause(view, stand)?]),
        _ => None,
    }
}

/// From the words that open a condition to the end of its fragment.
fn clause(view: &View<'_>, stand: Stand<'_>) -> Option<Span> {
    let text = view.documents[stand.place.document].text;
    stand.place.statement.attribution.content.iter().find_map(|span| {
        let content = span.of(text)?;
        let words = words(content);
        let opens = lexicon::conditions().find(&words)?;
        let from = words[opens.start].span.start;
        let until = content[from..].find(['.', ';', '!', '?']).map_or(content.len(), |at| from + at);
        Some(Span::new(from, until).trimmed(content).shifted(span.start))
    })
}

fn same(view: &View<'_>, group: &[Told<'_>], told: &Told<'_>) -> bool {
    let Some(last) = group.last() else { return false };
    let days = match (last.place.day, told.place.day) {
        (Some(last), Some(now)) => distance(now, last).abs(),
        _ => 0,
    };
    let shared = |other: &Told<'_>| !condition_words(view, other).is_disjoint(&condition_words(view, told));
    days <= DAYS || group.iter().take(20).any(shared)
}

/// The statement's words without those of its proposition, which every condition to it may share.
fn condition_words(view: &View<'_>, told: &Told<'_>) -> HashSet<String> {
    let text = view.documents[told.place.document].text;
    let content = &told.place.statement.attribution.content;
    let mut found: HashSet<String> =
        content.iter().filter_map(|span| span.of(text)).flat_map(telling_words).collect();
    let proposition = told.stand.and_then(|stand| view.proposition(&stand.position.proposition));
    if let Some(proposition) = proposition {
        for word in telling_words(&proposition.sentence) {
            found.remove(&word);
        }
    }
    found
}
