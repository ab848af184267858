"""Check: the judge's aligner against its slow twin, on many random small cases.

`python -m tests.bench.align_twin [--cases 100000] [--seed 1]` prints how many agree, and the first that do not.
"""

import argparse
import random
import sys

from tests.judge.test_align import agrees_with_twin, random_case


def main() -> None:
    """Run the check; the exit code is 1 when a case disagrees."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    wrong = [case for case in (random_case(rng) for _ in range(options.cases)) if not agrees_with_twin(*case)]
    sys.stdout.write(f"{options.cases - len(wrong):,} of {options.cases:,} agree (seed {options.seed})\n")
    sys.stdout.writelines(f"{left} <- {right}\n" for left, right in wrong[:5])
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
