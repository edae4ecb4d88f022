"""What recall and ask give back, and what they ask a store for."""

from dataclasses import dataclass, field

from graphmem.models.evidence import Episode, Passage
from graphmem.models.times import Interval


@dataclass(frozen=True, slots=True)
class CueName:
    """Words of a query that may be the name of something the memory knows."""

    text: str
    normal: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CueState:
    """A state that a query asks for, and how it may have come about.

    `sort` is where (where `subject` is), there (whether it is at `place`), present (who or what
    is at `place`), has (what `subject` has, or whether it has `thing`) or holder (who has
    `thing`). `side` says that the state before or after being at `place` is asked for, or that
    one at any time will do (ever).
    """

    sort: str
    subject: str = ""
    place: str = ""
    thing: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True)
class CueTie:
    """Somebody who is asked for by what they are, `noun`, and to whom, `whose`: "Ana's uncle"."""

    noun: str
    whose: str = ""


@dataclass(frozen=True, slots=True)
class Cue:
    """What a query gives, and what it asks for.

    `asks` is person, others (who else), place, time, event (what happened, which kind), count,
    detail (all about one happening), value (anything else), whether (yes or no), any (whether
    there was such a thing) or "" when no question is asked;
    `counted` is what a count counts, in the same words. `order` is all, latest, first or
    chronological. `times` are half-open (from, to) pairs, None an open end; `topics` are the
    content phrases left when names and times are taken out; `terms` their stems and those of
    the names; `vector` the int8 bytes of the query without its names. `predicate` is the verb of
    what is asked ("buy", "be"), "" where a noun says it all; `wanted` the
    noun that says what sort of value ("instrument"); `excluded` are the phrases
    of what is to be left out ("apart from the auctions"), names among them; `everyone` says
    that all who were there are asked for, not only those it was about. `manner` is planned
    (what is yet to be), denied (what was not done) or "". `roles` are the slots
    that names have in the question, and, under "", that of what is asked for. `state` is set
    where the query asks how things stand, not what happened, `tie` where it asks who is something.
    """

    query: str
    asks: str = ""
    counted: str = ""
    order: str = "all"
    names: tuple[CueName, ...] = ()
    times: tuple[tuple[str | None, str | None], ...] = ()
    topics: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    vector: bytes = b""
    predicate: str = ""
    wanted: str = ""
    excluded: tuple[str, ...] = ()
    everyone: bool = False
    manner: str = ""
    roles: tuple[tuple[str, str], ...] = ()
    state: CueState | None = None
    tie: CueTie | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """What a cue asks a store's indexes for; every part may be empty.

    `terms` are stems for the full-text index, `vector` int8 bytes as in `IndexedPassage`,
    `names` normal forms of names, `times` half-open (from, to) pairs with None for an open
    end; `limit` is the number of candidates wanted from each index. `episodes` are ids whose
    passages are wanted whatever the indexes say, without limit, found by "episode". With `beside`
    come the passages right before and after each: in its episode, in a chat also in the next.
    """

    terms: tuple[str, ...] = ()
    vector: bytes = b""
    names: tuple[str, ...] = ()
    times: tuple[tuple[str | None, str | None], ...] = ()
    episodes: tuple[str, ...] = ()
    beside: bool = False
    limit: int = 200


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that an index proposes, with all that the scorer needs to rank it.

    `terms` are the passage's stems in order, `vector` its int8 bytes; `found_by` names the
    indexes that proposed it (words, vector, name, time, episode), or says that it is beside one.
    """

    passage: Passage
    episode: Episode
    terms: tuple[str, ...]
    vector: bytes
    found_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Statistics of one namespace: passages, their mean length, and df of the terms asked."""

    passages: int
    mean_terms: float
    frequency: dict[str, int]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a context: words of an episode, with where they stand and how they got here.

    `text` is what is shown (time and speaker in front); `quote` the words themselves at
    `start`:`end` of the first episode. `why` is filled when `explain` was asked: the parts of
    the score by name, and the steps by which activation came.
    """

    text: str
    quote: str
    episode_ids: tuple[str, ...]
    source: str
    start: int
    end: int
    score: float
    time: Interval | None = None
    speaker: str | None = None
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What was recalled: lines, best first, within the budget; `tokens` is their sum.

    `path_query`, when `explain` was asked, is the Cypher that draws in Neo4j Browser by which
    steps the lines were reached.
    """

    query: str
    lines: tuple[Line, ...]
    tokens: int
    budget: int
    path_query: str = field(default="", compare=False)  # names the namespace

    @property
    def text(self) -> str:
        """The lines joined, ready for a prompt."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Citation:
    """The words an answer rests on: `quote` stands at `start`:`end` of the episode's text."""

    episode: str
    source: str
    start: int
    end: int
    quote: str
    time: Interval | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to a query. Nothing known: no values, no citations, and `text` says so.

    `model` is the language model that worded it, "" where none did: then `text` lists the values,
    else it has the numbers of the citations, from 1, in brackets. `dropped` counts the sentences of
    a model that were left out because what they cite does not hold them; `left_out` the scenes and
    personas that were not looked at for a broad question.
    """

    query: str
    text: str
    values: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    asks: str = ""
    tokens: int = 0
    why: tuple[str, ...] = ()
    model: str = ""
    dropped: int = 0
    left_out: int = 0

    def __bool__(self) -> bool:
        """Return whether anything is known."""
        return bool(self.values)


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what the memory knows, and what tells it from its namesakes.

    `mentions` and `episodes` count them; `sources` are the uris of where it stands, sorted.
    """

    id: str
    name: str
    kind: str = ""
    aliases: tuple[str, ...] = ()
    named: bool = True
    mentions: int = 0
    episodes: int = 0
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What a verb did, in counts; those that do not apply are 0. `seconds` is wall-clock time.

    `not_english` are those of the episodes in which only their words are known: they are kept
    and found, but no entities, times and events are read in them. `calls`, `prompt_tokens`,
    `completion_tokens` and `cost` (US dollars, where prices are known) are what a language model
    took meanwhile; `unread_by_model` are those of the episodes it was asked about of which it gave
    no usable answer, or not of all of it, so that they are read without it.
    """

    episodes_added: int = 0
    episodes_removed: int = 0
    episodes_kept: int = 0
    words: int = 0
    not_english: int = 0
    entities: int = 0
    events: int = 0
    facts: int = 0
    scenes: int = 0
    personas: int = 0
    unread_by_model: int = 0
    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float = 0.0
    seconds: float = 0.0
