//! What a description of people without a name tells: their office, and for whom they may speak.

use crate::lexicon::lexicon;

/// The description's words in small letters up to its first preposition or clause, if it is of one certain
/// person: "the foreign minister", "Arland's foreign minister", not "a minister".
pub(crate) fn office(description: &str) -> Option<String> {
    let small = description.to_lowercase();
    let words: Vec<&str> = small.split(' ').collect();
    let indefinite =
        ["a", "an", "one", "another", "some", "two", "three", "any", "every", "his", "her", "their"];
    if words.first().is_some_and(|first| indefinite.contains(first)) {
        return None;
    }
    let stops = |word: &&&str| {
        lexicon().has("prepositions", word) || lexicon().has("subordinators", word) || word.ends_with(',')
    };
    let end = words.iter().position(|word| stops(&word)).unwrap_or(words.len());
    Some(words[..end].join(" "))
}

/// Whether what people know comes behind the word: of whom they know it, is not theirs.
pub(crate) fn tells_what_they_know(word: &str) -> bool {
    matches!(word, "familiar" | "briefed" | "informed" | "privy" | "knowledge")
}

/// The part of a description that can tell for whom somebody speaks. Where people are tells it only of those who
/// hold an office there: "officials in Kyiv" speak for it, "underwriters in Kyiv" do not; and what a clause tells of
/// them ("who was in Kyiv") never does.
pub(crate) fn own_words(description: &str) -> &str {
    let mut office = false;
    let mut at = 0;
    for word in description.split_inclusive(' ') {
        let small = word.trim_end_matches([' ', ',', '.']).to_lowercase();
        if lexicon().has("officials", &small) {
            office = true;
        }
        let clause =
            matches!(small.as_str(), "who" | "which" | "that" | "whose" | "travelling" | "traveling");
        // "Officials familiar with Kask's thinking", "diplomats with knowledge of the talks": of what they know.
        let knows = tells_what_they_know(&small)
            || small == "with" && description[at + word.len()..].starts_with("knowledge");
        let place = !office && matches!(small.as_str(), "in" | "at" | "near" | "from" | "outside");
        let close = matches!(small.as_str(), "to" | "with" | "close") && at > 0 && !office;
        if clause || (at > 0 && (place || close || knows)) {
            return &description[..at];
        }
        at += word.len();
    }
    description
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_is_that_of_one_certain_person() {
        assert_eq!(
            office("Arland's foreign minister in the north").as_deref(),
            Some("arland's foreign minister")
        );
        assert_eq!(office("a minister"), None);
        assert_eq!(office("his aide"), None);
    }

    #[test]
    fn a_place_counts_for_those_with_an_office_there() {
        assert_eq!(own_words("officials in Selm who fled"), "officials in Selm ");
        assert_eq!(own_words("underwriters in Selm"), "underwriters ");
        assert_eq!(own_words("a person familiar with the talks in Selm"), "a person ");
        assert_eq!(own_words("officials briefed on Kask's trip"), "officials ");
        assert_eq!(own_words("diplomats with knowledge of Velmark's plan"), "diplomats ");
        assert_eq!(own_words("diplomats with the Velmark mission"), "diplomats with the Velmark mission");
        assert_eq!(own_words("Velmark"), "Velmark");
    }
}
