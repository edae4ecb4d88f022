"""Forty more wordings, as people of different temper write them: terse, polite, misspelt, plain.

They too are filled from the gold of a book, and ask of more than one event at once: what came next,
most often, before a year, in a season. What the book does not tell, it must not answer.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from graphmem import Memory
from graphmem.evaluation.books import read_book
from graphmem.evaluation.epbench import remember_book
from graphmem.evaluation.scoring import score_items
from tests.bench.gold.tables import Table
from tests.bench.gold.worded import ASKED, Event, events_of, mean

_EACH = 6  # questions of a wording
_SEASONS = ("winter", "spring", "summer", "autumn")
_FEASTS = {(12, day): "around Christmas" for day in range(21, 31)}
# What is asked; which of the events that are meant count; which are meant (`_MEANT`); how.
# {who_} is a person in lower case, {who~} with a letter less, {elsewhere} a place of another event.
_WORDINGS = (
    "place|last|who|last place {who} was seen?",
    "place|all|who|{who} locations",
    "place|all|who|Could you tell me which places {who} has been to?",
    "place|all|who|where all did {who_} turn up",
    "place|all|kind day|Remind me where the {kind} on {day} was held.",
    "place|all|kind|{kind} venues",
    "place|all|who month|Where was {who} {about}?",
    "place|all|who apart|Apart from {at}, where has {who} been?",
    "place|first|who|Where did {who} go first?",
    "place|first|who after|After {at} on {day}, where did {who} go next?",
    "place|most|who|Which place did {who} visit most often?",
    "place|all|who before|Where had {who} been before {year}?",
    "place|all|who year|Between January {year} and December {year}, where did {who} show up?",
    "place|all|who|any idea where {who~} was?",
    "date|last|who at|last time {who} was at {at}?",
    "date|all|who at|{who} {at} dates",
    "date|all|kind at|When was the {kind} at {at}, do you know?",
    "date|all|who|I need the dates on which {who} appears, please.",
    "date|first|who at|When did {who} first show up at {at}?",
    "date|all|at|On what days was anything going on at {at}?",
    "date|all|who at|any idea when {who_} was at {at_}",
    "date|all|who since|When has {who} been seen since {month}?",
    "date|all|at half|When was something held at {at} in {half}?",
    "date|first|kind|What's the date of the earliest {kind}?",
    "date|all|who kind|What was the date of the {kind} that {who} took part in?",
    "kind|all|who day|What sort of event was {who} at on {day}?",
    "kind|all|at season|What was on at {at} in {season}?",
    "kind|all|at month|what kind of event was held at {at_} in {month}",
    "kind|last|at|Tell me what the last event at {at} was.",
    "who|all|kind at|who was at the {kind} in {at}",
    "who|all|at day|Any idea who was at {at} on {day}?",
    "who|all|at|The people seen at {at}, please.",
    "who|first|at|Who was the first to be at {at}?",
    "who|all|at season|Who was at {at} in {season}?",
    "who|all|kind at|By whom was the {kind} at {at} attended?",
    "places|all|who|In how many different places has {who} been?",
    "count|all|who at|how often was {who_} at {at_}",
    "count|all|at year|Number of events at {at} in {year}?",
    "yes|all|who elsewhere|Has {who} ever been to {elsewhere}?",
    "yes|all|who at before|Was {who} at {at} before {year}?",
)
# Whether an event is meant that is like the one a wording is filled from, and asks for another.
_MEANT: dict[str, Callable[[Event, Event, str], bool]] = {
    "who": lambda e, one, _: e.who == one.who,
    "at": lambda e, one, _: e.at == one.at,
    "kind": lambda e, one, _: e.kind == one.kind,
    "day": lambda e, one, _: e.when == one.when,
    "month": lambda e, one, _: (
        _about(e.when) == _about(one.when) and e.when.month == one.when.month
    ),
    "year": lambda e, one, _: e.when.year == one.when.year,
    "half": lambda e, one, _: _half(e.when) == _half(one.when),
    "season": lambda e, one, _: _season(e.when) == _season(one.when),
    "since": lambda e, one, _: e.when >= one.when.replace(day=1),
    "before": lambda e, one, _: e.when.year < one.when.year,
    "after": lambda e, one, _: e.when > one.when,
    "apart": lambda e, one, _: e.at != one.at,
    "elsewhere": lambda e, _, other: e.at == other,
}


def measure(data: Path, part: str) -> list[Table]:
    """Return the F1 by what is asked: `dev` over the short book, `test` over the thriller."""
    folder = data / "epbench" / ("thriller" if part == "test" else "short")
    book = read_book(folder)
    scores: defaultdict[str, list[float]] = defaultdict(list)
    with Memory(":memory:") as memory:
        remember_book(memory, book)
        events = [event for _, event in events_of(folder)]
        beside = frozenset(other for event in events for other in event.others)
        for asks, query, gold in questions(events):
            scores[asks].append(grade(asks, memory.ask(query).values, gold, beside))
    table = Table(f"Forty more wordings ({folder.name})", ("asked", "the graph", "questions"))
    for asks, name in ASKED.items():
        table.rows.append((name, mean(scores[asks]), str(len(scores[asks]))))
    every = [score for found in scores.values() for score in found]
    table.rows.append(("all", mean(every), str(len(every))))
    table.note = "Strict F1. What no event tells is answered rightly by nothing, or by a no."
    return [table]


def grade(asks: str, values: Sequence[str], gold: Sequence[str], beside: Collection[str]) -> float:
    """Return the strict F1; a no is nothing that the memory knows of.

    People `beside` the one of an event are neither wanted nor wrong.
    """
    told = [value.lower() for value in values] if asks == "yes" else list(values)
    if asks == "who":
        told = [value for value in told if value in gold or value not in beside]
    if not gold and asks in ("yes", "count") and told in (["no"], ["0"]):
        return 1.0
    return score_items(told, gold).strict


def questions(events: Sequence[Event]) -> Iterator[tuple[str, str, list[str]]]:
    """Yield what is asked, the question and its answers; none where no event is meant."""
    for number, line in enumerate(_WORDINGS):
        asks, which, meant, wording = line.split("|")
        rng = Random(f"more {number}")
        told: dict[str, list[str]] = {}
        for one in events:
            other = rng.choice(events).at
            met = [e for e in events if all(_MEANT[m](e, one, other) for m in meant.split())]
            told[_filled(wording, one, other)] = _answer(asks, _chosen(which, met))
        for query in rng.sample(sorted(told), min(_EACH, len(told))):
            yield asks.replace("places", "count"), query, told[query]


def _filled(wording: str, one: Event, other: str) -> str:
    filled = wording.replace("{who_}", one.who.lower()).replace("{at_}", one.at.lower())
    return filled.replace("{who~}", _misspelt(one.who)).format(
        **one.told(),
        elsewhere=other,
        about=_about(one.when),
        half=_half(one.when),
        season=_season(one.when),
    )


def _chosen(which: str, met: Sequence[Event]) -> list[Event]:
    """Return all, those of the first or the last day, or those of the places met most often."""
    if which == "all" or not met:
        return list(met)
    if which == "most":
        counted = Counter(event.at for event in met)
        return [event for event in met if counted[event.at] == max(counted.values())]
    end = min(e.when for e in met) if which == "first" else max(e.when for e in met)
    return [event for event in met if event.when == end]


def _answer(asks: str, met: Sequence[Event]) -> list[str]:
    if not met:
        return []
    if asks in ("count", "places"):
        return [str(len(met) if asks == "count" else len({event.at for event in met}))]
    field = {"place": "at", "date": "day", "kind": "kind", "who": "who"}.get(asks, "")
    return list(dict.fromkeys(event.told()[field] for event in met)) if field else ["yes"]


def _misspelt(name: str) -> str:
    """Return a name without the last letter but one of its last word."""
    return name[:-2] + name[-1]


def _about(when: datetime) -> str:
    """Return roughly when: around a feast, or early, in the middle or late in a month."""
    if feast := _FEASTS.get((when.month, when.day)):
        return f"{feast} {when.year}"
    part = "in early" if when.day <= 10 else "in mid-" if when.day <= 20 else "in late"
    return f"{part}{'' if part.endswith('-') else ' '}{when:%B %Y}"


def _half(when: datetime) -> str:
    return f"the {'first' if when.month <= 6 else 'second'} half of {when.year}"


def _season(when: datetime) -> str:
    """Return the season; a winter is that of the year in which it began."""
    begun = when - timedelta(days=60) if when.month <= 2 else when
    season = _SEASONS[(when.month % 12) // 3]
    return f"the {season} of {begun.year}"
