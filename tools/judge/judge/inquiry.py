"""An inquiry: one statement, and a proposition with the holders that are asked about, as one row of pieces.

    [CLS] SPEAKER (PARTY): [sentence before] sentence [SEP]  proposition / for … / against … [SEP] holder holder …

All pieces see one another, but a holder's single piece is seen by itself alone: so any number of holders is asked about
at once and none disturbs another. Two marks are added to every piece: what it is (`feature`) and which party it names
(`slot`: 1 the speaker's party, 2 and up the others in order of appearance), so that names need not be known.  The program
builds the same rows: `crates/inference/src/inquiry.rs`.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np

from reader.text import Pieces, Words, split

from .data import Dispute, Line, Proposition

#: Features: told around, said (content), special, the proposition, phrases for it, phrases against it, a holder.
AROUND, SAID, SPECIAL, ASKED, FAVOUR, AGAINST, HOLDER, ISSUE = range(8)
FEATURES = 8
#: Slots: 0 no party, 1 the speaker's party, 2… the other parties.
SLOTS = 8
LONGEST_STATEMENT = 128
LONGEST_QUESTION = 48
#: Positions: the statement from 0, the proposition from `QUESTIONS`, every holder at `HOLDERS`.
QUESTIONS = LONGEST_STATEMENT + 2
HOLDERS = QUESTIONS + LONGEST_QUESTION + 1
POSITIONS = HOLDERS + 1
UNNAMED, NO_PARTY = "unnamed", "no party"


@dataclass
class Row:
    """An inquiry as numbers, a number a piece."""

    ids: list[int] = field(default_factory=list)
    features: list[int] = field(default_factory=list)
    slots: list[int] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)
    holders: list[int] = field(default_factory=list)     # the places of holders, in the order asked

    def __len__(self) -> int:
        return len(self.ids)

    def add(self, id: int, feature: int, slot: int, position: int) -> None:
        self.ids.append(id)
        self.features.append(feature)
        self.slots.append(slot)
        self.positions.append(position)

    def seen(self) -> np.ndarray:
        """Which piece sees which, bool [n, n]."""
        holder = np.array(self.features) == HOLDER
        return ~holder[None, :] | np.eye(len(self), dtype=bool)


class Names:
    """By which words the parties of a dispute are known."""

    def __init__(self, d: Dispute):
        # Words in small letters, which of them is the first with a capital ("the Union": 1), the party.
        self.by_first: dict[str, list[tuple[tuple[str, ...], int | None, str]]] = {}
        taken = {p.name.lower() for p in d.parties} | {a.lower() for p in d.parties for a in p.aliases}
        for p in d.parties:
            for alias in (p.name, *p.aliases):
                self.note(alias, p.id)
                if alias.startswith("the ") and " " in alias[4:]:
                    self.note(alias[4:], p.id)
                words = alias.split()
                last = words[-1] if words else ""
                if alias != p.name and len([w for w in words if w[:1].isupper()]) > 1 and last[:1].isupper() \
                        and last.lower() not in taken:
                    self.note(last, p.id)
        for names in self.by_first.values():
            names.sort(key=lambda x: -len(x[0]))

    def note(self, name: str, party: str) -> None:
        words = split(name).text
        if words:
            lower = tuple(w.lower() for w in words)
            known = self.by_first.setdefault(lower[0], [])
            if not any(lower == x[0] for x in known):
                known.append((lower, next((i for i, w in enumerate(words) if w[:1].isupper()), None), party))

    def mark(self, w: Words) -> list[str | None]:
        """For each word, the party that it names or helps to name."""
        out: list[str | None] = [None] * len(w)
        at = 0
        lower = [x.lower() for x in w.text]
        while at < len(w):
            for words, capital, party in self.by_first.get(lower[at], ()):
                if tuple(lower[at:at + len(words)]) == words and (capital is None or w.text[at + capital][:1].isupper()):
                    out[at:at + len(words)] = [party] * len(words)
                    at += len(words)
                    break
            else:
                at += 1
        return out


@dataclass
class Slots:
    """Which party has which slot; the speaker's has 1."""

    speaker: str | None
    others: list[str] = field(default_factory=list)

    def of(self, party: str | None) -> int:
        if party is None:
            return 0
        if party == self.speaker:
            return 1
        if party not in self.others:
            self.others.append(party)
        at = self.others.index(party) + 2
        return at if at < SLOTS else 0


def marked(line: Line) -> list[tuple[int, int]]:
    """Where the content's fragments stand in the sentence, in order."""
    out, at = [], 0
    for fragment in line.content:
        start = line.sentence.find(fragment, at)
        if start < 0:
            start = line.sentence.find(fragment)
        out.append((start, start + len(fragment)))
        at = start + len(fragment)
    return out


def statement(v: Pieces, names: Names, d: Dispute, line: Line, blind: bool = False) -> tuple[Row, Slots]:
    """The statement's own pieces.  `blind`: no party is marked, as where a codebook knows none of the names."""
    party = d.party(line.party)
    head = f"{line.speaker or UNNAMED} ({party.name if party else NO_PARTY}): "
    before = line.before + " " if line.before else ""
    text = head + before + line.sentence
    shift = len(head) + len(before)
    said = [(s + shift, e + shift) for s, e in marked(line)]
    w = split(text)
    mentions = names.mark(w)
    slots = Slots(line.party)
    pieces = []
    for word, start, end, mention in zip(w.text, w.start, w.end, mentions):
        inside = any(start < e and s < end for s, e in said)
        slot = slots.of(line.party if end < len(head) and line.party else mention)
        pieces += [(id, SAID if inside else AROUND, 0 if blind else slot) for id in v.of(word)]
    if len(pieces) > LONGEST_STATEMENT:
        first = next((i for i, p in enumerate(pieces) if p[1] == SAID), 0)
        at = max(0, min(first - LONGEST_STATEMENT // 4, len(pieces) - LONGEST_STATEMENT))
        pieces = pieces[at:at + LONGEST_STATEMENT]
    row = Row()
    row.add(v.cls, SPECIAL, 0, 0)
    for i, (id, feature, slot) in enumerate(pieces, 1):
        row.add(id, feature, slot, i)
    row.add(v.sep, SPECIAL, 0, len(pieces) + 1)
    return row, slots


def question_pieces(v: Pieces, names: Names, p: Proposition, feature: int = ASKED) -> list[tuple[int, int, str | None]]:
    """A proposition's pieces with their feature and the party they name."""
    out = []
    for text, what in [(p.sentence, feature), *((x, FAVOUR) for x in p.favour), *((x, AGAINST) for x in p.against)]:
        w = split(text)
        out += [(id, what, mention) for word, mention in zip(w.text, names.mark(w)) for id in v.of(word)]
    return out[:LONGEST_QUESTION]


def ask(v: Pieces, row: Row, slots: Slots, pieces: list[tuple[int, int, str | None]], holders: list[str],
        blind: bool = False) -> None:
    """Puts a proposition and the holders asked about behind a statement; once a row."""
    for i, (id, feature, party) in enumerate(pieces):
        row.add(id, feature, 0 if blind else slots.of(party), QUESTIONS + i)
    row.add(v.sep, SPECIAL, 0, QUESTIONS + len(pieces))
    for holder in holders:
        row.holders.append(len(row))
        row.add(v.unk, HOLDER, slots.of(holder), HOLDERS)


def alone(v: Pieces, text: str) -> Row:
    """A proposition or an issue by itself, for its topic."""
    row = Row()
    row.add(v.cls, SPECIAL, 0, 0)
    pieces = [id for word in split(text).text for id in v.of(word)][:LONGEST_QUESTION]
    for i, id in enumerate(pieces):
        row.add(id, ISSUE, 0, i + 1)
    row.add(v.sep, SPECIAL, 0, len(pieces) + 1)
    return row


def named(names: Names, line: Line) -> list[str]:
    """Parties that may hold a position by this line: the speaker's, and those named in its sentences."""
    out = [line.party] if line.party else []
    for party in names.mark(split(f"{line.speaker or ''} {line.before} {line.sentence}")):
        if party is not None and party not in out:
            out.append(party)
    return out
