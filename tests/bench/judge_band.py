"""How many pairs the judge would be asked about on LitBank, and what an oracle in its place gives.

    python -m tests.bench.judge_band DATA [dev|test] [NOVELS]

The oracle answers by the gold: each side is whom most of its marked mentions are, and a side of
which nothing is marked leaves the pair unsure. No model can do better on the pairs it is asked, so
this is the most that a judge is worth here, and says nothing of how any model judges.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from graphmem import Decision, Memory, Settings
from graphmem.models.graph import Sighting
from graphmem.reconciler import Case, Doubt, uncertain
from graphmem.reconciler.judge import Verdict, Verdicts, read_verdicts
from graphmem.settings import ReadingSettings
from tests.bench.gold.clusters import Agreement
from tests.bench.gold.coreference import CHARACTERS, _places
from tests.bench.gold.texts import Document, Span, by_head, read_litbank

_MOST = 1_000_000
_ROUNDS = 2
_PEOPLE = ("Person", "Group", "Creature")
Gold = Mapping[str, Mapping[Span, object]]  # by episode and span


def main() -> None:
    """Print the figures of each novel in a memory of its own, and of all in one."""
    data, part = Path(sys.argv[1]), (sys.argv[2:3] or ["test"])[0]
    novels = list(islice(read_litbank(data, part), int((sys.argv[3:4] or ["25"])[0])))
    words = sum(len(d.text.split()) for d in novels)
    before, after = Agreement(), Agreement()
    asked: Counter[tuple[bool, str]] = Counter()
    for novel in novels:
        with remembered([novel]) as memory:
            people = gold_of(memory, [novel], "PER")
            compare(before, memory, people)
            asked += judge(memory, gold_of(memory, [novel]))
            compare(after, memory, people)
    show("each novel alone", words, asked)
    print(f"  people, by head, CoNLL F1: {before.conll:.4f}; with an oracle {after.conll:.4f}")
    with remembered(novels) as memory:
        show("all in one memory", words, judge(memory, gold_of(memory, novels)))


@contextmanager
def remembered(novels: Iterable[Document]) -> Iterator[Memory]:
    """Give a memory that has read novels, cut into episodes."""
    settings = Settings(reading=ReadingSettings(episode_chars=CHARACTERS))
    with Memory(":memory:", settings=settings) as memory:
        for novel in novels:
            memory.remember(novel.text, source=novel.name)
        yield memory


def gold_of(memory: Memory, novels: Iterable[Document], kind: str = "") -> Gold:
    """Return who (of a kind) is marked where, by episode, as its heads stand there."""
    found: dict[str, dict[Span, object]] = {}
    for novel in novels:
        marked = {
            (m.start, m.end): f"{novel.name} {m.entity}"
            for m in novel.marked
            if kind in ("", m.kind)
        }
        heads = by_head(marked, novel.text)
        for episode, at in _places(novel.text, memory.episodes(novel.name)).items():
            back = {where: i for i, where in enumerate(at) if where >= 0}
            found[episode] = {
                (back[start], back[end - 1] + 1): who
                for (start, end), who in heads.items()
                if start in back and end - 1 in back
            }
    return found


def judge(memory: Memory, gold: Gold) -> Counter[tuple[bool, str]]:
    """Decide as the gold does; return how often what was said of pairs that were one or two."""
    said: Counter[tuple[bool, str]] = Counter()
    answered: set[str] = set()
    for _ in range(_ROUNDS):
        doubts = uncertain(memory._store.sightings("default"), most=_MOST, answered=answered)
        made = [d for doubt in doubts for d in _decided(memory, doubt, gold)]
        said.update((doubt.joined, d.sort) for doubt, d in zip(doubts, made, strict=True))
        answered |= {d.key for d in made if d.sort == "unsure"}
        memory._keep(made)
    return said


def _decided(memory: Memory, doubt: Doubt, gold: Gold) -> list[Decision]:
    case = memory._case(1, doubt)
    assert case is not None
    one, other = (_whom(memory, side, gold) for side in (doubt.ones, doubt.others))
    verdict = "unsure" if one is None or other is None else "same" if one == other else "different"
    given = Verdict(pair="1", lines=[case.ones[0].id], reason="", verdict=verdict)
    return _read(case, given)


def _read(case: Case, verdict: Verdict) -> list[Decision]:
    return read_verdicts([case], Verdicts(verdicts=[verdict]), model="gold", recorded_at="")


def _whom(memory: Memory, sightings: Sequence[Sighting], gold: Gold) -> object | None:
    read = memory._store.workspaces("default", {s.episode for s in sightings})
    texts = {e.id: e.text for e in memory._store.episodes("default", ids=read)}
    votes: Counter[object] = Counter()
    for each in sightings:
        mentions = read[each.episode].entities[each.index].mentions
        spans = {(m.start, m.end): 0 for m in mentions if m.form == "name"}
        spans = spans or {(m.start, m.end): 0 for m in mentions}
        heads = by_head(spans, texts[each.episode])
        votes.update(gold[each.episode][span] for span in heads if span in gold[each.episode])
    return min(votes, key=lambda who: (-votes[who], str(who)), default=None)


def compare(agreement: Agreement, memory: Memory, gold: Gold) -> None:
    """Add how well people are told apart and together."""
    store, texts = memory._store, {e.id: e.text for e in memory.episodes()}
    people = {n.id for n in store.nodes("default", label="Entity") if n.kind in _PEOPLE}
    ours: dict[object, object] = {}
    told: dict[str, dict[Span, object]] = {episode: {} for episode in texts}
    for tie in store.relationships("default", types=("MENTIONED_IN",)):
        if tie.source in people:
            span = int(str(tie.properties["start"])), int(str(tie.properties["end"]))
            told[tie.target][span] = tie.source
    for episode, spans in told.items():
        ours |= {(episode, s): who for s, who in by_head(spans, texts[episode]).items()}
    theirs = {(e, span): who for e, spans in gold.items() for span, who in spans.items()}
    agreement.compare(ours, theirs)  # type: ignore[arg-type]


def show(title: str, words: int, asked: Counter[tuple[bool, str]]) -> None:
    """Print how many pairs were asked about, and what was said of them."""
    total = asked.total()
    print(f"{title}: {total:,} pairs in {words:,} words, {total / words * 1000:.2f} a thousand")
    for (joined, sort), count in sorted(asked.items()):
        print(f"  {'one' if joined else 'two'} by name, {sort} by the gold: {count:,}")


if __name__ == "__main__":
    main()
