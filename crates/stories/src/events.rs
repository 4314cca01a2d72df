//! Which documents tell of one event.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use standpoint_terms::{MONTHS, Moment, Story};

use crate::forms::{Class, Forms};
use crate::tale::Tale;

/// A document as its telling words, each with its weight; of length 1.
type Profile = BTreeMap<u32, f32>;

/// Documents further apart, in days, tell of two events.
const MOST_DAYS: i32 = 3;

/// From here on two documents are alike enough to tell of one event.
const ALIKE: f32 = 0.3;

/// From here on, if they also share a quotation.
const ALIKE_WITH_QUOTATION: f32 = 0.16;

/// From here on, by names and numbers alone, if the same [`NUMBERS`] stand in both: reports on one event may share few
/// words, and people of one dispute stand in all of them.
const ALIKE_IN_DETAIL: f32 = 0.15;

/// So many numbers in common, no dates and none below [`TELLING`], are no chance.
const NUMBERS: usize = 2;

/// Smaller numbers stand everywhere.
const TELLING: f64 = 10.0;

/// Documents further apart, in days, need more in common than details.
const MOST_DAYS_IN_DETAIL: i32 = 2;

/// So many of a story's latest documents are compared in detail.
const MOST_IN_DETAIL: usize = 8;

/// A document is compared with so many of the latest stories that share a telling word.
const MOST_CANDIDATES: usize = 32;

/// What a story is while documents are added to it.
struct Draft {
    members: Vec<usize>,
    /// The sum of its members' profiles.
    sum: Profile,
}

/// Groups documents by event, in one pass in the order of publication: each joins the story that is most like it, or
/// begins one (as in topic detection and tracking, Allan 2002). Documents of one origin are of one story; those that
/// share a quotation (`quoting`) need be less alike, and so need those that share names and numbers within two days. A
/// document without a date joins only where it quotes or rewrites.
pub(crate) fn stories(
    tales: &[Tale],
    forms: &Forms,
    origin_of: &[usize],
    quoting: &BTreeSet<[usize; 2]>,
) -> Vec<Story> {
    let profiles = profiles(tales, forms, &|_| true);
    let details: Vec<Details> = details(tales, forms);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut story_of: Vec<usize> = Vec::with_capacity(tales.len());
    let mut story_of_origin: HashMap<usize, usize> = HashMap::new();
    let mut by_word: HashMap<u32, Vec<usize>> = HashMap::new();
    let mut partners: HashMap<usize, Vec<usize>> = HashMap::new();
    for [one, other] in quoting {
        partners.entry(*other).or_default().push(*one);
    }
    for at in 0..tales.len() {
        let mut near: BTreeMap<usize, f32> = BTreeMap::new();
        for (word, weight) in &profiles[at] {
            for story in by_word.get(word).into_iter().flatten() {
                *near.entry(*story).or_default() +=
                    weight * drafts[*story].sum.get(word).copied().unwrap_or(0.0);
            }
        }
        let quoted: BTreeSet<usize> =
            partners.get(&at).into_iter().flatten().map(|one| story_of[*one]).collect();
        let fits = |(alike, story): &(f32, usize)| {
            let quotes = quoted.contains(story);
            let least = if quotes { ALIKE_WITH_QUOTATION } else { ALIKE };
            let days = drafts[*story]
                .members
                .iter()
                .filter_map(|member| tales[*member].days_apart(&tales[at]))
                .min();
            let words = *alike >= least && days.map_or(quotes, |days| days <= MOST_DAYS);
            let latest = drafts[*story].members.iter().rev().take(MOST_IN_DETAIL);
            words || latest.copied().any(|member| agree_in_detail([member, at], tales, &details))
        };
        let best = near
            .into_iter()
            .map(|(story, sum)| (sum / drafts[story].members.len() as f32, story))
            .filter(fits)
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let kin = story_of_origin.get(&origin_of[at]).copied();
        let story = kin.or(best.map(|(_, story)| story)).unwrap_or_else(|| {
            drafts.push(Draft { members: Vec::new(), sum: Profile::new() });
            drafts.len() - 1
        });
        story_of.push(story);
        story_of_origin.insert(origin_of[at], story);
        drafts[story].members.push(at);
        for (word, weight) in &profiles[at] {
            *drafts[story].sum.entry(*word).or_default() += weight;
            let list = by_word.entry(*word).or_default();
            if !list.contains(&story) {
                if list.len() == MOST_CANDIDATES {
                    list.remove(0);
                }
                list.push(story);
            }
        }
    }
    drafts.retain(|draft| draft.members.len() > 1);
    drafts.iter().map(|draft| story(tales, forms, &profiles, origin_of, draft)).collect()
}

/// What a report on an event cannot do without: who, where, how many.
struct Details {
    /// Names and numbers, as [`profiles`] weighs them.
    profile: Profile,
    /// The numbers that tell something.
    numbers: BTreeSet<u32>,
}

fn details(tales: &[Tale], forms: &Forms) -> Vec<Details> {
    let is_detail = |form: u32| forms.get(form).class == Class::Number || forms.is_name(form);
    let details = |(tale, profile): (&Tale, Profile)| Details { profile, numbers: numbers(tale, forms) };
    tales.iter().zip(profiles(tales, forms, &is_detail)).map(details).collect()
}

/// Numbers of a document that are neither small nor a date.
fn numbers(tale: &Tale, forms: &Forms) -> BTreeSet<u32> {
    let text = |at: usize| tale.tokens.get(at).map_or("", |token| &*forms.get(token.form).text);
    let is_month = |at: usize| MONTHS.iter().any(|month| month.eq_ignore_ascii_case(text(at)));
    let mut numbers = BTreeSet::new();
    for (at, token) in tale.tokens.iter().enumerate() {
        let form = forms.get(token.form);
        let value = form.text.strip_prefix('#').and_then(|value| value.parse::<f64>().ok());
        let Some(value) = value.filter(|_| form.class == Class::Number) else { continue };
        let year = value.fract() == 0.0 && (1900.0..2100.0).contains(&value);
        let beside_month = is_month(at + 1) || (at > 0 && is_month(at - 1));
        if value >= TELLING && !year && !(beside_month && value <= 31.0) {
            numbers.insert(token.form);
        }
    }
    numbers
}

/// Whether two documents of about one day share people, places and numbers, in whatever words.
fn agree_in_detail(pair: [usize; 2], tales: &[Tale], details: &[Details]) -> bool {
    let [one, other] = pair.map(|at| &details[at]);
    let near = tales[pair[0]].days_apart(&tales[pair[1]]).is_some_and(|days| days <= MOST_DAYS_IN_DETAIL);
    near && one.numbers.intersection(&other.numbers).count() >= NUMBERS
        && one
            .profile
            .iter()
            .filter_map(|(word, weight)| Some(weight * other.profile.get(word)?))
            .sum::<f32>()
            >= ALIKE_IN_DETAIL
}

/// Words that tell documents apart, weighted by how few documents have them; only forms that count.
fn profiles(tales: &[Tale], forms: &Forms, counts: &dyn Fn(u32) -> bool) -> Vec<Profile> {
    let counted: Vec<BTreeMap<u32, f32>> = tales
        .iter()
        .map(|tale| {
            let mut words = BTreeMap::new();
            for token in &tale.tokens {
                let form = forms.get(token.form);
                if forms.surprise(token.form) >= 6.5
                    && !matches!(form.class, Class::Auxiliary | Class::Noise)
                    && counts(token.form)
                {
                    *words.entry(form.lemma).or_insert(0.0) += 1.0;
                }
            }
            words
        })
        .collect();
    let mut documents: HashMap<u32, f32> = HashMap::new();
    for lemma in counted.iter().flat_map(BTreeMap::keys) {
        *documents.entry(*lemma).or_default() += 1.0;
    }
    let all = tales.len() as f32;
    counted
        .into_iter()
        .map(|counts| {
            let weigh = |(lemma, count): (u32, f32)| {
                (lemma, (1.0 + count.ln()) * ((all + 2.0) / (documents[&lemma] + 0.5)).ln())
            };
            let mut profile: Profile = counts.into_iter().map(weigh).collect();
            let length =
                profile.values().map(|weight| weight * weight).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
            profile.values_mut().for_each(|weight| *weight /= length);
            profile
        })
        .collect()
}

fn story(tales: &[Tale], forms: &Forms, profiles: &[Profile], origin_of: &[usize], draft: &Draft) -> Story {
    const WORDS: usize = 6;
    /// A word that names an event is rarer than one that tells documents apart.
    const NAMING: f32 = 7.5;
    /// When it was told tells no event.
    const WEEKDAYS: [&str; 7] =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let alike = |at: usize| {
        profiles[at].iter().filter_map(|(word, weight)| Some(weight * draft.sum.get(word)?)).sum::<f32>()
    };
    let mut origins: Vec<usize> = Vec::new();
    for member in &draft.members {
        if !origins.contains(&origin_of[*member]) {
            origins.push(origin_of[*member]);
        }
    }
    let witness = origins
        .iter()
        .copied()
        .max_by_key(|at| ((1e3 * alike(*at)).round() as i64, std::cmp::Reverse(*at)))
        .expect("a story has an origin");
    let common = |word: u32| {
        let members = draft.members.iter().filter(|at| profiles[**at].contains_key(&word)).count();
        3 * members > 2 * draft.members.len()
    };
    let mut shared: Vec<(f32, u32)> =
        draft.sum.iter().filter(|(word, _)| common(**word)).map(|(word, weight)| (*weight, *word)).collect();
    shared.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let written = |lemma: u32| {
        let token = tales[witness].tokens.iter().find(|token| forms.get(token.form).lemma == lemma)?;
        let form = forms.get(token.form);
        let names = form.class == Class::Plain
            && !WEEKDAYS.contains(&&*form.text)
            && forms.surprise(token.form) >= NAMING;
        names.then(|| form.text.to_string())
    };
    let published = || draft.members.iter().filter_map(|at| tales[*at].published);
    Story {
        witness: tales[witness].id.clone(),
        documents: draft.members.iter().map(|at| tales[*at].id.clone()).collect(),
        origins: origins.iter().map(|at| tales[*at].id.clone()).collect(),
        days: published().min_by_key(|day: &Moment| day.date()).zip(published().max_by_key(|day| day.date())),
        words: shared.into_iter().filter_map(|(_, lemma)| written(lemma)).take(WORDS).collect(),
    }
}
