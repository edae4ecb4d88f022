"""The jars of a Neo4j server and the Java that runs them."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

POM = Path(__file__).with_name("pom.xml")
GDS_POM = Path(__file__).with_name("gds.xml")
GDS = "2.13.9"  # of Graph Data Science, for 5.26
FETCH_SECONDS = 540


class Unavailable(RuntimeError):
    """This machine cannot run a server: no Java, no Maven, or nothing to fetch from."""


def jars(version: str) -> Path:
    """Return the folder with the jars of a version; Maven is asked for them once."""
    if not re.fullmatch(r"\d+(\.\d+)+", version):
        raise ValueError(f"not a version of Neo4j: {version!r}")
    folder = _cache() / f"neo4j-{version}"
    if not folder.is_dir():
        _fetch(POM, f"-Dneo4j.version={version}", folder)
    return folder


def graph_data_science(server: Path) -> list[Path]:
    """Return the jars of Graph Data Science: its own, and what else the server has not."""
    folder = _cache() / f"graph-data-science-{GDS}"
    if not folder.is_dir():
        _fetch(GDS_POM, f"-Dgds.version={GDS}", folder)
    held = {_artifact(jar) for jar in server.glob("*.jar")}
    found = sorted(folder.glob("*.jar"))
    return [jar for jar in found if jar.stem.endswith(f"-{GDS}") or _artifact(jar) not in held]


def _artifact(jar: Path) -> str:
    return re.split(r"-\d", jar.name)[0]


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "graphmem-tests"


def _fetch(pom: Path, option: str, folder: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise Unavailable("no mvn on the PATH: Maven fetches the Neo4j server that tests start")
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Whoever is first to rename has filled the cache; a copy cut short is never taken for a whole.
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as temporary:
        copy = Path(temporary) / "jars"
        command = [maven, "-B", "-q", "-f", str(pom), "dependency:copy-dependencies"]
        command += [option, "-DincludeScope=runtime"]
        command += [f"-DoutputDirectory={copy}"]
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, check=False, timeout=FETCH_SECONDS
            )
        except subprocess.TimeoutExpired:
            raise Unavailable(f"Maven took over {FETCH_SECONDS} s for {folder.name}") from None
        if done.returncode or not copy.is_dir():
            said = (done.stdout + done.stderr)[-1500:]
            raise Unavailable(f"Maven could not fetch {folder.name}:\n{said}")
        try:
            copy.rename(folder)
        except OSError:
            if not folder.is_dir():
                raise


def java(version: str) -> str:
    """Return a Java that is new enough for a version: that of JAVA_HOME, else of the PATH."""
    home = os.environ.get("JAVA_HOME")
    found = shutil.which("java", path=str(Path(home) / "bin")) if home else shutil.which("java")
    if found is None:
        where = f"in JAVA_HOME, {home}" if home else "on the PATH, and JAVA_HOME is not set"
        raise Unavailable(f"no java {where}: Neo4j {version} needs Java {_needed(version)}")
    said = subprocess.run([found, "-version"], capture_output=True, text=True, check=False).stderr
    match = re.search(r'version "(\d+)', said)
    if match is None or int(match[1]) < _needed(version):
        first = said.partition("\n")[0]
        raise Unavailable(
            f"Neo4j {version} needs Java {_needed(version)} or newer, and this is {first}; "
            "set JAVA_HOME to a newer one"
        )
    return found


def of_the_calendar(version: str) -> bool:
    """Tell whether a version is counted in years, as those after 5.26 are."""
    return int(version.partition(".")[0]) >= 2025


def _needed(version: str) -> int:
    return 21 if of_the_calendar(version) else 17
