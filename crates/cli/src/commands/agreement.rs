//! `standpoint agreement`

use std::io::Write;

use clap::{Args, ValueEnum};
use standpoint_app::{Variable, agreement};

use super::context::Context;
use super::listing::json_line;
use crate::failure::{Failure, Status};
use crate::ui::Ui;

/// Tell how far the coders of this ledger agree (Krippendorff's alpha)
///
/// 1 is perfect agreement, 0 that of chance. A unit is a statement to which two coders or more gave a value; for
/// stances, a holder and a proposition in a statement. `review --blind` lets coders work apart from one another.
#[derive(Debug, Args)]
pub(crate) struct AgreementArgs {
    /// On this only [default: all]
    #[arg(long, value_name = "WHAT")]
    variable: Option<VariableArg>,
    /// One JSON object a line, for programs
    #[arg(long)]
    json: bool,
}

/// On what agreement is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum VariableArg {
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
    /// Where a holder stands on a proposition.
    Stance,
}

impl From<VariableArg> for Variable {
    fn from(variable: VariableArg) -> Variable {
        match variable {
            VariableArg::Statement => Variable::Statement,
            VariableArg::Speaker => Variable::Speaker,
            VariableArg::Party => Variable::Party,
            VariableArg::Issue => Variable::Issue,
            VariableArg::Act => Variable::Act,
            VariableArg::Stance => Variable::Stance,
        }
    }
}

pub(crate) fn run(ui: &Ui, context: &Context, args: &AgreementArgs) -> Result<Status, Failure> {
    let ledger = context.open_existing()?;
    let variables = args.variable.map_or(Variable::ALL.to_vec(), |variable| vec![variable.into()]);
    let lines = agreement(&ledger, &variables)?;
    let mut out = ui.out();
    for line in &lines {
        if args.json {
            json_line(&mut out, line)?;
            continue;
        }
        let alpha = line.alpha.map_or("  –  ".to_owned(), |alpha| format!("{alpha:>5.3}"));
        let units = if line.units == 1 { "unit" } else { "units" };
        writeln!(
            out,
            "{:<10} {:<8} alpha {alpha}  {} {units}, {} values: {}",
            line.variable, line.metric, line.units, line.values, line.meaning
        )?;
    }
    out.flush()?;
    Ok(Status::Done)
}
