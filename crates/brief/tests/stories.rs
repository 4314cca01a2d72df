//! Stories and echoes as they are drawn.

#![expect(clippy::unwrap_used, reason = "a test, or what only tests use")]

use standpoint_brief::stories::view;
use standpoint_brief::terminal::{self, TerminalOptions};
use standpoint_brief::{Brief, BriefInput, assemble, html};
use standpoint_terms::{
    Alteration, Compared, Document, DocumentId, Echo, Format, Kinship, Metadata, Origin, Passage,
    PassageKind, Relation, Span, Story, Tie, TieKind, Utterance, Wording,
};

const FIRST: &str = "Kask told the harbour board: “We may open the lock in nine weeks.”";
const SECOND: &str = "<b>Kask</b> thundered: “We open the lock in two weeks.”";

fn document(name: &str, title: &str, day: &str, text: &str) -> Document {
    Document {
        id: DocumentId::of_text(text),
        name: name.to_owned(),
        locator: format!("/{name}"),
        format: Format::Text,
        metadata: Metadata {
            title: Some(title.to_owned()),
            outlet: Some("The Orsk Pilot".to_owned()),
            published: Some(day.parse().unwrap()),
            ..Metadata::default()
        },
        text: text.to_owned(),
        passages: vec![Passage { kind: PassageKind::Body, span: Span::new(0, text.len()) }],
        notices: Vec::new(),
    }
}

fn find(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn compared() -> Vec<Compared> {
    vec![
        Compared::Same { one: find(FIRST, "We"), other: find(SECOND, "We") },
        Compared::Dropped { one: find(FIRST, "may") },
        Compared::Same { one: find(FIRST, "open the lock in"), other: find(SECOND, "open the lock in") },
        Compared::Changed { one: find(FIRST, "nine"), other: find(SECOND, "two") },
        Compared::Same { one: find(FIRST, "weeks"), other: find(SECOND, "weeks") },
    ]
}

fn brief() -> Brief {
    let documents = [
        document("1.txt", "Lock may open in summer", "2031-05-02", FIRST),
        document("2.txt", "LOCK OPENS", "2031-05-03", SECOND),
    ];
    let ids = [documents[0].id.clone(), documents[1].id.clone()];
    let wording = |at: usize, text: &str, words: &str| Wording {
        document: ids[at].clone(),
        statements: vec![0],
        spans: vec![find(text, words)],
        quoted: true,
        speaker: Some("Lena Kask".to_owned()),
        published: documents[at].metadata.published,
    };
    let utterance = Utterance {
        id: "1-1".to_owned(),
        wordings: vec![
            wording(0, FIRST, "We may open the lock in nine weeks"),
            wording(1, SECOND, "We open the lock in two weeks"),
        ],
        witness: 0,
        echoes: vec![Echo {
            one: 0,
            other: 1,
            alterations: vec![Alteration::NumberChanged, Alteration::HedgeDropped],
            inside: true,
            comparison: compared(),
        }],
    };
    let tie = Tie {
        kind: TieKind::Order,
        words: "4 points in the same order".to_owned(),
        weight: 1.5,
        places: Vec::new(),
    };
    let origin = Origin {
        witness: ids[0].clone(),
        documents: ids.to_vec(),
        kinships: vec![Kinship {
            one: ids[0].clone(),
            other: ids[1].clone(),
            relation: Relation::Rewrite,
            score: 0.6,
            ties: vec![tie],
            passages: vec![compared()],
        }],
    };
    let day = |document: &Document| document.metadata.published.unwrap();
    let story = Story {
        witness: ids[0].clone(),
        documents: ids.to_vec(),
        origins: vec![ids[0].clone()],
        days: Some((day(&documents[0]), day(&documents[1]))),
        words: vec!["lock".to_owned()],
    };
    let stories = view(&documents.iter().collect::<Vec<_>>(), &[story], &[origin], &[utterance]);
    Brief { stories, ..assemble(BriefInput { title: "The lock".to_owned(), ..BriefInput::default() }) }
}

#[test]
fn the_sections() {
    let mut out = Vec::new();
    html::render_body(&brief(), &mut out).unwrap();
    let page = String::from_utf8(out).unwrap();
    let section = |id: &str| {
        let from = page.find(&format!("<section id=\"{id}\"")).unwrap();
        let to = from + page[from..].find("</section>").unwrap();
        page[from..to].replace("><", ">\n<")
    };
    insta::assert_snapshot!("stories-html", section("stories"));
    insta::assert_snapshot!("echoes-html", section("echoes"));
}

#[test]
fn the_lists() {
    let view = brief().stories;
    let options = TerminalOptions { width: 72, colour: false };
    insta::assert_snapshot!("stories-terminal", terminal::stories(&view, &view.stories, options));
    insta::assert_snapshot!("quotes-terminal", terminal::quotes(&view, &view.quotes, options));
}

#[test]
fn what_documents_say_becomes_no_markup() {
    let mut brief = brief();
    brief.stories.quotes[0].wordings[0].speaker = Some("<script>alert(1)</script>".to_owned());
    brief.stories.quotes[0].wordings[0].pieces = vec!["<img src=x>".to_owned()];
    brief.stories.documents[1].heading = "\u{202e}<i>".to_owned();
    let mut out = Vec::new();
    html::render_body(&brief, &mut out).unwrap();
    let page = String::from_utf8(out).unwrap();
    for hostile in ["<script>alert", "<img", "<i>", "\u{202e}", "<b>Kask"] {
        assert!(!page.contains(hostile), "{hostile}");
    }
}
