"""Words that a model found are the same in a file and on a server, and go from one to the other."""

import neo4j
import pytest
from scripted_words import Scripted
from test_worded_layers import SETTINGS, TEXTS, decisions_of, dressed, told, with_model

from graphmem import Memory
from tests.end_to_end.conftest import graph_of

pytestmark = pytest.mark.neo4j


def test_words_go_to_a_server_and_stay_there(empty_server: str, spare_server: neo4j.Driver):
    with Memory(":memory:", settings=SETTINGS) as file:
        told(with_model(file, Scripted()), TEXTS)
        file.consolidate()
        file.copy_to(empty_server)
        with Memory(empty_server, settings=SETTINGS, driver=spare_server) as server:
            with_model(server, None)
            assert decisions_of(server) == decisions_of(file)
            assert graph_of(server) == graph_of(file)
            server.consolidate(anew=True)
            assert graph_of(server) == graph_of(file)
            server.rebuild()
            assert graph_of(server) == graph_of(file)


def test_a_server_words_as_a_file_does_and_forgets_as_it_does(empty_server: str):
    with (
        Memory(":memory:", settings=SETTINGS) as file,
        Memory(empty_server, settings=SETTINGS) as server,
    ):
        for memory in (file, server):
            told(with_model(memory, Scripted()), TEXTS)
            memory.consolidate()
        assert dressed(server)
        assert graph_of(server) == graph_of(file)
        for memory in (file, server):
            memory.forget(source="note 1")
        assert decisions_of(server) == decisions_of(file)
        assert graph_of(server) == graph_of(file)
        for memory in (file, server):
            memory.consolidate()
        assert graph_of(server) == graph_of(file)
