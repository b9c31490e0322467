import io
import zipfile
from collections.abc import Iterable
from datetime import date
from types import ModuleType
from typing import ClassVar, cast

import pytest

from riskctl.errors import UsageError
from riskctl.model.cells import Bad, Row
from riskctl.model.mapping import Mapping
from riskctl.reporting.extras import extra
from riskctl.storage.intake.rows import read_rows
from riskctl.storage.intake.source import Source
from tests.made_sheets import ods, xlsx
from tests.mappings import SHEET, mapping_of, shipped

HEADER = "Date;Type;Event;Remarks;Source;Grade\n"
ROW = "05/02/2026;Clash;Shots;;;\n"
READ = {"Date": "05/02/2026", "Type": "Clash", "Event": "Shots"}
NAMES = ("Date", "Type", "Event", "Remarks", "Source", "Grade")


def read(data: str | bytes, mapping: Mapping | None = None) -> list[Row | Bad]:
    """Return the rows of a file."""
    source = source_of(data.encode() if isinstance(data, str) else data)
    return list(read_rows(source, mapping or mapping_of(), extra))


def source_of(data: bytes) -> Source:
    """Return bytes as a source."""
    return Source(
        cast("io.BufferedReader", io.BufferedReader(io.BytesIO(data))), "x.csv"
    )


def refused(data: str | bytes, mapping: Mapping | None = None) -> tuple[str, str]:
    """Return why a file is refused, and the hint."""
    with pytest.raises(UsageError) as caught:
        read(data, mapping)
    return caught.value.message, caught.value.hint


def as_form(reader: str) -> Mapping:
    """Return the mapping of the sheet with another reader."""
    return mapping_of(SHEET, ('{ form = "csv", separator = ";" }', reader))


class TestDelimited:
    @pytest.mark.parametrize(
        "data",
        [
            HEADER + ROW,
            "\ufeff" + HEADER + ROW,
            HEADER.replace("\n", "\r\n") + ROW,
            "sep=;\n" + HEADER + ROW,
            HEADER.replace("Grade", "Grade;;") + ROW.replace("\n", ";;\n"),
            HEADER + ROW.strip(),
            HEADER + ";;;;;\n\n" + ROW,
            HEADER + ROW.replace("Shots", '" Shots "'),
        ],
    )
    def test_reads_what_spreadsheets_write(self, data: str) -> None:
        """A mark, breaks of either kind, blank rows and cells: none is evidence."""
        assert [it.cells for it in read(data) if isinstance(it, Row)] == [READ]

    def test_knows_the_line_of_each_row(self) -> None:
        """A cell may have several lines; a row is named by its last one."""
        data = HEADER + ROW + ROW.replace("Shots", '"Shots\nat night"') + ROW
        assert [it.line for it in read(data)] == [2, 4, 5]

    @pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "latin-1"])
    def test_reads_the_encoding_that_is_said(self, encoding: str) -> None:
        """Not the one that it might be."""
        mapping = as_form(
            f'{{ form = "csv", separator = ";", encoding = "{encoding}" }}'
        )
        (row,) = read(
            (HEADER + ROW.replace("Shots", "Größe")).encode(encoding), mapping
        )
        assert isinstance(row, Row)
        assert row.cells["Event"] == "Größe"

    @pytest.mark.parametrize(
        ("data", "message", "hint"),
        [
            (
                (HEADER + ROW + "1;2;é;4;5;6\n").encode("latin-1"),
                "x.csv:3: the byte 0xe9 is not UTF-8",
                (
                    "save the file as UTF-8, or say what it is: "
                    'reader = { ..., encoding = "cp1252" }'
                ),
            ),
            (
                (HEADER + ROW).encode("utf-16"),
                "x.csv: the file is UTF-16, and the mapping says utf-8",
                'reader = { ..., encoding = "utf-16" }, or save it as UTF-8',
            ),
            (
                (HEADER + ROW).replace(";", ","),
                "x.csv:1: the columns are separated by `,`, and the mapping says `;`",
                'reader = { ..., separator = "," }',
            ),
            (
                HEADER.replace("Remarks", "Date") + ROW,
                "x.csv:1: two columns are called `Date`, 1 and 4",
                "give one of them another name",
            ),
            (
                HEADER.replace("Event", "Evnt") + ROW,
                "x.csv:1: there is no column `Event`",
                (
                    "did you mean `Evnt`? the columns are `Date`, `Type`, `Evnt`, "
                    "`Remarks`, `Source`, `Grade`"
                ),
            ),
            (
                HEADER + ROW + ROW.replace("Shots", '"Shots'),
                "x.csv:3: not CSV: a quotation mark is never closed",
                (
                    "close it, or double a quotation mark inside of a cell; where they "
                    "are characters as any other: reader = { ..., quoted = false }"
                ),
            ),
            ("", "x.csv: there is no row in it", "give a file with rows"),
            (
                "\n<!DOCTYPE html>\n<html>",
                "x.csv: this is a web page, not a table",
                (
                    "look at its address in a browser: a feed or a file is mostly "
                    "behind a link on it"
                ),
            ),
            (
                xlsx([NAMES]),
                "x.csv: this is a ZIP archive, and no text",
                'for a spreadsheet: reader = { form = "xlsx" }; else unpack it first',
            ),
            (
                HEADER + "x" * 1024 * 1024,
                "x.csv:2: a line of over a million characters",
                "is it a table? mend `form` of the reader",
            ),
        ],
    )
    def test_refuses_what_is_not_what_the_mapping_says(
        self, data: str | bytes, message: str, hint: str
    ) -> None:
        """With the line, what is wrong, and what to change."""
        assert refused(data) == (message, hint)

    @pytest.mark.parametrize(
        ("row", "fault"),
        [
            ("1;2;3;4;5;6;7\n", "7 cells, and there are 6 columns"),
            ("1;2\n", "2 cells, and there are 6 columns"),
        ],
    )
    def test_goes_on_after_a_bad_row(self, row: str, fault: str) -> None:
        """All the bad rows of a file are named at once."""
        bad, good = read(HEADER + row + ROW)
        assert isinstance(bad, Bad)
        assert (bad.line, bad.fault) == (2, fault)
        assert good == Row(3, READ)

    def test_tells_another_release_at_its_first_row(self) -> None:
        """GDELT 1 is not GDELT 2, though neither names its columns."""
        message, _ = refused("\t".join(["1"] * 58), shipped("gdelt2"))
        assert message == "x.csv:1: 58 columns, and the mapping names 61"

    def test_takes_a_file_that_lacks_its_header(self) -> None:
        """Where the mapping names the columns, a file may leave them out."""
        mapping = shipped("ucdp")
        cells = [f"c{it}" for it in range(49)]
        headed = ",".join(mapping.reader.columns) + "\n" + ",".join(cells)
        assert [it.cells for it in read(headed, mapping) if isinstance(it, Row)] == [
            it.cells for it in read(",".join(cells), mapping) if isinstance(it, Row)
        ]


class TestJson:
    DATA = (
        b'{"a": "1", "n": {"m": [1, 2.5]}, "b": [{"c": "x"}, {"c": true}], '
        b'"d": null, "e": ""}'
    )

    def test_flattens_what_is_nested(self) -> None:
        """What a list holds stands in one cell."""
        (row,) = read(self.DATA, _plain("jsonl"))
        assert row == Row(1, {"a": "1", "n.m": "1; 2.5", "b.c": "x; true"})

    def test_finds_the_list_by_its_keys(self) -> None:
        """A list on the way is gone through."""
        data = b'{"response": [{"Event": {"a": 1}}, {"Event": {"a": 2}}]}'
        mapping = _plain("json", items="response.Event")
        assert read(data, mapping) == [Row(1, {"a": "1"}), Row(2, {"a": "2"})]

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            (b'{"a": 1', "x.csv:1: not JSON: expecting ',' delimiter"),
            (b'{"a": 1, "a": 2}', "x.csv:1: an object has two keys `a`"),
            (b'\xff{"a": 1}', "x.csv:1: byte 0 is not utf-8"),
            (
                b"[" * 100_000,
                "x.csv:1: deeper than any data, or a number of thousands of digits",
            ),
            (b"<html>", "x.csv: this is a web page, not JSON Lines"),
        ],
    )
    def test_refuses_what_is_none(self, data: bytes, message: str) -> None:
        """With the line where it is known."""
        assert refused(data, _plain("jsonl"))[0] == message

    def test_refuses_a_document_without_the_list(self) -> None:
        """Nothing is read rather than something else."""
        message, hint = refused(b'{"things": []}', shipped("stix"))
        assert message == "x.csv: there is no `objects` in it, where the rows should be"
        assert hint == "mend `items` of the reader, which is `objects`"

    def test_refuses_data_of_another_kind(self) -> None:
        """Where no row has what tells rows apart, the mapping is for other data."""
        message, hint = refused(b'{"id": 1}\n', as_form('{ form = "jsonl" }'))
        assert message == "x.csv: no row has a field `Date`"
        assert hint == "fields: id"

    def test_names_what_is_no_object(self) -> None:
        """One bad row does not hide the next."""
        bad, good = read(b'5\n{"a": 1}\n', _plain("jsonl"))
        assert isinstance(bad, Bad)
        assert (bad.line, bad.fault, good) == (1, "not an object", Row(2, {"a": "1"}))


class TestSheets:
    ROWS = ((*NAMES,), (date(2026, 2, 5), "Clash", "Shots", "", 5, 2.5))
    CELLS: ClassVar = {
        "Date": "2026-02-05",
        "Type": "Clash",
        "Event": "Shots",
        "Source": "5",
        "Grade": "2.5",
    }

    def test_reads_xlsx(self) -> None:
        """A date cell becomes a day as ISO spells it; the line is the sheet's."""
        assert read(xlsx(self.ROWS), as_form('{ form = "xlsx" }')) == [
            Row(2, self.CELLS)
        ]

    def test_reads_ods(self) -> None:
        """The same of the other office."""
        assert read(ods(self.ROWS), as_form('{ form = "ods" }')) == [Row(2, self.CELLS)]

    def test_names_the_sheets(self) -> None:
        """A sheet that is not there is not another one."""
        mapping = as_form('{ form = "xlsx", sheet = "Sheet2" }')
        assert refused(xlsx(self.ROWS), mapping) == (
            "x.csv: there is no sheet `Sheet2`",
            "did you mean `Sheet1`?",
        )

    @pytest.mark.parametrize("data", [b"Date;Type", xlsx([NAMES])[:300]])
    def test_refuses_what_is_no_spreadsheet(self, data: bytes) -> None:
        """A CSV that is called XLSX, and one that was cut off."""
        message, hint = refused(data, as_form('{ form = "xlsx" }'))
        assert message.startswith("x.csv: not a spreadsheet that can be read: ")
        assert hint == "save it as XLSX or ODS, or export it as CSV"

    @pytest.mark.slow
    def test_refuses_a_bomb_before_it_unpacks(self) -> None:
        """300 KB that would become 300 MB, whatever the archive says of its size."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/worksheets/sheet1.xml", b"\0" * (257 * 2**20))
        message, _ = refused(packed.getvalue(), as_form('{ form = "xlsx" }'))
        assert message == "x.csv: unpacks to more than 256 MB"

    def test_says_what_to_install(self) -> None:
        """Without the extra there is one clear message."""

        def absent(_module: str, *, package: str, name: str) -> ModuleType:
            return extra("riskctl_has_no_such_module", package=package, name=name)

        for form in ("xlsx", "feed"):
            rows: Iterable[Row | Bad] = read_rows(
                source_of(xlsx(self.ROWS)), as_form(f'{{ form = "{form}" }}'), absent
            )
            with pytest.raises(UsageError) as caught:
                list(rows)
            assert "which is not installed" in caught.value.message
            assert caught.value.hint == "pip install 'riskctl[data]'"


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>
<item><title>Treasury lists 14 &lt;b&gt;ships&lt;/b&gt;</title>
<link>https://example.org/1</link><guid>g1</guid>
<pubDate>Fri, 20 Nov 2026 10:00:00 +0100</pubDate>
<description>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;two&lt;/p&gt;</description></item>
<item><title>No id</title><link>https://example.org/2</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>
<entry><id>g1</id><title>Treasury lists 14 ships</title>
<link href="https://example.org/1"/><updated>2026-11-20T09:00:00Z</updated></entry></feed>"""
JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "Wire",
"items": [{"id": "g1", "url": "https://example.org/1",
"title": "Treasury lists 14 ships", "date_published": "2026-11-20T09:00:00Z"}]}"""


class TestFeeds:
    @pytest.mark.parametrize("data", [RSS, ATOM, JSON_FEED])
    def test_read_alike(self, data: str) -> None:
        """Whichever it is: the text without its tags, the moment in UTC."""
        row = read(data, shipped("feed"))[0]
        assert isinstance(row, Row)
        assert row.cells["title"] == "Treasury lists 14 ships"
        assert (row.cells["id"], row.cells["link"]) == ("g1", "https://example.org/1")
        assert row.cells["published"].startswith("2026-11-20T09:00:00")
        assert row.cells["source"] == "Wire"

    def test_fall_back_to_the_link(self) -> None:
        """An item without an id is told from others by its link."""
        row = read(RSS, shipped("feed"))[1]
        assert isinstance(row, Row)
        assert row.cells["id"] == "https://example.org/2"

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            ("<!doctype HTML><p>Moved", "x.csv: this is a web page, not a feed"),
            (
                '<!DOCTYPE r [<!ENTITY a "b">]>' + ATOM,
                "x.csv: the feed has a DTD or declares entities, which are not read",
            ),
            (
                ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE r>' + ATOM).encode(
                    "utf-16"
                ),
                "x.csv: the feed has a DTD or declares entities, which are not read",
            ),
            (
                "<note/>",
                "x.csv: this is no feed: neither RSS nor Atom nor a JSON Feed",
            ),
            ('{"items": []}', "x.csv: this is JSON, but no JSON Feed"),
        ],
    )
    def test_are_told_from_what_is_none(self, data: str | bytes, message: str) -> None:
        """Nothing that a server answers in a feed's place passes for an empty one."""
        assert refused(data, shipped("feed"))[0] == message


def _plain(form: str, items: str = "") -> Mapping:
    """Return a mapping that tells rows apart by the field `a`."""
    mapping = as_form(f'{{ form = "{form}", items = "{items}" }}')
    clock = mapping.date._replace(field="a")
    return mapping._replace(identity=("a",), date=clock)
