"""Laws of what is asked over a wire that fails: nothing lost, nothing doubled, all counted."""

from collections import Counter
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from graphmem.models.chat import Usage
from tests.openai_server import FORM, TRANSPORT, Endpoint, Fault, OpenAIServer, in_turn
from tests.unit.clients.town import about_town, is_counted, prompts, said, speaking

NUMBER = 5
ATTEMPTS = 4
# As many in a row as there are attempts would rightly be told as an error; so no more than three
# failures of the endpoint stand together, and no two answers in a row fit nothing.
TRANSPORTS = st.lists(st.sampled_from(TRANSPORT), max_size=ATTEMPTS - 1)
FORMS = st.sampled_from([frozenset(), frozenset({"tools"}), frozenset({"json_schema", "tools"})])


@cache
def undisturbed() -> list[tuple[str, object, str]]:
    with OpenAIServer(about_town) as server, speaking(server) as model:
        return said(list(model.complete(prompts(NUMBER))))


@st.composite
def schedules(draw: st.DrawFn) -> list[Fault | None]:
    """Draw faults that one after the other leave each prompt an attempt."""
    schedule: list[Fault | None] = []
    for _ in range(draw(st.integers(0, NUMBER))):
        schedule += draw(TRANSPORTS)
        schedule += draw(st.lists(st.sampled_from(FORM), max_size=1))
        schedule.append(None)
    return schedule


@settings(max_examples=10, deadline=None)
@given(schedule=schedules(), forms=FORMS, usage=st.booleans())
def test_whatever_fails_the_replies_are_the_same(
    schedule: list[Fault | None],
    forms: frozenset[str],
    usage: bool,  # noqa: FBT001
):
    endpoint = Endpoint(forms=forms, usage=usage)
    # One at a time, so that the schedule is of one prompt after the other.
    with (
        OpenAIServer(about_town, faults=in_turn(schedule), endpoint=endpoint) as server,
        speaking(server, concurrency=1, attempts=ATTEMPTS) as model,
    ):
        replies = list(model.complete(prompts(NUMBER)))
        assert said(replies) == undisturbed()
        assert model.spent().calls == server.counted().calls
        assert is_counted(model, server) == usage
        assert sum((r.usage for r in replies), Usage()) == model.spent()


@settings(max_examples=10, deadline=None)
@given(faults=st.lists(st.sampled_from((None, *TRANSPORT)), max_size=20), width=st.integers(1, 8))
def test_several_at_a_time_are_asked_as_often_as_it_takes(faults: list[Fault | None], width: int):
    with (
        OpenAIServer(about_town, faults=in_turn(faults)) as server,
        speaking(server, concurrency=width, attempts=30) as model,
    ):
        assert said(list(model.complete(prompts(NUMBER)))) == undisturbed()
        assert is_counted(model, server)
        answered = Counter(c.asked.user for c in server.calls if c.prompt_tokens)
        assert set(answered.values()) == {1}  # none that was answered is asked again
        assert server.at_once <= width


def test_the_account_adds_up_by_stage_and_by_episode():
    prices = {"prompt_price": 0.15, "completion_price": 0.6}
    with OpenAIServer(about_town) as server, speaking(server, **prices) as model:
        list(model.complete(prompts(7)))
        account, spent = model.account, model.spent()
    assert account.by_stage() == {"operator": spent}
    shares = account.by_episode()
    assert shares.keys() == {"e", *(f"e{i}" for i in range(7))}
    total = sum(shares.values(), Usage())
    assert total.tokens == spent.tokens
    assert total.calls == spent.calls
    assert abs(total.cost - spent.cost) < 1e-12
    expected = (spent.prompt_tokens * 0.15 + spent.completion_tokens * 0.6) / 1e6
    assert abs(spent.cost - expected) < 1e-12
