//! A party that stands where it stood.
//!
//! **What it is.** One of three. *Said so*: a statement or the author says it outright ("has not shifted", "remains
//! opposed", "repeated that", where something was said before). *Repeated*: the party took one side throughout, in at
//! least three independent reports over at least four weeks, while somebody said otherwise of it, or with the same
//! condition each time. *Baseline*: what the codebook records of an earlier point in time is what the party says
//! last; one finding for each party.
//!
//! **Why it matters.** Hopeful reports make a standstill look like movement. What did not move is where the talks are
//! stuck.
//!
//! **Example.** "Velmark's position is what it was before the summer," its minister said. He had said so in March.
//!
//! **What it is not.** Not every demand made twice. A party that has moved since (a shift) is not unchanged, whatever
//! was said of it before.

use std::collections::{BTreeMap, HashMap, HashSet};

use standpoint_terms::{
    Baseline, Finding, FindingDetail, FindingKind, FindingSide, Hand, SideRole, Span, Stance, Steadiness,
    TimeOrder,
};

use super::one_sided;
use crate::evidence::{About, Quoted, Told, author_side, finding, order, side, spread};
use crate::lexicon;
use crate::stand::{GUESS, Matter, Place, Stand, View};
use crate::when::distance;
use crate::words::{Phrases, words};

/// The same again within fewer days is no news.
const WEEKS_APART: i32 = 28;
/// "Repeated" counts where something was said at least so many days before.
const DAYS_BEFORE: i32 = 14;
const REPORTS: usize = 3;
/// The party is named at most so many words before the words that say that it has not moved.
const REACH: usize = 8;

pub(super) fn find(view: &View<'_>, shifts: &[Finding]) -> Vec<Finding> {
    let moved: HashSet<Matter<'_>> = shifts
        .iter()
        .filter_map(|shift| Some((shift.holder.as_deref()?, shift.proposition.as_deref()?)))
        .collect();
    let mut said = said_so(view);
    let mut findings = Vec::new();
    for (matter, stands) in &view.stands {
        // A demand that nobody answers is told as one-sided, with how often it was made.
        if moved.contains(matter) || view.is_proposal(matter.1) || one_sided::alone(view, matter.1).is_some()
        {
            continue;
        }
        let said = said.of_matter.remove(matter).unwrap_or_default();
        let own: Vec<Stand<'_>> = stands.iter().copied().filter(Stand::own).collect();
        if !said.is_empty() {
            findings.extend(outright(view, *matter, said, &own));
        } else if repeated(view, &own, stands) {
            findings.extend(steady(view, *matter, own));
        }
    }
    findings.extend(of_parties(view, said));
    findings
}

/// What says outright that something stands.
#[derive(Default)]
struct SaidSo<'a> {
    of_matter: BTreeMap<Matter<'a>, Vec<Told<'a>>>,
    of_party: BTreeMap<&'a str, Vec<Told<'a>>>,
    by_author: BTreeMap<&'a str, Vec<Quoted>>,
}

fn said_so<'a>(view: &View<'a>) -> SaidSo<'a> {
    let mut said = SaidSo::default();
    let mut covered: HashMap<usize, Vec<Span>> = HashMap::new();
    for place in &view.places {
        let Some((telling, party, in_cue)) = told(view, *place) else { continue };
        covered.entry(place.document).or_default().extend(&telling);
        let mut told_of = false;
        for position in &place.statement.positions {
            // "Arland has not moved" says nothing of how steady its speaker is.
            if party.is_some_and(|party| party != position.holder) {
                continue;
            }
            let matter = (position.holder.as_str(), position.proposition.as_str());
            // Stands lie by time, then document and place.
            let order = |place: &Place<'_>| (place.day.is_none(), place.day, place.document, place.ordinal);
            let stands = view.of(matter);
            let at = stands.partition_point(|stand| order(&stand.place) < order(place));
            let stand = stands.get(at).filter(|stand| order(&stand.place) == order(place));
            let Some(stand) = stand.filter(|stand| stand.own()) else { continue };
            told_of = true;
            if in_cue && !said_before(view, *stand) {
                continue;
            }
            let told = Told { telling: telling.clone(), ..Told::from(*stand) };
            said.of_matter.entry(matter).or_default().push(told);
        }
        if let Some(party) = party.filter(|_| !told_of && !in_cue) {
            said.of_party.entry(party).or_default().push(Told { place: *place, stand: None, telling });
        }
    }
    for noted in &view.notes.sentences {
        let Some(range) = &noted.unchanged else { continue };
        let span =
            noted.words[range.start].span.join(noted.words[range.end - 1].span).shifted(noted.span.start);
        if covered.get(&noted.document).into_iter().flatten().any(|covered| covered.overlaps(span)) {
            continue;
        }
        if let Some(party) = view.party_before(&noted.words, range.start, REACH) {
            let quoted = Quoted { document: noted.document, span: noted.span, telling: vec![span] };
            said.by_author.entry(party).or_default().push(quoted);
        }
    }
    said
}

/// The words that say it, the party named before them, and whether they stand in the cue.
fn told<'a>(view: &View<'a>, place: Place<'a>) -> Option<(Vec<Span>, Option<&'a str>, bool)> {
    let text = view.documents[place.document].text;
    let attribution = &place.statement.attribution;
    let find = |spans: &[Span], phrases: &Phrases| {
        spans.iter().find_map(|span| {
            let words = words(span.of(text)?);
            let range = phrases.find(&words)?;
            let telling = words[range.start].span.join(words[range.end - 1].span).shifted(span.start);
            Some((vec![telling], view.party_before(&words, range.start, REACH)))
        })
    };
    if let Some((telling, party)) = find(&attribution.content, lexicon::unchanged()) {
        return Some((telling, party, false));
    }
    let (telling, _) = find(&attribution.cue, lexicon::unchanged_cues())?;
    Some((telling, None, true))
}

/// Whether the holder took that side in an earlier report.
fn said_before(view: &View<'_>, stand: Stand<'_>) -> bool {
    let matter = (stand.position.holder.as_str(), stand.position.proposition.as_str());
    let Some(day) = stand.place.day else { return false };
    view.of(matter).iter().any(|other| {
        other.own()
            && other.stance() == stand.stance()
            && other.place.day.is_some_and(|before| distance(day, before) >= DAYS_BEFORE)
    })
}

fn outright<'a>(
    view: &View<'a>,
    (holder, proposition): Matter<'a>,
    said: Vec<Told<'a>>,
    own: &[Stand<'a>],
) -> Option<Finding> {
    let stance = said.first()?.stand?.stance();
    let places: HashSet<(usize, usize)> =
        said.iter().map(|told| (told.place.document, told.place.ordinal)).collect();
    let told = |stand: &Stand<'_>| places.contains(&(stand.place.document, stand.place.ordinal));
    let same: Vec<Stand<'_>> =
        own.iter().copied().filter(|stand| stand.stance() == stance && !told(stand)).collect();
    let mut sides = vec![side(view, SideRole::SaidSo, Some(holder), Some(stance), said)];
    if !same.is_empty() {
        sides.push(side(view, SideRole::OwnWords, Some(holder), Some(stance), spread(same)));
    }
    let detail = detail(view, Steadiness::SaidSo, holder, proposition, stance);
    let about = About { holder: Some(holder), proposition: Some(proposition), more: None };
    finding(view, FindingKind::Unchanged, about, detail, TimeOrder::Told, sides)
}

fn repeated(view: &View<'_>, own: &[Stand<'_>], all: &[Stand<'_>]) -> bool {
    let counts = |stand: &&Stand<'_>| stand.witness && stand.named() && stand.score() >= GUESS;
    let witnesses: Vec<&Stand<'_>> = own.iter().filter(counts).collect();
    let Some(stance) = witnesses.first().map(|stand| stand.stance()) else { return false };
    let origins: HashSet<&str> = witnesses.iter().map(|stand| view.origins[stand.place.document]).collect();
    let days = || witnesses.iter().filter_map(|stand| stand.place.day);
    let apart = days().max().zip(days().min()).map_or(0, |(last, first)| distance(last, first));
    let otherwise = all.iter().any(|stand| !stand.own() && stand.stance() != stance);
    witnesses.iter().all(|stand| stand.stance() == stance)
        && origins.len() >= REPORTS
        && apart >= WEEKS_APART
        && (otherwise || stance == Stance::Conditional)
}

fn steady<'a>(view: &View<'a>, (holder, proposition): Matter<'a>, own: Vec<Stand<'a>>) -> Option<Finding> {
    let stance = own.first()?.stance();
    let order = order(own.iter().copied());
    let mut by_document = own;
    by_document.dedup_by_key(|stand| stand.place.document);
    // The first and the latest are what one wants to see.
    let latest = by_document.split_off(1);
    let sides = vec![
        side(view, SideRole::Before, Some(holder), Some(stance), by_document),
        side(view, SideRole::OwnWords, Some(holder), Some(stance), latest.into_iter().rev()),
    ];
    let detail = detail(view, Steadiness::Repeated, holder, proposition, stance);
    let about = About { holder: Some(holder), proposition: Some(proposition), more: None };
    finding(view, FindingKind::Unchanged, about, detail, order, sides)
}

fn detail(view: &View<'_>, by: Steadiness, holder: &str, proposition: &str, stance: Stance) -> FindingDetail {
    let same = |baseline: &&Baseline| {
        baseline.positions.iter().any(|position| {
            position.holder == holder && position.proposition == proposition && position.stance == stance
        })
    };
    let baseline = view.codebook.baselines.iter().find(same).map(|baseline| baseline.id.clone());
    FindingDetail::Unchanged { by, baseline, propositions: Vec::new() }
}

/// One finding for each party of which it is said, or which stands where the latest baseline has it.
fn of_parties<'a>(view: &View<'a>, mut said: SaidSo<'a>) -> Vec<Finding> {
    let baseline = view.codebook.baselines.iter().max_by_key(|baseline| baseline.date);
    let mut findings = Vec::new();
    for party in view.codebook.parties.iter().map(|party| party.id.as_str()) {
        let told = said.of_party.remove(party).unwrap_or_default();
        let author = said.by_author.remove(party).unwrap_or_default();
        let (last, propositions) = baseline.map(|baseline| since(view, baseline, party)).unwrap_or_default();
        let mut sides: Vec<FindingSide> = Vec::new();
        if !told.is_empty() {
            sides.push(side(view, SideRole::SaidSo, Some(party), None, told));
        }
        if !author.is_empty() {
            sides.push(author_side(view, SideRole::SaidSo, &author));
        }
        let said = !sides.is_empty();
        if !said && propositions.len() < 2 {
            continue;
        }
        if !last.is_empty() {
            sides.push(side(view, SideRole::OwnWords, Some(party), None, last));
        }
        let by = if said { Steadiness::SaidSo } else { Steadiness::Baseline };
        let id = baseline.filter(|_| !propositions.is_empty()).map(|baseline| baseline.id.clone());
        let detail = FindingDetail::Unchanged { by, baseline: id, propositions };
        let about = About { holder: Some(party), ..About::default() };
        let order = if said { TimeOrder::Told } else { TimeOrder::Dated };
        findings.extend(finding(view, FindingKind::Unchanged, about, detail, order, sides));
    }
    findings
}

/// The propositions on which a party's last own words are what the baseline has, and those words.
fn since<'a>(view: &View<'a>, baseline: &Baseline, party: &str) -> (Vec<Stand<'a>>, Vec<String>) {
    let mut last = Vec::new();
    let mut propositions = Vec::new();
    for position in baseline.positions.iter().filter(|position| position.holder == party) {
        let matter = (position.holder.as_str(), position.proposition.as_str());
        let Some(stands) = view.stands.get(&matter) else { continue };
        let mut after = stands.iter().filter(|stand| {
            stand.position.hand == Hand::First
                && stand.named()
                && stand.place.day.is_some_and(|day| day > baseline.date.date())
        });
        if let Some(stand) = after.next_back().filter(|stand| stand.stance() == position.stance) {
            last.push(*stand);
            propositions.push(position.proposition.clone());
        }
    }
    (last, propositions)
}
