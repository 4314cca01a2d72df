//! Who the source of an attribution is.

use standpoint_terms::{Actor, ActorKind, MentionKind, Resolution};

use crate::cast::{Cast, MANY, squeezed};
use crate::description::{own_words, tells_what_they_know};
use crate::lexicon::lexicon;
use crate::mention::Found;
use crate::token::Token;
use crate::unnamed::{gender_of, one_person};

impl Cast<'_, '_> {
    /// Who the source of an attribution is. The unnamed become actors of their own.
    pub(crate) fn speaker(&mut self, start: usize, end: usize) -> (Option<usize>, Resolution) {
        // "The president himself"
        let stressed = end > start + 1 && is_reflexive(&self.tokens[end - 1].lower);
        let end = if stressed { end - 1 } else { end };
        let first = self.found.partition_point(|f| f.end <= start);
        let last = self.found.partition_point(|f| f.start < end);
        let inside = first..last.max(first);
        let only = end - start == 1;
        let word = self.tokens[start].lower.as_ref();
        if only && matches!(word, "who" | "which" | "that") {
            let before = first.checked_sub(1).filter(|b| self.tokens[self.found[*b].end..start].len() <= 12);
            if let Some(actor) = before.and_then(|b| self.resolved[b].0) {
                return (Some(actor), Resolution::Pronoun);
            }
            let comma = start.checked_sub(1).is_some_and(|at| self.tokens[at].is(","));
            return match self.chains.noun_before(start - usize::from(comma)) {
                // At least two words, so that this does not go on from pronoun to pronoun.
                Some((from, to)) if from + 1 < to => self.speaker(from, to),
                _ => (None, Resolution::Unresolved),
            };
        }
        if only && word == "it" || self.owned_by(start, end, "its") {
            return match self.linked(start, start + 1).or_else(|| self.side_before(start)) {
                Some(actor) => (Some(actor), Resolution::Pronoun),
                None if only => (None, Resolution::Unresolved),
                None => self.unnamed(start, end, inside),
            };
        }
        let of_them = end - start <= 4 && end - start > 2 && self.tokens[end - 1].is("them");
        if only && word == "they" || of_them || self.owned_by(start, end, "their") {
            if let Some(place) = self.place_of(start).filter(|_| only) {
                return (Some(place), Resolution::Pronoun);
            }
            if let Some((from, to)) = self.people_before(start) {
                let first = self.found.partition_point(|f| f.end <= from);
                let last = self.found.partition_point(|f| f.start < to);
                return (self.unnamed(from, to, first..last).0, Resolution::Pronoun);
            }
            if let Some(both) = self.met_before(start).filter(|_| only) {
                return (Some(self.add_unnamed(both)), Resolution::Pronoun);
            }
            let told = self.found[inside.clone()]
                .iter()
                .zip(&self.resolved[inside.clone()])
                .any(|(found, resolved)| found.kind == MentionKind::Pronoun && resolved.0.is_some());
            if !told
                && self.chains.earlier(start, end).next().is_none()
                && let Some(side) = self.side_before(start)
            {
                return (Some(side), Resolution::Pronoun);
            }
        }
        if let Some(several) = self.several(start, end).or_else(|| self.both_sides(start, end)) {
            return (Some(self.add_unnamed(several)), Resolution::Role);
        }
        if only && matches!(word, "i" | "we" | "you") {
            return (None, Resolution::Unresolved);
        }
        let named_thing = |f: &Found| matches!(f.kind, MentionKind::Organisation | MentionKind::Place);
        let possessed = |f: &Found| self.tokens.get(f.end).is_some_and(|t| t.is_possessive() && f.end < end);
        // "Arland Spokesman Odo Falk": Arland says whose he is, whatever else it was taken for.
        let of_title = |f: &Found| {
            let whose = |other: &Found| other.side.is_some_and(|side| side.0 <= f.start && f.end <= side.1);
            self.found[inside.clone()].iter().any(whose)
        };
        let head = |i: &usize| !possessed(&self.found[*i]) && !of_title(&self.found[*i]);
        let heads: Vec<usize> = inside.clone().filter(head).collect();
        let described = self.describes(start, end).or_else(|| self.chains.noun(start, end));
        let of_another = |i: &usize| {
            let f = &self.found[*i];
            let first = f.title.map_or(f.start, |title| title.0.min(f.start));
            let before = if first > start { self.tokens[first - 1].lower.as_ref() } else { "" };
            let owned = matches!(before, "of" | "for" | "from" | "to" | "at" | "in" | "the");
            let behind_noun = described.is_some_and(|d| d < f.start);
            // "Two people briefed on his call with Kask"
            behind_noun && (owned || lexicon().has("prepositions", before))
                || owned && named_thing(f) && self.headed(start, f.start)
        };
        if let Some((from, to)) = self.introduced(start, end) {
            let first = self.found.partition_point(|f| f.end <= from);
            let last = self.found.partition_point(|f| f.start < to);
            return (self.unnamed(from, to, first..last.max(first)).0, Resolution::Role);
        }
        if let Some(at) = heads.iter().find(|i| self.found[**i].kind == MentionKind::Person && !of_another(i))
        {
            return self.resolved[*at];
        }
        if let Some(at) = heads.iter().find(|i| {
            self.found[**i].kind == MentionKind::Role && self.resolved[**i].0.is_some() && !of_another(i)
        }) {
            return self.resolved[*at];
        }
        if only && let Some(at) = heads.first().filter(|i| self.found[**i].kind == MentionKind::Pronoun) {
            return self.resolved[*at];
        }
        if described.is_none()
            && let Some(at) = heads
                .iter()
                .find(|i| matches!(self.found[**i].kind, MentionKind::Organisation | MentionKind::Place))
            && !of_another(at)
        {
            return self.resolved[*at];
        }
        // "Orr's analysis", "his statement": who owns it says it.
        if described.is_none()
            && !self.chains.is_empty()
            && !self.chains.is_head(end - 1)
            && end > start + 1
            && let Some(owner) = inside.clone().find(|i| self.found[*i].start <= start + 1)
            && (possessed(&self.found[owner]) || self.possessive(owner))
            && self.resolved[owner].0.is_some()
        {
            return self.resolved[owner];
        }
        if heads.is_empty()
            && let Some(actor) = self.label(start, end)
        {
            return actor;
        }
        if let Some(actor) = self.maker(start, end) {
            return actor;
        }
        // "The veteran diplomat" is somebody known; "a diplomat" is not.
        let definite = matches!(word, "the" | "this" | "that") || self.tokens[start].is_word() && only;
        // A text is nobody: whose it is, other words tell.
        let person = |actor: usize| self.known[actor].actor.kind == ActorKind::Person;
        let writing = is_writing(&self.tokens[end - 1]);
        if definite
            && let Some(actor) = self.linked(start, end).filter(|actor| self.may_be(*actor, start, end))
            && !(writing && person(actor))
            && !(self.known[actor].actor.kind == ActorKind::Body
                && word == "the"
                && self.tokens[start + 1..end].last().is_some_and(|last| one_person(&last.lower)))
        {
            return (Some(actor), Resolution::Role);
        }
        if word == "the"
            && let Some(actor) = self.person_described(start, end)
        {
            return (Some(actor), Resolution::Role);
        }
        self.unnamed(start, end, inside)
    }

    /// The person of whom a description goes on: "the veteran diplomat", where somebody was named just before and
    /// nobody was introduced as a diplomat without a name.
    fn person_described(&self, start: usize, end: usize) -> Option<usize> {
        // "The former comedian, who bristles at the question,"
        let aside = (start + 1..end).find(|at| self.tokens[*at].is(",")).unwrap_or(end);
        let words = &self.tokens[start + 1..aside];
        let head = words.last()?.lower.as_ref();
        let plain = words.len() <= 4 && words.iter().all(|token| token.is_word() && !token.capital);
        let once = words.len() > 1 && lexicon().has("former", &words[0].lower);
        let plain = plain && (once || aside == end);
        let introduced = |at: &usize| {
            let token = &self.tokens[*at];
            token.lower == head && !token.capital && {
                let before = &self.tokens[at.saturating_sub(4)..*at];
                before.iter().any(|t| matches!(t.lower.as_ref(), "a" | "an" | "one" | "another"))
            }
        };
        if !plain
            || !(one_person(head) || once)
            || (start.saturating_sub(DESCRIBED)..start).any(|at| introduced(&at))
        {
            return None;
        }
        let end_of_found = self.found.partition_point(|found| found.end <= start);
        let (mut sentence, mut best) = (None, None);
        for at in (0..end_of_found).rev().take(16) {
            let found = &self.found[at];
            let person = |actor: &usize| self.known[*actor].actor.kind == ActorKind::Person;
            let Some(actor) = self.resolved[at].0.filter(person).filter(|_| !found.quoted) else { continue };
            if sentence.is_some_and(|known| known != found.sentence) || found.end + DESCRIBED < start {
                break;
            }
            sentence = Some(found.sentence);
            if !self.behind_preposition(found) {
                best = Some(actor);
            }
        }
        best.filter(|actor| {
            self.may_be(*actor, start, end) && self.known[*actor].gender.fits(gender_of(head))
        })
    }

    /// The description with which somebody without a name was introduced just before, where the source goes back to it by
    /// another word for such people: "A Norlandic ambassador was blunter. “No,” the envoy said".
    fn introduced(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let words = &self.tokens[start..end];
        let ([the, .., head], true) = (words, end - start <= 3) else { return None };
        if !the.is("the") || head.capital || !one_person(&head.lower) {
            return None;
        }
        let sentence = self.sentences.partition_point(|sentence| sentence.1 <= start);
        let before = self.found.partition_point(|found| found.end <= start);
        let passage = self.found.get(before)?.passage;
        let near = |found: &&Found| found.passage == passage && found.sentence + INTRODUCED >= sentence;
        let person =
            |found: &&Found| matches!(found.kind, MentionKind::Person | MentionKind::Role) && !found.quoted;
        let role = self.found[..before].iter().rev().take(MANY).take_while(near).find(person)?;
        let first = role.side.map_or(role.start, |side| side.0.min(role.start));
        let article = (first.saturating_sub(3)..first)
            .rev()
            .find(|at| matches!(self.tokens[*at].lower.as_ref(), "a" | "an" | "another"))?;
        let opens = self.sentences.get(role.sentence).is_some_and(|sentence| sentence.0 == article);
        let head_of_role = &self.tokens[role.end - 1];
        let other = one_person(&head_of_role.lower) && head_of_role.lower != head.lower;
        let asks = lexicon().has("interviewers", &head_of_role.lower);
        (role.kind == MentionKind::Role && role.sentence < sentence && opens && other && !asks)
            .then_some((article, role.end))
    }

    /// Whether a noun of its own stands before the name at `at`: "underwriters in Selm", "the union of Orle".
    fn headed(&self, start: usize, at: usize) -> bool {
        self.tokens[start..at].iter().any(|token| {
            token.is_word()
                && !["determiners", "prepositions", "adverbs", "sentence-openers"]
                    .iter()
                    .any(|list| lexicon().has(list, &token.lower))
        })
    }

    /// Who made a text that speaks, by the words behind it: "a post on the network by Lena Kask".
    fn maker(&self, start: usize, end: usize) -> Option<(Option<usize>, Resolution)> {
        if !self.tokens[start..end].iter().any(is_writing) || end - start > 6 {
            return None;
        }
        let by = (end..self.tokens.len().min(end + MAKER)).find(|at| self.tokens[*at].is("by"))?;
        let plain = self.tokens[end..by]
            .iter()
            .all(|token| token.is_word() && (token.capital || lexicon().has("prepositions", &token.lower)));
        let one = self.found.partition_point(|found| found.end <= by);
        let found = self.found.get(one).filter(|found| {
            let first = found.opening();
            let named =
                matches!(found.kind, MentionKind::Person | MentionKind::Organisation | MentionKind::Place);
            named && plain && (by + 1..=by + 2).contains(&first)
        })?;
        (!found.quoted).then_some(self.resolved[one]).filter(|resolved| resolved.0.is_some())
    }

    /// Whether the source is what somebody wants or has written, by a possessive: "its red lines".
    fn owned_by(&self, start: usize, end: usize, whose: &str) -> bool {
        let head = self.tokens[end - 1].lower.as_ref();
        let owned =
            ["list-announcers", "demands", "texts", "settings"].iter().any(|list| lexicon().has(list, head));
        (2..=5).contains(&(end - start))
            && self.tokens[start].is(whose)
            && (owned || matches!(head, "lines" | "statement" | "line" | "position"))
    }

    /// Whether the mention is "his" or the like.
    fn possessive(&self, found: usize) -> bool {
        let word = self.tokens[self.found[found].start].lower.as_ref();
        self.found[found].kind == MentionKind::Pronoun && matches!(word, "his" | "her" | "their")
    }

    /// The one who is asked in an interview of "Q:" and "A:": the only person named before the first answer.
    pub(crate) fn interviewee(&self, answer: usize) -> (Option<usize>, Resolution) {
        let end = self.found.partition_point(|found| found.start < answer);
        let person = |at: usize| {
            self.resolved[at].0.filter(|actor| self.known[*actor].actor.kind == ActorKind::Person)
        };
        let mut persons = (0..end).filter_map(person);
        match persons.next() {
            Some(first) if persons.all(|other| other == first) => (Some(first), Resolution::Label),
            _ => (None, Resolution::Unresolved),
        }
    }

    /// A name that only a label or a headline gives: "TARN: …".
    fn label(&mut self, start: usize, end: usize) -> Option<(Option<usize>, Resolution)> {
        let tokens = &self.tokens[start..end];
        let plain = |t: &Token<'_>| {
            ["determiners", "unnamed", "titles", "subject-pronouns"]
                .iter()
                .any(|l| lexicon().has(l, &t.lower))
        };
        if tokens.len() > 4 || !tokens.iter().all(|t| t.capital && !plain(t)) {
            return None;
        }
        let words: Vec<String> = tokens.iter().map(|t| t.lower.to_string()).collect();
        let last = words.last()?.clone();
        match self.by_surname.get(&last).map_or(&[][..], Vec::as_slice) {
            [] => {
                let name = squeezed(self.words((start, end)));
                Some((Some(self.add(words.join(" "), name, ActorKind::Person, words)), Resolution::Name))
            }
            [one] => Some((Some(*one), Resolution::NamePart)),
            _ => None,
        }
    }

    /// The first word of the source that describes people without naming them.
    fn describes(&self, start: usize, end: usize) -> Option<usize> {
        (start..end).find(|at| {
            let token = &self.tokens[*at];
            !token.capital
                && (lexicon().has("unnamed", &token.lower) || lexicon().has("titles", &token.lower))
        })
    }

    fn unnamed(
        &mut self,
        start: usize,
        end: usize,
        inside: std::ops::Range<usize>,
    ) -> (Option<usize>, Resolution) {
        if !self.tokens[start..end].iter().any(Token::is_word) {
            return (None, Resolution::Unresolved);
        }
        let name = squeezed(self.words((start, end)));
        let name = name.trim_end_matches([',', ' ', '.']).chars().take(200).collect::<String>();
        let named = |found: &Found| {
            found.start == start && !matches!(found.kind, MentionKind::Role | MentionKind::Pronoun)
        };
        let capital = self.found[inside.clone()].iter().any(named) || self.keeps_its_capital(start);
        let name = if capital { name } else { small_first_letter(&name) };
        let mut affiliations: Vec<String> = Vec::new();
        for at in inside.clone() {
            // "Her office", "the general's aide": for whom the owner speaks.
            let found = &self.found[at];
            // "a spokesman for the chancellor"
            let of_office = found.kind == MentionKind::Role
                && found.start > start + 1
                && self.tokens[found.start - 1].is("the")
                && matches!(self.tokens[found.start - 2].lower.as_ref(), "for" | "to" | "of");
            // "Two people briefed on his call" are not his.
            let known = self.tokens[start..found.start.max(start)]
                .iter()
                .any(|token| tells_what_they_know(&token.lower));
            let owner = self.tokens.get(found.end).is_some_and(|t| t.is_possessive() && found.end < end)
                || self.possessive(at) && !known
                || of_office;
            let Some(owner) = self.resolved[at].0.filter(|_| owner) else { continue };
            let owner = &self.known[owner].actor;
            for side in [&owner.name].into_iter().chain(&owner.affiliations) {
                if owner.kind != ActorKind::Unnamed && !affiliations.contains(side) {
                    affiliations.push(side.clone());
                }
            }
        }
        let own = self.tokens[start].span.start + own_words(self.words((start, end))).len();
        for found in self.found[inside].iter().filter(|found| self.tokens[found.start].span.start < own) {
            let named = matches!(
                found.kind,
                MentionKind::Place
                    | MentionKind::Nationality
                    | MentionKind::Organisation
                    | MentionKind::Person
            );
            let side = if named { Some((found.start, found.end)) } else { found.side };
            if let Some(side) = side {
                let side = squeezed(self.words(side));
                if !affiliations.contains(&side) {
                    affiliations.push(side);
                }
            }
        }
        if affiliations.is_empty()
            && let Some(side) = self.side_behind(start, end)
        {
            affiliations.push(side);
        }
        let actor = Actor { name, kind: ActorKind::Unnamed, roles: Vec::new(), affiliations };
        (Some(self.add_unnamed(actor)), Resolution::Description)
    }

    /// Whose somebody without a name is, by the words behind a source that was cut short: "a senior aide" before "to
    /// President Kask".
    fn side_behind(&self, start: usize, end: usize) -> Option<String> {
        let official =
            self.tokens[start..end].last().is_some_and(|last| lexicon().has("officials", &last.lower));
        let of = self
            .tokens
            .get(end)
            .is_some_and(|token| matches!(token.lower.as_ref(), "to" | "of" | "for" | "from" | "in" | "at"));
        let first = self.found.partition_point(|found| found.start <= end);
        let side = self.found.get(first).filter(|_| official && of)?;
        let opening = side.opening();
        let named = matches!(side.kind, MentionKind::Person | MentionKind::Place | MentionKind::Organisation);
        (named && opening <= end + 2).then(|| squeezed(self.words((side.start, side.end))))
    }

    /// Whether the first word of a description has its capital by itself, not from the start of a sentence.
    fn keeps_its_capital(&self, at: usize) -> bool {
        let first = &self.tokens[at];
        let written = self.words((at, at + 1));
        lexicon().place(written).is_some()
            || (written.len() > 5 && SIDES_END.iter().any(|end| first.lower.ends_with(end)))
    }
}

/// Whether the word only stresses whom the words before it name.
pub(crate) fn is_reflexive(word: &str) -> bool {
    matches!(word, "himself" | "herself" | "themselves" | "itself")
}

/// How many sentences back somebody without a name was introduced.
const INTRODUCED: usize = 2;

/// How many tokens a description looks back over.
const DESCRIBED: usize = 150;

/// How many tokens behind a text its maker is named.
const MAKER: usize = 5;

/// How names of peoples and sides end in English ("Kestrian", "Viennese"); for sides that no lexicon knows.
const SIDES_END: [&str; 8] = ["ian", "ians", "ean", "eans", "ese", "ish", "can", "cans"];

fn small_first_letter(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// Whether a word is one for something written or said in public: "draft", "letter", "statement".
pub(crate) fn is_writing(token: &Token<'_>) -> bool {
    ["settings", "announcements", "texts"].iter().any(|list| lexicon().has(list, &token.lower))
}
