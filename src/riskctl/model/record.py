"""
The records of a log: events, reviews, notes and retractions.

Named tuples and not frozen dataclasses: a large log makes a million of them. They
are made by keyword, and two are equal wherever they were read.
"""

import datetime as dt
from enum import StrEnum
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
        scheduled: It is a plan, written down before its day: it never counts.
        backfilled: `recorded` was set by hand, for history entered late.
        replaces: The event or note that this one corrects.
        tlp: How far it may travel; what is published respects it.
        until: The last day of what took several, or of the days on one of which it
            happened; the first day is the one that counts.
        forum: Where it was said or decided, like the Security Council.
        theatre: Where it took place, like the Baltic.
        via: How it came into the log, like the name of a feed.
        confirms: The plan that this event shows to have come about.
        distinct: Events that look like this one, and are others.
        origins: Whom each source took it from, one entry a source, empty where that
            is not known; no entries where it is known of none.
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
    until: dt.date | None = None
    forum: str = ""
    theatre: str = ""
    via: str = ""
    confirms: str = ""
    distinct: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
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
class Note(NamedTuple):
    """
    What fits no indicator: kept, listed and reported, never scored.

    Attributes:
        date: The day it happened, not the day it was written down.
        note: What else is to be kept beside the title.
        replaces: The event or note that this one corrects.
        tlp: How far it may travel; what is published respects it.
        bulletin: It is the keeper's own paragraph for the bulletin of its week.
    """

    id: str
    date: dt.date
    title: str
    recorded: dt.datetime
    sources: tuple[str, ...] = ()
    note: str = ""
    by: str = ""
    replaces: str = ""
    tlp: Tlp = Tlp.CLEAR
    bulletin: bool = False
    origin: Origin = NOWHERE

    @property
    def order(self) -> tuple[dt.date, dt.datetime, str]:
        """What decides which of two notes is the later one."""
        return (self.date, self.recorded, self.id)


@equal_wherever_read
class Retraction(NamedTuple):
    """
    A record is withdrawn, with the reason; the record itself stays in the log.

    Attributes:
        record: The id of the record that no longer counts; it may be that of
            another retraction, which then withdraws nothing.
    """

    id: str
    record: str
    reason: str
    recorded: dt.datetime
    by: str = ""
    origin: Origin = NOWHERE


Record = Event | Review | Note | Retraction


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


class Verb(StrEnum):
    """What one record does to another."""

    RETRACTS = "retracts"
    REPLACES = "replaces"
    CONFIRMS = "confirms"


class Correction(NamedTuple):
    """
    What one record does to another, so that the other counts no more.

    Attributes:
        record: The id of the record that it is done to.
        by: The id of the record that does it.
        recorded: When that one was written down.
    """

    record: str
    by: str
    recorded: dt.datetime
    verb: Verb
