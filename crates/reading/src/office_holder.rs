//! Who holds the office by which a source is described, where the codebook tells: "the Velmark president", "the
//! president" after Kask was named, "her Arlandic counterpart"; and whom pronouns behind such a source mean.

use standpoint_terms::{Actor, ActorKind, Document, MentionKind, Reading, Resolution, Span, Statement};

use crate::CompiledCodebook;
use crate::office::{Described, described};
use crate::role::same_side;
use crate::sentence::in_one_paragraph;
use crate::statement::words;

/// How many sentences back of "the president" its holder is looked for.
const SENTENCES: usize = 12;

/// How many mentions back of a pronoun what it goes back to is looked for.
const MENTIONS: usize = 200;

/// How far around a source the names of those who hold its office are looked for, in bytes. It bounds the work on a
/// hostile text, as the other limits here do.
const AROUND: usize = 40_000;

/// How much of a sentence is looked at, in bytes.
const SENTENCE: usize = 2_000;

/// How many offices back a pronoun is held against.
const NAMED: usize = 64;

/// A source whose speaker the codebook told.
struct Named {
    source: Span,
    /// Whom the document alone seemed to mean.
    before: Option<usize>,
    member: usize,
}

/// Gives statements whose source is an office the member who holds it.
pub(crate) fn name_office_holders(
    document: &Document,
    reading: &Reading,
    codebook: &CompiledCodebook,
    statements: &mut [Statement],
) {
    let mut named: Vec<Named> = Vec::new();
    for at in 0..statements.len() {
        let (before, rest) = statements.split_at_mut(at);
        let Some(statement) = rest.first_mut() else { continue };
        let Some(source) = statement.attribution.source.first().copied() else { continue };
        let actor = statement.attribution.speaker.and_then(|one| reading.actors.get(one));
        let text = words(document, &statement.attribution.source);
        let told = Told { document, reading, codebook, before, source, actor };
        let by_name = matches!(statement.attribution.resolution, Resolution::Name | Resolution::NamePart);
        let person = actor.is_some_and(|actor| actor.kind == ActorKind::Person);
        let office = described(&text, &codebook.parties).filter(|_| !(by_name && person));
        let member = match office {
            // Who writes "the President" in capitals writes of the own one, and the document told who that is.
            Some(_)
                if person && in_capitals(&text) && statement.attribution.resolution == Resolution::Role =>
            {
                None
            }
            Some(office) => told.holder(&office, statement.speaker.as_deref()),
            None => told
                .counterpart(&text)
                .or_else(|| told.goes_back(statement, &named))
                .or_else(|| told.opened(&text)),
        };
        let Some(member) = member else { continue };
        named.push(Named { source, before: statement.attribution.speaker, member });
        let known = codebook.offices.member(member);
        if statement.speaker.as_deref() != Some(known.name.as_str()) {
            statement.speaker = Some(known.name.clone());
            statement.attribution.resolution = Resolution::Office;
        }
        statement.party = Some(codebook.parties.id(known.party).to_owned());
    }
}

/// Whether a bare office is written in capitals: "the President", "The Head of State".
fn in_capitals(source: &str) -> bool {
    let mut words = source.split_whitespace();
    let the = words.next().is_some_and(|word| word.eq_ignore_ascii_case("the"));
    let last = words.next_back();
    the && last.is_some_and(|word| word.starts_with(char::is_uppercase))
        && words.all(|word| word == "of" || word.starts_with(char::is_uppercase))
}

/// A source and what is known before it.
struct Told<'r> {
    document: &'r Document,
    reading: &'r Reading,
    codebook: &'r CompiledCodebook,
    before: &'r [Statement],
    source: Span,
    actor: Option<&'r Actor>,
}

impl Told<'_> {
    fn holder(&self, office: &Described, speaker: Option<&str>) -> Option<usize> {
        let offices = &self.codebook.offices;
        let holders = offices.holders(office, &self.codebook.parties);
        let current = speaker.and_then(|speaker| offices.named(speaker));
        let Some(owner) = &office.owner else {
            if office.is_general() {
                return None;
            }
            // Where nobody who has the office was named: not somebody who has another.
            let else_one = || {
                let another = current.is_some_and(|current| !holders.contains(&current))
                    && !self.actor.is_some_and(|actor| office.is_one_of(&actor.roles));
                let nobody = self.actor.is_none_or(|actor| actor.kind == ActorKind::Unnamed);
                (another || nobody).then(|| self.one_of(&holders, holders.len() > 1))?
            };
            return self.lately(office, &holders).unwrap_or_else(else_one);
        };
        let taught = self.actor.filter(|actor| actor.kind == ActorKind::Person).is_some_and(|actor| {
            current.is_none()
                && office.is_one_of(&actor.roles)
                && !actor.affiliations.is_empty()
                && actor.affiliations.iter().all(|side| same_side(side, owner))
        });
        if taught || current.is_some_and(|current| holders.contains(&current)) {
            return None;
        }
        let of_person = offices.has_surname(owner);
        let one = self.one_of(&holders, of_person || office.is_general() && !office.leads());
        // Of a president and a prime minister neither of whom is named, the codebook's first leads the country.
        one.or_else(|| holders.first().copied().filter(|_| office.leads() && !of_person))
    }

    /// The only one, or who of several is named last before, else at all.
    fn one_of(&self, holders: &[usize], only_named: bool) -> Option<usize> {
        if let ([one], false) = (holders, only_named) {
            return Some(*one);
        }
        let start = self.source.start;
        let before = part(&self.document.text, start.saturating_sub(AROUND), start);
        let text = part(&self.document.text, start.saturating_sub(AROUND), start.saturating_add(AROUND));
        let last = |text: &str, one: &usize| {
            let surnames = &self.codebook.offices.member(*one).surnames;
            surnames.iter().filter_map(|name| places(text, name).last()).max()
        };
        let named = |text: &str| {
            holders.iter().filter_map(|one| Some((last(text, one)?, *one))).max().map(|(_, one)| one)
        };
        named(before).or_else(|| named(text))
    }

    /// Who of the holders was named last, what stands first in a sentence before the rest, and who speaks in it before
    /// all; `Some(None)` where somebody else whom the document gives the office was, `None` where nobody was.
    fn lately(&self, office: &Described, holders: &[usize]) -> Option<Option<usize>> {
        let offices = &self.codebook.offices;
        let taught = self.actor.filter(|actor| {
            actor.kind == ActorKind::Person
                && office.is_one_of(&actor.roles)
                && self.codebook.parties.name_of(actor).is_none()
        });
        let taught = taught.and_then(|actor| actor.name.split_whitespace().next_back());
        let here = self.reading.sentences.partition_point(|sentence| sentence.end <= self.source.start);
        for sentence in self.reading.sentences[here.saturating_sub(SENTENCES)..here].iter().rev() {
            let spoke = self.before.iter().rev().take(SENTENCES).find_map(|statement| {
                let source = statement.attribution.source.first()?;
                let inside = sentence.start <= source.start && source.end <= sentence.end;
                let member = offices.named(statement.speaker.as_deref().filter(|_| inside)?)?;
                holders.contains(&member).then_some(member)
            });
            if spoke.is_some() {
                return Some(spoke);
            }
            let text = part(&self.document.text, sentence.start, sentence.end.min(sentence.start + SENTENCE));
            let text = unquoted(text);
            let first = |names: &[String]| names.iter().filter_map(|name| places(&text, name).next()).min();
            let known =
                holders.iter().filter_map(|one| Some((first(&offices.member(*one).surnames)?, Some(*one))));
            let other = taught.and_then(|name| places(&text, name).next()).map(|place| (place, None));
            if let Some((_, one)) = known.chain(other).min() {
                return Some(one);
            }
        }
        None
    }

    /// Who has at another side the office of somebody named: "Kask's Velmark counterpart", "her Velmark counterpart".
    fn counterpart(&self, source: &str) -> Option<usize> {
        let (owner, rest) = source.split_once(" counterpart")?;
        // "His Velmark counterpart, Lena Kask,": the text names whom it means.
        if rest.trim_start_matches([',', ' ']).starts_with(char::is_uppercase) {
            return None;
        }
        let owner = owner.rsplit(' ').next().filter(|owner| owner.starts_with(char::is_uppercase))?;
        let mentions = &self.reading.mentions;
        let first = mentions.partition_point(|mention| mention.span.start < self.source.start);
        let whose = mentions[first..]
            .iter()
            .take_while(|mention| mention.span.end <= self.source.end)
            .find_map(|mention| {
                let actor = self.reading.actors.get(mention.actor?)?;
                self.codebook.offices.named(self.codebook.parties.name_of(actor)?)
            })?;
        let holders = self.codebook.offices.counterparts(whose, owner, &self.codebook.parties);
        self.one_of(&holders, false)
    }

    /// The member of whose office the sentence before tells first: "The Velmark president came home. He said".
    fn opened(&self, pronoun: &str) -> Option<usize> {
        if !matches!(pronoun.to_lowercase().as_str(), "he" | "she") {
            return None;
        }
        let here = self.reading.sentences.partition_point(|sentence| sentence.end <= self.source.start);
        let (sentence, own) =
            (self.reading.sentences.get(here.checked_sub(1)?)?, self.reading.sentences.get(here)?);
        let text = &self.document.text;
        if !in_one_paragraph(text, sentence.end, own.start) {
            return None;
        }
        let mentions = &self.reading.mentions;
        let first = mentions.partition_point(|mention| mention.span.start < sentence.start);
        // "The Velmark president": the side may be a mention too.
        let mut opening = mentions[first..].iter().take(2).take_while(|one| one.kind != MentionKind::Person);
        let role = opening.find(|mention| mention.kind == MentionKind::Role)?;
        let opening = text.get(sentence.start..role.span.end).filter(|opening| opening.len() < 200)?;
        if opening.split_whitespace().count() > 5 {
            return None;
        }
        // Somebody whom another name between them means is not the holder.
        let between = mentions.partition_point(|mention| mention.span.start < role.span.end);
        let named = mentions[between..]
            .iter()
            .take_while(|mention| mention.span.start < self.source.start)
            .take(NAMED)
            .any(|mention| mention.kind == MentionKind::Person);
        let alone = self.actor.is_none_or(|actor| actor.kind == ActorKind::Person);
        if named || !alone || role.actor.is_some() {
            return None;
        }
        let office = described(opening, &self.codebook.parties)?;
        Told { source: role.span, actor: None, ..*self }.holder(&office, None)
    }

    /// The member to whom a pronoun or the like goes back, where what it goes back to is a source that the codebook
    /// told.
    fn goes_back(&self, statement: &Statement, named: &[Named]) -> Option<usize> {
        let back = matches!(statement.attribution.resolution, Resolution::Pronoun | Resolution::Role);
        let actor = statement.attribution.speaker.filter(|_| back)?;
        let found = named.iter().rev().take(NAMED).find(|one| one.before == Some(actor))?;
        if self.actor.is_some_and(|actor| actor.kind == ActorKind::Unnamed) {
            return Some(found.member);
        }
        let mentions = &self.reading.mentions;
        let end = mentions.partition_point(|mention| mention.span.start < self.source.start);
        let last = mentions[..end]
            .iter()
            .rev()
            .take(MENTIONS)
            .find(|mention| mention.actor == Some(actor) && mention.kind != MentionKind::Pronoun)?;
        let inside = found.source.start <= last.span.start && last.span.end <= found.source.end;
        inside.then_some(found.member)
    }
}

/// The text between two places, at the nearest letters.
fn part(text: &str, from: usize, to: usize) -> &str {
    let (mut from, mut to) = (from.min(text.len()), to.min(text.len()));
    while !text.is_char_boundary(from) {
        from += 1;
    }
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    text.get(from..to).unwrap_or_default()
}

/// Where a word stands in a text as a whole.
fn places<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = usize> + 't {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(word).map(|(at, _)| at).filter(move |at| {
        !word.is_empty()
            && edge(text[..*at].chars().next_back())
            && edge(text[at + word.len()..].chars().next())
    })
}

/// The text without what stands in double quotation marks.
fn unquoted(text: &str) -> String {
    let mut inside = false;
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '“' | '„' => inside = true,
            '”' => inside = false,
            '"' => inside = !inside,
            _ if !inside => out.push(letter),
            _ => {}
        }
    }
    out
}
