"""Which events of a log are meant."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from riskctl.model.period import Period
from riskctl.model.record import Event, Review
from riskctl.model.search import NOTHING_MEANT, Meant, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """
    What an event must be; nothing set lets every event in force through.

    Attributes:
        indicators: Any of them; none means all.
        text: A part of the title, the note or the id, in any case and composition.
        meant: What has this indicator or this value is found by the text as well.
        recorded_since: Only what was written down then or later.
        withdrawn: Retracted and replaced events too.
        replacing: Only events that replace another.
        newest: At most so many, the newest ones; None means all.
    """

    indicators: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    text: str = ""
    meant: Meant = NOTHING_MEANT
    recorded_since: datetime | None = None
    withdrawn: bool = False
    replacing: bool = False
    newest: int | None = None

    def touches(self, days: Period) -> bool:
        """Say whether events of some days may be meant."""
        return (self.first is None or days.last >= self.first) and (
            self.last is None or days.first <= self.last
        )

    def is_meant_in(self, names: Iterable[str]) -> bool:
        """Say whether events of some indicators may be found by what is said of it."""
        return not self.meant.names.isdisjoint(names)

    def lets_through(self, event: Event) -> bool:
        """Say whether *event* by itself is meant."""
        return (
            (not self.indicators or event.indicator in self.indicators)
            and (not self.replacing or bool(event.replaces))
            and (self.first is None or event.date >= self.first)
            and (self.last is None or event.date <= self.last)
            and (self.recorded_since is None or event.recorded >= self.recorded_since)
            and self._is_found(event)
        )

    def lets_review_through(self, review: Review) -> bool:
        """Say whether a look is meant: by its days, its indicators and its note."""
        wanted = plain(self.text)
        return (
            (
                not self.indicators
                or not {*self.indicators}.isdisjoint(review.indicators)
            )
            and (self.first is None or review.date >= self.first)
            and (self.last is None or review.first_day <= self.last)
            and (self.recorded_since is None or review.recorded >= self.recorded_since)
            and any(wanted in plain(it) for it in (review.note, review.id))
        )

    def _is_found(self, event: Event) -> bool:
        wanted = plain(self.text)
        return (
            not wanted
            or any(wanted in plain(it) for it in (event.title, event.note, event.id))
            or event.indicator in self.meant.indicators
            or (event.indicator, event.value) in self.meant.values
        )
