"""A file that says where statuses and contacts stand: TOML or CSV."""

from datetime import date, datetime
from pathlib import Path
from typing import Final, NamedTuple

from riskctl.errors import UsageError
from riskctl.model.origin import Origin
from riskctl.storage.disk.files import is_file, read_bytes
from riskctl.storage.text.csv_table import csv_table
from riskctl.storage.text.fields import Fields
from riskctl.storage.text.tables import tables_of, top_of
from riskctl.storage.text.toml import parse

POSITION_KEYS: Final = {
    "indicator": "the indicator's id",
    "value": "a name on its scale, or a number; empty leaves the indicator out",
    "since": "the day from which it holds, or of the last contact; empty is today",
    "source": "an address or a reference; in TOML also a list of them",
    "grade": "the Admiralty code; empty takes the watch's `default_grade`",
}
_TABLE: Final = "position"
# What tables call a column elsewhere.
_OTHER_WORDS: Final = {
    "date": "since",
    "day": "since",
    "from": "since",
    "sources": "source",
    "url": "source",
}


class PositionRow(NamedTuple):
    """
    What a file says of one indicator, as it is spelled there.

    Attributes:
        origin: File and line, for messages.
    """

    indicator: str
    value: str
    since: str
    sources: tuple[str, ...]
    grade: str
    origin: Origin


# What a file says, and what is wrong with the rest of it.
Positions = tuple[tuple[PositionRow, ...], tuple[str, ...]]


def open_positions(path: Path) -> Positions:
    """
    Return the rows of a file that say something, and what is wrong with the others.

    One whose name ends in `.csv` is read as a table.

    Raises:
        UsageError: There is no such file.
        WatchError: It cannot be read.
    """
    if not is_file(path):
        raise UsageError(
            f"{path}: there is no such file",
            hint="riskctl setup --template > positions.toml makes one to fill in",
        )
    file = str(path)
    read = _from_csv if file.lower().endswith(".csv") else _from_toml
    return read(read_bytes(path, shown=file), file)


def _from_toml(data: bytes, file: str) -> Positions:
    document = parse(data, file)
    whole = top_of(document, "the file")
    if not document.problems:
        whole.allow((_TABLE,))
    tables = tables_of(document, _TABLE, what=f"a {_TABLE}", line=1)
    if tables is None:
        whole.wrong(_TABLE, f"written as [[{_TABLE}]] tables")
    rows = []
    for fields in tables or ():
        row = PositionRow(
            indicator=fields.text("indicator"),
            value=_value(fields),
            since=_since(fields),
            sources=_sources(fields),
            grade=fields.text("grade", default=""),
            origin=fields.origin,
        )
        fields.allow(POSITION_KEYS)
        if row.value:
            rows.append(row)
    return tuple(rows), tuple(str(it) for it in document.problems)


def _value(fields: Fields) -> str:
    value = fields.value("value")
    # As it stands there, to the last digit.
    return value if isinstance(value, str) else str(value).removesuffix(".0")


def _since(fields: Fields) -> str:
    since = fields.values.get("since", "")
    if isinstance(since, date) and not isinstance(since, datetime):
        return since.isoformat()
    return fields.text("since", default="")


def _sources(fields: Fields) -> tuple[str, ...]:
    if isinstance(fields.values.get("source"), list):
        return fields.texts("source")
    source = fields.text("source", default="")
    return (source,) if source else ()


def _from_csv(data: bytes, file: str) -> Positions:
    try:
        table = csv_table(data)
    except ValueError as error:
        return (), (f"{file}: {error}",)
    missing = [it for it in ("indicator", "value") if it not in table.columns]
    unknown = [it for it in table.columns if it not in POSITION_KEYS]
    if missing or unknown:
        what = ", ".join(f"`{it}`" for it in missing or unknown)
        columns = ", ".join(POSITION_KEYS)
        offered = [_OTHER_WORDS[it] for it in unknown if it in _OTHER_WORDS]
        meant = f"did you mean `{offered[0]}`? " if offered else ""
        fault = f"{'no' if missing else 'unknown'} column {what}: {meant}"
        return (), (f"{file}:{table.head}: {fault}the columns are {columns}",)
    rows, faults = [], []
    for number, line in table.rows:
        if None in line or None in line.values():
            faults.append(
                f"{file}:{number}: the row has not as many cells as the first line"
            )
            continue
        cells = {name: (line.get(name) or "").strip() for name in POSITION_KEYS}
        if cells["value"]:
            source = cells.pop("source")
            sources = (source,) if source else ()
            rows.append(
                PositionRow(**cells, sources=sources, origin=Origin(file, number))
            )
    return tuple(rows), tuple(faults)
