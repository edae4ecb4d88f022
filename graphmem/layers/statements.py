"""What each event, role and state of the graph asserts, one statement each."""

from collections.abc import Mapping
from dataclasses import dataclass

from graphmem.ids import normal_name
from graphmem.language.terms import terms
from graphmem.layers.ground import SLOTS, Ground
from graphmem.models.graph import Node, Property, Relationship

Asserted = tuple[str, list[str], str]  # the value, what makes two the same, and the text

ASSERTING = ("actual", "planned")  # what is asked, ordered, possible or conditional says nothing


@dataclass(frozen=True, slots=True, order=True)
class Words:
    """Where a statement stands, and when its episode was said; sorts as one reads."""

    source: str
    ordinal: int
    episode: str
    start: int
    end: int
    said: str = ""
    recorded: str = ""

    @property
    def place(self) -> str:
        """The span as evidence is written: `episode:start:end`."""
        return f"{self.episode}:{self.start}:{self.end}"


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said of a subject: a slot, its value, and when it holds ("" when not told).

    `key` makes two statements the same; `event` is the node that asserts it, "" for roles and
    states; `involved` and `places` are the entities in it, the subject first; `company` and
    `spots` are the names of other people and of the places; `occasion` is the happening that it
    is, or is part of.
    """

    subject: str
    slot: str
    value: str
    key: str
    text: str
    words: Words
    polarity: str = "positive"
    modality: str = "actual"
    valid_from: str = ""
    valid_to: str = ""
    event: str = ""
    involved: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    spots: tuple[str, ...] = ()
    occasion: str = ""


def find_statements(ground: Ground) -> list[Statement]:
    """Return all statements, as one reads them."""
    found = [_of_event(ground, event) for event in ground.labelled("Event")]
    for entity in ground.labelled("Entity"):
        found += [_of_claim(ground, tie) for tie in ground.out(entity.id, "HAS_ROLE", "IN_STATE")]
    stated = (statement for statement in found if statement is not None)
    return sorted(stated, key=lambda s: (s.words, s.event, s.slot, s.key))


def _of_event(ground: Ground, event: Node) -> Statement | None:
    took_part = [tie.target for tie in ground.out(event.id, *SLOTS) if tie.target in ground.nodes]
    modality = ground.text(event.id, "modality") or "actual"
    predicate = ground.text(event.id, "predicate")
    if not took_part or not predicate or modality not in ASSERTING:
        return None
    subject, *others = dict.fromkeys(took_part)
    occasion = ground.text(event.id, "level") == "occasion"
    # An action is at the place that its own words tell; elsewhere its occasion tells.
    at = (t for t in ground.out(event.id, "AT") if occasion or not t.properties.get("inferred"))
    places = list(dict.fromkeys(tie.target for tie in at))
    value, key, text = (_happening if occasion else _deed)(ground, event, subject, others, places)
    polarity = ground.text(event.id, "polarity") or "positive"
    if not text:
        return None
    return Statement(
        subject=subject,
        slot="occasion" if occasion else predicate,
        value=value,
        key=_key(*key, polarity, modality),
        text=text,
        words=_words(ground, ground.text(event.id, "episode"), event.properties),
        polarity=polarity,
        modality=modality,
        valid_from=ground.text(event.id, "occurred_from"),
        valid_to=ground.text(event.id, "occurred_to"),
        event=event.id,
        involved=(subject, *others),
        places=tuple(places),
        company=tuple(ground.text(o, "name") for o in others if ground.is_somebody(o)),
        spots=tuple(filter(None, (ground.text(place, "name") for place in places))),
        occasion=event.id if occasion else _occasion_of(ground, event),
    )


def _happening(
    ground: Ground, event: Node, subject: str, _: list[str], places: list[str]
) -> Asserted:
    """Return an occasion by its label: `Ana: job interview at Harbourfront Library, 2025-06-20`."""
    label, name = ground.text(event.id, "predicate"), ground.text(subject, "name")
    spots = [ground.text(place, "name") for place in places[:1]]
    day = ground.text(event.id, "occurred_from")[:10]
    where = "".join(f" at {spot}" for spot in spots)
    return label, [label, *spots, day], f"{name}: {label}{where}{f', {day}' if day else ''}"


def _deed(
    ground: Ground, event: Node, subject: str, others: list[str], places: list[str]
) -> Asserted:
    """Return an action in its own words, the subject's name in front where they lack it.

    Its value is who and what else is in it, or the words when nothing else is; no words that say
    anything ("she said") make no text.
    """
    words, name = " ".join(ground.text(event.id, "phrase").split()), ground.text(subject, "name")
    if not set(terms(words)) - set(terms(name)):
        return "", [], ""
    others = [ground.text(other, "name") for other in (*others, *places)]
    value = ", ".join(dict.fromkeys(filter(None, others))) or words
    named = not name or normal_name(name) in normal_name(words)
    return value, [value], words if named else f"{name}: {words}"


def _occasion_of(ground: Ground, event: Node) -> str:
    return next((tie.target for tie in ground.out(event.id, "PART_OF")), "")


def _of_claim(ground: Ground, tie: Relationship) -> Statement | None:
    name, value = ground.text(tie.source, "name"), ground.text(tie.target, "name")
    if not name or not value:
        return None
    polarity = str(tie.properties.get("polarity") or "positive")
    role = tie.type == "HAS_ROLE"
    words = _words(ground, tie.episode, tie.properties)
    return Statement(
        subject=tie.source,
        slot="role" if role else "state",
        value=value,
        key=_key(value, polarity),
        text=_says_of(name, value, role=role, negative=polarity == "negative"),
        words=words,
        polarity=polarity,
        valid_from=str(tie.properties.get("valid_from") or words.said),
        valid_to=str(tie.properties.get("valid_to") or ""),
        involved=(tie.source,),
    )


def _key(*parts: str) -> str:
    return "\x1f".join(normal_name(part) for part in parts)


def _says_of(name: str, value: str, *, role: bool, negative: bool) -> str:
    article = ("an " if value[0].lower() in "aeiou" else "a ") if role else ""
    return f"{name} is {'not ' if negative else ''}{article}{value}"


def _words(ground: Ground, episode: str, span: Mapping[str, Property]) -> Words:
    start, end = span.get("start"), span.get("end")
    return Words(
        source=ground.source(episode),
        ordinal=ground.number(episode, "ordinal"),
        episode=episode,
        start=start if isinstance(start, int) else 0,
        end=end if isinstance(end, int) else 0,
        said=ground.text(episode, "occurred_from"),
        recorded=ground.text(episode, "recorded_at"),
    )
