//! Cues: the verbs and phrases that make a statement.

use standpoint_terms::CueKind;

use crate::lexicon::{CueVerb, lexicon};
use crate::unit::View;

/// A cue in a stretch, as units.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cue {
    /// First unit of the verb group ("has repeatedly called").
    pub start: usize,
    /// The verb itself, or the first word of a fixed phrase.
    pub verb: usize,
    /// One past the last unit.
    pub end: usize,
    /// The verb's entry; none for fixed phrases.
    pub entry: Option<&'static CueVerb>,
    /// What sort.
    pub kind: CueKind,
    /// How the verb stands.
    pub form: Form,
}

/// How a cue verb stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// With a subject of its own.
    Finite,
    /// "saying", "adding": the subject is the clause's.
    Participle,
    /// "to say": no cue of its own.
    Infinitive,
    /// "was accused": somebody else acts.
    Passive,
}

/// The cues of a stretch outside quotations, in order, without overlap.
pub(crate) fn cues(view: View<'_, '_>) -> Vec<Cue> {
    let mut out: Vec<Cue> = Vec::new();
    let mut at = 0;
    while at < view.len() {
        let floor = out.last().map_or(0, |c| c.end);
        if let Some(end) = fixed_phrase(view, at) {
            out.push(Cue {
                start: group_start(view, at, floor),
                verb: at,
                end,
                entry: None,
                kind: CueKind::Attitude,
                form: Form::Finite,
            });
            at = end;
            continue;
        }
        if let Some(entry) = lexicon().cue(view.word(at)).filter(|_| is_verb_here(view, at)) {
            let start = group_start(view, at, floor);
            out.push(Cue {
                start,
                verb: at,
                end: at + 1,
                entry: Some(entry),
                kind: entry.kind,
                form: form(view, start, at),
            });
        }
        at += 1;
    }
    out
}

/// The end of the fixed phrase that begins at `at` ("did not rule out").
fn fixed_phrase(view: View<'_, '_>, at: usize) -> Option<usize> {
    let first = view.word(at);
    if first.is_empty() {
        return None;
    }
    let contracted = ["did", "does", "has", "have", "would"]
        .into_iter()
        .find(|aux| first.strip_prefix(aux).is_some_and(|rest| rest == "n't"));
    let phrases = lexicon().cue_phrases(contracted.unwrap_or(first));
    for rest in phrases {
        let rest = match (contracted, rest.first()) {
            (Some(_), Some(word)) if word == "not" => &rest[1..],
            (Some(_), _) => continue,
            (None, _) => &rest[..],
        };
        if !rest.is_empty() && rest.iter().enumerate().all(|(i, word)| view.is(at + 1 + i, word)) {
            return Some(at + 1 + rest.len());
        }
    }
    None
}

/// Whether the word is likely a verb where it stands: "report" in "the report" is not.
fn is_verb_here(view: View<'_, '_>, at: usize) -> bool {
    let word = view.word(at);
    if at == 0 {
        return word.ends_with("ing") || word.ends_with("ed");
    }
    if view.is(at + 1, "'s") {
        return false;
    }
    let before = view.word(at - 1);
    let noun_before = lexicon().has("determiners", before) || before == "'s" || matches!(before, "of" | "no");
    let pronoun_like = matches!(
        before,
        "some" | "many" | "most" | "all" | "few" | "both" | "that" | "others" | "several" | "these" | "this"
    );
    if noun_before && !pronoun_like {
        return false;
    }
    let noun_too = matches!(
        word,
        "report"
            | "reports"
            | "claim"
            | "claims"
            | "call"
            | "calls"
            | "plan"
            | "plans"
            | "fear"
            | "fears"
            | "hope"
            | "hopes"
            | "view"
            | "views"
            | "offer"
            | "offers"
            | "demand"
            | "demands"
            | "state"
            | "states"
            | "order"
            | "orders"
            | "request"
            | "requests"
            | "promise"
            | "promises"
            | "pledge"
            | "pledges"
            | "support"
            | "attack"
            | "attacks"
            | "comment"
            | "comments"
            | "post"
            | "posts"
            | "question"
            | "questions"
            | "talk"
            | "talks"
            | "doubt"
            | "doubts"
            | "concern"
            | "concerns"
            | "need"
            | "needs"
            | "point"
            | "points"
            | "vote"
            | "votes"
            | "praise"
            | "trust"
            | "back"
            | "like"
            | "rule"
            | "rules"
            | "reason"
            | "focus"
            | "love"
            | "list"
            | "lists"
            | "brief"
            | "project"
            | "found"
            | "meeting"
            | "signal"
            | "signals"
            | "threat"
            | "appeal"
            | "appeals"
            | "worry"
            | "wish"
            | "challenge"
            | "estimate"
            | "estimates"
            | "tweet"
            | "tweets"
            | "answer"
            | "answers"
            | "detail"
            | "details"
            | "protest"
            | "protests"
            | "judge"
            | "judges"
            | "counter"
            | "volunteer"
            | "address"
            | "approach"
            | "charge"
            | "charges"
            | "note"
            | "notes"
            | "joke"
            | "jokes"
            | "express"
            | "advocate"
            | "advocates"
            | "champion"
            | "experience"
            | "blame"
            | "vow"
            | "vows"
            | "study"
            | "forecast"
            | "forecasts"
    );
    if noun_too {
        let adjective_before = !view.capital(at - 1)
            && view.is_word(at - 1)
            && !lexicon().has("subject-pronouns", before)
            && !lexicon().has("auxiliaries", before)
            && !lexicon().has("adverbs", before)
            && !before.ends_with('s')
            && !matches!(before, "and" | "to" | "that" | "who" | "public");
        if adjective_before && !word.ends_with('s') {
            return false;
        }
        let verb_behind = lexicon().is_verb(view.word(at + 1)) && !view.word(at + 1).ends_with("ing");
        if lexicon().has("prepositions", before) || (word.ends_with('s') && verb_behind) {
            return false;
        }
        if word == "like" {
            return lexicon().has("subject-pronouns", before) || view.has("unnamed", at - 1);
        }
    }
    true
}

/// The first unit of the verb group around the verb: auxiliaries, negation and adverbs before it.
fn group_start(view: View<'_, '_>, verb: usize, floor: usize) -> usize {
    let mut start = verb;
    while start > floor && verb - start < 8 {
        let at = start - 1;
        let auxiliary = view.has("auxiliaries", at);
        let adverb = view.has("adverbs", at)
            || (view.word(at).len() > 4 && view.word(at).ends_with("ly") && !view.capital(at));
        if !(auxiliary || adverb) {
            break;
        }
        // "Tarn's said" does not exist; "'s" before a noun-like verb was sorted out before.
        start = at;
    }
    start
}

fn form(view: View<'_, '_>, start: usize, verb: usize) -> Form {
    let word = view.word(verb);
    let group = start..verb;
    let be = group.clone().any(|at| view.has("be", at));
    if word.ends_with("ing") && word.len() > 4 {
        return if be { Form::Finite } else { Form::Participle };
    }
    if start > 0 && view.is(start - 1, "to") {
        return Form::Infinitive;
    }
    let entry = lexicon().cue(word);
    let base = entry.is_some_and(|e| e.lemma == word);
    let third = word.ends_with('s') && !word.ends_with("ss");
    if be && !base && !third {
        return Form::Passive;
    }
    Form::Finite
}
