"""Made sentences as people write to each other, with made-up names in the slots."""

import random
import re
from collections.abc import Callable

from spacy.lang.en import English

from training.names import NameMaker
from training.spans import Passage
from training.wordlists import lines

TOKENIZER = English()


def chat_passages(maker: NameMaker, rng: random.Random, count: int = 8000) -> list[Passage]:
    """Return made sentences, one in five in lower case."""
    templates = lines("chat")
    return [_fill(rng.choice(templates), maker, rng) for _ in range(count)]


def _fill(template: str, maker: NameMaker, rng: random.Random) -> Passage:
    kinds: dict[str, tuple[str, Callable[[], list[str]]]] = {
        "P": ("PERSON", lambda: maker.person()[0]),
        "L": ("PERSON", lambda: maker.person()[1]),
        "F": ("PERSON", lambda: _full(maker)),
        "T": ("PLACE", maker.town),
        "V": ("PLACE", lambda: _with_article(maker.venue(), rng)),
        "O": ("ORG", maker.organization),
        "W": ("WORK", maker.work),
        "E": ("EVENT", maker.event),
        "R": ("PRODUCT", maker.product),
    }
    text, marks = "", []
    for piece in re.split(r"(\{[A-Z]\})", template):
        if len(piece) == 3 and piece[0] == "{":
            label, make = kinds[piece[1]]
            name = " ".join(make()).replace(" - ", "-").replace(" 's", "'s")
            marks.append((len(text), len(text) + len(name), label))
            text += name
        else:
            text += piece
    doc = TOKENIZER(text.lower() if rng.random() < 0.2 else text)
    spans = []
    for start, end, label in marks:
        span = doc.char_span(start, end, alignment_mode="expand")
        skip = int(span[0].lower_ == "the" and label == "PLACE")
        spans.append((span.start + skip, span.end, label))
    return Passage([t.text for t in doc], [bool(t.whitespace_) for t in doc], spans)


def _with_article(words: list[str], rng: random.Random) -> list[str]:
    return ["the", *words] if rng.random() < 0.4 and not words[0].isdigit() else words


def _full(maker: NameMaker) -> list[str]:
    first, last = maker.person()
    return first + last
