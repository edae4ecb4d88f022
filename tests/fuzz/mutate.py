"""Odd inputs: real samples changed here and there, and noise."""

import json
import random

NAMES = ("Ana Ruiz", "Tom", "Zo\u00eb M\u00fcller", "\u738b\u5c0f\u660e", "caroline", "+49 170 1")
SAMPLES = (
    "Last Friday Ana Ruiz opened her pottery studio in Leeds. Her brother Tom carried the kiln.\n",
    "# Diary\n\n## Sunday, 1 June 2025\n\nAna met Tom at 5 pm.\n\n## 2025-06-13\n\nIt rained.\n",
    "Chapter 1\nThe Harbour\n\nHe came. \u201cWho is it?\u201d he asked.\n\nII\n\nShe left.\n",
    "---\ntitle: Notes\ndate: 2025-06-13\n---\n\nLeeds is in York. York is in Leeds.\n",
    "[2023-05-08 13:56] Caroline: Hey\n[2023-05-08 13:57] Mel: Hi: you\nand more\n",
    "5/8/23, 1:56\u202fPM - Ann: Hey\n5/8/23, 1:57\u202fPM - Mel: Hi\n5/8/23, 2 PM - Mel left\n",
    "13:56 <caroline> Hey\n13:57 -!- mel has quit\n13:58 <mel> Hi\n",
    "Session 1 (1:56 pm on 8 May, 2023)\nCaroline: Hey\nMel: Hi\nCaroline: Bye\n",
    "User: hello\nAssistant: hi\nUser: when was the 3rd of May?\n",
    '{"role": "user", "content": "hi", "time": 1683554160}\n{"speaker": "Ann", "text": "yo"}\n',
    '[{"text": "one", "date": "2023-05-08"}, {"text": "two", "speaker": {"name": "Ann"}}]',
    '{"messages": [{"author": "Ann", "body": "The day after 29 February 2024."}]}',
    "On 31 February 2023, in 44 BC, in the 1890s, two days before Christmas, at half past nine.\n",
    (
        "\u0623\u0645\u0633 \u0623\u062d\u0645\u062f. \u6771\u4eac\u306f\u697d\u3057\u3044\u3002 "
        "Jose\u0301 \U0001f44d\U0001f3fd\n"
    ),
    "Who was with Ana at the harbour in July, apart from Tom? Where is the last place she went?",
)
TOKENS = (
    *("\0", "\ufeff", "\u202e", "\u2067", "\u200b", "\u00ad", "\u0301", "\ud800", "\udce9", "\x1c"),
    *("\r", "\r\n", "\n\n", "\n", "\t", "\u2028", "\x85", "\x0b", "    ", "```\n", "---\n", "==="),
    *(
        '"',
        "\u201c",
        "\u201d",
        "'",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "<",
        ">",
        ":",
        "*",
        "#",
        "-",
        "|",
    ),
    *(" 99999999999999999999 ", " 1e400 ", "NaN", "-1", " 0000-00-00 ", " 10000-01-01 ", "\u00b2"),
    *(
        "the day before ",
        "last ",
        " of ",
        " to ",
        "from ",
        " and ",
        "at ",
        "5 pm",
        "May ",
        "Monday",
    ),
    *(
        "\u0130",
        "\u00df",
        "\ufb01",
        "\u0378",
        "\U0010ffff",
        "\U000e0041",
        "\U0001f468\u200d\U0001f469",
    ),
    *(
        "Chapter 9\n",
        "I\n\n",
        "2023-05-08\n",
        "Act II\n",
        "Ann: ",
        "[12:00] ",
        '{"text": ',
        "null",
        "\\u",
    ),
    *("Mr. ", "Dr", "'s", "n't", "http://x.y/z?q=1", "a@b.c", "$5", "50%", "...", "!?", "\u2014"),
)
ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-32", "latin-1", "utf-16-le")


def odd_text(rng: random.Random, longest: int = 3000) -> str:
    """Return a text: mostly a sample that was changed, sometimes noise."""
    if rng.random() < 0.08:
        return noise(rng)
    text = rng.choice(SAMPLES)
    for _ in range(rng.choice((0, 1, 1, 2, 3, 5, 9))):
        text = _changed(rng, text)
    return text[:longest]


def noise(rng: random.Random) -> str:
    """Return letters of anywhere in Unicode."""
    tops = (0x7F, 0x2FF, 0xFFFF, 0x10FFFF)
    return "".join(chr(rng.randint(0, rng.choice(tops))) for _ in range(rng.randint(0, 60)))


def odd_bytes(rng: random.Random) -> bytes:
    """Return the bytes of a file: a text in some encoding, often damaged, or noise."""
    if rng.random() < 0.05:
        return rng.randbytes(rng.randint(0, 80))
    data = bytearray(odd_text(rng).encode(rng.choice(ENCODINGS), "ignore"))
    if rng.random() < 0.15:
        for _ in range(rng.randint(1, 4)):
            at = rng.randint(0, len(data))
            data[at : at + rng.randint(0, 3)] = rng.randbytes(rng.randint(0, 3))
    return bytes(data)


def odd_json(rng: random.Random, depth: int = 0) -> object:
    """Return a value of JSON, often a record or a list of them."""
    kind = rng.randint(0, 11 if depth < 4 else 6)
    if kind < 3:
        return odd_text(rng, 200)
    if kind < 7:
        return rng.choice((None, True, 0, -1, 1.5, 1683554160, 1e308, 10**30, "", "2023-05-08"))
    if kind < 9:
        return [odd_json(rng, depth + 1) for _ in range(rng.randint(0, 4))]
    keys = ("text", "content", "body", "time", "date", "speaker", "role", "title", "chapter", "x")
    keys += ("messages", "items", "name")
    return {rng.choice(keys): odd_json(rng, depth + 1) for _ in range(rng.randint(0, 5))}


def odd_lines(rng: random.Random) -> str:
    """Return lines of JSON."""
    rows = [json.dumps(odd_json(rng, 1), ensure_ascii=rng.random() < 0.5) for _ in range(3)]
    return "\n".join(rows)


def _changed(rng: random.Random, text: str) -> str:
    start = rng.randint(0, len(text))
    end = min(len(text), start + rng.choice((0, 1, 3, 10, 60)))
    part = text[start:end]
    return rng.choice(
        (
            lambda: text[:start] + text[end:],
            lambda: text[:end] + part * rng.choice((1, 2, 30)) + text[end:],
            lambda: text[:start] + rng.choice(TOKENS) + text[start:],
            lambda: text[:start] + rng.choice(TOKENS) * rng.choice((2, 9, 300)) + text[end:],
            lambda: text[:start] + rng.choice(SAMPLES)[rng.randint(0, 40) :],
            lambda: text[:start] + rng.choice(NAMES) + text[end:],
            lambda: text[:start] + str(rng.randint(0, 10 ** rng.randint(1, 9))) + text[end:],
            lambda: text[:start] + part.swapcase() + text[end:],
            lambda: text[:start] + part[::-1] + text[end:],
            lambda: "\n".join(rng.sample(lines := text.split("\n"), len(lines))),
        )
    )()
