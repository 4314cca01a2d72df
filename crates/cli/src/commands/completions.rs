//! `standpoint completions`

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::arguments::Arguments;
use crate::failure::{Failure, Status};
use crate::ui::Ui;

/// Print completions for a shell
///
/// For bash: standpoint completions bash > ~/.local/share/bash-completion/completions/standpoint
#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// Which shell
    shell: Shell,
}

pub(crate) fn run(ui: &Ui, args: &CompletionsArgs) -> Result<Status, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Arguments::command(), "standpoint", &mut script);
    std::io::Write::write_all(&mut ui.out(), &script)?;
    Ok(Status::Done)
}
