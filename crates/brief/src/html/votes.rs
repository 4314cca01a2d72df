//! Councils and guarantees on the page.

use maud::{Markup, html};

use super::escape::{Line, Text};
use crate::votes_page::{CoalitionsView, CouncilView, GuaranteeView};

/// So many lines of a list are shown.
const LINES: usize = 30;

pub(super) fn councils(councils: &[CouncilView], guarantees: &[GuaranteeView]) -> Markup {
    html! {
        @if !councils.is_empty() {
            h3.table-title { "Who can decide" }
            p.quiet {
                "Two measures of how often a member tips the scale, exactly. Shapley–Shubik: of all orders in which the "
                "members could come to agree, the share in which this one makes the majority. Banzhaf: its share in all "
                "cases where one member's consent decides. Both say what the rule gives, not who persuades whom."
            }
        }
        @for council in councils { (one(council)) }
        @for guarantee in guarantees { (guaranteed(guarantee)) }
    }
}

fn one(council: &CouncilView) -> Markup {
    html! {
        h4 { (Line(&council.name)) }
        p.quiet { "Decides by: " (Line(&council.rule)) ". " (Text(&council.about)) }
        div.scroll tabindex="0" role="region" aria-label={ "Power in " (Line(&council.name)) } {
            table.grid {
                thead {
                    tr {
                        th scope="col" { "Member" }
                        @for kind in &council.weights { th.figure scope="col" { (Line(kind)) } }
                        th.figure scope="col" { "Shapley–Shubik" }
                        th.figure scope="col" { "Banzhaf" }
                        th scope="col" { "Alone" }
                    }
                }
                tbody {
                    @for seat in &council.rows {
                        tr {
                            th scope="row" { (Line(&seat.name)) }
                            @for weight in &seat.weights { td.figure { (Line(weight)) } }
                            @for (fraction, percent) in [&seat.shapley_shubik, &seat.banzhaf] {
                                td.figure { (percent) span.detail { (short(fraction)) } }
                            }
                            td { (seat.role) }
                        }
                    }
                }
            }
        }
        div.knot {
            (coalitions("Together they can decide", &council.winning))
            (coalitions("Together they can stop any decision", &council.blocking))
        }
    }
}

/// Exact fractions of large councils have hundreds of digits: `--json` has them.
fn short(fraction: &str) -> &str {
    if fraction.len() > 30 { "…" } else { fraction }
}

fn coalitions(title: &str, view: &CoalitionsView) -> Markup {
    html! {
        div {
            h4 { (title) }
            p.quiet { (Line(&view.count)) }
            ul {
                @for (words, count) in view.kinds.iter().take(LINES) {
                    li { (Text(words)) @if count != "1" { span.detail { (Line(count)) " such" } } }
                }
            }
            @if view.kinds.len() > LINES {
                p.quiet { "and " (view.kinds.len() - LINES) " more lines" }
            } @else if !view.more.is_empty() {
                p.quiet { (Line(&view.more)) }
            }
        }
    }
}

fn guaranteed(guarantee: &GuaranteeView) -> Markup {
    html! {
        h4 { "Guarantee: " (Line(&guarantee.name)) }
        p.quiet { (Text(&guarantee.about)) }
        div.scroll tabindex="0" role="region" aria-label={ "Guarantee: " (Line(&guarantee.name)) } {
            table.grid {
                thead { tr { th scope="col" { "Against" } th scope="col" { "Can it act?" } th scope="col" { "Why" } } }
                tbody {
                    @for (who, can_act, in_words) in &guarantee.rows {
                        tr {
                            th scope="row" { (Line(who)) }
                            td {
                                @if *can_act { span.verdict.v-accepted { "yes" } } @else { span.verdict.v-refused { "never" } }
                            }
                            td.wide { (Text(in_words)) }
                        }
                    }
                }
            }
        }
    }
}
