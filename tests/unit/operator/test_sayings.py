"""By whose word something is told, where no verb of saying tells it."""

import pytest


def said_by(workspace) -> list[str]:
    """Return the agents of what is said."""
    return [
        workspace.entities[part.entity].name
        for event in workspace.events
        if event.predicate == "say"
        for part in event.participants
        if part.slot == "AGENT"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Brook said that Tom stole the boat.",
        "According to Anna Brook, Tom stole the boat.",
        "Tom stole the boat, according to Anna Brook.",
        "According to Anna Brook's letter, Tom stole the boat.",
        "By Anna Brook's account, Tom stole the boat.",
        "As Anna Brook put it, Tom stole the boat.",
    ],
)
def test_who_is_named_as_the_source_says_it(read, text):
    seen = read(text)
    assert said_by(seen) == ["Anna Brook"]
    (deed,) = [e for e in seen.events if e.predicate == "steal"]
    assert deed.modality == "actual"


def test_by_his_own_account_it_is_he_who_says_it(read):
    assert said_by(read("By his own account, Tom left at noon.")) == ["Tom"]


@pytest.mark.parametrize(
    "text", ["According to the plan, Tom left.", "Tom left by car.", "Tom put it on the shelf."]
)
def test_a_plan_says_nothing(read, text):
    assert said_by(read(text)) == []
