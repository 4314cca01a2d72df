//! A dispute of another domain: its codebook is all that changes.

#[expect(dead_code, reason = "each test file uses a part of it")]
mod support;

use serde_json::Value;
use support::{Desk, lines, repository};

/// The coverage of a wage dispute, read with its codebook.
fn read() -> Desk {
    let desk = Desk::new();
    let folder = repository().join("examples/harwen-trams");
    let said = desk.run(&["brief", folder.to_str().expect("a UTF-8 path"), "--reader", "full"]);
    assert_eq!(said.status, 0, "{}", said.err);
    desk
}

fn rows(desk: &Desk, arguments: &[&str]) -> Vec<Value> {
    let said = desk.run(arguments);
    assert_eq!(said.status, 0, "{arguments:?}: {}", said.err);
    lines(&said.out)
}

#[test]
fn who_stands_where_in_a_wage_dispute() {
    let desk = read();
    let cells = rows(&desk, &["positions", "--json"]);
    let stands = |holder: &str, proposition: &str, stance: &str| {
        cells.iter().any(|cell| {
            cell["holder"] == holder && cell["proposition"] == proposition && cell["stance"] == stance
        })
    };
    assert!(stands("union", "nine-percent", "support"), "{cells:?}");
    assert!(stands("union", "split-shifts-end", "support"), "{cells:?}");
    assert!(stands("company", "split-shifts-end", "oppose"), "{cells:?}");
    assert!(stands("union", "no-driverless", "support"), "{cells:?}");
    // Nine percent is not six.
    assert!(!stands("union", "six-percent", "support"), "{cells:?}");

    let findings = rows(&desk, &["findings", "--json", "--all"]);
    let found = |kind: &str, proposition: &str| {
        findings
            .iter()
            .any(|f| f["kind"] == kind && (f["proposition"] == proposition || proposition.is_empty()))
    };
    assert!(found("dispute", "split-shifts-end"), "{findings:?}");
    assert!(found("slipped-date", ""), "{findings:?}");
    assert!(found("forecast", ""), "{findings:?}");

    let deals = desk.run(&["deals"]);
    assert_eq!(deals.status, 0, "{}", deals.err);
    assert!(deals.out.contains("Lund's three points"), "{}", deals.out);
}

#[test]
fn a_draft_of_its_codebook_has_its_sides() {
    let desk = Desk::new();
    let folder = repository().join("examples/harwen-trams");
    for article in ["01-echo-nine-percent.txt", "02-catenary-split-shifts.txt", "03-ninestops-fog.txt"] {
        desk.write(&format!("in/{article}"), std::fs::read(folder.join(article)).expect("an article"));
    }
    rows(&desk, &["add", "in", "--quiet"]);
    let said = desk.run(&["codebook", "init", "--out", "draft.toml"]);
    assert_eq!(said.status, 0, "{}", said.err);
    let draft = std::fs::read_to_string(desk.path("draft.toml")).expect("the draft");
    for side in ["Sonja Brill", "Marcus Oyen", "Harwen Transit"] {
        assert!(draft.contains(&format!("name = \"{side}\"")), "{side} is not in {draft}");
    }
    assert!(draft.contains("[[proposition]]"), "{draft}");
    assert_eq!(desk.run(&["codebook", "check", "draft.toml"]).status, 0);
}
