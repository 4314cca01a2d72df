//! Who speaks, as far as two documents can be compared.

use standpoint_terms::{Actor, ActorKind, Statement};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::lexicon::EXPERT_TITLES;

/// A speaker's name, kind and party.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Voice {
    /// The name as a person reads it.
    pub(crate) name: Option<String>,
    /// Its words in small letters without accents.
    folded: Vec<String>,
    kind: Option<ActorKind>,
    party: Option<String>,
}

/// Whether two documents name one speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Likeness {
    /// One name, or a part of it.
    Same,
    /// It can be: one side, and one of them is a body or nameless.
    Possible,
    /// One document names nobody.
    Unnamed,
    /// Two people, or two sides.
    Different,
}

impl Voice {
    pub(crate) fn of(statement: &Statement, actor: Option<&Actor>) -> Voice {
        let name = statement.speaker.clone().or_else(|| actor.map(|actor| actor.name.clone()));
        let folded = name.as_deref().map(folded).unwrap_or_default();
        Voice { name, folded, kind: actor.map(|actor| actor.kind), party: statement.party.clone() }
    }

    /// Whether a person with these titles speaks as somebody who knows the subject.
    pub(crate) fn is_expert(roles: &[String], affiliations: &[String]) -> bool {
        roles.iter().chain(affiliations).any(|role| {
            role.split(|c: char| !c.is_alphanumeric())
                .any(|word| EXPERT_TITLES.contains(&word.to_lowercase().trim_end_matches('s')))
        })
    }

    pub(crate) fn is_person(&self) -> bool {
        self.kind == Some(ActorKind::Person)
    }

    /// The last word of a person's name, by which two documents agree on whom they mean.
    pub(crate) fn surname(&self) -> Option<&str> {
        if self.is_person() { self.folded.last().map(String::as_str) } else { None }
    }

    pub(crate) fn likeness(&self, other: &Voice) -> Likeness {
        if self.folded.is_empty() || other.folded.is_empty() {
            return Likeness::Unnamed;
        }
        if self.folded == other.folded
            || part(&self.folded, &other.folded)
            || part(&other.folded, &self.folded)
        {
            return Likeness::Same;
        }
        let both_people = self.is_person() && other.is_person();
        if both_people {
            let alike = match (self.folded.last(), other.folded.last()) {
                (Some(one), Some(other)) => spelled_alike(one, other),
                _ => false,
            };
            let first =
                |voice: &Voice| if voice.folded.len() > 1 { voice.folded[0].chars().next() } else { None };
            let firsts_agree = match (first(self), first(other)) {
                (Some(one), Some(other)) => one == other,
                _ => true,
            };
            return if alike && firsts_agree { Likeness::Same } else { Likeness::Different };
        }
        match (&self.party, &other.party) {
            (Some(one), Some(other)) if one != other => Likeness::Different,
            (None, None) if self.kind == Some(ActorKind::Body) && other.kind == Some(ActorKind::Body) => {
                Likeness::Different
            }
            _ => Likeness::Possible,
        }
    }
}

/// Words of a name in small letters, without accents.
fn folded(name: &str) -> Vec<String> {
    name.nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect::<String>()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| {
            !word.is_empty() && !matches!(*word, "the" | "mr" | "mrs" | "ms" | "dr" | "sir" | "dame")
        })
        .map(str::to_owned)
        .collect()
}

/// Whether one name is the end of the other ("Tarn" of "Ines Tarn").
fn part(short: &[String], long: &[String]) -> bool {
    !short.is_empty()
        && (long.ends_with(short) || (short.len() > 1 && short.iter().all(|word| long.contains(word))))
}

/// Whether two names differ by their spelling alone: one letter in five, the same length within two.
pub(crate) fn spelled_alike(one: &str, other: &str) -> bool {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    let longest = one.len().max(other.len());
    if !(5..=30).contains(&longest) || one.len().abs_diff(other.len()) > 2 {
        return one == other;
    }
    let most = if longest < 8 { 1 } else { 2 };
    distance(&one, &other) <= most
}

/// Levenshtein's distance.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let next = (diagonal + usize::from(a != b)).min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = row[j + 1];
            row[j + 1] = next;
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voice(name: &str, kind: ActorKind, party: &str) -> Voice {
        Voice {
            name: Some(name.to_owned()),
            folded: folded(name),
            kind: Some(kind),
            party: (!party.is_empty()).then(|| party.to_owned()),
        }
    }

    fn check(one: &str, other: &str, expected: Likeness) {
        let person = |name| voice(name, ActorKind::Person, "");
        assert_eq!(person(one).likeness(&person(other)), expected, "{one} {other}");
    }

    #[test]
    fn people_are_told_by_their_names() {
        check("Ines Tarn", "Tarn", Likeness::Same);
        check("Inés Tarn", "Ines Tarn", Likeness::Same);
        check("Leyla Morvane", "Leila Morvanne", Likeness::Same);
        check("Ines Tarn", "Otto Tarn", Likeness::Different);
        check("Ines Tarn", "Ludo Kask", Likeness::Different);
        check("Ines Tarn", "", Likeness::Unnamed);
    }

    #[test]
    fn a_body_can_be_its_people() {
        let ministry = voice("the Foreign Ministry", ActorKind::Body, "velmark");
        let speaker = voice("officials", ActorKind::Unnamed, "velmark");
        let others = voice("Orsk", ActorKind::Body, "orsk");
        assert_eq!(ministry.likeness(&speaker), Likeness::Possible);
        assert_eq!(ministry.likeness(&others), Likeness::Different);
    }

    #[test]
    fn titles_tell_experts() {
        assert!(Voice::is_expert(&["political analyst".to_owned()], &[]));
        assert!(Voice::is_expert(&[], &["Orsk University".to_owned()]));
        assert!(!Voice::is_expert(&["foreign minister".to_owned()], &[]));
    }
}
