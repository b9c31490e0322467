from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from riskctl.analysis.days.day import Day, Turn
from riskctl.analysis.reports.board import Strip
from riskctl.model.alert import AlertLevel
from riskctl.reporting.weekly.svg import PLOT_HEIGHT, cells, score_picture
from tests.helpers import watch

CATALOGUE = watch().catalogue
FIRST = date(2026, 1, 5)
LEVELS = st.sampled_from(AlertLevel)


def standings(scores: list[float]) -> list[Day]:
    """Return consecutive days with these scores."""
    return [
        Day(
            date=FIRST + timedelta(days=offset),
            score=score,
            level=AlertLevel.CALM,
            since=FIRST,
            came_from=None,
            calm_days=0,
        )
        for offset, score in enumerate(scores)
    ]


class TestScorePicture:
    @given(
        st.lists(st.floats(0, 100), min_size=1, max_size=182),
        st.sets(st.integers(0, 181), max_size=12),
    )
    def test_keeps_to_its_frame_and_its_labels_apart(
        self, scores: list[float], offsets: set[int]
    ) -> None:
        """Every score, level and month; any number of days and changes."""
        days = standings(scores)
        turns = [
            Turn(day=days[it].date, before=AlertLevel.CALM, after=AlertLevel.TENSE)
            for it in sorted(offsets)
            if it < len(days)
        ]
        picture = score_picture(days, CATALOGUE, turns=turns, events=[days[0].date])

        heights = [float(it.split(",")[1]) for it in picture.points.split()]
        assert len(heights) == len(days)
        assert all(0 <= it <= 100 for it in heights)
        assert 0 < picture.end_y <= picture.top + PLOT_HEIGHT
        for marks in (picture.months, picture.turns, picture.events):
            assert all(0 <= it.x <= 100 for it in marks)
        for a, b in pairwise(picture.months):
            assert b.x - a.x >= 9
        for lane in {it.y for it in picture.turns} - {None}:
            xs = [it.x for it in picture.turns if it.y == lane]
            assert all(b - a >= 12 for a, b in pairwise(xs))
        labels = sorted(it.label_y for it in picture.bands if it.label_y is not None)
        assert all(b - a >= 11 for a, b in pairwise(labels))

    def test_marks_the_week(self) -> None:
        """From its first day on."""
        days = standings([10.0] * 15)
        picture = score_picture(days, CATALOGUE, turns=(), events=(), week=days[7].date)

        assert picture.week == 50.0


class TestCells:
    def test_are_as_high_as_the_reading(self) -> None:
        """A cell a week, by shade; nothing at all still shows as a line."""
        (indicator, *_) = CATALOGUE
        strip = Strip(indicator=indicator, readings=(0.0, 0.5, 1.0))

        assert cells(strip) == [
            (0, "M0 1v-0.04h1v0.04z"),
            (2, "M1 1v-0.5h1v0.5z"),
            (4, "M2 1v-1h1v1z"),
        ]
