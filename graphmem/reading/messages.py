"""One line of a chat transcript, in the forms that programs and people write."""

import re
from dataclasses import dataclass

from graphmem.models.times import Interval
from graphmem.reading.stamps import CLOCK, DATE, read_stamp

_STAMP = rf"(?:{DATE}(?:(?:,?\s+|T)(?:at\s+)?{CLOCK})?|{CLOCK})"
_NAME = r"[~@+]?[^\W_][^:<>\[\]()*\t\n]{0,40}?"
_TEXT = r"(?:\s+(?P<text>.*)|)"
_FRONT = rf"(?:\[(?P<boxed>{_STAMP})\]|(?P<stamp>{_STAMP}))\s*(?P<dash>(?:[-\u2013](?=\s))?)\s*"
_STAMPED = (
    # [2023-05-08 13:56] Caroline: Hey  08/05/2023, 13:56 - Caroline: Hey  13:56 <Caroline> Hey
    re.compile(
        rf"{_FRONT}(?:<[@+ ]?(?P<nick>[^>\s]+)>"
        rf"|\*{{0,2}}(?P<name>{_NAME})\*{{0,2}}:\*{{0,2}}){_TEXT}",
        re.IGNORECASE | re.DOTALL,
    ),
    # Caroline (8 May 2023, 1:56 pm): Hey
    re.compile(
        rf"\*{{0,2}}(?P<name>{_NAME})\*{{0,2}}\s+[(\[](?P<stamp>{_STAMP})[)\]]\s*:\*{{0,2}}{_TEXT}",
        re.IGNORECASE | re.DOTALL,
    ),
)
# what the program itself says: 08/05/2023, 13:56 - Caroline joined      13:57 -!- caroline has quit
_NOTICE = re.compile(
    rf"{_FRONT}(?P<marked>-!-|\*(?!\*)|(?=\S))(?P<text>.*)", re.IGNORECASE | re.DOTALL
)
_PLAIN = re.compile(
    r"\*{0,2}(?P<name>[^\W\d_][^:<>\[\]()*\s]{0,30}(?: [^\W\d_][^:<>\[\]()*\s]{0,30}){0,3})"
    rf"\*{{0,2}}:\*{{0,2}}{_TEXT}",
    re.DOTALL,
)
_SESSION = re.compile(
    r"(?:log opened|day changed(?: to)?|session|conversation|chat|day|date)\b(?:\s*#?\d+\b)?\W*"
    r"(?:(?:on|of|from)\s+)?(?P<when>.*?)\W*",
    re.IGNORECASE,
)
_MARKS = "\ufeff\u200e\u200f\u202a\u202c"  # writing direction, which phones put before a stamp
_NO_NAME = re.compile(
    "answer|caution|edit|example|fyi|hint|https?|important|nb|note|ps|question|re|reminder"
    "|summary|tip|tldr|todo|update|warning",
    re.IGNORECASE,
)
_ROLE = re.compile("ai|assistant|bot|human|me|model|system|tool|user|you", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Message:
    """The first line of a message, or a notice when there is no speaker."""

    speaker: str | None
    stamp: str
    text: str


def find_message(line: str) -> Message | None:
    """Return the message that begins on a line with a time on it."""
    line = line.lstrip(_MARKS)
    if not (line[:1] == "[" or line[:40].strip("*").lstrip()[:1].isalnum()):
        return None
    for pattern in _STAMPED:
        if match := pattern.fullmatch(line):
            found = match.groupdict()
            stamp = found.get("boxed") or found["stamp"]
            speaker = found.get("nick") or found["name"].strip(" ~")
            return Message(speaker, stamp, found["text"] or "")
    match = _NOTICE.fullmatch(line)
    if match and (match["boxed"] or match["dash"] or match["marked"]):
        return Message(None, match["boxed"] or match["stamp"], match["text"])
    return None


def find_plain_message(line: str) -> Message | None:
    """Return the message that begins on a line of the form `Caroline: Hey`."""
    match = _PLAIN.fullmatch(line.lstrip(_MARKS))
    if not match or _NO_NAME.fullmatch(match["name"]):
        return None
    words = match["name"].split()
    if len(words) > 1 and not all(word[0].isupper() for word in words):
        return None
    return Message(match["name"], "", match["text"] or "")


def is_role(name: str) -> bool:
    """Return whether a speaker is named as programs name the two sides of a chat."""
    return bool(_ROLE.fullmatch(name))


def find_session(line: str, *, day_first: bool) -> tuple[str, Interval | None] | None:
    """Return title and time of a line that opens a session: a date, "Session 3", a heading."""
    title = line.strip().strip("#*-=_\u2013\u2014[] ").strip()
    if not title or len(title) > 120:
        return None
    if found := read_stamp(title, day_first=day_first):
        return title, found
    if match := _SESSION.fullmatch(title):
        when = read_stamp(match["when"], day_first=day_first) if match["when"] else None
        if when or not match["when"]:
            return title, when
    return (title, None) if re.match(r" {0,3}#{1,6}\s", line) else None
