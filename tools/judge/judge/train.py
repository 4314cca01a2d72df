"""Training: `python -m judge.train --data DIR… --base DIR --words DIR --out DIR`.

The encoder starts as all-MiniLM-L6-v2, its word embeddings stay as they are (the reader and the judge share them).
Disputes may be held out for choices; the test disputes are only for the final figures.
"""
from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from reader import words
from reader.text import Pieces

from . import data, lessons, model as models
from .drill import drill
from .evaluate import figures
from .inquiry import Names, Row

BATCH_PIECES = 3000
#: What act and issue weigh in the loss, beside the stances.
KINDS = 0.6
#: By which the likeness of two topics is multiplied.
SHARPNESS = 20.0


def collate(rows: list[Row]):
    """Padded numbers; what is padded is seen by nothing."""
    b, n = len(rows), max(map(len, rows))
    out = np.zeros((4, b, n), np.int64)
    out[1] = 2                                             # SPECIAL
    seen = np.zeros((b, n, n), bool)
    for i, row in enumerate(rows):
        m = len(row)
        out[:, i, :m] = row.ids, row.features, row.slots, row.positions
        seen[i, :m, :m] = row.seen()
        seen[i, m:, 0] = True
    sight = torch.zeros(b, n, n, dtype=torch.bfloat16).masked_fill_(~torch.from_numpy(seen), -1e4)
    return *torch.from_numpy(out), sight


def batches(some: list[lessons.Lesson], rng: random.Random) -> list[list[lessons.Lesson]]:
    """Batches of about `BATCH_PIECES`, of like lengths, in random order."""
    order = sorted(some, key=lambda e: len(e.row) + rng.random() * 24)
    out, now = [], []
    for e in order:
        if now and (len(now) + 1) * len(e.row) > BATCH_PIECES:
            out.append(now)
            now = []
        now.append(e)
    out.append(now)
    rng.shuffle(out)
    return out


def loss_of(net: models.Judge, batch: list[lessons.Lesson], silence: float) -> torch.Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        stances, acts, issues, _ = net(*collate([x.row for x in batch]))
    total = torch.zeros(())
    at = [(i, h) for i, x in enumerate(batch) for h in x.row.holders]
    if at:
        wanted = torch.tensor([s for x in batch for s in x.stances])
        got = stances.float()[[i for i, _ in at], [h for _, h in at]]
        weight = torch.tensor([silence, 1.0, 1.0, 1.0])
        total = total + F.cross_entropy(got, wanted, weight=weight, ignore_index=lessons.OPEN, label_smoothing=0.02)
        # Which stance, where there is one: silence is not to hide it.
        some = wanted > 0
        if some.any():
            total = total + 0.5 * F.cross_entropy(got[some][:, 1:], wanted[some] - 1, label_smoothing=0.02)
    for got, wanted in ((acts, [x.act for x in batch]), (issues, [x.issue for x in batch])):
        wanted = torch.tensor(wanted)
        if (wanted >= 0).any():
            total = total + KINDS * F.cross_entropy(got.float(), wanted, ignore_index=lessons.OPEN, label_smoothing=0.03)
    return total


def topic_loss(net: models.Judge, t: lessons.Topics) -> torch.Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        mine = F.normalize(net(*collate(t.statements))[3].float(), dim=-1)
        texts = F.normalize(net(*collate(t.texts))[3].float(), dim=-1)
    alike = SHARPNESS * mine @ texts.T
    total, count = torch.zeros(()), 0
    for row, choices in zip(alike, t.choices):
        for among, right in choices:
            total = total + row[among].logsumexp(0) - row[right].logsumexp(0)
            count += 1
    return total / max(1, count)


def read(folders: list[Path], hold_out: list[str]):
    """The disputes to be practised, those held out, and the names of all."""
    every = data.read_all(*folders)
    held = [d for d in every if d.id in hold_out]
    return [d for d in every if d.id not in hold_out], held, {d.id: Names(d) for d in every}


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--data", type=Path, nargs="+", required=True)
    p.add_argument("--base", type=Path, help="folder of the packaged all-MiniLM-L6-v2")
    p.add_argument("--words", type=Path, required=True, help="folder of the shared word vectors")
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--init", type=Path, help="a checkpoint to go on from")
    p.add_argument("--hold-out", nargs="*", default=[], help="ids of disputes that are not trained on")
    p.add_argument("--steps", type=int, required=True)
    p.add_argument("--minutes", type=float, default=0, help="the schedule by time instead of steps, for a shared machine")
    p.add_argument("--rate", type=float, default=1e-4)
    p.add_argument("--heads-rate", type=float, default=1e-3)
    p.add_argument("--warm", type=float, default=0.05)
    p.add_argument("--drill", type=float, default=0.0, help="share of lessons that are drills, made by patterns")
    p.add_argument("--older", type=float, default=1.0,
                   help="share of the disputes of single sentences, drawn anew for every epoch, that is practised")
    p.add_argument("--topics", type=int, default=5, help="every so many steps one about topics; 0: never")
    p.add_argument("--silence", type=float, default=0.6, help="weight of silence in the loss")
    p.add_argument("--freeze", type=int, default=0,
                   help="lower layers, with all that stands below them, that stay as they are: a later training then changes few weights")
    p.add_argument("--every", type=int, default=400, help="steps between checkpoints with figures")
    p.add_argument("--seed", type=int, default=1)
    args = p.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    vocabulary, vectors = words.read(args.words)
    v = Pieces(vocabulary)
    disputes, held, names = read(args.data, args.hold_out)
    net = models.load(args.init).train() if args.init else models.from_base(args.base, vectors)
    net.train()
    net.encoder.words.weight.requires_grad_(False)
    heads = [*net.stance.parameters(), *net.act.parameters(), *net.issue.parameters()]
    if args.freeze:
        for part in (net.slots, net.encoder.positions, net.encoder.features, net.encoder.norm, *net.encoder.layers[:args.freeze]):
            part.requires_grad_(False)
    else:
        heads += [net.encoder.features.weight, net.slots.weight]
    mine = {id(x) for x in heads}
    rest = [x for x in net.parameters() if x.requires_grad and id(x) not in mine]
    optimiser = torch.optim.AdamW([{"params": rest, "lr": args.rate}, {"params": heads, "lr": args.heads_rate}],
                                  weight_decay=0.01)
    peaks = [args.rate, args.heads_rate]
    average = {k: x.detach().clone() for k, x in net.state_dict().items()}
    changing = {k for k, x in net.named_parameters() if x.requires_grad}
    mixture = lessons.Mixture()
    print(f"{sum(len(d.lines) for d in disputes)} lines of {len(disputes)} disputes, held out {len(held)}", flush=True)

    def epoch():
        now = [d for d in disputes if d.articles or rng.random() < args.older]
        some = [one for d in now for line in d.lines
                for one in lessons.of_statement(v, names[d.id], d, line, rng, mixture)]
        if args.drill:
            some += drill(v, names, now, rng, mixture, round(len(some) * args.drill / (1 - args.drill)))
        return batches(some, rng)

    step, began, recent, queue = 0, time.time(), [], []
    while True:
        spent = (time.time() - began) / 60
        done = spent / args.minutes if args.minutes else step / args.steps
        if done >= 1:
            break
        share = min(1.0, done / args.warm) * max(0.01, 1 - done)
        for group, peak in zip(optimiser.param_groups, peaks):
            group["lr"] = peak * share
        t = None
        if args.topics and step % args.topics == args.topics - 1:
            d = rng.choice(disputes)
            t = lessons.topics(v, names[d.id], d, rng)
        if t is not None:
            loss = 0.5 * topic_loss(net, t)
        else:
            if not queue:
                queue = epoch()
                print(f"epoch of {len(queue)} batches begins", flush=True)
            loss = loss_of(net, queue.pop(), args.silence)
            recent.append(loss.item())
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        step += 1
        decay = min(0.997, step / (step + 20))
        with torch.no_grad():
            for k, x in net.state_dict().items():
                if k in changing:
                    average[k].lerp_(x, 1 - decay)
        if step % 50 == 0:
            print(f"step {step} {spent:.1f} min {60 * spent / step:.2f} s/step loss {np.mean(recent[-50:]):.3f}", flush=True)
        if step % args.every == 0:
            checkpoint(net, average, args.out, v, names, held)
    checkpoint(net, average, args.out, v, names, held)


def checkpoint(net, average, out: Path, v: Pieces, names: dict, held: list) -> None:
    """Writes the averaged network, and says how it does on what is held out."""
    now = {k: x.clone() for k, x in net.state_dict().items()}
    net.load_state_dict(average)
    models.save(net, out / "latest.pt")
    if held:
        print(figures(net, v, held), flush=True)
    net.load_state_dict(now)
    net.train()


if __name__ == "__main__":
    main()
