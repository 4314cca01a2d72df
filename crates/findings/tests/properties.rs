//! What holds for every record: the order of the input does not matter, and each quotation stands where it says.

mod record;

use proptest::prelude::*;
use standpoint_findings::find;

use record::Owned;

/// Records with all that the kinds look at.
fn lines() -> impl Strategy<Value = Vec<String>> {
    let speaker = prop::sample::select(vec![
        "Ines Tarn/velmark",
        "Otto Reve/velmark",
        "Jon Aske/norland",
        "an official/velmark",
        "Bela Fenn/none",
    ]);
    let act =
        prop::sample::select(vec!["demand", "reject", "accept", "concede", "condition", "predict", "claim"]);
    let position = prop::sample::select(vec![
        "velmark:toll+",
        "velmark:toll-",
        "velmark:toll?",
        "norland:toll+",
        "norland:ferry-",
        "velmark:ten-points?",
        "velmark:toll-~",
        "norland:ferry+~",
        "league:schools+",
    ]);
    let words = prop::sample::select(vec![
        "The toll stays as long as the river runs",
        "I have changed my mind about the ten points",
        "The meeting on 4 April was put off to 9 May",
        "Velmark’s position is what it was “for ever” – é",
        "it will be over by Easter, at a chance of 20 percent",
    ]);
    let statement = (speaker, act, position, words)
        .prop_map(|(speaker, act, position, words)| format!("{speaker} {act} {position}: {words}"));
    let day = prop::sample::select(vec!["undated", "2031-03-03", "2031-03-04", "2031-04-20", "2031-06-01"]);
    prop::collection::vec((day, prop::collection::vec(statement, 1..5)), 1..6).prop_map(|documents| {
        let mut lines = Vec::new();
        for (number, (day, statements)) in documents.into_iter().enumerate() {
            lines.push(format!("# {day} d{number}"));
            lines.extend(statements);
        }
        lines
    })
}

proptest! {
    #[test]
    fn input_order_does_not_matter(lines in lines()) {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let mut owned = Owned::parse(&lines);
        let found = find(&owned.record());
        owned.documents.reverse();
        prop_assert_eq!(found, find(&owned.record()));
    }

    #[test]
    fn every_quotation_stands_at_its_place(lines in lines()) {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let owned = Owned::parse(&lines);
        let found = find(&owned.record());
        let ids: std::collections::BTreeSet<_> = found.iter().map(|finding| &finding.id).collect();
        prop_assert_eq!(ids.len(), found.len(), "two findings share an id");
        for finding in &found {
            prop_assert!((0.0..=1.0).contains(&finding.score) && (0.0..=1.0).contains(&finding.interest));
            prop_assert!(finding.origins <= finding.documents);
            for evidence in finding.sides.iter().flat_map(|side| &side.evidence) {
                let document = owned.documents.iter().find(|document| document.id == evidence.document).unwrap();
                prop_assert_eq!(evidence.spans.len(), evidence.words.len());
                for (span, words) in evidence.spans.iter().zip(&evidence.words) {
                    prop_assert_eq!(span.of(&document.text), Some(words.as_str()));
                }
                for span in &evidence.telling {
                    prop_assert!(evidence.spans.iter().any(|whole| whole.contains(*span)));
                }
            }
        }
    }
}
