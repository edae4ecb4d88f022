"""An answer that is read while it is written."""

from dataclasses import replace
from time import perf_counter

import pytest

from graphmem.errors import ModelRefused, ModelUnavailable, SpendingStopped
from graphmem.models.chat import Prompt
from tests.openai_server import TRANSPORT, Endpoint, Fault, OpenAIServer, in_turn
from tests.unit.clients.town import is_counted, speaking

ANSWER = "Ana was last seen in Leeds, where she had opened a studio for pottery. " * 4
ASKED = Prompt("answer", "Be brief.", "Where was Ana last seen?", episodes=("e1",))
EARLY = [f for f in TRANSPORT if f.kind in ("busy", "failing", "cut", "page")]


def test_pieces_come_as_they_are_written():
    with (
        OpenAIServer(ANSWER, faults=in_turn([None, Fault("slow", 0.05)])) as server,
        speaking(server) as model,
    ):
        assert "".join(model.stream(ASKED)) == ANSWER
        began = perf_counter()
        pieces = model.stream(ASKED)
        first = next(pieces)
        soon = perf_counter() - began
        assert first + "".join(pieces) == ANSWER
        assert perf_counter() - began > soon + 0.3
        assert is_counted(model, server)


@pytest.mark.parametrize("fault", EARLY, ids=lambda f: f.kind)
def test_before_the_first_piece_it_is_tried_again(fault: Fault):
    with (
        OpenAIServer(ANSWER, faults=in_turn([fault, fault])) as server,
        speaking(server) as model,
    ):
        assert "".join(model.stream(ASKED)) == ANSWER
        assert model.spent().calls == 3
        assert is_counted(model, server)


def test_one_that_breaks_off_is_told():
    got = []
    with (
        OpenAIServer(ANSWER, faults=in_turn([Fault("cut_midway")])) as server,
        speaking(server) as model,
        pytest.raises(ModelUnavailable, match="broke off"),
    ):
        got.extend(model.stream(ASKED))
    assert ANSWER.startswith("".join(got))
    assert got


def test_a_refusal_is_told():
    with (
        OpenAIServer(ANSWER, faults=in_turn([Fault("refusal")])) as server,
        speaking(server) as model,
        pytest.raises(ModelRefused, match="cannot help"),
    ):
        list(model.stream(ASKED))


def test_an_endpoint_that_tells_no_usage_is_counted_by_our_own_tokens():
    with (
        OpenAIServer(ANSWER, endpoint=Endpoint(usage=False)) as server,
        speaking(server) as model,
    ):
        list(model.stream(ASKED))
        assert model.spent().completion_tokens > 40


def test_whoever_stops_to_listen_hangs_up():
    asked = replace(ASKED, longest=20_000)
    with (
        OpenAIServer(ANSWER * 50, faults=in_turn([Fault("slow", 0.01)])) as server,
        speaking(server) as model,
    ):
        pieces = model.stream(asked)
        next(pieces)
        pieces.close()
        assert model.spent().calls == 1
        assert "".join(model.stream(asked)) == ANSWER * 50


def test_it_stays_within_what_may_be_spent():
    with OpenAIServer(ANSWER) as server, speaking(server, most_tokens=100) as model:
        with pytest.raises(SpendingStopped):
            list(model.stream(ASKED))
        assert not server.calls
