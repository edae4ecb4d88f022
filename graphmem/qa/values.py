"""One value of an answer: what is said, and the words it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass

from graphmem.language.tokens import count_tokens
from graphmem.models.recollection import Citation, Cue
from graphmem.models.times import Interval
from graphmem.qa.evidence import Page

_PRONOUNS = frozenset("i we you he she it they me us him her them who one".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an answer, where it stands, and what makes it one with another."""

    text: str
    key: str
    page: Page
    start: int
    end: int

    @property
    def citation(self) -> Citation:
        """The sentence that the value rests on, and when what it tells of happened."""
        episode = self.page.episode
        inside = [s for s in self.page.sentences if s.start < self.end and self.start < s.end]
        start = min((s.start for s in inside), default=self.start)
        end = max((s.end for s in inside), default=self.end)
        quote, time = episode.text[start:end], _when(self.page, self.start)
        return Citation(episode.id, episode.source, start, end, quote, time)


def _when(page: Page, place: int) -> Interval | None:
    """Return the time of the occasion told at a place of the text, or else of the episode."""
    told = (h for h in page.occasions if h.start <= place < h.end and h.times)
    occasion = next(told, None)
    return occasion.times[0].interval if occasion else page.episode.occurred


def distinct(values: Sequence[Value]) -> list[Value]:
    """Return the first of each, in order."""
    first: dict[str, Value] = {}
    for value in values:
        first.setdefault(value.key, value)
    return list(first.values())


def named_first(cue: Cue, values: list[Value]) -> list[Value]:
    """Return the people who have a name where any has, of those whom a query asks for.

    A pronoun of which it is not known whom it stands for is nobody.
    """
    if cue.asks != "person":
        return values
    told = [value for value in values if value.key not in _PRONOUNS]
    return [value for value in told if value.text[:1].isupper()] or told


def tokens_of(values: Sequence[Value]) -> int:
    """Return the tokens of the sentences in which the values stand."""
    spans = {
        (value.page.episode.id, s.start, s.end): value.page.episode.text[s.start : s.end]
        for value in values
        for s in value.page.sentences
        if s.start < value.end and value.start < s.end
    }
    return sum(count_tokens(text) for text in spans.values())


def sentence_at(page: Page, start: int) -> tuple[int, int]:
    """Return the span of the sentence at an offset, or of the whole text."""
    found = next((s for s in page.sentences if s.start <= start < s.end), None)
    if found is None:
        found = next((s for s in page.sentences if s.end > start), None)
    return (found.start, found.end) if found else (0, len(page.episode.text))
