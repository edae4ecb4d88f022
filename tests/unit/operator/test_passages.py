"""What recall may show is bounded, and parts no text."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from graphmem.language.parse import Parsed, Token
from graphmem.operator.page import lay_out
from graphmem.operator.passages import FOREIGN, LONGEST, cut_passages


def page(text: str):
    words, start = [], 0
    for word in text.split():
        start = text.index(word, start)
        words.append((word, start))
        start += len(word)
    tokens = tuple(
        Token(i, w, w, "X", "", "root", i, s, s + len(w), "") for i, (w, s) in enumerate(words)
    )
    return lay_out(Parsed(text, tokens, ((0, len(tokens)),) if tokens else (), ()))


@given(st.text("ab \n.\u3002\u6771", max_size=2500))
def test_passages_are_bounded_and_hold_every_letter(text: str):
    for longest in (FOREIGN, LONGEST):
        spans = cut_passages(page(text), 60, longest)
        assert all(0 < end - start <= longest for start, end in spans)
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
        shown = "".join("".join(text[start:end].split()) for start, end in spans)
        assert shown == "".join(text.split())


def test_a_headline_goes_with_what_stands_under_it(read):
    text = "Friday, 13 June 2025\n\nThe ferry ran aground. Nils rowed out.\n\nHe came back at noon."
    first, last = read(text).passages
    assert text[slice(*first)].startswith("Friday")
    assert text[slice(*first)].endswith("rowed out.")
    assert text[slice(*last)] == "He came back at noon."
