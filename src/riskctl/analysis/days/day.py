"""A day of a history: its score, its level, and since when that has been the level."""

import datetime as dt
from typing import NamedTuple

from riskctl.model.alert import AlertLevel


class Day(NamedTuple):
    """
    Where score and level stand at the end of one day.

    Attributes:
        score: Points out of 100.
        since: The day on which the level came to be what it is.
        came_from: The level before that; None on the log's first stretch.
        calm_days: Consecutive days that have earned a calmer level so far.
    """

    date: dt.date
    score: float
    level: AlertLevel
    since: dt.date
    came_from: AlertLevel | None
    calm_days: int


class Turn(NamedTuple):
    """A day on which the level changed."""

    day: dt.date
    before: AlertLevel
    after: AlertLevel
