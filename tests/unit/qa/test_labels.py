"""What happenings are called: as they say themselves, or as the memory calls their like."""

import pytest

from graphmem import Memory
from graphmem.language.vectors import StaticEmbedder
from graphmem.qa.shelf import Shelf, keys_of

TOLD = {
    "pottery": "Ana Ruiz gave a pottery workshop in Leeds on 2 June 2025. Six people shaped "
    "clay on the wheels, and she showed them how to glaze a bowl.",
    "pottery again": "Tom Hale came to the pottery workshop in York on 9 June 2025. The clay was "
    "too wet, and two bowls cracked in the kiln.",
    "chess": "Eva Lund won the chess tournament in Oslo on 4 June 2025. Her queen took the last "
    "bishop after nine hours.",
    "chess again": "Max Weber lost at the chess tournament in Bonn on 6 June 2025. He had moved a "
    "knight too early.",
    "wedding": "Mia Hart danced at the wedding in Rome on 7 June 2025. The bride cut the cake, and "
    "the groom wept.",
    "unsaid": "Ole Vik sat in Bergen on 12 June 2025, his sleeves full of clay. He shaped a pot on "
    "the wheel, and it leaned. The teacher of pottery showed him how to glaze the bowls and vases. "
    "Pots, ceramic cups and a clay whistle stood in the kiln.",
}


@pytest.fixture(scope="module")
def called() -> dict[str, str]:
    """Return what is called what, by source."""
    with Memory(":memory:") as memory:
        for source, text in TOLD.items():
            memory.remember(text, source=source)
        shelf = Shelf(StaticEmbedder())
        shelf.follow(memory._store, "default")
        pages = shelf.pages(memory._store, "default", [e.id for e in memory.episodes()])
        labels = shelf.called(memory._store, "default", pages)
        told = {e.id: source for source in TOLD for e in memory.episodes(source)}
        return {told[page.episode.id]: labels[keys_of(page)[0]] for page in pages}


def test_a_happening_is_called_what_it_says(called: dict[str, str]):
    assert called["chess"] == called["chess again"] == "chess tournament"
    assert called["wedding"] == "wedding"


def test_one_that_does_not_say_it_is_called_as_its_like_are(called: dict[str, str]):
    assert called["unsaid"] == called["pottery"] == "pottery workshop"
