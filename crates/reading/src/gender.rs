//! Whether a name or title tells a man or a woman.

use crate::cast::Cast;
use crate::lexicon::lexicon;
use crate::mention::Found;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Gender {
    #[default]
    Unknown,
    Male,
    Female,
}

impl Gender {
    /// Whether one may be the other.
    pub(crate) fn fits(self, other: Gender) -> bool {
        self == Gender::Unknown || other == Gender::Unknown || self == other
    }

    /// What is known first.
    pub(crate) fn or(self, other: Gender) -> Gender {
        if self == Gender::Unknown { other } else { self }
    }
}

impl Cast<'_, '_> {
    /// By the title, else by the given name.
    pub(crate) fn gender_of(&self, found: &Found) -> Gender {
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
}
