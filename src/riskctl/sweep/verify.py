"""Some pairs again from the inputs, event by event and without a database."""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Final, NamedTuple

from riskctl.analysis.days.history import walk_log
from riskctl.errors import WatchError
from riskctl.model.catalogue import Catalogue
from riskctl.model.log import Log
from riskctl.model.period import Period
from riskctl.model.record import Event
from riskctl.model.records import Records
from riskctl.storage.disk.files import reason
from riskctl.sweep.coding import Code, PairCoding, has_weight
from riskctl.sweep.engines.arrow import EPOCH, series_digest
from riskctl.sweep.engines.lines import opened
from riskctl.sweep.folder import Document, SweepFolder, digest_of_file
from riskctl.sweep.layout import Layout, layout_called
from riskctl.sweep.read import days_of

_COUNTRY: Final = 3
_MOMENT: Final = "%Y%m%d%H%M%S"
_END: Final = "235959"


class Verdict(NamedTuple):
    """
    What a pair is by the sweep, and what it is event by event.

    Attributes:
        swept: The digest of the days in the tables.
        again: That of the days that were judged again.
    """

    pair: str
    events: int
    days: int
    swept: str
    again: str

    @property
    def agrees(self) -> bool:
        """Whether every day has the same score and level, to the last bit."""
        return self.swept == self.again


class _Row(NamedTuple):
    """A row that may count, in the order in which rows of one identity stand."""

    input: str
    added: str
    day: date
    pair: str
    code: str
    identity: int


def verify(
    folder: SweepFolder,
    pairs: Collection[str],
    catalogue: Catalogue,
    coding: PairCoding,
) -> Iterator[Verdict]:
    """
    Judge some pairs again, event by event, and yield whether each is the same.

    Raises:
        UsageError: The sweep does not have a pair.
        WatchError: An input is gone, or is another one than was swept.
    """
    swept = {pair: days_of(folder, pair) for pair in pairs}
    until = date.fromisoformat(folder.manifest["until"])
    codes = {it.code: it for it in coding.codes}
    counting = frozenset(it.code for it in coding.codes if has_weight(it, catalogue))
    rows = _counted_rows(folder.manifest, counting, pairs)
    for pair, days in swept.items():
        events = [_event(it, codes[it.code]) for it in rows[pair]]
        history = walk_log(catalogue, Log([Records(events)]), until=until)
        again = history.within(Period(history.first, until)) if history else ()
        yield Verdict(
            pair=pair,
            events=len(events),
            days=len(days),
            swept=series_digest(days),
            again=series_digest(
                (it.date.toordinal() - EPOCH, it.score, it.level.value) for it in again
            ),
        )


def _counted_rows(
    manifest: Document, codes: frozenset[str], pairs: Collection[str]
) -> dict[str, list[_Row]]:
    """Return the rows of each pair that count: of one identity a single one."""
    settings = manifest["settings"]
    reading = _Reading(layout_called(settings["layout"]), codes, settings)
    inputs = _inputs(manifest)
    asked = {
        row.identity
        for run in inputs
        for file in run
        for row in reading.rows(*file)
        if row.pair in pairs
    }
    # Of an identity the first run that has it counts it, and in that run the first row.
    first: dict[int, _Row] = {}
    for run in inputs:
        within: dict[int, _Row] = {}
        for row in (it for file in run for it in reading.rows(*file)):
            if row.identity in asked and row.identity not in first:
                within[row.identity] = min(row, within.get(row.identity, row))
        first |= within
    found: dict[str, list[_Row]] = {it: [] for it in pairs}
    for row in first.values():
        if row.pair in found:
            found[row.pair].append(row)
    return found


def _inputs(manifest: Document) -> list[list[tuple[Path, str]]]:
    """Return the inputs of each run and their digests, which must be what they were."""
    found: dict[str, list[tuple[Path, str]]] = {it: [] for it in manifest["runs"]}
    for it in manifest["inputs"]:
        path = Path(it["path"])
        if digest_of_file(path) != it["sha256"]:
            raise WatchError(
                f"{path}: is another file than the one that was swept",
                hint="put back the file with the SHA-256 of the manifest",
            )
        found[it["run"]].append((path, it["sha256"][:12]))
    return list(found.values())


class _Reading:
    """Reads rows by the same rules as `sql.check_text`, in plain Python."""

    def __init__(
        self, layout: Layout, codes: frozenset[str], settings: Document
    ) -> None:
        self._layout = layout
        self._codes = codes
        self._first = date.fromisoformat(settings["from"])
        self._last = date.fromisoformat(settings["to"]) if settings["to"] else date.max
        known = settings["known_at"]
        self._known = (
            f"{datetime.fromisoformat(known):{_MOMENT}}" if known else "99999999999999"
        )

    def rows(self, path: Path, digest: str) -> Iterator[_Row]:
        """Yield the rows of a file that count, but for those that repeat another."""
        with _opened(path) as file:
            for line in filter(str.strip, file):
                row = self._row(line.rstrip("\r\n").split("\t"), digest)
                if row is not None:
                    yield row

    def _row(self, cells: Sequence[str], digest: str) -> _Row | None:
        at = self._layout
        one, other = cells[at.first - 1].strip(), cells[at.second - 1].strip()
        added, code = cells[at.added - 1], cells[at.code - 1].strip()
        day, known = _day(cells[at.day - 1]), _day(added[:8])
        identity = cells[at.identity - 1]
        is_one = (
            not identity.isdecimal()
            or known is None
            or len(added) not in {8, 14}
            or not added.isdecimal()
            or day is None
            or day > known
            or not (_is_country(one) and _is_country(other))
            or one == other
        )
        moment = added + _END if len(added) == len("20260205") else added
        if is_one or day is None or moment > self._known or code not in self._codes:
            return None
        if not self._first <= day <= self._last:
            return None
        pair = "-".join(sorted((one, other)))
        return _Row(digest, moment, day, pair, code, int(identity))


def _event(row: _Row, code: Code) -> Event:
    return Event(
        id=f"{row.identity:020}",
        date=row.day,
        indicator=code.indicator,
        value=code.number,
        title=row.code,
        recorded=datetime.strptime(row.added, _MOMENT).replace(tzinfo=UTC),
        grade=code.grade,
    )


def _is_country(text: str) -> bool:
    return len(text) == _COUNTRY and text == text.upper() and "-" not in text


def _day(text: str) -> date | None:
    if len(text) != len("20260205") or not (text.isascii() and text.isdecimal()):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def _opened(path: Path) -> TextIOWrapper:
    """Open a file; what is no text stands where nothing is asked, or had not passed."""
    try:
        file = opened(path)
    except OSError as error:
        raise WatchError(
            f"{path}: cannot be read: {reason(error)}", hint="mend its permissions"
        ) from None
    return TextIOWrapper(file, encoding="utf-8", errors="surrogateescape", newline="\n")
