//! `standpoint statements`

use std::io::Write;

use clap::{Args, ValueEnum};
use standpoint_app::ledger::{self, Order, StatementFilter};
use standpoint_app::outside::StatementLine;
use standpoint_brief::terminal;
use standpoint_terms::{Mode, Moment};

use super::context::Context;
use super::listing::{Listing, json_line};
use crate::failure::{Failure, Status};
use crate::ui::Ui;

/// List who said what, in whose words
///
/// Each row is one statement with its speaker, the verbatim words and where they stand. Filters narrow one
/// another: --party norland --issue tolls lists what Norland's people said on tolls.
#[derive(Debug, Args)]
pub(crate) struct StatementsArgs {
    /// Of speakers of this party (its id in the codebook)
    #[arg(long, value_name = "ID")]
    party: Option<String>,
    /// Of speakers with this in their name
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// On this issue (its id in the codebook)
    #[arg(long, value_name = "ID")]
    issue: Option<String>,
    /// In documents with this in their name
    #[arg(long, value_name = "NAME")]
    doc: Option<String>,
    /// Told in this way
    #[arg(long, value_name = "MODE")]
    mode: Option<ModeArg>,
    /// Of sources without a name ("a senior official")
    #[arg(long)]
    unnamed: bool,
    /// On which a person said this; rejected ones are listed only so
    #[arg(long, value_name = "STATUS")]
    status: Option<StatusArg>,
    #[command(flatten)]
    period: Period,
    #[command(flatten)]
    listing: Listing,
}

/// When it was published, and in which order to list.
#[derive(Debug, Args)]
pub(super) struct Period {
    /// Published on this day or later (YYYY-MM-DD)
    #[arg(long, value_name = "DAY")]
    pub(super) from: Option<Moment>,
    /// Published on this day or earlier
    #[arg(long, value_name = "DAY")]
    pub(super) to: Option<Moment>,
    /// The latest first
    #[arg(long)]
    newest: bool,
}

impl Period {
    pub(super) fn order(&self) -> Order {
        if self.newest { Order::Newest } else { Order::Oldest }
    }
}

/// How the words stand in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ModeArg {
    /// Whole sentences or clauses in quotation marks.
    Direct,
    /// A reported clause with a quoted piece.
    Mixed,
    /// No quotation.
    Indirect,
    /// An item of a list.
    List,
}

/// Whether a person has looked at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum StatusArg {
    /// Nobody has.
    Unreviewed,
    /// It is right.
    Confirmed,
    /// A person gave it other values.
    Corrected,
    /// It is no statement.
    Rejected,
}

impl From<StatusArg> for ledger::Status {
    fn from(status: StatusArg) -> ledger::Status {
        match status {
            StatusArg::Unreviewed => ledger::Status::Unreviewed,
            StatusArg::Confirmed => ledger::Status::Confirmed,
            StatusArg::Corrected => ledger::Status::Corrected,
            StatusArg::Rejected => ledger::Status::Rejected,
        }
    }
}

impl From<ModeArg> for Mode {
    fn from(mode: ModeArg) -> Mode {
        match mode {
            ModeArg::Direct => Mode::Direct,
            ModeArg::Mixed => Mode::Mixed,
            ModeArg::Indirect => Mode::Indirect,
            ModeArg::List => Mode::List,
        }
    }
}

pub(crate) fn run(ui: &Ui, context: &Context, args: &StatementsArgs) -> Result<Status, Failure> {
    let mut stored = context.open_existing()?;
    let filter = StatementFilter {
        party: args.party.clone(),
        speaker: args.speaker.clone(),
        issue: args.issue.clone(),
        document_name: args.doc.clone(),
        mode: args.mode.map(Mode::from),
        unnamed: args.unnamed,
        status: args.status.map(ledger::Status::from),
        published_from: args.period.from,
        published_to: args.period.to,
        order: args.period.order(),
        limit: args.listing.limit(),
        offset: args.listing.offset,
        ..StatementFilter::default()
    };
    let mut out = ui.out();
    if args.listing.json {
        standpoint_app::origins(&mut stored)?;
        stored.each_statement(&filter, |row| json_line(&mut out, &StatementLine::from(row)))?;
        out.flush()?;
        return Ok(Status::Done);
    }
    let page = stored.statements(&filter)?;
    let rows: Vec<_> = page.rows.into_iter().map(standpoint_app::table::statement).collect();
    out.write_all(terminal::statements(&rows, ui.terminal()).as_bytes())?;
    out.flush()?;
    args.listing.count(ui, rows.len(), page.total, ["statement", "statements"]);
    Ok(Status::Done)
}
