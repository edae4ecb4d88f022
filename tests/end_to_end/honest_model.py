"""A script that answers for every stage as an honest model would, with what it was shown."""

import json
import re

from chapters import read_aloud
from scripted_words import faithful, shown

from graphmem.layers.wording_shapes import PersonaShape, SceneShape
from graphmem.models.chat import Prompt
from tests.openai_server import Asked


def reply(asked: Asked) -> str:
    """Answer each stage as an honest model would, with what it was shown."""
    if asked.schema_name == "ToldReading":
        return read_aloud(asked)
    if asked.schema_name == "Verdicts":
        return _verdicts(asked)
    if asked.schema_name in ("SceneShape", "PersonaShape"):
        shape = SceneShape if asked.schema_name == "SceneShape" else PersonaShape
        prompt = Prompt("scenes", asked.system, asked.user, shape)
        return faithful(prompt, shown(prompt)).model_dump_json()
    lines = re.findall(r"^\[(\d+)\] (?:\[.*?\] )?(.+)$", asked.user, re.MULTILINE)
    told = [{"text": text.split(" (weight")[0], "lines": [int(n)]} for n, text in lines[:2]]
    return json.dumps({"known": bool(told), "sentences": told, "values": []})


def _verdicts(asked: Asked) -> str:
    pairs = re.findall(r"^PAIR (\d+)", asked.user, re.MULTILINE)
    return json.dumps(
        {
            "verdicts": [
                {"pair": n, "lines": [f"{n}a1", f"{n}b1"], "reason": "", "verdict": "different"}
                for n in pairs
            ]
        }
    )
