"""Checks that look at one part of the log after the other, so that few are at hand."""

from collections.abc import Callable, Iterator
from datetime import date

from riskctl.model.finding import Finding
from riskctl.model.part import Part
from riskctl.model.record import Record
from riskctl.model.watch import Watch


class PartCheck:
    """
    A check of the records of each part by themselves.

    Attributes:
        of_part: Yields what is wrong in one part.
    """

    def __init__(
        self, of_part: Callable[[Watch, Part, date], Iterator[Finding]]
    ) -> None:
        """Take over the function that checks one part, and its rule."""
        self.of_part = of_part
        self.__doc__ = of_part.__doc__

    def __call__(self, watch: Watch, today: date) -> Iterator[Finding]:
        """Check every part."""
        for part in watch.log.parts:
            yield from self.of_part(watch, part, today)


def records_of(part: Part) -> Iterator[Record]:
    """Yield the records of a part."""
    yield from part.events
    yield from part.reviews
    yield from part.notes
    yield from part.retractions


def finding_at(
    check: str, record: Record, message: str, *, hint: str, blocking: bool = False
) -> Finding:
    """Return a finding at a record's own line."""
    return Finding(
        check=check, message=message, hint=hint, origin=record.origin, blocking=blocking
    )
