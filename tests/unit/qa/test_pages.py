from graphmem.qa.pages import split_sentences

BOOK = """Chapter One

Towards noon Hester saw the postman coming, and
went out to meet him at the gate. He had walked all the way from the
station.

- a lamp
- a rope

Ines: Are you there
Tom: Yes"""


def test_a_line_that_is_broken_to_fit_a_page_goes_on_below():
    assert [BOOK[s.start : s.end].replace("\n", " ") for s in split_sentences(BOOK)] == [
        "Chapter One",
        "Towards noon Hester saw the postman coming, and went out to meet him at the gate.",
        "He had walked all the way from the station.",
        "- a lamp",
        "- a rope",
        "Ines: Are you there",
        "Tom: Yes",
    ]
