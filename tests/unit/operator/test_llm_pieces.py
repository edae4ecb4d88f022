"""What a model is asked about: how much of a text, in which pieces, whatever the batch."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphmem.language.tokens import count_tokens
from graphmem.models.chat import Prompt
from graphmem.models.evidence import Episode
from graphmem.operator.llm_operator import LlmOperator
from graphmem.operator.pieces import cut_pieces
from graphmem.operator.prompting import OTHERS_TOKENS, schema
from graphmem.operator.unsure import level, unsure_passages
from graphmem.settings import ModelSettings
from tests.unit.operator.conftest import event, occasions, slots
from tests.unit.operator.scripted_model import Scripted

HYBRID = ModelSettings(name="scripted", reading="hybrid")
SURE = "Ana Holt met Tom Reed in Leeds on 3 May 2024. Tom Reed gave Ana Holt a red book."
UNSURE = "The old man told us that we had lost. According to him, someone had warned us both."
PAGE = "\n\n".join([SURE, UNSURE, *[SURE.replace("3", str(day)) for day in range(4, 12)]])
TURNS = (
    ("Jon", "Hi Gina! How are you?"),
    ("Gina", "My old boss told us yesterday that we must leave the studio."),
    ("Jon", "Oh no!"),
    ("Gina", "The landlord and his wife said we had until June."),
)


def chat():
    told = [Episode(f"ep_{i}", "src", i, t, speaker=s) for i, (s, t) in enumerate(TURNS)]
    return [(e, tuple(told[max(0, i - 2) : i])) for i, e in enumerate(told)]


def page(text=PAGE, name="ep_x"):
    return Episode(name, "src", 0, text), ()


def asked(operator, batch, settings=HYBRID):
    return list(LlmOperator(operator, Scripted(lambda _: {}), settings).prompts(batch))


@pytest.mark.parametrize("share", [0.1, 0.25, 0.5, 1.0])
def test_of_a_page_at_most_the_share_is_asked_about_and_what_is_unsure_first(operator, share):
    (workspace,) = operator.read([page()])
    chosen = unsure_passages(page()[0], workspace, share)
    assert sum(end - start for start, end in chosen) <= share * len(PAGE)
    if share >= 0.25:
        assert any("old man" in PAGE[start:end] for start, end in chosen)


def test_what_is_left_out_between_two_passages_is_shown_by_its_last_words(operator):
    text = "\n\n".join([UNSURE, *[SURE] * 4, UNSURE.replace("lost", "won"), *[SURE] * 2])
    (prompt,) = asked(operator, [page(text)], HYBRID.model_copy(update={"share": 0.4}))
    assert prompt.user.count("[\u2026 ") == 1
    assert "Tom Reed gave Ana Holt a red book.]\n" in prompt.user
    assert "Named so far: Tom Reed, Ana Holt" in prompt.user


def test_what_is_sure_is_not_asked_about(operator):
    assert not asked(operator, [page("\n\n".join([SURE] * 4))])


def test_of_a_chat_turns_that_tell_something_unsure_are_asked_about(operator):
    prompts = asked(operator, chat(), HYBRID.model_copy(update={"share": 0.6}))
    assert {p.episodes[0] for p in prompts} == {"ep_1", "ep_3"}


def test_a_larger_share_asks_about_no_less():
    levels = [level(share / 100) for share in range(1, 101)]
    assert levels == sorted(levels, reverse=True)
    assert levels[-1] == 0


def test_what_is_asked_does_not_depend_on_the_batch(operator):
    batch = [*chat(), page(), page(UNSURE, "ep_y")]
    together = asked(operator, batch)
    alone = [prompt for pair in reversed(batch) for prompt in asked(operator, [pair])]
    assert sorted(alone, key=lambda p: p.user) == sorted(together, key=lambda p: p.user)


def test_nor_does_what_is_read(operator):
    answer = {"entities": [{"name": "the old man", "kind": "Person"}]}
    reader = LlmOperator(operator, Scripted(lambda _: answer), HYBRID)
    batch = [*chat(), page(), page(UNSURE, "ep_y")]
    alone = [next(iter(reader.read([pair]))) for pair in batch]
    assert alone == list(reader.read(batch))


def test_a_quotation_is_looked_for_only_in_what_was_asked_about(operator):
    told = {"words": "Tom Reed gave Ana Holt a red book", "did": "lend"}
    reader = LlmOperator(operator, Scripted(lambda _: {"events": [told]}), HYBRID)
    (seen,) = reader.read([page(f"{UNSURE}\n\n{SURE}\n\n{SURE}\n\n{SURE}")])
    assert reader.asked == 1
    assert all(e.predicate != "lend" for e in seen.events)
    assert reader.dropped == {"events": 1}


def test_a_label_is_not_the_models_to_give_for_what_it_saw_little_of(operator):
    wedding = "Ana Holt came to the wedding of Tom Reed on 3 May 2024. The wedding was in Leeds."
    told = {"label": "quarrel", "words": "someone had warned us both", "about": "the old man"}
    reader = LlmOperator(operator, Scripted(lambda _: {"occasions": [told]}), HYBRID)
    (seen,) = reader.read([page("\n\n".join([wedding, *[UNSURE] * 4]))])
    assert reader.asked == 1
    assert occasions(seen)[0].predicate == "wedding"
    assert event(seen, "quarrel").level == "action"


def long_text():
    parts = [
        f"On {day} May 2024 the keeper walked to tower {day}. He lit lamp {day} and slept."
        for day in range(1, 31)
    ]
    return "\n\n".join(f"{a} {b}" for a, b in zip(parts[::2], parts[1::2], strict=True))


def test_a_long_text_is_asked_about_in_pieces_that_fit_and_carry_context(operator):
    text = "Mr. Abel Lund kept the towers.\n\n" + long_text()
    small = ModelSettings(name="scripted", reading="full", window=4_000)
    prompts = asked(operator, [page(text)], small)
    assert len(prompts) > 2
    for prompt in prompts:
        sent = count_tokens(prompt.system + prompt.user) + count_tokens(schema())
        assert sent * OTHERS_TOKENS + prompt.longest <= small.window
    assert all("Named so far: Abel Lund" in p.user for p in prompts[1:])
    assert all("Just before: " in p.user for p in prompts[1:])
    assert all(f"lamp {day} " in "".join(p.user for p in prompts) for day in range(1, 31))


def test_readings_of_pieces_are_joined_and_one_fault_costs_one_piece(operator):
    def answer(prompt: Prompt) -> Any:
        part = prompt.user.partition("<text ")[2]
        if "lamp 15 " in part:
            return "cut off"
        day = next(d for d in range(1, 31) if f"lamp {d} " in part)
        return {
            "events": [{"words": f"lit lamp {day}", "did": "kindle", "people": ["agent: keeper"]}]
        }

    small = ModelSettings(name="scripted", reading="full", window=4_000)
    reader = LlmOperator(operator, Scripted(answer), small)
    (seen,) = reader.read([page(long_text())])
    kindled = [e for e in seen.events if e.predicate == "kindle"]
    assert len(kindled) == len(list(reader.prompts([page(long_text())]))) - 1
    assert all(("AGENT", "the keeper") in slots(seen, e) for e in kindled)
    assert event(seen, "kindle").phrase.endswith("lamp 1")
    assert (reader.asked, reader.fallbacks) == (1, 1)


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.sampled_from("ab .,\n"), min_size=1, max_size=400), room=st.integers(3, 40))
def test_pieces_hold_all_of_the_text_in_order(text, room):
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if start >= end:
        return
    pieces = cut_pieces(text, [(start, end)], room)
    spans = [span for piece in pieces for span in piece]
    assert spans == sorted(spans)
    assert all(a < b for a, b in spans)
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())
