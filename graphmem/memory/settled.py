"""What a process holds before it reads, kept from the collector while it does."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class Settled:
    """While anybody is inside, garbage is looked for only among what came since the first did.

    The pipeline alone is a hundred thousand objects, and reading makes so many values that Python
    would look through all of it every few seconds. A program that freezes its objects itself is
    left alone.
    """

    def __init__(self) -> None:
        self._guard = Lock()
        self._inside = 0
        self._ours = False

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """Keep what is there from the collector."""
        with self._guard:
            self._inside += 1
            if self._inside == 1 and not gc.get_freeze_count():
                gc.freeze()
                self._ours = True
        try:
            yield
        finally:
            with self._guard:
                self._inside -= 1
                if not self._inside and self._ours:
                    gc.unfreeze()
                    self._ours = False


SETTLED = Settled()
