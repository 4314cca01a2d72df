//! Mentions and coreference on GUM dev.

use std::fmt::Write as _;
use std::sync::Arc;

use standpoint_inference::{
    Found, GivenMention, Inference, Level, Model, ModelFiles, Referent, WordFiles, WordVectors,
};
use standpoint_terms::Span;

use crate::chain_baseline::baseline;
use crate::chain_score::{ChainScore, Chains};
use crate::gum_document::{GumDocument, read};
use crate::report;
use crate::shared::shared;

const LEVELS: [(Level, &str); 3] =
    [(Level::Name, "names"), (Level::Noun, "nouns"), (Level::Pronoun, "pronouns")];
const REFERENTS: [(Referent, &str); 3] =
    [(Referent::Person, "persons"), (Referent::Organisation, "organisations"), (Referent::Place, "places")];

pub(crate) fn run() -> Result<(), String> {
    let folder = shared("data/gum/dev")?;
    let listed =
        std::fs::read_dir(&folder).map_err(|error| format!("cannot list {}: {error}", folder.display()))?;
    let mut paths: Vec<_> = listed.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "conllu"));
    paths.sort();
    let documents: Vec<GumDocument> = paths.iter().map(|path| read(path)).collect::<Result<_, _>>()?;
    let words = WordVectors::new(WordFiles::built_in()).map_err(|error| error.to_string())?;
    let words = Arc::new(words);
    let mut body = NOTE.to_owned();
    for files in [ModelFiles::full(), ModelFiles::fast()] {
        let model = Model::new(&files, Arc::clone(&words)).map_err(|error| error.to_string())?;
        let _ = write!(body, "\n## Reader {} {}\n\n", model.name(), model.version());
        let found: Vec<Found> = documents.iter().map(|document| model.infer(&document.text)).collect();
        body += &mentions(&documents, &found);
        body += &coreference(&documents, &found, &model);
    }
    report::keep("gum", "Mentions and coreference on GUM dev", "cargo xtask score gum", &body)
}

const NOTE: &str = "12 documents of six genres; persons, organisations and places. A mention counts once for each head word, the \
smallest phrase. Mentions whose head is a proper noun are names. *Span*: the whole noun phrase as GUM marks it, and the type. \
*Head*: the head word and the type. *Name*: a gold name is found if a predicted name of its type has its head among the words \
of the bare name (which word of \"San Francisco\" is its head is a convention of the treebank).

Coreference: exact spans, chains of two or more, scored by MUC, B³ and CEAFe as in CoNLL 2012 (counts summed over \
documents); CoNLL is the mean of the three F1. The baseline joins equal strings and heads, and pronouns with the nearest \
fitting mention; it gets the same mentions as the model.
";

/// Right, gold, predicted.
type Count = [usize; 3];

fn line(name: &str, [right, gold, found]: Count) -> String {
    let share = |of: usize| if of > 0 { 100.0 * right as f64 / of as f64 } else { 0.0 };
    let f = if gold + found > 0 { 200.0 * right as f64 / (gold + found) as f64 } else { 0.0 };
    format!("| {name} | {:.1} | {:.1} | {f:.1} | {right} | {gold} | {found} |\n", share(found), share(gold))
}

fn mentions(documents: &[GumDocument], found: &[Found]) -> String {
    let mut out = "| mentions | P | R | F1 | right | gold | predicted |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n".to_owned();
    let mut measure = |level: Level,
                       name: &str,
                       way: &str,
                       right: &dyn Fn(&GumDocument, &Found, usize, Referent) -> bool| {
        let mut all = [0; 3];
        let mut rows = String::new();
        for (referent, what) in REFERENTS {
            let mut count = [0; 3];
            for (document, found) in documents.iter().zip(found) {
                let mine = |m: &GivenMention| (m.referent, m.level) == (referent, level);
                let gold = document.mentions.iter().enumerate().filter(|(_, m)| mine(&m.given));
                let (hits, golds) = gold.fold((0, 0), |(hits, golds), (at, _)| {
                    (hits + usize::from(right(document, found, at, referent)), golds + 1)
                });
                let predicted =
                    found.mentions.iter().filter(|m| (m.referent, m.level) == (referent, level)).count();
                count = [count[0] + hits, count[1] + golds, count[2] + predicted];
            }
            rows += &line(&format!("— {what}"), count);
            all = [all[0] + count[0], all[1] + count[1], all[2] + count[2]];
        }
        out += &line(&format!("**{name}, {way}**"), all);
        out += &rows;
    };
    measure(Level::Name, "names", "name", &|document, found, at, referent| {
        let bare = document.mentions[at].bare;
        let mut names = found.mentions.iter().filter(|m| (m.referent, m.level) == (referent, Level::Name));
        names.any(|m| bare.contains(m.head))
    });
    for (level, name) in LEVELS {
        measure(level, name, "head", &|document, found, at, referent| {
            let head = document.mentions[at].given.head;
            found.mentions.iter().any(|m| (m.referent, m.level, m.head) == (referent, level, head))
        });
        measure(level, name, "span", &|document, found, at, referent| {
            let span = document.mentions[at].given.span;
            found.mentions.iter().any(|m| (m.referent, m.level, m.span) == (referent, level, span))
        });
    }
    out
}

fn coreference(documents: &[GumDocument], found: &[Found], model: &Model) -> String {
    let mut scores = [ChainScore::default(); 4];
    for (document, found) in documents.iter().zip(found) {
        let text = &document.text;
        let gold = gold_chains(document);
        let own: Vec<GivenMention> = found
            .mentions
            .iter()
            .map(|m| GivenMention { span: m.span, head: m.head, referent: m.referent, level: m.level })
            .collect();
        let given: Vec<GivenMention> = document.mentions.iter().map(|m| m.given).collect();
        let spans = |chains: &[Vec<usize>], of: &[GivenMention]| -> Chains {
            chains.iter().map(|chain| chain.iter().map(|at| of[*at].span).collect()).collect()
        };
        let made = [
            baseline(text, &own),
            spans(&found.chains, &own),
            baseline(text, &given),
            spans(&model.join(text, &given), &given),
        ];
        for (score, chains) in scores.iter_mut().zip(&made) {
            score.add(&gold, chains);
        }
    }
    let mut out =
        "\n| coreference | CoNLL | MUC P / R / F1 | B³ | CEAFe |\n| --- | ---: | --- | --- | --- |\n"
            .to_owned();
    let names =
        ["own mentions, baseline", "own mentions, model", "gold mentions, baseline", "gold mentions, model"];
    for (score, name) in scores.iter().zip(names) {
        out += &score.line(name);
        out.push('\n');
    }
    let more = |at: usize| scores[at + 1].conll() - scores[at].conll();
    let _ = writeln!(
        out,
        "\nBetter than the baseline by {:.1} points on own and {:.1} on gold mentions.",
        more(0),
        more(2)
    );
    out
}

fn gold_chains(document: &GumDocument) -> Chains {
    let entities = document.mentions.iter().map(|mention| mention.entity + 1).max().unwrap_or(0);
    let mut chains: Vec<Vec<Span>> = vec![Vec::new(); entities];
    for mention in &document.mentions {
        chains[mention.entity].push(mention.given.span);
    }
    chains
}
