import pytest

from graphmem.qa.inline import Inline, numbers_out


def read(text, size=4):
    """Return the sentences of a text that comes in pieces, the parser, and what came when."""
    inline, said = Inline(), []
    for at in range(0, len(text), size):
        said += inline.feed(text[at : at + size])
    before = len(said)
    said += inline.finish()
    return [(s.text, s.numbers) for s in said], inline, before


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_sentences_and_numbers_are_the_same_in_whatever_pieces(size):
    text = (
        "Ana moved to Porto [3]. In May she left. [4, 5] Dr. Moss stayed [6][7].\nVALUES: a; b [2]"
    )
    said, inline, _ = read(text, size)
    assert said == [
        ("Ana moved to Porto.", (3,)),
        ("In May she left.", (4, 5)),
        ("Dr. Moss stayed.", (6, 7)),
    ]
    assert inline.values == ("a", "b")
    assert not inline.unknown


def test_a_sentence_comes_once_it_is_whole_and_not_before():
    inline = Inline()
    assert not list(inline.feed("Ana moved to Porto [3]."))  # more numbers may follow
    assert [s.numbers for s in inline.feed(" [4] Then")] == [(3, 4)]


def test_a_stop_in_a_name_ends_nothing():
    said, _, _ = read("Ana [1] met Dr. Moss on 3.5.2024 at 5 p.m. in St. Ives [2].\n")
    assert said == [("Ana met Dr. Moss on 3.5.2024 at 5 p.m. in St. Ives.", (1, 2))]


def test_what_cites_nothing_goes_with_the_sentence_that_does():
    said, _, _ = read("Ana moved. She likes it [2].\nNobody knows why.\n")
    assert said == [("Ana moved. She likes it.", (2,)), ("Nobody knows why.", ())]


@pytest.mark.parametrize("text", ["UNKNOWN", "unknown.\n", "**UNKNOWN**"])
def test_unknown_is_an_answer(text):
    said, inline, _ = read(text)
    assert (said, inline.unknown) == ([], True)


def test_lists_and_words_before_numbers_do_no_harm():
    assert numbers_out("- Ana moved [line 2, line 3].").text == "Ana moved."
    assert numbers_out("1. Ana moved [line 2; 3].").numbers == (2, 3)
    assert numbers_out("Ana wrote [sic] it.").text == "Ana wrote [sic] it."
