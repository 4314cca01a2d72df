//! Reading a codebook from its TOML file, with errors that name the line.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use standpoint_terms::Codebook;

use crate::AppError;

/// The name under which a codebook is looked for in a folder of coverage.
const FILE_NAME: &str = "codebook.toml";

/// A codebook with the text it was made of.
#[derive(Clone, Debug)]
pub struct CodebookFile {
    /// Its labels.
    pub codebook: Codebook,
    /// The TOML as written, comments included.
    pub source: String,
    /// Where it stands.
    pub path: PathBuf,
}

/// The file `codebook.toml` in the first of the named folders that has one.
pub fn find_codebook(places: &[standpoint_intake::Place]) -> Option<PathBuf> {
    places.iter().find_map(|place| match place {
        standpoint_intake::Place::Path(path) => {
            let file = path.join(FILE_NAME);
            file.is_file().then_some(file)
        }
        _ => None,
    })
}

/// Reads and checks a codebook.
///
/// # Errors
/// The file cannot be read, is not TOML, has a key that no codebook has, or names an issue, party or
/// proposition that it does not define. The message names file and line.
pub fn load_codebook(path: &Path) -> Result<CodebookFile, AppError> {
    let source =
        std::fs::read_to_string(path).map_err(|error| AppError::file("read the codebook", path, error))?;
    let codebook = parse_codebook(&source).map_err(|fault| {
        let place = fault.line.map_or(String::new(), |line| format!(":{line}"));
        AppError::user(format!("{}{place}: {}", path.display(), fault.message))
            .hint("docs/codebook.md shows each part of a codebook with an example")
    })?;
    Ok(CodebookFile { codebook, source, path: path.to_owned() })
}

/// The JSON schema of codebooks.
pub fn codebook_schema() -> serde_json::Value {
    schemars::schema_for!(Codebook).to_value()
}

/// What is wrong in a codebook, and on which line.
#[derive(Debug, PartialEq, Eq)]
pub struct CodebookFault {
    /// Counted from 1.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
}

/// Reads and checks a codebook's TOML.
///
/// # Errors
/// The first fault, with its line.
pub fn parse_codebook(source: &str) -> Result<Codebook, CodebookFault> {
    let codebook: Codebook = toml::from_str(source).map_err(|error| CodebookFault {
        line: error.span().map(|span| line_of(source, span.start)),
        message: error.message().to_owned(),
    })?;
    check(&codebook).map_err(|(message, word)| CodebookFault {
        line: source.find(&format!("{word:?}")).or_else(|| source.find(&word)).map(|at| line_of(source, at)),
        message,
    })?;
    Ok(codebook)
}

fn line_of(source: &str, at: usize) -> usize {
    source[..at.min(source.len())].matches('\n').count() + 1
}

/// The first fault: what is wrong and the word that is.
fn check(codebook: &Codebook) -> Result<(), (String, String)> {
    if codebook.codebook.told_from.is_some_and(|percent| !(1..=99).contains(&percent)) {
        return Err(("`told_from` is a share in percent, from 1 to 99".to_owned(), "told_from".to_owned()));
    }
    let parties = ids("party", codebook.parties.iter().map(|p| &p.id))?;
    let issues = ids("issue", codebook.issues.iter().map(|i| &i.id))?;
    let propositions = ids("proposition", codebook.propositions.iter().map(|p| &p.id))?;
    ids("baseline", codebook.baselines.iter().map(|b| &b.id))?;
    ids("proposal", codebook.proposals.iter().map(|p| &p.id))?;
    ids("forecast", codebook.forecasts.iter().map(|f| &f.id))?;
    for proposition in &codebook.propositions {
        known("issue", &issues, &proposition.issue)?;
    }
    for position in codebook.baselines.iter().flat_map(|b| &b.positions) {
        known("party", &parties, &position.holder)?;
        known("proposition", &propositions, &position.proposition)?;
    }
    for proposal in &codebook.proposals {
        if let Some(by) = &proposal.by {
            known("party", &parties, by)?;
        }
        for term in &proposal.terms {
            known("proposition", &propositions, &term.proposition)?;
        }
    }
    Ok(())
}

fn ids<'c>(what: &str, all: impl Iterator<Item = &'c String>) -> Result<BTreeSet<&'c str>, (String, String)> {
    let mut seen = BTreeSet::new();
    for id in all {
        if id.is_empty() {
            return Err((format!("a {what} has an empty id; give it a short name"), id.clone()));
        }
        if !seen.insert(id.as_str()) {
            return Err((format!("the {what} {id:?} is there twice; rename one"), id.clone()));
        }
    }
    Ok(seen)
}

fn known(what: &str, ids: &BTreeSet<&str>, id: &str) -> Result<(), (String, String)> {
    if ids.contains(id) {
        return Ok(());
    }
    let names = ids.iter().copied().collect::<Vec<_>>().join(", ");
    let message = format!("there is no {what} {id:?}; define it, or name one of: {names}");
    Err((message, id.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, line: usize, words: &str) {
        let fault = parse_codebook(source).expect_err("a fault was expected");
        assert!(fault.message.contains(words), "{}", fault.message);
        assert_eq!(fault.line, Some(line), "{}", fault.message);
    }

    const HEAD: &str = "[codebook]\nid = \"ferry\"\ntitle = \"Ferry\"\n";

    #[test]
    fn faults_name_their_line() {
        check("[codebook]\nid = \"ferry\"\ntitle = 3\n", 3, "invalid type");
        check(&format!("{HEAD}colour = \"red\"\n"), 4, "unknown field");
        check(&format!("{HEAD}told_from = 100\n"), 4, "from 1 to 99");
        let twice = "[[party]]\nid = \"a\"\nname = \"A\"\n[[party]]\nid = \"a\"\nname = \"B\"\n";
        check(&format!("{HEAD}{twice}"), 5, "there twice");
        let lost = "[[proposition]]\nid = \"p\"\nissue = \"tolls\"\nsentence = \"Tolls end\"\n";
        check(&format!("{HEAD}{lost}"), 6, "no issue \"tolls\"");
    }

    #[test]
    fn a_codebook_with_a_head_alone_is_one() {
        assert_eq!(parse_codebook(HEAD).map(|c| c.codebook.id).as_deref(), Ok("ferry"));
    }
}
