"""Starts a real Neo4j Community server in a folder of its own, without Docker."""

import os
import socket
import subprocess
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, Neo4jError, ServiceUnavailable

from tests.neo4j_server import jars

LTS = "5.26.30"
CURRENT = "2026.08.1"
READY_SECONDS = 120
STOP_SECONDS = 30
OPENS = ("java.nio", "java.io", "sun.nio.ch")


class NotStarted(RuntimeError):
    """The server ended, or did not answer in time."""


@dataclass(frozen=True, slots=True)
class Launch:
    """How a server is started; port 0 is any free one."""

    version: str
    password: str | None
    bolt_port: int
    http_port: int
    heap: str
    pages: str
    quick: bool
    gds: bool


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers, and what is needed to reach it, end it and start it again."""

    uri: str
    username: str
    password: str
    http: str
    pid: int
    home: Path
    launch: Launch
    process: "subprocess.Popen[bytes]" = field(repr=False, compare=False)
    guard: "subprocess.Popen[bytes]" = field(repr=False, compare=False)


def start(  # noqa: PLR0913
    folder: Path,
    *,
    version: str = LTS,
    password: str | None = None,
    bolt_port: int = 0,
    heap: str = "512m",
    pages: str = "128m",
    quick: bool = True,
    gds: bool = False,
) -> Server:
    """Start a server in a folder and wait until it answers.

    Without a password anybody may come in. The first password that a folder gets stays. `pages`
    is what it keeps of its files in memory. A quick one starts in two thirds of the time and runs
    slower later: a benchmark does not want it. With `gds` it has Graph Data Science.
    """
    launch = Launch(version, password, bolt_port, 0, heap, pages, quick, gds)
    return _start(folder.resolve(), launch)


def stop(server: Server) -> None:
    """Ask a server to end, and kill it when it does not."""
    server.process.terminate()
    try:
        server.process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.process.kill()
    _ended(server)


def kill(server: Server) -> None:
    """End a server as a power cut would."""
    server.process.kill()
    _ended(server)


def restart(server: Server) -> Server:
    """Start a server again in its folder and on its ports, after it was stopped if need be."""
    if server.process.poll() is None:
        stop(server)
    return _start(server.home, server.launch)


def _start(home: Path, launch: Launch) -> Server:
    version, password = launch.version, launch.password
    held = jars.jars(version)
    if launch.gds:
        _plug_in(home / "plugins", jars.graph_data_science(held))
    command = [jars.java(version), "-cp", f"{home}/plugins/*:{held}/*"]
    bolt, http = _free_ports(launch.bolt_port, launch.http_port)
    _configure(home, launch, bolt, http)
    if password is not None and not (home / "data" / "databases").exists():
        _set_password(command, home, password)
    with (home / "console.log").open("wb") as console:
        process = subprocess.Popen(
            [*command, *_options(launch), f"--home-dir={home}", f"--config-dir={home}/conf"],
            stdin=subprocess.DEVNULL,
            stdout=console,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # so that ctrl-C reaches who started it, who then stops it
        )
    (home / "server.pid").write_text(f"{process.pid}\n")
    server = Server(
        uri=f"bolt://127.0.0.1:{bolt}",
        username="neo4j",
        password=password or "",
        http=f"http://127.0.0.1:{http}",
        pid=process.pid,
        home=home,
        launch=replace(launch, bolt_port=bolt, http_port=http),
        process=process,
        guard=_guard(process.pid),
    )
    try:
        _wait(server)
    except BaseException:
        kill(server)
        raise
    return server


def _plug_in(folder: Path, plugins: list[Path]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for jar in plugins:
        if not (folder / jar.name).exists():
            (folder / jar.name).symlink_to(jar)


def _ended(server: Server) -> None:
    server.process.wait()
    # The guard goes first by signal: told by its pipe, it would signal a pid that is free by now.
    server.guard.kill()
    server.guard.wait()
    if server.guard.stdin is not None:
        server.guard.stdin.close()
    (server.home / "server.pid").unlink(missing_ok=True)


def _guard(pid: int) -> "subprocess.Popen[bytes]":
    """Start what ends a server when this process ends, even killed: its input ends then."""
    script = 'cat >/dev/null; kill "$1"'
    return subprocess.Popen(
        ["sh", "-c", script, "sh", str(pid)], stdin=subprocess.PIPE, start_new_session=True
    )


def _free_ports(*wanted: int) -> list[int]:
    """Return the ports, with free ones in place of 0."""
    sockets = [socket.socket() for _ in wanted]  # all open at once, so that no two are the same
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [port or each.getsockname()[1] for port, each in zip(wanted, sockets, strict=True)]
    finally:
        for each in sockets:
            each.close()


def _configure(home: Path, launch: Launch, bolt: int, http: int) -> None:
    settings = {
        "server.default_listen_address": "127.0.0.1",
        "server.bolt.listen_address": f"127.0.0.1:{bolt}",
        "server.bolt.advertised_address": f"127.0.0.1:{bolt}",
        "server.http.listen_address": f"127.0.0.1:{http}",
        "server.http.advertised_address": f"127.0.0.1:{http}",
        "server.memory.pagecache.size": launch.pages,
        "dbms.security.auth_enabled": str(launch.password is not None).lower(),
        "dbms.security.procedures.unrestricted": "gds.*" if launch.gds else "",
        "dbms.usage_report.enabled": "false",
        "db.logs.query.enabled": "OFF",
        "db.tx_log.preallocate": "false",  # half a gigabyte of zeros otherwise
        "db.tx_log.rotation.size": "16m",
        "db.tx_log.rotation.retention_policy": "1 files",
    }
    (home / "conf").mkdir(parents=True, exist_ok=True)
    lines = "".join(f"{name}={value}\n" for name, value in settings.items())
    (home / "conf" / "neo4j.conf").write_text(lines)


def _set_password(command: list[str], home: Path, password: str) -> None:
    done = subprocess.run(
        [*command, "org.neo4j.cli.AdminTool", "dbms", "set-initial-password", password],
        env={**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NotStarted(f"the password was refused: {(done.stdout + done.stderr)[-500:]}")


def _options(launch: Launch) -> list[str]:
    current = jars.of_the_calendar(launch.version)
    return [
        f"-Xmx{launch.heap}",
        *(["-XX:+UseSerialGC"] if launch.quick else []),
        *(["-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"] if launch.quick else []),
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENS),
        *(["--add-modules=jdk.incubator.vector"] if current else []),
        "org.neo4j.server.Neo4jCommunity" if current else "org.neo4j.server.CommunityEntryPoint",
    ]


def _wait(server: Server) -> None:
    """Return once it answers a query; NotStarted with what it last said when it does not."""
    end = time.monotonic() + READY_SECONDS
    auth = (server.username, server.password) if server.password else None
    while server.process.poll() is None and time.monotonic() < end:
        if not _listens(server.launch.bolt_port):
            time.sleep(0.1)
            continue
        try:
            with GraphDatabase.driver(server.uri, auth=auth) as driver:
                driver.execute_query("RETURN 1")
        except AuthError as error:
            raise NotStarted(f"{server.home} has another password: {error}") from None
        except (ServiceUnavailable, Neo4jError):
            time.sleep(0.2)  # Bolt listens a little before the database is there
        else:
            return
    code = server.process.poll()
    what = f"did not answer in {READY_SECONDS} s" if code is None else f"ended with {code}"
    raise NotStarted(
        f"Neo4j {server.launch.version} in {server.home} {what}:\n{_tail(server.home)}"
    )


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _tail(home: Path) -> str:
    logs = (home / "console.log", home / "logs" / "neo4j.log")
    texts = [log.read_text("utf-8", "replace")[-2000:] for log in logs if log.exists()]
    return "\n".join(texts)
