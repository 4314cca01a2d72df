//! Where each party stands: propositions by issue against parties. Each cell opens its quotations.

use std::io;

use maud::{Markup, html};
use standpoint_terms::Hand;

use super::escape::Line;
use super::page::party_class;
use super::{quote, shape};
use crate::Brief;
use crate::stands::{CellView, PropositionView};
use crate::told;
use crate::wording::{count, grouped, said};

/// A cell shows so many quotations; the list of statements has all.
const QUOTATIONS: usize = 12;

/// Parties that stand on anything.
fn standing(brief: &Brief) -> Vec<usize> {
    let stands = |party: &usize| brief.propositions.iter().any(|of| of.cells[*party].is_some());
    (0..brief.parties.len()).filter(stands).collect()
}

pub(super) fn write(brief: &Brief, out: &mut impl io::Write) -> io::Result<()> {
    if brief.propositions.is_empty() {
        return Ok(());
    }
    let parties = standing(brief);
    out.write_all(table(brief, &parties).into_string().as_bytes())?;
    for (row, proposition) in brief.propositions.iter().enumerate() {
        for party in &parties {
            if let Some(cell) = &proposition.cells[*party] {
                out.write_all(sheet(brief, (row, *party), proposition, cell).into_string().as_bytes())?;
            }
        }
    }
    Ok(())
}

fn table(brief: &Brief, parties: &[usize]) -> Markup {
    // By issue, in the codebook's order; those of no issue last.
    let mut issues: Vec<Option<usize>> = (0..brief.issues.len()).map(Some).collect();
    issues.push(None);
    let rows =
        |issue: Option<usize>| brief.propositions.iter().enumerate().filter(move |(_, of)| of.issue == issue);
    html! {
        section #positions aria-labelledby="positions-title" {
            h2 #positions-title { "Where each party stands" }
            (shape::legend())
            div.scroll tabindex="0" role="region" aria-label="Table of positions" {
                table.stands {
                    thead {
                        tr {
                            th scope="col" { "Proposition" }
                            @for party in parties {
                                th scope="col" { span.dot.{ (party_class(Some(*party))) } {} (Line(&brief.parties[*party].name)) }
                            }
                        }
                    }
                    @for issue in issues.into_iter().filter(|issue| rows(*issue).next().is_some()) {
                        tbody {
                            tr.of-issue {
                                th colspan=(parties.len() + 1) scope="rowgroup" {
                                    @match issue { Some(issue) => (Line(&brief.issues[issue].name)), None => "Of no issue" }
                                }
                            }
                            @for (row, proposition) in rows(issue) {
                                tr #{ "r-" (row) } {
                                    th scope="row" { (Line(&proposition.sentence)) }
                                    @for party in parties {
                                        td data-party=(brief.parties[*party].name) {
                                            @if let Some(cell) = &proposition.cells[*party] { (stand(brief, (row, *party), cell)) }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn stand(brief: &Brief, (row, party): (usize, usize), cell: &CellView) -> Markup {
    let second = cell.hand == Hand::Second;
    let name = &brief.parties[party].name;
    html! {
        button.stand.second[second].guess[cell.guess] type="button" popovertarget={ "c-" (row) "-" (party) } {
            @if let Some(from) = cell.moved_from { span.from { (shape::bare(from, Hand::First)) } span.arrow aria-hidden="true" { "›" } }
            (shape::bare(cell.stance, cell.hand))
            span.voices aria-hidden="true" { (grouped(cell.voices)) span.of { "/" (grouped(cell.statements)) } }
            @if cell.mixed { span.mixed aria-hidden="true" title="otherwise too" { "±" } }
            @if cell.guess { span.mixed aria-hidden="true" title="only guessed" { "?" } }
            span.hide {
                (Line(name)) ": "
                @if let Some(from) = cell.moved_from { "moved from " (told::stance(from)) " to " }
                (shape::words(cell.stance, cell.hand)) ", " (count(cell.voices, "independent report")) ", "
                (said(cell.utterances, cell.statements))
                @if cell.mixed { ", otherwise too" }
                @if cell.guess { ", only guessed" }
                ". Show the words"
            }
        }
    }
}

fn sheet(
    brief: &Brief,
    (row, party): (usize, usize),
    proposition: &PropositionView,
    cell: &CellView,
) -> Markup {
    let id = format!("c-{row}-{party}");
    let side = &brief.parties[party];
    html! {
        div.sheet.{ (party_class(Some(party))) } #(id) popover role="dialog" aria-labelledby={ (id) "-t" } {
            div.sheet-head {
                p #{ (id) "-t" } { b { span.dot {} (Line(&side.name)) } " " span { (Line(&proposition.sentence)) } }
                button.close type="button" popovertarget=(id) popovertargetaction="hide" { "Close" }
            }
            ol {
                @for told in cell.told.iter().take(QUOTATIONS) {
                    li {
                        p.stance-line {
                            (shape::bare(told.stance, told.hand)) (shape::words(told.stance, told.hand))
                            @if brief.statements[told.statement].positions[told.position].guess { span.quiet { " (a guess)" } }
                        }
                        (quote::of_statement(brief, told.statement, &brief.statements[told.statement].positions[told.position].condition))
                    }
                }
            }
            @if cell.told.len() > QUOTATIONS {
                p.quiet { "The first " (QUOTATIONS) " of " (grouped(cell.told.len())) " by date; the statements below have all." }
            }
        }
    }
}
