import io
from datetime import date
from typing import cast

import pytest

from riskctl.errors import UsageError
from riskctl.model.cells import FileForm
from riskctl.reporting.extras import extra
from riskctl.storage.intake.sample import Sample, sample_of
from riskctl.storage.intake.source import Source
from tests.made_sheets import Cell, ods, xlsx

TEXT = "Datum;Größe\n05.02.2026;1\n"
ROWS: list[list[Cell]] = [["Date", "Size"], [date(2026, 2, 5), 1]]


def sample(data: bytes, name: str = "x.csv") -> Sample:
    """Look at a file."""
    stream = cast("io.BufferedReader", io.BufferedReader(io.BytesIO(data)))
    return sample_of(Source(stream, name), extra)


class TestSample:
    @pytest.mark.parametrize(
        ("data", "form", "separator", "encoding"),
        [
            (TEXT.encode(), FileForm.CSV, ";", "utf-8"),
            (("\ufeff" + TEXT).encode(), FileForm.CSV, ";", "utf-8"),
            (TEXT.encode("cp1252"), FileForm.CSV, ";", "cp1252"),
            (TEXT.encode("utf-16"), FileForm.CSV, ";", "utf-16"),
            (("sep=;\n" + TEXT).encode(), FileForm.CSV, ";", "utf-8"),
            (TEXT.replace(";", "\t").encode(), FileForm.TSV, "\t", "utf-8"),
            (TEXT.replace(";", ",").encode(), FileForm.CSV, ",", "utf-8"),
        ],
    )
    def test_sees_how_a_text_is_written(
        self, data: bytes, form: FileForm, separator: str, encoding: str
    ) -> None:
        """What it sees is written down for a person to look at."""
        found = sample(data)
        reader = found.reader
        assert (reader.form, reader.separator, reader.encoding) == (
            form,
            separator,
            encoding,
        )
        assert found.header == ("Datum", "Größe")
        assert found.rows == ({"Datum": "05.02.2026", "Größe": "1"},)

    def test_looks_into_spreadsheets(self) -> None:
        """The ending says of which office it is."""
        for data, name, form in (
            (xlsx(ROWS), "x.xlsx", FileForm.XLSX),
            (ods(ROWS), "x.ods", FileForm.ODS),
        ):
            found = sample(data, name)
            assert (found.reader.form, found.header) == (form, ("Date", "Size"))
            assert found.rows == ({"Date": "2026-02-05", "Size": "1"},)

    def test_looks_no_further_than_it_must(self) -> None:
        """A row that is cut off at the end of the look is none."""
        data = (TEXT + "05.02.2026;1\n" * 100_000).encode()
        assert {it["Größe"] for it in sample(data).rows} == {"1"}

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            (b"", "x.csv: no table with columns can be seen in it"),
            (b"words and words\n", "x.csv: no table with columns can be seen in it"),
            (b"<html>", "x.csv: this is a web page, not a table"),
            (xlsx([[]]), "x.csv: there is no row in the first sheet"),
        ],
    )
    def test_refuses_what_is_no_table(self, data: bytes, message: str) -> None:
        """Then there is nothing to start from."""
        with pytest.raises(UsageError) as caught:
            sample(data)
        assert caught.value.message == message
