"""Episodes are what was read, and each is where it says."""

from collections import Counter
from collections.abc import Iterator

from graphmem.memory.checks.shelf import Volume
from graphmem.models.checkup import REBUILD, Finding, found
from graphmem.models.evidence import Episode
from graphmem.reading import episode_id, source_id

ABOUT = "evidence"
_EQUALS = 10_000  # episodes of a source that say the same at the same time, at most


def check_evidence(volume: Volume) -> Iterator[Finding]:
    """Yield what is wrong with a source and its episodes, whatever was read in them."""
    source, episodes = volume.source, volume.episodes
    renamed = [source.uri] if episodes and source_id(source.uri) != source.id else []
    yield from found(ABOUT, "sources under another name", volume.mend, renamed)
    altered = (e.id for e in episodes if not _is_itself(e))
    yield from found(ABOUT, "episodes with other words than were read", volume.mend, altered)
    places = Counter(e.ordinal for e in episodes)
    doubled = (e.id for e in episodes if places[e.ordinal] > 1)
    yield from found(ABOUT, "episodes in the place of another", volume.mend, doubled)
    backward = (e.id for e in episodes if e.occurred and e.occurred.start >= e.occurred.end)
    yield from found(ABOUT, "episodes that end before they begin", volume.mend, backward)
    unread = (e.id for e in episodes if e.id not in volume.workspaces)
    yield from found(ABOUT, "episodes that were not read", REBUILD, unread)


def _is_itself(episode: Episode) -> bool:
    """Return whether the id is that of the words, be they said for the first time or again."""
    return any(episode.id == episode_id(episode, number) for number in range(_EQUALS))
