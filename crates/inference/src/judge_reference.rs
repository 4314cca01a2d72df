//! Comparison of the judge with the Python reference (`tools/judge/reference`): inquiries become the same numbers, and the
//! network's answers are close.

use std::sync::Arc;

use serde::Deserialize;

use crate::inquiry::{Row, Sizes, question_row, statement_row};
use crate::judge::shares;
use crate::{Inquiry, JudgeFiles, JudgeModel, Question, Text, WordFiles, WordVectors};

/// How far odds may be from the reference, at most and on average: two runtimes round int8 activations differently, which an
/// answer that hangs in the balance shows most.
const ODDS: f32 = 0.2;
const MEAN: f32 = 0.015;

/// The vectors that all networks of the program share.
pub(crate) fn word_vectors() -> WordVectors {
    let files = WordFiles {
        vocabulary: include_str!("../models/words/vocab.txt").into(),
        vectors: include_bytes!("../models/words/vectors.i8")[..].into(),
    };
    WordVectors::new(files).expect("the word vectors are whole")
}

/// A text, and ranges of bytes in it with their slots.
type Marked = (String, Vec<(usize, usize, u8)>);

/// An inquiry of one question, as text.
#[derive(Deserialize)]
struct Asking {
    statement: Marked,
    said: Vec<(usize, usize)>,
    question: Asked,
}

#[derive(Deserialize)]
struct Asked {
    /// The proposition, the phrases for it, and those against it.
    phrases: [Vec<Marked>; 3],
    holders: Vec<u8>,
}

/// An inquiry as numbers.
#[derive(Deserialize)]
struct Numbers {
    ids: Vec<i32>,
    features: Vec<i32>,
    slots: Vec<i32>,
    positions: Vec<i32>,
    holders: Vec<usize>,
    hidden: usize,
}

/// The logits of an answer, and its topic.
#[derive(Deserialize)]
struct Answers {
    stances: Vec<Vec<f32>>,
    acts: Vec<f32>,
    issues: Vec<f32>,
    topic: Vec<f32>,
}

fn text((text, named): Marked) -> Text {
    Text { text, named: named.into_iter().map(|(start, end, slot)| (start..end, slot)).collect() }
}

impl Asking {
    fn inquiry(self) -> Inquiry {
        let [proposition, favour, against] = self.question.phrases;
        let question = Question {
            proposition: text(proposition.into_iter().next().expect("a proposition")),
            favour: favour.into_iter().map(text).collect(),
            against: against.into_iter().map(text).collect(),
            holders: self.question.holders,
        };
        Inquiry {
            statement: text(self.statement),
            said: self.said.into_iter().map(|(start, end)| start..end).collect(),
            questions: vec![question],
        }
    }
}

/// The lines of a reference as two sorts of things each.
fn lines<'a, T: Deserialize<'a>>(reference: &'a str) -> Vec<(Inquiry, T)> {
    let lines: Vec<(Inquiry, T)> = reference
        .lines()
        .map(|line| {
            let asking: Asking = serde_json::from_str(line).expect("an inquiry");
            (asking.inquiry(), serde_json::from_str(line).expect("its reference"))
        })
        .collect();
    assert!(lines.len() >= 5);
    lines
}

#[test]
fn inquiries_become_the_numbers_of_the_recipe() {
    let words = word_vectors();
    let sizes = Sizes { statement: 128, question: 48 };
    for (inquiry, case) in lines::<Numbers>(include_str!("../../../tools/judge/reference/inquiries.jsonl")) {
        let statement = statement_row(&words, &inquiry, sizes);
        let found = question_row(&words, &statement, &inquiry.questions[0], sizes);
        let hidden = found.sight().iter().filter(|cell| **cell < 0.0).count();
        let Numbers { ids, features, slots, positions, holders, .. } = case;
        assert_eq!(found, Row { ids, features, slots, positions, holders }, "{}", inquiry.statement.text);
        assert_eq!(hidden, case.hidden);
    }
}

#[test]
fn answers_are_close_to_the_reference() {
    let files = JudgeFiles {
        network: include_bytes!("../models/judge/judge.onnx")[..].into(),
        description: include_str!("../models/judge/judge.json").into(),
    };
    let judge = JudgeModel::new(&files, Arc::new(word_vectors())).expect("the judge is whole");
    let [stance, act, issue] = judge.temperatures();
    let (mut sum, mut count) = (0.0, 0.0);
    let mut compare = |found: &[f32], wanted: &[f32], of: &str| {
        assert_eq!(found.len(), wanted.len());
        for (found, wanted) in found.iter().zip(wanted) {
            let far = (found - wanted).abs();
            assert!(far < ODDS, "{of}: {found} is not {wanted}");
            sum += far;
            count += 1.0;
        }
    };
    for (inquiry, wanted) in lines::<Answers>(include_str!("../../../tools/judge/reference/answers.jsonl")) {
        let of = &inquiry.statement.text;
        let found = judge.judge(&inquiry);
        for (found, wanted) in found.stances[0].iter().zip(&wanted.stances) {
            compare(found, &shares(wanted, stance), of);
        }
        compare(&found.acts, &shares(&wanted.acts, act), of);
        compare(&found.issues, &shares(&wanted.issues, issue), of);
        let alike: f32 = found.topic.iter().zip(&wanted.topic).map(|(a, b)| a * b).sum();
        assert!(alike > 0.98, "{of}: topics {alike}");
    }
    assert!(sum / count < MEAN, "{} on average", sum / count);
}
