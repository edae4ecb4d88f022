"""Where a source is cut, so that what changes in one place is computed anew only there."""

from collections.abc import Iterable, Iterator

from graphmem.ids import content_id

PART = 4_000  # characters of a block, in the mean


def cut_blocks(episodes: Iterable[tuple[str, int]]) -> Iterator[tuple[str, ...]]:
    """Yield runs of episodes of one source, given as (id, characters) in their order.

    Whether a block begins with an episode is decided by its id and length alone, the likelier
    the longer it is: so that what comes, goes or moves elsewhere in the source cuts no other
    place. Content-defined chunking, after Muthitacharoen, Chen and Mazières (2001).
    """
    block: list[str] = []
    for episode, length in episodes:
        if block and _begins(episode, length):
            yield tuple(block)
            block = []
        block.append(episode)
    if block:
        yield tuple(block)


def _begins(episode: str, length: int) -> bool:
    lot = int(content_id("bl", episode)[-8:], 16) / 2**32
    return lot * PART < length
