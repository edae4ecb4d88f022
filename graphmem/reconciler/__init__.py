"""Workspaces and what the graph knows of their names, to a delta.

Entities are computed, never edited: who is who is a function of the set of sightings that
share name blocks, so that order of arrival, batching and forgetting leave no trace. The shell
asks `missing` what must be known before a batch can be reconciled, until nothing is:

    batch = Batch(namespace, episodes, workspaces, erased)
    known = Known()
    while need := missing(batch, known):
        known = known.adding(
            need,
            [
                *store.sightings(namespace, blocks=need.blocks),
                *store.sightings(namespace, episodes=need.episodes),
                *store.sightings(namespace, entities=need.entities),
            ],
            store.episodes(namespace, ids=need.episodes),
            store.workspaces(namespace, need.episodes),
        )
    store.apply(reconcile(batch, known))

To rebuild, clear the projection and reconcile one batch of all episodes and workspaces.
"""

from graphmem.reconciler.anchors import Said, find_anchors, moved_anchors, without, write_span
from graphmem.reconciler.carry import carry
from graphmem.reconciler.closing import close_questions
from graphmem.reconciler.correct import correct
from graphmem.reconciler.decide import ACTING, decision_id
from graphmem.reconciler.judge import (
    Case,
    Verdicts,
    lay_out,
    make_prompt,
    parted,
    read_verdicts,
)
from graphmem.reconciler.known import Batch, Known, Need
from graphmem.reconciler.missing import missing
from graphmem.reconciler.project import project
from graphmem.reconciler.reconcile import reconcile
from graphmem.reconciler.resolve import Resolution, resolve
from graphmem.reconciler.sight import blocks, own_mentions, sight
from graphmem.reconciler.uncertain import Doubt, uncertain

__all__ = [
    "ACTING",
    "Batch",
    "Case",
    "Doubt",
    "Known",
    "Need",
    "Resolution",
    "Said",
    "Verdicts",
    "blocks",
    "carry",
    "close_questions",
    "correct",
    "decision_id",
    "find_anchors",
    "lay_out",
    "make_prompt",
    "missing",
    "moved_anchors",
    "own_mentions",
    "parted",
    "project",
    "read_verdicts",
    "reconcile",
    "resolve",
    "sight",
    "uncertain",
    "without",
    "write_span",
]
