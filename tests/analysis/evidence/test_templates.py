"""Each shipped mapping reads a file of its format, with all of its traps."""

import io
import json
from collections.abc import Mapping as Cells
from datetime import UTC, date, datetime
from typing import Final, cast

import pytest

from riskctl.analysis.evidence.gather import Gathered, gather
from riskctl.analysis.evidence.row import Present
from riskctl.model.record import Event
from riskctl.reporting.extras import extra
from riskctl.storage.intake.rows import read_rows
from riskctl.storage.intake.source import Source
from tests.made_gdelt import gdelt_lines
from tests.mappings import shipped

NOW: Final = datetime(2026, 11, 27, 12, tzinfo=UTC)
PRESENT: Final = Present(NOW, date(2026, 11, 27))
ICEWS: Final = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country",
    "Event Text", "CAMEO Code", "Intensity", "Target Name", "Target Sectors",
    "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District",
    "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
POLECAT: Final = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Event Intensity",
    "Quad Code", "Contexts", "Actor Name", "Actor Country", "Actor COW",
    "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW",
    "Primary Recipient Sector", "Recipient Sectors", "Recipient Title",
    "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District",
    "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People",
    "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
ACLED: Final = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type",
    "event_type", "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2",
    "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region",
    "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude",
    "geo_precision", "source", "source_scale", "notes", "fatalities", "tags",
    "timestamp",
)  # fmt: skip
EUREPOC: Final = (
    "ID", "name", "start_date", "end_date", "incident_type", "receiver_country",
    "initiator_country", "attribution_date", "attribution_basis",
    "attributing_country", "weighted_cyber_intensity", *(f"other_{it}" for it in
    range(74)),
)  # fmt: skip


def read(name: str, data: bytes) -> Gathered:
    """Read a file as the mapping of a name does, and see that no row is lost."""
    mapping = shipped(name)
    stream = cast("io.BufferedReader", io.BufferedReader(io.BytesIO(data)))
    found = gather(read_rows(Source(stream, "x"), mapping, extra), mapping, PRESENT)
    counted = len(found.leads) + found.repeated + found.outside + found.bad_rows
    counted += found.dropped.total() + found.unmapped.total()
    assert counted == found.rows
    return found


def events(found: Gathered) -> list[Event]:
    """Return what the leads say."""
    return [it.event for it in found.leads.values()]


def table(
    columns: tuple[str, ...],
    *rows: Cells[str, str],
    separator: str = "\t",
    blank: str = "",
) -> str:
    """Return the lines of a table; *blank* stands where a row says nothing."""
    return "".join(
        separator.join(row.get(name, blank) for name in columns) + "\n" for row in rows
    )


def headed(columns: tuple[str, ...], text: str, separator: str = "\t") -> str:
    """Return a table with its header."""
    return separator.join(columns) + "\n" + text


class TestGdelt:
    ROW: Cells[str, str] = {
        "GLOBALEVENTID": "613301537",
        "SQLDATE": "20261126",
        "Actor1Name": "UNITED STATES",
        "Actor1CountryCode": "USA  ",
        "Actor2Name": "RUSSIA",
        "Actor2CountryCode": "RUS",
        "EventCode": "163",
        "DATEADDED": "20261127001500",
        "SOURCEURL": "https://example.org/a",
    }

    def lines(self, name: str, *rows: Cells[str, str]) -> bytes:
        """Return the lines of a file."""
        columns = shipped(name).reader.columns
        return table(columns, *rows).encode()

    def test_second_edition(self) -> None:
        """Its two clocks, its padding, its nulls and its slips."""
        found = read(
            "gdelt2",
            self.lines(
                "gdelt2",
                self.ROW,
                {**self.ROW, "GLOBALEVENTID": "2", "EventCode": "036"},
                {**self.ROW, "GLOBALEVENTID": "3", "EventCode": "190"},
                {**self.ROW, "GLOBALEVENTID": "4", "Actor2CountryCode": "CHN"},
                {**self.ROW, "GLOBALEVENTID": "5", "Actor2CountryCode": "---"},
                {**self.ROW, "GLOBALEVENTID": "6", "SQLDATE": "19261126"},
                {**self.ROW, "GLOBALEVENTID": "7", "Actor1Name": "PRESIDENT",
                 "EventCode": "041"},
            ),
        )  # fmt: skip
        assert [(it.indicator, it.value) for it in events(found)] == [
            ("sanctions", "designation"),
            ("leader-contact", "call"),
        ]
        first = events(found)[0]
        assert (str(first.date), first.recorded.isoformat()) == (
            "2026-11-26",
            "2026-11-27T00:15:00+00:00",
        )
        assert (str(first.grade), first.sources) == ("F3", ("https://example.org/a",))
        assert (found.unmapped, found.outside, found.bad_rows) == ({"036": 1}, 2, 1)
        assert found.dropped.total() == 1

    @pytest.mark.parametrize("columns", [58, 57])
    def test_first_edition(self, columns: int) -> None:
        """Before April 2013 there was no address."""
        row = {**self.ROW, "DATEADDED": "20261126"}
        line = self.lines("gdelt1", row).decode().rstrip("\n").split("\t")
        (event,) = events(read("gdelt1", "\t".join(line[:columns]).encode()))
        assert event.sources == (("https://example.org/a",) if columns == 58 else ())

    def test_ten_thousand_rows(self) -> None:
        """Most are about others, and none is lost."""
        lines = gdelt_lines(10_000, last=date(2026, 11, 26))
        found = read("gdelt2", "".join(lines).encode())
        assert found.rows == 10_000
        assert len(found.leads) > 300
        assert found.outside > 8_000


class TestIcews:
    def test_tells_rows_by_id_and_day(self) -> None:
        """The id alone comes back in another year; NULL is nothing."""
        row = {
            "Event ID": "37", "Event Date": "2026-11-20", "Source Name": "Police",
            "Source Country": "United States", "Event Text": "Impose embargo",
            "CAMEO Code": "163", "Target Name": "NULL", "Publisher": "Reuters",
            "Target Country": "Russian Federation", "Story ID": "5",
        }  # fmt: skip
        text = table(
            ICEWS,
            row,
            {**row, "Event Date": "2025-11-20"},
            {**row, "Event ID": "38", "CAMEO Code": "010"},
            {**row, "Event ID": "39", "Target Country": "NULL"},
            blank="NULL",
        )
        found = read("icews", headed(ICEWS, text).encode())
        assert [str(it.date) for it in events(found)] == ["2026-11-20", "2025-11-20"]
        first = events(found)[0]
        assert first.title == "Police, : Impose embargo"
        assert first.origins == ("Reuters",)
        assert (found.dropped.total(), found.outside) == (1, 1)


class TestPolecat:
    ROW: Cells[str, str] = {
        "Event ID": "P1", "Event Date": "2026-11-20", "Event Type": "CONSULT",
        "Event Mode": "phone", "Actor Name": "José", "Actor Country": "USA",
        "Recipient Country": "RUS", "Primary Actor Sector": "EXE", "Source": "TASS",
        "Publication Date": "2026-11-21", "Country": "Russia",
    }  # fmt: skip

    def test_reads_latin_1_and_its_none(self) -> None:
        """A name too many in the header and a tab too many in a row are harmless."""
        text = table(POLECAT, self.ROW, {**self.ROW, "Event ID": "P2"}, blank="None")
        lines = headed(POLECAT, text).replace("Version", "Version\tExtra", 1)
        lines = lines.rstrip("\n") + "\t\n"
        found = read("polecat", lines.encode("latin-1"))
        assert [it.title for it in events(found)] == [
            "José, : CONSULT phone, Russia"
        ] * 2
        first = events(found)[0]
        assert (first.indicator, first.value) == ("leader-contact", "call")
        assert first.origins == ("TASS",)
        assert str(first.recorded.date()) == "2026-11-21"


class TestAcled:
    def test_reads_what_was_revised_since(self) -> None:
        """A mark at the beginning; of two versions of a row the later one."""
        row = {
            "event_id_cnty": "RUS1", "event_date": "2026-11-20",
            "event_type": "Battles", "sub_event_type": "Armed clash",
            "actor1": "Military Forces of Russia (2000-)", "fatalities": "0",
            "actor2": "Military Forces of the United States (2021-2029)",
            "source": "AP", "timestamp": "1795132800", "location": "Sea",
        }  # fmt: skip
        text = table(
            ACLED,
            row,
            {**row, "fatalities": "2", "timestamp": "1795219200"},
            {**row, "event_id_cnty": "RUS2", "actor1": "Protesters (Russia)"},
            separator=",",
        )
        found = read("acled", ("\ufeff" + headed(ACLED, text, ",")).encode())
        assert [(it.indicator, it.value) for it in events(found)] == [
            ("military-encounter", "deaths")
        ]
        assert (found.repeated, found.outside) == (1, 1)


class TestUcdp:
    @pytest.mark.parametrize("has_header", [True, False])
    def test_reads_with_and_without_its_header(self, has_header: bool) -> None:
        """One release came without."""
        columns = shipped("ucdp").reader.columns
        row = {
            "id": "400", "side_a": "Government of Russia", "side_b": "USA",
            "date_start": "2026-11-20 00:00:00.000", "best": "3", "gwnoa": "365",
            "gwnob": "2", "where_description": "Sea",
        }  # fmt: skip
        text = table(
            columns,
            row,
            {**row, "id": "401", "best": "0"},
            {**row, "id": "402", "gwnob": "369"},
            separator=",",
        )
        data = headed(columns, text, ",") if has_header else text
        found = read("ucdp", data.encode())
        assert [it.title for it in events(found)] == [
            "Government of Russia, USA: 3 deaths, Sea"
        ]
        assert (found.dropped.total(), found.outside) == (1, 1)


class TestEurepoc:
    def test_takes_several_values_and_what_is_not_available(self) -> None:
        """`Not available` is not 0, and one of several receivers will do."""
        row = {
            "ID": "7", "name": "Ministry hacked", "start_date": "2026-11-20",
            "incident_type": "Data theft; Disruption",
            "receiver_country": "Germany; United States",
            "initiator_country": "Russia", "weighted_cyber_intensity": "5",
            "attribution_date": "2026-11-22; 2026-11-25",
        }  # fmt: skip
        text = table(
            EUREPOC,
            row,
            {**row, "ID": "8", "weighted_cyber_intensity": "Not available"},
            {**row, "ID": "9", "receiver_country": "Not available"},
            separator=",",
            blank="Not available",
        )
        found = read("eurepoc", headed(EUREPOC, text, ",").encode())
        assert [it.value for it in events(found)] == [
            "broad-intrusion",
            "targeted-theft",
        ]
        assert [str(it.recorded.date()) for it in events(found)] == ["2026-11-22"] * 2
        assert found.outside == 1


class TestMisp:
    def test_reads_an_event_with_its_tags(self) -> None:
        """The Admiralty tags are the grade, up to the cap."""
        event = {
            "uuid": "u-1", "date": "2026-11-20", "timestamp": "1795132800",
            "info": "Phishing of a ministry", "Orgc": {"name": "CERT"},
            "Tag": [
                {"name": 'admiralty-scale:source-reliability="a"'},
                {"name": 'admiralty-scale:information-credibility="3"'},
            ],
            "Attribute": [{"type": "ip-src", "value": "192.0.2.1"}] * 3,
        }  # fmt: skip
        (found,) = events(read("misp", json.dumps({"Event": event}).encode()))
        assert (found.indicator, found.value, str(found.grade)) == (
            "cyber-incident",
            "targeted-theft",
            "B3",
        )
        assert found.origins == ("CERT",)


class TestStix:
    def test_reads_reports_and_sightings(self) -> None:
        """Everything else of a bundle is dropped, with the reason."""
        report = {
            "type": "report", "id": "report--1", "name": "Intrusion", "confidence": 80,
            "created": "2026-11-20T10:00:00.000Z",
            "modified": "2026-11-21T10:00:00.000Z",
            "external_references": [
                {"source_name": "a", "url": "https://example.org/a"},
                {"source_name": "b", "url": "https://example.org/b"},
            ],
        }  # fmt: skip
        bundle = {
            "type": "bundle",
            "objects": [
                report,
                {**report, "id": "sighting--1", "type": "sighting"},
                {"type": "indicator", "id": "indicator--1"},
            ],
        }
        found = read("stix", json.dumps(bundle).encode())
        first, second = events(found)
        assert (first.value, str(first.grade)) == ("broad-intrusion", "C2")
        assert first.sources == (
            "https://example.org/a",
            "https://example.org/b",
            "STIX report--1",
        )
        assert second.value == "probing"
        assert found.dropped.total() == 1


class TestFeed:
    def test_reads_the_items_that_its_words_find(self) -> None:
        """Opinion is dropped, what no word finds is left and told."""
        items = "".join(
            f"<item><title>{title}</title><link>https://example.org/{at}</link>"
            "<pubDate>Fri, 20 Nov 2026 23:30:00 -0500</pubDate></item>"
            for at, title in enumerate(
                ["US sanctions ships", "Opinion: why sanctions fail", "Fine weather"]
            )
        )
        data = f'<rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'
        found = read("feed", data.encode())
        (event,) = events(found)
        assert (event.indicator, str(event.date)) == ("sanctions", "2026-11-21")
        assert event.origins == ("Wire",)
        assert found.dropped == {"opinion, not an event": 1}
        assert found.unmapped == {"Fine weather": 1}
