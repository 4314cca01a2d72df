//! The matrix of positions in compact form.

use anstyle::{AnsiColor, Style};
use standpoint_terms::{Hand, Stance};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::ink::{PLAIN, Page, QUIET, STRONG, party};
use crate::Brief;
use crate::shown::shown_on_one_line;
use crate::stands::{CellView, PropositionView};

/// Columns of a party.
const CELL: usize = 9;
/// A proposition needs so many to be told.
const NARROWEST: usize = 30;

pub(super) fn matrix(out: &mut Page, brief: &Brief) {
    if brief.propositions.is_empty() {
        return;
    }
    out.heading("Where each party stands");
    out.paragraph(0, QUIET, "● for  ■ against  ◐ under a condition; ○ □ ◌ the same, told by others only; the number of independent reports; › moved; ? only guessed.");
    let stands = |at: &usize| brief.propositions.iter().any(|of| of.cells[*at].is_some());
    let parties: Vec<usize> = (0..brief.parties.len()).filter(stands).collect();
    let room = out.width.saturating_sub(CELL * parties.len());
    if room >= NARROWEST {
        let mut head = vec![(PLAIN, " ".repeat(room))];
        head.extend(parties.iter().map(|at| (party(Some(*at)), fitted(&brief.parties[*at].name, CELL))));
        out.line(&borrowed(&head));
        by_issue(out, brief, |out, of| row(out, of, &parties, room));
    } else {
        by_issue(out, brief, |out, of| listed(out, brief, of, &parties));
    }
}

fn by_issue(out: &mut Page, brief: &Brief, mut each: impl FnMut(&mut Page, &PropositionView)) {
    let issues = (0..brief.issues.len()).map(Some).chain([None]);
    for issue in issues {
        let of: Vec<&PropositionView> = brief.propositions.iter().filter(|of| of.issue == issue).collect();
        if of.is_empty() {
            continue;
        }
        let name = issue.map_or("Of no issue", |issue| &brief.issues[issue].name);
        out.paragraph(0, QUIET, &shown_on_one_line(name));
        for proposition in of {
            each(out, proposition);
        }
    }
}

fn row(out: &mut Page, of: &PropositionView, parties: &[usize], room: usize) {
    let mut pieces = vec![(PLAIN, "  ".to_owned()), (PLAIN, fitted(&of.sentence, room - 2))];
    for at in parties {
        let Some(cell) = &of.cells[*at] else {
            pieces.push((PLAIN, " ".repeat(CELL)));
            continue;
        };
        let (signs, width) = signs(cell);
        pieces.extend(signs);
        pieces.push((PLAIN, " ".repeat(CELL.saturating_sub(width))));
    }
    out.line(&borrowed(&pieces));
}

fn listed(out: &mut Page, brief: &Brief, of: &PropositionView, parties: &[usize]) {
    out.paragraph(2, PLAIN, &shown_on_one_line(&of.sentence));
    let mut pieces = Vec::new();
    for at in parties {
        let Some(cell) = &of.cells[*at] else { continue };
        pieces.push((party(Some(*at)), shown_on_one_line(&brief.parties[*at].name).replace(' ', "\u{a0}")));
        pieces.extend(signs(cell).0);
    }
    out.words(4, &pieces);
}

/// The signs of a cell and how wide they are.
fn signs(cell: &CellView) -> (Vec<(Style, String)>, usize) {
    let mut pieces = Vec::new();
    if let Some(from) = cell.moved_from {
        pieces.push((QUIET, format!("{}›", sign(from, Hand::First))));
    }
    pieces.push((style(cell.stance), sign(cell.stance, cell.hand).to_owned()));
    let otherwise = if cell.mixed { "±" } else { "" };
    let guess = if cell.guess { "?" } else { "" };
    pieces.push((
        if cell.hand == Hand::First && !cell.guess { STRONG } else { QUIET },
        format!(" {}{otherwise}{guess}", cell.voices),
    ));
    let width = pieces.iter().map(|(_, text)| text.width()).sum();
    (pieces, width)
}

/// The sign of a stance: filled for the holder's own word.
pub(super) fn sign(stance: Stance, hand: Hand) -> &'static str {
    match (stance, hand) {
        (Stance::Support, Hand::First) => "●",
        (Stance::Oppose, Hand::First) => "■",
        (Stance::Conditional, Hand::First) => "◐",
        (Stance::Support, Hand::Second) => "○",
        (Stance::Oppose, Hand::Second) => "□",
        (Stance::Conditional, Hand::Second) => "◌",
    }
}

/// No colour stands without its sign.
pub(super) fn style(stance: Stance) -> Style {
    let colour = match stance {
        Stance::Support => AnsiColor::Cyan,
        Stance::Oppose => AnsiColor::Red,
        Stance::Conditional => AnsiColor::Yellow,
    };
    STRONG.fg_color(Some(colour.into()))
}

fn borrowed(pieces: &[(Style, String)]) -> Vec<(Style, &str)> {
    pieces.iter().map(|(style, text)| (*style, text.as_str())).collect()
}

/// On one line of exactly that width; what is longer is cut with `…`.
fn fitted(text: &str, width: usize) -> String {
    let text = shown_on_one_line(text);
    if text.width() < width {
        return format!("{text}{}", " ".repeat(width - text.width()));
    }
    let mut out = String::new();
    let mut used = 0;
    for letter in text.chars() {
        let wide = letter.width().unwrap_or(0);
        if used + wide + 2 > width {
            break;
        }
        used += wide;
        out.push(letter);
    }
    format!("{}…{}", out.trim_end(), " ".repeat(width - 1 - out.trim_end().width()))
}
