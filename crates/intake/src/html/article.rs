//! The article of a page: which blocks are its text.

use std::collections::{HashMap, HashSet};

use dom_query::Document;
use dom_smoothie::{CandidateSelectMode, Config, Readability};
use standpoint_terms::PassageKind;

use super::clutter::{Prose, remove_clutter};
use super::walk::{Piece, pieces};
use crate::dates::moment;
use crate::draft::collapse;
use crate::lines::aside;

/// Pages with more elements are not given to the article finder, whose cost grows faster than the page.
const MOST_ELEMENTS: usize = 60_000;

/// The pieces of the page's article, in order, and whether they were told from their surroundings with
/// confidence. The page is changed on the way.
pub(crate) fn article(page: Document, title: Option<&str>) -> (Vec<Piece>, bool) {
    remove_clutter(&page);
    let Some(body) = page.body() else { return (Vec::new(), false) };
    let whole = Prose::of(&body).of_node(&body);
    let elements = body.descendants_it().filter(dom_query::NodeRef::is_element).count();
    let rest = kept(pieces(&body), title);
    if elements <= MOST_ELEMENTS {
        let config = Config {
            keep_classes: true,
            candidate_select_mode: CandidateSelectMode::Readability,
            ..Config::default()
        };
        let found =
            Readability::with_document(page, None, Some(config)).and_then(|mut finder| finder.parse());
        if let Ok(found) = found {
            let content = Document::fragment(found.content);
            let found = kept(pieces(&content.root()), title);
            let letters: usize = found.iter().map(|piece| piece.words.len()).sum();
            if letters * 8 > whole {
                return (with_headings(found, &rest), letters > 200);
            }
        }
    }
    (rest, false)
}

/// The found pieces with the headings put back that the finder took out: those that stand on the page right
/// before a piece that it kept.
fn with_headings(found: Vec<Piece>, page: &[Piece]) -> Vec<Piece> {
    let known: HashSet<&str> = found.iter().map(|piece| piece.words.as_str()).collect();
    let mut lost: HashMap<&str, &Piece> = HashMap::new();
    for pair in page.windows(2) {
        let [heading, next] = pair else { continue };
        if heading.kind == PassageKind::Heading && !known.contains(heading.words.as_str()) {
            lost.insert(&next.words, heading);
        }
    }
    let lost_before: Vec<Option<Piece>> =
        found.iter().map(|piece| lost.remove(piece.words.as_str()).cloned()).collect();
    // Before the first piece stands a standfirst or a section's name, which the finder rightly left out.
    let mut whole = Vec::with_capacity(found.len());
    for (at, (heading, piece)) in lost_before.into_iter().zip(found).enumerate() {
        whole.extend(heading.filter(|_| at > 0));
        whole.push(piece);
    }
    whole
}

/// The pieces without the title, link lists and other asides.
pub(crate) fn kept(pieces: Vec<Piece>, title: Option<&str>) -> Vec<Piece> {
    let linked_lists = linked_lists(&pieces);
    let title = title.map(|title| collapse(title).0.to_lowercase());
    let mut kept: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut copies: HashMap<String, usize> = HashMap::new();
    for piece in pieces.iter().filter(|piece| piece.words.len() > 80) {
        *copies.entry(piece.words.clone()).or_default() += 1;
    }
    let (mut only_captions, mut has_begun) = (true, false);
    for mut piece in pieces {
        if piece.level == 1 && kept.is_empty() {
            continue;
        }
        let is_title =
            only_captions && title.as_deref().is_some_and(|title| title == piece.words.to_lowercase());
        let is_date = !has_begun && piece.words.len() < 80 && moment(&piece.words).is_some();
        if is_title || is_date || linked_lists.contains(&piece.list) || is_link_line(&piece) {
            continue;
        }
        // A long paragraph that comes again later stands here as a highlight, or for another layout.
        if let Some(count) = copies.get_mut(&piece.words) {
            *count -= 1;
            if *count > 0 {
                continue;
            }
        }
        match aside(&piece.words) {
            Some(PassageKind::Caption) => piece.kind = PassageKind::Caption,
            Some(_) => continue,
            None => {}
        }
        only_captions &= piece.kind == PassageKind::Caption;
        has_begun |= piece.kind == PassageKind::Body;
        kept.push(piece);
    }
    // A heading with nothing under it announced what was taken out.
    while kept.last().is_some_and(|piece| piece.kind == PassageKind::Heading) {
        kept.pop();
    }
    kept
}

/// The lists that are menus or pointers elsewhere: most of their words are links.
fn linked_lists(pieces: &[Piece]) -> HashSet<usize> {
    let mut lists: Vec<(usize, usize, usize)> = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.list > 0) {
        match lists.iter_mut().rev().take(8).find(|(list, ..)| *list == piece.list) {
            Some((_, all, linked)) => {
                *all += piece.words.len();
                *linked += piece.linked;
            }
            None => lists.push((piece.list, piece.words.len(), piece.linked)),
        }
    }
    lists.iter().filter(|(_, all, linked)| linked * 3 >= all * 2).map(|(list, ..)| *list).collect()
}

/// A short line that is one link and no sentence: a pointer to another page.
fn is_link_line(piece: &Piece) -> bool {
    piece.kind == PassageKind::Body
        && piece.linked * 10 >= piece.words.len() * 9
        && piece.words.len() < 200
        && !piece.words.trim_end_matches(['"', '”', '’', '»', ')']).ends_with(['.', '!', '?'])
}
