//! `standpoint import`

use std::path::PathBuf;

use clap::Args;
use standpoint_app::import_dna;
use standpoint_app::ledger::DnaVariables;

use super::context::Context;
use crate::failure::{Failure, Status};
use crate::ui::Ui;

/// Take hand-coded data into the ledger: a database of Discourse Network Analyzer (FILE.dna)
///
/// Documents, statements with their coders, and a codebook made of persons, organizations and concepts. What is coded
/// by hand is never read again by a reader. An import needs a ledger of its own: its codebook is the one in force.
#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// The database
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Its statement type [default: the first with a person or organization, a concept and a qualifier]
    #[arg(long, value_name = "NAME")]
    statement_type: Option<String>,
    /// Its variable of persons [default: person]
    #[arg(long, value_name = "NAME")]
    person: Option<String>,
    /// Its variable of organizations [default: organization]
    #[arg(long, value_name = "NAME")]
    organization: Option<String>,
    /// Its variable of concepts [default: concept]
    #[arg(long, value_name = "NAME")]
    concept: Option<String>,
    /// Its variable that says whether one agrees [default: agreement]
    #[arg(long, value_name = "NAME")]
    qualifier: Option<String>,
    /// Write the codebook that was made of it here, as TOML
    #[arg(long, value_name = "FILE")]
    codebook_out: Option<PathBuf>,
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: &ImportArgs) -> Result<Status, Failure> {
    let mut ledger = context.open_ledger()?;
    let variables = DnaVariables {
        statement_type: args.statement_type.clone(),
        person: args.person.clone(),
        organization: args.organization.clone(),
        concept: args.concept.clone(),
        qualifier: args.qualifier.clone(),
    };
    let imported = import_dna(&mut ledger, &args.file, &variables, context.now(), &standpoint_app::Silent)?;
    if let Some(path) = &args.codebook_out {
        std::fs::write(path, &imported.codebook)
            .map_err(|error| Failure::new(format!("cannot write {}: {error}", path.display())))?;
    }
    for remark in &imported.left_out {
        ui.status(&format!("left out: {remark}"));
    }
    ui.status(&format!("{} documents, {} coded statements", imported.documents, imported.statements));
    Ok(Status::Done)
}
