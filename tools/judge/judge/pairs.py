"""What the judge is asked: a statement, a holder and a proposition; or a statement alone, for its act.

Text A is `SPEAKER (PARTY): [sentence before] sentence`, the content between `[[ ` and ` ]]`; text B is
`HOLDER: proposition`.  The network sees the marks as a feature of the pieces between them.  The program builds the
same texts (`crates/reading/src/judge.rs`) and encodes them in the same way (`crates/inference/src/judge.rs`).
"""
from __future__ import annotations

import random
import re
from dataclasses import dataclass

from reader.text import Pieces, split

from .data import ACTS, STANCES, Dispute, Line, Party

#: Feature of a piece: told around, said (content), asked (text B), special.
AROUND, SAID, ASKED, SPECIAL = 0, 1, 2, 3
FEATURES = 4
LONGEST_A, LONGEST_B = 160, 56
UNNAMED, NO_PARTY = "unnamed", "no party"
MARKED = re.compile(r"\[\[ (.*?) \]\]", re.S)


@dataclass
class Example:
    ids: list[int]
    features: list[int]
    stance: int            # index into STANCES, -1 where only the act is asked
    act: int               # index into ACTS, -1 where only the stance is asked
    weight: float = 1.0


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


def text_a(line: Line, party: Party | None) -> str:
    """Text A, the content between `[[ ` and ` ]]`."""
    out, at = [], 0
    for start, end in sorted(marked(line)):
        if start < at:
            continue
        out += [line.sentence[at:start], "[[ ", line.sentence[start:end], " ]]"]
        at = end
    out.append(line.sentence[at:])
    before = line.before + " " if line.before else ""
    return f"{line.speaker or UNNAMED} ({party.name if party else NO_PARTY}): {before}{''.join(out)}"


def unmarked(a: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its marks, and the ranges that stood between them."""
    out, said, at, length = [], [], 0, 0
    for m in MARKED.finditer(a):
        out += [a[at:m.start()], m.group(1)]
        length += m.start() - at
        said.append((length, length + len(m.group(1))))
        length += len(m.group(1))
        at = m.end()
    out.append(a[at:])
    return "".join(out), said


def encode(v: Pieces, a: str, b: str | None) -> tuple[list[int], list[int]]:
    """Piece ids and features of one question.  A long text A loses its end first, then what is before the content."""
    a, said = unmarked(a)
    words = split(a)
    ids, features = [], []
    for word, start, end in zip(words.text, words.start, words.end):
        f = SAID if any(start < e and s < end for s, e in said) else AROUND
        for piece in v.of(word):
            ids.append(piece)
            features.append(f)
    if len(ids) > LONGEST_A:
        # The window that holds the content's beginning with a little before it.
        first = next((i for i, f in enumerate(features) if f == SAID), 0)
        at = max(0, min(first - LONGEST_A // 4, len(ids) - LONGEST_A))
        ids, features = ids[at:at + LONGEST_A], features[at:at + LONGEST_A]
    ids, features = [v.cls] + ids + [v.sep], [SPECIAL] + features + [SPECIAL]
    if b is not None:
        asked = [piece for word in split(b).text for piece in v.of(word)][:LONGEST_B]
        ids += asked + [v.sep]
        features += [ASKED] * len(asked) + [SPECIAL]
    return ids, features


MODAL = re.compile(r"\b(may|must|will|should|can|would|is|are|has|have|was|were)\b(?! not)")


def negated(sentence: str) -> str | None:
    """The proposition's opposite, where its first modal or auxiliary tells how to make it."""
    if re.search(r"\b(no|not|never|without|neither|nor)\b", sentence, re.I):
        return None
    m = MODAL.search(sentence)
    return sentence[:m.end()] + " not" + sentence[m.end():] if m else None


FLIPPED = {"none": "none", "support": "oppose", "oppose": "support", "conditional": "conditional"}


def question(v: Pieces, d: Dispute, line: Line, holder: str, proposition: str, stance: str,
             flip: bool = False, weight: float = 1.0) -> Example:
    sentence = d.proposition(proposition).sentence
    if flip:
        other = negated(sentence)
        if other is not None:
            sentence, stance = other, FLIPPED[stance]
    who = d.party(holder).name if holder else NO_PARTY
    ids, features = encode(v, text_a(line, d.party(line.party)), f"{who}: {sentence}")
    return Example(ids, features, STANCES.index(stance), -1, weight)


def act(v: Pieces, d: Dispute, line: Line) -> Example:
    ids, features = encode(v, text_a(line, d.party(line.party)), None)
    return Example(ids, features, -1, ACTS.index(line.act))


def named(d: Dispute, line: Line) -> list[str]:
    """Parties that may hold a position by this line: the speaker's, and those named in its sentence."""
    text = f"{line.before} {line.sentence}"
    out = [line.party] if line.party else []
    for p in d.parties:
        if p.id not in out and any(re.search(rf"\b{re.escape(x)}", text) for x in (p.name, *p.aliases) if x):
            out.append(p.id)
    return out


def words_of(text: str) -> set[str]:
    return {w.lower()[:6] for w in re.findall(r"[A-Za-z]{4,}", text)}


def near(d: Dispute, line: Line) -> list[str]:
    """Propositions by nearness to the line: shared words first, then the issues of its positions."""
    own = words_of(" ".join(line.content) + " " + line.sentence)
    issues = {d.proposition(p.proposition).issue for p in line.positions}
    scored = [(-len(own & words_of(p.sentence)) - (1 if p.issue in issues else 0), i, p.id)
              for i, p in enumerate(d.propositions)]
    return [id for _, _, id in sorted(scored)]


@dataclass(frozen=True)
class Mixture:
    """How many questions of which sort a line gives in an epoch."""

    silent: int = 2            # pairs on which the line is silent
    both_ways: bool = False    # ask each position of the proposition and of its opposite
    acts: float = 1.0          # the share of lines whose act is asked


def training(v: Pieces, d: Dispute, line: Line, rng: random.Random, mixture: Mixture) -> list[Example]:
    """All positions of the line, some of what it is silent on, and its act."""
    out = []
    told = {(p.holder, p.proposition): p.stance for p in line.positions}
    for (holder, proposition), stance in told.items():
        if mixture.both_ways:
            out.append(question(v, d, line, holder, proposition, stance))
            if negated(d.proposition(proposition).sentence) is not None:
                out.append(question(v, d, line, holder, proposition, stance, flip=True))
        else:
            out.append(question(v, d, line, holder, proposition, stance, flip=rng.random() < 0.3))
    holders = named(d, line) or [rng.choice(d.parties).id]
    order = near(d, line)
    pool = [(h, p) for p in order[:4] for h in holders if (h, p) not in told]
    rest = [(rng.choice(holders), p) for p in order[4:]]
    rest = [x for x in rest if x not in told]
    silent = mixture.silent - (1 if mixture.both_ways and told else 0)
    chosen = rng.sample(pool, min(len(pool), silent))
    if rest and rng.random() < (0.2 if mixture.both_ways else 0.5):
        chosen.append(rng.choice(rest))
    # The same proposition, another holder: who holds it is half of the question.
    others = [(p.id, x.proposition) for x in line.positions for p in d.parties if (p.id, x.proposition) not in told]
    if others and rng.random() < 0.6:
        chosen.append(rng.choice(others))
    for holder, proposition in dict.fromkeys(chosen):
        out.append(question(v, d, line, holder, proposition, "none", flip=rng.random() < 0.2))
    if rng.random() < mixture.acts:
        out.append(act(v, d, line))
    return out


#: Invented questions for the reference: text A, text B or none.
QUESTIONS = [
    ("Mara Voss (Ostra): Voss said on Monday that [[ Ostra would never give up the canal ]].", "Ostra: Ostra gives up the canal"),
    ("Mara Voss (Ostra): Voss said on Monday that [[ Ostra would never give up the canal ]].", None),
    ("envoy (no party): The envoy said [[ Ostra was ready to open the canal ]] if, [[ and only if, the tolls went ]].",
     "Ostra: The canal is opened to all ships"),
    ("unnamed (no party): [[ “Ça ne marchera pas” ]], a delegate wrote — 3.5 % at most.", "Tessel: Fees rise by 3.5 %"),
    ("unnamed (no party): nothing is marked here", "Tessel: Fees rise"),
    ("X (Y): " + "a very long sentence about the fees and the canal " * 40 + "[[ will end one day ]].", "Y: It ends"),
]


def main() -> None:
    """What questions become: `python -m judge.pairs --words DIR --out FILE`, for the program's tests."""
    import argparse
    import json
    from pathlib import Path

    from reader import words

    p = argparse.ArgumentParser()
    p.add_argument("--words", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    args = p.parse_args()
    v = Pieces(words.read(args.words)[0])
    rows = []
    for a, b in QUESTIONS:
        ids, features = encode(v, a, b)
        rows.append({"a": a, "b": b, "ids": ids, "features": features})
    args.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
