//! `standpoint deals` on models of councils and conflicts.

#[expect(dead_code, reason = "each test file uses a part of it")]
mod support;

use support::{Desk, repository};

fn shown(example: &str) -> String {
    let path = repository().join("examples/deals").join(example);
    let said = Desk::new().run(&["deals", path.to_str().expect("UTF-8")]);
    assert_eq!((said.status, said.err.as_str()), (0, ""));
    said.out
}

#[test]
fn the_river_council() {
    insta::assert_snapshot!(shown("river-council.toml"));
}

#[test]
fn the_closed_sluices() {
    insta::assert_snapshot!(shown("dam-moves.toml"));
}

#[test]
fn for_programs() {
    let path = repository().join("examples/deals/river-council.toml");
    let said = Desk::new().run(&["deals", "--json", path.to_str().expect("UTF-8")]);
    let told: serde_json::Value = serde_json::from_str(&said.out).expect("one JSON object");
    assert_eq!(told["councils"][0]["seats"][0]["shapley_shubik"], "29/60");
    assert_eq!(told["councils"][0]["seats"][0]["role"], "veto");
    assert_eq!(told["guarantees"][0]["against"][0]["can_act"], false);
}

#[test]
fn a_mistake_has_its_line() {
    let desk = Desk::new();
    desk.write("council.toml", "[[council]]\nid = \"c\"\nrule = \"3 of all\"\nmember = [{ id = \"a\" }]\n");
    let said = desk.run(&["deals", "council.toml"]);
    assert_eq!(said.status, 2);
    assert!(said.err.contains("council.toml:3: in the rule \"3 of all\""), "{}", said.err);
}
