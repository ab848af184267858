"""Check: the word aligner against its slow twin, on many random small cases.

`python -m tests.bench.twin [--cases 100000] [--seed 1]` prints how many agree, and the first that do not.
"""

import argparse
import math
import random

from tests.locate.test_wordalign import case, cheapest, laid


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    agreed = 0
    for number in range(options.cases):
        ours, theirs = case(chance)
        place = laid(ours, theirs)
        if place and math.isclose(place.distance, cheapest(ours, theirs)):
            agreed += 1
        elif agreed >= number - 3:
            print(ours, theirs, place)
    print(f"{agreed} of {options.cases} cases agree (seed {options.seed})")


if __name__ == "__main__":
    main()
