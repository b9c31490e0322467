"""Whether a watch was found to be without faults before, and not changed since."""

from datetime import date
from typing import TYPE_CHECKING, Final

from riskctl.model.month import LAST_MONTH, first_of, month_of

if TYPE_CHECKING:
    from riskctl.model.catalogue import Catalogue
    from riskctl.model.part import Part
    from riskctl.model.watch import Watch

_KIND: Final = "sound"


def unproved(watch: "Watch", *, today: date) -> "Watch | None":
    """
    Return as much of a watch as may hold a fault that forbids a level.

    Returns:
        None when all of it is noted to be sound, or plainly is; the watch with the
        parts alone that were not there then, or without those of earlier months; else
        the watch itself.
    """
    if any(it.blocking for it in watch.problems):
        return watch
    log = watch.log
    # Nothing is noted of what was added since, which may name no indicator: it cannot
    # be added up before that is known.
    known = log if log.shorter is None else log.shorter
    added = [it for it in log.parts if it not in known.parts]
    ledger = known.ledger(watch.catalogue)
    is_sound = ledger.recall(_KIND, LAST_MONTH) is not None
    if is_sound and all(_is_faultless(it, watch.catalogue) for it in added):
        return None
    from riskctl.model.log import Log

    # What corrects nothing of before closes no circle with it.
    if is_sound and not any(it.foreign for it in added):
        return watch._replace(log=Log(added))
    month = month_of(today)
    if ledger.recall(_KIND, month - 1) is None:
        return watch
    begin = first_of(month)
    # A circle of corrections can come back to this month by way of an earlier one.
    parts = [
        it
        for it in log.parts
        if it in added or it.foreign or not it.days or it.days.last >= begin
    ]
    return watch._replace(log=Log(parts))


def _is_faultless(part: "Part", catalogue: "Catalogue") -> bool:
    """Say what the checks would, without loading all of them, of what corrects none."""
    return not part.corrections and all(
        name in catalogue and catalogue[name].number(value) is not None
        for name, value in part.used
    )


def note_sound(watch: "Watch", *, today: date) -> None:
    """Note that the log and the catalogue forbid no level; any change takes it away."""
    if watch.log.shorter is not None:  # of which it need not hold
        return
    ledger = watch.log.ledger(watch.catalogue)
    for month in (LAST_MONTH, month_of(today) - 1):
        if ledger.recall(_KIND, month) is None:
            ledger.note(_KIND, month, b"1")
