"""The gender of the persons that a page names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from graphmem.language.names import given_gender
from graphmem.operator.figures import Cast
from graphmem.operator.mentions import Found
from graphmem.operator.page import Page
from graphmem.operator.sorts import Sorts


def tell_genders(page: Page, found: Sequence[Found], cast: Cast, sorts: Sorts) -> None:
    """Give named persons a gender: a title, else the given name and the pronouns close behind."""
    votes = _pronoun_votes(page, found, cast)
    for number, figure in enumerate(cast.figures):
        if figure.kind != "Person" or figure.gender:
            continue
        given = figure.words[0].lower()
        lean = _lean(given, sorts)
        total = votes[number]["f"] - votes[number]["m"] + lean
        if abs(total) > 0.3:
            figure.gender = "f" if total > 0 else "m"


def _lean(given: str, sorts: Sorts) -> float:
    """Return how a given name leans: above 0 to female, below to male."""
    sort = sorts.names.sort(given) if sorts.names.is_example(given) else ""
    told = given_gender(given) or {"female": "f", "male": "m"}.get(sort, "")
    if told:
        return 2.5 if told == "f" else -2.5
    scores = sorts.names.scores(given)
    return 2.0 * sorts.plainness(given) * (scores["female"] - scores["male"])


def _pronoun_votes(page: Page, found: Sequence[Found], cast: Cast) -> dict[int, dict[str, float]]:
    """Weigh he and she after each person's name, up to the next name and through the next sentence.

    They speak for the subject of a sentence more than for anybody else in it.
    """
    votes: dict[int, dict[str, float]] = defaultdict(lambda: {"f": 0.0, "m": 0.0})
    about = _before_any_name(page, found)
    last: Found | None = None
    seen = 0
    for mention in found:
        if page.quote[mention.head] >= 0:
            continue
        if mention.form == "name" and mention.kind == "Person":
            last, seen = mention, 0
            continue
        single = mention.form == "pronoun" and mention.gender in about
        if single and last is not None and seen < 3:
            weight = _nearness(page, last, mention, seen)
            weight *= 0.4 if about[mention.gender] > 1 else 1.0
            votes[cast.at[last.head]][mention.gender] += weight
            seen += 1
    return votes


def _nearness(page: Page, name: Found, pronoun: Found, seen: int) -> float:
    """Return how likely a pronoun is to stand for the name in front of it, from 0 to 1."""
    apart = page.sentence[pronoun.head] - page.sentence[name.head]
    near = 1.0 if apart == 0 else (0.7, 0.4, 0.2)[seen] if apart <= 3 else 0.0
    if page.paragraph[pronoun.head] != page.paragraph[name.head]:
        near *= 0.3
    subject = page.parsed.tokens[name.head].dep in ("nsubj", "nsubj:pass")
    return near * (1.0 if subject else 0.3)


def _before_any_name(page: Page, found: Sequence[Found]) -> dict[str, int]:
    """Count he and she in front of the first person's name: somebody is already there."""
    counts = {"f": 0, "m": 0}
    for mention in found:
        if mention.form == "name" and mention.kind == "Person":
            break
        if mention.form == "pronoun" and mention.gender in counts and page.quote[mention.head] < 0:
            counts[mention.gender] += 1
    return counts
