"""Drills: statements made by pattern from the phrases of a dispute's propositions.

The patterns practise what turns a stance round (refusal, negation, ruling out, opposite words, conditions, second hand);
the phrases are those that the disputes' authors wrote.  They stand beside the written statements, never in their place.

In a pattern `{S}` is a speaker, `{P}` its party, `{A}` the party that would act, `{vp}` a verb phrase, `{np}` a noun phrase,
`{if}` a condition.  Its letters say where the speaker's party and the actor stand: `+ - ? .` (support, oppose,
conditional, silent) or `x` where it is left open.
"""
from __future__ import annotations

import random
import re

from reader.text import Pieces

from .data import Dispute, Line, Position, Proposition
from .inquiry import Names
from .lessons import Lesson, Mixture, of_statement

#: The speaker's party would act itself: (stance, act, pattern).
OWN = """
+ announce {S} said [[{P} would {vp}]].
+ announce {S} told reporters that [[{P} had decided to {vp}]].
+ offer {S} said [[{P} was ready to {vp}]].
+ offer [[{P} can {vp}]], {S} offered.
+ accept {S} said [[{P} had agreed to {vp}]].
+ accept {S} bowed to the pressure and agreed to [[{vp}]].
+ announce {S} promised to [[{vp}]].
+ announce {S} pledged that [[{P} would {vp}]] come what may.
+ claim {S} made no secret of wanting to [[{vp}]].
+ claim {S} insisted on its right to [[{vp}]].
+ deny {S} denied that [[{P} had refused to {vp}]].
+ claim “[[Of course we will {vp}]],” {S} said.
+ claim “[[Nothing will stop us: we will {vp}]],” said {S}.
+ concede {S} said [[{P} no longer refused to {vp}]].
- reject {S} refused to [[{vp}]].
- reject {S} ruled out [[{np}]].
- reject {S} said [[{P} would never {vp}]].
- reject {S} said [[{P} had no intention to {vp}]].
- reject “[[We will not {vp}]],” {S} said.
- reject “[[Why on earth should we {vp}?]]” {S} asked.
- reject {S} rejected [[the demand to {vp}]].
- reject {S} said [[nobody could force {P} to {vp}]].
- reject {S} vowed not to [[{vp}]].
- claim {S} said [[there was no reason to {vp}]].
- deny {S} denied that [[{P} had agreed to {vp}]].
- deny {S} dismissed reports that [[{P} was about to {vp}]].
- reject {S} declined [[the invitation to {vp}]].
- claim {S} said [[{P} was neither willing nor able to {vp}]].
- reject {S} called [[{np}]] out of the question.
? condition {S} said [[{P} would {vp} only if {if}]].
? condition {S} said [[{P} would not {vp} unless {if}]].
? condition {S} was ready to [[{vp}]], [[provided that {if}]].
? condition “[[If {if}, we will {vp}]],” {S} said.
? condition {S} agreed to [[{vp}]] on one condition: [[{if}]].
? condition [[{P} will {vp} as soon as {if}]], {S} said.
? condition {S} said [[{P} could {vp}, but not before {if}]].
? claim {S} did not rule out [[{np}]].
? claim {S} said [[{P} was open to {np}]].
? claim {S} said [[{P} might {vp}]].
? claim {S} would not exclude that [[{P} would {vp}]].
? claim {S} was considering whether to [[{vp}]].
. question {S} would not say whether [[{P} would {vp}]].
. claim {S} said [[talks about {np} had lasted all night]].
. claim {S} was asked about [[{np}]] and changed the subject.
. claim {S} said [[the question of {np} would be dealt with by experts]].
. announce {S} said [[{P} would comment on {np} next week]].
. claim {S} recalled that [[{np} had been discussed for years]].
"""

#: Another party would act: (speaker's party, actor, act, pattern).
OTHER = """
+ . demand {S} demanded that [[{A} {vp}]].
+ . demand {S} urged {A} to [[{vp}]].
+ . demand {S} called on {A} to [[{vp}]].
+ . demand {S} wants {A} to [[{vp}]].
+ . demand {S} insists on [[{np}]].
+ . demand “[[{A} must {vp}]],” {S} said.
+ . demand {S} said [[{A} should {vp} without delay]].
+ . demand {S} renewed its call for [[{np}]].
+ . demand There is no way around [[{np}]], {S} insisted.
+ . claim {S} said [[it was high time for {A} to {vp}]].
+ . accept {S} welcomed [[{np}]].
+ . accept {S} hailed [[the plan for {A} to {vp}]].
+ . claim {S} said [[{np} would be good for everyone]].
+ . claim {S} said [[nothing would help more than {np}]].
+ . claim {S} cannot imagine a deal without [[{np}]].
+ . claim {S} is in favour of [[{np}]].
+ . claim {S} regrets that [[{A} still does not {vp}]].
+ x threaten {S} warned of consequences if [[{A} did not {vp}]].
+ - accuse {S} blamed {A} for [[refusing to {vp}]].
- . demand {S} demanded that [[{A} not {vp}]].
- . demand {S} warned {A} not to [[{vp}]].
- . demand {S} called on {A} not to [[{vp}]].
- . demand “[[{A} must not {vp}]],” {S} said.
- . reject {S} rejected [[{np}]].
- . reject {S} ruled out [[{np}]].
- . reject {S} would not hear of [[{np}]].
- . reject {S} said no to [[{np}]].
- . reject {S} will not accept [[{np}]].
- . reject {S} called [[{np}]] unacceptable.
- . reject {S} turned down [[a proposal under which {A} would {vp}]].
- . claim {S} said [[{np} would be a disaster]].
- . claim {S} is against [[{np}]].
- . claim {S} said [[nobody needed {np}]].
- . claim {S} saw no sense in [[{np}]].
- x threaten {S} threatened to walk out if [[{A} should {vp}]].
- + accuse {S} accused {A} of [[wanting to {vp}]].
? . condition {S} would accept [[{np}]] only if [[{if}]].
? . condition {S} said [[{A} could {vp}, provided that {if}]].
? . condition {S} can live with [[{np} as long as {if}]].
? . condition {S} said yes to [[{np}]], but [[not unless {if}]].
? . claim {S} did not reject [[{np}]] out of hand.
? . claim {S} is open to [[{np}]].
? . claim {S} stopped short of opposing [[{np}]].
. + claim {S} said [[{A} had agreed to {vp}]].
. + claim According to {S}, [[{A} is ready to {vp}]].
. + claim {S} claimed that [[{A} had promised to {vp}]].
. + claim {S} said [[{A} wanted to {vp}]].
. + predict {S} was sure that [[{A} had made up its mind to {vp}]].
. - claim {S} said [[{A} had refused to {vp}]].
. - claim {S} said [[{A} would never {vp}]].
. - claim According to {S}, [[{A} has no intention to {vp}]].
. - claim {S} reported that [[{A} was against {np}]].
. ? claim {S} said [[{A} would {vp} if {if}]].
. ? claim According to {S}, [[{A} might {vp} once {if}]].
. ? claim {S} said [[{A} had not ruled out {np}]].
. . question {S} asked whether [[{A} would {vp}]].
. . question {S} doubted that [[{A} would {vp}]].
. . question {S} wondered [[when {A} would {vp}]].
. . predict {S} expects that [[{A} will {vp} sooner or later]].
. . claim {S} said [[{np} had been on the agenda]].
. . claim {S} said [[it was for {A} to decide on {np}]].
. . claim {S} said [[opinions on {np} differed]].
. . claim {S} had no comment on [[{np}]].
. . announce {S} said [[a paper on {np} would be published in May]].
"""

CONDITIONS = """the price was right; parliament agreed; the other side did the same; its own people were safe; the money
was there; there were guarantees; it was put in writing; a vote was held first; everyone else signed; the threats
stopped; the date was moved; the text stayed as it was; the law allowed it; nobody lost a job; the costs were shared"""

STANCE = {"+": "support", "-": "oppose", "?": "conditional"}
TURNED = {"+": "-", "-": "+", ".": ".", "?": "x", "x": "x"}


def patterns(text: str, letters: int) -> list[tuple[list[str], str, str]]:
    out = []
    for line in text.strip().split("\n"):
        *stands, rest = line.split(" ", letters)
        act, pattern = rest.split(" ", 1)
        out.append((stands, act, pattern))
    return out


OWN_PATTERNS, OTHER_PATTERNS = patterns(OWN, 1), patterns(OTHER, 2)
CONDITION_LIST = [" ".join(x.split()) for x in CONDITIONS.split(";")]


def one(d: Dispute, q: Proposition, rng: random.Random) -> tuple[Line, set[tuple[str, str]]] | None:
    """A statement on a proposition, and which pairs of holder and proposition it leaves open."""
    actor = d.party(q.actor)
    own = rng.random() < 0.45
    speaker = actor if own else rng.choice([p for p in d.parties if p.id != q.actor] + [None])
    *_, (stands, act, pattern) = [rng.choice(OWN_PATTERNS if own else OTHER_PATTERNS)]
    opposite = rng.random() < 0.35
    verbs, nouns = (q.against_verbs, q.against_nouns) if opposite else (q.verbs, q.nouns)
    if "{vp}" in pattern and not verbs or "{np}" in pattern and not nouns:
        return None
    if opposite:
        stands = [TURNED[s] for s in stands]
    open_pairs: set[tuple[str, str]] = set()
    condition = rng.choice(CONDITION_LIST)
    others = [p for p in d.propositions if p.id != q.id and p.actor and p.verbs]
    if "{if}" in pattern and others and rng.random() < 0.5:
        # Who asks for another's deed in return may well want it: that is left open.
        other = rng.choice(others)
        condition = f"{d.party(other.actor).name} agreed to {rng.choice(other.verbs)}"
        open_pairs |= {(p.id, other.id) for p in d.parties}
    names = [a for a in speaker.aliases if " " in a and a.split()[-1][:1].isupper()] if speaker else []
    who = rng.choice(names + [speaker.name]) if speaker else rng.choice(["An analyst", "A diplomat", "An observer"])
    short = {"S": who, "P": rng.choice(["it", speaker.name]) if own else "", "A": actor.name,
             "vp": rng.choice(verbs) if verbs else "", "np": rng.choice(nouns) if nouns else "", "if": condition}
    text = re.sub(r"\{(\w+)\}", lambda m: short[m.group(1)], pattern)
    text = text[0].upper() + text[1:] if not text.startswith("[[") else "[[" + text[2].upper() + text[3:]
    content = tuple(x.strip() for x in re.findall(r"\[\[(.*?)\]\]", text))
    holders = [speaker.id if speaker else None] if own else [speaker.id if speaker else None, actor.id]
    positions = []
    for holder, stand in zip(holders, stands):
        if holder is None:
            continue
        if stand in STANCE:
            positions.append(Position(holder, q.id, STANCE[stand]))
        elif stand == "x":
            open_pairs.add((holder, q.id))
    # A phrase may tell a second proposition of the same issue, too: only the drilled one is sure.
    open_pairs |= {(p.id, x.id) for p in d.parties for x in d.propositions if x.issue == q.issue and x.id != q.id}
    line = Line(text.replace("[[", "").replace("]]", ""), content, "", who, speaker.id if speaker else None, act,
                tuple(positions), q.issue)
    return line, open_pairs


def drill(v: Pieces, names: dict[str, Names], disputes: list[Dispute], rng: random.Random, mixture: Mixture,
          count: int) -> list[Lesson]:
    """So many drilled lessons, spread over the propositions that have phrases and an actor."""
    pool = [(d, q) for d in disputes for q in d.propositions if q.actor and q.verbs]
    out: list[Lesson] = []
    while pool and len(out) < count:
        d, q = rng.choice(pool)
        made = one(d, q, rng)
        if made is not None:
            out += of_statement(v, names[d.id], d, made[0], rng, mixture, made[1])
    return out
