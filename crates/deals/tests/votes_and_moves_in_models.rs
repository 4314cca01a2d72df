//! Councils, guarantees and conflicts as analysts write them down: what is read, and what is refused.

use proptest::prelude::*;
use standpoint_deals::stability::conflict_report;
use standpoint_deals::votes::{Role, council_report, guarantee_report};
use standpoint_deals::{Model, read_model};

const RIVER_COUNCIL: &str = include_str!("../../../examples/deals/river-council.toml");
const DAM_MOVES: &str = include_str!("../../../examples/deals/dam-moves.toml");

fn example(source: &str) -> Model {
    read_model(source, "example.toml").expect("the example is a model")
}

#[test]
fn the_river_council() {
    let model = example(RIVER_COUNCIL);
    let report = council_report(&model.councils[0]).unwrap();
    let told: Vec<(&str, String, Role)> = report
        .seats
        .iter()
        .map(|seat| (seat.name.as_str(), seat.shapley_shubik.to_string(), seat.role))
        .collect();
    insta::assert_debug_snapshot!(told);
    let kinds = |list: &standpoint_deals::votes::ListReport| -> Vec<String> {
        list.kinds.iter().map(|kind| kind.in_words.clone()).collect()
    };
    insta::assert_debug_snapshot!((kinds(&report.minimal_winning), kinds(&report.minimal_blocking)));
    let told: Vec<String> = model
        .guarantees
        .iter()
        .flat_map(|of| guarantee_report(of, &model.councils[of.council]).unwrap().against)
        .map(|row| row.in_words)
        .collect();
    insta::assert_debug_snapshot!(told);
}

#[test]
fn the_closed_sluices() {
    let report = conflict_report(&example(DAM_MOVES).conflicts[0]);
    let told: Vec<String> = report
        .states
        .iter()
        .filter(|state| !state.stable.is_empty())
        .flat_map(|state| {
            let head = format!("{} {} {:?}", state.name, state.in_words, state.stable);
            std::iter::once(head).chain(state.stands.iter().map(|stand| format!("  {}", stand.in_words)))
        })
        .collect();
    insta::assert_debug_snapshot!((told, report.now, report.joint));
}

fn check(source: &str, message: &str) {
    let fault = read_model(source, "m.toml").expect_err(source).to_string();
    assert!(fault.contains(message), "{source}\n{fault}");
}

#[test]
fn a_mistake_in_a_council_names_the_line() {
    let with = |rest: &str| format!("[[council]]\nid = \"c\"\n{rest}");
    check(&with("rule = \"all\"\n"), "m.toml:1: nobody sits in the council \"c\"");
    check(
        &with("rule = \"votes >= 3\"\nmember = [{ id = \"a\" }]\n"),
        "m.toml:3: in the rule \"votes >= 3\", at character 1",
    );
    check(
        &with("rule = \"all\"\nmember = [{ id = \"a\", votes = 1 }, { id = \"b\" }]\n"),
        "m.toml:4: \"b\" has no votes, and others have",
    );
    check(
        &with("rule = \"all\"\nmember = [{ id = \"all\" }]\n"),
        "m.toml:4: \"all\" means something in rules",
    );
    check(
        &with("rule = \"all\"\nmember = [\n{ id = \"a\" },\n{ id = \"a\" }]\n"),
        "m.toml:6: the member \"a\" is there twice",
    );
    check(
        &with("rule = \"all\"\nveto = [\"b\"]\nmember = [{ id = \"a\" }]\n"),
        "m.toml:4: \"b\" has no seat here",
    );
    check(
        &with("rule = \"all\"\nmember = [{ id = \"a\", votes = -1 }]\n"),
        "m.toml:4: a weight is not below zero",
    );
    check(
        &with("rule = \"all\"\nmember = [{ id = \"a\", count = 1001 }]\n"),
        "m.toml:4: a count is at least 1",
    );
    let more = "rule = \"all\"\nmember = [{ id = \"a\" }]\n[[guarantee]]\nid = \"g\"\n";
    check(&with(&format!("{more}council = \"d\"\n")), "m.toml:7: there is no council \"d\"");
    check(
        &with(&format!("{more}council = \"c\"\nagainst = [{{ who = \"x\", protectors = [\"y\"] }}]\n")),
        "m.toml:8: \"y\" has no seat here",
    );
}

#[test]
fn a_mistake_in_a_conflict_names_the_line() {
    let with = |rest: &str| format!("[[conflict]]\nid = \"c\"\n{rest}");
    check(&with(""), "m.toml:1: a conflict has from 1 to 8 decision makers");
    check(&with("[[conflict.maker]]\nid = \"a\"\n"), "m.toml:1: nobody can do anything in \"c\"");
    let options = "[[conflict.maker]]\nid = \"a\"\noption = [{ id = \"x\" }, { id = \"y\" }]\n";
    check(&with(options), "m.toml:3: what does \"a\" prefer?");
    check(
        &with(&format!("{options}ranking = [\"YN\", \"NN\"]\n")),
        "m.toml:6: the ranking of \"a\" leaves out NY",
    );
    check(
        &with(&format!("{options}ranking = [\"x\", \"YN\"]\n")),
        "m.toml:6: \"YN\" is no state, or one that is ranked",
    );
    check(&with(&format!("{options}prefers = [\"z\"]\n")), "m.toml:6: in the condition \"z\"");
    check(
        &with(&format!("impossible = [\"true\"]\n{options}prefers = [\"x\"]\n")),
        "every combination of options is impossible",
    );
    check(
        &with(&format!("now = \"x\"\n{options}prefers = [\"x\"]\n")),
        "m.toml:3: \"x\" is 2 states; say which one",
    );
    check(&with(&format!("state = [{{ id = \"s\" }}]\n{options}")), "either options or states");
    let states = "state = [{ id = \"s\" }, { id = \"t\" }]\n[[conflict.maker]]\nid = \"a\"\n";
    check(&with(&format!("{states}ranking = [\"s\"]\n")), "leaves out \"t\"");
    check(
        &with(&format!("{states}moves = [\"s to t\"]\nranking = [\"s = t\"]\n")),
        "m.toml:6: \"s to t\" is no move",
    );
    check(
        &with(&format!("{states}moves = [\"s -> u\"]\nranking = [\"s = t\"]\n")),
        "m.toml:6: there is no state \"u\"",
    );
}

#[test]
fn a_guarantee_is_void_against_whoever_can_refuse_it() {
    let model = read_model(
        r#"
        [[council]]
        id = "guarantors"
        rule = "all"
        member = [{ id = "arland" }, { id = "beltia" }, { id = "corland" }]
        [[guarantee]]
        id = "treaty"
        council = "guarantors"
        [[guarantee]]
        id = "amended"
        council = "guarantors"
        aggressor-votes = false
        "#,
        "treaty.toml",
    )
    .unwrap();
    let told = |at: usize| -> Vec<String> {
        let report = guarantee_report(&model.guarantees[at], &model.councils[0]).unwrap();
        report.against.into_iter().map(|row| row.in_words).collect()
    };
    assert_eq!(told(0)[0], "Never against arland: it stops the decision itself.");
    assert_eq!(told(1)[0], "Can act against arland, but only if beltia and corland consent.");
}

proptest! {
    /// Whatever stands in the texts of a model, reading ends, and what is read can be worked out.
    #[test]
    fn no_text_stops_the_reading(rule in "[a-c0-9%>=(), ]{0,24}|votes >= [0-9]{1,3}", wish in "[xy(), notadrimplesf]{0,24}") {
        let source = format!(
            "[[council]]\nid = \"c\"\nrule = {rule:?}\nmember = [{{ id = \"a\", votes = 2 }}, {{ id = \"b\", votes = 1 }}]\n\
             [[conflict]]\nid = \"k\"\nnow = {wish:?}\n[[conflict.maker]]\nid = \"m\"\noption = [{{ id = \"x\" }}, {{ id = \"y\" }}]\n\
             prefers = [\"x\"]\n"
        );
        if let Ok(model) = read_model(&source, "any.toml") {
            prop_assert!(council_report(&model.councils[0]).is_ok());
            conflict_report(&model.conflicts[0]);
        }
    }
}
