//! Where the words of a codebook's propositions stand in what is said.

use std::collections::HashSet;

use crate::act::Sign;
use crate::anchor::{Anchor, AnchorKind, AnchorWord, Need, excludes, is_number, names_a_part, stem_at};
use crate::condition::Condition;
use crate::lexicon::lexicon;
use crate::position::Told;
use crate::proposition_index::{IndexedProposition, PropositionIndex};
use crate::stem::stem;
use crate::utterance::Utterance;
use crate::word_list::word_list;

/// What of a paraphrase must be there, by weight.
const ENOUGH: f32 = 0.6;

/// Words between the words of one anchor.
const REACH: usize = 14;
/// Where their order must be kept, an aside may stand between them: "the islet is what it was, to the comma: Arlandic".
const ORDERED_REACH: usize = 20;

/// A place in a statement that tells a proposition or its opposite.
#[derive(Clone, Debug)]
pub(crate) struct Hit<'p> {
    pub proposition: &'p IndexedProposition,
    pub anchor: &'p Anchor,
    /// The tokens, in order.
    pub tokens: Vec<usize>,
    pub weight: f32,
    /// Whether it tells something by itself: a paraphrase with its verb, or in full. Else it is as a hint.
    pub tells: bool,
    /// Whether the text has two things in the other order than the anchor: "a truce after talks".
    pub reversed: bool,
}

/// Whether its words stand on both sides of "but": "would not send soldiers but would provide fuel" provides no soldiers.
fn is_parted(utterance: &Utterance<'_>, hit: &Hit<'_>) -> bool {
    let (Some(first), Some(last)) = (hit.tokens.first(), hit.tokens.last()) else { return false };
    utterance.tokens.get(*first..*last).is_some_and(|between| between.iter().any(|token| token.is("but")))
}

/// Words between "revisions to" and what is revised, at most: "to the original plan".
const REVISED: usize = 3;

/// Whether it is only what something else changes: "revisions to the plan are unacceptable" tells of the revisions.
fn is_what_changes(utterance: &Utterance<'_>, hit: &Hit<'_>) -> bool {
    let Some(first) = hit.tokens.first() else { return false };
    let word = |at: usize| utterance.tokens[at].lower.as_ref();
    let to =
        (first.saturating_sub(REVISED)..*first).rev().find(|at| matches!(word(*at), "to" | "of" | "from"));
    to.and_then(|to| to.checked_sub(1)).is_some_and(|at| word_list("changes").has(word(at)))
}

/// Words between what a phrase says of a party and another that is named in its place, at most: "is not", "sits in the".
const IN_PLACE: usize = 3;

/// Whether another party stands where the phrase has its own: "Arland derails the talks" where it says that Velmark does, "the
/// obstacle is Arland".
fn is_anothers(utterance: &Utterance<'_>, hit: &Hit<'_>) -> bool {
    let Some((AnchorWord::Party(own), _)) = hit.anchor.words.first() else { return false };
    if hit.tokens.iter().any(|at| utterance.parties[*at] == Some(*own)) {
        return false;
    }
    let (Some(first), Some(last)) = (hit.tokens.first(), hit.tokens.last()) else { return false };
    let other = |at: usize| utterance.parties.get(at).copied().flatten().is_some_and(|party| party != *own);
    let said = |at: usize| utterance.content.contains(&at);
    let helps = |at: &usize| {
        let word = utterance.tokens[*at].lower.as_ref();
        lexicon().has("auxiliaries", word) || lexicon().has("adverbs", word)
    };
    let subject = (0..*first).rev().find(|at| !helps(at));
    if subject.is_some_and(|at| said(at) && other(at)) {
        return true;
    }
    let verb = last + 1;
    let is = utterance.tokens.get(verb).is_some_and(|token| {
        lexicon().has("be", &token.lower) || matches!(token.lower.as_ref(), "sat" | "sits" | "lies" | "lay")
    });
    is && (verb + 1..=verb + IN_PLACE).any(|at| said(at) && other(at))
}

/// Where the anchors of the propositions stand in what is heard.
pub(crate) fn hits<'p>(
    told: &Told<'_, '_>,
    heard: &[usize],
    conditions: &[Condition],
    index: &'p PropositionIndex,
) -> Vec<Hit<'p>> {
    let utterance = told.utterance;
    let mut words: Vec<(usize, AnchorWord)> = Vec::with_capacity(heard.len());
    for at in heard {
        if let Some(party) = own_or_named(utterance, *at) {
            let part = names_a_part(&utterance.tokens[*at]);
            let goes_on = part && *at > 0 && utterance.parties[at - 1] == Some(party);
            if !goes_on {
                words.push((*at, AnchorWord::Party(party)));
            }
            if !part {
                continue;
            }
        }
        let token = &utterance.tokens[*at];
        if goes_on(utterance, *at) {
            words.push((*at, AnchorWord::Stem(stem("continue"))));
            continue;
        }
        if !token.is_word() || intends(utterance, *at) {
            continue;
        }
        words.push((*at, AnchorWord::Stem(stem_at(&utterance.tokens, *at))));
        // "A six-point plan" has six points.
        if let Some((number, _)) = token.lower.split_once('-').filter(|(first, _)| is_number(&stem(first))) {
            words.push((*at, AnchorWord::Stem(stem(number))));
            words.extend(token.lower.split('-').skip(1).map(|part| (*at, AnchorWord::Stem(stem(part)))));
        }
    }
    // Who speaks of its own deeds need not name itself; who rejects speaks of another's.
    let implied = utterance.speaker_party.filter(|_| told.act.sign == Sign::For);
    // What hangs on something and what it hangs on are two things.
    let mut stretches: Vec<Vec<(usize, AnchorWord)>> = vec![Vec::new(); conditions.len() + 1];
    for word in words {
        let at = conditions.iter().position(|c| c.tokens.contains(&word.0)).unwrap_or(conditions.len());
        stretches[at].push(word);
    }
    let stems: HashSet<&str> = stretches.iter().flatten().filter_map(|(_, word)| word.stem()).collect();
    let mut out = Vec::new();
    for proposition in &index.propositions {
        for anchor in &proposition.anchors {
            if !anchor.literal.is_empty() {
                out.extend(stands(utterance, heard, proposition, anchor));
                continue;
            }
            // Most anchors have no word here at all.
            let here =
                anchor.words.iter().any(|(word, _)| word.stem().is_some_and(|stem| stems.contains(stem)));
            if here && (!anchor.has_need(Need::Company) || proposition.keeps_company(anchor, &stems)) {
                out.extend(stretches.iter().filter_map(|words| {
                    find(words, proposition, anchor, implied)
                        .filter(|hit| {
                            !anchor.has_need(Need::Absence)
                                || hit.tokens.iter().any(|at| excludes(&utterance.tokens, *at))
                        })
                        .filter(|hit| {
                            !is_parted(utterance, hit)
                                && !is_what_changes(utterance, hit)
                                && !is_anothers(utterance, hit)
                        })
                        .map(|hit| Hit { reversed: reversed(utterance, heard, &hit), ..hit })
                }));
            }
        }
    }
    out
}

/// "Go on" is to continue, and not to go.
fn goes_on(utterance: &Utterance<'_>, at: usize) -> bool {
    matches!(utterance.tokens[at].lower.as_ref(), "go" | "goes" | "going" | "went")
        && utterance.tokens.get(at + 1).is_some_and(|next| next.is("on") || next.is("ahead"))
}

/// Words that mean something else by those behind them: "plans to", "no plan for" are no proposal.
fn intends(utterance: &Utterance<'_>, at: usize) -> bool {
    let word = |at: Option<usize>| at.and_then(|at| utterance.tokens.get(at)).map(|t| t.lower.as_ref());
    let none = || matches!(word(at.checked_sub(1)), Some("no" | "any"));
    let behind = || (at + 1..at + 3).filter_map(|at| word(Some(at)));
    match (word(Some(at)), word(Some(at + 1))) {
        (Some("plans"), Some("to")) => true,
        // Who is forced is no force.
        (Some("forced" | "forcing"), _) => true,
        (Some("plan" | "plans"), Some("to" | "for")) => none(),
        // "Leave the room", "share that hope": other things than a withdrawal, or shares.
        (Some("leave" | "leaves" | "left" | "leaving"), Some(next)) => {
            matches!(next, "open" | "behind" | "it" | "no" | "room")
                || behind()
                    .any(|word| matches!(word, "room" | "table" | "talks" | "door" | "meeting" | "doubt"))
        }
        (Some("share" | "shares" | "shared"), Some(_)) => behind().any(|word| {
            matches!(
                word,
                "hope" | "hopes" | "view" | "views" | "concern" | "concerns" | "opinion" | "fear" | "fears"
            )
        }),
        _ => false,
    }
}

/// The place where a literal anchor stands word for word.
fn stands<'p>(
    utterance: &Utterance<'_>,
    heard: &[usize],
    proposition: &'p IndexedProposition,
    anchor: &'p Anchor,
) -> Option<Hit<'p>> {
    let fits =
        |window: &&[usize]| {
            window.iter().zip(&anchor.literal).enumerate().all(|(step, (at, word))| {
                *at == window[0] + step && utterance.tokens[*at].lower == word.as_str()
            })
        };
    let tokens = heard.windows(anchor.literal.len()).find(fits)?.to_vec();
    let tells = anchor.kind == AnchorKind::Phrase;
    Some(Hit { proposition, anchor, tokens, weight: anchor.literal.len() as f32, tells, reversed: false })
}

fn own_or_named(utterance: &Utterance<'_>, at: usize) -> Option<usize> {
    let own = matches!(utterance.tokens[at].lower.as_ref(), "we" | "our" | "us");
    utterance.parties[at].or_else(|| utterance.speaker_party.filter(|_| own))
}

/// The best place of an anchor: a hint needs all of its words close together, a paraphrase most of its weight.
fn find<'p>(
    words: &[(usize, AnchorWord)],
    proposition: &'p IndexedProposition,
    anchor: &'p Anchor,
    implied: Option<usize>,
) -> Option<Hit<'p>> {
    let whole: f32 = anchor.words.iter().map(|(_, weight)| weight).sum();
    let stems = anchor.words.iter().filter(|(word, _)| matches!(word, AnchorWord::Stem(_))).count();
    let enough = if anchor.kind == AnchorKind::Hint || stems < 3 { whole } else { whole * ENOUGH };
    let reach = match anchor.kind {
        AnchorKind::Hint => anchor.words.len() + 3,
        AnchorKind::Phrase if anchor.has_need(Need::Order) => ORDERED_REACH,
        AnchorKind::Phrase => REACH,
    };
    let mut best: Option<Hit<'p>> = None;
    for (from, (_, word)) in words.iter().enumerate() {
        if !anchor.words.iter().any(|(wanted, _)| is(wanted, word)) {
            continue;
        }
        let window = &words[from..words.len().min(from + reach)];
        // A number stands before what it counts.
        if other_number(anchor, &words[from.saturating_sub(2)..words.len().min(from + reach)]) {
            continue;
        }
        let mut tokens = Vec::new();
        let (mut weight, mut found) = (0.0, 0);
        for (wanted, value) in &anchor.words {
            // Of a party the last mention: "we cannot … without Arland" is about "without Arland".
            let mut there = window.iter().filter(|(_, word)| is(wanted, word));
            let place = if matches!(wanted, AnchorWord::Party(_)) { there.next_back() } else { there.next() };
            if let Some((token, _)) = place {
                tokens.push(*token);
                weight += value;
                found += usize::from(matches!(wanted, AnchorWord::Stem(_)));
            } else if stems > 1
                && !anchor.has_need(Need::Absence)
                && implied.is_some_and(|party| *wanted == AnchorWord::Party(party))
            {
                weight += value;
            }
        }
        if weight + 1e-3 < enough
            || found < stems.min(2)
            || anchor.has_need(Need::Order) && !tokens.is_sorted()
        {
            continue;
        }
        tokens.sort_unstable();
        tokens.dedup();
        if best.as_ref().is_none_or(|best| weight > best.weight) {
            let verb = words
                .iter()
                .filter(|(token, _)| tokens.contains(token))
                .any(|(_, word)| matches!(word, AnchorWord::Stem(stem) if anchor.verbs.contains(stem)));
            let full = weight + 1e-3 >= whole || anchor.verbs.is_empty();
            let tells = anchor.kind == AnchorKind::Phrase && (verb || full);
            best = Some(Hit { proposition, anchor, tokens, weight, tells, reversed: false });
        }
    }
    best
}

/// Whether what comes first by the anchor comes second by the text: "a truce after talks", "they meet when everything
/// is signed".
fn reversed(utterance: &Utterance<'_>, heard: &[usize], hit: &Hit<'_>) -> bool {
    let (Some(ones), Some(first), Some(last)) = (hit.anchor.ordered, hit.tokens.first(), hit.tokens.last())
    else {
        return false;
    };
    let of_other = |at: usize| {
        let stem = stem(&utterance.tokens[at].lower);
        hit.anchor.words.iter().position(|(word, _)| word.stem() == Some(&stem)).map(|place| place >= ones)
    };
    let next = |at: usize| hit.tokens.iter().copied().find(|token| *token > at).and_then(of_other);
    heard.iter().filter(|at| **at + 3 > *first && *at < last).any(|at| {
        match utterance.tokens[*at].lower.as_ref() {
            "when" | "once" | "after" => next(*at) == Some(true),
            "before" => next(*at) == Some(false),
            _ => false,
        }
    })
}

/// Whether the words are on another number than the anchor: "nine percent" is not "six percent". A hint with a number
/// needs it.
fn other_number(anchor: &Anchor, window: &[(usize, AnchorWord)]) -> bool {
    let stems = || window.iter().filter_map(|(_, word)| word.stem());
    !anchor.numbers.is_empty()
        && (anchor.kind == AnchorKind::Hint || stems().any(is_number))
        && !stems().any(|stem| anchor.numbers.iter().any(|number| number == stem))
}

/// Whether a word of the text is that of an anchor.
fn is(wanted: &AnchorWord, word: &AnchorWord) -> bool {
    match (wanted, word) {
        (AnchorWord::Name(name), AnchorWord::Stem(stem)) => name == stem,
        _ => wanted == word,
    }
}

/// One hit for each proposition, paraphrases before hints; and of hints that share words only the weightiest.
pub(crate) fn best(mut hits: Vec<Hit<'_>>) -> Vec<Hit<'_>> {
    hits.sort_by(|a, b| {
        b.tells.cmp(&a.tells).then(b.weight.total_cmp(&a.weight)).then(a.tokens.cmp(&b.tokens))
    });
    let mut out: Vec<Hit<'_>> = Vec::new();
    for hit in hits {
        let known = out.iter().any(|o| o.proposition.id == hit.proposition.id);
        // The same words tell one thing: of paraphrases the one that takes them all, of hints the weightiest.
        let shadowed = out.iter().any(|o| match hit.tells {
            false => o.tokens.iter().any(|t| hit.tokens.contains(t)),
            true => o.weight > hit.weight && hit.tokens.iter().all(|t| o.tokens.contains(t)),
        });
        if !known && !shadowed {
            out.push(hit);
        }
    }
    out
}
