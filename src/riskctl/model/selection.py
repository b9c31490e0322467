"""Which events of a log are meant."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final, NamedTuple, TypeVar

from riskctl.model.corrected import replacing_in
from riskctl.model.known import IN_ORDER
from riskctl.model.part import Part
from riskctl.model.period import Period
from riskctl.model.record import Event, Note, Review
from riskctl.model.search import NOTHING_MEANT, Meant, plain

Found = TypeVar("Found", Event, Note, Review)
# To read so many blocks by themselves takes less than to read a month of thousands.
_FEW: Final = 64


class EventFilter(NamedTuple):
    """
    What an event must be; nothing set lets every event in force through.

    Attributes:
        indicators: Any of them; none means all.
        text: A part of the title, the note or the id, in any case and composition.
        meant: What has this indicator or this value is found by the text as well.
        recorded_since: Only what was written down then or later.
        recorded_until: Only what was written down then or earlier.
        address: A part of an address, without capitals, that one of its sources has.
        plans: The plans that nobody has answered, too.
        withdrawn: Retracted and replaced events too, and every plan.
        replacing: Only events that replace another.
        newest: At most so many, the newest ones; None means all.
    """

    indicators: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    text: str = ""
    meant: Meant = NOTHING_MEANT
    recorded_since: datetime | None = None
    recorded_until: datetime | None = None
    address: str = ""
    plans: bool = False
    withdrawn: bool = False
    replacing: bool = False
    newest: int | None = None

    def touches(self, days: Period) -> bool:
        """Say whether events of some days may be meant."""
        return (self.first is None or days.last >= self.first) and (
            self.last is None or days.first <= self.last
        )

    def may_be_recorded(
        self, earliest: datetime | None, latest: datetime | None
    ) -> bool:
        """Say whether what was written down between two moments may be meant."""
        since, until = self.recorded_since, self.recorded_until
        if since and (latest is None or latest < since):
            return False
        return until is None or (earliest is not None and earliest <= until)

    def is_meant_in(self, names: Iterable[str]) -> bool:
        """Say whether events of some indicators may be found by what is said of it."""
        return not self.meant.names.isdisjoint(names)

    def newest_of(self, found: list[Found]) -> list[Found]:
        """Return the last of some records in order, as many as are wanted."""
        skipped = 0 if self.newest is None else max(len(found) - self.newest, 0)
        return found[skipped:]

    def lets_through(self, event: Event) -> bool:
        """Say whether *event* by itself is meant."""
        return (
            (not self.indicators or event.indicator in self.indicators)
            and (not self.replacing or bool(event.replaces))
            and (self.first is None or event.date >= self.first)
            and (self.last is None or event.date <= self.last)
            and (
                not self.address
                or any(self.address in it.casefold() for it in event.sources)
            )
            and _is_recorded(event, self)
            and (
                _is_said(self.text, event.title, event.note, event.id)
                or event.indicator in self.meant.indicators
                or (event.indicator, event.value) in self.meant.values
            )
        )


def may_be_meant(part: Part, wanted: EventFilter) -> Iterable[Event]:
    """Return the events of a part among which all are that are meant."""
    if wanted.replacing:
        return replacing_in(part)
    text = plain(wanted.text or wanted.address)
    if text and not wanted.is_meant_in(part.counts):
        return part.events_with(text)
    if wanted.indicators:
        return _of_indicators(part, wanted)
    if wanted.first and wanted.last:
        return part.events_from(wanted.first, wanted.last)
    return part.events


def _of_indicators(part: Part, wanted: EventFilter) -> Iterable[Event]:
    names, days = dict.fromkeys(wanted.indicators), part.days
    first, last = wanted.first or date.min, wanted.last or date.max
    is_whole = days is not None and first <= days.first and days.last <= last
    if not (is_whole or wanted.plans or wanted.withdrawn):  # which have no marks
        marks = (it for name in names for it in part.marks.get(name, ()))
        found = [it for it in marks if first <= it.date <= last]
        if len(found) <= _FEW:
            return [event for it in found if (event := part.event(it.id))]
    return [it for name in names for it in part.by_indicator.get(name, ())]


def notes_in(notes: Iterable[Note], wanted: EventFilter) -> tuple[Note, ...]:
    """Return the notes that are meant, oldest first; they have no indicator."""
    found = [
        it
        for it in sorted(notes, key=IN_ORDER)
        if not wanted.indicators
        and wanted.touches(Period(it.date, it.date))
        and _is_recorded(it, wanted)
        and _is_said(wanted.text, it.title, it.note, it.id)
    ]
    return tuple(wanted.newest_of(found))


def reviews_in(reviews: Iterable[Review], wanted: EventFilter) -> tuple[Review, ...]:
    """Return the reviews that are meant, by their last day."""
    found = [
        it
        for it in sorted(reviews, key=IN_ORDER)
        if (not wanted.indicators or {*wanted.indicators} & {*it.indicators})
        and wanted.touches(Period(it.first_day, it.date))
        and _is_recorded(it, wanted)
        and _is_said(wanted.text, it.note, it.id, *it.indicators)
    ]
    return tuple(wanted.newest_of(found))


def _is_recorded(record: Event | Note | Review, wanted: EventFilter) -> bool:
    since, until = wanted.recorded_since, wanted.recorded_until
    return (since is None or record.recorded >= since) and (
        until is None or record.recorded <= until
    )


def _is_said(text: str, *parts: str) -> bool:
    wanted = plain(text)
    return not wanted or any(wanted in plain(it) for it in parts)
