"""What the generator needs of a catalogue: its indicators and their scales."""

import tomllib
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parent.parent
CATALOGUE: Final = ROOT / "data" / "indicators.toml"

# The credibility digit's share of an event, as docs/explanation/method.md has it.
CREDENCE: Final = {"1": 1.0, "2": 0.75, "3": 0.5, "4": 0.25, "5": 0.0, "6": 0.5}


class Gauge(NamedTuple):
    """
    One indicator.

    Attributes:
        values: The names on its scale.
        numbers: What each of them means, in the same order.
        hundredths: The same times the weight, in hundredths of a point.
    """

    id: str
    kind: str
    values: tuple[str, ...]
    numbers: tuple[float, ...]
    hundredths: tuple[float, ...]


def gauges() -> list[Gauge]:
    """Return the indicators of the shipped catalogue."""
    with CATALOGUE.open("rb") as file:
        indicators = tomllib.load(file)["indicator"]
    return [
        Gauge(
            id=it["id"],
            kind=it["kind"],
            values=tuple(it["scale"]),
            numbers=tuple(value["number"] for value in it["scale"].values()),
            hundredths=tuple(
                100 * it["weight"] * value["number"] for value in it["scale"].values()
            ),
        )
        for it in indicators
    ]
