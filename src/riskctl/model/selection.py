"""Which events of a log are meant."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from riskctl.model.record import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """
    What an event must be; nothing set lets every event in force through.

    Attributes:
        indicators: Any of them; none means all.
        text: A part of the title, the note or the id, in any case.
        withdrawn: Retracted and replaced events too.
        replacing: Only events that replace another.
        newest: How many to keep, the newest of them; None keeps all.
    """

    indicators: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    text: str = ""
    withdrawn: bool = False
    replacing: bool = False
    newest: int | None = None

    def lets_through(self, event: Event) -> bool:
        """Say whether *event* is meant."""
        wanted = self.text.casefold()
        return (
            (not self.indicators or event.indicator in self.indicators)
            and (not self.replacing or bool(event.replaces))
            and (self.first is None or event.date >= self.first)
            and (self.last is None or event.date <= self.last)
            and any(
                wanted in part.casefold()
                for part in (event.title, event.note, event.id)
            )
        )

    def kept(self, events: Iterable[Event]) -> tuple[Event, ...]:
        """Return the *newest* of the events, oldest first."""
        ordered = sorted(events, key=lambda event: event.order)
        if self.newest is not None:
            ordered = ordered[max(len(ordered) - self.newest, 0) :]
        return tuple(ordered)
