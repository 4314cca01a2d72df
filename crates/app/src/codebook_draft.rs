//! Drafting a codebook from a ledger: what an analyst begins with, not what one ends with.
//!
//! Parties are the sides that titles name (for whom actors speak), then bodies and people who speak more than once and
//! for whom no title names a side. Issues are clusters of statements that share
//! words: TF-IDF of content words, each statement joined to the nearest cluster so far, in the ledger's order. All
//! ties are broken by the words themselves, so that a ledger gives one draft. Words of documents stand in comments
//! only; what is put into values are names and single words.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use standpoint_brief::terminal::printable;
use standpoint_ledger::{ActorFilter, ActorRow, Ledger, StatementFilter};
use standpoint_terms::ActorKind;

use crate::AppError;
use crate::free_id::free_id;

/// Statements that are looked at.
const STATEMENTS: usize = 4_000;

/// Clusters that are kept in mind while statements are joined to them.
const CLUSTERS: usize = 300;

/// A statement joins a cluster that is at least so near (cosine).
const NEAR: f64 = 0.2;

/// At most so many parties and issues are drafted.
const PARTIES: usize = 12;
const ISSUES: usize = 12;

/// Actors that are listed as members of a party.
const MEMBERS: usize = 8;

/// Words that do not tell what is talked about: function words, and those of saying.
const COMMON: &str = "about above after again against also although always among another around because been before \
    being below between both cannot come could days does doing done down during each either even every first from \
    gave give given goes going good have having here himself however into itself just keep know last later less like \
    made make making many more most much must need never nobody nothing only other others over part people rather \
    really said same says should since some something soon still such take taken tell than that their them then there \
    these they thing things think this those though three time told took toward towards under until upon very want \
    wants week weeks well went were what when where whether which while whole will with within without would year \
    years your yours asked added called saying talks side sides day already";

/// The TOML of a draft, which [`crate::parse_codebook`] accepts.
///
/// # Errors
/// The ledger cannot be read.
pub fn draft_codebook(ledger: &Ledger) -> Result<String, AppError> {
    let mut out = String::from(
        "# A draft, made from what the ledger holds. Go through it: rename, join, delete; write the sentences of\n\
         # the propositions, with other ways to say each (`for`) and its opposite (`against`).\n\
         # Quotations are examples, in comments only.\n\n\
         [codebook]\nid = \"draft\"\ntitle = \"Draft\"\n",
    );
    let actors = ledger.actors(&ActorFilter::default())?.rows;
    let mut statements = Vec::new();
    let filter = StatementFilter { limit: Some(STATEMENTS), ..StatementFilter::default() };
    ledger.each_statement(&filter, |row| {
        let text = row.text.split_whitespace().collect::<Vec<_>>().join(" ");
        statements.push(Quotation { speaker: row.speaker, document: row.document_name, text });
        Ok::<(), AppError>(())
    })?;
    let mut ids = BTreeSet::new();
    for party in parties(&actors) {
        draft_party(&mut out, &party, &statements, &mut ids);
    }
    let mut ids = BTreeSet::new();
    for cluster in clusters(&statements) {
        draft_issue(&mut out, &cluster, &statements, &mut ids);
    }
    Ok(out)
}

struct Quotation {
    speaker: Option<String>,
    document: String,
    text: String,
}

/// A side with the actors that speak for it.
struct Side<'a> {
    name: String,
    members: Vec<&'a ActorRow>,
    statements: usize,
}

fn parties(actors: &[ActorRow]) -> Vec<Side<'_>> {
    let mut sides: BTreeMap<String, Side<'_>> = BTreeMap::new();
    for actor in actors {
        // A party as the codebook in force has it, or the first side that titles name.
        let named = actor.party.as_ref().or(actor.affiliations.first());
        let Some(name) = named.or_else(|| speaks_for_itself(actor).then_some(&actor.name)) else { continue };
        let side = sides.entry(name.to_lowercase()).or_insert_with(|| Side {
            name: name.clone(),
            members: Vec::new(),
            statements: 0,
        });
        side.statements += actor.statements;
        side.members.push(actor);
    }
    let mut sides: Vec<Side<'_>> = sides.into_values().filter(|side| side.statements > 1).collect();
    sides.sort_by(|a, b| (b.statements, &a.name).cmp(&(a.statements, &b.name)));
    sides.truncate(PARTIES);
    sides
}

/// Whether somebody without a side may be one: a body, somebody by name (whom the analyst joins to a side), "the union".
fn speaks_for_itself(actor: &ActorRow) -> bool {
    match actor.kind {
        ActorKind::Person | ActorKind::Body => true,
        ActorKind::Unnamed => actor.name.starts_with("the ") && actor.name.split(' ').count() == 2,
    }
}

fn draft_party(out: &mut String, side: &Side<'_>, statements: &[Quotation], ids: &mut BTreeSet<String>) {
    let id = slug(&side.name, ids);
    out.push('\n');
    let speaks =
        |q: &&Quotation| side.members.iter().any(|member| q.speaker.as_deref() == Some(member.name.as_str()));
    comments(out, statements.iter().filter(speaks).take(2));
    let _ = writeln!(out, "[[party]]\nid = {}\nname = {}", quoted(&id), quoted(&side.name));
    let persons: Vec<&&ActorRow> =
        side.members.iter().filter(|actor| actor.kind == ActorKind::Person).take(MEMBERS).collect();
    if persons.is_empty() {
        return;
    }
    let _ = writeln!(out, "members = [");
    for person in persons {
        let roles: Vec<String> = person.roles.iter().take(3).map(|role| quoted(role)).collect();
        let _ = writeln!(out, "  {{ name = {}, roles = [{}] }},", quoted(&person.name), roles.join(", "));
    }
    let _ = writeln!(out, "]");
}

fn draft_issue(out: &mut String, cluster: &Cluster, statements: &[Quotation], ids: &mut BTreeSet<String>) {
    let words = cluster.words();
    let id = slug(words.first().map_or("issue", String::as_str), ids);
    out.push('\n');
    comments(out, cluster.members.iter().filter_map(|at| statements.get(*at)).take(3));
    let hints: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    let hints = hints.join(", ");
    let _ = writeln!(
        out,
        "[[issue]]\nid = {}\nname = {}\nhints = [{hints}]",
        quoted(&id),
        quoted(&words.join(", "))
    );
    let sentence = quoted(&format!("(to be written: a sentence on {})", words.join(", ")));
    let _ = writeln!(
        out,
        "\n[[proposition]]\nid = {}\nissue = {}\nsentence = {sentence}\nhints = [{hints}]\nfor = []\nagainst = []",
        quoted(&format!("{id}-1")),
        quoted(&id)
    );
}

/// Examples, a comment line each. A line break of a document would end the comment, so there is none left.
fn comments<'q>(out: &mut String, quotations: impl Iterator<Item = &'q Quotation>) {
    for quotation in quotations {
        let mut words: String = quotation.text.chars().take(240).collect();
        if words.len() < quotation.text.len() {
            words.push('…');
        }
        let speaker = quotation.speaker.as_deref().unwrap_or("(speaker not known)");
        let line = format!("{speaker}: {words} ({})", quotation.document);
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "# {}", printable(&line));
    }
}

/// A TOML string, whatever is in it.
fn quoted(text: &str) -> String {
    toml::Value::String(printable(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned())
        .to_string()
}

/// A short name for programs that is not taken yet.
fn slug(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut slug = String::new();
    for c in name.to_lowercase().chars().take(40) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    let slug = if slug.is_empty() { "item" } else { slug };
    free_id(slug, taken)
}

/// Statements that share words.
struct Cluster {
    weights: BTreeMap<String, f64>,
    members: Vec<usize>,
}

impl Cluster {
    /// The words that weigh most.
    fn words(&self) -> Vec<String> {
        let mut words: Vec<(&String, &f64)> = self.weights.iter().collect();
        words.sort_by(|(a, x), (b, y)| y.total_cmp(x).then_with(|| a.cmp(b)));
        words.into_iter().take(4).map(|(word, _)| word.clone()).collect()
    }
}

fn clusters(statements: &[Quotation]) -> Vec<Cluster> {
    let common: BTreeSet<&str> = COMMON.split_whitespace().collect();
    let words: Vec<BTreeSet<String>> = statements.iter().map(|q| content_words(&q.text, &common)).collect();
    let mut documents: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words.iter().flatten() {
        *documents.entry(word).or_default() += 1;
    }
    let all = statements.len() as f64;
    let mut clusters: Vec<Cluster> = Vec::new();
    for (at, words) in words.iter().enumerate() {
        let weights: BTreeMap<&str, f64> = words
            .iter()
            .filter(|word| documents[word.as_str()] > 1)
            .map(|word| (word.as_str(), (all / documents[word.as_str()] as f64).ln().max(0.0)))
            .collect();
        let length = weights.values().map(|w| w * w).sum::<f64>().sqrt();
        if length == 0.0 {
            continue;
        }
        let near = |cluster: &Cluster| {
            let own = cluster.weights.values().map(|w| w * w).sum::<f64>().sqrt();
            let shared: f64 =
                weights.iter().map(|(word, w)| w * cluster.weights.get(*word).unwrap_or(&0.0)).sum();
            if own == 0.0 { 0.0 } else { shared / (own * length) }
        };
        let nearest = clusters.iter().enumerate().map(|(i, cluster)| (near(cluster), i));
        // The first of the equally near.
        let nearest = nearest.fold((0.0, 0), |best, next| if next.0 > best.0 { next } else { best });
        if nearest.0 < NEAR && clusters.len() < CLUSTERS {
            clusters.push(Cluster { weights: BTreeMap::new(), members: Vec::new() });
        } else if nearest.0 < NEAR {
            continue;
        }
        let joined = if nearest.0 < NEAR { clusters.len() - 1 } else { nearest.1 };
        let cluster = &mut clusters[joined];
        cluster.members.push(at);
        for (word, weight) in weights {
            *cluster.weights.entry(word.to_owned()).or_default() += weight / length;
        }
    }
    clusters.retain(|cluster| cluster.members.len() > 2);
    clusters.sort_by(|a, b| b.members.len().cmp(&a.members.len()).then_with(|| a.members.cmp(&b.members)));
    clusters.truncate(ISSUES);
    clusters
}

/// Words of four to thirty letters in small letters: no names, no numbers, none that are everywhere.
fn content_words(text: &str, common: &BTreeSet<&str>) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|word| (4..=30).contains(&word.chars().count()) && word.chars().all(char::is_lowercase))
        .filter(|word| !common.contains(word))
        .map(str::to_owned)
        .collect()
}
