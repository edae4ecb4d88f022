"""Feed odd inputs to everything that takes any: `make fuzz`, or a part of it in the tests.

Each case follows from the seed, the target and its number, so that it can be run again alone:

    python tests/fuzz/fuzz.py --target times --rng-seed 0 --first 4711 --cases 1
"""

import argparse
import random
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from targets import TARGETS, Target
from workshop import Workshop

SECONDS = 10  # that a case may take before it counts as a hang; other work may slow the machine


class Hang(BaseException):
    """A case took too long; not an Exception, so that nothing takes it for one of its own."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that broke a law, and how."""

    target: str
    number: int
    given: list[Any]
    trace: str


def fuzz(target: Target, numbers: range, rng_seed: int, folder: Path) -> list[Failure]:
    """Run cases of a target; return those that fail, and stop at the fifth."""
    shop = Workshop(folder)
    shop.warm()
    failures: list[Failure] = []
    try:
        for number in numbers:
            given: list[Any] = []
            rng = random.Random(f"{rng_seed}/{target.__name__}/{number}")
            try:
                with _limited():
                    target(rng, shop, given)
            except (Exception, Hang):  # noqa: BLE001 - whatever it is, it was found
                trace = traceback.format_exc()
                failures.append(Failure(target.__name__, number, given, trace))
                if len(failures) == 5:
                    break
    finally:
        shop.close()
    return failures


@contextmanager
def _limited() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise Hang

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def main() -> int:
    """Run the cases that were asked for; 1 when any fails."""
    names = {target.__name__: target for target in TARGETS}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000, help="over all targets")
    parser.add_argument("--rng-seed", type=int, default=0)
    parser.add_argument("--target", choices=sorted(names), help="this one alone")
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--failures", type=Path, default=Path("fuzz-failures"), help="a folder")
    args = parser.parse_args()
    warnings.simplefilter("error")
    chosen = {names[args.target]: 1.0} if args.target else TARGETS
    failed = 0
    for target, share in chosen.items():
        numbers = range(args.first, args.first + max(1, round(args.cases * share)))
        began = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            failures = fuzz(target, numbers, args.rng_seed, Path(folder))
        seconds = time.perf_counter() - began
        print(
            f"{target.__name__:10} {len(numbers):7,} cases  {len(numbers) / seconds:8,.0f} a second"
            f"  {len(failures)} failed  rng_seed {args.rng_seed}",
            flush=True,
        )
        for failure in failures:
            print(f"{_kept(failure, args.failures)}\n{failure.trace}", file=sys.stderr)
        failed += len(failures)
    return 1 if failed else 0


def _kept(failure: Failure, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{failure.target}-{failure.number}.txt"
    path.write_text("\n".join(map(ascii, failure.given)) + f"\n\n{failure.trace}", "utf-8")
    return path


if __name__ == "__main__":
    sys.exit(main())
