"""Who tells the page in the first person, and to whom it is written."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from graphmem.language.parse import Token
from graphmem.operator.clauses import speaks_of_oneself
from graphmem.operator.figures import Cast, Figure
from graphmem.operator.grammar import case, children
from graphmem.operator.mentions import Found
from graphmem.operator.page import Page
from graphmem.operator.words import (
    DEAR,
    EXCLAIMED,
    FIRST,
    FIRST_PLURAL,
    PARTING,
    PARTING_BEGINS,
    RECORDS,
    SAYING,
    SECOND,
)

NARRATOR = "the narrator"
_SURE = 3.0
_NOMINATIVE = frozenset(("i", "we", "you", "he", "she", "they", "it"))
_ACTS = ("nsubj", "obj", "nsubj:pass", "iobj", "vocative")


def narrate(page: Page, pronouns: Sequence[Found], cast: Cast, *, dated: bool = False) -> None:
    """Make one figure of "I" outside quotations, and one of whom a letter greets and its "you".

    The narrator has a name when the text gives one. A lone "I" on a page of speech may be a word
    of that. Who says "I" or "we", or writes a `dated` entry, may leave it out ("Met Ruth").
    """
    outside = [f for f in pronouns if page.quote[f.head] < 0]
    words = {f.head: page.parsed.tokens[f.head].text.lower() for f in outside}
    mine = [f for f in outside if words[f.head] in FIRST]
    ours = any(word in FIRST_PLURAL for word in words.values())
    left_out = _left_out(page, dated=dated) if dated or mine or ours else []
    greeted = list(_greeted(page, cast))
    if left_out or len(mine) > 1 or (mine and not page.quotes):
        heads = {f.head for f in mine}
        number = _own_name(page, cast, heads, {n for _, n in greeted})
        if number is None:
            number = cast.new(Figure("Person", NARRATOR, nouns={"narrator"}))
        cast.speaker = number
        for found in mine:
            cast.mention(number, found, "narrator", 0.8)
        for verb in left_out:
            cast.mention(number, verb, "subject left out", 0.6)
    elif not outside:
        _entitle(page, cast)
    for found in (f for f in outside if words[f.head] in SECOND):
        before = [n for at, n in greeted if at < found.head]
        if before:
            cast.mention(before[-1], found, "whom the letter greets", 0.7)


def _entitle(page: Page, cast: Cast) -> None:
    """Let whom a heading names tell what stands below it: "Diary of X"."""
    for figure in cast.figures:
        if figure.kind == "Person" and figure.named:
            figure.mentions = [
                (found, "narrator", score) if _owns_record(page, found) else (found, why, score)
                for found, why, score in figure.mentions
            ]


def subjects_left_out(page: Page) -> Iterator[Found]:
    """Yield the verbs of main clauses without a subject, by which who tells the page is meant."""
    for token in page.parsed.tokens:
        said = token.pos == "VERB" and page.quote[token.i] < 0
        if said and speaks_of_oneself(page.parsed, token.i):
            yield Found(token.i, token.i + 1, token.i, "pronoun", "")


def _left_out(page: Page, *, dated: bool) -> list[Found]:
    """Return the verbs whose subject is left out for sure.

    They open their sentence and are past, in a journal progressive too ("Feeling better"). Others
    have a subject that the parser did not find ("There came a rattle of cups").
    """
    tokens = page.parsed.tokens
    tags = ("VBD", "VBN", "VBG") if dated else ("VBD", "VBN")
    found = []
    for each in subjects_left_out(page):
        top = each.head
        while tokens[top].dep in ("conj", "xcomp") and tokens[top].head != top:
            top = tokens[top].head
        told = page.quotes and tokens[top].lemma in SAYING
        if tokens[top].tag in tags and not told and _begins(page, top):
            found.append(each)
    return found


def _begins(page: Page, verb: int) -> bool:
    """Return whether a verb opens its line or sentence but for adverbs, nobody right behind it."""
    line = page.parsed.text.rfind("\n", 0, page.parsed.tokens[verb].start)
    sentence = [t for t in _sentence(page, verb) if t.text[0].isalnum() and t.start > line]
    before = [t for t in sentence if t.i < verb]
    asked = any(t.i == verb + 1 and t.text.lower() in _NOMINATIVE for t in sentence)
    plain = all(t.pos in ("ADV", "AUX", "CCONJ") for t in before)
    return sentence[0].text[0].isupper() and plain and not asked


def _greeted(page: Page, cast: Cast) -> Iterator[tuple[int, int]]:
    """Yield (token, figure) of each greeting that opens a paragraph: "My dear Ada," on its own."""
    tokens = page.parsed.tokens
    for token in tokens:
        if token.text.lower() not in DEAR or page.quote[token.i] >= 0:
            continue
        number = cast.of(token.i + 1) if token.i + 1 < len(tokens) else None
        if number is None or cast.figures[number].kind != "Person":
            continue
        first = token.i - (token.i > 0 and tokens[token.i - 1].text.lower() == "my")
        end = cast.where[token.i + 1].end
        opens = first == 0 or _broken(page, first - 1, first)
        closed = (
            end == len(tokens)
            or tokens[end].text in (",", ":", "!", "-")
            or _broken(page, end - 1, end)
        )
        if opens and closed:
            yield token.i, number


def _broken(page: Page, before: int, after: int) -> bool:
    """Return whether a line ends between two tokens."""
    tokens = page.parsed.tokens
    return "\n" in page.parsed.text[tokens[before].end : tokens[after].start]


def _own_name(
    page: Page,
    cast: Cast,
    mine: Collection[int],
    greeted: Collection[int],
) -> int | None:
    """Return the person that the narrator is: says so, signs so, is called so, and never acts.

    Who acts in the third person, or is called by the narrator, is somebody else; who is called in
    speech, or stands alone in a sentence as a name on a badge does, may be the narrator.
    """
    scores: dict[int, float] = {}
    for number, figure in enumerate(cast.figures):
        if figure.kind != "Person" or not figure.named or number in greeted:
            continue
        if figure.words and figure.words[0].lower() in EXCLAIMED:
            continue
        scores[number] = sum(_evidence(page, f, mine, cast.said_by) for f, _, _ in figure.mentions)
    best = max(scores, key=lambda n: (scores[n], -n), default=None)
    return best if best is not None and scores[best] >= 1.0 else None


def _evidence(
    page: Page, found: Found, mine: Collection[int], speakers: Sequence[int | None]
) -> float:
    if _says_so(page, found, mine) or _signs(page, found):
        return _SURE
    token = page.parsed.tokens[found.head]
    quote = page.quote[found.head]
    if quote >= 0:
        called = found.form == "name" and token.dep in ("vocative", "root")
        return 0.0 if not called else -1.0 if speakers[quote] in mine else 1.0
    if _alone(page, found):
        return 1.0
    if found.form == "name":
        return -2.0 if token.dep in _ACTS else -0.3
    return 0.0


def _says_so(page: Page, found: Found, mine: Collection[int]) -> bool:
    """Return whether a name is the narrator's own: "I, X", "I am X", "my name is X", "call me X".

    So is that of a heading ("X's Diary", "Diary of X").
    """
    parsed = page.parsed
    token = parsed.tokens[found.head]
    if found.form == "name" and _beside(page, found, mine):
        return True
    if token.dep == "appos" and token.head in mine:
        return parsed.tokens[token.head + 1].text == ","
    for subject in children(parsed, found.head, "nsubj") if token.pos == "PROPN" else ():
        named = parsed.tokens[subject].lemma == "name" and _is_mine(page, subject)
        if named or (subject in mine and children(parsed, found.head, "cop")):
            return True
    governor = parsed.tokens[token.head]
    if governor.lemma == "call" and token.dep in ("xcomp", "obj", "iobj", "obl"):
        others = children(parsed, governor.i, "obj", "iobj", "nsubj:pass")
        return any(o in mine and o != found.head for o in others)
    return _owns_record(page, found)


def _owns_record(page: Page, found: Found) -> bool:
    """Return whether a name is that of a heading ("X's Diary", "Diary of X")."""
    parsed, token = page.parsed, page.parsed.tokens[found.head]
    owned = token.dep == "nmod:poss" or (token.dep == "nmod" and case(parsed, found.head) == "of")
    return (
        owned
        and parsed.tokens[token.head].lemma.lower() in RECORDS
        and not any(t.pos in ("VERB", "AUX") for t in _sentence(page, found.head))
    )


def _beside(page: Page, found: Found, mine: Collection[int]) -> bool:
    """Return whether a name stands right behind "I,", with no more than adjectives before it."""
    tokens = page.parsed.tokens
    at = found.low - 1
    while at > 0 and tokens[at].pos in ("ADJ", "ADV", "DET"):
        at -= 1
    return at > 0 and tokens[at].text == "," and at - 1 in mine and tokens[at - 1].text == "I"


def _signs(page: Page, found: Found) -> bool:
    """Return whether a name stands on a line behind words of parting and no others ("Yours, X")."""
    tokens = page.parsed.tokens
    after = found.end
    while after < len(tokens) and not tokens[after].text[0].isalnum():
        after += 1
    if after < len(tokens) and not _broken(page, found.end - 1, after):
        return False
    words: list[str] = []
    for i in range(found.low - 1, max(-1, found.low - 7), -1):
        if _broken(page, i, i + 1) and words:
            break
        words += [tokens[i].text.lower()] if tokens[i].text[0].isalnum() else []
    return 0 < len(words) <= 4 and words[-1] in PARTING_BEGINS and any(w in PARTING for w in words)


def _alone(page: Page, found: Found) -> bool:
    """Return whether a name is all of its sentence."""
    words = [t.i for t in _sentence(page, found.head) if t.text[0].isalnum()]
    return found.form == "name" and all(found.low <= i < found.end for i in words)


def _sentence(page: Page, i: int) -> tuple[Token, ...]:
    start, end = page.parsed.sentences[page.sentence[i]]
    return page.parsed.tokens[start:end]


def _is_mine(page: Page, noun: int) -> bool:
    return any(page.parsed.tokens[c].text.lower() == "my" for c in page.parsed.children(noun))
