//! Persons by name: the full one first, then its parts.

use standpoint_terms::{ActorKind, MentionKind, Resolution};

use crate::cast::{Cast, squeezed};
use crate::gender::Gender;
use crate::lexicon::lexicon;
use crate::mention::Found;

impl Cast<'_, '_> {
    /// First all names with several words, wherever they stand: "Kask" in a headline is "Lena Kask" below.
    pub(crate) fn full_names(&mut self) {
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

    pub(crate) fn name_words(&self, found: &Found) -> Vec<String> {
        self.tokens[found.start..found.end]
            .iter()
            .map(|t| t.lower.to_string())
            .filter(|w| !w.ends_with('.') && !matches!(w.as_str(), "jr" | "sr" | "'s" | "iii" | "ii"))
            .collect()
    }

    /// The person of a name mention, by its full or its only word; namesakes by what stands nearest.
    pub(crate) fn person(&mut self, at: usize) -> Option<usize> {
        if let Some(actor) = self.resolved[at].0 {
            return Some(actor);
        }
        let found = &self.found[at];
        let words = self.name_words(found);
        let last = words.last()?.clone();
        let gender = self.gender_of(found);
        let mut candidates: Vec<usize> = self
            .by_surname
            .get(&last)
            .map(|all| all.iter().copied().filter(|a| self.known[*a].gender.fits(gender)).collect())
            .unwrap_or_default();
        if candidates.is_empty() {
            candidates.extend(self.by_first_name(found, &words, gender));
        }
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

    /// The only person whose name begins with the only word: "Han Weiru … Han said". Behind a title it is a family name,
    /// which is no given name of others.
    fn by_first_name(&self, found: &Found, words: &[String], gender: Gender) -> Option<usize> {
        let [word] = words else { return None };
        let given = |list: &str| lexicon().has(list, word);
        if found.title.is_some() && (given("male-names") || given("female-names")) {
            return None;
        }
        match self.by_first.get(word)?[..] {
            [one] if self.known[one].gender.fits(gender) => Some(one),
            _ => None,
        }
    }

    /// A surname that several people share goes to the one named last before it; to nobody where none was.
    pub(crate) fn namesake(&mut self, at: usize) {
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
}
