//! Which documents tell of one event.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use standpoint_terms::{Moment, Story};

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
/// share a quotation (`quoting`) need be less alike. A document without a date joins only where it quotes or rewrites.
pub(crate) fn stories(
    tales: &[Tale],
    forms: &Forms,
    origin_of: &[usize],
    quoting: &BTreeSet<[usize; 2]>,
) -> Vec<Story> {
    let profiles = profiles(tales, forms);
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
            *alike >= least && days.map_or(quotes, |days| days <= MOST_DAYS)
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

/// Words that tell documents apart, weighted by how few documents have them.
fn profiles(tales: &[Tale], forms: &Forms) -> Vec<Profile> {
    let counts: Vec<BTreeMap<u32, f32>> = tales
        .iter()
        .map(|tale| {
            let mut counts = BTreeMap::new();
            for token in &tale.tokens {
                let form = forms.get(token.form);
                if forms.surprise(token.form) >= 6.5 && !matches!(form.class, Class::Auxiliary | Class::Noise)
                {
                    *counts.entry(form.lemma).or_insert(0.0) += 1.0;
                }
            }
            counts
        })
        .collect();
    let mut documents: HashMap<u32, f32> = HashMap::new();
    for lemma in counts.iter().flat_map(BTreeMap::keys) {
        *documents.entry(*lemma).or_default() += 1.0;
    }
    let all = tales.len() as f32;
    counts
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
        (form.class != Class::Number).then(|| form.text.to_string())
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
