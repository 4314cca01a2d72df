"""Figures on disputes that were not trained on.

    python -m judge.evaluate --model FILE --words DIR DATA...

*Stance accuracy*: over gold positions, the share whose most likely stance, none left out, is the gold one, given
holder and proposition.  *Proposition F1*: over all holders named in a line and all propositions of its dispute, the
pairs that the judge takes for a position against those that gold has.  *Act*: accuracy and macro-F1 over the 13 acts.
*Issue*: accuracy where issues are described, by the nearest description; and of those that many disputes share, by their own output.
"""
from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import torch
import torch.nn.functional as F

from reader import words
from reader.text import Pieces

from . import data, model as models
from .inquiry import Names, Row, alone, ask, named, question_pieces, statement

@torch.no_grad()
def run(net: models.Judge, rows: list[Row]):
    """Stance odds of each row's holders, act odds, issue odds, topics; in the order of the rows."""
    from .train import collate

    net.eval()
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    stances, acts, issues, topics = ([None] * len(rows) for _ in range(4))
    for at in range(0, len(order), 24):
        some = order[at:at + 24]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            s, a, u, t = net(*collate([rows[i] for i in some]))
        s, a, u, t = s.float().softmax(-1), a.float().softmax(-1), u.float().softmax(-1), F.normalize(t.float(), dim=-1)
        for k, i in enumerate(some):
            stances[i], acts[i], issues[i], topics[i] = s[k][rows[i].holders], a[k], u[k], t[k]
    return stances, acts, issues, topics


def figures(net: models.Judge, v: Pieces, disputes: list[data.Dispute], phrases: bool = True) -> str:
    right = total = issue_right = issues = shared_right = shared = 0
    confusion, acts, odds = Counter(), Counter(), []
    for d in disputes:
        names = Names(d)
        rows, keys = [], []
        for line in d.lines:
            told = {(p.holder, p.proposition): p.stance for p in line.positions}
            holders = list(dict.fromkeys(named(names, line) + [h for h, _ in told]))
            rows.append(statement(v, names, d, line)[0])
            keys.append((line, True, []))
            for q in d.propositions:
                row, slots = statement(v, names, d, line)
                if not phrases:
                    q = data.Proposition(q.id, q.issue, q.sentence)
                ask(v, row, slots, question_pieces(v, names, q), holders)
                rows.append(row)
                keys.append((line, False, [told.get((h, q.id), "none") for h in holders]))
        stances, act, common, topics = run(net, rows)
        texts = torch.stack(run(net, [alone(v, f"{id.replace('-', ' ')}: {c}") for id, c in d.issues])[3]) if d.issues else None
        for (line, first, key), got, a, u, topic in zip(keys, stances, act, common, topics):
            for gold, row in zip(key, got):
                odds.append((gold, row))
                if gold != "none":
                    best = data.STANCES[int(row[1:].argmax()) + 1]
                    total += 1
                    right += best == gold
                    confusion[gold, best] += 1
            if first:
                acts[line.act, data.ACTS[int(a.argmax())]] += 1
                if line.issue in data.ISSUES:
                    shared += 1
                    shared_right += data.ISSUES[int(u.argmax())] == line.issue
                if line.issue and texts is not None:
                    issues += 1
                    issue_right += d.issues[int((texts @ topic).argmax())][0] == line.issue
    gold_n = sum(g != "none" for g, _ in odds)

    def f1(hit: int, of_gold: int, of_all: int) -> tuple[float, str]:
        p, r = hit / max(1, of_all), hit / max(1, of_gold)
        f = 200 * p * r / max(1e-9, p + r)
        return f, f"P {100 * p:.1f} R {100 * r:.1f} F1 {f:.1f}"

    def at(threshold: float):
        said = [(g, r) for g, r in odds if float(r[0]) < 1 - threshold]
        hit = sum(g != "none" for g, _ in said)
        exact = sum(g == data.STANCES[int(r[1:].argmax()) + 1] for g, r in said)
        return *f1(hit, gold_n, len(said)), f1(exact, gold_n, len(said))[1]

    best = max((at(t / 20) + (t / 20,) for t in range(4, 20)), key=lambda x: x[0])
    half = at(0.5)
    f1s = []
    for a in data.ACTS:
        tp = acts[a, a]
        n_gold = sum(n for (g, _), n in acts.items() if g == a)
        n_all = sum(n for (_, p), n in acts.items() if p == a)
        if n_gold:
            f1s.append(2 * tp / max(1, n_gold + n_all))
    wrong = ", ".join(f"{g} as {b} {n}" for (g, b), n in confusion.most_common() if g != b)
    return (f"stance accuracy {100 * right / max(1, total):.1f} of {total} ({wrong}); proposition at 0.5 {half[1]}, with stance "
            f"{half[2]}; best at {best[3]:.2f} {best[1]}, with stance {best[2]}; act "
            f"{100 * sum(n for (g, p), n in acts.items() if g == p) / max(1, sum(acts.values())):.1f} macro "
            f"{100 * sum(f1s) / max(1, len(f1s)):.1f}" + (f"; issue {100 * issue_right / issues:.1f} of {issues}" if issues else "")
            + (f", shared issues {100 * shared_right / shared:.1f} of {shared}" if shared else ""))


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--model", type=Path, required=True)
    p.add_argument("--words", type=Path, required=True)
    p.add_argument("--no-phrases", action="store_true", help="propositions without the phrases for and against them")
    p.add_argument("data", type=Path, nargs="+")
    args = p.parse_args()
    v = Pieces(words.read(args.words)[0])
    net = models.load(args.model)
    print(figures(net, v, data.read_all(*args.data), not args.no_phrases))


if __name__ == "__main__":
    main()
