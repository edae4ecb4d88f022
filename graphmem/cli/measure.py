"""`graphmem eval`: a benchmark, with its baseline beside it."""

from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from graphmem.cli.output import show_json
from graphmem.cli.progress import Progress
from graphmem.evaluation.epbench import run_epbench
from graphmem.evaluation.locomo import run_locomo

_BESIDE = ("baseline", "floor")


def run(args: Namespace) -> int:
    """Run a benchmark and print its figures."""
    path = Path(args.path)
    with Progress(quiet=args.quiet) as progress:
        if args.benchmark == "epbench":
            figures = run_epbench(path, progress=progress.count)
        else:
            figures = run_locomo(path, progress=progress)
    if args.json:
        show_json(figures)
    else:
        print(show_figures(figures))
    return 0


def show_figures(figures: Mapping[str, Any]) -> str:
    """Return a table: a row a figure, and a column for what it is compared with."""
    beside = {key: dict(_flat(figures[key])) for key in _BESIDE if key in figures}
    ours = dict(_flat({key: v for key, v in figures.items() if key not in beside}))
    width = max(map(len, ours), default=0)
    rows = ["  ".join([" " * width, *(f"{name:>10}" for name in ("graphmem", *beside))]).rstrip()]
    for key, value in ours.items():
        cells = [_cell(value), *(_cell(column.get(key)) for column in beside.values())]
        rows.append("  ".join([f"{key:<{width}}", *(f"{cell:>10}" for cell in cells)]).rstrip())
    return "\n".join(rows)


def _flat(figures: Mapping[str, Any], front: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in figures.items():
        name = f"{front}{str(key).replace('_', ' ')}"
        if isinstance(value, Mapping):
            yield from _flat(value, f"{name}: ")
        else:
            yield name, value


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" if isinstance(value, float) else str(value)
