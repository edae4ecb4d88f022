"""The page on wording shows what a model is shown, and names what is there."""

import re
from pathlib import Path

from scripted_words import Scripted, Speaking

from graphmem import Memory
from graphmem.layers import cited, matter, wording

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "wording.md").read_text("utf-8")


def test_the_page_shows_what_the_model_is_shown():
    texts = [
        " ".join(q.replace("\n> ", " ").split())
        for q in re.findall(r"^> (.+?)\n\n", PAGE, re.M | re.S)
    ]
    (shown,) = re.findall(r"```\n(\[1\].+?)\n```", PAGE, re.DOTALL)
    with Memory(":memory:") as memory:
        model = Scripted()
        memory._senses = Speaking(memory._settings, model)
        for text, day in zip(texts, ("2024-03-12", "2025-01-06"), strict=True):
            memory.remember(text, source="diary", occurred_at=day)
        memory.consolidate()
    assert shown in model.asked[0].user


def test_the_page_names_the_reasons_and_bounds_that_there_are():
    for reason in cited.Reason.__args__:
        assert f"`{reason}`" in PAGE
    assert f"At most {matter.LINES} facts" in PAGE
    assert f"more than {cited.LONGEST} letters" in PAGE
    assert f"traits {wording.TRAIT_LETTERS}" in PAGE
    assert matter.WORTH == 4
    assert "at least four spans" in PAGE
    for prompt in ("word_scene.md", "word_persona.md"):
        assert (ROOT / "graphmem" / "layers" / prompt).is_file()
