"""Start a Neo4j server in a folder and keep it until ctrl-C.

    python -m tests.neo4j_server FOLDER [--version 5.26.30] [--password WORDS] [--port 7687]

The folder keeps the data, so that the next start finds it.
"""

import argparse
import signal
import sys
from pathlib import Path

from tests.neo4j_server.jars import Unavailable
from tests.neo4j_server.server import CURRENT, LTS, NotStarted, start, stop


def main() -> int:
    """Start one, say where it is, wait, and stop it."""
    parser = argparse.ArgumentParser(prog="python -m tests.neo4j_server")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--version", default=LTS, help=f"{LTS} if not given; {CURRENT} is current")
    parser.add_argument("--password", help="ask for it; without one anybody may come in")
    parser.add_argument("--port", type=int, default=0, help="for Bolt; a free one if not given")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        server = start(
            given.folder, version=given.version, password=given.password, bolt_port=given.port
        )
    except (Unavailable, NotStarted, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    try:
        print(f"NEO4J_URI={server.uri}\nNEO4J_USERNAME={server.username}", flush=True)
        print(f"Neo4j {given.version}, pid {server.pid}; ctrl-C stops it", flush=True)
        server.process.wait()
    except KeyboardInterrupt:
        pass
    finally:
        stop(server)
    return 0


if __name__ == "__main__":
    sys.exit(main())
