"""Learns how much each sign speaks for each act, and writes `crates/reading/lexicon/act_weights.tsv`.

    python train.py SENTENCES.jsonl ARTICLES.jsonl OUT.tsv

The first two are what `cargo xtask score stances --disputes FOLDER` and `cargo xtask score articles --disputes FOLDER`
leave in the folder for temporary files (`standpoint-stances-rules.jsonl`, `standpoint-articles.jsonl`): for each labelled
line its dispute, signs and act. Articles are what is read in the end: each of their lines counts for several.
"""
import json
import sys
from collections import defaultdict

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

ACTS = ["demand", "offer", "accept", "reject", "concede", "condition", "threaten", "accuse", "deny", "claim",
        "predict", "announce", "question"]
DISPUTES = 10           # a sign must stand in so many disputes; a pair of words in half as many more
PENALTY = 0.02          # C of the regression: small, since articles differ from these sentences
ARTICLES = 12.0         # sentences for which a line of an article counts
LEAST = 4               # smaller weights (in hundredths) are left out

HEAD = """\
# How much each sign of a statement speaks for each act, in hundredths of a logit. Made by tools/acts/train.py from the
# labelled disputes of tools/judge/data (not those of data/test); what signs are tells crates/reading/src/act_signs.rs.
# Three columns separated by tabs: the sign; the acts; their weights. `k:any` is a sign of every statement.
"""


def read(signs: str) -> list[dict]:
    with open(signs, encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    return sorted(lines, key=lambda line: (line["dispute"], line["sentence"] or "", line["content"]))


def main(sentences: str, articles: str, out: str) -> None:
    lines = read(sentences)
    weights = [1.0] * len(lines)
    lines += read(articles)
    weights += [ARTICLES] * (len(lines) - len(weights))
    disputes = defaultdict(set)
    for line in lines:
        for sign in line["signs"]:
            disputes[sign].add(line["dispute"])
    pair = lambda sign: sign[:2] in ("b:", "s:", "f:") and "_" in sign
    known = sorted(s for s, where in disputes.items() if len(where) >= DISPUTES * (1.5 if pair(s) else 1))
    at = {sign: i for i, sign in enumerate(known)}
    rows = [(i, at[s]) for i, line in enumerate(lines) for s in line["signs"] if s in at]
    x = csr_matrix((np.ones(len(rows)), tuple(zip(*rows))), shape=(len(lines), len(known)))
    y = np.array([ACTS.index(line["act"]) for line in lines])
    model = LogisticRegression(C=PENALTY, max_iter=500, tol=1e-5).fit(x, y, sample_weight=weights)
    with open(out, "w", encoding="utf-8") as file:
        file.write(HEAD)
        for sign, logits in [("k:any", model.intercept_), *zip(known, model.coef_.T)]:
            rounded = [(act, round(100 * w)) for act, w in zip(ACTS, logits) if abs(round(100 * w)) >= LEAST]
            if rounded:
                acts, values = zip(*rounded)
                file.write(f"{sign}\t{' '.join(acts)}\t{' '.join(map(str, values))}\n")
    print(f"{len(lines)} lines, {len(known)} signs, right on them {model.score(x, y):.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:4])
