//! Who foretells what, by when, and what came of it.
//!
//! **What it is.** A statement whose act is to predict. With a day named in words ("by Easter"), or where it matches a
//! forecast that the codebook watches, it can be checked; forecasts of one forecaster by the same day are one finding.
//! Without either it is listed with low interest. A probability counts where the words give one. The outcome is what a
//! person has marked in the codebook; a day that has passed unmarked is *due*, with the sentences that may tell.
//!
//! **Why it matters.** Forecasts move talks and are forgotten. Kept with their dates, they show who is worth hearing.
//!
//! **Example.** "Nobody will fish those grounds before May," the skipper said in March.
//!
//! **What it is not.** Not a threat, a plan or a promise, which say what the speaker will do itself; but a warning of what the
//! codebook watches, by its day, is one. Not a judgement by the machine: it never decides alone that a forecast failed.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::Date;
use standpoint_terms::{
    Act, Finding, FindingDetail, FindingKind, Forecast, Forecaster, Moment, Outcome, Party, SideRole,
    TimeOrder,
};

use crate::evidence::{About, Quoted, Told, author_side, finding, side};
use crate::lexicon;
use crate::sentence::Noted;
use crate::stand::{Place, View};
use crate::when::{Named, days, distance};
use crate::words::{telling_words, words};

/// A day in words and the day of a watched forecast are the same when they lie no further apart.
const DAYS: i32 = 3;

/// Sentences that may tell an outcome.
const OUTCOMES: usize = 3;

/// A prediction as it was read.
struct Foretold<'a> {
    told: Told<'a>,
    by: Option<Date>,
    probability: Option<f32>,
    watched: Option<&'a Forecast>,
}

pub(super) fn find(view: &View<'_>) -> Vec<Finding> {
    let mut groups: BTreeMap<String, Vec<Foretold<'_>>> = BTreeMap::new();
    for place in &view.places {
        // Who warns that something watched will be so by its day foretells it, whatever else the warning is.
        let warns = place.act() == Some(Act::Threaten) && !view.codebook.forecasts.is_empty();
        if place.act() != Some(Act::Predict) && !warns {
            continue;
        }
        let Some(forecaster) = place.speaker() else { continue };
        let foretold = read(view, *place);
        if warns && (foretold.watched.is_none() || foretold.by.is_none()) {
            continue;
        }
        let what = match (foretold.watched, foretold.by) {
            (Some(watched), _) => watched.id.clone(),
            (None, Some(by)) => by.to_string(),
            (None, None) => format!("{}-{}", &view.documents[place.document].id.as_str(), place.ordinal),
        };
        groups.entry(format!("{forecaster}/{what}")).or_default().push(foretold);
    }
    let judged = Judged::new(view);
    groups.into_iter().filter_map(|(key, group)| made(view, &judged, &key, group)).collect()
}

/// The sentences that judge a forecast, by each of their words; each list in the order of documents.
struct Judged<'v>(HashMap<&'v str, Vec<&'v Noted>>);

impl<'v> Judged<'v> {
    fn new(view: &'v View<'_>) -> Self {
        let mut by_word: HashMap<&str, Vec<&Noted>> = HashMap::new();
        for noted in view.notes.sentences.iter().filter(|noted| noted.judges) {
            for word in &noted.words {
                let sentences = by_word.entry(word.lower.as_str()).or_default();
                if !sentences.last().is_some_and(|last| std::ptr::eq(*last, noted)) {
                    sentences.push(noted);
                }
            }
        }
        Judged(by_word)
    }
}

fn read<'a>(view: &View<'a>, place: Place<'a>) -> Foretold<'a> {
    let document = view.documents[place.document];
    let attribution = &place.statement.attribution;
    let anchor = place.day.or(document.published.map(Moment::date));
    let mut telling = Vec::new();
    let mut by = None;
    let mut phrase: Option<Named> = None;
    let mut probability = None;
    let mut content = String::new();
    for span in &attribution.content {
        let Some(text) = span.of(document.text) else { continue };
        if phrase.is_none() {
            let named = days(text, anchor);
            phrase = named.iter().find(|named| named.day.is_some()).or(named.first()).copied();
            // A day that had passed when it was said is not one by which something will come.
            by = phrase.and_then(|named| named.day).filter(|day| place.day.is_none_or(|said| *day >= said));
            telling.extend(phrase.map(|named| named.span.shifted(span.start)));
        }
        probability = probability.or_else(|| chance(text));
        content.push_str(text);
        content.push(' ');
    }
    let speaker = place.speaker().unwrap_or_default();
    // A hope for no day is no forecast of what the codebook watches.
    let hopes = by.is_none() && words(&content).iter().any(|word| word.lower.starts_with("hope"));
    let watched = if hopes { None } else { watched(view, &content, speaker, by) };
    Foretold { told: Told { telling, ..Told::from(place) }, by, probability, watched }
}

/// "a probability of 35 percent", "the odds are two in three", "fifty-fifty".
fn chance(text: &str) -> Option<f32> {
    let words = words(text);
    if text.to_lowercase().contains("fifty-fifty") {
        return Some(50.0);
    }
    lexicon::chances().find(&words)?;
    words.iter().enumerate().find_map(|(at, word)| {
        let number: f32 = word.lower.parse().ok().filter(|number| (0.0..=100.0).contains(number))?;
        let next = words.get(at + 1).map(|word| word.lower.as_str());
        let percent = matches!(next, Some("percent"))
            || (next == Some("per") && words.get(at + 2).is_some_and(|word| word.lower == "cent"))
            || text[word.span.end..].starts_with('%');
        percent.then_some(number)
    })
}

/// The watched forecast that it matches: the same day and a word in common, or, where no day is named, at least two
/// words and half of those that carry the watched one.
fn watched<'a>(view: &View<'a>, content: &str, speaker: &str, by: Option<Date>) -> Option<&'a Forecast> {
    if view.codebook.forecasts.is_empty() {
        return None;
    }
    let mut found = telling_words(content);
    for word in telling_words(speaker) {
        found.remove(&word);
    }
    // Whom it is about tells not what is foretold: all forecasts of a dispute name its sides.
    let parties: HashSet<String> = view.codebook.parties.iter().flat_map(party_words).collect();
    found.retain(|word| !parties.contains(word));
    let few = found.len() <= 3;
    let mut best: Option<(usize, &Forecast)> = None;
    for forecast in &view.codebook.forecasts {
        let mut wanted = telling_words(&forecast.sentence);
        let on = forecast.by.map(Moment::date);
        let same_day = by.zip(on).map(|(by, on)| distance(by, on).abs() <= DAYS);
        if same_day == Some(false) {
            continue;
        }
        if !few {
            for named in days(&forecast.sentence, on) {
                for word in named.span.of(&forecast.sentence).into_iter().flat_map(telling_words) {
                    wanted.remove(&word);
                }
            }
        }
        let shared = wanted.intersection(&found).count();
        let enough = match same_day {
            Some(_) => shared >= 1,
            None => shared >= 2 && shared * 3 >= wanted.len(),
        };
        if enough && best.is_none_or(|(most, _)| shared > most) {
            best = Some((shared, forecast));
        }
    }
    best.map(|(_, forecast)| forecast)
}

/// The words of a side's names.
fn party_words(party: &Party) -> impl Iterator<Item = String> + '_ {
    let names = [&party.name].into_iter().chain(&party.aliases).chain(&party.metonyms);
    names.flat_map(|name| telling_words(name))
}

fn made(view: &View<'_>, judged: &Judged<'_>, key: &str, group: Vec<Foretold<'_>>) -> Option<Finding> {
    let first = group.first()?;
    let forecaster = first.told.place.speaker()?.to_owned();
    let party = first.told.place.party();
    let watched = first.watched;
    let by = watched.and_then(|forecast| forecast.by.map(Moment::date)).or(first.by);
    let probability = group.iter().find_map(|foretold| foretold.probability);
    let said = group.iter().filter_map(|foretold| foretold.told.place.day).min();
    let outcome = match (watched.and_then(|forecast| forecast.outcome), by, view.last_day) {
        (Some(outcome), ..) => outcome,
        (None, Some(by), Some(last)) if by < last => Outcome::Due,
        _ => Outcome::Open,
    };
    let mut sides =
        vec![side(view, SideRole::Forecast, party, None, group.into_iter().map(|foretold| foretold.told))];
    if by.is_some() {
        let outcomes = outcomes(view, judged, &forecaster, said);
        if !outcomes.is_empty() {
            sides.push(author_side(view, SideRole::Outcome, &outcomes));
        }
    }
    let detail = FindingDetail::Forecast {
        forecaster,
        by: by.map(Moment::day),
        probability,
        watched: watched.map(|forecast| forecast.id.clone()),
        outcome,
    };
    let about = About { more: Some(key), ..About::default() };
    finding(view, FindingKind::Forecast, about, detail, TimeOrder::None, sides)
}

/// Later sentences that name the forecaster and judge a forecast.
fn outcomes(view: &View<'_>, judged: &Judged<'_>, forecaster: &str, said: Option<Date>) -> Vec<Quoted> {
    let Some((said, name)) = said.zip(words(forecaster).pop()) else { return Vec::new() };
    let mut seen = HashSet::new();
    let sentences = judged.0.get(name.lower.as_str()).map_or(&[][..], Vec::as_slice);
    // Documents lie by date, the undated last.
    let published = |noted: &Noted| view.documents[noted.document].published.map(Moment::date);
    let later =
        sentences.partition_point(|noted| published(noted).is_some_and(|published| published <= said));
    sentences[later..]
        .iter()
        .take_while(|noted| published(noted).is_some())
        .filter(|noted| seen.insert(view.origins[noted.document]))
        .map(|noted| Quoted { document: noted.document, span: noted.span, telling: Vec::new() })
        .take(OUTCOMES)
        .collect()
}

pub(crate) fn forecasters(findings: &[Finding]) -> Vec<Forecaster> {
    let mut by_name: BTreeMap<&str, (Forecaster, f32)> = BTreeMap::new();
    for finding in findings {
        let FindingDetail::Forecast { forecaster: name, probability, outcome, .. } = &finding.detail else {
            continue;
        };
        let (forecaster, sum) = by_name.entry(name).or_insert_with(|| {
            let name = name.clone();
            (Forecaster { name, forecasts: 0, came_true: 0, failed: 0, brier: None, scored: 0 }, 0.0)
        });
        forecaster.forecasts += 1;
        let happened = match outcome {
            Outcome::CameTrue => 1.0,
            Outcome::Failed => 0.0,
            Outcome::Open | Outcome::Due | Outcome::Partly => continue,
        };
        forecaster.came_true += usize::from(*outcome == Outcome::CameTrue);
        forecaster.failed += usize::from(*outcome == Outcome::Failed);
        if let Some(probability) = probability {
            forecaster.scored += 1;
            *sum += (probability / 100.0 - happened).powi(2);
        }
    }
    let mut forecasters: Vec<Forecaster> = by_name
        .into_values()
        .map(|(mut forecaster, sum)| {
            forecaster.brier = (forecaster.scored > 0).then(|| sum / forecaster.scored as f32);
            forecaster
        })
        .collect();
    forecasters.sort_by_key(|forecaster| {
        (std::cmp::Reverse(forecaster.scored), std::cmp::Reverse(forecaster.came_true + forecaster.failed))
    });
    forecasters
}
