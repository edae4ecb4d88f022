"""The verbs by which a person says who is who."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from graphmem.errors import QueryError
from graphmem.ids import content_id, normal_name
from graphmem.memory.asking import Asking, read_episodes
from graphmem.memory.whom import find_entities, whom
from graphmem.models.evidence import Correction, Decision
from graphmem.models.graph import GraphDelta, Sighting
from graphmem.models.recollection import Entity
from graphmem.protocols import GraphStore
from graphmem.reconciler import ACTING, decision_id, own_mentions, write_span


class Correcting(Asking):
    """entities, merge, split, rename, corrections, revert.

    An entity is given by its id or by a name that it alone bears. What is corrected is
    evidence, held by the words it is about: it survives `rebuild` and later texts follow it.
    The layers that rest on whom it moves go at once; `consolidate` builds them anew.
    """

    def entities(self, name: str | None = None) -> list[Entity]:
        """Return those with these words in a name of theirs, or all that have a name.

        Those called just so come first, then those mentioned most.

        Raises:
            QueryError: the name has neither a letter nor a digit.
        """
        with self._store.snapshot() as store:
            return find_entities(store, self._namespace, name)

    def merge(self, one: str, other: str) -> Correction:
        """Say that two are one.

        Raises:
            QueryError: one of them is not known, is not the only one of that name, or both are
                one already.
        """
        with self._changing() as store:
            first, second = (whom(store, self._namespace, given) for given in (one, other))
            if first.id == second.id:
                raise QueryError(f"{one!r} and {other!r} are one already: {first.id} {first.name}")
            ones, others = (self._sightings(store, entity) for entity in (first, second))
            return self._add(store, "merge", ones, others)

    def split(
        self,
        entity: str,
        *,
        source: str | Path | None = None,
        episodes: str | Collection[str] | None = None,
    ) -> Correction:
        """Say that who is mentioned in a source, or in these episodes (their ids), is another.

        Where both are given, episodes of that source are meant. What the source says later is
        of the other too, if all it said so far is.

        Raises:
            QueryError: neither is given, it takes nothing or everything, or the entity is not
                known or not the only one of that name.
        """
        if source is None and episodes is None:
            raise QueryError("say which mentions are another's: give a source or episodes")

        with self._changing() as store:
            found = whom(store, self._namespace, entity)
            there = self._chosen(store, source, episodes)
            sightings = self._sightings(store, found)
            out = [s for s in sightings if s.episode in there]
            left = [s for s in sightings if s.episode not in there]
            if not out:
                raise QueryError(f"{found.name} ({found.id}) is not mentioned there")
            if not left:
                raise QueryError(
                    f"{found.name} ({found.id}) is mentioned nowhere else: nobody would be left "
                    "to tell it from"
                )
            return self._add(store, "split", out, left)

    def rename(self, entity: str, name: str) -> Correction:
        """Say what someone or something is called; it is still found by its other names.

        Raises:
            QueryError: the name has neither a letter nor a digit, or the entity is not known or
                not the only one of that name.
        """
        said = " ".join(name.split())
        if not normal_name(said):
            raise QueryError(f"{name!r} is no name: it has neither a letter nor a digit")
        with self._changing() as store:
            sightings = self._sightings(store, whom(store, self._namespace, entity))
            return self._add(store, "rename", sightings, (), said)

    def corrections(self) -> list[Correction]:
        """Return what was corrected and holds, in the order in which it applies."""
        return self._store.corrections(self._namespace)

    def revert(self, correction: str) -> Correction | Decision:
        """Take a correction back, by its id: the graph is as if it had never been made.

        So it is of what a language model decided of a pair; it is not asked again as long as the
        evidence is the same.

        Raises:
            QueryError: nothing of this id holds.
        """
        with self._changing() as store:
            decided = store.decisions(self._namespace, ids=[correction], sorts=ACTING)
            known = {c.id: c for c in store.corrections(self._namespace)}
            if decided:
                self._take_back(store, decided[0])
            elif correction in known:
                left = [c for c in known.values() if c.id != correction]
                self._ingest_into(store).correct(left)
            else:
                raise QueryError(
                    f"no correction {correction!r} holds: `corrections` lists those that do"
                )
        self._close_shelf()
        return decided[0] if decided else known[correction]

    def _take_back(self, store: GraphStore, decided: Decision) -> None:
        """Leave a pair open, of which it is still known that it was asked."""
        self._ingest_into(store).decide([], instead=[decided.id])
        key = decision_id("unsure", decided.key, decided.ones, decided.others)
        left = replace(decided, id=key, sort="unsure", reason="a person took back what was decided")
        store.apply(GraphDelta(self._namespace, decisions=(left,)))

    def _add(
        self,
        store: GraphStore,
        kind: Literal["merge", "split", "rename"],
        ones: Sequence[Sighting],
        others: Sequence[Sighting],
        name: str = "",
    ) -> Correction:
        held = store.corrections(self._namespace)
        ordinal = max((c.ordinal for c in held), default=-1) + 1
        spans = [self._spans(store, side) for side in (ones, others)]
        last = held[-1] if held else None
        if last and (last.kind, last.ones, last.others, last.name) == (kind, *spans, name):
            return last  # said again, as after a run that was broken off
        identity = content_id("co", kind, ordinal, *spans[0], "", *spans[1], name)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        made = Correction(identity, kind, ordinal, spans[0], spans[1], name, now)
        self._ingest_into(store).correct([*held, made])
        return made

    def _sightings(self, store: GraphStore, entity: Entity) -> list[Sighting]:
        return store.sightings(self._namespace, entities=[entity.id])

    def _chosen(
        self,
        store: GraphStore,
        source: str | Path | None,
        episodes: str | Collection[str] | None,
    ) -> set[str]:
        given = {episodes} if isinstance(episodes, str) else set(episodes or ())
        if source is None:
            return given
        there = {e.id for e in read_episodes(store, self._namespace, source)}
        return there if episodes is None else there & given

    def _spans(self, store: GraphStore, sightings: Sequence[Sighting]) -> tuple[str, ...]:
        """Return the mention that each sighting has its id from, as an anchor."""
        read = store.workspaces(self._namespace, {s.episode for s in sightings})
        spans: set[str] = set()
        for each in sightings:
            mentions = read[each.episode].entities[each.index].mentions
            own = own_mentions(read[each.episode], each.episode).get(each.index)
            spans.update(write_span(each.episode, m) for m in ((own,) if own else mentions[:1]))
        return tuple(sorted(spans))
