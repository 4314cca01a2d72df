//! The published sample of Discourse Network Analyzer, taken in, has its published figures.

#![expect(clippy::disallowed_macros, reason = "tests say what they skip")]

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Runs a command on the ledger in `folder` and gives its lines of JSON.
fn lines(folder: &Path, args: &[&str]) -> Vec<Value> {
    let output = Command::new(env!("CARGO_BIN_EXE_standpoint"))
        .args(args)
        .current_dir(folder)
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// The sum over the matrix, in which each pair stands twice.
fn sum(ties: &[Value], key: &str) -> f64 {
    ties.iter().map(|tie| 2.0 * tie[key].as_f64().expect("a number")).sum()
}

#[test]
fn its_figures_come_out() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/dna/sample.dna");
    if !sample.exists() {
        println!("skipped: ../shared/data/dna is not there");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let sample = sample.canonicalize().expect("a path");
    lines(folder.path(), &["import", &sample.to_string_lossy()]);
    let cells = lines(folder.path(), &["positions", "--json"]);
    let of =
        |key: &str| cells.iter().map(|cell| cell[key].to_string()).collect::<std::collections::BTreeSet<_>>();
    assert_eq!((of("holder").len(), of("proposition").len(), cells.len()), (7, 6, 22));
    let evidence: usize = cells.iter().map(|cell| cell["evidence"].as_array().expect("a list").len()).sum();
    assert_eq!(evidence, 40);
    let findings = lines(folder.path(), &["findings", "--json", "--kind", "contradiction"]);
    let [contradiction] = findings.as_slice() else { panic!("its one self-contradiction: {findings:?}") };
    assert_eq!(contradiction["holder"], "energy-and-environmental-analysis-inc");
    let ties = lines(folder.path(), &["network", "--json", "--normalisation", "none"]);
    assert_eq!(
        (sum(&ties, "congruence"), sum(&ties, "conflict"), sum(&ties, "subtract")),
        (160.0, 116.0, 44.0)
    );
    assert_eq!(sum(&ties, "congruence") + sum(&ties, "conflict"), 276.0);
    let average = lines(folder.path(), &["network", "--json", "--normalisation", "average"]);
    assert_eq!((sum(&average, "congruence") * 10.0).round() / 10.0, 25.8);
}
