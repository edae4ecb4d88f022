"""The specifications of a recognizer: sentences with a reference time, and what each time means."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graphmem.models.times import Interval
from tests.bench.gold.timex_told import Case, Ends, Told, iso, moment

# The models know all times of a sentence, the parsers those of one sort.
_WHOLE = ("DateTimeModel", "MergedParser")
_SORTS = (
    "DateParser", "DatePeriodParser", "DateTimeParser", "DateTimePeriodParser", "HolidayParser",
    "SetParser", "TimeParser", "TimePeriodParser",
)  # fmt: skip
_DAY = "2016-11-07T00:00:00"  # for clock times without a reference
_KINDS = {
    "date": "date", "daterange": "date range", "time": "time", "timerange": "time",
    "datetime": "date and time", "datetimerange": "date and time", "set": "set",
    "duration": "duration",
}  # fmt: skip
_RELATIVE = re.compile(
    r"\b(?:ago|now|later|earlier|hence|next|last|this|that|same|previous|coming|upcoming|past|back"
    r"|current|yesterday|today|tomorrow|tonight|following|my day|the day)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"T(?:MO|AF|EV|NI|DT|BR|LU|DI|MI)\b")
_LAST = {"D": "day", "W": "week", "M": "month", "Y": "year"}


def read_specs(folder: Path) -> list[Case]:
    """Return the cases in a fixed order, each sentence once for a reference time."""
    cases: dict[tuple[str, str], Case] = {}
    for name in (*_WHOLE, *_SORTS):
        rows = json.loads((folder / f"{name}.json").read_text("utf-8-sig"))
        for row in rows:
            when = row.get("Context", {}).get("ReferenceDateTime", _DAY)[:19]
            told = tuple(_read(row["Results"], row["Input"], when))
            case = Case(
                row["Input"],
                Interval(when, iso(moment(when), "second", 1), "second"),
                told,
                name in _WHOLE,
            )
            cases.setdefault((row["Input"], when), case)
    return list(cases.values())


def _read(results: list[dict[str, Any]], text: str, when: str) -> Iterator[Told]:
    for result in results:
        sort = (result.get("TypeName") or result.get("Type") or "").split(".")[-1]
        start = result.get("Start", text.lower().find(result["Text"].lower()))
        if sort not in _KINDS or start < 0:
            continue
        end = result.get("End", start + len(result["Text"]) - 1) + 1
        values = list(_values(result, sort))
        right = tuple(dict.fromkeys(e for v in values for e in _ends(v, sort, when)))
        kind = "relative" if right and _RELATIVE.search(result["Text"]) else _KINDS[sort]
        timex = " ".join(str(value.get("timex", "")) for value in values)
        part = bool(_PART.search(timex)) and "(" not in timex
        yield Told(start, end, kind, right, sort in ("time", "timerange"), part)


def _values(result: dict[str, Any], sort: str) -> Iterator[dict[str, str]]:
    """Yield the alternatives, of both ways to write them, as one dictionary each."""
    found = result.get("Value") or result.get("Resolution") or {}
    if "values" in found:
        yield from found["values"]
        return
    for side in ("FutureResolution", "PastResolution"):
        told = found.get(side, {})
        value = {"timex": found.get("Timex") or found.get("timex", ""), "Mod": found.get("Mod", "")}
        for key, said in told.items():
            name = "start" if key.startswith("start") else "end" if key.startswith("end") else ""
            value[name or "value"] = said
        yield {**value, "type": sort}


def _ends(value: dict[str, str], sort: str, when: str) -> Iterator[Ends]:
    """Yield the ends of an alternative.

    Where it goes to a last day, month or year that is named, ending with that one is right too.
    """
    timex, mod = str(value.get("timex", "")), value.get("Mod", "")
    if sort in ("set", "duration") or value.get("value") == "not resolved":
        return
    unit = _unit(timex)
    if "value" in value:
        at = moment(_dated(value["value"], when))
        yield iso(at), iso(at, unit, 1)
        return
    start, end = (_dated(value[k], when) if value.get(k) else None for k in ("start", "end"))
    start, end = (iso(moment(e)) if e else None for e in (start, end))
    if end and end.endswith("T23:59:59"):
        end = iso(moment(end), "second", 1)
    if start or end:
        yield start, end
    if start and end and timex.startswith("("):
        yield (
            start,
            iso(moment(end), _LAST.get(timex[-2:-1], unit) if "PT" not in timex else unit, 1),
        )
        yield start, iso(moment(end), "day", 1)
    if value.get("sourceEntity") == "datetimepoint" and mod:
        yield (iso(moment(start), unit, 1) if start else None), end
        yield start, (iso(moment(end), unit, 1) if end else None)


def _dated(text: str, when: str) -> str:
    return f"{when[:10]}T{text}" if re.match(r"\d\d:", text) else text


def _unit(timex: str) -> str:
    """Return how exactly a moment is told: T08 is an hour, T08:40 a minute."""
    clock = re.search(r"T\d\d(?::\d\d)?(?::\d\d)?", timex)
    return "day" if clock is None else {3: "hour", 6: "minute"}.get(len(clock[0]), "second")
