"""The labelled sentences: disputes, their propositions and what parties say on them.

A file is one dispute, JSON Lines.  The first line is the header (parties, propositions), every other line one
statement; `../README.md` tells the keys.
"""
from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

ACTS = ["demand", "offer", "accept", "reject", "concede", "condition", "threaten", "accuse", "deny", "claim",
        "predict", "announce", "question"]
STANCES = ["none", "support", "oppose", "conditional"]


@dataclass(frozen=True)
class Party:
    id: str
    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class Proposition:
    id: str
    issue: str
    sentence: str


@dataclass(frozen=True)
class Position:
    holder: str
    proposition: str
    stance: str
    hand: str


@dataclass(frozen=True)
class Line:
    sentence: str
    content: tuple[str, ...]      # fragments, each a substring of the sentence
    before: str                   # the sentence before it, or ""
    speaker: str | None
    party: str | None
    act: str
    positions: tuple[Position, ...]


@dataclass(frozen=True)
class Dispute:
    id: str
    parties: tuple[Party, ...]
    propositions: tuple[Proposition, ...]
    lines: tuple[Line, ...]

    def party(self, id: str | None) -> Party | None:
        return next((p for p in self.parties if p.id == id), None)

    def proposition(self, id: str) -> Proposition:
        return next(p for p in self.propositions if p.id == id)


class Malformed(ValueError):
    """A line that does not hold together; the message names file and line."""


def read(path: Path) -> Dispute:
    """One dispute.  Raises `Malformed` at the first line that is wrong."""
    with open(path, encoding="utf-8") as f:
        rows = [(i, json.loads(x)) for i, x in enumerate(f, 1) if x.strip()]
    head = rows[0][1]
    parties = tuple(Party(p["id"], p["name"], tuple(p.get("aliases", ()))) for p in head["parties"])
    propositions = tuple(Proposition(p["id"], p["issue"], p["sentence"]) for p in head["propositions"])
    known_parties, known = {p.id for p in parties}, {p.id for p in propositions}
    lines = []
    for number, row in rows[1:]:
        def check(ok: bool, what: str) -> None:
            if not ok:
                raise Malformed(f"{path.name} line {number}: {what}")

        positions = tuple(Position(*p) for p in row.get("positions", ()))
        fragments = tuple(x for x in row["content"].split(" … ") if x)
        check(bool(fragments) and all(x in row["sentence"] for x in fragments), "the content is not in the sentence")
        check(row["act"] in ACTS, f"unknown act {row['act']!r}")
        check(row.get("party") is None or row["party"] in known_parties, f"unknown party {row.get('party')!r}")
        for p in positions:
            check(p.holder in known_parties, f"unknown holder {p.holder!r}")
            check(p.proposition in known, f"unknown proposition {p.proposition!r}")
            check(p.stance in STANCES[1:], f"unknown stance {p.stance!r}")
            check(p.hand in ("first", "second"), f"unknown hand {p.hand!r}")
        lines.append(Line(row["sentence"], fragments, row.get("before") or "", row.get("speaker"), row.get("party"),
                          row["act"], positions))
    return Dispute(head["dispute"], parties, propositions, tuple(lines))


def read_all(folder: Path) -> list[Dispute]:
    """All disputes of a folder, by file name."""
    return [read(p) for p in sorted(Path(folder).glob("*.jsonl"))]


def main() -> None:
    """Checks and counts: `python -m judge.data FOLDER`."""
    import sys
    from collections import Counter

    for d in read_all(Path(sys.argv[1])):
        stances = Counter(p.stance for x in d.lines for p in x.positions)
        silent = sum(not x.positions for x in d.lines)
        second = sum(p.hand == "second" for x in d.lines for p in x.positions)
        same = len(d.lines) - len({(x.sentence, x.content) for x in d.lines})
        print(f"{d.id}: {len(d.lines)} lines, {silent} silent, {dict(stances)}, {second} second hand, {same} twice")
        print("   ", dict(Counter(x.act for x in d.lines)))


if __name__ == "__main__":
    main()
