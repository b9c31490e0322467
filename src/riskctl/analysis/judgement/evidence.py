"""The events that a reading rests on, at hand or in their log."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from riskctl.model.record import Event, Mark

if TYPE_CHECKING:
    from riskctl.model.log import Log


class ListedEvents:
    """Events of one indicator that are at hand."""

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
    """Those of one indicator in force by a day, in their log until asked for."""

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


Evidence = ListedEvents | LoggedEvents
