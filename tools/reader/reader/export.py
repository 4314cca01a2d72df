"""Export: ONNX, int8, pruned vocabulary, `reader.json`.

    python -m reader.export --model CHECKPOINT --decoding FILE --vocabulary FILE --polnear DIR --gum DIR --out DIR

Writes `reader.onnx` (int8 weights), `vocab.txt` and `reader.json`.  With `--float` the weights stay fp32.
"""
from __future__ import annotations

import argparse
import json
import unicodedata
import warnings
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from . import coref, data, decode, features, labels, links, model as models, windows
from .text import MAX_PIECES, Pieces

COMMON = 21000        # BERT's vocabulary is sorted by frequency, roughly: the first so many stay


def keep(vocabulary: list[str], seen: set[int], common: int = COMMON) -> list[int]:
    """The pieces that stay: special ones, seen ones, single characters of Latin text, common ones."""
    out = []
    for i, piece in enumerate(vocabulary):
        bare = piece.removeprefix("##")
        if piece.startswith("[unused"):
            continue
        special = piece in ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
        latin = all("LATIN" in unicodedata.name(c, "") or c.isdigit() or not c.isalpha() for c in bare)
        single = len(bare) == 1 and (latin or not bare.isalpha())
        if special or i in seen or single or (latin and (i < common or piece.startswith("##"))):
            out.append(i)
    return out


def prune(net: models.Reader, kept: list[int]) -> models.Reader:
    """The reader with a smaller word embedding."""
    config = models.Config(**{**net.config.as_dict(), "vocab": len(kept)})
    state = net.state_dict()
    state["encoder.words.weight"] = state["encoder.words.weight"][kept]
    small = models.Reader(config)
    small.load_state_dict(state)
    return small.eval()


class Graph(nn.Module):
    """What is exported: [1, n] ids and features to named outputs."""

    def __init__(self, net: models.Reader):
        super().__init__()
        self.net = net

    def forward(self, input_ids: Tensor, feature_ids: Tensor) -> tuple[Tensor, ...]:
        out = self.net(input_ids, feature_ids)
        return tuple(out[k] for k in self.net.widths)


def to_onnx(net: models.Reader, path: Path) -> None:
    example = torch.zeros(1, 16, dtype=torch.int32), torch.zeros(1, 16, dtype=torch.int32)
    names = list(net.widths)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Graph(net), example, str(path), input_names=["input_ids", "feature_ids"], output_names=names,
            dynamic_axes={k: {1: "n"} for k in ["input_ids", "feature_ids", *names]}, opset_version=17, dynamo=False)


def quantise(source: Path, target: Path) -> None:
    """Dynamic int8: weights per channel, seven bits (exact without VNNI too); embeddings per tensor."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    ready = source.with_suffix(".ready.onnx")
    quant_pre_process(str(source), str(ready), skip_symbolic_shape=True)
    quantize_dynamic(str(ready), str(target), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
                     op_types_to_quantize=["MatMul", "Gather"])
    ready.unlink()


def description(net: models.Reader, decoding: dict, name: str) -> dict:
    """`reader.json`: all that a program needs beside the weights and the vocabulary."""
    w, c = net.widths, net.config
    return {
        "format": 1,
        "name": name,
        "model": "reader.onnx",
        "vocabulary": "vocab.txt",
        "inputs": ["input_ids", "feature_ids"],
        "outputs": {k: n for k, n in w.items()},
        "pieces": {"unknown": "[UNK]", "begin": "[CLS]", "end": "[SEP]", "continuation": "##",
                   "longest_word": 100, "most_pieces": MAX_PIECES},
        "features": {
            "radix": ["case 5", "quotation 3", "line 3", "space 2"], "special": 0, "count": features.FEATURES,
            "opening": sorted(features.OPENING), "closing": sorted(features.CLOSING),
            "straight": sorted(features.STRAIGHT), "doubled": sorted(features.DOUBLED),
            "bullets": sorted(features.BULLETS), "single_limit": features.SINGLE_LIMIT},
        "windows": {"capacity": windows.CAPACITY, "overlap": windows.OVERLAP, "overlap_min": windows.OVERLAP_MIN},
        "tags": {"roles": labels.ROLE_TAGS, "names": labels.NAME_TAGS, "heads": labels.HEAD_TAGS,
                 "cue_types": labels.CUE_TYPES},
        "links": {"width": c.link, "kinds": links.KINDS, "asks": links.ASKS, "gives": links.GIVES},
        "mentions": {"pointer": c.pointer, "start_reach": windows.START_REACH, "end_reach": windows.END_REACH},
        "coref": {"width": c.coref, "look_back": coref.LOOK_BACK, "pronouns": coref.PRONOUNS,
                  "other_pronoun": coref.OTHER_PRONOUN, "function_words": sorted(coref.FUNCTION)},
        "decoding": decoding,
        "tables": {k: np.round(t.detach().numpy().astype(float), 5).tolist() for k, t in net.tables.items()},
    }


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--model", type=Path, required=True)
    p.add_argument("--decoding", type=Path, required=True)
    p.add_argument("--vocabulary", type=Path, required=True)
    p.add_argument("--polnear", type=Path, required=True)
    p.add_argument("--gum", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--name", default="full")
    p.add_argument("--float", action="store_true", dest="floats")
    p.add_argument("--common", type=int, default=COMMON, help="of the most frequent pieces, so many stay")
    args = p.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    v = Pieces.read(args.vocabulary)
    items = data.polnear(args.polnear / "train", silver=False) + data.gum(args.gum / "train")
    seen = {i for x in items for t in x.words.text for i in v.of(t)}
    kept = keep(v.vocabulary, seen, args.common)
    net = prune(models.load(args.model), kept)
    (args.out / "vocab.txt").write_text("".join(v.vocabulary[i] + "\n" for i in kept), encoding="utf-8")
    raw = args.out / ("reader.onnx" if args.floats else "float.onnx")
    to_onnx(net, raw)
    if not args.floats:
        quantise(raw, args.out / "reader.onnx")
        raw.unlink()
    decoding = json.loads(args.decoding.read_text())
    (args.out / "reader.json").write_text(
        json.dumps(description(net, decoding, args.name), ensure_ascii=False, separators=(",", ":")) + "\n")
    size = sum(f.stat().st_size for f in args.out.iterdir())
    print(f"{len(v.vocabulary)} -> {len(kept)} pieces; {size / 1e6:.1f} MB in {args.out}")


if __name__ == "__main__":
    main()
