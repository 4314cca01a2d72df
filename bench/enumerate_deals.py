"""Every package of a small model, one by one: what bench/src/bin/deals.rs compares itself with.

Reads the JSON of bench/src/negotiation.rs and prints how many packages cross no red line, and how many points the
Pareto frontier has.
"""

import itertools
import json
import re
import sys


def condition(text):
    count = re.fullmatch(r"at most (\d+) of \((.*)\)", text)
    if count:
        return f"sum(({count[2]},)) <= {count[1]}"
    if " implies " in text:
        left, right = text.split(" implies ")
        return f"(not ({left})) or ({right})"
    return text


def main():
    model = json.load(open(sys.argv[1]))
    terms = [term["id"] for term in model["term"]]
    musts = [condition(c["must"]) for c in model["constraint"]]
    for party in model["party"]:
        for line in party["red-line"]:
            musts.append(f"not ({line['never']})" if "never" in line else line["needs"])
    allowed = eval(f"lambda {','.join(terms)}: " + " and ".join(f"({m})" for m in musts))
    count = 0
    points = set()
    for package in itertools.product((True, False), repeat=len(terms)):
        if allowed(*package):
            count += 1
            held = [term for term, holds in zip(terms, package) if holds]
            points.add(tuple(sum(party["worth"][term] for term in held) for party in model["party"]))
    frontier = [p for p in points if not any(q != p and all(a >= b for a, b in zip(q, p)) for q in points)]
    print(f"{count} packages, {len(frontier)} points")


main()
