//! Attributions resolved by a codebook.

use standpoint_terms::{
    Acted, Attribution, Document, Issued, MentionKind, Reading, Resolution, Span, StatedPosition, Statement,
};

use crate::CompiledCodebook;
use crate::Judge;
use crate::act::{Sign, act_of, act_of_whole};
use crate::act_signs::act_signs;
use crate::act_weighed::act_weighed;
use crate::beside::find_sides;
use crate::carried::carried;
use crate::issue_flow::issues;
use crate::judged::{PositionEvidence, asked, evidence, judged};
use crate::office_holder::name_office_holders;
use crate::pointing::{
    NEAR, Pointing, on_listed, on_proposal, only_condition, taken_up, takes_up, without_condition,
};
use crate::position::{Told, positions};
use crate::said_on::said_on;
use crate::spokesperson::{member, name_makers};
use crate::text_owner::name_text_owners;
use crate::utterance::Utterance;

/// The name and version of what makes statements of attributions here. It changes whenever the same reading under the
/// same codebook could give other acts, issues, positions or times, a changed lexicon included.
pub const STATEMENT_RULES: &str = "rules 14";

/// One statement for each attribution of the reading, in its order: the speaker's name, and by the
/// codebook the speaker's party and the issue. Without a codebook both stay `None`; so does what the
/// codebook does not tell. A speaker whom the codebook lists has the name that stands there, however the
/// document spells it.
///
/// The issue is told by a position, by the hints in the content, less by those in the sentence around it, and by what
/// the statements before are about.
pub fn statements(
    document: &Document,
    reading: &Reading,
    codebook: Option<&CompiledCodebook>,
) -> Vec<Statement> {
    judged_statements(document, reading, codebook, None)
}

/// As [`statements`], and with a judge, which adds acts and positions that the rules do not reach.
pub fn judged_statements(
    document: &Document,
    reading: &Reading,
    codebook: Option<&CompiledCodebook>,
    judge: Option<&dyn Judge>,
) -> Vec<Statement> {
    let mut out: Vec<Statement> = reading
        .attributions
        .iter()
        .map(|attribution| {
            let actor = attribution.speaker.and_then(|at| reading.actors.get(at));
            let source = words(document, &attribution.source);
            let party =
                codebook.zip(actor).and_then(|(codebook, actor)| codebook.parties.party_of(actor, &source));
            let listed = codebook.zip(actor).and_then(|(codebook, actor)| codebook.parties.name_of(actor));
            let known =
                codebook.and_then(|codebook| member(document, attribution, &codebook.parties, listed));
            let maker = || codebook?.proposals.maker(document, reading, attribution);
            let whose = || codebook.and_then(|codebook| possessor(document, reading, attribution, codebook));
            let listed = known.map(|known| known.0).or(listed);
            Statement {
                speaker: listed.or(actor.map(|actor| actor.name.as_str())).map(str::to_owned),
                party: known.map(|known| known.1).or(party).or_else(maker).or_else(whose).map(str::to_owned),
                issue: None,
                attribution: attribution.clone(),
                act: None,
                positions: Vec::new(),
                said_on: None,
            }
        })
        .collect();
    if let Some(codebook) = codebook {
        name_makers(document, codebook, &mut out);
        name_office_holders(document, reading, codebook, &mut out);
        name_text_owners(document, reading, codebook, &mut out);
        find_sides(document, reading, codebook, &mut out);
    }
    let judged_issues = find_positions(document, reading, codebook, judge, &mut out);
    if let Some(codebook) = codebook {
        issues(document, reading, codebook, &mut out, &judged_issues);
    }
    out
}

/// Gives each statement its act and, with a codebook, its positions and their issue, and when it was said.
///
/// Speaker and party are taken as they stand: for statements of which somebody else told who speaks. With a judge it gives
/// for each statement how much speaks for each issue by the judge, in the codebook's order; without one nothing.
pub fn find_positions(
    document: &Document,
    reading: &Reading,
    codebook: Option<&CompiledCodebook>,
    judge: Option<&dyn Judge>,
    statements: &mut [Statement],
) -> Vec<Vec<f32>> {
    let mut judged_issues = Vec::new();
    let party = |statement: &Statement| {
        let id = statement.party.as_deref()?;
        codebook?.words.party(id)
    };
    for at in 0..statements.len() {
        let statement = &statements[at];
        let names = codebook.map(|codebook| &codebook.words);
        let mut utterance =
            Utterance::new(document, reading, &statement.attribution, names, party(statement));
        if let Some(codebook) = codebook {
            meant(document, reading, codebook, &statements[at..], &mut utterance);
        }
        let act = act_of(&utterance);
        let outer = statement.attribution.parent.and_then(|parent| statements.get(parent));
        let (outer_party, nested) = (outer.and_then(party), outer.is_some());
        let positions = codebook.map_or_else(Vec::new, |codebook| {
            let mut told: Vec<StatedPosition> = Vec::new();
            // Of several sentences each is judged by what it does itself: a refusal may follow an offer.
            utterance.each_sentence(|part| {
                let act = act_of(part);
                let one = Told { utterance: part, act: &act, outer_party, nested };
                for position in positions(&one, &codebook.propositions, &codebook.words) {
                    let same = |p: &StatedPosition| {
                        p.holder == position.holder && p.proposition == position.proposition
                    };
                    if !told.iter().any(same) {
                        told.push(position);
                    }
                }
            });
            told
        });
        let told = Told { utterance: &utterance, act: &act, outer_party, nested };
        let (main, bound) = without_condition(document, &utterance);
        let pointing = takes_up(&act, &main);
        let mut positions = positions;
        if let (Some((holder, codebook)), Some(pointing)) = (party(statement).zip(codebook), pointing)
            && (positions.is_empty() || bound.is_some())
        {
            let near = if pointing == Pointing::JustNow { 1 } else { NEAR };
            let sign = if pointing == Pointing::Opposite { Sign::Against } else { act.sign };
            let holder = codebook.words.id(holder);
            let taken = taken_up(&statements[at.saturating_sub(near)..at], holder, sign, pointing, bound);
            let known = |p: &StatedPosition| positions.iter().any(|known| known.proposition == p.proposition);
            let new: Vec<StatedPosition> = taken.into_iter().filter(|p| !known(p)).collect();
            positions.extend(new);
        }
        let positions = if positions.is_empty() {
            let before = at.checked_sub(1).map(|before| &statements[before]);
            codebook
                .and_then(|codebook| {
                    let bound = bound.or_else(|| only_condition(&utterance));
                    on_proposal(document, reading, statement, codebook, &act)
                        .or_else(|| on_listed(document, reading, before, statement, codebook, &act))
                        .or_else(|| carried(document, reading, before, statement, codebook, &act, bound))
                })
                .into_iter()
                .collect()
        } else {
            positions
        };
        let by_position = codebook.and_then(|codebook| issue_of_position(&positions, codebook));
        let statement = &mut statements[at];
        // Hints for the same issue stay, since they tell more.
        if let Some(issued) = by_position
            && statement.issue.as_ref().is_none_or(|known| known.issue != issued.issue)
        {
            statement.issue = Some(issued);
        }
        statement.positions = positions;
        statement.said_on = said_on(document, &utterance);
        match judge {
            Some(judge) => judged_issues.push(judged(judge, &told, statement, codebook)),
            None => statement.act = Some(act_weighed(&utterance, &act, None)),
        }
    }
    judged_issues
}

/// Statements from a question of an interview to its answer at most.
const ANSWERED: usize = 4;

/// Marks words that mean a party without naming it: "you" in a question of an interview is who answers it, and of whom
/// somebody of no side says "she", her side.
fn meant(
    document: &Document,
    reading: &Reading,
    codebook: &CompiledCodebook,
    statements: &[Statement],
    utterance: &mut Utterance<'_>,
) {
    let Some((statement, rest)) = statements.split_first() else { return };
    let turn = |one: &&Statement| words(document, &one.attribution.cue) == ":";
    if turn(&statement) {
        return;
    }
    let answers = rest.iter().take(ANSWERED).find(turn).and_then(|one| one.party.as_deref());
    let answers = answers.and_then(|id| codebook.words.party(id));
    let of_no_side = utterance.speaker_party.is_none() && !utterance.quoted;
    for place in 0..utterance.content.len() {
        let at = utterance.content[place];
        match utterance.tokens[at].lower.as_ref() {
            "you" => utterance.parties[at] = utterance.parties[at].or(answers),
            "he" | "she" if of_no_side => {
                let span = utterance.tokens[at].span;
                let mention = reading.mentions.partition_point(|mention| mention.span.start < span.start);
                let actor = reading.mentions.get(mention).filter(|mention| mention.span == span);
                let actor = actor.and_then(|mention| reading.actors.get(mention.actor?));
                // Who speaks is meant by it too.
                let own = statement.attribution.speaker.and_then(|at| reading.actors.get(at));
                utterance.parties[at] = actor
                    .filter(|actor| Some(*actor) != own)
                    .and_then(|actor| codebook.parties.party_of(actor, &actor.name))
                    .and_then(|id| codebook.words.party(id));
            }
            _ => {}
        }
    }
}

/// The party of whoever is meant by the pronoun with which a source begins: "his office", "their lawyers".
fn possessor<'c>(
    document: &Document,
    reading: &Reading,
    attribution: &Attribution,
    codebook: &'c CompiledCodebook,
) -> Option<&'c str> {
    if attribution.resolution != Resolution::Description {
        return None;
    }
    let start = attribution.source.first()?.start;
    let at = reading.mentions.partition_point(|mention| mention.span.start < start);
    let mention = reading.mentions.get(at).filter(|mention| mention.span.start == start)?;
    let actor = reading.actors.get(mention.actor.filter(|_| mention.kind == MentionKind::Pronoun)?)?;
    if codebook.parties.outside(&words(document, &attribution.source)) {
        return None; // "his critics"
    }
    codebook.parties.party_of(actor, &actor.name)
}

/// What a judge makes of one statement, holder and proposition (their ids), where it would not ask by itself: the odds of
/// none, support, oppose and conditional. None where the codebook has no such party or proposition.
pub fn stance_odds(
    document: &Document,
    reading: &Reading,
    codebook: &CompiledCodebook,
    judge: &dyn Judge,
    statement: &Statement,
    pair: [&str; 2],
) -> Option<[f32; 4]> {
    let holder = codebook.words.party(pair[0])?;
    let proposition = codebook.asked.propositions.iter().position(|asked| asked.id == pair[1])?;
    by_itself(document, reading, codebook, statement, |told| {
        asked(judge, told, statement, codebook, holder, proposition)
    })
}

/// What speaks for the positions of a statement that the rules alone have been through ([`find_positions`] without a judge), by
/// which the weights of rules and judge are learnt (`tools/judge`).
pub fn position_evidence(
    document: &Document,
    reading: &Reading,
    codebook: &CompiledCodebook,
    judge: &dyn Judge,
    statement: &Statement,
) -> Vec<PositionEvidence> {
    by_itself(document, reading, codebook, statement, |told| evidence(judge, told, statement, codebook))
}

/// Looks at a statement without those around it.
fn by_itself<T>(
    document: &Document,
    reading: &Reading,
    codebook: &CompiledCodebook,
    statement: &Statement,
    look: impl FnOnce(&Told<'_, '_>) -> T,
) -> T {
    let party = statement.party.as_deref().and_then(|id| codebook.words.party(id));
    let utterance = Utterance::new(document, reading, &statement.attribution, Some(&codebook.words), party);
    let act = act_of(&utterance);
    look(&Told { utterance: &utterance, act: &act, outer_party: None, nested: false })
}

/// The signs by which the act of a statement is weighed, as the recipe in `tools/acts` learns from them: its words, where
/// they stand, and which rules fit. In alphabetical order, each once.
pub fn act_evidence(
    document: &Document,
    reading: &Reading,
    codebook: Option<&CompiledCodebook>,
    statement: &Statement,
) -> Vec<String> {
    let party = statement.party.as_deref().and_then(|id| codebook?.words.party(id));
    let names = codebook.map(|codebook| &codebook.words);
    let utterance = Utterance::new(document, reading, &statement.attribution, names, party);
    act_signs(&utterance).into_iter().collect()
}

/// The act that a whole sentence reports, where no reader marked who says what in it; a claim where no rule fits.
///
/// ```
/// use standpoint_reading::act_of_sentence;
/// use standpoint_terms::Act;
///
/// assert_eq!(act_of_sentence("Velmark ruled out a vote in the valley.").act, Act::Reject);
/// ```
pub fn act_of_sentence(sentence: &str) -> Acted {
    act_of_whole(&mut Utterance::of_sentence(sentence, Span::new(0, sentence.len()))).acted
}

/// The issue of the proposition on which the statement takes a position, where there is one such issue.
fn issue_of_position(positions: &[StatedPosition], codebook: &CompiledCodebook) -> Option<Issued> {
    let issue = |position: &StatedPosition| {
        codebook
            .propositions
            .propositions
            .iter()
            .find(|p| p.id == position.proposition)
            .map(|p| p.issue.clone())
    };
    let first = issue(positions.first()?)?;
    let alone = positions.iter().all(|position| issue(position).as_ref() == Some(&first));
    alone.then(|| Issued { issue: first, hints: Vec::new() })
}

/// The words at some places, as the text has them.
pub(crate) fn words(document: &Document, spans: &[Span]) -> String {
    let fragments: Vec<&str> = spans.iter().filter_map(|s| s.of(&document.text)).collect();
    fragments.join(" … ")
}
