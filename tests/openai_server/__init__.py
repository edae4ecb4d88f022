"""A real HTTP server on loopback that speaks the chat-completions format, with faults on demand."""

from tests.openai_server.asked import Answers, Asked, Script, recorded
from tests.openai_server.calls import Call, Endpoint
from tests.openai_server.faults import ALL, FORM, TRANSPORT, Fault, Schedule, every, in_turn
from tests.openai_server.server import OpenAIServer

__all__ = [
    "ALL",
    "FORM",
    "TRANSPORT",
    "Answers",
    "Asked",
    "Call",
    "Endpoint",
    "Fault",
    "OpenAIServer",
    "Schedule",
    "Script",
    "every",
    "in_turn",
    "recorded",
]
