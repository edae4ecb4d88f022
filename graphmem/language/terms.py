"""Words to the terms that the indexes hold."""

import re
import unicodedata

import Stemmer

from graphmem.language.common import kept_if_common

_WORD = re.compile(r"[^\W_]+")
# Scripts that put no space between words: Thai, Lao, Burmese and Khmer; kana and Chinese signs.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
_RUN = re.compile(f"[{_UNSPACED}]+|[^{_UNSPACED}]+")
_UNSPACED_LETTER = re.compile(f"[{_UNSPACED}]")
_UNHEARD = frozenset({"Mn", "Mc", "Me", "Cf"})
_SYMBOL = re.compile("[\u2190-\u2bff\U0001f000-\U0001faff]")  # emoji among them
# What an apostrophe joins to a word (Ana's, we'll, don't) says nothing of what the text is about.
_JOINED = re.compile(r"n't\b|'(?:s|m|d|re|ve|ll)\b")

STOP_WORDS = frozenset(
    """
    a about after again ago all almost already also although always am among an and another any
    anybody anyone anything are aren as at away back be because been before being between both
    but by came can cannot come could couldn did didn do does doesn doing don done down during
    each either else ever every everybody everyone everything few for from further get gets
    getting go goes going gone gonna got had hadn has hasn have haven having he her here hers
    herself him himself his how however i if in into is isn it its itself just let like ll lot
    lots many maybe me might mightn more most much must mustn my myself needn neither never no
    nobody none nor not nothing now of off oh ok okay on once one only onto or other others
    ought our ours ourselves out over own per perhaps please quite rather re really said same
    shall shan she should shouldn since so some somebody someone something still such than that
    the their theirs them themselves then there these they thing things this those though
    through to too toward towards unless until up upon us ve very was wasn way we well went were
    weren what whatever when where whether which while who whole whom whose why will with within
    without won would wouldn yeah yes yet you your yours yourself yourselves
    """.split()  # noqa: SIM905
)


def terms(text: str) -> tuple[str, ...]:
    """Return the stems of the text's words in order, stop words left out.

    >>> terms("Max's drawings weren't finished in May")
    ('max', 'draw', 'finish')
    """
    return tuple(_stem(word) for word in words(text) if word not in STOP_WORDS)


def words(text: str) -> list[str]:
    """Return the text's words in lower case, without accents and joined endings.

    Of scripts without spaces each two letters that follow one another are a word. Where there
    are no words, symbols are.
    """
    folded = unicodedata.normalize("NFKD", text.replace("\u2019", "'")).casefold()
    if folded.isascii():
        return _WORD.findall(_JOINED.sub("", folded))
    # Without accents and vowel signs, and without marks that cannot be seen.
    bare = "".join(c for c in folded if unicodedata.category(c) not in _UNHEARD)
    found = _WORD.findall(_JOINED.sub("", bare))
    return [part for word in found for part in _parts(word)] or _SYMBOL.findall(bare)


def _parts(word: str) -> list[str]:
    if word.isascii():
        return [word]
    return [part for run in _RUN.findall(word) for part in _pairs(run)]


def _pairs(run: str) -> list[str]:
    if len(run) < 2 or not _UNSPACED_LETTER.match(run):
        return [run]
    return [run[i : i + 2] for i in range(len(run) - 1)]


@kept_if_common
def _stem(word: str) -> str:
    # A stemmer keeps the word it works on, so threads must not share one, nor has it a cache.
    stemmed: str = Stemmer.Stemmer("english", 0).stemWord(word)
    return stemmed
