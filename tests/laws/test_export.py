"""What was exported builds the log again: nothing that a record says is lost."""

import csv
from datetime import date, datetime
from importlib import import_module
from io import BytesIO, StringIO
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from riskctl.cli.intake.exported import number_or_name, rows_of
from riskctl.model.record import Event, Note, Record, Retraction, Review
from riskctl.model.tlp import Tlp
from riskctl.reporting.csv import MARK
from riskctl.reporting.json.export_rows import RECORDS, records_table
from riskctl.reporting.table import ColumnKind, table_csv, table_lines, table_parquet
from riskctl.storage.text.exported import records_in
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


def read_back(text: str) -> set[Record]:
    """Return the records that an exported text stands for."""
    return set(records_in(rows_of(text.encode(), "it"), "it"))


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
        assert set(found) == read_back(text)

    @LAW
    @given(dressed())
    def test_come_back_from_lines_of_json(self, found: list[Record]) -> None:
        """Each line by itself."""
        text = table_lines(records_table(log_of(found)))
        assert set(found) == (read_back(text) if found else set())

    @LAW
    @given(dressed())
    def test_come_back_from_parquet(self, found: list[Record]) -> None:
        """With days and moments that need no reading."""
        data = table_parquet(records_table(log_of(found)))
        parquet = import_module("pyarrow.parquet")
        rows = parquet.read_table(BytesIO(data)).to_pylist()
        for row in rows:
            for key, it in RECORDS.items():
                if it.kind is ColumnKind.FLAG:
                    row[key] = row[key] or None
            row["value"] = number_or_name(row["value"]) if row["value"] else None
        assert set(found) == set(records_in(enumerate(rows, 1), "it"))

    @LAW
    @given(dressed())
    def test_run_nothing_in_a_spreadsheet(self, found: list[Record]) -> None:
        """No cell of text begins as a formula does."""
        text = table_csv(records_table(log_of(found)))
        for row in csv.reader(StringIO(text, newline="")):
            for cell, (name, column) in zip(row, RECORDS.items(), strict=False):
                if column.kind is ColumnKind.TEXT and name != "value":
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
