//! Statements over time as bars; each bar is a link that filters.

use maud::{Markup, html};

use super::escape::{Line, filter};
use super::page::party_class;
use crate::wording::{bin, count};
use crate::{Bin, BinUnit, Brief};

/// More labels than this would touch each other on a phone.
const LABELS: usize = 5;

pub(super) fn chart(brief: &Brief) -> Markup {
    let timeline = &brief.timeline;
    let most = timeline.bins.iter().map(|bin| bin.statements).max().unwrap_or(0);
    if timeline.bins.len() < 2 || most == 0 {
        return html! {};
    }
    let step = timeline.bins.len().div_ceil(LABELS);
    let unit = timeline.unit;
    html! {
        figure.timeline {
            figcaption {
                "Statements by " (unit.name()) " of publication"
                @if timeline.undated > 0 { span.unknown { " · " (count(timeline.undated, "statement")) " undated" } }
                span.scale { "most in a " (unit.name()) ": " (most) }
                @if !brief.parties.is_empty() { (key(brief)) }
            }
            ol.bars data-most=(most) {
                @for (i, bar) in timeline.bins.iter().enumerate() {
                    li {
                        a.bar href=(filter(&[("when", &bar.key)])) data-when=(bar.key) data-name=(bin(bar, unit))
                            aria-label={ (bin(bar, unit)) ": " (count(bar.statements, "statement")) } {
                            (stack(bar, most))
                        }
                        @if i % step == 0 { span.tick aria-hidden="true" { (label(bar, unit, i == 0)) } }
                    }
                }
            }
        }
    }
}

/// Which colour is whose.
fn key(brief: &Brief) -> Markup {
    html! {
        span.key {
            @for (i, party) in brief.parties.iter().enumerate().filter(|(_, party)| party.statements > 0) {
                span { span.dot.{ (party_class(Some(i))) } {} (Line(&party.name)) }
            }
            @if brief.counts.without_party > 0 { span { span.dot.px {} "Others" } }
        }
    }
}

/// From below: the parties in their order, then everybody else. In thousandths of the highest bar.
fn stack(bar: &Bin, most: usize) -> Markup {
    let parties = bar.by_party.iter().enumerate().map(|(i, number)| (Some(i), *number));
    let numbers = parties.chain([(None, bar.by_nobody_known)]).filter(|(_, number)| *number > 0);
    // The class, the height and what lies below and in it.
    let boxes = numbers.scan(0, |below, (party, number)| {
        let height = number * 1000 / most;
        *below += height;
        Some((party_class(party), height, *below))
    });
    html! {
        svg viewBox="0 0 10 1000" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            @for (class, height, top) in boxes {
                rect class=(class) x="0" width="10" height=(height) y=(1000usize.saturating_sub(top)) {}
            }
        }
    }
}

fn label(bar: &Bin, unit: BinUnit, first: bool) -> String {
    let format = match (unit, first) {
        (BinUnit::Week, true) => "%-d %b %Y",
        (BinUnit::Week, false) => "%-d %b",
        (BinUnit::Month, _) => "%b %Y",
        (BinUnit::Year, _) => "%Y",
    };
    bar.first.strftime(format).to_string()
}
