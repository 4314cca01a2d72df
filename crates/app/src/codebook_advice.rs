//! Checking a codebook: what is wrong, and what will hardly do what its writer means.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use standpoint_terms::Codebook;

use crate::AppError;
use crate::codebook_file::{CodebookFile, load_codebook};

/// Something in a codebook that is no mistake, but hardly what its writer means.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Advice {
    /// Counted from 1.
    pub line: Option<usize>,
    /// What it is, and what to do.
    pub message: String,
}

/// Reads a codebook, and gives it with what is to be said of it.
///
/// # Errors
/// As [`load_codebook`].
pub fn check_codebook(path: &Path) -> Result<(CodebookFile, Vec<Advice>), AppError> {
    let file = load_codebook(path)?;
    let advice = advice(&file.codebook, &file.source);
    Ok((file, advice))
}

/// What is to be said of a codebook, by line.
pub fn advice(codebook: &Codebook, source: &str) -> Vec<Advice> {
    let mut found = Vec::new();
    let mut say = |word: &str, nth: usize, message: String| {
        found.push(Advice { line: line_of(source, word, nth), message });
    };
    for issue in &codebook.issues {
        if issue.hints.is_empty() {
            say(&issue.id, 0, format!("the issue {:?} has no hints: no statement will be on it", issue.id));
        }
    }
    for proposition in &codebook.propositions {
        if proposition.in_favour.is_empty() && proposition.against.is_empty() {
            let id = &proposition.id;
            say(
                id,
                0,
                format!(
                    "the proposition {id:?} has no paraphrases (`for`, `against`): it will seldom be found"
                ),
            );
        }
    }
    let mut names: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let mut members: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for party in &codebook.parties {
        let own = party.aliases.iter().chain(&party.metonyms).chain([&party.name]);
        for name in own.chain(party.members.iter().flat_map(|m| m.aliases.iter().chain([&m.name]))) {
            names.entry(name.to_lowercase()).or_default().insert(&party.id);
        }
        for member in &party.members {
            members.entry(&member.name).or_default().push(&party.id);
        }
    }
    for (name, parties) in &members {
        if parties.len() > 1 {
            let where_ = if parties.iter().all(|p| p == &parties[0]) {
                format!("twice in the party {:?}", parties[0])
            } else {
                format!("in the parties {}", parties.join(" and "))
            };
            say(name, 1, format!("the member {name:?} is listed {where_}: keep one"));
        }
    }
    for (name, parties) in &names {
        let member = members.keys().any(|member| member.to_lowercase() == *name);
        if parties.len() > 1 && !member {
            let parties: Vec<&str> = parties.iter().copied().collect();
            let message = format!("{name:?} stands for the parties {}: keep one", parties.join(" and "));
            say(name, 1, message);
        }
    }
    found.sort_by(|a, b| (a.line, &a.message).cmp(&(b.line, &b.message)));
    found
}

/// The line of the nth time that a quoted word stands in the source, in any case.
fn line_of(source: &str, word: &str, nth: usize) -> Option<usize> {
    let word = word.to_lowercase();
    let quoted = [format!("\"{word}\""), format!("'{word}'")];
    let mut lines = source.lines().enumerate().filter(|(_, line)| {
        let line = line.to_lowercase();
        quoted.iter().any(|quoted| line.contains(quoted))
    });
    let all: Vec<usize> = lines.by_ref().map(|(number, _)| number + 1).collect();
    all.get(nth).or(all.last()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse_codebook;

    fn check(rest: &str, expected: &[(usize, &str)]) {
        let source = format!("[codebook]\nid = \"ferry\"\ntitle = \"Ferry\"\n{rest}");
        let codebook = parse_codebook(&source).expect("a codebook");
        let found = advice(&codebook, &source);
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (found, (line, words)) in found.iter().zip(expected) {
            assert_eq!(found.line, Some(*line), "{}", found.message);
            assert!(found.message.contains(words), "{}", found.message);
        }
    }

    #[test]
    fn what_will_hardly_do_is_told_with_its_line() {
        check("[[issue]]\nid = \"tolls\"\nname = \"Tolls\"\n", &[(5, "no hints")]);
        let issue = "[[issue]]\nid = \"tolls\"\nname = \"Tolls\"\nhints = [\"toll\"]\n";
        let proposition = "[[proposition]]\nid = \"end\"\nissue = \"tolls\"\nsentence = \"Tolls end\"\n";
        check(&format!("{issue}{proposition}"), &[(9, "no paraphrases")]);
        let party = |id: &str, rest: &str| format!("[[party]]\nid = \"{id}\"\nname = \"{id}\"\n{rest}\n");
        let two = party("a", "aliases = [\"Shared\"]") + &party("b", "metonyms = [\"shared\"]");
        check(&two, &[(11, "stands for the parties a and b")]);
        let bell = "members = [\n{ name = \"Ann Bell\" },\n{ name = \"Ann Bell\" },\n]";
        check(&party("a", bell), &[(9, "twice in the party \"a\"")]);
        check(issue, &[]);
    }
}
