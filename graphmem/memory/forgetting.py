"""The verb that erases."""

from pathlib import Path
from time import perf_counter

from graphmem.memory.asking import Asking
from graphmem.models.recollection import Report


class Forgetting(Asking):
    """forget."""

    def forget(self, *, source: str | Path) -> Report:
        """Erase a source, or all files of a folder: what was read in it, and all that rested on it.

        Facts, scenes and personas that rested on it go at once; `consolidate` builds what
        remains of them anew. A source that is not known changes nothing.
        """
        started = perf_counter()
        removed = 0
        # Again, where another writer added to the source meanwhile.
        while gone := [episode.id for episode in self.episodes(source)]:
            self._ingest.erase(gone)
            removed += len(gone)
        self.__dict__.pop("_shelf", None)  # what was read to answer from may be what is gone
        return Report(episodes_removed=removed, seconds=perf_counter() - started)
