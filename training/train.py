"""Run one spaCy training from a configuration of `configs/`, with overrides."""

from pathlib import Path
from typing import Any

from spacy.cli.init_config import fill_config
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config
from thinc.api import NumpyOps, set_current_ops

CONFIGS = Path(__file__).parent / "configs"


def train_config(name: str, out: Path, *, base: Path | None = None, **overrides: Any) -> Path:
    """Train `configs/NAME.cfg` into `out`; overrides use two underscores for a dot.

    With a `base`, all components go on from that pipeline instead of from nothing.
    Returns the folder of the last model: the averaged weights after all steps.
    """
    out.mkdir(parents=True, exist_ok=True)
    filled = out / "filled.cfg"
    dotted = {
        key.replace("__", "."): str(value) if isinstance(value, Path) else value
        for key, value in overrides.items()
    }
    config = load_config(CONFIGS / f"{name}.cfg", overrides=dotted, interpolate=False)
    if base is not None:
        config["components"] = {part: {"source": str(base)} for part in config["nlp"]["pipeline"]}
    config.to_disk(filled)
    fill_config(filled, filled, silent=True)
    # the BLAS in blis has no fast kernels for every processor; NumPy's has: three times as fast
    set_current_ops(NumpyOps(use_blis=False))
    train(init_nlp(load_config(filled, interpolate=False)), out)
    return out / "model-last"
