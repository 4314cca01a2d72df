//! What a judge is shown of a statement, and what becomes of its answers.

use std::sync::Mutex;

use standpoint_reading::{
    CompiledCodebook, Inquiry, Judge, Judgement, Reader, RuleReader, judged_statements, stance_odds,
};
use standpoint_terms::{Codebook, Issue, Party, Proposition, StatedPosition, Statement};
use standpoint_testing::plain_document;

/// Gives every pair the same odds, finds all topics alike, and keeps what it is shown.
struct Scripted {
    odds: [f32; 4],
    shown: Mutex<Vec<Inquiry>>,
}

impl Judge for Scripted {
    fn name(&self) -> &str {
        "scripted 1"
    }

    fn judge(&self, inquiry: &Inquiry) -> Judgement {
        let acts = std::array::from_fn(|act| f32::from(u8::from(act == 3)));
        Judgement { stances: self.stances(inquiry), acts, issues: Vec::new(), topic: vec![1.0] }
    }

    fn stances(&self, inquiry: &Inquiry) -> Vec<Vec<[f32; 4]>> {
        self.shown.lock().expect("nobody panics with it").push(inquiry.clone());
        inquiry.questions.iter().map(|question| vec![self.odds; question.holders.len()]).collect()
    }

    fn topic(&self, _: &str) -> Vec<f32> {
        vec![1.0]
    }
}

fn codebook(propositions: usize) -> CompiledCodebook {
    CompiledCodebook::new(&written(propositions))
}

fn written(propositions: usize) -> Codebook {
    let party = |id: &str, name: &str, alias: &str| Party {
        id: id.to_owned(),
        name: name.to_owned(),
        aliases: vec![alias.to_owned()],
        ..Party::default()
    };
    let proposition = |at: usize| Proposition {
        id: format!("p{at}"),
        issue: "tolls".to_owned(),
        sentence: "Ostra lowers the tolls.".to_owned(),
        against: vec!["the present tariff".to_owned(), "dear locks".to_owned(), "a third".to_owned()],
        ..Proposition::default()
    };
    Codebook {
        parties: vec![party("ostra", "Ostra", "Mara Voss"), party("tessel", "Tessel", "Tesselaar")],
        issues: vec![Issue { id: "tolls".to_owned(), name: "Tolls".to_owned(), ..Issue::default() }],
        propositions: (0..propositions).map(proposition).collect(),
        ..Codebook::default()
    }
}

fn judged(text: &str, odds: [f32; 4], propositions: usize) -> (Vec<Statement>, Vec<Inquiry>) {
    let document = plain_document("a", text);
    let reading = RuleReader::new().read(&document);
    let judge = Scripted { odds, shown: Mutex::default() };
    let statements = judged_statements(&document, &reading, Some(&codebook(propositions)), Some(&judge));
    (statements, judge.shown.into_inner().expect("nobody panics with it"))
}

/// Checks what is shown: the text, with what is said between `[` and `]` and slots behind names.
#[track_caller]
fn check(text: &str, expected: &str) {
    let (_, shown) = judged(text, [1.0, 0.0, 0.0, 0.0], 1);
    let inquiry = shown.last().expect("a statement was judged");
    let mut marks: Vec<(usize, String)> = Vec::new();
    for said in &inquiry.said {
        marks.extend([(said.start, "[".to_owned()), (said.end, "]".to_owned())]);
    }
    marks.extend(inquiry.statement.named.iter().map(|(range, slot)| (range.end, format!("<{slot}>"))));
    marks.sort();
    let mut drawn = inquiry.statement.text.clone();
    for (at, mark) in marks.iter().rev() {
        drawn.insert_str(*at, mark);
    }
    assert_eq!(drawn, expected);
}

#[test]
fn a_judge_sees_the_sentence_with_what_is_said_and_who_is_named() {
    check(
        "Mara  Voss said that Tessel pays, mostly.",
        "Mara Voss (Ostra):<1> Mara<1> Voss<1> said [that Tessel<2> pays, mostly].",
    );
    check("A clerk said the locks are open.", "a clerk (no party): A clerk said [the locks are open].");
}

#[test]
fn what_is_long_is_cut_around_what_is_said() {
    let said =
        format!("The locks of {}are open, a clerk said.", "the long and old and wide river ".repeat(60));
    let (_, shown) = judged(&said, [1.0, 0.0, 0.0, 0.0], 1);
    assert!(shown.iter().all(|inquiry| inquiry.statement.text.chars().count() < 1_200));
}

#[test]
fn a_sure_answer_is_a_position_with_the_judges_name() {
    let (statements, shown) = judged("Mara Voss said Tessel pays.", [0.02, 0.01, 0.95, 0.02], 1);
    let held: Vec<String> = statements[0]
        .positions
        .iter()
        .map(|p| format!("{} {:?} {:?} {:.3} by {}", p.holder, p.stance, p.hand, p.score, p.by))
        .collect();
    assert_eq!(held, ["ostra Oppose First 0.228 by scripted 1", "tessel Oppose Second 0.228 by scripted 1"]);
    let question = &shown.last().expect("it is asked").questions[0];
    assert_eq!(question.proposition.text, "Ostra lowers the tolls");
    assert_eq!(question.holders, [1, 2]);
    // It sees two of the phrases.
    assert_eq!(question.against.len(), 2);
    assert_eq!(statements[0].act.as_ref().map(|acted| acted.by.as_str()), Some("scripted 1"));
}

#[test]
fn an_unsure_answer_is_none() {
    assert_eq!(judged("Mara Voss said Tessel pays.", [0.6, 0.4, 0.0, 0.0], 1).0[0].positions, []);
}

/// Where Ostra stands by "Mara Voss rejected the present tariff", which rules take for support of lower tolls.
fn beside_rules(odds: [f32; 4], tried: bool) -> Vec<String> {
    beside_rules_from(odds, tried, None)
}

/// The same, where the codebook says from which likelihood on, in percent, positions are told.
fn beside_rules_from(odds: [f32; 4], tried: bool, told_from: Option<u8>) -> Vec<String> {
    let document = plain_document("a", "Mara Voss rejected the present tariff.");
    let reading = RuleReader::new().read(&document);
    let judge = Scripted { odds, shown: Mutex::default() };
    let mut book = written(1);
    book.codebook.tried = tried;
    book.codebook.told_from = told_from;
    let statements =
        judged_statements(&document, &reading, Some(&CompiledCodebook::new(&book)), Some(&judge));
    let told = |p: &StatedPosition| format!("{:?} {:.2} by {}", p.stance, p.score, p.by);
    statements[0].positions.iter().map(told).collect()
}

#[test]
fn rules_and_judge_are_weighed_together() {
    let by_rules = ["Support 0.80 by “the present tariff” (rejected)"];
    assert_eq!(beside_rules([0.6, 0.2, 0.2, 0.0], false), by_rules);
    assert_eq!(beside_rules([0.999, 0.0005, 0.0005, 0.0], false), Vec::<String>::new());
    assert_eq!(beside_rules([0.01, 0.01, 0.98, 0.0], false), ["Oppose 0.24 by scripted 1"]);
}

#[test]
fn what_a_tried_codebook_tells_stands() {
    let by_rules = ["Support 0.80 by “the present tariff” (rejected)"];
    assert_eq!(beside_rules([0.999, 0.0005, 0.0005, 0.0], true), by_rules);
    assert_eq!(beside_rules([0.01, 0.01, 0.98, 0.0], true), by_rules);
}

#[test]
fn a_codebook_may_ask_for_surer_positions() {
    let odds = [0.6, 0.2, 0.2, 0.0];
    assert_eq!(beside_rules_from(odds, false, Some(30)), beside_rules(odds, false));
    assert_eq!(beside_rules_from(odds, false, Some(95)), Vec::<String>::new());
}

#[test]
fn no_more_than_three_propositions_are_asked() {
    let (_, shown) = judged("Mara Voss said Tessel pays.", [1.0, 0.0, 0.0, 0.0], 9);
    assert_eq!(shown.last().map(|inquiry| inquiry.questions.len()), Some(3));
}

#[test]
fn a_pair_can_be_asked_by_name() {
    let document = plain_document("a", "Mara Voss said Tessel pays.");
    let reading = RuleReader::new().read(&document);
    let judge = Scripted { odds: [0.25; 4], shown: Mutex::default() };
    let book = codebook(1);
    let statements = judged_statements(&document, &reading, Some(&book), None);
    let odds = |pair| stance_odds(&document, &reading, &book, &judge, &statements[0], pair);
    assert_eq!(odds(["tessel", "p0"]), Some([0.25; 4]));
    assert_eq!(odds(["nobody", "p0"]), None);
    assert_eq!(odds(["tessel", "p7"]), None);
}
