//! How far the coders of one ledger agree.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use standpoint_ledger::{Coded, Fixed, Ledger, Status};
use standpoint_terms::Stance;

use crate::AppError;
use crate::alpha::{Metric, krippendorff};

/// On what agreement is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variable {
    /// Whether it is a statement at all.
    Statement,
    /// The speaker.
    Speaker,
    /// The speaker's party.
    Party,
    /// The issue.
    Issue,
    /// The act.
    Act,
    /// Where a holder stands on a proposition: oppose, conditional, support, or no position.
    Stance,
}

impl Variable {
    /// All, in the order of listings.
    pub const ALL: [Variable; 6] = [
        Variable::Statement,
        Variable::Speaker,
        Variable::Party,
        Variable::Issue,
        Variable::Act,
        Variable::Stance,
    ];

    /// The name used in outputs.
    pub fn name(self) -> &'static str {
        match self {
            Variable::Statement => "statement",
            Variable::Speaker => "speaker",
            Variable::Party => "party",
            Variable::Issue => "issue",
            Variable::Act => "act",
            Variable::Stance => "stance",
        }
    }
}

/// Agreement on one variable, as `standpoint agreement --json` gives it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AgreementLine {
    /// On what.
    pub variable: &'static str,
    /// How far two values are apart: nominal or ordinal.
    pub metric: &'static str,
    /// Krippendorff's alpha; null where it cannot be told.
    pub alpha: Option<f64>,
    /// Units to which two coders or more gave a value.
    pub units: usize,
    /// The values in them.
    pub values: usize,
    /// The share of pairs of values that are the same.
    pub same: Option<f64>,
    /// The coders with a value.
    pub coders: Vec<String>,
    /// What that means.
    pub meaning: &'static str,
}

/// Agreement on these variables between all coders of a ledger. A unit is a statement; for stances, a holder and a
/// proposition in a statement on which one of them gave a position. A coder who settled all positions and gave none
/// there said that there is none.
///
/// # Errors
/// The ledger cannot be read.
pub fn agreement(ledger: &Ledger, variables: &[Variable]) -> Result<Vec<AgreementLine>, AppError> {
    let coded = ledger.coded()?;
    Ok(variables.iter().flat_map(|variable| lines(&coded, *variable)).collect())
}

type Unit = Vec<(String, String)>;

fn lines(coded: &[Coded], variable: Variable) -> Vec<AgreementLine> {
    let units: Vec<Unit> = match variable {
        Variable::Stance => coded.iter().flat_map(stances).collect(),
        _ => coded.iter().map(|statement| values(statement, variable)).collect(),
    };
    let scale: Vec<&str> = if variable == Variable::Stance {
        vec!["oppose", "none", "conditional", "support"]
    } else {
        let all: BTreeSet<&str> = units.iter().flatten().map(|(_, value)| value.as_str()).collect();
        all.into_iter().collect()
    };
    let number = |value: &str| scale.iter().position(|known| *known == value).unwrap_or(scale.len()) as f64;
    let numbers: Vec<Vec<f64>> =
        units.iter().map(|unit| unit.iter().map(|(_, value)| number(value)).collect()).collect();
    let coders: BTreeSet<&String> = units.iter().flatten().map(|(coder, _)| coder).collect();
    let line = |metric, name| {
        let told = krippendorff(&numbers, metric);
        let rounded = |value: f64| (value * 1000.0).round() / 1000.0;
        AgreementLine {
            variable: variable.name(),
            metric: name,
            alpha: told.alpha.map(rounded),
            units: told.units,
            values: told.values,
            same: told.same.map(rounded),
            coders: coders.iter().map(|coder| (*coder).clone()).collect(),
            meaning: meaning(told.alpha, told.units),
        }
    };
    let mut lines = vec![line(Metric::Nominal, "nominal")];
    if variable == Variable::Stance {
        lines.push(line(Metric::Ordinal, "ordinal"));
    }
    lines
}

/// The values that coders gave a statement.
fn values(statement: &Coded, variable: Variable) -> Unit {
    let value = |status: Status, fixed: &Fixed| -> Option<String> {
        let text = |value: Option<&String>| value.cloned().unwrap_or_else(|| "none".to_owned());
        if variable == Variable::Statement {
            return Some(if status == Status::Rejected { "no" } else { "yes" }.to_owned());
        }
        if status == Status::Rejected {
            return None;
        }
        Some(match variable {
            Variable::Speaker => text(fixed.speaker.as_ref()?.get().map(|speaker| &speaker.name)),
            Variable::Party => text(fixed.party.as_ref()?.get()),
            Variable::Issue => text(fixed.issue.as_ref()?.get()),
            Variable::Act => fixed.act.as_ref()?.get().map_or("none", |act| act.name()).to_owned(),
            Variable::Statement | Variable::Stance => return None,
        })
    };
    let coders = statement.coders.iter();
    coders.filter_map(|(coder, (status, fixed))| Some((coder.clone(), value(*status, fixed)?))).collect()
}

/// The stances that coders gave in a statement: a unit for each holder and proposition.
fn stances(statement: &Coded) -> Vec<Unit> {
    let standing = || statement.coders.iter().filter(|(_, (status, _))| *status != Status::Rejected);
    let mut units: BTreeMap<(&str, &str), Unit> = BTreeMap::new();
    for (_, (_, fixed)) in standing() {
        for position in fixed.positions.iter().filter(|position| position.stance.is_some()) {
            units.entry((position.holder.as_str(), position.proposition.as_str())).or_default();
        }
    }
    for ((holder, proposition), unit) in &mut units {
        for (coder, (_, fixed)) in standing() {
            let given = fixed.positions.iter().find(|p| p.holder == *holder && p.proposition == *proposition);
            let stance = match given {
                Some(position) => match position.stance {
                    Some(Stance::Support) => "support",
                    Some(Stance::Oppose) => "oppose",
                    Some(Stance::Conditional) => "conditional",
                    None => "none",
                },
                None if fixed.all_positions => "none",
                None => continue,
            };
            unit.push((coder.clone(), stance.to_owned()));
        }
    }
    units.into_values().collect()
}

/// What a value of alpha says. The borders are Krippendorff's own advice: 0.8 to rely on, 0.667 for tentative
/// conclusions.
fn meaning(alpha: Option<f64>, units: usize) -> &'static str {
    match alpha {
        None if units == 0 => "no statement has values of two coders",
        None => "all values are the same, so that agreement cannot be told from chance",
        Some(alpha) if alpha >= 0.8 => "agreement to rely on",
        Some(alpha) if alpha >= 0.667 => "agreement for tentative conclusions only",
        Some(alpha) if alpha > 0.0 => "too little agreement: discuss the labels, and code again",
        Some(_) => "no more agreement than by chance",
    }
}
