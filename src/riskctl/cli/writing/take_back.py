"""How an entry is taken back: nothing is erased, something is added."""

from riskctl.cli import clock
from riskctl.cli.find import whole_words
from riskctl.model.identity import new_id
from riskctl.model.log import Log
from riskctl.model.record import Event, Note, Record, Retraction
from riskctl.model.watch import Watch
from riskctl.reporting.screens.written import Told

_REASON = "undone"


def taking_back(last: Record, watch: Watch, by: str) -> Told:
    """Return what takes a record back, as it is told."""
    moment = max(clock.now(), last.recorded)
    content = f"{moment} {last.id} {_REASON}"
    before = _amended(last, watch.log)
    if before:
        back: Record = before._replace(
            id=new_id(before.date, content, taken=watch.log),
            replaces=last.id,
            recorded=moment,
            by=by,
        )
        done = f"undone the amendment {last.id} by {back.id}"
        return Told(back, done, whole_words(back))
    back = Retraction(
        id=new_id(clock.today(watch.settings), content, taken=watch.log),
        record=last.id,
        reason=_REASON,
        recorded=moment,
        by=by,
    )
    if isinstance(last, Retraction):
        named = watch.log.record(last.record)
        return Told(back, f"restored {last.record}", whole_words(named or last))
    return Told(back, f"withdrawn {last.id}", whole_words(last))


def _amended(record: Record, log: Log) -> Event | Note | None:
    """Return what a record amends; None when it amends nothing."""
    replaces = record.replaces if isinstance(record, Event | Note) else ""
    before = log.record(replaces) if replaces else None
    return before if isinstance(before, Event | Note) else None
