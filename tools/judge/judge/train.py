"""Training: `python -m judge.train --data DIR --test DIR --base DIR --words DIR --out DIR`.

The encoder starts as all-MiniLM-L6-v2, its word embeddings stay as they are (the reader and the judge share them).
One dispute of the training folder may be held out for choices; the test disputes are only for the final figure.
"""
from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import torch
import torch.nn.functional as F

from reader import words
from reader.text import Pieces

from . import data, model as models, pairs
from .evaluate import figures

BATCH_PIECES = 2600


def batches(examples: list[pairs.Example], rng: random.Random) -> list[list[pairs.Example]]:
    """Batches of about `BATCH_PIECES`, of like lengths, in random order."""
    order = sorted(examples, key=lambda e: len(e.ids) + rng.random() * 12)
    out, now = [], []
    for e in order:
        if now and (len(now) + 1) * len(e.ids) > BATCH_PIECES:
            out.append(now)
            now = []
        now.append(e)
    out.append(now)
    rng.shuffle(out)
    return out


def collate(batch: list[pairs.Example]):
    n = max(len(e.ids) for e in batch)
    ids = torch.zeros(len(batch), n, dtype=torch.long)
    features = torch.full((len(batch), n), pairs.SPECIAL, dtype=torch.long)
    mask = torch.zeros(len(batch), n, dtype=torch.bool)
    for i, e in enumerate(batch):
        ids[i, :len(e.ids)] = torch.tensor(e.ids)
        features[i, :len(e.ids)] = torch.tensor(e.features)
        mask[i, :len(e.ids)] = True
    return ids, features, mask


def loss_of(net: models.Judge, batch: list[pairs.Example]) -> torch.Tensor:
    ids, features, mask = collate(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        stance, act = net(ids, features, mask)
    stance, act = stance.float(), act.float()
    weight = torch.tensor([e.weight for e in batch])
    wanted = torch.tensor([e.stance for e in batch])
    acted = torch.tensor([e.act for e in batch])
    total = torch.zeros(())
    if (wanted >= 0).any():
        each = F.cross_entropy(stance, wanted.clamp(min=0), reduction="none", label_smoothing=0.03)
        total = total + (each * weight * (wanted >= 0)).sum()
    if (acted >= 0).any():
        each = F.cross_entropy(act, acted.clamp(min=0), reduction="none", label_smoothing=0.03)
        total = total + 0.7 * (each * (acted >= 0)).sum()
    return total / len(batch)


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--data", type=Path, required=True)
    p.add_argument("--test", type=Path)
    p.add_argument("--base", type=Path, required=True, help="folder of the packaged all-MiniLM-L6-v2")
    p.add_argument("--words", type=Path, required=True, help="folder of the shared word vectors")
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--hold-out", default="", help="the id of a training dispute that is not trained on")
    p.add_argument("--epochs", type=int, default=5)
    p.add_argument("--layers", type=int, default=6)
    p.add_argument("--rate", type=float, default=1e-4)
    p.add_argument("--heads-rate", type=float, default=1e-3)
    p.add_argument("--silent", type=int, default=2, help="pairs a line on which it is silent")
    p.add_argument("--both-ways", action="store_true", help="each position also of the proposition's opposite")
    p.add_argument("--acts", type=float, default=1.0, help="the share of lines whose act is asked, an epoch")
    p.add_argument("--init", type=Path, help="a checkpoint to go on from")
    p.add_argument("--steps", type=int, default=0, help="the schedule's length, instead of epochs")
    p.add_argument("--seed", type=int, default=1)
    args = p.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    vocabulary, vectors = words.read(args.words)
    v = Pieces(vocabulary)
    disputes = data.read_all(args.data)
    held = [d for d in disputes if d.id == args.hold_out]
    disputes = [d for d in disputes if d.id != args.hold_out]
    net = models.load(args.init).train() if args.init else models.from_base(args.base, vectors, args.layers)
    mixture = pairs.Mixture(args.silent, args.both_ways, args.acts)
    net.encoder.words.weight.requires_grad_(False)
    heads = [*net.stance.parameters(), *net.act.parameters(), net.encoder.features.weight]
    mine = {id(x) for x in heads}
    rest = [x for x in net.parameters() if x.requires_grad and id(x) not in mine]
    optimiser = torch.optim.AdamW([{"params": rest, "lr": args.rate}, {"params": heads, "lr": args.heads_rate}],
                                  weight_decay=0.01)
    peaks = [args.rate, args.heads_rate]
    average = {k: x.detach().clone() for k, x in net.state_dict().items()}

    def epoch_batches():
        examples = [e for d in disputes for line in d.lines for e in pairs.training(v, d, line, rng, mixture)]
        return batches(examples, rng)

    first = epoch_batches()
    total = args.steps or len(first) * args.epochs
    epochs = -(-total // len(first))
    step, began = 0, time.time()
    print(f"{sum(len(d.lines) for d in disputes)} lines of {len(disputes)} disputes, about {total} steps", flush=True)
    for epoch in range(epochs):
        net.train()
        for batch in first if epoch == 0 else epoch_batches():
            if step == total:
                break
            share = min(1.0, step / (0.06 * total)) * max(0.02, 1 - step / total)
            for group, peak in zip(optimiser.param_groups, peaks):
                group["lr"] = peak * share
            loss = loss_of(net, batch)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            step += 1
            decay = min(0.995, step / (step + 20))
            with torch.no_grad():
                for k, x in net.state_dict().items():
                    average[k].lerp_(x, 1 - decay)
            if step % 50 == 0:
                print(f"step {step} of {total} {(time.time() - began) / step:.2f} s/step loss {loss.item():.3f}", flush=True)
        now = {k: x.clone() for k, x in net.state_dict().items()}
        net.load_state_dict(average)
        models.save(net, args.out / "latest.pt")
        for name, some in (("held out", held), ("test", data.read_all(args.test) if args.test else [])):
            if some and (name == "held out" or epoch == epochs - 1):
                print(f"epoch {epoch + 1}, {name}: {figures(net, v, some)}", flush=True)
        net.load_state_dict(now)
    net.load_state_dict(average)
    models.save(net, args.out / "final.pt")


if __name__ == "__main__":
    main()
