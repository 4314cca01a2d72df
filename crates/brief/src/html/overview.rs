//! Who takes part, and who spoke on what.

use maud::{Markup, html};

use super::escape::{Line, Text, filter};
use super::page::party_class;
use crate::wording::{count, grouped, said, said_short};
use crate::{Brief, SpeakerView};

/// So many speakers of a party are shown before one asks for the rest.
const SHOWN: usize = 6;

pub(super) fn section(brief: &Brief) -> Markup {
    let without: Vec<usize> =
        (0..brief.speakers.len()).filter(|i| brief.speakers[*i].party.is_none()).collect();
    html! {
        section #overview aria-labelledby="overview-title" {
            h2 #overview-title { "Who takes part" }
            div.parties {
                @for (i, party) in brief.parties.iter().enumerate() {
                    article.party.{ (party_class(Some(i))) } {
                        h3 {
                            span.dot {}
                            a href=(filter(&[("party", &party.id)])) { (Line(&party.name)) }
                            span.n { (said(party.utterances, party.statements)) }
                        }
                        @if !party.description.trim().is_empty() {
                            p.quiet { (Text(party.description.trim())) }
                        }
                        @if party.speakers.is_empty() {
                            p.quiet { "Nobody speaks for it in this coverage." }
                        } @else {
                            (speakers(brief, &party.speakers))
                        }
                    }
                }
                @if !without.is_empty() {
                    article.party.px.lone {
                        h3 {
                            span.dot {}
                            @if brief.parties.is_empty() { "Speakers" } @else { "Of no known party" }
                            span.n { (said(brief.counts.utterances_without_party, brief.counts.without_party)) }
                        }
                        @if brief.codebook.is_none() {
                            p.quiet { "A codebook names parties and issues; none was given." }
                        }
                        (speakers(brief, &without))
                    }
                }
            }
            @if !brief.issues.is_empty() { (who_on_what(brief)) }
        }
    }
}

fn speakers(brief: &Brief, indexes: &[usize]) -> Markup {
    let shown = if brief.parties.is_empty() { 4 * SHOWN } else { SHOWN };
    let (first, rest) = indexes.split_at(indexes.len().min(shown));
    html! {
        ul.speakers { @for i in first { (speaker(&brief.speakers[*i])) } }
        @if !rest.is_empty() {
            details.more {
                summary { (grouped(rest.len())) " more" }
                ul.speakers { @for i in rest { (speaker(&brief.speakers[*i])) } }
            }
        }
    }
}

fn speaker(speaker: &SpeakerView) -> Markup {
    let unnamed = speaker.kind == Some(standpoint_terms::ActorKind::Unnamed);
    let others: Vec<&str> = speaker
        .names_found
        .iter()
        .map(String::as_str)
        .filter(|name| !name.contains(&speaker.name))
        .take(4)
        .collect();
    html! {
        li {
            a.name href=(filter(&[("speaker", &speaker.name)])) { bdi { (Line(&speaker.name)) } }
            span.n title={ (said(speaker.utterances, speaker.statements)) " in " (count(speaker.documents, "document")) } { (said_short(speaker.utterances, speaker.statements)) }
            @if unnamed {
                span.detail { "unnamed; not always the same" }
            } @else if !speaker.roles.is_empty() || !others.is_empty() {
                span.detail {
                    (Line(&speaker.roles.join(", ")))
                    @if !speaker.roles.is_empty() && !others.is_empty() { "; " }
                    @for (i, name) in others.iter().enumerate() {
                        @if i > 0 { ", " }
                        "“" (Line(name)) "”"
                    }
                }
            }
        }
    }
}

/// The table of issues and parties. A dot is silence, not a position.
fn who_on_what(brief: &Brief) -> Markup {
    let most = brief.issues.iter().flat_map(|issue| &issue.by_party).copied().max().unwrap_or(0);
    let others = brief.counts.without_party > 0;
    html! {
        h3 #matrix-title.table-title { "Who spoke on what" }
        p.quiet {
            "Statements by issue and party; where several are one utterance, utterances before the stroke. A dot is silence in this coverage, not a position."
        }
        div.scroll tabindex="0" role="region" aria-labelledby="matrix-title" {
            table.matrix {
                thead {
                    tr {
                        th scope="col" { "Issue" }
                        @for (i, party) in brief.parties.iter().enumerate() {
                            th scope="col" { span.dot.{ (party_class(Some(i))) } {} (Line(&party.name)) }
                        }
                        @if others { th scope="col" { span.dot.px {} "Others" } }
                        th scope="col" { "All" }
                    }
                }
                tbody {
                    @for issue in &brief.issues {
                        tr {
                            th scope="row" {
                                a href=(filter(&[("issue", &issue.id)])) { (Line(&issue.name)) }
                                @if !issue.description.trim().is_empty() {
                                    span.detail { (Text(issue.description.trim())) }
                                }
                            }
                            @for ((party, number), utterances) in brief.parties.iter().zip(&issue.by_party).zip(&issue.utterances_by) {
                                (cell((*utterances, *number), most, &[("issue", &issue.id), ("party", &party.id)]))
                            }
                            @if others {
                                (cell((issue.utterances_by.last().copied().unwrap_or(0), issue.by_nobody_known), most, &[("issue", &issue.id), ("party", "")]))
                            }
                            td.sum { (said_short(issue.utterances, issue.statements)) }
                        }
                    }
                    @if brief.counts.without_issue > 0 {
                        tr.rest {
                            th scope="row" { a href=(filter(&[("issue", "")])) { "No issue told" } }
                            td colspan=(brief.parties.len() + usize::from(others)) {}
                            td.sum { (grouped(brief.counts.without_issue)) }
                        }
                    }
                }
            }
        }
    }
}

fn cell((utterances, number): (usize, usize), most: usize, settings: &[(&str, &str)]) -> Markup {
    // Five steps of shade; the square root keeps small numbers apart from none.
    let share = number as f64 / most.max(1) as f64;
    let shade = (share.sqrt() * 5.0).ceil().clamp(0.0, 5.0) as usize;
    html! {
        @if number == 0 {
            td.none { span aria-label="none" role="img" { "·" } }
        } @else {
            td class={ "h" (shade) } { a href=(filter(settings)) { (said_short(utterances, number)) } }
        }
    }
}
