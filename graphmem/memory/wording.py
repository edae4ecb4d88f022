"""Have a language model word the scenes and personas that stand, and record what it says."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice

from graphmem.errors import ModelError
from graphmem.layers.matter import Matter, is_worth_wording
from graphmem.layers.worded import read_wording
from graphmem.layers.wording import Asked, ask_wording, hear_wording, stretch
from graphmem.memory.consolidating import Consolidation
from graphmem.memory.ingest import Progress
from graphmem.memory.senses import Senses
from graphmem.memory.wordings import wording_id
from graphmem.models.chat import Reply, Stage
from graphmem.models.evidence import Decision, Episode
from graphmem.models.graph import GraphDelta, Node, Stale
from graphmem.protocols import ChatModel, GraphStore
from graphmem.settings import LayerSettings

_STAGES: dict[str, Stage] = {"Scene": "scenes", "Persona": "personas"}
_AT_ONCE = 64  # scenes or personas that are made ready to be asked about at a time


class Wordsmith:
    """Asks about the scenes and personas of one namespace that have no words yet.

    What a model says is recorded as it comes, each in a transaction of its own that marks what it
    words as stale: to consolidate then gives the nodes their words, as a rebuild does.
    """

    def __init__(
        self,
        store: GraphStore,
        namespace: str,
        settings: LayerSettings,
        senses: Senses,
    ) -> None:
        self._store = store
        self._space = namespace
        self._settings = settings
        self._senses = senses

    def word_all(self, settle: Callable[[], None], progress: Progress | None = None) -> None:
        """Have all scenes worded, and then the personas; `settle` brings the layers up to date.

        Raises:
            ModelError: the model could not be asked. What it said until then is recorded, and the
                layers are up to date.
        """
        for label, stage in _STAGES.items():
            if (model := self._senses.model_of(stage)) is None:
                return
            done = 0
            try:
                for done in self._word(label, model):
                    if progress is not None:
                        progress(f"wording {label.lower()}s", done)
            except ModelError:
                settle()
                raise
            if done:
                settle()

    def _word(self, label: str, model: ChatModel) -> Iterator[int]:
        """Ask about all nodes of a label that wait for it; yield how many were answered."""
        done = 0
        waiting = iter(self._waiting(label))
        while some := list(islice(waiting, _AT_ONCE)):
            asked = self._asked(some, model)
            replies = model.complete([each.prompt for each in asked])
            for each, reply in zip(asked, replies, strict=True):
                self._record(each, reply, model.name)
                done += 1
                yield done

    def _waiting(self, label: str) -> list[Node]:
        """Return what is worth words and has none, what there is most to tell of first."""
        with self._store.snapshot() as store:
            nodes = store.nodes(self._space, label=label)
        plain = [n for n in nodes if "worded_by" not in n.properties and is_worth_wording(n)]
        return sorted(plain, key=lambda node: (-len(node.texts("evidence")), node.id))

    def _asked(self, nodes: Sequence[Node], model: ChatModel) -> list[Asked]:
        """Return what to ask about those of which nothing is recorded, or nothing of use.

        What was of no use is asked of another model only.
        """
        space = self._space
        with self._store.snapshot() as store:
            work = Consolidation(store, space, self._settings, self._senses.embedder)
            matters = work.matters(nodes)
            ids = [wording_id(matter) for matter in matters.values()]
            known = store.decisions(space, ids=ids)
            held = {d.id for d in known if d.model == model.name or read_wording(d.said)}
            open_ = [m for m in matters.values() if wording_id(m) not in held]
            spans = {span for m in open_ for line in m.lines for span in line.spans[:1]}
            told = store.episodes(space, ids={span.rsplit(":", 2)[0] for span in spans})
        episodes = {episode.id: episode for episode in told}
        by_id = {matter.node: matter for matter in open_}
        ordered = (by_id[node.id] for node in nodes if node.id in by_id)
        return [ask_wording(m, _words(m, episodes), model.window) for m in ordered]

    def _record(self, asked: Asked, reply: Reply, model: str) -> None:
        matter, space = asked.matter, self._space
        wording = hear_wording(asked, reply.value, self._senses.parser)
        made = Decision(
            wording_id(matter),
            *(matter.sort, matter.key, matter.spans, matter.others),
            said=wording.written(),
            reason=reply.fault,
            model=model,
            recorded_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        home = frozenset(span.rsplit(":", 2)[0] for span in matter.lines[0].spans[:1])
        about = Stale(entities=frozenset((matter.about,))) if matter.about else Stale(home)

        def write(store: GraphStore) -> set[str]:
            there = {episode.id for episode in store.episodes(space, ids=made.episodes())}
            if not (gone := made.episodes() - there):
                stale = about if wording else Stale()
                store.apply(GraphDelta(space, decisions=(made,), settles=Stale(), stale=stale))
            return gone

        if gone := self._store.transact(write):  # forgotten while the model was asked
            self._senses.forget(gone)


def _words(matter: Matter, episodes: dict[str, Episode]) -> dict[str, str]:
    """Return the sentence in which each fact stands, with who said it and when."""
    words: dict[str, str] = {}
    for line in matter.lines:
        key, start, end = line.spans[0].rsplit(":", 2)
        if (episode := episodes.get(key)) is not None:
            said = episode.occurred.start[:10] if episode.occurred else ""
            whence = ", ".join(filter(None, (episode.speaker, said)))
            quote = f'"{stretch(episode.text, int(start), int(end))}"'
            words[line.fact] = f"{quote} ({whence})" if whence else quote
    return words
