"""A short run of `make fuzz`: a few thousand odd inputs break no law."""

from pathlib import Path

import pytest
from fuzz import fuzz
from targets import TARGETS, Target

CASES = 2000


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.__name__)
def test_odd_input_gives_a_clean_result_or_a_clear_error(target: Target, tmp_path: Path):
    failures = fuzz(target, range(max(5, round(CASES * TARGETS[target]))), 0, tmp_path)
    assert not failures, "\n".join(f"{f.number}: {f.given!a}\n{f.trace}" for f in failures)
