"""One file of the log as a part of it, read when something in it is asked for."""

from __future__ import annotations

import os
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from riskctl.errors import LockedError
from riskctl.storage.disk.stamps import stamp_of
from riskctl.storage.months.known_file import KnownFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from riskctl.model.record import (
        Correction,
        Event,
        Mark,
        Note,
        Record,
        Retraction,
        Review,
    )
    from riskctl.model.records import Records
    from riskctl.storage.months.blocks import Lines
    from riskctl.storage.months.facts import Details, Facts
    from riskctl.storage.months.shelf import Shelf

# A smaller file is read in the time in which a page about it is found.
LEAST_BYTES = 32 * 1024
# Of more days the blocks are so many that the whole file is read as soon.
_FEW_DAYS = timedelta(days=3)
# What is read, and can be read again.
_LET_GO = (
    "data",
    "_lines",
    "_records",
    "_details",
    "marks",
    "reviews",
    "notes",
    "retractions",
)


class LogFile(KnownFile):
    """A file of the log, as it was when this command looked at it: a `Part`."""

    def __init__(self, path: Path, facts: Facts, shelf: Shelf) -> None:
        """Name the file; it is not read yet."""
        super().__init__(path.name, facts)
        self.path = path
        self._shelf = shelf
        self._is_kept = False
        self._seen = b""

    # --- what a page may tell, where the file is large

    @property
    def corrections(self) -> Sequence[Correction]:
        """All the corrections in it."""
        return self._details.corrections

    @property
    def counts(self) -> Mapping[str, int]:
        """How many events of each indicator count by its own corrections."""
        return self._details.counts

    @property
    def used(self) -> frozenset[tuple[str, str | float]]:
        """The indicators and values that stand together in its events."""
        return self._details.used

    @cached_property
    def marks(self) -> Mapping[str, Sequence[Event | Mark]]:
        """What the events of each indicator weigh, oldest first; plans have none."""
        page = None if self._is_read else self._page("marks")
        if page is None:
            return self._records.marks
        from riskctl.storage.months.facts import MarksPage

        return MarksPage(page)

    @cached_property
    def _details(self) -> Details:
        from riskctl.storage.months.facts import Details

        page = None if self._is_read else self._page("details")
        return Details.of(self._records) if page is None else Details.from_page(page)

    def _page(self, kind: str) -> bytes | None:
        if self.facts.stamp.size < LEAST_BYTES:
            return None
        return self._shelf.page(f"{kind}-{self.name}", self.facts.digest)

    # --- what it holds

    @property
    def events(self) -> Sequence[Event]:
        """Its events, oldest first."""
        return self._records.events

    @cached_property
    def reviews(self) -> Sequence[Review]:
        """Its reviews, in the order in which they stand."""
        return self._only("review").reviews

    @cached_property
    def notes(self) -> Sequence[Note]:
        """Its notes, oldest first."""
        return self._only("note").notes if self.facts.noted else ()

    @cached_property
    def retractions(self) -> Sequence[Retraction]:
        """Its retractions, in the order in which they stand."""
        return self._only("retraction").retractions

    @property
    def by_indicator(self) -> Mapping[str, Sequence[Event]]:
        """The events of each indicator, oldest first."""
        return self._records.by_indicator

    @cached_property
    def data(self) -> bytes:
        """
        What it holds; what was added since the look is left out.

        Raises:
            LockedError: It was changed since the look, and not only at its end.
        """
        try:
            with self.path.open("rb", buffering=0) as file:
                data = file.read(self.facts.stamp.size) or b""
                is_same = stamp_of(os.fstat(file.fileno())) == self.facts.stamp
        except OSError:  # it could be read when it was looked at
            data, is_same = b"", False
        if not is_same:
            from riskctl.storage.disk.made import digest_of

            if digest_of(data) != self.facts.digest:
                raise LockedError(
                    f"{self.shown}: changed by another program in this moment",
                    hint="run the command again",
                )
        return data

    @cached_property
    def _lines(self) -> Lines:
        from riskctl.storage.months.blocks import Lines

        return Lines(self.data)

    def grow(self, whole: bytes) -> None:
        """Take over what it held at the look, which is more than is known of it."""
        self.__dict__["data"] = whole[: self.facts.stamp.size]
        self._seen = whole

    def vouches_for(self, text: bytes) -> bool:
        """Say whether a text is all that it held at the look, and is canonical."""
        if not self.facts.is_canonical:
            return False
        if self._seen or "data" in self.__dict__:
            return text == (self._seen or self.data)
        from riskctl.storage.disk.made import digest_of

        return digest_of(text) == self.facts.digest

    @cached_property
    def _records(self) -> Records:
        from riskctl.model.records import Records
        from riskctl.storage.text.log_reader import read_log

        return Records(read_log(self.data, self.shown).records)

    def _only(self, kind: str) -> Records:
        """Return at least its records of a kind; of few, no event need be parsed."""
        if self.facts.is_canonical and not self._is_read:
            from riskctl.model.records import Records
            from riskctl.storage.months.blocks import blocks_of

            found = blocks_of(self.data, self.shown, kind)
            if found:
                return Records(found.records)
        return self._records

    @property
    def _is_read(self) -> bool:
        return "_records" in self.__dict__

    def keep(self, records: Records) -> None:
        """Take over what was read of it anew; that is never let go of."""
        self.__dict__["_records"] = records
        self._is_kept = True

    def forget(self) -> None:
        """Let go of what was read."""
        for name in _LET_GO if not self._is_kept else ():
            self.__dict__.pop(name, None)
        self._seen = b""

    # --- single records, of which only their blocks are read where that will do

    def event(self, event_id: str) -> Event | None:
        """Return the event with this id."""
        if not self._may_hold(event_id):
            return None
        if not self._is_read and self.facts.is_canonical:
            from riskctl.storage.months.blocks import event_in, has_id

            event = event_in(self.data, self.shown, event_id, self._lines)
            if event or has_id(self.data, event_id) is False:
                return event
        return self._records.event(event_id)

    def record(self, record_id: str) -> Record | None:
        """Return the record of any kind with this id."""
        event = self.event(record_id)
        if event is None and self.holds(record_id):
            return self._records.record(record_id)
        return event

    def holds(self, record_id: str) -> bool:
        """Say whether one of its records has this id."""
        if not self._may_hold(record_id):
            return False
        if not self._is_read and self.facts.is_canonical:
            from riskctl.storage.months.blocks import has_id

            found = has_id(self.data, record_id)
            if found is not None:
                return found
        return self._records.holds(record_id)

    def ids_like(self, text: str) -> Iterable[str]:
        """Return the ids of its records that contain *text*."""
        from riskctl.storage.months.blocks import may_have_id

        if self.facts.is_canonical and not may_have_id(self.data, text):
            return ()
        return self._records.ids_like(text)

    def events_with(self, text: str) -> Iterable[Event]:
        """Return the events that may contain a folded *text*, and perhaps others."""
        if self.facts.is_canonical and not self._is_read:
            from riskctl.storage.months.blocks import events_with

            found = events_with(self.data, self.shown, text)
            if found is not None:
                return found
        return self.events

    def events_from(self, first: date, last: date) -> Iterable[Event]:
        """Return the events of a first to a last day, and perhaps others."""
        if self.facts.is_canonical and not self._is_read and last - first < _FEW_DAYS:
            from riskctl.storage.months.blocks import events_on

            days = [first + timedelta(days=it) for it in range((last - first).days + 1)]
            found = events_on(self.data, self.shown, days)
            if found is not None:
                return found
        return self.events

    def _may_hold(self, record_id: str) -> bool:
        stem = self.name.removesuffix(".toml")
        return record_id.startswith(stem) or record_id in self._strays

    @cached_property
    def _strays(self) -> frozenset[str]:
        return frozenset(self.facts.strays)
