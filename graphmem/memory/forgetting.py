"""The verb that erases."""

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from graphmem.errors import QueryError
from graphmem.memory.asking import Asking, read_episodes
from graphmem.memory.base import When
from graphmem.memory.whom import episodes_of, whom
from graphmem.models.evidence import Episode
from graphmem.models.recollection import Report
from graphmem.models.times import Interval

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
        remains of them anew, and the graph is as if the episodes had never been read.

        With `preview` nothing is erased: the report says how many would be. It counts as
        `episodes_kept` those that only `between` keeps, because they have no time.

        Raises:
            QueryError: nothing is given, a time cannot be read or the first is after the last,
                or the person is not known or not the only one of that name.
        """
        if source is None and episode is None and person is None and not any(between or ()):
            raise QueryError("say what to forget: a source, an episode, two times or a person")
        started = perf_counter()
        with self._store.snapshot() if preview else self._store.transaction() as store:
            found = read_episodes(store, self._namespace, source)
            if episode is not None:
                found = [e for e in found if e.id == episode]
            if person is not None:
                theirs = episodes_of(store, self._namespace, whom(store, self._namespace, person))
                found = [e for e in found if e.id in theirs]
            gone = {e.id for e in self._within(found, between)}
            if gone and not preview:
                self._ingest_into(store).erase(gone)
        self.__dict__.pop("_shelf", None)  # what was read to answer from may be what is gone
        timeless = [e for e in found if between and any(between) and e.occurred is None]
        return Report(
            episodes_removed=len(gone),
            episodes_kept=len(timeless),
            seconds=perf_counter() - started,
        )

    def _within(
        self, episodes: Sequence[Episode], between: tuple[When, When] | None
    ) -> Sequence[Episode]:
        first, last = between or (None, None)
        if first is None and last is None:
            return episodes
        start = _EARLIEST if first is None else self._interval(first).start
        end = _LATEST if last is None else self._interval(last).end
        if start >= end:
            raise QueryError(f"{first} is after {last}: give the earlier time first")
        range_ = Interval(start, end)
        return [e for e in episodes if e.occurred is not None and e.occurred.overlaps(range_)]
