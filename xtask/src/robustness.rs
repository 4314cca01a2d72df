//! Attributions on changed texts: the same gold, moved to where its words now stand.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use standpoint_app::{ReaderChoice, load_reader};
use standpoint_reading::Reader;

use crate::attributions::predict;
use crate::difference::{Counts, Difference, difference};
use crate::figures::{counts, rates};
use crate::report;
use crate::shared::{scorer, shared};

/// Of the articles every so many are read.
const EVERY: usize = 2;
/// So many articles make a long document.
const LONG: usize = 21;
/// What stands between them.
const SEAM: &str = "\n\n";

/// An article with its gold attributions, as JSON.
struct Article {
    name: String,
    text: Vec<char>,
    gold: Value,
}

/// A changed text: for each code point of the old, and its end, the code point of the new.
struct Changed {
    text: Vec<char>,
    place: Vec<usize>,
}

type Change = fn(&[char]) -> Changed;

pub(crate) fn run() -> Result<(), String> {
    let articles = articles()?;
    let reader = load_reader(&ReaderChoice::Full).map_err(|error| error.to_string())?;
    let mut body = format!("{NOTE}\nReader: {}; {} articles.\n\n{HEAD}", reader.identity(), articles.len());
    let changes: [(&str, Change); 10] = [
        ("as they are", |text| replaced(text, |_, _| None)),
        ("one line each", |text| replaced(text, |text, at| (text[at] == '\n').then(|| (1, " ".to_owned())))),
        ("all capitals", |text| cased(text, |c| c.to_uppercase().collect())),
        ("small letters", |text| cased(text, |c| c.to_lowercase().collect())),
        ("marks \" \"", |text| requoted(text, ["\"", "\""])),
        ("marks '' ''", |text| requoted(text, ["''", "''"])),
        ("marks ‘ ’", |text| requoted(text, ["‘", "’"])),
        ("marks « »", |text| requoted(text, ["«", "»"])),
        ("marks „ “", |text| requoted(text, ["„", "“"])),
        ("no quotation marks", |text| requoted(text, ["", ""])),
    ];
    let mut plain: Option<Vec<Counts>> = None;
    for (name, change) in changes {
        let (table, counts) = score(&articles, change, reader.as_ref())?;
        let other = plain.as_deref().map(|plain| difference(plain, &counts));
        body += &row(name, &table, other)?;
        plain.get_or_insert(counts);
    }
    body += &long(&articles, reader.as_ref())?;
    report::keep("robustness", "Attributions on changed texts", "cargo xtask score robustness", &body)
}

const NOTE: &str = "\
Every second article of PolNeAR dev, changed; F1 in percent. Direct, mixed and indirect are told by the scorer from the marks \
that then stand there: without double marks nothing is mixed. *Long documents*: 21 articles put together to one text, read as one, and \
scored by article; *first* and *last* are the first and last third of each, *pairs* the same articles put together two by two, *alone* \
one by one. What length costs is the difference to the pairs; what these differ from the articles alone, a seam costs, where one \
article follows upon another. *Difference*: of the lenient F1, to the articles as they are (of long documents, to the pairs; of pairs, to each alone), with
the interval that holds 95 of 100 draws of the articles (paired bootstrap): what holds 0 may be chance.
";
const HEAD: &str = "\
| texts | lenient | direct | mixed | indirect | strict | content only | difference |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
";

fn row(name: &str, table: &str, other: Option<Difference>) -> Result<String, String> {
    let mut out = format!("| {name} |");
    for line in ["attribution", "direct", "mixed", "indirect", "strict", "content only"] {
        let _ = match rates(table, line) {
            Ok([_, _, f]) => write!(out, " {f:.1} |"),
            Err(_) => write!(out, " |"),
        };
    }
    let _ = match other {
        Some(Difference { points, low, high }) => writeln!(out, " {points:+.1} ({low:+.1} to {high:+.1}) |"),
        None => writeln!(out, " |"),
    };
    Ok(out)
}

fn articles() -> Result<Vec<Article>, String> {
    let folder = shared("data/polnear/dev")?;
    let read = |path: &Path| {
        std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
    };
    let gold = read(&folder.join("gold.jsonl"))?;
    let mut out = Vec::new();
    for line in gold.lines().step_by(EVERY) {
        let gold: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let name = gold["doc"].as_str().unwrap_or_default().to_owned();
        let text = read(&folder.join("text").join(format!("{name}.txt")))?.chars().collect();
        out.push(Article { name, text, gold });
    }
    Ok(out)
}

/// Files for the scorer, in a folder that goes with it.
struct Bench(PathBuf);

impl Bench {
    fn new(name: &str) -> Result<Self, String> {
        let path = std::env::temp_dir().join(format!("standpoint-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(path.join("text"))
            .map_err(|error| format!("cannot make {}: {error}", path.display()))?;
        Ok(Bench(path))
    }

    fn write(&self, name: &str, text: &str) -> Result<PathBuf, String> {
        let path = self.0.join(name);
        std::fs::write(&path, text).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
        Ok(path)
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        // It lies in the system's folder for temporary files; what stays there does no harm.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The scorer's table, and the counts of each article.
fn score(articles: &[Article], change: Change, reader: &dyn Reader) -> Result<(String, Vec<Counts>), String> {
    let bench = Bench::new("changed")?;
    let mut gold = String::new();
    for article in articles {
        let changed = change(&article.text);
        bench.write(&format!("text/{}.txt", article.name), &changed.text.iter().collect::<String>())?;
        let moved = moved(&article.gold, &|at| changed.place.get(at).copied());
        let _ = writeln!(gold, "{moved}");
    }
    let predicted = lines(&bench.0.join("text"), reader)?;
    compared(&bench, &gold, &predicted, &bench.0.join("text"))
}

/// The scorer's table on these lines of gold, and the counts of each of its articles.
fn compared(
    bench: &Bench,
    gold: &str,
    predicted: &[Value],
    texts: &Path,
) -> Result<(String, Vec<Counts>), String> {
    let run = |gold: &str, predicted: &[&Value]| {
        let gold = bench.write("gold.jsonl", gold)?;
        let predicted: String = predicted.iter().map(|line| format!("{line}\n")).collect();
        let predicted = bench.write("predicted.jsonl", &predicted)?;
        scorer("eval/score_attributions.py", &[&gold, &predicted, Path::new("--text"), texts])
    };
    let of_article = |line: &str| {
        let parsed: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let own: Vec<&Value> =
            predicted.iter().filter(|other| same_article(&other["doc"], &parsed["doc"])).collect();
        counts(&run(line, &own)?, "attribution")
    };
    let each = gold.lines().map(of_article).collect::<Result<_, String>>()?;
    Ok((run(gold, &predicted.iter().collect::<Vec<_>>())?, each))
}

/// Whether two names are of one article, one with its file's ending perhaps.
fn same_article(one: &Value, other: &Value) -> bool {
    let name = |value: &Value| {
        let name = value.as_str().unwrap_or_default();
        name.strip_suffix(".txt").unwrap_or(name).rsplit('/').next().unwrap_or_default().to_owned()
    };
    name(one) == name(other)
}

/// A line of attributions with other places; spans that have none are left out, as are attributions without content.
fn moved(line: &Value, place: &dyn Fn(usize) -> Option<usize>) -> Value {
    let mut line = line.clone();
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap_or(u64::MAX)).unwrap_or(usize::MAX);
    let attributions = line["attributions"].as_array().cloned().unwrap_or_default();
    let mut kept = Vec::new();
    for mut one in attributions {
        for role in ["source", "cue", "content"] {
            let spans = one[role].as_array().cloned().unwrap_or_default();
            let spans = spans.iter().filter_map(|span| {
                let (start, end) = (place(number(&span[0]))?, place(number(&span[1]))?);
                (start < end).then(|| json!([start, end]))
            });
            one[role] = spans.collect();
        }
        if one["content"].as_array().is_some_and(|spans| !spans.is_empty()) {
            kept.push(one);
        }
    }
    line["attributions"] = kept.into();
    line
}

/// Long documents, read as one and scored by article; and pairs of articles, which have as many seams but are short.
fn long(articles: &[Article], reader: &dyn Reader) -> Result<String, String> {
    let bench = Bench::new("long")?;
    let long = together(articles, LONG, &bench, reader)?;
    let pairs = together(articles, 2, &bench, reader)?;
    let alone = together(articles, 1, &bench, reader)?;
    let third = LONG / 3;
    let texts = shared("data/polnear/dev/text")?;
    let parts: [(&str, &dyn Fn(usize) -> bool); 3] = [
        ("all", &|_| true),
        ("first third", &|at| at % LONG < third),
        ("last third", &|at| at % LONG >= LONG - third),
    ];
    let mut out = String::new();
    for (name, wanted) in parts {
        let picked = |at: &usize| wanted(*at);
        let gold: String =
            (0..articles.len()).filter(picked).map(|at| format!("{}\n", articles[at].gold)).collect();
        let of = |predictions: &[Value]| {
            let own: Vec<Value> =
                (0..articles.len()).filter(picked).map(|at| predictions[at].clone()).collect();
            compared(&bench, &gold, &own, &texts)
        };
        let (in_pairs, alone) = (of(&pairs)?, of(&alone)?);
        let (in_long, counts) = of(&long)?;
        out += &row(&format!("long documents, {name}"), &in_long, Some(difference(&in_pairs.1, &counts)))?;
        out += &row(&format!("pairs, {name}"), &in_pairs.0, Some(difference(&alone.1, &in_pairs.1)))?;
        out += &row(&format!("alone, {name}"), &alone.0, None)?;
    }
    Ok(out)
}

/// What is read in each article where so many are put together to one text.
fn together(
    articles: &[Article],
    count: usize,
    bench: &Bench,
    reader: &dyn Reader,
) -> Result<Vec<Value>, String> {
    let mut own = Vec::new();
    for (number, group) in articles.chunks(count).enumerate() {
        let mut text = String::new();
        let mut places = Vec::new();
        let mut length = 0;
        for article in group {
            places.push((length, length + article.text.len()));
            text.extend(&article.text);
            text.push_str(SEAM);
            length += article.text.len() + SEAM.len();
        }
        let path = bench.write(&format!("text/{number}.txt"), text.strip_suffix(SEAM).unwrap_or(&text))?;
        let [line] = lines(&path, reader)?.try_into().map_err(|_| "a long document is not one line")?;
        for (article, (start, end)) in group.iter().zip(places) {
            let mut line = moved(&line, &|at| (start..=end).contains(&at).then(|| at - start));
            line["doc"] = article.name.clone().into();
            own.push(line);
        }
    }
    Ok(own)
}

/// What the reader makes of a file, a line a document.
fn lines(path: &Path, reader: &dyn Reader) -> Result<Vec<Value>, String> {
    let predicted = predict(path, reader)?;
    let lines = std::fs::read_to_string(predicted.path()).map_err(|error| error.to_string())?;
    lines.lines().map(serde_json::from_str).collect::<Result<_, _>>().map_err(|error| error.to_string())
}

/// A text in which some runs of code points are others.
fn replaced(text: &[char], change: impl Fn(&[char], usize) -> Option<(usize, String)>) -> Changed {
    let mut changed =
        Changed { text: Vec::with_capacity(text.len()), place: Vec::with_capacity(text.len() + 1) };
    let mut at = 0;
    while at < text.len() {
        let (size, new) = change(text, at).unwrap_or_else(|| (1, text[at].to_string()));
        changed.place.extend(std::iter::repeat_n(changed.text.len(), size));
        changed.text.extend(new.chars());
        at += size;
    }
    changed.place.push(changed.text.len());
    changed
}

/// A text in capitals or small letters; a letter that would become two stays.
fn cased(text: &[char], case: impl Fn(char) -> String) -> Changed {
    replaced(text, |text, at| {
        let new = case(text[at]);
        (new.chars().count() == 1).then_some((1, new))
    })
}

/// A text with other marks for its double quotation marks.
fn requoted(text: &[char], [open, close]: [&str; 2]) -> Changed {
    // Straight marks open and close by turns, in each line anew.
    let opened = std::cell::Cell::new(false);
    replaced(text, |text, at| {
        let doubled = text[at] == '\'' && text.get(at + 1) == Some(&'\'');
        let opens = match text[at] {
            '“' | '«' | '„' => true,
            '”' | '»' => false,
            '"' => !opened.get(),
            _ if doubled => !opened.get(),
            '\n' => {
                opened.set(false);
                return None;
            }
            _ => return None,
        };
        opened.set(opens);
        Some((1 + usize::from(doubled), if opens { open } else { close }.to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, marks: [&str; 2], expected: &str, places: &[usize]) {
        let changed = requoted(&text.chars().collect::<Vec<_>>(), marks);
        assert_eq!(changed.text.iter().collect::<String>(), expected);
        assert_eq!(changed.place, places);
    }

    #[test]
    fn marks_change_and_places_follow() {
        check("“No”", ["''", "''"], "''No''", &[0, 2, 3, 4, 6]);
        check("''a\n\"b\"", ["«", "»"], "«a\n«b»", &[0, 0, 1, 2, 3, 4, 5, 6]);
        check("\"a\"", ["", ""], "a", &[0, 0, 1, 1]);
    }

    #[test]
    fn what_lies_elsewhere_is_left_out() {
        let line = json!({"attributions": [{"source": [[0, 2]], "cue": [], "content": [[5, 9], [20, 22]]}, {"content": [[20, 22]]}]});
        let moved = moved(&line, &|at| (at < 10).then_some(at + 1));
        let expected = json!({"attributions": [{"source": [[1, 3]], "cue": [], "content": [[6, 10]]}]});
        assert_eq!(moved, expected);
    }
}
