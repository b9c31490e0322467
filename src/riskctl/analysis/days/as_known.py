"""A log at one moment after another, each added up and walked from the one before."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from riskctl.analysis.days.history import History, walk
from riskctl.model.amended import recounted
from riskctl.model.log import Log

if TYPE_CHECKING:
    from riskctl.model.catalogue import Catalogue
    from riskctl.model.ledger import Ledger


def walk_as_known(
    catalogue: "Catalogue", log: Log, ends: Iterable[tuple[datetime, date]]
) -> Iterator[tuple[Log, History | None]]:
    """
    Yield what was known at each moment, and every day up to a last one by it.

    What came between two moments changes no month before that of the earliest event
    that it adds, withdraws or restores: only the months from there on are walked anew,
    as long as a history was walked before the next one is asked for.

    Args:
        ends: Each moment, never before the last one, with the last day.
    """
    before: Log | None = None
    for moment, last in ends:
        known = log.as_known(moment)
        if before is None:
            ledger: Ledger = known.ledger(catalogue)
        else:
            touched = [mark for _, mark in before.otherwise_in(known)]
            marks = known.marks_beside(touched)
            ledger = recounted(ledger, catalogue, touched, marks)
        before = known
        yield (
            known,
            walk(catalogue, ledger, until=last, reviewed=known.first_reviews()),
        )
