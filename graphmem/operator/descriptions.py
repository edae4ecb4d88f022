"""Which figure a description that recurs stands for: "the old man", later "the old man"."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from graphmem.language.parse import Parsed
from graphmem.operator.grammar import children
from graphmem.operator.mentions import Found

_SOMEBODY_ELSE = frozenset({"other", "another", "next", "second", "third", "new"})


@dataclass(slots=True)
class Descriptions:
    """The figures that a noun was said of so far, with the phrases, the last one at the end."""

    parsed: Parsed
    called: dict[str, list[tuple[int, Found]]] = field(default_factory=lambda: defaultdict(list))

    def note(self, noun: str, number: int, mention: Found) -> None:
        """Let a noun stand for a figure from now on."""
        self.called[noun].append((number, mention))

    def find(self, noun: str, mention: Found) -> int | None:
        """Return the figure last called so, in words that do not speak against a phrase."""
        told = self.called.get(noun, ())
        alike = (n for n, earlier in reversed(told) if self._may_be_one(earlier, mention))
        return next(alike, None)

    def knows(self, noun: str) -> bool:
        """Return whether a noun was said of anybody or anything."""
        return noun in self.called

    def _may_be_one(self, earlier: Found, mention: Found) -> bool:
        if (earlier.gender == "p") != (mention.gender == "p"):
            return False
        before, now = self._qualities(earlier), self._qualities(mention)
        if now & _SOMEBODY_ELSE and not now <= before:
            return False
        return not before or not now or not before.isdisjoint(now)

    def _qualities(self, mention: Found) -> set[str]:
        """Return the adjectives, numbers and nouns in front of the head of a phrase."""
        i = mention.head
        found = children(self.parsed, i, "amod", "nummod", "compound") if i >= 0 else []
        return {self.parsed.tokens[c].lemma.lower() for c in found if c < i}
