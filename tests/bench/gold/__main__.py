"""Print how well the Operator reads, beside baselines, as tables in Markdown.

    python -m tests.bench.gold DATA [--part test] [--only roles times ...]

DATA is a folder with annotated text (`language/`, `timex_specs/`). What was tuned was tuned on the
part `dev`; figures are told of the part `test`.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

from tests.bench.gold import (
    babi,
    coreference,
    entities,
    free,
    reworded,
    roles,
    slots,
    timex,
    worded,
)
from tests.bench.gold.tables import Table

Measure = Callable[[Path, str], list[Table]]
# By name: what takes the folder of the data and a part, and returns its tables.
MEASURES: dict[str, Measure] = {
    "babi": babi.measure,
    "coreference": coreference.measure,
    "entities": entities.measure,
    "free": free.measure,
    "reworded": reworded.measure,
    "roles": roles.measure,
    "slots": slots.measure,
    "times": timex.measure,
    "worded": worded.measure,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--part", choices=("dev", "test"), default="test")
    parser.add_argument("--only", nargs="+", choices=sorted(MEASURES), default=sorted(MEASURES))
    args = parser.parse_args()
    for name in args.only:
        for table in MEASURES[name](args.data, args.part):
            print(table.markdown(), flush=True)


if __name__ == "__main__":
    main()
