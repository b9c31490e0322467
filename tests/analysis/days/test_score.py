"""From readings to the score, in the numbers of the published rule."""

import pytest

from riskctl.analysis.days.score import (
    Sums,
    closed_by,
    closing_rate,
    lift_of,
    pressure_of,
    readings_of,
)
from riskctl.model.indicator import Kind


class TestScore:
    @pytest.mark.parametrize(
        ("kind", "forces", "squares", "readings"),
        [
            (Kind.STATUS, [-0.5, 0.5, 1.5], [0.0] * 3, [0.0, 0.5, 1.0]),
            (Kind.CONTACT, [-0.5, 0.25, 1.5], [0.0] * 3, [1.0, 0.75, 0.0]),
            (Kind.CONTACT, [0.0, 0.25, 1.0], [0.0] * 3, [1.0, 0.75, 0.0]),
            (Kind.INCIDENT, [0.0, -0.5], [0.25, 0.0], [0.5, -0.5]),
            (Kind.INCIDENT, [0.0, 0.0], [0.25, 4.0], [0.5, 2.0]),
            (Kind.STATUS, [], [], []),
            (Kind.CONTACT, [], [], []),
        ],
    )
    def test_readings_are_held_but_for_incidents(
        self,
        kind: Kind,
        forces: list[float],
        squares: list[float],
        readings: list[float],
    ) -> None:
        """A row of days as one by one."""
        assert readings_of(kind, forces, squares) == readings
        for force_, square, reading in zip(forces, squares, readings, strict=True):
            assert Sums(force_, square).reading(kind) == reading

    def test_pressure_closes_a_share_of_the_distance(self) -> None:
        """Half of it at every half-pressure; relief closes nothing."""
        assert pressure_of([5.0, -2.0]) == 3.0
        assert pressure_of([5.0, -7.0]) == 0.0
        assert closed_by(10.0, 10.0) == 0.5
        assert lift_of(20.0, 10.0, 10.0) == 40.0
        assert lift_of(100.0, 10.0, 10.0) == 0.0

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (0.0, 20.0),
            (20.0, 0.0),
            (3.0, 3.5),
            (-20.0, 20.0),
            (-5.0, 1.0),
            (30.0, 60.0),
        ],
    )
    def test_the_rate_is_what_is_closed_over_the_way(
        self, before: float, after: float
    ) -> None:
        """In either direction."""
        closed = closed_by(max(after, 0.0), 10.0) - closed_by(max(before, 0.0), 10.0)
        rate = closing_rate(before, after, 10.0)
        assert rate == pytest.approx(closed / (after - before))

    def test_the_rate_at_a_point_is_the_limit(self) -> None:
        """Of ever shorter ways; under nought there is none, at nought there is."""
        for at in (0.0, 4.0):
            near = closing_rate(at, at + 1e-6, 10.0)
            assert closing_rate(at, at, 10.0) == pytest.approx(near, rel=1e-6)
        assert closing_rate(-5.0, -1.0, 10.0) == 0.0
        assert closing_rate(-5.0, -5.0, 10.0) == 0.0
        assert closing_rate(-5.0, 0.0, 10.0) == 0.0
