//! The command line as a type: its doc comments are the help.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::commands::{
    actors, add, agreement, brief, check_ledger, codebook, completions, correct, corrections, deals,
    documents, export, import, network, positions, quotes, read, reread, review, search, statements, stories,
};

/// Reads the coverage of a negotiation and keeps the record: who said what, in whose words.
///
/// Every line that it shows leads back to verbatim words at a place in a document. It works offline; the
/// record is one SQLite file, the ledger.
#[derive(Debug, Parser)]
#[command(
    name = "standpoint",
    version,
    max_term_width = 100,
    after_help = "Start with:\n  standpoint brief FOLDER        add what is in FOLDER, print a brief, write brief.html\n  \
                  standpoint statements --help   what can be asked of the record"
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command understands.
#[derive(Debug, Args)]
pub(crate) struct Global {
    /// The ledger file [default: standpoint.db, or what standpoint.toml says]
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) ledger: Option<PathBuf>,
    /// The settings file [default: standpoint.toml, where there is one]
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) settings: Option<PathBuf>,
    /// Use so many threads; the output is the same with any number [default: all cores]
    #[arg(long, global = true, value_name = "N")]
    pub(crate) jobs: Option<usize>,
    /// When to colour the output (`NO_COLOR` is honoured)
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
    /// Say only what is asked for and what went wrong
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

/// When to colour the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal that can.
    Auto,
    /// Even into a file.
    Always,
    /// Never.
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Brief(brief::BriefArgs),
    Add(add::AddArgs),
    Read(read::ReadArgs),
    Statements(statements::StatementsArgs),
    Positions(positions::PositionsArgs),
    Actors(actors::ActorsArgs),
    Documents(documents::DocumentsArgs),
    Deals(deals::DealsArgs),
    Search(search::SearchArgs),
    Stories(stories::StoriesArgs),
    Quotes(quotes::QuotesArgs),
    Network(network::NetworkArgs),
    Import(import::ImportArgs),
    Reread(reread::RereadArgs),
    Review(review::ReviewArgs),
    Confirm(correct::ConfirmArgs),
    Correct(correct::CorrectArgs),
    Reject(correct::RejectArgs),
    Undo(correct::UndoArgs),
    Corrections(corrections::CorrectionsArgs),
    Agreement(agreement::AgreementArgs),
    Export(export::ExportArgs),
    Codebook(codebook::CodebookArgs),
    CheckLedger(check_ledger::CheckLedgerArgs),
    Completions(completions::CompletionsArgs),
}
