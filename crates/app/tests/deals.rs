//! Proposals of the example coverage, held against the positions of its gold; the models in examples/deals.

use std::path::Path;

use standpoint_app::{DealOptions, deals_of_model, deals_of_positions, load_codebook};
use standpoint_brief::{TerminalOptions, terminal};
use standpoint_deals::{Evidence, Recorded};

fn examples() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

#[test]
fn the_three_proposals_of_the_example_are_graded_with_evidence() {
    let codebook = load_codebook(&examples().join("sarne/codebook.toml")).expect("the codebook").codebook;
    let gold = std::fs::read_to_string(examples().join("gold/sarne/statements.jsonl")).expect("the gold");
    let mut recorded = Vec::new();
    for (number, line) in gold.lines().enumerate() {
        let statement: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let text = |key: &str| statement[key].as_str().unwrap_or_default().to_owned();
        for about in
            statement["about"].as_array().into_iter().flatten().filter(|about| about["hand"].is_string())
        {
            let of = |key: &str| serde_json::from_value(about[key].clone());
            recorded.push(Recorded {
                holder: about["holder"].as_str().expect("a holder").to_owned(),
                proposition: about["proposition"].as_str().expect("a proposition").to_owned(),
                stance: of("stance").expect("a stance"),
                hand: serde_json::from_value(about["hand"].clone()).expect("a hand"),
                act: serde_json::from_value(statement["act"].clone()).ok(),
                date: None,
                condition: String::new(),
                evidence: Evidence {
                    words: text("content"),
                    place: text("doc"),
                    statement: Some(number.to_string()),
                },
            });
        }
    }
    assert!(recorded.len() > 200, "only {} positions were read", recorded.len());
    let deals = deals_of_positions(&codebook, &recorded, &DealOptions::default()).expect("an analysis");
    assert_eq!(deals.analysis.proposals.len(), 3);
    insta::assert_snapshot!(
        "sarne",
        terminal::deals(&deals.page(), TerminalOptions { width: 110, colour: false })
    );
}

#[test]
fn the_worked_example_reads_well() {
    for name in ["dam", "dam-deadlock"] {
        let path = examples().join(format!("deals/{name}.toml"));
        let deals = deals_of_model(&path, &DealOptions::default()).expect("a model");
        insta::assert_snapshot!(
            name,
            terminal::deals(&deals.page(), TerminalOptions { width: 100, colour: false })
        );
        insta::assert_json_snapshot!(format!("{name}-json"), deals.outside());
        let mut page = Vec::new();
        standpoint_brief::html::render_deals(&deals.page(), &mut page).expect("a page");
        let page = String::from_utf8(page).expect("UTF-8");
        let body = &page[page.find("<body>").expect("a body")..];
        insta::assert_snapshot!(format!("{name}-page"), body.replace("><", ">\n<"));
    }
}

/// What the guides show is what the program prints, and what they teach stands in an example or can be read.
#[test]
fn the_guides_show_what_the_program_prints() {
    let models: Vec<String> = std::fs::read_dir(examples().join("deals"))
        .expect("the examples")
        .map(|entry| std::fs::read_to_string(entry.expect("a file").path()).expect("a model"))
        .collect();
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut seen = (0, 0);
    for guide in ["deals", "votes", "moves"] {
        let path = examples().join(format!("../docs/{guide}.md"));
        let page = std::fs::read_to_string(&path).expect("a guide");
        let mut printed = String::new();
        for (at, command) in page.match_indices("standpoint deals examples/") {
            let path = page[at + "standpoint deals ".len()..].split_whitespace().next().unwrap_or(command);
            let deals = deals_of_model(&examples().join("..").join(path), &DealOptions::default())
                .unwrap_or_else(|error| panic!("{guide}: {path}: {error}"));
            printed += &terminal::deals(&deals.page(), TerminalOptions { width: 100, colour: false });
        }
        let printed = flat(&printed);
        for block in page.split("```").skip(1).step_by(2) {
            let (language, block) = block.split_once('\n').expect("a block has a language");
            match language {
                "text" => {
                    assert!(printed.contains(&flat(block)), "{guide}: the program does not print:\n{block}");
                    seen.0 += 1;
                }
                "toml" => {
                    let alone = standpoint_deals::read_model(block, guide).is_ok();
                    let missing: Vec<&str> = block
                        .lines()
                        .filter(|line| {
                            !line.contains('…') && models.iter().all(|model| !model.contains(line.trim()))
                        })
                        .collect();
                    assert!(alone || missing.is_empty(), "{guide}: in no example: {missing:#?}");
                    seen.1 += 1;
                }
                _ => {}
            }
        }
    }
    assert!(seen.0 >= 6 && seen.1 >= 8, "{seen:?}");
}
