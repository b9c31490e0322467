"""What a file of the log says of itself without being read."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from riskctl.model.names import LOG_FOLDER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from riskctl.model.held import Held
    from riskctl.model.period import Period
    from riskctl.model.record import Correction
    from riskctl.storage.months.facts import Facts


class KnownFile:
    """
    The first half of a `Part`: what is cheap to say.

    Attributes:
        name: In the folder of the log.
        facts: What is known of it.
    """

    def __init__(self, name: str, facts: Facts) -> None:
        """Name the file."""
        self.name = name
        self.facts = facts

    @property
    def shown(self) -> str:
        """Its name as messages give it, relative to the watch."""
        return f"{LOG_FOLDER}/{self.name}"

    @property
    def size(self) -> int:
        """How many records of every kind it holds."""
        return self.facts.size

    @cached_property
    def held(self) -> Mapping[str, Held]:
        """How many records it holds, by the month with which their ids begin."""
        from riskctl.model.held import Held

        return {month: Held(*it) for month, it in self.facts.held.items()}

    @cached_property
    def days(self) -> Period | None:
        """The first and the last day of its events, whether they count or not."""
        first, last = self.facts.first, self.facts.last
        return _period(first, last) if first else None

    @cached_property
    def last_happened(self) -> date | None:
        """The last day of its events that are no plans; None when it has none."""
        happened = self.facts.happened
        return date.fromordinal(happened) if happened else None

    @cached_property
    def noted(self) -> Period | None:
        """The first and the last day of its notes; None when it has none."""
        return _period(*self.facts.noted) if self.facts.noted else None

    @cached_property
    def latest(self) -> datetime | None:
        """When the last of its records was written down; None when it has none."""
        latest = self.facts.latest
        return datetime.fromisoformat(latest) if latest else None

    @cached_property
    def earliest(self) -> datetime | None:
        """When the first of its records was written down; None when it has none."""
        earliest = self.facts.earliest
        return datetime.fromisoformat(earliest) if earliest else None

    @cached_property
    def foreign(self) -> Sequence[Correction]:
        """The corrections in it of records that stand in another file."""
        from riskctl.storage.months.facts import correction_of

        return [correction_of(it) for it in self.facts.foreign]

    @property
    def has_marked(self) -> bool:
        """Whether not everybody may read all of its events and notes."""
        return self.facts.has_marked

    @cached_property
    def plans(self) -> frozenset[str]:
        """The ids of its events that are planned, whatever became of them."""
        return frozenset(self.facts.plans)

    @property
    def looks(self) -> Mapping[str, Sequence[int]]:
        """
        The first and the last day that reviews in it cover, of each indicator.

        Days are ordinals. What its own corrections withdraw is left out.
        """
        return self.facts.looks


def _period(first: int, last: int) -> Period:
    """Return the days between two ordinals, both included."""
    from riskctl.model.period import Period

    return Period(date.fromordinal(first), date.fromordinal(last))
