"""Export: a reader's network in ONNX with int8 weights, and `reader.json`; or the word vectors that readers share.

    python -m reader.export --model CHECKPOINT --decoding FILE --words DIR --out DIR
    python -m reader.export words --base DIR --polnear DIR --gum DIR --out DIR

The first writes `reader.onnx` and `reader.json`; with `--float` the weights stay fp32. The network reads word vectors,
not ids: these come from the folder of the second.
"""
from __future__ import annotations

import argparse
import json
import sys
import unicodedata
import warnings
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from . import coref, data, decode, features, labels, links, model as models, windows, words
from .smooth import smooth
from .text import MAX_PIECES, Pieces

SMOOTHED = 24         # articles by which activations are evened out
COMMON = 21000        # BERT's vocabulary is sorted by frequency, roughly: the first so many stay


def keep(vocabulary: list[str], seen: set[int]) -> list[int]:
    """The pieces that stay: special ones, seen ones, single characters of Latin text, common ones."""
    out = []
    for i, piece in enumerate(vocabulary):
        bare = piece.removeprefix("##")
        if piece.startswith("[unused"):
            continue
        special = piece in ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
        latin = all("LATIN" in unicodedata.name(c, "") or c.isdigit() or not c.isalpha() for c in bare)
        single = len(bare) == 1 and (latin or not bare.isalpha())
        if special or i in seen or single or (latin and (i < COMMON or piece.startswith("##"))):
            out.append(i)
    return out


class Graph(nn.Module):
    """What is exported: word vectors [1, n, width] and features [1, n] to named outputs."""

    def __init__(self, net: models.Reader):
        super().__init__()
        self.net = net

    def forward(self, word_vectors: Tensor, feature_ids: Tensor) -> tuple[Tensor, ...]:
        out = self.net.outputs_of(self.net.encoder.read(word_vectors, feature_ids))
        return tuple(out[k] for k in self.net.widths)


def to_onnx(net: models.Reader, path: Path) -> None:
    example = torch.zeros(1, 16, net.config.width), torch.zeros(1, 16, dtype=torch.int32)
    # No window is longer; the rest of the base model's positions would be dead weight.
    positions = net.encoder.positions
    positions.weight = nn.Parameter(positions.weight[:windows.CAPACITY + 2].detach(), requires_grad=False)
    names = list(net.widths)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Graph(net), example, str(path), input_names=["word_vectors", "feature_ids"], output_names=names,
            dynamic_axes={k: {1: "n"} for k in ["word_vectors", "feature_ids", *names]}, opset_version=17, dynamo=False)


def quantise(source: Path, target: Path) -> None:
    """Dynamic int8: weights per channel, seven bits (exact without VNNI too).

    The heads stay floats, and so do the features: in int8 they cost 0.5 of token F1 for 0.9 MB.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    ready = source.with_suffix(".ready.onnx")
    quant_pre_process(str(source), str(ready), skip_symbolic_shape=True)
    quantize_dynamic(str(ready), str(target), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
                     op_types_to_quantize=["MatMul"], nodes_to_exclude=["/head/MatMul"])
    ready.unlink()


def description(net: models.Reader, decoding: dict, name: str, vectors: str, overlap: list[int]) -> dict:
    """`reader.json`: all that a program needs beside the weights and the vocabulary."""
    w, c = net.widths, net.config
    return {
        "format": 2,
        "name": name,
        "model": "reader.onnx",
        "inputs": ["word_vectors", "feature_ids"],
        "words": {"width": c.width, "check": vectors},
        "outputs": {k: n for k, n in w.items()},
        "pieces": {"unknown": "[UNK]", "begin": "[CLS]", "end": "[SEP]", "continuation": "##",
                   "longest_word": 100, "most_pieces": MAX_PIECES},
        "features": {
            "radix": ["case 5", "quotation 3", "line 3", "space 2"], "special": 0, "count": features.FEATURES,
            "opening": sorted(features.OPENING), "closing": sorted(features.CLOSING),
            "straight": sorted(features.STRAIGHT), "doubled": sorted(features.DOUBLED),
            "bullets": sorted(features.BULLETS), "single_limit": features.SINGLE_LIMIT},
        "windows": {"capacity": windows.CAPACITY, "overlap": overlap[0], "overlap_min": overlap[1]},
        "tags": {"roles": labels.ROLE_TAGS, "names": labels.NAME_TAGS, "heads": labels.HEAD_TAGS,
                 "cue_types": labels.CUE_TYPES},
        "links": {"width": c.link, "kinds": links.KINDS, "asks": links.ASKS, "gives": links.GIVES},
        "mentions": {"pointer": c.pointer, "start_reach": windows.START_REACH, "end_reach": windows.END_REACH},
        "coref": {"width": c.coref, "look_back": coref.LOOK_BACK, "pronouns": coref.PRONOUNS,
                  "other_pronoun": coref.OTHER_PRONOUN, "function_words": sorted(coref.FUNCTION)},
        "decoding": decoding,
        "tables": {k: np.round(t.detach().numpy().astype(float), 5).tolist() for k, t in net.tables.items()},
    }


def export_words(argv: list[str]) -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--base", type=Path, required=True)
    p.add_argument("--polnear", type=Path, required=True)
    p.add_argument("--gum", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    args = p.parse_args(argv)
    v = Pieces.read(args.base / "vocab.txt")
    items = data.polnear(args.polnear / "train", silver=False) + data.gum(args.gum / "train")
    kept = keep(v.vocabulary, {i for x in items for t in x.words.text for i in v.of(t)})
    matrix = models.from_base(args.base, models.Config()).encoder.words.weight[kept].detach().numpy()
    words.write(args.out, [v.vocabulary[i] for i in kept], matrix)
    print(f"{len(v.vocabulary)} -> {len(kept)} pieces")


def main() -> None:
    if sys.argv[1:2] == ["words"]:
        export_words(sys.argv[2:])
        return
    p = argparse.ArgumentParser()
    p.add_argument("--model", type=Path, required=True)
    p.add_argument("--decoding", type=Path, required=True)
    p.add_argument("--words", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--name", default="full")
    p.add_argument("--overlap", type=int, nargs=2, default=[windows.OVERLAP, windows.OVERLAP_MIN])
    p.add_argument("--float", action="store_true", dest="floats")
    p.add_argument("--smooth", type=Path, help="PolNeAR: even out activations by some articles of train before int8")
    args = p.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    net = models.load(args.model)
    if args.smooth:
        pieces, vectors = words.read(args.words)
        some = data.hold_out(data.polnear(args.smooth / "train", silver=False))[0][:SMOOTHED]
        net = smooth(models.with_words(net, vectors), some, Pieces(pieces))
    raw = args.out / ("reader.onnx" if args.floats else "float.onnx")
    to_onnx(net, raw)
    if not args.floats:
        quantise(raw, args.out / "reader.onnx")
        raw.unlink()
    described = description(net, json.loads(args.decoding.read_text()), args.name, words.check(args.words), args.overlap)
    (args.out / "reader.json").write_text(
        json.dumps(described, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    size = sum(f.stat().st_size for f in args.out.iterdir())
    print(f"{size / 1e6:.1f} MB in {args.out}")


if __name__ == "__main__":
    main()
