//! Titles and roles: learned from what stands beside a name, and gone back from to who holds them.

use standpoint_terms::{ActorKind, MentionKind, Resolution};

use crate::cast::{Cast, MANY, squeezed};
use crate::gender::Gender;
use crate::lexicon::lexicon;
use crate::mention::Found;
use crate::token::Token;

/// A bare office looks so many passages back for who holds one: items of a list lie between.
const FAR: usize = 8;

/// How many mentions back "the adviser" may be told of.
const RECENT: usize = 64;

/// An office that a president has too.
const HEAD_OF_STATE: &str = "head of state";

/// How many words before a role its determiner may stand.
const BEFORE_ROLE: usize = 5;

/// How many words there are from whose somebody is to the role, at most.
const OWNER: usize = 3;

/// How many words of a description behind its role are kept.
const DESCRIPTION: usize = 12;

impl Cast<'_, '_> {
    /// Titles before names, and descriptions beside them: "Lena Kask, the foreign minister".
    pub(crate) fn roles_learned(&mut self) {
        for at in 0..self.found.len() {
            let found = &self.found[at];
            if found.kind == MentionKind::Person {
                let Some(actor) = self.person(at) else { continue };
                if let Some(title) = found.title {
                    let role = in_full(self.words(title).trim_end_matches('.').to_lowercase());
                    if !lexicon().has("honorifics", &role) || lexicon().has("titles", &role) {
                        let past = self.past(&Found { start: title.0, ..*found });
                        let role = if past { held_once(role) } else { role };
                        self.learn_role(actor, role, found.side.filter(|_| !past));
                    }
                }
                continue;
            }
            // "Odo Falk, the president's spokesman" is no president.
            if found.kind != MentionKind::Role || self.tokens.get(found.end).is_some_and(Token::is_possessive)
            {
                continue;
            }
            let Some(named) = self.apposed(at) else { continue };
            let Some(actor) = self.person(named) else { continue };
            let role = in_full(self.words((found.start, found.end)).to_lowercase());
            // "Wei Huo, spokeswoman of the ministry": the role tells more surely than the given name.
            match gender_of_role(&role) {
                Gender::Unknown => {}
                told => self.known[actor].gender = told,
            }
            let whole = self.description_around(at, named);
            let based = found.side.is_some_and(|side| self.lives_there(side.1));
            let past = self.past(found);
            let role = if past { held_once(role) } else { role };
            self.learn_role(actor, role, found.side.filter(|_| !based && !past));
            self.learn_role(actor, whole, None);
            self.resolved[at] = (Some(actor), Resolution::Role);
        }
    }

    /// The whole description in which a role stands, without its article: "director of the consultancy Orle Risk".
    fn description_around(&self, at: usize, named: usize) -> String {
        let role = &self.found[at];
        let name = &self.found[named];
        let before = name.end <= role.start;
        let first = if before { name.end + 1 } else { role.start };
        let article = |token: &Token<'_>| matches!(token.lower.as_ref(), "the" | "a" | "an");
        let start =
            if self.tokens.get(first).is_some_and(article) { first + 1 } else { first }.min(role.start);
        let limit = (role.end + DESCRIPTION).min(if before { self.tokens.len() } else { name.start });
        let stop = |at: &usize| {
            let token = &self.tokens[*at];
            !token.is_word() && !matches!(token.lower.as_ref(), "-" | "&" | "’" | "'")
                || matches!(token.lower.as_ref(), "who" | "which" | "that" | "said" | "says" | "told")
        };
        let end = (role.end..limit).find(stop).unwrap_or(limit);
        squeezed(self.words((start, end)))
    }

    /// Whether the role is one of the past: who was Arland's minister does not speak for it.
    fn past(&self, role: &Found) -> bool {
        let first = role.side.map_or(role.start, |side| side.0.min(role.start));
        self.tokens[first.saturating_sub(2)..role.end]
            .iter()
            .any(|token| lexicon().has("former", token.lower.trim_end_matches('-')))
    }

    /// Whether the words behind a side say where somebody lives: "British-based" is no office of Britain.
    fn lives_there(&self, end: usize) -> bool {
        let word = |at: usize| self.tokens.get(at).map_or("", |token| token.lower.as_ref());
        let place = |word: &str| matches!(word, "based" | "born" | "-based" | "-born");
        place(word(end)) || (word(end) == "-" && place(word(end + 1)))
    }

    /// The name beside which a role stands, with a comma and at most a determiner or a side between.
    pub(crate) fn apposed(&self, at: usize) -> Option<usize> {
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

    pub(crate) fn learn_role(&mut self, actor: usize, role: String, side: Option<(usize, usize)>) {
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

    /// Whether the words end in an office and the document gives the actor others, but not this one: "the
    /// president" is nobody of whom only "foreign minister" is told.
    fn other_office(&self, actor: &standpoint_terms::Actor, words: &str) -> bool {
        let head = words.split(' ').next_back().unwrap_or_default();
        let office = |word: &str| lexicon().has("offices", word);
        let held = || actor.roles.iter().flat_map(|role| role.split(' '));
        office(head) && held().any(office) && !held().any(|word| word == head)
    }

    /// The one who holds the role, if the sides leave no doubt.
    pub(crate) fn role_holder(&self, found: &Found) -> Option<usize> {
        let mut role = in_full(self.words((found.start, found.end)).to_lowercase());
        let side = found.side.map(|s| squeezed(self.words(s))).unwrap_or_default();
        if role == HEAD_OF_STATE && !self.roles.contains_key(&role) {
            role = "president".to_owned();
        }
        if self.past(found) {
            role = held_once(role);
        }
        // "The minister" is one of those who are ministers of something.
        let bare = lexicon().has("offices", &role) && !self.roles.contains_key(&role);
        let of_something = |known: &str| known.rsplit_once(' ').is_some_and(|(_, head)| head == role);
        let ends = self.roles.iter().filter(|(known, _)| bare && of_something(known));
        let mut holders: Vec<usize> = self
            .roles
            .get(&role)
            .into_iter()
            .chain(ends.map(|(_, holders)| holders))
            .flatten()
            .filter(|(of, actor)| {
                side.is_empty()
                    || of.is_empty() && !lexicon().has("general-offices", &role)
                    || same_side(of, &side)
                    || self.known[*actor].actor.affiliations.iter().any(|a| same_side(a, &side))
            })
            .map(|h| h.1)
            .filter(|actor| !bare || self.may_be(*actor, found.start, found.end))
            .collect();
        holders.sort_unstable();
        holders.dedup();
        // "Even Kask took offence. The Norlandic president said": of whom the paragraph tells, not of a president of whom
        // nobody told whose.
        let told = !side.is_empty()
            && !holders.is_empty()
            && holders.iter().all(|one| self.known[*one].actor.affiliations.is_empty());
        let here =
            self.only_one_told_of(found).filter(|one| told && self.may_be(*one, found.start, found.end));
        match holders[..] {
            _ if self.indefinite(found.start) => None,
            _ if here.is_some() => here,
            // "The minister" is nobody who is named only later, as minister of something.
            [one] => (!bare || self.known[one].last.is_some()).then_some(one),
            // Who writes "the President" for one of several writes of the own one, and names that one first.
            [first, ..] if side.is_empty() && self.in_house(found) => Some(first),
            // Several hold it: the one who was named last in this paragraph, else in the one before, best not in
            // passing ("a letter to Kask").
            _ => {
                let first = found.passage.saturating_sub(if bare { FAR } else { 1 });
                (first..=found.passage).rev().find_map(|passage| {
                    let there = |actor: &usize| {
                        let last = self.known[*actor].last?;
                        let at = &self.found[last];
                        (at.passage == passage).then_some((!self.behind_preposition(at), last, *actor))
                    };
                    holders.iter().filter_map(there).max().map(|(.., actor)| actor)
                })
            }
        }
    }

    /// Whether an office stands in capitals behind "the", as the news of that office itself have it: "the President said".
    fn in_house(&self, found: &Found) -> bool {
        let capital =
            found.end > found.start && self.tokens[found.start].capital && self.tokens[found.end - 1].capital;
        let head = self.tokens[found.end - 1].lower.as_ref();
        let definite = found.start > 0 && self.tokens[found.start - 1].is("the");
        capital && definite && matches!(head, "president" | "state" | "chancellor")
    }

    /// Whether a role is told of for the first time: "a spokesman", "a Norlandic envoy" is not the one that was named.
    fn indefinite(&self, start: usize) -> bool {
        let before = self.tokens[start.saturating_sub(BEFORE_ROLE)..start].iter().rev();
        let determiner = before.take_while(|token| token.is_word()).find(|token| {
            lexicon().has("determiners", &token.lower) || lexicon().has("prepositions", &token.lower)
        });
        determiner.is_some_and(|token| matches!(token.lower.as_ref(), "a" | "an" | "another"))
    }

    /// Who of those with an office that ends in this one was named last: "the adviser" is the foreign policy adviser.
    pub(crate) fn headed_role(&self, found: &Found) -> Option<usize> {
        let definite = found.start > 0 && self.tokens[found.start - 1].is("the");
        if found.end != found.start + 1 || found.side.is_some() || !definite {
            return None;
        }
        let head = self.tokens[found.start].lower.as_ref();
        let holds = |actor: &usize| {
            let roles = &self.known[*actor].actor.roles;
            roles.iter().any(|role| role.strip_suffix(head).is_some_and(|above| above.ends_with(' ')))
        };
        let before = self.found.partition_point(|other| other.start < found.start);
        let lately = (0..before).rev().take(RECENT);
        let near = lately.take_while(|at| self.found[*at].passage + 1 >= found.passage);
        let last =
            near.filter(|at| !self.found[*at].quoted).find_map(|at| self.resolved[at].0.filter(holds))?;
        self.may_be(last, found.start, found.end).then_some(last)
    }

    /// Whether a name stands behind a preposition, with its title and side at most between.
    pub(crate) fn behind_preposition(&self, found: &Found) -> bool {
        let first = found.opening();
        let before = |at: usize| self.tokens.get(at).map_or("", |token| token.lower.as_ref());
        let at = first.checked_sub(1).map_or("", before);
        let at = if lexicon().has("determiners", at) { first.checked_sub(2).map_or("", before) } else { at };
        lexicon().has("prepositions", at)
    }

    /// The same for a role, where what is known of the actor allows it.
    pub(crate) fn linked_role(&self, found: &Found) -> Option<usize> {
        let actor = self.linked(found.start, found.end).filter(|_| !self.indefinite(found.start))?;
        if self.known[actor].actor.kind == ActorKind::Body {
            return None;
        }
        // "Kask said no. “Never,” said the former minister": of whom the paragraph tells, if it tells of one only.
        let actor = self.only_one_told_of(found).unwrap_or(actor);
        // "His spokesman" is somebody else.
        let before = self.found.partition_point(|other| other.start < found.start).checked_sub(1);
        let own = before.filter(|at| self.found[*at].end + OWNER > found.start && self.is_owner(*at));
        if own.is_some_and(|at| self.resolved[at].0 == Some(actor)) {
            return None;
        }
        let affiliations = &self.known[actor].actor.affiliations;
        let side = found.side.map(|side| squeezed(self.words(side)));
        let sides = side.is_none_or(|side| {
            affiliations.is_empty() || affiliations.iter().any(|other| same_side(other, &side))
        });
        (sides && self.may_be(actor, found.start, found.end)).then_some(actor)
    }

    /// Whether a mention is "his" or "her", or has an "'s".
    fn is_owner(&self, at: usize) -> bool {
        let found = &self.found[at];
        matches!(self.tokens[found.start].lower.as_ref(), "his" | "her")
            || self.tokens.get(found.end).is_some_and(Token::is_possessive)
    }

    /// The only person whom the paragraph names before a role, outside quotations.
    fn only_one_told_of(&self, found: &Found) -> Option<usize> {
        let before = self.found.partition_point(|other| other.start < found.start);
        let here = (0..before).rev().take(RECENT).take_while(|at| self.found[*at].passage == found.passage);
        let persons =
            here.filter(|at| self.found[*at].kind == MentionKind::Person && !self.found[*at].quoted);
        let mut persons = persons.map(|at| self.resolved[at].0);
        let one = persons.next()??;
        let known = &self.known[one];
        // A single unknown word may be a paper's name.
        let person = known.actor.kind == ActorKind::Person
            && (known.words.len() > 1 || known.gender != Gender::Unknown || !known.actor.roles.is_empty());
        (person && persons.all(|other| other == Some(one))).then_some(one)
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
        let outside = lexicon().has("outsiders", words.rsplit(' ').next().unwrap_or_default())
            && actor.roles.iter().any(|role| role.split(' ').any(|word| lexicon().has("offices", word)));
        !lesser && sides && !outside && !self.other_office(actor, &words)
    }
}

/// Whether a role is told of women alone; "spokesman" is told of women too.
fn gender_of_role(role: &str) -> Gender {
    if role.ends_with("woman") { Gender::Female } else { Gender::Unknown }
}

/// An office that somebody has no more, so that "the president" is somebody else.
fn held_once(role: String) -> String {
    if role.split(' ').any(|word| lexicon().has("former", word)) { role } else { format!("former {role}") }
}

/// A role without its short form: "VP" is the vice president.
fn in_full(role: String) -> String {
    match role.as_str() {
        "vp" => "vice president".to_owned(),
        "pm" => "prime minister".to_owned(),
        _ => role,
    }
}

/// Whether two words name one side: equal, or one country's name, adjective or capital.
pub(crate) fn same_side(one: &str, other: &str) -> bool {
    let country = |word: &str| lexicon().place(word).map(|(country, _)| country.name);
    one.eq_ignore_ascii_case(other) || country(one).is_some_and(|c| country(other) == Some(c))
}
