//! Styled and wrapped lines.

use std::borrow::Cow;
use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use textwrap::{Options, WordSplitter};
use unicode_width::UnicodeWidthStr;

use super::{NARROWEST, TerminalOptions};
use crate::shown::shown_on_one_line;

pub(super) const PLAIN: Style = Style::new();
pub(super) const STRONG: Style = Style::new().bold();
pub(super) const QUIET: Style = Style::new().dimmed();
pub(super) const FOUND: Style = Style::new().bold().underline();

const PARTIES: [AnsiColor; 6] = [
    AnsiColor::Blue,
    AnsiColor::Red,
    AnsiColor::Green,
    AnsiColor::Magenta,
    AnsiColor::Yellow,
    AnsiColor::Cyan,
];

/// The style of a party's name. No colour stands without the name.
pub(super) fn party(index: Option<usize>) -> Style {
    index.map_or(STRONG, |index| STRONG.fg_color(Some(PARTIES[index % PARTIES.len()].into())))
}

/// A page that grows line by line.
pub(super) struct Page {
    pub(super) width: usize,
    colour: bool,
    out: String,
}

impl Page {
    pub(super) fn new(options: TerminalOptions) -> Page {
        Page { width: options.width.max(NARROWEST), colour: options.colour, out: String::new() }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    pub(super) fn blank(&mut self) {
        self.out.push('\n');
    }

    /// One line of pieces; the caller has seen to its width.
    pub(super) fn line(&mut self, pieces: &[(Style, &str)]) {
        for (style, text) in pieces {
            self.piece(*style, text);
        }
        let end = self.out.trim_end_matches(' ').len();
        self.out.truncate(end);
        self.out.push('\n');
    }

    fn piece(&mut self, style: Style, text: &str) {
        if !self.colour || style == PLAIN || text.trim().is_empty() {
            self.out.push_str(text);
        } else {
            write!(self.out, "{style}{text}{style:#}").expect("a String takes everything");
        }
    }

    /// A paragraph, each line behind `indent` spaces.
    pub(super) fn paragraph(&mut self, indent: usize, style: Style, text: &str) {
        let spaces = " ".repeat(indent);
        for line in wrap(text, self.width - indent) {
            self.line(&[(PLAIN, &spaces), (style, &line)]);
        }
    }

    /// A paragraph of differently styled words.
    pub(super) fn words(&mut self, indent: usize, pieces: &[(Style, String)]) {
        let spaces = " ".repeat(indent);
        let room = self.width - indent;
        let mut line: Vec<(Style, String)> = Vec::new();
        let mut used = 0;
        for (style, text) in pieces {
            for word in text.split(' ').filter(|word| !word.is_empty()).flat_map(|word| broken(word, room)) {
                let width = word.width();
                if used > 0 && used + 1 + width > room {
                    self.styled(&spaces, &line);
                    line.clear();
                    used = 0;
                }
                let space = usize::from(used > 0);
                used += space + width;
                match line.last_mut().filter(|(last, _)| last == style) {
                    Some((_, words)) => {
                        words.push_str(&" ".repeat(space));
                        words.push_str(&word);
                    }
                    None => {
                        if let Some((_, words)) = line.last_mut() {
                            words.push_str(&" ".repeat(space));
                        }
                        line.push((*style, word));
                    }
                }
            }
        }
        if used > 0 {
            self.styled(&spaces, &line);
        }
    }

    fn styled(&mut self, spaces: &str, line: &[(Style, String)]) {
        let pieces: Vec<(Style, &str)> = std::iter::once((PLAIN, spaces))
            .chain(line.iter().map(|(style, text)| (*style, text.as_str())))
            .collect();
        self.line(&pieces);
    }

    /// A heading with a line under it.
    pub(super) fn heading(&mut self, text: &str) {
        self.blank();
        self.line(&[(STRONG, text)]);
        let rule = "─".repeat(text.width().min(self.width));
        self.line(&[(QUIET, &rule)]);
    }

    /// Text at the left and, where there is room, at the right of one line; else on two.
    pub(super) fn ends(&mut self, indent: usize, left: (Style, &str), right: (Style, &str)) {
        let spaces = " ".repeat(indent);
        let gap = self.width.saturating_sub(indent + left.1.width() + right.1.width());
        if gap >= 2 {
            self.line(&[(PLAIN, &spaces), left, (PLAIN, &" ".repeat(gap)), right]);
        } else {
            self.paragraph(indent, left.0, left.1);
            self.paragraph(indent + 2, right.0, right.1);
        }
    }
}

/// Lines no wider than `width`; words that are wider are broken, and nothing is lost but spaces at breaks.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let options = Options::new(width.max(1))
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
    textwrap::wrap(text, options).into_iter().map(Cow::into_owned).collect()
}

fn broken(word: &str, width: usize) -> Vec<String> {
    if word.width() <= width { vec![word.to_owned()] } else { wrap(word, width) }
}

/// A quotation on one line: its pieces parted by `…`, and cut with `…` after `most` characters.
pub(super) fn quotation<'t>(pieces: impl Iterator<Item = &'t str>, most: usize) -> String {
    let mut line = String::new();
    for piece in pieces {
        if !line.is_empty() {
            line.push_str(" … ");
        }
        line.push_str(&shown_on_one_line(piece));
    }
    match line.char_indices().nth(most) {
        Some((at, _)) => {
            let end = line[..at].rfind(' ').filter(|space| *space > at / 2).unwrap_or(at);
            format!("{} …", line[..end].trim_end())
        }
        None => line,
    }
}
