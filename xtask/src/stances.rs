//! Positions and acts in disputes whose statements are given, by labelled sentences.
//!
//! A dispute becomes a codebook (parties and propositions, without any hint), and there is one beside it with hints and
//! phrasings, as a user writes it before any coverage. A line becomes a document with one statement of the speaker, party
//! and words that the line tells. Reader and judge then do as for any document.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use serde::Deserialize;
use serde_json::json;
use standpoint_app::reading::{CompiledCodebook, Judge, Reader, act_evidence, find_positions, stance_odds};
use standpoint_app::{ReaderChoice, load_codebook, load_reader};
use standpoint_terms::{
    Act, Attribution, Codebook, CueKind, Document, DocumentId, Format, Hand, Issue, Metadata, Mode, Party,
    Passage, PassageKind, Proposition, Reading, Resolution, Span, Stance, Statement,
};

use crate::judging::{by, judges};
use crate::report;
use crate::shared::root;

/// The first line of a dispute.
#[derive(Deserialize)]
struct Header {
    dispute: String,
    parties: Vec<Side>,
    propositions: Vec<Sentence>,
}

#[derive(Deserialize)]
struct Side {
    id: String,
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
}

#[derive(Deserialize)]
struct Sentence {
    id: String,
    issue: String,
    sentence: String,
}

/// A labelled statement.
#[derive(Deserialize)]
struct Line {
    sentence: String,
    content: String,
    speaker: Option<String>,
    party: Option<String>,
    act: Act,
    #[serde(default)]
    positions: Vec<(String, String, Stance, Hand)>,
    before: Option<String>,
}

struct Dispute {
    header: Header,
    /// Parties and propositions alone.
    bare: CompiledCodebook,
    /// With hints and phrasings; the bare one where none lies beside the dispute.
    written: CompiledCodebook,
    lines: Vec<Line>,
}

/// Which codebook of a dispute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    Bare,
    Written,
}

impl Dispute {
    fn codebook(&self, which: Which) -> &CompiledCodebook {
        match which {
            Which::Bare => &self.bare,
            Which::Written => &self.written,
        }
    }
}

/// Counts over some disputes.
#[derive(Clone, Default)]
struct Counts {
    lines: usize,
    /// Gold positions, found ones, those on the same pair of holder and proposition, and with the same stance.
    gold: usize,
    found: usize,
    same: usize,
    right: usize,
    /// Of the positions on the same pair, the hand that is right.
    hand: usize,
    /// Right stances where holder and proposition were asked: rules first, and the judge alone.
    asked: usize,
    judged: usize,
    acts: BTreeMap<(Act, Act), usize>,
}

/// Measures the rules alone, and with the judge beside them. With the judge of a folder, or another folder of disputes than
/// the usual one, the table is only printed.
pub(crate) fn run(judge_folder: Option<&Path>, folder: Option<&Path>) -> Result<(), String> {
    let reader = load_reader(&ReaderChoice::Full).map_err(|error| error.to_string())?;
    let judges = judges(judge_folder)?;
    let test = root().join("tools/judge/data/test");
    let disputes = disputes(folder.unwrap_or(&test))?;
    let mut body = format!(
        "Disputes that are not trained on and that no rule was written for: {}. The *bare* codebook has a dispute's \
         parties and propositions alone; the *written* one has hints and phrasings too, written by somebody who had \
         not seen the sentences. Each sentence is a document, and its speaker, party and words are given. *Stance* is over all gold positions: the share of which holder, proposition and \
         stance are found (what is not found is wrong); *of the answered* over those of which holder and proposition \
         are found. *Pair* tells which pairs of holder and proposition are found at all, *with stance* those with the \
         right stance.\n",
        disputes
            .iter()
            .map(|d| format!("{} ({} lines)", d.header.dispute, d.lines.len()))
            .collect::<Vec<_>>()
            .join(", ")
    );
    let mut runs: Vec<(String, Which, Option<&dyn Judge>)> = Vec::new();
    for (which, name) in [(Which::Bare, "bare codebook"), (Which::Written, "written codebook")] {
        for judge in &judges {
            runs.push((format!("With {}, {name}", by(judge)), which, judge.as_deref()));
        }
    }
    for (heading, which, judge) in runs {
        let mut all = Counts::default();
        let mut rows = Vec::new();
        let dump = std::env::temp_dir()
            .join(format!("standpoint-stances-{}.jsonl", if judge.is_some() { "judge" } else { "rules" }));
        let mut study = Vec::new();
        for dispute in &disputes {
            let counts = count(dispute, which, reader.as_ref(), judge, &mut study);
            add(&mut all, &counts);
            rows.push((dispute.header.dispute.as_str(), counts));
        }
        // Each line with what was found, for study; it lies in the folder for temporary files.
        std::fs::write(&dump, study).map_err(|error| format!("cannot write {}: {error}", dump.display()))?;
        rows.push(("**all**", all));
        let _ = write!(body, "\n## {heading}\n\n{}", table(&rows));
        if judge.is_some() {
            body.push_str(&asked(&rows));
        }
    }
    if folder.is_some() || judge_folder.is_some() {
        report::show("Stances", &body);
        return Ok(());
    }
    report::keep("stances", "Stances and acts in disjoint disputes", "cargo xtask score stances", &body)
}

fn disputes(folder: &Path) -> Result<Vec<Dispute>, String> {
    let failed =
        |path: &Path, error: &dyn std::fmt::Display| format!("cannot read {}: {error}", path.display());
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .map_err(|error| failed(folder, &error))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "jsonl"))
        .collect();
    paths.sort();
    let mut out = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).map_err(|error| failed(&path, &error))?;
        let mut rows = text.lines().filter(|line| !line.trim().is_empty());
        let header: Header =
            serde_json::from_str(rows.next().unwrap_or_default()).map_err(|error| failed(&path, &error))?;
        let lines: Result<Vec<Line>, _> = rows.map(serde_json::from_str).collect();
        let lines = lines.map_err(|error| failed(&path, &error))?;
        let bare = CompiledCodebook::new(&codebook(&header));
        let beside = path.with_extension("toml");
        let written = if beside.exists() {
            let file = load_codebook(&beside).map_err(|error| error.to_string())?;
            CompiledCodebook::new(&file.codebook)
        } else {
            bare.clone()
        };
        out.push(Dispute { bare, written, header, lines });
    }
    Ok(out)
}

fn codebook(header: &Header) -> Codebook {
    let issues: BTreeSet<&str> = header.propositions.iter().map(|p| p.issue.as_str()).collect();
    let issue = |id: &str| Issue { id: id.to_owned(), name: id.to_owned(), ..Issue::default() };
    Codebook {
        parties: header.parties.iter().map(|side| party(&side.id, &side.name, &side.aliases)).collect(),
        issues: issues.into_iter().map(issue).collect(),
        propositions: header
            .propositions
            .iter()
            .map(|p| Proposition {
                id: p.id.clone(),
                issue: p.issue.clone(),
                sentence: p.sentence.clone(),
                ..Proposition::default()
            })
            .collect(),
        ..Codebook::default()
    }
}

/// A party with its people under their full and last names.
pub(crate) fn party(id: &str, name: &str, known: &[String]) -> Party {
    let mut aliases = known.to_vec();
    for alias in known {
        let words: Vec<&str> = alias.split_whitespace().collect();
        let person = words.len() > 1 && words[0] != "the";
        aliases.extend(
            words
                .last()
                .filter(|last| person && last.starts_with(char::is_uppercase))
                .map(|&last| last.to_owned()),
        );
    }
    aliases.sort();
    aliases.dedup();
    Party { id: id.to_owned(), name: name.to_owned(), aliases, ..Party::default() }
}

fn count(
    dispute: &Dispute,
    which: Which,
    reader: &dyn Reader,
    judge: Option<&dyn Judge>,
    study: &mut Vec<u8>,
) -> Counts {
    let codebook = dispute.codebook(which);
    let mut counts = Counts::default();
    for line in &dispute.lines {
        let (document, reading, statement) = statement(codebook, line, reader);
        let mut statements = [statement];
        find_positions(&document, &reading, Some(codebook), judge, &mut statements);
        let [statement] = statements;
        counts.lines += 1;
        counts.gold += line.positions.len();
        counts.found += statement.positions.len();
        for (holder, proposition, stance, hand) in &line.positions {
            let found = statement
                .positions
                .iter()
                .find(|found| found.holder == *holder && found.proposition == *proposition);
            counts.same += usize::from(found.is_some());
            counts.right += usize::from(found.is_some_and(|found| found.stance == *stance));
            counts.hand += usize::from(found.is_some_and(|found| found.hand == *hand));
            if let Some(judge) = judge {
                let judged =
                    asked_of(judge, codebook, (&document, &reading, &statement), [holder, proposition]);
                counts.judged += usize::from(judged == *stance);
                counts.asked += usize::from(found.map_or(judged, |found| found.stance) == *stance);
            }
        }
        let act = statement.act.as_ref().map_or(Act::Claim, |acted| acted.act);
        *counts.acts.entry((line.act, act)).or_default() += 1;
        let told = json!({
            "dispute": dispute.header.dispute, "sentence": line.sentence, "content": line.content,
            "act": line.act, "act_found": act, "signs": act_evidence(&document, &reading, Some(codebook), &statement), "act_by": statement.act.as_ref().map(|acted| &acted.by),
            "cue": words(&document, &statement.attribution.cue), "source": words(&document, &statement.attribution.source),
            "party": line.party, "positions": line.positions, "positions_found": statement.positions,
        });
        let _ = writeln!(study, "{told}");
    }
    counts
}

fn words(document: &Document, spans: &[Span]) -> Vec<String> {
    spans.iter().filter_map(|span| span.of(&document.text)).map(str::to_owned).collect()
}

/// A line as a document with one statement. Where the words around the statement have a source and a cue, the reader
/// finds them; speaker, party and words are the line's.
fn statement(
    codebook: &CompiledCodebook,
    line: &Line,
    reader: &dyn Reader,
) -> (Document, Reading, Statement) {
    let before = line.before.as_deref().map_or_else(String::new, |before| format!("{before} "));
    let text = format!("{before}{}", line.sentence);
    let document = document("line.txt", &text, std::iter::once(Span::new(0, text.len())));
    let mut content = Vec::new();
    let mut from = before.len();
    for fragment in line.content.split(" … ").filter(|fragment| !fragment.is_empty()) {
        let at = text[from..].find(fragment).map_or_else(|| text.find(fragment), |at| Some(from + at));
        if let Some(at) = at {
            content.push(Span::new(at, at + fragment.len()));
            from = at + fragment.len();
        }
    }
    content.sort_unstable();
    let mut reading = reader.read(&document);
    let shared = |attribution: &Attribution| -> usize {
        let pairs = attribution.content.iter().flat_map(|a| content.iter().map(move |b| (a, b)));
        pairs.map(|(a, b)| a.end.min(b.end).saturating_sub(a.start.max(b.start))).sum()
    };
    let read = reading.attributions.iter().filter(|a| shared(a) > 0).max_by_key(|a| shared(a)).cloned();
    let free = |spans: Vec<Span>| -> Vec<Span> {
        spans.into_iter().filter(|span| !content.iter().any(|c| c.overlaps(*span))).collect()
    };
    let speaker = line.speaker.as_deref().and_then(|speaker| {
        let at = before.len() + line.sentence.find(speaker)?;
        Some(Span::new(at, at + speaker.len()))
    });
    let source = free(speaker.into_iter().collect());
    let attribution = Attribution {
        source: if source.is_empty() {
            free(read.as_ref().map_or_else(Vec::new, |a| a.source.clone()))
        } else {
            source
        },
        cue: free(read.as_ref().map_or_else(Vec::new, |a| a.cue.clone())),
        mode: mode(&text, &content),
        cue_kind: read.as_ref().map_or(CueKind::Reporting, |a| a.cue_kind),
        speaker: None,
        resolution: Resolution::default(),
        parent: None,
        score: 1.0,
        content,
    };
    reading.attributions = vec![attribution.clone()];
    let statement = Statement {
        attribution,
        speaker: line.speaker.clone(),
        party: line.party.clone(),
        issue: codebook.issues.issue_of(&line.content),
        act: None,
        positions: Vec::new(),
        said_on: None,
    };
    (document, reading, statement)
}

/// A text as a document of these paragraphs.
pub(crate) fn document(name: &str, text: &str, paragraphs: impl Iterator<Item = Span>) -> Document {
    Document {
        id: DocumentId::of_text(text),
        name: name.to_owned(),
        locator: format!("/{name}"),
        format: Format::Text,
        metadata: Metadata::default(),
        text: text.to_owned(),
        passages: paragraphs.map(|span| Passage { kind: PassageKind::Body, span }).collect(),
        notices: Vec::new(),
    }
}

/// Direct where the words are quoted, mixed where a piece of them is.
pub(crate) fn mode(text: &str, content: &[Span]) -> Mode {
    let is_quoted =
        |span: &Span| text[..span.start].ends_with(['“', '"']) || text[span.start..].starts_with(['“', '"']);
    let quotes = |span: &Span| span.of(text).is_some_and(|words| words.contains(['“', '"']));
    if !content.is_empty() && content.iter().all(is_quoted) {
        Mode::Direct
    } else if content.iter().any(|span| is_quoted(span) || quotes(span)) {
        Mode::Mixed
    } else {
        Mode::Indirect
    }
}

/// The judge's stance where holder and proposition are given.
fn asked_of(
    judge: &dyn Judge,
    codebook: &CompiledCodebook,
    told: (&Document, &Reading, &Statement),
    pair: [&str; 2],
) -> Stance {
    let (document, reading, statement) = told;
    let odds = stance_odds(document, reading, codebook, judge, statement, pair).unwrap_or_default();
    let stances = [(Stance::Support, odds[1]), (Stance::Oppose, odds[2]), (Stance::Conditional, odds[3])];
    stances.into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).map_or(Stance::Support, |(stance, _)| stance)
}

fn add(all: &mut Counts, some: &Counts) {
    all.lines += some.lines;
    all.gold += some.gold;
    all.found += some.found;
    all.same += some.same;
    all.right += some.right;
    all.hand += some.hand;
    all.asked += some.asked;
    all.judged += some.judged;
    for (pair, count) in &some.acts {
        *all.acts.entry(*pair).or_default() += count;
    }
}

fn table(rows: &[(&str, Counts)]) -> String {
    let mut out = String::from(
        "| dispute | positions | stance | of the answered | pair P | R | F1 | with stance P | R | F1 | hand | act | act macro-F1 |\n\
         | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n",
    );
    for (name, c) in rows {
        let [pair_p, pair_r, pair_f] = prf(c.same, c.found, c.gold);
        let [p, r, f] = prf(c.right, c.found, c.gold);
        let acts: usize = c.acts.iter().filter(|((gold, found), _)| gold == found).map(|(_, n)| n).sum();
        let _ = writeln!(
            out,
            "| {name} | {} | {:.1} | {:.1} | {pair_p:.1} | {pair_r:.1} | {pair_f:.1} | {p:.1} | {r:.1} | {f:.1} | {:.1} | {:.1} | {:.1} |",
            c.gold,
            percent(c.right, c.gold),
            percent(c.right, c.same),
            percent(c.hand, c.same),
            percent(acts, c.lines),
            macro_f1(&c.acts),
        );
    }
    out
}

/// The stance where holder and proposition are given, of rules and judge.
fn asked(rows: &[(&str, Counts)]) -> String {
    let mut out = String::from(
        "\nStance accuracy where holder and proposition are asked, none left out:\n\n\
         | dispute | judge alone | rules where they found it, else the judge |\n| --- | ---: | ---: |\n",
    );
    for (name, c) in rows {
        let _ =
            writeln!(out, "| {name} | {:.1} | {:.1} |", percent(c.judged, c.gold), percent(c.asked, c.gold));
    }
    out
}

fn prf(right: usize, found: usize, gold: usize) -> [f64; 3] {
    [percent(right, found), percent(right, gold), percent(2 * right, found + gold)]
}

/// Over the acts that the gold has.
fn macro_f1(acts: &BTreeMap<(Act, Act), usize>) -> f64 {
    let gold: BTreeSet<Act> = acts.keys().map(|(gold, _)| *gold).collect();
    let count = |of: &dyn Fn(&(Act, Act)) -> bool| {
        acts.iter().filter(|(pair, _)| of(pair)).map(|(_, n)| n).sum::<usize>()
    };
    let f1 = |act: &Act| {
        let right = acts.get(&(*act, *act)).copied().unwrap_or(0);
        percent(2 * right, count(&|pair| pair.0 == *act) + count(&|pair| pair.1 == *act))
    };
    gold.iter().map(f1).sum::<f64>() / as_f64(gold.len().max(1))
}

fn percent(part: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { 100.0 * as_f64(part) / as_f64(of) }
}

#[expect(clippy::cast_precision_loss, reason = "counts of a few thousand sentences")]
fn as_f64(count: usize) -> f64 {
    count as f64
}
