"""A log that is read from the index: all of it at once, for whom asks for all."""

from __future__ import annotations

import sqlite3
from functools import cached_property, wraps
from itertools import islice
from typing import TYPE_CHECKING, Concatenate, Final, ParamSpec, TypeVar

from riskctl.model.log import Log
from riskctl.storage.index.query import Question
from riskctl.storage.index.rows import RETRACTION, REVIEW, micros, moment_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from riskctl.model.record import Event, Record, Retraction, Review
    from riskctl.storage.index.opened import OpenIndex

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")
Item = TypeVar("Item")
Asked = TypeVar("Asked", bound="IndexedLog")

TABLES: Final = ("events", "reviews", "retractions")
_NEVER: Final = -(2**63)


def or_from_files(
    question: Callable[Concatenate[Asked, Parameters], Answer],
) -> Callable[Concatenate[Asked, Parameters], Answer]:
    """Answer a question from the files where the index fails in the middle of it."""

    @wraps(question)
    def asked(
        log: Asked, /, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Answer:
        try:
            return question(log, *args, **kwargs)
        except sqlite3.Error:
            answer = getattr(log.from_files, question.__name__)
            if callable(answer):
                answer = answer(*args, **kwargs)
            found: Answer = answer
            return found

    return asked


def rest_from_files(
    question: Callable[Concatenate[Asked, Parameters], Iterator[Item]],
) -> Callable[Concatenate[Asked, Parameters], Iterator[Item]]:
    """Go on from the files where the index fails while it answers bit by bit."""

    @wraps(question)
    def asked(
        log: Asked, /, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Iterator[Item]:
        given = 0
        try:
            for item in question(log, *args, **kwargs):
                yield item
                given += 1
        except sqlite3.Error:
            again = getattr(log.from_files, question.__name__)(*args, **kwargs)
            yield from islice(again, given, None)

    return asked


class IndexedLog(Log):
    """
    The log as an index knows it, or what was known at a moment.

    Its records are laid on the table only for whom asks for all of them.
    """

    whole: IndexedLog | None
    index: OpenIndex
    _question: Question
    _read_files: Callable[[], Log]

    def __init__(
        self,
        index: OpenIndex,
        read_files: Callable[[], Log],
        *,
        whole: IndexedLog | None = None,
        known_at: int | None = None,
    ) -> None:
        """
        Ask an open index.

        Args:
            read_files: Reads the log without it.
            whole: The log of which this is what was known at a moment.
            known_at: The moment, in microseconds.
        """
        # The class is frozen: its attributes are laid down at once.
        self.__dict__.update(
            index=index,
            whole=whole,
            _read_files=read_files,
            _question=Question(index, known_at),
        )

    def __eq__(self, other: object) -> bool:
        """Say whether two logs hold the same records, wherever they are kept."""
        if not isinstance(other, Log):
            return NotImplemented
        mine = (self.events, self.reviews, self.retractions)
        return mine == (other.events, other.reviews, other.retractions)

    __hash__ = Log.__hash__

    @cached_property
    def from_files(self) -> Log:
        """The same log, read without the index."""
        if self.whole is None:
            return self._read_files()
        known_at = self._question.known_at or 0
        return self.whole.from_files.as_known(moment_of(known_at))

    @cached_property
    @or_from_files
    def events(self) -> tuple[Event, ...]:
        """All events, in the order of the files."""
        ask = self._question
        return by_origin(ask.events(ask.known))

    @cached_property
    @or_from_files
    def reviews(self) -> tuple[Review, ...]:
        """All reviews, in the order of the files."""
        from riskctl.storage.index.records import review_of

        ask = self._question
        rows = ask.rows(REVIEW, "reviews", ask.known)
        found = [review_of(it, self.index.file_names) for it in rows]
        return tuple(sorted(found, key=lambda it: it.origin))

    @cached_property
    @or_from_files
    def retractions(self) -> tuple[Retraction, ...]:
        """All retractions, in the order of the files."""
        from riskctl.storage.index.records import retraction_of

        ask = self._question
        rows = ask.rows(RETRACTION, "retractions", ask.known)
        found = [retraction_of(it, self.index.file_names) for it in rows]
        return tuple(sorted(found, key=lambda it: it.origin))

    def as_known(self, moment: datetime | None) -> Log:
        """Return what was recorded by *moment*; everything when there is none."""
        if moment is None or micros(moment) >= self._last_recorded:
            return self
        return type(self)(
            self.index,
            self._read_files,
            whole=self.whole or self,
            known_at=micros(moment),
        )

    @cached_property
    def _last_recorded(self) -> int:
        """The moment from which nothing more is learned."""
        if self._question.known_at is not None:
            return self._question.known_at
        try:
            found = [self._question.one("max(recorded)", it) for it in TABLES]
        except sqlite3.Error:
            log = self.from_files
            records: list[Record] = [*log.events, *log.reviews, *log.retractions]
            found = [micros(it.recorded) for it in records]
        return max((it for it in found if it is not None), default=_NEVER)


def by_origin(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return events in the order of the files."""
    return tuple(sorted(events, key=lambda it: it.origin))
