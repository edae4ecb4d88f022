"""Whoever is tired of waiting waits no longer, and the program can end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphmem.models.chat import Prompt
from tests.openai_server import Fault, OpenAIServer, every
from tests.unit.clients.town import about_town, is_counted, prompts, speaking

ROOT = Path(__file__).resolve().parents[3]
WAITING = """
import sys
from graphmem.clients.openai_chat import OpenAIChat
from graphmem.models.chat import Prompt
from graphmem.settings import ModelSettings

model = OpenAIChat(ModelSettings(name="m", base_url=sys.argv[1], timeout=60))
prompts = [Prompt("answer", "", str(n)) for n in range(9)]
try:
    for reply in model.complete(prompts):
        print(reply.text, flush=True)
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""


def test_an_interrupt_ends_the_wait_and_the_program_at_once():
    def third(_: int) -> Fault | None:
        return Fault("late", 30) if int(server.calls[-1].asked.user) > 1 else None

    with OpenAIServer("Yes.", faults=third) as server:
        process = subprocess.Popen(
            [sys.executable, "-c", WAITING, server.url],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "Yes.\n"
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        began = time.perf_counter()
        rest, errors = process.communicate(timeout=20)
        assert time.perf_counter() - began < 5
        assert "interrupted" in rest
        assert not errors


def test_whoever_stops_to_take_replies_waits_for_nothing():
    with (
        OpenAIServer(about_town, faults=every(2, Fault("late", 1.5))) as server,
        speaking(server) as model,
    ):
        replies = model.complete(prompts(50))
        next(replies)
        began = time.perf_counter()
        replies.close()
        assert time.perf_counter() - began < 0.5
        asked = server.counted().calls
        assert is_counted(model, server)  # what was under way came to its end, and is counted
        assert server.counted().calls - asked <= 4


def test_a_wait_that_an_endpoint_asked_for_is_left_too():
    def fifth(_: int) -> Fault | None:
        return Fault("busy", 60) if server.calls[-1].asked.user == "town 4" else None

    with (
        OpenAIServer(about_town, faults=fifth) as server,
        speaking(server) as model,
    ):
        replies = model.complete(prompts(50))
        next(replies)
        began = time.perf_counter()
        replies.close()
        assert time.perf_counter() - began < 0.5


def test_an_error_while_prompts_are_made_ends_all():
    def told() -> Iterator[Prompt]:
        yield from prompts(3)
        raise OSError("no more")

    with OpenAIServer(about_town) as server, speaking(server) as model:
        with pytest.raises(OSError, match="no more"):
            list(model.complete(told()))
        assert server.counted().calls <= 3
