"""What may be kept of words for as long as the process lives."""

import json
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import TypeVar

from graphmem.errors import LanguageError

VOCABULARY = Path(__file__).parent / "data" / "vectors" / "tokenizer.json"

Found = TypeVar("Found")


def kept_if_common(work: Callable[[str], Found]) -> Callable[[str], Found]:
    """Return a function of a word that keeps what it finds for the words that ship, and no others.

    What is forgotten must not live on in a cache of the process, as a rare word or a name would.
    """
    kept: dict[str, Found] = {}

    @wraps(work)
    def of_word(word: str) -> Found:
        if word in kept:
            return kept[word]
        found = work(word)
        if word.lower() in common_words():
            kept[word] = found
        return found

    return of_word


@cache
def common_words() -> frozenset[str]:
    """Return the words that the shipped word vectors have whole: those of everyone's English."""
    try:
        pieces = json.loads(VOCABULARY.read_text("utf-8"))["model"]["vocab"]
    except OSError as error:
        raise LanguageError(f"{VOCABULARY} is missing: the installation is not whole") from error
    return frozenset(piece for piece in pieces if piece.isalpha())
