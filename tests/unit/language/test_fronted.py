import pytest

from graphmem.language.parse import Parser
from graphmem.language.pipeline import load_pipeline


@pytest.fixture(scope="module")
def parser():
    return Parser(load_pipeline())


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("On Saturday Jasper Coyle taught fencing in the hall.", {"Jasper", "Coyle"}),
        ("In July Sylvia Amos moved from Ashby to Corfield.", {"Sylvia", "Amos"}),
        ("On Monday Ana sold the boat.", {"Ana"}),
    ],
)
def test_a_time_in_front_of_a_name_is_no_part_of_it(parser, text, subject):
    parsed = parser.parse_one(text)
    doer = next(token for token in parsed.tokens if token.dep == "nsubj")
    assert {parsed.tokens[i].text for i in parsed.subtree(doer.i)} == subject
    assert parsed.tokens[1].dep == "obl"


def test_a_given_name_that_is_a_month_stays_one(parser):
    parsed = parser.parse_one("In April Jones they found a friend.")
    assert parsed.tokens[1].head == 2 or parsed.tokens[2].head == 1
