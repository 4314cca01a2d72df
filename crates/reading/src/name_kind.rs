//! What the names of a document are: person, body, place or people of a side, by all the places where each stands.
//!
//! One place tells little of an invented or rare name; all together tell a lot. "Arlia" behind "in", "Arlian" before
//! "officials", "the Orle Compact" with its article: each is a vote, and the kind with most of them is that of the
//! name wherever it stands.

use std::collections::{BTreeMap, BTreeSet};

use standpoint_terms::MentionKind;

use crate::coreference::Chains;
use crate::lexicon::lexicon;
use crate::mention::Found;
use crate::pronoun::pronoun_gender;
use crate::token::Token;

/// So many pronouns show a person, if there is one for so many places where the name looks like something else.
const SPOKEN_OF: i32 = 2;
const SELDOM: i32 = 6;

/// Votes for what a name is.
#[derive(Clone, Copy, Debug, Default)]
struct Votes {
    /// How often the network or the rules took a single place for a person's name.
    taken: i32,
    person: i32,
    body: i32,
    place: i32,
    side: i32,
    /// How often "he" or "she" goes back to it, by the model's chains.
    spoken_of: i32,
}

impl Votes {
    /// A person by more than the look of the word. Unknown names of countries and towns look like surnames.
    fn weighed(mut self, words: usize) -> Self {
        self.person += if self.person > 0 || words > 1 { self.taken } else { self.taken.min(1) };
        // Countries and towns are not he or she, however like them a name looks.
        let others = self.body + self.place + self.side;
        if self.spoken_of >= SPOKEN_OF && self.spoken_of * SELDOM >= others {
            self.person += others + 1;
        }
        self
    }

    fn add(&mut self, kind: MentionKind, weight: i32) {
        match kind {
            MentionKind::Person => self.taken += weight,
            MentionKind::Organisation => self.body += weight,
            MentionKind::Place => self.place += weight,
            MentionKind::Nationality => self.side += weight,
            MentionKind::Role | MentionKind::Pronoun | MentionKind::Date => {}
        }
    }

    fn of(self, kind: MentionKind) -> i32 {
        match kind {
            MentionKind::Person => self.person,
            MentionKind::Organisation => self.body,
            MentionKind::Place => self.place,
            MentionKind::Nationality => self.side,
            MentionKind::Role | MentionKind::Pronoun | MentionKind::Date => 0,
        }
    }

    /// The kind with most votes; the present one where others only come level with it.
    fn best(self, present: MentionKind) -> MentionKind {
        let kinds =
            [MentionKind::Person, MentionKind::Organisation, MentionKind::Place, MentionKind::Nationality];
        kinds.into_iter().fold(present, |best, kind| if self.of(kind) > self.of(best) { kind } else { best })
    }
}

/// Gives each name of the document the kind that all its places together tell.
pub(crate) fn settle(text: &str, tokens: &[Token<'_>], chains: &Chains, found: &mut [Found]) {
    let named: Vec<usize> = (0..found.len()).filter(|at| is_name(found[*at].kind)).collect();
    let mut votes: BTreeMap<String, Votes> = BTreeMap::new();
    let mut surnames: BTreeSet<&str> = BTreeSet::new();
    // The last words of what the network or the rules alone take for full names.
    let mut perhaps: BTreeSet<&str> = BTreeSet::new();
    for (number, at) in named.iter().enumerate() {
        let one = &found[*at];
        let tally = votes.entry(key(tokens, one)).or_default();
        // "Withdraw from Selm and Orle": towns, if one of them is. Capitals stand beside persons too.
        let beside = |other: &usize| beside_town(text, tokens, &found[*other], one);
        if number.checked_sub(1).and_then(|before| named.get(before)).is_some_and(beside)
            || named.get(number + 1).is_some_and(beside)
        {
            tally.place += 2;
        }
        tally.add(one.kind, 1);
        around(tokens, one, tally);
        if one.end - one.start > 1 && (one.title.is_some() || given_name(&tokens[one.start].lower)) {
            surnames.insert(&tokens[one.end - 1].lower);
        }
        if one.end - one.start > 1 && one.kind == MentionKind::Person {
            perhaps.insert(&tokens[one.end - 1].lower);
        }
    }
    for pronoun in found.iter().filter(|one| one.kind == MentionKind::Pronoun) {
        if pronoun_gender(&tokens[pronoun.start].lower).is_none() {
            continue;
        }
        let name = chains.earlier(pronoun.start, pronoun.end).find_map(|head| {
            let at = found.partition_point(|one| one.end <= head);
            found.get(at).filter(|one| one.start <= head && is_name(one.kind))
        });
        if let Some(tally) = name.and_then(|name| votes.get_mut(&key(tokens, name))) {
            tally.spoken_of += 1;
        }
    }
    let capitals: BTreeSet<&str> =
        tokens.iter().filter(|token| token.capital).map(|token| token.lower.as_ref()).collect();
    let sides = sides(&votes, &capitals);
    for at in named {
        let one = &mut found[at];
        let words = key(tokens, one);
        let written = &text[tokens[one.start].span.start..tokens[one.end - 1].span.end];
        if one.title.is_some() || lexicon().place(written).is_some() {
            continue;
        }
        let mut tally = votes[&words];
        if one.end - one.start == 1 && surnames.contains(words.as_str()) {
            tally.person += 4;
        }
        if one.end - one.start == 1 && perhaps.contains(words.as_str()) {
            tally.person += 2;
            tally.spoken_of *= 2;
        }
        if one.end - one.start > 1 && given_name(&tokens[one.start].lower) {
            tally.person += 4;
        }
        // "The Arlian envoy … he" is not Arlia, nor a town that has people.
        let (is_side, has_side) = (sides.contains(&words), has_adjective(&sides, &words));
        if tally.side > 0 || is_side || has_side {
            tally.spoken_of = 0;
        }
        if is_side {
            tally.side += 6;
        } else if has_side {
            tally.place += 4;
        }
        one.kind = tally.weighed(one.end - one.start).best(one.kind);
    }
}

fn is_name(kind: MentionKind) -> bool {
    matches!(
        kind,
        MentionKind::Person | MentionKind::Organisation | MentionKind::Place | MentionKind::Nationality
    )
}

fn key(tokens: &[Token<'_>], found: &Found) -> String {
    let words: Vec<&str> = tokens[found.start..found.end].iter().map(|token| token.lower.as_ref()).collect();
    words.join(" ")
}

fn given_name(word: &str) -> bool {
    lexicon().has("male-names", word) || lexicon().has("female-names", word)
}

/// Whether nothing but "and" or "or" stands between a name and one that was taken for a town.
fn beside_town(text: &str, tokens: &[Token<'_>], other: &Found, one: &Found) -> bool {
    let (first, second) = if other.start < one.start { (other, one) } else { (one, other) };
    let between = tokens.get(first.end..second.start).unwrap_or_default();
    let joined = matches!(between, [only] if only.is("and") || only.is("or"));
    let written = &text[tokens[other.start].span.start..tokens[other.end - 1].span.end];
    joined && other.kind == MentionKind::Place && lexicon().place(written).is_none()
}

/// What the words beside a name say of it.
fn around(tokens: &[Token<'_>], found: &Found, tally: &mut Votes) {
    let words = lexicon();
    let word = |at: usize| tokens.get(at).map_or("", |token| token.lower.as_ref());
    let before = found.start.checked_sub(1).map_or("", word);
    let behind = word(found.end);
    let office = |at: usize| {
        ["titles", "title-modifiers", "unnamed", "bodies"].iter().any(|list| words.has(list, word(at)))
    };
    let last = &tokens[found.end - 1].lower;
    if found.end - found.start > 1
        && (words.has("place-words", &tokens[found.start].lower) || words.has("place-words", last))
    {
        tally.place += 4;
    }
    if found.title.is_some() {
        tally.person += 4;
    }
    // "President Orlin": who has the title has the name.
    let title =
        |at: usize| tokens[at].capital && words.has("titles", word(at)) && !words.has("bodies", word(at));
    if found.start.checked_sub(1).is_some_and(title) {
        tally.person += 4;
    }
    match before {
        "in" | "across" | "inside" | "outside" | "near" | "into" => tally.place += 2,
        "from" | "on" | "off" => tally.place += 1,
        "the" | "a" | "an" => {
            tally.body += 1;
            tally.person -= 3;
        }
        _ => {}
    }
    if behind == "'s" {
        // "Lena Kask's office", but "Arland's office".
        let full_name = found.kind == MentionKind::Person && found.end - found.start > 1;
        if office(found.end + 1) && !full_name {
            tally.place += 2;
        }
    } else if office(found.end) && !tokens[found.end].is("general") {
        // "Arlian officials", "Orle Rovers manager Jo Pike": one word is a side, several are a body.
        if found.end - found.start == 1 {
            tally.side += 2;
        } else {
            tally.body += 3;
        }
    } else if behind == "," && word(found.end + 1) == "where" {
        tally.place += 4;
    } else if behind == "who" || (behind == "," && matches!(word(found.end + 1), "who" | "whose")) {
        tally.person += 2;
    }
}

/// The names that are adjectives of others by their form: "arlian" beside "arlia".
fn sides(votes: &BTreeMap<String, Votes>, capitals: &BTreeSet<&str>) -> BTreeSet<String> {
    let adjective = |word: &&&str| {
        // What an adjective can be of, begins with its first letters: the names before it in order.
        let stem: String = word.chars().take(3).collect();
        let names = votes.range(stem.clone()..).take_while(|(name, _)| name.starts_with(&stem)).take(MANY);
        names.into_iter().any(|(name, _)| adjective_of(word, name))
    };
    let long = |word: &&&str| word.chars().count() > 4;
    capitals.iter().filter(long).filter(adjective).map(|word| (*word).to_owned()).collect()
}

/// Whether one of the adjectives is the name's.
fn has_adjective(sides: &BTreeSet<String>, name: &str) -> bool {
    let stem: String = name.chars().take(3).collect();
    let near = sides.range(stem.clone()..).take_while(|side| side.starts_with(&stem)).take(MANY);
    near.into_iter().any(|side| adjective_of(side, name))
}

/// More names with the same beginning are not looked at: it bounds the work on hostile text.
const MANY: usize = 32;

/// Whether one word is the other's adjective by its form: "Arlian" of "Arlia", "Selmish" of "Selm".
fn adjective_of(adjective: &str, name: &str) -> bool {
    let adjective = adjective.strip_suffix('s').unwrap_or(adjective);
    if adjective == name || name.chars().count() < 3 {
        return false;
    }
    let stem = name.trim_end_matches(['a', 'e', 'o', 'y', 'i']);
    ["n", "an", "ian", "ean", "ese", "ish", "ic", "i"].iter().any(|end| {
        adjective
            .strip_suffix(end)
            .is_some_and(|base| base == name || (base == stem && base.chars().count() > 2))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(adjective: &str, name: &str, expected: bool) {
        assert_eq!(adjective_of(adjective, name), expected, "{adjective} of {name}");
    }

    #[test]
    fn adjectives_are_known_by_their_form() {
        check("arlian", "arlia", true);
        check("arlians", "arlia", true);
        check("selmish", "selm", true);
        check("velmarkian", "velmark", true);
        check("norlandic", "norland", true);
        check("arlia", "arlia", false);
        check("kaskan", "orle", false);
    }
}
