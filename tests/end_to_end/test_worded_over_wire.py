"""Words that come over HTTP, through what goes wrong there, and what they take."""

from pathlib import Path

import pytest
from scripted_words import faithful, shown
from test_worded_layers import SETTINGS, TEXTS, decisions_of, dressed, told

from graphmem import Memory, Settings
from graphmem.errors import SpendingStopped
from graphmem.layers.wording_shapes import PersonaShape, SceneShape
from graphmem.models.chat import Prompt
from graphmem.settings import ModelSettings
from tests.end_to_end.conftest import graph_of
from tests.openai_server import Asked, OpenAIServer
from tests.openai_server.faults import ALL, every


def answer(asked: Asked) -> str:
    """Answer as the script does, whatever way the answer's shape is asked for."""
    persona = "<name-" in asked.user
    shape = PersonaShape if persona else SceneShape
    prompt = Prompt("personas" if persona else "scenes", asked.system, asked.user, shape)
    return faithful(prompt, shown(prompt)).model_dump_json()


def settings_for(server: OpenAIServer, **given: object) -> Settings:
    told = {"name": "m", "base_url": server.url, "api_key": "k", "reading": "none", **given}
    model = ModelSettings.model_validate({"judge": False, "answers": False, **told})
    return SETTINGS.model_copy(update={"model": model})


def test_through_faults_the_words_are_the_same_and_all_is_counted(tmp_path: Path):
    graphs = []
    for name, faults in (("sound", None), ("faulty", every(5, *ALL))):
        with (
            OpenAIServer(answer, faults=faults) as server,
            Memory(tmp_path / name, settings=settings_for(server)) as memory,
        ):
            told(memory, TEXTS)
            memory.consolidate()
            counted, spent = server.counted(), memory.spent()
            assert spent.prompt_tokens == counted.prompt_tokens
            assert spent.completion_tokens == counted.completion_tokens
            graphs.append((graph_of(memory), decisions_of(memory)))
            assert dressed(memory)
            calls = len(server.calls)
            memory.consolidate()
            assert len(server.calls) == calls
    assert graphs[0] == graphs[1]


def test_what_may_be_spent_bounds_it_and_the_same_command_goes_on(tmp_path: Path):
    with OpenAIServer(answer) as server:
        with Memory(tmp_path / "whole", settings=settings_for(server)) as memory:
            told(memory, TEXTS)
            memory.consolidate()
            whole, calls, tokens = graph_of(memory), len(server.calls), memory.spent().tokens
        bound = settings_for(server, most_tokens=tokens // 2 + 2_000)
        with Memory(tmp_path / "bound", settings=bound) as memory:
            told(memory, TEXTS)
            with pytest.raises(SpendingStopped):
                memory.consolidate()
            assert memory.spent().tokens <= tokens // 2 + 2_000
            assert len(dressed(memory)) > 0
        with Memory(tmp_path / "bound", settings=settings_for(server)) as memory:
            memory.consolidate()
            assert graph_of(memory) == whole
        assert len(server.calls) == 2 * calls
