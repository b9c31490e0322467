"""
A part of a log: records that are kept together, and what is cheap to say of them.

One part may be a file that is read only when something in it is asked for; another
holds records at hand. A log asks both the same questions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date, datetime

    from riskctl.model.held import Held
    from riskctl.model.period import Period
    from riskctl.model.record import (
        Correction,
        Event,
        Mark,
        Note,
        Record,
        Retraction,
        Review,
    )


class Part(Protocol):
    """
    Records that are kept together.

    What a part says of itself stands first, and is cheap. Its records follow: a
    part that keeps them in a file reads it when they are asked for.
    """

    @property
    def size(self) -> int:
        """How many records of every kind it holds."""

    @property
    def held(self) -> Mapping[str, Held]:
        """How many records it holds, by the month with which their ids begin."""

    @property
    def days(self) -> Period | None:
        """The first and the last day of its events, whether they count or not."""

    @property
    def last_happened(self) -> date | None:
        """The last day of its events that are no plans; None when it has none."""

    @property
    def noted(self) -> Period | None:
        """The first and the last day of its notes; None when it has none."""

    @property
    def latest(self) -> datetime | None:
        """When the last of its records was written down; None when it has none."""

    @property
    def earliest(self) -> datetime | None:
        """When the first of its records was written down; None when it has none."""

    @property
    def foreign(self) -> Sequence[Correction]:
        """The corrections in it of records that stand in another part."""

    @property
    def corrections(self) -> Sequence[Correction]:
        """All the corrections in it."""

    @property
    def counts(self) -> Mapping[str, int]:
        """How many events of each indicator count by the part's own corrections."""

    @property
    def plans(self) -> AbstractSet[str]:
        """The ids of its events that are planned, whatever became of them."""

    @property
    def looks(self) -> Mapping[str, Sequence[int]]:
        """
        The first and the last day that reviews in it cover, of each indicator.

        Days are ordinals. What its own corrections withdraw is left out.
        """

    @property
    def used(self) -> AbstractSet[tuple[str, str | float]]:
        """The indicators and values that stand together in its events."""

    @property
    def has_marked(self) -> bool:
        """Whether not everybody may read all of its events and notes."""

    @property
    def events(self) -> Sequence[Event]:
        """Its events, oldest first."""

    @property
    def reviews(self) -> Sequence[Review]:
        """Its reviews, in the order in which they stand."""

    @property
    def notes(self) -> Sequence[Note]:
        """Its notes, oldest first."""

    @property
    def retractions(self) -> Sequence[Retraction]:
        """Its retractions, in the order in which they stand."""

    @property
    def by_indicator(self) -> Mapping[str, Sequence[Event]]:
        """The events of each indicator, oldest first."""

    @property
    def marks(self) -> Mapping[str, Sequence[Event | Mark]]:
        """What the events of each indicator weigh, oldest first; plans have none."""

    def event(self, event_id: str) -> Event | None:
        """Return the event with this id."""

    def record(self, record_id: str) -> Record | None:
        """Return the record of any kind with this id."""

    def holds(self, record_id: str) -> bool:
        """Say whether one of its records has this id."""

    def ids_like(self, text: str) -> Iterable[str]:
        """Return the ids of its records that contain *text*."""

    def events_with(self, text: str) -> Iterable[Event]:
        """Return the events that may contain a folded *text*, and perhaps others."""

    def events_from(self, first: date, last: date) -> Iterable[Event]:
        """Return the events of a first to a last day, and perhaps others."""

    def forget(self) -> None:
        """Let go of what can be read again."""
