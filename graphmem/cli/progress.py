"""How far a long piece of work is, on stderr, for a person who watches."""

import sys
from types import TracebackType
from typing import Any, Self

from tqdm import tqdm

_SLOW = 1.0  # seconds, after which a person wonders


class Progress:
    """A bar that appears only on a terminal, and only when the work takes long.

    Called with what is being done and how many episodes of it are done, or with two numbers,
    done and in all.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self._shown = not quiet and sys.stderr.isatty()
        self._bar: Any = None
        self._what = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def __call__(self, what: str, done: int) -> None:
        """Show that `done` of `what` are done."""
        self._show(what, done, None)

    def count(self, done: int, total: int) -> None:
        """Show that `done` of `total` are done."""
        self._show("questions", done, total)

    def _show(self, what: str, done: int, total: int | None) -> None:
        if not self._shown:
            return
        if what != self._what:
            self._close()
            self._what = what
            self._bar = tqdm(desc=what, total=total, delay=_SLOW, leave=False, file=sys.stderr)
        self._bar.update(max(0, done - self._bar.n))

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None
