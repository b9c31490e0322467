"""The record that somebody means by a part of its id, or of its title."""

from datetime import datetime

from riskctl.errors import UsageError
from riskctl.model.log import Log
from riskctl.model.record import Event, Note, Record, Retraction, Review
from riskctl.model.watch import Watch
from riskctl.reporting.words import counted, long_day, value_word

_SHOWN = 5


def find_record(part: str, watch: Watch, *, known_at: datetime | None = None) -> Record:
    """
    Return the record of any kind that *part* names.

    It is a part of its id or, where it is in no id, of its title. Where several
    records have it, the one that stands is meant, if that is one. No other record is
    ever offered in its place.

    Args:
        known_at: Look only at what was recorded by then; None means everywhere.

    Raises:
        UsageError: It names no record, or several.
    """
    log = watch.log.as_known(known_at)
    found = _named(part, log)
    if len(found) > 1:
        found = [it for it in found if log.stands(it)] or found
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(
            f"`{part}` is part of {len(found)} {_what(found, part)}",
            hint="type more of one: "
            + ", ".join(_told(it, part) for it in found[:_SHOWN]),
        )
    moments = [it.recorded for it in _named(part, watch.log)]
    if moments:
        raise UsageError(
            f"no record with `{part}` in its id or title was known then",
            hint=f"--known-at {min(moments):%Y-%m-%dT%H:%M:%SZ}, or later",
        )
    raise UsageError(
        f"no record has `{part}` in its id or title",
        hint="`riskctl events` lists the ids",
    )


def find_standing(part: str, watch: Watch) -> Record:
    """
    Return the record that *part* names, when it still stands.

    Raises:
        UsageError: There is not exactly one, or it was retracted or replaced already.
    """
    record, log = find_record(part, watch), watch.log
    if log.retraction_of(record.id):
        raise UsageError(
            f"`{record.id}` is retracted already",
            hint=f"see it: riskctl show {record.id}",
        )
    if replaced := log.replacement_of(record.id):
        raise UsageError(
            f"`{record.id}` was replaced by `{replaced.id}`",
            hint=f"use that one: {replaced.id}",
        )
    return record


def record_words(record: Record) -> str:
    """Say a record in a few words, the day always with it."""
    if isinstance(record, Event):
        what = f"{record.indicator} = {value_word(record.value)} ({record.grade})"
        if record.until is not None:
            return f"{what} from {long_day(record.date)} to {long_day(record.until)}"
        return f"{what} on {long_day(record.date)}"
    if isinstance(record, Review):
        what = f"review of {counted(len(record.indicators), 'indicator')}"
        if record.since is not None:
            return f"{what} from {record.since} to {record.date}"
        return f"{what} on {record.date}"
    if isinstance(record, Note):
        return f"note on {record.date}: {record.title}"
    return f"retraction of {record.record}"


def whole_words(record: Record) -> str:
    """Say a record in a few words, with its title where it has one."""
    title = f": {record.title}" if isinstance(record, Event) else ""
    return record_words(record) + title


def _named(part: str, log: Log) -> list[Record]:
    ids = log.ids_like(part)
    return [it for it in map(log.record, ids) if it] or [*log.titled(part.strip())]


def _what(found: list[Record], part: str) -> str:
    return "ids" if part in found[0].id else "titles"


def _told(record: Record, part: str) -> str:
    """Say one of several by its id, and by its title where that was asked for."""
    if part in record.id or isinstance(record, Review | Retraction):
        return record.id
    return f"{record.id} ({record.title})"
