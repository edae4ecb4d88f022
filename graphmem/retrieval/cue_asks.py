"""What a query asks for: by its wh-word, or by the noun that heads what is asked for."""

from collections.abc import Iterator
from dataclasses import dataclass

from graphmem.language.parse import Parsed
from graphmem.retrieval.cue_around import aside, asks_company, governor, word_at
from graphmem.retrieval.cue_words import (
    AUXILIARY,
    BE,
    DRAW,
    EMPTY,
    EXAMPLES,
    HAPPEN,
    SAY,
    THINK,
    TRANSPARENT,
    WH,
    Meaning,
    is_one_of,
)

_BY_WORD = {"who": "person", "whom": "person", "whose": "person", "where": "place", "when": "time"}
_ASKING = frozenset(word for words in EXAMPLES.values() for word in words)  # nouns, even if
# the tagger says otherwise
_NOMINAL = ("NOUN", "PROPN")
_SKIP = ("DET", "ADJ", "NUM", "ADV", "ADP", "PART")
_BESIDE = frozenset("me us please out down up only just through over".split())  # noqa: SIM905
_OPENING = _BESIDE | WH | {"the", "a", "an", "all", "every", "each", "any", "both"}
_DO = frozenset({"did", "does", "do"})
_NUMBER = frozenset({"number", "count", "tally"})
_ALL = dict.fromkeys(("everyone", "everybody", "anyone", "anybody"), "person") | {
    "everywhere": "place",
    "anywhere": "place",
}


@dataclass(frozen=True, slots=True)
class Focus:
    """What is asked: a sort, what a count counts, and the token numbers that say so.

    `noun` is the token number of the noun that heads it, -1 when there is none.
    """

    asks: str
    words: frozenset[int]
    counted: str = ""
    noun: int = -1
    weight: int = 0


def find_asks(parsed: Parsed, meaning: Meaning, barred: frozenset[int]) -> Focus:
    """Return the heaviest focus, the first of equals; `barred` tokens are not looked at."""
    found = [*_questions(parsed, meaning, barred), *_commands(parsed, meaning, barred)]
    if not found:
        found = list(_fragment(parsed, meaning, barred))
    return _numbered(parsed, max(found, key=_weight, default=Focus("", frozenset())))


def _numbered(parsed: Parsed, focus: Focus) -> Focus:
    """Return the focus as a count where "the number of" stands before its noun."""
    i = focus.noun - 1
    while i > 0 and parsed.tokens[i].pos in _SKIP and word_at(parsed, i) != "of":
        i -= 1
    if focus.asks == "count" or word_at(parsed, i) != "of" or word_at(parsed, i - 1) not in _NUMBER:
        return focus
    if word_at(parsed, i - 2) in ("a", "any"):
        return focus
    times = word_at(parsed, focus.noun) in ("time", "times")
    counted = "event" if times else "value" if focus.asks == "detail" else focus.asks
    return Focus("count", focus.words | {i - 1, i}, counted or "value", focus.noun, focus.weight)


def _weight(focus: Focus) -> tuple[int, bool, int]:
    """Anything else asked says more than "details"; what is asked first counts."""
    return focus.weight, focus.asks != "detail", -min(focus.words, default=0)


def _questions(parsed: Parsed, meaning: Meaning, barred: frozenset[int]) -> Iterator[Focus]:
    for i, token in enumerate(parsed.tokens):
        if token.text.lower() in WH and i not in barred and not aside(parsed, i):
            focus = _of_wh(parsed, i, meaning, barred)
            weight = 1 if governor(parsed, i) == "think" else 3
            yield Focus(focus.asks, focus.words, focus.counted, focus.noun, weight)


def _of_wh(parsed: Parsed, i: int, meaning: Meaning, barred: frozenset[int]) -> Focus:
    word = parsed.tokens[i].text.lower()
    if word in ("who", "whom"):
        asks = "others" if asks_company(parsed, i, barred) else "person"
        return Focus(asks, frozenset({i}) | _restated(parsed, i, meaning, barred))
    if word in _BY_WORD:
        return Focus(_BY_WORD[word], frozenset({i}) | _restated(parsed, i, meaning, barred))
    if word == "how":
        return _of_how(parsed, i, meaning, barred)
    if word in ("what", "which"):
        return _of_what(parsed, i, meaning, barred)
    return Focus("value", frozenset({i}))


def _restated(parsed: Parsed, i: int, meaning: Meaning, barred: frozenset[int]) -> frozenset[int]:
    """Return the words that say once more what the wh-word asks: "who were the main characters"."""
    if not (word_at(parsed, i + 1) and is_one_of(parsed.tokens[i + 1], BE)):
        return frozenset()
    head, words = _head(parsed, i + 2, barred)
    same = head >= 0 and _sort(parsed, head, meaning) == _BY_WORD[word_at(parsed, i)]
    return words if same else frozenset()


def _of_how(parsed: Parsed, i: int, meaning: Meaning, barred: frozenset[int]) -> Focus:
    following = word_at(parsed, i + 1)
    if following in ("often", "frequently"):
        return Focus("count", frozenset({i, i + 1}), "event")
    if following in ("recently", "lately", "early", "late"):
        return Focus("time", frozenset({i, i + 1}))
    if following == "long" and word_at(parsed, i + 2) in ("ago", "has", "have", "'s", "'ve"):
        return Focus("time", frozenset({i, i + 1, i + 2}))  # since when something has been so
    if following != "many":
        return Focus("value", frozenset({i}))
    head, words = _head(parsed, i + 2, barred)
    if head < 0:
        return Focus("count", frozenset({i, i + 1}))
    sort = "event" if word_at(parsed, head) in ("time", "times") else _sort(parsed, head, meaning)
    used = words if sort else frozenset()
    return Focus("count", frozenset({i, i + 1}) | used, sort or "value", head)


def _of_what(parsed: Parsed, i: int, meaning: Meaning, barred: frozenset[int]) -> Focus:
    """Type "what" by its noun, by the noun it is equated with, or by a verb of doing."""
    if word_at(parsed, i + 1) == "else":
        focus = _of_what(parsed, i + 1, meaning, barred)
        return Focus(focus.asks, focus.words | {i}, focus.counted, focus.noun)
    start = i + 1
    verb = parsed.tokens[start] if start < len(parsed.tokens) else None
    if verb is not None and is_one_of(verb, BE) and _equates(parsed, start):
        start += 1
    head, words = _head(parsed, start, barred)
    if head < 0 and verb is not None and start not in barred and is_one_of(verb, _ASKING):
        head, words = start, frozenset({start})
    if word_at(parsed, start) in ("ones", "one"):
        told = next(_fragment(parsed, meaning, barred), None)  # "he went places: which ones?"
        return Focus(told.asks if told else "value", frozenset({i, start}))
    if head >= 0:
        sort = _sort(parsed, head, meaning)
        if not sort and _of_doing(parsed, i):  # "what ana did", where a name looks like a noun
            return Focus("event", frozenset({i}))
        return Focus(sort or "value", (words if sort else frozenset()) | {i}, "", head)
    if owned := _owned(parsed, start, meaning, barred):
        return Focus(owned.asks, owned.words | {i}, "", owned.noun)
    return Focus("event" if _of_doing(parsed, i) else "value", frozenset({i}))


def _owned(parsed: Parsed, start: int, meaning: Meaning, barred: frozenset[int]) -> Focus | None:
    """Return what someone's own is asked: "what was Ana's last known location"."""
    if start >= len(parsed.tokens) or not is_one_of(parsed.tokens[start], BE):
        return None
    start += 1
    while start in barred or word_at(parsed, start) in ("'s", "\u2019s", "'", "s"):
        start += 1
    head, words = _head(parsed, start, barred)
    sort = _sort(parsed, head, meaning) if head >= 0 else ""
    return Focus(sort, words, "", head) if sort else None


def _equates(parsed: Parsed, i: int) -> bool:
    """Whether "what is" goes on with the noun asked for, as in "what is the date"."""
    following = word_at(parsed, i + 1)
    return following in ("the", "a", "an", "some", "all", "his", "her", "their", "its")


def _of_doing(parsed: Parsed, i: int) -> bool:
    """Whether the clause of a bare "what" has a verb of happening, or one of doing and no other."""
    helped = False
    for token in parsed.tokens[i + 1 :]:
        lower = token.text.lower()
        if lower in (".", "?", "!", ";", ","):
            break
        if lower in ("did", "does", "do") and not helped:
            helped = True
        elif lower in ("do", "doing", "done", "up") or (not helped and _draws(parsed, token.i)):
            return True
        elif token.pos in ("VERB", "AUX") and not is_one_of(token, AUXILIARY):
            return is_one_of(token, HAPPEN)
    return helped  # "list what they did"


def _draws(parsed: Parsed, i: int) -> bool:
    """Whether a verb says that something made somebody come: "what brought Ana to Leeds"."""
    if not is_one_of(parsed.tokens[i], DRAW):
        return False
    return any(token.text.lower() in ("to", "here", "there") for token in parsed.tokens[i + 2 :])


def _commands(parsed: Parsed, meaning: Meaning, barred: frozenset[int]) -> Iterator[Focus]:
    """Yield what verbs of saying take as their object: "list all the places"."""
    for i, token in enumerate(parsed.tokens):
        said = is_one_of(token, SAY) or is_command(parsed, i)
        if i in barred or not said or not _commanded(parsed, i):
            continue
        start = i + 1
        while word_at(parsed, start) in _BESIDE:
            start += 1
        if word_at(parsed, start) in WH or word_at(parsed, start) in (
            "on",
            "in",
            "at",
            "if",
            "to",
            "whether",
        ):
            continue  # a question of its own, or none
        if word_at(parsed, start) in ("everything", "about", "anything", "more"):
            yield _about(parsed, i, start, meaning, barred)
            continue
        if all_of := _ALL.get(word_at(parsed, start), ""):
            yield Focus(all_of, frozenset({start}), noun=start, weight=3)
            continue
        head, words = _head(parsed, start, barred)
        sort = _sort(parsed, head, meaning) if head >= 0 else "detail"
        yield Focus(sort or "detail", words if sort else frozenset(), "", head, 3 if sort else 2)


def _about(parsed: Parsed, i: int, start: int, meaning: Meaning, barred: frozenset[int]) -> Focus:
    """Return what "tell me about" asks: details, or the places, people or events it names."""
    if word_at(parsed, start) == "about":
        head, words = _head(parsed, start + 1, barred)
        if head >= 0 and (sort := _sort(parsed, head, meaning)) in ("event", "person", "place"):
            return Focus(sort, words, "", head, 2)
    return Focus("detail", frozenset({i, start}), weight=2)


def is_command(parsed: Parsed, i: int) -> bool:
    """Whether an unknown word at the head of a sentence is a command: "jot down each …"."""
    token = parsed.tokens[i]
    starts = i == 0 or word_at(parsed, i - 1) in (".", "?", "!", ":", "please", "so", "then")
    if not starts or token.pos not in ("VERB", "NOUN", "PROPN") or is_one_of(token, THINK):
        return False
    return word_at(parsed, i + 1) in _OPENING and not is_one_of(token, AUXILIARY | _DO | WH)


def _commanded(parsed: Parsed, i: int) -> bool:
    """Whether the verb is a command or a request: no subject but you or I."""
    if parsed.tokens[i].pos not in ("VERB", "NOUN", "PROPN", "AUX"):
        return False
    previous = word_at(parsed, i - 1)
    starts = i == 0 or previous in (
        ".",
        "?",
        "!",
        ",",
        ";",
        ":",
        "and",
        "then",
        "please",
        "to",
        "just",
    )
    return starts or previous in ("you", "i", "kindly") or "-" in previous


def _fragment(parsed: Parsed, meaning: Meaning, barred: frozenset[int]) -> Iterator[Focus]:
    """Yield the first noun that may be asked for: "dates of the auctions?", "his stops"."""
    for token in parsed.tokens:
        if word_at(parsed, token.i) in (*_ALL, "one") and word_at(parsed, token.i + 1) == "who":
            yield Focus("person", frozenset({token.i}), noun=token.i)
            return
        last = token.i + 1 == len(parsed.tokens)  # where it may look like a verb
        if token.i in barred or not (last or token.pos in _NOMINAL):
            continue
        sort = _sort(parsed, token.i, meaning)
        if sort and sort != "detail" and is_one_of(token, _ASKING):
            head = token.i
            while head + 1 not in barred and is_asking(
                parsed, head + 1
            ):  # "networking event venues"
                head += 1
            yield Focus(_sort(parsed, head, meaning), frozenset({head}), "", head)
            return


def is_asking(parsed: Parsed, i: int) -> bool:
    """Whether a token is a noun that may be asked for."""
    inside = i < len(parsed.tokens) and parsed.tokens[i].pos in _NOMINAL
    return inside and is_one_of(parsed.tokens[i], _ASKING)


def _head(parsed: Parsed, start: int, barred: frozenset[int]) -> tuple[int, frozenset[int]]:
    """Return the noun that heads the phrase from `start`, past "list of", and its words."""
    i, words = start, set[int]()
    while i < len(parsed.tokens) and i not in barred:
        token = parsed.tokens[i]
        if token.pos in _NOMINAL or (token.pos != "ADP" and is_one_of(token, _ASKING)):
            i = _last_of_compound(parsed, i, barred)
            token = parsed.tokens[i]
            words.add(i)
            if is_one_of(token, TRANSPARENT) and word_at(parsed, i + 1) == "of":
                words.add(i + 1)
                i += 2
                continue
            return i, frozenset(words)
        if is_one_of(token, TRANSPARENT) and word_at(parsed, i + 1) == "of":
            i += 2
            continue
        if token.pos not in _SKIP and not _participle(parsed, i):
            break
        words.add(i)
        i += 1
    return -1, frozenset()


def _participle(parsed: Parsed, i: int) -> bool:
    """Whether a form of a verb stands before a noun as an adjective does: "known places"."""
    following = parsed.tokens[i + 1] if i + 1 < len(parsed.tokens) else None
    before_noun = following is not None and following.pos in _NOMINAL
    return parsed.tokens[i].tag in ("VBN", "VBG") and before_noun


def _last_of_compound(parsed: Parsed, i: int, barred: frozenset[int]) -> int:
    """Return the head of a row of nouns: one that asks, as a name may follow, or the last."""
    end = i
    while word_at(parsed, end + 1) and parsed.tokens[end + 1].pos in _NOMINAL:
        if end + 1 in barred:
            break
        end += 1
    asking = [j for j in range(i, end + 1) if is_one_of(parsed.tokens[j], EMPTY | TRANSPARENT)]
    return asking[0] if asking else end


def _sort(parsed: Parsed, i: int, meaning: Meaning) -> str:
    token = parsed.tokens[i]
    return meaning.sort(token.lemma.lower(), token.text)
