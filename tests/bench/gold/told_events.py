"""What the Operator tells of the events of a text, by the words that stand for them.

Beside it a baseline that tells as much from the same trees by the plainest rule there is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graphmem.language.parse import Parsed, Parser
from graphmem.language.pipeline import load_pipeline
from graphmem.language.vectors import StaticEmbedder
from graphmem.models.times import Interval
from graphmem.models.workspace import ReadEvent, Workspace
from graphmem.operator.assemble import assemble
from graphmem.operator.page import lay_out
from graphmem.operator.reading import Reading, Surroundings, glance_at, read_page
from graphmem.operator.sorts import Sorts
from training.propbank import NOMINAL, Argument

_PLAIN = {"nsubj": "AGENT", "obj": "PATIENT", "iobj": "RECIPIENT"}
# Texts without a date are read as if of one, so that "on Thursday" is a day.
_SAID = Interval("2005-03-02T00:00:00", "2005-03-03T00:00:00", "day")
_NOT = ("not", "n't", "n\u2019t", "never")
_MODALS = frozenset(
    ("can", "could", "may", "might", "must", "shall", "should", "will", "would", "ca", "wo", "'ll",
     "\u2019ll", "ought")
)  # fmt: skip


@dataclass
class Event:
    """A word that tells an event: its first character, and what is told of it."""

    at: int
    noun: bool
    arguments: list[Argument] = field(default_factory=list)
    negative: bool = False
    modality: str = "actual"


Told = tuple[list[Event], list[Event], frozenset[int]]


def read_events(texts: Iterable[str]) -> Iterator[Told]:
    """Yield for each text the events that the Operator tells, and those of the baseline.

    The third is where words begin that stand for an entity.
    """
    parser, sorts = Parser(load_pipeline()), Sorts(StaticEmbedder()).keeping()
    for parsed in parser.parse(texts):
        glance = glance_at(lay_out(parsed), sorts, _SAID)
        reading = read_page(glance, sorts, Surroundings({}, {}))
        workspace = assemble(reading, sorts, Workspace(episode="e"), 80)
        heads = {*reading.cast.at, *reading.cast.inside}
        known = frozenset(parsed.tokens[i].start for i in heads)
        yield _told(reading, workspace), _plain(parsed), known


def _told(reading: Reading, workspace: Workspace) -> list[Event]:
    """Return the actions of a workspace, by the token that each was read from."""
    parsed = reading.page.parsed
    triggers = [_word(parsed, a.verb) for a in reading.actions]
    triggers += [h.head for h in reading.happenings]
    events = [e for e in workspace.events if e.level == "action"]
    heads = {(m.start, m.end): m.form for e in workspace.entities for m in e.mentions}
    found = []
    for at, event in zip(triggers, events, strict=True):
        told = Event(parsed.tokens[at].start, event.nominal)
        told.negative, told.modality = event.polarity == "negative", event.modality
        told.arguments = [
            _argument(parsed, slot, span, heads.get(span, "")) for slot, span in _slots(event)
        ]
        times = [(d.start, d.end) for d in event.times if not d.inferred]
        told.arguments += [Argument("TIME", s, s, e) for s, e in times]
        found.append(told)
    return found


def _slots(event: ReadEvent) -> Iterator[tuple[str, tuple[int, int]]]:
    for part in event.participants:
        yield part.slot, (part.start, part.end)
    for place in event.places:
        if not place.inferred:
            yield "PLACE", (place.start, place.end)


def _word(parsed: Parsed, verb: int) -> int:
    """Return the copula where a noun or adjective has one."""
    copulas = [c for c in parsed.children(verb) if parsed.tokens[c].dep == "cop"]
    return copulas[0] if copulas else verb


def _argument(parsed: Parsed, slot: str, span: tuple[int, int], form: str) -> Argument:
    inside = [t for t in parsed.tokens if span[0] <= t.start < span[1]]
    heads = [t for t in inside if t.head == t.i or not inside[0].i <= t.head <= inside[-1].i]
    head = (heads or inside)[0].start if inside else span[0]
    return Argument(slot, head, *(span if form == "name" else (head, head + 1)))


def _plain(parsed: Parsed) -> list[Event]:
    found = []
    for token in parsed.tokens:
        if token.pos != "VERB":
            continue
        event = Event(token.start, noun=False)
        for c in parsed.children(token.i):
            child = parsed.tokens[c]
            if slot := _PLAIN.get(child.dep):
                nominal = child.pos in NOMINAL
                event.arguments.append(Argument(slot, child.start, nominal=nominal))
            event.negative |= child.text.lower() in _NOT
            if child.dep == "aux" and child.text.lower() in _MODALS:
                event.modality = "possible"
        found.append(event)
    return found
