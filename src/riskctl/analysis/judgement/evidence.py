"""The events that a reading rests on, at hand or in their log."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from riskctl.model.record import Event, Mark

if TYPE_CHECKING:
    from riskctl.model.log import Log


class Evidence(Protocol):
    """The events in force of one indicator by a day, however many there are."""

    def newest_first(self) -> Iterator[Event]:
        """Yield them, newest first."""

    def marks(self) -> Iterator[Event | Mark]:
        """Yield what they weigh, newest first."""

    def event(self, event_id: str) -> Event | None:
        """Return one of them."""

    def __len__(self) -> int:
        """Count them."""


class ListedEvents:
    """Events that are at hand."""

    def __init__(self, events: Sequence[Event]) -> None:
        """Take them over, oldest first."""
        self._events = events

    def newest_first(self) -> Iterator[Event]:
        """Yield them, newest first."""
        return reversed(self._events)

    def marks(self) -> Iterator[Event]:
        """Yield what they weigh, newest first."""
        return self.newest_first()

    def event(self, event_id: str) -> Event | None:
        """Return one of them."""
        return next((it for it in self._events if it.id == event_id), None)

    def __len__(self) -> int:
        """Count them."""
        return len(self._events)


class LoggedEvents:
    """Events that stay in their log until they are asked for."""

    def __init__(self, log: "Log", indicator: str, *, until: date) -> None:
        """Say which ones are meant."""
        self._log, self._indicator, self._until = log, indicator, until

    def newest_first(self) -> Iterator[Event]:
        """Yield them, newest first."""
        return self._log.newest_first(until=self._until, indicator=self._indicator)

    def marks(self) -> Iterator[Event | Mark]:
        """Yield what they weigh, newest first."""
        return self._log.marks(until=self._until, indicator=self._indicator)

    def event(self, event_id: str) -> Event | None:
        """Return one of them."""
        return self._log.event(event_id)

    def __len__(self) -> int:
        """Count them."""
        return self._log.count(until=self._until, indicator=self._indicator)
