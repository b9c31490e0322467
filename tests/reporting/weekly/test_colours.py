"""The colours of the levels, told apart by everybody: computed in CAM02-UCS."""

from itertools import pairwise

import pytest
from colorspacious import cspace_convert, deltaE

from riskctl.reporting.weekly.colours import FILLS

# How far two colours lie apart; 1 is just to be seen, 10 at a glance.
LEAST = 10.0
ORDER = ("red", "orange", "yellow", "blue", "green")
SIGHTS = ("everybody", "deuteranomaly", "protanomaly", "tritanomaly", "grey")


def as_seen(colour: str, sight: str) -> list[float]:
    """Return a colour as it is seen, in sRGB of 0 to 1."""
    plain = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    if sight == "everybody":
        return plain
    if sight == "grey":
        lightness = cspace_convert(plain, "sRGB1", "JCh")[0]
        grey = cspace_convert([lightness, 0, 0], "JCh", "sRGB1")
        return [min(max(float(it), 0.0), 1.0) for it in grey]
    space = {"name": "sRGB1+CVD", "cvd_type": sight, "severity": 100}
    return [
        min(max(float(it), 0.0), 1.0) for it in cspace_convert(plain, space, "sRGB1")
    ]


@pytest.mark.parametrize("sight", SIGHTS)
def test_neighbours_are_told_apart(sight: str) -> None:
    """By all three colour blindnesses, and 3, 2 and 1 on a grey print."""
    levels = ORDER[:3] if sight == "grey" else ORDER
    seen = {it: as_seen(FILLS[it], sight) for it in levels}
    apart = {
        f"{a} and {b}": float(deltaE(seen[a], seen[b], input_space="sRGB1"))
        for a, b in pairwise(levels)
    }
    assert {name: it for name, it in apart.items() if it < LEAST} == {}
