//! Whom "it", "they", "all of them" and "the two men" mean, by the sentences before.

use standpoint_terms::{Actor, ActorKind, MentionKind};

use crate::cast::Cast;
use crate::lexicon::lexicon;
use crate::mention::Found;
use crate::sentence::in_one_paragraph;

/// How many sentences back "the two men" may be named.
const SENTENCES: usize = 4;

/// Longer sentences, in tokens, are none.
const LONGEST: usize = 400;

/// How many mentions back; it bounds the work on a text of one sentence.
const MENTIONS: usize = 200;

/// Nouns for several persons whom the text named.
const PERSONS: [&str; 14] = [
    "men",
    "women",
    "leaders",
    "presidents",
    "ministers",
    "envoys",
    "diplomats",
    "negotiators",
    "politicians",
    "chancellors",
    "secretaries",
    "pair",
    "duo",
    "trio",
];

impl Cast<'_, '_> {
    /// The side that the subject of the sentence before names, for "it" and "its".
    pub(crate) fn side_before(&self, at: usize) -> Option<usize> {
        let (start, end, asked) = self.sentence_before(at)?;
        let first = self.found.partition_point(|found| found.start < start);
        let named = self.found[first..].iter().take_while(|found| found.end <= end);
        let (place, one) = named.enumerate().find(|(_, found)| is_side(found))?;
        let subject = asked || self.opens(start, one.start);
        let possessed = self.tokens.get(one.end).is_some_and(crate::token::Token::is_possessive);
        if !subject || possessed || self.behind_preposition(one) || one.quoted {
            return None;
        }
        self.resolved[first + place].0
    }

    /// The people of a country as the subject of the sentence before, for "they": "The Arlanders and Velmark have …".
    /// The range of tokens.
    pub(crate) fn people_before(&self, at: usize) -> Option<(usize, usize)> {
        let (start, end, asked) = self.sentence_before(at)?;
        let first = self.found.partition_point(|found| found.start < start);
        let one = self.found.get(first).filter(|found| found.end <= end)?;
        let last = self.tokens[one.end - 1].lower.as_ref();
        let the = one.start > start && self.tokens[one.start - 1].is("the");
        let plural =
            last.ends_with('s') || the && ["ish", "ench", "utch", "ese"].iter().any(|e| last.ends_with(e));
        let next = self.tokens.get(one.end)?;
        let alone = !next.is_word()
            || next.is("and")
            || lexicon().is_verb(&next.lower)
            || lexicon().has("adverbs", &next.lower);
        if one.kind != MentionKind::Nationality
            || !plural
            || !alone
            || !asked && !self.opens(start, one.start)
        {
            return None;
        }
        let other = self.found.get(first + 1).filter(|other| {
            let between = &self.tokens[one.end..other.start.max(one.end)];
            next.is("and") && between.len() <= 2 && other.end <= end
        });
        Some((one.start - usize::from(the), other.map_or(one.end, |other| other.end)))
    }

    /// The place of those of whom only the place is told: "In Selm they say".
    pub(crate) fn place_of(&self, at: usize) -> Option<usize> {
        let sentence = self.sentences.partition_point(|sentence| sentence.1 <= at);
        let start = self.sentences.get(sentence)?.0;
        let first = self.found.partition_point(|found| found.start < start);
        let place = self.found.get(first).filter(|place| place.end <= at && is_side(place))?;
        let inside = place.start.checked_sub(1).filter(|before| self.tokens[*before].is("in"))?;
        let between = self.tokens[place.end..at]
            .iter()
            .all(|token| !token.is_word() || lexicon().has("adverbs", &token.lower) || token.is("too"));
        (between && self.opens(start, inside)).then_some(self.resolved[first].0)?
    }

    /// The persons whom "the two men", "both leaders" or "the three" mean, as one actor of several names.
    pub(crate) fn several(&self, start: usize, end: usize) -> Option<Actor> {
        let count = self.counted(start, end)?;
        let sentence = self.sentences.partition_point(|sentence| sentence.1 <= start);
        let before = self.found.partition_point(|found| found.end <= start);
        let mut persons: Vec<usize> = Vec::new();
        let mut at = before;
        let persons_named = |known: &usize| {
            let found = &self.found[*known];
            !found.quoted && matches!(found.kind, MentionKind::Person | MentionKind::Role)
        };
        while at > 0 && persons.len() < count {
            let number = self.found[at - 1].sentence;
            if number + SENTENCES < sentence {
                return None;
            }
            let first = self.found[..at].partition_point(|found| found.sentence < number);
            if at - first > MENTIONS {
                return None;
            }
            let mut here: Vec<usize> = Vec::new();
            for known in (first..at).filter(persons_named) {
                let person = |actor: &usize| self.known[*actor].actor.kind == ActorKind::Person;
                if let Some(actor) = self.resolved[known].0.filter(person)
                    && !here.contains(&actor)
                    && !persons.contains(&actor)
                {
                    here.push(actor);
                }
            }
            // Of more than are meant the last; of those in a sentence further back the first.
            if persons.is_empty() {
                here.drain(..here.len().saturating_sub(count));
            } else {
                here.truncate(count - persons.len());
            }
            here.append(&mut persons);
            persons = here;
            at = first;
        }
        if persons.len() != count {
            return None;
        }
        Some(self.joined(&persons))
    }

    /// The two countries that "both sides" or "the two governments" mean: the only two that a sentence just before names.
    pub(crate) fn both_sides(&self, start: usize, end: usize) -> Option<Actor> {
        let words: Vec<&str> = self.tokens[start..end].iter().map(|token| token.lower.as_ref()).collect();
        let sides = [
            "sides",
            "governments",
            "countries",
            "capitals",
            "delegations",
            "nations",
            "neighbours",
            "neighbors",
        ];
        let two = match words[..] {
            ["both", side] => sides.contains(&side),
            ["the", "two", .., side] => words.len() <= 4 && sides.contains(&side),
            _ => false,
        };
        if !two {
            return None;
        }
        let here = self.sentences.partition_point(|sentence| sentence.1 <= start);
        let until = self.found.partition_point(|found| found.end <= start);
        let mut names: Vec<String> = Vec::new();
        let mut current = None;
        let lately = self.found[..until].iter().rev().take(MENTIONS);
        for found in lately.take_while(|found| found.sentence + SENTENCES >= here) {
            if current != Some(found.sentence) {
                if names.len() == 2 {
                    break;
                }
                names.clear();
                current = Some(found.sentence);
            }
            let written = self.words((found.start, found.end));
            let place = matches!(found.kind, MentionKind::Place | MentionKind::Nationality);
            if let Some((country, _)) = lexicon().place(written).filter(|_| place)
                && !names.iter().any(|name| name == country.name)
            {
                names.push(country.name.to_owned());
            }
        }
        let [last, first] = names.as_slice() else { return None };
        let affiliations = vec![first.clone(), last.clone()];
        Some(Actor {
            name: format!("{first} and {last}"),
            kind: ActorKind::Unnamed,
            roles: Vec::new(),
            affiliations,
        })
    }

    /// The two whom the sentence before tells to have met or spoken, for "they".
    pub(crate) fn met_before(&self, at: usize) -> Option<Actor> {
        let (start, end, _) = self.sentence_before(at)?;
        let met = |token: &crate::token::Token<'_>| {
            matches!(
                token.lower.as_ref(),
                "met" | "meet" | "meets" | "spoke" | "talked" | "discussed" | "conferred"
            )
        };
        if !self.tokens[start..end].iter().any(met) {
            return None;
        }
        let first = self.found.partition_point(|found| found.start < start);
        let named = self.found[first..].iter().take_while(|found| found.end <= end);
        let mut persons: Vec<usize> = Vec::new();
        for (place, found) in named.enumerate() {
            let actor = self.resolved[first + place].0.filter(|_| found.kind == MentionKind::Person);
            if let Some(actor) = actor.filter(|actor| !persons.contains(actor)) {
                persons.push(actor);
            }
        }
        let [one, other] = persons[..] else { return None };
        Some(self.joined(&[one, other]))
    }

    /// Several persons as one actor without a name of its own.
    fn joined(&self, persons: &[usize]) -> Actor {
        let names: Vec<&str> = persons.iter().map(|actor| self.known[*actor].actor.name.as_str()).collect();
        let name = match names.split_last() {
            Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
            None => String::new(),
        };
        let mut affiliations: Vec<String> = Vec::new();
        for side in persons.iter().flat_map(|actor| &self.known[*actor].actor.affiliations) {
            if !affiliations.contains(side) {
                affiliations.push(side.clone());
            }
        }
        Actor { name, kind: ActorKind::Unnamed, roles: Vec::new(), affiliations }
    }

    /// How many persons the words mean: "both leaders", "the two foreign ministers", "the three", "the pair".
    fn counted(&self, start: usize, end: usize) -> Option<usize> {
        let words: Vec<&str> = self.tokens[start..end].iter().map(|token| token.lower.as_ref()).collect();
        if words.len() > 5 || self.tokens[start + 1..end].iter().any(|token| token.capital) {
            return None;
        }
        let number = |word: &str| match word {
            "two" | "pair" | "duo" | "both" => Some(2),
            "three" | "trio" => Some(3),
            "four" => Some(4),
            _ => None,
        };
        let last = words.last()?;
        let persons = PERSONS.contains(last);
        match words[..] {
            ["both"] => Some(2),
            ["both", _, ..] if persons => Some(2),
            ["the" | "these", count] => number(count),
            ["the" | "these", count, _, ..] if persons => number(count),
            _ => None,
        }
    }

    /// The sentence before the one of the token in the same paragraph, or the question in the one before; and whether it
    /// is a question. Sentences that open with the same pronoun go further back.
    fn sentence_before(&self, at: usize) -> Option<(usize, usize, bool)> {
        let mut here = self.sentences.partition_point(|sentence| sentence.1 <= at);
        for _ in 0..SENTENCES {
            let (start, end) = *self.sentences.get(here.checked_sub(1)?)?;
            let next = self.sentences.get(here)?.0;
            let asked = self.tokens[end - 1].is("?");
            let (stop, begin) = (self.tokens[end - 1].span.end, self.tokens[next].span.start);
            if !asked && !in_one_paragraph(self.text, stop, begin) || end - start > LONGEST {
                return None;
            }
            let again = |token: &crate::token::Token<'_>| {
                matches!(token.lower.as_ref(), "it" | "its" | "they" | "their")
            };
            if asked || !self.tokens.get(start).is_some_and(again) {
                return Some((start, end, asked));
            }
            here -= 1;
        }
        None
    }

    /// Whether only words that open a sentence stand between its start and a token.
    fn opens(&self, start: usize, at: usize) -> bool {
        self.tokens[start..at].iter().all(|token| {
            !token.is_word()
                || token.is("the")
                || ["sentence-openers", "subordinators"].iter().any(|list| lexicon().has(list, &token.lower))
        })
    }
}

fn is_side(found: &Found) -> bool {
    matches!(found.kind, MentionKind::Place | MentionKind::Organisation)
}
