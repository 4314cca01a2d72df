//! `standpoint review`

use std::io::{self, BufRead, IsTerminal, Write};

use clap::Args;
use standpoint_app::Given;
use standpoint_app::ledger::{Anchor, Fixed, Ledger, Opinion, Rest, Shown, Verdict, View};
use standpoint_brief::terminal::printable;
use standpoint_terms::{Document, Hand, Span, Stance};

use super::context::Context;
use super::correct::fixed;
use crate::failure::{Failure, Status};
use crate::ui::Ui;

/// Review statements one after another, the least certain first
///
/// Shows each statement in its sentence, and asks. Each answer is a line, and is saved at once. What you say stands,
/// whatever is read later; `undo` takes it back.
#[derive(Debug, Args)]
pub(crate) struct ReviewArgs {
    /// Your name, kept with what you say
    #[arg(long, value_name = "NAME")]
    coder: String,
    /// See none but your own corrections, so that agreement between coders can be told
    #[arg(long)]
    blind: bool,
    /// At most N statements
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Take the answers from standard input although it is no terminal
    #[arg(long)]
    piped: bool,
}

const HELP: &str = "  y  it is right as it stands\n  \
    n  it is no statement: nobody says this here\n  \
    c  correct it, for example: c speaker=Ann Bell; act=deny; position=norland:tolls-end:oppose; why=she says so\n     \
    (speaker, party, issue, act, position, said-on, why; `none` where there is none; the rest is then right)\n  \
    s  skip it for now\n  \
    u  undo your last answer\n  \
    q  quit; everything is saved\n";

/// Statements that are fetched at a time.
const AHEAD: usize = 200;

/// The longest piece of text that is shown around a statement, in bytes.
const SHOWN: usize = 1_500;

pub(crate) fn run(ui: &Ui, context: &Context, args: &ReviewArgs) -> Result<Status, Failure> {
    if !args.piped && !io::stdin().is_terminal() {
        return Err(Failure::new(
            "review asks one question after another, and standard input is no terminal",
        )
        .hint("run it in a terminal, or give the answers as lines with --piped")
        .hint("`standpoint confirm`, `reject` and `correct` do the same for one statement"));
    }
    let mut ledger = context.open_existing()?;
    let view = if args.blind { View::Own } else { View::Shared };
    let mut session =
        Session { context, coder: args.coder.trim(), view, told: Told::default(), last: Vec::new() };
    let mut skipped: Vec<Anchor> = Vec::new();
    let mut left = args.limit.unwrap_or(usize::MAX);
    let stdin = io::stdin();
    let mut lines = stdin.lock();
    let mut out = ui.out();
    'session: while left > 0 {
        let queue = ledger.review_queue(session.coder, view, AHEAD + skipped.len())?;
        let queue: Vec<Anchor> = queue.into_iter().filter(|anchor| !skipped.contains(anchor)).collect();
        if queue.is_empty() {
            break;
        }
        let waiting = queue.len();
        let mut at = 0;
        while let Some(anchor) = queue.get(at) {
            if left == 0 {
                break;
            }
            let Some(shown) = ledger.shown(anchor, session.coder, view)? else {
                at += 1;
                continue;
            };
            show(&mut out, &ledger, anchor, &shown)?;
            match session.ask(&mut out, &mut lines, &mut ledger, anchor, &shown)? {
                Answer::Next => {
                    at += 1;
                    left -= 1;
                }
                Answer::Skip => {
                    skipped.push(anchor.clone());
                    at += 1;
                    left -= 1;
                }
                Answer::Again => break,
                Answer::Quit => break 'session,
            }
        }
        if at < waiting {
            left = left.saturating_add(1);
        }
    }
    out.flush()?;
    drop(out);
    let Told { confirmed, corrected, rejected } = session.told;
    let waiting = ledger.review_queue(session.coder, view, usize::MAX)?.len();
    ui.status(&format!("{confirmed} confirmed, {corrected} corrected, {rejected} rejected; {waiting} wait"));
    Ok(Status::Done)
}

/// What was said in this session.
#[derive(Default)]
struct Told {
    confirmed: usize,
    corrected: usize,
    rejected: usize,
}

struct Session<'a> {
    context: &'a Context,
    coder: &'a str,
    view: View,
    told: Told,
    /// What was answered, for undo.
    last: Vec<(Anchor, Verdict)>,
}

enum Answer {
    Next,
    Skip,
    /// An answer was taken back: the statement waits again.
    Again,
    Quit,
}

impl Session<'_> {
    fn ask(
        &mut self,
        out: &mut impl Write,
        lines: &mut impl BufRead,
        ledger: &mut Ledger,
        anchor: &Anchor,
        shown: &Shown,
    ) -> Result<Answer, Failure> {
        loop {
            write!(out, "y right · n no statement · c correct · s skip · u undo · q quit · ? help > ")?;
            out.flush()?;
            let mut line = String::new();
            // Not the whole of an endless line; no answer is as long.
            if io::Read::take(&mut *lines, 64 * 1024).read_line(&mut line)? == 0 {
                writeln!(out)?;
                return Ok(Answer::Quit);
            }
            let line = line.trim();
            let (key, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
            match key {
                "y" => self.say(ledger, anchor, Verdict::Confirm, Fixed::default(), None)?,
                "n" => {
                    let why = (!rest.is_empty()).then(|| rest.to_owned());
                    self.say(ledger, anchor, Verdict::Reject, Fixed::default(), why)?;
                }
                "c" => {
                    let understood = Given::parse(rest).map_err(Failure::from);
                    let told = understood.and_then(|(given, why)| Ok((fixed(ledger, &given, shown)?, why)));
                    match told {
                        Ok((fixed, why)) => self.say(ledger, anchor, Verdict::Correct, fixed, why)?,
                        Err(failure) => {
                            writeln!(out, "  {}", printable(&failure.message))?;
                            for hint in &failure.hints {
                                writeln!(out, "  {}", printable(hint))?;
                            }
                            continue;
                        }
                    }
                }
                "s" => return Ok(Answer::Skip),
                "u" => {
                    let Some((anchor, verdict)) = self.last.pop() else {
                        writeln!(out, "  there is nothing to undo in this session")?;
                        continue;
                    };
                    self.write(ledger, &anchor, Verdict::Undo, Fixed::default(), None)?;
                    *self.counter(verdict) -= 1;
                    writeln!(out, "  taken back; the statement waits again")?;
                    return Ok(Answer::Again);
                }
                "q" => return Ok(Answer::Quit),
                _ => {
                    write!(out, "{HELP}")?;
                    continue;
                }
            }
            return Ok(Answer::Next);
        }
    }

    fn say(
        &mut self,
        ledger: &mut Ledger,
        anchor: &Anchor,
        verdict: Verdict,
        fixed: Fixed,
        why: Option<String>,
    ) -> Result<(), Failure> {
        self.write(ledger, anchor, verdict, fixed, why)?;
        self.last.push((anchor.clone(), verdict));
        *self.counter(verdict) += 1;
        Ok(())
    }

    fn write(
        &self,
        ledger: &mut Ledger,
        anchor: &Anchor,
        verdict: Verdict,
        fixed: Fixed,
        why: Option<String>,
    ) -> Result<(), Failure> {
        let opinion = Opinion {
            coder: self.coder.to_owned(),
            why,
            at: self.context.now(),
            verdict,
            fixed,
            rest: Rest::Right,
            view: self.view,
        };
        ledger.review(anchor, &opinion)?;
        Ok(())
    }

    fn counter(&mut self, verdict: Verdict) -> &mut usize {
        match verdict {
            Verdict::Reject => &mut self.told.rejected,
            Verdict::Correct => &mut self.told.corrected,
            Verdict::Confirm | Verdict::Undo => &mut self.told.confirmed,
        }
    }
}

fn show(out: &mut impl Write, ledger: &Ledger, anchor: &Anchor, shown: &Shown) -> Result<(), Failure> {
    let Some(entry) = ledger.document(&anchor.document)? else { return Ok(()) };
    let statement = &shown.statement;
    let published =
        entry.document.metadata.published.map_or("date not known".to_owned(), |day| day.to_string());
    writeln!(out, "\n{}", printable(&format!("{} · {published}", entry.document.name)))?;
    let around = around(&entry.document, &entry.reading.sentences, &anchor.content);
    let words = marked(&entry.document.text, around, &anchor.content);
    writeln!(out, "  {}", printable(&words.split_whitespace().collect::<Vec<_>>().join(" ")))?;
    let mut field = |name: &str, value: String| writeln!(out, "  {name:<9} {}", printable(&value));
    let none = || "none".to_owned();
    field("speaker", statement.speaker.clone().unwrap_or_else(none))?;
    field("party", statement.party.clone().unwrap_or_else(none))?;
    let issue = statement.issue.as_ref().map(|issued| match issued.hints.is_empty() {
        true => issued.issue.clone(),
        false => format!("{}, because of: {}", issued.issue, issued.hints.join(", ")),
    });
    field("issue", issue.unwrap_or_else(none))?;
    let act = statement.act.as_ref().map(|acted| format!("{}, because of: {}", acted.act, acted.by));
    field("act", act.unwrap_or_else(none))?;
    for position in &statement.positions {
        let hand = if position.hand == Hand::First { "first hand" } else { "second hand" };
        let stance = match position.stance {
            Stance::Support => "support",
            Stance::Oppose => "oppose",
            Stance::Conditional => "conditional",
        };
        let (holder, proposition, by) = (&position.holder, &position.proposition, &position.by);
        field("position", format!("{holder}:{proposition}:{stance}, {hand}, because of: {by}"))?;
    }
    if let Some(said) = &statement.said_on {
        let days = if said.from == said.to {
            said.from.to_string()
        } else {
            format!("{} to {}", said.from, said.to)
        };
        field("said on", format!("{days}, because of: {}", said.by))?;
    }
    field("score", format!("{:.2}", statement.attribution.score))?;
    Ok(())
}

/// The sentences in which the content stands, or as much around it as can be shown.
fn around(document: &Document, sentences: &[Span], content: &[Span]) -> Span {
    let (Some(first), Some(last)) = (content.first(), content.last()) else { return Span::default() };
    let hull = first.join(*last);
    let from = sentences.partition_point(|sentence| sentence.end <= hull.start);
    let whole = sentences[from..]
        .iter()
        .take_while(|sentence| sentence.start < hull.end)
        .fold(hull, |whole, sentence| whole.join(*sentence));
    if whole.len() <= SHOWN { whole } else { shortened(&document.text, hull) }
}

/// The beginning of a place, where it is too long.
fn shortened(text: &str, span: Span) -> Span {
    let mut end = span.end.min(span.start + SHOWN);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    Span::new(span.start, end)
}

/// The words with the content between double angle brackets.
fn marked(text: &str, around: Span, content: &[Span]) -> String {
    let mut out = String::new();
    let mut at = around.start;
    for span in content {
        let (start, end) = (span.start.clamp(at, around.end), span.end.clamp(at, around.end));
        if start == end {
            continue;
        }
        out += &format!("{}⟪{}⟫", &text[at..start], &text[start..end]);
        at = end;
    }
    out + &text[at..around.end]
}
