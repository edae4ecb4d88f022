from dataclasses import replace
from pathlib import Path

from deltas import erasing, join, story

from graphmem.models.graph import GraphDelta
from graphmem.store import open_store

CANARIES = ("qzcanary", "qzname", "qzterm")


def marked(number: int) -> GraphDelta:
    """Return a story that has its own secret in text, in a node and among the terms."""
    delta = story(number)
    (episode,), (first, second) = delta.episodes, delta.passages
    text = f"{episode.text} qzcanary{number}x" * 20
    event = replace(delta.nodes[1], properties={"phrase": f"qzname{number}x" * 5})
    return replace(
        delta,
        episodes=(replace(episode, text=text),),
        passages=(replace(first, terms=(*first.terms, f"qzterm{number}x")), second),
        nodes=(delta.nodes[0], event, delta.nodes[2]),
    )


def residue(folder: Path, numbers: range) -> list[str]:
    held = b"".join(path.read_bytes() for path in folder.iterdir())
    secrets = [f"{canary}{number}x" for canary in CANARIES for number in numbers]
    return [secret for secret in secrets if secret.encode() in held]


def test_erased_bytes_are_gone_from_every_file(tmp_path: Path):
    store = open_store(str(tmp_path / "memory.db"))
    for start in range(0, 200, 40):
        store.apply(join(map(marked, range(start, start + 40))))
    assert len(residue(tmp_path, range(200))) == 600
    store.apply(erasing(map(marked, range(50, 150))))
    assert residue(tmp_path, range(50, 150)) == []
    store.close()
    assert residue(tmp_path, range(50, 150)) == []
    assert len(residue(tmp_path, range(50))) == 150


def test_a_cleared_namespace_is_gone_from_every_file(tmp_path: Path):
    store = open_store(str(tmp_path / "memory.db"))
    store.apply(join(map(marked, range(60))))
    store.clear("", keep_evidence=False)
    assert residue(tmp_path, range(60)) == []
    store.close()
