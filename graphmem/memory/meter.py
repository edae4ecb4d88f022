"""How long a verb takes, and what it takes of the language model."""

from dataclasses import replace
from time import perf_counter

from graphmem.memory.senses import Senses
from graphmem.models.recollection import Report


class Meter:
    """Runs from when it is made; what other threads ask of the model meanwhile counts too."""

    def __init__(self, senses: Senses) -> None:
        self._senses = senses
        self._started = perf_counter()
        self._spent = senses.spent()
        self._unread = senses.fallbacks()

    def read(self, report: Report) -> Report:
        """Return a report with what was taken since."""
        used = self._senses.spent() - self._spent
        return replace(
            report,
            unread_by_model=self._senses.fallbacks() - self._unread,
            calls=used.calls,
            prompt_tokens=used.prompt_tokens,
            completion_tokens=used.completion_tokens,
            cost=used.cost,
            seconds=perf_counter() - self._started,
        )
