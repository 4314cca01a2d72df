//! Chores and measurements of the project: `cargo xtask score …` measures accuracy against the corpora in
//! `../shared` and rewrites the tables in docs/scores.

mod ablation;
mod acts;
mod articles;
mod attributions;
mod chain_baseline;
mod chain_score;
mod coverage;
mod difference;
mod echoes;
mod edits;
mod examples;
mod extraction;
mod figures;
mod findings;
mod gold;
mod gum;
mod gum_document;
mod judging;
mod marks;
mod near_duplicates;
mod origins;
mod paragraphs;
mod reliability;
mod remembered;
mod report;
mod robustness;
mod shared;
mod stances;
mod statements;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

/// Chores and measurements of the project
#[derive(Parser)]
#[command(name = "xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Measure accuracy and rewrite the tables in docs/scores
    Score {
        /// What to measure
        what: Measure,
        /// For stances, articles and statements: a folder with another judge, as tools/judge exports it, or none; the table is
        /// then only printed
        #[arg(long, value_name = "FOLDER")]
        judge: Option<PathBuf>,
        /// For stances and articles: another folder of disputes than tools/judge/data/test; the table is then only printed
        #[arg(long, value_name = "FOLDER")]
        disputes: Option<PathBuf>,
        /// For articles: a codebook with the ids of the disputes, in place of their own, or a folder with one for each file of
        /// disputes, by its name; the table is then only printed
        #[arg(long, value_name = "PATH")]
        codebook: Option<PathBuf>,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Measure {
    /// Attributions on PolNeAR dev
    Attributions,
    /// Article text from web pages
    Extraction,
    /// Attributions on the example coverage
    Examples,
    /// Attributions and speakers in the twenty paragraphs
    Paragraphs,
    /// Acts on the sentences of PLOVER
    Acts,
    /// Statements on the seed articles and the example coverage
    Statements,
    /// Positions and acts in disputes of which speaker, party and words are given
    Stances,
    /// Statements and positions in whole articles on disjoint disputes
    Articles,
    /// Findings on the example coverage
    Findings,
    /// Echoes and altered quotations, made from PolNeAR dev
    Echoes,
    /// Origins on the seeds, the example coverage and unrelated news
    Origins,
    /// Mentions and coreference on GUM dev
    Gum,
    /// Near duplicates in a public set, and made from PolNeAR dev
    NearDuplicates,
    /// Attributions on changed texts: one line, capitals, other quotation marks, long documents
    Robustness,
    /// How far scores can be trusted
    Reliability,
    /// What each rule beside the model adds
    Ablation,
    /// All of these
    All,
}

/// What measures: it prints and keeps its tables.
type Run<'a> = &'a dyn Fn() -> Result<(), String>;

fn main() -> ExitCode {
    let Task::Score { what, judge, disputes, codebook } = Arguments::parse().task;
    let other = articles::Other {
        judge: judge.as_deref(),
        disputes: disputes.as_deref(),
        codebook: codebook.as_deref(),
    };
    let measures: [(Measure, Run<'_>); 16] = [
        (Measure::Attributions, &attributions::run),
        (Measure::Extraction, &extract),
        (Measure::Examples, &examples::run),
        (Measure::Paragraphs, &paragraphs::run),
        (Measure::Acts, &acts::run),
        (Measure::Statements, &|| statements::run(judge.as_deref())),
        (Measure::Stances, &|| stances::run(judge.as_deref(), disputes.as_deref())),
        (Measure::Articles, &|| articles::run(&other)),
        (Measure::Findings, &findings::run),
        (Measure::Echoes, &echoes::run),
        (Measure::Origins, &origins::run),
        (Measure::Gum, &gum::run),
        (Measure::NearDuplicates, &near_duplicates::run),
        (Measure::Robustness, &robustness::run),
        (Measure::Reliability, &reliability::run),
        (Measure::Ablation, &ablation::run),
    ];
    let mut status = ExitCode::SUCCESS;
    for (measure, run) in measures {
        if what != Measure::All && what != measure {
            continue;
        }
        if let Err(message) = run() {
            report::complain(&message);
            status = ExitCode::from(2);
        }
    }
    status
}

fn extract() -> Result<(), String> {
    let table = extraction::run(&shared::shared("")?)?;
    report::keep("extraction", "Article text from web pages", "cargo xtask score extraction", &table)
}
