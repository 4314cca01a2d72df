//! From documents to stories, origins and utterances.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use standpoint_terms::{DocumentId, Kinship, Origin, Story, Utterance};

use crate::clusters::Clusters;
use crate::echoes::{self, Match};
use crate::events;
use crate::forms::Forms;
use crate::kinship::{self, ONE_ORIGIN, Profile};
use crate::near;
use crate::set_text;
use crate::tale::{Tale, Told};

/// What a collection of documents has in common.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coverage {
    /// Events that several documents tell of.
    pub stories: Vec<Story>,
    /// Documents that come from one source; only origins of more than one document.
    pub origins: Vec<Origin>,
    /// What several documents say that somebody said; only utterances in more than one document.
    pub utterances: Vec<Utterance>,
}

impl Coverage {
    /// The origin of each document that shares it with another. A document that is not here is its own.
    pub fn origin_of(&self) -> BTreeMap<&DocumentId, &DocumentId> {
        self.origins
            .iter()
            .flat_map(|origin| origin.documents.iter().map(move |id| (id, &origin.witness)))
            .collect()
    }

    /// The utterance of each statement (document and index) that stands in several documents. A statement that is not
    /// here is an utterance by itself.
    pub fn utterance_of(&self) -> HashMap<(&DocumentId, usize), &str> {
        let mut of = HashMap::new();
        for utterance in &self.utterances {
            for wording in &utterance.wordings {
                for statement in &wording.statements {
                    of.insert((&wording.document, *statement), utterance.id.as_str());
                }
            }
        }
        of
    }
}

/// Finds stories, origins and utterances. The order of the documents does not matter; a document that comes twice is
/// taken once.
pub fn find(told: &[Told<'_>]) -> Coverage {
    let gathered = gather(told);
    let near = near_pairs(&gathered.tales);
    found(&gathered, &near)
}

/// As [`find`], where an index has said already which documents are near duplicates; pairs with a document that is
/// not among these are passed over.
pub fn find_given(told: &[Told<'_>], near: &[[DocumentId; 2]]) -> Coverage {
    let gathered = gather(told);
    let at: HashMap<&DocumentId, usize> =
        gathered.tales.iter().enumerate().map(|(at, tale)| (&tale.id, at)).collect();
    let pair = |[one, other]: &[DocumentId; 2]| {
        let (one, other) = (*at.get(one)?, *at.get(other)?);
        (one != other).then(|| [one.min(other), one.max(other)])
    };
    let near: Vec<[usize; 2]> = near.iter().filter_map(pair).collect();
    found(&gathered, &near)
}

fn near_pairs(tales: &[Tale]) -> Vec<[usize; 2]> {
    let keys: Vec<Vec<u64>> = tales.iter().map(|tale| near::keys(&tale.shingles)).collect();
    near::candidates(&keys)
}

fn found(gathered: &Gathered, near: &[[usize; 2]]) -> Coverage {
    let Gathered { tales, forms } = gathered;
    let verbatim = echoes::matches(tales, forms);
    let kinships = all_kinships(tales, forms, &verbatim, near);
    let kin: Vec<&([usize; 2], Kinship)> =
        kinships.iter().filter(|(_, kinship)| kinship.score >= ONE_ORIGIN).collect();
    let mut matches = verbatim;
    for (pair, _) in &kin {
        let more = echoes::among_kin(tales, forms, pair, &matches);
        matches.extend(more);
    }
    let origins = origins(tales, &kin);
    let place: HashMap<&DocumentId, usize> =
        tales.iter().enumerate().map(|(at, tale)| (&tale.id, at)).collect();
    let mut origin_of: Vec<usize> = (0..tales.len()).collect();
    for origin in &origins {
        for document in &origin.documents {
            origin_of[place[document]] = place[&origin.witness];
        }
    }
    let quoting: BTreeSet<[usize; 2]> = matches
        .iter()
        .filter(|found| found.verbatim && found.quotes)
        .map(|found| [found.one.tale, found.other.tale])
        .collect();
    Coverage {
        stories: events::stories(tales, forms, &origin_of, &quoting),
        utterances: echoes::utterances(tales, forms, &matches),
        origins,
    }
}

/// What ties each two documents together that have much in common, whether that is enough or not.
pub fn kinships(told: &[Told<'_>]) -> Vec<Kinship> {
    let Gathered { tales, forms } = gather(told);
    let matches = echoes::matches(&tales, &forms);
    let near = near_pairs(&tales);
    all_kinships(&tales, &forms, &matches, &near).into_iter().map(|(_, kinship)| kinship).collect()
}

struct Gathered {
    tales: Vec<Tale>,
    forms: Forms,
}

fn gather(told: &[Told<'_>]) -> Gathered {
    let mut forms = Forms::new();
    let mut seen = HashSet::new();
    let mut told: Vec<&Told<'_>> = told.iter().filter(|told| seen.insert(&told.document.id)).collect();
    // Before their words are numbered, so that nothing depends on the order of the input.
    told.sort_by_cached_key(|told| {
        let metadata = &told.document.metadata;
        let document = told.document;
        (metadata.published.is_none(), metadata.published, document.name.clone(), document.id.clone())
    });
    let mut tales: Vec<Tale> = told.into_iter().map(|told| Tale::of(told, &mut forms)).collect();
    set_text::mark(&mut tales);
    forms.seal();
    Gathered { tales, forms }
}

fn all_kinships(
    tales: &[Tale],
    forms: &Forms,
    matches: &[Match],
    near: &[[usize; 2]],
) -> Vec<([usize; 2], Kinship)> {
    let profiles: Vec<Profile> = tales.iter().map(|tale| Profile::of(tale, forms)).collect();
    let mut by_pair: HashMap<[usize; 2], Vec<&Match>> = HashMap::new();
    for found in matches {
        by_pair.entry([found.one.tale, found.other.tale]).or_default().push(found);
    }
    kinship::candidates(tales, forms, matches, near)
        .into_iter()
        .map(|pair| {
            let [one, other] = pair;
            let shared = by_pair.get(&pair).map_or(&[][..], Vec::as_slice);
            let (tales, profiles) = ([&tales[one], &tales[other]], [&profiles[one], &profiles[other]]);
            let mut kinship = kinship::kinship(tales, profiles, forms, shared);
            if kinship.score >= ONE_ORIGIN {
                kinship.passages = kinship::passages(tales, profiles, forms);
            }
            (pair, kinship)
        })
        .collect()
}

fn origins(tales: &[Tale], kin: &[&([usize; 2], Kinship)]) -> Vec<Origin> {
    let mut clusters = Clusters::new(tales.len());
    for ([one, other], _) in kin {
        clusters.join(*one, *other);
    }
    let quoted = |at: usize| tales[at].units.iter().map(|unit| unit.quoted).sum::<usize>();
    let sets = clusters.sets();
    let origin = |set: Vec<usize>| {
        let key = |at: &usize| {
            let day = tales[*at].published.map(standpoint_terms::Moment::date);
            (
                day.is_none(),
                day,
                std::cmp::Reverse(quoted(*at)),
                std::cmp::Reverse(tales[*at].tokens.len()),
                *at,
            )
        };
        let witness = set.iter().copied().min_by_key(key).expect("an origin has documents");
        let kinships =
            kin.iter().filter(|([one, _], _)| set.contains(one)).map(|(_, kinship)| kinship.clone());
        Origin {
            witness: tales[witness].id.clone(),
            kinships: kinships.collect(),
            documents: set.iter().map(|at| tales[*at].id.clone()).collect(),
        }
    };
    sets.into_iter().map(origin).collect()
}
