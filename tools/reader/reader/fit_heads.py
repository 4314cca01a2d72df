"""Fits the heads and tables for mentions and coreference on GUM, with the encoder as it is.

    python -m reader.fit_heads --model CHECKPOINT --words DIR --gum DIR --out CHECKPOINT

GUM is small beside PolNeAR, so that in the joint training these numbers do not come far. Here the encoder's
outputs for some variants of each document are computed once, and the linear heads for them are trained on.
"""
from __future__ import annotations

import argparse
import copy
import random
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from . import augment, coref, data, model as models, words
from .data import IGNORE
from .features import quotation
from .text import Pieces
from .train import Batch, Sample, _heads, bound_losses, collate, coref_scores, word_targets
from .windows import code, training_windows

OWN = ("heads", "bounds_query", "bounds_key", "coref_query", "coref_key", "coref_new")


class Document:
    """Batch and hidden states of one variant, and what coreference needs."""

    def __init__(self, batch: Batch, hidden: Tensor):
        self.batch, self.hidden = batch, hidden
        self.heads = word_targets(batch, _heads)
        found = []
        for b, s in enumerate(batch.samples):
            for m in s.item.mentions or ():
                if s.window.first <= m.head < s.window.last:
                    found.append((data.order(m), b, m.head - s.window.first, m))
        found.sort(key=lambda x: x[0])
        self.rows = torch.tensor([x[1] for x in found], dtype=torch.long)
        self.words = torch.tensor([x[2] for x in found], dtype=torch.long)
        item = batch.samples[0].item
        self.views = [coref.view(item.words, m.head, m.first, m.last, m.tag) for *_, m in found]
        n = len(found)
        entity = torch.tensor([m.entity for *_, m in found])
        reach = torch.ones(n, n, dtype=torch.bool).tril(-1).triu(-coref.LOOK_BACK)
        self.good = torch.zeros(n, n + 1, dtype=torch.bool)
        if n:
            self.good[:, :n] = (entity[:, None] == entity[None, :]) & reach
            self.good[:, n] = ~self.good[:, :n].any(1)
        self.indices = coref.all_indices(self.views)


@torch.no_grad()
def documents(net: models.Reader, items: list[data.Item], v: Pieces, variants: int, seed: int) -> list[list[Document]]:
    """For each item its variants; the first is the text as it is."""
    out = []
    rng = random.Random(seed)
    for item in items:
        own = []
        for k in range(variants):
            made = augment.augment(item, None, rng) if k else item
            c, quoted = code(made.words, v), quotation(made.words)
            samples = [Sample(made, c, w, quoted) for w in training_windows(c, rng.randint(20, 250) if k else 0)]
            batch = collate(samples, v)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                x = net.encoder(batch.ids, batch.features, batch.mask)
            rows = torch.arange(len(samples))[:, None]
            own.append(Document(batch, x[rows, batch.at].float()))
        out.append(own)
    return out


def loss_of(net: models.Reader, d: Document, dropout: float) -> dict[str, Tensor]:
    x = F.dropout(d.hidden, dropout, dropout > 0)
    out = dict(zip(net.widths, net.head(x).split(list(net.widths.values()), -1)))
    result = {"heads": F.cross_entropy(out["heads"].flatten(0, 1), d.heads.flatten(), ignore_index=IGNORE)}
    bounds = bound_losses(net, d.batch, out)
    if bounds is not None:
        result["bounds"] = bounds
    if len(d.views) > 1:
        pick = lambda name: out[name][d.rows, d.words]
        scores = coref_scores(net, pick("coref_query"), pick("coref_key"), pick("coref_new")[:, 0], d.views, d.indices)
        result["coref"] = (scores.logsumexp(1) - scores.masked_fill(~d.good, -1e9).logsumexp(1)).mean()
    return result


def fit(net: models.Reader, train: list[list[Document]], passes: int, seed: int) -> models.Reader:
    net = copy.deepcopy(net)
    rng = random.Random(seed)
    torch.manual_seed(seed)
    mask = torch.zeros(net.head.weight.shape[0], 1)
    at = 0
    for name, width in net.widths.items():
        mask[at:at + width] = float(name in OWN)
        at += width
    start = net.head.weight.detach().clone()
    tables = [t for k, t in net.tables.items() if k.startswith("coref")]
    for p in net.parameters():
        p.requires_grad = False
    for p in [net.head.weight, net.head.bias, *tables]:
        p.requires_grad = True
    optimiser = torch.optim.Adam([{"params": [net.head.weight, net.head.bias], "lr": 1e-3, "base": 1e-3},
                                  {"params": tables, "lr": 3e-2, "base": 3e-2}])
    total, step = passes * len(train), 0
    for number in range(1, passes + 1):
        sums: dict[str, float] = {}
        for own in rng.sample(train, len(train)):
            for g in optimiser.param_groups:
                g["lr"] = g["base"] * max(1 - step / total, 0.02)
            parts = loss_of(net, rng.choice(own), 0.15)
            for k, x in parts.items():
                sums[k] = sums.get(k, 0.0) + float(x.detach())
            loss = sum(parts.values())
            # Keep near the joint solution: GUM is small.
            loss = loss + 0.02 * (net.head.weight - start).square().sum() + 0.002 * sum(t.square().sum() for t in tables)
            optimiser.zero_grad()
            loss.backward()
            net.head.weight.grad *= mask
            net.head.bias.grad *= mask[:, 0]
            optimiser.step()
            step += 1
        print(f"pass {number}: " + " ".join(f"{k} {x / len(train):.4f}" for k, x in sums.items()), flush=True)
    for q in net.parameters():
        q.requires_grad = True
    return net


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--model", type=Path, required=True)
    p.add_argument("--words", type=Path, required=True)
    p.add_argument("--gum", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--variants", type=int, default=2)
    p.add_argument("--passes", type=int, default=8)
    p.add_argument("--seed", type=int, default=3)
    args = p.parse_args()
    pieces, vectors = words.read(args.words)
    net, v = models.with_words(models.load(args.model), vectors), Pieces(pieces)
    items = data.gum(args.gum / "train")
    random.Random(args.seed).shuffle(items)
    made = documents(net, items, v, args.variants, args.seed)
    models.save(fit(net, made, args.passes, args.seed), args.out)


if __name__ == "__main__":
    main()
