//! From a file to a checked model.

use std::collections::{BTreeMap, BTreeSet};

use num_traits::{One, Signed, Zero};

use super::conflicts::conflicts;
use super::councils::{councils, guarantees};
use super::file::{PartyEntry, ProposalEntry, RedLineEntry, TermEntry};
use super::locate::{Form, Step, line_at, line_of};
use super::{
    Constraint, Evidence, Known, Model, ModelFault, ModelFile, Party, Proposal, RedLine, Term, Worth,
};
use crate::Exact;
use crate::clauses::contradiction;
use crate::expression::Condition;
use crate::grammar::{Names, RESERVED, is_name, nearest, read_condition};
use crate::scale::Scale;

/// Bounds on what a file may hold, so that a hostile one costs no more than a large honest one.
const MOST_TERMS: usize = 500;
const MOST_OUTCOMES: usize = 50;
const MOST_PARTIES: usize = 100;
const MOST_CONDITIONS: usize = 5_000;

/// Reads and checks a model, TOML or JSON; `file` is its name for messages.
///
/// # Errors
/// The first fault, with its line and what to do: not TOML or JSON, a key that no model has, no terms or no parties,
/// a name that is not defined, a condition that cannot be read, constraints that contradict one another.
///
/// ```
/// use standpoint_deals::read_model;
///
/// let model = read_model(
///     r#"
///     [[term]]
///     id = "truce"
///     [[party]]
///     id = "arland"
///     red-line = [{ needs = "truce" }]
///     "#,
///     "lock.toml",
/// )?;
/// assert_eq!(model.parties[0].red_lines.len(), 1);
///
/// let fault = read_model("[[term]]\nid = \"truce\"\n", "lock.toml").unwrap_err();
/// assert_eq!(fault.to_string(), "lock.toml: nobody is there to agree; add a [[party]] with an id");
/// # Ok::<(), standpoint_deals::ModelFault>(())
/// ```
pub fn read_model(source: &str, file: &str) -> Result<Model, ModelFault> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let form = Form::of(source, file);
    let entries: ModelFile = match form {
        Form::Toml => toml::from_str(source).map_err(|error| ModelFault {
            file: file.to_owned(),
            line: error.span().map(|span| line_of(source, span.start)),
            message: what_to_do(error.message()),
        })?,
        Form::Json => serde_json::from_str(source).map_err(|error| ModelFault {
            file: file.to_owned(),
            line: Some(error.line()),
            message: what_to_do(&json_message(&error)),
        })?,
    };
    check(entries).map_err(|wrong| ModelFault {
        file: file.to_owned(),
        line: line_at(source, form, &wrong.way),
        message: wrong.message,
    })
}

/// Without the place, which the fault names in its own way.
fn json_message(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.rsplit_once(" at line ").map_or(message.clone(), |(words, _)| words.to_owned())
}

/// A parser's message, and what to do where it does not say so itself.
fn what_to_do(message: &str) -> String {
    let wants = |what: &str| message.starts_with("invalid type") && message.contains(what);
    let advice = if wants(": boolean") && wants("expected a string") {
        "; write \"yes\" or \"no\", in quotes"
    } else if wants("expected a string") {
        "; put it in quotes"
    } else if wants("expected a sequence") {
        "; put it in brackets: [ … ]"
    } else {
        ""
    };
    format!("{message}{advice}")
}

/// What is wrong, and the way to it.
pub(super) struct Wrong {
    way: Vec<Step<'static>>,
    message: String,
}

pub(super) type Checked<T> = Result<T, Wrong>;

pub(super) fn wrong<T>(way: &[Step<'static>], message: String) -> Checked<T> {
    Err(Wrong { way: way.to_vec(), message })
}

fn check(entries: ModelFile) -> Checked<Model> {
    let councils = councils(entries.councils)?;
    let guarantees = guarantees(entries.guarantees, &councils)?;
    let conflicts = conflicts(entries.conflicts)?;
    // Votes and moves can be asked about without anything to bargain over.
    let bargains = !(entries.terms.is_empty() && entries.parties.is_empty());
    let alone = !bargains && (!councils.is_empty() || !conflicts.is_empty());
    if entries.terms.is_empty() && !alone {
        return wrong(
            &[],
            "nothing is open; add a [[term]] with an id for each thing that is bargained over".to_owned(),
        );
    }
    if entries.parties.is_empty() && !alone {
        return wrong(&[], "nobody is there to agree; add a [[party]] with an id".to_owned());
    }
    let terms = terms(entries.terms)?;
    let names = Names::new(&terms);
    let mut constraints = Vec::new();
    if entries.constraints.len() > MOST_CONDITIONS {
        return wrong(&[Step::Key("constraint")], format!("at most {MOST_CONDITIONS} constraints are read"));
    }
    for (at, entry) in entries.constraints.into_iter().enumerate() {
        let must =
            condition(&entry.must, &names, &[Step::Key("constraint"), Step::Item(at), Step::Key("must")])?;
        constraints.push(Constraint { must, why: entry.why });
    }
    let parties = parties(entries.parties, &names)?;
    let proposals = proposals(entries.proposals, &terms, &parties)?;
    let model = Model {
        title: entries.model.title,
        description: entries.model.description,
        terms,
        constraints,
        parties,
        proposals,
        councils,
        guarantees,
        conflicts,
    };
    if Scale::of(&model).is_none() {
        let message = "the worths or weights are too large or too finely divided to be added exactly; use numbers with \
                       fewer digits, such as 3 or 0.25";
        return wrong(&[Step::Key("party")], message.to_owned());
    }
    if let Some(together) = contradiction(&model) {
        let texts: Vec<String> =
            together.iter().map(|at| format!("{:?}", model.constraints[*at].must.text)).collect();
        let last = *together.last().unwrap_or(&0);
        let way = [Step::Key("constraint"), Step::Item(last), Step::Key("must")];
        let message = match texts.as_slice() {
            [one] => format!("the constraint {one} can never hold; change it"),
            several => format!(
                "these constraints cannot hold together, so there is no package at all; drop or change one: {}",
                several.join(", ")
            ),
        };
        return wrong(&way, message);
    }
    Ok(model)
}

fn terms(entries: Vec<TermEntry>) -> Checked<Vec<Term>> {
    if entries.len() > MOST_TERMS {
        return wrong(&[Step::Key("term")], format!("at most {MOST_TERMS} terms are read"));
    }
    unique("term", &[], entries.iter().map(|entry| entry.id.as_str()))?;
    let mut terms = Vec::new();
    for (at, entry) in entries.into_iter().enumerate() {
        let way = [Step::Key("term"), Step::Item(at), Step::Key("outcomes")];
        let mut term = Term::yes_or_no(entry.id, entry.sentence);
        if !entry.outcomes.is_empty() {
            let seen: BTreeSet<&String> = entry.outcomes.iter().collect();
            if entry.outcomes.len() < 2 || seen.len() < entry.outcomes.len() {
                let message = format!("the term {:?} needs two or more different outcomes", term.id);
                return wrong(&way, message);
            }
            if entry.outcomes.len() > MOST_OUTCOMES {
                return wrong(&way, format!("at most {MOST_OUTCOMES} outcomes are read"));
            }
            if let Some(bad) = entry.outcomes.iter().find(|name| !is_id(name)) {
                return wrong(
                    &way,
                    format!("{bad:?} is no name of an outcome; use letters, digits and hyphens"),
                );
            }
            term.outcomes = entry.outcomes;
        }
        terms.push(term);
    }
    Ok(terms)
}

/// Checks ids: each a name, none twice.
pub(super) fn unique<'e>(
    what: &'static str,
    within: &[Step<'static>],
    ids: impl Iterator<Item = &'e str>,
) -> Checked<()> {
    let mut seen = BTreeSet::new();
    for (at, id) in ids.enumerate() {
        let way = [within, &[Step::Key(what), Step::Item(at), Step::Key("id")]].concat();
        if !is_id(id) {
            return wrong(
                &way,
                format!(
                    "{id:?} is no id of a {what}; use letters, digits and hyphens, and none of: {}",
                    RESERVED.join(", ")
                ),
            );
        }
        if !seen.insert(id) {
            return wrong(&way, format!("the {what} {id:?} is there twice; rename one"));
        }
    }
    Ok(())
}

pub(super) fn is_id(id: &str) -> bool {
    !id.is_empty() && id.len() <= 200 && id.chars().all(is_name) && !RESERVED.contains(&id)
}

pub(super) fn condition(text: &str, names: &Names, way: &[Step<'static>]) -> Checked<Condition> {
    match read_condition(text, names) {
        Ok(meaning) => Ok(Condition { text: text.split_whitespace().collect::<Vec<_>>().join(" "), meaning }),
        Err(misread) => {
            let column = text[..misread.at.min(text.len())].chars().count() + 1;
            let shown: String = text.chars().take(120).collect();
            wrong(way, format!("in the condition {shown:?}, at character {column}: {}", misread.message))
        }
    }
}

fn parties(entries: Vec<PartyEntry>, names: &Names) -> Checked<Vec<Party>> {
    if entries.len() > MOST_PARTIES {
        return wrong(&[Step::Key("party")], format!("at most {MOST_PARTIES} parties are read"));
    }
    unique("party", &[], entries.iter().map(|entry| entry.id.as_str()))?;
    let conditions: usize = entries.iter().map(|entry| entry.red_lines.len() + entry.worth.len()).sum();
    if conditions > MOST_CONDITIONS {
        return wrong(
            &[Step::Key("party")],
            format!("at most {MOST_CONDITIONS} red lines and worths are read"),
        );
    }
    let mut parties = Vec::new();
    for (at, entry) in entries.into_iter().enumerate() {
        let way = [Step::Key("party"), Step::Item(at)];
        let mut red_lines = Vec::new();
        for (number, line) in entry.red_lines.into_iter().enumerate() {
            red_lines.push(red_line(
                line,
                names,
                &[way[0], way[1], Step::Key("red-line"), Step::Item(number)],
            )?);
        }
        let mut worths = Vec::new();
        for (text, value) in entry.worth {
            let when = condition(&text, names, &[way[0], way[1], Step::Key("worth")])?;
            worths.push(Worth { when, value });
        }
        if entry.no_deal.is_some() && worths.is_empty() {
            let message = format!(
                "{:?} has a no-deal value, but nothing says what deals are worth to it; add worth = {{ … }}",
                entry.id
            );
            return wrong(&[way[0], way[1], Step::Key("no-deal")], message);
        }
        let no_deal_weight = weight(entry.no_deal_weight, &[way[0], way[1], Step::Key("no-deal-weight")])?;
        let name = if entry.name.is_empty() { entry.id.clone() } else { entry.name };
        parties.push(Party { id: entry.id, name, red_lines, worths, no_deal: entry.no_deal, no_deal_weight });
    }
    Ok(parties)
}

fn weight(given: Option<Exact>, way: &[Step<'static>]) -> Checked<Exact> {
    let weight = given.unwrap_or_else(|| Exact::from(1));
    if weight.0.is_positive() {
        return Ok(weight);
    }
    wrong(way, format!("a weight is above zero, and {weight} is not"))
}

fn red_line(entry: RedLineEntry, names: &Names, way: &[Step<'static>]) -> Checked<RedLine> {
    let to = |key: &'static str| [way, &[Step::Key(key)]].concat();
    let needs = match (entry.needs, entry.never) {
        (Some(needs), None) => condition(&needs, names, &to("needs"))?,
        (None, Some(never)) => {
            let never = condition(&never, names, &to("never"))?;
            Condition { text: never_text(&never.text), meaning: never.meaning.negated() }
        }
        _ => {
            return wrong(
                way,
                "a red line has either needs = \"…\" or never = \"…\"; give one of them".to_owned(),
            );
        }
    };
    let known = match (entry.probability, entry.unknown) {
        (None, false) => Known::Certain,
        (None, true) => Known::Unknown,
        (Some(_), true) => {
            return wrong(
                &to("unknown"),
                "a red line with a probability is not unknown; drop one of the two".to_owned(),
            );
        }
        (Some(p), false) if p.0.is_one() => Known::Certain,
        (Some(p), false) if p.0 > Zero::zero() && p.0 < One::one() => Known::Probable(p),
        (Some(p), false) => {
            let message = format!(
                "a probability is above 0 and at most 1, and {p} is not; drop a line that is never held"
            );
            return wrong(&to("probability"), message);
        }
    };
    let evidence = if entry.source.is_empty() {
        Vec::new()
    } else {
        vec![Evidence { words: entry.source, place: String::new(), statement: None }]
    };
    let weight = weight(entry.weight, &to("weight"))?;
    Ok(RedLine { needs, says: entry.says, weight, known, evidence })
}

fn never_text(text: &str) -> String {
    if text.chars().all(is_name) { format!("not {text}") } else { format!("not ({text})") }
}

fn proposals(entries: Vec<ProposalEntry>, terms: &[Term], parties: &[Party]) -> Checked<Vec<Proposal>> {
    if entries.len() > MOST_CONDITIONS {
        return wrong(&[Step::Key("proposal")], format!("at most {MOST_CONDITIONS} proposals are read"));
    }
    unique("proposal", &[], entries.iter().map(|entry| entry.id.as_str()))?;
    let by_id: BTreeMap<&str, usize> =
        terms.iter().enumerate().map(|(at, term)| (term.id.as_str(), at)).collect();
    let mut proposals = Vec::new();
    for (at, entry) in entries.into_iter().enumerate() {
        let way = [Step::Key("proposal"), Step::Item(at)];
        if let Some(by) = entry.by.as_ref().filter(|by| parties.iter().all(|party| party.id != **by)) {
            let message = format!(
                "there is no party {by:?}; define it, or name one of: {}",
                nearest(by, parties.iter().map(|party| party.id.as_str()))
            );
            return wrong(&[way[0], way[1], Step::Key("by")], message);
        }
        let mut outcomes = BTreeMap::new();
        let to_terms = [way[0], way[1], Step::Key("terms")];
        for (id, wanted) in &entry.terms {
            let Some(&term) = by_id.get(id.as_str()) else {
                let offer = nearest(id, terms.iter().map(|term| term.id.as_str()));
                return wrong(
                    &to_terms,
                    format!("there is no term {id:?}; define it, or name one of: {offer}"),
                );
            };
            let Some(outcome) = terms[term].outcomes.iter().position(|name| name == wanted) else {
                let names = terms[term].outcomes.join(", ");
                return wrong(&to_terms, format!("{id:?} has no outcome {wanted:?}; it has: {names}"));
            };
            outcomes.insert(term, outcome);
        }
        if outcomes.is_empty() {
            let message =
                format!("the proposal {:?} has no terms; add terms = {{ term = \"outcome\" }}", entry.id);
            return wrong(&way, message);
        }
        let name = if entry.name.is_empty() { entry.id.clone() } else { entry.name };
        proposals.push(Proposal { id: entry.id, name, by: entry.by, outcomes });
    }
    Ok(proposals)
}
