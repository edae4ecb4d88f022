"""How many tokens a text takes of a budget."""

from functools import cache
from pathlib import Path

from tokenizers import Tokenizer

from graphmem.errors import LanguageError

_TOKENIZER = Path(__file__).parent / "data" / "vectors" / "tokenizer.json"


def count_tokens(text: str) -> int:
    """Return the number of word pieces of the text.

    The counter is pinned to the tokenizer that ships, whatever vectors a memory uses, so that a
    budget means the same everywhere.
    """
    return count_each([text])[0]


def count_each(texts: list[str]) -> list[int]:
    """Return the number of word pieces of each text; faster than one after the other."""
    found = _tokenizer().encode_batch_fast(texts, add_special_tokens=False)
    return [len(encoding.ids) for encoding in found]


@cache
def _tokenizer() -> Tokenizer:
    if not _TOKENIZER.exists():
        raise LanguageError(f"{_TOKENIZER} is missing: the installation is not whole")
    tokenizer = Tokenizer.from_file(str(_TOKENIZER))
    tokenizer.no_truncation()
    return tokenizer
