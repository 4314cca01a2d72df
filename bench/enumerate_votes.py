"""Power in votes by going through every coalition: what bench/src/bin/votes.rs compares itself with.

    python3 enumerate_votes.py QUOTA WEIGHT...

Prints the sum of all swings, and the first member's Shapley–Shubik index.
"""

import sys
from fractions import Fraction
from math import factorial


def main():
    quota, *weights = map(int, sys.argv[1:])
    members = len(weights)
    orders = [factorial(size) * factorial(members - 1 - size) for size in range(members)]
    swings = [0] * members
    pivots = [0] * members
    for coalition in range(1 << members):
        inside = [member for member in range(members) if coalition >> member & 1]
        weight = sum(weights[member] for member in inside)
        if weight >= quota:
            for member in inside:
                if weight - weights[member] < quota:
                    swings[member] += 1
                    pivots[member] += orders[len(inside) - 1]
    print(sum(swings), Fraction(pivots[0], factorial(members)))


main()
