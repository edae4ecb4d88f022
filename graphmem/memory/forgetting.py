"""The verb that erases."""

from pathlib import Path

from graphmem.errors import QueryError
from graphmem.memory.asking import Asking, read_episodes
from graphmem.memory.base import When
from graphmem.memory.meter import Meter
from graphmem.memory.whom import episodes_of, whom
from graphmem.models.evidence import Episode
from graphmem.models.recollection import Report
from graphmem.models.times import Interval
from graphmem.protocols import GraphStore

_EARLIEST, _LATEST = "", "~"


class Forgetting(Asking):
    """forget."""

    def forget(
        self,
        *,
        source: str | Path | None = None,
        episode: str | None = None,
        between: tuple[When, When] | None = None,
        person: str | None = None,
        preview: bool = False,
    ) -> Report:
        """Erase episodes: what was read in them, and all that rested on it.

        What is given narrows each other: a `source` is one, or a folder with all files in it;
        an `episode` is an id; `between` two times goes from the beginning of the first to the
        end of the second, either may be None, and an episode is in it when its own time
        overlaps it; a `person` is a name or an id, and meant are the episodes that mention
        them or that they speak. A source or an episode that is not known changes nothing.

        Facts, scenes and personas that rested on it go at once; `consolidate` builds what
        remains of them anew, and the graph is as if the episodes had never been read. What a
        language model said of them goes too. Where it would have to be asked about what follows
        them and cannot be, that is read without it: forgetting waits for nobody.

        With `preview` nothing is erased: the report says how many would be. It counts as
        `episodes_kept` those that only `between` keeps, because they have no time.

        Raises:
            QueryError: nothing is given, a time cannot be read or the first is after the last,
                or the person is not known or not the only one of that name.
        """
        meter = Meter(self._senses)
        range_ = self._range(between)
        if source is None and episode is None and person is None and range_ is None:
            raise QueryError("say what to forget: a source, an episode, two times or a person")

        def meant(store: GraphStore) -> tuple[set[str], int]:
            found = self._found(store, source, episode, person)
            if range_ is None:
                return {e.id for e in found}, 0
            dated = [e for e in found if e.occurred is not None]
            within = {e.id for e in dated if e.occurred and e.occurred.overlaps(range_)}
            return within, len(found) - len(dated)

        with self._store.snapshot() as store:
            gone, timeless = meant(store)
            if gone and not preview:  # while others can write: reading takes its time
                readings = self._ingest_into(store).read_without(gone)
        if gone and not preview:
            with self._changing() as store:
                gone, timeless = meant(store)
                self._ingest_into(store).erase(gone, readings)
            self._senses.forget(gone)  # once more: of a call that was under way
            self._close_shelf()
        return meter.read(Report(episodes_removed=len(gone), episodes_kept=timeless))

    def _found(
        self, store: GraphStore, source: str | Path | None, episode: str | None, person: str | None
    ) -> list[Episode]:
        found = read_episodes(store, self._namespace, source)
        if episode is not None:
            found = [e for e in found if e.id == episode]
        if person is not None:
            theirs = episodes_of(store, self._namespace, whom(store, self._namespace, person))
            found = [e for e in found if e.id in theirs]
        return found

    def _range(self, between: tuple[When, When] | None) -> Interval | None:
        first, last = between or (None, None)
        if not first and not last:
            return None
        start = self._interval(first).start if first else _EARLIEST
        end = self._interval(last).end if last else _LATEST
        if start >= end:
            raise QueryError(f"{first} is after {last}: give the earlier time first")
        return Interval(start, end)
