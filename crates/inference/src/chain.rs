//! Coreference: which earlier mention a mention goes back to.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::feature::quotation_of;
use crate::joined::Joined;
use crate::link::bucket;
use crate::mention::Mentioned;
use crate::parameters::{CorefRules, Parameters};
use crate::rows::{dot, log_softmax_f64};
use crate::window::Coded;
use crate::word::Words;

/// A mention as the coreference tables see it.
#[derive(Debug)]
pub(crate) struct View {
    first: usize,
    last: usize,
    /// 0 person, 1 organisation, 2 place.
    pub(crate) kind: usize,
    /// 0 name, 1 noun, 2 pronoun.
    pub(crate) level: usize,
    /// Agreement class.
    pub(crate) group: usize,
    /// The head in lower case.
    word: String,
    /// The mention in lower case, without articles and possessive endings.
    pub(crate) full: String,
    /// Its words that look like a name; of names only.
    pub(crate) names: Vec<String>,
    /// Their first letters; of names only.
    pub(crate) initials: String,
    /// Line and quotation of the head: who speaks there is one.
    turn: (usize, u8),
    key: Vec<f32>,
}

/// Forms between a subject and what it is said to be, and what may stand beside them.
const COPULAS: [&str; 12] =
    ["is", "was", "are", "were", "be", "been", "being", "become", "becomes", "became", "remains", "remained"];
const BESIDE_COPULAS: [&str; 14] = [
    "also",
    "still",
    "now",
    "once",
    "the",
    "then",
    "already",
    "always",
    "currently",
    "has",
    "had",
    "have",
    "will",
    "would",
];
/// How many mentions may stand between subject and predicate.
const COPULA_REACH: usize = 8;

/// Antecedents, for mentions that come in order.
#[derive(Debug)]
pub(crate) struct Antecedents<'p> {
    parameters: &'p Parameters,
    function_words: HashSet<&'p str>,
    /// The last mentions.
    before: VecDeque<View>,
    count: usize,
    joined: Joined,
    /// Lines that begin up to the word after it.
    lines: (usize, usize),
}

impl<'p> Antecedents<'p> {
    pub(crate) fn new(parameters: &'p Parameters) -> Self {
        let function_words = parameters.coref.function_words.iter().map(String::as_str).collect();
        Antecedents {
            parameters,
            function_words,
            before: VecDeque::new(),
            count: 0,
            joined: Joined::default(),
            lines: (0, 0),
        }
    }

    /// The number of the earlier mention that this one goes back to, and how probable that choice is.
    pub(crate) fn of(&mut self, coded: &Coded<'_>, mention: &Mentioned) -> (Option<usize>, f64) {
        let words = coded.words();
        let (tables, sieves) = (&self.parameters.tables, self.parameters.decoding.sieves);
        let turn = (self.line(words, mention.head), quotation_of(coded.features[mention.head]));
        let view = view(words, mention, turn, &self.parameters.coref, &self.function_words);
        let scale = (mention.query.len() as f64).sqrt();
        let first = self.count - self.before.len();
        let mut scores = vec![f64::from(mention.new) + tables.coref_none.at([view.level])];
        let mut against: HashMap<usize, f64> = HashMap::new();
        for (at, other) in (first..).zip(&self.before) {
            let pair = view.level * 3 + other.level;
            let chain = self.joined.chain(at);
            let against = against.entry(chain).or_insert_with(|| self.joined.against(&view, chain, sieves));
            let apart = self.count - at;
            scores.push(
                f64::from(dot(&mention.query, &other.key)) / scale
                    + sieves.distance * tables.coref_distance.at([pair, distance(&view, other)])
                    + tables.coref_string.at([pair, string_kind(&view, other)])
                    + tables.coref_agree.at([view.group, other.group])
                    + if same_turn(&view, other) { sieves.turn } else { 0.0 }
                    + if apart <= COPULA_REACH && predicate(words, &view, other) {
                        sieves.copula
                    } else {
                        0.0
                    }
                    - *against,
            );
        }
        if let Some(at) = self.before.iter().rposition(|other| same_name(&view, other)) {
            scores[1 + at] += sieves.exact;
        }
        log_softmax_f64(&mut scores);
        let best =
            scores.iter().enumerate().fold(0, |best, (at, x)| if *x > scores[best] { at } else { best });
        let mut found = (best.checked_sub(1).map(|at| first + at), scores[best].exp());
        if found.0.is_none()
            && sieves.far > 0.0
            && let Some(last) = self.joined.last(&view)
        {
            found = (Some(last), sieves.far);
        }
        self.joined.add(&view, found.0);
        self.count += 1;
        self.before.push_back(view);
        if self.before.len() > self.parameters.coref.look_back {
            self.before.pop_front();
        }
        found
    }

    /// The number of the line that a word stands in. Mentions come nearly in order.
    fn line(&mut self, words: Words<'_>, word: usize) -> usize {
        let (mut counted, mut line) = self.lines;
        while counted <= word {
            line += usize::from(words.list[counted].line);
            counted += 1;
        }
        self.lines = (counted, line);
        // A head before the last one counted: go back.
        line - (word + 1..counted).filter(|at| words.list[*at].line).count()
    }
}

fn view(
    words: Words<'_>,
    mention: &Mentioned,
    turn: (usize, u8),
    rules: &CorefRules,
    function_words: &HashSet<&str>,
) -> View {
    let (kind, level) = (mention.kind / 3, mention.kind % 3);
    let word = words.of(mention.head).to_lowercase();
    let group = match level {
        0 => 8 + kind,
        1 => match (plural(&word), kind) {
            (false, kind) => 11 + kind,
            (true, 0) => 14,
            (true, _) => 15,
        },
        _ => rules.pronouns.get(&word).copied().unwrap_or(rules.other_pronoun),
    };
    let range = mention.words.clone();
    let lower: Vec<String> = range.clone().map(|at| words.of(at).to_lowercase()).collect();
    let mut part = lower.as_slice();
    if let [rest @ .., mark, s] = part
        && (mark == "'" || mark == "’")
        && s == "s"
    {
        part = rest;
    }
    while let [article, rest @ ..] = part
        && !rest.is_empty()
        && ["the", "a", "an", "this", "that", "these", "those"].contains(&article.as_str())
    {
        part = rest;
    }
    let big = |at: &usize| {
        words.initial(*at).is_uppercase() && !function_words.contains(lower[*at - range.start].as_str())
    };
    let (mut names, mut initials) = (Vec::new(), String::new());
    if level == 0 {
        for at in range.clone().filter(big) {
            initials.extend(words.initial(at).to_lowercase());
            if words.of(at).chars().nth(1).is_some() {
                names.push(lower[at - range.start].clone());
            }
        }
    }
    let full = part.join(" ");
    View {
        first: range.start,
        last: range.end,
        kind,
        level,
        group,
        word,
        full,
        names,
        initials,
        turn,
        key: mention.key.clone(),
    }
}

fn plural(word: &str) -> bool {
    (word.ends_with('s') && !word.ends_with("ss"))
        || ["people", "men", "women", "children", "police"].contains(&word)
}

/// Of a mention and an earlier one: 0 nothing, 1 the same head, 2 the same words, 3 a name in common, 4 initials,
/// 5 a noun that is one of the earlier mention's words.
fn string_kind(a: &View, b: &View) -> usize {
    if a.full == b.full {
        return 2;
    }
    if a.word == b.word && a.level != 2 {
        return 1;
    }
    if a.names.iter().any(|name| b.names.contains(name)) {
        return 3;
    }
    if abbreviates(a, b) || abbreviates(b, a) {
        return 4;
    }
    if a.level == 1 && within(&a.word, &b.full) {
        return 5;
    }
    0
}

fn abbreviates(a: &View, b: &View) -> bool {
    a.initials.chars().nth(1).is_some()
        && a.initials.chars().eq(b.full.chars().filter(|c| *c != ' ' && *c != '.'))
}

fn within(word: &str, full: &str) -> bool {
    full.split(' ').any(|other| other == word)
}

/// I and I, we and we, you and you, where one speaks.
fn same_turn(a: &View, b: &View) -> bool {
    a.level == 2 && (4..=6).contains(&a.group) && a.group == b.group && a.turn == b.turn
}

/// The same name of the same kind; one does not contain the other.
fn same_name(a: &View, b: &View) -> bool {
    (a.level, b.level) == (0, 0)
        && a.kind == b.kind
        && !a.names.is_empty()
        && a.full == b.full
        && distance(a, b) != 11
}

/// Whether `a` is what `b` is said to be: "Orre is the envoy".
fn predicate(words: Words<'_>, a: &View, b: &View) -> bool {
    if a.level != 1 || a.kind != b.kind || b.last >= a.first || a.first - b.last > 3 {
        return false;
    }
    let gap: Vec<String> = (b.last..a.first).map(|at| words.of(at).to_lowercase()).collect();
    let copula = |word: &String| COPULAS.contains(&word.as_str());
    gap.iter().any(copula)
        && gap
            .iter()
            .all(|word| copula(word) || BESIDE_COPULAS.contains(&word.as_str()) || word.ends_with("ly"))
}

/// 11 where the two overlap, else by the words between.
fn distance(a: &View, b: &View) -> usize {
    if a.first < b.last && b.first < a.last {
        return 11;
    }
    let gap = a.first.saturating_sub(b.last).max(b.first.saturating_sub(a.last));
    bucket(gap, 10)
}

/// Chains of two or more, from each mention's antecedent.
pub(crate) fn chains(antecedents: &[Option<usize>]) -> Vec<Vec<usize>> {
    let mut chain_of: Vec<usize> = Vec::with_capacity(antecedents.len());
    let mut chains: Vec<Vec<usize>> = Vec::new();
    for (at, antecedent) in antecedents.iter().enumerate() {
        let chain = antecedent.map_or(chains.len(), |earlier| chain_of[earlier]);
        if chain == chains.len() {
            chains.push(Vec::new());
        }
        chains[chain].push(at);
        chain_of.push(chain);
    }
    chains.retain(|chain| chain.len() > 1);
    chains
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_follow_antecedents() {
        assert_eq!(chains(&[None, None, Some(0), Some(1), Some(2), None]), [vec![0, 2, 4], vec![1, 3]]);
    }
}
