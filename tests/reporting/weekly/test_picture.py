from datetime import date, timedelta
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskctl.analysis.days.day import Day
from riskctl.analysis.reports.jumps import Jump
from riskctl.model.alert import AlertLevel
from riskctl.reporting.weekly.colours import FILLS, INKS
from riskctl.reporting.weekly.picture import PLOT_HEIGHT, picture_of
from tests.helpers import event, watch

CATALOGUE = watch().catalogue
FIRST = date(2026, 1, 5)
# Every level is current.
drawn = partial(picture_of, lapsed=lambda _: False)
DAY = st.tuples(st.floats(0, 100), st.sampled_from(AlertLevel))


def days_of(values: list[tuple[float, AlertLevel]]) -> list[Day]:
    """Return consecutive days with these scores and levels."""
    return [
        Day(
            date=FIRST + timedelta(days=offset),
            score=score,
            level=level,
            since=FIRST,
            came_from=None,
            calm_days=0,
        )
        for offset, (score, level) in enumerate(values)
    ]


class TestPictureOf:
    @given(st.lists(DAY, min_size=1, max_size=400))
    def test_keeps_to_its_frame_and_covers_it(
        self, values: list[tuple[float, AlertLevel]]
    ) -> None:
        """Every score on the one scale; the ribbon without a gap."""
        picture = drawn(days_of(values), CATALOGUE, ())

        for corner in picture.points.split():
            x, y = map(float, corner.split(","))
            assert 0 <= x <= picture.span
            assert 0 <= y <= 100
        for a, b in pairwise(picture.ribbon):
            assert abs(a.x + a.width - b.x) < 0.02
        assert all(0 <= it.x <= 100 for it in picture.ticks)
        assert all(0 <= it.x <= 100 for it in picture.ribbon)
        assert picture.top <= picture.end_y <= picture.top + PLOT_HEIGHT

    def test_has_the_same_scale_for_every_run(self) -> None:
        """The thresholds stand where they stand, however low the score."""
        low, high = (
            drawn(days_of([(it, AlertLevel.CALM)] * 9), CATALOGUE, ())
            for it in (1.0, 99.0)
        )

        assert low.lines == high.lines
        assert [it.text for it in low.lines] == ["15", "30", "50", "75"]

    def test_numbers_the_turns_that_it_names(self) -> None:
        """One below the other, the name on the side that has room."""
        days = days_of([(10.0, AlertLevel.CALM)] * 100)
        jumps = [
            Jump(days[it].date, 9.0, event(str(days[it].date), "clash", "shots"))
            for it in (10, 90)
        ]
        one, two = drawn(days, CATALOGUE, jumps).named

        assert (one.number, one.anchor, two.number, two.anchor) == (
            1,
            "start",
            2,
            "end",
        )
        assert one.y < two.y

    @pytest.mark.parametrize(("days_of_two", "highest"), [((80, 90), 1), ((5, 15), 0)])
    def test_no_dotted_line_runs_through_a_name(
        self, days_of_two: tuple[int, int], highest: int
    ) -> None:
        """Names that end at their day stand the later the higher."""
        days = days_of([(10.0, AlertLevel.CALM)] * 100)
        jumps = [
            Jump(days[it].date, 9.0, event(str(days[it].date), "clash", "shots"))
            for it in days_of_two
        ]
        named = drawn(days, CATALOGUE, jumps).named
        assert min(named, key=lambda it: it.y) is named[highest]

    def test_puts_the_last_number_where_the_line_is_not(self) -> None:
        """Below it after a fall, above it else."""
        steady = [(30.0, AlertLevel.CALM)] * 100
        fallen = [(60.0, AlertLevel.CALM)] * 97 + [(50.0, AlertLevel.CALM)] * 3
        above, below = (drawn(days_of(it), CATALOGUE, ()) for it in (steady, fallen))
        assert above.end_text < above.end_y
        assert below.end_text > below.end_y

    def test_names_months_of_half_a_year_and_years_of_a_long_run(self) -> None:
        """All are ticked; those are named that have room."""
        short = drawn(days_of([(1.0, AlertLevel.CALM)] * 182), CATALOGUE, ())
        long = drawn(days_of([(1.0, AlertLevel.CALM)] * 6000), CATALOGUE, ())

        assert [it.text for it in short.ticks][:3] == ["Feb", "Mar", "Apr"]
        assert long.ticks[0].text == "2027"
        assert len(long.ticks) == 16

    def test_is_grey_from_the_day_on_which_nobody_had_looked(self) -> None:
        """The digit stays: it is what the level was."""
        days = days_of([(10.0, AlertLevel.CALM)] * 100)
        picture = drawn(days, CATALOGUE, (), lapsed=lambda day: day >= days[60].date)

        assert [(it.colour, it.digit) for it in picture.ribbon] == [
            ("green", "5"),
            ("grey", "5"),
        ]

    def test_has_the_digit_of_the_last_level_always(self) -> None:
        """A day old in half a year, it stands beside the ribbon."""
        levels = [AlertLevel.CALM] * 181 + [AlertLevel.TENSE]
        last = drawn(days_of([(40.0, it) for it in levels]), CATALOGUE, ()).ribbon[-1]

        assert (last.digit, last.is_outside) == ("3", True)

    def test_writes_the_last_score_where_the_line_is_not(self) -> None:
        """Below it, where it has just come down; above, where it has risen."""
        calm = AlertLevel.CALM
        fallen = days_of([(80.0, calm)] * 98 + [(40.0, calm)] * 2)
        risen = days_of([(20.0, calm)] * 98 + [(40.0, calm)] * 2)
        low, high = (drawn(it, CATALOGUE, ()) for it in (fallen, risen))

        assert low.end_text > low.end_y > high.end_text


class TestColours:
    def test_carry_their_digit(self) -> None:
        """4.5 to 1, as WCAG computes it."""
        for name, fill in FILLS.items():
            assert contrast(fill, INKS[name]) >= 4.5

    def test_get_darker_from_three_to_one(self) -> None:
        """So that a grey print orders them."""
        light = [luminance(FILLS[it]) for it in ("yellow", "orange", "red")]

        assert light == sorted(light, reverse=True)
        assert all(a / b > 1.6 for a, b in pairwise(light))


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        it / 12.92 if it <= 0.04045 else ((it + 0.055) / 1.055) ** 2.4
        for it in channels
    ]
    return sum(w * it for w, it in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)
