//! Comparison with the Python reference on the texts of `tools/reader/reference`: words, pieces, features and
//! windows are equal; the network's outputs are close; decoding the reference's own outputs gives the
//! reference's own findings; and from text to findings nearly all agree.
//!
//! The weights and reference outputs of a reader are looked for in `models/` and `tools/reader/reference/`, or
//! in the folder that the variable `STANDPOINT_READER` names when the tests are built (`reader.onnx` and the
//! rest, with `reference.json`).

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use crate::decode::{Decoded, Decoder};
use crate::parameters::ROLES;
use crate::rows::{Outputs, Rows};
use crate::window::windows;
use crate::{Inference, Model, ModelFiles, WordFiles, WordVectors};

/// How far a network output may be from the reference, at most and on average. Two runtimes add floats in
/// different orders, which now and then rounds an int8 activation to its neighbour, and that goes on through the
/// layers: ONNX Runtime with and without its own graph optimisations differs by up to 0.4, 0.06 on average.
const LOGIT: f32 = 0.8;
const MEAN: f32 = 0.12;
/// The share of findings that must agree from text to finding, where a rounding may turn a close decision:
/// of roles, attributions and names; of mentions and antecedents.
const SHARES: [f64; 2] = [0.97, 0.85];

#[derive(Deserialize)]
pub(crate) struct Case {
    name: String,
    text: String,
    words: Vec<[usize; 2]>,
    #[serde(flatten)]
    rest: Option<Rest>,
}

#[derive(Deserialize)]
struct Rest {
    pieces: Vec<Vec<i32>>,
    features: Vec<u8>,
    windows: Vec<[usize; 4]>,
    chunks: Vec<(String, usize, usize)>,
    attributions: Vec<Attribution>,
    names: Vec<(String, usize, usize)>,
    mentions: Vec<(String, usize, usize, usize)>,
    antecedents: Vec<(i64, f64)>,
    outputs: BTreeMap<String, Vec<Vec<f32>>>,
}

#[derive(Deserialize)]
struct Attribution {
    source: Vec<[usize; 2]>,
    cue: Vec<[usize; 2]>,
    content: Vec<[usize; 2]>,
    cue_type: String,
    evidence: Vec<f64>,
    score: f64,
}

const NAMES: [&str; 6] = ["Person", "Organisation", "Place", "Nationality", "Title", "Date"];

/// The reader of that name and its reference outputs, where they are.
#[expect(clippy::disallowed_methods, reason = "a test reads its files")]
pub(crate) fn load(name: &str) -> Option<(Model, Vec<Case>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (folder, reference) = match option_env!("STANDPOINT_READER") {
        Some(folder) => (PathBuf::from(folder), Path::new(folder).join("reference.json")),
        None => (
            root.join("models").join(name),
            root.join("../../tools/reader/reference").join(format!("{name}.json")),
        ),
    };
    let text = |path: PathBuf| std::fs::read_to_string(path).ok();
    let network = std::fs::read(folder.join("reader.onnx")).ok();
    let words = root.join("models/words");
    let vectors = std::fs::read(words.join("vectors.i8")).ok();
    let parts =
        (network, text(folder.join("reader.json")), text(words.join("vocab.txt")), vectors, text(reference));
    let (Some(network), Some(json), Some(vocabulary), Some(vectors), Some(reference)) = parts else {
        skipped(name);
        return None;
    };
    let files = ModelFiles { network: network.into(), description: json.into() };
    let words = WordFiles { vocabulary: vocabulary.into(), vectors: vectors.into() };
    let model = Model::new(&files, Arc::new(WordVectors::new(words).unwrap())).unwrap();
    Some((model, serde_json::from_str(&reference).unwrap()))
}

#[expect(clippy::disallowed_macros, reason = "a skipped test says so")]
fn skipped(name: &str) {
    eprintln!("skipped: the weights or reference outputs of the reader {name:?} are not here");
}

/// Words, pieces, features, windows are equal.
fn check_input(model: &Model, case: &Case) {
    let name = &case.name;
    let coded = model.coded(&case.text);
    let points = standpoint_terms::CodePoints::new(&case.text);
    let words: Vec<[usize; 2]> =
        coded.words().list.iter().map(|word| points.of(word.span).unwrap()).collect();
    assert_eq!(words, case.words, "{name}: words");
    let Some(expected) = &case.rest else { return };
    let pieces: Vec<_> = coded.at.windows(2).map(|ends| coded.pieces[ends[0]..ends[1]].to_vec()).collect();
    assert_eq!(pieces, expected.pieces, "{name}: pieces");
    assert_eq!(coded.features, expected.features, "{name}: features");
    let cut: Vec<[usize; 4]> = windows(&coded, model.parameters().windows)
        .into_iter()
        .map(|w| [w.words.start, w.words.end, w.own.start, w.own.end])
        .collect();
    assert_eq!(cut, expected.windows, "{name}: windows");
}

/// The network's outputs are close.
fn check_outputs(model: &Model, case: &Case) {
    let Some(expected) = &case.rest else { return };
    let coded = model.coded(&case.text);
    let (mut sum, mut count) = (0.0, 0.0);
    for (window, outputs) in model.outputs(&coded) {
        for word in window.own {
            let at = word - window.words.start;
            for (a, b) in outputs.roles.row(at).iter().zip(&expected.outputs["roles"][word]) {
                assert!((a - b).abs() <= LOGIT, "{}: roles of {word}: {a} for {b}", case.name);
                sum += (a - b).abs();
                count += 1.0;
            }
        }
    }
    assert!(sum <= MEAN * count, "{}: roles differ by {} on average", case.name, sum / count);
}

/// The reference's own outputs, where the whole text is one window.
fn given(expected: &Rest) -> Option<Outputs> {
    let rows = |name: &str| {
        let rows = expected.outputs.get(name)?;
        Some(Rows { width: rows.first()?.len(), values: rows.concat() })
    };
    (expected.windows.len() == 1).then_some(())?;
    Some(Outputs {
        roles: rows("roles")?,
        cue_type: rows("cue_type")?,
        link_query: rows("link_query")?,
        link_key: rows("link_key")?,
        names: rows("names")?,
        heads: rows("heads")?,
        bounds_query: rows("bounds_query")?,
        bounds_key: rows("bounds_key")?,
        coref_query: rows("coref_query")?,
        coref_key: rows("coref_key")?,
        coref_new: rows("coref_new")?,
        ends: rows("ends")?,
    })
}

/// The findings as lines, so that any two can be compared.
fn lines_of(found: &Decoded) -> BTreeSet<String> {
    let spans = |chunks: &[usize]| {
        let words = chunks.iter().map(|at| found.chunks[*at].words.clone());
        words.map(|words| [words.start, words.end]).collect::<Vec<_>>()
    };
    let mut lines = BTreeSet::new();
    for chunk in &found.chunks {
        lines.insert(format!("{} {:?}", ROLES[chunk.kind], chunk.words));
    }
    for a in &found.attributions {
        let source: Vec<_> = a.source_words.iter().map(|words| [words.start, words.end]).collect();
        lines.insert(format!(
            "{:?} {:?} {:?} {}",
            source,
            spans(a.cue.as_slice()),
            spans(&a.content),
            a.cue_kind.name()
        ));
    }
    for name in &found.names {
        lines.insert(format!("{} {:?}", NAMES[name.kind], name.words));
    }
    for mention in &found.mentions {
        lines.insert(format!("head {} {:?}", mention.head, mention.first..mention.last));
        let earlier = mention.antecedent.map(|at| found.mentions[at].head);
        lines.insert(format!("{} goes back to {earlier:?}", mention.head));
    }
    lines
}

fn expected_lines(expected: &Rest) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    for (role, first, last) in &expected.chunks {
        lines.insert(format!("{role} {:?}", *first..*last));
    }
    for a in &expected.attributions {
        lines.insert(format!("{:?} {:?} {:?} {}", a.source, a.cue, a.content, a.cue_type));
    }
    for (name, first, last) in &expected.names {
        let known = ["person", "organization", "place", "nationality", "title", "date"];
        let at = known.iter().position(|other| other == name).unwrap();
        lines.insert(format!("{} {:?}", NAMES[at], *first..*last));
    }
    for ((_, head, first, last), (earlier, _)) in expected.mentions.iter().zip(&expected.antecedents) {
        lines.insert(format!("head {head} {:?}", *first..*last));
        let earlier = usize::try_from(*earlier).ok().map(|at| expected.mentions[at].1);
        lines.insert(format!("{head} goes back to {earlier:?}"));
    }
    lines
}

/// Decoding the reference's own outputs gives the reference's findings, numbers included.
fn check_decoding(model: &Model, case: &Case) -> bool {
    let Some((expected, outputs)) = case.rest.as_ref().and_then(|rest| Some((rest, given(rest)?))) else {
        return false;
    };
    let coded = model.coded(&case.text);
    let mut decoder = Decoder::new(&coded, model.parameters());
    for window in windows(&coded, model.parameters().windows) {
        decoder.add(&window, Ok(outputs.clone()));
    }
    let found = decoder.finish();
    assert_eq!(lines_of(&found), expected_lines(expected), "{}", case.name);
    assert_eq!(found.attributions.len(), expected.attributions.len());
    for (a, b) in found.attributions.iter().zip(&expected.attributions) {
        assert!((a.score - b.score).abs() < 0.002, "{}: score {} for {}", case.name, a.score, b.score);
        for (x, y) in a.evidence.iter().zip(&b.evidence) {
            assert!((x - y).abs() < 0.002, "{}: evidence {:?} for {:?}", case.name, a.evidence, b.evidence);
        }
    }
    for (mention, (_, probability)) in found.mentions.iter().zip(&expected.antecedents) {
        assert!((mention.certainty - probability).abs() < 0.002, "{}: {}", case.name, mention.head);
    }
    true
}

/// From text to findings, nearly all agree.
fn check_findings(model: &Model, cases: &[Case]) {
    let (mut same, mut all) = ([0; 2], [0; 2]);
    let mut different = Vec::new();
    let kind = |line: &String| usize::from(line.starts_with("head ") || line.contains(" goes back to "));
    for case in cases {
        let Some(expected) = &case.rest else { continue };
        let (found, expected) =
            (lines_of(&model.decoded(&model.coded(&case.text))), expected_lines(expected));
        found.union(&expected).for_each(|line| all[kind(line)] += 1);
        found.intersection(&expected).for_each(|line| same[kind(line)] += 1);
        different.extend(found.symmetric_difference(&expected).map(|line| format!("{}: {line}", case.name)));
    }
    for ((same, all), share) in same.into_iter().zip(all).zip(SHARES) {
        let agree = f64::from(same) / f64::from(all);
        assert!(all > 100 && agree >= share, "{same} of {all} agree; not {different:#?}");
    }
}

fn check(name: &str) {
    let Some((model, cases)) = load(name) else { return };
    let mut decoded = 0;
    for case in &cases {
        check_input(&model, case);
        check_outputs(&model, case);
        decoded += usize::from(check_decoding(&model, case));
    }
    assert!(decoded >= 2, "too few cases with all outputs");
    check_findings(&model, &cases);
}

#[test]
fn full_agrees_with_the_reference() {
    check("full");
}

#[test]
fn fast_agrees_with_the_reference() {
    check("fast");
}

#[test]
fn the_result_does_not_depend_on_threads() {
    let Some((model, cases)) = load("full") else { return };
    let text: String = cases.iter().map(|case| case.text.as_str()).cycle().take(30).collect();
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| model.infer(&text))
    };
    assert_eq!(on(1), on(3));
}

mod hostile {
    use proptest::prelude::*;
    use proptest::test_runner::{Config, TestRunner};
    use standpoint_terms::Span;

    use super::load;
    use crate::decode::Decoder;
    use crate::rows::{Outputs, Rows};
    use crate::window::windows;
    use crate::{Found, Inference};

    /// All spans lie in the text, on character boundaries; indices point to what is there.
    fn holds_together(text: &str, found: &Found) {
        let inside =
            |span: &Span| assert!(!span.is_empty() && span.of(text).is_some(), "{span:?} in {text:?}");
        for a in &found.attributions {
            assert!(!a.content.is_empty() && (0.0..=1.0).contains(&a.score));
            a.source.iter().chain(&a.cue).chain(&a.content).for_each(inside);
        }
        found.names.iter().for_each(|name| inside(&name.span));
        for (at, mention) in found.mentions.iter().enumerate() {
            inside(&mention.span);
            assert!(mention.span.contains(mention.head));
            assert!(mention.antecedent.is_none_or(|earlier| earlier.mention < at));
        }
        assert!(found.chains.iter().flatten().all(|at| *at < found.mentions.len()));
        assert!(found.unread.is_empty());
    }

    #[test]
    fn any_text_can_be_read() {
        let Some((model, _)) = load("full") else { return };
        let runner =
            &mut TestRunner::new(Config { cases: 12, failure_persistence: None, ..Config::default() });
        let texts = "(\\PC|[ \n\t]|[“”\"'„‘’.,:•_-]|said|He |the talks ){0,120}";
        runner
            .run(&texts, |text| {
                holds_together(&text, &model.infer(&text));
                Ok(())
            })
            .unwrap();
        for text in
            ["", "\u{feff}", "\0", "'", "\"", "•", "a\u{301}\u{301}", &"x".repeat(5000), &"\"'".repeat(900)]
        {
            holds_together(text, &model.infer(text));
        }
    }

    /// Whatever the network says, decoding holds together: here it says random numbers.
    #[test]
    fn any_outputs_can_be_decoded() {
        let Some((model, _)) = load("full") else { return };
        let runner =
            &mut TestRunner::new(Config { cases: 6, failure_persistence: None, ..Config::default() });
        let strategy = (any::<u64>(), 1usize..320, 0.1f32..20.0);
        runner
            .run(&strategy, |(seed, words, size)| {
                let text = "Ann said “no” to him. ".repeat(words / 7 + 1);
                let coded = model.coded(&text);
                let parameters = model.parameters();
                let mut decoder = Decoder::new(&coded, parameters);
                let mut state = seed;
                let mut rows = |words: usize, width: usize| {
                    let values = (0..words * width).map(|_| {
                        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                        ((state >> 40) as f32 / (1u64 << 23) as f32 - 1.0) * size
                    });
                    Rows { width, values: values.collect() }
                };
                for window in windows(&coded, parameters.windows) {
                    let (n, widths) = (window.words.len(), parameters.outputs);
                    let outputs = Outputs {
                        roles: rows(n, widths.roles),
                        cue_type: rows(n, widths.cue_type),
                        link_query: rows(n, widths.link_query),
                        link_key: rows(n, widths.link_key),
                        names: rows(n, widths.names),
                        heads: rows(n, widths.heads),
                        bounds_query: rows(n, widths.bounds_query),
                        bounds_key: rows(n, widths.bounds_key),
                        coref_query: rows(n, widths.coref_query),
                        coref_key: rows(n, widths.coref_key),
                        coref_new: rows(n, widths.coref_new),
                        ends: rows(n, widths.ends),
                    };
                    decoder.add(&window, Ok(outputs));
                }
                let (names, heads) = (parameters.name_kinds().unwrap(), parameters.head_kinds().unwrap());
                holds_together(&text, &decoder.finish().found(coded.words(), &names, &heads));
                Ok(())
            })
            .unwrap();
    }
}
