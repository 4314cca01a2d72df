//! From the positions in a record to a model, and its proposals held against them.

use std::collections::{BTreeMap, BTreeSet};

use standpoint_terms::{Act, Codebook, Hand, Moment, Proposal as Put, Stance};

use crate::expression::{Condition, Expression};
use crate::model::{Counted, Evidence, Known, Model, Party, Proposal, RedLine, Term};
use crate::proposal::{Change, Grading, PartyGrade, Reason, Verdict};
use crate::{Analysis, Exact, Options, TooFine, analyse};

/// So many pieces of evidence are kept for one reason: the latest.
const MOST_EVIDENCE: usize = 8;

/// A position in the record, with where its words stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded {
    /// The id of the party whose position it is.
    pub holder: String,
    /// The id of the proposition.
    pub proposition: String,
    /// Where the holder stands.
    pub stance: Stance,
    /// Whose words tell it.
    pub hand: Hand,
    /// What the speaker does by the statement, where that is known.
    pub act: Option<Act>,
    /// When, where that is known.
    pub date: Option<Moment>,
    /// The words of the condition, where the stance is conditional and the text has them.
    pub condition: String,
    /// The verbatim words and their place.
    pub evidence: Evidence,
}

/// What a record says about deals.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordAnalysis {
    /// The model that was made of the record.
    pub model: Model,
    /// The answers; the gradings go term by term.
    pub analysis: Analysis,
    /// Parties of the codebook, by name, that the record gives no position on anything that the proposals settle.
    pub silent: Vec<String>,
}

/// Analyses a record: what is open is what the codebook's proposals settle.
///
/// A party's position is the stance that most of its first-hand statements take, of equally many the later one. A
/// refusal, and a demand, is a red line, which weighs as much as there are statements for it. A wish that is no demand, a
/// conditional position and a position told by others only are open lines: the party may insist on them or not, and how
/// likely that is comes from how often it did ([`Counted`]). Where a party is silent on what another insists on, it is
/// open whether it refuses, and nothing says how likely. A proposition of the same name as a proposal is a position on the whole proposal: it counts
/// in the grading, and is nothing to bargain over.
///
/// # Errors
/// The weights do not fit into exact arithmetic; that takes billions of statements.
pub fn analyse_record(
    codebook: &Codebook,
    recorded: &[Recorded],
    options: &Options,
) -> Result<RecordAnalysis, TooFine> {
    let stands = Stands::new(recorded);
    let (model, silent) = model_of_record(codebook, &stands);
    let mut analysis = analyse(&model, options)?;
    for (grading, put) in analysis.proposals.iter_mut().zip(codebook.proposals.iter().filter(|p| settles(p)))
    {
        grade(grading, put, &model, &stands);
    }
    Ok(RecordAnalysis { model, analysis, silent })
}

/// All positions of a party on a proposition, latest first.
struct Stands<'r>(BTreeMap<&'r str, BTreeMap<&'r str, Vec<&'r Recorded>>>);

impl<'r> Stands<'r> {
    fn new(recorded: &'r [Recorded]) -> Self {
        let mut all: BTreeMap<&str, BTreeMap<&str, Vec<&Recorded>>> = BTreeMap::new();
        for position in recorded {
            all.entry(&position.holder).or_default().entry(&position.proposition).or_default().push(position);
        }
        for positions in all.values_mut().flat_map(BTreeMap::values_mut) {
            // First hand before second, later before earlier, and of one day the later in the record.
            positions.reverse();
            positions.sort_by(|a, b| a.hand.cmp(&b.hand).then_with(|| b.date.cmp(&a.date)));
        }
        Stands(all)
    }

    fn of(&self, holder: &str, proposition: &str) -> &[&'r Recorded] {
        self.0.get(holder).and_then(|all| all.get(proposition)).map_or(&[], Vec::as_slice)
    }

    /// Where a party stands; `None` where it is silent and nobody tells of it.
    fn current(&self, holder: &str, proposition: &str) -> Option<Current<'r>> {
        let all = self.of(holder, proposition);
        let hand = all.first()?.hand;
        let told: Vec<&Recorded> = all.iter().filter(|position| position.hand == hand).copied().collect();
        let said = |stance: Stance| told.iter().filter(|position| position.stance == stance).count();
        let latest = |stance: Stance| told.iter().position(|position| position.stance == stance);
        // Of equals the later one wins; the latest stands first.
        let stance = [Stance::Support, Stance::Oppose, Stance::Conditional]
            .into_iter()
            .max_by_key(|stance| (said(*stance), std::cmp::Reverse(latest(*stance))))?;
        let (alike, unlike) = told.into_iter().partition(|position| position.stance == stance);
        Some(Current { stance, hand, alike, unlike })
    }
}

/// Where a party stands on one proposition.
struct Current<'r> {
    stance: Stance,
    hand: Hand,
    /// What tells it, latest first; never empty.
    alike: Vec<&'r Recorded>,
    /// Positions of the same hand that say otherwise.
    unlike: Vec<&'r Recorded>,
}

fn settles(put: &Put) -> bool {
    put.terms.iter().any(|term| term.stance != Stance::Conditional)
}

/// The model of a record, and the parties that it says nothing of.
fn model_of_record(codebook: &Codebook, stands: &Stands) -> (Model, Vec<String>) {
    let put: Vec<&Put> = codebook.proposals.iter().filter(|put| settles(put)).collect();
    let open: BTreeSet<&str> = put
        .iter()
        .flat_map(|put| put.terms.iter().map(|term| term.proposition.as_str()))
        .filter(|proposition| put.iter().all(|put| put.id != *proposition))
        .collect();
    let terms: Vec<Term> = codebook
        .propositions
        .iter()
        .filter(|proposition| open.contains(proposition.id.as_str()))
        .map(|proposition| Term::yes_or_no(&proposition.id, &proposition.sentence))
        .collect();
    let by_id: BTreeMap<&str, usize> =
        terms.iter().enumerate().map(|(at, term)| (term.id.as_str(), at)).collect();
    let mut proposals = Vec::new();
    for put in put {
        let settled = put.terms.iter().filter(|term| term.stance != Stance::Conditional);
        let outcomes: BTreeMap<usize, usize> = settled
            .filter_map(|term| {
                Some((*by_id.get(term.proposition.as_str())?, usize::from(term.stance == Stance::Oppose)))
            })
            .collect();
        proposals.push(Proposal { id: put.id.clone(), name: put.name.clone(), by: put.by.clone(), outcomes });
    }
    let speaks = |party: &&standpoint_terms::Party| {
        open.iter().any(|proposition| !stands.of(&party.id, proposition).is_empty())
            || proposals.iter().any(|proposal| {
                proposal.by.as_ref() == Some(&party.id) || !stands.of(&party.id, &proposal.id).is_empty()
            })
    };
    let (heard, quiet): (Vec<_>, Vec<_>) = codebook.parties.iter().partition(speaks);
    let mut parties: Vec<Party> = heard
        .iter()
        .map(|party| Party {
            id: party.id.clone(),
            name: party.name.clone(),
            red_lines: terms
                .iter()
                .enumerate()
                .filter_map(|(at, term)| Some(red_line(at, term, &stands.current(&party.id, &term.id)?)))
                .collect(),
            no_deal_weight: Exact::from(1),
            ..Party::default()
        })
        .collect();
    silences(&mut parties, &terms, stands);
    let model = Model {
        title: codebook.codebook.title.clone(),
        description: codebook.codebook.description.clone(),
        terms,
        parties,
        proposals,
        ..Model::default()
    };
    (model, quiet.iter().map(|party| party.name.clone()).collect())
}

/// What a party's position on one proposition means for a deal.
fn red_line(term: usize, named: &Term, current: &Current) -> RedLine {
    let needed = current.stance == Stance::Support;
    let demanded = current.alike.iter().any(|position| position.act == Some(Act::Demand));
    let certain = current.hand == Hand::First && (current.stance == Stance::Oppose || needed && demanded);
    let sentence = &named.sentence;
    let says = match (current.stance, current.hand, demanded) {
        (Stance::Support, Hand::First, true) => format!("its demand “{sentence}”"),
        (Stance::Support, Hand::First, false) => format!("its wish “{sentence}”"),
        (Stance::Support, Hand::Second, _) => format!("“{sentence}”, which others say it wants"),
        (Stance::Oppose, Hand::First, _) => format!("its refusal of “{sentence}”"),
        (Stance::Oppose, Hand::Second, _) => format!("its refusal of “{sentence}”, of which others tell"),
        (Stance::Conditional, ..) => format!("its conditions for “{sentence}”"),
    };
    let known = if certain { Known::Certain } else { Known::Counted(current.insisting(needed)) };
    line(term, named, needed, says, known, &current.alike)
}

impl Current<'_> {
    /// How many of the positions insist on the outcome, of all.
    fn insisting(&self, needed: bool) -> Counted {
        let insists = |position: &&&Recorded| match position.stance {
            Stance::Support => needed && position.act == Some(Act::Demand),
            Stance::Oppose => !needed,
            Stance::Conditional => false,
        };
        let all = self.alike.iter().chain(&self.unlike);
        Counted { insisting: all.filter(insists).count(), of: self.alike.len() + self.unlike.len() }
    }
}

fn line(
    term: usize,
    named: &Term,
    needed: bool,
    says: String,
    known: Known,
    positions: &[&Recorded],
) -> RedLine {
    let outcome = usize::from(!needed);
    let text = if needed { named.id.clone() } else { format!("not {}", named.id) };
    RedLine {
        needs: Condition { text, meaning: Expression::Is { term, outcome } },
        says,
        weight: Exact::from(i64::try_from(positions.len().max(1)).unwrap_or(i64::MAX)),
        known,
        evidence: evidence(positions),
    }
}

fn evidence(positions: &[&Recorded]) -> Vec<Evidence> {
    positions.iter().take(MOST_EVIDENCE).map(|position| position.evidence.clone()).collect()
}

/// Where one party insists on an outcome and another is silent on it, it is open whether the other refuses.
fn silences(parties: &mut [Party], terms: &[Term], stands: &Stands) {
    let mut asked: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for line in parties.iter().flat_map(|party| &party.red_lines).filter(|line| line.known == Known::Certain)
    {
        if let Expression::Is { term, outcome } = line.needs.meaning {
            asked.entry(term).or_default().insert(outcome);
        }
    }
    for party in parties {
        for (term, outcomes) in &asked {
            let named = &terms[*term];
            // Two that insist on opposite outcomes are at odds already; a third one's silence changes nothing.
            if !stands.of(&party.id, &named.id).is_empty() || outcomes.len() > 1 {
                continue;
            }
            let needed = outcomes.contains(&1);
            let says = format!("a position on “{}”, of which nothing is known", named.sentence);
            party.red_lines.push(line(*term, named, needed, says, Known::Unknown, &[]));
        }
    }
}

/// Grades a proposal term by term, by the positions themselves.
fn grade(grading: &mut Grading, put: &Put, model: &Model, stands: &Stands) {
    let Some(proposal) = model.proposals.iter().find(|proposal| proposal.id == put.id) else { return };
    grading.parties = model
        .parties
        .iter()
        .enumerate()
        .map(|(at, party)| {
            let own = put.by.as_ref() == Some(&party.id);
            let mut reasons: Vec<Reason> = proposal
                .outcomes
                .iter()
                .map(|(term, outcome)| {
                    let current = stands.current(&party.id, &model.terms[*term].id);
                    on_term(
                        *term,
                        &model.terms[*term].outcome_in_words(*outcome),
                        *outcome == 0,
                        current.as_ref(),
                        own,
                    )
                })
                .collect();
            let terms = worst(&reasons);
            let whole = stands.current(&party.id, &put.id).filter(|whole| whole.hand == Hand::First);
            let verdict = match whole.as_ref().map(|whole| whole.stance) {
                // It put forward what it is now found to refuse: one of the two is misread, or it changed its mind.
                Some(Stance::Oppose) if own => Verdict::Unknown,
                Some(Stance::Oppose) => Verdict::Refused,
                Some(Stance::Conditional) => Verdict::Conditional,
                // It says yes to the whole and no to a term of it: yes, if the term goes.
                Some(Stance::Support) if matches!(terms, Verdict::Refused | Verdict::Conditional) => {
                    Verdict::Conditional
                }
                Some(Stance::Support) => Verdict::Accepted,
                // Who puts a proposal forward stands by it, whatever it said of single terms.
                None if own => terms.min(Verdict::Conditional),
                None => terms,
            };
            if let Some(whole) = whole {
                let words = match whole.stance {
                    Stance::Support => format!("it accepts {} as a whole", put.name),
                    Stance::Oppose if own => {
                        format!("it put {} forward, and is found to refuse it: look at the words", put.name)
                    }
                    Stance::Oppose => format!("it refuses {} as a whole", put.name),
                    Stance::Conditional => format!("it accepts {} on conditions", put.name),
                };
                let about = if own && whole.stance == Stance::Oppose {
                    Verdict::Unknown
                } else {
                    stand_verdict(whole.stance, true)
                };
                reasons.insert(
                    0,
                    Reason { verdict: about, words, term: None, evidence: evidence(&whole.alike) },
                );
            }
            let changed = reasons
                .iter()
                .filter(|reason| reason.verdict == Verdict::Refused)
                .filter_map(|reason| reason.term);
            let changes = changed.map(|term| Change {
                term,
                from: proposal.outcomes[&term],
                to: 1 - proposal.outcomes[&term],
            });
            let changes: Vec<Change> = changes.collect();
            let asks = matches!(verdict, Verdict::Refused | Verdict::Conditional) && !changes.is_empty();
            let changes = asks.then_some(changes);
            reasons.sort_by_key(|reason| (reason.term.is_some(), std::cmp::Reverse(reason.verdict)));
            PartyGrade { party: at, verdict, reasons, changes }
        })
        .collect();
}

/// What the terms come to: refused where one is, else unknown where one is, else conditional where one is.
fn worst(reasons: &[Reason]) -> Verdict {
    reasons.iter().map(|reason| reason.verdict).max().unwrap_or(Verdict::Unknown)
}

fn stand_verdict(stance: Stance, holds: bool) -> Verdict {
    match (stance, holds) {
        (Stance::Conditional, _) => Verdict::Conditional,
        (Stance::Support, true) | (Stance::Oppose, false) => Verdict::Accepted,
        _ => Verdict::Refused,
    }
}

/// How a party stands to one term; `holds` is whether the proposition would hold.
fn on_term(term: usize, words: &str, holds: bool, current: Option<&Current>, own: bool) -> Reason {
    let Some(current) = current else {
        // Whoever puts a term forward has said so; anybody else's silence is neither yes nor no.
        let (verdict, why) = if own {
            (Verdict::Accepted, "it put this forward")
        } else {
            (Verdict::Unknown, "nothing known")
        };
        return Reason { verdict, words: format!("{words} ({why})"), term: Some(term), evidence: Vec::new() };
    };
    let mut remarks = Vec::new();
    let verdict = if current.hand == Hand::Second {
        remarks.push("only others tell".to_owned());
        Verdict::Unknown
    } else {
        stand_verdict(current.stance, holds)
    };
    if verdict == Verdict::Conditional {
        let condition =
            current.alike.iter().map(|position| &position.condition).find(|words| !words.is_empty());
        remarks.push(condition.map_or("on conditions".to_owned(), |words| format!("if: {words}")));
    }
    if !current.unlike.is_empty() {
        let otherwise = current.unlike.len();
        remarks.push(format!("{otherwise} of {} say otherwise", otherwise + current.alike.len()));
    }
    let words =
        if remarks.is_empty() { words.to_owned() } else { format!("{words} ({})", remarks.join("; ")) };
    Reason { verdict, words, term: Some(term), evidence: evidence(&current.alike) }
}
