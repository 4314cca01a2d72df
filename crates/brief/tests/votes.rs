//! Councils and conflicts, drawn.

use standpoint_brief::terminal::{TerminalOptions, deals};
use standpoint_brief::{
    CoalitionsView, ConflictView, CouncilView, DealsPage, GuaranteeView, MoveView, SeatView, StateView, html,
};

fn view(name: &str) -> DealsPage {
    let state = |at: usize| StateView {
        name: at.to_string(),
        pattern: ["N", "Y"][at - 1].to_owned(),
        in_words: if at == 2 { format!("{name}: close the lock") } else { "nobody does anything".to_owned() },
        stable: if at == 2 { vec!["Nash", "SEQ", "SMR", "GMR"] } else { Vec::new() },
        is_now: at == 1,
        stands: vec![(Vec::new(), format!("{name} stays: no move of its own leads to anything it prefers."))],
    };
    let move_of = |from, to, improves| MoveView { maker: 0, from, to, improves };
    DealsPage {
        title: "The lock".to_owned(),
        councils: vec![CouncilView {
            name: format!("Council of {name}"),
            rule: "votes >= 2".to_owned(),
            about: "Of 4 possible coalitions, 1 can decide.".to_owned(),
            weights: vec!["votes".to_owned()],
            rows: vec![SeatView {
                name: name.to_owned(),
                weights: vec!["2".to_owned()],
                shapley_shubik: ("1".to_owned(), "100.00 %".to_owned()),
                banzhaf: ("1".to_owned(), "100.00 %".to_owned()),
                role: "decides alone",
            }],
            winning: CoalitionsView {
                count: "1 smallest coalition".to_owned(),
                kinds: vec![(name.to_owned(), "1".to_owned())],
                more: String::new(),
            },
            blocking: CoalitionsView::default(),
        }],
        guarantees: vec![GuaranteeView {
            name: "Promise".to_owned(),
            about: "Who decides: the council.".to_owned(),
            rows: vec![(
                name.to_owned(),
                false,
                format!("Never against {name}: it stops the decision itself."),
            )],
        }],
        conflicts: vec![ConflictView {
            name: "The lock".to_owned(),
            makers: vec![name.to_owned()],
            options: vec![("close the lock".to_owned(), 0)],
            states: vec![state(1), state(2)],
            moves: vec![move_of(0, 1, true), move_of(1, 0, false)],
            joint: vec![format!("{name} alone.")],
            now: "The conflict stands at 1, which cannot last.".to_owned(),
        }],
        ..DealsPage::default()
    }
}

fn page(view: &DealsPage) -> String {
    let mut out = Vec::new();
    html::render_deals(view, &mut out).expect("a Vec takes everything");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn in_the_terminal() {
    insta::assert_snapshot!(deals(&view("Arland"), TerminalOptions::default()));
}

#[test]
fn on_the_page() {
    let page = page(&view("Arland"));
    let start = page.find("<main").expect("the page has a main part");
    insta::assert_snapshot!(page[start..].replace("><", ">\n<"));
}

#[test]
fn names_stay_text() {
    let view = view("<script>alert(1)</script>\u{1b}[31m");
    let page = page(&view);
    assert_eq!(page.matches("<script").count(), 1, "only the page's own");
    assert!(!page.contains('\u{1b}'));
    assert!(!deals(&view, TerminalOptions::default()).contains('\u{1b}'));
}
