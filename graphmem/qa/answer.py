"""Answer a question from the graph, with the words it rests on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from graphmem.ids import normal_name
from graphmem.language.tokens import count_tokens
from graphmem.models.recollection import Answer, Citation, Cue
from graphmem.qa.evidence import Evidence, Page, Part
from graphmem.qa.match import Match, match
from graphmem.qa.speak import say, say_time
from graphmem.settings import AnswerSettings


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an answer, where it stands, and what makes it one with another."""

    text: str
    key: str
    page: Page
    start: int
    end: int


def answer(cue: Cue, evidence: Evidence, settings: AnswerSettings) -> Answer:
    """Return what the happenings that satisfy the cue give for the slot it asks for."""
    found = _ordered(match(cue, evidence), cue)
    drawn = [value for m in found for value in _draw(cue, m, evidence)]
    if cue.asks == "count":
        values = [str(len(_distinct(drawn)))] if drawn else []
    else:
        drawn = _distinct(drawn)[: settings.max_values]
        values = [value.text for value in drawn]
    return Answer(
        query=cue.query,
        text=say(cue.asks, values, cue.query),
        values=tuple(values),
        citations=tuple(_citation(value) for value in drawn),
        asks=cue.asks,
        tokens=_tokens(drawn),
        why=_why(evidence, found),
    )


def _ordered(found: Sequence[Match], cue: Cue) -> list[Match]:
    """Return them in the order of the calendar where the cue wants one, else as they stand."""
    if cue.order == "all":
        return list(found)
    dated = sorted((m for m in found if m.times), key=_when)
    if not dated:
        return list(found)
    if cue.order == "latest":
        return [m for m in dated if _when(m) == _when(dated[-1])]
    if cue.order == "first":
        return [m for m in dated if _when(m) == _when(dated[0])]
    return [*dated, *(m for m in found if not m.times)]


def _when(found: Match) -> str:
    return found.times[0].interval.start


def _draw(cue: Cue, found: Match, evidence: Evidence) -> Iterator[Value]:
    asks = (cue.counted or "event") if cue.asks == "count" else cue.asks
    drawers: dict[str, Callable[[Match, Evidence], Iterator[Value]]] = {
        "person": _people,
        "others": _others,
        "place": _places,
        "time": _times,
        "event": _events,
    }
    if asks == "person" and cue.everyone:
        asks = "others"
    if cue.asks == "count" and asks == "event":
        yield from _happenings(found)
    else:
        yield from drawers.get(asks, _details)(found, evidence)


def _people(found: Match, evidence: Evidence) -> Iterator[Value]:
    """Yield who a happening is about, but those that the cue named."""
    for part in _protagonists(found, evidence):
        yield from _being(part, found, evidence)


def _protagonists(found: Match, evidence: Evidence) -> list[Part]:
    """Return the first agents; where these have no name, the most salient of those who have."""
    parts = found.happening.parts if found.happening else ()
    agents = [p for p in parts if p.slot == "AGENT" and p.rank == 0]
    if any(_named(part, evidence) for part in agents):
        return agents
    company = [p for p in parts if p.slot in ("AGENT", "COMPANION") and _named(p, evidence)]
    return sorted(company, key=lambda p: (-p.salience, p.rank, p.entity))[:1] or agents


def _named(part: Part, evidence: Evidence) -> bool:
    being = evidence.beings.get(part.entity)
    return being is not None and being.named


def _others(found: Match, evidence: Evidence) -> Iterator[Value]:
    parts = found.happening.parts if found.happening else ()
    company = [p for p in parts if p.slot in ("AGENT", "COMPANION")]
    named = [p for p in company if _named(p, evidence)]
    for part in named or company:
        yield from _being(part, found, evidence)


def _being(part: Part, found: Match, evidence: Evidence) -> Iterator[Value]:
    being = evidence.beings.get(part.entity)
    named = frozenset(entity for known in evidence.known for entity in known.entities)
    if being is not None and being.id not in named | evidence.left_out:
        span = _span(part.start, part.end, found, being.id)
        yield Value(being.name, normal_name(being.name), found.page, *span)


def _places(found: Match, evidence: Evidence) -> Iterator[Value]:
    places = found.happening.places if found.happening else ()
    for part in places[:1]:
        being = evidence.beings.get(part.entity)
        if being is not None:
            span = _span(part.start, part.end, found, being.id)
            yield Value(being.name, normal_name(being.name), found.page, *span)


def _times(found: Match, evidence: Evidence) -> Iterator[Value]:
    for timed in found.times[:1]:
        said = say_time(timed.interval)
        yield Value(said, said, found.page, *_span(timed.start, timed.end, found))


def _events(found: Match, evidence: Evidence) -> Iterator[Value]:
    key = found.happening.id if found.happening else found.page.episode.id
    label = evidence.called.get(key, "")
    if label:
        yield Value(label, normal_name(label), found.page, *_span(0, 0, found))


def _happenings(found: Match) -> Iterator[Value]:
    key = found.happening.id if found.happening else found.page.episode.id
    yield Value(key, key, found.page, *_span(0, 0, found))


def _details(found: Match, evidence: Evidence) -> Iterator[Value]:
    """Yield one line that says it all: what, who, where, when."""
    what = [value.text for value in _events(found, evidence)]
    who = [value.text for value in _others(found, evidence)]
    where = [value.text for value in _places(found, evidence)]
    when = [value.text for value in _times(found, evidence)]
    card = "; ".join(filter(None, (*what, ", ".join(who), *where, *when)))
    if card:
        key = found.happening.id if found.happening else found.page.episode.id
        yield Value(card, key, found.page, *_span(0, 0, found))


def _span(start: int, end: int, found: Match, entity: str = "") -> tuple[int, int]:
    """Return the span given, or else of the first mention, or of the first sentence."""
    if end > start:
        return start, end
    if entity in found.page.mentions:
        return found.page.mentions[entity]
    sentences = found.page.sentences
    low = found.happening.start if found.happening else 0
    first = next((s for s in sentences if s.end > low), None)
    return (first.start, first.end) if first else (0, len(found.page.episode.text))


def _distinct(values: Sequence[Value]) -> list[Value]:
    return list({value.key: value for value in reversed(values)}.values())[::-1]


def _citation(value: Value) -> Citation:
    episode = value.page.episode
    quote = episode.text[value.start : value.end]
    return Citation(
        episode.id, episode.source, value.start, value.end, quote, episode.occurred
    )


def _tokens(values: Sequence[Value]) -> int:
    """Return the tokens of the sentences in which the values stand."""
    spans = {
        (value.page.episode.id, s.start, s.end): value.page.episode.text[s.start : s.end]
        for value in values
        for s in value.page.sentences
        if s.start < value.end and value.start < s.end
    }
    return sum(count_tokens(text) for text in spans.values())


def _why(evidence: Evidence, found: Sequence[Match]) -> tuple[str, ...]:
    lines = [f"{k.name.text}: known as {k.way}, {len(k.entities)} entities" for k in evidence.known]
    lines += [f"{name.text}: not known" for name in evidence.unknown]
    lines += [f"about: {topic.text}" for topic in evidence.topics]
    return (*lines, f"{len(found)} happenings fit")
