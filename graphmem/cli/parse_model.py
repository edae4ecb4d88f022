"""What the command line understands of language models."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from math import isfinite

from graphmem.errors import ModelError
from graphmem.settings import ModelSettings, Settings, default_model, read_price


def add_model(command: ArgumentParser, *, reads: bool = False, dry: bool = True) -> None:
    """Add what names a language model and bounds what it may take."""
    group = command.add_argument_group(
        "language model",
        "None is asked unless one is named, here or in $GRAPHMEM_MODEL. The key is in "
        "$OPENAI_API_KEY.",
    )
    group.add_argument(
        "--model", metavar="NAME", help="the model's name at its endpoint; '' for none"
    )
    group.add_argument(
        "--base-url",
        metavar="URL",
        help="an endpoint that speaks the OpenAI format, such as http://localhost:11434/v1 "
        "(default: $OPENAI_BASE_URL, or OpenAI)",
    )
    if reads:
        group.add_argument(
            "--model-reading",
            choices=("none", "hybrid", "full"),
            help="what it reads: nothing, passages that are hard to read, all (default: hybrid)",
        )
    group.add_argument(
        "--price",
        metavar="IN/OUT",
        type=_price,
        help="US dollars a million tokens sent and received, as in 0.15/0.60 "
        "(default: $GRAPHMEM_MODEL_PRICE)",
    )
    group.add_argument(
        "--max-cost", metavar="USD", type=_amount, help="stop before more than that is spent"
    )
    group.add_argument(
        "--max-tokens", metavar="N", type=_count, help="stop before more tokens are used"
    )
    if dry:
        group.add_argument(
            "--dry-run",
            action="store_true",
            help="say what the model would take, and neither ask it nor write anything",
        )


def settings_of(args: Namespace) -> Settings | None:
    """Return the settings that the arguments ask for, None where they ask for nothing.

    Raises:
        ModelError: a model is limited or placed, but none is named.
    """
    given = {
        "base_url": getattr(args, "base_url", None),
        "reading": getattr(args, "model_reading", None),
        "most_cost": getattr(args, "max_cost", None),
        "most_tokens": getattr(args, "max_tokens", None),
    }
    told = {key: value for key, value in given.items() if value is not None}
    told |= getattr(args, "price", None) or {}
    named = getattr(args, "model", None)
    name = default_model().name if named is None else named
    if told and not name:
        raise ModelError("no language model is named: give --model NAME, or set GRAPHMEM_MODEL")
    if named is None and not told:
        return None
    return Settings(model=ModelSettings.model_validate({"name": name, **told}))


def _price(text: str) -> dict[str, float]:
    try:
        return read_price(text, "it")
    except ModelError as error:
        raise ArgumentTypeError(str(error)) from error


def _amount(text: str) -> float:
    try:
        amount = float(text)
    except ValueError:
        amount = -1.0
    if amount < 0 or not isfinite(amount):
        raise ArgumentTypeError(f"{text!r} is not an amount of US dollars")
    return amount


def _count(text: str) -> int:
    if not text.isdecimal() or len(text) > 12:
        raise ArgumentTypeError(f"{text!r} is not a number of tokens")
    return int(text)
