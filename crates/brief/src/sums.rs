//! The numbers of a brief, and the order that follows from them.

use std::collections::{BTreeMap, HashMap, HashSet};

use standpoint_terms::{ActorKind, Mode};

use crate::{Brief, Counts, OutletView, SpeakerView};

/// What is known of a speaker before they are ranked.
#[derive(Default)]
pub(crate) struct SpeakerNotes {
    pub(crate) name: String,
    pub(crate) kinds: BTreeMap<ActorKind, usize>,
    pub(crate) parties: BTreeMap<usize, usize>,
    pub(crate) roles: Vec<String>,
    pub(crate) names_found: BTreeMap<String, usize>,
}

/// More roles or names of one speaker than this tell a reader nothing.
pub(crate) const MOST_NAMES: usize = 6;

/// Counts the outlets and points the documents to them.
pub(crate) fn outlets(brief: &mut Brief) {
    let mut sums: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for document in &brief.documents {
        if let Some(outlet) = &document.outlet {
            let sum = sums.entry(outlet).or_default();
            sum.0 += 1;
            sum.1 += document.statements.len();
        }
    }
    let mut outlets: Vec<OutletView> = sums
        .into_iter()
        .map(|(name, (documents, statements))| OutletView { name: name.to_owned(), documents, statements })
        .collect();
    outlets.sort_by(|a, b| b.documents.cmp(&a.documents).then_with(|| a.name.cmp(&b.name)));
    let at: HashMap<&str, usize> = outlets.iter().enumerate().map(|(i, o)| (o.name.as_str(), i)).collect();
    for document in &mut brief.documents {
        document.outlet_index = document.outlet.as_deref().and_then(|outlet| at.get(outlet).copied());
    }
    brief.outlets = outlets;
}

/// Orders the speakers by how much they say, and points statements and parties to them.
pub(crate) fn rank_speakers(brief: &mut Brief, notes: Vec<SpeakerNotes>) {
    let mut statements = vec![0; notes.len()];
    let mut documents = vec![DistinctDocuments::default(); notes.len()];
    let mut utterances = vec![0; notes.len()];
    let mut seen = HashSet::new();
    for statement in &brief.statements {
        if let Some(speaker) = statement.speaker {
            statements[speaker] += 1;
            utterances[speaker] += usize::from(seen.insert((speaker, statement.utterance)));
            documents[speaker].see(statement.document);
        }
    }
    let mut order: Vec<usize> = (0..notes.len()).collect();
    order.sort_by(|&a, &b| statements[b].cmp(&statements[a]).then_with(|| notes[a].name.cmp(&notes[b].name)));
    let mut rank = vec![0; notes.len()];
    for (new, old) in order.iter().enumerate() {
        rank[*old] = new;
    }
    let mut views: Vec<Option<SpeakerView>> = notes
        .into_iter()
        .enumerate()
        .map(|(i, notes)| {
            let mut found: Vec<(String, usize)> = notes.names_found.into_iter().collect();
            found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            Some(SpeakerView {
                kind: most(&notes.kinds),
                party: most(&notes.parties),
                roles: notes.roles,
                names_found: found.into_iter().map(|(name, _)| name).take(MOST_NAMES).collect(),
                statements: statements[i],
                utterances: utterances[i],
                documents: documents[i].count,
                name: notes.name,
            })
        })
        .collect();
    brief.speakers = order.iter().filter_map(|old| views[*old].take()).collect();
    for statement in &mut brief.statements {
        statement.speaker = statement.speaker.map(|old| rank[old]);
    }
    for (i, speaker) in brief.speakers.iter().enumerate() {
        if let Some(party) = speaker.party {
            brief.parties[party].speakers.push(i);
        }
    }
}

/// The key with the highest number; the smallest key among equals.
fn most<K: Ord + Copy>(sums: &BTreeMap<K, usize>) -> Option<K> {
    sums.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0))).map(|(key, _)| *key)
}

/// Counts documents, given that the statements of one come together.
#[derive(Clone, Default)]
struct DistinctDocuments {
    last: Option<usize>,
    count: usize,
}

impl DistinctDocuments {
    fn see(&mut self, document: usize) {
        if self.last != Some(document) {
            self.last = Some(document);
            self.count += 1;
        }
    }
}

/// What utterances are counted of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Of {
    All,
    Party(Option<usize>),
    Issue(usize),
    Cell(usize, usize),
}

/// Which utterances were counted already.
#[derive(Default)]
struct Seen(HashSet<(usize, Of)>);

impl Seen {
    /// 1 where this is the first statement of its utterance there, else 0.
    fn first(&mut self, utterance: usize, of: Of) -> usize {
        usize::from(self.0.insert((utterance, of)))
    }
}

/// Fills in all numbers, once everything stands in its place.
pub(crate) fn count(brief: &mut Brief) {
    let Brief { statements, documents, parties, issues, timeline, .. } = brief;
    let mut counts = Counts { documents: documents.len(), ..Counts::default() };
    for document in &*documents {
        counts.words += document.words;
        counts.undated += usize::from(document.published.is_none());
        counts.without_outlet += usize::from(document.outlet.is_none());
    }
    for issue in &mut *issues {
        issue.by_party = vec![0; parties.len()];
        issue.utterances_by = vec![0; parties.len() + 1];
    }
    let mut party_documents = vec![DistinctDocuments::default(); parties.len()];
    let mut issue_documents = vec![DistinctDocuments::default(); issues.len()];
    let mut seen = Seen::default();
    for statement in statements {
        counts.statements += 1;
        counts.utterances += seen.first(statement.utterance, Of::All);
        counts.quoted += usize::from(matches!(statement.mode, Mode::Direct | Mode::Mixed));
        counts.without_speaker += usize::from(statement.speaker.is_none());
        counts.without_party += usize::from(statement.party.is_none());
        if statement.party.is_none() {
            counts.utterances_without_party += seen.first(statement.utterance, Of::Party(None));
        }
        counts.without_issue += usize::from(statement.issue.is_none());
        if let Some(party) = statement.party {
            parties[party].statements += 1;
            parties[party].utterances += seen.first(statement.utterance, Of::Party(Some(party)));
            party_documents[party].see(statement.document);
        }
        if let Some(issue) = statement.issue {
            issues[issue].statements += 1;
            issues[issue].utterances += seen.first(statement.utterance, Of::Issue(issue));
            let by = statement.party.unwrap_or(parties.len());
            issues[issue].utterances_by[by] += seen.first(statement.utterance, Of::Cell(issue, by));
            issue_documents[issue].see(statement.document);
            *match statement.party {
                Some(party) => &mut issues[issue].by_party[party],
                None => &mut issues[issue].by_nobody_known,
            } += 1;
        }
        statement.bin = statement.published.and_then(|published| timeline.bin_of(published.date()));
        let Some(bin) = statement.bin.and_then(|bin| timeline.bins.get_mut(bin)) else {
            timeline.undated += 1;
            continue;
        };
        bin.statements += 1;
        *match statement.party {
            Some(party) => &mut bin.by_party[party],
            None => &mut bin.by_nobody_known,
        } += 1;
    }
    for (party, documents) in parties.iter_mut().zip(party_documents) {
        party.documents = documents.count;
    }
    for (issue, documents) in issues.iter_mut().zip(issue_documents) {
        issue.documents = documents.count;
    }
    brief.counts = counts;
}
