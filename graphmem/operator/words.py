"""Closed classes of words, read from `words.toml`: pronouns, titles, verbs that tell."""

from __future__ import annotations

import tomllib
from pathlib import Path

_TABLE: dict[str, str] = tomllib.loads(
    Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
)


def _words(name: str) -> frozenset[str]:
    return frozenset(_TABLE[name].split())


FIRST = _words("first")
FIRST_PLURAL = _words("first_plural")
SECOND = _words("second")
MALE = _words("male")
FEMALE = _words("female")
PLURAL = _words("plural")
NEUTER = _words("neuter")
RELATIVE = _words("relative")
SAYING = _words("saying")
FEELING = _words("feeling")
BODILY = _words("bodily")
SENSING = _words("sensing")
LOOKING = _words("looking")
GIVING = _words("giving")
BEING = _words("being")
COMING = _words("coming")
LIGHT = _words("light")
PLANNING = _words("planning")
ORIGIN = _words("origin")
COMING_FROM = _words("coming_from")
CARRIERS = _words("carriers")
REFUSING = _words("refusing")
ORDERING = _words("ordering")
IMAGINING = _words("imagining")
INCLINED = _words("inclined")
INTENTIONS = _words("intentions")
SUBJECT_CONTROL = _words("subject_control")
OBJECT_CONTROL = _words("object_control")
CONTENTS = _words("contents")
EASY = _words("easy")
GOINGS = _words("goings")
DEEDS = _words("deeds")
ABOUT_DOING = _words("about_doing")
MANNERS = _words("manners")
NEGATIONS = _words("negations")
POSSIBLE = _words("possible")
PLANNED = _words("planned")
FUTURE = _words("future")
LOCATIVE = _words("locative")
STANDING = _words("standing")
INWARD = _words("inward")
PLACING = _words("placing")
HAPPENING = _words("happening")
HOLDING = _words("holding")
HANDLING = _words("handling")
TRAVELLING = _words("travelling")
FEMALE_NOUNS = _words("female_nouns")
MALE_NOUNS = _words("male_nouns")
SOMEBODY = _words("somebody")
KNOWING = _words("knowing")
WONDERING = _words("wondering")
FREQUENT = _words("frequent")
FOREIGN = _words("foreign")
# What one has but one of, by all words for it.
KIN = {word: row.split()[0] for row in _TABLE["kin"].split("\n") for word in row.split()}
DEAR = _words("dear")
PARTING = _words("parting")
PARTING_BEGINS = PARTING | _words("before_parting")
RECORDS = _words("records")
EXCLAIMED = _words("exclaimed")

PERSONAL = FIRST | FIRST_PLURAL | SECOND | MALE | FEMALE | PLURAL | NEUTER
TITLE_GENDER = {
    **dict.fromkeys(_words("male_titles"), "m"),
    **dict.fromkeys(_words("female_titles"), "f"),
}
# Those that name nobody without a name.
DETERMINERS = _words("determiners")
BODIES = _words("bodies")
BARE_TITLES = _words("bare_titles")
RANKS = _words("ranks")
ROLE_TITLES = _words("role_titles")
TITLES = frozenset(TITLE_GENDER) | ROLE_TITLES | _words("other_titles")
# Those that are no part of the name behind them.
STRIPPED_TITLES = frozenset(TITLE_GENDER) | ROLE_TITLES
EITHER_GIVEN = _words("either_given")
LEADING = STRIPPED_TITLES | _words("epithets")


def gender_of_pronoun(word: str) -> str:
    """Return m, f, p or n for a third-person pronoun, "" for any other word."""
    for words, gender in ((MALE, "m"), (FEMALE, "f"), (PLURAL, "p"), (NEUTER, "n")):
        if word in words:
            return gender
    return ""


APPOINTING = _words("appointing")
BECOMING = _words("becoming")
SERVING = _words("serving")
LEAVING_OFFICE = _words("leaving_office")
