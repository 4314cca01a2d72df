"""Reference outputs for programs that run an exported reader, on invented texts.

    python -m reader.reference --model EXPORTED_FOLDER --words DIR --out FILE.json
"""
from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from . import decode, labels, predict
from .text import split

TEXTS = {
    "direct": "“We will not sign a map we have not seen,” said Ilse Varga, the Norvian foreign minister, on Tuesday.",
    "indirect": "The harbour union insists on a six-month truce. It refused to rule out a strike, its spokeswoman Mara Quill told reporters.",
    "interrupted": "\"The ferry,\" Mr. Okonjo said, \"must run every day. Without it there is no deal.\" He added that his side was ready to talk.",
    "list": "Kestria's core demands include:\n\n• a permanent seat on the river board\n• the return of the archive;\n- no tolls before 2031\n\n1. Release of the crew\n2) An apology\n",
    "transcript": "MODERATOR: Has the council agreed?\nTAMSIN ORRE: Not yet. We meet again on Friday.\n\n'The offer stands,' the envoy wrote.\n",
    "single_marks": "The mayor called the plan ‘a gift to the banks’ and said the city’s lawyers would fight it. ''Never,'' she wrote, ``not in my time.''",
    "unclosed": "He said: \"The talks are over.\nShe wants them to go on, according to two officials.\n„Nein“, sagte er. «Jamais», a dit la ministre Élodie Brûlé.",
    "capitals": "ENVOY SAYS TRUCE WILL HOLD\n\nTHE ENVOY SAID THE TRUCE WOULD HOLD UNTIL SPRING.",
    "odd": "  snake_case_word №5 ½ café naïve ﬁne e\u0301te\u0301 \u200bx 漢字 🙂 antidisestablishmentarianismantidisestablishmentarianism ...\n\n\n",
    "nothing": " \n ",
}
_FILLER = ("The valley road was closed again on {day}. Farmers on both banks waited for the {nth} convoy, and the market "
           "at Sillow stayed shut. {who} said that {what}. “{quote},” {pron} added. ")


def long_text() -> str:
    """Invented; long enough for several windows."""
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    who = (("Governor Petra Lund", "she"), ("the rebels' negotiator, Sadik Amar,", "he"), ("the Red Lantern relief agency", "it"))
    what = ("the bridge would reopen within a week", "his fighters would keep to the ceasefire",
            "it could not reach the northern villages", "neither side had asked for more time")
    quote = ("We have given our word", "Nobody wants another winter like this", "The maps are not for sale")
    out = []
    for k in range(14):
        w, pron = who[k % 3]
        out.append(_FILLER.format(day=days[k % 5], nth=("first", "second", "third")[k % 3], who=w[0].upper() + w[1:],
                                  what=what[k % 4], quote=quote[k % 3], pron=pron))
        if k % 4 == 3:
            out.append("\n\n")
    return "".join(out)


def case(name: str, text: str, full: bool, run, par, v) -> dict:
    words = split(text)
    out = {"name": name, "text": text, "words": [[a, b] for a, b in zip(words.start, words.end)]}
    if not len(words):
        return out
    o = decode.read_outputs(words, v, run, par.overlap)
    spans, _ = decode.role_spans(o, par)
    found = decode.attributions(o, par)
    ms = decode.mentions(o, par)
    rounded = lambda x: np.round(x.astype(float), 4).tolist()
    out |= {
        "pieces": o.coded.pieces,
        "features": o.coded.features,
        "windows": [[w.first, w.last, w.own_first, w.own_last] for w in o.windows],
        "chunks": [[labels.ROLES[s.role], s.first, s.last] for s in spans],
        "attributions": [{"source": a.source, "cue": a.cue, "content": a.content, "cue_type": a.cue_type,
                          "evidence": np.round(a.evidence, 4).tolist(), "score": round(a.score, 4)} for a in found],
        "names": [[labels.NAMES[s.role], s.first, s.last] for s in decode.names(o)],
        "mentions": [[labels.HEAD_TAGS[m.tag], m.head, m.first, m.last] for m in ms],
        "antecedents": [[j, round(q, 4)] for j, q in decode.antecedents(o, ms, par)],
    }
    if full:
        out["outputs"] = {k: rounded(x) for k, x in o.own.items()}
    else:
        out["outputs"] = {"roles": rounded(o.own["roles"])}
    return out


# The texts of which all outputs are kept; of the others the roles suffice.
FULL = ("direct", "list")


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--model", type=Path, required=True)
    p.add_argument("--words", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    args = p.parse_args()
    run, par, v = predict.load(args.model, None, args.words)
    cases = [case(k, t, k in FULL, run, par, v) for k, t in TEXTS.items()]
    cases.append(case("long", long_text(), False, run, par, v))
    lines = ",\n".join(json.dumps(c, ensure_ascii=False, separators=(",", ":")) for c in cases)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
