"""A file that something was done to, as a case has it."""

from pathlib import Path

import pytest

from graphmem.memory import pending
from tests.faults.verbs import Case, Fresh, cases, prepared


@pytest.fixture
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Case:
    return cases(tmp_path)[request.param]


@pytest.fixture
def fresh(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fresh:
    monkeypatch.setattr(pending, "BATCH", 2)  # so that a verb has several transactions
    return prepared(case, tmp_path)
