"""Show what a language model decided or worded."""

import json
from argparse import Namespace
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from graphmem.cli.output import say, show_json, wrap
from graphmem.memory import Memory
from graphmem.models.evidence import Decision, Episode

_VERDICTS = {"same": "are one", "different": "are two", "unsure": "may be one or two"}
_SHOWN = 2  # words of a side that are shown


def decisions(memory: Memory, args: Namespace) -> int:
    """Print what a language model decided or worded."""
    found = memory.decisions()
    if args.json:
        show_json({"decisions": [asdict(decision) for decision in found]})
    elif found:
        episodes = memory.episodes()
        print("\n".join(show_decision(decision, episodes) for decision in found))
    else:
        say(args, "Nothing was decided.")
    return 0 if found else 1


def show_decision(decision: Decision, episodes: Iterable[Episode]) -> str:
    """Return who was told apart or joined, and why; or what a scene or persona was worded as."""
    texts = {episode.id: episode.text for episode in episodes}
    when = decision.recorded_at[:16].replace("T", " ")
    if decision.sort in _VERDICTS:
        sides = " and ".join(_words(side, texts) for side in (decision.ones, decision.others))
        why = f": {decision.reason}" if decision.reason else ""
        told = f"{sides} {_VERDICTS[decision.sort]}{why}"
    else:
        told = f"{decision.sort}: {_worded(decision.said) or decision.reason or 'nothing was kept'}"
    line = f"{decision.id}  {when}  {told} ({decision.model})"
    return wrap(line, indent="    ", first="")


def _words(spans: Iterable[str], texts: Mapping[str, str]) -> str:
    """Return the different words of spans, written `episode:start:end`."""
    said: dict[str, None] = {}
    for span in spans:
        episode, start, end = span.rsplit(":", 2)
        said[" ".join(texts.get(episode, "")[int(start) : int(end)].split())] = None
    shown = [f"\u201c{words}\u201d" for words in said if words][:_SHOWN]
    return ", ".join(shown) or "words that are gone"


def _worded(said: str) -> str:
    """Return title, sentences and traits of a wording."""
    wording = json.loads(said) if said else {}
    title = (wording.get("title") or {}).get("text", "")
    sentences = " ".join(each["text"] for each in wording.get("sentences", ()))
    traits = ", ".join(each["text"] for each in wording.get("traits", ()))
    return " ".join(part for part in (f"{title}." if title else "", sentences, traits) if part)
