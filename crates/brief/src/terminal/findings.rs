//! Findings, the most interesting first, with the words of each side.

use standpoint_terms::{CodePoints, Evidence, FindingDetail, FindingKind, FindingSide};

use super::TerminalOptions;
use super::ink::{PLAIN, Page, QUIET, STRONG, quotation};
use super::stands::{sign, style};
use crate::shown::shown_on_one_line;
use crate::told;
use crate::wording::{count, day, short_day};
use crate::{Brief, FindingView, PlaceView};

/// In the brief: so many findings, one quotation a side; so many forecasts.
const IN_BRIEF: usize = 10;
const FORECASTS: usize = 8;
/// Lines longer than this are hard to read.
const WIDEST: usize = 104;
/// Characters of a quotation before it is cut.
const QUOTATION: usize = 240;

/// Draws these findings of the brief, each with up to `quotations` places a side.
pub fn findings(brief: &Brief, views: &[&FindingView], options: TerminalOptions) -> String {
    let mut out = Page::new(TerminalOptions { width: options.width.min(WIDEST), ..options });
    for (i, view) in views.iter().enumerate() {
        if i > 0 {
            out.blank();
        }
        one(&mut out, brief, view, 3);
    }
    out.finish()
}

/// The section of the brief.
pub(super) fn in_brief(out: &mut Page, brief: &Brief) {
    let told: Vec<&FindingView> = brief
        .findings
        .iter()
        .filter(|view| view.finding.kind != FindingKind::Forecast && !view.folded())
        .collect();
    if !told.is_empty() {
        out.heading("What stands out");
        for (i, view) in told.iter().take(IN_BRIEF).enumerate() {
            if i > 0 {
                out.blank();
            }
            one(out, brief, view, 1);
        }
        if told.len() > IN_BRIEF {
            let rest = count(told.len() - IN_BRIEF, "more finding");
            out.blank();
            out.paragraph(0, QUIET, &format!("{rest}: “standpoint findings”, or the page."));
        }
    }
    forecasts(out, brief);
}

fn one(out: &mut Page, brief: &Brief, view: &FindingView, quotations: usize) {
    let finding = &view.finding;
    let badge = told::conflict(finding).map_or(finding.kind.name(), |conflict| conflict);
    out.ends(0, (STRONG, &shown_on_one_line(&told::title(brief, finding))), (QUIET, badge));
    out.paragraph(0, PLAIN, &shown_on_one_line(&told::deck(brief, finding)));
    for (side, places) in finding.sides.iter().zip(&view.places) {
        if places.is_empty() {
            continue;
        }
        label(out, brief, view, side);
        for (evidence, place) in side.evidence.iter().zip(places).take(quotations) {
            quote(out, brief, evidence, *place);
        }
        let listed = side.statements.max(places.len());
        if listed > quotations {
            out.paragraph(4, QUIET, &format!("and {}", count(listed - quotations, "more place")));
        }
    }
    out.paragraph(0, QUIET, &told::reports(finding));
}

fn label(out: &mut Page, brief: &Brief, view: &FindingView, side: &FindingSide) {
    let label = shown_on_one_line(&told::side(brief, &view.finding, side));
    let hand = side.evidence.first().and_then(|evidence| evidence.hand);
    match side.stance {
        Some(stance) => {
            let sign = sign(stance, hand.unwrap_or(standpoint_terms::Hand::First));
            out.words(2, &[(style(stance), sign.to_owned()), (STRONG, label)]);
        }
        None => out.words(2, &[(STRONG, label)]),
    }
}

fn quote(out: &mut Page, brief: &Brief, evidence: &Evidence, place: PlaceView) {
    let document = &brief.documents[place.document];
    let pieces = evidence.spans.iter().filter_map(|span| span.of(&document.text));
    out.paragraph(4, PLAIN, &quotation(pieces, QUOTATION));
    let who = match (place.statement, evidence.speaker.as_deref()) {
        (None, _) => "the author".to_owned(),
        (Some(_), None) => "speaker not known".to_owned(),
        (Some(_), Some(speaker)) => shown_on_one_line(speaker),
    };
    let on = evidence.on.map_or("date not known".to_owned(), day);
    let points = CodePoints::new(&document.text);
    let at = evidence.spans.first().and_then(|first| points.at(first.start));
    let to = evidence.spans.last().and_then(|last| points.at(last.end));
    let name = shown_on_one_line(&document.name);
    let place = match (at, to) {
        (Some(at), Some(to)) => format!("{name}:{at}-{to}"),
        _ => name,
    };
    out.paragraph(4, QUIET, &format!("{who}, {on} · {place}"));
}

fn forecasts(out: &mut Page, brief: &Brief) {
    let (shown, folded) = brief.findings_of(FindingKind::Forecast);
    if shown.is_empty() {
        return;
    }
    out.heading("Forecasts");
    for view in shown.iter().take(FORECASTS) {
        let FindingDetail::Forecast { forecaster, by, probability, outcome, .. } = &view.finding.detail
        else {
            continue;
        };
        let by = by.map_or("no day".to_owned(), |by| format!("by {}", short_day(by)));
        let chance = probability.map(|chance| format!(", {chance} %")).unwrap_or_default();
        out.ends(
            0,
            (STRONG, &shown_on_one_line(forecaster)),
            (QUIET, &format!("{by}{chance} · {}", told::outcome(*outcome))),
        );
        let places = view.finding.sides.first().zip(view.places.first());
        if let Some((evidence, place)) =
            places.and_then(|(side, places)| side.evidence.first().zip(places.first()))
        {
            let document = &brief.documents[place.document];
            let pieces = evidence.spans.iter().filter_map(|span| span.of(&document.text));
            out.paragraph(2, PLAIN, &quotation(pieces, QUOTATION));
        }
    }
    let rest = shown.len().saturating_sub(FORECASTS) + folded.len();
    if rest > 0 {
        out.paragraph(0, QUIET, &format!("and {}", count(rest, "more forecast")));
    }
}
