//! Near duplicates: a public set of pairs, and kinds of duplicates made by chance from PolNeAR dev.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use standpoint_app::ByWords;
use standpoint_app::coverage::near::relation;
use standpoint_app::ledger::{Entry, Ledger, NearPair};
use standpoint_terms::{Document, DocumentId, Moment, ReaderIdentity, Reading, Relation};

use crate::edits::Seeded;
use crate::report;
use crate::shared::shared;

/// Documents in a transaction, as the program has it.
const BATCH: usize = 64;

pub(crate) fn run() -> Result<(), String> {
    let public = public_set()?;
    let kinds = kinds()?;
    let body = format!(
        "Both through the ledger, as documents come in: keys, candidates, exact comparison. Two texts are near duplicates \
         from half of all their shingles (four words in a row) on, or where one has half of the other's.\n\n{public}\n\
         Made by chance with a seed from the articles of PolNeAR dev, none of which copies another. Each article gives one \
         duplicate of each kind; what stands around it is words of all articles in random order.\n\n{kinds}"
    );
    report::keep("near-duplicates", "Near duplicates", "cargo xtask score near-duplicates", &body)
}

/// A ledger with these documents, added in batches, and the near duplicates that it found.
fn found(documents: &[Document]) -> Result<Vec<NearPair>, String> {
    let now: Moment = "2031-06-01".parse().map_err(|error| format!("{error}"))?;
    let mut ledger = Ledger::open_in_memory().map_err(|error| error.to_string())?;
    for batch in documents.chunks(BATCH) {
        let entries: Vec<Entry> = batch.iter().map(unread).collect();
        ledger.add_compared(&entries, &ByWords, now).map_err(|error| error.to_string())?;
    }
    ledger.near().map_err(|error| error.to_string())
}

fn unread(document: &Document) -> Entry {
    let reading = Reading {
        reader: ReaderIdentity { name: "nobody".to_owned(), version: "1".to_owned() },
        sentences: Vec::new(),
        mentions: Vec::new(),
        actors: Vec::new(),
        attributions: Vec::new(),
        notices: Vec::new(),
    };
    Entry { document: document.clone(), reading, statements: Vec::new() }
}

fn public_set() -> Result<String, String> {
    let folder = shared("data/near-duplicates")?;
    let truth_file = folder.join("articles_1000.truth");
    let truth =
        std::fs::read_to_string(&truth_file).map_err(|error| format!("{}: {error}", truth_file.display()))?;
    let pair = |line: &str| {
        let ids: BTreeSet<String> = line.split_whitespace().map(str::to_owned).collect();
        (ids.len() == 2).then_some(ids)
    };
    let truth: BTreeSet<BTreeSet<String>> = truth.lines().filter_map(pair).collect();
    let documents = lines(&folder.join("articles_1000.jsonl"))?;
    let id_of: BTreeMap<&DocumentId, &str> =
        documents.iter().map(|(id, document)| (&document.id, id.as_str())).collect();
    let texts: Vec<Document> = documents.iter().map(|(_, document)| document.clone()).collect();
    let near = found(&texts)?;
    let pairs: BTreeSet<BTreeSet<String>> =
        near.iter().map(|pair| pair.documents.iter().map(|id| id_of[id].to_owned()).collect()).collect();
    let lowest = near.iter().map(|pair| pair.nearness.resemblance()).fold(1.0, f32::min);
    Ok(format!(
        "| articles | true pairs | found | missed | others found | lowest resemblance of a found pair |\n\
         | ---: | ---: | ---: | ---: | ---: | ---: |\n| {} | {} | {} | {} | {} | {lowest:.2} |\n",
        texts.len(),
        truth.len(),
        truth.intersection(&pairs).count(),
        truth.difference(&pairs).count(),
        pairs.difference(&truth).count(),
    ))
}

/// The texts of a JSON Lines file, with their ids.
fn lines(path: &Path) -> Result<Vec<(String, Document)>, String> {
    let file = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut documents = Vec::new();
    for (number, line) in file.lines().enumerate() {
        let fault = |what: String| format!("{}, line {}: {what}", path.display(), number + 1);
        let value: serde_json::Value =
            serde_json::from_str(line).map_err(|error| fault(error.to_string()))?;
        let field = |name: &str| {
            value[name].as_str().map(str::to_owned).ok_or_else(|| fault(format!("it has no {name:?}")))
        };
        let (id, text) = (field("id")?, field("text")?);
        documents.push((id.clone(), document(&id, None, text)));
    }
    Ok(documents)
}

fn document(name: &str, outlet: Option<&str>, text: String) -> Document {
    let mut document = Document {
        id: DocumentId::of_text(&text),
        name: name.to_owned(),
        locator: format!("/{name}"),
        format: standpoint_terms::Format::Text,
        metadata: standpoint_terms::Metadata::default(),
        passages: vec![standpoint_terms::Passage {
            kind: standpoint_terms::PassageKind::Body,
            span: standpoint_terms::Span::new(0, text.len()),
        }],
        text,
        notices: Vec::new(),
    };
    document.metadata.outlet = outlet.map(str::to_owned);
    document
}

/// One way in which a newsroom or a crawler makes a near duplicate.
type Made = fn(&mut Seeded, &str, &[String]) -> String;

/// What is made, at what outlet, and what it is.
const MADE: &[(&str, bool, Made, Relation)] = &[
    ("fetched again with 20 other words above and 20 below", true, fetched, Relation::SamePage),
    (
        "revised: one word in fifty another, and a paragraph of 40 words more",
        true,
        revised,
        Relation::Revision,
    ),
    ("at another outlet, one word in forty another, the last fifth cut", false, syndicated, Relation::Copy),
    ("150 words of it, one in fifty another, in a digest of 3,000", false, excerpt, Relation::Excerpt),
];

fn kinds() -> Result<String, String> {
    let folder = shared("data/polnear/dev/text")?;
    let fault = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut articles: Vec<Document> = Vec::new();
    for file in std::fs::read_dir(&folder).map_err(fault)? {
        let path = file.map_err(fault)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        articles.push(document(&name, None, std::fs::read_to_string(&path).map_err(fault)?));
    }
    articles.sort_by(|one, other| one.name.cmp(&other.name));
    let vocabulary: Vec<String> =
        articles.iter().flat_map(|article| article.text.split_whitespace().map(str::to_owned)).collect();
    let mut chance = Seeded::new(2031);
    let (mut documents, mut truth) = (Vec::new(), BTreeMap::new());
    for (number, article) in articles.iter().enumerate() {
        let outlet = format!("outlet {number}");
        let original = document(&article.name, Some(&outlet), article.text.clone());
        for (kind, (_, same_outlet, make, _)) in MADE.iter().enumerate() {
            // An excerpt is of its own article only where the article stands in the collection as a whole too; what
            // meets here is the excerpt alone and the digest that holds it.
            let (source, made) = match MADE[kind].3 {
                Relation::Excerpt => {
                    let part = part_of(&mut chance, &article.text, 150);
                    let source = document(&format!("{number} part"), Some(&outlet), part.clone());
                    (source, make(&mut chance, &part, &vocabulary))
                }
                _ => (original.clone(), make(&mut chance, &article.text, &vocabulary)),
            };
            let elsewhere = format!("outlet {number}, {kind}");
            let made = document(
                &format!("{number} {kind}"),
                Some(if *same_outlet { outlet.as_str() } else { elsewhere.as_str() }),
                made,
            );
            truth.insert([source.id.clone(), made.id.clone()], kind);
            documents.push((number, source));
            documents.push((number, made));
        }
    }
    let article_of: BTreeMap<&DocumentId, usize> =
        documents.iter().map(|(number, document)| (&document.id, *number)).collect();
    let of: BTreeMap<&DocumentId, &Document> =
        documents.iter().map(|(_, document)| (&document.id, document)).collect();
    let all: Vec<Document> = documents.iter().map(|(_, document)| document.clone()).collect();
    let near = found(&all)?;
    let (mut met, mut right, mut wrong) = (vec![0; MADE.len()], vec![0; MADE.len()], 0);
    for pair in &near {
        let [one, other] = &pair.documents;
        if article_of[one] != article_of[other] {
            wrong += 1;
        }
        let kind = truth
            .get(&[one.clone(), other.clone()])
            .or_else(|| truth.get(&[other.clone(), one.clone()]))
            .copied();
        if let Some(kind) = kind {
            met[kind] += 1;
            let is = relation(of[one], of[other], &pair.nearness);
            right[kind] += usize::from(is == Some(MADE[kind].3));
        }
    }
    let mut table =
        String::from("| made | kind | pairs | found | kind right |\n| --- | --- | ---: | ---: | ---: |\n");
    for (kind, (how, _, _, relation)) in MADE.iter().enumerate() {
        let _ = writeln!(
            table,
            "| {how} | {} | {} | {} | {} |",
            relation.name(),
            articles.len(),
            met[kind],
            right[kind]
        );
    }
    let _ = writeln!(table, "\nPairs found of two articles: {wrong}.");
    Ok(table)
}

/// So many words in a row of a text, from anywhere.
fn part_of(chance: &mut Seeded, text: &str, words: usize) -> String {
    let all: Vec<&str> = text.split_whitespace().collect();
    let from = chance.below(all.len().saturating_sub(words) + 1);
    all[from..(from + words).min(all.len())].join(" ")
}

fn noise(chance: &mut Seeded, vocabulary: &[String], words: usize) -> String {
    let drawn: Vec<&str> = (0..words).filter_map(|_| chance.pick(vocabulary)).map(String::as_str).collect();
    drawn.join(" ")
}

/// Every so many words, one at a place by chance is another.
fn edited(chance: &mut Seeded, text: &str, vocabulary: &[String], every: usize) -> String {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    for start in (0..words.len()).step_by(every) {
        let at = start + chance.below(every.min(words.len() - start));
        if let Some(word) = chance.pick(vocabulary) {
            words[at] = word;
        }
    }
    words.join(" ")
}

fn fetched(chance: &mut Seeded, text: &str, vocabulary: &[String]) -> String {
    format!("{}\n{text}\n{}", noise(chance, vocabulary, 20), noise(chance, vocabulary, 20))
}

fn revised(chance: &mut Seeded, text: &str, vocabulary: &[String]) -> String {
    format!("{}\n{}", edited(chance, text, vocabulary, 50), noise(chance, vocabulary, 40))
}

fn syndicated(chance: &mut Seeded, text: &str, vocabulary: &[String]) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    edited(chance, &words[..words.len() * 4 / 5].join(" "), vocabulary, 40)
}

fn excerpt(chance: &mut Seeded, part: &str, vocabulary: &[String]) -> String {
    let before = 500 + chance.below(2_000);
    format!(
        "{}\n{}\n{}",
        noise(chance, vocabulary, before),
        edited(chance, part, vocabulary, 50),
        noise(chance, vocabulary, 2_850 - before)
    )
}
