"""What is fuzzed: each target makes an input from a random source, runs it and checks the laws."""

import hashlib
import io
import json
import random
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from mutate import odd_bytes, odd_json, odd_lines, odd_text
from workshop import Workshop, argument, furnish, run

from graphmem import Memory
from graphmem.cli.commands import COMMANDS
from graphmem.errors import GraphmemError, QueryError, ReadingError
from graphmem.export.archive import end_of
from graphmem.language.times import bounded, find_times, resolve
from graphmem.models.evidence import Episode
from graphmem.reading import Reading, read_path, read_text, read_when
from graphmem.reading.encoding import decode
from graphmem.reading.form import find_form
from graphmem.reading.front_matter import find_front_matter
from graphmem.retrieval.cue import read_cue
from graphmem.settings import ReadingSettings, Settings

SETTINGS = Settings()
SHORT = Settings(reading=ReadingSettings(episode_chars=200))
SUFFIXES = (".txt", ".md", ".chat", ".log", ".jsonl", ".json", "")


def files(rng: random.Random, shop: Workshop, given: list[Any]) -> None:
    """A file of any bytes under any name gives its episodes, or an error of reading."""
    suffix, data = rng.choice(SUFFIXES), odd_bytes(rng)
    given += [suffix, data]
    path = shop.folder / f"read{suffix}"
    path.write_bytes(data)
    settings = rng.choice((SETTINGS, SHORT))
    with suppress(ReadingError):
        (reading,) = read_path(path, settings)
        episodes = _sound(reading, settings)
        if suffix not in (".json", ".jsonl"):
            _lossless(decode(data, "data"), episodes, chat=suffix == ".chat")


def texts(rng: random.Random, shop: Workshop, given: list[Any]) -> None:
    """A text gives its episodes, and each of its letters stands in exactly one."""
    text = odd_text(rng) if rng.random() < 0.8 else odd_lines(rng)
    given.append(text)
    settings = rng.choice((SETTINGS, SHORT))
    with suppress(ReadingError):
        episodes = _sound(read_text(text, settings=settings, source="s"), settings)
        if "{" not in text:
            _lossless(text.removeprefix("\ufeff"), episodes)


def records(rng: random.Random, shop: Workshop, given: list[Any]) -> None:
    """A JSON file of any shape gives its episodes, or an error; of good records all is kept."""
    path = shop.folder / rng.choice(("read.json", "read.jsonl"))
    if rng.random() < 0.5:
        value = odd_json(rng)
        given += [path.name, value]
        path.write_text(json.dumps(value), "utf-8")
        with suppress(ReadingError):
            _sound(next(read_path(path, SHORT)), SHORT)
        return
    said = [odd_text(rng, 900).translate({0: None}) for _ in range(rng.randint(1, 4))]
    said = [text.encode("utf-8", "ignore").decode() for text in said]
    given += [path.name, said]
    rows = [json.dumps({"text": text, "speaker": "Ann"}) for text in said]
    path.write_text("\n".join(rows) if path.suffix == ".jsonl" else f"[{','.join(rows)}]", "utf-8")
    episodes = _sound(next(read_path(path, SHORT)), SHORT)
    assert _letters("".join(e.text for e in episodes)) == _letters("".join(said))


def times(rng: random.Random, shop: Workshop, given: list[Any]) -> None:
    """Times are found in order, apart, as they stand; what they resolve to is an interval."""
    text = odd_text(rng, 1200)
    given.append(text)
    anchor, end = None, 0
    for found in find_times(text, day_first=rng.random() < 0.5):
        assert end <= found.start < found.end
        assert text[found.start : found.end] == found.text
        end = found.end
        interval = resolve(found, anchor)
        if interval is not None:
            assert interval.start <= interval.end
            bounded(interval, found.bound)
            anchor = interval if rng.random() < 0.5 else anchor


def moments(rng: random.Random, shop: Workshop, given: list[Any]) -> None:
    """A time that a caller gives is read, or refused."""
    value = rng.choice(
        (
            lambda: odd_text(rng, 40),
            lambda: rng.uniform(-1e13, 1e13),
            lambda: rng.choice((None, True, b"", [], float("nan"), float("inf"), 10**40)),
            lambda: datetime.fromtimestamp(rng.randint(-(10**10), 10**11), _zone(rng)),
            lambda: f"{rng.randint(0, 12000)}-{rng.randint(0, 14)}-{rng.randint(0, 40)}",
            lambda: (
                f"{rng.randint(0, 40)} {rng.choice(('May', 'Feb', 'x'))} {rng.randint(0, 12000)}"
            ),
        )
    )()
    given.append(value)
    with suppress(ReadingError):
        found = read_when(value, day_first=rng.random() < 0.5)
        assert found.start < found.end or found.start >= "9999-12-31T23:59:59"


def cues(rng: random.Random, shop: Workshop, given: list[Any]) -> None:
    """A query gives a cue whose names stand in it, or is refused."""
    query = odd_text(rng, 250)
    given.append(query)
    with suppress(QueryError):
        cue = read_cue(query, shop.parser, shop.embedder, now=datetime.now(UTC), years=lambda: [7])
        assert all(n.text == query[n.start : n.end] for n in cue.names)


def answers(rng: random.Random, shop: Workshop, given: list[Any]) -> None:
    """Recall and ask answer any query, or refuse it; what they cite stands there."""
    query, budget = odd_text(rng, 250), rng.choice((None, 1, 30, 1000, 10**6))
    given += [query, budget]
    with suppress(QueryError):
        context = shop.memory.recall(query, budget=budget, explain=rng.random() < 0.5)
        assert context.tokens <= context.budget
        (episode,) = shop.memory.episodes()
        for citation in shop.memory.ask(query).citations:
            assert episode.text[citation.start : citation.end] == citation.quote


def readings(rng: random.Random, shop: Workshop, given: list[Any]) -> None:
    """The Operator reads any text, and each of its spans stands in it."""
    text = odd_text(rng, 700)
    given.append(text)
    with suppress(ReadingError):
        read = shop.memory.inspect(text, occurred_at=rng.choice((None, "2024-02-29")))
        for entity in read.entities:
            assert all(m.text == text[m.start : m.end] for m in entity.mentions)
        assert all(t.text == text[t.start : t.end] for t in read.times)
        spans = [(e.start, e.end) for e in (*read.events, *read.claims, *read.questions)]
        assert all(0 <= start < end <= len(text) for start, end in (*spans, *read.passages))
        assert all(a[1] <= b[0] for a, b in zip(read.passages, read.passages[1:], strict=False))


def lives(rng: random.Random, shop: Workshop, given: list[Any]) -> None:
    """Odd texts are remembered, consolidated, recalled, exported and forgotten without a trace."""
    said = [odd_text(rng, 400) for _ in range(3)]
    given += said
    with Memory(":memory:") as memory:
        for text in said:
            with suppress(ReadingError):
                memory.remember(text, source=rng.choice("ab"), speaker=rng.choice((None, "Ann")))
        memory.consolidate()
        with suppress(QueryError):
            memory.recall(rng.choice(said)[:200])
        json.loads(memory.export("json") or "")
        memory.export("graphml")
        before = memory.export("json")
        memory.rebuild()
        assert memory.export("json") == before
        memory.forget(source="a")
        memory.forget(source="b")
        assert not any(memory.stats().values())


def archives(rng: random.Random, shop: Workshop, given: list[Any]) -> None:
    """A changed archive comes in as it says, or is refused and nothing of it comes in.

    Most are sealed anew: what they say is then of the right form, but need not hang together.
    """
    lines = list(shop.archive)
    for _ in range(rng.choice((0, 1, 1, 2, 4))):
        at = rng.randrange(len(lines))
        lines[at : at + 1] = _changed_line(rng, lines[at])
    kinds = Counter(line[2:].partition('"')[0] for line in lines)
    data = "".join(line + "\n" for line in lines).encode("utf-8", "ignore")
    data += end_of(kinds, hashlib.sha256(data).hexdigest()).encode()
    if rng.random() < 0.2:
        at = rng.randrange(len(data))
        data = data[:at] + rng.randbytes(rng.randint(0, 3)) + data[at + rng.randint(0, 9) :]
    given.append(data)
    with Memory(":memory:") as memory:
        try:
            memory.import_archive(io.BytesIO(data))
        except GraphmemError:
            assert not any(memory.stats().values())
            return
        memory.export("graphml")
        if lines == shop.archive:
            assert memory.recall("Who met Tom at the harbour?").lines
            memory.forget(source="told")
            assert not any(memory.stats().values())


def commands(rng: random.Random, shop: Workshop, given: list[Any]) -> None:
    """Any arguments give an exit code that is documented, and never a traceback."""
    folder = shop.folder / "shell"
    if not folder.exists() or rng.random() < 0.02:
        furnish(folder, rng)
    argv = [argument(rng) for _ in range(rng.choice((1, 2, 2, 3, 3, 4, 6)))]
    if rng.random() < 0.9:
        argv.insert(0, rng.choice(sorted(COMMANDS)))
    stdin = odd_bytes(rng)
    given += [argv, stdin]
    code, errors = run(argv, stdin, folder)
    assert code in (0, 1, 2, 3), code
    assert "Traceback" not in errors


def _sound(reading: Reading, settings: Settings) -> list[Episode]:
    episodes = list(reading.episodes)
    assert len({e.id for e in episodes}) == len(episodes)
    assert [e.ordinal for e in episodes] == list(range(len(episodes)))
    limit = settings.reading.episode_chars
    assert all(e.text.strip() and len(e.text) <= limit for e in episodes)
    for episode in episodes:
        for value in (episode.text, episode.heading, episode.speaker or ""):
            assert "\0" not in value
            value.encode()
    return episodes


def _lossless(text: str, episodes: Sequence[Episode], *, chat: bool = False) -> None:
    """Of prose every letter is kept, once and in order; of a chat no message that said anything."""
    lines = io.StringIO(text, newline=None).readlines()
    front = find_front_matter(lines, day_first=False)
    form = find_form(lines[front.lines if front else 0 :], day_first=False, chat=chat)
    kept = _letters("".join(e.text for e in episodes))
    if form is None:
        assert kept == _letters(text)
    else:
        rest = iter(_letters(text))
        assert all(letter in rest for letter in kept)


def _letters(text: str) -> str:
    return "".join(text.split())


def _changed_line(rng: random.Random, line: str) -> list[str]:
    """Return the lines in place of one: none, two, or one with a part of its value changed."""
    kind, value = next(iter(json.loads(line).items()))
    inner = value
    while isinstance(inner, dict | list) and inner and rng.random() < 0.8:
        key = rng.choice(list(inner)) if isinstance(inner, dict) else rng.randrange(len(inner))
        if not isinstance(inner[key], dict | list) or rng.random() < 0.3:
            inner[key] = rng.choice((odd_json(rng), odd_text(rng, 40), "", -1, 10**20, None))
            break
        inner = inner[key]
    return rng.choice(([], [line, line], [json.dumps({kind: value}, separators=(",", ":"))]))


def _zone(rng: random.Random) -> timezone | None:
    return rng.choice((None, UTC, timezone(timedelta(minutes=rng.randint(-1400, 1400)))))


Target = Callable[[random.Random, Workshop, list[Any]], None]
# Each with its share of the cases, by what a case costs and what it finds.
TARGETS: dict[Target, float] = {
    files: 0.25,
    texts: 0.16,
    records: 0.15,
    times: 0.2,
    moments: 0.14,
    cues: 0.04,
    answers: 0.01,
    readings: 0.015,
    lives: 0.0025,
    archives: 0.01,
    commands: 0.0225,
}
