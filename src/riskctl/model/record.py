"""The records of a log: events, reviews and retractions."""

import datetime as dt
from dataclasses import dataclass, field
from typing import NamedTuple

from riskctl.model.grade import UNGRADED, Grade
from riskctl.model.origin import NOWHERE, Origin
from riskctl.model.tlp import Tlp


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """
    A dated, sourced, graded observation of one indicator.

    Attributes:
        id: Permanent; the date and six letters or digits.
        date: The day it happened, not the day it was written down.
        value: A name on the indicator's scale (evidence, not a number), or a
            number in the scale's range.
        grade: Admiralty code; both axes kept.
        recorded: When we learned it (UTC); decides what was known at a moment.
        scheduled: Written down before its day, and meant to be.
        backfilled: `recorded` was set by hand, for history entered late.
        replaces: The event this one corrects.
        tlp: How far it may travel; what is published respects it.
        origin: File and line, for messages only; two readings of one event
            stay equal.
    """

    id: str
    date: dt.date
    indicator: str
    value: str | float
    title: str
    sources: tuple[str, ...] = ()
    grade: Grade = UNGRADED
    note: str = ""
    recorded: dt.datetime
    by: str = ""
    scheduled: bool = False
    backfilled: bool = False
    replaces: str = ""
    tlp: Tlp = Tlp.CLEAR
    origin: Origin = field(default=NOWHERE, compare=False)

    @property
    def order(self) -> tuple[dt.date, dt.datetime, str]:
        """What decides which of two events is the later one; the file never does."""
        return (self.date, self.recorded, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
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
    since: dt.date | None = None
    note: str = ""
    recorded: dt.datetime
    by: str = ""
    origin: Origin = field(default=NOWHERE, compare=False)

    @property
    def first_day(self) -> dt.date:
        """The first day that was looked at."""
        return self.date if self.since is None else self.since

    def last_look(self, *, until: dt.date) -> dt.date | None:
        """Return the latest day up to *until* that was looked at, None before it."""
        return min(self.date, until) if self.first_day <= until else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retraction:
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
    origin: Origin = field(default=NOWHERE, compare=False)


Record = Event | Review | Retraction


class Mark(NamedTuple):
    """What an event weighs, and nothing of what it says."""

    id: str
    date: dt.date
    value: str | float
    grade: Grade
