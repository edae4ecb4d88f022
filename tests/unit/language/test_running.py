"""What a pipeline reads when its parts are run here, and when spaCy runs them."""

from collections.abc import Iterator
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from graphmem.language.pipeline import load_pipeline
from graphmem.language.running import run

TEXTS = (
    "Yuki Tanabe of the Harbourfront Library met Dr. Amara Obi in Cape Town on 3 May.",
    "",
    "She said: \u201cI sold the boat that Walter had built, and bought the old mill.\u201d",
    "   \n\n",
    "Rain.",
    "In 1911 the Treaty of Elmswood, which nobody in Brandt & Sons had read, was signed.",
    "He's gone.\n\nThey've never seen anybody like Agnes Wren (or her sister) in Oslo.",
)


@pytest.fixture(scope="module")
def english() -> Language:
    return load_pipeline()


def told(doc: Doc) -> list[Any]:
    """Return everything that is read of a text."""
    words = [
        (t.text, t.lemma_, t.pos_, t.tag_, str(t.morph), t.dep_, t.head.i, t.is_sent_start)
        for t in doc
    ]
    return [doc.text, words, [(e.start, e.end, e.label_) for e in doc.ents]]


@pytest.mark.parametrize("at_once", [1, 3, 256])
def test_the_parts_read_what_they_read_in_spacy(english, at_once):
    of_spacy = [told(doc) for doc in english.pipe(TEXTS)]
    assert [told(doc) for doc in run(english, TEXTS, at_once)] == of_spacy
    assert any(names for _, _, names in of_spacy)


def test_names_that_a_part_before_has_found_are_kept():
    pipelines = [load_pipeline(), load_pipeline()]
    for pipeline in pipelines:
        ruler = pipeline.add_pipe("entity_ruler", before="ner")
        ruler.add_patterns([{"label": "DISH", "pattern": "the old mill"}])
    ours, of_spacy = pipelines
    read = [told(doc) for doc in run(ours, TEXTS, 256)]
    assert read == [told(doc) for doc in of_spacy.pipe(TEXTS)]
    assert "DISH" in {label for _, _, names in read for _, _, label in names}


def test_a_part_may_be_any_function_of_a_document(english):
    def shout(doc: Doc) -> Doc:
        doc.user_data["loud"] = doc.text.upper()
        return doc

    Language.component("shout", func=shout)
    english.add_pipe("shout")
    try:
        (doc,) = run(english, TEXTS[:1], 256)
    finally:
        english.remove_pipe("shout")
    assert doc.user_data["loud"] == TEXTS[0].upper()


def test_texts_are_read_as_they_are_asked_for(english):
    asked: list[str] = []

    def texts() -> Iterator[str]:
        for text in TEXTS:
            asked.append(text)
            yield text

    docs = run(english, texts(), 2)
    assert next(docs).text == TEXTS[0]
    assert len(asked) < len(TEXTS)
