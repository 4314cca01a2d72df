//! What each rule beside the model adds.

use std::fmt::Write as _;

use serde_json::{Value, json};
use standpoint_inference::ModelFiles;
use standpoint_reading::{ModelReader, Reader, Rule};

use crate::attributions::predict;
use crate::examples;
use crate::figures::{rates, share};
use crate::remembered::Remembered;
use crate::report;
use crate::shared::{scorer, shared};
use crate::statements;

pub(crate) fn run() -> Result<(), String> {
    let full = Remembered::new(&ModelFiles::full())?;
    let mut rows: Vec<(String, ModelReader)> =
        vec![("everything".to_owned(), ModelReader::new(full.clone()))];
    for rule in Rule::ALL {
        let reader = ModelReader::new(full.clone()).without(rule);
        rows.push((format!("without {}", name(rule)), reader));
    }
    let no_sieves = json!({
        "distance": 1.0, "exact": 0.0, "copula": 0.0, "turn": 0.0, "gender": 0.0, "kind": 0.0, "name": 0.0, "far": 0.0,
    });
    for (key, value, without) in [
        ("join_threshold", json!(0.0), "the classifier that parts contents of one cue"),
        ("sieves", no_sieves, "the sieves of coreference"),
    ] {
        let files = ModelFiles::full();
        let mut description: Value =
            serde_json::from_str(&files.description).map_err(|error| format!("reader.json: {error}"))?;
        if !set(&mut description, key, &value) {
            return Err(format!("reader.json has no {key}"));
        }
        let description = description.to_string();
        let changed = Remembered::new(&ModelFiles { description: description.into(), ..files })?;
        rows.push((format!("without {without}"), ModelReader::new(changed)));
    }
    let mut body = NOTE.to_owned();
    let _ = write!(body, "\nReader: {}.\n\n{HEAD}", rows[0].1.identity());
    for (name, reader) in &rows {
        body += &row(name, reader)?;
    }
    report::keep("ablation", "What each rule beside the model adds", "cargo xtask score ablation", &body)
}

/// Gives the key another value wherever it stands; tells whether it stands anywhere.
fn set(description: &mut Value, key: &str, value: &Value) -> bool {
    let Value::Object(fields) = description else { return false };
    let mut found = false;
    for (name, field) in fields {
        if name == key {
            field.clone_from(value);
            found = true;
        } else {
            found |= set(field, key, value);
        }
    }
    found
}

const NOTE: &str = "\
Each line leaves one thing out. PolNeAR dev and the example coverage: F1 of attributions, lenient and strict. Seeds and \
examples: F1 of statements (content found, speaker not asked), and of those found the share with the right speaker and the right party.

Two rules add nothing here and stay for what these texts do not have. Attributions that only the rules saw are all that is left \
where the runtime refuses a stretch of the text. A quotation over several paragraphs that names nobody has cases of its own. Leaving out captions costs a little \
on the examples and stays, since a caption is no part of the article. Lists cost attributions in the examples \
and bring statements in both. The sieves are measured on GUM (`gum.md`).
";
const HEAD: &str = "\
| | PolNeAR lenient | strict | examples lenient | strict | seeds statements | speaker | party | examples statements | speaker | party |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
";

fn name(rule: Rule) -> &'static str {
    match rule {
        Rule::Masks => "leaving out captions and boilerplate",
        Rule::Lists => "lists under an announcing sentence",
        Rule::Transcripts => "turns of transcripts",
        Rule::Quotations => "attributions that only the rules saw",
        Rule::NameKinds => "lexicon and context for what a name names",
        Rule::Chains => "the model's chains of mentions",
        Rule::Continued => "the last speaker for a quotation that names nobody",
        Rule::Unnamed => "unnamed sources that speak again",
    }
}

fn row(name: &str, reader: &dyn Reader) -> Result<String, String> {
    let gold = shared("data/polnear/dev/gold.jsonl")?;
    let predicted = predict(&shared("data/polnear/dev/text")?, reader)?;
    let polnear = scorer("eval/score_attributions.py", &[&gold, predicted.path()])?;
    drop(predicted);
    let example = examples::score(reader)?;
    let mut out = format!("| {name} |");
    for table in [&polnear, &example] {
        for line in ["attribution", "strict"] {
            let _ = write!(out, " {:.1} |", rates(table, line)?[2]);
        }
    }
    for marked in [statements::seeds()?, statements::example()] {
        let table = statements::score(&marked, reader, None, &[])?;
        let found = rates(&table, "statements")?[2];
        let _ = write!(
            out,
            " {found:.1} | {:.1} | {:.1} |",
            share(&table, "speaker")?,
            share(&table, "speaker party")?
        );
    }
    out.push('\n');
    Ok(out)
}
