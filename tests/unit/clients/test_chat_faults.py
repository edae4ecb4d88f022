"""What may go wrong on the way: all of it is tried again, told, or stops with what to do."""

import logging
import traceback
from time import perf_counter
from typing import cast

import pytest

from graphmem.errors import ModelRefused, ModelUnavailable
from graphmem.models.chat import Prompt, Reply
from tests.openai_server import (
    FORM,
    TRANSPORT,
    Asked,
    Endpoint,
    Fault,
    OpenAIServer,
    every,
    in_turn,
)
from tests.unit.clients.town import KEY, Town, about_town, is_counted, prompts, said, speaking


def name_of(fault: Fault) -> str:
    return f"{fault.kind}-{fault.status}"


@pytest.fixture(scope="module")
def undisturbed() -> list[tuple[str, object, str]]:
    with OpenAIServer(about_town) as server, speaking(server) as model:
        return said(list(model.complete(prompts(15))))


@pytest.mark.parametrize("fault", TRANSPORT, ids=name_of)
def test_a_call_that_fails_is_tried_again(fault: Fault, undisturbed: object):
    with (
        OpenAIServer(about_town, faults=every(3, fault)) as server,
        speaking(server) as model,
    ):
        assert said(list(model.complete(prompts(15)))) == undisturbed
        assert server.counted().calls > 15
        assert is_counted(model, server)


@pytest.mark.parametrize("fault", FORM, ids=name_of)
def test_an_answer_that_does_not_fit_may_be_mended_once(fault: Fault, undisturbed: object):
    with (
        OpenAIServer(about_town, faults=every(4, fault)) as server,
        speaking(server, concurrency=1) as model,
    ):
        assert said(list(model.complete(prompts(15)))) == undisturbed
        mending = [c for c in server.calls if c.asked.turns == 2]
        assert len(mending) == sum(c.fault is not None for c in server.calls)
        assert "could not be used" in mending[0].asked.messages[-1]["content"]
        assert is_counted(model, server)  # what does not fit is billed all the same


@pytest.mark.parametrize("fault", FORM, ids=name_of)
def test_one_that_fits_no_better_then_is_a_fault_of_this_prompt_alone(fault: Fault):
    with (
        OpenAIServer(about_town, faults=in_turn([fault, fault])) as server,
        speaking(server, concurrency=1) as model,
    ):
        first, second = model.complete(prompts(2))
        assert first.value is None
        assert "does not fit" in first.fault
        assert isinstance(second.value, Town)
        assert first.usage.calls == 2


@pytest.mark.parametrize(("kind", "words"), [("refusal", "refused"), ("length", "cut off")])
def test_a_refusal_and_an_answer_cut_off_are_faults_and_not_asked_again(kind: str, words: str):
    faults = in_turn([Fault(kind)])  # type: ignore[arg-type]
    with (
        OpenAIServer(about_town, faults=faults) as server,
        speaking(server, concurrency=1) as model,
    ):
        first, second = model.complete(prompts(2))
        assert words in first.fault
        assert first.value is None
        assert not second.fault
        assert server.counted().calls == 2
        assert is_counted(model, server)


def test_an_endpoint_that_takes_a_form_and_does_not_heed_it_is_asked_in_words_after_a_while():
    def heedless(asked: Asked) -> str:
        return about_town(asked) if "JSON schema" in str(asked.messages) else "A nice town."

    with (
        OpenAIServer(heedless, endpoint=Endpoint(deaf=True)) as server,
        speaking(server, concurrency=1) as model,
    ):
        assert not [r.fault for r in model.complete(prompts(10)) if r.fault]
        assert "response_format" not in server.calls[-1].body
        assert server.calls[-1].asked.turns == 1
        assert server.counted().calls < 15


@pytest.mark.parametrize(("wait", "form"), [(0.4, "seconds"), (2.0, "date")])
def test_all_wait_as_long_as_an_endpoint_asks_for(wait: float, form: str):
    busy = Fault("busy", wait, dated=form == "date")  # of which a second may be cut off
    with (
        OpenAIServer(about_town, faults=in_turn([None, busy])) as server,
        speaking(server) as model,
    ):
        list(model.complete(prompts(1)))  # openai is loaded, and the connection is open
        began = perf_counter()
        list(model.complete(prompts(12)))
        assert perf_counter() - began > wait / 2
        assert is_counted(model, server)


def test_one_that_asks_for_an_hour_is_left_alone():
    with (
        OpenAIServer(about_town, faults=every(1, Fault("busy", 3600))) as server,
        speaking(server) as model,
        pytest.raises(ModelUnavailable, match="wait for 3,600 seconds"),
    ):
        list(model.complete(prompts(3)))


def test_an_endpoint_that_says_nothing_is_given_up_after_the_timeout():
    began = perf_counter()
    with (
        OpenAIServer(about_town, faults=every(1, Fault("late", 3))) as server,
        speaking(server, timeout=0.2, attempts=2) as model,
        pytest.raises(ModelUnavailable, match=r"asked 2 times .* within 0.2 seconds"),
    ):
        list(model.complete(prompts(1)))
    assert perf_counter() - began < 2.5


def test_what_came_before_an_endpoint_failed_for_good_was_yielded():
    def failing_from_the_seventh(_: int) -> Fault | None:
        town = int(server.calls[-1].asked.user.split()[-1])
        return Fault("failing") if town > 5 else None

    got: list[Reply] = []
    with (
        OpenAIServer(about_town, faults=failing_from_the_seventh) as server,
        speaking(server, attempts=3, concurrency=2) as model,
    ):
        with pytest.raises(ModelUnavailable) as caught:
            got.extend(model.complete(prompts(20)))
        assert is_counted(model, server)
    assert [cast("Town", r.value).name for r in got] == [f"town {i}" for i in range(6)]
    assert server.url in str(caught.value)
    assert "same command goes on" in str(caught.value)


def test_nobody_there_is_told_with_the_place():
    with OpenAIServer("") as server:
        pass
    with speaking(server, attempts=2) as model:
        with pytest.raises(ModelUnavailable, match="cannot be reached"):
            list(model.complete(prompts(1)))
        assert model.spent().calls == 0  # nothing was sent


@pytest.mark.parametrize(
    ("endpoint", "words"),
    [
        (Endpoint(key="another"), "OPENAI_API_KEY"),
        (Endpoint(models=frozenset({"city-9"})), "no such model"),
    ],
)
def test_what_is_refused_is_told_at_once_and_without_the_key(
    endpoint: Endpoint, words: str, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    with (
        OpenAIServer(about_town, endpoint=endpoint) as server,
        speaking(server, concurrency=1) as model,
    ):
        with pytest.raises(ModelRefused, match=words) as caught:
            list(model.complete(prompts(5)))
        assert server.counted().calls == 1
        told = "".join(traceback.format_exception(caught.value))
        assert KEY not in told + repr(caught.value) + repr(model) + caplog.text
        assert server.url in str(caught.value)


def test_a_password_in_a_url_is_not_told():
    with OpenAIServer("", endpoint=Endpoint(key="another")) as server:
        url = server.url.replace("//", "//ana:zubrowka@")
        with (
            speaking(server, base_url=url, api_key="") as model,
            pytest.raises(ModelRefused) as caught,
        ):
            list(model.complete([Prompt("answer", "", "?")]))
    assert "zubrowka" not in "".join(traceback.format_exception(caught.value))


def test_spent_credit_is_no_reason_to_wait():
    with (
        OpenAIServer("", faults=every(1, Fault("out_of_credit"))) as server,
        speaking(server, concurrency=1) as model,
    ):
        with pytest.raises(ModelRefused, match="credit"):
            list(model.complete(prompts(2)))
        assert server.counted().calls == 1


def test_openai_itself_is_not_asked_without_a_key():
    with (
        OpenAIServer("") as server,
        speaking(server, base_url="", api_key="") as model,
        pytest.raises(ModelRefused, match="OPENAI_API_KEY"),
    ):
        list(model.complete(prompts(1)))


def test_an_endpoint_without_a_key_gets_a_placeholder():
    with OpenAIServer("Yes.") as server, speaking(server, api_key="") as model:
        list(model.complete([Prompt("answer", "", "?")]))
        assert server.calls[0].key == "none"
