"""What is practised: inquiries made of labelled statements, in ever new words.

A proposition is asked in its own words, as "ACTOR will do it", or as its opposite with the stance turned round; with
phrases for and against it as a codebook may hold them, or without.
"""
from __future__ import annotations

import random
import re
from dataclasses import dataclass, field, replace

from reader.text import Pieces

from .data import ACTS, ISSUES, STANCES, Dispute, Line, Proposition
from .inquiry import Names, Row, alone, ask, named, question_pieces, statement

MODAL = re.compile(r"\b(may|must|will|should|can|would|is|are|has|have|was|were)\b(?! not)")
TURNED = {"none": "none", "support": "oppose", "oppose": "support"}
#: So many of a statement's positions are practised at once.
MOST = 5
#: Target of what is not to be learnt: whether somebody who would do it on a condition also would not is left open.
OPEN = -100


@dataclass
class Lesson:
    row: Row
    stances: list[int] = field(default_factory=list)    # index into STANCES for each holder asked, or OPEN
    act: int = OPEN
    issue: int = OPEN                                   # index into ISSUES


@dataclass(frozen=True)
class Mixture:
    """How often what is practised."""

    silent: float = 1.4          # near propositions asked on which a statement is silent
    far: float = 0.3             # any other proposition
    own_words: float = 0.85      # a proposition in its own words
    turned: float = 0.05         # the opposite
    again: float = 0.25          # a position asked a second time, in other words
    kinds: float = 1.0           # statements of which act and issue are asked alone; beside a proposition they always are
    phrases: float = 0.7         # with phrases for and against
    blind: float = 0.1           # statements in which no party is marked
    sudden: float = 0.2          # statements without the sentence before them


def negated(sentence: str) -> str | None:
    """The proposition's opposite, where its first modal or auxiliary tells how to make it."""
    if re.search(r"\b(no|not|never|without|neither|nor)\b", sentence, re.I):
        return None
    m = MODAL.search(sentence)
    return sentence[:m.end()] + " not" + sentence[m.end():] if m else None


def variant(d: Dispute, p: Proposition, rng: random.Random, mixture: Mixture) -> tuple[Proposition, bool]:
    """The proposition in some words, and whether it was turned into its opposite."""
    favour, against = list(p.favour), list(p.against)
    sentence, turned, kind = p.sentence, False, rng.random()
    subject = d.party(p.actor).name if p.actor else None
    if kind > mixture.own_words + mixture.turned:
        if subject and p.verbs:
            sentence = f"{subject} {rng.choice(['will', 'should', 'is to'])} {rng.choice(p.verbs)}"
        elif p.nouns:
            sentence = rng.choice(p.nouns)
        if sentence != p.sentence:
            favour.append(p.sentence)
    elif kind > mixture.own_words:
        other = negated(p.sentence)
        if subject and p.against_verbs and rng.random() < 0.7:
            sentence, turned = f"{subject} {rng.choice(['will', 'should', 'is to'])} {rng.choice(p.against_verbs)}", True
        elif p.against_nouns and rng.random() < 0.5:
            sentence, turned = rng.choice(p.against_nouns), True
        elif other is not None:
            sentence, turned = other, True
        if turned:
            favour, against = against, favour + [p.sentence]
    favour = [x for x in favour if x not in sentence]
    rng.shuffle(favour)
    rng.shuffle(against)
    if rng.random() < mixture.phrases:
        favour, against = favour[:rng.randint(0, 3)], against[:rng.randint(0, 2)]
    else:
        favour, against = [], []
    return replace(p, sentence=sentence, favour=tuple(favour), against=tuple(against)), turned


def words_of(text: str) -> set[str]:
    return {w.lower()[:6] for w in re.findall(r"[A-Za-z]{4,}", text)}


def near(d: Dispute, line: Line) -> list[Proposition]:
    """Propositions by nearness to the line: shared words first, then the issue of its positions."""
    own = words_of(line.before + " " + line.sentence)
    issues = {q.issue for q in d.propositions for p in line.positions if q.id == p.proposition} | {line.issue}

    def nearness(q: Proposition) -> float:
        told = words_of(q.sentence) | words_of(" ".join(q.favour))
        return len(own & words_of(q.sentence)) + 0.5 * len(own & told) + (1 if q.issue in issues else 0)

    return sorted(d.propositions, key=lambda q: -nearness(q))


def of_statement(v: Pieces, names: Names, d: Dispute, line: Line, rng: random.Random, mixture: Mixture,
                 left_open: frozenset[tuple[str, str]] | set[tuple[str, str]] = frozenset()) -> list[Lesson]:
    """A statement with its positions, those of near propositions on which it is silent, and its act; of pairs of holder
    and proposition that are left open nothing is learnt."""
    blind = rng.random() < mixture.blind
    if line.before and rng.random() < mixture.sudden:
        line = replace(line, before="")
    kind = {"act": ACTS.index(line.act), "issue": ISSUES.index(line.issue) if line.issue in ISSUES else OPEN}
    told = {(p.holder, p.proposition): p.stance for p in line.positions}
    mine = [q for q in d.propositions if any(k[1] == q.id for k in told)]
    order = [q for q in near(d, line) if q not in mine]
    count = int(mixture.silent) + (rng.random() < mixture.silent % 1)
    close = rng.sample(order[:4], min(len(order[:4]), count))
    far = [rng.choice(order[4:])] if order[4:] and rng.random() < mixture.far else []
    holders = named(names, line)
    for holder, _ in told:
        if holder not in holders:
            holders.append(holder)
    if not holders or blind:
        holders = ([line.party] if line.party else []) + [h for h, _ in told if h != line.party and not blind]
        holders = list(dict.fromkeys(holders)) or [rng.choice(d.parties).id]
    out = []
    mine = rng.sample(mine, min(MOST, len(mine)))
    more = [q for q in mine if rng.random() < mixture.again]
    for q in mine + more + close + far:
        row, slots = statement(v, names, d, line, blind)
        worded, turned = variant(d, q, rng, mixture)
        who = holders[:5]
        rng.shuffle(who)
        ask(v, row, slots, question_pieces(v, names, worded), who, blind)
        one = Lesson(row, **kind)
        for holder in who:
            stance = told.get((holder, q.id), "none")
            if turned:
                stance = TURNED.get(stance)
            if stance is None or (holder, q.id) in left_open:
                one.stances.append(OPEN)
            else:
                one.stances.append(STANCES.index(stance))
        if any(s != OPEN for s in one.stances):
            out.append(one)
    if rng.random() < mixture.kinds:
        out.append(Lesson(statement(v, names, d, line, blind)[0], **kind))
    return out


@dataclass
class Topics:
    """Statements of one dispute, and what they may be about."""

    statements: list[Row]
    texts: list[Row]
    #: For each statement the groups of texts among which it chooses, and which of them are right.
    choices: list[list[tuple[list[int], list[int]]]]


def topics(v: Pieces, names: Names, d: Dispute, rng: random.Random, count: int = 12) -> Topics | None:
    """What statements are about, among the issues and propositions of their dispute."""
    lines = [x for x in d.lines if x.positions or (x.issue and d.issues)]
    if not lines:
        return None
    lines = rng.sample(lines, min(count, len(lines)))
    texts = [alone(v, f"{id.replace('-', ' ')}: {covers}" if rng.random() < 0.7 else covers) for id, covers in d.issues]
    issues = {id: i for i, (id, _) in enumerate(d.issues)}
    propositions = {}
    for q in d.propositions:
        propositions[q.id] = len(texts)
        texts.append(alone(v, q.sentence))
    out = Topics([statement(v, names, d, x)[0] for x in lines], texts, [])
    for x in lines:
        mine = []
        if x.issue and len(issues) > 1:
            mine.append((list(issues.values()), [issues[x.issue]]))
        if x.positions:
            mine.append((list(propositions.values()), sorted({propositions[p.proposition] for p in x.positions})))
        out.choices.append(mine)
    return out
