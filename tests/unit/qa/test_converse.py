from typing import Any

import pytest

from graphmem import Memory, Settings
from graphmem.errors import ModelUnavailable
from graphmem.models.chat import Prompt
from graphmem.qa.llm_shapes import AnswerShape
from graphmem.settings import RetrievalSettings
from tests.unit.qa.scripted import Scripted, number_of, shaped, speak

ANA = (
    ("I live in Porto, near the harbour.", "2024-01-05"),
    ("My brother Rui works at the aquarium.", "2024-01-06"),
    ("I moved to Lisbon last week, by the way.", "2025-03-04"),
)


@pytest.fixture
def memory():
    with Memory(":memory:") as memory:
        for text, day in ANA:
            memory.remember(text, source="chat", speaker="Ana", occurred_at=day)
        memory.remember(
            "Tom Reed is the captain of the Harpa.", source="log", occurred_at="2025-01-02"
        )
        memory.remember("Tom Reed is not the captain.", source="letter", occurred_at="2025-01-02")
        memory.consolidate()
        yield memory


def asked(memory, script, query="Where does Ana live?", **options: Any):
    speak(memory, Scripted(script))
    return memory.ask(query, **options)


def test_an_answer_cites_the_words_it_rests_on(memory):
    def script(prompt) -> str:
        return shaped([("Rui works at the aquarium.", [number_of(prompt, "aquarium")])], "aquarium")

    answer = asked(memory, script, "Where does Rui work?")
    assert answer.text == "Rui works at the aquarium [1]."
    assert answer.values == ("aquarium",)
    assert (answer.model, answer.dropped) == ("scripted", 0)
    (cited,) = answer.citations
    (episode,) = (e for e in memory.episodes() if e.id == cited.episode)
    assert episode.text[cited.start : cited.end] == cited.quote == ANA[1][0]
    assert cited.source == "chat"


def test_the_prompt_tells_numbers_dates_changes_and_first_answers(memory):
    plain = memory.ask("Where does Ana live?")
    prompts = []
    asked(memory, lambda prompt: prompts.append(prompt) or shaped([], known=False))
    (prompt,) = prompts
    assert (prompt.stage, prompt.shape) == ("answer", AnswerShape)
    porto, lisbon = number_of(prompt, "Porto"), number_of(prompt, "Lisbon")
    assert f"[{porto}] [2024-01-05 · Ana] I live in Porto" in prompt.user
    assert "(until 2025-02-24) WAS FOLLOWED BY" in prompt.user
    assert f"[{lisbon}] Ana: I moved to Lisbon" in prompt.user
    assert all(f"] {value}" in prompt.user for value in plain.values)
    assert "{{" not in prompt.system + prompt.user
    assert set(prompt.episodes) == {e.id for e in memory.episodes()}


def test_a_change_is_told_where_the_model_did_not(memory):
    def old(prompt) -> str:
        return shaped([("Ana lives in Porto.", [number_of(prompt, "Porto")])], "Porto")

    answer = asked(memory, old)
    assert "Lisbon" in answer.text
    assert "February 24, 2025" in answer.text
    assert answer.values == ("Porto", "Lisbon")
    assert {c.quote for c in answer.citations} == {ANA[0][0], ANA[2][0]}

    def both(prompt) -> str:
        lines = [number_of(prompt, "Porto"), number_of(prompt, "Lisbon")]
        return shaped([("Ana lived in Porto until 24 February 2025, then in Lisbon.", lines)])

    assert asked(memory, both).text == (
        "Ana lived in Porto until 24 February 2025, then in Lisbon [1, 2]."
    )


def test_a_conflict_is_told_where_the_model_did_not(memory):
    def one_side(prompt) -> str:
        return shaped([("Tom Reed is the captain.", [number_of(prompt, "captain of")])], "Tom Reed")

    answer = asked(memory, one_side, "Who is the captain?")
    assert "In conflict:" in answer.text
    assert "is not a captain" in answer.text
    assert "January 2, 2025" in answer.text
    assert {c.source for c in answer.citations} == {"log", "letter"}


def test_what_is_not_known_is_said_and_nothing_is_cited(memory):
    answer = asked(memory, lambda _: shaped([], known=False))
    assert (answer.text, answer.values, answer.citations) == (
        "Nothing is known about that.",
        (),
        (),
    )
    assert not answer
    assert asked(memory, lambda _: "UNKNOWN", stream=lambda _: None) == answer


def test_where_nothing_passes_the_answer_without_a_model_stands(memory):
    plain = memory.ask("Where does Ana live?")
    answer = asked(memory, lambda _: shaped([("Ana lives in Prague.", [1])], "Prague"))
    assert (answer.text, answer.values, answer.citations) == (
        plain.text,
        plain.values,
        plain.citations,
    )
    assert (answer.model, answer.dropped) == ("", 1)
    nobody = asked(memory, lambda _: shaped([("He lives in Prague.", [1])]), "Where is Zoe?")
    assert not nobody
    assert not nobody.citations


@pytest.mark.parametrize("reply", ["", "{", '{"known": tr', "I cannot help with that.", "[1]"])
def test_a_reply_without_form_falls_back(memory, reply):
    plain = memory.ask("Where does Ana live?")
    answer = asked(memory, lambda _: reply)
    assert (answer.text, answer.values, answer.model) == (plain.text, plain.values, "")
    assert any("scripted was not followed" in why for why in answer.why)


def test_plain_text_serves_where_a_shape_was_asked_for(memory):
    def script(prompt) -> str:
        return f"Rui works at the aquarium [{number_of(prompt, 'aquarium')}].\nVALUES: aquarium"

    answer = asked(memory, script, "Where does Rui work?")
    assert (answer.text, answer.values) == ("Rui works at the aquarium [1].", ("aquarium",))


def test_streaming_shows_what_has_passed_and_gives_the_same_answer(memory):
    def script(prompt) -> str:
        n = number_of(prompt, "aquarium")
        if prompt.shape is not None:
            told = [("Rui works at the aquarium.", [n]), ("He earns 900 euros.", [n])]
            return shaped(told, "aquarium")
        return f"Rui works at the aquarium [{n}]. He earns 900 euros [{n}].\nVALUES: aquarium"

    shown = []
    answer = asked(memory, script, "Where does Rui work?", stream=shown.append)
    assert shown == ["Rui works at the aquarium [1]."]
    assert answer == asked(memory, script, "Where does Rui work?")
    assert answer.dropped == 1


@pytest.mark.parametrize("fence", ["{}", "```json\n{}\n```", "\n {}"])
def test_a_model_that_knows_only_json_may_be_streamed_too(memory, fence):
    def script(prompt) -> str:
        told = [("Rui works at the aquarium.", [number_of(prompt, "aquarium")])]
        return fence.replace("{}", shaped(told, "aquarium"))

    shown = []
    answer = asked(memory, script, "Where does Rui work?", stream=shown.append)
    assert shown == [answer.text] == ["Rui works at the aquarium [1]."]
    broken = asked(memory, lambda _: '{"known": true, "sentences": [', stream=shown.append)
    assert (broken.model, broken.text) == ("", shown[-1])


def test_without_a_model_the_text_is_streamed_at_once(memory):
    shown = []
    answer = memory.ask("Where does Ana live?", stream=shown.append)
    assert shown == [answer.text]
    assert answer == memory.ask("Where does Ana live?")
    assert answer.model == ""


def test_a_model_that_cannot_be_reached_is_an_error_that_says_how_to_go_on(memory):
    def script(prompt: Prompt) -> str:
        raise ModelUnavailable("http://localhost:1 does not answer")

    with pytest.raises(ModelUnavailable, match=r"does not answer; .*model\.answers"):
        asked(memory, script)


def test_a_model_is_not_asked_about_nothing():
    with Memory(":memory:") as memory:
        assert not asked(memory, lambda _: pytest.fail("it was asked"))


def test_other_threads_ask_while_the_model_thinks(memory):
    def script(prompt) -> str:
        speak(memory, None)
        assert memory.ask("Where does Ana live?").values == ("Porto",)
        return shaped([], known=False)

    assert not asked(memory, script)


def test_a_small_window_gets_fewer_lines(memory):
    prompts = []
    model = Scripted(lambda prompt: prompts.append(prompt) or shaped([], known=False), window=2100)
    for n in range(60):
        memory.remember(
            f"Ana lives with cat {n}, who is afraid of the sea and of dogs.", source="c"
        )
    speak(memory, model)
    memory.ask("Where does Ana live?")
    model.window = 16_000
    memory.ask("Where does Ana live?")
    assert len(prompts[0].user) < len(prompts[1].user)


def test_what_the_budget_left_out_comes_in_where_it_is_needed():
    settings = Settings(retrieval=RetrievalSettings(budget=24))
    with Memory(":memory:", settings=settings) as memory:
        for text, day in ANA:
            memory.remember(text, source="chat", speaker="Ana", occurred_at=day)
        memory.consolidate()
        assert len(memory.recall("Where does Ana live?").lines) == 1
        prompts = []
        asked(memory, lambda prompt: prompts.append(prompt) or shaped([], known=False))
    assert "Porto" in prompts[0].user  # which the first answer rests on
    assert "Lisbon" in prompts[0].user  # which took its place
    assert "aquarium" not in prompts[0].user


def test_only_the_episodes_that_count_are_read(memory):
    episodes = {e.id for e in memory.episodes() if "Lisbon" not in e.text}
    prompts = []
    asked(memory, lambda p: prompts.append(p) or shaped([], known=False), within=episodes)
    assert "Lisbon" not in prompts[0].user
    assert "Porto" in prompts[0].user
