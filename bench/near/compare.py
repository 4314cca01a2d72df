"""Signatures and all pairs of near duplicates, beside rensa and datasketch, in one run on one thread.

    python3 -m venv VENV && VENV/bin/pip install rensa==0.5.0 datasketch==2.0.0
    cargo build --release -p standpoint-bench --bin near_pairs
    VENV/bin/python bench/near/compare.py target/release/near_pairs 100000

Texts are made by a seed: 60 to 180 words, one in ten an edited copy of an earlier one (more or less of it changed).
All programs get the same shingles, as the same 64-bit hashes (or as strings, where it says so), 128 places
("permutations"), 32 bands of 4. Pairs are those whose signatures agree in half of their places; recall is of the pairs
whose exact Jaccard similarity is one half or more. Times are processor time, the least
of ROUNDS rounds, programs in turn.
"""

import os

for variable in ["RAYON_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"]:
    os.environ[variable] = "1"

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import rensa
from datasketch import MinHash, MinHashLSH

PLACES, BANDS, NEAR, SEED, ROUNDS = 128, 32, 0.5, 42, 3
SAMPLE = 10_000  # datasketch's signatures are timed on so many texts


def texts(count):
    draw = random.Random(2031)
    words = [f"w{n}" for n in range(50_000)]
    weights = np.cumsum([1 / (n + 10) for n in range(len(words))]).tolist()
    made = []
    for _ in range(count):
        if made and draw.random() < 0.1:
            text = draw.choice(made[-20_000:]).split()
            every = draw.choice([6, 10, 15, 25, 50, 100])
            text = [draw.choice(words) if draw.randrange(every) == 0 else word for word in text]
        else:
            text = draw.choices(words, cum_weights=weights, k=draw.randint(60, 180))
        made.append(" ".join(text))
    return made


def timed(do):
    start = time.process_time()
    result = do()
    return time.process_time() - start, result


def ours(program, folder):
    out = subprocess.run([program, folder / "texts", folder], check=True, capture_output=True, text=True).stdout
    return {name: float(seconds) for name, seconds in (line.split() for line in out.splitlines())}


def read_pairs(path):
    return {tuple(map(int, line.split())) for line in path.read_text().splitlines()}


def rensa_pairs(minhashes):
    lsh = rensa.RMinHashLSH(NEAR, PLACES, BANDS)
    lsh.insert_many(minhashes)
    return lsh.query_all(minhashes)


def main():
    program, count = Path(sys.argv[1]).resolve(), int(sys.argv[2])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = texts(count)
        (folder / "texts").write_text("\n".join(made) + "\n")
        cut = lambda words: [" ".join(words[n : n + 4]) for n in range(len(words) - 3)]
        strings = [cut(text.split()) for text in made]
        rows = {}

        def keep(name, seconds):
            rows[name] = min(seconds, rows.get(name, seconds))

        for _ in range(ROUNDS):
            for name, seconds in ours(program, folder).items():
                keep(name, seconds)
            hashes = np.fromfile(folder / "hashes", dtype=np.uint64)
            offsets = np.fromfile(folder / "offsets", dtype=np.uint64)
            R = rensa.RMinHash
            keep("rensa", timed(lambda: R.digest_matrix_from_flat_token_hashes(hashes, offsets, PLACES, SEED))[0])
            keep("rho", timed(lambda: R.digest_matrix_from_flat_token_hashes_rho(hashes, offsets, PLACES, SEED))[0])
            keep("rensa strings", timed(lambda: R.digest_matrix_from_token_sets(strings, PLACES, SEED))[0])
            minhashes = R.from_token_sets(strings, PLACES, SEED)
            seconds, candidates = timed(lambda: rensa_pairs(minhashes))
            keep("rensa pairs", seconds)
        parts = [hashes[offsets[n] : offsets[n + 1]] for n in range(count)]
        identity = lambda hashed: int(hashed)

        def sketch(part):
            minhash = MinHash(PLACES, seed=1, hashfunc=identity)
            # It takes hashes of 32 bits.
            minhash.update_batch((part >> np.uint64(32)).tolist())
            return minhash

        seconds, _ = timed(lambda: [sketch(part) for part in parts[:SAMPLE]])
        keep("datasketch", seconds * count / min(SAMPLE, count))
        sketches = [sketch(part) for part in parts]

        def datasketch_pairs():
            lsh, found = MinHashLSH(num_perm=PLACES, params=(BANDS, PLACES // BANDS)), []
            for n, minhash in enumerate(sketches):
                found.append(lsh.query(minhash))
                lsh.insert(n, minhash)
            return found

        seconds, met = timed(datasketch_pairs)
        keep("datasketch pairs", seconds)

        truth = read_pairs(folder / "truth")
        pair = lambda one, other: (min(one, other), max(one, other))
        rensa_met = {pair(n, other) for n, others in enumerate(candidates) for other in others if other != n}
        rensa_near = {p for p in rensa_met if minhashes[p[0]].jaccard(minhashes[p[1]]) >= NEAR}
        sketch_near = {
            pair(n, other)
            for n, others in enumerate(met)
            for other in others
            if sketches[n].jaccard(sketches[other]) >= NEAR
        }
        share = lambda found: f"{100 * len(found & truth) / len(truth):.2f}"
        right = lambda found: f"{100 * len(found & truth) / max(1, len(found)):.2f}"
        print(f"{count} texts, {int(offsets[-1])} shingles, {len(truth)} pairs.\n")
        print("| signatures | texts a second | rensa's × |\n| --- | ---: | ---: |")
        for name, key, base in [
            ("from hashes: Standpoint", rows["signatures"], "rensa"),
            ("from hashes: rensa, R-MinHash", rows["rensa"], "rensa"),
            ("from hashes: rensa, rho", rows["rho"], "rensa"),
            ("from hashes: datasketch", rows["datasketch"], "rensa"),
            ("from text: Standpoint, words and shingles included", rows["shingles"] + rows["signatures"], "rensa strings"),
            ("from shingles as strings: rensa, R-MinHash", rows["rensa strings"], "rensa strings"),
        ]:
            print(f"| {name} | {count / key:,.0f} | {rows[base] / key:.2f} |")
        print("\n| all pairs, signatures given | texts a second | rensa's × | recall, % | precision, % |\n| --- | ---: | ---: | ---: | ---: |")
        for name, key, found in [
            ("Standpoint, by signatures", rows["pairs"], read_pairs(folder / "estimated")),
            ("Standpoint, candidates by signatures, compared exactly", rows["pairs"] + rows["verified"], read_pairs(folder / "verified")),
            ("Standpoint, as the ledger does it, signatures and containment included", rows["index"], read_pairs(folder / "by_index")),
            ("rensa, candidates alone", rows["rensa pairs"], rensa_met),
            ("rensa, of these near by signatures (not timed)", rows["rensa pairs"], rensa_near),
            ("datasketch, of its candidates near by signatures (not timed)", rows["datasketch pairs"], sketch_near),
        ]:
            print(f"| {name} | {count / key:,.0f} | {rows['rensa pairs'] / key:.2f} | {share(found)} | {right(found)} |")


if __name__ == "__main__":
    main()
