"""Whether a watch was found to be without faults before, and not changed since."""

from typing import TYPE_CHECKING, Final

from riskctl.model.month import LAST_MONTH

if TYPE_CHECKING:
    from riskctl.model.watch import Watch

_KIND: Final = "sound"


def is_known_sound(watch: "Watch") -> bool:
    """Say whether the log and the catalogue are noted to forbid no level."""
    if any(it.blocking for it in watch.problems):
        return False
    return watch.log.ledger(watch.catalogue).recall(_KIND, LAST_MONTH) is not None


def note_sound(watch: "Watch") -> None:
    """Note that the log and the catalogue forbid no level; any change takes it away."""
    watch.log.ledger(watch.catalogue).note(_KIND, LAST_MONTH, b"1")
