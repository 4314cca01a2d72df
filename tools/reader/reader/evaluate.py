"""All figures of the model card.

    python -m reader.evaluate --model FILE_OR_FOLDER [--decoding FILE --words DIR]
        [--polnear DIR --scorer FILE] [--gum DIR] [--split dev] [--pred FILE] [--stress]

The model is a checkpoint (with `--decoding` and `--words`) or an exported folder.
"""
from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from . import augment, calibrate, coref, data, decode, labels, predict, scoring
from .data import Item


def attributions(args, run, par, v) -> None:
    split = args.polnear / args.split
    items = data.polnear(split, silver=False)
    judge = scoring.Judge(args.scorer, split)
    began = time.time()
    outs = predict.outputs(items, v, run, par.overlap)
    found = [decode.attributions(o, par) for o in outs]
    seconds = time.time() - began
    lines = [predict.record(x.name, x.words, f) for x, f in zip(items, found)]
    if args.pred:
        args.pred.write_text("".join(json.dumps(x) + "\n" for x in lines))
    print(judge.table(judge.score(lines, 500)))
    n = sum(len(x.words) for x in items)
    print(f"{n} words in {seconds:.1f} s, {n / seconds:.0f} words a second with decoding in Python")
    score = np.array([a.score for f in found for a in f])
    right = np.array([h for x in lines for h in judge.hits(x)], dtype=float)
    if par.calibration is not None:
        ece, rows = calibrate.reliability(score, right)
        print(f"calibration: ECE {ece:.4f}, Brier {np.mean((score - right) ** 2):.4f}")
        for row in rows:
            print("  %.1f to %.1f  %5d  score %.3f  right %.3f" % row)
        top = np.argsort(-score)[:1000]
        print(f"precision of the 1,000 with the highest score: {right[top].mean():.3f}")
    with_types = np.array([labels.CUE_TYPES.index(a.cue_type) for f in found for a in f])
    for k, name in enumerate(labels.CUE_TYPES):
        if (with_types == k).any():
            print(f"cue type {name}: {int((with_types == k).sum())} predicted, {right[with_types == k].mean():.3f} right")
    if args.stress:
        stress(items, judge, run, par, v)


def stress(items: list[Item], judge, run, par, v) -> None:
    """The same gold on changed texts; offsets are still those of the original words."""
    rng = random.Random(5)

    def style(left: str, right: str):
        def change(item: Item) -> Item:
            class Fixed(random.Random):
                def choices(self, *a, **k):
                    return [(left, right)]
            return augment.requote(item, Fixed())
        return change

    def headline(item: Item) -> Item:
        return item

    changes = {
        "all capitals": lambda x: augment.recase(x, "upper"),
        "lower case": lambda x: augment.recase(x, "lower"),
        "one line": augment.unline,
        "straight quotation marks": style('"', '"'),
        "two single marks ''": style("''", "''"),
        "single curly marks": style("‘", "’"),
        "guillemets": style("«", "»"),
        "closing marks lost": lambda x: augment.unclose(x, rng),
    }
    for name, change in changes.items():
        lines = []
        for item in items:
            changed = change(replace(item, chunks=None, versions=[]))
            found = decode.attributions(decode.read_outputs(changed.words, v, run, par.overlap), par)
            lines.append(predict.record(item.name, changed.words, found))
        r = judge.score(lines)["attributions"]
        print(f"{name}: lenient {100 * r['lenient']['all']['f1']:.1f} strict {100 * r['strict']['all']['f1']:.1f} "
              f"direct {100 * r['lenient']['direct']['f1']:.1f} indirect {100 * r['lenient']['indirect']['f1']:.1f}",
              flush=True)


def f1(hit: int, gold: int, found: int) -> str:
    p, r = hit / max(found, 1), hit / max(gold, 1)
    return f"P {100 * p:.1f} R {100 * r:.1f} F1 {100 * 2 * p * r / max(p + r, 1e-9):.1f} ({hit}, {gold}, {found})"


def name_words(item: Item, m: data.Mention) -> set[int]:
    """The words of a mention's bare name: which of them is its head is a convention (UD takes the first)."""
    kind = 1 + 2 * labels.NAMES.index(labels.HEAD_TYPES[(m.tag - 1) // 3])
    first, last = m.head, m.head + 1
    if item.names[m.head] in (kind, kind + 1):
        while item.names[first] != kind and first > m.first:
            first -= 1
        while last < m.last and item.names[last] == kind + 1:
            last += 1
    return set(range(first, last))


def mentions(args, run, par, v) -> None:
    items = data.gum(args.gum / args.split)
    outs = predict.outputs(items, v, run, par.overlap)
    found = [decode.mentions(o, par) for o in outs]
    types = {}
    for level, name in enumerate(labels.HEAD_LEVELS):
        for kind, what in enumerate(labels.HEAD_TYPES):
            for exact in ("span", "head"):
                hit = gold_n = found_n = 0
                for x, f in zip(items, found):
                    key = (lambda m: (m.first, m.last)) if exact == "span" else (lambda m: m.head)
                    g = {key(m) for m in x.mentions if m.tag == 1 + 3 * kind + level}
                    q = {key(m) for m in f if m.tag == 1 + 3 * kind + level}
                    hit, gold_n, found_n = hit + len(g & q), gold_n + len(g), found_n + len(q)
                types[name, what, exact] = (hit, gold_n, found_n)
    for name in labels.HEAD_LEVELS:
        for exact in ("span", "head"):
            rows = [types[name, what, exact] for what in labels.HEAD_TYPES]
            print(f"GUM {args.split} mentions, {name}, right type and {exact}: {f1(*map(sum, zip(*rows)))}  | "
                  + " | ".join(f"{w} {f1(*r)}" for w, r in zip(labels.HEAD_TYPES, rows)))
    rows = []
    for kind, what in enumerate(labels.HEAD_TYPES):
        hit = gold_n = found_n = 0
        for x, f in zip(items, found):
            g = [name_words(x, m) for m in x.mentions if m.tag == 1 + 3 * kind]
            q = {m.head for m in f if m.tag == 1 + 3 * kind}
            hit += sum(bool(own & q) for own in g)
            gold_n, found_n = gold_n + len(g), found_n + len(q)
        rows.append((hit, gold_n, found_n))
    print(f"GUM {args.split} named mentions, right type, head is a word of the name: {f1(*map(sum, zip(*rows)))}  | "
          + " | ".join(f"{w} {f1(*r)}" for w, r in zip(labels.HEAD_TYPES, rows)))
    hit = [[0, 0, 0] for _ in labels.NAMES]
    for x, o in zip(items, outs):
        g = {(s.role, s.first, s.last) for s in decode.spans_of(np.array([max(t, 0) for t in x.names]))}
        q = {(s.role, s.first, s.last) for s in decode.names(o)}
        for k in range(3):
            a, b = {z for z in g if z[0] == k}, {z for z in q if z[0] == k}
            for i, n in enumerate((len(a & b), len(a), len(b))):
                hit[k][i] += n
    print(f"GUM {args.split} flat names (without title and modifiers), exact: {f1(*map(sum, zip(*hit[:3])))} | "
          + " | ".join(f"{n} {f1(*h)}" for n, h in zip(labels.NAMES[:3], hit)))
    chains(items, outs, found, par)


def chains(items, outs, found, par) -> None:
    gold = []
    for x in items:
        by: dict[int, set] = {}
        for m in x.mentions:
            by.setdefault(m.entity, set()).add((m.first, m.last))
        gold.append([frozenset(c) for c in by.values()])

    def clusters(links: str, own_mentions: bool) -> list:
        out = []
        for x, o, f in zip(items, outs, found):
            ms = f if own_mentions else [decode.Mention(m.head, m.first, m.last, m.tag, 1.0) for m in x.mentions]
            if links == "model":
                ante = [j for j, _ in decode.antecedents(o, ms, par)]
            else:
                ante = coref.baseline([coref.view(x.words, m.head, m.first, m.last, m.tag) for m in ms])
            out.append([frozenset((ms[k].first, ms[k].last) for k in c) for c in coref.chains(len(ms), ante)])
        return out

    for own, what in ((True, "own mentions"), (False, "gold mentions")):
        for links in ("baseline", "model"):
            r = coref.conll(gold, clusters(links, own))
            print(f"coreference, {what}, {links}: CoNLL F1 {100 * r['conll'][2]:.1f}  "
                  + "  ".join(f"{k} {100 * p:.1f}/{100 * q:.1f}/{100 * f:.1f}" for k, (p, q, f) in r.items() if k != "conll"))


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--model", type=Path, required=True)
    p.add_argument("--decoding", type=Path)
    p.add_argument("--words", type=Path)
    p.add_argument("--polnear", type=Path)
    p.add_argument("--scorer", type=Path)
    p.add_argument("--gum", type=Path)
    p.add_argument("--split", default="dev")
    p.add_argument("--pred", type=Path)
    p.add_argument("--stress", action="store_true")
    args = p.parse_args()
    run, par, v = predict.load(args.model, args.decoding, args.words)
    if args.polnear:
        attributions(args, run, par, v)
    if args.gum:
        mentions(args, run, par, v)


if __name__ == "__main__":
    main()
