//! A tree of elements to blocks of text, as a browser would lay it out.

use dom_query::NodeRef;
use standpoint_terms::PassageKind;

use super::clutter::is_caption;
use crate::draft::collapse;

/// A piece of text that stands alone on the page.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) kind: PassageKind,
    pub(crate) words: String,
    /// How many of the letters are inside of links.
    pub(crate) linked: usize,
    /// The list it belongs to, counted on the page; 0 outside of lists.
    pub(crate) list: usize,
    /// 1 to 6 for a heading of that level, else 0.
    pub(crate) level: u8,
    /// Control characters were taken out of it.
    pub(crate) had_controls: bool,
}

enum Step<'a> {
    Enter(NodeRef<'a>),
    Leave(Element),
}

/// What must be undone when an element ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Element {
    Block,
    Context,
    Link,
    Quote,
    Cell,
}

/// What holds inside of the current elements.
#[derive(Clone, Copy)]
struct Context {
    kind: PassageKind,
    list: usize,
    level: u8,
}

/// The pieces below a node, in order. Takes as long as the tree is large; does not recurse.
pub(crate) fn pieces(root: &NodeRef<'_>) -> Vec<Piece> {
    let mut walk = Walk {
        pieces: Vec::new(),
        line: String::new(),
        linked: 0,
        links: 0,
        contexts: vec![Context { kind: PassageKind::Body, list: 0, level: 0 }],
        lists: 0,
    };
    let mut steps = vec![Step::Enter(*root)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(node) => walk.enter(node, &mut steps),
            Step::Leave(element) => walk.leave(element),
        }
    }
    walk.flush();
    walk.pieces
}

struct Walk {
    pieces: Vec<Piece>,
    /// The text since the last break; `\n` stands for `<br>`.
    line: String,
    linked: usize,
    links: usize,
    contexts: Vec<Context>,
    lists: usize,
}

impl Walk {
    fn enter<'a>(&mut self, node: NodeRef<'a>, steps: &mut Vec<Step<'a>>) {
        if node.is_text() {
            self.text(&node);
            return;
        }
        let name = node.node_name().unwrap_or_default();
        match &*name {
            "script" | "style" | "noscript" | "template" | "head" | "iframe" | "svg" | "select"
            | "textarea" => return,
            "br" => {
                self.line.push('\n');
                return;
            }
            "hr" => {
                self.flush();
                return;
            }
            "a" => {
                self.links += 1;
                steps.push(Step::Leave(Element::Link));
            }
            "q" => {
                self.line.push('“');
                steps.push(Step::Leave(Element::Quote));
            }
            "td" | "th" => steps.push(Step::Leave(Element::Cell)),
            name if is_block(name) => {
                self.flush();
                match self.context(&node, name) {
                    Some(context) => {
                        self.contexts.push(context);
                        steps.push(Step::Leave(Element::Context));
                    }
                    None => steps.push(Step::Leave(Element::Block)),
                }
            }
            _ => {}
        }
        steps.extend(node.children_it(true).map(Step::Enter));
    }

    /// The context inside of a block, where it is another one than outside.
    fn context(&mut self, node: &NodeRef<'_>, name: &str) -> Option<Context> {
        let outer = *self.contexts.last().expect("the outermost context stays");
        let kind = match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if outer.kind == PassageKind::Body => {
                let level = name.as_bytes()[1] - b'0';
                return Some(Context { kind: PassageKind::Heading, level, ..outer });
            }
            "figcaption" | "caption" => PassageKind::Caption,
            "ul" | "ol" | "menu" => {
                self.lists += 1;
                return Some(Context { list: self.lists, ..outer });
            }
            "li" if outer.kind != PassageKind::Caption => PassageKind::ListItem,
            "p" | "div" | "figure" | "dd" | "section"
                if outer.kind == PassageKind::Body && is_caption(node) =>
            {
                PassageKind::Caption
            }
            _ => return None,
        };
        Some(Context { kind, ..outer })
    }

    fn leave(&mut self, element: Element) {
        match element {
            Element::Block => self.flush(),
            Element::Context => {
                self.flush();
                self.contexts.pop();
            }
            Element::Link => self.links -= 1,
            Element::Quote => self.line.push('”'),
            Element::Cell if self.line.trim().is_empty() => {}
            Element::Cell => self.line.push_str(" | "),
        }
    }

    fn text(&mut self, node: &NodeRef<'_>) {
        let before = self.line.len();
        // Line breaks in the source are white space; only `<br>` breaks a line.
        self.line.extend(node.text().chars().map(|c| if c == '\n' { ' ' } else { c }));
        if self.links > 0 {
            self.linked += self.line[before..].trim().len();
        }
    }

    /// Ends the current line: what it holds becomes a piece, or several where empty lines are within.
    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        let linked = std::mem::take(&mut self.linked);
        if line.trim().is_empty() {
            return;
        }
        let context = *self.contexts.last().expect("the outermost context stays");
        let mut rows = vec![String::new()];
        let mut breaks = 0;
        for row in line.split('\n') {
            if row.trim().is_empty() {
                breaks += 1;
                continue;
            }
            if breaks > 0 && rows.last().is_some_and(|last| !last.is_empty()) {
                rows.push(String::new());
            }
            breaks = 0;
            if let Some(last) = rows.last_mut() {
                last.push(' ');
                last.push_str(row);
            }
        }
        let alone = rows.len() == 1;
        for row in rows {
            let (words, had_controls) = collapse(row.trim().trim_end_matches('|'));
            if !words.is_empty() {
                let linked = if alone { linked.min(words.len()) } else { 0 };
                let Context { kind, list, level } = context;
                self.pieces.push(Piece { kind, words, linked, list, level, had_controls });
            }
        }
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "tfoot"
            | "thead"
            | "tr"
            | "ul"
    )
}
