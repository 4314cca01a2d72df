"""Whole articles on one dispute, with their statements marked inline: `*.marks`.

    # dispute ID | TITLE
    P … I … Q …                       as in `compact.py`
    # article TITLE
    paragraph, one a line; an item of a list begins with "- "

A statement is `[[CONTENT|SPEAKER or -|PARTY or none|ACT|ISSUE|POSITIONS or -]]`; an interrupted one goes on with
`[[+CONTENT]]`; what several say of one content stands behind `||`. A position is `HOLDER +|-|? PROPOSITION 1|2`, first
or second hand.

A line that is learnt from is the statement's sentence, and the sentence before it.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from .compact import ACTS, STANCE, Malformed, Question, one as compact_line, parts

MARK = re.compile(r"\[\[(.*?)\]\]")
#: Where a sentence ends: a stop, what closes, white space, and what can begin one.
END = re.compile(r"(?<=[.!?…])[\"”’']*\s+(?=[\"“‘'(]?[A-Z0-9])")
SHORT = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Adm|Sen|Rep|Gov|Prof|St|No|vs|[A-Z]))\.$")
LONGEST = 900


@dataclass
class Marked:
    """A statement as its article has it."""

    sentence: str
    before: str
    content: tuple[str, ...]
    speaker: str | None
    party: str | None
    act: str
    issue: str
    positions: tuple[tuple[str, str, str, str], ...]     # holder, proposition, stance, hand


@dataclass
class Coverage:
    """A dispute and what is said in its articles."""

    id: str
    title: str
    parties: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)
    issues: list[tuple[str, str]] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    said: list[Marked] = field(default_factory=list)


@dataclass
class Open:
    """A statement in a paragraph: its labels and where its pieces stand."""

    labels: list[str]
    pieces: list[tuple[int, int]]


def read(path: Path) -> Coverage:
    """Raises `Malformed` at the first line that is wrong."""
    out: Coverage | None = None
    article, before, head = False, "", []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        try:
            if not line.strip():
                continue
            if line.startswith("# dispute "):
                compact_line(line, head)
                of = head[-1]
                out = Coverage(of["id"], of["title"], of["P"], of["I"], of["Q"])
            elif out is None:
                raise ValueError("`# dispute ID | TITLE` is wanted first")
            elif line.startswith("# article "):
                article, before = True, ""
            elif article:
                before = paragraph(out, line.removeprefix("- "), before)
            else:
                compact_line(line, head)
        except (ValueError, IndexError) as wrong:
            raise Malformed(f"{path.name} line {number}: {wrong}") from None
    if out is None:
        raise Malformed(f"{path.name} is empty")
    return out


def paragraph(out: Coverage, line: str, before: str) -> str:
    """Takes in the statements of a paragraph; its last sentence, which stands before the next one."""
    text, at, found, last = "", 0, [], 0
    for mark in MARK.finditer(line):
        text += line[at:mark.start()]
        at = mark.end()
        words, *labels = mark.group(1).split("|")
        further = words.startswith("+")
        words = words.removeprefix("+")
        piece = (len(text), len(text) + len(words))
        text += words
        if further:
            for one in found[-last:]:
                one.pieces.append(piece)
            continue
        sets = "|".join(labels).split("||")
        last = len(sets)
        found += [Open([x.strip() for x in one.split("|")], [piece]) for one in sets]
    text += line[at:]
    ends = sentences(text)
    for one in found:
        out.said.append(statement(out, text, ends, one, before))
    return text[ends[-1][0]:ends[-1][1]]


def sentences(text: str) -> list[tuple[int, int]]:
    out, start = [], 0
    for m in END.finditer(text):
        if SHORT.search(text[start:m.start()]):
            continue
        out.append((start, m.start() + len(m.group().rstrip())))
        start = m.end()
    return [*out, (start, len(text))]


def statement(out: Coverage, text: str, ends: list[tuple[int, int]], one: Open, before: str) -> Marked:
    speaker, party, act, issue, positions = one.labels
    if act not in ACTS:
        raise ValueError(f"unknown act {act!r}")
    if issue not in {id for id, _ in out.issues}:
        raise ValueError(f"unknown issue {issue!r}")
    known_parties, known = {p[0] for p in out.parties}, {q.id for q in out.questions}
    if party != "none" and party not in known_parties:
        raise ValueError(f"unknown party {party!r}")
    told = []
    for position in [] if positions == "-" else parts(positions, ";"):
        holder, sign, proposition, hand = position.split()
        if holder not in known_parties or proposition not in known:
            raise ValueError(f"unknown holder or proposition in {position!r}")
        told.append((holder, proposition, STANCE[sign], {"1": "first", "2": "second"}[hand]))
    first = next(i for i, (_, e) in enumerate(ends) if one.pieces[0][0] < e)
    start = ends[first][0]
    end = max(next(e for _, e in ends if one.pieces[-1][0] < e), one.pieces[-1][1])
    end = min(end, start + LONGEST)
    return Marked(
        sentence=text[start:end],
        before=text[ends[first - 1][0]:ends[first - 1][1]] if first else before,
        content=tuple(text[s:min(e, end)] for s, e in one.pieces if s < end),
        speaker=None if speaker == "-" else speaker,
        party=None if party == "none" else party,
        act=act, issue=issue, positions=tuple(told))
