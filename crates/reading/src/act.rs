//! What a speaker does by a statement, by rules.

use std::collections::HashMap;
use std::sync::LazyLock;

use standpoint_terms::{Act, Acted};

use crate::lexicon::lexicon;
use crate::pattern::{Pattern, PatternWord, beginning};
use crate::utterance::Utterance;

/// An act with how the speaker stands to what is said.
#[derive(Clone, Debug)]
pub(crate) struct ActFound {
    /// The act, with the words that decided it.
    pub acted: Acted,
    /// How the speaker stands to what is said.
    pub sign: Sign,
    /// Whether the words that decided it seldom mean anything else.
    pub sure: bool,
}

/// The score of a rule for the words around the cue, and of one for what is said.
const BY_FRAME: f32 = 0.9;
const BY_CONTENT: f32 = 0.7;

/// How a speaker stands to what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// Wants it, or says that it is so.
    For,
    /// Does not want it, or says that it is not so.
    Against,
    /// May do it, or only if something else is so.
    Perhaps,
    /// It tells nothing.
    Open,
}

struct Rule {
    act: Act,
    place: Place,
    sign: Sign,
    pattern: Pattern,
    content: Option<Pattern>,
    /// The pattern as it is written.
    written: &'static str,
    /// Whether its words seldom mean anything else: those around the cue, if not marked otherwise.
    exact: bool,
}

/// Where in a statement a rule looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Frame,
    Content,
    Start,
    End,
    After,
}

static RULES: LazyLock<Vec<Rule>> =
    LazyLock::new(|| rule_lines().filter_map(|(_, line)| rule(line)).collect());

/// The rules by how their patterns can begin: hundreds are told by a few letters of one word, and most words of a
/// statement begin none.
struct ByBeginning {
    told: HashMap<&'static str, Vec<usize>>,
    /// Those of which the letters do not tell it.
    others: Vec<usize>,
}

static BY_BEGINNING: LazyLock<ByBeginning> = LazyLock::new(|| {
    let (mut told, mut others) = (HashMap::<_, Vec<usize>>::new(), Vec::new());
    for (at, rule) in RULES.iter().enumerate() {
        match rule.pattern.beginnings() {
            Some(beginnings) => {
                for word in beginnings {
                    told.entry(word).or_default().push(at);
                }
            }
            None => others.push(at),
        }
    }
    ByBeginning { told, others }
});

/// The lines of the file that hold rules, with their numbers.
fn rule_lines() -> impl Iterator<Item = (usize, &'static str)> {
    let lines = include_str!("../lexicon/acts.tsv").lines().enumerate();
    lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
}

fn rule(line: &'static str) -> Option<Rule> {
    let mut fields = line.split('\t');
    let (act, place, sign, pattern) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
    let written = pattern;
    let (pattern, content) = match pattern.split_once("=>") {
        Some((frame, content)) => (frame, Some(Pattern::parse(content))),
        None => (pattern, None),
    };
    let (place, exact) = match (place.strip_suffix('!'), place.strip_suffix('?')) {
        (Some(place), _) => (place, true),
        (None, Some(place)) => (place, false),
        (None, None) => (place, place == "frame"),
    };
    Some(Rule {
        exact,
        act: Act::ALL.into_iter().find(|known| known.name() == act)?,
        place: match place {
            "frame" => Place::Frame,
            "content" => Place::Content,
            "start" => Place::Start,
            "end" => Place::End,
            "after" => Place::After,
            _ => return None,
        },
        sign: match sign {
            "+" => Sign::For,
            "-" => Sign::Against,
            "?" => Sign::Perhaps,
            "0" => Sign::Open,
            _ => return None,
        },
        pattern: Pattern::parse(pattern),
        content,
        written,
    })
}

/// The act of an utterance, by the first rule of `acts.tsv` that fits; a claim where none does.
///
/// A rule for the words around the cue is surer than one for what is said: scores 0.9 and 0.7, and 0.5 for a
/// claim that no rule found. They are not calibrated.
pub(crate) fn act_of(utterance: &Utterance<'_>) -> ActFound {
    let words = Words::new(utterance);
    if let Some((rule, by)) = words.rules().find_map(|rule| Some((rule, words.fit(rule)?))) {
        let by: Vec<&str> = by.iter().map(|word| word.lower).collect();
        let score = if rule.place == Place::Frame { BY_FRAME } else { BY_CONTENT };
        return ActFound {
            acted: Acted { act: rule.act, score, by: format!("“{}”", by.join(" ")) },
            sign: rule.sign,
            sure: rule.exact,
        };
    }
    if utterance.listed {
        let acted = Acted { act: Act::Demand, score: 0.5, by: "an item of a list".to_owned() };
        return ActFound { acted, sign: Sign::For, sure: true };
    }
    let acted = Acted { act: Act::Claim, score: 0.5, by: "no sign of another act".to_owned() };
    ActFound { acted, sign: Sign::For, sure: true }
}

/// A rule that fits.
pub(crate) struct Found {
    pub act: Act,
    pub place: Place,
    /// The pattern as it is written.
    pub pattern: &'static str,
}

/// All rules that fit, in their order.
pub(crate) fn rules_that_fit(utterance: &Utterance<'_>) -> Vec<Found> {
    let words = Words::new(utterance);
    let fits = words.rules().filter(|rule| words.fit(rule).is_some());
    fits.map(|rule| Found { act: rule.act, place: rule.place, pattern: rule.written }).collect()
}

/// The words of an utterance where rules look.
struct Words<'u> {
    frame: Vec<PatternWord<'u>>,
    content: Vec<PatternWord<'u>>,
    after: Vec<PatternWord<'u>>,
    /// Where what is said begins behind marks and joining words, and where it stops before marks.
    start: usize,
    stop: usize,
    listed: bool,
}

impl<'u> Words<'u> {
    fn new(utterance: &'u Utterance<'_>) -> Self {
        let content = utterance.words(&utterance.content);
        let start = content.iter().position(|w| !is_opening(w.lower)).unwrap_or(content.len());
        let stop = content.iter().rposition(|w| !is_closing(w.lower)).map_or(start, |at| at + 1);
        Words {
            frame: utterance.words(&utterance.frame),
            after: utterance.words(&utterance.after),
            content,
            start,
            stop: stop.max(start),
            listed: utterance.listed,
        }
    }

    /// The rules that can fit by how words begin, in their order.
    fn rules(&self) -> impl Iterator<Item = &'static Rule> + use<> {
        let index = &*BY_BEGINNING;
        let words = self.frame.iter().chain(&self.content).chain(&self.after);
        let told = words.filter_map(|word| index.told.get(beginning(word.lower))).flatten();
        let mut may: Vec<usize> = index.others.iter().chain(told).copied().collect();
        may.sort_unstable();
        may.dedup();
        may.into_iter().map(|at| &RULES[at])
    }

    /// The words that the rule finds.
    fn fit(&self, rule: &Rule) -> Option<&[PatternWord<'u>]> {
        // What is listed is wanted, in whatever words, unless the words around the list say otherwise.
        if self.listed && rule.place != Place::Frame {
            return None;
        }
        let (words, (from, to)) = match rule.place {
            Place::Frame => (&self.frame[..], rule.pattern.find(&self.frame)?),
            Place::Content => (&self.content[..], rule.pattern.find(&self.content)?),
            Place::Start => {
                let words = &self.content[self.start..];
                (words, (0, rule.pattern.at_start(words)?))
            }
            Place::End => {
                let words = &self.content[..self.stop];
                // Of several sentences the last alone does not ask: "We are not there. Is that so hard?"
                let inner = words.get(..words.len().saturating_sub(1)).unwrap_or_default();
                if rule.act == Act::Question && inner.iter().any(|word| matches!(word.lower, "." | "!" | "?"))
                {
                    return None;
                }
                (words, rule.pattern.at_end(words)?)
            }
            Place::After => (&self.after[..], rule.pattern.find(&self.after)?),
        };
        let also = rule.content.as_ref();
        also.is_none_or(|pattern| pattern.find(&self.content).is_some()).then(|| &words[from..to])
    }
}

/// The act that a whole sentence reports: by the rule for cues that fits its main verb ("Velmark rejected …"), behind
/// a verb of saying by what is said.
pub(crate) fn act_of_whole(utterance: &mut Utterance<'_>) -> ActFound {
    let words = utterance.words(&utterance.content);
    let verb = |word: &str| lexicon().is_verb(word) && !lexicon().has("be", word);
    let Some(main) = words.iter().position(|word| verb(word.lower)) else { return act_of(utterance) };
    let telling = words[main..].iter().take(3).any(|word| is_telling_verb(word.lower));
    let rule = RULES
        .iter()
        .filter(|rule| rule.place == Place::Frame)
        .filter(|rule| rule.content.as_ref().is_none_or(|pattern| pattern.find(&words[main..]).is_some()))
        .filter_map(|rule| Some((rule.pattern.find(&words[main..(main + 10).min(words.len())])?, rule)))
        .filter(|((from, _), _)| *from <= 3)
        .min_by_key(|((from, _), _)| *from);
    if let Some(((from, to), rule)) = rule.filter(|_| !telling) {
        let by: Vec<&str> = words[main + from..main + to].iter().map(|word| word.lower).collect();
        let acted = Acted { act: rule.act, score: 0.7, by: format!("“{}”", by.join(" ")) };
        return ActFound { acted, sign: rule.sign, sure: true };
    }
    // Who does what the main verb says is the sentence's own side.
    utterance.own_until = utterance.content[main];
    utterance.frame.clear();
    act_of(utterance)
}

fn is_telling_verb(word: &str) -> bool {
    matches!(
        word,
        "said" | "says" | "say" | "told" | "announced" | "confirmed" | "declared" | "reiterated" | "reported"
    )
}

fn is_opening(word: &str) -> bool {
    matches!(word, "“" | "\"" | "‘" | "'" | "''" | "that" | "and" | "but" | "”" | "’" | "," | "—" | "-")
}

fn is_closing(word: &str) -> bool {
    matches!(word, "“" | "\"" | "”" | "’" | "'" | "''" | "," | "." | "!")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_rule() {
        for (at, line) in rule_lines() {
            assert!(rule(line).is_some(), "line {}: {line}", at + 1);
        }
    }

    #[test]
    fn the_rules_told_by_their_beginnings_are_all_that_fit() {
        let cases =
            include_str!("../cases/positions.md").lines().chain(include_str!("../cases/reported.md").lines());
        for sentence in cases.filter(|line| line.ends_with('.')) {
            let span = standpoint_terms::Span::new(0, sentence.len());
            let utterance = Utterance::of_sentence(sentence, span);
            let words = Words::new(&utterance);
            let all: Vec<&str> = RULES.iter().filter(|r| words.fit(r).is_some()).map(|r| r.written).collect();
            let told: Vec<&str> = rules_that_fit(&utterance).iter().map(|found| found.pattern).collect();
            assert_eq!(told, all, "{sentence}");
        }
    }

    #[test]
    fn people_refuse_and_agree_in_many_ways() {
        let check = |sentence: &str, act: Act| {
            let span = standpoint_terms::Span::new(0, sentence.len());
            let found = act_of_whole(&mut Utterance::of_sentence(sentence, span)).acted;
            assert_eq!(found.act, act, "{sentence}: {}", found.by);
        };
        check("Tarn waved away the report.", Act::Deny);
        check("Kask put her foot down.", Act::Reject);
        check("The council voted down the toll.", Act::Reject);
        check("Kask gave her blessing to the lock.", Act::Accept);
        check("Arland signed an agreement on the river.", Act::Accept);
        check("Sanctions are on the table.", Act::Threaten);
        check("The League charged ships a toll of three crowns.", Act::Announce);
        check("Kask abandoned her demand for a toll.", Act::Concede);
        check("Velmark climbed down.", Act::Concede);
        check("Velmark dropped its objection to the lock.", Act::Concede);
        check("Tarn charged the League with bad faith.", Act::Accuse);
    }
}
