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
