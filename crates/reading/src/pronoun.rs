//! Pronouns: by the model's chains, else the nearest person that fits.

use std::collections::VecDeque;

use standpoint_terms::{ActorKind, MentionKind};

use crate::cast::Cast;
use crate::gender::Gender;
use crate::mention::Found;

/// How many sentences a pronoun looks back over.
const SENTENCES: usize = 6;

impl Cast<'_, '_> {
    /// The actor to which a mention with its head there goes back by the model's chains.
    pub(crate) fn linked(&self, start: usize, end: usize) -> Option<usize> {
        self.chains.earlier(start, end).find_map(|head| {
            let at = self.found.partition_point(|found| found.end <= head);
            let found = self.found.get(at).filter(|found| found.start <= head)?;
            self.resolved[at].0.filter(|_| found.kind != MentionKind::Date)
        })
    }

    /// The person that a pronoun goes back to: the nearest that fits in its paragraph; else by the model's chains;
    /// else the nearest before.
    ///
    /// Reports keep to one person in a paragraph, so that the model's far links are worse than what stands near.
    pub(crate) fn pronoun(&mut self, found: &Found, recent: &VecDeque<Recent>) -> Option<usize> {
        let Some(gender) = pronoun_gender(&self.tokens[found.start].lower) else {
            return self.linked(found.start, found.end);
        };
        let actor = [Sure::Known, Sure::Perhaps].into_iter().find_map(|sure| {
            self.nearest(gender, sure, found, recent, Reach::Passage)
                .or_else(|| {
                    self.linked(found.start, found.end).filter(|actor| self.fits(*actor, gender, sure))
                })
                .or_else(|| self.nearest(gender, sure, found, recent, Reach::Sentences))
        })?;
        self.known[actor].gender = gender;
        Some(actor)
    }

    /// Whether a pronoun may go back to the actor.
    fn fits(&self, actor: usize, gender: Gender, sure: Sure) -> bool {
        let known = &self.known[actor];
        let told = known.words.len() > 1 || known.gender != Gender::Unknown || !known.actor.roles.is_empty();
        known.actor.kind == ActorKind::Person
            && known.gender.fits(gender)
            && (told || matches!(sure, Sure::Perhaps))
    }

    /// The nearest person that fits: in the sentence and those before it, what stands first in each.
    fn nearest(
        &self,
        gender: Gender,
        sure: Sure,
        found: &Found,
        recent: &VecDeque<Recent>,
        reach: Reach,
    ) -> Option<usize> {
        let mut end = recent.len();
        while end > 0 {
            let last = recent[end - 1];
            let near = match reach {
                Reach::Passage => last.passage == found.passage,
                Reach::Sentences => found.sentence - last.sentence <= SENTENCES,
            };
            if !near {
                return None;
            }
            let same = |at: &usize| recent[*at].sentence == last.sentence;
            let start = (0..end).rev().take_while(same).last().unwrap_or(end - 1);
            if let Some(one) = recent.range(start..end).find(|one| self.fits(one.actor, gender, sure)) {
                return Some(one.actor);
            }
            end = start;
        }
        None
    }
}

/// Which persons count: a single unknown word may be a surname or the name of a country.
#[derive(Clone, Copy)]
enum Sure {
    /// Those whom a full name, a title or a role shows to be persons.
    Known,
    Perhaps,
}

/// How far the nearest person is looked for.
#[derive(Clone, Copy)]
enum Reach {
    Passage,
    Sentences,
}

/// A person mentioned lately.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Recent {
    pub(crate) sentence: usize,
    pub(crate) passage: usize,
    pub(crate) actor: usize,
}

/// Whom a pronoun of the third person singular fits; `None` for other words.
pub(crate) fn pronoun_gender(word: &str) -> Option<Gender> {
    match word {
        "he" | "him" | "his" => Some(Gender::Male),
        "she" | "her" => Some(Gender::Female),
        _ => None,
    }
}
