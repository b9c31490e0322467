"""Whether a level is current: when somebody last looked, and how long that holds."""

from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

from riskctl.model.month import LAST_MONTH, first_of, month_of

if TYPE_CHECKING:
    from riskctl.analysis.days.history import History
    from riskctl.model.ledger import Ledger
    from riskctl.model.log import Log

# Which days have an event in force, noted beside each month of a ledger.
_EVENTFUL: Final = "eventful"
_EVENTFUL_BYTES: Final = 4
# What is noted beside the last month of a ledger, for it rests on every month.
_RECORDED: Final = "recorded"
_ALWAYS: Final = datetime.max.replace(tzinfo=UTC)


class Currency:
    """
    When somebody last looked, and until when the level is current.

    A look is a day on which an event happened or was recorded, or which a review
    covers. What happened is cheap to see; what was recorded costs a part of the log,
    and is read only where that makes a difference.
    """

    def __init__(  # noqa: PLR0913 (what is looked through, and what it is asked for)
        self,
        log: "Log",
        history: "History | None",
        *,
        as_of: date,
        timezone: str,
        valid_days: int,
        shown: "Log",
    ) -> None:
        """
        Take over what is looked through.

        Args:
            history: The walk of the log up to the day or later; None without an event.
            shown: The log without the events that are not shown.
        """
        self._log = log
        self._history = history
        self._as_of = as_of
        self._timezone = timezone
        self._valid_days = valid_days
        self._shown = shown

    @cached_property
    def last_look(self) -> date | None:
        """
        The last day on which somebody looked; None without one.

        It is None as well where it would tell the day of an event that is not shown.
        """
        look = self._last_look
        if look is None or self._shown is self._log:
            return look
        return look if look == self._look_shown else None

    @property
    def valid_until(self) -> date | None:
        """The last day on which the level is current; None without a last look."""
        return self.last_look and self._end(self.last_look)

    @cached_property
    def is_current(self) -> bool:
        """Whether there is a level, and somebody has looked lately."""
        if self._history is None:
            return False
        look = _last_seen(self._log, self._history, until=self._as_of)
        if look is None or self._end(look) < self._as_of:
            look = self._last_look
        return look is not None and self._end(look) >= self._as_of

    def has_lapsed_by(self, day: date) -> bool:
        """
        Say whether nobody has looked lately on *day*, nor from then to the as-of day.

        Where the last look must not be told, this is said of the as-of day only.
        """
        if self.is_current:
            return False
        return day > self.valid_until if self.valid_until else day >= self._as_of

    def _end(self, look: date) -> date:
        return look + timedelta(days=self._valid_days)

    @cached_property
    def _last_look(self) -> date | None:
        return self._look_in(self._log, self._history)

    @cached_property
    def _look_shown(self) -> date | None:
        if self._history is None:
            return self._look_in(self._shown, None)
        from riskctl.analysis.days.history import walk_log

        catalogue = self._history.catalogue
        return self._look_in(
            self._shown, walk_log(catalogue, self._shown, until=self._as_of)
        )

    def _look_in(self, log: "Log", history: "History | None") -> date | None:
        return last_look(log, history, until=self._as_of, timezone=self._timezone)


def last_look(
    log: "Log", history: "History | None", *, until: date, timezone: str
) -> date | None:
    """
    Return the last day by *until* on which somebody looked; None without one.

    Args:
        history: The walk of the log up to *until* or later; None without an event.
    """
    seen = _last_seen(log, history, until=until)
    if seen == until:
        return seen
    from riskctl.model.period import end_of
    from riskctl.model.zone import zone

    ledger = history.ledger if history else None
    recorded = _last_recorded(log, ledger, until=end_of(until, timezone))
    if recorded is None:
        return seen
    day = recorded.astimezone(zone(timezone)).date()
    return max(day, seen or day)


def _last_seen(log: "Log", history: "History | None", *, until: date) -> date | None:
    """Return the last day by *until* that has an event in force or in a review."""
    days = list(log.last_reviews(until=until).values())
    if history:
        happened = last_event_day(history.ledger, first=history.first, until=until)
        days += [happened] if happened else []
    return max(days, default=None)


def last_event_day(ledger: "Ledger", *, first: date, until: date) -> date | None:
    """
    Return the last day from *first* to *until* that has an event in force.

    Args:
        first: The first day of the ledger that has one.
    """
    days = _eventful_days(ledger, month_of(until)) & (1 << until.day) - 1
    for month in range(month_of(until), month_of(first) - 1, -1):
        if days:
            return first_of(month) + timedelta(days=days.bit_length() - 1)
        days = _eventful_days(ledger, month - 1)
    return None


def _eventful_days(ledger: "Ledger", month: int) -> int:
    """Return a number with a bit for each day of a month, the first one the lowest."""
    page = ledger.recall(_EVENTFUL, month)
    if page is not None:
        return int.from_bytes(page, "little")
    days, first = 0, first_of(month).toordinal()
    for lines in ledger.sheet(month).values():
        for day, _ in lines:
            days |= 1 << day - first
    ledger.note(_EVENTFUL, month, days.to_bytes(_EVENTFUL_BYTES, "little"))
    return days


def _last_recorded(
    log: "Log", ledger: "Ledger | None", *, until: datetime
) -> datetime | None:
    """Return when the last event by a moment was recorded; the very last is noted."""
    if ledger is None:
        return log.last_recorded(until=until)
    page = ledger.recall(_RECORDED, LAST_MONTH)
    if page is None:
        last = log.last_recorded(until=_ALWAYS)
        noted = last.isoformat() if last else ""
        ledger.note(_RECORDED, LAST_MONTH, noted.encode())
    else:
        last = datetime.fromisoformat(page.decode()) if page else None
    return last if last is None or last <= until else log.last_recorded(until=until)
