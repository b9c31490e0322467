"""What is known of a file of the log without reading it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from riskctl.storage.disk.stamps import Stamp

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from riskctl.model.record import Correction, Event, Mark
    from riskctl.model.records import Records
    from riskctl.storage.text.log_text import LogText


class Facts(NamedTuple):
    """
    What every command asks of a file.

    Attributes:
        is_settled: Whether the stamp tells this content from any other.
        size: How many records it holds.
        first, last: The days of its events as ordinals; 0 when it has none.
        happened: The last day of those that are no plans; 0 when it has none.
        earliest, latest: When the first and the last record were written down,
            spelled as ISO 8601 does; empty when it has none.
        noted: The first and the last day of its notes, as ordinals; empty without any.
        has_marked: Whether not everybody may read all of its events and notes.
        is_canonical: It is as riskctl writes it, to the last character.
        foreign: Its corrections of records that stand in other files.
        strays: The ids that do not begin with the name of the file.
        looks: The first and the last day that its reviews cover, as ordinals, of
            each indicator.
        problems: What the reader noticed: check, message, hint, line, blocking.
        plans: The ids of its events that are planned.
        corrected: What tells its corrections from others.
        held: As of `Part`.
    """

    stamp: Stamp
    is_settled: bool
    digest: str
    size: int
    first: int
    last: int
    happened: int
    noted: list[int]
    earliest: str
    latest: str
    has_marked: bool
    is_canonical: bool
    foreign: list[list[Any]]
    strays: list[str]
    looks: dict[str, list[int]]
    problems: list[list[Any]]
    plans: list[str]
    corrected: str
    held: dict[str, list[int]]

    @classmethod
    def of(cls, text: LogText, records: Records, *, stem: str, digest: str) -> Facts:
        """
        Gather them from a file that was read; they are of no stamp yet.

        Args:
            records: Those of the text.
            stem: The name of the file, without its ending.
        """
        from riskctl.storage.disk.made import made_from

        days, happened = records.days, records.last_happened
        return cls(
            stamp=Stamp(0, 0, 0, 0),
            is_settled=False,
            digest=digest,
            size=records.size,
            first=days.first.toordinal() if days else 0,
            last=days.last.toordinal() if days else 0,
            happened=happened.toordinal() if happened else 0,
            noted=[day.toordinal() for day in records.noted or ()],
            earliest=records.earliest.isoformat() if records.earliest else "",
            latest=records.latest.isoformat() if records.latest else "",
            has_marked=records.has_marked,
            is_canonical=text.is_canonical,
            foreign=[told(it) for it in records.foreign],
            strays=[it.id for it in text.records if not it.id.startswith(stem)],
            looks={name: [*days] for name, days in records.looks.items()},
            problems=[
                [it.check, it.message, it.hint, it.origin.line, it.blocking]
                for it in text.problems
            ],
            plans=sorted(records.plans),
            corrected=made_from(sorted(map(told, records.corrections))),
            held={month: list(it) for month, it in records.held.items()},
        )

    @classmethod
    def from_json(cls, row: list[Any]) -> Facts:
        """Read what JSON makes of facts."""
        return cls(Stamp(*row[0]), *row[1:])


class Details(NamedTuple):
    """
    What some commands ask of a file, as a part of a log answers it.

    Attributes:
        counts, corrections, used: As of `Part`.
    """

    counts: dict[str, int]
    corrections: list[Correction]
    used: frozenset[tuple[str, str | float]]

    @classmethod
    def of(cls, records: Records) -> Details:
        """Ask records at hand."""
        return cls(records.counts, records.corrections, records.used)

    def page(self) -> bytes:
        """Return the details as bytes, which `from_page` reads."""
        corrections = [told(it) for it in self.corrections]
        return _dumped([self.counts, corrections, sorted(self.used, key=repr)])

    @classmethod
    def from_page(cls, page: bytes) -> Details:
        """Read what `page` returned."""
        counts, corrections, used = json.loads(page)
        return cls(
            counts,
            [correction_of(it) for it in corrections],
            frozenset((name, value) for name, value in used),
        )


def told(correction: Correction) -> list[Any]:
    """Return a correction as JSON takes it, and `correction_of` reads it."""
    record, by, recorded, verb = correction
    return [record, by, recorded.isoformat(), verb.value]


def correction_of(row: list[Any]) -> Correction:
    """Read what `told` returned."""
    from riskctl.model.record import Correction, Verb

    record, by, recorded, verb = row
    return Correction(record, by, datetime.fromisoformat(recorded), Verb(verb))


def marks_page(events: Mapping[str, Sequence[Event]]) -> bytes:
    """
    Return what events weigh as bytes, which `MarksPage` reads, column by column.

    Each indicator has two lines, so that no other need be parsed for it: its name, and
    its columns. Days and seconds are counted from its first, and values are named by
    their places in a list: that is shorter.
    """
    lines = [
        _dumped(it) for name, mine in events.items() for it in (name, _columns(mine))
    ]
    return b"\n".join(lines)


def _columns(events: Sequence[Event]) -> list[Any]:
    first, days = events[0].date.toordinal(), [it.date.toordinal() for it in events]
    start, moments = _seconds(events[0].recorded), [it.recorded for it in events]
    values = {repr(it.value): it.value for it in events}
    places = {told: place for place, told in enumerate(values)}
    return [
        [first, start, [*values.values()]],
        [it.id for it in events],
        [it - first for it in days],
        [places[repr(it.value)] for it in events],
        [it.isoformat() if it.microsecond else _seconds(it) - start for it in moments],
        [str(it.grade) for it in events],
    ]


class MarksPage(Mapping[str, "list[Mark]"]):
    """What events weigh, by indicator, as `marks_page` told it; read when asked for."""

    def __init__(self, page: bytes) -> None:
        """Read none of them yet."""
        lines = page.splitlines()
        self._told = dict(zip(map(json.loads, lines[::2]), lines[1::2], strict=True))
        self._read: dict[str, list[Mark]] = {}

    def __getitem__(self, name: str) -> list[Mark]:
        """Return the marks of an indicator, oldest first."""
        marks = self._read.get(name)
        if marks is None:
            marks = self._read[name] = _marks_of(name, json.loads(self._told[name]))
        return marks

    def __iter__(self) -> Iterator[str]:
        """Yield the indicators that have any."""
        return iter(self._told)

    def __len__(self) -> int:
        """Return how many have any."""
        return len(self._told)


def _marks_of(name: str, told: list[Any]) -> list[Mark]:
    from riskctl.model.grade import GRADES
    from riskctl.model.record import Mark

    (first, start, values), *columns = told
    return [
        Mark(
            own,
            date.fromordinal(first + day),
            name,
            values[value],
            _moment(moment, start),
            GRADES[grade],
        )
        for own, day, value, moment, grade in zip(*columns, strict=True)
    ]


def _dumped(document: object) -> bytes:
    return json.dumps(document, separators=(",", ":")).encode("ascii")


def _seconds(moment: datetime) -> int:
    """Return the whole seconds since 1970."""
    return int(moment.timestamp())


def _moment(told: int | str, start: int) -> datetime:
    """Read a moment: seconds after another, or spelled where it is no whole second."""
    if isinstance(told, str):
        return datetime.fromisoformat(told)
    return datetime.fromtimestamp(start + told, UTC)
