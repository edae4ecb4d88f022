"""What a language model may say about a text: shallow, all strings, and forgiving.

A small model leaves fields out, says null, gives one thing where several are asked for or a plain
word where a record is. None of that loses the rest: what cannot be understood is left out.
"""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, model_validator

_MANY = 300  # entries of a list; no text that is asked about at once tells more
_LONG = 1_000  # characters of a string


def _plainly(schema: dict[str, Any]) -> None:
    """Leave out of a schema what says nothing to a model and is paid for with every call."""
    for key in ("title", "description"):
        schema.pop(key, None)
    for field in schema["properties"].values():
        for key in ("title", "default"):
            field.pop(key, None)
    schema["required"] = list(schema["properties"])
    schema["additionalProperties"] = False


class Told(BaseModel):
    """The frozen base of all records; a plain string stands for the first field."""

    model_config = ConfigDict(frozen=True, extra="ignore", json_schema_extra=_plainly)
    lists: ClassVar[frozenset[str]] = frozenset()

    @model_validator(mode="before")
    @classmethod
    def _forgive(cls, given: Any) -> Any:
        """Return strings for what should be strings, and lists of them for lists."""
        fields = list(cls.model_fields)
        if isinstance(given, str | int | float):
            given = {fields[0]: given}
        if not isinstance(given, dict):
            return {}
        return {
            name: _strings(given[name]) if name in cls.lists else _string(given[name])
            for name in fields
            if name in given
        }


class ToldEntity(Told):
    """Somebody or something: `other_names` are other exact words that stand for it."""

    lists: ClassVar[frozenset[str]] = frozenset({"other_names"})

    name: str = ""
    kind: str = ""
    other_names: tuple[str, ...] = ()


class ToldEvent(Told):
    """Something that happens; each of `people` is written "slot: name"."""

    lists: ClassVar[frozenset[str]] = frozenset({"people"})

    words: str = ""
    did: str = ""
    people: tuple[str, ...] = ()
    place: str = ""
    time: str = ""
    sense: str = ""
    said_by: str = ""


class ToldOccasion(Told):
    """What a stretch of the text tells as one happening, and what kind of happening it is."""

    lists: ClassVar[frozenset[str]] = frozenset({"others"})

    label: str = ""
    words: str = ""
    about: str = ""
    others: tuple[str, ...] = ()
    place: str = ""
    time: str = ""


class ToldTrait(Told):
    """A role or state of somebody, and from when until when, in the words of the text."""

    who: str = ""
    sort: str = ""
    what: str = ""
    words: str = ""
    since: str = ""
    until: str = ""


class ToldPlace(Told):
    """A place that lies in another."""

    part: str = ""
    whole: str = ""


class ToldLink(Told):
    """Who are at one place, or at one time, together."""

    lists: ClassVar[frozenset[str]] = frozenset({"who"})

    who: tuple[str, ...] = ()
    place: str = ""
    time: str = ""


class ToldQuestion(Told):
    """What the text leaves open about what happens at `words`, or answers elsewhere."""

    question: str = ""
    words: str = ""
    answer: str = ""


class ToldReading(BaseModel):
    """All that a model reads in a text."""

    model_config = ConfigDict(frozen=True, extra="ignore", json_schema_extra=_plainly)

    entities: tuple[ToldEntity, ...] = ()
    occasions: tuple[ToldOccasion, ...] = ()
    events: tuple[ToldEvent, ...] = ()
    traits: tuple[ToldTrait, ...] = ()
    places: tuple[ToldPlace, ...] = ()
    links: tuple[ToldLink, ...] = ()
    questions: tuple[ToldQuestion, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _forgive(cls, given: Any) -> Any:
        """Return lists for what should be lists."""
        if not isinstance(given, dict):
            return given
        return {name: _listed(given[name]) for name in cls.model_fields if name in given}


def _listed(given: Any) -> list[Any]:
    if given is None or given == "":
        return []
    return given[:_MANY] if isinstance(given, list) else [given]


def _string(given: Any) -> str:
    if isinstance(given, list):
        given = ", ".join(_string(each) for each in given[:_MANY])
    if isinstance(given, str):
        return given[:_LONG].strip()
    return str(given) if isinstance(given, int | float) and not isinstance(given, bool) else ""


def _strings(given: Any) -> tuple[str, ...]:
    """Return strings; a record among them is written as its values ("agent: Ana")."""
    found = []
    for each in _listed(given):
        text = ": ".join(map(_string, each.values())) if isinstance(each, dict) else _string(each)
        found.append(text[:_LONG])
    return tuple(text for text in found if text.strip())
