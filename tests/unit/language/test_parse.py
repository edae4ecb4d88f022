"""Texts to tokens, sentences and names."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graphmem.language.dependencies import to_universal
from graphmem.language.parse import Parser
from graphmem.language.pipeline import load_pipeline


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser(load_pipeline())


def test_tokens_stand_where_they_say(parser):
    parsed = parser.parse_one("Agnes  sold\n the boat.\n\nWalter wept.")
    assert [parsed.text[t.start : t.end] for t in parsed.tokens] == [t.text for t in parsed.tokens]
    assert [t.i for t in parsed.tokens] == list(range(len(parsed.tokens)))
    assert not any(t.text.isspace() for t in parsed.tokens)


def test_a_blank_line_ends_a_sentence(parser):
    parsed = parser.parse_one("A heading\n\nAgnes sold the boat")
    assert len(parsed.sentences) == 2
    assert parsed.sentences[0][1] == parsed.sentences[1][0]


def test_heads_stay_in_their_sentence(parser):
    parsed = parser.parse_one("Agnes sold the boat.\n\nWalter wept because it was his.")
    for start, end in parsed.sentences:
        assert all(start <= t.head < end for t in parsed.tokens[start:end])


def test_children_and_subtree_agree_with_heads(parser):
    parsed = parser.parse_one("The old man sold his small red boat.")
    for token in parsed.tokens:
        assert all(parsed.tokens[c].head == token.i for c in parsed.children(token.i))
        assert token.i in parsed.subtree(token.i)
    root = next(t.i for t in parsed.tokens if t.head == t.i)
    assert parsed.subtree(root) == tuple(range(len(parsed.tokens)))


def test_batches_read_as_single_texts_do(parser):
    texts = ["Agnes sold the boat.", "", "Walter wept in York."]
    assert list(parser.parse(texts)) == [parser.parse_one(text) for text in texts]


def test_clear_prepositions_become_cases():
    #        Agnes  went  to  Rome
    heads, deps = [1, 1, 1, 2], ["nsubj", "ROOT", "prep", "pobj"]
    to_universal(heads, deps, ["agnes", "go", "to", "rome"], ["PROPN", "VERB", "ADP", "PROPN"])
    assert heads == [1, 1, 3, 1]
    assert deps == ["nsubj", "root", "case", "obl"]


def test_clear_copulas_hang_on_their_predicates():
    #        Agnes  is  a  nurse
    heads, deps = [1, 1, 3, 1], ["nsubj", "ROOT", "det", "attr"]
    to_universal(heads, deps, ["agnes", "be", "a", "nurse"], ["PROPN", "AUX", "DET", "NOUN"])
    assert heads == [3, 3, 3, 3]
    assert deps == ["nsubj", "cop", "det", "root"]


@Language.factory("clear_parser")
class ClearParser:
    """A parser that speaks CLEAR, for one sentence: "Agnes was seen in Rome"."""

    labels = ("nsubjpass", "auxpass", "prep", "pobj")

    def __init__(self, nlp: Language, name: str) -> None:
        self.vocab, self.name = nlp.vocab, name

    def __call__(self, doc: Doc) -> Doc:
        return Doc(
            self.vocab,
            words=[t.text for t in doc],
            heads=[2, 2, 2, 2, 3],
            deps=["nsubjpass", "auxpass", "ROOT", "prep", "pobj"],
            pos=["PROPN", "AUX", "VERB", "ADP", "PROPN"],
            lemmas=["Agnes", "be", "see", "in", "Rome"],
            ents=["B-PERSON", "O", "O", "O", "B-GPE"],
        )


def test_a_pipeline_with_other_labels_reads_alike():
    nlp = spacy.blank("en")
    nlp.add_pipe("clear_parser", name="parser")
    parsed = Parser(nlp).parse_one("Agnes was seen in Rome")
    assert [t.dep for t in parsed.tokens] == ["nsubj:pass", "aux:pass", "root", "case", "obl"]
    assert [n.kind for n in parsed.names] == ["PERSON", "PLACE"]


def test_a_line_break_between_sentences_belongs_to_neither(parser):
    parsed = parser.parse_one("Agnes sold the boat.\nYesterday Walter rowed to the island.")
    assert len(parsed.sentences) == 2
