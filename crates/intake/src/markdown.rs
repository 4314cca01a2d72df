//! Markdown, with or without a head of fields.

use pulldown_cmark::{Event, HeadingLevel, Options as Extensions, Parser, Tag, TagEnd};
use standpoint_terms::{Format, PassageKind};

use crate::draft::{Block, Draft, collapse};
use crate::front_matter;
use crate::html;
use crate::lines::aside;
use crate::metadata::resolve;
use crate::options::Limits;

/// A draft of a Markdown text: its head gives the metadata, its paragraphs, headings, list items and
/// quotes the text, without any mark. A first heading that repeats the title is left out.
///
/// ```
/// let draft = standpoint_intake::markdown("---\ndate: 2031-05-12\n---\n# No deal\n\nThey *want*:\n\n* peace\n* [oil](x)\n");
/// assert_eq!(draft.metadata.title.as_deref(), Some("No deal"));
/// assert_eq!(draft.text, "They want:\n\n- peace\n- oil");
/// ```
pub fn markdown(text: &str) -> Draft {
    let (raw, body) = front_matter::split(text);
    let (mut metadata, mut notices) = resolve(raw);
    let mut reading = Reading::default();
    let extensions =
        Extensions::ENABLE_TABLES | Extensions::ENABLE_STRIKETHROUGH | Extensions::ENABLE_TASKLISTS;
    for event in Parser::new_ext(body, extensions) {
        reading.take(event);
    }
    reading.flush();
    let mut blocks = reading.blocks;
    if let Some((first, level)) = blocks.first().zip(reading.first_level)
        && first.kind == PassageKind::Heading
    {
        let same =
            metadata.title.as_deref().map(|title| collapse(title).0.eq_ignore_ascii_case(&first.words));
        if same.unwrap_or(level == HeadingLevel::H1) {
            let heading = blocks.remove(0).words;
            metadata.title.get_or_insert(heading);
        }
    }
    let draft = Draft::of_blocks(Format::Markdown, &blocks);
    notices.extend(reading.notices);
    Draft { metadata, notices, ..draft }
}

#[derive(Default)]
struct Reading {
    blocks: Vec<Block>,
    notices: Vec<standpoint_terms::Notice>,
    line: String,
    html: String,
    /// How many list items are open.
    items: usize,
    is_heading: bool,
    images: usize,
    first_level: Option<HeadingLevel>,
}

impl Reading {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                self.flush();
                if self.blocks.is_empty() {
                    self.first_level.get_or_insert(level);
                }
                self.is_heading = true;
            }
            Event::End(TagEnd::Heading(_)) => {
                self.flush();
                self.is_heading = false;
            }
            Event::Start(Tag::Item) => {
                self.flush();
                self.items += 1;
            }
            Event::End(TagEnd::Item) => {
                self.flush();
                self.items = self.items.saturating_sub(1);
            }
            Event::Start(Tag::Image { .. }) => self.images += 1,
            Event::End(TagEnd::Image) => self.images = self.images.saturating_sub(1),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => {}
            Event::End(TagEnd::TableCell) => self.line.push_str(" | "),
            Event::End(TagEnd::HtmlBlock) => self.end_html(),
            // Paragraphs, quotes, tables, code: each begins and ends a block. A second paragraph of a list
            // item belongs to the item.
            Event::End(TagEnd::Paragraph) if self.items > 0 => self.line.push(' '),
            Event::Start(Tag::Paragraph | Tag::TableCell) => {}
            Event::Start(_) | Event::End(_) | Event::Rule => self.flush(),
            Event::Text(words) | Event::Code(words) if self.images == 0 => self.line.push_str(&words),
            Event::SoftBreak | Event::HardBreak => self.line.push(' '),
            Event::Html(markup) => self.html.push_str(&markup),
            _ => {}
        }
    }

    fn flush(&mut self) {
        let (words, _) = collapse(std::mem::take(&mut self.line).trim().trim_end_matches('|'));
        if words.is_empty() {
            return;
        }
        let kind = if self.is_heading {
            PassageKind::Heading
        } else if self.items > 0 {
            PassageKind::ListItem
        } else {
            aside(&words).unwrap_or(PassageKind::Body)
        };
        self.blocks.push(Block::new(kind, words));
    }

    fn end_html(&mut self) {
        self.flush();
        let markup = std::mem::take(&mut self.html);
        if let Ok((blocks, notices)) = html::content(&markup, &Limits::default()) {
            self.blocks.extend(blocks);
            self.notices.extend(notices);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, title: Option<&str>, expected: &str) {
        let draft = markdown(text);
        assert_eq!((draft.metadata.title.as_deref(), draft.text.as_str()), (title, expected));
        for passage in &draft.passages {
            assert!(passage.span.of(&draft.text).is_some_and(|words| !words.is_empty()));
        }
    }

    #[test]
    fn marks_go_and_words_stay() {
        check(
            "# No deal\n\nA **bold** [claim](https://x.example) &amp; a\nhalf.\n\n> “Never,” she said.\n\n## Odds\n\n1. one\n2. two\n\n   more of two\n",
            Some("No deal"),
            "A bold claim & a half.\n\n“Never,” she said.\n\nOdds\n\n- one\n- two more of two",
        );
    }

    #[test]
    fn only_the_title_is_left_out() {
        check("---\ntitle: No deal\n---\n# NO DEAL\n\nWords.", Some("No deal"), "Words.");
        check("---\ntitle: No deal\n---\n# Day two\n\nWords.", Some("No deal"), "Day two\n\nWords.");
        check("## Day two\n\nWords.", None, "Day two\n\nWords.");
        check("Words.\n\n# Day two\n\nMore.", None, "Words.\n\nDay two\n\nMore.");
    }

    #[test]
    fn tables_pictures_and_html() {
        check(
            "| side | ships |\n|---|---|\n| north | 12 |\n\n![alt words](x.png)\n\n<figure><figcaption>The quay</figcaption></figure>\n\n<script>no()</script>\n",
            None,
            "side | ships\n\nnorth | 12\n\nThe quay",
        );
    }

    #[test]
    fn nested_lists_are_items_of_their_own() {
        check("- a\n  - b\n- c\n", None, "- a\n- b\n- c");
    }
}
