//! From places in the record to quotations with spans, and to a finding's sides and sums.

use std::collections::HashSet;

use standpoint_terms::{
    Evidence, Finding, FindingDetail, FindingKind, FindingSide, Moment, SideRole, Span, Stance, TimeOrder,
};

use crate::stand::{Place, Stand, View, sound};

/// A side lists at most so many places; its counts tell the rest.
pub const MOST_EVIDENCE: usize = 6;

/// What a side is made of.
pub(crate) struct Told<'a> {
    pub(crate) place: Place<'a>,
    pub(crate) stand: Option<Stand<'a>>,
    pub(crate) telling: Vec<Span>,
}

impl<'a> From<Stand<'a>> for Told<'a> {
    fn from(stand: Stand<'a>) -> Told<'a> {
        Told { place: stand.place, stand: Some(stand), telling: Vec::new() }
    }
}

impl<'a> From<Place<'a>> for Told<'a> {
    fn from(place: Place<'a>) -> Told<'a> {
        Told { place, stand: None, telling: Vec::new() }
    }
}

/// A side of statements, in the order given. One statement comes once.
pub(crate) fn side<'a>(
    view: &View<'a>,
    role: SideRole,
    party: Option<&str>,
    stance: Option<Stance>,
    told: impl IntoIterator<Item = impl Into<Told<'a>>>,
) -> FindingSide {
    let mut seen = HashSet::new();
    let told: Vec<Told<'_>> = told
        .into_iter()
        .map(Into::into)
        .filter(|told| seen.insert((told.place.document, told.place.ordinal)))
        .collect();
    let documents: HashSet<usize> = told.iter().map(|told| told.place.document).collect();
    let origins: HashSet<&str> = documents.iter().map(|document| view.origins[*document]).collect();
    let utterances: HashSet<Result<&str, (usize, usize)>> =
        told.iter().map(|told| view.utterance(told.place.document, told.place.ordinal)).collect();
    FindingSide {
        role,
        party: party.map(str::to_owned),
        stance,
        statements: told.len(),
        utterances: utterances.len(),
        documents: documents.len(),
        origins: origins.len(),
        evidence: told.iter().take(MOST_EVIDENCE).filter_map(|told| evidence(view, told)).collect(),
    }
}

/// `None` where the spans do not fit the text: what cannot be quoted is not shown.
fn evidence(view: &View<'_>, told: &Told<'_>) -> Option<Evidence> {
    let Place { document, ordinal, statement, day, .. } = told.place;
    let document = view.documents[document];
    let spans = statement.attribution.content.clone();
    let words: Option<Vec<String>> =
        spans.iter().map(|span| span.of(document.text).map(str::to_owned)).collect();
    let condition = told.stand.map(|stand| stand.position.condition.clone()).unwrap_or_default();
    let telling = if told.telling.is_empty() { condition } else { told.telling.clone() };
    Some(Evidence {
        document: document.id.clone(),
        statement: Some(ordinal),
        words: words.filter(|words| !words.is_empty())?,
        spans,
        telling: telling.into_iter().filter(|span| span.of(document.text).is_some()).collect(),
        speaker: told.place.speaker().map(str::to_owned),
        party: told.place.party().map(str::to_owned),
        stance: told.stand.map(|stand| stand.stance()),
        hand: told.stand.map(|stand| stand.position.hand),
        on: day.map(Moment::day),
        score: told.stand.map_or_else(|| sound(statement.attribution.score), |stand| stand.score()),
    })
}

/// A sentence of the author's, and what counts in it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Quoted {
    /// Index into the sorted documents.
    pub(crate) document: usize,
    pub(crate) span: Span,
    pub(crate) telling: Vec<Span>,
}

fn sentence(view: &View<'_>, quoted: &Quoted) -> Option<Evidence> {
    let document = view.documents[quoted.document];
    Some(Evidence {
        document: document.id.clone(),
        statement: None,
        words: vec![quoted.span.of(document.text)?.to_owned()],
        spans: vec![quoted.span],
        telling: quoted.telling.iter().copied().filter(|span| span.of(document.text).is_some()).collect(),
        speaker: None,
        party: None,
        stance: None,
        hand: None,
        on: document.published,
        score: 1.0,
    })
}

/// A side of sentences.
pub(crate) fn author_side(view: &View<'_>, role: SideRole, sentences: &[Quoted]) -> FindingSide {
    let documents: HashSet<usize> = sentences.iter().map(|quoted| quoted.document).collect();
    let origins: HashSet<&str> = documents.iter().map(|document| view.origins[*document]).collect();
    FindingSide {
        role,
        party: None,
        stance: None,
        statements: 0,
        utterances: 0,
        documents: documents.len(),
        origins: origins.len(),
        evidence: sentences.iter().take(MOST_EVIDENCE).filter_map(|quoted| sentence(view, quoted)).collect(),
    }
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct About<'a> {
    pub(crate) holder: Option<&'a str>,
    pub(crate) proposition: Option<&'a str>,
    /// What tells it from others about the same.
    pub(crate) more: Option<&'a str>,
}

/// Puts a finding together: its id, sums and score. `None` where a side has nothing to show.
pub(crate) fn finding(
    view: &View<'_>,
    kind: FindingKind,
    about: About<'_>,
    detail: FindingDetail,
    order: TimeOrder,
    sides: Vec<FindingSide>,
) -> Option<Finding> {
    let shown = |side: &&FindingSide| !side.evidence.is_empty();
    if !sides.iter().any(|side| shown(&side)) || sides.iter().any(|side| side.statements > 0 && !shown(&side))
    {
        return None;
    }
    let places = || sides.iter().flat_map(|side| &side.evidence).map(|evidence| &evidence.document);
    let documents: HashSet<_> = places().collect();
    let at = documents.iter().filter_map(|document| view.at.get(document.as_str()));
    let origins: HashSet<&str> = at.map(|at| view.origins[*at]).collect();
    let best = |side: &FindingSide| side.evidence.iter().map(|evidence| evidence.score).fold(0.0, f32::max);
    let score = sides.iter().filter(shown).map(best).fold(1.0, f32::min);
    let mut id = kind.name().to_owned();
    for part in [about.holder, about.proposition, about.more].into_iter().flatten() {
        id.push('/');
        id.push_str(part);
    }
    Some(Finding {
        id,
        kind,
        proposition: about.proposition.map(str::to_owned),
        holder: about.holder.map(str::to_owned),
        documents: documents.len(),
        origins: origins.len(),
        sides,
        detail,
        order,
        score,
        interest: 0.0,
    })
}

/// How the order in time of these is known.
pub(crate) fn order<'a>(stands: impl IntoIterator<Item = Stand<'a>>) -> TimeOrder {
    let mut order = TimeOrder::Dated;
    for stand in stands {
        if stand.place.day.is_none() {
            return TimeOrder::None;
        }
        if stand.place.inferred {
            order = TimeOrder::Inferred;
        }
    }
    order
}

/// The first of each document and then the rest, the surest of equals first: so that a list that is cut short
/// still shows as many places as it can.
pub(crate) fn spread<'a>(mut stands: Vec<Stand<'a>>) -> Vec<Stand<'a>> {
    let mut seen = HashSet::new();
    stands.sort_by_key(|stand| {
        (!stand.witness, (1000.0 * (1.0 - stand.score())) as i32, stand.place.document, stand.place.ordinal)
    });
    let (mut first, rest): (Vec<_>, Vec<_>) =
        stands.into_iter().partition(|stand| seen.insert(stand.place.document));
    first.extend(rest);
    first
}
