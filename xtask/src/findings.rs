//! Findings on the example coverage, by its gold.
//!
//! A found finding and a gold one are taken for the same when they are of one kind, agree on holder and proposition
//! (where both have one; for reactions on the proposal), and at least one quotation of the one overlaps one of the
//! other. A gold finding is recalled when any found one matches it; a found one is right when it matches any.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use serde::Deserialize;
use standpoint_app::ReaderChoice;
use standpoint_app::ledger::Entry;
use standpoint_findings::find;
use standpoint_terms::{
    ActorKind, Conflict, Document, DocumentId, Finding, FindingDetail, FindingKind, Span, Statement,
};

use crate::coverage::Collection;
use crate::gold::{self, GoldDocument};
use crate::report;
use crate::shared::root;

const EXAMPLE: &str = "sarne";

/// What pages fold away: unconfirmed claims, undated forecasts, reactions by second hand.
const FOLDED_BELOW: f32 = standpoint_terms::FOLDED_BELOW;

#[derive(Deserialize)]
struct GoldFile {
    finding: Vec<GoldFinding>,
}

#[derive(Deserialize)]
struct GoldFinding {
    id: String,
    kind: String,
    holder: Option<String>,
    proposition: Option<String>,
    proposal: Option<String>,
    docs: Vec<String>,
    #[serde(default)]
    quotes: Vec<GoldQuote>,
}

#[derive(Deserialize)]
struct GoldQuote {
    doc: String,
    text: String,
}

pub(crate) fn run() -> Result<(), String> {
    let coverage = root().join("examples").join(EXAMPLE);
    let folder = root().join("examples/gold").join(EXAMPLE);
    let gold = read_gold(&folder.join("findings.toml"))?;
    let codebook =
        standpoint_app::load_codebook(&coverage.join("codebook.toml")).map_err(|error| error.to_string())?;

    let mut documents = gold::documents(&coverage, &[folder.join("statements.jsonl")])?;
    for of_one in gold.iter().filter(|finding| finding.kind == "same-origin") {
        for document in &mut documents {
            if of_one.docs.contains(&document.document.name) {
                document.origin = Some(of_one.id.clone());
            }
        }
    }
    let found = find(&gold::record(&documents, &codebook.codebook));
    let texts: Vec<Document> = documents.into_iter().map(|gold| gold.document).collect();
    let mut body = String::from(
        "A found finding and a gold one are taken for the same when they are of one kind, agree on holder and \
         proposition where both have one (reactions: on the proposal), and a quotation of the one overlaps one of \
         the other. Findings that pages fold away (interest below ",
    );
    let _ = write!(
        body,
        "{FOLDED_BELOW}) are left out.\n\n## From the gold statements\n\nWhat the logic gives where the reading is perfect: `statements.jsonl` and the gold's origins are the input.\n\n"
    );
    body.push_str(&table(&gold, &found, &texts)?);
    let documents = of_reading(&coverage, &coverage.join("codebook.toml"))?;
    let read = find(&gold::record(&documents, &codebook.codebook));
    let documents: Vec<Document> = documents.into_iter().map(|read| read.document).collect();
    body.push_str(
        "## From what the program reads\n\nThe same articles as `standpoint findings` shows them: reader, rules and origins are the program's own.\n\n",
    );
    body.push_str(&table(&gold, &read, &documents)?);
    study(&gold, &read, &documents)?;
    report::keep("findings", "Findings on the example coverage", "cargo xtask score findings", &body)
}

/// The documents with what the program itself reads in them and the origins that it finds.
fn of_reading(coverage: &Path, codebook: &Path) -> Result<Vec<GoldDocument>, String> {
    let read = Collection::read(&[coverage], Some(codebook), &ReaderChoice::Full)?;
    let compared = standpoint_app::coverage::find(&read.told());
    let origins = compared.origin_of();
    let document = |entry: &Entry| GoldDocument {
        document: entry.document.clone(),
        sentences: entry.reading.sentences.clone(),
        statements: entry.statements.clone(),
        unnamed: entry.statements.iter().map(|statement| is_unnamed(entry, statement)).collect(),
        origin: origins.get(&entry.document.id).map(ToString::to_string),
    };
    Ok(read.entries().iter().map(document).collect())
}

fn is_unnamed(entry: &Entry, statement: &Statement) -> bool {
    let actor = statement.attribution.speaker.and_then(|at| entry.reading.actors.get(at));
    actor.is_some_and(|actor| actor.kind == ActorKind::Unnamed)
}

/// Each finding on what is read, right or not, for study; it lies in the folder for temporary files.
fn study(gold: &[GoldFinding], found: &[Finding], texts: &[Document]) -> Result<(), String> {
    let mut out = String::new();
    for finding in found.iter().filter(|finding| counted(finding)) {
        let mut of = Vec::new();
        for gold in gold {
            if matches(gold, &places(gold, texts)?, finding) {
                of.push(gold.id.as_str());
            }
        }
        let _ =
            writeln!(out, "{} {:?} {:.2} = {}", finding.id, finding.holder, finding.interest, of.join(" "));
        for side in &finding.sides {
            for evidence in &side.evidence {
                let words: Vec<&str> = texts
                    .iter()
                    .filter(|text| text.id == evidence.document)
                    .flat_map(|text| evidence.spans.iter().filter_map(|span| span.of(&text.text)))
                    .collect();
                let _ = writeln!(
                    out,
                    "    {:?} {:?} {:?} {:?} {:.2} | {}",
                    side.role,
                    side.party,
                    side.stance,
                    evidence.hand,
                    evidence.score,
                    words.join(" … ").replace('\n', " ")
                );
            }
        }
    }
    let path = std::env::temp_dir().join("standpoint-findings.txt");
    std::fs::write(&path, out).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

fn read_gold(path: &Path) -> Result<Vec<GoldFinding>, String> {
    let text =
        std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let file: GoldFile = toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(file.finding)
}

/// The kind of a gold finding, where it is one of ours.
fn kind(gold: &GoldFinding) -> Option<FindingKind> {
    match gold.kind.as_str() {
        "second-hand-contradicted" => Some(FindingKind::SecondHand),
        name => FindingKind::ALL.into_iter().find(|kind| kind.name() == name),
    }
}

type Places = Vec<(DocumentId, Span)>;

fn places(gold: &GoldFinding, texts: &[Document]) -> Result<Places, String> {
    let place = |quote: &GoldQuote| {
        let document = texts.iter().find(|document| document.name == quote.doc);
        let document = document.ok_or_else(|| format!("{}: there is no document {}", gold.id, quote.doc))?;
        let at = document
            .text
            .find(&quote.text)
            .ok_or_else(|| format!("{}: {:?} is not in {}", gold.id, quote.text, quote.doc))?;
        Ok((document.id.clone(), Span::new(at, at + quote.text.len())))
    };
    gold.quotes.iter().map(place).collect()
}

fn matches(gold: &GoldFinding, at: &Places, found: &Finding) -> bool {
    let agree = |a: Option<&str>, b: Option<&str>| a.zip(b).is_none_or(|(a, b)| a == b);
    let proposal = match &found.detail {
        FindingDetail::Reaction { proposal } => Some(proposal.as_str()),
        _ => None,
    };
    kind(gold) == Some(found.kind)
        && agree(gold.holder.as_deref(), found.holder.as_deref())
        && agree(gold.proposition.as_deref(), found.proposition.as_deref())
        && agree(gold.proposal.as_deref(), proposal)
        && found.sides.iter().flat_map(|side| &side.evidence).any(|evidence| {
            let overlap = |(document, span): &(DocumentId, Span)| {
                *document == evidence.document && evidence.spans.iter().any(|other| other.overlaps(*span))
            };
            at.iter().any(overlap)
        })
}

fn counted(finding: &Finding) -> bool {
    let unconfirmed = matches!(finding.detail, FindingDetail::SecondHand { conflict: Conflict::Unconfirmed });
    finding.interest >= FOLDED_BELOW && !unconfirmed
}

#[derive(Default)]
struct Sums {
    gold: usize,
    recalled: usize,
    found: usize,
    right: usize,
}

fn table(gold: &[GoldFinding], found: &[Finding], texts: &[Document]) -> Result<String, String> {
    let mut sums: BTreeMap<Option<FindingKind>, Sums> = BTreeMap::new();
    let found: Vec<&Finding> = found.iter().filter(|finding| counted(finding)).collect();
    let mut right = BTreeSet::new();
    let mut missed = Vec::new();
    for gold in gold.iter().filter(|gold| kind(gold).is_some()) {
        let at = places(gold, texts)?;
        let matching: Vec<usize> = (0..found.len()).filter(|i| matches(gold, &at, found[*i])).collect();
        for row in [kind(gold), None] {
            let sums = sums.entry(row).or_default();
            sums.gold += 1;
            sums.recalled += usize::from(!matching.is_empty());
        }
        if matching.is_empty() {
            missed.push(gold.id.as_str());
        }
        right.extend(matching);
    }
    let mut others = Vec::new();
    for (i, finding) in found.iter().enumerate() {
        for row in [Some(finding.kind), None] {
            let sums = sums.entry(row).or_default();
            sums.found += 1;
            sums.right += usize::from(right.contains(&i));
        }
        if !right.contains(&i) {
            others.push(finding.id.as_str());
        }
    }
    let mut out = String::from(
        "| kind | gold | found of it | recall | found | right | precision |\n| --- | --- | --- | --- | --- | --- | --- |\n",
    );
    let share = |part: usize, of: usize| {
        if of == 0 { "–".to_owned() } else { format!("{:.2}", part as f64 / of as f64) }
    };
    let rows = FindingKind::ALL.into_iter().map(Some).chain([None]);
    for row in rows {
        let Some(sums) = sums.get(&row) else { continue };
        let name = row.map_or("**all**", FindingKind::name);
        let Sums { gold, recalled, found, right } = sums;
        let _ = writeln!(
            out,
            "| {name} | {gold} | {recalled} | {} | {found} | {right} | {} |",
            share(*recalled, *gold),
            share(*right, *found)
        );
    }
    let _ = writeln!(out, "\nMissed: {}.\n\nFound beyond the gold: {}.\n", listed(&missed), listed(&others));
    Ok(out)
}

fn listed(ids: &[&str]) -> String {
    if ids.is_empty() {
        "nothing".to_owned()
    } else {
        ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shared::shared;
    use standpoint_terms::{SideRole, Stance};

    /// The findings of the seed articles from their gold statements; `None` where the articles are not there.
    fn seeds() -> Option<Vec<Finding>> {
        let (Ok(seeds), Ok(folder)) = (shared("seeds"), shared("eval/gold")) else {
            report::complain("skipped: ../shared is not there");
            return None;
        };
        let files = std::fs::read_dir(folder).expect("the folder is there").filter_map(Result::ok);
        let mut files: Vec<_> = files.map(|file| file.path()).collect();
        files.retain(|file| file.extension().is_some_and(|ending| ending == "jsonl"));
        files.sort();
        let codebook = standpoint_app::load_codebook(&root().join("codebooks/ukraine-2025.toml"));
        let documents = gold::documents(&seeds, &files).expect("the gold fits the articles");
        Some(find(&gold::record(&documents, &codebook.expect("the codebook").codebook)))
    }

    #[track_caller]
    fn check(
        findings: &[Finding],
        kind: FindingKind,
        holder: Option<&str>,
        proposition: Option<&str>,
    ) -> Finding {
        let found = findings.iter().find(|finding| {
            finding.kind == kind
                && finding.holder.as_deref() == holder
                && finding.proposition.as_deref() == proposition
        });
        found.unwrap_or_else(|| panic!("no {kind} of {holder:?} on {proposition:?}")).clone()
    }

    #[test]
    fn the_seed_articles_have_what_their_gold_names() {
        let Some(findings) = seeds() else { return };
        let russia = Some("russia");
        for proposition in ["ukraine-self-rule", "us-guarantee"] {
            let found = check(&findings, FindingKind::SecondHand, russia, Some(proposition));
            let conflict = FindingDetail::SecondHand { conflict: Conflict::Contradicted };
            assert_eq!(found.detail, conflict, "{proposition}");
            assert!(found.sides.iter().any(|side| side.role == SideRole::OwnWords), "{proposition}");
        }
        for proposition in ["pokrovsk-russian", "russia-conceded", "talks-progress", "leaders-meet-now"] {
            check(&findings, FindingKind::Dispute, None, Some(proposition));
        }
        let pokrovsk = check(&findings, FindingKind::Dispute, None, Some("pokrovsk-russian"));
        let sides: Vec<_> = pokrovsk.sides.iter().map(|side| (side.party.as_deref(), side.stance)).collect();
        assert_eq!(sides, [(russia, Some(Stance::Support)), (Some("ukraine"), Some(Stance::Oppose))]);
        check(&findings, FindingKind::Unchanged, russia, None);
        check(&findings, FindingKind::Condition, russia, Some("us-guarantee"));
        for (holder, proposition) in [
            ("russia", "plan-revised"),
            ("ukraine", "plan-revised"),
            ("europe", "plan-revised"),
            ("russia", "plan-28-original"),
        ] {
            check(&findings, FindingKind::ProposalReaction, Some(holder), Some(proposition));
        }
        for proposition in [
            "nato-membership",
            "army-cap",
            "arms-ban",
            "zelensky-legitimate",
            "istanbul-basis",
            "russia-guarantor",
            "europe-obstructs",
        ] {
            check(&findings, FindingKind::OneSided, russia, Some(proposition));
        }
        let forecasters: BTreeSet<_> = findings
            .iter()
            .filter_map(|finding| match &finding.detail {
                FindingDetail::Forecast { forecaster, .. } => Some(forecaster.as_str()),
                _ => None,
            })
            .collect();
        assert!(forecasters.contains("analysts"), "{forecasters:?}");
    }

    #[test]
    fn what_is_read_of_the_seed_articles_stands_side_by_side() {
        let Ok(seeds) = shared("seeds") else {
            report::complain("skipped: ../shared is not there");
            return;
        };
        let path = root().join("codebooks/ukraine-2025.toml");
        let documents = of_reading(&seeds, &path).expect("the articles are read");
        let codebook = standpoint_app::load_codebook(&path).expect("the codebook").codebook;
        let findings = find(&gold::record(&documents, &codebook));
        let russia = Some("russia");
        let claimed = check(&findings, FindingKind::SecondHand, russia, Some("ukraine-self-rule"));
        assert!(claimed.sides.iter().any(|side| side.role == SideRole::OwnWords), "{claimed:?}");
        check(&findings, FindingKind::Dispute, None, Some("pokrovsk-russian"));
        check(&findings, FindingKind::Unchanged, russia, None);
        check(&findings, FindingKind::Condition, russia, Some("us-guarantee"));
        let analysts = |finding: &&Finding| matches!(&finding.detail, FindingDetail::Forecast { forecaster, .. } if forecaster == "analysts");
        assert!(findings.iter().any(|finding| analysts(&finding)), "what analysts predict");
    }

    #[test]
    fn nobody_answers_for_the_silent() {
        let Some(findings) = seeds() else { return };
        for finding in findings.iter().filter(|finding| finding.kind == FindingKind::Dispute) {
            for side in &finding.sides {
                assert!(!side.evidence.is_empty(), "{}", finding.id);
                assert!(
                    side.evidence.iter().all(|evidence| evidence.hand == Some(standpoint_terms::Hand::First)),
                    "{}",
                    finding.id
                );
            }
        }
    }
}
