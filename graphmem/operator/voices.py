"""First and second persons: who "I" and "you" are, and who an unnamed hero turns out to be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from graphmem.language.names import given_gender
from graphmem.operator.exchange import called_upon, in_exchange, listeners
from graphmem.operator.figures import Cast, Figure
from graphmem.operator.gathering import spelled
from graphmem.operator.mentions import Found
from graphmem.operator.narrator import NARRATOR, narrate, subjects_left_out
from graphmem.operator.page import Page
from graphmem.operator.salience import saliences
from graphmem.operator.words import FIRST, FIRST_PLURAL, SECOND

_BESIDE = 0.4
_RECENT = 3.0  # whom the text before was last about


def give_voices(
    page: Page,
    found: Sequence[Found],
    cast: Cast,
    others: Sequence[str],
    recent: Callable[[], Mapping[str, tuple[str, ...]]],
    *,
    dated: bool = False,
) -> None:
    """Resolve first and second persons, then name the unnamed, in place.

    A page that is `dated`, as an entry of a journal is, may never say "I". Of the window, `others`
    are the other speakers, for a chat, and `recent` gives the words of whom a reader thinks of
    last by gender.
    """
    pronouns = [f for f in found if f.form == "pronoun" and cast.of(f.head) is None]
    if page.speaker:
        _chat(page, pronouns, cast, others)
    else:
        narrate(page, pronouns, cast, dated=dated)
        who = _quoted(page, pronouns, cast)
        _together(page, pronouns, cast, who)
    _name_unnamed(page, cast, recent)


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
    for verb in subjects_left_out(page):
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


def _quoted(page: Page, pronouns: Sequence[Found], cast: Cast) -> Sequence[int | None]:
    """Resolve "I" and "you" in quotations; return who speaks each."""
    called = called_upon(page, cast)
    who = in_exchange(page, [None if h is None else cast.of(h) for h in cast.said_by], called)
    hearers = listeners(page, who, called)
    for found in pronouns:
        number = page.quote[found.head]
        if number < 0:
            continue
        word = page.parsed.tokens[found.head].text.lower()
        speaker, hearer = who[number], hearers[number]
        if word in FIRST and speaker is not None:
            cast.mention(speaker, found, "speaker of the quotation", 0.8)
        elif word in SECOND and hearer is not None and hearer != speaker:
            cast.mention(hearer, found, "addressed", 0.6)
    return who


def _together(page: Page, pronouns: Sequence[Found], cast: Cast, who: Sequence[int | None]) -> None:
    """Let "we" stand for whoever says it and others: what they do the one who says it does.

    Where nobody else tells a page it is the others who act, once they do so twice.
    """
    heads = [f.head for f in pronouns if page.quote[f.head] < 0]
    mine = (cast.of(h) for h in heads if page.parsed.tokens[h].text.lower() in FIRST)
    narrator = next((n for n in mine if n is not None), None)
    ours = [f for f in pronouns if page.parsed.tokens[f.head].text.lower() in FIRST_PLURAL]
    groups: dict[int | None, int] = {}
    for found in ours:
        quote = page.quote[found.head]
        speaker = narrator if quote < 0 else who[quote]
        if speaker is None and (quote >= 0 or len(ours) < 2):
            continue
        if speaker not in groups:
            first = NARRATOR if speaker is None else cast.figures[speaker].name or "the speaker"
            groups[speaker] = cast.new(Figure("Group", f"{first} and others", gender="p"))
        cast.mention(groups[speaker], found, "speaker and others", 0.7)
        if speaker is not None:
            cast.mention(speaker, found, "one of several", 0.4)


def _name_unnamed(
    page: Page, cast: Cast, recent: Callable[[], Mapping[str, tuple[str, ...]]]
) -> None:
    """Merge each figure that pronouns opened into the person it turns out to be.

    That is the most salient person of a fitting gender, on first-name terms with the teller if
    any is; each clause in which the two stand side by side makes it less likely.
    """
    for number, figure in enumerate(cast.figures):
        if figure.named or figure.name or figure.merged >= 0 or not figure.mentions:
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
        before = recent().get(figure.gender)
        for n in scores:
            scores[n] *= _RECENT if cast.figures[n].words == before else 1.0
        best = max(scores, key=lambda n: (scores[n], -n), default=None)
        if best is not None and figure.apart[best] <= max(1, len(figure.mentions) // 4):
            cast.merge(best, number)
        elif before:
            figure.words = before
            figure.name, figure.named = spelled(figure.words), True


def _called_by_first_name(cast: Cast, number: int) -> bool:
    figure = cast.figures[number]
    named = [f for f, _, _ in figure.mentions if f.form == "name"]
    return len(figure.words) > 1 and any(f.words == figure.words[:1] for f in named)
