"""A way of writing a time: where it stands in the text, and what it means."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from graphmem.language.times.form import Form

Build = Callable[[re.Match[str]], Form | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, tried where one of its trigger classes is near.

    `role` says how it joins its neighbours: day, period, part, clock or '' (not at all). What is
    `weak` means nothing alone: 'morning' needs a 'Monday'.
    """

    triggers: frozenset[str]
    sort: str
    role: str
    pattern: re.Pattern[str]
    build: Build
    weak: bool = False


def rule(triggers: str, kind: str, pattern: str, build: Build, *, weak: bool = False) -> Rule:
    """Compile a rule; the kind is 'sort role', and no pattern starts or ends inside a word."""
    sort, _, role = kind.partition(" ")
    # The T of 2025-06-20T14:00 is no part of a word.
    compiled = re.compile(
        rf"(?:(?<![\w$£€#])|(?<=\dT)){pattern}(?:(?!\w)|(?=T\d\d:))", re.IGNORECASE
    )
    return Rule(frozenset(triggers.split()), sort, role, compiled, build, weak)
