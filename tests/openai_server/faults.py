"""What may go wrong between a client and an endpoint, and when."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    # the connection and the endpoint
    "busy",  # 429; with Retry-After of `seconds`, as a date where `dated`, or without where None
    "failing",  # `status`, 500 unless another is given
    "late",  # nothing for `seconds`
    "slow",  # the answer comes in pieces, `seconds` apart
    "cut",  # the connection ends before any byte
    "cut_midway",  # it ends in the middle of the body
    "broken_body",  # a whole HTTP body that is half a JSON value
    "page",  # a page of HTML where JSON was asked for
    "no_choice",  # an answer without anything said
    "unauthorised",  # 401
    "out_of_credit",  # 429 for which waiting is no use
    # what the model says
    "truncated",  # half of the JSON that was asked for
    "malformed",  # words where JSON was asked for
    "misshapen",  # JSON of another schema
    "refusal",
    "length",  # cut off, and said so
]
Schedule = Callable[[int], "Fault | None"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong with one call."""

    kind: Kind
    seconds: float | None = None
    status: int = 500
    dated: bool = False


# What may be tried again, quickly enough for tests.
TRANSPORT = (
    Fault("busy", 0),
    Fault("failing"),
    Fault("failing", status=503),
    Fault("cut"),
    Fault("cut_midway"),
    Fault("broken_body"),
    Fault("page"),
    Fault("no_choice"),
)
# What one turn that asks to mend it sets right.
FORM = (Fault("truncated"), Fault("malformed"), Fault("misshapen"))
ALL = TRANSPORT + FORM


def every(number: int, *faults: Fault) -> Schedule:
    """Return a schedule by which each `number`-th call goes wrong, by each fault in turn."""

    def at(call: int) -> Fault | None:
        if call % number:
            return None
        return faults[(call // number - 1) % len(faults)]

    return at


def in_turn(faults: Iterable[Fault | None]) -> Schedule:
    """Return a schedule for the first calls, one by one; all others go right."""
    listed = tuple(faults)
    return lambda call: listed[call - 1] if call <= len(listed) else None
