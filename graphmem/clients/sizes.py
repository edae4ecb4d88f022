"""How many tokens a prompt takes: about, and at most."""

import json
import re
from math import ceil

from graphmem.clients.request import Turn, build_request
from graphmem.clients.schema import strict_schema
from graphmem.language.tokens import count_tokens
from graphmem.models.chat import Prompt

_LONG = re.compile(r"[A-Za-z0-9]{25,}")  # no word: a model may take a token for each few letters
_BLANK = re.compile(r" {2,}")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_MARGIN = 1.25  # what the tokenizer of a model may need more than ours, for words
_TURN = 16  # tokens around a message
_FORM = 64  # tokens that ask for JSON in words, and stand around messages


def about(prompt: Prompt) -> int:
    """Return about how many tokens a prompt has, counted by the tokenizer that ships."""
    return sum(count_tokens(text) for text in _texts(prompt)) + 2 * _TURN


def at_most(prompt: Prompt, turns: tuple[Turn, ...] = ()) -> int:
    """Return how many tokens a prompt and further turns have at most, whatever tokenizer it is."""
    request = build_request(prompt, "tool", turns)  # none of the forms takes more words
    return _most(json.dumps(request, ensure_ascii=False)) + _FORM


def _texts(prompt: Prompt) -> tuple[str, ...]:
    shape = prompt.shape
    form = () if shape is None else (json.dumps(strict_schema(shape)),)
    return (prompt.system, prompt.user, *form)


def _most(text: str) -> int:
    # No tokenizer makes more tokens than there are bytes.
    odd = [*_BEYOND_ASCII.findall(text), *_LONG.findall(text), *_BLANK.findall(text)]
    plain = _LONG.sub(" ", _BEYOND_ASCII.sub(" ", text))
    return ceil(_MARGIN * count_tokens(plain)) + sum(len(run.encode()) for run in odd)
