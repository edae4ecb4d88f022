"""The Operator that reads with a syntax pipeline and word vectors, and no language model."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from functools import cache, cached_property, partial

from graphmem.ids import content_id
from graphmem.language.parse import Parsed, Parser
from graphmem.language.vectors import StaticEmbedder
from graphmem.models.evidence import Episode
from graphmem.models.workspace import Workspace
from graphmem.operator.assemble import assemble
from graphmem.operator.english import is_english
from graphmem.operator.kinds import name_words
from graphmem.operator.mentions import untitled
from graphmem.operator.page import Page, lay_out
from graphmem.operator.passages import FOREIGN, cut_passages
from graphmem.operator.reading import (
    Glance,
    Surroundings,
    glance_at,
    read_page,
    recent_persons,
    told_dates,
)
from graphmem.operator.sorts import Sorts
from graphmem.protocols import Embedder
from graphmem.settings import OperatorSettings

_VERSION = 1
_KEPT = 64


class SpacyOperator:
    """Reads episodes by grammar: names, figures, times, events, occasions, claims, questions."""

    def __init__(
        self, parser: Parser, settings: OperatorSettings, embedder: Embedder | None = None
    ) -> None:
        self._embedder = embedder or StaticEmbedder()
        self._parser = parser
        self._settings = settings
        print_of = content_id(
            "rd", parser.name, self._embedder.name, _VERSION, settings.model_dump_json()
        )
        self._reader = f"spacy/{parser.name}/{print_of[3:11]}"

    @cached_property
    def _sorts(self) -> Sorts:
        # Only for reading: many who ask who reads here never read.
        return Sorts(self._embedder)

    @property
    def reader(self) -> str:
        """Pipeline, and the fingerprint of it, the vectors, this version and the settings."""
        return self._reader

    def read(self, batch: Sequence[tuple[Episode, tuple[Episode, ...]]]) -> Iterator[Workspace]:
        """Yield a workspace for each (episode, window), in order; texts are parsed in batches."""
        sorts = self._sorts.keeping()
        pages = _Pages(self._parser, sorts, batch)
        for episode, window in batch:
            yield self._workspace(episode, window, pages, sorts)

    def _workspace(
        self, episode: Episode, window: tuple[Episode, ...], pages: _Pages, sorts: Sorts
    ) -> Workspace:
        seen = window[-self._settings.window :] if self._settings.window else ()
        base = Workspace(
            episode=episode.id,
            window=window_id([e.id for e in seen]),
            reader=self._reader,
        )
        around = _surroundings(episode, [(e, pages.around(e)) for e in seen])
        if not is_english(episode.text):
            page = pages.page(episode)
            passages = cut_passages(page, self._settings.passage_words, longest=FOREIGN)
            return base.model_copy(update={"language": "und", "passages": passages})
        reading = read_page(pages.glance(episode), sorts, around)
        return assemble(reading, sorts, base, self._settings.passage_words)


def window_id(seen: Sequence[str]) -> str:
    """Return the hash of the ids of a window, oldest first; "" when nothing came before."""
    return content_id("wi", *seen) if seen else ""


class _Pages:
    """The pages of a batch and its windows, parsed in one stream in the order of first need."""

    def __init__(
        self, parser: Parser, sorts: Sorts, batch: Sequence[tuple[Episode, tuple[Episode, ...]]]
    ) -> None:
        self._sorts = sorts
        self._parser = parser
        needed = {e.id: e for episode, window in batch for e in (*window, episode)}
        self._order = iter(needed.values())
        self._stream: Iterator[Parsed] = parser.parse([e.text for e in needed.values()])
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._glances: OrderedDict[str, Glance] = OrderedDict()
        self._around: dict[str, Surroundings] = {}

    def page(self, episode: Episode) -> Page:
        """Return the page of an episode; read again when it was let go of."""
        while episode.id not in self._pages:
            coming = next(self._order, None)
            if coming is None:
                self._keep(episode, self._parser.parse_one(episode.text))
                break
            self._keep(coming, next(self._stream))
        return self._pages[episode.id]

    def glance(self, episode: Episode) -> Glance:
        """Return the page of an episode with its times and names, which windows ask for again."""
        if episode.id not in self._glances:
            page = self.page(episode)
            self._glances[episode.id] = glance_at(page, self._sorts, episode.occurred)
            if len(self._glances) > _KEPT:
                self._glances.popitem(last=False)
        return self._glances[episode.id]

    def _keep(self, episode: Episode, parsed: Parsed) -> None:
        self._pages[episode.id] = lay_out(parsed, episode.speaker)
        if len(self._pages) > _KEPT:
            self._pages.popitem(last=False)

    def around(self, episode: Episode) -> Surroundings:
        """Return what an episode of a window tells of names."""
        if episode.id not in self._around:
            glance = self.glance(episode)
            page = glance.page
            kinds: dict[str, str] = {}
            persons: dict[tuple[str, ...], str] = {}
            for span, kind in glance.names:
                words = name_words(page.parsed, span)
                kinds[" ".join(words)] = kind
                told, gender = untitled(words) if kind == "Person" else ((), "")
                if len(told) > 1:
                    persons[told] = gender or persons.get(told, "")
            recent = partial(recent_persons, glance)
            here = Surroundings(
                kinds,
                persons,
                recent=dict if page.speaker else cache(recent),
                dates=told_dates(glance) if glance.times else {},
            )
            self._around[episode.id] = here
        return self._around[episode.id]


def _surroundings(episode: Episode, seen: Sequence[tuple[Episode, Surroundings]]) -> Surroundings:
    kinds: dict[str, str] = {}
    persons: dict[tuple[str, ...], str] = {}
    speakers: dict[str, None] = {}
    near = [around.recent for other, around in seen if other.heading == episode.heading]
    for other, around in seen:
        kinds.update(around.kinds)
        persons.update(around.persons)
        if other.speaker:
            persons.setdefault(tuple(other.speaker.split()), "")
            if other.speaker != episode.speaker:
                speakers[other.speaker] = None
    if episode.speaker:
        persons.setdefault(tuple(episode.speaker.split()), "")
    return Surroundings(
        kinds,
        persons,
        tuple(speakers),
        lambda: {g: w for r in near for g, w in r().items()},
        {noun: day for _, around in seen for noun, day in around.dates.items()},
    )
