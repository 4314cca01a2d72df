"""Invented inquiries as text and as numbers, for the program's tests.

    python -m judge.reference --words DIR --out FILE
"""
from __future__ import annotations

import argparse
import json
from pathlib import Path

from reader import words
from reader.text import Pieces, split

from .data import Dispute, Line, Party, Proposition
from .inquiry import ASKED, Names, Row, Slots, ask, marked, named, question_pieces, statement

OSTRA = Dispute(
    "ostra", (Party("ostra", "Ostra", ("Ostran", "Premier Mara Voss", "the Ostran government")),
              Party("tessel", "Tessel", ("Tesselaar", "Élise Brâncuș")), Party("league", "the League", ())),
    (), (Proposition("canal", "canal", "Ostra gives up the canal", ("hand over the canal", "Tesselaar control of the canal"),
                     ("keep the canal",)),
         Proposition("fees", "fees", "Fees rise by 3.5 %"),
         Proposition("guard", "canal", "League soldiers guard the locks", ("League troops",))), ())

LINES = [
    Line("Voss said on Monday that Ostra would never give up the canal.", ("Ostra would never give up the canal",), "",
         "Mara Voss", "ostra", "reject", ()),
    Line("“Ça ne marchera pas”, Brâncuș wrote — 3.5 % at most.", ("Ça ne marchera pas", "3.5 % at most"), "", None, None,
         "claim", ()),
    Line("She called both ideas naïve.", ("both ideas", "naïve"), "The League offered soldiers, and Tessel money.",
         "Élise Brâncuș", "tessel", "reject", ()),
    Line("nothing much", ("nothing much",), "", "envoy", None, "claim", ()),
    Line("The Ostran government and the League said " + "a very long sentence on Tesselaar fees and the canal " * 20
         + "will end one day.", ("will end one day",), "", "government", "ostra", "predict", ()),
]


def ranges(text: str, names: Names, slots: Slots, from_: int = 0) -> list[tuple[int, int, int]]:
    """Where parties are named, in bytes, with their slots."""
    w = split(text)
    out = []
    for start, end, party in zip(w.start, w.end, names.mark(w)):
        if party is not None and start >= from_ and slots.of(party):
            out.append((octets(text, start), octets(text, end), slots.of(party)))
    return out


def octets(text: str, at: int) -> int:
    return len(text[:at].encode("utf-8"))


def inquiries(v: Pieces) -> list[tuple[dict, Row, Row]]:
    """Each inquiry as the program is given it, and as the network is: with the question, and the statement alone."""
    names, out = Names(OSTRA), []
    for line in LINES:
        for q in OSTRA.propositions:
            row, slots = statement(v, names, OSTRA, line)
            party = OSTRA.party(line.party)
            head = f"{line.speaker or 'unnamed'} ({party.name if party else 'no party'}): "
            text = head + (line.before + " " if line.before else "") + line.sentence
            shift = len(text) - len(line.sentence)
            first = [(0, octets(text, len(head) - 1), 1)] if party else []
            holders = named(names, line)
            told = first + ranges(text, names, slots, len(head) - 1 if party else 0)
            ask(v, row, slots, question_pieces(v, names, q, ASKED), holders)
            phrases = [[(x, ranges(x, names, slots)) for x in some] for some in ([q.sentence], q.favour, q.against)]
            out.append(({
                "statement": (text, told),
                "said": [(octets(text, s + shift), octets(text, e + shift)) for s, e in marked(line)],
                "question": {"phrases": phrases, "holders": [slots.of(h) for h in holders]},
                "ids": row.ids, "features": row.features, "slots": row.slots, "positions": row.positions,
                "holders": row.holders, "hidden": int((~row.seen()).sum()),
            }, row, statement(v, names, OSTRA, line)[0]))
    return out


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--words", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    args = p.parse_args()
    rows = [case for case, *_ in inquiries(Pieces(words.read(args.words)[0]))]
    args.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
