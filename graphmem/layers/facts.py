"""Statements that say the same, gathered into facts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graphmem.ids import content_id
from graphmem.layers.statements import Statement

DOUBT = 0.3  # how far one episode may be wrong; each further one that says the same divides it
PLANNED = 0.5  # how often what is planned comes to be


@dataclass(frozen=True, slots=True)
class Fact:
    """What one or more statements assert; `valid_to` may be set by what supersedes it."""

    id: str
    statements: tuple[Statement, ...]
    valid_from: str
    valid_to: str

    @property
    def first(self) -> Statement:
        """The statement that one reads first; it lends the fact its words."""
        return self.statements[0]

    @property
    def support(self) -> int:
        """The number of distinct episodes that say so."""
        return len({statement.words.episode for statement in self.statements})

    @property
    def confidence(self) -> float:
        """How far it may be relied on, from 0 to 1."""
        sure: float = 1 - DOUBT**self.support
        return round(sure * (PLANNED if self.first.modality == "planned" else 1), 4)

    @property
    def involved(self) -> tuple[str, ...]:
        """The entities in any of its statements, places included, sorted."""
        return tuple(sorted({e for s in self.statements for e in (*s.involved, *s.places)}))

    @property
    def evidence(self) -> tuple[str, ...]:
        """The spans it rests on, as one reads them."""
        return tuple(dict.fromkeys(s.words.place for s in self.statements))


def gather_facts(statements: Iterable[Statement]) -> list[Fact]:
    """Return the facts of statements, by id; each holds from its first to its last time."""
    same: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        same[fact_id(statement)].append(statement)
    return [_fact(id_, sorted(said, key=_as_read)) for id_, said in sorted(same.items())]


def fact_id(statement: Statement) -> str:
    """Return the id of the fact that a statement asserts."""
    return content_id("fa", statement.subject, statement.slot, statement.key)


def _fact(id_: str, statements: list[Statement]) -> Fact:
    begins = [s.valid_from for s in statements if s.valid_from]
    ends = [s.valid_to for s in statements]
    return Fact(
        id_, tuple(statements), min(begins, default=""), "" if "" in ends else max(ends, default="")
    )


def _as_read(statement: Statement) -> tuple[object, ...]:
    return (statement.words, statement.event)
