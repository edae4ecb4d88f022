"""Make up names: persons of many cultures, towns, venues, organizations, works and events."""

import random
from collections.abc import Callable

from faker import Faker

from training.wordlists import FOLDER, words

LOCALES = words("locales")
ROMANIZED = ("ja_JP", "zh_CN")
LISTS = {path.stem: words(path.stem) for path in FOLDER.glob("*.txt")}


class NameMaker:
    """A source of names that follows one random generator."""

    def __init__(self, rng: random.Random, per_locale: int = 400) -> None:
        self._rng = rng
        self._pools = [_pool(locale, per_locale, rng) for locale in LOCALES]
        self._pools += [_pool(locale, per_locale, rng, romanized=True) for locale in ROMANIZED]
        self._pools += [
            (LISTS["first_east"], LISTS["last_east"]),
            (LISTS["first_arab"], LISTS["last_arab"]),
        ]
        self._pools += [(LISTS["first_korean"], LISTS["last_korean"])]

    def person(self) -> tuple[list[str], list[str]]:
        """Return first and last names, now and then of two cultures, or with an initial."""
        firsts, lasts = self._pick(self._pools)
        if self._chance(0.25):
            lasts = self._pick(self._pools)[1]
        first, last = self._pick(firsts).split(), self._pick(lasts).split()
        if self._chance(0.08):
            last = [last[0], "-", self._pick(lasts).split()[0]]
        elif self._chance(0.05):
            first = [*first, f"{chr(65 + self._rng.randrange(26))}."]
        return first, last

    def town(self) -> list[str]:
        """Return a real or invented town, region or country."""
        if self._chance(0.35):
            return self._pick(LISTS["real_places"]).split()
        base = self._base_word()
        if self._chance(0.45):
            base = self._pick(LISTS["town_stems"]) + self._pick(LISTS["town_ends"])
        if self._chance(0.3):
            return [*self._pick(LISTS["place_fronts"]).split(), base]
        return [base]

    def venue(self) -> list[str]:
        """Return a building, park, street or natural feature."""
        front = self._venue_front()
        kind = self._pick(LISTS["venue_kinds"]).split()
        if self._chance(0.12):
            return [str(self._rng.randrange(1, 999)), *front[:1], self._pick(LISTS["streets"])]
        if self._chance(0.15):
            return [*kind[-1:], "of", *self._pick((["the", *self._nouns()], self.town()))]
        if self._chance(0.06):
            return [*front, self._pick(LISTS["colours"]), *kind]
        return [*front, *kind]

    def organization(self) -> list[str]:
        """Return a company, agency, club or school."""
        roll = self._rng.random()
        if roll < 0.15:
            return [self._last(), "&", self._last()]
        if roll < 0.3:
            return [*self._pick(LISTS["bodies"]).split(), "of", *self.town()]
        if roll < 0.42:
            return [self._syllables().capitalize()]
        if roll < 0.5:
            letters = self._rng.sample("ABCDEFGHIKLMNOPRSTUVW", self._rng.choice((3, 3, 4)))
            return ["".join(letters)]
        return [*self._venue_front(), *self._pick(LISTS["company_kinds"]).split()]

    def work(self) -> list[str]:
        """Return a title of a book, film, song or game."""
        noun, other = self._pick(LISTS["nouns"]), self._pick(LISTS["nouns"])
        adjective = self._pick(LISTS["adjectives"])
        shapes = (
            ["The", adjective, noun], ["The", noun, "of", other], [adjective, noun], [noun],
            [noun, "and", other], ["A", noun, "in", "the", other], ["The", noun, "'s", other],
            ["Beyond", "the", adjective, noun], [self._pick(self._pick(self._pools)[0]).split()[0]],
            ["Last", noun, "to", *self.town()],
            [self._pick(("Becoming", "Finding", "Saving")), self.person()[0][0]],
            ["The", "Art", "of", noun], [*self.person()[0][:1], self._last()],
            ["The", "Last", noun, "of", *self.town()], [noun, "in", *self.town()],
            [adjective, noun, str(self._rng.choice((2, 3, "II")))],
        )  # fmt: skip
        return list(self._pick(shapes))

    def event(self) -> list[str]:
        """Return a named event; a year may stand before it."""
        front = self._pick((self.town, self._venue_front, self._nouns))()
        if self._chance(0.15):
            return [self._pick(("Battle", "Siege", "Treaty", "Festival")), "of", *self.town()]
        year = [str(self._rng.randrange(1950, 2031))] if self._chance(0.2) else []
        return [*year, *front, *self._pick(LISTS["event_kinds"]).split()]

    def product(self) -> list[str]:
        """Return a brand's product."""
        brand = self._syllables().capitalize()
        model = self._pick((f"{self._pick('XSZGTQ')}{self._rng.randrange(1, 900)}", "Pro", "Mini"))
        return [brand, model] if self._chance(0.6) else [brand]

    def _venue_front(self) -> list[str]:
        pick: Callable[[], list[str]] = self._pick((
            self._nouns, self.town, lambda: [self._last()], lambda: [self._base_word()],
            lambda: [self._base_word()], lambda: [*self.person()[0][:1], self._last()],
        ))  # fmt: skip
        return pick()

    def _nouns(self) -> list[str]:
        noun = self._pick(LISTS["nouns"])
        return [self._pick(LISTS["adjectives"]), noun] if self._chance(0.4) else [noun]

    def _base_word(self) -> str:
        if self._chance(0.5):
            return self._syllables().capitalize()
        return self._pick(LISTS["town_stems"]) + self._pick(LISTS["town_ends"])

    def _syllables(self) -> str:
        count = self._rng.choice((2, 2, 3))
        made = "".join(
            self._pick(LISTS["onsets"])
            + self._pick(LISTS["vowels"])
            + self._pick(LISTS["codas"]).strip("-")
            for _ in range(count)
        )
        return made[:11]

    def _last(self) -> str:
        return self._pick(self._pick(self._pools)[1]).split()[0]

    def _chance(self, share: float) -> bool:
        return self._rng.random() < share

    def _pick(self, options: object) -> object:
        return self._rng.choice(options)  # type: ignore[arg-type]


def _pool(
    locale: str, count: int, rng: random.Random, *, romanized: bool = False
) -> tuple[list[str], list[str]]:
    """Draw first and last names that are written in Latin letters."""
    fake = Faker(locale)
    fake.seed_instance(rng.randrange(2**31))
    first, last = fake.first_name, fake.last_name
    if romanized:
        first, last = fake.first_romanized_name, fake.last_romanized_name
    return _latin(first, count), _latin(last, count)


def _latin(draw: Callable[[], str], count: int) -> list[str]:
    drawn = {draw() for _ in range(count)}
    kept = {n for n in drawn if all(ord(c) < 0x250 for c in n) and len(n) > 1 and "." not in n}
    return sorted(kept) or ["Alex"]
