//! Forecasts: who, what, by when, at what chance, and what came of it.

use maud::{Markup, html};
use standpoint_terms::{Finding, FindingDetail, FindingKind, Moment, Outcome, SideRole};

use super::escape::Line;
use super::quote;
use crate::told;
use crate::wording::{count, day, grouped};
use crate::{Brief, FindingView};

/// Rows of the table; the rest is counted.
const MOST: usize = 200;

pub(super) fn section(brief: &Brief) -> Markup {
    let (shown, folded) = brief.findings_of(FindingKind::Forecast);
    if shown.is_empty() && folded.is_empty() {
        return html! {};
    }
    let mut dated: Vec<&FindingView> = shown;
    dated.sort_by_key(|view| (by(&view.finding).is_none(), by(&view.finding), view.finding.id.clone()));
    html! {
        section #forecasts aria-labelledby="forecasts-title" {
            h2 #forecasts-title { "Forecasts" }
            p.quiet { (told::kind_note(FindingKind::Forecast)) " An outcome is what a person has marked in the codebook; a machine marks none." }
            @if !dated.is_empty() { (table(brief, &dated)) }
            @if brief.forecasters.iter().any(|forecaster| forecaster.came_true + forecaster.failed > 0) { (scores(brief)) }
            @if !folded.is_empty() {
                details.more {
                    summary { (grouped(folded.len())) " without a day" }
                    div.cards {
                        @for view in folded.iter().take(MOST) {
                            @for (evidence, place) in view.finding.sides[0].evidence.iter().zip(&view.places[0]).take(1) {
                                (quote::quotation(brief, *place, &evidence.spans, &evidence.telling))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn by(finding: &Finding) -> Option<Moment> {
    match finding.detail {
        FindingDetail::Forecast { by, .. } => by,
        _ => None,
    }
}

fn table(brief: &Brief, views: &[&FindingView]) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label="Table of forecasts" {
            table.forecasts {
                thead { tr { th scope="col" { "By" } th scope="col" { "Who foretells what" } th scope="col" { "Chance" } th scope="col" { "Outcome" } } }
                tbody { @for view in views.iter().take(MOST) { (row(brief, view)) } }
            }
        }
        @if views.len() > MOST { p.quiet { "The first " (MOST) " of " (grouped(views.len())) "." } }
    }
}

fn row(brief: &Brief, view: &FindingView) -> Markup {
    let FindingDetail::Forecast { by, probability, outcome, .. } = &view.finding.detail else {
        return html! {};
    };
    let of = |role: SideRole| {
        let sides = view.finding.sides.iter().zip(&view.places);
        sides
            .filter(move |(side, _)| side.role == role)
            .flat_map(|(side, places)| side.evidence.iter().zip(places))
    };
    html! {
        tr {
            td.by { @match by { Some(by) => (day(*by)), None => span.unknown { "not told" } } }
            td {
                @for (evidence, place) in of(SideRole::Forecast).take(1) { (quote::quotation(brief, *place, &evidence.spans, &evidence.telling)) }
                @if of(SideRole::Forecast).count() + of(SideRole::Outcome).count() > 1 {
                    details.more {
                        summary { "Said again, and what texts say came of it" }
                        @for (evidence, place) in of(SideRole::Forecast).skip(1).chain(of(SideRole::Outcome)) {
                            (quote::quotation(brief, *place, &evidence.spans, &evidence.telling))
                        }
                    }
                }
            }
            td.chance { @if let Some(probability) = probability { (probability) " %" } }
            td { span.outcome.{ "o-" (outcome.name()) } { (mark(*outcome)) (told::outcome(*outcome)) } }
        }
    }
}

fn mark(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::CameTrue => "✓ ",
        Outcome::Failed => "✕ ",
        Outcome::Partly => "◐ ",
        Outcome::Open | Outcome::Due => "",
    }
}

fn scores(brief: &Brief) -> Markup {
    let known = brief.forecasters.iter().filter(|forecaster| forecaster.came_true + forecaster.failed > 0);
    html! {
        h3.table-title { "Forecasters" }
        p.quiet { "The Brier score is the mean squared distance of chance and outcome: 0 is perfect, 0.25 is what “fifty-fifty” always gets." }
        ul.forecasters {
            @for forecaster in known.take(MOST) {
                li {
                    b { (Line(&forecaster.name)) }
                    span { (grouped(forecaster.came_true)) " came true, " (grouped(forecaster.failed)) " failed, of " (count(forecaster.forecasts, "forecast")) }
                    @if let Some(brier) = forecaster.brier { span.brier { "Brier " (format!("{brier:.3}")) " over " (grouped(forecaster.scored)) } }
                }
            }
        }
    }
}
