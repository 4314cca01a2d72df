//! The judge beside the rules: what it adds has its name, and it can be left out.

#[expect(dead_code, reason = "each test file uses a part of it")]
mod support;

use support::{Desk, lines};

const CODEBOOK: &str = r#"
[codebook]
id = "canal"
title = "The canal"

[[party]]
id = "ostra"
name = "Ostra"
aliases = ["Ostran"]

[[party]]
id = "tessel"
name = "Tessel"
aliases = ["Tesselaar"]

[[issue]]
id = "pressure"
name = "Pressure"
description = "Sanctions, duties and other means to force a side"

[[proposition]]
id = "tolls"
issue = "pressure"
sentence = "Ostra cuts the tolls on the canal"
for = ["lower fees for ships"]
against = ["keep the fees as they are"]
"#;

const ARTICLE: &str = "\
Ostra will never reduce what ships pay, Ostran Finance Minister Mara Voss said on Monday.

Voss told reporters that her government rejected any cut in the canal fees.

Tesselaar Trade Minister Jan Holt called on Ostra to make the passage cheaper. “It must become cheaper to pass the locks, and soon,” he said.

Voss said that there would be no cheaper passage for anybody.
";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("talks.toml", CODEBOOK);
    desk.write("a.txt", ARTICLE);
    desk
}

/// How many positions the judge told.
fn judged(desk: &Desk) -> usize {
    let found = lines(&desk.run(&["statements", "--json"]).out);
    let positions = found.iter().flat_map(|line| line["positions"].as_array().expect("positions").clone());
    positions.filter(|position| position["by"].as_str().is_some_and(|by| by.starts_with("judge "))).count()
}

#[test]
fn what_a_judge_adds_has_its_name() {
    let desk = desk();
    let add = |more: &[&str]| {
        let said = desk.run(&[&["add", "a.txt", "--codebook", "talks.toml"], more].concat());
        assert_eq!(said.status, 0, "{}", said.err);
    };
    add(&["--reader", "rules", "--judge", "trained"]);
    assert!(judged(&desk) > 0);
    // Who reads in a hurry does without; then nothing of it stays.
    add(&["--reader", "rules"]);
    assert_eq!(judged(&desk), 0);
    add(&["--reader", "rules", "--judge", "trained"]);
    assert!(judged(&desk) > 0);
    add(&["--judge", "none"]);
    assert_eq!(judged(&desk), 0);
}

#[test]
fn guesses_show_as_guesses_and_nothing_rests_on_them() {
    let desk = desk();
    let tessel = "Tesselaar Trade Minister Jan Holt called for lower fees for ships.\n";
    let ostra = "Ostra will never reduce what ships pay, Ostran Finance Minister Mara Voss said on Monday.\n";
    desk.write("a.txt", format!("{tessel}\n{ostra}"));
    let said =
        desk.run(&["add", "a.txt", "--codebook", "talks.toml", "--reader", "rules", "--judge", "trained"]);
    assert_eq!(said.status, 0, "{}", said.err);
    let cells = lines(&desk.run(&["positions", "--json"]).out);
    let told: Vec<String> =
        cells.iter().map(|cell| format!("{} {} {}", cell["holder"], cell["stance"], cell["guess"])).collect();
    assert_eq!(told, ["\"ostra\" \"oppose\" true", "\"tessel\" \"support\" false"]);
    assert!(desk.run(&["positions"]).out.contains("oppose?"));
    // A conflict would join them, if a guess could.
    let ties = lines(&desk.run(&["network", "--json"]).out);
    assert!(ties.is_empty(), "{ties:?}");
}

#[test]
fn a_folder_without_a_judge_is_named() {
    let desk = desk();
    let said = desk.run(&["add", "a.txt", "--judge-model", "nowhere"]);
    assert_eq!(said.status, 2);
    assert!(said.err.contains("nowhere"), "{}", said.err);
    desk.write("there/judge.json", "{}");
    desk.write("there/judge.onnx", "no network");
    let said = desk.run(&["add", "a.txt", "--judge-model", "there"]);
    assert_eq!(said.status, 2);
    assert!(said.err.contains("there") && said.err.contains("tools/judge"), "{}", said.err);
    assert_eq!(desk.run(&["add", "a.txt", "--judge", "none", "--judge-model", "there"]).status, 2);
}
