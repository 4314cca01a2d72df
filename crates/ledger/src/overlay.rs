//! What people said, laid over what a reader found. Pure: entries and corrections in, an entry out.
//!
//! Corrections of one statement are found by its places, since its number changes with every reading. They are laid
//! on the statement of the reading with the same content and source; else on one with the same content; else on one
//! of the same source that shares at least half of the content. Where the reading has none, the statement is kept
//! as it was shown to the person. So nothing that a person said is lost by a reading.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use standpoint_terms::{Acted, Actor, ActorKind, Hand, Issued, Resolution, Span, StatedPosition, Statement};

use crate::fold::folded_name;
use crate::{Fixed, FixedPosition, FixedSpeaker, Rest, Status, Value, Verdict};

/// A correction with what is needed to find its statement again.
#[derive(Clone, Debug)]
pub(crate) struct Remark {
    pub(crate) coder: String,
    pub(crate) verdict: Verdict,
    pub(crate) fixed: Fixed,
    /// The statement as it was shown.
    pub(crate) statement: Statement,
    /// Its actor then.
    pub(crate) speaker: Option<Actor>,
    /// The propositions of the codebook in use then.
    pub(crate) propositions: Rc<BTreeSet<String>>,
}

/// All that was said about one statement.
#[derive(Clone, Debug)]
pub(crate) struct Review {
    pub(crate) status: Status,
    pub(crate) fixed: Fixed,
    /// The statement as it was last shown to a person.
    pub(crate) shown: Statement,
    speaker: Option<Actor>,
    coder: String,
    propositions: Rc<BTreeSet<String>>,
}

/// How a statement of the record came to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) status: Status,
    /// The reader does not find it.
    pub(crate) kept: bool,
}

/// A document's actors and statements, rejected ones too.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layer {
    pub(crate) actors: Vec<Actor>,
    pub(crate) statements: Vec<Statement>,
    pub(crate) marks: Vec<Mark>,
}

impl Layer {
    /// As a reader and a codebook give it.
    pub(crate) fn unreviewed(actors: Vec<Actor>, statements: Vec<Statement>) -> Self {
        let marks = vec![Mark::default(); statements.len()];
        Layer { actors, statements, marks }
    }
}

/// The statements that are not left out. What stood inside one that is left out stands inside that one's parent.
pub(crate) fn without(statements: &[Statement], left_out: &[bool]) -> Vec<Statement> {
    let mut number = Vec::with_capacity(statements.len());
    let mut count = 0;
    for out in left_out {
        number.push((!out).then_some(count));
        count += usize::from(!out);
    }
    let parent = |statement: &Statement| {
        let mut at = statement.attribution.parent?;
        // A parent may be anything in a hostile file: a circle ends after as many steps as there are statements.
        for _ in 0..statements.len() {
            match number.get(at)? {
                Some(number) => return Some(*number),
                None => at = statements[at].attribution.parent?,
            }
        }
        None
    };
    let standing = statements.iter().zip(left_out).filter(|(_, out)| !**out);
    standing
        .map(|(statement, _)| {
            let mut statement = statement.clone();
            statement.attribution.parent = parent(&statement);
            statement
        })
        .collect()
}

/// Puts together the remarks on one document, statement by statement; those who spoke later have the last word.
pub(crate) fn reviews(remarks: &[Remark]) -> Vec<Review> {
    let mut reviews: Vec<Review> = Vec::new();
    for remark in remarks {
        match find(&reviews, &remark.statement) {
            Some(at) => reviews[at].hear(remark),
            None => {
                let mut review = Review {
                    status: Status::Unreviewed,
                    fixed: Fixed::default(),
                    shown: remark.statement.clone(),
                    speaker: remark.speaker.clone(),
                    coder: String::new(),
                    propositions: Rc::default(),
                };
                review.hear(remark);
                reviews.push(review);
            }
        }
    }
    reviews
}

/// The review of this statement.
pub(crate) fn find(reviews: &[Review], statement: &Statement) -> Option<usize> {
    let exact = reviews.iter().position(|review| fit(&review.shown, statement) == Fit::Same);
    exact.or_else(|| {
        let fits = reviews.iter().enumerate().map(|(at, review)| (fit(&review.shown, statement), at));
        fits.filter(|(fit, _)| matches!(fit, Fit::Shares(_)))
            .max_by_key(|(fit, at)| (*fit, usize::MAX - at))
            .map(|(_, at)| at)
    })
}

impl Review {
    fn hear(&mut self, remark: &Remark) {
        self.status = status_after(remark.verdict);
        self.shown = remark.statement.clone();
        self.speaker.clone_from(&remark.speaker);
        self.coder.clone_from(&remark.coder);
        self.fixed.overrule(&remark.fixed);
        if remark.fixed.all_positions {
            self.propositions = Rc::clone(&remark.propositions);
        }
    }
}

/// What a statement is after such a word.
pub(crate) fn status_after(verdict: Verdict) -> Status {
    match verdict {
        Verdict::Reject => Status::Rejected,
        Verdict::Correct => Status::Corrected,
        Verdict::Confirm => Status::Confirmed,
        Verdict::Undo => Status::Unreviewed,
    }
}

/// How well two statements of one document fit, in rising order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Not,
    /// The source is the same, and so many thousandths of the content are.
    Shares(u32),
    /// The content is the same, the source another.
    Content,
    Same,
}

fn fit(a: &Statement, b: &Statement) -> Fit {
    let (a, b) = (&a.attribution, &b.attribution);
    let same_source = (a.source.is_empty() && b.source.is_empty())
        || a.source.iter().any(|x| b.source.iter().any(|y| x.overlaps(*y)));
    match (a.content == b.content, same_source) {
        (true, true) => Fit::Same,
        (true, false) => Fit::Content,
        (false, true) => match shared(&a.content, &b.content) {
            shared if shared >= HALF => Fit::Shares(shared),
            _ => Fit::Not,
        },
        (false, false) => Fit::Not,
    }
}

const HALF: u32 = 500;

/// A rejection says of these words that nobody says them here; it must not take away other words.
const NEARLY_ALL: u32 = 900;

/// The bytes that both have, in thousandths of those that either has.
fn shared(a: &[Span], b: &[Span]) -> u32 {
    let total = |spans: &[Span]| spans.iter().map(|span| span.len()).sum::<usize>();
    let both: usize = a
        .iter()
        .flat_map(|x| b.iter().map(move |y| x.end.min(y.end).saturating_sub(x.start.max(y.start))))
        .sum();
    let either = (total(a) + total(b)).saturating_sub(both);
    (both * 1000).checked_div(either).and_then(|part| u32::try_from(part).ok()).unwrap_or(0)
}

/// Lays reviews over a layer that nobody has reviewed.
pub(crate) fn laid_over(machine: &Layer, reviews: &[Review]) -> Layer {
    let mut layer = machine.clone();
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for statement in &machine.statements {
        if let (Some(name), Some(at)) = (&statement.speaker, statement.attribution.speaker) {
            names.entry(name.clone()).or_insert(at);
        }
    }
    let bound = bound(machine, reviews);
    let mut kept = Vec::new();
    for (review, at) in reviews.iter().zip(bound) {
        let statement = at.map(|at| layer.statements[at].clone());
        let found = statement.is_some();
        let mut statement = statement.unwrap_or_else(|| review.shown.clone());
        if !found {
            let speaker = review.speaker.as_ref();
            statement.attribution.speaker = speaker.map(|actor| index_of(&mut layer.actors, actor));
            statement.attribution.parent = None;
        }
        if review.status != Status::Rejected {
            review.fix(&mut statement, &mut layer.actors, &names);
        }
        let mark = Mark { status: review.status, kept: !found };
        match at {
            Some(at) => (layer.statements[at], layer.marks[at]) = (statement, mark),
            None => kept.push((statement, mark)),
        }
    }
    in_order(layer, kept)
}

/// For each review the statement of the layer that it is about; none is given twice.
fn bound(machine: &Layer, reviews: &[Review]) -> Vec<Option<usize>> {
    // Those that agree by more come first, so that no statement goes to a review that it fits less.
    let mut pairs = Vec::new();
    for (r, review) in reviews.iter().enumerate() {
        for (s, statement) in machine.statements.iter().enumerate() {
            let fit = fit(&review.shown, statement);
            let enough = match fit {
                Fit::Not => false,
                Fit::Shares(shared) => review.status != Status::Rejected || shared >= NEARLY_ALL,
                Fit::Content | Fit::Same => true,
            };
            if enough {
                pairs.push((std::cmp::Reverse(fit), r, s));
            }
        }
    }
    pairs.sort_unstable();
    let mut bound = vec![None; reviews.len()];
    let mut taken = vec![false; machine.statements.len()];
    for (_, r, s) in pairs {
        if bound[r].is_none() && !taken[s] {
            bound[r] = Some(s);
            taken[s] = true;
        }
    }
    bound
}

/// Puts the kept statements where their content stands.
fn in_order(layer: Layer, kept: Vec<(Statement, Mark)>) -> Layer {
    let start = |statement: &Statement| statement.attribution.content.first().map_or(0, |span| span.start);
    let Layer { actors, statements, marks } = layer;
    let found = statements.len();
    let mut rows: Vec<(usize, Statement, Mark)> =
        statements.into_iter().zip(marks).chain(kept).enumerate().map(|(i, (s, m))| (i, s, m)).collect();
    rows.sort_by_key(|(_, statement, _)| start(statement));
    let mut number = vec![0; rows.len()];
    for (new, (old, ..)) in rows.iter().enumerate() {
        number[*old] = new;
    }
    let mut layer = Layer { actors, ..Layer::default() };
    for (_, mut statement, mark) in rows {
        let parent = statement.attribution.parent.filter(|parent| *parent < found);
        statement.attribution.parent = parent.map(|parent| number[parent]);
        layer.statements.push(statement);
        layer.marks.push(mark);
    }
    layer
}

impl Review {
    /// Gives a statement the values that stand.
    fn fix(&self, statement: &mut Statement, actors: &mut Vec<Actor>, names: &BTreeMap<String, usize>) {
        let by = format!("coder {}", self.coder);
        let shown = &self.shown.attribution;
        let attribution = &mut statement.attribution;
        attribution.content.clone_from(&shown.content);
        attribution.source.clone_from(&shown.source);
        attribution.cue.clone_from(&shown.cue);
        attribution.mode = shown.mode;
        attribution.cue_kind = shown.cue_kind;
        attribution.score = 1.0;
        match &self.fixed.speaker {
            None => {}
            Some(Value::Nothing) => {
                attribution.speaker = None;
                attribution.resolution = Resolution::Unresolved;
                statement.speaker = None;
            }
            Some(Value::Is(speaker)) => {
                let known =
                    attribution.speaker.is_some() && statement.speaker.as_ref() == Some(&speaker.name);
                if !known {
                    let at = names.get(&speaker.name).copied().filter(|at| *at < actors.len());
                    attribution.speaker = Some(at.unwrap_or_else(|| index_of(actors, &speaker.actor())));
                    statement.speaker = Some(speaker.name.clone());
                }
                attribution.resolution = Resolution::Person;
            }
        }
        if let Some(party) = &self.fixed.party {
            let before = std::mem::replace(&mut statement.party, party.get().cloned());
            if before != statement.party {
                follow_the_party(statement, before.as_deref(), &self.coder);
            }
        }
        if let Some(issue) = &self.fixed.issue {
            let hints = statement.issue.take().map_or(Vec::new(), |issued| issued.hints);
            statement.issue = issue.get().map(|issue| Issued { issue: issue.clone(), hints });
        }
        if let Some(act) = &self.fixed.act {
            statement.act = act.get().map(|act| Acted { act: *act, score: 1.0, by: by.clone() });
        }
        if let Some(said_on) = &self.fixed.said_on {
            statement.said_on = said_on.get().cloned();
        }
        statement.positions.retain(|position| {
            let decided = self.fixed.all_positions && self.propositions.contains(&position.proposition);
            let given =
                self.fixed.positions.iter().any(|fixed| {
                    fixed.holder == position.holder && fixed.proposition == position.proposition
                });
            !decided && !given
        });
        statement.positions.extend(self.fixed.positions.iter().filter_map(|fixed| {
            Some(StatedPosition {
                holder: fixed.holder.clone(),
                proposition: fixed.proposition.clone(),
                stance: fixed.stance?,
                condition: fixed.condition.clone(),
                hand: fixed.hand,
                score: 1.0,
                by: by.clone(),
            })
        }));
    }
}

/// Positions that a reader told of a statement whose party is another. The speaker's own words are those of the right
/// party now; where it is of none, they are nobody's position.
fn follow_the_party(statement: &mut Statement, before: Option<&str>, coder: &str) {
    let party = statement.party.clone();
    for position in &mut statement.positions {
        if position.hand == Hand::First && Some(position.holder.as_str()) == before {
            match &party {
                Some(party) => position.holder.clone_from(party),
                None => position.holder.clear(),
            }
            position.by = format!("{}; the party by coder {coder}", position.by);
        } else if position.hand == Hand::Second && Some(&position.holder) == party.as_ref() {
            position.hand = Hand::First;
        }
    }
    statement.positions.retain(|position| !position.holder.is_empty());
}

impl FixedSpeaker {
    fn actor(&self) -> Actor {
        Actor { name: self.name.clone(), kind: self.kind, roles: Vec::new(), affiliations: Vec::new() }
    }
}

/// The number of an actor among the document's; it is added where it is not there.
fn index_of(actors: &mut Vec<Actor>, actor: &Actor) -> usize {
    let name = folded_name(&actor.name);
    let same = |a: &Actor| a.kind == actor.kind && (a.name == actor.name || folded_name(&a.name) == name);
    // The words of an unnamed source are no name: two of them are never taken for one.
    let found = (actor.kind != ActorKind::Unnamed).then(|| actors.iter().position(same)).flatten();
    found.unwrap_or_else(|| {
        actors.push(actor.clone());
        actors.len() - 1
    })
}

/// The values that a person settles who finds a statement right, apart from those that `given` names. Whether there
/// is no issue or party can only be seen with a codebook.
pub(crate) fn settled(statement: &Statement, speaker: Option<&Actor>, given: &Fixed, coded: bool) -> Fixed {
    let open = |value: Option<Value<String>>| value.or_else(|| coded.then_some(Value::Nothing));
    let name = statement.speaker.clone().or_else(|| Some(speaker?.name.clone()));
    let kind = speaker.map_or(ActorKind::Person, |actor| actor.kind);
    let positions = statement.positions.iter().map(|position| FixedPosition {
        holder: position.holder.clone(),
        proposition: position.proposition.clone(),
        stance: Some(position.stance),
        hand: position.hand,
        condition: position.condition.clone(),
    });
    let mut fixed = Fixed {
        speaker: Some(name.map_or(Value::Nothing, |name| Value::Is(FixedSpeaker { name, kind }))),
        party: open(statement.party.clone().map(Value::Is)),
        issue: open(statement.issue.as_ref().map(|issued| Value::Is(issued.issue.clone()))),
        act: statement.act.as_ref().map(|acted| Value::Is(acted.act)),
        positions: positions.collect(),
        all_positions: true,
        said_on: statement.said_on.clone().map(Value::Is),
    };
    fixed.overrule(given);
    fixed
}

/// The values that an opinion on a statement settles.
pub(crate) fn fixed_by(
    verdict: Verdict,
    rest: Rest,
    given: &Fixed,
    statement: &Statement,
    speaker: Option<&Actor>,
    coded: bool,
) -> Fixed {
    match (verdict, rest) {
        (Verdict::Confirm, _) | (Verdict::Correct, Rest::Right) => settled(statement, speaker, given, coded),
        (Verdict::Correct, Rest::Open) => given.clone(),
        (Verdict::Reject | Verdict::Undo, _) => Fixed::default(),
    }
}
