import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graphmem.language.quantize import cosines, quantize, restore
from graphmem.language.terms import terms


def test_joined_endings_and_stop_words_say_nothing():
    assert terms("Max's drawings weren't finished; we'll see") == ("max", "draw", "finish", "see")


def test_a_curly_apostrophe_is_an_apostrophe():
    assert terms("Ana\u2019s") == terms("Ana's")


def test_accents_do_not_part_words():
    assert terms("José's café") == terms("Jose's cafe")


def test_numbers_are_terms():
    assert terms("May 2023") == ("may", "2023")


def test_repeated_words_stay():
    assert terms("boat, boats") == ("boat", "boat")


@given(st.text())
def test_any_text_has_terms(text: str):
    assert all(term and term == term.casefold() for term in terms(text))


def unit_rows(count: int, dim: int = 256) -> np.ndarray:
    rows = np.random.default_rng(0).normal(size=(count, dim)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_a_byte_a_dimension_keeps_the_direction():
    rows = unit_rows(5)
    packed = quantize(rows)
    assert {len(p) for p in packed} == {256}
    assert (np.sum(restore(packed, 256) * rows, axis=1) > 0.999).all()


def test_cosine_with_itself_is_one_and_with_nothing_is_none():
    first, second = quantize(unit_rows(2))
    cosine = cosines(first, [first, second, b""])
    assert abs(cosine[0] - 1) < 1e-5
    assert abs(cosine[1]) < 0.5
    assert cosine[2] == 0
    assert not cosines(b"", [first]).any()


def test_a_text_without_words_has_no_bytes():
    assert quantize(np.zeros((1, 4), dtype=np.float32)) == [b""]


def test_scripts_without_spaces_are_found_by_any_two_letters():
    assert set(terms("\u6771\u4eac")) <= set(
        terms("\u6628\u65e5\u6771\u4eac\u3067\u4f1a\u3063\u305f")
    )
    assert terms("\u6771") == ("\u6771",)
    assert terms("2024\u5e745\u6708") == ("2024", "\u5e74", "5", "\u6708")


def test_marks_that_cannot_be_seen_part_no_words():
    assert terms("pot\u00adte\u200bry") == terms("pottery")
    assert terms("\u0926\u093f\u0932\u094d\u0932\u0940") == ("\u0926\u0932\u0932",)


def test_symbols_are_words_only_where_there_are_no_others():
    assert terms("\U0001f389 \U0001f44d") == ("\U0001f389", "\U0001f44d")
    assert terms("party \U0001f389") == ("parti",)
