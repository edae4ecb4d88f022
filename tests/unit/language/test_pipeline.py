from pathlib import Path

import pytest
import spacy

from graphmem.errors import LanguageError
from graphmem.language.pipeline import load_pipeline


def test_the_shipped_pipeline_reads_syntax_lemmas_and_names():
    doc = load_pipeline()("Yuki Tanabe visited the Harbourfront Library with her children.")
    visited = doc[2]
    assert (visited.tag_, visited.lemma_, visited.dep_) == ("VBD", "visit", "ROOT")
    assert doc[8].lemma_ == "child"
    names = [(name.text, name.label_) for name in doc.ents]
    assert names == [("Yuki Tanabe", "PERSON"), ("Harbourfront Library", "PLACE")]


def test_a_pipeline_that_is_not_there_is_refused():
    with pytest.raises(LanguageError, match="nowhere"):
        load_pipeline("nowhere")


def test_a_pipeline_that_lacks_parts_is_refused(tmp_path: Path):
    spacy.blank("en").to_disk(tmp_path)
    with pytest.raises(LanguageError, match="lacks tagger, parser, ner, lemmatizer"):
        load_pipeline(str(tmp_path))
