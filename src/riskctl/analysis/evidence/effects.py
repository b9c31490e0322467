"""What a candidate would do to the level, were it accepted: exactly, one by one."""

from datetime import date

from riskctl.analysis.change.effect import Moved
from riskctl.analysis.days.history import walk, walk_log
from riskctl.model.record import Event, Retraction
from riskctl.model.watch import Watch


class Effects:
    """The effects of candidates on one day of a watch, each worked out once."""

    def __init__(self, watch: Watch, today: date) -> None:
        """Walk to the day as it is."""
        self._watch, self._today = watch, today
        past = walk_log(watch.catalogue, watch.log, until=today)
        self._now = past.end if past else None
        self._found: dict[tuple[object, ...], Moved | None] = {}

    def of(self, record: Event | Retraction) -> Moved | None:
        """
        Return what one more record would do; None where it could not be judged.

        That is so while the catalogue does not have its indicator or value.
        """
        key = _key(record)
        if key not in self._found:
            self._found[key] = self._worked_out(record)
        return self._found[key]

    def _worked_out(self, record: Event | Retraction) -> Moved | None:
        catalogue, log = self._watch.catalogue, self._watch.log
        if isinstance(record, Event):
            about = record.indicator in catalogue and catalogue[record.indicator]
            if not about or about.number(record.value) is None:
                return None
        longer = log.followed_by(record)
        ledger = log.ledger_after(longer, catalogue)
        reviewed = longer.first_reviews()
        then = walk(catalogue, ledger, until=self._today, reviewed=reviewed)
        if then is None:
            return None
        return Moved(self._now, then.end)


def _key(record: Event | Retraction) -> tuple[object, ...]:
    """Return what decides the effect of a record: no text of it does."""
    if isinstance(record, Retraction):
        return (record.record,)
    weighed = (record.date, record.indicator, record.value, record.grade)
    return (*weighed, record.replaces)
