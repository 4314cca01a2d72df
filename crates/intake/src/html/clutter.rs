//! Takes out of a page what is no article: menus, adverts, share buttons, comments.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use dom_query::{Document, NodeId, NodeRef};
use serde::Deserialize;

#[derive(Deserialize)]
struct Data {
    words: BTreeSet<String>,
    phrases: BTreeSet<String>,
    captions: BTreeSet<String>,
}

static DATA: LazyLock<Data> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/clutter.toml")).expect("a test reads the file"));

/// Elements that are never part of an article.
const NEVER: &str = "script, style, noscript, template, iframe, frame, object, embed, svg, math, canvas, audio, \
    video, button, input, select, textarea, dialog, nav, menu, datalist, progress, map, link, meta, \
    [role=navigation], [role=search], [role=dialog], [role=alertdialog], [role=menu], [role=menubar], \
    [role=toolbar], [role=tablist], [role=contentinfo], [hidden]";

/// Elements that usually are none, unless they hold much of the page's paragraphs.
const SELDOM: [&str; 4] = ["aside", "footer", "form", "header"];

/// Takes everything out that holds no text of anybody, and nothing else.
pub(crate) fn remove_machinery(page: &Document) {
    page.select("script, style, noscript, template, iframe, object, embed, svg, canvas, audio, video, link, meta, [hidden]")
        .remove();
}

/// Takes out of the page what is no article.
pub(crate) fn remove_clutter(page: &Document) {
    page.select(NEVER).remove();
    let Some(body) = page.body() else { return };
    let prose = Prose::of(&body);
    let all = prose.of_node(&body);
    let mut doomed = Vec::new();
    for node in body.descendants_it().filter(NodeRef::is_element) {
        let name = node.node_name().unwrap_or_default();
        if matches!(&*name, "article" | "main" | "body" | "html" | "a" | "b" | "i" | "em" | "strong") {
            continue;
        }
        let share = prose.of_node(&node);
        // A small share of the prose: it can be spared. A larger one: the word describes the page.
        let is_small = share * 4 < all || share < 80;
        // A paragraph is prose whatever its class; only short ones can be by-lines and the like.
        if name.as_ref() == "p" && share > 300 {
            continue;
        }
        if is_small
            && (SELDOM.contains(&&*name) && !is_story_header(&node, share)
                || is_cluttered(&node)
                || is_hidden(&node))
        {
            doomed.push(node);
        }
    }
    for node in doomed {
        node.remove_from_parent();
    }
}

/// A header inside of an article that holds a paragraph of prose: a standfirst, which belongs to it.
fn is_story_header(node: &NodeRef<'_>, share: usize) -> bool {
    node.has_name("header") && share > 250
}

fn is_hidden(node: &NodeRef<'_>) -> bool {
    let style = node.attr("style").unwrap_or_default().to_ascii_lowercase();
    if style.is_empty() {
        return false;
    }
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// Whether a word of its class or id says that it is no article.
fn is_cluttered(node: &NodeRef<'_>) -> bool {
    names(node).iter().any(|name| {
        let words = words(name);
        words.iter().any(|word| DATA.words.contains(word))
            || words.windows(2).any(|pair| DATA.phrases.contains(&pair.join("-")))
            || words.windows(3).any(|three| DATA.phrases.contains(&three.join("-")))
    })
}

/// Whether a word of its class says that it holds the words under a picture.
pub(crate) fn is_caption(node: &NodeRef<'_>) -> bool {
    names(node).iter().any(|name| words(name).iter().any(|word| DATA.captions.contains(word)))
}

fn names(node: &NodeRef<'_>) -> Vec<String> {
    let attributes = [node.attr("class"), node.attr("id")];
    attributes
        .iter()
        .flatten()
        .flat_map(|value| value.split_ascii_whitespace().take(40).map(str::to_owned))
        .collect()
}

/// The words of one class name. Parts that only an inner capital sets off count from four letters on, since
/// many sites have names made of random letters.
fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).take(20) {
        let humps = humps(part);
        if humps.len() > 1 && humps.iter().all(|hump| hump.len() >= 4) {
            words.extend(humps);
        } else {
            words.push(part.to_lowercase());
        }
    }
    words
}

/// The parts of a word that begin with a capital after a small letter, in lower case.
fn humps(part: &str) -> Vec<String> {
    let mut humps = vec![String::new()];
    let mut was_lower = false;
    for c in part.chars().take(120) {
        if c.is_uppercase() && was_lower {
            humps.push(String::new());
        }
        was_lower = c.is_lowercase() || c.is_numeric();
        if let Some(hump) = humps.last_mut() {
            hump.extend(c.to_lowercase());
        }
    }
    humps
}

/// How many letters of prose (text outside of links, in paragraphs and the like) each element holds.
pub(crate) struct Prose(HashMap<NodeId, usize>);

impl Prose {
    /// Counts below `root`, in one pass.
    pub(crate) fn of(root: &NodeRef<'_>) -> Self {
        let mut counts: HashMap<NodeId, usize> = HashMap::new();
        let nodes: Vec<NodeRef<'_>> = root.descendants_it().collect();
        // Children come after their parents, so that one pass from the end adds everything up.
        for node in nodes.iter().rev() {
            let own =
                if node.is_text() { text_weight(node) } else { counts.get(&node.id).copied().unwrap_or(0) };
            let own = if node.has_name("a") || node.has_name("li") && own < 60 { 0 } else { own };
            counts.insert(node.id, own);
            if let Some(parent) = node.parent() {
                *counts.entry(parent.id).or_default() += own;
            }
        }
        Prose(counts)
    }

    /// The letters of prose in an element.
    pub(crate) fn of_node(&self, node: &NodeRef<'_>) -> usize {
        self.0.get(&node.id).copied().unwrap_or(0)
    }
}

fn text_weight(node: &NodeRef<'_>) -> usize {
    let letters = node.text().split_whitespace().map(|word| word.len() + 1).sum::<usize>();
    if letters < 25 { 0 } else { letters }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_names_are_cut_into_words() {
        assert_eq!(words("story-body__relatedLinks"), ["story", "body", "related", "links"]);
        assert_eq!(words("sc-0 hJpRRP"), ["sc", "0", "hjprrp"]);
        assert_eq!(words("AdSlot"), ["adslot"]);
    }

    #[test]
    fn the_data_is_in_lower_case() {
        assert!(DATA.words.iter().chain(&DATA.phrases).all(|word| *word == word.to_lowercase()));
        assert!(DATA.captions.contains("caption"));
    }

    #[test]
    fn small_clutter_goes_and_a_large_share_stays() {
        let prose = "The envoy left on Monday and nobody saw her off at the pier. ".repeat(20);
        let page = Document::from(format!(
            "<body class='has-sidebar'><div class='with-comments'><p>{prose}</p></div>\
             <div class='comments'><p>Great reporting as ever, said my barber.</p></div></body>"
        ));
        remove_clutter(&page);
        let text = page.text();
        assert!(text.contains("envoy") && !text.contains("barber"));
    }
}
