//! Origins on the seeds, the example coverage and news that shares none.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use standpoint_app::ReaderChoice;
use standpoint_app::coverage::{ONE_ORIGIN, kinships};
use standpoint_terms::Kinship;

use crate::coverage::Collection;
use crate::report;
use crate::shared::{root, shared};

/// Documents, and which of them share an origin.
struct Set {
    name: &'static str,
    texts: PathBuf,
    codebook: Option<PathBuf>,
    reader: ReaderChoice,
    /// Pairs of beginnings of names.
    gold: Vec<[String; 2]>,
    /// Pairs that tell of one event and stay two origins.
    apart: Vec<[String; 2]>,
}

pub(crate) fn run() -> Result<(), String> {
    let example = root().join("examples/sarne");
    let gold = example_gold()?;
    let sets = [
        Set {
            name: "seed articles",
            texts: shared("seeds")?,
            codebook: Some(root().join("codebooks/ukraine-2025.toml")),
            reader: ReaderChoice::Full,
            gold: vec![["003".to_owned(), "004".to_owned()]],
            apart: vec![["000".to_owned(), "001".to_owned()]],
        },
        Set {
            name: "example coverage",
            codebook: Some(example.join("codebook.toml")),
            texts: example,
            reader: ReaderChoice::Full,
            gold: gold.0,
            apart: gold.1,
        },
        Set {
            name: "PolNeAR dev, none of one origin",
            texts: shared("data/polnear/dev/text")?,
            codebook: None,
            reader: ReaderChoice::Rules,
            gold: Vec::new(),
            apart: Vec::new(),
        },
    ];
    let mut table = String::from(
        "| documents | pairs of one origin | found | wrongly joined | highest score of another pair |\n| --- | --- | --- | --- | --- |\n",
    );
    let mut ties = String::new();
    for set in &sets {
        measure(set, &mut table, &mut ties)?;
    }
    let body = format!(
        "Two documents are one origin from a score of {ONE_ORIGIN:.2} on. In the example, copies of copies count as \
         pairs too.\n\n{table}\nWhat ties the pairs of one origin together, with its weight:\n\n{ties}"
    );
    report::keep("origins", "Documents of one origin", "cargo xtask score origins", &body)
}

fn measure(set: &Set, table: &mut String, ties: &mut String) -> Result<(), String> {
    let collection = Collection::read(&[&set.texts], set.codebook.as_deref(), &set.reader)?;
    let told = collection.told();
    let names: BTreeMap<_, &str> =
        told.iter().map(|told| (&told.document.id, told.document.name.as_str())).collect();
    let is = |kinship: &Kinship, pair: &[String; 2]| {
        let [one, other] = [names[&kinship.one], names[&kinship.other]];
        let fits = |a: &str, b: &str| a.starts_with(&pair[0]) && b.starts_with(&pair[1]);
        fits(one, other) || fits(other, one)
    };
    let mut all = kinships(&told);
    all.sort_by(|a, b| b.score.total_cmp(&a.score));
    let (gold, others): (Vec<&Kinship>, Vec<&Kinship>) =
        all.iter().partition(|kinship| set.gold.iter().any(|pair| is(kinship, pair)));
    let found = gold.iter().filter(|kinship| kinship.score >= ONE_ORIGIN).count();
    let wrong = others.iter().filter(|kinship| kinship.score >= ONE_ORIGIN).count();
    let highest = others.first().map_or(0.0, |kinship| kinship.score);
    let _ = writeln!(
        table,
        "| {} ({}) | {} | {found} | {wrong} | {highest:.2} |",
        set.name,
        told.len(),
        set.gold.len()
    );
    for kinship in gold {
        let _ = writeln!(
            ties,
            "- {} and {}: {} {:.2}",
            names[&kinship.one],
            names[&kinship.other],
            kinship.relation.name(),
            kinship.score
        );
        for tie in &kinship.ties {
            let words = tie.words.split(':').next().unwrap_or_default();
            let _ = writeln!(ties, "  - {} {:.2}: {words}", tie.kind, tie.weight);
        }
    }
    for pair in &set.apart {
        let score = all.iter().find(|kinship| is(kinship, pair)).map_or(0.0, |kinship| kinship.score);
        let _ = writeln!(ties, "- {} and {}, one event told twice: {score:.2}", pair[0], pair[1]);
    }
    Ok(())
}

type Pairs = Vec<[String; 2]>;

/// Pairs of one origin, and pairs on one event of two, as the example's gold has them.
fn example_gold() -> Result<(Pairs, Pairs), String> {
    let path = root().join("examples/gold/sarne/findings.toml");
    let text =
        std::fs::read_to_string(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let gold: toml::Table = text.parse().map_err(|error| format!("{}: {error}", path.display()))?;
    let (mut same, mut apart) = (Vec::new(), Vec::new());
    for finding in gold.get("finding").and_then(toml::Value::as_array).into_iter().flatten() {
        let documents: Vec<String> = finding
            .get("docs")
            .and_then(toml::Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|name| name.as_str().map(str::to_owned))
            .collect();
        let list = match finding.get("kind").and_then(toml::Value::as_str) {
            Some("same-origin") => &mut same,
            Some("same-story-different-origin") => &mut apart,
            _ => continue,
        };
        for (at, one) in documents.iter().enumerate() {
            list.extend(documents[at + 1..].iter().map(|other| [one.clone(), other.clone()]));
        }
    }
    Ok((same, apart))
}
