//! Every word form once, with what is known about it.

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};

use crate::lexicon;

/// What a word does in a sentence, as far as comparing wordings needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// A word like others.
    Plain,
    /// A number; its form is its value.
    Number,
    /// Turns the sentence into its opposite.
    Negation,
    /// Weakens it.
    Hedge,
    /// Carries tense and little else.
    Auxiliary,
    /// "Uh".
    Noise,
}

/// One word form.
#[derive(Debug)]
pub(crate) struct Form {
    /// In small letters, without accents; a number as `#` and its value.
    pub(crate) text: Box<str>,
    /// The form that stands for all its inflections.
    pub(crate) lemma: u32,
    /// What it does.
    pub(crate) class: Class,
    /// The probability of the word in general English.
    background: f32,
    /// How often it stands in the collection.
    count: u32,
    /// How often with a capital letter inside a sentence.
    named: u32,
}

/// The forms of a collection. Numbers of forms do not leave the crate: they depend on the order of the documents.
pub(crate) struct Forms {
    forms: Vec<Form>,
    at: HashMap<Box<str>, u32>,
    stemmer: Stemmer,
    /// Words of the collection.
    total: u64,
    /// For each form, once all words are counted.
    surprises: Vec<f32>,
}

/// What is not in the list of frequent words is taken to be as rare as this.
const RAREST: f32 = 8e-6;

/// A collection counts as if it had so many words more, so that a name is not frequent because there are only two
/// documents.
const PRIOR: f32 = 20_000.0;

impl Forms {
    pub(crate) fn new() -> Self {
        let stemmer = Stemmer::create(Algorithm::English);
        Forms { forms: Vec::new(), at: HashMap::new(), stemmer, total: 0, surprises: Vec::new() }
    }

    /// The number of a form, which is counted once more.
    pub(crate) fn count(&mut self, text: &str) -> u32 {
        let at = self.intern(text);
        self.forms[at as usize].count += 1;
        self.total += 1;
        at
    }

    fn intern(&mut self, text: &str) -> u32 {
        if let Some(at) = self.at.get(text) {
            return *at;
        }
        let at = u32::try_from(self.forms.len()).expect("fewer than four thousand million word forms");
        self.at.insert(text.into(), at);
        let class = class_of(text);
        let background = if class == Class::Number {
            number_probability(text)
        } else {
            lexicon::per_million(text).map_or(RAREST, |count| count / 1e6)
        };
        self.forms.push(Form { text: text.into(), lemma: at, class, background, count: 0, named: 0 });
        if class != Class::Number {
            let lemma = self.lemma_of(text);
            self.forms[at as usize].lemma = self.intern_lemma(&lemma);
        }
        at
    }

    /// A lemma stands for itself, whatever the stemmer would make of it.
    fn intern_lemma(&mut self, lemma: &str) -> u32 {
        let key = format!("~{lemma}");
        if let Some(at) = self.at.get(key.as_str()) {
            return *at;
        }
        let at = u32::try_from(self.forms.len()).expect("fewer than four thousand million word forms");
        self.at.insert(key.as_str().into(), at);
        let background = lexicon::per_million(lemma).map_or(RAREST, |count| count / 1e6);
        self.forms.push(Form {
            text: key.into(),
            lemma: at,
            class: Class::Plain,
            background,
            count: 0,
            named: 0,
        });
        at
    }

    fn lemma_of(&self, text: &str) -> String {
        let base = lexicon::irregular_base(text).unwrap_or(text);
        let base = base.strip_suffix("me").filter(|short| short.ends_with('m')).unwrap_or(base);
        // British and American spellings of one word have one stem.
        let stem = self.stemmer.stem(base).into_owned();
        match stem.strip_suffix("our") {
            Some(short) if short.len() > 2 => format!("{short}or"),
            _ => stem.replace("isat", "izat").replace("avour", "avor").replace("abour", "abor"),
        }
    }

    /// The number of a form, if the collection has it.
    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        self.at.get(text).copied()
    }

    /// Notes that a form stands with a capital letter where it need not.
    pub(crate) fn note_name(&mut self, at: u32) {
        self.forms[at as usize].named += 1;
    }

    /// Whether it is mostly written with a capital letter.
    pub(crate) fn is_name(&self, at: u32) -> bool {
        let form = self.get(at);
        form.named > 0 && 3 * form.named >= form.count
    }

    pub(crate) fn get(&self, at: u32) -> &Form {
        &self.forms[at as usize]
    }

    /// All words are counted: from now on nothing changes.
    pub(crate) fn seal(&mut self) {
        self.surprises.clear();
        let number = |at: usize| u32::try_from(at).expect("forms are numbered in 32 bits");
        self.surprises = (0..self.forms.len()).map(|at| self.surprise(number(at))).collect();
    }

    /// How surprising the form is, in nats: what two texts tell by having it both.
    pub(crate) fn surprise(&self, at: u32) -> f32 {
        if let Some(surprise) = self.surprises.get(at as usize) {
            return *surprise;
        }
        let form = self.get(at);
        let here = form.count as f32 / (self.total as f32 + PRIOR);
        -form.background.max(here).max(RAREST).ln()
    }
}

/// Small and round numbers are frequent, others rare.
fn number_probability(text: &str) -> f32 {
    let value = text.trim_start_matches('#');
    match value.len() {
        1 => 6e-4,
        2 if value.ends_with('0') => 2e-4,
        2 => 8e-5,
        3 if value.ends_with("00") => 5e-5,
        _ if value.len() == 4 && value.starts_with("20") => 1e-4,
        _ => RAREST,
    }
}

fn class_of(text: &str) -> Class {
    let within = |list: &[&str]| list.contains(&text);
    if text.starts_with('#') {
        Class::Number
    } else if within(&lexicon::NEGATIONS) {
        Class::Negation
    } else if within(&lexicon::HEDGES) {
        Class::Hedge
    } else if within(&lexicon::AUXILIARIES) {
        Class::Auxiliary
    } else if within(&lexicon::NOISES) {
        Class::Noise
    } else {
        Class::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: &str, other: &str, same: bool) {
        let mut forms = Forms::new();
        let (one_at, other_at) = (forms.count(one), forms.count(other));
        assert_eq!(forms.get(one_at).lemma == forms.get(other_at).lemma, same, "{one} {other}");
    }

    #[test]
    fn forms_of_one_word_share_a_lemma() {
        check("board", "boarding", true);
        check("fled", "flee", true);
        check("was", "is", true);
        check("harbour", "harbor", true);
        check("leave", "flee", false);
        check("#4", "#14", false);
    }

    #[test]
    fn rare_words_tell_more() {
        let mut forms = Forms::new();
        let (the, lantern) = (forms.count("the"), forms.count("lantern"));
        assert!(forms.surprise(lantern) > 2.0 * forms.surprise(the));
    }
}
