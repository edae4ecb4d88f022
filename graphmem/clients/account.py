"""What was spent, by stage and episode, and the most that may be."""

from collections import defaultdict
from threading import Lock

from graphmem.errors import ModelError, SpendingStopped
from graphmem.models.chat import Prompt, Stage, Usage
from graphmem.settings import ModelSettings


class Account:
    """Counts what calls took, and lets none begin that might go over what may be spent.

    The most that a call can take is set aside before it is sent. What it took is then what the
    endpoint says. A call that never came back, and may be billed, is not known to the account:
    against the limits it counts with the most it can have taken.

    Raises:
        ModelError: a cost is limited, and no price is known.
    """

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._guard = Lock()
        self._total = Usage()
        self._stages: defaultdict[Stage, Usage] = defaultdict(Usage)
        self._episodes: defaultdict[str, Usage] = defaultdict(Usage)
        self._aside = Usage()  # of calls that are under way
        self._unknown = Usage()  # of calls that never came back
        if settings.most_cost is not None and not self._is_priced():
            raise ModelError(
                "a most cost is set, but not what the model costs: give the prices of a million "
                "tokens sent and received (--price IN/OUT, GRAPHMEM_MODEL_PRICE, or prompt_price "
                "and completion_price in the settings)"
            )

    def spent(self) -> Usage:
        """Return what all calls took."""
        with self._guard:
            return self._total

    def by_stage(self) -> dict[Stage, Usage]:
        """Return what each stage took."""
        with self._guard:
            return dict(self._stages)

    def by_episode(self) -> dict[str, Usage]:
        """Return what each episode took, by its id.

        What a prompt takes is shared evenly among the episodes whose words stand in it; shares
        add up to the whole.
        """
        with self._guard:
            return dict(self._episodes)

    def priced(self, *, calls: int = 0, sent: int = 0, received: int = 0) -> Usage:
        """Return a usage with what it costs."""
        prices = self._settings.prompt_price, self._settings.completion_price
        cost = (sent * prices[0] + received * prices[1]) / 1_000_000
        return Usage(calls, 0, sent, received, cost)

    def set_aside(self, most: Usage) -> None:
        """Reserve the most that a call can take.

        Raises:
            SpendingStopped: all together could go over what may be spent.
        """
        with self._guard:
            bound = self._total + self._unknown + self._aside + most
            limits = self._settings
            if limits.most_tokens is not None and bound.tokens > limits.most_tokens:
                raise SpendingStopped(self._told(f"{limits.most_tokens:,} tokens"))
            # Sums of floats may be off in the last place.
            if limits.most_cost is not None and bound.cost > limits.most_cost + 1e-9:
                raise SpendingStopped(self._told(f"${limits.most_cost:,.4f}"))
            self._aside += most

    def release(self, most: Usage, *, lost: bool = False) -> None:
        """Give back what was set aside; when the call is `lost` it may have been billed."""
        with self._guard:
            self._aside -= most
            if lost:
                self._unknown += most

    def add(self, prompt: Prompt, used: Usage) -> None:
        """Count what a prompt took."""
        with self._guard:
            self._total += used
            self._stages[prompt.stage] += used
            for episode, share in zip(
                prompt.episodes, _shares(used, len(prompt.episodes)), strict=True
            ):
                self._episodes[episode] += share

    def _is_priced(self) -> bool:
        return bool(self._settings.prompt_price or self._settings.completion_price)

    def _told(self, limit: str) -> str:
        used = f"{self._total.calls:,} calls took {self._total.tokens:,} tokens"
        if self._is_priced():
            used += f" and ${self._total.cost:,.4f}"
        if self._unknown.tokens:
            used += f", and up to {self._unknown.tokens:,} tokens in calls that were cut off"
        return (
            f"stopped before the limit of {limit}, which the next call could go over: {used}. "
            "What was done is kept: raise the limit, and the same command goes on from there"
        )


def _shares(used: Usage, among: int) -> list[Usage]:
    """Return a usage in parts that add up to it and differ by at most one."""
    if not among:
        return []

    def part(whole: int, i: int) -> int:
        return whole // among + (i < whole % among)

    return [
        Usage(
            part(used.calls, i),
            part(used.cached, i),
            part(used.prompt_tokens, i),
            part(used.completion_tokens, i),
            used.cost / among,
        )
        for i in range(among)
    ]
