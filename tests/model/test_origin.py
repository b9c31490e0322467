"""Two readings of one thing are equal, wherever each of them stood."""

from typing import Any, NamedTuple

import pytest

from riskctl.model.origin import NOWHERE, Origin, equal_wherever_read


@pytest.fixture
def said() -> Any:
    """Return a kind with two fields that count, and a place that does not."""

    @equal_wherever_read
    class Said(NamedTuple):
        what: str
        when: int
        origin: Origin = NOWHERE

    return Said


HERE, THERE = Origin("f", 1), Origin("g", 9)


def test_the_place_makes_no_difference(said: Any) -> None:
    """Equal, not different, and one in a set."""
    here, there = said("x", 1, HERE), said("x", 1, THERE)

    assert here == there
    assert not here != there  # noqa: SIM202 (both ways are defined)
    assert {here, there} == {here}
    assert hash(here) == hash(there)


@pytest.mark.parametrize("other", [("y", 1), ("x", 2)])
def test_every_other_field_does(said: Any, other: tuple[str, int]) -> None:
    """The first and the last of them."""
    one, another = said("x", 1, HERE), said(*other, HERE)

    assert one != another
    assert not one == another  # noqa: SIM201 (both ways are defined)
    assert len({one, another}) == 2
    assert hash(one) != hash(another)


def test_a_plain_tuple_is_something_else(said: Any) -> None:
    """Even with the same fields."""
    here = said("x", 1, HERE)
    plain: object = ("x", 1, HERE)

    assert here != plain
    assert not here == plain  # noqa: SIM201


def test_is_spelled_so_that_an_editor_jumps_there() -> None:
    """A file as a whole has no line."""
    assert ["log/x.toml:3", "log/x.toml"] == [
        str(Origin("log/x.toml", 3)),
        str(Origin("log/x.toml")),
    ]
