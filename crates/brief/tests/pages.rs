//! The brief as it is drawn, on every surface.

#![expect(clippy::unwrap_used, reason = "a test, or what only tests use")]

mod sample;

use standpoint_brief::tables::{ActorRow, DocumentRow, SearchRow, SnippetPiece, StatementRow};
use standpoint_brief::terminal::{self, TerminalOptions};
use standpoint_brief::{Brief, html};
use standpoint_terms::{ActorKind, Format, Mode, Resolution};
use unicode_width::UnicodeWidthStr;

fn html_of(brief: &Brief) -> String {
    let mut out = Vec::new();
    html::render(brief, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_page() {
    let mut out = Vec::new();
    html::render_body(&sample::small(), &mut out).unwrap();
    insta::assert_snapshot!(String::from_utf8(out).unwrap().replace("><", ">\n<"));
}

#[test]
fn the_page_with_positions_and_findings() {
    let brief = sample::positioned();
    let mut out = Vec::new();
    html::render_body(&brief, &mut out).unwrap();
    let page = String::from_utf8(out).unwrap();
    let opening = &page[..page.find("<section id=\"overview\"").unwrap()];
    insta::assert_snapshot!(opening.replace("><", ">\n<"));
}

#[test]
fn the_terminal_with_positions_and_findings() {
    let brief = sample::positioned();
    for width in [56, 100] {
        let drawn = terminal::brief(&brief, TerminalOptions { width, colour: false });
        for line in drawn.lines() {
            assert!(line.width() <= width, "{width} columns: {line}");
        }
        let opening = drawn[..drawn.find("Who takes part").unwrap()].to_owned();
        insta::assert_snapshot!(format!("terminal-positions-{width}"), opening);
    }
}

#[test]
fn every_cell_opens_a_sheet_and_every_quotation_has_a_place() {
    let page = html_of(&sample::positioned());
    let mut opened = 0;
    for target in page.split("popovertarget=\"").skip(1).map(|rest| &rest[..rest.find('"').unwrap()]) {
        assert!(page.contains(&format!(" id=\"{target}\" popover")), "{target} opens nothing");
        opened += 1;
    }
    assert!(opened >= 5, "only {opened} cells");
    for place in page.split("class=\"place\" href=\"#").skip(1).map(|rest| &rest[..rest.find('"').unwrap()]) {
        assert!(page.contains(&format!("id=\"{place}\"")), "{place} is not on the page");
    }
    assert!(!page.contains("<b>counted"), "words of a codebook became markup");
}

fn check_terminal(name: &str, options: TerminalOptions) {
    let drawn = terminal::brief(&sample::small(), options);
    for line in drawn.lines().filter(|_| !options.colour) {
        assert!(line.width() <= options.width, "{} columns: {line}", line.width());
    }
    insta::assert_snapshot!(name, drawn);
}

#[test]
fn the_terminal() {
    check_terminal("terminal-60", TerminalOptions { width: 60, colour: false });
    check_terminal("terminal-80", TerminalOptions { width: 80, colour: false });
    check_terminal("terminal-120", TerminalOptions { width: 120, colour: false });
    check_terminal("terminal-80-colour", TerminalOptions { width: 80, colour: true });
}

#[test]
fn without_a_codebook_the_speakers_stand_alone() {
    let brief = sample::unlabelled(0);
    assert!(html_of(&brief).contains("A codebook names parties and issues; none was given."));
    insta::assert_snapshot!("terminal-unlabelled", terminal::brief(&brief, TerminalOptions::default()));
}

#[test]
fn styles_change_no_word() {
    let plain = terminal::brief(&sample::large(20), TerminalOptions { width: 80, colour: false });
    let styled = terminal::brief(&sample::large(20), TerminalOptions { width: 80, colour: true });
    let mut stripped = String::new();
    for (i, piece) in styled.split('\u{1b}').enumerate() {
        stripped.push_str(if i == 0 { piece } else { piece.split_once('m').unwrap().1 });
    }
    assert_eq!(stripped, plain);
}

#[test]
fn the_order_of_the_input_does_not_matter() {
    let forwards = sample::large(12);
    let backwards = sample::large_backwards(12);
    assert_eq!(forwards, backwards);
    assert_eq!(html_of(&forwards), html_of(&backwards));
}

#[test]
fn nothing_at_all_is_a_page_too() {
    let brief = standpoint_brief::assemble(standpoint_brief::BriefInput::default());
    assert!(html_of(&brief).contains("No statements were found"));
    insta::assert_snapshot!(terminal::brief(&brief, TerminalOptions::default()), @r"
    Who said what
    0 statements · 0 speakers · 0 documents · 0 outlets
    Read by a machine. Look at the place before you quote.

    Sources
    ───────
    ");
}

#[test]
fn tables() {
    let options = TerminalOptions { width: 72, colour: false };
    let documents = [
        DocumentRow {
            doc: "gazette/gates.html".into(),
            id: "00".into(),
            title: Some("Orle keeps the gates shut and says why at some length".into()),
            outlet: Some("The Quern Gazette".into()),
            author: None,
            published: Some("2031-05-12T18:30".parse().unwrap()),
            language: None,
            format: Format::Html,
            words: 1_087,
            statements: 5,
            notices: Vec::new(),
        },
        DocumentRow {
            doc: "a\u{1b}[2Jb.txt".into(),
            id: "01".into(),
            title: None,
            outlet: None,
            author: None,
            published: None,
            language: None,
            format: Format::Text,
            words: 9,
            statements: 0,
            notices: Vec::new(),
        },
    ];
    insta::assert_snapshot!("table-documents", terminal::documents(&documents, options));
    let actors = [ActorRow {
        name: "Jon Abel".into(),
        kind: ActorKind::Person,
        party: Some("orle".into()),
        roles: vec!["water minister".into(), "acting head of the delegation to the Council".into()],
        statements: 86,
        documents: 31,
    }];
    insta::assert_snapshot!("table-actors", terminal::actors(&actors, options));
    let statements = [StatementRow {
        id: "1a7052508b:31-60".to_owned(),
        status: "confirmed",
        doc: "gazette/gates.html".into(),
        statement: 2,
        content: vec![[10, 40], [60, 80]],
        source: Vec::new(),
        cue: Vec::new(),
        text: "“Nobody downstream has gone thirsty,” … “and nobody will.”".into(),
        mode: Mode::Direct,
        speaker: Some("Jon Abel".into()),
        resolution: Resolution::Pronoun,
        speaker_party: Some("orle".into()),
        issue: Some("flow".into()),
        outlet: Some("The Quern Gazette".into()),
        published: None,
        score: 0.98,
    }];
    insta::assert_snapshot!("table-statements", terminal::statements(&statements, options));
    let piece = |text: &str, hit| SnippetPiece { text: text.into(), hit };
    let search = [SearchRow {
        doc: "gazette/gates.html".into(),
        title: Some("Orle keeps the gates shut".into()),
        outlet: None,
        published: Some("2031-05-12".parse().unwrap()),
        speaker: None,
        snippet: vec![
            piece("… until the ", false),
            piece("gates", true),
            piece(" of the dam are opened …", false),
        ],
    }];
    insta::assert_snapshot!("table-search", terminal::search(&search, options));
}
