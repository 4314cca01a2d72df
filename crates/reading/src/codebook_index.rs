//! A codebook compiled once, so that a text is searched for all its names and hints in one pass.

use std::collections::{HashMap, HashSet};

use standpoint_terms::{Actor, ActorKind, Codebook};

use crate::asked::Asked;
use crate::description::own_words;
use crate::issue_index::IssueIndex;
use crate::lexicon::lexicon;
use crate::office::Offices;
use crate::party_words::PartyWords;
use crate::phrase_index::{Phrase, PhraseIndex};
use crate::proposal_index::ProposalIndex;
use crate::proposition_index::PropositionIndex;

/// A codebook ready to be asked, for any number of documents.
///
/// ```
/// use standpoint_reading::CompiledCodebook;
/// use standpoint_terms::{Codebook, Issue};
///
/// let issue = Issue { id: "truce".into(), hints: vec!["guns".into()], ..Issue::default() };
/// let codebook = CompiledCodebook::new(&Codebook { issues: vec![issue], ..Codebook::default() });
/// assert_eq!(codebook.issues.issue_of("the guns fall silent").unwrap().issue, "truce");
/// ```
#[derive(Clone, Debug)]
pub struct CompiledCodebook {
    /// Which words name a party or its members.
    pub parties: PartyIndex,
    /// Who has which office.
    pub(crate) offices: Offices,
    /// Which words tell an issue.
    pub issues: IssueIndex,
    /// The issue of what has no other.
    pub(crate) other_issue: Option<String>,
    /// Which words name a party, by place.
    pub(crate) words: PartyWords,
    /// What one can support or oppose.
    pub(crate) propositions: PropositionIndex,
    /// What proposals are called, and whose they are.
    pub(crate) proposals: ProposalIndex,
    /// What a judge is asked: propositions and issues in words.
    pub(crate) asked: Asked,
    /// Whether hints and phrases were tried on the coverage.
    pub(crate) tried: bool,
    /// How likely a position must be to be told, at most 1, where the codebook says so.
    pub(crate) told_from: Option<f32>,
}

impl CompiledCodebook {
    /// Compiles a codebook. Empty names and hints are left out.
    pub fn new(codebook: &Codebook) -> Self {
        let words = PartyWords::new(codebook);
        CompiledCodebook {
            parties: PartyIndex::new(codebook),
            offices: Offices::new(codebook),
            issues: IssueIndex::new(codebook),
            propositions: PropositionIndex::new(codebook, &words),
            proposals: ProposalIndex::new(codebook),
            asked: Asked::new(codebook, &words),
            tried: codebook.codebook.tried,
            told_from: codebook.codebook.told_from.map(|percent| f32::from(percent) / 100.0),
            words,
            other_issue: codebook
                .codebook
                .other_issue
                .clone()
                .filter(|id| codebook.issues.iter().any(|issue| issue.id == *id)),
        }
    }
}

/// Words behind a possessor that tell what is theirs, at most: "Tarn's press office".
const MOST_OWNED: usize = 4;

/// Which words name a party: its name, aliases, metonyms, members.
#[derive(Clone, Debug)]
pub struct PartyIndex {
    ids: Vec<String>,
    /// Names, aliases and metonyms of parties, and names of members.
    names: PhraseIndex,
    /// A member's full name or alias in small letters, and its first and last word.
    members: HashMap<String, Unique>,
    /// A member's last word in small letters.
    surnames: HashMap<String, Unique>,
    /// A role in small letters.
    roles: HashMap<String, Unique>,
    /// The members' names as the codebook has them.
    people: Vec<String>,
    /// As `members` and `surnames`, but telling the member: an index into `people`.
    known_as: HashMap<String, Unique>,
    /// The last words of parties' names of several words, in small letters.
    last_words: HashMap<String, Unique>,
    /// Names that are written with an article, without it, in small letters: "the Union" is what a text calls "Union".
    articled: HashMap<String, Unique>,
    /// Metonyms that are written with an article, and whose they are.
    seats: Vec<(String, usize)>,
    /// For each of `people`, its party.
    party_of_member: Vec<usize>,
}

/// The party, or the member, that a word means, unless it means several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unique {
    One(usize),
    Several,
}

fn note(map: &mut HashMap<String, Unique>, key: String, party: usize) {
    map.entry(key)
        .and_modify(|known| {
            if *known != Unique::One(party) {
                *known = Unique::Several;
            }
        })
        .or_insert(Unique::One(party));
}

fn one(map: &HashMap<String, Unique>, key: &str) -> Option<usize> {
    match map.get(key) {
        Some(Unique::One(party)) => Some(*party),
        _ => None,
    }
}

impl PartyIndex {
    /// Compiles the parties of a codebook.
    pub fn new(codebook: &Codebook) -> Self {
        let mut phrases = Vec::new();
        let (mut members, mut surnames, mut roles) = (HashMap::new(), HashMap::new(), HashMap::new());
        let (mut last_words, mut articled) = (HashMap::new(), HashMap::new());
        let (people, known_as) = people(codebook);
        for (at, party) in codebook.parties.iter().enumerate() {
            let names = [&party.name].into_iter().chain(&party.aliases).chain(&party.metonyms);
            for (_, last) in names.clone().filter_map(|name| name.rsplit_once(' ')) {
                note(&mut last_words, last.to_lowercase(), at);
            }
            let bare = names.clone().filter_map(|name| name.strip_prefix("the "));
            for name in bare.clone() {
                note(&mut articled, name.to_lowercase(), at);
            }
            let people = party.members.iter().flat_map(|m| [&m.name].into_iter().chain(&m.aliases));
            // "A Coastal Front spokesman": an article is part of no name of several words.
            let bare = bare.filter(|name| name.contains(' '));
            let named = names.chain(people.clone()).map(String::as_str).chain(bare);
            phrases.extend(named.map(|words| Phrase {
                words: words.to_owned(),
                any_case: false,
                meaning: at,
            }));
            for name in people {
                let small = name.to_lowercase();
                let words: Vec<&str> = small.split_whitespace().collect();
                if let (Some(first), Some(last)) = (words.first(), words.last()) {
                    note(&mut surnames, (*last).to_owned(), at);
                    note(&mut members, format!("{first} {last}"), at);
                }
                note(&mut members, words.join(" "), at);
            }
            for role in party.members.iter().flat_map(|m| &m.roles) {
                note(&mut roles, role.to_lowercase(), at);
            }
        }
        let ids = codebook.parties.iter().map(|p| p.id.clone()).collect();
        let all =
            || codebook.parties.iter().enumerate().flat_map(|(at, p)| p.members.iter().map(move |m| (at, m)));
        PartyIndex {
            seats: codebook
                .parties
                .iter()
                .enumerate()
                .flat_map(|(at, party)| party.metonyms.iter().map(move |name| (name.clone(), at)))
                .filter(|(name, _)| name.starts_with("the "))
                .collect(),
            party_of_member: all().map(|(party, _)| party).collect(),
            ids,
            last_words,
            articled,
            names: PhraseIndex::new(phrases),
            members,
            surnames,
            roles,
            people,
            known_as,
        }
    }

    /// The name that the codebook gives to the actor, where it is one of its members: by full name or alias in
    /// any spelling that the codebook lists, or by a surname that one member alone has. Somebody without a name is none.
    pub fn name_of(&self, actor: &Actor) -> Option<&str> {
        if actor.kind == ActorKind::Unnamed {
            return None;
        }
        let small = actor.name.to_lowercase();
        let words: Vec<&str> = small.split_whitespace().collect();
        let (first, last) = (words.first()?, words.last()?);
        let member = one(&self.known_as, &words.join(" "))
            .or_else(|| one(&self.known_as, &format!("{first} {last}")))?;
        Some(&self.people[member])
    }

    /// The member whom the source's own words name ("Mr. Tarn", "Lena Kask, the minister"): the name that the codebook
    /// gives, and the party's id. A name that one member alone has tells more than whom the document seemed to mean.
    pub(crate) fn named_in(&self, source: &str) -> Option<(&str, &str)> {
        let mut found = None;
        let mut of_another = false;
        for written in source.split_whitespace() {
            let word = written.trim_matches(|c: char| !c.is_alphanumeric());
            of_another |= lexicon().has("prepositions", &word.to_lowercase());
            let Some(member) = one(&self.known_as, &word.to_lowercase()) else { continue };
            let known = found.is_some_and(|known| known != member);
            if known || of_another || !word.starts_with(char::is_uppercase) {
                return None;
            }
            // "Tarn's aide" is another, and what a comma divides from the name describes.
            if written.ends_with("'s") || written.ends_with("’s") {
                return None;
            }
            found = Some(member);
            if written.ends_with(',') {
                break;
            }
        }
        found.map(|member| self.shown(member))
    }

    /// The party that the words name first, as an index into the codebook's parties.
    pub(crate) fn party_named(&self, words: &str) -> Option<usize> {
        self.party_in(words)
    }

    /// The party's id.
    pub(crate) fn id(&self, party: usize) -> &str {
        &self.ids[party]
    }

    /// Whether the words as a whole are a name of a party or a member.
    pub(crate) fn is_name(&self, words: &str) -> bool {
        self.names
            .find(words)
            .iter()
            .any(|phrase| phrase.words == words || phrase.words == format!("the {words}"))
    }

    /// The party whose names alone end in the word: "an administration official", where one party has an administration.
    pub(crate) fn party_with(&self, noun: &str) -> Option<usize> {
        one(&self.last_words, noun)
    }

    fn shown(&self, member: usize) -> (&str, &str) {
        (&self.people[member], &self.ids[self.party_of_member[member]])
    }

    /// The party for which the actor speaks; `source` is the source as the text has it.
    ///
    /// A person: as a member by name, or a surname that only one party's members have; else by the sides in
    /// its titles; else by a role that only one party has. A body: by its name. The unnamed: by the side in
    /// their description. Analysts, scholars and the press speak for no side unless the codebook lists them.
    pub fn party_of(&self, actor: &Actor, source: &str) -> Option<&str> {
        let party = match actor.kind {
            ActorKind::Person => self.party_by_name(actor).or_else(|| {
                let scholar = actor.roles.iter().any(|role| outsider(role)) || outsider(source);
                if scholar { None } else { self.party_by_title(actor).or_else(|| self.party_beside(source)) }
            }),
            ActorKind::Body if self.outside(&actor.name) => None,
            // A single word that no document explains may be a surname after all.
            // And a ministry without a country is the one of whom the source says so: "Arland's Defence Ministry".
            ActorKind::Body => self
                .party_in(&actor.name)
                .or_else(|| one(&self.articled, &actor.name.to_lowercase()))
                .or_else(|| one(&self.surnames, &actor.name.to_lowercase()))
                .or_else(|| self.party_of_owner(source, &actor.name))
                .or_else(|| self.party_of_seat_of(source, &actor.name)),
            ActorKind::Unnamed if self.outside(&actor.name) || past(source) => None,
            ActorKind::Unnamed => self
                .party_in(own_words(source))
                .or_else(|| self.party_in(own_words(&actor.name)))
                .or_else(|| actor.affiliations.iter().find_map(|side| self.party_in(side)))
                .or_else(|| self.party_of_member_whose(source))
                .or_else(|| self.party_of_seat(source))
                .or_else(|| one(&self.roles, actor.name.to_lowercase().trim_start_matches("the "))),
        };
        party.map(|at| self.ids[at].as_str())
    }

    /// The party named beside a person: in its description, not in what a clause tells of it, nor of an office that is
    /// one of the past.
    fn party_beside(&self, source: &str) -> Option<usize> {
        let source = own_words(source);
        let past = source
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| lexicon().has("former", &word.to_lowercase()));
        if past { None } else { self.party_in(source) }
    }

    /// The party in whose name a body is owned: "Arland's Defence Ministry", "the Arlandic army".
    fn party_of_owner(&self, source: &str, body: &str) -> Option<usize> {
        let owner = source[..source.find(body)?].trim_end();
        let close = owner.split_whitespace().count() <= 3 && !owner.contains([',', '.']);
        if close && !outsider(source) { self.party_in(owner) } else { None }
    }

    /// The party of the member whose people or office somebody is: "Tarn's office".
    fn party_of_member_whose(&self, source: &str) -> Option<usize> {
        let (owner, owned) = source.split_once("'s ").or_else(|| source.split_once("’s "))?;
        if owned.split_whitespace().count() > MOST_OWNED {
            return None;
        }
        let owner = owner.to_lowercase();
        let words: Vec<&str> = owner.split_whitespace().collect();
        let whole = words.len().checked_sub(2).and_then(|at| one(&self.members, &words[at..].join(" ")));
        whole.or_else(|| one(&self.surnames, words.last()?))
    }

    /// The party of the place where a body is: "the Foreign Ministry in Selm".
    fn party_of_seat_of(&self, source: &str, body: &str) -> Option<usize> {
        let place = source[source.find(body)? + body.len()..].trim_start();
        let place = place.strip_prefix("in ").or(place.strip_prefix("of "))?;
        self.party_in(place.split([',', '.']).next()?)
    }

    fn party_by_name(&self, actor: &Actor) -> Option<usize> {
        let small = actor.name.to_lowercase();
        let words: Vec<&str> = small.split_whitespace().collect();
        let (first, last) = (words.first()?, words.last()?);
        let by_name =
            one(&self.members, &words.join(" ")).or_else(|| one(&self.members, &format!("{first} {last}")));
        // A surname alone speaks only where the document never gives another first name.
        let by_surname = || if words.len() == 1 { one(&self.surnames, last) } else { None };
        by_name.or_else(by_surname)
    }

    fn party_by_title(&self, actor: &Actor) -> Option<usize> {
        let sides = || actor.affiliations.iter().filter(|side| !outsider(side));
        sides().find_map(|side| self.party_in(side)).or_else(|| {
            let alone = actor.affiliations.is_empty();
            actor.roles.iter().filter(|_| alone).find_map(|role| one(&self.roles, role))
        })
    }

    /// The party from whose seat somebody is said to come: "a man from the Citadel". A seat is a metonym that the codebook
    /// writes with its article; a town or country is none.
    fn party_of_seat(&self, source: &str) -> Option<usize> {
        let rest = source.strip_prefix(own_words(source))?;
        let place = rest.strip_prefix("from ").or(rest.strip_prefix("in ")).or(rest.strip_prefix("at "))?;
        let begins = |seat: &&(String, usize)| {
            let whole =
                place.get(seat.0.len()..).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
            place.starts_with(seat.0.as_str()) && whole
        };
        self.seats.iter().find(begins).map(|seat| seat.1)
    }

    /// Whether the words describe somebody who speaks for no side; the codebook may list such a body as one.
    pub(crate) fn outside(&self, words: &str) -> bool {
        outsider(words) && !self.names.find(words).iter().any(|phrase| outsider(&phrase.words))
    }

    /// The party that is named first in the words.
    fn party_in(&self, words: &str) -> Option<usize> {
        self.names.find(words).first().map(|phrase| phrase.meaning).or_else(|| {
            // "The Norwegians" are Norway's, whether or not the codebook lists them.
            let capital = words
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| word.starts_with(char::is_uppercase));
            let mut countries =
                capital.filter_map(|word| lexicon().place(word)).map(|(country, _)| country.name);
            countries.find_map(|country| self.names.find(country).first().map(|phrase| phrase.meaning))
        })
    }
}

/// Words that make of an office another, lower one.
pub(crate) const LESSER: [&str; 6] = ["deputy", "vice", "former", "acting", "assistant", "junior"];

/// Whether a description is of those who had an office: "a former Velmark official".
fn past(description: &str) -> bool {
    let small = own_words(description).to_lowercase();
    let mut words = small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.any(|word| lexicon().has("former", word)) && !small.contains("former colleague")
}

fn outsider(description: &str) -> bool {
    description
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| lexicon().has("outsiders", &word.to_lowercase()))
}

/// The members' names, and by which words in small letters each is known.
fn people(codebook: &Codebook) -> (Vec<String>, HashMap<String, Unique>) {
    let (mut people, mut known_as) = (Vec::new(), HashMap::new());
    // What the codebook lists comes before what only follows from it: "Tarn" is who is listed so, not a namesake.
    for member in codebook.parties.iter().flat_map(|party| &party.members) {
        for name in [&member.name].into_iter().chain(&member.aliases) {
            note(
                &mut known_as,
                name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" "),
                people.len(),
            );
        }
        people.push(member.name.clone());
    }
    let listed: HashSet<String> = known_as.keys().cloned().collect();
    for (at, member) in codebook.parties.iter().flat_map(|party| &party.members).enumerate() {
        for name in [&member.name].into_iter().chain(&member.aliases) {
            let small = name.to_lowercase();
            let words: Vec<&str> = small.split_whitespace().collect();
            let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
            for key in [format!("{first} {last}"), (*last).to_owned()] {
                if !listed.contains(&key) {
                    note(&mut known_as, key, at);
                }
            }
        }
    }
    (people, known_as)
}
