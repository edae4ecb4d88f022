"""`kill -9` wherever a verb writes: what was acknowledged is there, and nothing half-written."""

import os
from pathlib import Path

import pytest

from tests.faults import soak
from tests.faults.injector import kill_everywhere
from tests.faults.verbs import NAMES, Case, Fresh

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


# `make soak` strikes at every point; here each twelfth, and all about the end of a transaction.
@needs_fork
@pytest.mark.parametrize("case", NAMES, indirect=True)
def test_killed_anywhere_the_file_is_as_acknowledged_and_the_verb_goes_on(case: Case, fresh: Fresh):
    assert kill_everywhere(fresh, case.verb, every=12) > 3


@needs_fork
def test_killed_at_random_again_and_again_a_memory_loses_and_doubles_nothing(tmp_path: Path):
    tally = soak.soak(tmp_path, kills=5, rng_seed=4)
    assert tally.kills >= 5
    assert tally.acknowledged
