"""What stands at verbs: the slots of subject, object and prepositions, from `verbs.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal

from graphmem.models.workspace import Slot
from graphmem.operator.words import DEEDS

_TABLE: dict[str, frozenset[str]] = {
    name: frozenset(verb.replace("_", " ") for verb in verbs.split())
    for name, verbs in tomllib.loads(
        Path(__file__).with_name("verbs.toml").read_text(encoding="utf-8")
    ).items()
}
_OBLIQUE: tuple[Slot, ...] = ("RECIPIENT", "PATIENT", "TOPIC", "COMPANION")

List = Literal[
    "experiencing", "befalling", "undergoing", "stirring", "addressing", "discussing", "meeting",
    "reaching", "urging", "told", "objectless",
]  # fmt: skip


def is_of(name: List, verb: str) -> bool:
    """Return whether a verb, with its particle, is in a list of the table."""
    return verb in _TABLE[name]


def is_deed(noun: str) -> bool:
    """Return whether a noun says what is done with a light verb ("gave a speech")."""
    return noun in _TABLE["acts"] or noun in DEEDS


def brought_in(verb: str, preposition: str) -> Slot | None:
    """Return the slot of what a preposition brings in at a verb, where the table tells it."""
    for slot in _OBLIQUE:
        if verb in _TABLE.get(f"{slot.lower()}_{preposition}", ()):
            return slot
    return None


def leads_to_place(verb: str, preposition: str) -> bool:
    """Return whether a preposition mostly brings in a place at a verb ("put in", "go to")."""
    return verb in _TABLE.get(f"place_{preposition}", ())
