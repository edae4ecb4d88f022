"""Chat transcripts in plain text: telling them from prose, and reading them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from graphmem.models.times import Interval
from graphmem.reading.assemble import Piece
from graphmem.reading.cut import cut_off
from graphmem.reading.form import Form
from graphmem.reading.messages import (
    Message,
    find_message,
    find_plain_message,
    find_session,
)
from graphmem.reading.stamps import at_clock, read_clock, read_stamp


def read_transcript(
    lines: Iterable[str], form: Form, *, limit: int, occurred: Interval | None = None
) -> Iterator[Piece]:
    """Yield the messages of a transcript, each with its speaker and time.

    Lines that begin no message belong to the one before. `occurred` is the time of messages
    that have none; its day that of messages with a clock time alone.
    """
    reader = _Reader(form, limit, occurred, occurred)
    for line in lines:
        yield from reader.take(line)
    yield from reader.close()


@dataclass
class _Reader:
    """The message being read, and the session it stands in."""

    form: Form
    limit: int
    default: Interval | None
    session: Interval | None
    title: str = ""
    unused: str = ""  # the line of a session that has no message yet
    speaker: str | None = None
    occurred: Interval | None = None
    heading: str = ""
    held: list[str] = field(default_factory=list)
    size: int = 0
    fresh: bool = True  # at the start of a line
    blank: bool = True  # after a blank line

    def take(self, line: str) -> Iterator[Piece]:
        fresh, self.fresh = self.fresh, line.endswith("\n")
        if fresh and line.strip():
            if message := self._message(line.rstrip("\n")):
                yield from self._begin(message)
                return
            if session := self._session(line):
                yield from self.close()
                self.title, self.session = session[0], session[1] or self.default
                self.unused, self.heading, self.occurred = line.strip(), self.title, self.session
                self.speaker = None
                return
        self.blank = not line.strip()
        yield from self._hold(line)

    def close(self) -> Iterator[Piece]:
        """Yield the message that is being read, and a session's line that none stood under."""
        text = "".join(self.held).strip()
        self.held, self.size = [], 0
        if text:
            self.unused = ""
            yield Piece(text, self.heading, self.speaker, self.occurred)
        elif self.unused:
            yield Piece(self.unused, occurred=self.session)
            self.unused = ""

    def _message(self, line: str) -> tuple[Message, Interval | None, str] | None:
        message = find_message(line) if self.form.stamped else find_plain_message(line)
        if not message or not self.form.admits(message.speaker):
            return None
        if not message.stamp:
            return message, self.session, self.title
        if clock := read_clock(message.stamp):
            if not self.session:  # the hour is all there is: it stands over the message
                return message, None, " > ".join(filter(None, (self.title, message.stamp)))
            return message, at_clock(datetime.fromisoformat(self.session.start), clock), self.title
        when = read_stamp(message.stamp, day_first=self.form.day_first)
        return (message, when, self.title) if when else None

    def _begin(self, found: tuple[Message, Interval | None, str]) -> Iterator[Piece]:
        if "".join(self.held).strip():
            yield from self.close()
        self.held, self.size, self.unused = [], 0, ""  # a session's line lives on as heading
        message, self.occurred, self.heading = found
        self.speaker, self.blank = message.speaker, False
        yield from self._hold(message.text + "\n" * self.fresh)  # a long line goes on

    def _session(self, line: str) -> tuple[str, Interval | None] | None:
        if not self.blank and line.lstrip()[0] not in "#-=*[":
            return None
        return find_session(line, day_first=self.form.day_first)

    def _hold(self, line: str) -> Iterator[Piece]:
        self.held.append(line)
        self.size += len(line)
        if self.size > self.limit:
            parts, rest = cut_off("".join(self.held), self.limit)
            self.held, self.size = [rest], len(rest)
            for part in parts:
                yield Piece(part, self.heading, self.speaker, self.occurred)
