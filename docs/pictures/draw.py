"""Draw what queries of `cypher/browser/` return as pictures, and print tables of the others.

Run with `python docs/pictures/draw.py neo4j://localhost:7687` after `examples/browser.py`;
NEO4J_USERNAME and NEO4J_PASSWORD say who you are.
"""

import os
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

import neo4j
import networkx
from neo4j.graph import Graph, Node, Relationship

HERE = Path(__file__).parent
QUERIES = HERE.parents[1] / "cypher" / "browser"
DRAWN = ("answer_path", "changes", "contradictions", "answered_questions", "episode")
WIDTH, HEIGHT, MARGIN, RADIUS = 1000, 640, 90, 25
HEAD = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif">
<rect width="{width}" height="{height}" fill="white"/>"""
COLOURS = {
    "Entity": "#8ecae6",
    "Event": "#ffb703",
    "Time": "#cdb4db",
    "Fact": "#90be6d",
    "Scene": "#f4a261",
    "Persona": "#e5989b",
    "Question": "#f9c6d7",
    "Episode": "#d9d9d9",
    "Source": "#bfbfbf",
}


def main(url: str) -> None:
    """Write the pictures beside this file, and print every result that is a table."""
    auth = (os.environ.get("NEO4J_USERNAME", ""), os.environ.get("NEO4J_PASSWORD", ""))
    with neo4j.GraphDatabase.driver(url, auth=auth if auth[0] else None) as driver:
        for path in sorted(QUERIES.glob("*.cypher")):
            with driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
                result = session.run(path.read_text("utf-8"))
                rows, graph = [record.data() for record in result], result.graph()
            if path.stem in DRAWN:
                (HERE / f"{path.stem}.svg").write_text(drawn(graph), "utf-8")
            print(f"\n### {path.stem}\n\n{told(rows, graph)}")


def told(rows: list[dict[str, Any]], graph: Graph) -> str:
    """Return a table of the first rows, or how much of a graph came back."""
    if graph.nodes:
        return f"{len(graph.nodes)} nodes, {len(graph.relationships)} relationships."
    keys = list(rows[0])
    lines = [keys, ["---"] * len(keys), *([_cell(row[key]) for key in keys] for row in rows[:6])]
    more = [f"\n… and {len(rows) - 6} more."] if len(rows) > 6 else []
    return "\n".join(["| " + " | ".join(line) + " |" for line in lines] + more)


def _cell(value: Any) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return "" if value is None else textwrap.shorten(text, 70, placeholder=" …").replace("|", "/")


def drawn(graph: Graph) -> str:
    """Return a graph as SVG: circles with their label and name, arrows with their type."""
    nodes = {node.element_id: node for node in graph.nodes}
    places = _places(nodes, graph.relationships)
    frame = HEAD.format(width=WIDTH, height=HEIGHT)
    circles = (_circle(node, *places[key]) for key, node in nodes.items())
    return "\n".join([frame, *_arrows(graph.relationships, places), *circles, "</svg>\n"])


def _places(
    nodes: Iterable[str], relationships: Iterable[Relationship]
) -> dict[str, tuple[float, float]]:
    """Return where nodes stand: what is tied near, all else apart."""
    net = networkx.Graph()
    net.add_nodes_from(sorted(nodes))
    net.add_edges_from(sorted(_ends(each) for each in relationships))
    found = networkx.spring_layout(net, k=2 / len(net) ** 0.5, iterations=1000, seed=7)
    low = [min(at[axis] for at in found.values()) for axis in (0, 1)]
    high = [max(at[axis] for at in found.values()) for axis in (0, 1)]
    room = (WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN)
    return {
        key: (
            MARGIN + room[0] * (at[0] - low[0]) / ((high[0] - low[0]) or 1),
            MARGIN + room[1] * (at[1] - low[1]) / ((high[1] - low[1]) or 1),
        )
        for key, at in found.items()
    }


def _ends(relationship: Relationship) -> tuple[str, str]:
    start, end = (node.element_id for node in relationship.nodes if node is not None)
    return start, end


def _arrows(
    relationships: Iterable[Relationship], places: Mapping[str, tuple[float, float]]
) -> Iterator[str]:
    """Yield an arrow for each pair of nodes and types; many of a type between two are one."""
    types: dict[tuple[str, str], set[str]] = {}
    for each in relationships:
        types.setdefault(_ends(each), set()).add(each.type)
    for (start, end), names in sorted(types.items()):
        (x, y), (u, v) = places[start], places[end]
        length = ((u - x) ** 2 + (v - y) ** 2) ** 0.5 or 1
        dx, dy = RADIUS * (u - x) / length, RADIUS * (v - y) / length
        tip, side = (u - dx, v - dy), (dy / 6, -dx / 6)
        back = (tip[0] - dx / 3, tip[1] - dy / 3)
        yield (
            f'<path d="M{x + dx:.0f} {y + dy:.0f} L{tip[0]:.0f} {tip[1]:.0f}" stroke="#999"/>'
            f'<path d="M{tip[0]:.1f} {tip[1]:.1f} L{back[0] + side[0]:.1f} {back[1] + side[1]:.1f} '
            f'L{back[0] - side[0]:.1f} {back[1] - side[1]:.1f}z" fill="#777"/>'
        )
        # Beside the middle of the line and above it: names stand below their circles.
        up = 1 if dx > 0 else -1
        beside = ((x + u) / 2 + up * dy / 4, (y + v) / 2 - up * dx / 4)
        yield _text(*beside, " · ".join(sorted(names)), "#555", up * dy / RADIUS)


def _circle(node: Node, x: float, y: float) -> str:
    label = next((label for label in COLOURS if label in node.labels), "")
    lines = textwrap.wrap(_name(node), 18, max_lines=3, placeholder=" …")
    shown = [_text(x, y + RADIUS + 13 * at, line, "#000") for at, line in enumerate(lines, 1)]
    circle = (
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{RADIUS}" fill="{COLOURS.get(label, "white")}"/>'
    )
    kind = f'<text x="{x:.0f}" y="{y + 3:.0f}" text-anchor="middle" font-size="10">{label}</text>'
    return "\n".join([circle, kind, *shown])


def _name(node: Node) -> str:
    """Return what a node is called where it is drawn."""
    if "Episode" in node.labels:
        return str(node.get("heading") or f"episode {node['ordinal']}")
    for key in ("name", "title", "uri", "text", "phrase", "predicate"):
        if node.get(key):
            return str(node[key])
    return str(node.get("from") or node.get("level") or node["id"])[:10]


def _text(x: float, y: float, words: str, colour: str, aside: float = 0.0) -> str:
    """Return words in the middle of a place, or aside of it: to its left below zero."""
    anchor = "middle" if abs(aside) < 0.3 else "start" if aside > 0 else "end"
    place = f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" font-size="11"'
    told = f">{escape(words)}</text>"
    # First the same in white and wider, so that no line runs through the words.
    return f'{place} stroke="white" stroke-width="3"{told}\n{place} fill="{colour}"{told}'


if __name__ == "__main__":
    main(sys.argv[1])
