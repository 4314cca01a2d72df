//! What does not add up, with both sides side by side.

use std::io;

use maud::{Markup, html};
use standpoint_terms::{FindingDetail, FindingKind, FindingSide};

use super::escape::Line;
use super::page::party_class;
use super::{quote, shape};
use crate::told;
use crate::wording::{count, grouped};
use crate::{Brief, FindingView, PlaceView};

/// So many of a kind are shown before one asks for the rest.
const SHOWN: usize = 8;
/// The page holds no more than these of a kind; `standpoint findings` lists all.
const MOST: usize = 120;
/// Quotations of a side before one asks for the rest.
const QUOTATIONS: usize = 2;

/// How many findings have a card in this section; forecasts have a table of their own.
pub(super) fn number(brief: &Brief) -> usize {
    brief.findings.iter().filter(|view| view.finding.kind != FindingKind::Forecast && !view.folded()).count()
}

pub(super) fn write(brief: &Brief, out: &mut impl io::Write) -> io::Result<()> {
    let kinds = FindingKind::ALL.into_iter().filter(|kind| *kind != FindingKind::Forecast);
    let kinds: Vec<FindingKind> =
        kinds.filter(|kind| brief.findings.iter().any(|view| view.finding.kind == *kind)).collect();
    if kinds.is_empty() {
        return Ok(());
    }
    let head = html! {
        h2 #findings-title { "What stands out" }
        p.quiet.lead { "Each with the words of both sides. Nothing here says who is right." }
        ul.kinds {
            @for kind in &kinds {
                @let (shown, folded) = brief.findings_of(*kind);
                li { a href={ "#k-" (kind.name()) } { (told::kind(*kind)) " " span.n { (grouped(shown.len() + folded.len())) } } }
            }
        }
    };
    out.write_all(b"<section id=\"findings\" aria-labelledby=\"findings-title\">")?;
    out.write_all(head.into_string().as_bytes())?;
    for kind in kinds {
        out.write_all(of_kind(brief, kind).into_string().as_bytes())?;
    }
    out.write_all(b"</section>")
}

fn of_kind(brief: &Brief, kind: FindingKind) -> Markup {
    let (shown, folded) = brief.findings_of(kind);
    let (first, rest) = shown.split_at(shown.len().min(SHOWN));
    let later: Vec<&FindingView> = rest.iter().chain(&folded).copied().collect();
    let cards = |views: &[&FindingView]| match kind {
        FindingKind::ProposalReaction => proposals(brief, views),
        _ => html! { @for view in views { (card(brief, view)) } },
    };
    html! {
        section.of-kind.{ "kind-" (kind.name()) } #{ "k-" (kind.name()) } aria-labelledby={ "k-" (kind.name()) "-t" } {
            h3 #{ "k-" (kind.name()) "-t" } { (told::kind(kind)) }
            p.quiet { (told::kind_note(kind)) }
            // Reactions are told proposal by proposal, so all of them at once.
            @if kind == FindingKind::ProposalReaction {
                div.cards { (cards(&shown[..shown.len().min(MOST)])) }
                @if !folded.is_empty() { (more(&html! { (cards(&folded[..folded.len().min(MOST)])) }, folded.len(), "by second hand alone")) }
            } @else {
                @if !first.is_empty() { div.cards { (cards(first)) } }
                @if !later.is_empty() {
                    (more(&cards(&later[..later.len().min(MOST)]), later.len(), "more"))
                }
            }
        }
    }
}

fn more(cards: &Markup, number: usize, what: &str) -> Markup {
    html! {
        details.more {
            summary { (grouped(number)) " " (what) }
            div.cards { (cards) }
            @if number > MOST { p.quiet { "Here are " (MOST) "; “standpoint findings” lists all." } }
        }
    }
}

fn card(brief: &Brief, view: &FindingView) -> Markup {
    let finding = &view.finding;
    let holder =
        finding.holder.as_ref().and_then(|id| brief.parties.iter().position(|party| party.id == *id));
    html! {
        article.finding.{ (party_class(holder)) } {
            h4 {
                (Line(&told::title(brief, finding)))
                @if let Some(conflict) = told::conflict(finding) { " " span.badge { (conflict) } }
            }
            p.deck { (Line(&told::deck(brief, finding))) }
            div.sides.{ "sides-" (finding.sides.len().min(4)) } {
                @for (side, places) in finding.sides.iter().zip(&view.places) {
                    @if !places.is_empty() { (side_of(brief, view, side, places)) }
                }
            }
            p.meta { (told::reports(finding)) }
        }
    }
}

fn side_of(brief: &Brief, view: &FindingView, side: &FindingSide, places: &[PlaceView]) -> Markup {
    let quotations: Vec<Markup> = side
        .evidence
        .iter()
        .zip(places)
        .map(|(evidence, place)| quote::quotation(brief, *place, &evidence.spans, &evidence.telling))
        .collect();
    let (first, rest) = quotations.split_at(quotations.len().min(QUOTATIONS));
    let listed = side.statements.max(quotations.len());
    html! {
        div.side-by.{ (side.stance.map_or("", shape::class)) } {
            p.label {
                @if let (Some(stance), Some(evidence)) = (side.stance, side.evidence.first()) {
                    (shape::bare(stance, evidence.hand.unwrap_or(standpoint_terms::Hand::First)))
                }
                (Line(&told::side(brief, &view.finding, side)))
            }
            @for quotation in first { (quotation) }
            @if !rest.is_empty() {
                details.more {
                    summary { (grouped(rest.len())) " more of " (count(listed, "place")) }
                    @for quotation in rest { (quotation) }
                }
            }
        }
    }
}

/// Reactions by proposal: one card each, with a column for each party.
fn proposals(brief: &Brief, views: &[&FindingView]) -> Markup {
    let mut ids: Vec<&str> = Vec::new();
    for view in views {
        if let FindingDetail::Reaction { proposal } = &view.finding.detail
            && !ids.contains(&proposal.as_str())
        {
            ids.push(proposal);
        }
    }
    // In the codebook's order of parties, whoever is of more interest.
    let of = |id: &str| {
        let mut of: Vec<&&FindingView> = views
            .iter()
            .filter(
                |view| matches!(&view.finding.detail, FindingDetail::Reaction { proposal } if proposal == id),
            )
            .collect();
        of.sort_by_key(|view| {
            brief.parties.iter().position(|party| Some(&party.id) == view.finding.holder.as_ref())
        });
        of
    };
    html! {
        @for id in ids {
            article.finding.proposal {
                h4 { (Line(told::name(brief, id))) }
                div.sides.sides-4 {
                    @for view in of(id) {
                        @if let (Some(side), Some(places)) = (view.finding.sides.first(), view.places.first()) {
                            (side_of(brief, view, side, places))
                        }
                    }
                }
            }
        }
    }
}
