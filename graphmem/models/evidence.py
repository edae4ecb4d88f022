"""What was read, as it was read: the log that everything else is computed from."""

from dataclasses import dataclass
from typing import Literal

from graphmem.models.times import Interval


@dataclass(frozen=True, slots=True)
class Source:
    """Where episodes come from: a file, a chat, a call of `remember`."""

    id: str
    uri: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Episode:
    """A bounded piece of text with its time, speaker and source; the unit of evidence.

    `id` comes from the source, speaker, time, text and, among equals, their number in the
    source; not from `ordinal`, the place in the source, which an edit may shift.
    `heading` is the title that stands over the text, such as "Chapter 3".
    """

    id: str
    source: str
    ordinal: int
    text: str
    heading: str = ""
    speaker: str | None = None
    occurred: Interval | None = None
    recorded_at: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person said about who is who; it is evidence, as an episode is.

    `ones` and `others` are spans, written `episode:start:end`, of mentions of whom it is about:
    of the two entities that a merge joins; of those that a split takes out, and of those that
    stay; of the entity that a rename calls `name`. Corrections apply in order of their `ordinal`.
    """

    id: str
    kind: Literal["merge", "split", "rename"]
    ordinal: int
    ones: tuple[str, ...]
    others: tuple[str, ...] = ()
    name: str = ""
    recorded_at: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a language model decided or worded; it is evidence, as it would not say it again.

    `ones` and `others` are spans, written `episode:start:end`, of what it was shown: of a pair of
    whom it said whether they are one, those of either. `key` is what else it is about, `said` is
    JSON of what it worded. It goes with any of the episodes that it has a span in.
    """

    id: str
    sort: Literal["same", "different", "unsure", "scene", "persona"]
    key: str
    ones: tuple[str, ...]
    others: tuple[str, ...] = ()
    said: str = ""
    reason: str = ""
    model: str = ""
    recorded_at: str = ""

    def episodes(self) -> set[str]:
        """Return the ids of the episodes that it rests on."""
        return {span.rsplit(":", 2)[0] for span in (*self.ones, *self.others)}


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an episode that recall may show as one line: a chat turn, or some sentences.

    `dated` says whether its words tell a time that stands on the calendar.
    """

    id: str
    episode: str
    start: int
    end: int
    dated: bool = False
