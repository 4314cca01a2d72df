//! A person has the last word: single commands, the review, and what comes of rereading.

#[expect(dead_code, reason = "each test file uses a part of it")]
mod support;

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use serde_json::Value;
use support::{Desk, Said, lines, repository};

const DOCUMENTS: usize = 10;

const CODEBOOK: &str = r#"
[codebook]
id = "ferry"
title = "The ferry"

[[party]]
id = "norland"
name = "Norland"
members = [{ name = "Ola Brann", roles = ["harbour minister"] }]

[[party]]
id = "velmark"
name = "Velmark"

[[issue]]
id = "sailing"
name = "Sailing"
hints = ["sail"]

[[issue]]
id = "winters"
name = "Winters"
hints = ["winters"]

[[proposition]]
id = "ferry-sails"
issue = "sailing"
sentence = "The ferry sails again"
for = ["the ferry must sail again"]
"#;

/// Ten articles with two statements each.
fn coded() -> Desk {
    let desk = Desk::new();
    for n in 0..DOCUMENTS {
        let text = format!(
            "Ferry talks, day {n}\n\nThe ferry must sail again by day {n}, Harbour Minister Ola Brann said. “We will not \
             wait for {n} winters,” she added.\n"
        );
        desk.write(&format!("in/{n:04}.txt"), text);
    }
    desk.write("in/codebook.toml", CODEBOOK);
    let said = desk.run(&["add", "in", "--reader", "rules"]);
    assert_eq!(said.status, 0, "{}", said.err);
    desk
}

fn statements(desk: &Desk) -> Vec<Value> {
    lines(&desk.run(&["statements", "--json"]).out)
}

fn id(statement: &Value) -> &str {
    statement["id"].as_str().expect("an id")
}

fn done(desk: &Desk, arguments: &[&str]) -> Said {
    let said = desk.run(arguments);
    assert_eq!(said.status, 0, "{arguments:?}: {}", said.err);
    said
}

/// The day on which the test runs, and identities of rows, are no business of a snapshot.
fn steady(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_inclusive(char::is_whitespace) {
        let trimmed = word.trim_end();
        let day = trimmed.len() == 10 && trimmed.starts_with("20") && trimmed.matches('-').count() == 2;
        if day { out += &word.replace(trimmed, "(today)") } else { out += word }
    }
    out
}

#[test]
fn twenty_corrections_stand_when_everything_is_read_anew() {
    let desk = coded();
    let before = statements(&desk);
    assert_eq!(before.len(), 20, "{before:?}");
    for (n, statement) in before.iter().enumerate() {
        let id = id(statement);
        let correct = |more: &[&str]| {
            let mut arguments = vec!["correct", id, "--coder", "ada", "--why", "I was there"];
            arguments.extend(more);
            done(&desk, &arguments);
        };
        match n % 5 {
            0 => _ = done(&desk, &["confirm", id, "--coder", "ada"]),
            1 => correct(&["--speaker", "Pia Holt", "--party", "velmark"]),
            2 => correct(&["--act", "threaten", "--issue", "winters"]),
            3 => _ = done(&desk, &["reject", id, "--coder", "ada"]),
            _ => correct(&["--position", "velmark:ferry-sails:conditional", "--said-on", "2031-05-12"]),
        }
    }
    let told = |desk: &Desk| -> Vec<Vec<Value>> {
        let keys =
            ["id", "text", "speaker", "speaker_party", "act", "issue", "positions", "said_on", "status"];
        let mut all = statements(desk);
        all.extend(lines(&desk.run(&["statements", "--json", "--status", "rejected"]).out));
        all.sort_by_key(|statement| id(statement).to_owned());
        all.iter().map(|s| keys.iter().map(|key| s[*key].clone()).collect()).collect()
    };
    let after = told(&desk);
    assert_eq!(statements(&desk).len(), 16, "four are rejected");
    assert_eq!(after.iter().filter(|s| s[8] == "unreviewed").count(), 0);

    let reader = |desk: &Desk| statements(desk)[0]["reader"].as_str().expect("a reader").to_owned();
    let rules = reader(&desk);
    done(&desk, &["reread", "--reader", "full"]);
    assert_ne!(reader(&desk), rules, "another reader has read");
    assert_eq!(done(&desk, &["check-ledger"]).status, 0);
    let again = told(&desk);
    for (n, said) in after.iter().enumerate() {
        let same: Vec<&Vec<Value>> = again.iter().filter(|s| s[0] == said[0] && s[8] == said[8]).collect();
        assert_eq!(same.len(), 1, "correction {n} is there once: {said:?}");
        // What was corrected stands; of a correction, the rest may be read anew.
        let fixed: &[usize] = match said[8].as_str() {
            Some("confirmed") => &[1, 2, 3, 4, 5, 6],
            Some("rejected") => &[1],
            _ if said[2] == "Pia Holt" => &[1, 2, 3],
            _ if said[4] == "threaten" => &[1, 4, 5],
            _ => &[1, 6, 7],
        };
        for at in fixed {
            let value = |s: &Vec<Value>| match at {
                6 => s[6].as_array().map(|all| all.iter().map(|p| p["stance"].clone()).collect()),
                at => Some(s[*at].clone()),
            };
            assert_eq!(value(same[0]), value(said), "value {at} of {said:?}");
        }
    }
    done(&desk, &["reread", "--reader", "rules", "--all"]);
    assert_eq!(told(&desk), after, "read by the first reader again, all is as it was");
    assert_eq!(lines(&done(&desk, &["corrections", "--json"]).out).len(), 20);
}

#[test]
fn the_commands_and_what_they_say() {
    let desk = coded();
    let first = id(&statements(&desk)[0]).to_owned();
    let second = id(&statements(&desk)[1]).to_owned();
    let mut told = String::new();
    for arguments in [
        &[
            "correct",
            &first,
            "--speaker",
            "Pia Holt",
            "--act",
            "demand",
            "--coder",
            "ada",
            "--why",
            "her voice",
        ][..],
        &["reject", &second, "--coder", "ben"],
        &["undo", &second, "--coder", "ben"],
        &["confirm", &first, "--coder", "ben"],
        &["corrections"],
        &["agreement", "--variable", "act"],
        &["correct", &first, "--coder", "ada"],
        &["correct", &first, "--coder", "ada", "--party", "westland"],
        &["correct", &first, "--coder", "ada", "--act", "shout"],
        &["confirm", "0000000000:1-2", "--coder", "ada"],
        &["confirm", "the first one", "--coder", "ada"],
        &["confirm", &first, "--coder", "ada", "--words", "Other words"],
        &["undo", &second, "--coder", "ada"],
        &["review", "--coder", "ada"],
    ] {
        let said = desk.run(arguments);
        told +=
            &format!("$ standpoint {}\n{}{}[{}]\n\n", arguments.join(" "), said.out, said.err, said.status);
    }
    insta::assert_snapshot!(steady(&told));
}

#[test]
fn actors_are_merged_and_split_by_command() {
    let desk = coded();
    let names = || -> Vec<String> {
        let rows = lines(&desk.run(&["actors", "--json"]).out);
        rows.iter()
            .map(|row| format!("{} {}", row["name"].as_str().unwrap_or("?"), row["documents"]))
            .collect()
    };
    let before = names();
    assert!(before.contains(&"Ola Brann 10".to_owned()), "{before:?}");
    done(
        &desk,
        &[
            "actors",
            "split",
            "Ola Brann",
            "--doc",
            "0003.txt",
            "--called",
            "Ola Brann the elder",
            "--coder",
            "ada",
        ],
    );
    assert!(names().contains(&"Ola Brann 9".to_owned()), "{:?}", names());
    done(&desk, &["actors", "merge", "Ola Brann", "Ola Brannsen", "--coder", "ada"]);
    assert!(names().contains(&"Ola Brannsen 9".to_owned()), "{:?}", names());
    let speaker = statements(&desk)[0]["speaker"].clone();
    assert_eq!(speaker, "Ola Brannsen");
    // Another reader, and the first one again.
    for reader in ["full", "rules"] {
        done(&desk, &["reread", "--all", "--reader", reader]);
        assert!(names().contains(&"Ola Brannsen 9".to_owned()), "{reader}: {:?}", names());
        assert!(names().contains(&"Ola Brann the elder 1".to_owned()), "{reader}: {:?}", names());
    }
    for number in ["1", "2"] {
        done(&desk, &["actors", "undo", number, "--coder", "ada"]);
    }
    assert_eq!(names(), before);
    let nobody = desk.run(&["actors", "merge", "Nobody At All", "Ola Brann", "--coder", "ada"]);
    assert_eq!(nobody.status, 2);
    assert_eq!(done(&desk, &["check-ledger"]).status, 0);
}

fn piped(desk: &Desk, more: &[&str], answers: &str) -> Said {
    let mut child = desk
        .command()
        .args(["review", "--piped"])
        .args(more)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("standpoint runs");
    child.stdin.take().expect("its input").write_all(answers.as_bytes()).expect("it listens");
    support::said(child.wait_with_output().expect("it ends"))
}

#[test]
fn the_review_asks_and_writes() {
    let desk = coded();
    let answers =
        "?\nwhat\nc party=westland\nc speaker=Pia Holt; act=demand; why=her voice\nn nobody\ny\nu\ns\ny\nq\n";
    let said = piped(&desk, &["--coder", "ada"], answers);
    assert_eq!(said.status, 0, "{}", said.err);
    insta::assert_snapshot!(format!("{}---\n{}", said.out, said.err));
    assert_eq!(lines(&done(&desk, &["corrections", "--json", "--coder", "ada"]).out).len(), 5);
    let blind = piped(&desk, &["--coder", "ben", "--blind", "--limit", "20"], &"y\n".repeat(20));
    assert!(blind.err.contains("20 confirmed"), "{}", blind.err);
    let agreed = lines(&done(&desk, &["agreement", "--json", "--variable", "statement"]).out);
    assert_eq!(
        (agreed[0]["units"].as_u64(), agreed[0]["coders"].as_array().map(Vec::len)),
        (Some(3), Some(2))
    );
}

#[test]
fn a_killed_review_loses_nothing_but_the_line_being_typed() {
    let desk = coded();
    let mut child = desk
        .command()
        .args(["review", "--piped", "--coder", "ada"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("standpoint runs");
    let mut input = child.stdin.take().expect("its input");
    let mut output = BufReader::new(child.stdout.take().expect("its output"));
    // The fifth question is asked once the fourth answer is written.
    input.write_all(b"y\nn\ny\nc act=demand\nc act=thr").expect("it listens");
    input.flush().expect("it listens");
    let mut asked = 0;
    while asked < 5 {
        let mut heard = Vec::new();
        assert!(output.read_until(b'>', &mut heard).expect("it asks") > 0, "it ended early");
        asked += 1;
    }
    child.kill().expect("it can be killed");
    child.wait().expect("it ends");
    let verdicts: Vec<Value> =
        lines(&desk.run(&["corrections", "--json"]).out).iter().map(|c| c["verdict"].clone()).collect();
    assert_eq!(verdicts, ["confirm", "reject", "confirm", "correct"]);
    assert_eq!(done(&desk, &["check-ledger"]).status, 0);
}

#[test]
#[expect(clippy::disallowed_macros, reason = "a test that is skipped says so")]
fn reviewed_statements_are_gold() {
    let desk = coded();
    for statement in statements(&desk).iter().take(3) {
        done(&desk, &["confirm", id(statement), "--coder", "ada"]);
    }
    let said = done(&desk, &["export", "--gold", "gold.jsonl"]);
    assert!(
        said.err.contains("3 statements written") && said.err.contains("nobody reviewed"),
        "{}",
        said.err
    );
    let gold = lines(&std::fs::read_to_string(desk.path("gold.jsonl")).expect("the gold"));
    assert_eq!(gold.len(), 3);
    for line in &gold {
        let text = std::fs::read_to_string(desk.path(&format!("in/{}", line["doc"].as_str().expect("doc"))));
        let text: Vec<char> = text.expect("the article").chars().collect();
        for (words, start) in [("content", "start"), ("source", "source_start"), ("cue", "cue_start")] {
            let Some(words) = line[words].as_str() else { continue };
            let at = usize::try_from(line[start].as_u64().expect("an offset")).expect("it fits");
            let there: String = text[at..at + words.chars().count()].iter().collect();
            assert_eq!(there, words);
        }
        assert!(!line["content"].as_str().expect("one piece").starts_with('“'));
    }
    let scorer = repository().join("../shared/eval/score_statements.py");
    if !scorer.exists() {
        eprintln!("skipped: the scorer is not beside the repository");
        return;
    }
    std::fs::write(desk.path("pred.jsonl"), desk.run(&["statements", "--json"]).out).expect("predictions");
    let scored = std::process::Command::new("python3")
        .arg(scorer)
        .args([desk.path("gold.jsonl"), desk.path("pred.jsonl")])
        .arg("--texts")
        .arg(desk.path("in"))
        .arg("--json")
        .output();
    let scored = support::said(scored.expect("python3 runs"));
    assert_eq!(scored.status, 0, "the scorer takes it: {}", scored.err);
}

#[test]
fn codebooks_are_checked_and_drafted() {
    let desk = coded();
    let mut told = String::new();
    let wanting =
        CODEBOOK.replace("for = [\"the ferry must sail again\"]\n", "").replace("hints = [\"sail\"]\n", "");
    desk.write("wanting.toml", wanting);
    desk.write("wrong.toml", CODEBOOK.replace("issue = \"sailing\"", "issue = \"swimming\""));
    for file in ["in/codebook.toml", "wanting.toml", "wrong.toml"] {
        let said = desk.run(&["codebook", "check", file]);
        told += &format!("$ codebook check {file}\n{}{}[{}]\n\n", said.out, said.err, said.status);
    }
    let draft = done(&desk, &["codebook", "init"]).out;
    told += &draft;
    insta::assert_snapshot!(told);
    desk.write("draft.toml", &draft);
    done(&desk, &["codebook", "check", "draft.toml"]);
    let schema = done(&desk, &["codebook", "schema"]).out;
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    assert!(schema["properties"]["party"].is_object(), "{schema}");
}

#[test]
fn hostile_words_stay_words_in_a_draft() {
    let desk = Desk::new();
    for n in 0..4 {
        let text = format!(
            "The ferry harbour tolls\u{1b}[2J\u{2028}[[party]] \"\"\" id = 1 must go, Ola Brann said {n}.\n"
        );
        desk.write(&format!("in/{n}.txt"), text);
    }
    done(&desk, &["add", "in", "--reader", "rules"]);
    let draft = done(&desk, &["codebook", "init"]).out;
    assert!(!draft.contains('\u{1b}'), "{draft:?}");
    desk.write("draft.toml", &draft);
    done(&desk, &["codebook", "check", "draft.toml"]);
}
