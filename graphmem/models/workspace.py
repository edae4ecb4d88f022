"""The semantic workspace: what the Operator reads in one episode.

Indices (`entity`, `time`, `event`, …) point into the lists of the same workspace. All spans
are character offsets into the episode's text, `end` excluded.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from graphmem.models.times import Interval

Kind = Literal["Person", "Organization", "Place", "Object", "Work", "Creature", "Group", "Concept"]
Slot = Literal["AGENT", "PATIENT", "RECIPIENT", "EXPERIENCER", "INSTRUMENT", "COMPANION", "TOPIC"]
Modality = Literal["actual", "planned", "possible", "conditional", "asked", "ordered"]
Asks = Literal["who", "whom", "where", "when", "what", "why", "how"]


class Value(BaseModel):
    """The frozen base of all that a workspace holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Mention(Value):
    """Words that stand for an entity: a name, a noun phrase or a pronoun."""

    start: int
    end: int
    text: str
    form: Literal["name", "nominal", "pronoun"]
    reason: str
    score: float = 1.0


class ReadEntity(Value):
    """An entity as this episode knows it, with all its mentions in order.

    `name` is its fullest name, or its noun phrase when it has none ("the captain"); `gender`
    is f, m, n, p (plural) or "" when the text does not tell. `salience`, from 0 to 1, says
    how much the episode is about it: the protagonist has the highest.
    """

    name: str
    kind: Kind
    mentions: tuple[Mention, ...]
    gender: Literal["", "f", "m", "n", "p"] = ""
    named: bool = True
    salience: float = 0.0


class ReadTime(Value):
    """A time expression and what it resolves to against the episode's own time, if it does."""

    start: int
    end: int
    text: str
    interval: Interval | None


class Participant(Value):
    """An entity in a slot of an event; the span is the mention that stands there."""

    slot: Slot
    entity: int
    start: int
    end: int


class Whereabouts(Value):
    """A place (index of an entity) of an event; `inferred` when another sentence gave it."""

    entity: int
    start: int
    end: int
    inferred: bool = False


class Dating(Value):
    """A time (index of a ReadTime) of an event; `inferred` when another sentence gave it."""

    time: int
    start: int
    end: int
    inferred: bool = False


class ReadEvent(Value):
    """Something that happens: an action (a verb phrase or noun) or a whole occasion.

    An `occasion` is what a stretch of the episode tells as one happening, at one place and
    time ("job interview"); its span is that stretch, its first agent the one it is about,
    its companions the others there, and `predicate` its best label ("" when unsaid). An
    `action` points with `occasion` to the one it is part of. `predicate` is a lemma, with
    particle and, for nouns, modifiers ("set out", "beekeeping workshop").
    """

    level: Literal["action", "occasion"]
    predicate: str
    phrase: str
    start: int
    end: int
    nominal: bool = False
    polarity: Literal["positive", "negative"] = "positive"
    modality: Modality = "actual"
    participants: tuple[Participant, ...] = ()
    places: tuple[Whereabouts, ...] = ()
    times: tuple[Dating, ...] = ()
    occasion: int | None = None


class Claim(Value):
    """A role ("captain") or state ("ill") that the text gives an entity."""

    sort: Literal["role", "state"]
    entity: int
    name: str
    start: int
    end: int
    valid: Interval | None = None
    polarity: Literal["positive", "negative"] = "positive"


class Containment(Value):
    """Place `part` (index of an entity) lies in place `whole`."""

    part: int
    whole: int
    start: int
    end: int


class OpenQuestion(Value):
    """A slot of an event (index) that the text leaves unsaid: "Who was arrested?"."""

    event: int
    asks: Asks
    slot: str
    text: str
    start: int
    end: int


class Workspace(Value):
    """Everything the Operator read in one episode.

    `window` is the hash of the episodes before it that the reading depended on; `reader`
    names the Operator and its pipeline; `passages` are the spans that recall shows as lines.
    """

    episode: str
    window: str = ""
    reader: str = ""
    language: str = "en"
    entities: tuple[ReadEntity, ...] = ()
    times: tuple[ReadTime, ...] = ()
    events: tuple[ReadEvent, ...] = ()
    claims: tuple[Claim, ...] = ()
    containment: tuple[Containment, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    passages: tuple[tuple[int, int], ...] = ()
