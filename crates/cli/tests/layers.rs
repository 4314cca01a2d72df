//! The crates depend on one another only as ARCHITECTURE.md says.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Which of our crates each crate may build on.
const ALLOWED: &[(&str, &[&str])] = &[
    ("terms", &[]),
    ("intake", &["terms"]),
    ("inference", &["terms"]),
    ("reading", &["terms", "inference"]),
    ("ledger", &["terms"]),
    ("findings", &["terms"]),
    ("stories", &["terms"]),
    ("deals", &["terms"]),
    ("brief", &["terms"]),
    ("network", &["terms"]),
    ("testing", &["terms"]),
    (
        "app",
        &[
            "terms",
            "intake",
            "inference",
            "reading",
            "ledger",
            "findings",
            "stories",
            "network",
            "deals",
            "brief",
        ],
    ),
    ("cli", &["app", "brief", "terms"]),
    ("bench", &["app", "terms", "intake", "reading", "ledger", "deals", "brief", "stories"]),
    ("xtask", &["app", "terms", "intake", "reading", "inference", "findings"]),
];

#[test]
fn the_layers_hold() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--no-deps", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo metadata runs");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON");
    let allowed: BTreeMap<&str, BTreeSet<&str>> =
        ALLOWED.iter().map(|(name, on)| (*name, on.iter().copied().collect())).collect();
    let ours = |name: &str| name.strip_prefix("standpoint-").unwrap_or(name).to_owned();
    let mut seen = 0;
    for package in metadata["packages"].as_array().expect("packages") {
        let name = ours(package["name"].as_str().expect("name"));
        let may =
            allowed.get(name.as_str()).unwrap_or_else(|| panic!("{name} is not in ARCHITECTURE.md's table"));
        seen += 1;
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            let on = dependency["name"].as_str().expect("name");
            if !on.starts_with("standpoint-") || dependency["kind"] == "dev" {
                continue;
            }
            assert!(may.contains(ours(on).as_str()), "{name} must not depend on {on}");
        }
    }
    assert!(seen >= 9, "only {seen} of our crates were found");
}
