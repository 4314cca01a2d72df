"""The network: one BERT encoder, and small linear heads on it.

The encoder is MiniLM (6 layers of 384) written out in plain PyTorch, so that it trains fast on a
CPU and exports to a small ONNX graph.  It reads one window: `[CLS] pieces [SEP]`.  A feature id per
piece (see `features.py`) is embedded and added to the input; that embedding starts at zero, so that
training begins from the base model's own behaviour.
"""
from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from . import labels


@dataclass
class Config:
    """Sizes.  `full` is the default; `fast` is made in `distill.py`."""

    vocab: int = 30522
    width: int = 384
    layers: int = 6
    heads: int = 12
    head_width: int = 32
    inner: int = 1536
    positions: int = 512
    features: int = 90
    link: int = 64            # width of a link vector
    pointer: int = 32         # width of a boundary pointer vector
    coref: int = 64           # width of a coreference vector
    dropout: float = 0.1

    def as_dict(self) -> dict:
        return asdict(self)


_pool: dict[float, Tensor] = {}


def drop(x: Tensor, p: float, training: bool) -> Tensor:
    """Dropout whose mask is a random stretch of one large mask: drawing a new one each time is slow."""
    if not training or not p:
        return x
    size = x.numel()
    pool = _pool.get(p)
    if pool is None or pool.numel() < 2 * size:
        pool = _pool[p] = (torch.rand(max(2 * size, 1 << 23)) >= p).to(torch.bfloat16) / (1 - p)
    at = int(torch.randint(pool.numel() - size + 1, ()))
    return x * pool[at:at + size].view(x.shape)


class Layer(nn.Module):
    def __init__(self, c: Config):
        super().__init__()
        self.heads, self.head_width = c.heads, c.head_width
        self.qkv = nn.Linear(c.width, 3 * c.heads * c.head_width)
        self.out = nn.Linear(c.heads * c.head_width, c.width)
        self.norm1 = nn.LayerNorm(c.width, eps=1e-12)
        self.up = nn.Linear(c.width, c.inner)
        self.down = nn.Linear(c.inner, c.width)
        self.norm2 = nn.LayerNorm(c.width, eps=1e-12)
        self.p = c.dropout

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, self.head_width).permute(2, 0, 3, 1, 4)
        # Written out: on a CPU in bfloat16 this is faster than the fused kernel, and it exports plainly.
        a = (q * self.head_width ** -0.5) @ k.transpose(-1, -2)
        if mask is not None:
            a = a + mask
        a = torch.softmax(a, -1, dtype=a.dtype) @ v
        a = self.out(a.transpose(1, 2).reshape(b, n, self.heads * self.head_width))
        x = self.norm1(x + drop(a, self.p, self.training))
        h = self.down(F.gelu(self.up(x)))
        return self.norm2(x + drop(h, self.p, self.training))


class Encoder(nn.Module):
    def __init__(self, c: Config):
        super().__init__()
        self.words = nn.Embedding(c.vocab, c.width)
        self.positions = nn.Embedding(c.positions, c.width)
        self.features = nn.Embedding(c.features, c.width)
        self.norm = nn.LayerNorm(c.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(c) for _ in range(c.layers))
        self.p = c.dropout
        nn.init.normal_(self.positions.weight, std=0.02)
        nn.init.zeros_(self.features.weight)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None = None) -> Tensor:
        return self.read(self.words(ids), features, mask)

    def read(self, vectors: Tensor, features: Tensor, mask: Tensor | None = None) -> Tensor:
        """From word vectors, which is where the exported graph begins."""
        x = vectors + self.positions.weight[: vectors.shape[1]] + self.features(features)
        x = drop(self.norm(x), self.p, self.training)
        if mask is not None:                  # True where there is a piece
            mask = torch.zeros(mask.shape, dtype=torch.bfloat16).masked_fill_(~mask, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Reader(nn.Module):
    """Encoder and heads.  `forward` gives a dict of per-piece outputs."""

    #: name -> width of the linear head; the names are those of the ONNX outputs.
    @staticmethod
    def outputs(c: Config) -> dict[str, int]:
        return {
            "roles": len(labels.ROLE_TAGS),
            "cue_type": len(labels.CUE_TYPES),
            "link_query": 3 * c.link,      # content>cue, cue>source, content>source
            "link_key": 3 * c.link,
            "names": len(labels.NAME_TAGS),
            "heads": len(labels.HEAD_TAGS),
            "bounds_query": 2 * c.pointer,  # start, end
            "bounds_key": 2 * c.pointer,
            "coref_query": c.coref,
            "coref_key": c.coref,
            "coref_new": 1,
            "ends": len(labels.ROLES),      # a chunk of the role ends behind this word
        }

    def __init__(self, c: Config):
        super().__init__()
        self.config = c
        self.encoder = Encoder(c)
        self.widths = self.outputs(c)
        self.head = nn.Linear(c.width, sum(self.widths.values()))
        self.syntax = nn.Linear(c.width, len(labels.SYNTAX))   # training only, not exported
        self.tables = nn.ParameterDict(
            {name: nn.Parameter(torch.zeros(size)) for name, size in labels.TABLES.items()})
        for m in (self.head, self.syntax):
            nn.init.normal_(m.weight, std=0.02)
            nn.init.zeros_(m.bias)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None = None) -> dict[str, Tensor]:
        return self.outputs_of(self.encoder(ids, features, mask))

    def outputs_of(self, x: Tensor) -> dict[str, Tensor]:
        x = drop(x, self.config.dropout, self.training)
        out = dict(zip(self.widths, self.head(x).split(list(self.widths.values()), -1)))
        out["hidden"] = x
        return out


def from_base(folder: Path, c: Config) -> Reader:
    """A reader whose encoder is the packaged all-MiniLM-L6-v2."""
    from safetensors.torch import load_file

    base = load_file(str(Path(folder) / "model.safetensors"))
    base = {k.removeprefix("bert."): v for k, v in base.items()}
    model = Reader(c)
    e = model.encoder
    own = {
        "words.weight": base["embeddings.word_embeddings.weight"],
        "positions.weight": base["embeddings.position_embeddings.weight"]
        + base["embeddings.token_type_embeddings.weight"][0],
        "features.weight": torch.zeros_like(e.features.weight),
        "norm.weight": base["embeddings.LayerNorm.weight"],
        "norm.bias": base["embeddings.LayerNorm.bias"],
    }
    for i in range(c.layers):
        old, new = f"encoder.layer.{i}.", f"layers.{i}."
        for kind in ("weight", "bias"):
            own[new + "qkv." + kind] = torch.cat(
                [base[f"{old}attention.self.{n}.{kind}"] for n in ("query", "key", "value")])
            own[new + "out." + kind] = base[f"{old}attention.output.dense.{kind}"]
            own[new + "norm1." + kind] = base[f"{old}attention.output.LayerNorm.{kind}"]
            own[new + "up." + kind] = base[f"{old}intermediate.dense.{kind}"]
            own[new + "down." + kind] = base[f"{old}output.dense.{kind}"]
            own[new + "norm2." + kind] = base[f"{old}output.LayerNorm.{kind}"]
    e.load_state_dict(own)
    return model


def with_words(model: Reader, vectors) -> Reader:
    """The reader with the shared word vectors (`words.py`), which are what the exported reader reads."""
    new = Reader(Config(**{**model.config.as_dict(), "vocab": len(vectors)}))
    state = model.state_dict()
    state["encoder.words.weight"] = torch.from_numpy(vectors)
    new.load_state_dict(state)
    return new.train(model.training)


def save(model: Reader, path: Path, **extra) -> None:
    torch.save({"config": model.config.as_dict(), "model": model.state_dict(), **extra}, path)


def load(path: Path) -> Reader:
    data = torch.load(path, map_location="cpu", weights_only=False)
    known = Config.__dataclass_fields__
    model = Reader(Config(**{k: x for k, x in data["config"].items() if k in known}))
    state = data["model"]
    # A checkpoint of before the last outputs and tables: these begin at zero.
    lacking = model.head.weight.shape[0] - state["head.weight"].shape[0]
    if lacking:
        state["head.weight"] = F.pad(state["head.weight"], (0, 0, 0, lacking))
        state["head.bias"] = F.pad(state["head.bias"], (0, lacking))
    for name, table in model.tables.items():
        state.setdefault(f"tables.{name}", table.detach())
    model.load_state_dict(state)
    return model.eval()
