"""A question about a whole memory, answered without a model: what its best scenes tell."""

from collections.abc import Sequence

from graphmem.language.tokens import count_tokens
from graphmem.models.recollection import Answer, Cue
from graphmem.qa.broad import Digest
from graphmem.qa.given import Brief
from graphmem.qa.speak import NOTHING

MOST_TOLD = 10  # scenes and personas that are told
MOST_CITED = 2  # lines of each


def outline(cue: Cue, brief: Brief, digests: Sequence[Digest], known: int) -> Answer:
    """Return the titles and summaries of the best of the scenes and personas that are known.

    They come in the order of the calendar, those without a time first, each with its lines.
    """
    told = sorted(digests[:MOST_TOLD], key=lambda digest: digest.when)
    numbers = dict.fromkeys(n for digest in told for n in digest.numbers[:MOST_CITED])
    return Answer(
        query=cue.query,
        text="\n".join(map(_told, told)) or NOTHING,
        values=tuple(digest.title for digest in told),
        citations=tuple(brief.by_number[n].citation for n in numbers),
        asks=cue.asks,
        tokens=sum(count_tokens(_told(digest)) for digest in told),
        why=(f"told are {len(told)} of {known} scenes and personas",),
        left_out=known - len(told),
    )


def _told(digest: Digest) -> str:
    head, summary = digest.head, digest.summary
    if summary.startswith(digest.title):
        return summary
    return f"{head}: {summary}" if summary else head
