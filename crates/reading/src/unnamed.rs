//! Sources without a name that are spoken of again: "a diplomat said … he added", "the official said".

use std::collections::BTreeMap;

use standpoint_terms::{ActorKind, Resolution};

use crate::attribute::Draft;
use crate::cast::Cast;
use crate::gender::Gender;
use crate::lexicon::lexicon;
use crate::mention::Found;
use crate::pronoun::pronoun_gender;

/// The sources without a name that spoke so far.
#[derive(Debug, Default)]
pub(crate) struct Lately {
    /// The last one: its first token, passage and actor.
    last: Option<(usize, usize, usize)>,
    /// What it said then, as tokens.
    last_said: Vec<(usize, usize)>,
    /// The last person who spoke: last token of the source, passage and actor.
    spoke: Option<(usize, usize, usize)>,
    /// What that person said then, as tokens: who is named in it is spoken of and takes no turn.
    said: Vec<(usize, usize)>,
    /// Who spoke last, named or not: passage and actor.
    voice: Option<(usize, usize)>,
    /// By the head of their description.
    by_head: BTreeMap<String, usize>,
}

/// How many paragraphs back whoever is quoted behind a label may have spoken.
const LABELLED: usize = 5;

/// How many paragraphs back "the statement" may have been made.
const STATEMENT: usize = 2;

impl Lately {
    /// The unnamed source to which the source goes back, if it is nearer than what else was found for it.
    pub(crate) fn or_unnamed(
        &mut self,
        cast: &Cast<'_, '_>,
        source: (usize, usize),
        draft: &Draft,
        found: (Option<usize>, Resolution),
    ) -> (Option<usize>, Resolution) {
        let found = self.continued(cast, source, draft, found);
        let found = self.nearer(cast, source, draft.passage, found);
        if let Some(actor) = found.0.filter(|actor| cast.known[*actor].actor.kind == ActorKind::Person) {
            self.spoke = Some((source.1 - 1, draft.passage, actor));
            self.said.clone_from(&draft.content);
        }
        let found = self.unnamed(cast, source, draft, found);
        let found = self.of_the_text(cast, source, draft.passage, found);
        if let Some(actor) = found.0 {
            self.voice = Some((draft.passage, actor));
        }
        found
    }

    /// Who is quoted behind a label ("Quote: “…”"): the person who spoke last, not long before.
    pub(crate) fn labelled(&self, cast: &Cast<'_, '_>, draft: &Draft) -> Option<usize> {
        let first = draft.content.first()?.0;
        let label = draft.cue.map_or(first.checked_sub(2)?, |cue| cue.0);
        let colon = cast.tokens.get(first.checked_sub(1)?).is_some_and(|token| token.is(":"));
        let quotes = cast.tokens.get(label).is_some_and(|token| lexicon().has("quote-labels", &token.lower));
        let (_, there, actor) = self.spoke?;
        (quotes && colon && there + LABELLED >= draft.passage).then_some(actor)
    }

    /// "The statement said": who made it is who spoke last, unless another text of that kind was introduced.
    fn of_the_text(
        &self,
        cast: &Cast<'_, '_>,
        source: (usize, usize),
        passage: usize,
        found: (Option<usize>, Resolution),
    ) -> (Option<usize>, Resolution) {
        let words = &cast.tokens[source.0..source.1];
        let [the, noun] = words else { return found };
        let text = the.is("the")
            && (lexicon().has("settings", &noun.lower) || lexicon().has("announcements", &noun.lower));
        let unnamed = |actor: &usize| cast.known[*actor].actor.kind == ActorKind::Unnamed;
        if !text || found.1 != Resolution::Description || !found.0.as_ref().is_none_or(unnamed) {
            return found;
        }
        match self.voice {
            Some((there, actor)) if there + STATEMENT >= passage => (Some(actor), Resolution::Role),
            _ => found,
        }
    }

    /// Where the last person spoke whom a source that is a bare "he" or "she" can mean, in this paragraph or the one
    /// before it, and who that is.
    fn spoke_before(
        &self,
        cast: &Cast<'_, '_>,
        source: (usize, usize),
        passage: usize,
    ) -> Option<(usize, usize)> {
        let pronoun = pronoun_gender(&cast.tokens[source.0].lower).filter(|_| source.1 == source.0 + 1);
        let (gender, (at, there, actor)) = pronoun.zip(self.spoke)?;
        (there + 1 >= passage && cast.known[actor].gender.fits(gender)).then_some((at, actor))
    }

    /// "…, he said" behind a content goes on with the one who spoke last rather than with somebody of whom the
    /// content speaks.
    fn continued(
        &self,
        cast: &Cast<'_, '_>,
        source: (usize, usize),
        draft: &Draft,
        found: (Option<usize>, Resolution),
    ) -> (Option<usize>, Resolution) {
        let (Some((at, actor)), Some(content)) = (
            self.spoke_before(cast, source, draft.passage),
            draft.content.iter().rfind(|content| content.1 <= source.0),
        ) else {
            return found;
        };
        if at >= content.0 || found.0 == Some(actor) {
            return found;
        }
        let first = cast.found.partition_point(|one| one.start < content.0);
        let end = cast.found.partition_point(|one| one.start < content.1);
        let inside = (first..end.max(first)).any(|one| found.0.is_some() && cast.resolved[one].0 == found.0);
        // Named between the last speaker and the content: it is that one's turn.
        let start = cast.found.partition_point(|one| one.start <= at);
        let between = (start..first.max(start))
            .any(|one| !cast.found[one].quoted && found.0.is_some() && cast.resolved[one].0 == found.0);
        // "Lena Kask had no objection, she said": who is introduced there says so.
        let person = |one: &usize| cast.found[*one].kind == standpoint_terms::MentionKind::Person;
        let mut persons = (first..end.max(first)).filter(person);
        let introduced = persons.next().filter(|_| persons.next().is_none()).is_some_and(|at| {
            let one = &cast.found[at];
            let opening = one.opening();
            let full = one.end > one.start + 1 && opening <= content.0 + 1 && one.end + 1 < source.0;
            full && cast.resolved[at].0 == found.0
        });
        if inside && !between && !introduced { (Some(actor), Resolution::Pronoun) } else { found }
    }

    /// "He said" goes back to the last person who spoke, not over that one's head to somebody who was not named since.
    fn nearer(
        &self,
        cast: &Cast<'_, '_>,
        source: (usize, usize),
        passage: usize,
        found: (Option<usize>, Resolution),
    ) -> (Option<usize>, Resolution) {
        let (Some((at, actor)), Some(farther)) = (self.spoke_before(cast, source, passage), found.0) else {
            return found;
        };
        let person = cast.known[farther].actor.kind == ActorKind::Person;
        if at >= source.0 || farther == actor || !person {
            return found;
        }
        let first = cast.found.partition_point(|one| one.start < at);
        let end = cast.found.partition_point(|one| one.start < source.0);
        // Named, or meant by a description; "his" in between brings nobody nearer.
        let named = |one: usize| {
            let found = &cast.found[one];
            pronoun_gender(&cast.tokens[found.start].lower).is_none() && !spoken_of(found, &self.said)
        };
        let since = (first..end.max(first)).any(|one| cast.resolved[one].0 == Some(farther) && named(one));
        if since { found } else { (Some(actor), Resolution::Pronoun) }
    }

    fn unnamed(
        &mut self,
        cast: &Cast<'_, '_>,
        source: (usize, usize),
        draft: &Draft,
        found: (Option<usize>, Resolution),
    ) -> (Option<usize>, Resolution) {
        let passage = draft.passage;
        let first = &cast.tokens[source.0];
        if source.1 == source.0 + 1
            && let Some(gender) = pronoun_gender(&first.lower)
        {
            let Some((at, there, actor)) = self.last else { return found };
            let head = self.head_of(cast, actor);
            // Who asked is not who answers.
            let asks = lexicon().has("interviewers", &head);
            // "“…,” he said" may begin the next paragraph, where one certain person spoke.
            let certain = cast.known[actor].actor.name.starts_with("the ");
            let near = there == passage || there + 1 == passage && certain && cast.behind_quotation(source.0);
            let fits = !asks && near && at < source.0 && one_person(&head) && gender_of(&head).fits(gender);
            return if fits && !named_between(cast, &self.last_said, (at, source.0), gender) {
                (Some(actor), Resolution::Pronoun)
            } else {
                found
            };
        }
        let words = &cast.tokens[source.0..source.1];
        let they = words.len() == 1 && first.is("they") && found.0.is_none()
            || (3..=4).contains(&words.len())
                && words[words.len() - 1].is("them")
                && found.1 == Resolution::Description;
        if they
            && let Some((at, there, actor)) = self.last
            && there == passage
            && at < source.0
            && !one_person(&self.head_of(cast, actor))
        {
            return (Some(actor), Resolution::Pronoun);
        }
        let head = head(words);
        let definite = matches!(first.lower.as_ref(), "the" | "this" | "that");
        // "A commander said … the commander added": not somebody who is no commander.
        let other = |actor: usize| {
            let known = &cast.known[actor].actor;
            let holds = known.roles.iter().any(|role| role.split(' ').any(|word| word == head));
            known.kind != ActorKind::Unnamed && !holds && found.1 == Resolution::Role
        };
        let earlier = self.by_head.get(&head).copied().filter(|_| found.0.is_some_and(other));
        let nobody = |actor: usize| cast.known[actor].actor.kind == ActorKind::Unnamed;
        let elsewhere = found.0.is_none_or(|actor| other(actor) || nobody(actor));
        // "The palace official" is another than "the official".
        let bare = words.len() == 2 || words.get(1).is_some_and(|word| word.is("same"));
        let earlier = earlier.or_else(|| self.just_spoke(cast, &head, passage).filter(|_| elsewhere && bare));
        if definite
            && words.len() <= 3
            && one_person(&head)
            && let Some(earlier) = earlier
        {
            self.last = Some((source.0, passage, earlier));
            self.last_said.clone_from(&draft.content);
            return (Some(earlier), Resolution::Role);
        }
        let Some(actor) = found.0.filter(|actor| cast.known[*actor].actor.kind == ActorKind::Unnamed) else {
            return found;
        };
        // "The Velmark ministry" is not the ministry of before, which was Arland's.
        let name = |actor: usize| &cast.known[actor].actor.name;
        let own = |actor: usize| {
            words
                .iter()
                .skip(1)
                .filter(|word| word.capital)
                .all(|word| name(actor).to_lowercase().split(' ').any(|known| known == word.lower))
        };
        if definite
            && let Some(earlier) = self.by_head.get(&head)
            && own(*earlier)
            && found.1 == Resolution::Description
        {
            self.last = Some((source.0, passage, *earlier));
            self.last_said.clone_from(&draft.content);
            return (Some(*earlier), Resolution::Role);
        }
        self.by_head.insert(head, actor);
        if cast.asked_about(source.0) {
            return (Some(actor), found.1);
        }
        self.last = Some((source.0, passage, actor));
        self.last_said.clone_from(&draft.content);
        (Some(actor), found.1)
    }

    /// Who without a name spoke last in this paragraph, and so is meant by another word for people: "A member of the
    /// delegation said …, the negotiator said"; by "the source" also in the next.
    fn just_spoke(&self, cast: &Cast<'_, '_>, head: &str, passage: usize) -> Option<usize> {
        let (_, there, actor) = self.last?;
        let vague = matches!(head, "source" | "person" | "insider" | "official");
        let near = there == passage || vague && there + 1 == passage;
        let last = self.head_of(cast, actor);
        let spoke = self.voice.is_some_and(|(_, voice)| voice == actor);
        // Who asks is nobody who answers.
        let same = one_person(&last) && !lexicon().has("interviewers", &last) && last != head;
        (near && spoke && same).then_some(actor)
    }

    fn head_of(&self, cast: &Cast<'_, '_>, actor: usize) -> String {
        let name = cast.known[actor].actor.name.to_lowercase();
        let words: Vec<&str> = name.split(' ').collect();
        head_word(words.iter().copied()).to_owned()
    }
}

/// Whether a mention stands in what somebody said.
fn spoken_of(found: &Found, said: &[(usize, usize)]) -> bool {
    said.iter().any(|said| said.0 <= found.start && found.end <= said.1)
}

/// The noun at the head of a description: the last before a preposition, a clause or a comma.
fn head(tokens: &[crate::token::Token<'_>]) -> String {
    head_word(tokens.iter().map(|token| token.lower.as_ref())).to_owned()
}

fn head_word<'w>(words: impl Iterator<Item = &'w str>) -> &'w str {
    let mut last = "";
    let mut words = words.peekable();
    // "One of the engineers" is one, whatever stands behind it.
    if let Some(one) = words.next_if_eq(&"one")
        && words.peek() == Some(&"of")
    {
        return one;
    }
    for word in words {
        let ends =
            ["prepositions", "subordinators", "subject-pronouns"].iter().any(|l| lexicon().has(l, word));
        if (ends || !word.starts_with(char::is_alphanumeric)) && !last.is_empty() {
            break;
        }
        if !lexicon().has("determiners", word) {
            last = word.trim_end_matches(',');
        }
    }
    last
}

/// Whether the noun is of one person: a singular word for people.
pub(crate) fn one_person(head: &str) -> bool {
    let people = ["unnamed", "titles", "outsiders"].iter().any(|list| lexicon().has(list, head));
    people && !head.ends_with('s') && !matches!(head, "people" | "men" | "women" | "many" | "some" | "police")
        || matches!(
            head,
            "one" | "person" | "engineer" | "worker" | "farmer" | "fisherman" | "neighbour" | "neighbor"
        )
}

pub(crate) fn gender_of(head: &str) -> Gender {
    if head.ends_with("woman") {
        Gender::Female
    } else if head.ends_with("man") {
        Gender::Male
    } else {
        Gender::Unknown
    }
}

/// Whether a person whom the pronoun fits is mentioned between two tokens, outside quotations and what was said there.
fn named_between(
    cast: &Cast<'_, '_>,
    said: &[(usize, usize)],
    (from, to): (usize, usize),
    gender: Gender,
) -> bool {
    let first = cast.found.partition_point(|found| found.start <= from);
    let end = cast.found.partition_point(|found| found.start < to);
    (first..end.max(first)).any(|at| {
        let named = cast.found[at].kind == standpoint_terms::MentionKind::Person
            && !cast.found[at].quoted
            && !spoken_of(&cast.found[at], said);
        named
            && cast.resolved[at].0.is_some_and(|actor| {
                let known = &cast.known[actor];
                known.actor.kind == ActorKind::Person && known.gender.fits(gender)
            })
    })
}
