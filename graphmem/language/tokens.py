"""How many tokens a text takes of a budget."""

import re
from collections import Counter
from functools import cache

from tokenizers import Tokenizer

from graphmem.errors import LanguageError
from graphmem.language.common import VOCABULARY, common_words

# Of what is plain the tokenizer makes runs of letters and digits, and single marks.
_MARKS = "!-/:-@\\[-`{-~\u2018\u2019\u201c\u201d\u2013\u2014\u2026"
_MARK = re.compile(f"[{_MARKS}]")
_PLAIN = re.compile(f"[A-Za-z0-9 \t\n\r{_MARKS}]*")
_RUN = re.compile(f"[A-Za-z0-9]+|[{_MARKS}]")
_CHUNK = re.compile("[^ \t\n\r]+")


def count_tokens(text: str) -> int:
    """Return the number of word pieces of the text.

    The counter is pinned to the tokenizer that ships, whatever vectors a memory uses, so that a
    budget means the same everywhere.
    """
    return count_each([text])[0]


def count_each(texts: list[str]) -> list[int]:
    """Return the number of word pieces of each text; faster than one after the other.

    A mark and a common word are one piece; only what is neither goes to the tokenizer, once.
    """
    common, found = common_words(), []
    others: dict[str, list[int]] = {}
    for i, text in enumerate(texts):
        runs = _runs(text)
        odd = [run for run in runs if run.lower() not in common and not _MARK.fullmatch(run)]
        found.append(len(runs) - len(odd))
        for run in odd:
            others.setdefault(run, []).append(i)
    # As words of one text: a batch would be spread over threads, which costs more than the words.
    encoded = _tokenizer().encode(list(others), is_pretokenized=True, add_special_tokens=False)
    pieces = Counter(encoded.word_ids)
    for number, places in enumerate(others.values()):
        for i in places:
            found[i] += pieces[number]
    return found


def _runs(text: str) -> list[str]:
    """Return what the tokenizer parts a text into at least; what is not plain stays together."""
    if _PLAIN.fullmatch(text):
        return _RUN.findall(text)
    chunks = _CHUNK.findall(text)
    return [run for c in chunks for run in (_RUN.findall(c) if _PLAIN.fullmatch(c) else (c,))]


@cache
def _tokenizer() -> Tokenizer:
    if not VOCABULARY.exists():
        raise LanguageError(f"{VOCABULARY} is missing: the installation is not whole")
    tokenizer = Tokenizer.from_file(str(VOCABULARY))
    tokenizer.no_truncation()
    return tokenizer
