"""First and second persons: who "I" and "you" are, and who an unnamed hero turns out to be."""

from __future__ import annotations

from collections.abc import Sequence

from graphmem.language.names import given_gender
from graphmem.operator.clauses import speaks_of_oneself
from graphmem.operator.dialogue import speakers
from graphmem.operator.figures import Cast, Figure
from graphmem.operator.grammar import children
from graphmem.operator.mentions import Found
from graphmem.operator.page import Page
from graphmem.operator.salience import saliences
from graphmem.operator.words import FIRST, FIRST_PLURAL, SECOND

_NARRATOR = "the narrator"
_BESIDE = 0.4


def give_voices(page: Page, found: Sequence[Found], cast: Cast, others: Sequence[str]) -> None:
    """Resolve first and second persons, then name the unnamed, in place.

    `others` are the other speakers of the window, for a chat.
    """
    pronouns = [f for f in found if f.form == "pronoun" and cast.of(f.head) is None]
    if page.speaker:
        _chat(page, pronouns, cast, others)
    else:
        _quoted(page, pronouns, cast)
        _narrated(page, pronouns, cast)
    _name_unnamed(page, cast)


def _chat(page: Page, pronouns: Sequence[Found], cast: Cast, others: Sequence[str]) -> None:
    me = cast.speaker = _named(cast, page.speaker)
    you = _named(cast, others[0]) if len(others) == 1 else None
    for found in pronouns:
        word = page.parsed.tokens[found.head].text.lower()
        if word in FIRST:
            cast.mention(me, found, "speaker")
        elif word in FIRST_PLURAL:
            cast.mention(me, found, "speaker and others", 0.7)
        elif word in SECOND and you is not None:
            cast.mention(you, found, "the other speaker", 0.9)
    for token in page.parsed.tokens:
        if token.pos == "VERB" and speaks_of_oneself(page.parsed, token.i):
            verb = Found(token.i, token.i + 1, token.i, "pronoun", "")
            cast.mention(me, verb, "subject left out", 0.6)


def _named(cast: Cast, name: str) -> int:
    """Return the figure with this name or a part of it, a new person when there is none."""
    words = tuple(name.split())
    for number, figure in enumerate(cast.figures):
        alike = figure.words == words or set(words) & set(figure.words)
        if figure.named and figure.merged < 0 and alike:
            figure.kind = "Person"
            if len(words) > len(figure.words):
                figure.words, figure.name = words, name
            return number
    gender = given_gender(words[0].lower()) if words else ""
    return cast.new(Figure("Person", name, words, gender, named=True))


def _quoted(page: Page, pronouns: Sequence[Found], cast: Cast) -> None:
    heads = speakers(page)
    who = [None if h is None else cast.of(h) for h in heads]
    addressed = _addressees(page, cast, who)
    for found in pronouns:
        number = page.quote[found.head]
        if number < 0:
            continue
        word = page.parsed.tokens[found.head].text.lower()
        speaker, hearer = who[number], addressed[number]
        if word in FIRST and speaker is not None:
            cast.mention(speaker, found, "speaker of the quotation", 0.8)
        elif word in SECOND and hearer is not None and hearer != speaker:
            cast.mention(hearer, found, "addressed", 0.6)


def _addressees(page: Page, cast: Cast, who: Sequence[int | None]) -> list[int | None]:
    """Return whom each quotation speaks to: a vocative in it, else the last other speaker."""
    hearers: list[int | None] = []
    called: dict[int, int] = {}
    for token in page.parsed.tokens:
        number = page.quote[token.i]
        figure = cast.of(token.i)
        if number >= 0 and token.dep == "vocative" and figure is not None:
            called.setdefault(number, figure)
    for i, speaker in enumerate(who):
        before = [w for w in who[max(0, i - 3) : i] if w is not None and w != speaker]
        hearers.append(called.get(i, before[-1] if before else None))
    return hearers


def _narrated(page: Page, pronouns: Sequence[Found], cast: Cast) -> None:
    """Make one figure of "I" outside quotations; a name is its own when the text gives it one."""
    mine = [
        f
        for f in pronouns
        if page.quote[f.head] < 0 and page.parsed.tokens[f.head].text.lower() in FIRST
    ]
    if len(mine) < 2:
        return
    number = _own_name(page, cast, {f.head for f in mine})
    if number is None:
        number = cast.new(Figure("Person", _NARRATOR, nouns={"narrator"}))
    for found in mine:
        cast.mention(number, found, "narrator", 0.8)


def _own_name(page: Page, cast: Cast, mine: set[int]) -> int | None:
    """Return the person that the narrator is: named by apposition, called by others, never acting.

    Who acts in the third person is somebody else; who is called in speech, or stands alone in
    a sentence as a name on a badge does, may be the narrator.
    """
    scores: dict[int, float] = {}
    for number, figure in enumerate(cast.figures):
        if figure.kind != "Person" or not figure.named:
            continue
        score = 0.0
        for found, _, _ in figure.mentions:
            score += _narrator_evidence(page, found, mine)
        scores[number] = score
    best = max(scores, key=lambda n: (scores[n], -n), default=None)
    return best if best is not None and scores[best] >= 1.0 else None


def _narrator_evidence(page: Page, found: Found, mine: set[int]) -> float:
    parsed = page.parsed
    token = parsed.tokens[found.head]
    quoted = page.quote[found.head] >= 0
    if token.dep == "appos" and token.head in mine:
        return 3.0
    subjects = children(parsed, found.head, "nsubj")
    if any(
        parsed.tokens[parsed.tokens[s].i].lemma == "name" and _is_mine(page, s) for s in subjects
    ):
        return 3.0
    if quoted:
        return 1.0 if token.dep in ("vocative", "root") else 0.2
    if token.dep == "root":
        return 1.0
    if found.form == "name":
        return -2.0 if token.dep in ("nsubj", "obj", "nsubj:pass", "iobj") else -0.3
    return 0.0


def _is_mine(page: Page, noun: int) -> bool:
    return any(page.parsed.tokens[c].text.lower() == "my" for c in page.parsed.children(noun))


def _name_unnamed(page: Page, cast: Cast) -> None:
    """Merge each figure that pronouns opened into the person it turns out to be.

    That is the most salient person of a fitting gender, on first-name terms with the teller if
    any is; each clause in which the two stand side by side makes it less likely.
    """
    for number, figure in enumerate(cast.figures):
        if figure.named or figure.merged >= 0 or not figure.mentions:
            continue
        if any(f.form != "pronoun" for f, _, _ in figure.mentions):
            continue
        worth = saliences(page, cast)
        scores = {
            n: worth[n] * _BESIDE ** figure.apart[n] * (2 if _called_by_first_name(cast, n) else 1)
            for n, other in enumerate(cast.figures)
            if n != number
            and other.kind == "Person"
            and other.named
            and other.mentions
            and (not other.gender or not figure.gender or other.gender == figure.gender)
        }
        best = max(scores, key=lambda n: (scores[n], -n), default=None)
        if best is not None and figure.apart[best] <= max(1, len(figure.mentions) // 4):
            cast.merge(best, number)


def _called_by_first_name(cast: Cast, number: int) -> bool:
    figure = cast.figures[number]
    named = [f for f, _, _ in figure.mentions if f.form == "name"]
    return len(figure.words) > 1 and any(f.words == figure.words[:1] for f in named)
