"""The labelled statements: disputes, their propositions and what parties say on them.

Three formats hold them.  `*.jsonl` is one dispute a file (the first line is the header, every other line one statement;
`../README.md` tells the keys); `*.talks` is many small ones a file (see `compact.py`); `*.marks` is articles on one
dispute (see `articles.py`).
"""
from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from . import articles, compact
from .compact import ACTS, Malformed

STANCES = ["none", "support", "oppose", "conditional"]
#: Issues that many disputes share, by the ids that a codebook gives them: those of the program's general issues that
#: the articles have. What is about none of them is not learnt from.
ISSUES = ["territory", "ceasefire", "security-guarantees", "alliance-membership", "foreign-troops", "force-limits",
          "arms-supply", "leader-legitimacy", "leaders-meeting", "negotiation-format", "pressure", "sovereignty",
          "prisoners", "battlefield", "mediation", "plan", "prospects"]


@dataclass(frozen=True)
class Party:
    id: str
    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class Proposition:
    """A sentence on which a party can stand, with the other ways to say it that a codebook may hold."""

    id: str
    issue: str
    sentence: str
    favour: tuple[str, ...] = ()      # phrases for it
    against: tuple[str, ...] = ()     # phrases for its opposite
    actor: str | None = None          # the party that would do it
    verbs: tuple[str, ...] = ()       # phrases that follow "ACTOR will"
    against_verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    against_nouns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Position:
    holder: str
    proposition: str
    stance: str


@dataclass(frozen=True)
class Line:
    sentence: str
    content: tuple[str, ...]      # fragments, each a substring of the sentence
    before: str                   # the sentence before it, or ""
    speaker: str | None
    party: str | None
    act: str
    positions: tuple[Position, ...]
    issue: str | None = None      # None where nobody labelled it


@dataclass(frozen=True)
class Dispute:
    id: str
    parties: tuple[Party, ...]
    issues: tuple[tuple[str, str], ...]     # id and what it covers; empty where not described
    propositions: tuple[Proposition, ...]
    lines: tuple[Line, ...]
    articles: bool = False                  # whether the lines stand in whole articles

    def party(self, id: str | None) -> Party | None:
        return next((p for p in self.parties if p.id == id), None)


def read(path: Path) -> Dispute:
    """One dispute of a `*.jsonl`.  Raises `Malformed` at the first line that is wrong."""
    with open(path, encoding="utf-8") as f:
        rows = [(i, json.loads(x)) for i, x in enumerate(f, 1) if x.strip()]
    head = rows[0][1]
    parties = tuple(Party(p["id"], p["name"], tuple(p.get("aliases", ()))) for p in head["parties"])
    propositions = tuple(Proposition(p["id"], p["issue"], p["sentence"], tuple(p.get("for", ())),
                                     tuple(p.get("against", ()))) for p in head["propositions"])
    known_parties, known = {p.id for p in parties}, {p.id for p in propositions}
    lines = []
    for number, row in rows[1:]:
        def check(ok: bool, what: str) -> None:
            if not ok:
                raise Malformed(f"{path.name} line {number}: {what}")

        fragments = tuple(x for x in row["content"].split(" … ") if x)
        check(bool(fragments) and all(x in row["sentence"] for x in fragments), "the content is not in the sentence")
        check(row["act"] in ACTS, f"unknown act {row['act']!r}")
        check(row.get("party") is None or row["party"] in known_parties, f"unknown party {row.get('party')!r}")
        positions = []
        for holder, proposition, stance, hand in row.get("positions", ()):
            check(holder in known_parties, f"unknown holder {holder!r}")
            check(proposition in known, f"unknown proposition {proposition!r}")
            check(stance in STANCES[1:], f"unknown stance {stance!r}")
            check(hand in ("first", "second"), f"unknown hand {hand!r}")
            positions.append(Position(holder, proposition, stance))
        lines.append(Line(row["sentence"], fragments, row.get("before") or "", row.get("speaker"), row.get("party"),
                          row["act"], tuple(positions)))
    return Dispute(head["dispute"], parties, (), propositions, tuple(lines))


def proposition(q: compact.Question) -> Proposition:
    return Proposition(q.id, q.issue, q.sentence, q.verbs + q.nouns, q.against_verbs + q.against_nouns, q.actor, q.verbs,
                       q.against_verbs, q.nouns, q.against_nouns)


def of_articles(c: articles.Coverage) -> Dispute:
    """A dispute of a `*.marks` file."""
    lines = tuple(Line(s.sentence, s.content, s.before, s.speaker, s.party, s.act,
                       tuple(Position(holder, id, stance) for holder, id, stance, _ in s.positions), s.issue)
                  for s in c.said)
    return Dispute(c.id, tuple(Party(*p) for p in c.parties), tuple(c.issues), tuple(map(proposition, c.questions)), lines,
                   articles=True)


def of_talks(t: compact.Talks) -> Dispute:
    """A dispute of a `*.talks` file."""
    parties = tuple(Party(*p) for p in t.parties)
    propositions = tuple(map(proposition, t.questions))
    lines = tuple(Line(s.sentence, s.content, s.before, s.speaker, s.party, s.act,
                       tuple(Position(*p) for p in s.positions), s.issue) for s in t.said)
    return Dispute(t.id, parties, t.issues, propositions, lines)


def read_all(*folders: Path) -> list[Dispute]:
    """All disputes of folders, by file name."""
    out = []
    for folder in folders:
        for path in sorted(Path(folder).iterdir()):
            if path.suffix == ".jsonl":
                out.append(read(path))
            elif path.suffix == ".talks":
                out += [of_talks(t) for t in compact.read(path)]
            elif path.suffix == ".marks":
                out.append(of_articles(articles.read(path)))
    return out


def main() -> None:
    """Checks and counts: `python -m judge.data FOLDER…`."""
    import sys
    from collections import Counter

    disputes = read_all(*map(Path, sys.argv[1:]))
    lines = [line for d in disputes for line in d.lines]
    print(f"{len(disputes)} disputes, {sum(len(d.propositions) for d in disputes)} propositions, {len(lines)} statements, "
          f"{sum(not x.positions for x in lines)} silent")
    print(dict(Counter(p.stance for x in lines for p in x.positions)))
    print(f"{sum(p.holder != x.party for x in lines for p in x.positions)} positions second hand")
    print(dict(Counter(x.act for x in lines)))
    print(f"{len(lines) - len({(x.sentence, x.content) for x in lines})} written twice")


if __name__ == "__main__":
    main()
