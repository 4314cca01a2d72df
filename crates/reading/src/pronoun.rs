//! Pronouns: by the model's chains, else the nearest person that fits.

use std::collections::VecDeque;

use standpoint_terms::{ActorKind, MentionKind};

use crate::cast::Cast;
use crate::gender::Gender;
use crate::lexicon::lexicon;
use crate::mention::Found;
use crate::token::{Token, TokenKind};

/// How many words the opening of a sentence has at most, before and behind a possessive.
const OPENING: usize = 12;

/// How many paragraphs an entry of a live page has, as far as its label reaches.
const ENTRY: usize = 2;

/// How many words stand in front of the clause that a pronoun begins, at most.
const FRONTED: usize = 40;

/// How many words a title has at most, with whose it is and one more.
const TITLE: usize = 6;

/// How many words "three weeks after" has at most, with what comes before it.
const LATER: usize = 4;

/// How many words may stand between "his" and "foreign minister".
const DESCRIBES: usize = 2;

/// How many sentences a pronoun looks back over.
const SENTENCES: usize = 6;

impl Cast<'_, '_> {
    /// The person whom a possessive in the opening of a sentence looks ahead to: "In her letter, Lena Kask said".
    pub(crate) fn ahead(&mut self, at: usize) -> Option<usize> {
        let pronoun = &self.found[at];
        let word = self.tokens[pronoun.start].lower.as_ref();
        let gender = pronoun_gender(word).filter(|_| matches!(word, "his" | "her"))?;
        let (start, end) = *self.sentences.get(pronoun.sentence)?;
        let opening = self.tokens[start..pronoun.start].iter().take(OPENING);
        let fronted = pronoun.start - start < OPENING
            && opening.clone().any(|token| {
                lexicon().has("prepositions", &token.lower) || token.lower.ends_with("ing") && token.capital
            })
            && !opening.clone().any(|token| token.is(","));
        let comma = (pronoun.end..end.min(pronoun.end + OPENING)).find(|at| self.tokens[*at].is(","))?;
        let name = (at + 1..self.found.len()).find(|next| self.found[*next].start > comma)?;
        let named = &self.found[name];
        let first = named.opening();
        let alone = !self.found[..at].iter().rev().take_while(|found| found.start >= start).any(is_person);
        if !fronted || !alone || !is_person(named) || first > comma + 2 || named.quoted {
            return None;
        }
        let actor = self.person(name)?;
        (self.known[actor].gender.fits(gender)).then(|| {
            self.known[actor].gender = gender;
            actor
        })
    }

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
        let mut excluded: Vec<usize> = self.described_by(found).into_iter().collect();
        excluded.extend(recent.iter().filter(|one| self.fronted(one, found)).map(|one| one.actor));
        let others: VecDeque<Recent>;
        let recent = if excluded.is_empty() {
            recent
        } else {
            others = recent.iter().copied().filter(|one| !excluded.contains(&one.actor)).collect();
            &others
        };
        if let Some(actor) = self.labelled(gender, found, recent) {
            self.known[actor].gender = gender;
            return Some(actor);
        }
        let actor = [Sure::Known, Sure::Perhaps].into_iter().find_map(|sure| {
            self.nearest(gender, sure, found, recent, Reach::Passage)
                .or_else(|| {
                    let here = self.nearest(gender, Sure::Perhaps, found, recent, Reach::Passage);
                    here.or_else(|| self.nearest(gender, sure, found, recent, Reach::Quoted))
                })
                .or_else(|| {
                    let linked =
                        self.linked(found.start, found.end).filter(|actor| !excluded.contains(actor));
                    let told_of = |actor: &usize| {
                        recent.iter().any(|one| one.sentence == found.sentence && one.actor == *actor)
                    };
                    let linked = linked.filter(|actor| !(told_of(actor) && self.closes(found)));
                    linked.filter(|actor| self.fits(*actor, gender, sure))
                })
                .or_else(|| self.nearest(gender, sure, found, recent, Reach::Sentences))
        })?;
        self.known[actor].gender = gender;
        Some(actor)
    }

    /// The person whom a possessive helps to describe, which is another's: "Kask, his foreign minister".
    fn described_by(&self, pronoun: &Found) -> Option<usize> {
        let before = self.found.partition_point(|found| found.end < pronoun.start).checked_sub(1)?;
        let (name, role) = (&self.found[before], self.found.get(before + 2)?);
        let beside = name.end + 1 == pronoun.start && self.tokens[name.end].is(",");
        let describes = role.kind == MentionKind::Role && role.start <= pronoun.end + DESCRIBES;
        if is_person(name) && beside && describes { self.resolved[before].0 } else { None }
    }

    /// The person whose name labels the entry of a live page in which the pronoun stands ("Kask: No more ships"), unless
    /// a sentence of its own paragraph opens with somebody else.
    fn labelled(&self, gender: Gender, found: &Found, recent: &VecDeque<Recent>) -> Option<usize> {
        let label = recent.iter().rev().find(|one| one.label && one.passage < found.passage)?;
        let near = found.passage - label.passage <= ENTRY;
        let other = recent.iter().any(|one| {
            one.passage == found.passage
                && one.opens
                && one.actor != label.actor
                && self.fits(one.actor, gender, Sure::Perhaps)
        });
        (near && !other && self.fits(label.actor, gender, Sure::Perhaps)).then_some(label.actor)
    }

    /// Whether a pronoun may go back to the actor.
    fn fits(&self, actor: usize, gender: Gender, sure: Sure) -> bool {
        let known = &self.known[actor];
        let told = known.words.len() > 1 || known.gender != Gender::Unknown || !known.actor.roles.is_empty();
        known.actor.kind == ActorKind::Person
            && known.gender.fits(gender)
            && (told || matches!(sure, Sure::Perhaps))
    }

    /// Whether somebody is named only to say whose another is: "Kask's spokesman, Odo Falk, said".
    pub(crate) fn stands_for_another(&self, at: usize) -> bool {
        let found = &self.found[at];
        let Some(next) = self.found[at + 1..].iter().take(3).find(|next| is_person(next)) else {
            return false;
        };
        let between = self.tokens.get(found.end..next.start).unwrap_or_default();
        if found.sentence != next.sentence || between.len() > 7 {
            return false;
        }
        let plain = |words: &[Token<'_>]| words.iter().all(|token| token.is_word() || token.is("-"));
        let told = |words: &[Token<'_>]| {
            plain(words) && !words.iter().any(|token| !token.capital && lexicon().cue(&token.lower).is_some())
        };
        // "Kask's veteran aide Odo Falk", "his right-hand man Odo Falk"
        let possessive = matches!(self.tokens[found.start].lower.as_ref(), "his" | "her");
        match between {
            [first, inner @ .., last] if first.is_possessive() && last.is(",") => plain(inner),
            [first, inner @ ..] if first.is_possessive() => {
                !inner.is_empty() && told(inner) && self.holds_office(inner)
            }
            [inner @ .., last] if possessive && last.is(",") => !inner.is_empty() && told(inner),
            inner => possessive && !inner.is_empty() && told(inner) && self.holds_office(inner),
        }
    }

    /// Whether the words say what somebody is for another.
    fn holds_office(&self, words: &[Token<'_>]) -> bool {
        words.last().is_some_and(|last| {
            let small = last.lower.as_ref();
            ["titles", "unnamed"].iter().any(|list| lexicon().has(list, small))
                || matches!(small, "man" | "woman" | "ally")
        })
    }

    /// Whether a pronoun with its verb stands aside, behind what is said or inside it: "Kask, he said, was right". It is nobody
    /// of whom that tells.
    fn closes(&self, pronoun: &Found) -> bool {
        let comma = pronoun.start.checked_sub(1).is_some_and(|at| self.tokens[at].is(","));
        let told = self.tokens.get(pronoun.end).is_some_and(|verb| lexicon().cue(&verb.lower).is_some());
        comma && told && self.tokens.get(pronoun.end + 1).is_none_or(|next| next.is(",") || next.is("."))
    }

    /// Whether somebody is named only in a phrase in front of the clause that a pronoun begins, as whom that one has to do
    /// with: "After meeting Kask, he said".
    fn fronted(&self, one: &Recent, pronoun: &Found) -> bool {
        let comma = pronoun.start.checked_sub(1).is_some_and(|at| self.tokens[at].is(","));
        if one.sentence != pronoun.sentence || !comma || one.start >= pronoun.start {
            return false;
        }
        let first = self.found.partition_point(|found| found.start < one.start);
        let Some(named) = self.found.get(first).filter(|found| found.start == one.start) else {
            return false;
        };
        let start = self.sentences.get(one.sentence).map_or(0, |sentence| sentence.0);
        if pronoun.start - start > FRONTED {
            return false;
        }
        let before = named.title.map_or(named.start, |title| title.0.min(named.start)).checked_sub(1);
        let dealt_with = before.is_some_and(|at| at >= start && self.tokens[at].lower.ends_with("ing"))
            || self.behind_preposition(named) && before != Some(start);
        let possessed = self.tokens.get(named.end).is_some_and(crate::token::Token::is_possessive);
        // Nothing but that phrase stands before it: no verb, nobody who does something.
        let plain = self.tokens[start..pronoun.start].iter().all(|token| {
            !lexicon().is_verb(&token.lower) || token.lower.ends_with("ing") || token.lower.ends_with("ed")
        });
        dealt_with && !possessed && plain && self.opens_aside(one.sentence)
    }

    /// Whether a quotation ends right before the token: "“…,” she said".
    pub(crate) fn behind_quotation(&self, at: usize) -> bool {
        self.tokens[at.saturating_sub(2)..at].iter().any(|token| token.kind == TokenKind::Double)
    }

    /// Whether a sentence begins with what somebody was asked: "Asked whether Kask would come, he said". Whoever is asked
    /// about is not who answers.
    pub(crate) fn asked(&self, sentence: usize) -> bool {
        self.sentences.get(sentence).is_some_and(|sentence| {
            matches!(self.tokens[sentence.0].lower.as_ref(), "asked" | "pressed" | "questioned" | "quizzed")
        })
    }

    /// Whether the token stands in what somebody is asked, before what a sentence tells.
    pub(crate) fn asked_about(&self, token: usize) -> bool {
        let sentence = self.sentences.partition_point(|sentence| sentence.1 <= token);
        self.asked(sentence) && token < self.main_clause(sentence)
    }

    /// Where what a sentence tells begins, behind an opening with whom somebody answers: "Pressed by Kask, the envoy …".
    fn main_clause(&self, sentence: usize) -> usize {
        let Some((start, end)) = self.sentences.get(sentence).copied() else { return 0 };
        let opens = matches!(
            self.tokens[start].lower.as_ref(),
            "asked"
                | "pressed"
                | "questioned"
                | "quizzed"
                | "replying"
                | "responding"
                | "answering"
                | "speaking"
        );
        let comma = (start..end).find(|at| opens && self.tokens[*at].is(","));
        comma.map_or(start, |comma| comma + 1)
    }

    /// Whether a sentence opens with a preposition: "After a meeting with Kask, Tarn's mood …".
    fn opens_aside(&self, sentence: usize) -> bool {
        let Some((start, end)) = self.sentences.get(sentence).copied() else { return false };
        let before = |word: &str| matches!(word, "after" | "before" | "following" | "despite");
        let first = self.tokens[start].lower.as_ref();
        // "Three weeks after Kask had spoken, …"
        let later = self.tokens[start..end].iter().take(LATER).skip(1).any(|token| before(&token.lower))
            && self.tokens[start..end].iter().take(LATER).any(|token| {
                matches!(
                    token.lower.as_ref(),
                    "hours" | "days" | "weeks" | "months" | "day" | "week" | "month" | "hour"
                )
            });
        lexicon().has("prepositions", first) || before(first) || later
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
        // Who is introduced by the full name says so: "Lena Kask had no objection, she said".
        let mut introduced = recent.iter().rev().take_while(|one| one.sentence == found.sentence);
        let introduced = introduced.next().is_some_and(|one| one.full && one.end + 1 < found.start)
            && introduced.next().is_none();
        let of_another = self.asked(found.sentence) || self.closes(found) && !introduced;
        while of_another && end > 0 && recent[end - 1].sentence == found.sentence {
            end -= 1;
        }
        while end > 0 {
            let last = recent[end - 1];
            let near = match reach {
                Reach::Passage => last.passage == found.passage,
                Reach::Quoted => {
                    last.passage + 1 == found.passage
                        && found.sentence - last.sentence <= 2
                        && self.behind_quotation(found.start)
                }
                Reach::Sentences => found.sentence - last.sentence <= SENTENCES,
            };
            if !near {
                return None;
            }
            let same = |at: &usize| recent[*at].sentence == last.sentence;
            let start = (0..end).rev().take_while(same).last().unwrap_or(end - 1);
            let main = self.main_clause(last.sentence);
            let mut fitting = recent.range(start..end).filter(|one| self.fits(one.actor, gender, sure));
            // With a title at most between: "…, President Kask turned up".
            let behind_comma = |one: &&Recent| {
                let titled = (one.start.saturating_sub(TITLE)..one.start).rev();
                let before = titled.into_iter().find(|at| !self.tokens[*at].capital);
                one.sentence != found.sentence && before.is_some_and(|at| self.tokens[at].is(","))
            };
            if self.opens_aside(last.sentence)
                && let Some(one) = fitting.clone().find(behind_comma)
            {
                return Some(one.actor);
            }
            let first = fitting.next();
            let subject =
                first.filter(|one| one.start < main).and_then(|_| fitting.find(|one| one.start >= main));
            if let Some(one) = subject.or(first) {
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
    /// The end of the paragraph before, of one who is quoted at the start of this one.
    Quoted,
    Sentences,
}

/// A person mentioned lately.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Recent {
    /// Its tokens.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) sentence: usize,
    pub(crate) passage: usize,
    pub(crate) actor: usize,
    /// Whether a sentence opens with it as a name.
    pub(crate) opens: bool,
    /// Whether that is the full name.
    pub(crate) full: bool,
    /// Whether it labels an entry: "Kask: No more ships".
    pub(crate) label: bool,
}

/// Whom a pronoun of the third person singular fits; `None` for other words.
pub(crate) fn pronoun_gender(word: &str) -> Option<Gender> {
    match word {
        "he" | "him" | "his" => Some(Gender::Male),
        "she" | "her" => Some(Gender::Female),
        _ => None,
    }
}

fn is_person(found: &Found) -> bool {
    found.kind == MentionKind::Person
}
