//! Who the mentions are: names and their parts, roles, pronouns; and who speaks.

use std::collections::{BTreeMap, HashMap, VecDeque};

use standpoint_terms::{Actor, ActorKind, Mention, MentionKind, Resolution, Span};

use crate::coreference::Chains;
use crate::lexicon::lexicon;
use crate::mention::Found;
use crate::token::Token;

/// What is known of an actor besides what the reading tells.
#[derive(Clone, Debug)]
struct Known {
    actor: Actor,
    gender: Gender,
    /// The name's words in small letters, without initials.
    words: Vec<String>,
    /// The last mention outside quotations.
    last: Option<usize>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Gender {
    #[default]
    Unknown,
    Male,
    Female,
}

impl Gender {
    fn fits(self, other: Gender) -> bool {
        self == Gender::Unknown || other == Gender::Unknown || self == other
    }
}

/// How many mentions of persons a pronoun looks back over.
const RECENT: usize = 16;
/// More namesakes, roles or affiliations than this are not kept: it bounds the work on hostile text.
const MANY: usize = 32;
/// How many sentences a pronoun looks back over.
const SENTENCES: usize = 6;

/// The actors of a document as they are learned, and the mentions resolved to them.
pub(crate) struct Cast<'a, 't> {
    text: &'a str,
    pub(crate) tokens: &'a [Token<'t>],
    pub(crate) found: &'a [Found],
    /// What a model says of who goes back to whom; empty without one.
    pub(crate) chains: &'a Chains,
    known: Vec<Known>,
    by_name: HashMap<String, usize>,
    /// Actors by the last word of their name.
    pub(crate) by_surname: BTreeMap<String, Vec<usize>>,
    /// (role, side) as learned; the side may be empty.
    roles: BTreeMap<String, Vec<(String, usize)>>,
    /// For each mention its actor and how it was found.
    pub(crate) resolved: Vec<(Option<usize>, Resolution)>,
}

impl<'a, 't> Cast<'a, 't> {
    /// Learns the actors from the mentions and resolves those that can be.
    pub(crate) fn learn(
        text: &'a str,
        tokens: &'a [Token<'t>],
        found: &'a [Found],
        chains: &'a Chains,
    ) -> Self {
        let mut cast = Cast {
            text,
            tokens,
            found,
            chains,
            known: Vec::new(),
            by_name: HashMap::new(),
            by_surname: BTreeMap::new(),
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

    /// First all names with several words, wherever they stand: "Kask" in a headline is "Lena Kask" below.
    fn full_names(&mut self) {
        for (at, found) in self.found.iter().enumerate() {
            if found.kind != MentionKind::Person || found.end - found.start < 2 {
                continue;
            }
            let words = self.name_words(found);
            if words.len() < 2 {
                continue;
            }
            // The same first and last word: "Lena Kask", "Lena M. Kask".
            let key = format!("{} {}", words[0], words[words.len() - 1]);
            let written = squeezed(self.words((found.start, found.end)));
            let actor = match self.by_name.get(&key) {
                Some(actor) => {
                    if written.len() > self.known[*actor].actor.name.len() {
                        self.known[*actor].actor.name = written;
                    }
                    *actor
                }
                None => self.add(key, written, ActorKind::Person, words),
            };
            self.resolved[at] = (Some(actor), Resolution::Name);
            self.known[actor].gender = self.known[actor].gender.or(self.gender_of(found));
        }
    }

    fn name_words(&self, found: &Found) -> Vec<String> {
        self.tokens[found.start..found.end]
            .iter()
            .map(|t| t.lower.to_string())
            .filter(|w| !w.ends_with('.') && !matches!(w.as_str(), "jr" | "sr" | "'s" | "iii" | "ii"))
            .collect()
    }

    /// A new actor under a key of its own.
    pub(crate) fn add(&mut self, key: String, name: String, kind: ActorKind, words: Vec<String>) -> usize {
        let at = self.known.len();
        if let Some(last) = words.last().filter(|_| kind == ActorKind::Person) {
            let namesakes = self.by_surname.entry(last.clone()).or_default();
            if namesakes.len() < MANY {
                namesakes.push(at);
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

    fn gender_of(&self, found: &Found) -> Gender {
        let title = found.title.map(|t| &self.tokens[t.0..t.1]).unwrap_or_default();
        for token in title {
            let word = token.lower.trim_end_matches('.');
            if lexicon().has("honorifics-female", word) {
                return Gender::Female;
            }
            if lexicon().has("honorifics-male", word) {
                return Gender::Male;
            }
        }
        let first = self.tokens[found.start].lower.as_ref();
        if found.end - found.start < 2 {
            Gender::Unknown
        } else if lexicon().has("female-names", first) {
            Gender::Female
        } else if lexicon().has("male-names", first) {
            Gender::Male
        } else {
            Gender::Unknown
        }
    }

    /// Titles before names, and descriptions beside them: "Lena Kask, the foreign minister".
    fn roles_learned(&mut self) {
        for at in 0..self.found.len() {
            let found = &self.found[at];
            if found.kind == MentionKind::Person {
                let Some(actor) = self.person(at) else { continue };
                if let Some(title) = found.title {
                    let role = self.words(title).trim_end_matches('.').to_lowercase();
                    if !lexicon().has("honorifics", &role) || lexicon().has("titles", &role) {
                        self.learn_role(actor, role, found.side);
                    }
                }
                continue;
            }
            if found.kind != MentionKind::Role {
                continue;
            }
            let Some(named) = self.apposed(at) else { continue };
            let Some(actor) = self.person(named) else { continue };
            let role = self.words((found.start, found.end)).to_lowercase();
            self.learn_role(actor, role, found.side);
            self.resolved[at] = (Some(actor), Resolution::Role);
        }
    }

    /// The name beside which a role stands, with a comma and at most a determiner or a side between.
    fn apposed(&self, at: usize) -> Option<usize> {
        let role = &self.found[at];
        let before = (at.saturating_sub(2)..at).rev().find(|i| self.found[*i].kind == MentionKind::Person);
        if let Some(before) = before {
            let name = &self.found[before];
            let between = &self.tokens[name.end..role.start];
            let close = between.len() <= 5
                && between.first().is_some_and(|t| t.is(","))
                && between[1..]
                    .iter()
                    .all(|t| t.is_word() && !lexicon().is_verb(&t.lower) || t.is_possessive());
            if close && name.sentence == role.sentence {
                return Some(before);
            }
        }
        let next = self
            .found
            .get(at + 1)
            .filter(|n| n.kind == MentionKind::Person && n.sentence == role.sentence)?;
        let between = &self.tokens[role.end..next.start];
        (between.len() == 1 && between[0].is(",")).then_some(at + 1)
    }

    fn learn_role(&mut self, actor: usize, role: String, side: Option<(usize, usize)>) {
        let side = side.map(|s| squeezed(self.words(s))).unwrap_or_default();
        let known = &mut self.known[actor].actor;
        if !side.is_empty() && known.affiliations.len() < MANY && !known.affiliations.contains(&side) {
            known.affiliations.push(side.clone());
        }
        if known.roles.len() < MANY && !known.roles.contains(&role) {
            known.roles.push(role.clone());
        }
        let holders = self.roles.entry(role).or_default();
        if holders.len() < MANY && !holders.iter().any(|h| h.1 == actor && h.0 == side) {
            holders.push((side, actor));
        }
    }

    /// The person of a name mention, by its full or its only word; namesakes by what stands nearest.
    fn person(&mut self, at: usize) -> Option<usize> {
        if let Some(actor) = self.resolved[at].0 {
            return Some(actor);
        }
        let found = &self.found[at];
        let words = self.name_words(found);
        let last = words.last()?.clone();
        let gender = self.gender_of(found);
        let candidates: Vec<usize> = self
            .by_surname
            .get(&last)
            .map(|all| all.iter().copied().filter(|a| self.known[*a].gender.fits(gender)).collect())
            .unwrap_or_default();
        let actor = match candidates[..] {
            [] => {
                let name = squeezed(self.words((found.start, found.end)));
                let actor = self.add(last, name, ActorKind::Person, words);
                self.resolved[at] = (Some(actor), Resolution::Name);
                actor
            }
            [one] => {
                let part = self.known[one].words.len() > words.len();
                self.resolved[at] = (Some(one), if part { Resolution::NamePart } else { Resolution::Name });
                one
            }
            // Namesakes: decided in order of the text, when it is known who was named last.
            _ => return None,
        };
        self.known[actor].gender = self.known[actor].gender.or(gender);
        Some(actor)
    }

    /// All other mentions in order of the text.
    fn rest(&mut self) {
        let mut recent: VecDeque<(usize, usize)> = VecDeque::new();
        for at in 0..self.found.len() {
            let found = &self.found[at];
            match found.kind {
                MentionKind::Person if self.person(at).is_none() => self.namesake(at),
                MentionKind::Organisation | MentionKind::Place => self.body(at),
                MentionKind::Role if self.resolved[at].0.is_none() => {
                    if let Some(actor) = self.role_holder(found).or_else(|| self.linked_role(found)) {
                        self.resolved[at] = (Some(actor), Resolution::Role);
                    }
                }
                MentionKind::Pronoun if !found.quoted => {
                    let linked = self.linked_pronoun(found);
                    if let Some(actor) = linked.or_else(|| self.pronoun(found, &recent)) {
                        self.resolved[at] = (Some(actor), Resolution::Pronoun);
                    }
                }
                _ => {}
            }
            let Some(actor) = self.resolved[at].0.filter(|_| !found.quoted) else { continue };
            self.known[actor].last = Some(at);
            if self.known[actor].actor.kind == ActorKind::Person {
                recent.push_back((found.sentence, actor));
                if recent.len() > RECENT {
                    recent.pop_front();
                }
            }
        }
    }

    /// A surname that several people share goes to the one named last before it; to nobody where none was.
    fn namesake(&mut self, at: usize) {
        let found = &self.found[at];
        let gender = self.gender_of(found);
        let Some(last) = self.name_words(found).pop() else { return };
        let nearest = self.by_surname.get(&last).and_then(|all| {
            all.iter()
                .copied()
                .filter(|a| self.known[*a].gender.fits(gender))
                .max_by_key(|a| self.known[*a].last)
        });
        if let Some(actor) = nearest.filter(|a| self.known[*a].last.is_some()) {
            self.resolved[at] = (Some(actor), Resolution::NamePart);
        }
    }

    fn body(&mut self, at: usize) {
        let found = &self.found[at];
        let written = squeezed(self.words((found.start, found.end)));
        let key = format!("body {}", written.to_lowercase());
        let actor = match self.by_name.get(&key) {
            Some(actor) => *actor,
            None => self.add(key, written, ActorKind::Body, Vec::new()),
        };
        self.resolved[at] = (Some(actor), Resolution::Name);
    }

    /// The one who holds the role, if the sides leave no doubt.
    fn role_holder(&self, found: &Found) -> Option<usize> {
        let role = self.words((found.start, found.end)).to_lowercase();
        let side = found.side.map(|s| squeezed(self.words(s))).unwrap_or_default();
        let mut holders: Vec<usize> = self
            .roles
            .get(&role)
            .into_iter()
            .flatten()
            .filter(|(of, actor)| {
                side.is_empty()
                    || of.is_empty()
                    || same_side(of, &side)
                    || self.known[*actor].actor.affiliations.iter().any(|a| same_side(a, &side))
            })
            .map(|h| h.1)
            .collect();
        holders.sort_unstable();
        holders.dedup();
        // "a spokesman" is not the spokesman that was named.
        let indefinite =
            found.start > 0 && matches!(self.tokens[found.start - 1].lower.as_ref(), "a" | "an" | "another");
        match holders[..] {
            [one] if !indefinite => Some(one),
            _ => None,
        }
    }

    /// The actor to which a mention with its head there goes back by the model's chains.
    pub(crate) fn linked(&self, start: usize, end: usize) -> Option<usize> {
        self.chains.earlier(start, end).find_map(|head| {
            let at = self.found.partition_point(|found| found.end <= head);
            let found = self.found.get(at).filter(|found| found.start <= head)?;
            self.resolved[at].0.filter(|_| found.kind != MentionKind::Date)
        })
    }

    /// The same for a role, where what is known of the actor allows it.
    fn linked_role(&self, found: &Found) -> Option<usize> {
        let actor = self.linked(found.start, found.end)?;
        let affiliations = &self.known[actor].actor.affiliations;
        let side = found.side.map(|side| squeezed(self.words(side)));
        let sides = side.is_none_or(|side| {
            affiliations.is_empty() || affiliations.iter().any(|other| same_side(other, &side))
        });
        (sides && self.may_be(actor, found.start, found.end)).then_some(actor)
    }

    /// Whether a description in these words may be of this actor: "the president" is no vice president, and
    /// "the Norlandic minister" nobody who speaks for others.
    pub(crate) fn may_be(&self, actor: usize, start: usize, end: usize) -> bool {
        let actor = &self.known[actor].actor;
        let words = squeezed(self.words((start, end))).to_lowercase();
        let lesser = actor.roles.iter().any(|role| {
            let (Some((before, _)), Some(head)) = (role.rsplit_once(' '), role.rsplit(' ').next()) else {
                return false;
            };
            let below = ["vice", "deputy", "former", "acting", "assistant"];
            words.ends_with(head) && below.iter().any(|word| before.contains(word) && !words.contains(word))
        });
        let sides = self.tokens[start..end].iter().filter(|token| token.capital).all(|token| {
            let Some((country, _)) = lexicon().place(token.span.of(self.text).unwrap_or_default()) else {
                return true;
            };
            let known = actor.affiliations.iter().map(|of| lexicon().place(of).map(|(other, _)| other.name));
            let known: Vec<_> = known.flatten().collect();
            known.is_empty() || known.contains(&country.name)
        });
        !lesser && sides
    }

    /// The same for a pronoun, where number and gender allow it.
    fn linked_pronoun(&mut self, found: &Found) -> Option<usize> {
        let actor = self.linked(found.start, found.end)?;
        let gender = match self.tokens[found.start].lower.as_ref() {
            "he" | "him" | "his" => Gender::Male,
            "she" | "her" => Gender::Female,
            _ => return Some(actor),
        };
        let known = &mut self.known[actor];
        if known.actor.kind != ActorKind::Person || !known.gender.fits(gender) {
            return None;
        }
        known.gender = gender;
        Some(actor)
    }

    /// The nearest person that fits: in the sentence and those before it, what stands first in each.
    fn pronoun(&mut self, found: &Found, recent: &VecDeque<(usize, usize)>) -> Option<usize> {
        let gender = match self.tokens[found.start].lower.as_ref() {
            "he" | "him" | "his" => Gender::Male,
            "she" | "her" => Gender::Female,
            _ => return None,
        };
        let mut end = recent.len();
        while end > 0 {
            let sentence = recent[end - 1].0;
            if found.sentence - sentence > SENTENCES {
                return None;
            }
            let start = (0..end).rev().take_while(|i| recent[*i].0 == sentence).last().unwrap_or(end - 1);
            for (_, actor) in recent.range(start..end) {
                let known = &mut self.known[*actor];
                if known.actor.kind == ActorKind::Person && known.gender.fits(gender) {
                    known.gender = gender;
                    return Some(*actor);
                }
            }
            end = start;
        }
        None
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

impl Gender {
    fn or(self, other: Gender) -> Gender {
        if self == Gender::Unknown { other } else { self }
    }
}

/// Whether two words name one side: equal, or one country's name, adjective or capital.
fn same_side(one: &str, other: &str) -> bool {
    let country = |word: &str| lexicon().place(word).map(|(country, _)| country.name);
    one.eq_ignore_ascii_case(other) || country(one).is_some_and(|c| country(other) == Some(c))
}

/// Words with single spaces.
pub(crate) fn squeezed(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
