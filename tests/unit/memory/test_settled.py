import gc
from collections.abc import Iterator

import pytest

from graphmem.memory.settled import Settled


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    gc.unfreeze()
    yield
    gc.unfreeze()


def test_what_is_there_is_kept_from_the_collector_until_the_last_is_out():
    settled = Settled()
    with settled.keeping():
        with settled.keeping():
            assert gc.get_freeze_count() > 0
        assert gc.get_freeze_count() > 0
    assert gc.get_freeze_count() == 0


def test_it_is_given_back_after_an_error():
    with pytest.raises(ValueError, match="broken"), Settled().keeping():
        raise ValueError("broken")
    assert gc.get_freeze_count() == 0


def test_what_a_program_froze_itself_stays_frozen():
    gc.freeze()
    with Settled().keeping():
        pass
    assert gc.get_freeze_count() > 0
