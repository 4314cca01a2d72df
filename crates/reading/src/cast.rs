//! The actors of a document and the mentions traced to them.

use std::collections::{BTreeMap, HashMap, VecDeque};

use standpoint_terms::{Actor, ActorKind, Mention, MentionKind, Resolution, Span};

use crate::coreference::Chains;
use crate::gender::Gender;
use crate::lexicon::lexicon;
use crate::mention::Found;
use crate::pronoun::Recent;
use crate::token::Token;

/// What is known of an actor besides what the reading tells.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) actor: Actor,
    pub(crate) gender: Gender,
    /// The name's words in small letters, without initials.
    pub(crate) words: Vec<String>,
    /// The last mention outside quotations.
    pub(crate) last: Option<usize>,
}

/// Words of a title before a name with which a sentence opens, at most.
const OPENS: usize = 3;

/// How many mentions of persons a pronoun looks back over.
const RECENT: usize = 16;
/// More namesakes, roles or affiliations than this are not kept: it bounds the work on hostile text.
pub(crate) const MANY: usize = 32;
/// The actors of a document as they are learned, and the mentions resolved to them.
pub(crate) struct Cast<'a, 't> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token<'t>],
    pub(crate) found: &'a [Found],
    /// The sentences as ranges of tokens.
    pub(crate) sentences: &'a [(usize, usize)],
    /// What a model says of who goes back to whom; empty without one.
    pub(crate) chains: &'a Chains,
    pub(crate) known: Vec<Known>,
    pub(crate) by_name: HashMap<String, usize>,
    /// Actors by the last word of their name.
    pub(crate) by_surname: BTreeMap<String, Vec<usize>>,
    /// Persons with several names by the first word: where family names stand first, it is what they are called by.
    pub(crate) by_first: BTreeMap<String, Vec<usize>>,
    /// Bodies by their name without the country whose they are: "defence ministry".
    pub(crate) bodies: BTreeMap<String, Vec<usize>>,
    /// (role, side) as learned; the side may be empty.
    pub(crate) roles: BTreeMap<String, Vec<(String, usize)>>,
    /// For each mention its actor and how it was found.
    pub(crate) resolved: Vec<(Option<usize>, Resolution)>,
}

/// Notes who has a name. More than [`MANY`] namesakes are not kept.
fn note_namesake(of: &mut BTreeMap<String, Vec<usize>>, name: &str, actor: usize) {
    let namesakes = of.entry(name.to_owned()).or_default();
    if namesakes.len() < MANY {
        namesakes.push(actor);
    }
}

impl<'a, 't> Cast<'a, 't> {
    /// Learns the actors from the mentions and resolves those that can be.
    pub(crate) fn learn(
        text: &'a str,
        tokens: &'a [Token<'t>],
        found: &'a [Found],
        sentences: &'a [(usize, usize)],
        chains: &'a Chains,
    ) -> Self {
        let mut cast = Cast {
            text,
            tokens,
            found,
            sentences,
            chains,
            known: Vec::new(),
            by_name: HashMap::new(),
            by_surname: BTreeMap::new(),
            by_first: BTreeMap::new(),
            bodies: BTreeMap::new(),
            roles: BTreeMap::new(),
            resolved: vec![(None, Resolution::Unresolved); found.len()],
        };
        cast.full_names();
        cast.roles_learned();
        cast.rest();
        cast
    }

    /// The words there, as written.
    pub(crate) fn words(&self, span: (usize, usize)) -> &'a str {
        self.text.get(self.tokens[span.0].span.start..self.tokens[span.1 - 1].span.end).unwrap_or_default()
    }

    /// A new actor under a key of its own.
    pub(crate) fn add(&mut self, key: String, name: String, kind: ActorKind, words: Vec<String>) -> usize {
        let at = self.known.len();
        if kind == ActorKind::Person {
            if let Some(last) = words.last() {
                note_namesake(&mut self.by_surname, last, at);
            }
            if let [first, _, ..] = &words[..] {
                note_namesake(&mut self.by_first, first, at);
            }
        }
        let actor = Actor { name, kind, roles: Vec::new(), affiliations: Vec::new() };
        self.known.push(Known { actor, gender: Gender::Unknown, words, last: None });
        self.by_name.insert(key, at);
        at
    }

    /// Somebody without a name, who is nobody else.
    pub(crate) fn add_unnamed(&mut self, actor: Actor) -> usize {
        self.known.push(Known { actor, gender: Gender::Unknown, words: Vec::new(), last: None });
        self.known.len() - 1
    }

    /// All other mentions in order of the text.
    fn rest(&mut self) {
        let mut recent: VecDeque<Recent> = VecDeque::new();
        for at in 0..self.found.len() {
            let found = &self.found[at];
            match found.kind {
                MentionKind::Person if self.person(at).is_none() => self.namesake(at),
                MentionKind::Organisation | MentionKind::Place => self.body(at),
                MentionKind::Role if self.resolved[at].0.is_none() => {
                    if let Some(actor) = self
                        .role_holder(found)
                        .or_else(|| self.headed_role(found))
                        .or_else(|| self.linked_role(found))
                    {
                        self.resolved[at] = (Some(actor), Resolution::Role);
                    }
                }
                MentionKind::Pronoun if !found.quoted => {
                    if let Some(actor) = self.ahead(at).or_else(|| self.pronoun(found, &recent)) {
                        self.resolved[at] = (Some(actor), Resolution::Pronoun);
                    }
                }
                _ => {}
            }
            let Some(actor) = self.resolved[at].0.filter(|_| !found.quoted) else { continue };
            self.known[actor].last = Some(at);
            if self.known[actor].actor.kind == ActorKind::Person {
                if self.stands_for_another(at) {
                    continue;
                }
                let first = self.sentences.get(found.sentence).map_or(found.start, |sentence| sentence.0);
                let opens = found.kind == MentionKind::Person && found.start <= first + OPENS;
                let label = opens && self.tokens.get(found.end).is_some_and(|token| token.is(":"));
                let (sentence, passage) = (found.sentence, found.passage);
                let full = opens && found.end > found.start + 1;
                let end = found.end;
                recent.push_back(Recent {
                    start: found.start,
                    end,
                    sentence,
                    passage,
                    actor,
                    opens,
                    full,
                    label,
                });
                if recent.len() > RECENT {
                    recent.pop_front();
                }
            }
        }
    }

    /// A body, by its name and the country whose it is: two countries' defence ministries are two bodies, and "the
    /// Defence Ministry" is the one that was named before, if there is one only.
    fn body(&mut self, at: usize) {
        let found = &self.found[at];
        let written = squeezed(self.words((found.start, found.end)));
        let (country, rest) = self.owned(at);
        let key = match country {
            Some(country) if !rest.is_empty() => format!("body of {country}: {rest}"),
            _ => format!("body {}", written.to_lowercase()),
        };
        if country.is_none()
            && !self.by_name.contains_key(&key)
            && let Some([one]) = self.bodies.get(&rest).map(Vec::as_slice)
        {
            self.resolved[at] = (Some(*one), Resolution::NamePart);
            return;
        }
        let actor = if let Some(actor) = self.by_name.get(&key) {
            *actor
        } else {
            let name = match self.owner(at).map(|owner| &self.found[owner]) {
                Some(owner) => format!("{}'s {written}", squeezed(self.words((owner.start, owner.end)))),
                None => written,
            };
            self.add(key, name, ActorKind::Body, Vec::new())
        };
        if country.is_some() && !rest.is_empty() {
            let others = self.bodies.entry(rest).or_default();
            if others.len() < MANY && !others.contains(&actor) {
                others.push(actor);
            }
        }
        self.resolved[at] = (Some(actor), Resolution::Name);
    }

    /// The country that stands right before a body as its owner: "Arland's" before "Defence Ministry".
    fn owner(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1)?;
        let owner = &self.found[before];
        let possessive = self.tokens.get(owner.end).is_some_and(Token::is_possessive);
        let body = &self.found[at];
        let of_place = owner.kind == MentionKind::Place && body.kind == MentionKind::Organisation;
        (of_place && possessive && owner.end + 1 == body.start).then_some(before)
    }

    /// The country whose a body is, by an owner before it or by its own first word, and the rest of its name in small
    /// letters.
    fn owned(&self, at: usize) -> (Option<&'static str>, String) {
        let found = &self.found[at];
        let country = |start: usize, end: usize| {
            lexicon().place(self.words((start, end))).map(|(country, _)| country.name)
        };
        let whole = squeezed(self.words((found.start, found.end))).to_lowercase();
        if found.kind != MentionKind::Organisation {
            return (None, whole);
        }
        if let Some(owner) = self.owner(at) {
            let owner = &self.found[owner];
            return (country(owner.start, owner.end), whole);
        }
        match country(found.start, found.start + 1) {
            Some(country) if found.end > found.start + 1 => {
                (Some(country), squeezed(self.words((found.start + 1, found.end))).to_lowercase())
            }
            _ => (None, whole),
        }
    }

    /// The mentions and the actors, as the reading has them.
    pub(crate) fn finish(self) -> (Vec<Mention>, Vec<Actor>) {
        let mentions = self
            .found
            .iter()
            .zip(&self.resolved)
            .map(|(found, (actor, resolution))| Mention {
                span: Span::new(self.tokens[found.start].span.start, self.tokens[found.end - 1].span.end),
                kind: found.kind,
                actor: *actor,
                resolution: *resolution,
            })
            .collect();
        (mentions, self.known.into_iter().map(|k| k.actor).collect())
    }
}

/// Words with single spaces.
pub(crate) fn squeezed(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
