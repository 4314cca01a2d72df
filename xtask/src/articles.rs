//! Statements and positions in whole articles on invented disputes that nothing is trained on.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use standpoint_app::reading::{
    CompiledCodebook, Judge, PositionEvidence, Reader, act_evidence, judged_statements, position_evidence,
};
use standpoint_app::{ReaderChoice, load_codebook, load_reader};
use standpoint_terms::{CodePoints, Document, Hand, Reading, Span, Statement};

use crate::judging::{by, judges};
use crate::marks::{self, Article, Coverage, Marked};
use crate::report;
use crate::shared::{root, scorer};
use crate::stances::{document, mode};

/// What is measured other than by the committed table.
#[derive(Clone, Copy, Default)]
pub(crate) struct Other<'a> {
    /// The judge of a folder, or `none`.
    pub(crate) judge: Option<&'a Path>,
    /// A folder of disputes.
    pub(crate) disputes: Option<&'a Path>,
    /// A codebook in place of the disputes' own, with their ids; or a folder with one for each file of disputes, by its name.
    /// Disputes without one there are left out.
    pub(crate) codebook: Option<&'a Path>,
}

/// Measures the reader's statements by rules alone, and with the judge beside them. What is other than usual is only printed.
pub(crate) fn run(other: &Other<'_>) -> Result<(), String> {
    let reader = load_reader(&ReaderChoice::Full).map_err(|error| error.to_string())?;
    let test = root().join("tools/judge/data/test");
    let disputes = read(other.disputes.unwrap_or(&test), other.codebook)?;
    let names: Vec<String> =
        disputes.iter().map(|one| format!("{} ({} articles)", one.id, one.articles.len())).collect();
    let mut body = format!(
        "Whole articles on invented disputes that nothing is trained on: {}. {} Reader: {}.\n",
        names.join(", "),
        match other.codebook {
            Some(path) => format!("Codebook: {}.", path.display()),
            None => "The codebook has a dispute's parties, issues and propositions with some phrases for and against, and no \
                     hints."
                .to_owned(),
        },
        reader.identity()
    );
    for judge in judges(other.judge)? {
        let table = score(&disputes, reader.as_ref(), judge.as_deref())?;
        let _ = write!(body, "\n## With {}\n\n```text\n{}\n```\n", by(&judge), table.trim_end());
    }
    if other.judge.is_some() || other.disputes.is_some() || other.codebook.is_some() {
        report::show("Statements in articles", &body);
        return Ok(());
    }
    report::keep(
        "articles",
        "Statements in articles on disjoint disputes",
        "cargo xtask score articles",
        &body,
    )
}

/// The disputes of a folder, with codebooks in place of their own where a file or folder of them is named.
fn read(folder: &Path, codebook: Option<&Path>) -> Result<Vec<Coverage>, String> {
    let failed = |error: std::io::Error| format!("cannot read {}: {error}", folder.display());
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .map_err(failed)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "marks"))
        .collect();
    paths.sort();
    let mut out = Vec::new();
    for path in paths {
        let mut coverage = marks::read(&path)?;
        if let Some(other) = codebook {
            let beside = path.with_extension("toml");
            let file = match beside.file_name().filter(|_| other.is_dir()) {
                Some(name) => other.join(name),
                None => other.to_owned(),
            };
            if other.is_dir() && !file.exists() {
                continue;
            }
            coverage.codebook = load_codebook(&file).map_err(|error| error.to_string())?.codebook;
        }
        out.push(coverage);
    }
    Ok(out)
}

/// What the scorer says. What was found of each line, with the signs by which acts are learnt, lies in the folder for
/// temporary files.
fn score(disputes: &[Coverage], reader: &dyn Reader, judge: Option<&dyn Judge>) -> Result<String, String> {
    let folder = std::env::temp_dir().join(format!("standpoint-articles-{}", std::process::id()));
    let failed = |error: std::io::Error| format!("cannot write to {}: {error}", folder.display());
    std::fs::create_dir_all(folder.join("text")).map_err(failed)?;
    let (mut gold, mut predicted, mut study) = (String::new(), String::new(), Vec::new());
    for dispute in disputes {
        let codebook = CompiledCodebook::new(&dispute.codebook);
        for (at, article) in dispute.articles.iter().enumerate() {
            let name = format!("{}-{}.txt", dispute.id, at + 1);
            let document = document(&name, &article.text, lines(&article.text));
            let reading = reader.read(&document);
            let by_rules = judged_statements(&document, &reading, Some(&codebook), None);
            let found = match judge {
                Some(_) => judged_statements(&document, &reading, Some(&codebook), judge),
                None => by_rules.clone(),
            };
            std::fs::write(folder.join("text").join(&name), &article.text).map_err(failed)?;
            let points = CodePoints::new(&article.text);
            for one in &article.statements {
                let _ = writeln!(gold, "{}", gold_line(&name, article, &points, one));
                if let Some(at) = best(one, &found) {
                    let signs = act_evidence(&document, &reading, Some(&codebook), &found[at]);
                    let mut learnt = learnt(&dispute.id, &reading, &document, one, &found[at], &signs);
                    let voices = judge
                        .map(|judge| position_evidence(&document, &reading, &codebook, judge, &by_rules[at]));
                    learnt["voices"] = voices.iter().flatten().map(voice).collect();
                    writeln!(study, "{learnt}").map_err(failed)?;
                }
            }
            for statement in &found {
                let _ = writeln!(predicted, "{}", predicted_line(&name, &points, statement));
            }
        }
    }
    let place = |name: &str| folder.join(name);
    std::fs::write(place("gold.jsonl"), gold).map_err(failed)?;
    std::fs::write(place("predicted.jsonl"), predicted).map_err(failed)?;
    std::fs::write(std::env::temp_dir().join("standpoint-articles.jsonl"), study).map_err(failed)?;
    let arguments = [
        place("gold.jsonl"),
        place("predicted.jsonl"),
        PathBuf::from("--texts"),
        place("text"),
        PathBuf::from("--dump"),
        std::env::temp_dir().join("standpoint-articles-dump.jsonl"),
    ];
    let table = scorer("eval/score_statements.py", &arguments.each_ref().map(PathBuf::as_path));
    // It lies in the system's folder for temporary files; what stays there does no harm.
    let _ = std::fs::remove_dir_all(&folder);
    table
}

/// The lines of a text that are not empty.
fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let span = Span::new(start, start + line.trim_end().len());
        start += line.len();
        (!span.is_empty()).then_some(span)
    })
}

/// The statement that shares most with a marked one, if that is at least half of either; an index.
fn best(marked: &Marked, found: &[Statement]) -> Option<usize> {
    let length = |spans: &[Span]| -> usize { spans.iter().map(|span| span.len()).sum() };
    let shared = |one: &Statement| -> usize {
        let pairs = one.attribution.content.iter().flat_map(|a| marked.content.iter().map(move |b| (a, b)));
        pairs.map(|(a, b)| a.end.min(b.end).saturating_sub(a.start.max(b.start))).sum()
    };
    let (at, best) = found.iter().enumerate().max_by_key(|(_, one)| shared(one))?;
    (2 * shared(best) >= length(&best.attribution.content).min(length(&marked.content))).then_some(at)
}

/// What the weights of rules and judge are learnt from; `tools/judge/judge/weigh.py` reads it.
fn voice(one: &PositionEvidence) -> Value {
    json!({"holder": one.holder, "proposition": one.proposition, "near": one.near, "odds": one.odds, "rules": one.rules})
}

/// What acts are learnt from; `tools/acts/train.py` reads it.
fn learnt(
    dispute: &str,
    reading: &Reading,
    document: &Document,
    marked: &Marked,
    found: &Statement,
    signs: &[String],
) -> Value {
    let words =
        |spans: &[Span]| -> Vec<&str> { spans.iter().filter_map(|span| span.of(&document.text)).collect() };
    let first = marked.content.first().map_or(0, |span| span.start);
    let sentence = reading.sentences.iter().find(|sentence| sentence.end > first);
    json!({
        "dispute": dispute, "sentence": sentence.and_then(|span| span.of(&document.text)), "content": words(&marked.content),
        "act": marked.act, "act_found": found.act.as_ref().map(|acted| acted.act), "signs": signs,
        "act_by": found.act.as_ref().map(|acted| &acted.by), "cue": words(&found.attribution.cue),
        "source": words(&found.attribution.source), "party": marked.party, "issue": marked.issue,
        "issue_found": found.issue.as_ref().map(|issued| &issued.issue),
        "positions": marked.positions, "positions_found": found.positions,
    })
}

fn gold_line(name: &str, article: &Article, points: &CodePoints<'_>, marked: &Marked) -> Value {
    let content: Vec<&str> = marked.content.iter().filter_map(|span| span.of(&article.text)).collect();
    let about: Vec<Value> = marked
        .positions
        .iter()
        .map(|(holder, proposition, stance, hand)| {
            json!({"holder": holder, "proposition": proposition, "stance": stance, "hand": hand})
        })
        .collect();
    let mode = mode(&article.text, &marked.content);
    json!({
        "doc": name, "content": content, "start": marked.content.first().and_then(|span| points.at(span.start)),
        "source": null, "source_start": null, "cue": null, "cue_start": null, "speaker": marked.speaker,
        "speaker_party": marked.party.as_deref().unwrap_or("none"), "mode": mode, "issue": marked.issue, "act": marked.act,
        "about": about, "first_hand": marked.positions.iter().all(|position| position.3 == Hand::First),
    })
}

fn predicted_line(name: &str, points: &CodePoints<'_>, statement: &Statement) -> Value {
    let spans =
        |spans: &[Span]| -> Vec<[usize; 2]> { spans.iter().filter_map(|span| points.of(*span)).collect() };
    let positions: Vec<Value> = statement
        .positions
        .iter()
        .map(
            |p| json!({"holder": p.holder, "proposition": p.proposition, "stance": p.stance, "hand": p.hand}),
        )
        .collect();
    json!({
        "doc": name, "content": spans(&statement.attribution.content), "source": spans(&statement.attribution.source),
        "cue": spans(&statement.attribution.cue), "mode": statement.attribution.mode, "speaker": statement.speaker,
        "speaker_party": statement.party, "issue": statement.issue.as_ref().map(|issued| &issued.issue),
        "act": statement.act.as_ref().map(|acted| acted.act), "positions": positions,
    })
}
