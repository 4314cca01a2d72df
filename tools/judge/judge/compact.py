"""Many small disputes in one text file: `*.talks`, lighter to write and to review than JSON Lines.

    # dispute ID | TITLE
    P ID | NAME | ALIAS; ALIAS …
    I ID | WHAT THE ISSUE COVERS
    Q ID | ISSUE | ACTOR or - | SENTENCE | VERB PHRASE / … | NOUN PHRASE / … | OPPOSITE VERB PHRASE / … | OPPOSITE NOUN PHRASE / …
    S ISSUE | ACT | PARTY or - | SPEAKER or - | POSITIONS | TEXT

Positions are `holder +proposition` (supports), `-proposition` (opposes) or `?proposition` (conditionally), any number behind a
holder, holders separated by `; `, or `-` for none.  In the text the content stands between `[[` and `]]`; a sentence before it, to which
it points back, stands first between `{{` and `}}`.  A position is first hand where the holder is the statement's party.

Standard library only: `python compact.py FILE …` checks files and counts.
"""
from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

ACTS = ["demand", "offer", "accept", "reject", "concede", "condition", "threaten", "accuse", "deny", "claim",
        "predict", "announce", "question"]
STANCE = {"+": "support", "-": "oppose", "?": "conditional"}


class Malformed(ValueError):
    """A line that does not hold together; the message names file and line."""


@dataclass(frozen=True)
class Question:
    id: str
    issue: str
    actor: str | None
    sentence: str
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    against_verbs: tuple[str, ...]
    against_nouns: tuple[str, ...]


@dataclass(frozen=True)
class Said:
    issue: str
    act: str
    party: str | None
    speaker: str | None
    positions: tuple[tuple[str, str, str], ...]    # holder, proposition, stance
    before: str
    sentence: str
    content: tuple[str, ...]


@dataclass(frozen=True)
class Talks:
    id: str
    title: str
    parties: tuple[tuple[str, str, tuple[str, ...]], ...]
    issues: tuple[tuple[str, str], ...]
    questions: tuple[Question, ...]
    said: tuple[Said, ...]


def parts(text: str, separator: str) -> tuple[str, ...]:
    return tuple(x.strip() for x in text.split(separator) if x.strip())


def read(path: Path, collect: list[str] | None = None) -> list[Talks]:
    """The disputes of a file.  Raises `Malformed` at the first line that is wrong, or collects what is wrong."""
    out: list[dict] = []
    for number, raw in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        line = raw.strip()
        if not line:
            continue
        try:
            one(line, out)
        except Malformed as e:
            message = f"{path.name} line {number}: {e}"
            if collect is None:
                raise Malformed(message) from None
            collect.append(message)
    return [Talks(d["id"], d["title"], tuple(d["P"]), tuple(d["I"]), tuple(d["Q"]), tuple(d["S"])) for d in out]


def one(line: str, out: list[dict]) -> None:
    if line.startswith("# dispute "):
        id, title = need(line[len("# dispute "):], 2)
        out.append({"id": id, "title": title, "P": [], "I": [], "Q": [], "S": []})
        return
    if not out:
        raise Malformed("a line before the first `# dispute`")
    d = out[-1]
    kind, _, rest = line.partition(" ")
    if kind == "P":
        id, name, aliases = need(rest, 3)
        d["P"].append((id, name, parts(aliases, ";")))
    elif kind == "I":
        d["I"].append(tuple(need(rest, 2)))
    elif kind == "Q":
        id, issue, actor, sentence, *forms = need(rest, 8)
        known(issue, d["I"], "issue")
        if actor != "-":
            known(actor, d["P"], "party")
        d["Q"].append(Question(id, issue, None if actor == "-" else actor, sentence, *(parts(f, " / ") for f in forms)))
    elif kind == "S":
        d["S"].append(said(rest, d))
    else:
        raise Malformed(f"starts with {kind!r}; wanted `# dispute`, P, I, Q or S")


def said(rest: str, d: dict) -> Said:
    issue, act, party, speaker, positions, text = need(rest, 6)
    known(issue, d["I"], "issue")
    if act not in ACTS:
        raise Malformed(f"unknown act {act!r}")
    if party != "-":
        known(party, d["P"], "party")
    stands = []
    for p in () if positions == "-" else parts(positions, ";"):
        holder, *signed = p.split()
        if not signed or not all(re.fullmatch(r"[+?-]\S+", x) for x in signed):
            raise Malformed(f"position {p!r} is not like `holder +proposition -proposition`")
        known(holder, d["P"], "party")
        for sign, id in ((x[0], x[1:]) for x in signed):
            if id not in [q.id for q in d["Q"]]:
                raise Malformed(f"unknown proposition {id!r}")
            stands.append((holder, id, STANCE[sign]))
    before = ""
    m = re.match(r"\{\{(.*?)\}\}\s*", text)
    if m:
        before, text = m.group(1).strip(), text[m.end():]
    content = tuple(x.strip() for x in re.findall(r"\[\[(.*?)\]\]", text))
    if not content or not all(content):
        raise Malformed("nothing stands between [[ and ]]")
    sentence = re.sub(r"\s*\]\]", "", re.sub(r"\[\[\s*", "", text)).strip()
    if "[" in sentence or "{" in sentence or "|" in sentence:
        raise Malformed("a bracket too many")
    if not all(x in sentence for x in content):
        raise Malformed("a content is not in the sentence")
    return Said(issue, act, None if party == "-" else party, None if speaker == "-" else speaker, tuple(stands), before,
                sentence, content)


def need(text: str, count: int) -> list[str]:
    fields = [x.strip() for x in text.split("|")]
    if len(fields) != count:
        raise Malformed(f"{len(fields)} fields, {count} wanted")
    return fields


def known(id: str, among: list, what: str) -> None:
    if id not in [x[0] for x in among]:
        raise Malformed(f"unknown {what} {id!r}")


def main() -> None:
    from collections import Counter

    wrong: list[str] = []
    for name in sys.argv[1:]:
        for d in read(Path(name), wrong):
            stances = Counter(p[2] for s in d.said for p in s.positions)
            print(f"{d.id}: {len(d.questions)} propositions, {len(d.said)} statements, "
                  f"{sum(not s.positions for s in d.said)} silent, {dict(stances)}")
        acts = Counter(s.act for d in read(Path(name), []) for s in d.said)
        print(f"{name}: {sum(acts.values())} statements, acts {dict(acts)}")
    print("\n".join(wrong[:40]) if wrong else "no errors")


if __name__ == "__main__":
    main()
