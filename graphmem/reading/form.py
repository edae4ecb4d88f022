"""Whether a text is a chat transcript, and in which form."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from graphmem.reading.messages import (
    Message,
    find_message,
    find_plain_message,
    find_session,
    is_role,
)
from graphmem.reading.stamps import in_numbers, numbers_tell, read_clock, read_stamp

_ENOUGH = 400  # lines without a message, after which a text is prose
_MOST_SPEAKERS = 5000
_STAGE = re.compile(r"\W*(?:act|scene)\s+[ivxlc\d]+\b.{0,60}", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a transcript: whether each message has a time, and how dates are read.

    `speakers` are the only ones, when the form alone would take other lines for messages.
    """

    stamped: bool
    day_first: bool
    speakers: frozenset[str] = frozenset()

    def admits(self, speaker: str | None) -> bool:
        """Return whether a line of this speaker begins a message."""
        return not self.speakers or (speaker or "").lower() in self.speakers


def find_form(lines: Iterable[str], *, day_first: bool, chat: bool = False) -> Form | None:
    """Return the form of a transcript, None when the text is prose.

    Most lines must fit and speakers recur. `Name: text` without a time is taken for a message
    only below a session's date, or between a user and an assistant, or when the caller knows
    that it is a `chat`; plays are written so too.
    """
    survey = _Survey(day_first=day_first)
    fresh = True
    for line in lines:
        if fresh and line.strip():
            survey.count(line.rstrip("\n"))
        fresh = line.endswith("\n")
        if survey.lines >= _ENOUGH and not survey.stamped and not survey.plain:
            return None
    return survey.form(chat=chat)


@dataclass
class _Order:
    """Whether days or months come first, from what the dates allow and how they follow."""

    told: bool | None = None
    last: dict[bool, str] = field(default_factory=dict)
    back: Counter[bool] = field(default_factory=Counter)

    def add(self, stamp: str) -> None:
        if self.told is not None or not in_numbers(stamp):
            return
        self.told = numbers_tell(stamp)
        for reading in (True, False):
            if when := read_stamp(stamp, day_first=reading):
                self.back[reading] += when.start < self.last.get(reading, "")
                self.last[reading] = when.start

    def day_first(self, *, default: bool) -> bool:
        """Return the reading that all dates allow, else the one that goes back less often."""
        if self.told is not None:
            return self.told
        if self.back[True] != self.back[False]:
            return self.back[True] < self.back[False]
        return default


@dataclass
class _Survey:
    """Counts over all lines of a text."""

    day_first: bool = field(kw_only=True)
    lines: int = 0
    moments: int = 0
    session_first: bool = False
    staged: bool = False
    opens: str = ""  # the speaker of the first line
    stamped: Counter[str] = field(default_factory=Counter)
    plain: Counter[str] = field(default_factory=Counter)
    order: _Order = field(default_factory=_Order)

    def count(self, line: str) -> None:
        self.lines += 1
        first = not self.plain and self.lines == 1
        if message := find_message(line):
            self._add(self.stamped, message)
            self.moments += read_clock(message.stamp) is None and ":" in message.stamp
            self.order.add(message.stamp)
        elif session := find_session(line, day_first=self.day_first):
            dated = session[1] is not None or not line.lstrip().startswith("#")
            self.session_first = self.session_first or (dated and not self.plain)
            self.lines -= 1
        elif message := find_plain_message(line):
            self._add(self.plain, message)
            self.opens = (message.speaker or "") if first else self.opens
        self.staged = self.staged or bool(_STAGE.fullmatch(line))

    def form(self, *, chat: bool) -> Form | None:
        stamped, plain = self.stamped.total(), self.plain.total()
        if not stamped and not plain:
            return None
        if self.moments and self.moments * 4 >= self.lines:
            return Form(stamped=True, day_first=self.order.day_first(default=self.day_first))
        if stamped * 2 >= self.lines and _recur(self.stamped):
            return Form(stamped=True, day_first=self.order.day_first(default=self.day_first))
        roles = Counter({n: c for n, c in self.plain.items() if is_role(n)})
        if len(roles) > 1 and self.opens in roles:
            return Form(
                stamped=False,
                day_first=self.day_first,
                speakers=frozenset(n.lower() for n in roles),
            )
        if plain * 5 < self.lines * 3 or not (self.session_first or chat) or self.staged:
            return None
        return Form(stamped=False, day_first=self.day_first) if _recur(self.plain) else None

    def _add(self, speakers: Counter[str], message: Message) -> None:
        name = message.speaker or ""
        if name in speakers or len(speakers) < _MOST_SPEAKERS:
            speakers[name] += 1


def _recur(speakers: Counter[str]) -> bool:
    named = speakers.total() - speakers[""]
    return named * 2 >= len(speakers.keys() - {""}) * 3 > 0
