//! The brief on a few screens: where each party stands, what stands out, who takes part, who said what, the sources, what could not be read.

use std::cmp::Reverse;

use standpoint_terms::{ActorKind, CodePoints, Mode};

use super::TerminalOptions;
use super::findings;
use super::ink::{PLAIN, Page, QUIET, STRONG, party, quotation};
use super::stands;
use crate::shown::shown_on_one_line;
use crate::wording::{count, day, days, grouped, left_out, said as said_words, said_short};
use crate::{Brief, StatementView};

/// Speakers of each party, statements of each issue, documents: more is for the page.
const SPEAKERS: usize = 5;
const STATEMENTS: usize = 4;
const TOPICS: usize = 12;
const OUTLETS: usize = 12;
const UNREAD: usize = 20;

/// Lines longer than this are hard to read, and a number at their end hard to find.
const WIDEST: usize = 104;

/// Characters of a quotation before it is cut with a `…`.
const QUOTATION: usize = 420;

/// Draws the brief. Where the page was written is for the caller to say: the brief does not know.
pub fn brief(brief: &Brief, options: TerminalOptions) -> String {
    let mut out = Page::new(TerminalOptions { width: options.width.min(WIDEST), ..options });
    head(&mut out, brief);
    stands::matrix(&mut out, brief);
    findings::in_brief(&mut out, brief);
    who(&mut out, brief);
    deals(&mut out, brief);
    said(&mut out, brief);
    sources(&mut out, brief);
    unread(&mut out, brief);
    out.finish()
}

fn head(out: &mut Page, brief: &Brief) {
    out.paragraph(0, STRONG, &shown_on_one_line(&brief.title));
    let counts = &brief.counts;
    let mut figures = vec![
        said_words(counts.utterances, counts.statements),
        count(brief.speakers.len(), "speaker"),
        count(counts.documents, "document"),
        count(brief.outlets.len(), "outlet"),
    ];
    figures.extend(brief.coverage.map(|(first, last)| days(first, last)));
    out.paragraph(0, PLAIN, &figures.join(" · "));
    let readers: Vec<String> =
        brief.readers.iter().map(|reader| shown_on_one_line(&reader.to_string())).collect();
    let by = if readers.is_empty() { String::new() } else { format!(" ({})", readers.join(", ")) };
    out.paragraph(0, QUIET, &format!("Read by a machine{by}. Look at the place before you quote."));
    if let Some(notice) = left_out(brief) {
        out.paragraph(0, PLAIN, &notice);
    }
}

/// The answer alone; the command `deals` and the page show what it rests on.
fn deals(out: &mut Page, brief: &Brief) {
    let Some(view) = &brief.deals else { return };
    out.heading("Deals");
    for sentence in &view.in_short {
        out.paragraph(0, PLAIN, &shown_on_one_line(sentence));
    }
    out.paragraph(0, QUIET, "By the positions on record; standpoint deals shows what this rests on.");
}

fn who(out: &mut Page, brief: &Brief) {
    if brief.speakers.is_empty() && brief.parties.is_empty() {
        return;
    }
    out.heading("Who takes part");
    if brief.counts.utterances != brief.counts.statements {
        out.paragraph(0, QUIET, "4/6: four utterances, told in six statements.");
    }
    for (i, side) in brief.parties.iter().enumerate() {
        let sum = if side.statements == 0 {
            "silent here".to_owned()
        } else {
            said_words(side.utterances, side.statements)
        };
        out.ends(0, (party(Some(i)), &shown_on_one_line(&side.name)), (QUIET, &sum));
        speakers(out, brief, &side.speakers);
    }
    let others: Vec<usize> =
        (0..brief.speakers.len()).filter(|i| brief.speakers[*i].party.is_none()).collect();
    if !others.is_empty() {
        if !brief.parties.is_empty() {
            out.ends(
                0,
                (STRONG, "Of no known party"),
                (QUIET, &said_words(brief.counts.utterances_without_party, brief.counts.without_party)),
            );
        }
        speakers(out, brief, &others);
    }
}

fn speakers(out: &mut Page, brief: &Brief, indexes: &[usize]) {
    let shown = if brief.parties.is_empty() { 3 * SPEAKERS } else { SPEAKERS };
    for i in indexes.iter().take(shown) {
        let speaker = &brief.speakers[*i];
        let detail = match (speaker.kind, speaker.roles.first()) {
            (Some(ActorKind::Unnamed), _) => Some("unnamed".to_owned()),
            (_, role) => role.map(|role| shown_on_one_line(role)),
        };
        let name = shown_on_one_line(&speaker.name);
        let name = detail.map_or(name.clone(), |detail| format!("{name}, {detail}"));
        out.ends(2, (PLAIN, &name), (QUIET, &said_short(speaker.utterances, speaker.statements)));
    }
    if indexes.len() > shown {
        let rest: &[usize] = &indexes[shown..];
        let sum = rest.iter().map(|i| brief.speakers[*i].statements).sum();
        let utterances = rest.iter().map(|i| brief.speakers[*i].utterances).sum();
        out.ends(
            2,
            (QUIET, &format!("and {} more", grouped(rest.len()))),
            (QUIET, &said_short(utterances, sum)),
        );
    }
}

fn said(out: &mut Page, brief: &Brief) {
    if brief.statements.is_empty() {
        return;
    }
    out.heading("What was said");
    let by_issue = brief.issues.iter().any(|issue| issue.statements > 0);
    if !by_issue {
        return by_speaker(out, brief);
    }
    let mut of_issue: Vec<Vec<&StatementView>> = vec![Vec::new(); brief.issues.len()];
    for statement in &brief.statements {
        if let Some(issue) = statement.issue {
            of_issue[issue].push(statement);
        }
    }
    let spoken = brief.issues.iter().zip(of_issue).filter(|(issue, _)| issue.statements > 0);
    for (i, (issue, statements)) in spoken.enumerate() {
        if i == TOPICS {
            out.blank();
            out.paragraph(0, QUIET, "More issues are on the page.");
            break;
        }
        if i > 0 {
            out.blank();
        }
        let mut sums: Vec<String> = Vec::new();
        let by = brief.parties.iter().zip(&issue.by_party).zip(&issue.utterances_by);
        for ((side, number), utterances) in by.filter(|((_, number), _)| **number > 0) {
            sums.push(format!("{} {}", shown_on_one_line(&side.name), said_short(*utterances, *number)));
        }
        if issue.by_nobody_known > 0 {
            let utterances = issue.utterances_by.last().copied().unwrap_or(0);
            sums.push(format!("others {}", said_short(utterances, issue.by_nobody_known)));
        }
        out.ends(0, (STRONG, &shown_on_one_line(&issue.name)), (QUIET, &sums.join(" · ")));
        for statement in telling(statements, |statement| statement.party.unwrap_or(usize::MAX)) {
            quote(out, brief, statement, 2);
        }
    }
    let silent: Vec<String> = brief
        .issues
        .iter()
        .filter(|issue| issue.statements == 0)
        .map(|issue| shown_on_one_line(&issue.name))
        .collect();
    if !silent.is_empty() {
        out.blank();
        out.paragraph(0, QUIET, &format!("Nobody spoke on: {}.", silent.join(", ")));
    }
}

/// Without issues: what those say who speak most.
fn by_speaker(out: &mut Page, brief: &Brief) {
    let mut best: Vec<Option<&StatementView>> = vec![None; brief.speakers.len().min(TOPICS)];
    for statement in &brief.statements {
        let Some(slot) = statement.speaker.and_then(|speaker| best.get_mut(speaker)) else { continue };
        if slot.is_none_or(|held| weight(held) < weight(statement)) {
            *slot = Some(statement);
        }
    }
    for (i, statement) in best.into_iter().flatten().enumerate() {
        if i > 0 {
            out.blank();
        }
        quote(out, brief, statement, 0);
    }
}

/// One statement of each side, those of the sides in order, then more of the best until there are enough.
fn telling(
    mut statements: Vec<&StatementView>,
    side: impl Fn(&StatementView) -> usize,
) -> Vec<&StatementView> {
    statements.sort_by_key(|statement| Reverse(weight(statement)));
    let mut seen = std::collections::BTreeSet::new();
    let (mut first, second): (Vec<_>, Vec<_>) =
        statements.into_iter().partition(|statement| seen.insert(side(statement)));
    first.truncate(STATEMENTS);
    let missing = STATEMENTS.min(2).saturating_sub(first.len());
    first.extend(second.into_iter().take(missing));
    first.sort_by_key(|statement| (side(statement), Reverse(weight(statement))));
    first
}

/// What tells most comes first: a named speaker, not inside another's words, quoted; then the score, then
/// the later. The last two make the order total.
fn weight(statement: &StatementView) -> impl Ord + use<> {
    (
        statement.speaker.is_some(),
        statement.parent.is_none(),
        matches!(statement.mode, Mode::Direct | Mode::Mixed),
        (statement.score * 100.0) as u32,
        statement.published,
        Reverse((statement.document, statement.ordinal)),
    )
}

fn quote(out: &mut Page, brief: &Brief, statement: &StatementView, indent: usize) {
    let document = &brief.documents[statement.document];
    let side = statement.party.map(|side| shown_on_one_line(&brief.parties[side].name));
    let mut line = Vec::new();
    match statement.speaker.map(|speaker| shown_on_one_line(&brief.speakers[speaker].name)) {
        Some(name) => {
            let side = side.filter(|side| *side != name);
            line.push((party(statement.party), name));
            line.extend(side.map(|side| (PLAIN, format!("({side})"))));
        }
        None => line.push((STRONG, "Speaker not known".to_owned())),
    }
    let published = statement.published.map_or("date not known".to_owned(), day);
    let outlet = document.outlet.as_deref().map_or("outlet not known".to_owned(), shown_on_one_line);
    line.push((QUIET, format!("· {published}, {outlet}")));
    out.words(indent, &line);
    out.paragraph(indent + 2, PLAIN, &quotation(brief.words(statement), QUOTATION));
    let points = CodePoints::new(&document.text);
    let ends = (
        statement.content.first().and_then(|span| points.at(span.start)),
        statement.content.last().and_then(|span| points.at(span.end)),
    );
    let place = match ends {
        (Some(start), Some(end)) => format!("{}:{start}-{end}", shown_on_one_line(&document.name)),
        _ => shown_on_one_line(&document.name),
    };
    out.paragraph(indent + 2, QUIET, &format!("{place} · score {:.2}", statement.score));
}

fn sources(out: &mut Page, brief: &Brief) {
    out.heading("Sources");
    for outlet in brief.outlets.iter().take(OUTLETS) {
        let sums =
            format!("{}, {}", count(outlet.documents, "document"), count(outlet.statements, "statement"));
        out.ends(0, (PLAIN, &shown_on_one_line(&outlet.name)), (QUIET, &sums));
    }
    if brief.outlets.len() > OUTLETS {
        out.paragraph(0, QUIET, &format!("and {}", count(brief.outlets.len() - OUTLETS, "more outlet")));
    }
    let counts = &brief.counts;
    if counts.without_outlet > 0 {
        out.ends(0, (PLAIN, "Outlet not known"), (QUIET, &count(counts.without_outlet, "document")));
    }
    if counts.undated > 0 {
        out.ends(0, (PLAIN, "Date not known"), (QUIET, &count(counts.undated, "document")));
    }
    let noticed: usize = brief.documents.iter().map(|document| document.notices.len()).sum();
    if noticed > 0 {
        out.paragraph(
            0,
            QUIET,
            &format!("{} on the documents; the page shows each.", count(noticed, "notice")),
        );
    }
}

fn unread(out: &mut Page, brief: &Brief) {
    if brief.unread.is_empty() {
        return;
    }
    out.heading("What could not be read");
    for file in brief.unread.iter().take(UNREAD) {
        out.paragraph(0, STRONG, &shown_on_one_line(&file.name));
        let hint = file.hint.as_deref().map(|hint| format!(" {hint}")).unwrap_or_default();
        out.paragraph(2, PLAIN, &shown_on_one_line(&format!("{}{hint}", file.reason)));
    }
    if brief.unread.len() > UNREAD {
        out.paragraph(0, QUIET, &format!("and {} more", grouped(brief.unread.len() - UNREAD)));
    }
}
