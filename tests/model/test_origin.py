"""Two readings of one thing are equal, wherever each of them stood."""

from typing import NamedTuple

import pytest

from riskctl.model.origin import NOWHERE, Origin, equal_wherever_read


@equal_wherever_read
class Said(NamedTuple):
    """Something with two fields that count, and a place that does not."""

    what: str
    when: int
    origin: Origin = NOWHERE


HERE, THERE = Said("x", 1, Origin("f", 1)), Said("x", 1, Origin("g", 9))


def test_the_place_makes_no_difference() -> None:
    """Equal, not different, and one in a set."""
    assert HERE == THERE
    assert not HERE != THERE  # noqa: SIM202 (both ways are defined)
    assert {HERE, THERE} == {HERE}
    assert hash(HERE) == hash(THERE)


@pytest.mark.parametrize("other", [Said("y", 1), Said("x", 2)])
def test_every_other_field_does(other: Said) -> None:
    """The first and the last of them."""
    assert HERE != other
    assert not HERE == other  # noqa: SIM201 (both ways are defined)
    assert len({HERE, other}) == 2


def test_a_plain_tuple_is_something_else() -> None:
    """Even with the same fields."""
    plain: object = ("x", 1, Origin("f", 1))
    assert HERE != plain
    assert not HERE == plain  # noqa: SIM201


def test_is_spelled_so_that_an_editor_jumps_there() -> None:
    """A file as a whole has no line."""
    assert ["log/x.toml:3", "log/x.toml"] == [
        str(Origin("log/x.toml", 3)),
        str(Origin("log/x.toml")),
    ]
