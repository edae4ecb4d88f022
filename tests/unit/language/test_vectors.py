from pathlib import Path

import numpy as np
import pytest

from graphmem.errors import LanguageError
from graphmem.language.vectors import StaticEmbedder


@pytest.fixture(scope="module")
def embedder():
    return StaticEmbedder()


def test_rows_are_unit_vectors_and_zero_without_words(embedder: StaticEmbedder):
    rows = embedder.embed(["She bought a car.", "", "   "])
    assert rows.shape == (3, embedder.dim)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 0, 0], abs=1e-5)


def test_a_text_alone_has_the_row_that_it_has_among_others(embedder: StaticEmbedder):
    texts = ["harbour", "Zbigniew", "\u4e2d", "", "She bought a car."]
    together = embedder.embed(texts)
    alone = [embedder.embed([text])[0] for text in texts]
    assert np.array_equal(together, alone)


def test_no_texts_give_no_rows(embedder: StaticEmbedder):
    assert embedder.embed([]).shape == (0, embedder.dim)


def test_what_means_the_same_is_near(embedder: StaticEmbedder):
    car, vehicle, cat = embedder.embed(["I bought a car", "She purchased an automobile", "cats"])
    assert car @ vehicle > 0.5 > car @ cat


def test_a_long_text_is_read_to_its_end(embedder: StaticEmbedder):
    short, long = embedder.embed(["rain " * 600, "rain " * 600 + "sun " * 600])
    assert short @ long < 0.99


def test_vectors_that_are_not_there_are_refused(tmp_path: Path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(LanguageError, match="empty"):
        StaticEmbedder(tmp_path / "empty")
