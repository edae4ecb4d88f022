"""What a model is asked about a piece of an episode.

Everything that was written by others stands between tags that carry a code, which is a hash of it
all, so that no text can hold the tag that closes it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from graphmem.ids import content_id
from graphmem.language.tokens import count_tokens
from graphmem.models.chat import Prompt
from graphmem.models.evidence import Episode
from graphmem.models.workspace import Workspace
from graphmem.operator.ground import Span
from graphmem.operator.llm_shapes import ToldReading
from graphmem.operator.pieces import show_piece, tail

# Tokens of an answer for one of the text, and at least; a reading repeats the words it rests on.
ANSWER_RATIO = 4
ANSWER_LEAST = 300
CONTEXT = 300  # tokens, about, of what is told around a piece
LARGEST = 1_200  # tokens of a piece: small models lose the thread in longer ones
SMALLEST = 60
OTHERS_TOKENS = 1.25  # what a model's own tokenizer may count for one of ours

_TAIL = 240  # characters of what came just before
_NAMES = 12


@cache
def instructions() -> str:
    """Return what a model is told to do."""
    return files("graphmem.operator").joinpath("read_episode.md").read_text("utf-8").strip()


@cache
def schema() -> str:
    """Return the schema of an answer, as it goes over the wire or into a prompt."""
    return json.dumps(ToldReading.model_json_schema())


@cache
def fingerprint() -> str:
    """Return the hash of what a model is told and in what form it must answer."""
    return content_id("pr", instructions(), schema())[3:11]


def room(window: int) -> int:
    """Return the tokens of text that fit a prompt together with its answer."""
    free = window / OTHERS_TOKENS - count_tokens(instructions()) - count_tokens(schema())
    fits = int((free - CONTEXT - ANSWER_LEAST) / (1 + ANSWER_RATIO))
    return max(SMALLEST, min(LARGEST, fits))


def make_prompt(
    episode: Episode, seen: Sequence[Episode], workspace: Workspace, piece: Sequence[Span]
) -> Prompt:
    """Return the prompt for a piece; `seen` is the window that the reading depends on."""
    about, others = _around(episode, seen, workspace, piece)
    shown = show_piece(episode.text, piece)
    longest = ANSWER_LEAST + ANSWER_RATIO * count_tokens(shown)
    return Prompt(
        stage="operator",
        system=instructions(),
        user=_fenced(about, shown),
        shape=ToldReading,
        episodes=(episode.id, *others),
        longest=int(longest * OTHERS_TOKENS),
    )


def _fenced(about: Sequence[str], text: str) -> str:
    """Return material between tags with a code that it cannot hold, as the code is its hash."""
    around = "\n".join(about)
    code = content_id("x", around, text)[2:14]
    while code in around or code in text:
        code = content_id("x", code)[2:14]
    parts = [f"<context {code}>\n{around}\n</context {code}>"] if around else []
    parts.append(f"<text {code}>\n{text}\n</text {code}>")
    parts.append(f"Write down what the part <text {code}> tells.")
    return "\n\n".join(parts)


def _around(
    episode: Episode, seen: Sequence[Episode], workspace: Workspace, piece: Sequence[Span]
) -> tuple[list[str], list[str]]:
    """Return lines on what stands around a piece, and the ids of other episodes quoted there."""
    lines: list[str] = []
    others: list[str] = []
    if episode.heading:
        lines.append(f"Heading: {episode.heading}")
    if episode.speaker:
        lines.append(f'Speaker, who is "I": {episode.speaker}')
    if names := _named_before(workspace, piece[-1][0]):
        lines.append(f"Named so far: {', '.join(names)}")
    if before := episode.text[: piece[0][0]].strip():
        lines.append(f"Just before: {tail(before, _TAIL)}")
        return lines, others
    near = [e for e in seen if e.heading == episode.heading or e.speaker]
    for each in near if episode.speaker else near[-1:]:
        said = f"{each.speaker}: " if each.speaker else ""
        lines.append(f"Just before: {said}{tail(each.text.strip(), _TAIL)}")
        others.append(each.id)
    return lines, others


def _named_before(workspace: Workspace, start: int) -> list[str]:
    """Return the names of those that were told of before a place, the most salient first."""
    named = [e for e in workspace.entities if e.named and e.mentions[0].start < start]
    named.sort(key=lambda e: (-e.salience, e.mentions[0].start))
    return [e.name for e in named[:_NAMES]]
