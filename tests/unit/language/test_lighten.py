"""Networks with lighter layers give what they gave before."""

import numpy as np
import pytest
from spacy.language import Language

from graphmem.language.lighten import lighten
from graphmem.language.pipeline import load_pipeline

TEXTS = (
    "Yuki Tanabe of the Harbourfront Library met Dr. Amara Obi in Cape Town on 3 May.",
    "Rain.",
    "",
    "He's gone; she's gone; they're all gone, and nobody that had gone came back again.",
    " ".join(["I sold the boat that Walter had built, and bought the old mill again;"] * 5),
)


@pytest.fixture(scope="module")
def heavy() -> Language:
    return load_pipeline()


@pytest.fixture(scope="module")
def light() -> Language:
    pipeline = load_pipeline()
    lighten(pipeline)
    return pipeline


def vectors(pipeline: Language, part: str, texts: tuple[str, ...]):
    docs = [pipeline.make_doc(text) for text in texts]
    network = pipeline.get_pipe(part).model
    if network.has_ref("tok2vec"):
        network = network.get_ref("tok2vec")
    return np.vstack(network.predict(docs))


@pytest.mark.parametrize("part", ["tok2vec", "ner"])
@pytest.mark.parametrize("texts", [TEXTS, TEXTS * 9, TEXTS[:1], TEXTS[1:3]])
def test_lighter_layers_give_the_same_numbers(heavy, light, part, texts):
    before, now = vectors(heavy, part, texts), vectors(light, part, texts)
    assert before.dtype == now.dtype
    np.testing.assert_allclose(now, before, atol=1e-5)


def test_layers_are_made_lighter_once(light):
    before = vectors(light, "ner", TEXTS)
    lighten(light)
    np.testing.assert_array_equal(vectors(light, "ner", TEXTS), before)
