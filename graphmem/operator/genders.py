"""The gender of the persons that a page names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from graphmem.language.names import given_gender
from graphmem.operator.figures import Cast, Figure
from graphmem.operator.mentions import Found
from graphmem.operator.page import Page
from graphmem.operator.sorts import Sorts
from graphmem.operator.words import EITHER_GIVEN, ROLE_TITLES

# From here on a given name tells the gender.
_SURE = 1.0


def tell_genders(page: Page, found: Sequence[Found], cast: Cast, sorts: Sorts) -> None:
    """Give named persons a gender: a title, else the given name and the pronouns close behind."""
    given = {
        number: lean
        for number, figure in enumerate(cast.figures)
        if figure.kind == "Person" and figure.words
        and abs(lean := _known(figure.gender) or _name_leans(figure, sorts)) >= _SURE
    }  # fmt: skip
    votes = _pronoun_votes(page, found, cast, given)
    for number, figure in enumerate(cast.figures):
        if figure.kind != "Person" or figure.gender:
            continue
        lean = _name_leans(figure, sorts)
        total = votes[number]["f"] - votes[number]["m"] + lean
        if abs(total) > 0.3:
            figure.gender = "f" if total > 0 else "m"


def gender_of_given(given: str, sorts: Sorts) -> str:
    """Return the gender that a given name surely tells, else ""."""
    lean = _lean(given, sorts)
    return "" if abs(lean) < _SURE else "f" if lean > 0 else "m"


def _known(gender: str) -> float:
    return {"f": 2.5, "m": -2.5}.get(gender, 0.0)


def _name_leans(figure: Figure, sorts: Sorts) -> float:
    """Return how a figure's name leans: one behind a rank is the family's, and tells nothing."""
    ranked = any(mention.title in ROLE_TITLES for mention, _, _ in figure.mentions)
    return 0.0 if ranked and len(figure.words) == 1 else _lean(figure.words[0].lower(), sorts)


def _lean(given: str, sorts: Sorts) -> float:
    """Return how a given name leans: above 0 to female, below to male."""
    if given in EITHER_GIVEN:
        return 0.0
    sort = sorts.names.sort(given) if sorts.names.is_example(given) else ""
    told = given_gender(given) or {"female": "f", "male": "m"}.get(sort, "")
    if told:
        return 2.5 if told == "f" else -2.5
    scores = sorts.names.scores(given)
    sure = 1.0 if max(scores["female"], scores["male"]) > 0.6 else sorts.plainness(given)
    return 2.5 * sure * (scores["female"] - scores["male"])


def _pronoun_votes(
    page: Page, found: Sequence[Found], cast: Cast, given: Mapping[int, float]
) -> dict[int, dict[str, float]]:
    """Weigh he and she after each person's name, up to the next name and through the next sentence.

    They speak for the subject of a sentence more than for anybody else in it, and hardly at all
    when somebody told of before is surely of that gender (`given`).
    """
    votes: dict[int, dict[str, float]] = defaultdict(lambda: {"f": 0.0, "m": 0.0})
    about = _before_any_name(page, found)
    last: Found | None = None
    before: Found | None = None
    seen = 0
    told: set[int] = set()
    for mention in found:
        if page.quote[mention.head] >= 0:
            continue
        if mention.form == "name" and mention.kind == "Person":
            before, last, seen = last, mention, 0
            told.add(cast.at[mention.head])
            continue
        single = mention.form == "pronoun" and mention.gender in about
        if single and last is not None and seen < 3:
            weight = _nearness(page, last, mention, seen)
            weight *= 0.4 if about[mention.gender] > 1 else 1.0
            sign = 1 if mention.gender == "f" else -1
            number = cast.at[last.head]
            if any(n != number and given.get(n, 0.0) * sign > 0 for n in told):
                weight *= 0.25
            elif before is not None and cast.at[before.head] != number:
                weight *= 0.5  # there is somebody else whom it may stand for
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
