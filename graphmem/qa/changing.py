"""What an answer must say of changes and conflicts where the model did not."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from graphmem.language.terms import terms
from graphmem.language.times import find_times, resolve
from graphmem.qa.given import Brief, Change, Stand
from graphmem.qa.inline import Said
from graphmem.qa.speak import say_day


def untold_changes(brief: Brief, kept: Sequence[Said]) -> Iterator[tuple[Said, tuple[str, ...]]]:
    """Yield a sentence of ours for each change of which the kept sentences tell one side alone.

    With it come the values of both sides. They tell a side if they cite its line and have its
    value; both are told where the values of both stand there, and a date that parts them if any
    is known.
    """
    text = " ".join(said.text for said in kept)
    cited = {number for said in kept for number in said.numbers}
    for change in brief.changes:
        values = apart(change)
        sides = zip((change.before, change.after), values, strict=True)
        half = any(not cited.isdisjoint(s.numbers) and _has(parts, text) for s, parts in sides)
        if half and not _is_whole(change, values, text):
            numbers = (*change.before.numbers, *change.after.numbers)
            both = tuple(parts[0] for parts in values)
            yield Said(_sentence(change), tuple(dict.fromkeys(numbers))), both


def apart(change: Change) -> tuple[Sequence[str], Sequence[str]]:
    """Return what tells the values of both sides apart: a value may list who and what is in it."""
    before, after = change.before.value.split(", "), change.after.value.split(", ")
    ours = [part for part in before if part not in after]
    return ours or before, [part for part in after if part not in before] or after


def _has(parts: Sequence[str], text: str) -> bool:
    stems = set(terms(text))
    return any(bool(terms(part)) and stems.issuperset(terms(part)) for part in parts)


def _is_whole(change: Change, values: tuple[Sequence[str], Sequence[str]], text: str) -> bool:
    if not all(_has(parts, text) for parts in values):
        return False
    dates = {day[:10] for day in _dates(change) if day}
    if not dates:
        return change.before.value != change.after.value
    found = (resolve(expression, None) for expression in find_times(text))
    told = [interval for interval in found if interval is not None]
    return any(each.start[:10] <= day < each.end[:10] for each in told for day in dates)


def _dates(change: Change) -> tuple[str, ...]:
    if change.conflict:
        return change.before.begun, change.after.begun
    return change.before.ended, change.after.begun


def _sentence(change: Change) -> str:
    before, after = change.before, change.after
    if change.conflict:
        return f"In conflict: {_said(before)}{_day(before)}; {_said(after)}{_day(after)}."
    until = f" until {_on(before.ended)}" if before.ended else " before"
    since = f" since {_on(after.begun)}" if after.begun else " after that"
    return f"Changed: {_said(before)}{until}; {_said(after)}{since}."


def _said(stand: Stand) -> str:
    return f"\u201c{stand.text.rstrip('.')}\u201d"


def _day(stand: Stand) -> str:
    return f" ({_on(stand.begun)})" if stand.begun else ""


def _on(moment: str) -> str:
    return say_day(datetime.fromisoformat(moment))
