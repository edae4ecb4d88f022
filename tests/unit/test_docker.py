"""The container files hold no password, run nothing as root and open nothing to the world."""

import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docker"
COMPOSE = (FOLDER / "compose.yaml").read_text("utf-8")
DOCKERFILE = (FOLDER / "Dockerfile").read_text("utf-8")


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    # No dependency of ours: it comes with some of those that we have.
    yaml = pytest.importorskip("yaml")
    services: dict[str, Any] = yaml.safe_load(COMPOSE)["services"]
    return services


def test_nothing_starts_without_a_password():
    given = re.findall(r"\$\{NEO4J_PASSWORD(.)(.)", COMPOSE)
    assert given == [(":", "?")] * 2  # the form that refuses where it is unset or empty
    assert not re.search(r"PASSWORD: (?!\$\{)|NEO4J_AUTH: (?!neo4j/\$\{)", COMPOSE)


def test_the_server_is_kept_checked_and_closed_to_others(services: dict[str, Any]):
    neo4j = services["neo4j"]
    assert neo4j["image"].startswith("neo4j:5.26")
    assert neo4j["volumes"] == ["data:/data"]
    assert all(port.startswith("127.0.0.1:") for port in neo4j["ports"])
    kind, command = neo4j["healthcheck"]["test"]
    assert (kind, "cypher-shell" in command) == ("CMD-SHELL", True)
    assert " -p" not in command  # a list of processes would show it


def test_the_command_line_waits_for_the_server(services: dict[str, Any]):
    graphmem = services["graphmem"]
    assert graphmem["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert graphmem["environment"]["GRAPHMEM_URL"] == "bolt://neo4j:7687"
    context = (FOLDER / graphmem["build"]["context"]).resolve()
    assert (context / graphmem["build"]["dockerfile"]).samefile(FOLDER / "Dockerfile")
    assert all(volume.endswith(":ro") for volume in graphmem["volumes"])


def test_the_image_runs_the_command_and_not_as_root():
    last = DOCKERFILE.split("\nFROM ")[-1]
    assert re.search(r"^USER (?!root|0)\w+$", last, re.MULTILINE)
    assert re.search(r'^ENTRYPOINT \["graphmem"\]$', last, re.MULTILINE)
    assert "-slim" in last.splitlines()[0]


def test_the_image_is_built_from_the_package_alone():
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"
    kept = {rule[1:] for rule in rules if rule.startswith("!")}
    assert all((ROOT / name).exists() for name in kept)
    included = re.findall(r'^"(\w+)" = "graphmem/_', (ROOT / "pyproject.toml").read_text(), re.M)
    assert {"graphmem", "pyproject.toml", "README.md", *included} <= kept
