"""How far a long piece of work is, on stderr, for a person who watches."""

import sys
from collections.abc import Callable
from threading import Event, Thread
from types import TracebackType
from typing import Any, Self

from tqdm import tqdm

from graphmem.cli.show import show_usage
from graphmem.models.chat import Usage

_SLOW = 1.0  # seconds, after which a person wonders


class Progress:
    """A bar that appears only on a terminal, and only when the work takes long.

    Called with what is being done and how many episodes of it are done, or with two numbers,
    done and in all. Where `spent` is given, what a language model took stands beside it.
    """

    def __init__(self, *, quiet: bool = False, spent: Callable[[], Usage] | None = None) -> None:
        self._shown = not quiet and sys.stderr.isatty()
        self._spent = spent
        self._over = Event()
        self._bar: Any = None
        self._what = ""

    def __enter__(self) -> Self:
        if self._shown and self._spent is not None:
            Thread(target=self._tell, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
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

    def _tell(self) -> None:
        """Keep what was spent up to date: between two batches a model may think for minutes."""
        while self._spent is not None and not self._over.wait(_SLOW):
            used, bar = self._spent(), self._bar
            if bar is not None and used.calls:
                bar.set_postfix_str(show_usage(used))

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None
