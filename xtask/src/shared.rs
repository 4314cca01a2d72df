//! Where the corpora and scorers are: `../shared`, beside the repository.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the repository").to_owned()
}

/// A file or folder of `../shared`.
///
/// # Errors
/// It is not there; the message says what to do.
pub(crate) fn shared(path: &str) -> Result<PathBuf, String> {
    let found = root().join("../shared").join(path);
    if found.exists() {
        return Ok(found);
    }
    Err(format!("../shared/{path} is not there: put the corpora beside the repository, see CONTRIBUTING.md"))
}

/// Runs one of the scorers and gives its output.
///
/// # Errors
/// Python is missing, or the scorer failed.
pub(crate) fn scorer(script: &str, arguments: &[&Path]) -> Result<String, String> {
    let script = shared(script)?;
    let output = Command::new("python3")
        .arg(&script)
        .args(arguments)
        .output()
        .map_err(|error| format!("cannot run python3: {error}"))?;
    if !output.status.success() {
        return Err(format!("{} failed: {}", script.display(), String::from_utf8_lossy(&output.stderr)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
