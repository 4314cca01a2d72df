"""The `fast` reader: some layers of `full`, thinned out, and trained to do as it does.

    python -m reader.distill --teacher CHECKPOINT --base DIR --polnear DIR --gum DIR --out DIR [--epochs N] [--minutes M]

The student keeps the residual stream (384) and with it the embeddings and heads of the teacher. Of its
layers every second stays; in each stay the attention heads and inner neurons that write most to
the residual stream on train.  It learns from gold and from the teacher: its role, name and mention
distributions, and its last hidden state.
"""
from __future__ import annotations

import argparse
import math
import random
import time
from collections import deque
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from . import augment, data, model as models, words
from .text import Pieces
from .train import (WEIGHTS, Average, Batch, Sample, batches, collate, gum_batches, heads_losses, parameter_groups,
                    polnear_samples, report, words_of)

SOFT = {"roles": 0.7, "names": 0.25, "heads": 0.3, "cue_type": 0.05}
HIDDEN = 1.0


@torch.no_grad()
def importance(teacher: models.Reader, samples: list[list[Sample]], v: Pieces) -> list[tuple[Tensor, Tensor]]:
    """For each layer, how much each attention head and inner neuron writes to the residual stream."""
    layers = teacher.encoder.layers
    c = teacher.config
    sums = [(torch.zeros(c.heads), torch.zeros(c.inner)) for _ in layers]

    def attention_hook(k: int):
        def hook(module, inputs):
            x = inputs[0].flatten(0, -2).float().view(-1, c.heads, c.head_width)
            weight = module.weight.float().view(c.width, c.heads, c.head_width)
            for h in range(c.heads):
                sums[k][0][h] += (x[:, h] @ weight[:, h].T).norm(dim=-1).sum()
        return hook

    def inner_hook(k: int):
        def hook(module, inputs):
            x = inputs[0].flatten(0, -2).float().abs().sum(0)
            sums[k][1].add_(x * module.weight.float().norm(dim=0))
        return hook

    handles = []
    for k, layer in enumerate(layers):
        handles.append(layer.out.register_forward_pre_hook(attention_hook(k)))
        handles.append(layer.down.register_forward_pre_hook(inner_hook(k)))
    for group in samples:
        b = collate(group, v)
        teacher(b.ids, b.features, b.mask)
    for h in handles:
        h.remove()
    return sums


def thin(teacher: models.Reader, layers: list[int], heads: int, inner: int,
         scores: list[tuple[Tensor, Tensor]]) -> models.Reader:
    c = teacher.config
    student = models.Reader(models.Config(**{**c.as_dict(), "layers": len(layers), "heads": heads, "inner": inner}))
    old, new = teacher.state_dict(), student.state_dict()
    for name in new:
        if "encoder.layers." not in name:
            new[name] = old[name]
    for k, source in enumerate(layers):
        a, b = f"encoder.layers.{source}.", f"encoder.layers.{k}."
        keep = scores[source][0].topk(heads).indices.sort().values
        rows = (keep[:, None] * c.head_width + torch.arange(c.head_width)).flatten()
        qkv = torch.cat([rows + part * c.heads * c.head_width for part in range(3)])
        units = scores[source][1].topk(inner).indices.sort().values
        new[b + "qkv.weight"], new[b + "qkv.bias"] = old[a + "qkv.weight"][qkv], old[a + "qkv.bias"][qkv]
        new[b + "out.weight"], new[b + "out.bias"] = old[a + "out.weight"][:, rows], old[a + "out.bias"]
        new[b + "up.weight"], new[b + "up.bias"] = old[a + "up.weight"][units], old[a + "up.bias"][units]
        new[b + "down.weight"], new[b + "down.bias"] = old[a + "down.weight"][:, units], old[a + "down.bias"]
        for norm in ("norm1", "norm2"):
            for kind in ("weight", "bias"):
                new[f"{b}{norm}.{kind}"] = old[f"{a}{norm}.{kind}"]
    student.load_state_dict(new)
    return student


def soft_losses(student: dict[str, Tensor], teacher: dict[str, Tensor], batch: Batch, temperature: float) -> Tensor:
    known = batch.known
    total = HIDDEN * F.mse_loss(student["hidden"][known], teacher["hidden"][known])
    for k, weight in SOFT.items():
        a, b = student[k][known] / temperature, teacher[k][known] / temperature
        total = total + weight * temperature ** 2 * F.kl_div(
            a.log_softmax(-1), b.log_softmax(-1), log_target=True, reduction="batchmean")
    return total


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--teacher", type=Path, required=True)
    p.add_argument("--words", type=Path, required=True)
    p.add_argument("--polnear", type=Path, required=True)
    p.add_argument("--gum", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--student", type=Path, help="a student to go on from, instead of a thinned teacher")
    p.add_argument("--gum-passes", type=int, default=1)
    p.add_argument("--layers", default="0,2,4")
    p.add_argument("--heads", type=int, default=6)
    p.add_argument("--inner", type=int, default=512)
    p.add_argument("--epochs", type=float, default=8)
    p.add_argument("--minutes", type=float, default=math.inf)
    p.add_argument("--steps-total", type=int, default=0, help="the schedule's length, instead of epochs and minutes")
    p.add_argument("--rate", type=float, default=4e-4)
    p.add_argument("--heads-rate", type=float, default=6e-4)
    p.add_argument("--gold", type=float, default=0.5, help="weight of gold beside the teacher")
    p.add_argument("--temperature", type=float, default=1.5)
    p.add_argument("--average", type=float, default=0.995)
    p.add_argument("--dropout", type=float, default=0.05)
    p.add_argument("--seed", type=int, default=2)
    p.add_argument("--steps", type=int, default=0)
    args = p.parse_args()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    pieces, vectors = words.read(args.words)
    v = Pieces(pieces)
    train, held = data.hold_out(data.polnear(args.polnear / "train"))
    documents = data.gum(args.gum / "train")
    bank = augment.bank(train)
    teacher = models.with_words(models.load(args.teacher), vectors)
    if args.student:
        student = models.with_words(models.load(args.student), vectors)
    else:
        scores = importance(teacher, batches(polnear_samples(train[:40], bank, v, random.Random(0), plain=True),
                                             random.Random(0))[:20], v)
        student = thin(teacher, [int(x) for x in args.layers.split(",")], args.heads, args.inner, scores)
    student.config.dropout = args.dropout
    for layer in student.encoder.layers:
        layer.p = args.dropout
    student.encoder.p = args.dropout
    student.encoder.words.weight.requires_grad = False
    student.train()
    optimiser = torch.optim.AdamW(parameter_groups(student, args.rate, args.heads_rate), fused=True, betas=(0.9, 0.98))
    average = Average(student, args.average)
    held_batches = batches(polnear_samples(held[:20], bank, v, random.Random(0), plain=True), random.Random(0))
    queue: deque[list[list[Sample]]] = deque()
    step, epoch, began, per_epoch = 0, 0, time.time(), 0
    sums = [0.0, 0.0]
    while True:
        if not queue:
            if epoch:
                models.save(average.model(student), args.out / f"epoch{epoch}.pt")
                report(average.model(student), held_batches, v, epoch)
            epoch += 1
            made = [[b] for b in batches(polnear_samples(train, bank, v, rng, plain=False), rng)]
            for _ in range(args.gum_passes):
                for extra in gum_batches(documents, v, rng):
                    rng.choice(made).append(extra)
            per_epoch = per_epoch or len(made)
            queue.extend(made)
        total = args.steps_total or per_epoch * args.epochs
        progress = max(step / total, (time.time() - began) / 60 / args.minutes)
        if progress >= 1 or (args.steps and step >= args.steps):
            break
        for g in optimiser.param_groups:
            g["lr"] = g["base"] * min(step / 100, 1.0) * max(1 - progress, 0.0)
        optimiser.zero_grad()
        for samples in queue.popleft():
            batch = collate(samples, v)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                out = student(batch.ids, batch.features, batch.mask)
                with torch.no_grad():
                    wanted = words_of(teacher(batch.ids, batch.features, batch.mask), batch)
            own = words_of(out, batch)
            hard = sum(WEIGHTS[k] * x for k, x in heads_losses(student, batch, own).items())
            soft = soft_losses(own, wanted, batch, args.temperature)
            (args.gold * hard + soft).backward()
            sums = [sums[0] + float(hard.detach()), sums[1] + float(soft.detach())]
        torch.nn.utils.clip_grad_norm_([p for g in optimiser.param_groups for p in g["params"]], 1.0)
        optimiser.step()
        average.update(student)
        step += 1
        if step % 100 == 0:
            models.save(average.model(student), args.out / "latest.pt", steps=step)
        if step % 50 == 0:
            print(f"step {step} of {int(per_epoch * args.epochs)} epoch {step / per_epoch:.2f} progress {progress:.3f} "
                  f"{(time.time() - began) / step:.3f} s/step | gold {sums[0] / 50:.3f} teacher {sums[1] / 50:.3f}", flush=True)
            sums = [0.0, 0.0]
    final = average.model(student)
    models.save(final, args.out / "final.pt", steps=step, per_epoch=per_epoch)
    report(final, held_batches, v, epoch)
    print(f"done: {step} steps, {step / per_epoch:.2f} epochs, {(time.time() - began) / 60:.1f} minutes", flush=True)


if __name__ == "__main__":
    main()
