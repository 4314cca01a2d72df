//! The record as findings look at it: sorted, with each position as one row.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use jiff::civil::Date;
use standpoint_terms::{Act, Codebook, Hand, Moment, Party, Proposition, Stance, StatedPosition, Statement};

use crate::sentence::{Notes, notes};
use crate::words::{Phrases, Word, words};
use crate::{Record, RecordDocument};

/// One position of one holder, by way of one statement.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stand<'a> {
    pub(crate) position: &'a StatedPosition,
    pub(crate) place: Place<'a>,
    /// Whether its document is the first of its origin: what later ones repeat is no second word.
    pub(crate) witness: bool,
}

/// A statement in its document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    /// Index into [`View::documents`].
    pub(crate) document: usize,
    /// Index into the document's statements.
    pub(crate) ordinal: usize,
    pub(crate) statement: &'a Statement,
    pub(crate) unnamed: bool,
    /// Whether people coded its document.
    pub(crate) by_hand: bool,
    /// The first day on which it can have been said.
    pub(crate) day: Option<Date>,
    /// Whether that day was worked out from words in the text.
    pub(crate) inferred: bool,
}

impl<'a> Place<'a> {
    pub(crate) fn act(&self) -> Option<Act> {
        self.statement.act.as_ref().map(|acted| acted.act)
    }

    pub(crate) fn speaker(&self) -> Option<&'a str> {
        self.statement.speaker.as_deref().filter(|speaker| !speaker.trim().is_empty())
    }

    pub(crate) fn party(&self) -> Option<&'a str> {
        self.statement.party.as_deref()
    }
}

impl<'a> Stand<'a> {
    pub(crate) fn stance(&self) -> Stance {
        self.position.stance
    }

    pub(crate) fn own(&self) -> bool {
        self.position.hand == Hand::First
    }

    /// Whether it is told by somebody with a name, or by the side as such.
    pub(crate) fn named(&self) -> bool {
        !self.place.unnamed && self.place.speaker().is_some()
    }

    pub(crate) fn score(&self) -> f32 {
        sound(self.position.score) * sound(self.place.statement.attribution.score)
    }
}

/// A position with this score was told in so many words; below, the topic was named and the rest inferred.
const PLAIN: f32 = 0.6;

/// A position with less than this score is a guess: it fills a cell of the matrix, but no finding stands on it. Kinds
/// that look at more than the position hold its whole [`Stand::score`] against it.
pub(crate) const GUESS: f32 = StatedPosition::GUESS;

/// Below this, either the words or who says them are doubtful.
const LIKELY: f32 = 0.5;

/// Whether at least one was told in so many words.
pub(crate) fn any_plain<'s, 'a: 's>(stands: impl IntoIterator<Item = &'s Stand<'a>>) -> bool {
    stands.into_iter().any(|stand| stand.score() >= PLAIN)
}

/// A position with this score was told by a paraphrase, however sure it is who says it.
const PARAPHRASED: f32 = 0.75;

/// Whether at least one was told by a paraphrase.
pub(crate) fn any_paraphrased<'s, 'a: 's>(stands: impl IntoIterator<Item = &'s Stand<'a>>) -> bool {
    stands.into_iter().any(|stand| sound(stand.position.score) >= PARAPHRASED)
}

/// A position with this score was judged in so many words, and one with this score in all is no mere guess.
const JUDGED: f32 = 0.7;
const NO_GUESS: f32 = 0.4;

/// Whether at least one was told in so many words, even if who says it is not quite sure.
pub(crate) fn any_told<'s, 'a: 's>(stands: impl IntoIterator<Item = &'s Stand<'a>>) -> bool {
    stands.into_iter().any(|stand| {
        stand.score() >= PLAIN || sound(stand.position.score) >= JUDGED && stand.score() >= NO_GUESS
    })
}

/// Whether at least one is not doubtful.
pub(crate) fn any_likely<'s, 'a: 's>(stands: impl IntoIterator<Item = &'s Stand<'a>>) -> bool {
    stands.into_iter().any(|stand| stand.score() >= LIKELY)
}

/// A score between 0 and 1, whatever it was.
pub(crate) fn sound(score: f32) -> f32 {
    if score.is_nan() { 0.0 } else { score.clamp(0.0, 1.0) }
}

/// A holder and a proposition.
pub(crate) type Matter<'a> = (&'a str, &'a str);

/// The record, sorted and indexed.
pub(crate) struct View<'a> {
    pub(crate) codebook: &'a Codebook,
    /// By date, the undated last, then by identity; each once.
    pub(crate) documents: Vec<&'a RecordDocument<'a>>,
    /// Where each document stands in [`View::documents`], by its identity.
    pub(crate) at: HashMap<&'a str, usize>,
    /// For each document what it counts as.
    pub(crate) origins: Vec<&'a str>,
    /// All statements, by document and place.
    pub(crate) places: Vec<Place<'a>>,
    /// The positions of each holder on each proposition, by time, then document and place.
    pub(crate) stands: BTreeMap<Matter<'a>, Vec<Stand<'a>>>,
    /// The last day of the record.
    pub(crate) last_day: Option<Date>,
    /// What one pass over the sentences gave.
    pub(crate) notes: Notes,
    names: Vec<(&'a str, Phrases)>,
}

static EMPTY: Codebook = Codebook {
    codebook: standpoint_terms::CodebookHead {
        other_issue: None,
        tried: false,
        told_from: None,
        id: String::new(),
        title: String::new(),
        description: String::new(),
    },
    parties: Vec::new(),
    issues: Vec::new(),
    propositions: Vec::new(),
    baselines: Vec::new(),
    proposals: Vec::new(),
    forecasts: Vec::new(),
};

impl<'a> View<'a> {
    /// What statements of one utterance share, or the place of one that shares nothing.
    pub(crate) fn utterance(&self, document: usize, ordinal: usize) -> Result<&'a str, (usize, usize)> {
        let statement = self.documents.get(document).and_then(|document| document.statements.get(ordinal));
        statement.and_then(|statement| statement.utterance).ok_or((document, ordinal))
    }

    pub(crate) fn new(record: &'a Record<'a>) -> View<'a> {
        let mut documents: Vec<&RecordDocument<'_>> = record.documents.iter().collect();
        documents.sort_by_key(|document| (document.published.is_none(), document.published, document.id));
        let mut seen = HashSet::new();
        documents.retain(|document| seen.insert(document.id));

        let at = documents.iter().enumerate().map(|(at, document)| (document.id.as_str(), at)).collect();
        let origins: Vec<&str> =
            documents.iter().map(|document| document.origin.unwrap_or(document.id.as_str())).collect();
        // The caller may name the witness by taking its identity for the origin's; else it is the first.
        let ids: HashSet<&str> = documents.iter().map(|document| document.id.as_str()).collect();
        let mut first_of = HashSet::new();
        let witnesses: Vec<bool> = documents
            .iter()
            .zip(&origins)
            .map(|(document, origin)| {
                if ids.contains(origin) { document.id.as_str() == *origin } else { first_of.insert(*origin) }
            })
            .collect();

        let mut places = Vec::new();
        let mut stands: BTreeMap<Matter<'_>, Vec<Stand<'_>>> = BTreeMap::new();
        for (at, document) in documents.iter().enumerate() {
            for (ordinal, told) in document.statements.iter().enumerate() {
                let said = told.statement.said_on.as_ref();
                let place = Place {
                    document: at,
                    ordinal,
                    statement: told.statement,
                    unnamed: told.unnamed,
                    by_hand: document.by_hand,
                    day: said.map(|said| said.from).or(document.published).map(Moment::date),
                    inferred: said.is_some_and(|said| said.words.is_some()),
                };
                places.push(place);
                let told = told.statement.positions.iter();
                for position in told.filter(|position| !position.is_guess()) {
                    let matter = (position.holder.as_str(), position.proposition.as_str());
                    let stand = Stand { position, place, witness: witnesses[at] };
                    stands.entry(matter).or_default().push(stand);
                }
            }
        }
        for stands in stands.values_mut() {
            stands.sort_by_key(|stand| {
                (stand.place.day.is_none(), stand.place.day, stand.place.document, stand.place.ordinal)
            });
        }
        let codebook = record.codebook.unwrap_or(&EMPTY);
        let names =
            codebook.parties.iter().map(|party| (party.id.as_str(), Phrases::new(names(party)))).collect();
        let last_day = documents.iter().filter_map(|document| document.published).map(Moment::date).max();
        let proposals: Vec<Phrases> = codebook
            .proposals
            .iter()
            .map(|proposal| Phrases::new(proposal.aliases.iter().chain([&proposal.name]).map(String::as_str)))
            .collect();
        let notes = notes(&documents, &proposals);
        View { codebook, documents, at, origins, places, stands, last_day, notes, names }
    }

    /// The propositions on which somebody stands, in the order of the codebook, then by id.
    pub(crate) fn propositions(&self) -> Vec<&'a str> {
        let mut ids: Vec<&str> =
            self.codebook.propositions.iter().map(|proposition| proposition.id.as_str()).collect();
        let known: HashSet<&str> = ids.iter().copied().collect();
        let others: BTreeSet<&str> = self
            .stands
            .keys()
            .map(|(_, proposition)| *proposition)
            .filter(|id| !known.contains(id))
            .collect();
        ids.extend(others);
        let stood: HashSet<&str> = self.stands.keys().map(|(_, proposition)| *proposition).collect();
        ids.retain(|id| stood.contains(id));
        ids
    }

    /// The stands of a holder on a proposition; none where nobody told them or they are only guessed.
    pub(crate) fn of<'b>(&'b self, matter: Matter<'b>) -> &'b [Stand<'a>] {
        self.stands.get(&matter).map_or(&[], Vec::as_slice)
    }

    /// The holders on a proposition with their stands.
    pub(crate) fn on(&self, proposition: &str) -> Vec<(&'a str, &[Stand<'a>])> {
        let of = self.stands.iter().filter(|((_, on), _)| *on == proposition);
        of.map(|((holder, _), stands)| (*holder, stands.as_slice())).collect()
    }

    /// The proposition as the codebook has it.
    pub(crate) fn proposition(&self, id: &str) -> Option<&'a Proposition> {
        self.codebook.propositions.iter().find(|proposition| proposition.id == id)
    }

    /// Whether the proposition says that a proposal is accepted: it has the proposal's id, or stands in the
    /// codebook's list of proposals as the one term of itself.
    pub(crate) fn is_proposal(&self, proposition: &str) -> bool {
        self.codebook
            .proposals
            .iter()
            .any(|proposal| proposal_proposition(proposal, self.codebook) == Some(proposition))
    }

    /// The party whose name stands nearest before word number `at`, at most `reach` words before it.
    pub(crate) fn party_before(&self, words: &[Word], at: usize, reach: usize) -> Option<&'a str> {
        (at.saturating_sub(reach)..at).rev().find_map(|at| {
            self.names.iter().find(|(_, names)| names.at(words, at).is_some()).map(|(party, _)| *party)
        })
    }

    /// Whether this is the party's own name and no person's.
    pub(crate) fn is_party_name(&self, party: &str, speaker: &str) -> bool {
        let words = words(speaker);
        let names = self.names.iter().find(|(id, _)| *id == party);
        names.is_some_and(|(_, names)| names.at(&words, 0) == Some(words.len()))
    }
}

/// The proposition that says that a proposal is accepted: the one of the same id, else the one whose id begins
/// with the proposal's.
pub(crate) fn proposal_proposition<'c>(
    proposal: &standpoint_terms::Proposal,
    codebook: &'c Codebook,
) -> Option<&'c str> {
    let ids = || codebook.propositions.iter().map(|proposition| proposition.id.as_str());
    ids().find(|id| *id == proposal.id).or_else(|| {
        ids().find(|id| id.strip_prefix(proposal.id.as_str()).is_some_and(|rest| rest.starts_with('-')))
    })
}

fn names(party: &Party) -> Vec<&str> {
    let all = std::iter::once(&party.name).chain(&party.aliases).chain(&party.metonyms);
    all.map(String::as_str).collect()
}
