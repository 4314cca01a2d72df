//! Who and what is mentioned: names, bodies, places, roles, pronouns, dates; not yet who they are.

use standpoint_terms::{MentionKind, PassageKind};

use crate::evidence::Evidence;
use crate::lexicon::{PLACE_WORDS, PlaceSense, lexicon};
use crate::quotation::Quotation;
use crate::token::{Token, TokenKind, TokenPassage};

/// A mention as tokens, with the title that stands with it.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub start: usize,
    pub end: usize,
    pub kind: MentionKind,
    /// A name's title as tokens ("foreign minister" before "Lena Kask").
    pub title: Option<(usize, usize)>,
    /// Whose title it is, as tokens ("Arland" in "Arland foreign minister Lena Kask", "Arland's president").
    pub side: Option<(usize, usize)>,
    /// It stands inside a quotation.
    pub quoted: bool,
    /// Number of its sentence.
    pub sentence: usize,
    /// Number of its passage.
    pub passage: usize,
}

impl Found {
    /// Its first token, with its title and whose that is.
    pub(crate) fn opening(&self) -> usize {
        let title = self.title.map_or(self.start, |title| title.0.min(self.start));
        self.side.map_or(title, |side| side.0.min(title))
    }
}

/// The mentions of all passages in order, without overlap. Linear: each token belongs to one mention at most.
pub(crate) fn find(
    text: &str,
    tokens: &[Token<'_>],
    passages: &[TokenPassage],
    sentences: &[(usize, usize)],
    quotations: &[Quotation],
) -> Vec<Found> {
    let evidence = Evidence::gather(tokens, passages, sentences);
    let mut out: Vec<Found> = Vec::new();
    let mut sentence = 0;
    let mut quotation = 0;
    for (number, passage) in passages.iter().enumerate() {
        let titled =
            passage.passage.kind == PassageKind::Heading && title_case(&tokens[passage.start..passage.end]);
        let mut at = passage.start;
        while at < passage.end {
            while sentences.get(sentence).is_some_and(|s| s.1 <= at) {
                sentence += 1;
            }
            while quotations.get(quotation).is_some_and(|q| q.end <= at) {
                quotation += 1;
            }
            let begins = sentences.get(sentence).is_some_and(|s| first_word(tokens, s.0, s.1) == at);
            let limit = sentences.get(sentence).map_or(passage.end, |s| s.1);
            let scan = Scan { text, tokens, evidence: &evidence, limit, begins, titled };
            let Some(mut found) = scan.mention(at) else {
                at += 1;
                continue;
            };
            found.sentence = sentence;
            found.passage = number;
            found.quoted = quotations.get(quotation).is_some_and(|q| q.start <= at);
            at = found.end.max(at + 1);
            out.push(found);
        }
    }
    out
}

/// The first word of a sentence, behind its marks.
pub(crate) fn first_word(tokens: &[Token<'_>], start: usize, end: usize) -> usize {
    (start..end.min(start + 4)).find(|at| tokens[*at].is_word()).unwrap_or(start)
}

fn title_case(tokens: &[Token<'_>]) -> bool {
    let words = tokens.iter().filter(|t| t.kind == TokenKind::Word && t.lower.len() > 3);
    let (mut all, mut capital) = (0, 0);
    for word in words {
        all += 1;
        capital += usize::from(word.capital);
    }
    all >= 3 && capital * 10 >= all * 7
}

struct Scan<'a, 't> {
    text: &'a str,
    tokens: &'a [Token<'t>],
    evidence: &'a Evidence,
    /// One past the sentence.
    limit: usize,
    /// The place is the sentence's first word.
    begins: bool,
    /// The passage is a headline in title case.
    titled: bool,
}

impl Scan<'_, '_> {
    fn lower(&self, at: usize) -> &str {
        if at < self.limit { self.tokens[at].lower.as_ref() } else { "" }
    }

    fn capital(&self, at: usize) -> bool {
        at < self.limit && self.tokens[at].capital
    }

    fn found(&self, start: usize, end: usize, kind: MentionKind) -> Found {
        Found { start, end, kind, title: None, side: None, quoted: false, sentence: 0, passage: 0 }
    }

    fn mention(&self, at: usize) -> Option<Found> {
        let words = lexicon();
        let token = &self.tokens[at];
        if !token.is_word() {
            return None;
        }
        let lower = token.lower.as_ref();
        let hour = at.checked_sub(1).is_some_and(|before| self.tokens[before].kind == TokenKind::Number);
        if lower == "pm" && (hour || !token.capital) {
            return None;
        }
        if matches!(lower, "he" | "she" | "they" | "him" | "her" | "his" | "them" | "their") {
            return Some(self.found(at, at + 1, MentionKind::Pronoun));
        }
        if let Some(end) = self.date_end(at) {
            return Some(self.found(at, end, MentionKind::Date));
        }
        if token.capital {
            return self.capitalised(at);
        }
        if words.has("titles", lower) || (words.has("title-modifiers", lower) && self.role_end(at).is_some())
        {
            return self.role(at, None);
        }
        None
    }

    fn date_end(&self, at: usize) -> Option<usize> {
        let words = lexicon();
        let token = &self.tokens[at];
        let month = |i: usize| self.capital(i) && words.has("months", self.lower(i).trim_end_matches('.'));
        let number = |i: usize| i < self.limit && self.tokens[i].kind == TokenKind::Number;
        if token.capital && words.has("days", &token.lower) {
            return Some(at + 1);
        }
        let (mut end, dated) = if month(at) {
            (at + 1 + usize::from(number(at + 1)), number(at + 1) || self.lower(at) != "may")
        } else if token.kind == TokenKind::Number && month(at + 1) {
            (at + 2, true)
        } else {
            return None;
        };
        if self.lower(end) == "," && number(end + 1) && self.lower(end + 1).len() == 4 {
            end += 2;
        } else if number(end) && self.lower(end).len() == 4 {
            end += 1;
        }
        dated.then_some(end)
    }

    /// Where the role that begins at `at` ends: modifiers, then one or more title words.
    fn role_end(&self, at: usize) -> Option<usize> {
        let words = lexicon();
        let mut end = at;
        let mut last_title = None;
        while end < self.limit && end < at + 8 {
            let word = self.lower(end);
            if word == "general" && self.lower(end + 1) == "staff" {
                break;
            }
            if words.has("titles", word) {
                last_title = Some(end + 1);
                // "Secretary of State", "chief of staff"
                if self.lower(end + 1) == "of" && words.has("charges", self.lower(end + 2)) {
                    last_title = Some(end + 3);
                    end += 2;
                }
            } else if !(words.has("title-modifiers", word) || word == "and" || word == "-") {
                break;
            }
            end += 1;
        }
        last_title
    }

    /// A role from `at` on; a name right behind it takes it as its title.
    fn role(&self, at: usize, side: Option<(usize, usize)>) -> Option<Found> {
        let end = self.role_end(at)?;
        let side = side.or_else(|| self.side_before(at));
        if self.capital(end) && !lexicon().has("days", self.lower(end)) {
            let mut name = self.name(end)?;
            if name.kind == MentionKind::Person
                || (name.kind == MentionKind::Organisation && name.end == name.start + 1)
            {
                name.kind = MentionKind::Person;
                name.title = Some((at, end));
                name.side = name.side.or(side);
                return Some(name);
            }
        }
        if let Some(mut name) = self.name_behind_side(end) {
            name.title = Some((at, end));
            return Some(name);
        }
        let mut found = self.found(at, end, MentionKind::Role);
        found.side = side.or_else(|| self.side_behind(end));
        Some(found)
    }

    /// The person in "of Arland Lena Kask" behind a role, with the side.
    fn name_behind_side(&self, end: usize) -> Option<Found> {
        let place = end + 1 + usize::from(self.lower(end + 1) == "the");
        if self.lower(end) != "of" || !self.capital(place) {
            return None;
        }
        let (stop, _) = self.place_end(place)?;
        let mut name = self.name(stop).filter(|name| self.capital(stop) && name.end > stop + 1)?;
        (name.kind == MentionKind::Person).then(|| {
            name.side = Some((place, stop));
            name
        })
    }

    /// "Arland's …", "the Arland …" before a role.
    fn side_before(&self, at: usize) -> Option<(usize, usize)> {
        let before = at.checked_sub(1)?;
        let token = self.tokens.get(before)?;
        let of = if token.is_possessive() { before.checked_sub(1)? } else { before };
        let side = &self.tokens[of];
        (side.capital && !lexicon().has("determiners", &side.lower)).then_some((of, of + 1))
    }

    /// "… of Arland" behind a role.
    fn side_behind(&self, end: usize) -> Option<(usize, usize)> {
        let of = matches!(self.lower(end), "of" | "for" | "at");
        let at = end + 1 + usize::from(matches!(self.lower(end + 1), "the"));
        if !of || !self.capital(at) {
            return None;
        }
        let mut stop = at + 1;
        while stop < at + 5 && self.capital(stop) {
            stop += 1;
        }
        Some((at, stop))
    }

    fn capitalised(&self, at: usize) -> Option<Found> {
        let words = lexicon();
        let lower = self.lower(at);
        let plain = [
            "determiners",
            "subject-pronouns",
            "sentence-openers",
            "prepositions",
            "subordinators",
            "auxiliaries",
        ]
        .iter()
        .any(|list| words.has(list, lower));
        if plain && (self.begins || self.titled || !self.capital(at + 1)) {
            return None;
        }
        // “Because Kask …” within a sentence.
        let opens = at.checked_sub(1).is_none_or(|before| !self.tokens[before].is_word());
        if opens && (words.has("sentence-openers", lower) || words.has("subordinators", lower)) {
            return None;
        }
        if self.tokens[at].span.len() == 1 && !self.lower(at).ends_with('.') {
            return None;
        }
        // "Former Arland minister Odo Stahl" and "From Kask:" begin no name.
        if self.capital(at + 1) && (words.has("former", lower) || words.has("prepositions", lower)) {
            return None;
        }
        // "Denying Kask a mandate …"
        if (self.begins || self.titled) && lower.ends_with("ing") && words.is_verb(lower) {
            return None;
        }
        // "What Kask said" is a heading about Kask.
        let asks = matches!(lower, "what" | "why" | "how" | "who" | "when" | "where" | "which" | "whose");
        let nobody = matches!(
            lower,
            "nobody"
                | "everybody"
                | "somebody"
                | "anybody"
                | "everyone"
                | "someone"
                | "anyone"
                | "none"
                | "nothing"
                | "everything"
                | "something"
                | "anything"
                | "whatever"
                | "whoever"
        );
        if (asks || nobody) && self.written(at, at + 1).chars().skip(1).all(char::is_lowercase) {
            return None;
        }
        let stem = lower.trim_end_matches('.');
        if words.has("honorifics", stem) && self.capital(at + 1) && !words.has("titles", self.lower(at + 1)) {
            let again = |next: usize| {
                words.has("honorifics", self.lower(next).trim_end_matches('.')) && self.capital(next + 1)
            };
            let first = (at + 1..at + 3).find(|next| !again(*next)).unwrap_or(at + 1);
            let mut name = self.name(first)?;
            name.kind = MentionKind::Person;
            name.title = Some((at, first));
            return Some(name);
        }
        if let Some(end) =
            self.role_end(at).filter(|_| words.has("titles", lower) || words.has("title-modifiers", lower))
        {
            // "Foreign Minister Lena Kask"; "Foreign Ministry" is a body and was no role.
            if !(self.capital(end) && words.has("bodies", self.lower(end))) {
                return self.role(at, None);
            }
        }
        let described = words.has("unnamed", lower) || words.has("titles", lower);
        if (self.begins || self.titled) && described && !self.capital(at + 1) {
            return None; // "Analysts said" opens a sentence and names nobody
        }
        if self.begins || self.titled {
            let known = self.evidence.inside.contains(lower)
                || words.place(self.written(at, at + 1)).is_some()
                || (self.capital(at + 1) && !self.titled)
                || (!self.titled && self.lower(at + 1) == "'s")
                || (!self.titled && words.cue(self.lower(at + 1)).is_some() && !words.is_verb(lower));
            if !known && self.place_end(at).is_none() {
                return None;
            }
        }
        self.name(at)
    }

    fn written(&self, start: usize, end: usize) -> &str {
        &self.text[self.tokens[start].span.start..self.tokens[end - 1].span.end]
    }

    /// The longest place name that begins at `at`.
    fn place_end(&self, at: usize) -> Option<(usize, PlaceSense)> {
        (at + 1..=(at + PLACE_WORDS).min(self.limit))
            .rev()
            .find_map(|end| lexicon().place(self.written(at, end)).map(|(_, sense)| (end, sense)))
    }

    /// A name that begins at the capitalised word `at`.
    fn name(&self, at: usize) -> Option<Found> {
        let words = lexicon();
        let mut end = at;
        let mut body = false;
        let mut last_body = at;
        while end < self.limit && end < at + 12 {
            let lower = self.lower(end);
            if self.capital(end) || (end > at && self.capital_behind_particle(end)) {
                if end > at && (words.has("days", lower) || words.has("months", lower) || lower == "i") {
                    break;
                }
                if self.titled && end > at && words.is_verb(lower) {
                    break;
                }
                // "Lise Ovin, Chief of Staff": an office, where "the General Staff" is a body.
                let of_staff = lower == "staff" && end > 0 && self.lower(end - 1) == "of";
                if (words.has("bodies", lower) && !of_staff)
                    || words.has("body-initials", self.written(end, end + 1))
                {
                    body = true;
                    last_body = end;
                }
                end += 1;
                continue;
            }
            // "Jana van den Berg": a second particle may follow.
            let second = words.has("particles", self.lower(end + 1)) && self.capital(end + 2);
            let particle = words.has("particles", lower) && (self.capital(end + 1) || second) && end > at;
            let of = body && end > at && matches!(lower, "of" | "for") && self.capital(end + 1);
            let of_the = body
                && end > at
                && matches!(lower, "of" | "for")
                && self.lower(end + 1) == "the"
                && self.capital(end + 2);
            // "National Security and Defence Council"
            let and = lower == "and" && end > at && self.joins_portfolios(end);
            if particle || of || and {
                end += 1;
            } else if of_the {
                end += 2;
            } else {
                break;
            }
        }
        if end == at {
            return None;
        }
        // "Republican Rep. Lena Kask"
        let short = (at + 1..end).find(|i| {
            let word = self.lower(*i);
            word.ends_with('.') && words.has("honorifics", word.trim_end_matches('.')) && *i + 1 < end
        });
        if let Some(short) = short.filter(|_| !body) {
            let mut found = self.name(short + 1)?;
            found.kind = MentionKind::Person;
            found.title = Some((short, short + 1));
            found.side = Some((at, short));
            return Some(found);
        }
        // "Arland Foreign Minister Lena Kask": the side, the title, the name.
        let title = (at..end).find(|i| {
            (words.has("titles", self.lower(*i)) || words.has("title-modifiers", self.lower(*i)))
                && self.role_end(*i).is_some_and(|e| !words.has("bodies", self.lower(e)) || e >= end)
        });
        // "Littoral League Secretary General Lena Kask": the body is the side.
        let titled = |title: &usize| {
            *title > at
                && !self.surname(*title, end)
                && (!body || last_body < *title && self.role_end(*title).is_some_and(|stop| stop < end))
        };
        if let Some(title) = title.filter(titled) {
            let mut found = self.role(title, Some((at, title)))?;
            if found.kind == MentionKind::Role {
                found.side = Some((at, title));
            }
            return Some(found);
        }
        if let Some((stop, sense)) = self.place_end(at) {
            let single = stop - at;
            // "the ambassador to Selm Lena Kask", "on the way to Arland Kask said"
            let before = at.checked_sub(1).map_or("", |before| self.tokens[before].lower.as_ref());
            let country = sense == PlaceSense::Name && matches!(before, "to" | "in" | "from");
            if !body && (before == "to" && stop + 2 <= end || country && stop < end) {
                return Some(self.found(at, stop, MentionKind::Place));
            }
            // "Paris Orr" would be a person; "Norwegian Council" a body; "Norwegian Lena Kask" both.
            if stop >= end || (sense == PlaceSense::Adjective && !body) || (!body && single > 1) {
                let kind = if sense == PlaceSense::Adjective {
                    MentionKind::Nationality
                } else {
                    MentionKind::Place
                };
                return Some(self.found(at, stop, kind));
            }
        }
        // "In Orle Lena Kask said": the town, then who spoke there.
        if !body && end - at == 3 && self.opens_with_in(at) {
            return Some(self.found(at, at + 1, MentionKind::Place));
        }
        let kind = if body {
            MentionKind::Organisation
        } else if end - at >= 2 {
            MentionKind::Person
        } else {
            self.single(at)
        };
        let mut found = self.found(at, end, kind);
        if kind == MentionKind::Person && words.has("titles", self.lower(at.wrapping_sub(1).min(at))) {
            found.side = None;
        }
        Some(found)
    }

    /// Whether an "and" stands inside the name of a body between what it has charge of.
    fn joins_portfolios(&self, at: usize) -> bool {
        let words = lexicon();
        let portfolio = |at: usize| self.capital(at) && words.has("title-modifiers", self.lower(at));
        let run = (at + 1..at + 4).take_while(|next| self.capital(*next));
        portfolio(at - 1)
            && portfolio(at + 1)
            && run.into_iter().any(|next| words.has("bodies", self.lower(next)))
    }

    /// "el-Masun" in "Farid el-Masun".
    fn capital_behind_particle(&self, at: usize) -> bool {
        let Some((particle, rest)) = self.written(at, at + 1).split_once('-') else { return false };
        lexicon().has("particles", particle) && rest.starts_with(char::is_uppercase)
    }

    /// Whether the word stands behind an "In" that begins a sentence.
    fn opens_with_in(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| &self.tokens[before]);
        before.is_some_and(|token| token.is("in") && token.capital)
    }

    /// Whether a title that ends a name is a surname: "Odo King", not "the Norwegian king".
    fn surname(&self, title: usize, end: usize) -> bool {
        let before = title.checked_sub(1).map_or("", |before| self.lower(before));
        let given = lexicon().has("male-names", before) || lexicon().has("female-names", before);
        let name = matches!(
            self.lower(title),
            "king" | "prince" | "pope" | "bishop" | "major" | "judge" | "justice" | "cardinal" | "marshal"
        );
        let place =
            title.checked_sub(1).is_some_and(|before| lexicon().place(self.written(before, title)).is_some());
        title + 1 == end && !place && (given || name)
    }

    /// What a single capitalised word is likely to be.
    fn single(&self, at: usize) -> MentionKind {
        let lower = self.lower(at);
        if self.evidence.person.contains(lower) {
            MentionKind::Person
        } else if self.evidence.place.contains_key(lower) {
            MentionKind::Place
        } else if lexicon().has("unnamed", self.lower(at + 1)) {
            MentionKind::Nationality
        } else {
            MentionKind::Organisation
        }
    }
}
