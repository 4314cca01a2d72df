//! How counts, days and the way a speaker was found are put into words; the same on every surface.

use standpoint_terms::{Mode, Moment, PassageKind, Resolution};

use crate::{Bin, BinUnit};

/// `1 statement`, `20,000 statements`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", grouped(number))
}

/// `3 utterances (5 statements)`; the statements alone where each is an utterance by itself.
pub(crate) fn said(utterances: usize, statements: usize) -> String {
    if utterances == statements {
        return count(statements, "statement");
    }
    format!("{} ({})", count(utterances, "utterance"), count(statements, "statement"))
}

/// `3/5`: utterances and statements; the statements alone where each is an utterance by itself.
pub(crate) fn said_short(utterances: usize, statements: usize) -> String {
    if utterances == statements {
        return grouped(statements);
    }
    format!("{}/{}", grouped(utterances), grouped(statements))
}

/// With commas between thousands.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `12 May 2031`.
pub(crate) fn day(moment: Moment) -> String {
    moment.date().strftime("%-d %B %Y").to_string()
}

/// `12 May 31` is ambiguous and `2031-05-12` is exact: what narrow columns take.
pub(crate) fn short_day(moment: Moment) -> String {
    moment.date().to_string()
}

/// `3 March to 12 May 2031`.
pub(crate) fn days(first: Moment, last: Moment) -> String {
    let (from, to) = (first.date(), last.date());
    if from == to {
        return day(last);
    }
    let format = match (from.year() == to.year(), from.month() == to.month()) {
        (true, true) => "%-d",
        (true, false) => "%-d %B",
        (false, _) => "%-d %B %Y",
    };
    format!("{} to {}", from.strftime(format), day(last))
}

/// `week of 12 May 2031`, `May 2031`, `2031`.
pub(crate) fn bin(bin: &Bin, unit: BinUnit) -> String {
    let format = match unit {
        BinUnit::Week => "week of %-d %B %Y",
        BinUnit::Month => "%B %Y",
        BinUnit::Year => "%Y",
    };
    bin.first.strftime(format).to_string()
}

/// How the speaker was found, where that is more than reading the full name; `found` are the words that
/// stand in the text.
pub(crate) fn resolution(resolution: Resolution, found: &str) -> Option<String> {
    let by = match resolution {
        Resolution::Name => return None,
        Resolution::Unresolved if found.is_empty() => return Some("no speaker named".to_owned()),
        Resolution::Unresolved => "not traced:",
        Resolution::NamePart => "by part of the name",
        Resolution::Role => "by role",
        Resolution::Pronoun => "by pronoun",
        Resolution::Label => "by label",
        Resolution::Office => "by office in the codebook,",
        Resolution::Text => "by whose text it is,",
        Resolution::Description => return Some("unnamed source".to_owned()),
        Resolution::Person => return Some("confirmed by a person".to_owned()),
    };
    Some(if found.is_empty() { by.to_owned() } else { format!("{by} “{found}”") })
}

/// What the mode means, for people who have not read the glossary.
pub(crate) fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Direct => "quoted",
        Mode::Mixed => "partly quoted",
        Mode::Indirect => "reported",
        Mode::List => "list item",
    }
}

/// The word beside a passage in which no statements are looked for.
pub(crate) fn not_read(kind: PassageKind) -> Option<&'static str> {
    match kind {
        PassageKind::Caption => Some("caption, not read"),
        PassageKind::Boilerplate => Some("not part of the article, not read"),
        PassageKind::Body | PassageKind::Heading | PassageKind::ListItem => None,
    }
}

/// What of the ledger is not in a brief, and what to do; nothing where all of it is.
pub(crate) fn left_out(brief: &crate::Brief) -> Option<String> {
    (brief.left_out > 0).then(|| {
        format!(
            "Only the latest {} are looked at here; {} in the ledger are older. --latest N takes more.",
            count(brief.counts.documents, "document"),
            grouped(brief.left_out)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        let check = |number, expected: &str| assert_eq!(grouped(number), expected);
        check(0, "0");
        check(999, "999");
        check(1_000, "1,000");
        check(1_234_567, "1,234,567");
        assert_eq!(count(1, "word"), "1 word");
    }

    #[test]
    fn days_are_told_once() {
        let check = |first: &str, last: &str, expected: &str| {
            assert_eq!(days(first.parse().unwrap(), last.parse().unwrap()), expected);
        };
        check("2031-05-12", "2031-05-12T10:00", "12 May 2031");
        check("2031-05-03", "2031-05-12", "3 to 12 May 2031");
        check("2031-03-03", "2031-05-12", "3 March to 12 May 2031");
        check("2030-12-30", "2031-05-12", "30 December 2030 to 12 May 2031");
    }
}
