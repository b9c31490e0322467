"""What corrects what in a log that is kept in the index, and what counts therefore."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from riskctl.storage.index.rows import EVENT, RETRACTION, micros
from riskctl.storage.index.schema import MARKED
from riskctl.storage.index.whole import IndexedLog, by_origin, or_from_files

if TYPE_CHECKING:
    from datetime import datetime

    from riskctl.model.record import Event, Retraction


class CorrectedLog(IndexedLog):
    """The questions about retractions and replacements."""

    @cached_property
    @or_from_files
    def replaced(self) -> dict[str, Event]:
        """The replacement of each replaced event; the earliest when there are more."""
        ask = self._question
        latest_first = sorted(
            ask.events(ask.known, MARKED, "replaces IS NOT NULL"),
            key=lambda it: (it.recorded, it.id),
            reverse=True,
        )
        return {event.replaces: event for event in latest_first}

    @or_from_files
    def counts(self, event: Event) -> bool:
        """Say whether *event* is in this log and in force."""
        ask = self._question
        return bool(ask.one("1", "events", "id = :id", ask.in_force, id=event.id))

    @property
    @or_from_files
    def replacing(self) -> tuple[Event, ...]:
        """The events that replace another."""
        ask = self._question
        return by_origin(ask.events(ask.known, MARKED, "replaces IS NOT NULL"))

    @cached_property
    @or_from_files
    def withdrawn(self) -> frozenset[str]:
        """The ids that a retraction or a replacement names."""
        ask = self._question
        retracted = ask.rows("event", "retractions", ask.known)
        replaced = ask.rows(
            "replaces", "events", ask.known, MARKED, "replaces IS NOT NULL"
        )
        return frozenset(row[0] for rows in (retracted, replaced) for row in rows)

    @property
    @or_from_files
    def replacements(self) -> dict[str, str]:
        """The ids of the events that replace another, each with that other's."""
        ask = self._question
        rows = ask.rows(
            "id, replaces", "events", ask.known, MARKED, "replaces IS NOT NULL"
        )
        return dict(rows)

    @or_from_files
    def retraction_of(self, event_id: str) -> Retraction | None:
        """Return the retraction of an event; the earliest when there are more."""
        from riskctl.storage.index.records import retraction_of

        ask = self._question
        row = ask.rows(
            RETRACTION,
            "retractions",
            ask.known,
            "event = :event",
            order="recorded, id",
            event=event_id,
        ).fetchone()
        return retraction_of(row, self.index.file_names) if row else None

    @or_from_files
    def replacement_of(self, event_id: str) -> Event | None:
        """Return the replacement of an event; the earliest when there are more."""
        ask = self._question
        row = ask.rows(
            EVENT,
            "events",
            ask.known,
            MARKED,
            "replaces = :event",
            order="recorded, id",
            event=event_id,
        ).fetchone()
        return ask.made([row])[0] if row else None

    @or_from_files
    def revised(
        self, one: datetime | None, other: datetime | None
    ) -> tuple[Event, ...]:
        """Return the events that were in force at one of two moments only."""
        return by_origin(self._question.revised(self._cut(one), self._cut(other)))

    def _cut(self, moment: datetime | None) -> int | None:
        """Return a moment as far as this log knows of it."""
        known_at = self._question.known_at
        if moment is None or known_at is None:
            return known_at if moment is None else micros(moment)
        return min(micros(moment), known_at)
