"""What comes back from an endpoint that does what it should, in whatever form it can."""

from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from graphmem.models.chat import Prompt
from tests.openai_server import Asked, Endpoint, Fault, OpenAIServer, in_turn, recorded
from tests.unit.clients.town import Town, about_town, is_counted, prompts, said, speaking

FORMS = ("json_schema", "tools", "json_object")


def test_replies_come_in_the_order_of_the_prompts_several_at_a_time():
    slow = in_turn(Fault("late", 0.05) for _ in range(40))
    with OpenAIServer(about_town, faults=slow) as server, speaking(server) as model:
        replies = list(model.complete(prompts(40)))
        assert [r.value.name for r in replies if isinstance(r.value, Town)] == [
            p.user for p in prompts(40)
        ]
        assert 1 < server.at_once <= 4
        assert is_counted(model, server)


def test_prompts_are_drawn_as_there_is_room_for_them():
    drawn = []

    def told() -> Iterator[Prompt]:
        for prompt in prompts(500):
            drawn.append(prompt)
            yield prompt

    with OpenAIServer(about_town) as server, speaking(server, concurrency=2) as model:
        replies = model.complete(told())
        next(replies)
        assert len(drawn) < 20
        replies.close()


@pytest.mark.parametrize("lacking", range(4))
def test_an_endpoint_without_structured_output_is_asked_in_the_next_best_form(lacking: int):
    endpoint = Endpoint(forms=frozenset(FORMS[lacking:]))
    with OpenAIServer(about_town) as server, speaking(server) as model:
        expected = said(list(model.complete(prompts(12))))
    with OpenAIServer(about_town, endpoint=endpoint) as server, speaking(server) as model:
        assert said(list(model.complete(prompts(12)))) == expected
        refused = [c.status for c in server.calls].count(400)
        assert lacking <= refused <= 4 * lacking
        assert is_counted(model, server)
        list(model.complete(prompts(12)))  # remembered
        assert [c.status for c in server.calls].count(400) == refused


@pytest.mark.parametrize("name", ["max_tokens", "max_completion_tokens"])
def test_parameters_that_a_model_does_not_take_are_left_out_or_renamed(name: str):
    endpoint = Endpoint(parameter=name, temperature=False)
    with OpenAIServer(about_town, endpoint=endpoint) as server, speaking(server) as model:
        assert not [r.fault for r in model.complete(prompts(8)) if r.fault]
        assert server.calls[-1].body[name] == 2048
        assert "temperature" not in server.calls[-1].body


def test_what_is_sent_is_a_strict_schema():
    with OpenAIServer(about_town) as server, speaking(server) as model:
        list(model.complete(prompts(1)))
    body = server.calls[0].body
    assert body["response_format"]["json_schema"]["strict"]
    schema = body["response_format"]["json_schema"]["schema"]
    assert schema["required"] == ["name", "mayor", "parts"]
    assert not schema["additionalProperties"]
    assert not schema["$defs"]["Part"]["additionalProperties"]


class Odd(BaseModel):
    """A shape that no strict schema can say."""

    counts: dict[str, int]


def test_a_shape_with_keys_of_its_own_is_an_error_at_once():
    with OpenAIServer("{}") as server, speaking(server) as model:
        with pytest.raises(TypeError, match="mapping"):
            list(model.complete([Prompt("operator", "", "x", Odd)]))
        assert not server.calls


@pytest.mark.parametrize(
    "around",
    [
        "```json\n{}\n```",
        "Here it is:\n```\n{}\n```\nI hope it helps.",
        "Certainly! {} Anything else?",
        "<think>A {{town}}, hm.</think>\n\n{}",
    ],
)
def test_json_is_found_among_the_words_around_it(around: str):
    def chatty(asked: Asked) -> str:
        return around.replace("{}", about_town(asked)).replace("{{", "{").replace("}}", "}")

    plain = Endpoint(forms=frozenset())
    with OpenAIServer(chatty, endpoint=plain) as server, speaking(server) as model:
        replies = list(model.complete(prompts(3)))
        assert [r.value.name for r in replies if isinstance(r.value, Town)] == [
            "town 0",
            "town 1",
            "town 2",
        ]
        assert not [c for c in server.calls if c.asked.turns > 1]


def test_free_text_is_given_as_it_was_said():
    pairs = recorded({"Where is Ana?": "In Leeds.", "And Tom?": "<think>Hm.</think>In Ashby."})
    with OpenAIServer(pairs) as server, speaking(server) as model:
        asked = [Prompt("answer", "", user) for user in ("Where is Ana?", "And Tom?")]
        assert [r.text for r in model.complete(asked)] == ["In Leeds.", "In Ashby."]


def test_each_stage_has_the_model_that_is_named_for_it():
    names = (("judge", "judge-1"), ("answer", "answer-1"))
    with OpenAIServer("Yes.") as server, speaking(server, names=names) as model:
        asked = [Prompt(s, "", "?") for s in ("operator", "judge", "answer", "map")]
        list(model.complete(asked))
        named = {c.asked.user + c.body["model"] for c in server.calls}
        assert named == {"?town-1", "?judge-1", "?answer-1"}
        assert model.name == "town-1"
        assert [model.of_stage(s).name for s in ("judge", "map")] == ["judge-1", "answer-1"]
        assert model.of_stage("judge").spent() == model.spent()
