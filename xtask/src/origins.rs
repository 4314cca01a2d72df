//! Origins on the seeds, the example coverage and news that shares none.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use standpoint_app::ReaderChoice;
use standpoint_app::coverage::kinships;

use crate::coverage::Collection;
use crate::report;
use crate::shared::{root, shared};

pub(crate) fn run() -> Result<(), String> {
    let mut body = String::new();
    let example = root().join("examples/sarne");
    let sets: [(&str, std::path::PathBuf, Option<std::path::PathBuf>, ReaderChoice); 3] = [
        ("seeds", shared("seeds")?, Some(root().join("codebooks/ukraine-2025.toml")), ReaderChoice::Full),
        ("sarne", example.clone(), Some(example.join("codebook.toml")), ReaderChoice::Full),
        ("polnear", shared("data/polnear/train/text")?, None, ReaderChoice::Rules),
    ];
    for (name, path, codebook, reader) in sets {
        let collection = Collection::read(&[Path::new(&path)], codebook.as_deref(), &reader)?;
        let told = collection.told();
        let names: BTreeMap<_, _> =
            told.iter().map(|told| (&told.document.id, &told.document.name)).collect();
        let mut all = kinships(&told);
        all.sort_by(|a, b| b.score.total_cmp(&a.score));
        let _ = writeln!(body, "## {name}\n");
        for kinship in all.iter().take(if name == "seeds" { 10 } else { 25 }) {
            let _ = writeln!(
                body,
                "{:.2} {} {} {}",
                kinship.score,
                kinship.relation.name(),
                names[&kinship.one],
                names[&kinship.other]
            );
            for tie in &kinship.ties {
                let _ = writeln!(body, "    {:.2} {}: {}", tie.weight, tie.kind, tie.words);
            }
        }
    }
    report::keep("origins", "Origins", "cargo xtask score origins", &body)
}
