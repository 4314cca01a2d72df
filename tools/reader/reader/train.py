"""Training of the reader.

    python -m reader.train --polnear DIR --gum DIR --base DIR --out DIR [--epochs N] [--minutes M]

One step reads a batch of PolNeAR windows (roles, links, cue types, silver names and syntax) and in
some steps also the windows of one GUM document or more (names, mentions, coreference).  The learning rate falls linearly with
the share of steps done, or of `--minutes` spent when that is larger.
"""
from __future__ import annotations

import argparse
import math
import random
import time
from collections import deque
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from . import augment, coref, data, decode, labels, model as models, words
from .data import IGNORE, Item
from .features import quotation
from .links import ASKS, GIVES, Geometry, Span
from .text import Pieces
from .windows import END_REACH, START_REACH, Coded, Window, code, training_windows, window_inputs

WEIGHTS = {"roles": 0.5, "path": 2.0, "links": 0.3, "cue_type": 0.1, "names": 0.25, "syntax": 0.15, "heads": 0.7,
           "bounds": 0.3, "coref": 0.6}
BATCH_PIECES = 2080
TABLES_RATE = 0.01


@dataclass
class Sample:
    item: Item
    coded: Coded
    window: Window
    quoted: list[int]

    @property
    def size(self) -> int:
        return self.coded.at[self.window.last] - self.coded.at[self.window.first] + 2


@dataclass
class Batch:
    samples: list[Sample]
    ids: Tensor
    features: Tensor
    mask: Tensor
    at: Tensor            # [B, W] piece of each word
    known: Tensor         # [B, W] whether there is a word


def collate(samples: list[Sample], v: Pieces) -> Batch:
    n = max(s.size for s in samples)
    words = max(s.window.last - s.window.first for s in samples)
    ids = torch.zeros(len(samples), n, dtype=torch.long)
    features = torch.zeros(len(samples), n, dtype=torch.long)
    mask = torch.zeros(len(samples), n, dtype=torch.bool)
    at = torch.zeros(len(samples), words, dtype=torch.long)
    known = torch.zeros(len(samples), words, dtype=torch.bool)
    for b, s in enumerate(samples):
        i, f, a = window_inputs(s.coded, s.window, v)
        ids[b, :len(i)] = torch.tensor(i)
        features[b, :len(f)] = torch.tensor(f)
        mask[b, :len(i)] = True
        at[b, :len(a)] = torch.tensor(a)
        known[b, :len(a)] = True
    return Batch(samples, ids, features, mask, at, known)


def word_targets(batch: Batch, values) -> Tensor:
    out = torch.full(batch.at.shape, IGNORE)
    for b, s in enumerate(batch.samples):
        v = values(s)
        if v is not None:
            out[b, :s.window.last - s.window.first] = torch.tensor(v[s.window.first:s.window.last])
    return out


def losses(model: models.Reader, batch: Batch) -> dict[str, Tensor]:
    out = model(batch.ids, batch.features, batch.mask)
    return heads_losses(model, batch, words_of(out, batch))


def words_of(out: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    """The outputs at the first piece of each word."""
    rows = torch.arange(len(batch.samples))[:, None]
    return {k: x[rows, batch.at].float() for k, x in out.items()}


def heads_losses(model: models.Reader, batch: Batch, out: dict[str, Tensor],
                 role_weight: Tensor | None = None) -> dict[str, Tensor]:
    """The loss of each head; `role_weight` is what each role tag weighs."""
    result: dict[str, Tensor] = {}

    def ce(name: str, target: Tensor, logits: Tensor) -> None:
        if (target != IGNORE).any():
            weight = role_weight if name == "roles" else None
            result[name] = F.cross_entropy(logits.flatten(0, 1), target.flatten(), ignore_index=IGNORE, weight=weight)

    polnear = any(s.item.chunks is not None for s in batch.samples)
    if polnear:
        ce("roles", word_targets(batch, lambda s: s.item.roles()), out["roles"])
        result["path"] = path_loss(model, out["roles"], out["ends"], word_targets(batch, lambda s: s.item.roles()))
        ce("syntax", word_targets(batch, lambda s: s.item.syntax), model.syntax(out["hidden"]))
        ce("cue_type", word_targets(batch, _cue_types), out["cue_type"])
        link = link_losses(model, batch, out)
        if link is not None:
            result["links"] = link
    ce("names", word_targets(batch, lambda s: s.item.names), out["names"])
    if any(s.item.mentions is not None for s in batch.samples):
        ce("heads", word_targets(batch, _heads), out["heads"])
        bounds = bound_losses(model, batch, out)
        if bounds is not None:
            result["bounds"] = bounds
        pairs = coref_losses(model, batch, out)
        if pairs is not None:
            result["coref"] = pairs
    return result


def _cue_types(s: Sample) -> list[int]:
    out = [IGNORE] * len(s.item.words)
    for c in s.item.chunks or ():
        if c.role == 1:
            out[c.first:c.last] = [c.kind] * (c.last - c.first)
    return out


def _heads(s: Sample) -> list[int] | None:
    if s.item.mentions is None:
        return None
    out = [0] * len(s.item.words)
    for m in s.item.mentions:
        out[m.head] = m.tag
    return out


# ---------------------------------------------------------------- the path of roles


def path_loss(model: models.Reader, roles: Tensor, ends: Tensor, gold: Tensor) -> Tensor:
    """Negative log-likelihood a word of the path of role tags (a linear-chain CRF).

    The score of a path: its tags' `roles`, `role_transitions` between neighbours, and `ends` of a word whose chunk does
    not go on. A window may begin inside a chunk, and the end of a window is no end of a chunk.
    """
    k, n = len(labels.ROLE_TAGS), len(labels.ROLES)
    leaves = torch.zeros(n, k, k)
    for role in range(n):
        leaves[role, 1 + 2 * role:3 + 2 * role] = 1.0
        leaves[role, :, 2 + 2 * role] = 0.0
    allowed = torch.from_numpy(decode.bio_allowed(labels.ROLE_TAGS)[:k])
    between = model.tables["role_transitions"].masked_fill(~allowed, -1e4)
    steps = between + (ends @ leaves.view(n, k * k)).view(*ends.shape[:2], k, k)      # from word i to i + 1
    known = gold != IGNORE
    tags = gold.clamp(min=0)
    alpha = roles[:, 0]
    for i in range(1, roles.shape[1]):
        new = torch.logsumexp(alpha[:, :, None] + steps[:, i - 1], 1) + roles[:, i]
        alpha = torch.where(known[:, i, None], new, alpha)
    own = (roles.gather(2, tags[..., None])[..., 0] * known).sum()
    rows = steps[:, :-1].gather(2, tags[:, :-1, None, None].expand(-1, -1, 1, k))[:, :, 0]
    own = own + (rows.gather(2, tags[:, 1:, None])[..., 0] * known[:, 1:]).sum()
    return (alpha.logsumexp(1).sum() - own) / known.sum()


# ---------------------------------------------------------------- links


def link_losses(model: models.Reader, batch: Batch, out: dict[str, Tensor]) -> Tensor | None:
    total, count = torch.zeros(()), 0
    width = model.config.link
    for b, s in enumerate(batch.samples):
        lo, hi = s.window.first, s.window.last
        chunks = [c for c in s.item.chunks or () if c.first < hi and c.last > lo]
        chunks += spurious(out["roles"][b, :hi - lo], chunks, lo)
        if not chunks:
            continue
        spans = [Span(c.role, max(c.first, lo), min(c.last, hi)) for c in chunks]
        pool = torch.zeros(len(spans), out["link_query"].shape[1])
        for k, x in enumerate(spans):
            pool[k, x.first - lo:x.last - lo] = 1 / (x.last - x.first)
        query, key = pool @ out["link_query"][b], pool @ out["link_key"][b]
        geometry = Geometry(s.item.words.line, s.quoted, spans)
        whole: dict[int, set[int]] = {}           # roles of a group, in the whole document
        for c in s.item.chunks or ():
            for g in c.groups:
                whole.setdefault(g, set()).add(c.role)
        for kind in range(3):
            ask = [k for k, x in enumerate(spans) if x.role == ASKS[kind]]
            give = [k for k, x in enumerate(spans) if x.role == GIVES[kind]]
            if not ask:
                continue
            part = slice(kind * width, (kind + 1) * width)
            scores = link_scores(model, kind, query[ask][:, part], key[give][:, part],
                                 [spans[k] for k in ask], [spans[k] for k in give], geometry)
            good = torch.zeros(scores.shape, dtype=torch.bool)
            for r, k in enumerate(ask):
                groups = set(chunks[k].groups)
                for column, g in enumerate(give):
                    good[r, column] = bool(groups & set(chunks[g].groups))
                if not good[r].any() and not any(GIVES[kind] in whole[g] for g in groups):
                    good[r, -1] = True            # none; if it is outside the window, nothing is learnt
            rows = good.any(1)
            if rows.any():
                x = scores[rows]
                loss = x.logsumexp(1) - x.masked_fill(~good[rows], -1e9).logsumexp(1)
                total, count = total + loss.sum(), count + int(rows.sum())
    return total / count if count else None


def spurious(roles: Tensor, gold: list[data.Chunk], lo: int) -> list[data.Chunk]:
    """Chunks that the network sees now and that touch none of gold of their role: they belong to nothing."""
    found = decode.spans_of(roles.detach().argmax(-1).numpy())
    return [data.Chunk(x.role, x.first + lo, x.last + lo, ()) for x in found
            if not any(c.role == x.role and c.first < x.last + lo and x.first + lo < c.last for c in gold)]


def link_scores(model, kind: int, query: Tensor, key: Tensor, ask: list[Span], give: list[Span],
                geometry: Geometry) -> Tensor:
    """[ask, give + 1]; the last column is none."""
    t = model.tables
    none = t["link_none"][kind].expand(len(ask), 1)
    if not give:
        return none
    idx = torch.tensor([[geometry.indices(a, g) for g in give] for a in ask])
    scores = (query @ key.T / model.config.link ** 0.5 + t["link_distance"][kind][idx[..., 0]]
              + t["link_between"][kind][idx[..., 1]] + t["link_lines"][kind][idx[..., 2]]
              + t["link_quotes"][kind][idx[..., 3]])
    return torch.cat([scores, none], 1)


# ---------------------------------------------------------------- mentions and coreference


def bound_losses(model: models.Reader, batch: Batch, out: dict[str, Tensor]) -> Tensor | None:
    total, count = torch.zeros(()), 0
    w = model.config.pointer
    for b, s in enumerate(batch.samples):
        lo, hi = s.window.first, s.window.last
        found = [m for m in s.item.mentions or () if m.first >= lo and m.last <= hi
                 and m.head - m.first <= START_REACH and m.last - 1 - m.head <= END_REACH]
        if not found:
            continue
        head = torch.tensor([m.head - lo for m in found])
        for side, target in ((0, [m.first - lo for m in found]), (1, [m.last - 1 - lo for m in found])):
            scores = bound_scores(out["bounds_query"][b], out["bounds_key"][b], head, side, w, hi - lo)
            total = total + F.cross_entropy(scores, torch.tensor(target), reduction="sum")
            count += len(found)
    return total / count if count else None


def bound_scores(query: Tensor, key: Tensor, head: Tensor, side: int, width: int, words: int) -> Tensor:
    part = slice(side * width, (side + 1) * width)
    scores = query[head][:, part] @ key[:words, part].T / width ** 0.5
    gap = torch.arange(words)[None, :] - head[:, None]
    bad = (gap > 0) | (gap < -START_REACH) if side == 0 else (gap < 0) | (gap > END_REACH)
    return scores.masked_fill(bad, -1e4)


def coref_losses(model: models.Reader, batch: Batch, out: dict[str, Tensor]) -> Tensor | None:
    """All windows of the batch are of one document."""
    item = batch.samples[0].item
    query, key, new, found = [], [], [], []
    for b, s in enumerate(batch.samples):
        for m in s.item.mentions or ():
            if s.window.first <= m.head < s.window.last:
                k = m.head - s.window.first
                query.append(out["coref_query"][b, k])
                key.append(out["coref_key"][b, k])
                new.append(out["coref_new"][b, k, 0])
                found.append(m)
    if len(found) < 2:
        return None
    rank = sorted(range(len(found)), key=lambda k: data.order(found[k]))
    found = [found[k] for k in rank]
    views = [coref.view(item.words, m.head, m.first, m.last, m.tag) for m in found]
    scores = coref_scores(model, torch.stack([query[k] for k in rank]), torch.stack([key[k] for k in rank]),
                          torch.stack([new[k] for k in rank]), views)
    entity = torch.tensor([m.entity for m in found])
    n = len(found)
    good = torch.zeros(n, n + 1, dtype=torch.bool)
    reach = torch.ones(n, n, dtype=torch.bool).tril(-1).triu(-coref.LOOK_BACK)
    good[:, :n] = (entity[:, None] == entity[None, :]) & reach
    good[:, n] = ~good[:, :n].any(1)
    return (scores.logsumexp(1) - scores.masked_fill(~good, -1e9).logsumexp(1)).mean()


def coref_scores(model, query: Tensor, key: Tensor, new: Tensor, views: list[coref.View], indices=None) -> Tensor:
    """[mention, antecedent + none]"""
    n, t = len(views), model.tables
    x = torch.from_numpy(coref.all_indices(views) if indices is None else indices)
    scores = (query @ key.T / model.config.coref ** 0.5 + t["coref_distance"][x[..., 0], x[..., 1]]
              + t["coref_string"][x[..., 0], x[..., 2]] + t["coref_agree"][x[..., 3], x[..., 4]])
    ones = torch.ones(n, n, dtype=torch.bool)
    scores = scores.masked_fill(~(ones.tril(-1) & ones.triu(-coref.LOOK_BACK)), -1e9)
    levels = torch.tensor([v.level for v in views])
    return torch.cat([scores, (new + t["coref_none"][levels])[:, None]], 1)


# ---------------------------------------------------------------- the loop


def polnear_samples(items: list[Item], bank: augment.Bank, v: Pieces, rng: random.Random, plain: bool) -> list[Sample]:
    out = []
    for item in items:
        made = item if plain else augment.augment(item, bank, rng)
        single = not plain and rng.random() < 0.03
        if single:                                   # every line a document of its own
            starts = [i for i, x in enumerate(made.words.line) if x] + [len(made.words)]
            crossing = [False] * (len(made.words) + 1)
            for c in made.chunks or ():
                for i in range(c.first + 1, c.last):
                    crossing[i] = True
            starts = [i for i in starts if not crossing[i]]
            parts = [augment.cut(made, a, b) for a, b in zip(starts, starts[1:])]
        else:
            parts = [made]
        for part in parts:
            c, quoted = code(part.words, v), quotation(part.words)
            offset = 0 if plain else rng.choice((0, rng.randint(20, 250)))
            out += [Sample(part, c, w, quoted) for w in training_windows(c, offset)]
    return out


def gum_batches(items: list[Item], v: Pieces, rng: random.Random) -> list[list[Sample]]:
    out = []
    for item in items:
        made = augment.augment(item, None, rng)
        c, quoted = code(made.words, v), quotation(made.words)
        samples = [Sample(made, c, w, quoted) for w in training_windows(c, rng.choice((0, rng.randint(20, 250))))]
        out += [samples[i:i + 8] for i in range(0, len(samples), 8)]
    return out


def batches(samples: list[Sample], rng: random.Random) -> list[list[Sample]]:
    """Of similar length, so that little is padded."""
    rng.shuffle(samples)
    samples = sorted(samples, key=lambda s: s.size // 8)
    out: list[list[Sample]] = []
    for s in samples:
        if not out or (len(out[-1]) + 1) * max(s.size, max(x.size for x in out[-1])) > BATCH_PIECES:
            out.append([])
        out[-1].append(s)
    rng.shuffle(out)
    return out


class Average:
    """Exponential moving average of the weights."""

    def __init__(self, model: torch.nn.Module, decay: float):
        self.decay, self.steps = decay, 0
        self.state = {k: p.detach().clone() for k, p in model.named_parameters() if p.requires_grad}

    @torch.no_grad()
    def update(self, model: torch.nn.Module) -> None:
        self.steps += 1
        d = min(self.decay, (1 + self.steps) / (10 + self.steps))
        own = {k: p for k, p in model.named_parameters() if p.requires_grad}
        torch._foreach_lerp_([self.state[k] for k in own], list(own.values()), 1 - d)

    def model(self, model: models.Reader) -> models.Reader:
        copy = models.Reader(model.config)
        copy.load_state_dict(model.state_dict())
        copy.load_state_dict(self.state, strict=False)
        return copy.eval()


def parameter_groups(model: models.Reader, rate: float, heads: float) -> list[dict]:
    """Encoder, heads, and the tables: these are single numbers that have far to go."""
    groups: dict[tuple[float, float], list] = {}
    for name, p in model.named_parameters():
        if p.requires_grad:
            own = rate if name.startswith("encoder.") else TABLES_RATE if name.startswith("tables.") else heads
            groups.setdefault((own, 0.01 if p.dim() > 1 and own != TABLES_RATE else 0.0), []).append(p)
    return [{"params": ps, "lr": own, "base": own, "weight_decay": decay} for (own, decay), ps in groups.items()]


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--polnear", type=Path, required=True)
    p.add_argument("--gum", type=Path, required=True)
    p.add_argument("--words", type=Path, required=True, help="the shared word vectors, of `words.py`")
    p.add_argument("--base", type=Path, required=True, help="folder of the packaged all-MiniLM-L6-v2")
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--epochs", type=float, default=10)
    p.add_argument("--minutes", type=float, default=math.inf)
    p.add_argument("--steps-total", type=int, default=0, help="the schedule's length, instead of epochs and minutes")
    p.add_argument("--rate", type=float, default=1.5e-4)
    p.add_argument("--heads-rate", type=float, default=7.5e-4)
    p.add_argument("--init", type=Path, help="a checkpoint to go on from, instead of the base model")
    p.add_argument("--gum-passes", type=int, default=2)
    p.add_argument("--average", type=float, default=0.999, help="decay of the weights' average")
    p.add_argument("--save-every", type=int, default=0, help="also save after so many steps")
    p.add_argument("--warm-up", type=int, default=200)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--limit", type=int, default=0, help="articles, for a trial")
    p.add_argument("--steps", type=int, default=0, help="stop after so many, for a trial")
    p.add_argument("--weights", nargs="*", default=[], metavar="LOSS=WEIGHT", help="other weights of losses")
    p.add_argument("--cue-weight", type=float, default=1.0, help="what the tags of cues weigh among those of roles")
    p.add_argument("--fp32", action="store_true")
    args = p.parse_args()
    weights = WEIGHTS | {k: float(x) for k, x in (pair.split("=") for pair in args.weights)}
    role_weight = torch.tensor([args.cue_weight if tag.endswith("cue") else 1.0 for tag in labels.ROLE_TAGS])
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    pieces, vectors = words.read(args.words)
    v = Pieces(pieces)
    train, held = data.hold_out(data.polnear(args.polnear / "train"))
    train = train[:args.limit] if args.limit else train
    documents = data.gum(args.gum / "train")
    bank = augment.bank(train)
    print(f"{len(train)} articles, {len(held)} held out, {len(documents)} GUM documents; bank "
          f"{len(bank.sources)} {len(bank.people)} {len(bank.demands)} {len(bank.claims)} {len(bank.speech)}", flush=True)
    model = models.load(args.init) if args.init else models.from_base(args.base, models.Config())
    model = models.with_words(model, vectors)
    model.encoder.words.weight.requires_grad = False
    model.train()
    optimiser = torch.optim.AdamW(parameter_groups(model, args.rate, args.heads_rate), fused=True, betas=(0.9, 0.98))
    average = Average(model, args.average)
    held_batches = batches(polnear_samples(held[:20], bank, v, random.Random(0), plain=True), random.Random(0))

    queue: deque[list[list[Sample]]] = deque()
    step, epoch, began, per_epoch = 0, 0, time.time(), 0
    means: dict[str, list[float]] = {}
    while True:
        if not queue:
            if epoch:
                models.save(average.model(model), args.out / f"epoch{epoch}.pt")
                report(average.model(model), held_batches, v, epoch)
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
        factor = min(step / args.warm_up, 1.0) * max(1 - progress, 0.0)
        for g in optimiser.param_groups:
            g["lr"] = g["base"] * factor
        optimiser.zero_grad()
        for samples in queue.popleft():
            batch = collate(samples, v)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=not args.fp32):
                out = model(batch.ids, batch.features, batch.mask)
            parts = heads_losses(model, batch, words_of(out, batch), role_weight)
            sum(weights[k] * x for k, x in parts.items()).backward()
            for k, x in parts.items():
                means.setdefault(k, []).append(float(x.detach()))
        torch.nn.utils.clip_grad_norm_([p for g in optimiser.param_groups for p in g["params"]], 1.0)
        optimiser.step()
        average.update(model)
        step += 1
        if args.save_every and step % args.save_every == 0:
            models.save(average.model(model), args.out / "latest.pt", steps=step)
        if step % 50 == 0:
            text = " ".join(f"{k} {sum(x) / len(x):.3f}" for k, x in means.items())
            print(f"step {step} of {int(per_epoch * args.epochs)} epoch {step / per_epoch:.2f} progress {progress:.3f} "
                  f"{(time.time() - began) / step:.3f} s/step | {text}", flush=True)
            means = {}
    final = average.model(model)
    models.save(final, args.out / "final.pt", steps=step, per_epoch=per_epoch)
    report(final, held_batches, v, epoch)
    print(f"done: {step} steps, {step / per_epoch:.2f} epochs, {(time.time() - began) / 60:.1f} minutes", flush=True)


@torch.no_grad()
def report(model: models.Reader, held: list[list[Sample]], v: Pieces, epoch: int) -> None:
    """Losses and token F1 on held-out articles."""
    hits = [[0, 0, 0] for _ in range(3)]
    sums: dict[str, list[float]] = {}
    for samples in held:
        batch = collate(samples, v)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            out = words_of(model(batch.ids, batch.features, batch.mask), batch)
        for k, x in heads_losses(model, batch, out).items():
            sums.setdefault(k, []).append(float(x))
        guess, gold = out["roles"].argmax(-1), word_targets(batch, lambda s: s.item.roles())
        for role in range(3):
            g, q = (gold - 1) // 2 == role, (guess - 1) // 2 == role
            g, q = g & (gold > 0), q & (guess > 0) & (gold != IGNORE)
            hits[role][0] += int((g & q).sum())
            hits[role][1] += int(g.sum())
            hits[role][2] += int(q.sum())
    f = " ".join(f"{r} {200 * h / max(a + b, 1):.1f}" for r, (h, a, b) in zip(labels.ROLES, hits))
    print(f"held out, epoch {epoch}: token F1 {f} | " + " ".join(f"{k} {sum(x) / len(x):.4f}" for k, x in sums.items()),
          flush=True)


if __name__ == "__main__":
    main()
