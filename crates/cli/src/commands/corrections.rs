//! `standpoint corrections`

use std::io::Write;

use clap::Args;
use standpoint_app::{CorrectionLine, RulingLine};
use standpoint_brief::terminal::printable;

use super::context::Context;
use super::listing::json_line;
use crate::failure::{Failure, Status};
use crate::ui::Ui;

/// List what people said about statements and actors
///
/// In order of time, with who, when and why. What was taken back is listed as well.
#[derive(Debug, Args)]
pub(crate) struct CorrectionsArgs {
    /// Only of this coder
    #[arg(long, value_name = "NAME")]
    coder: Option<String>,
    /// One JSON object a line, for programs
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(ui: &Ui, context: &Context, args: &CorrectionsArgs) -> Result<Status, Failure> {
    let ledger = context.open_existing()?;
    let of = |coder: &str| args.coder.as_deref().is_none_or(|wanted| wanted == coder);
    let corrections: Vec<CorrectionLine> = ledger
        .corrections()?
        .into_iter()
        .filter(|correction| of(&correction.coder))
        .map(CorrectionLine::from)
        .collect();
    let rulings: Vec<RulingLine> = ledger
        .actor_rulings()?
        .into_iter()
        .filter(|ruling| of(&ruling.coder))
        .map(RulingLine::from)
        .collect();
    let mut out = ui.out();
    if args.json {
        corrections.iter().try_for_each(|line| json_line(&mut out, line))?;
        rulings.iter().try_for_each(|line| json_line(&mut out, line))?;
        out.flush()?;
        return Ok(Status::Done);
    }
    for line in &corrections {
        let back = if line.stands || line.undoes.is_some() { "" } else { " (taken back)" };
        let undoes = line.undoes.map_or(String::new(), |number| format!(" of {number}"));
        let head = format!(
            "{:>4}  {} {}{undoes} by {} on {}{back}",
            line.number,
            line.statement,
            line.verdict,
            line.coder,
            day(&line.at.to_string())
        );
        writeln!(out, "{}", printable(&head))?;
        writeln!(out, "      {}", printable(&one_line(&line.words)))?;
        for more in
            [line.values_in_words(), line.why.as_ref().map_or(String::new(), |why| format!("why: {why}"))]
        {
            if !more.is_empty() {
                writeln!(out, "      {}", printable(&one_line(&more)))?;
            }
        }
    }
    for line in &rulings {
        let what = match (&line.name, &line.into, &line.document) {
            (Some(name), Some(into), None) => format!("{name:?} is {into:?}"),
            (Some(name), into, Some(document)) => {
                let called = into.as_ref().map_or(String::new(), |into| format!(", called {into:?}"));
                format!("{name:?} in {document} is somebody else{called}")
            }
            _ => format!("ruling {} is taken back", line.undoes.unwrap_or_default()),
        };
        let back = if line.stands || line.undoes.is_some() { "" } else { " (taken back)" };
        let at = day(&line.at.to_string()).to_owned();
        writeln!(
            out,
            "{}",
            printable(&format!("actor ruling {}: {what}, by {} on {at}{back}", line.ruling, line.coder))
        )?;
    }
    out.flush()?;
    let (c, r) = (corrections.len(), rulings.len());
    ui.status(&format!(
        "{c} {}, {r} {}",
        if c == 1 { "correction" } else { "corrections" },
        if r == 1 { "ruling about actors" } else { "rulings about actors" }
    ));
    Ok(Status::Done)
}

fn day(at: &str) -> &str {
    at.get(..10).unwrap_or(at)
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
