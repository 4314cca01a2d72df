//! What deals there are: from a model in a file, or from the positions in the record.

use std::path::Path;

use serde::Serialize;
use serde_json::{Map, Value};
use standpoint_brief::{
    DealsPage, EvidenceView, KnotView, PackageView, ProposalView, QuestionView, ReasonView, VerdictView,
};
use standpoint_deals::{
    Analysis, Change, Evidence, Exact, Grading, Line, Mark, Model, Options, Package, Question, Recorded,
    Valued, analyse, analyse_record, concession, in_short, lines_given_up, named_lines, read_model,
};
use standpoint_ledger::{Ledger, PositionFilter, PositionRow};
use standpoint_terms::Codebook;

use crate::AppError;
use crate::councils::Councils;

/// The largest model file that is read.
const LARGEST: u64 = 4 << 20;

/// A model and all answers about it.
#[derive(Clone, Debug)]
pub struct Deals {
    /// What was analysed.
    pub model: Model,
    /// The answers.
    pub analysis: Analysis,
    /// Answers about votes and moves; empty for the record.
    pub councils: Councils,
    /// Parties of the codebook, by name, on which the record is silent. Empty for a model from a file.
    pub silent: Vec<String>,
}

/// Analyses the model in a file, TOML or JSON.
///
/// # Errors
/// The file cannot be read, or is no model; the message names the line and says what to do.
pub fn deals_of_model(path: &Path, options: &Options) -> Result<Deals, AppError> {
    let failed = |error| AppError::file("read the model", path, error);
    if std::fs::metadata(path).map_err(failed)?.len() > LARGEST {
        return Err(AppError::user(format!("{}: a model has at most 4 megabytes", path.display())));
    }
    let source = std::fs::read_to_string(path).map_err(failed)?;
    let model = read_model(&source, &path.display().to_string()).map_err(|fault| {
        AppError::user(fault.to_string()).hint("docs/deals.md shows each part of a model with an example")
    })?;
    let analysis =
        analyse(&model, options).map_err(|error| AppError::user(format!("{}: {error}", path.display())))?;
    let councils =
        Councils::of(&model).map_err(|fault| AppError::user(format!("{}: {fault}", path.display())))?;
    Ok(Deals { model, analysis, councils, silent: Vec::new() })
}

/// Analyses the positions in the record, by the codebook in force.
///
/// # Errors
/// The ledger cannot be read, has no codebook in force, or the codebook has no proposals.
pub fn deals_of_record(ledger: &Ledger, options: &Options) -> Result<Deals, AppError> {
    let Some(codebook) = ledger.codebook()? else {
        return Err(AppError::user("no codebook is in force, so there are no positions to look at")
            .hint("name one with --codebook FILE, or a model file instead"));
    };
    deals_of_rows(&codebook, &ledger.positions(&PositionFilter::default())?, options)
}

/// The same of positions that were read already.
pub(crate) fn deals_of_rows(
    codebook: &Codebook,
    rows: &[PositionRow],
    options: &Options,
) -> Result<Deals, AppError> {
    // No deal rests on what is only guessed.
    let sure = rows.iter().filter(|row| !row.told.position.is_guess());
    let recorded: Vec<Recorded> = sure.map(recorded).collect();
    deals_of_positions(codebook, &recorded, options)
}

/// Analyses positions by a codebook.
///
/// # Errors
/// The codebook has no proposals with terms.
pub fn deals_of_positions(
    codebook: &Codebook,
    recorded: &[Recorded],
    options: &Options,
) -> Result<Deals, AppError> {
    if codebook.proposals.iter().all(|proposal| proposal.terms.is_empty()) {
        return Err(AppError::user(
            "the codebook has no [[proposal]] with terms, so nothing is known to be on the table",
        )
        .hint("add one, as docs/codebook.md shows, or name a model file"));
    }
    let found =
        analyse_record(codebook, recorded, options).map_err(|error| AppError::user(error.to_string()))?;
    Ok(Deals {
        model: found.model,
        analysis: found.analysis,
        councils: Councils::default(),
        silent: found.silent,
    })
}

fn recorded(row: &PositionRow) -> Recorded {
    let (told, statement) = (&row.told, &row.statement);
    let date = statement.said_on.as_ref().map(|told| told.said_on.to).or(statement.published);
    let by = statement.speaker.as_deref().or(statement.outlet.as_deref());
    let place = [
        by.map(str::to_owned),
        Some(statement.document_name.clone()),
        date.map(|date| date.date().to_string()),
    ];
    Recorded {
        holder: told.position.holder.clone(),
        proposition: told.position.proposition.clone(),
        stance: told.position.stance,
        hand: told.position.hand,
        act: statement.act.as_ref().map(|acted| acted.act),
        date,
        condition: condition(row),
        evidence: Evidence {
            words: statement.text.clone(),
            place: place.into_iter().flatten().collect::<Vec<_>>().join(", "),
            statement: Some(format!("{}-{}", statement.document, statement.ordinal + 1)),
        },
    }
}

/// The words of a condition that stands in the statement's content.
fn condition(row: &PositionRow) -> String {
    let mut words = Vec::new();
    for part in &row.told.condition {
        // The fragments of the content are joined in the statement's text with a mark between them.
        let mut before = 0;
        for content in &row.statement.content {
            let (inside, of) = (part.span, content.span);
            if inside.start >= of.start && inside.end <= of.end {
                let start = before + (inside.start - of.start);
                words.extend(row.statement.text.get(start..start + (inside.end - inside.start)));
            }
            before += of.end - of.start + " […] ".len();
        }
    }
    words.join(" […] ")
}

/// An analysis as `standpoint deals --json` gives it: terms, outcomes and parties by their ids, figures as exact
/// fractions in strings.
#[derive(Debug, Serialize)]
pub struct DealsRecord {
    title: String,
    terms: Vec<TermRecord>,
    parties: Vec<PartyRecord>,
    /// Parties of the codebook on which the record is silent, by name.
    silent: Vec<String>,
    /// The answer in a few sentences.
    in_short: Vec<String>,
    #[serde(flatten)]
    analysis: Value,
    #[serde(flatten)]
    councils: Councils,
}

#[derive(Debug, Serialize)]
struct TermRecord {
    id: String,
    sentence: String,
    outcomes: Vec<String>,
}

#[derive(Debug, Serialize)]
struct PartyRecord {
    id: String,
    name: String,
}

impl Deals {
    /// What a program sees.
    pub fn outside(&self) -> DealsRecord {
        let model = &self.model;
        let mut analysis = serde_json::to_value(&self.analysis).unwrap_or_default();
        name_everything(model, &mut analysis);
        DealsRecord {
            title: model.title.clone(),
            terms: model
                .terms
                .iter()
                .map(|t| TermRecord {
                    id: t.id.clone(),
                    sentence: t.sentence.clone(),
                    outcomes: t.outcomes.clone(),
                })
                .collect(),
            parties: model
                .parties
                .iter()
                .map(|p| PartyRecord { id: p.id.clone(), name: p.name.clone() })
                .collect(),
            silent: self.silent.clone(),
            in_short: self.in_short(),
            analysis,
            councils: self.councils.clone(),
        }
    }

    /// What a person sees.
    pub fn page(&self) -> DealsPage {
        let (model, analysis) = (&self.model, &self.analysis);
        let space = &analysis.space;
        let unsure = || "too many to count".to_owned();
        let count = |count: &Option<_>| count.as_ref().map_or_else(unsure, grouped);
        let mut counts = vec![
            ("Packages that satisfy the constraints".to_owned(), count(&space.packages)),
            ("of these, cross no certain red line".to_owned(), count(&space.without_crossing)),
        ];
        if model.parties.iter().any(|party| party.no_deal.is_some()) {
            counts.push((
                "of these, are worth as much as no deal to everybody".to_owned(),
                count(&space.acceptable),
            ));
        }
        let package = |valued: &Valued| package(model, valued);
        let listed = if space.all_listed { space.listed.iter().map(&package).collect() } else { Vec::new() };
        let frontier = space.frontier.as_ref().map(|points| {
            let point = |point: &standpoint_deals::FrontierPoint| PackageView {
                acceptable: point.acceptable,
                ..package(&point.valued)
            };
            points.iter().map(point).collect()
        });
        if !self.bargains() {
            counts.clear();
        }
        let sampled = space.frontier_sample.iter();
        let frontier_sample = sampled
            .map(|point| PackageView { acceptable: point.acceptable, ..package(&point.valued) })
            .collect();
        let (supposed, unknowns) = match analysis.unknowns.if_conceded.as_deref() {
            Some(conceded) => (self.supposed(&conceded.given_up), &conceded.unknowns),
            None => (String::new(), &analysis.unknowns),
        };
        let (councils, guarantees, conflicts) = self.councils.views();
        DealsPage {
            title: model.title.clone(),
            description: model.description.clone(),
            in_short: self.in_short(),
            parties: model.parties.iter().map(|party| party.name.clone()).collect(),
            silent: self.silent.clone(),
            proposals: analysis.proposals.iter().map(|grading| proposal(model, grading)).collect(),
            bargaining: space.bargaining.clone(),
            zero: space.zero.iter().map(ToString::to_string).collect(),
            zero_at: space
                .bargaining
                .iter()
                .map(|party| model.parties[*party].no_deal.as_ref().map(Exact::rounded))
                .collect(),
            counts,
            marked: if self.bargains() { marked(model, analysis) } else { Vec::new() },
            listed: if self.bargains() { listed } else { Vec::new() },
            frontier: frontier.filter(|_| self.bargains()),
            knots: analysis.blockage.knots.iter().map(|knot| self.knot(knot)).collect(),
            frontier_sample,
            supposed,
            spoilers: unknowns.spoilers.iter().map(|lines| named_lines(model, lines)).collect(),
            questions: unknowns.worth_asking.iter().map(|question| self.question(question)).collect(),
            councils,
            guarantees,
            conflicts,
        }
    }

    /// The answer in a few sentences.
    fn in_short(&self) -> Vec<String> {
        let of_deals = if self.bargains() { in_short(&self.model, &self.analysis) } else { Vec::new() };
        of_deals.into_iter().chain(self.councils.in_short()).collect()
    }

    /// Whether anything is bargained over; a model can also be of councils or conflicts alone.
    fn bargains(&self) -> bool {
        !self.model.terms.is_empty()
    }

    fn knot(&self, knot: &standpoint_deals::Knot) -> KnotView {
        KnotView {
            conflicts: knot.conflicts.iter().map(|lines| named_lines(&self.model, lines)).collect(),
            concessions: knot
                .concessions
                .iter()
                .map(|way| (concession(&self.model, way), way.weight.to_string()))
                .collect(),
            complete: knot.complete,
        }
    }

    /// What is supposed where the certain lines leave no deal.
    fn supposed(&self, given_up: &[Line]) -> String {
        format!(
            "As things are, no answer would open a deal. Suppose that the cheapest way out of each knot is taken: {}.",
            lines_given_up(&self.model, given_up)
        )
    }

    fn question(&self, question: &Question) -> QuestionView {
        let percent = |share: &Option<Exact>| share.as_ref().map_or(String::new(), Exact::percent);
        let line: Line = question.line;
        QuestionView {
            party: self.model.parties[line.party()].name.clone(),
            line: line.in_words(&self.model),
            probability: percent(&question.probability),
            counted: question
                .counted
                .map_or(String::new(), |counted| format!("{} of {}", counted.insisting, counted.of)),
            held: match &question.held {
                Some(_) => percent(&question.held),
                None if question.deal_if_held => "possible".to_owned(),
                None => "none".to_owned(),
            },
            dropped: percent(&question.dropped),
            value: percent(&question.value),
        }
    }
}

/// Puts ids in the place of indexes, and words beside lines. An analysis is a few levels deep, whatever the model.
fn name_everything(model: &Model, value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| name_everything(model, item)),
        Value::Object(fields) => {
            if let Some(line) = line_of(fields) {
                fields.insert("words".to_owned(), line.in_words(model).into());
            }
            let index = |fields: &Map<String, Value>, key: &str| {
                fields.get(key).and_then(Value::as_u64).and_then(|at| usize::try_from(at).ok())
            };
            if let Some(term) = index(fields, "term").and_then(|at| model.terms.get(at)) {
                for key in ["from", "to"] {
                    if let Some(outcome) = index(fields, key).and_then(|at| term.outcomes.get(at)) {
                        fields.insert(key.to_owned(), outcome.clone().into());
                    }
                }
                fields.insert("term".to_owned(), term.id.clone().into());
            }
            if let Some(party) = index(fields, "party").and_then(|at| model.parties.get(at)) {
                fields.insert("party".to_owned(), party.id.clone().into());
            }
            for key in ["bargaining", "left_out"] {
                if let Some(Value::Array(parties)) = fields.get_mut(key) {
                    for party in parties {
                        let at = party.as_u64().and_then(|at| usize::try_from(at).ok());
                        if let Some(named) = at.and_then(|at| model.parties.get(at)) {
                            *party = named.id.clone().into();
                        }
                    }
                }
            }
            if let Some(Value::Array(outcomes)) = fields.get("package") {
                let named = model.terms.iter().zip(outcomes).filter_map(|(term, outcome)| {
                    let outcome = term.outcomes.get(usize::try_from(outcome.as_u64()?).ok()?)?;
                    Some((term.id.clone(), Value::from(outcome.clone())))
                });
                let named = named.collect();
                fields.insert("package".to_owned(), Value::Object(named));
            }
            fields.values_mut().for_each(|field| name_everything(model, field));
        }
        _ => {}
    }
}

fn line_of(fields: &Map<String, Value>) -> Option<Line> {
    let at = |key: &str| fields.get(key).and_then(Value::as_u64).and_then(|at| usize::try_from(at).ok());
    match fields.get("kind")?.as_str()? {
        "red-line" => Some(Line::RedLine { party: at("party")?, line: at("line")? }),
        "no-deal" => Some(Line::NoDeal { party: at("party")? }),
        _ => None,
    }
}

/// Thousands parted, as people read them.
fn grouped(count: &impl ToString) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

/// "truce, border = split, no troops".
fn outcomes(model: &Model, package: &Package) -> String {
    let words =
        model.terms.iter().zip(&package.0).map(|(term, outcome)| match (term.is_yes_or_no(), outcome) {
            (true, 0) => term.id.clone(),
            (true, _) => format!("no {}", term.id),
            _ => format!("{} = {}", term.id, term.outcomes[*outcome]),
        });
    words.collect::<Vec<_>>().join(", ")
}

fn package(model: &Model, valued: &Valued) -> PackageView {
    PackageView {
        outcomes: outcomes(model, &valued.package),
        worth: valued.worth.iter().map(ToString::to_string).collect(),
        at: valued.worth.iter().map(Exact::rounded).collect(),
        acceptable: true,
        proved: true,
        ..PackageView::default()
    }
}

/// The packages that stand out, one row for each, with all that it stands out by.
fn marked(model: &Model, analysis: &Analysis) -> Vec<PackageView> {
    struct Row<'a> {
        package: Option<&'a Valued>,
        proved: bool,
        best_for: Vec<&'a str>,
        names: Vec<&'static str>,
        about: Vec<&'static str>,
    }
    let mut rows: Vec<Row> = Vec::new();
    for marked in &analysis.space.marked {
        let package = marked.valued.as_ref();
        let there = rows.iter().position(|row| row.package == package && row.proved == marked.proved);
        let at = there.unwrap_or_else(|| {
            let (best_for, names, about) = Default::default();
            rows.push(Row { package, proved: marked.proved, best_for, names, about });
            rows.len() - 1
        });
        let row = &mut rows[at];
        let about = match marked.mark {
            Mark::BestFor(party) => {
                row.best_for.push(&model.parties[party].name);
                "Best for a party: worth most to it, among what all the others can accept."
            }
            mark => {
                let (name, about) = named(mark);
                row.names.push(name);
                about
            }
        };
        if !row.about.contains(&about) {
            row.about.push(about);
        }
    }
    let view = |row: Row| {
        let best_for = match row.best_for.as_slice() {
            [] => None,
            [one] => Some(format!("best for {one}")),
            [most @ .., last] => Some(format!("best for {} and {last}", most.join(", "))),
        };
        let names: Vec<String> =
            best_for.into_iter().chain(row.names.iter().map(|name| (*name).to_owned())).collect();
        PackageView {
            name: names.join("; "),
            about: row.about.join("\n"),
            proved: row.proved,
            ..row.package.map_or_else(PackageView::default, |valued| package(model, valued))
        }
    };
    rows.into_iter().map(view).collect()
}

/// The name of a solution, and what it is in a sentence.
fn named(mark: Mark) -> (&'static str, &'static str) {
    match mark {
        Mark::BestFor(_) => ("best", "Best for a party: worth most to it."),
        Mark::Nash => (
            "Nash",
            "Nash: the product of what the parties gain over no deal is largest; it favours nobody's way of counting.",
        ),
        Mark::KalaiSmorodinsky => (
            "Kalai–Smorodinsky",
            "Kalai–Smorodinsky: each gets as large a part as possible of the most it could hope for; the least part is largest.",
        ),
        Mark::Egalitarian => (
            "egalitarian",
            "Egalitarian: the smallest gain is as large as possible; it takes the parties' units as comparable.",
        ),
        Mark::Utilitarian => (
            "utilitarian",
            "Utilitarian: the sum of worths is largest; it takes the parties' units as comparable.",
        ),
    }
}

fn proposal(model: &Model, grading: &Grading) -> ProposalView {
    let by = grading.by.as_ref().map(|by| {
        model
            .parties
            .iter()
            .find(|party| party.id == *by)
            .map_or_else(|| by.clone(), |party| party.name.clone())
    });
    let forbidden: Vec<String> =
        grading.forbidden_by.iter().map(|at| format!("“{}”", model.constraints[*at].must.text)).collect();
    let changes =
        |changes: &[Change]| changes.iter().map(|change| changed(model, *change)).collect::<Vec<String>>();
    let cells = grading.parties.iter().map(|grade| VerdictView {
        verdict: grade.verdict.name(),
        reasons: grade
            .reasons
            .iter()
            .map(|reason| ReasonView {
                verdict: reason.verdict.name(),
                words: reason.words.clone(),
                evidence: reason.evidence.iter().map(evidence).collect(),
            })
            .collect(),
        changes: grade.changes.as_deref().map(changes).unwrap_or_default(),
    });
    ProposalView {
        name: grading.name.clone(),
        by: by.unwrap_or_default(),
        forbidden: if forbidden.is_empty() {
            String::new()
        } else {
            format!("It cannot hold, whoever accepts it: {} forbids it.", forbidden.join(" with "))
        },
        cells: cells.collect(),
        changes_for_all: grading.changes_for_all.as_deref().map(changes),
    }
}

fn changed(model: &Model, change: Change) -> String {
    let term = &model.terms[change.term];
    if term.is_yes_or_no() {
        let verb = if change.to == 0 { "add" } else { "drop" };
        return if term.sentence.is_empty() {
            format!("{verb} {}", term.id)
        } else {
            format!("{verb} “{}”", term.sentence)
        };
    }
    format!("{} = {} instead of {}", term.id, term.outcomes[change.to], term.outcomes[change.from])
}

fn evidence(evidence: &Evidence) -> EvidenceView {
    EvidenceView {
        words: evidence.words.clone(),
        place: evidence.place.clone(),
        statement: evidence.statement.clone(),
    }
}
