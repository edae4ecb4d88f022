"""What may be spent is never gone over, and where it stops it can go on."""

import pytest

from graphmem.errors import ModelError, SpendingStopped
from graphmem.models.chat import Prompt, Reply
from tests.openai_server import FORM, Fault, OpenAIServer, every
from tests.unit.clients.town import Town, about_town, prompts, speaking

PRICES = {"prompt_price": 1.0, "completion_price": 2.0}


@pytest.mark.parametrize("width", [1, 4])
@pytest.mark.parametrize("most", [0, 500, 2_500, 4_000])
def test_no_call_is_sent_that_could_go_over_the_most_tokens(width: int, most: int):
    got: list[Reply] = []
    with (
        OpenAIServer(about_town) as server,
        speaking(server, most_tokens=most, concurrency=width) as model,
    ):
        with pytest.raises(SpendingStopped, match=f"limit of {most:,} tokens"):
            got.extend(model.complete(prompts(200, longest=60)))
        # All that was sent came back, and was yielded.
        assert len(got) == server.counted().calls == model.spent().calls
        assert model.spent().tokens <= most
        # It stopped for want of room for one more, not sooner.
        assert most - model.spent().tokens < 700


def test_no_call_is_sent_that_could_go_over_the_most_cost():
    with (
        OpenAIServer(about_town) as server,
        speaking(server, most_cost=0.005, **PRICES) as model,
    ):
        with pytest.raises(SpendingStopped, match=r"\$0.0050"):
            list(model.complete(prompts(200, longest=60)))
        assert 0.003 < model.spent().cost <= 0.005


def test_mending_and_trying_again_stay_within_it_too():
    faults = every(2, *FORM, Fault("failing"))
    with (
        OpenAIServer(about_town, faults=faults) as server,
        speaking(server, most_tokens=4_000) as model,
    ):
        with pytest.raises(SpendingStopped):
            list(model.complete(prompts(200, longest=60)))
        counted = server.counted()
        assert counted.prompt_tokens + counted.completion_tokens <= 4_000


def test_a_call_that_was_cut_off_counts_against_it_with_the_most_it_can_have_taken():
    with (
        OpenAIServer(about_town, faults=every(1, Fault("cut_midway"))) as server,
        speaking(server, most_tokens=2_500, concurrency=1, attempts=30) as model,
    ):
        with pytest.raises(SpendingStopped, match="cut off"):
            list(model.complete(prompts(1, longest=60)))
        assert model.spent().tokens == 0
        assert 3 < server.counted().calls < 12


def test_a_most_cost_without_a_price_is_an_error_at_once():
    with OpenAIServer("") as server:
        with pytest.raises(ModelError, match="GRAPHMEM_MODEL_PRICE"), speaking(server, most_cost=1):
            pass
        assert not server.calls


def test_the_most_that_is_set_aside_is_at_least_what_any_tokenizer_makes_of_a_prompt():
    odd = (
        "a" * 500,
        "日本語のとても長い文",
        "x1y2 " * 90,
        "  \n\n" * 50,
        "🙂" * 40,
        "0123456789" * 20,
    )
    with OpenAIServer("") as server, speaking(server) as model:
        for text in odd:
            most = model._prepare(Prompt("answer", text, text))._talk._most
            # One for each byte beyond ASCII, for two bytes of what is no word, four of words.
            assert most.prompt_tokens >= len(text.encode()) / 2


def test_the_same_prompts_go_on_where_money_ran_out(tmp_path):
    from graphmem.store.sqlite.replies import SqliteReplies  # noqa: PLC0415

    replies = SqliteReplies(str(tmp_path / "said.replies"))
    with OpenAIServer(about_town) as server:
        with speaking(server, most_tokens=4_000, replies=replies) as model:
            with pytest.raises(SpendingStopped):
                list(model.complete(prompts(40, longest=60)))
            first = server.counted().calls
        with speaking(server, replies=replies) as model:
            got = list(model.complete(prompts(40, longest=60)))
            assert [r.value.name for r in got if isinstance(r.value, Town)] == [
                p.user for p in prompts(40)
            ]
            assert server.counted().calls == 40
            assert model.spent().cached == first
    replies.close()
