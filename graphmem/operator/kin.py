"""Those whom somebody has but one of, so that "my mother" is one person wherever it is said."""

from __future__ import annotations

from graphmem.operator.mentions import Found
from graphmem.operator.page import Page
from graphmem.operator.words import KIN


def kin_of_teller(page: Page, found: Found) -> str:
    """Return what a mention is to who tells the page ("the narrator's mother"), else ""."""
    tokens = page.parsed.tokens
    kin = KIN.get(tokens[found.head].lemma.lower(), "")
    if not kin or page.quote[found.head] >= 0 or tokens[found.start].text.lower() != "my":
        return ""
    words = {t.text.lower() for t in tokens[found.start : found.end]}
    former = not words.isdisjoint(("first", "second", "ex", "former"))
    plural = "Number=Plur" in tokens[found.head].morph
    return "" if plural or former else f"the {'speaker' if page.speaker else 'narrator'}'s {kin}"
