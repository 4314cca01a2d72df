//! Printing, and keeping tables in docs/scores.
#![expect(clippy::disallowed_macros, reason = "a chore prints; it is no part of the library")]

use crate::shared::root;

/// Prints a table and writes it to `docs/scores/NAME.md` under a heading and a line on how it was made.
///
/// # Errors
/// The file cannot be written.
pub(crate) fn keep(name: &str, heading: &str, command: &str, body: &str) -> Result<(), String> {
    show(heading, body);
    let folder = root().join("docs/scores");
    let path = folder.join(name).with_extension("md");
    let text = format!("# {heading}\n\nMade by `{command}`.\n\n{}\n", body.trim_end());
    std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::write(&path, text))
        .map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// Prints a table.
pub(crate) fn show(heading: &str, body: &str) {
    println!("# {heading}\n\n{body}");
}

/// Says what went wrong.
pub(crate) fn complain(message: &str) {
    eprintln!("error: {message}");
}
