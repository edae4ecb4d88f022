"""What a look at a memory finds, and how to mend it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

# The steps that mend: commands, and where none can, a sentence.
REBUILD = ("graphmem rebuild",)
REREAD = ("graphmem rebuild --again",)
CONSOLIDATE = ("graphmem consolidate --anew",)
RESTORE = ("put a copy that graphmem backup made before in place of the file",)

_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """Things of one sort that are not as they must be, and the steps that mend them.

    `about` is the part of the memory, `what` the sort, `count` how many there are and `examples`
    some of them. Where `harm` is False nothing is wrong and it is only worth knowing. Without a
    `namespace` it is about the whole file.
    """

    about: str
    what: str
    mend: tuple[str, ...]
    examples: tuple[str, ...] = ()
    count: int = 1
    harm: bool = True
    namespace: str | None = None


@dataclass(frozen=True, slots=True)
class Checkup:
    """What was looked at, and what was found there."""

    checked: tuple[str, ...]
    findings: tuple[Finding, ...]
    seconds: float = 0.0

    @property
    def well(self) -> bool:
        """Whether nothing was found that does harm."""
        return not any(finding.harm for finding in self.findings)


def found(
    about: str, what: str, mend: tuple[str, ...], things: Iterable[str], *, harm: bool = True
) -> Iterator[Finding]:
    """Yield a finding about things, or none where there are none."""
    names = list(things)
    if names:
        yield Finding(about, what, mend, tuple(names[:_EXAMPLES]), len(names), harm)


def add_up(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings in order, those of one sort as one."""
    sorts: dict[object, Finding] = {}
    for finding in findings:
        sort = (finding.namespace, finding.about, finding.what, finding.mend)
        known = sorts.get(sort, replace(finding, examples=(), count=0))
        examples = (*known.examples, *finding.examples)[:_EXAMPLES]
        sorts[sort] = replace(known, examples=examples, count=known.count + finding.count)
    return list(sorts.values())
