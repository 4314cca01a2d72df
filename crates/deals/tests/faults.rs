//! A model that cannot be read gets an error that names the line and says what to do.

use proptest::prelude::*;
use standpoint_deals::read_model;

fn check(source: &str, line: Option<usize>, words: &str) {
    let fault = read_model(source, "lock.toml").expect_err(source);
    assert!(fault.message.contains(words), "{}", fault.message);
    assert_eq!(fault.line, line, "{}", fault.message);
}

const TERM: &str = "[[term]]\nid = \"truce\"\n";
const PARTY: &str = "[[party]]\nid = \"one\"\n";

#[test]
fn faults_name_their_line_and_what_to_do() {
    check("", None, "add a [[term]]");
    check("{}", None, "add a [[term]]");
    check(TERM, None, "add a [[party]]");
    check("[[term]\n", Some(1), "");
    check("{\"term\": [\n{\"id\": 3}]}", Some(2), "invalid type");
    check(&format!("{TERM}colour = \"red\"\n"), Some(3), "unknown field");
    check(&format!("{TERM}{TERM}{PARTY}"), Some(4), "is there twice; rename one");
    check(&format!("[[term]]\nid = \"and\"\n{PARTY}"), Some(2), "is no id of a term");
    check(&format!("{TERM}outcomes = [\"one\"]\n{PARTY}"), Some(3), "two or more different outcomes");
    let line = |line: &str| format!("{TERM}{PARTY}[[party.red-line]]\n{line}\n");
    check(
        &line("needs = \"truce and treaty\""),
        Some(6),
        "at character 11: there is no term \"treaty\"; define it",
    );
    check(&line("weight = 2"), Some(5), "either needs = ");
    check(&line("needs = \"truce\"\nweight = 0"), Some(7), "a weight is above zero");
    check(&line("needs = \"truce\"\nweight = \"1/0\""), Some(7), "is not a number");
    check(&line("needs = \"truce\"\nprobability = 2"), Some(7), "above 0 and at most 1");
    check(&line("needs = \"truce\"\nprobability = 0.5\nunknown = true"), Some(8), "drop one of the two");
    check(&format!("{TERM}{PARTY}no-deal = 3\n"), Some(5), "nothing says what deals are worth");
    check(&format!("{TERM}{PARTY}worth = {{ truce = \"{}\" }}\n", "9".repeat(40)), Some(3), "fewer digits");
    let proposal = |terms: &str| format!("{TERM}{PARTY}[[proposal]]\nid = \"plan\"\n{terms}\n");
    check(&proposal(""), Some(5), "has no terms");
    check(&proposal("terms = { treaty = \"yes\" }"), Some(7), "there is no term \"treaty\"");
    check(&proposal("terms = { truce = \"maybe\" }"), Some(7), "it has: yes, no");
    check(&proposal("by = \"two\""), Some(7), "there is no party \"two\"; define it, or name one of: one");
    let must = |musts: &[&str]| {
        let entries: String =
            musts.iter().map(|must| format!("[[constraint]]\nmust = \"{must}\"\n")).collect();
        format!("{TERM}{entries}{PARTY}")
    };
    check(&must(&["truce", "true", "not truce"]), Some(8), "drop or change one: \"truce\", \"not truce\"");
    check(&must(&["false"]), Some(4), "can never hold; change it");
    check(&proposal("terms = { truce = true }"), Some(7), "write \"yes\" or \"no\", in quotes");
    check("[model]\ntitle = 3\n", Some(2), "expected a string; put it in quotes");
    check(&line("needs = \"truce\"\nweight = [1]"), Some(7), "3, 0.25 or");
    check("[[guarantee]]\nid = \"g\"\ncouncil = \"c\"\n", Some(3), "there is no council \"c\"; define it");
    let conflict = |line: &str| {
        format!(
            "[[conflict]]\nid = \"c\"\n{line}\n[[conflict.maker]]\nid = \"a\"\noption = [{{ id = \"go\" }}]\nprefers = [\"go\"]\n"
        )
    };
    check(&conflict("now = \"YY\""), Some(3), "the pattern \"YY\" has 2 letters, and the options are 1");
    check(
        &conflict("impossible = [\"go\", \"not go\"]"),
        Some(1),
        "every combination of options is impossible",
    );
    let council = |rule: &str| {
        format!(
            "[[council]]\nid = \"c\"\nrule = \"{rule}\"\nmember = [{{ id = \"a\", votes = 3 }}, {{ id = \"b\", votes = 2 }}]\n"
        )
    };
    check(&council("votes > 150%"), Some(3), "at most all votes, 5");
    check(&council("votes >= 3 and c"), Some(3), "nobody here is called \"c\"; name one of: a, b");
    let list = read_model("[]", "lock.json").expect_err("a list");
    assert!(list.message.contains("add a [[term]]"), "{}", list.message);
    assert!(
        read_model(&format!("\u{feff}{TERM}{PARTY}"), "lock.toml").is_ok(),
        "a byte order mark is no fault"
    );
}

#[test]
#[expect(clippy::disallowed_methods, reason = "on a developer's machine the file is rewritten, in CI never")]
fn the_schema_in_docs_is_in_step() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/deals.schema.json");
    let schema = serde_json::to_string_pretty(&standpoint_deals::model_schema()).unwrap() + "\n";
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    if kept != schema {
        let rewritten = std::env::var_os("CI").is_none() && std::fs::write(&path, &schema).is_ok();
        panic!("docs/deals.schema.json was not in step{}", if rewritten { "; it was rewritten" } else { "" });
    }
}

proptest! {
    /// Whatever a file holds, it is read or refused: nothing panics, nothing hangs.
    #[test]
    fn anything_is_read_or_refused(
        condition in "(not |\\(|\\)|truce|border|=|!=|north|and |or |implies |iff |at most |exactly-one|of |[0-9]|,){0,40}",
        rest in ".{0,60}",
    ) {
        let quoted = toml::Value::String(condition).to_string();
        let model = format!(
            "{TERM}[[term]]\nid = \"border\"\noutcomes = [\"north\", \"south\", \"split\"]\n[[constraint]]\nmust = {quoted}\n{PARTY}{rest}"
        );
        let _ = read_model(&model, "lock.toml");
        let _ = read_model(&rest, "lock.toml");
    }
}
