"""What a model words is kept where its lines bear it, and dropped where they do not."""

import pytest

from graphmem.language.parse import Parser
from graphmem.language.pipeline import load_pipeline
from graphmem.layers.cited import Cited, Witnesses
from graphmem.layers.matter import Line
from graphmem.layers.wording_shapes import CitedText

BILBAO = Line(
    *("fa_1", "Ana Ruiz: moved to Bilbao", ("ep_1:0:9",), 0, ("Bilbao",), "2024-03-12"),
    ended="2025-01-04",
    replaced=("fa_2",),
)
PORTO = Line("fa_2", "Ana Ruiz: lives in Porto", ("ep_2:0:9",), 1, ("Porto",), "2025-01-04")
CHEF = Line("fa_3", "Ana Ruiz is a chef", ("ep_3:0:9", "ep_4:5:9"), 2)
NEVER = Line("fa_4", "Ana Ruiz: never went to Lisbon", ("ep_5:0:9",), 3, negative=True)
BORN = Line("fa_5", "Ana Ruiz: born in Leon", ("ep_6:0:9",), 4, disputed=("fa_6",))
OTHER = Line("fa_6", "Ana Ruiz: born in Vigo", ("ep_7:0:9",), 5, disputed=("fa_5",))
LINES = dict(enumerate((BILBAO, PORTO, CHEF, NEVER, BORN, OTHER), 1))
WORDS = {
    "fa_1": '"In spring I moved to Bilbao with two cats, said Ana." (Ana, 2024-03-14)',
    "fa_3": '"She runs the kitchen of the Norwegian embassy, no. 12." (Ben Okri, 2024-05-01)',
}
PARSER = Parser(load_pipeline(None))
HEARD = Witnesses(LINES, WORDS, PARSER)


def said(text: str, *lines: int) -> CitedText:
    return CitedText(text=text, lines=list(lines))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Ana moved to Bilbao on 12 March 2024.", (1,)),
        ("In March 2024, Ana Ruiz settled in Bilbao with her two cats.", (1,)),
        ("Meanwhile she cooked at the Norwegian embassy, as Ben said in May 2024.", (3,)),
        ("Together with her cats, she left for Bilbao.", (1,)),
        ("Ana Ruiz's kitchen is at number 12.", (3,)),
        ("Ana has been to Bilbao and Porto: two towns.", (1, 2)),
        ("Ana never saw Lisbon.", (4,)),
        ("A New Home in Bilbao", (1,)),
        ("Job loss and a new start", (1,)),
        ("Some say that she was born in Leon, others in Vigo.", (5, 6)),
    ],
)
def test_what_the_lines_bear_is_kept_with_their_spans(text: str, lines: tuple[int, ...]):
    heard = HEARD.hear(said(text, *lines))
    assert heard == Cited(text, tuple(LINES[n].spans[0] for n in lines))


@pytest.mark.parametrize(
    ("text", "lines", "reason"),
    [
        ("Ana moved to Bilbao.", (), "uncited"),
        ("Ana moved to Bilbao.", (99,), "unknown"),
        ("Ana moved to Bilbao.", (1, 99), "unknown"),
        ("Ana moved to Bilbao with Zoltan.", (1,), "ungrounded"),
        ("Zoltan moved to Bilbao.", (1,), "ungrounded"),
        ("Max and Ana moved.", (1,), "ungrounded"),
        ("Grace moved to Bilbao.", (1,), "ungrounded"),
        ("A New Home in London", (1,), "ungrounded"),
        ("Ana moved to Porto.", (1,), "ungrounded"),
        ("Ana moved to Bilbao in 2023.", (1,), "ungrounded"),
        ("Ana moved to Bilbao in April 2024.", (1,), "ungrounded"),
        ("Ana moved to Bilbao on a Tuesday.", (1,), "ungrounded"),
        ("Ana moved to Bilbao with five cats.", (1,), "ungrounded"),
        ("Ana moved, see https://evil.example for more.", (1,), "ungrounded"),
        ("Ana saw Lisbon.", (4,), "denied"),
        ("Ana was born in Leon.", (5,), "outdated"),
        ("  ", (1,), "empty"),
        ("Ana moved. " * 60, (1,), "long"),
    ],
)
def test_what_they_do_not_bear_is_dropped(text: str, lines: tuple[int, ...], reason: str):
    assert HEARD.hear(said(text, *lines)) == reason


def test_numbers_of_lines_are_taken_out_of_the_words():
    heard = HEARD.hear(said("Ana moved [1] to Bilbao (line 1) [99].", 1))
    assert heard == Cited("Ana moved to Bilbao.", ("ep_1:0:9",))


def test_what_only_a_machine_sees_is_taken_out():
    heard = HEARD.hear(said("Ana\u202e moved\nto \u200bBilbao.", 1))
    assert heard == Cited("Ana moved to Bilbao.", ("ep_1:0:9",))


def test_in_a_portrait_what_has_ended_does_not_pass_for_what_is_so_now():
    assert HEARD.portray(said("Ana is a chef and lives in Bilbao.", 1, 3)) == "outdated"
    assert isinstance(HEARD.portray(said("Ana left Bilbao for Porto.", 1, 2)), Cited)
    since = said("Ana is a chef and lived in Bilbao from March 2024.", 1, 3)
    assert isinstance(HEARD.portray(since), Cited)


def test_what_has_ended_says_until_when():
    one = said("Ana lives in Bilbao.", 1)
    heard = HEARD.portray(one)
    assert isinstance(heard, Cited)
    assert HEARD.dated(one, heard).text == "Ana lives in Bilbao (until 2025-01-04)."
    both = said("Ana left Bilbao for Porto.", 1, 2)
    heard = HEARD.portray(both)
    assert isinstance(heard, Cited)
    assert HEARD.dated(both, heard) == heard


def test_names_that_a_person_has_may_be_said_of_any_line():
    other = Witnesses(LINES, WORDS, PARSER, ("Ana Ruiz", "Anita"))
    assert isinstance(other.hear(said("Anita moved to Bilbao.", 1)), Cited)
    assert HEARD.hear(said("Anita moved to Bilbao.", 1)) == "ungrounded"
