//! `standpoint correct`, `confirm`, `reject` and `undo`

use std::io::Write;

use clap::{Args, ValueEnum};
use standpoint_app::Given;
use standpoint_app::ledger::{Anchor, Fixed, Ledger, Opinion, Rest, Shown, StatementRow, Verdict, View};
use standpoint_app::outside::StatementLine;
use standpoint_brief::terminal;
use standpoint_terms::ActorKind;

use super::coder::{Coder, Which};
use super::context::Context;
use super::listing::json_line;
use crate::failure::{Failure, Status};
use crate::ui::Ui;

/// Correct a statement: its speaker, party, issue, act, positions, or when it was said
///
/// What you give stands from now on, whatever is read later; the rest is left to readers. It is kept with your name.
/// Each value may be `none`.
#[derive(Debug, Args)]
pub(crate) struct CorrectArgs {
    #[command(flatten)]
    which: Which,
    /// Who speaks
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// What the speaker is [default: what is known of the name, or else a person]
    #[arg(long, value_name = "KIND")]
    speaker_kind: Option<KindArg>,
    /// The id of the speaker's party [with --speaker: what the codebook tells]
    #[arg(long, value_name = "ID")]
    party: Option<String>,
    /// The id of the issue
    #[arg(long, value_name = "ID")]
    issue: Option<String>,
    /// The act: demand, offer, accept, reject, deny, claim, ...
    #[arg(long, value_name = "ACT")]
    act: Option<String>,
    /// A position, as HOLDER:PROPOSITION:STANCE; again for each. The stance `none` takes one away, `none` alone all
    #[arg(long, value_name = "POSITION")]
    position: Vec<String>,
    /// When it was said: a day, or FROM..TO
    #[arg(long, value_name = "DAY")]
    said_on: Option<String>,
    /// The values that you do not give are right as they stand
    #[arg(long)]
    rest_is_right: bool,
    #[command(flatten)]
    coder: Coder,
    /// One JSON object: the statement as it is now
    #[arg(long)]
    json: bool,
}

/// Say that a statement is right as it stands
///
/// All its values stand from now on, whatever is read later.
#[derive(Debug, Args)]
pub(crate) struct ConfirmArgs {
    #[command(flatten)]
    simple: Simple,
}

/// Say that something is no statement: nobody says this here
///
/// It leaves all counts, positions and findings; `standpoint statements --status rejected` lists it.
#[derive(Debug, Args)]
pub(crate) struct RejectArgs {
    #[command(flatten)]
    simple: Simple,
}

/// Take back the last thing that you said about a statement
///
/// Nothing is erased: that you took it back is kept as well.
#[derive(Debug, Args)]
pub(crate) struct UndoArgs {
    #[command(flatten)]
    simple: Simple,
}

#[derive(Debug, Args)]
struct Simple {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    coder: Coder,
    /// One JSON object: the statement as it is now
    #[arg(long)]
    json: bool,
}

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum KindArg {
    /// A named person.
    Person,
    /// A named body.
    Body,
    /// People without a name.
    Unnamed,
}

impl From<KindArg> for ActorKind {
    fn from(kind: KindArg) -> ActorKind {
        match kind {
            KindArg::Person => ActorKind::Person,
            KindArg::Body => ActorKind::Body,
            KindArg::Unnamed => ActorKind::Unnamed,
        }
    }
}

pub(crate) fn run(ui: &Ui, context: &Context, args: &CorrectArgs) -> Result<Status, Failure> {
    let mut ledger = context.open_existing()?;
    let row = args.which.find(&ledger)?;
    let given = Given {
        speaker: args.speaker.clone(),
        speaker_kind: args.speaker_kind.map(ActorKind::from),
        party: args.party.clone(),
        issue: args.issue.clone(),
        act: args.act.clone(),
        positions: args.position.clone(),
        said_on: args.said_on.clone(),
    };
    let anchor = Anchor::from(&row);
    let shown = ledger.shown(&anchor, &args.coder.coder, View::Shared)?.ok_or_else(|| gone(&row))?;
    let fixed = fixed(&ledger, &given, &shown)?;
    let rest = if args.rest_is_right { Rest::Right } else { Rest::Open };
    say(context, &mut ledger, &anchor, Verdict::Correct, &args.coder, fixed, rest)?;
    show(ui, &ledger, &row, Verdict::Correct, args.json)
}

pub(crate) fn confirm(ui: &Ui, context: &Context, args: &ConfirmArgs) -> Result<Status, Failure> {
    simple(ui, context, &args.simple, Verdict::Confirm)
}

pub(crate) fn reject(ui: &Ui, context: &Context, args: &RejectArgs) -> Result<Status, Failure> {
    simple(ui, context, &args.simple, Verdict::Reject)
}

pub(crate) fn undo(ui: &Ui, context: &Context, args: &UndoArgs) -> Result<Status, Failure> {
    simple(ui, context, &args.simple, Verdict::Undo)
}

fn simple(ui: &Ui, context: &Context, args: &Simple, verdict: Verdict) -> Result<Status, Failure> {
    let mut ledger = context.open_existing()?;
    let row = args.which.find(&ledger)?;
    say(context, &mut ledger, &Anchor::from(&row), verdict, &args.coder, Fixed::default(), Rest::Open)?;
    show(ui, &ledger, &row, verdict, args.json)
}

/// The values that were given, checked against the codebook in force.
pub(super) fn fixed(ledger: &Ledger, given: &Given, shown: &Shown) -> Result<Fixed, Failure> {
    let fixed = given.fixed(ledger.codebook()?.as_ref(), shown)?;
    if fixed.is_empty() {
        return Err(Failure::new("no value is given that would be corrected")
            .hint("give --speaker, --party, --issue, --act, --position or --said-on; `confirm` says that all is right"));
    }
    Ok(fixed)
}

fn say(
    context: &Context,
    ledger: &mut Ledger,
    anchor: &Anchor,
    verdict: Verdict,
    coder: &Coder,
    fixed: Fixed,
    rest: Rest,
) -> Result<(), Failure> {
    let opinion = Opinion {
        coder: coder.coder.clone(),
        why: coder.why.clone(),
        at: context.now(),
        verdict,
        fixed,
        rest,
        view: View::Shared,
    };
    ledger.review(anchor, &opinion)?;
    Ok(())
}

/// Shows the statement as it is now; one that only a person's word kept may be gone.
fn show(
    ui: &Ui,
    ledger: &Ledger,
    before: &StatementRow,
    verdict: Verdict,
    json: bool,
) -> Result<Status, Failure> {
    let done = match verdict {
        Verdict::Confirm => "confirmed",
        Verdict::Reject => "rejected",
        Verdict::Correct => "corrected",
        Verdict::Undo => "taken back",
    };
    if let Ok(row) = ledger.statement(&before.id()) {
        let mut out = ui.out();
        if json {
            json_line(&mut out, &StatementLine::from(row))?;
        } else {
            let rows = [standpoint_app::table::statement(row)];
            out.write_all(terminal::statements(&rows, ui.terminal()).as_bytes())?;
        }
        out.flush()?;
    }
    ui.status(done);
    Ok(Status::Done)
}

fn gone(row: &StatementRow) -> Failure {
    Failure::new(format!("the statement {} is no longer there", row.id()))
}
