"""What an occasion gives for the slot that is asked for."""

from collections.abc import Callable, Iterator

from graphmem.ids import normal_name
from graphmem.models.recollection import Cue
from graphmem.qa.evidence import Evidence, Part
from graphmem.qa.match import Match, places_of
from graphmem.qa.speak import say_time
from graphmem.qa.values import Value, sentence_at

Drawer = Callable[[Match, Evidence], Iterator[Value]]


def draw(cue: Cue, found: Match, evidence: Evidence) -> Iterator[Value]:
    """Yield the values of one occasion for what the cue asks."""
    asks = (cue.counted or "event") if cue.asks == "count" else cue.asks
    drawers: dict[str, Drawer] = {
        "person": _others if cue.everyone else _people,
        "others": _others,
        "place": _places,
        "time": _times,
        "event": _happenings if cue.asks == "count" else _events,
    }
    yield from drawers.get(asks, _details)(found, evidence)


def _people(found: Match, evidence: Evidence) -> Iterator[Value]:
    """Yield whom the occasion is about; where they have no name, the most salient who has one."""
    parts = found.happening.parts if found.happening else ()
    agents = [p for p in parts if p.slot == "AGENT" and p.rank == 0]
    if not any(_named(part, evidence) for part in agents):
        company = [p for p in parts if p.slot in ("AGENT", "COMPANION") and _named(p, evidence)]
        agents = sorted(company, key=lambda p: (-p.salience, p.rank, p.entity))[:1] or agents
    for part in agents:
        yield from _being(part, found, evidence)


def _others(found: Match, evidence: Evidence) -> Iterator[Value]:
    parts = found.happening.parts if found.happening else ()
    company = [p for p in parts if p.slot in ("AGENT", "COMPANION")]
    for part in [p for p in company if _named(p, evidence)] or company:
        yield from _being(part, found, evidence)


def _named(part: Part, evidence: Evidence) -> bool:
    being = evidence.beings.get(part.entity)
    return being is not None and being.named


def _being(part: Part, found: Match, evidence: Evidence) -> Iterator[Value]:
    """Yield who it is, but for those that the query names itself."""
    being = evidence.beings.get(part.entity)
    if being is not None and being.id not in evidence.named | evidence.left_out:
        yield Value(being.name, normal_name(being.name), found.page, *_span(part, found))


def _places(found: Match, evidence: Evidence) -> Iterator[Value]:
    places = places_of(found.page, found.happening)
    for part in places[:1]:
        being = evidence.beings.get(part.entity)
        if being is not None:
            yield Value(being.name, normal_name(being.name), found.page, *_span(part, found))


def _times(found: Match, _: Evidence) -> Iterator[Value]:
    for timed in found.times[:1]:
        said = say_time(timed.interval)
        span = (timed.start, timed.end) if timed.end > timed.start else _opening(found)
        yield Value(said, said, found.page, *span)


def _events(found: Match, evidence: Evidence) -> Iterator[Value]:
    label = evidence.called.get(found.key, "")
    if label:
        yield Value(label, normal_name(label), found.page, *_opening(found))


def _happenings(found: Match, _: Evidence) -> Iterator[Value]:
    yield Value(found.key, found.key, found.page, *_opening(found))


def _details(found: Match, evidence: Evidence) -> Iterator[Value]:
    """Yield one line that says it all: what, who, where, when."""
    drawers: tuple[Drawer, ...] = (_events, _others, _places, _times)
    told = [[value.text for value in drawer(found, evidence)] for drawer in drawers]
    card = "; ".join(", ".join(texts) for texts in told if texts)
    if card:
        yield Value(card, found.key, found.page, *_opening(found))


def _span(part: Part, found: Match) -> tuple[int, int]:
    """Return the words of the part, or else its first mention, or the opening sentence."""
    if part.end > part.start:
        return part.start, part.end
    return found.page.mentions.get(part.entity) or _opening(found)


def _opening(found: Match) -> tuple[int, int]:
    return sentence_at(found.page, found.happening.start if found.happening else 0)
