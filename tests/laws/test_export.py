"""What was exported builds the log again: nothing that a record says is lost."""

import csv
import json
from collections.abc import Iterable
from datetime import date, datetime
from importlib import import_module
from io import BytesIO, StringIO
from typing import Any

import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from riskctl.cli.exported import rows_of
from riskctl.model.record import Event, Note, Record, Retraction, Review
from riskctl.model.tlp import Tlp
from riskctl.reporting.csv import MARK, meant_by_cell
from riskctl.reporting.json.export_rows import RECORDS, records_table
from riskctl.reporting.table import Kind, table_csv, table_lines, table_parquet
from riskctl.storage.text.exported import records_in
from riskctl.storage.text.log_reader import read_log
from tests.laws.strategies import LAW, log_of, records

# What spreadsheets take for formulas, what stands for another cell or line, and Ω.
texts = st.text(st.sampled_from("=+-@'\";,\t\n\r ab1Ω\\"), max_size=8)
lines = st.text(st.sampled_from("=+-@'\";,\t ab1Ω\\"), min_size=1, max_size=8)


@st.composite
def dressed(draw: st.DrawFn) -> list[Record]:
    """Return the records of a log, with every key that a record may have."""
    return [_dressed(it, draw) for it in draw(records())]


def _dressed(record: Record, draw: st.DrawFn) -> Record:
    if isinstance(record, Retraction):
        return record._replace(reason=draw(texts), by=draw(texts))
    shared: dict[str, Any] = {"note": draw(texts), "by": draw(texts)}
    if isinstance(record, Review):
        return record._replace(**shared)
    shared["sources"] = tuple(draw(st.lists(lines, max_size=3)))
    shared["tlp"] = draw(st.sampled_from(Tlp))
    shared["title"] = draw(texts)
    if isinstance(record, Note):
        return record._replace(**shared, bulletin=draw(st.booleans()))
    origins = tuple(draw(st.just("") | lines) for _ in shared["sources"])
    return record._replace(
        **shared,
        origins=origins if any(origins) else (),
        forum=draw(texts),
        theatre=draw(texts),
        via=draw(texts),
        backfilled=draw(st.booleans()),
        distinct=tuple(draw(st.lists(lines, max_size=2))),
        until=draw(st.none() | st.just(record.date)),
    )


def built(rows: Iterable[dict[str, Any]]) -> set[Record]:
    """Return the records that rows of the table stand for, by the reader of logs."""
    tables: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        keys = {key: it for key, it in row.items() if it not in (None, "", [])}
        kind, _, _ = keys.pop("kind"), keys.pop("status"), keys.pop("counts", None)
        for key, it in keys.items():
            if RECORDS[key].kind is Kind.DAY and isinstance(it, str):
                keys[key] = date.fromisoformat(it)
        if isinstance(keys["recorded"], str):
            keys["recorded"] = datetime.fromisoformat(keys["recorded"])
        if "from" in keys:
            keys["to"] = keys.pop("date")
        if kind in {"event", "note"}:
            keys.setdefault("title", "")
        if origins := keys.pop("origins", None):
            pairs = zip(keys["sources"], origins, strict=True)
            keys["sources"] = [{"url": url, "origin": it} for url, it in pairs]
        tables.setdefault(kind, []).append(keys)
    read = read_log(tomli_w.dumps(tables).encode(), "2026-01.toml")
    assert {it.check for it in read.problems} <= {"inline-records"}
    return set(read.records)


def of_csv(text: str, separator: str) -> Iterable[dict[str, Any]]:
    """Read the rows of CSV, as the reference says that its cells are to be read."""
    for row in csv.DictReader(StringIO(text, newline=""), delimiter=separator):
        cells: dict[str, Any] = {key: meant_by_cell(it) for key, it in row.items()}
        for key, it in RECORDS.items():
            if it.kind is Kind.TEXTS:
                # The quotation mark is that of the whole cell.
                cells[key] = cells[key].split("\n") if cells[key] else []
            elif it.kind is Kind.FLAG:
                cells[key] = True if cells[key] == "yes" else None
        yield {**cells, "value": _number(cells["value"])}


def _number(value: str) -> str | float:
    try:
        return float(value)
    except ValueError:
        return value


class TestRecords:
    @LAW
    @given(dressed(), st.sampled_from(",;\t|"), st.booleans())
    def test_come_back_from_csv(
        self, found: list[Record], separator: str, marked: bool
    ) -> None:
        """Whatever stands between the cells, and whatever the texts begin with."""
        table = records_table(log_of(found))
        text = table_csv(table, separator=separator, marked=marked)
        assert text.startswith(MARK) is marked
        assert set(found) == built(of_csv(text.removeprefix(MARK), separator))
        assert set(found) == set(records_in(rows_of(text.encode(), "it"), "it"))

    @LAW
    @given(dressed())
    def test_come_back_from_lines_of_json(self, found: list[Record]) -> None:
        """Each line by itself."""
        text = table_lines(records_table(log_of(found)))
        assert set(found) == built(json.loads(it) for it in text.splitlines())
        if found:
            assert set(found) == set(records_in(rows_of(text.encode(), "it"), "it"))

    @LAW
    @given(dressed())
    def test_come_back_from_parquet(self, found: list[Record]) -> None:
        """With days and moments that need no reading."""
        data = table_parquet(records_table(log_of(found)))
        parquet = import_module("pyarrow.parquet")
        rows = parquet.read_table(BytesIO(data)).to_pylist()
        for row in rows:
            for key, it in RECORDS.items():
                if it.kind is Kind.FLAG:
                    row[key] = row[key] or None
            row["value"] = _number(row["value"]) if row["value"] else None
        assert set(found) == built(rows)

    @LAW
    @given(dressed())
    def test_run_nothing_in_a_spreadsheet(self, found: list[Record]) -> None:
        """No cell of text begins as a formula does."""
        text = table_csv(records_table(log_of(found)))
        for row in csv.reader(StringIO(text, newline="")):
            for cell, (name, column) in zip(row, RECORDS.items(), strict=False):
                if column.kind is Kind.TEXT and name != "value":
                    assert not cell.lstrip().startswith(("=", "+", "-", "@", "\t"))


def test_events_say_whether_they_count() -> None:
    """Two copies of one record are one row."""
    event = Event(
        id="e0",
        date=date(2026, 1, 1),
        indicator="clash",
        value=0.0,
        title="t",
        recorded=datetime.fromisoformat("2026-01-01T00:00:00Z"),
    )
    gone = Retraction(id="x", record="e0", reason="", recorded=event.recorded)
    for log, counts in ((log_of([event]), True), (log_of([event, gone]), False)):
        row = next(iter(records_table(log).rows))
        assert (row["value"], row["counts"]) == (0.0, counts)
