"""Ask a model to word a scene or a persona, and keep of what it says what its lines bear."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import BaseModel

from graphmem.language import fence
from graphmem.language.parse import Parser
from graphmem.language.tokens import count_tokens
from graphmem.layers.cited import Cited, Witnesses
from graphmem.layers.matter import Line, Matter
from graphmem.layers.scenes import TITLE_LETTERS
from graphmem.layers.worded import Wording
from graphmem.layers.wording_shapes import CitedText, PersonaShape, SceneShape
from graphmem.models.chat import Prompt

LONGEST = 1200  # tokens of an answer
SPARE = 1.5  # how many more tokens a model may count than we do
MOST = 8  # sentences and traits that are kept of one answer
TRAIT_LETTERS = 40
QUOTED = 300  # letters of the words that are shown around a fact

_ENDS = re.compile(r"[.!?\u2026][\"'\u201d\u2019)]*\s(?![a-z])|\n")


@dataclass(frozen=True, slots=True)
class Asked:
    """A prompt, and the lines that it shows by their numbers."""

    prompt: Prompt
    matter: Matter
    lines: Mapping[int, Line]
    words: Mapping[str, str]


def ask_wording(matter: Matter, words: Mapping[str, str], window: int) -> Asked:
    """Return what to ask a model with a `window` in tokens about what there is to word.

    One scene or persona is asked about at a time, so that no text can speak into what is said
    of another. `words` are those around each fact, by its id; lines that weigh least are left
    out where the window does not hold all of them.
    """
    count, longest = len(matter.lines), min(LONGEST, window // 3)
    while True:
        read = sorted(matter.lines[:count], key=lambda line: line.place)
        asked = _asked(matter, dict(enumerate(read, 1)), words, longest)
        took = int(count_tokens(asked.prompt.system + asked.prompt.user) * SPARE)
        over = took + longest - window
        if over <= 0 or count <= 1:
            return asked
        count -= max(1, count * over // (took * 2))


def hear_wording(asked: Asked, said: BaseModel | None, parser: Parser) -> Wording:
    """Return what is kept of an answer, and how much was dropped for which reason.

    The parser reads names, as it does in what is remembered.
    """
    witnesses = Witnesses(asked.lines, asked.words, parser, asked.matter.names)
    dropped: Counter[str] = Counter()
    if isinstance(said, SceneShape):
        title = witnesses.hear(said.title, TITLE_LETTERS)
        titles = _kept([title], dropped)
        sentences = _sentences(witnesses, said.sentences, dropped)
        return Wording(titles[0] if titles else None, sentences, dropped=dict(dropped))
    if isinstance(said, PersonaShape):
        sentences = _sentences(witnesses, said.sentences, dropped, portrait=True)
        traits = _kept(_traits(witnesses, said.traits), dropped)
        return Wording(None, sentences, tuple(traits), dict(dropped))
    return Wording()


def stretch(text: str, start: int, end: int) -> str:
    """Return the sentence that a span stands in, at most `QUOTED` letters, without line breaks."""
    begun = max((m.end() for m in _ENDS.finditer(text, max(0, start - QUOTED), start)), default=-1)
    begun = max(0, start - QUOTED // 2) if begun < 0 else begun
    stop = _ENDS.search(text, max(end - 1, begun))
    ended = min(stop.end() if stop else len(text), begun + QUOTED, len(text))
    return " ".join(text[begun : max(ended, min(end, begun + QUOTED))].split())


def _sentences(
    witnesses: Witnesses,
    said: Sequence[CitedText],
    dropped: Counter[str],
    *,
    portrait: bool = False,
) -> tuple[Cited, ...]:
    hear = witnesses.portray if portrait else witnesses.hear
    heard = [hear(each) for each in said[:MOST]]
    pairs = zip(said, heard, strict=False)
    dated = [witnesses.dated(s, h) if isinstance(h, Cited) else h for s, h in pairs]
    return tuple(_kept(dated, dropped))


def _traits(witnesses: Witnesses, said: Sequence[CitedText]) -> list[Cited | str]:
    """Return traits; what rests on nothing but what has ended is none."""
    heard = [witnesses.portray(each, TRAIT_LETTERS) for each in said[:MOST]]
    pairs = list(zip(said, heard, strict=False))
    return [
        "outdated" if isinstance(h, Cited) and witnesses.dated(s, h) != h else h for s, h in pairs
    ]


def _kept(heard: Iterable[Cited | str], dropped: Counter[str]) -> list[Cited]:
    """Return what was heard, each text once, and count why the others were not."""
    kept: dict[str, Cited] = {}
    for each in heard:
        if isinstance(each, str):
            dropped[each] += 1
        else:
            kept.setdefault(each.text.lower(), each)
    return list(kept.values())


def _asked(
    matter: Matter, lines: Mapping[int, Line], words: Mapping[str, str], longest: int
) -> Asked:
    numbers = {line.fact: number for number, line in lines.items()}
    shown = "\n".join(_shown(n, line, said, numbers) for n, line, said in _once(lines, words))
    parts = [fence.fenced("lines", shown)]
    if matter.sort == "persona":
        heads = "\n".join(f"- {plain(': '.join(filter(None, head)))}" for head in matter.heads)
        called = ", ".join(map(plain, matter.names))
        parts = [fence.fenced("name", called), *parts, fence.fenced("titles", heads or "none")]
    rests = {span.rsplit(":", 2)[0] for span in (*matter.spans, *matter.others)}
    prompt = Prompt(
        stage="scenes" if matter.sort == "scene" else "personas",
        system=_told(f"word_{matter.sort}.md"),
        user="\n\n".join(parts),
        shape=SceneShape if matter.sort == "scene" else PersonaShape,
        episodes=tuple(sorted(rests)),
        longest=longest,
    )
    return Asked(prompt, matter, lines, words)


def _once(lines: Mapping[int, Line], words: Mapping[str, str]) -> Iterator[tuple[int, Line, str]]:
    """Yield lines with the words around them, or with where these were shown before."""
    seen: dict[str, int] = {}
    for number, line in lines.items():
        said = plain(words.get(line.fact, ""))
        first = seen.setdefault(said, number)
        yield number, line, said if first == number or not said else f"same words as [{first}]"


def _shown(number: int, line: Line, said: str, numbers: Mapping[str, int]) -> str:
    """Return a line: `[3] 2024-03-12 | NOT | Ana: moved | "…" | ENDED 2025-01-12, see [7]`."""
    parts = [line.when, "NOT" if line.negative else "", "PLANNED" if line.planned else ""]
    parts += [plain(line.text), said]
    if line.names:
        parts.append(f"with or at {plain(', '.join(line.names))}")
    if line.ended:
        parts.append(f"ENDED {line.ended}{_see(line.replaced, numbers)}")
    if sides := _see(line.disputed, numbers):
        parts.append(f"DISPUTED BY another{sides}")
    return f"[{number}] {' | '.join(filter(None, parts))}"


def _see(facts: Iterable[str], numbers: Mapping[str, int]) -> str:
    found = sorted(numbers[fact] for fact in facts if fact in numbers)
    return f", see {', '.join(f'[{number}]' for number in found)}" if found else ""


def plain(text: str) -> str:
    """Return a text on one line that holds no line number, tag, fence or bar between parts."""
    return fence.plain(text).replace(" | ", " / ")


@cache
def _told(name: str) -> str:
    return files("graphmem.layers").joinpath(name).read_text("utf-8").strip()
