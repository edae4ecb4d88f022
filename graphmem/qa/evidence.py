"""What of the graph bears on a question: pages of happenings, and the beings in them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from graphmem.models.evidence import Episode
from graphmem.models.recollection import CueName
from graphmem.models.times import Interval

Rows = npt.NDArray[np.float32]

DOERS = ("AGENT", "EXPERIENCER")  # the slots of who does or feels something


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that `answer` looks at.

    `known` are the names of the query that stand for something in the memory, `unknown` those
    that should and do not; `topics` what it is about, `predicate` its verb, `wanted`
    the sort of value; `excluded` what it
    leaves out and `left_out` whom; `wholes` the places that a place lies in; `called` what
    occasions are called, by their ids; `followed` are the pages that tell how the state came about
    that a query asks for, in the order of the source; `claims` are roles and states of the named;
    `heard` are the turns of a chat around the pages, and what others say there of the topics.
    `told` are all pages that mention those named, for a query about a single deed or about who is
    something to somebody; `tied` are the roles that such a query asks for.
    """

    pages: tuple["Page", ...] = ()
    beings: Mapping[str, "Being"] = field(default_factory=dict)
    wholes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    known: tuple["Known", ...] = ()
    unknown: tuple[CueName, ...] = ()
    topics: tuple["Topic", ...] = ()
    predicate: "Topic | None" = None
    wanted: "Topic | None" = None
    excluded: tuple["Topic", ...] = ()
    left_out: frozenset[str] = frozenset()
    called: Mapping[str, str] = field(default_factory=dict)
    followed: tuple["Page", ...] = ()
    claims: tuple["Claimed", ...] = ()
    heard: tuple["Page", ...] = ()
    told: tuple["Page", ...] = ()
    tied: tuple["Claimed", ...] = ()

    @property
    def named(self) -> frozenset[str]:
        """The entities that the query names, but for those that it gives to choose from."""
        told = (known for known in self.known if not known.choice)
        return frozenset(entity for known in told for entity in known.entities)

    def within(self, episodes: Collection[str]) -> "Evidence":
        """Return the evidence of these episodes alone."""
        pages = tuple(p for p in self.pages if p.episode.id in episodes)
        followed = tuple(p for p in self.followed if p.episode.id in episodes)
        heard = tuple(p for p in self.heard if p.episode.id in episodes)
        told = tuple(p for p in self.told if p.episode.id in episodes)
        return replace(self, pages=pages, followed=followed, heard=heard, told=told)


@dataclass(frozen=True, slots=True)
class Part:
    """An entity in a slot of a happening, with the words that stand there.

    `inferred` says of a place that another sentence gave it.
    """

    slot: str
    entity: str
    rank: int
    start: int
    end: int
    salience: float = 0.0
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Timed:
    """When a happening was, with the words that say so; `inferred` if another sentence did."""

    interval: Interval
    start: int
    end: int
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of the graph with its participants, places and times; an occasion has its span.

    It is `actual` when told as something that happened, `denied` as something that did not, and
    `planned` as something yet to be.
    """

    id: str
    episode: str
    level: str
    label: str
    start: int
    end: int
    parts: tuple[Part, ...] = ()
    places: tuple[Part, ...] = ()
    times: tuple[Timed, ...] = ()
    occasion: str = ""
    nominal: bool = False
    actual: bool = True
    denied: bool = False
    planned: bool = False
    phrase: str = ""
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class Claimed:
    """A role or state of an entity, with the words that give it; they deny it if not `positive`."""

    entity: str
    name: str
    episode: str
    start: int
    end: int
    positive: bool = True


@dataclass(frozen=True, slots=True)
class Being:
    """An entity: its fullest name, its kind, and all it is called."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    named: bool = True


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a page with the stems of its words."""

    start: int
    end: int
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Words of an episode that stand for an entity: a name, a description or a pronoun."""

    start: int
    end: int
    entity: str


@dataclass(frozen=True, slots=True)
class Page:
    """An episode as the graph knows it; row i of `vectors` is sentence i.

    `mentions` is where each entity stands first, `spans` are all mentions in order.
    """

    episode: Episode
    occasions: tuple[Happening, ...] = ()
    actions: tuple[Happening, ...] = ()
    mentions: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    spans: tuple[Mentioned, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    vectors: Rows = field(
        default_factory=lambda: np.zeros((0, 0), np.float32), repr=False, compare=False
    )


@dataclass(frozen=True, slots=True)
class Known:
    """A name of the query, the entities it may stand for, and how these take part in happenings.

    `way` is place (something happens there), company (they are of an occasion), action or
    mention: the strongest that the memory has of them, over all of it. Of a `choice`, "Leeds or
    York", any of the names will do, and is an answer. `meant` is the name of which it is a
    misspelling.
    """

    name: CueName
    entities: frozenset[str]
    way: str = "mention"
    headed: bool = False
    choice: bool = False
    meant: str = ""


def is_name_of(known: Known, text: str) -> bool:
    """Return whether a text, such as the speaker of a turn, holds the name."""
    return known.name.text.casefold() in text.casefold()


@dataclass(frozen=True, slots=True)
class Topic:
    """Words that a happening should be about: their stems, how much each tells, their meaning.

    `near` holds, a word, the credit that words near to it in meaning get, by their stems.
    `labelled` holds what labels of happenings near to the topic are worth; `median` and
    `spread` are of their nearness to a sample of the memory's pages: a topic near
    to everything tells nothing.
    """

    text: str
    terms: tuple[str, ...]
    weights: tuple[float, ...]
    vector: Rows = field(compare=False, repr=False)
    near: tuple[Mapping[str, float], ...] = ()
    labelled: Mapping[str, float] = field(default_factory=dict)
    median: float = 0.0
    spread: float = 1.0
    mean_median: float = 0.0
    mean_spread: float = 1.0
