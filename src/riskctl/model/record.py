"""
The records of a log: events, reviews and retractions.

Named tuples and not frozen dataclasses: a large log makes a million of them. They
are made by keyword, and two are equal wherever they were read.
"""

import datetime as dt
from typing import NamedTuple

from riskctl.model.grade import UNGRADED, Grade
from riskctl.model.origin import NOWHERE, Origin, equal_wherever_read
from riskctl.model.tlp import Tlp


@equal_wherever_read
class Event(NamedTuple):
    """
    A dated, sourced, graded observation of one indicator.

    Attributes:
        id: Permanent; the date and six letters or digits.
        date: The day it happened, not the day it was written down.
        value: A name on the indicator's scale (evidence, not a number), or a
            number in the scale's range.
        recorded: When we learned it (UTC); decides what was known at a moment.
        grade: Admiralty code; both axes kept.
        scheduled: Written down before its day, and meant to be.
        backfilled: `recorded` was set by hand, for history entered late.
        replaces: The event this one corrects.
        tlp: How far it may travel; what is published respects it.
        origin: File and line, for messages only; it decides no comparison.
    """

    id: str
    date: dt.date
    indicator: str
    value: str | float
    title: str
    recorded: dt.datetime
    sources: tuple[str, ...] = ()
    grade: Grade = UNGRADED
    note: str = ""
    by: str = ""
    scheduled: bool = False
    backfilled: bool = False
    replaces: str = ""
    tlp: Tlp = Tlp.CLEAR
    origin: Origin = NOWHERE

    @property
    def order(self) -> tuple[dt.date, dt.datetime, str]:
        """What decides which of two events is the later one; the file never does."""
        return (self.date, self.recorded, self.id)


@equal_wherever_read
class Review(NamedTuple):
    """
    "I looked; nothing to add": evidence of absence, on a day or over a period.

    Attributes:
        date: The day that was looked at; of a period, the last one.
        indicators: What was looked at.
        since: The first day of the period; None when it was one day.
    """

    id: str
    date: dt.date
    indicators: tuple[str, ...]
    recorded: dt.datetime
    since: dt.date | None = None
    note: str = ""
    by: str = ""
    origin: Origin = NOWHERE

    @property
    def first_day(self) -> dt.date:
        """The first day that was looked at."""
        return self.date if self.since is None else self.since

    def last_look(self, *, until: dt.date) -> dt.date | None:
        """Return the latest day up to *until* that was looked at, None before it."""
        return min(self.date, until) if self.first_day <= until else None


@equal_wherever_read
class Retraction(NamedTuple):
    """
    An event is withdrawn, with the reason; the event itself stays in the log.

    Attributes:
        event: The id of the event that no longer counts.
    """

    id: str
    event: str
    reason: str
    recorded: dt.datetime
    by: str = ""
    origin: Origin = NOWHERE


Record = Event | Review | Retraction


class Mark(NamedTuple):
    """What an event weighs, when it was learned, and nothing of what it says."""

    id: str
    date: dt.date
    indicator: str
    value: str | float
    recorded: dt.datetime
    grade: Grade

    @property
    def order(self) -> tuple[dt.date, dt.datetime, str]:
        """What decides which of two events is the later one."""
        return (self.date, self.recorded, self.id)


class Correction(NamedTuple):
    """
    What makes an event count no more: its retraction, or its replacement.

    Attributes:
        event: The id of the event that no longer counts.
        by: The id of the record that says so.
        day: The day of the replacement; None for a retraction.
    """

    event: str
    by: str
    recorded: dt.datetime
    day: dt.date | None
