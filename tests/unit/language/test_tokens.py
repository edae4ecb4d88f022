"""Counting tokens the short way comes to what the tokenizer says."""

from hypothesis import example, given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from graphmem.language.common import VOCABULARY
from graphmem.language.tokens import count_each, count_tokens

TOKENIZER = Tokenizer.from_file(str(VOCABULARY))
TOKENIZER.no_truncation()

PIECES = [
    "Ana",
    "don't",
    "Bywater",
    "\u201cWell,\u201d",
    "\u2014",
    "caf\u00e9",
    "\u00a320",
    "a" * 120,
    "\u4e2d",
]


def counted(text: str) -> int:
    return len(TOKENIZER.encode(text, add_special_tokens=False).ids)


@given(st.text(max_size=60))
@example("a\x0cb \u00a0c\x00d 'e\u0301 _f_")
def test_any_text(text: str):
    assert count_tokens(text) == counted(text)


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join), max_size=4))
def test_several_at_once(texts: list[str]):
    assert count_each(texts) == [counted(text) for text in texts]
