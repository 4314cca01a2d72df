"""Figures on disputes that were not trained on.

    python -m judge.evaluate --model FILE --words DIR DATA...

*Stance accuracy*: over gold positions, the share whose most likely stance, none left out, is the gold one, given
holder and proposition.  *Proposition F1*: over all holders named in a line and all propositions of its dispute, the
pairs that the judge takes for a position against those that gold has.  *Act*: accuracy and macro-F1 over the 13 acts.
"""
from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import torch

from reader import words
from reader.text import Pieces

from . import data, model as models, pairs


@torch.no_grad()
def ask(net: models.Judge, examples: list[pairs.Example]) -> tuple[torch.Tensor, torch.Tensor]:
    """Probabilities of stances and acts, in the order of the examples."""
    from .train import collate

    was = net.training
    net.eval()
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].ids))
    stances, acts = torch.zeros(len(examples), len(data.STANCES)), torch.zeros(len(examples), len(data.ACTS))
    for at in range(0, len(order), 48):
        some = order[at:at + 48]
        ids, features, mask = collate([examples[i] for i in some])
        stance, act = net(ids, features, mask)
        stances[some], acts[some] = stance.float().softmax(-1), act.float().softmax(-1)
    net.train(was)
    return stances, acts


def everything(v: Pieces, d: data.Dispute):
    """Every question of a dispute: (line index, holder, proposition, gold stance, example)."""
    out = []
    for i, line in enumerate(d.lines):
        told = {(p.holder, p.proposition): p.stance for p in line.positions}
        holders = list(dict.fromkeys(pairs.named(d, line) + [h for h, _ in told]))
        for h in holders:
            for p in d.propositions:
                gold = told.get((h, p.id), "none")
                out.append((i, h, p.id, gold, pairs.question(v, d, line, h, p.id, gold)))
    return out


def figures(net: models.Judge, v: Pieces, disputes: list[data.Dispute], threshold: float = 0.5) -> str:
    right = total = 0
    found = gold_n = predicted = exact = 0
    confusion: Counter = Counter()
    acts: Counter = Counter()
    for d in disputes:
        asked = everything(v, d)
        stances, _ = ask(net, [e for *_, e in asked])
        for (_, _, _, gold, _), row in zip(asked, stances):
            best = int(row[1:].argmax()) + 1
            is_position = float(row[0]) < 1 - threshold
            gold_n += gold != "none"
            predicted += is_position
            if gold != "none":
                total += 1
                right += data.STANCES[best] == gold
                confusion[gold, data.STANCES[best]] += 1
                found += is_position
                exact += is_position and data.STANCES[best] == gold
        _, probabilities = ask(net, [pairs.act(v, d, line) for line in d.lines])
        for line, row in zip(d.lines, probabilities):
            acts[line.act, data.ACTS[int(row.argmax())]] += 1

    def f1(hit: int, of_gold: int, of_all: int) -> str:
        p, r = hit / max(1, of_all), hit / max(1, of_gold)
        return f"P {100 * p:.1f} R {100 * r:.1f} F1 {100 * 2 * p * r / max(1e-9, p + r):.1f}"

    macro = []
    for a in data.ACTS:
        hit, g, p = acts[a, a], sum(n for (x, _), n in acts.items() if x == a), sum(
            n for (_, x), n in acts.items() if x == a)
        if g:
            macro.append(2 * hit / max(1, g + p))
    hits = sum(n for (x, y), n in acts.items() if x == y)
    wrong = ", ".join(f"{g} as {p} {n}" for (g, p), n in confusion.most_common() if g != p)
    return (f"stance accuracy {100 * right / max(1, total):.1f} of {total} ({wrong}); proposition {f1(found, gold_n, predicted)}; "
            f"with stance {f1(exact, gold_n, predicted)}; act {100 * hits / max(1, sum(acts.values())):.1f} "
            f"macro {100 * sum(macro) / max(1, len(macro)):.1f}")


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--model", type=Path, required=True)
    p.add_argument("--words", type=Path, required=True)
    p.add_argument("--threshold", type=float, default=0.5)
    p.add_argument("data", type=Path, nargs="+")
    args = p.parse_args()
    v = Pieces(words.read(args.words)[0])
    net = models.load(args.model)
    for folder in args.data:
        print(f"{folder.name}: {figures(net, v, data.read_all(folder), args.threshold)}")


if __name__ == "__main__":
    main()
