"""Facts, scenes and personas, computed from the graph below them."""

from graphmem.layers.build import build_layers, retire_layers

__all__ = ["build_layers", "retire_layers"]
