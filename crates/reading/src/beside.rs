//! For whom people and bodies speak whose description does not tell: "a spokeswoman", "the ministry", "one official",
//! "in Selm, officials". They speak for the side of which is told just before.

use standpoint_terms::{ActorKind, Document, Reading, Statement};

use crate::CompiledCodebook;
use crate::description::own_words;
use crate::lexicon::lexicon;
use crate::sentence::in_one_paragraph;
use crate::statement::words;

/// Longer sentences, in bytes, are none; this bounds the work.
const SENTENCE: usize = 4_000;

/// How many statements back somebody spoke who goes on.
const GOES_ON: usize = 64;

/// How many sentences back the side is looked for.
const SENTENCES: usize = 2;

/// Gives statements without a party whose source has one by what stands before it that party.
pub(crate) fn find_sides(
    document: &Document,
    reading: &Reading,
    codebook: &CompiledCodebook,
    statements: &mut [Statement],
) {
    for at in 0..statements.len() {
        let (before, rest) = statements.split_at_mut(at);
        let Some(statement) = rest.first_mut().filter(|statement| statement.party.is_none()) else {
            continue;
        };
        let Some(actor) = statement.attribution.speaker.and_then(|one| reading.actors.get(one)) else {
            continue;
        };
        // Somebody who goes on speaks for whom it did before.
        let same = |one: &&Statement| {
            one.party.is_some() && one.attribution.speaker == statement.attribution.speaker
        };
        if let Some(known) = before.iter().rev().take(GOES_ON).find(same) {
            statement.party.clone_from(&known.party);
            continue;
        }
        if actor.kind == ActorKind::Person {
            continue;
        }
        let source = words(document, &statement.attribution.source);
        if let Some(party) = of_short_name(&source, codebook) {
            statement.party = Some(codebook.parties.id(party).to_owned());
            continue;
        }
        let Some(depends) = depends(&source) else { continue };
        if actor.kind == ActorKind::Body && depends == Depends::AsOne {
            continue;
        }
        let side =
            of_noun(&source, codebook).or_else(|| place_before(document, reading, codebook, statement));
        let side = side.map(|party| codebook.parties.id(party).to_owned());
        let side = side.or_else(|| {
            (depends != Depends::OnPlace)
                .then(|| side_before(document, reading, codebook, before, statement))?
        });
        statement.party = side;
    }
}

/// On what it depends for whom somebody speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Depends {
    /// On the side of which is told before: "a spokesman", "the ministry".
    Before,
    /// The same, as one of several: "one official".
    AsOne,
    /// On a place or body in the same sentence only: "officials", "diplomats".
    OnPlace,
}

/// On what it depends for whom a source speaks that names no side.
fn depends(source: &str) -> Option<Depends> {
    let own = own_words(source);
    let small = own.trim().to_lowercase();
    let list: Vec<&str> = small.split_whitespace().collect();
    let named = own.split_whitespace().skip(1).any(|word| word.starts_with(char::is_uppercase));
    let outside =
        list.iter().any(|word| lexicon().has("outsiders", word) || *word == "western" || *word == "former");
    // "A second diplomat" is one of several.
    let second = list.get(1).is_some_and(|word| matches!(*word, "second" | "third" | "fourth"));
    let list = if second { &list[1..] } else { &list[..] };
    let (first, last) = (list.first()?, list.last()?);
    if outside || list.len() > 5 || source.len() > own.len() + 40 {
        return None;
    }
    let spokes = last.starts_with("spokes");
    let body = matches!(
        *last,
        "ministry"
            | "government"
            | "army"
            | "military"
            | "parliament"
            | "presidency"
            | "embassy"
            | "delegation"
            | "staff"
            | "administration"
            | "office"
    );
    if spokes && !named || body && matches!(*first, "the" | "its" | "their") {
        return Some(Depends::Before);
    }
    if named {
        return None;
    }
    let whose = list.iter().any(|word| matches!(*word, "its" | "their" | "country's" | "country’s"));
    if whose || matches!(*last, "aides" | "aide" | "insiders" | "insider") && list.len() <= 2 {
        return Some(Depends::Before);
    }
    let official = lexicon().has("officials", last);
    if official
        && matches!(*first, "one" | "another" | "other" | "the" | "second" | "third" | "fourth")
        && list.len() <= 3
    {
        return Some(Depends::AsOne);
    }
    (official || matches!(*last, "diplomats" | "politicians" | "many" | "some" | "few"))
        .then_some(Depends::OnPlace)
}

/// The party that alone has what the description names: "a senior administration official".
fn of_noun(source: &str, codebook: &CompiledCodebook) -> Option<usize> {
    let noun = source.split_whitespace().find(|word| *word == "administration")?;
    codebook.parties.party_with(noun)
}

/// The party that alone has a name which ends in the capitalised noun by which an alliance is called for short: "a Compact
/// diplomat", "the Union".
fn of_short_name(source: &str, codebook: &CompiledCodebook) -> Option<usize> {
    let own = own_words(source);
    let words: Vec<&str> = own.split_whitespace().collect();
    let capital = |at: usize| words.get(at).is_some_and(|word: &&str| word.starts_with(char::is_uppercase));
    let people =
        |at: usize| words.get(at).is_some_and(|word| lexicon().has("officials", &word.to_lowercase()));
    let first = usize::from(!(words.len() == 2 && people(1)));
    let noun = (first..words.len()).find(|at| capital(*at))?;
    let small = words[noun].to_lowercase();
    // "The Dockers' Union" and "the League of Cities" are others.
    let alone = (noun <= 1 || !capital(noun - 1)) && !capital(noun + 1) && words.get(noun + 1) != Some(&"of");
    if alone && lexicon().has("alliances", &small) { codebook.parties.party_with(&small) } else { None }
}

/// The party of the place with which the sentence opens: "In Selm, officials say".
fn place_before(
    document: &Document,
    reading: &Reading,
    codebook: &CompiledCodebook,
    statement: &Statement,
) -> Option<usize> {
    let source = statement.attribution.source.first()?;
    let sentence = reading.sentences.get(reading.sentences.partition_point(|one| one.end <= source.start))?;
    let opening = document.text.get(sentence.start..source.start).filter(|opening| opening.len() < 100)?;
    let place = opening.trim_start_matches(|c: char| !c.is_alphabetic());
    let place = place.strip_prefix("In ").or(place.strip_prefix("At "))?.trim_end_matches([' ', ',']);
    if place.split_whitespace().count() > 4 { None } else { codebook.parties.party_named(place) }
}

/// The party who spoke just before in the paragraph, or of whom the sentences before tell first.
fn side_before(
    document: &Document,
    reading: &Reading,
    codebook: &CompiledCodebook,
    before: &[Statement],
    statement: &Statement,
) -> Option<String> {
    let source = statement.attribution.source.first()?;
    let here = reading.sentences.partition_point(|one| one.end <= source.start);
    let mut later = reading.sentences.get(here)?.start;
    for sentence in reading.sentences[here.saturating_sub(SENTENCES)..here].iter().rev() {
        // Only in the same paragraph.
        if !in_one_paragraph(&document.text, sentence.end, later) {
            return None;
        }
        later = sentence.start;
        let spoke = before.iter().rev().take(8).find(|one| {
            let inside =
                |span: &standpoint_terms::Span| sentence.start <= span.start && span.end <= sentence.end;
            one.attribution.source.first().is_some_and(inside)
        });
        if let Some(spoke) = spoke {
            return spoke.party.clone();
        }
        let words = sentence.of(&document.text).filter(|words| words.len() < SENTENCE)?;
        if let Some(party) = codebook.parties.party_named(words) {
            return Some(codebook.parties.id(party).to_owned());
        }
    }
    None
}
