from datetime import date, timedelta

import pytest

from riskctl.analysis.days.events import by_indicator
from riskctl.analysis.days.history import walk_log
from riskctl.analysis.days.score import clamped
from riskctl.analysis.judgement.reading import read_all
from riskctl.analysis.reports.board import Board, read_board
from riskctl.model.watch import Watch
from tests.helpers import EXAMPLE, event, open_folder, watch

LAST = date(2022, 3, 6)
DAYS = [LAST - timedelta(weeks=it) for it in reversed(range(26))]


def board_of(model: Watch) -> Board:
    """Return the board of a watch."""
    history = walk_log(model.catalogue, model.log, until=LAST)
    assert history is not None
    return read_board(history, days=DAYS)


class TestReadBoard:
    def test_reads_what_the_judgement_of_each_day_reads(self) -> None:
        """In one pass, to the last digit that is shown."""
        model = open_folder(EXAMPLE)
        board = board_of(model)

        for index, day in enumerate(DAYS):
            known = by_indicator(model.log.in_force, as_of=day)
            looked = model.log.first_reviews()
            readings = read_all(model.catalogue, known, as_of=day, reviewed=looked)
            assert [clamped(it.value) for it in readings] == pytest.approx(
                [it[index] for it in board.readings.values()], abs=1e-12
            )

    def test_starts_from_no_evidence(self) -> None:
        """What is not set reads nothing, whatever its kind."""
        model = watch(event("2022-03-06", "clash", "shots"))
        board = board_of(model)

        assert {name: (it[0], it[-1]) for name, it in board.readings.items()} == {
            "clash": (0.0, 0.4),
            "treaty": (0.0, 0.0),
            "talks": (0.0, 0.0),
        }
        assert [max(it) for it in board.readings.values()] == [0.4, 0.0, 0.0]
        assert board.days == tuple(DAYS)
