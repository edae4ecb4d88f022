"""What a model said is kept in a file that tells nobody, and is erased with what it rests on."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Thread

import pytest

from graphmem.errors import NotOurDatabase, StoreError
from graphmem.models.chat import Prompt, Reply
from graphmem.store.sqlite.replies import SqliteReplies
from tests.openai_server import Fault, OpenAIServer, in_turn
from tests.unit.clients.town import about_town, prompts, said, speaking

CANARY = "Zubrowka"
KEY = b"k" * 64


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "memory.db.replies"


@pytest.fixture
def replies(file: Path):
    kept = SqliteReplies(str(file))
    yield kept
    kept.close()


def rows(file: Path) -> int:
    connection = sqlite3.connect(file)
    try:
        (number,) = connection.execute("SELECT count(*) FROM reply").fetchone()
        (tags,) = connection.execute("SELECT count(*) FROM reply_episode").fetchone()
        assert number or not tags
        return number
    finally:
        connection.close()


def test_no_file_is_made_until_there_is_something_to_keep(file: Path, replies: SqliteReplies):
    assert replies.get("a", KEY) is None
    replies.erase("a", None)
    assert not file.exists()


def test_a_prompt_that_was_answered_takes_no_call(replies: SqliteReplies):
    with OpenAIServer(about_town) as server, speaking(server, replies=replies) as model:
        first = list(model.complete(prompts(6)))
        again = list(model.complete(prompts(6)))
        assert said(again) == said(first)
        assert server.counted().calls == 6
        assert model.spent().cached == 6
        # Another word, another shape, another length: another prompt.
        others = [
            Prompt("operator", "Say more.", "town 0", first[0].value.__class__, ("e0",)),
            Prompt("operator", "Say what the town is like.", "town 0", None, ("e0",)),
            *prompts(1, longest=99),
        ]
        list(model.complete(others))
        assert server.counted().calls == 9
    with (
        OpenAIServer(about_town) as other,
        speaking(other, replies=replies) as model,
    ):
        list(model.complete(prompts(1)))
        assert other.counted().calls == 1  # another endpoint


def test_only_what_fits_is_kept_and_what_rests_on_an_episode(replies: SqliteReplies, file: Path):
    faults = in_turn([Fault("refusal"), Fault("length"), Fault("malformed"), Fault("malformed")])
    with (
        OpenAIServer(about_town, faults=faults) as server,
        speaking(server, replies=replies, concurrency=1) as model,
    ):
        assert all(r.fault for r in model.complete(prompts(3)))
        list(model.complete([Prompt("answer", "", "Who?")]))
        assert not file.exists()
        assert not [r.fault for r in model.complete(prompts(3)) if r.fault]
        assert rows(file) == 3


def test_a_reply_is_kept_as_soon_as_it_came(replies: SqliteReplies, file: Path):
    def failing(call: int) -> Fault | None:
        return Fault("unauthorised") if call > 5 else None

    with (
        OpenAIServer(about_town, faults=failing) as server,
        speaking(server, replies=replies) as model,
    ):
        got: list[Reply] = []
        with pytest.raises(Exception, match="key"):
            got.extend(model.complete(prompts(20)))
    assert rows(file) == 5


def test_nothing_that_was_said_or_asked_stands_in_the_file(replies: SqliteReplies, file: Path):
    for number in range(100):
        replies.put(CANARY, bytes([number]) * 64, CANARY * (number % 7 + 1), episodes=["e"])
    assert CANARY.encode() not in file.read_bytes()
    assert replies.get(CANARY, b"\x01" * 64) == CANARY * 2


def test_it_is_erased_with_any_of_its_episodes(replies: SqliteReplies, file: Path):
    with OpenAIServer(about_town) as server, speaking(server, replies=replies) as model:
        list(model.complete(prompts(5)))
        replies.erase("default", ["e3"])
        assert rows(file) == 4
        list(model.complete(prompts(5)))
        assert server.counted().calls == 6
        replies.erase("default", ["e"])
        assert rows(file) == 0


def test_namespaces_know_nothing_of_each_other(replies: SqliteReplies, file: Path):
    for space in ("ours", "theirs"):
        replies.put(space, KEY, space, episodes=["e"])
    assert replies.get("ours", KEY) == "ours"
    replies.erase("ours", ["e"])
    assert replies.get("ours", KEY) is None
    assert replies.get("theirs", KEY) == "theirs"
    replies.erase("theirs", None)
    assert rows(file) == 0


def test_no_log_stays_behind(replies: SqliteReplies, file: Path):
    replies.put("a", KEY, "b", episodes=["e"])
    assert [p.name for p in file.parent.iterdir()] == [file.name]
    assert file.read_bytes()[18:20] == b"\x01\x01"  # not written by a write-ahead log


def test_many_threads_and_openings_write_at_once(file: Path):
    def write(number: int) -> None:
        kept = SqliteReplies(str(file))
        for i in range(20):
            key = bytes([number]) * 32 + bytes([i]) * 32
            kept.put("a", key, f"{number} {i}", episodes=["e"])
            assert kept.get("a", key) == f"{number} {i}"
        kept.close()

    threads = [Thread(target=write, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert rows(file) == 120


def test_many_openings_at_once_make_one_file(tmp_path: Path):
    for number in range(30):  # without a common view of the file one in four went wrong
        path, together = tmp_path / f"{number}.replies", Barrier(6)

        def write(letter: str, path: Path = path, together: Barrier = together) -> str:
            kept = SqliteReplies(str(path))
            together.wait()
            kept.put("a", letter.encode() * 64, letter, episodes=["e"])
            kept.close()
            return letter

        with ThreadPoolExecutor(6) as pool:
            assert "".join(pool.map(write, "abcdef")) == "abcdef"
        assert rows(path) == 6


def test_a_file_of_another_program_is_left_as_it_is(file: Path, replies: SqliteReplies):
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE theirs (a)")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(NotOurDatabase, match="name another file"):
        replies.put("a", KEY, "b", episodes=["e"])
    assert file.read_bytes() == before


def test_a_file_that_cannot_be_made_is_told(tmp_path: Path):
    with pytest.raises(StoreError, match="folder"):
        SqliteReplies(str(tmp_path / "none" / "x.replies")).put("a", KEY, "b", episodes=["e"])


def test_a_reply_that_is_damaged_is_as_if_it_had_never_been(replies: SqliteReplies, file: Path):
    replies.put("a", KEY, "b", episodes=["e"])
    connection = sqlite3.connect(file)
    connection.execute("UPDATE reply SET sealed = zeroblob(40)")
    connection.commit()
    connection.close()
    assert replies.get("a", KEY) is None
