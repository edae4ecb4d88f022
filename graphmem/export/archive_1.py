"""The lines of an archive of version 1 to values, checked where bytes come in."""

from base64 import b64decode
from collections.abc import Callable
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from graphmem.models.evidence import Correction, Decision, Episode, Passage, Source
from graphmem.models.graph import IndexedPassage, Node, Relationship, Sighting
from graphmem.models.times import Interval
from graphmem.models.workspace import Kind, Workspace


def read_1(kind: str, text: bytes) -> Any:
    """Return the value of a kind that a JSON text holds; of the first line, its metadata.

    Raises:
        pydantic.ValidationError: it holds something else.
    """
    if kind == "workspace":
        return Workspace.model_validate_json(text, strict=True)
    return _SHAPES[kind].model_validate_json(text, strict=True).value()


def _computed(name: str) -> str:
    if name in {"Source", "Episode", "FROM", "NEXT"}:
        raise ValueError(f"{name} follows from the evidence and has no line here")
    return name


def _word(text: str) -> str:
    if text.split() != [text] or "\0" in text:
        raise ValueError("a word of at least one letter, without spaces, is wanted")
    return text


Word: TypeAlias = Annotated[str, AfterValidator(_word)]  # an id, a term
Span: TypeAlias = Annotated[str, Field(pattern=r"^\S+:\d+:\d+$")]  # of an episode
Whole: TypeAlias = Annotated[int, Field(ge=-(2**63), lt=2**63)]  # what a database can hold
Computed: TypeAlias = Annotated[str, AfterValidator(_computed)]
Leaf: TypeAlias = str | int | float | bool | None
Properties: TypeAlias = dict[str, Leaf | list[Leaf]]


class _Shape(BaseModel):
    """The base of what stands in a line; its fields are those of what it makes."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)
    makes: ClassVar[Callable[..., Any]]

    def value(self) -> Any:
        made = type(self).makes
        return made(**{name: getattr(self, name) for name in type(self).model_fields})


class _Archive(_Shape):
    format: Literal["graphmem"]
    version: Literal[1]
    metadata: dict[str, str]

    def value(self) -> dict[str, str]:
        return self.metadata


class _Source(_Shape):
    makes = Source
    id: Word
    uri: str
    title: str


class _Episode(_Shape):
    makes = Episode
    id: Word
    source: str
    ordinal: Whole
    text: str
    heading: str
    speaker: str | None
    occurred: Interval | None
    recorded_at: str


class _Sighting(_Shape):
    makes = Sighting
    id: Word
    episode: str
    index: Whole
    source: str
    ordinal: Whole
    kind: Kind
    name: str
    gender: str
    named: bool
    blocks: tuple[str, ...]
    entity: str
    score: float
    reason: str
    mentions: Whole
    aliases: tuple[str, ...]


class _Passage(_Shape):
    id: Word
    episode: str
    start: Whole
    end: Whole
    terms: tuple[Word, ...]
    vector: str
    dated: bool

    @field_validator("vector")
    @classmethod
    def _check_vector(cls, vector: str) -> str:
        b64decode(vector, validate=True)
        return vector

    def value(self) -> IndexedPassage:
        passage = Passage(self.id, self.episode, self.start, self.end, self.dated)
        return IndexedPassage(passage, self.terms, b64decode(self.vector))


class _Correction(_Shape):
    makes = Correction
    id: Word
    kind: Literal["merge", "split", "rename"]
    ordinal: Whole
    ones: tuple[str, ...]
    others: tuple[str, ...]
    name: str
    recorded_at: str


class _Decision(_Shape):
    makes = Decision
    id: Word
    sort: Literal["same", "different", "unsure", "scene", "persona"]
    key: str
    ones: tuple[Span, ...]
    others: tuple[Span, ...]
    said: str
    reason: str
    model: str
    recorded_at: str


class _Node(_Shape):
    makes = Node
    id: Word
    label: Computed
    kind: str
    properties: Properties


class _Relationship(_Shape):
    makes = Relationship
    id: Word
    type: Computed
    source: str
    target: str
    episode: str
    properties: Properties


_SHAPES: dict[str, type[_Shape]] = {
    "archive": _Archive,
    "source": _Source,
    "episode": _Episode,
    "sighting": _Sighting,
    "passage": _Passage,
    "correction": _Correction,
    "decision": _Decision,
    "node": _Node,
    "relationship": _Relationship,
}
