"""Times: are the words found, and do they get their place on the calendar?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from graphmem.language.parse import Parser
from graphmem.language.pipeline import load_pipeline
from graphmem.language.times import bounded, find_times
from graphmem.models.evidence import Episode
from graphmem.models.times import Interval
from graphmem.operator.spacy_operator import SpacyOperator
from graphmem.settings import OperatorSettings
from tests.bench.gold.tables import Score, Table
from tests.bench.gold.timex_gum import read_gum
from tests.bench.gold.timex_plain import plain_times
from tests.bench.gold.timex_specs import read_specs
from tests.bench.gold.timex_told import Case, Ends, Ours, Told, core, holds, same, starts

Read = Sequence[list[Ours]]  # of each case the times found in it

_DATES = frozenset({"date", "span", "relative"})
_SORTS = _DATES | {"time", "duration", "set"}

_SPECS = (
    "English specifications DateTimeModel, MergedParser and the parsers of dates, times, periods, "
    "holidays and sets, each sentence once; left out: time zones, alternatives, other modes. "
    "Odd cases are the test part; neighbouring cases are alike. Any alternative counts; a part of "
    "the day is right where most hours are shared; a last day that is named may be in it or not. "
    "'Five years ago' is one day there and that year here: 'holds' counts what holds the right one."
)
_GUM = (
    "Dates marked in documents of many genres, seen from the day of the document; the two ends of "
    "a range as one. Left out of what is placed: BC, no year, 'notBefore' and 'notAfter'. "
    "Precision is of calendar dates only."
)


def measure(data: Path, part: str) -> list[Table]:
    """Return how well times are placed and found, on specifications and in documents."""
    every = read_specs(data / "timex_specs/recognizers_english")
    specs = every[1::2] if part == "test" else every[::2]
    documents = read_gum(data / "language/gum", part)
    parts = (("specifications", specs, _SPECS, _SORTS), ("documents", documents, _GUM, _DATES))
    tables = []
    for title, cases, note, sorts in parts:
        ours = read_times(cases, opened=cases is specs)
        plain = [plain_times(case.text) for case in cases]
        tables += [
            _placed(f"Times placed, {title} ({part})", cases, ours, plain, note),
            _found(f"Times found, {title} ({part})", cases, ours, plain, sorts),
        ]
    return tables


def read_times(cases: Sequence[Case], *, opened: bool) -> list[list[Ours]]:
    """Return the times of the workspace of each text, opened as the word in front says or not."""
    operator = SpacyOperator(Parser(load_pipeline()), OperatorSettings(window=0))
    episodes = [
        Episode(str(i), "src", i, case.text, occurred=case.written) for i, case in enumerate(cases)
    ]
    found = []
    for case, workspace in zip(cases, operator.read([(e, ()) for e in episodes]), strict=True):
        known = {(e.start, e.end): e for e in find_times(case.text)}
        ours = []
        for t in workspace.times:
            told = known.get((t.start, t.end))  # none where it is counted from an event
            bound = told.bound if told and opened else ""
            ours.append(
                Ours(t.start, t.end, _ends(t.interval, bound), told.sort if told else "relative")
            )
        found.append(ours)
    return found


def met(told: Told, ours: Iterable[Ours]) -> Ours | None:
    """Return which of ours shares most with what was told."""
    shared = [(min(o.end, told.end) - max(o.start, told.start), -o.start, o) for o in ours]
    best = max(shared, key=lambda s: s[:2], default=None)
    return best[2] if best and best[0] > 0 else None


def _ends(interval: Interval | None, bound: str) -> Ends | None:
    if interval is None:
        return None
    return bounded(interval, "" if bound == "about" else bound)


def _placed(title: str, cases: Sequence[Case], ours: Read, plain: Read, note: str) -> Table:
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0] * 5)
    for case, mine, theirs in zip(cases, ours, plain, strict=True):
        for told in (t for t in case.told if t.right):
            row = _row(told, met(told, mine), met(told, theirs))
            for kind in (told.kind, "all"):
                counts[kind] = [a + b for a, b in zip(counts[kind], row, strict=True)]
    table = Table(title, ("kind", "n", "exact", "start", "holds", "plain exact"), note=note)
    for kind, (n, *hits) in sorted(counts.items(), key=lambda c: (c[0] == "all", c[0])):
        table.rows.append((kind, str(n), *(f"{hit / n:.3f}" for hit in hits)))
    return table


def _row(told: Told, mine: Ours | None, plain: Ours | None) -> list[int]:
    ends = mine.ends if mine else None
    judged = (judge(ends, told) for judge in (same, starts, holds))
    return [1, *map(int, judged), int(same(plain.ends if plain else None, told))]


def _found(
    title: str, cases: Sequence[Case], ours: Read, plain: Read, sorts: frozenset[str]
) -> Table:
    """Count the spans that are the same but for small words in front; by kind only the recall."""
    table = Table(title, ("system", "n", "precision", "recall", "F1"))
    for name, read in (("graphmem", ours), ("plain rule", plain)):
        score, kinds = Score(), defaultdict(Score)
        for case, times in zip(cases, read, strict=True):
            spans = {core(case.text, o.start, o.end) for o in times if o.sort in sorts}
            every = {core(case.text, o.start, o.end) for o in times}
            gold = {core(case.text, t.start, t.end): t.kind for t in case.told}
            if case.whole:
                score.compare(spans | (every & gold.keys()), gold)
            for span, kind in gold.items():
                kinds[kind].add(span in every, 0, 1)
        table.rows.append((name, str(int(score.wanted)), *score.cells()))
        for kind, found in sorted(kinds.items()) if name == "graphmem" else ():
            row = (f"- {kind}", str(int(found.wanted)), "", f"{found.recall:.3f}", "")
            table.rows.append(row)
    return table
