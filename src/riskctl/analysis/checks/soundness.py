"""Whether a watch was found to be without faults before, and not changed since."""

from datetime import date
from typing import TYPE_CHECKING, Final

from riskctl.model.month import month_of

if TYPE_CHECKING:
    from riskctl.model.watch import Watch

_KIND: Final = "sound"
# Beside the last month of all: any change to an event takes the note away.
_MONTH: Final = month_of(date.max)


def is_known_sound(watch: "Watch") -> bool:
    """Say whether the log and the catalogue are noted to forbid no level."""
    if any(it.blocking for it in watch.problems):
        return False
    return watch.log.ledger(watch.catalogue).recall(_KIND, _MONTH) is not None


def note_sound(watch: "Watch") -> None:
    """Note that the log and the catalogue forbid no level."""
    watch.log.ledger(watch.catalogue).note(_KIND, _MONTH, b"1")
