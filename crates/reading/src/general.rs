//! What is used where no codebook is given.

use std::collections::BTreeSet;

use standpoint_terms::{Codebook, CodebookHead, Issue, Party};

/// The id of [`general_codebook`].
pub const GENERAL_CODEBOOK: &str = "built-in-general";

/// The built-in codebook for negotiations in general: issues by `general_issues.txt`, and as parties all countries of
/// `places.txt` with a few bodies. It has no propositions, so nobody gets a position by it.
///
/// Only parties for which somebody speaks show in what is made of it; a dispute between others (firms, unions,
/// towns) needs a codebook of its own.
///
/// ```
/// let general = standpoint_reading::general_codebook();
/// assert_eq!(general.codebook.id, "built-in-general");
/// assert!(general.issues.iter().any(|issue| issue.id == "ceasefire"));
/// assert!(general.parties.iter().any(|party| party.id == "norway"));
/// ```
pub fn general_codebook() -> Codebook {
    let issues: Vec<Issue> =
        include_str!("../lexicon/general_issues.txt").lines().filter_map(issue).collect();
    let mut parties = bodies();
    let mut seen: BTreeSet<String> = parties.iter().map(|party| party.id.clone()).collect();
    for line in include_str!("../lexicon/places.txt").lines().filter(|line| !line.starts_with('#')) {
        parties.extend(country(line).filter(|party| seen.insert(party.id.clone())));
    }
    let other_issue = issues.last().map(|issue| issue.id.clone());
    Codebook {
        codebook: CodebookHead {
            id: GENERAL_CODEBOOK.to_owned(),
            title: "Built-in codebook: negotiations in general".to_owned(),
            description:
                "Used where no codebook is given: general issues, countries as parties, no propositions."
                    .to_owned(),
            other_issue,
            tried: false,
            told_from: None,
        },
        parties,
        issues,
        ..Codebook::default()
    }
}

fn issue(line: &str) -> Option<Issue> {
    if line.starts_with('#') {
        return None;
    }
    let mut fields = line.split('|').map(str::trim);
    let (id, name, description, hints) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
    Some(Issue {
        id: id.to_owned(),
        name: name.to_owned(),
        description: description.to_owned(),
        hints: strings(hints),
    })
}

/// A line of `places.txt`: name and other names, adjectives, metonyms.
fn country(line: &str) -> Option<Party> {
    let mut fields = line.split('|');
    let (names, adjectives, metonyms) = (fields.next()?, fields.next()?, fields.next()?);
    let mut names = strings(names).into_iter();
    let name = names.next()?;
    Some(Party {
        id: slug(&name),
        aliases: names.chain(strings(adjectives)).collect(),
        metonyms: strings(metonyms),
        name,
        ..Party::default()
    })
}

/// Bodies of countries that negotiate as such.
fn bodies() -> Vec<Party> {
    let body = |name: &str, aliases: &[&str]| Party {
        id: slug(name),
        name: name.to_owned(),
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        ..Party::default()
    };
    vec![
        body("European Union", &["EU", "European Commission", "European Council", "European Parliament"]),
        body("United Nations", &["UN", "U.N.", "Security Council", "General Assembly"]),
        body("NATO", &["Nato", "North Atlantic Treaty Organization"]),
        body("African Union", &["AU"]),
    ]
}

fn strings(field: &str) -> Vec<String> {
    field.split(';').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// A name as an id: small letters, digits and hyphens.
fn slug(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::lexicon;

    #[test]
    fn every_line_of_the_issues_counts() {
        let lines =
            include_str!("../lexicon/general_issues.txt").lines().filter(|line| !line.starts_with('#'));
        assert_eq!(general_codebook().issues.len(), lines.count());
        // Every place of the lexicon is known as some party.
        assert!(general_codebook().parties.len() > 150);
        assert!(lexicon().place("Oslo").is_some());
    }
}
