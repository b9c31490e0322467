from datetime import UTC, date, datetime

import pytest

from riskctl.analysis.evidence.row import (
    Dropped,
    Lead,
    Outcome,
    Outside,
    Present,
    Unmapped,
    judge,
)
from riskctl.model.cells import Bad, Row
from riskctl.model.mapping import Mapping
from tests.mappings import SHEET, mapping_of, shipped

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
PRESENT = Present(NOW, date(2026, 11, 20))
GOOD = {
    "Date": "05/02/2026",
    "Type": "Clash",
    "Event": "Shots at the border",
    "Source": "https://example.org/a",
}


def said_of(mapping: Mapping | None = None, **cells: str) -> Outcome:
    """Judge a good row of which some cells are other ones."""
    filled = {name: it for name, it in {**GOOD, **cells}.items() if it}
    return judge(Row(7, filled), mapping or mapping_of(), PRESENT)


def lead_of(mapping: Mapping | None = None, **cells: str) -> Lead:
    """Judge a row that gives an event."""
    lead = said_of(mapping, **cells)
    assert isinstance(lead, Lead), lead
    return lead


def fault_of(mapping: Mapping | None = None, **cells: str) -> str:
    """Judge a row in which something is wrong; return what."""
    bad = said_of(mapping, **cells)
    assert isinstance(bad, Bad), bad
    assert bad.line == 7
    assert bad.hint
    return bad.fault


class TestJudge:
    def test_makes_an_event(self) -> None:
        """Everything that the mapping takes stands in it, and nothing else."""
        event = lead_of(Remarks="At night.", Colour="red").event
        assert (event.date, event.indicator, event.value) == (
            date(2026, 2, 5),
            "clash",
            "shots",
        )
        assert (event.title, event.note) == ("Shots at the border", "At night.")
        assert event.sources == ("https://example.org/a",)
        assert (str(event.grade), event.recorded) == ("C3", NOW)
        assert event.backfilled

    def test_takes_the_first_rule_that_holds(self) -> None:
        """A rule that drops says why."""
        said = said_of(Type="Op-ed")
        assert isinstance(said, Dropped)
        assert said.rule.drop == "opinion, not an event"

    def test_leaves_what_no_rule_knows(self) -> None:
        """It is never thrown away in silence: its type is told."""
        assert said_of(Type="Parade") == Unmapped(7, "Parade")

    def test_leaves_another_pair_before_anything_is_read(self) -> None:
        """A row of others needs no day."""
        mapping = shipped("gdelt2")
        cells = {"Actor1CountryCode": "USA", "Actor2CountryCode": "CHN"}
        assert judge(Row(3, cells), mapping, PRESENT) == Outside(3)

    @pytest.mark.parametrize(
        ("cell", "grade"), [("", "C3"), ("A1", "B2"), ("b3", "B3"), ("F6", "F6")]
    )
    def test_grades_no_better_than_may_be(self, cell: str, grade: str) -> None:
        """What the row says counts up to the cap, on either axis."""
        assert str(lead_of(Grade=cell).event.grade) == grade

    def test_caps_what_a_rule_gives(self) -> None:
        """A person may raise a cap, a rule may not."""
        assert str(lead_of(Type="Talks").event.grade) == "B2"

    def test_makes_one_line_of_text_that_shows(self) -> None:
        """Breaks and blanks become one blank; what would not show is left out."""
        event = lead_of(Event="Shots\n  at\u00a0the\u202e border \x1b[31m").event
        assert event.title == "Shots at the border [31m"

    @pytest.mark.parametrize(
        ("cells", "fault"),
        [
            ({"Date": ""}, "`Date` is empty"),
            (
                {"Date": "02/13/2026"},
                "`Date` is `02/13/2026`, and not a day as `%d/%m/%Y` spells it",
            ),
            ({"Date": "21/11/2026"}, "`Date` is 2026-11-21, which is still to come"),
            ({"Date": "05/02/0926"}, "`Date` is 0926-02-05"),
            ({"Event": ""}, "its title is empty"),
            ({"Event": '=HYPERLINK("x")'}, '`Event` is a formula, `=HYPERLINK("x")`'),
            (
                {"Source": "javascript:alert(1)"},
                "the scheme `javascript` is not safe to open",
            ),
            ({"Grade": "good"}, "`Grade` is `good`, and not a grade"),
            ({"Event": "x" * 5000}, "a text of 5000 characters, more than 4000"),
        ],
    )
    def test_says_what_is_wrong(self, cells: dict[str, str], fault: str) -> None:
        """A row that cannot be read says so, with what to change."""
        assert fault_of(None, **cells) == fault

    def test_refuses_a_row_that_nothing_tells_from_others(self) -> None:
        """Without an identity it could come in again for ever."""
        mapping = mapping_of(SHEET, ('["Date", "Event"]', '["Number"]'))
        assert fault_of(mapping) == (
            "nothing tells it from other rows: `Number` is empty"
        )

    def test_takes_a_date_cell_of_a_spreadsheet(self) -> None:
        """Its reader spells it as ISO does, whatever form the texts have."""
        mapping = mapping_of(SHEET, ('form = "csv", separator = ";"', 'form = "xlsx"'))
        assert lead_of(mapping, Date="2026-02-05").event.date == date(2026, 2, 5)
        assert fault_of(Date="2026-02-05")

    def test_reads_the_second_clock(self) -> None:
        """A day means its end; what was noted before it happened is a slip."""
        mapping = mapping_of(
            SHEET,
            ("title =", 'recorded = { field = "Noted", form = "%d/%m/%Y" }\ntitle ='),
        )
        lead = lead_of(mapping, Noted="06/02/2026")
        assert lead.event.recorded == datetime(2026, 2, 6, 23, 59, 59, tzinfo=UTC)
        assert lead.is_dated
        assert not lead_of(mapping).is_dated
        assert fault_of(mapping, Noted="04/02/2026") == (
            "noted on 2026-02-04, before it happened on 2026-02-05"
        )

    def test_takes_a_day_of_long_ago_for_a_slip(self) -> None:
        """GDELT dates some rows of 2020 in 1920."""
        mapping = shipped("gdelt2")
        cells = {
            "GLOBALEVENTID": "1",
            "SQLDATE": "19201119",
            "DATEADDED": "20201119001500",
            "Actor1CountryCode": "USA",
            "Actor2CountryCode": "RUS",
            "EventCode": "163",
        }
        bad = judge(Row(3, cells), mapping, PRESENT)
        assert isinstance(bad, Bad)
        assert bad.fault == (
            "happened on 1920-11-19 and was noted on 2020-11-19: "
            "more than 30 days later"
        )

    def test_reads_admiralty_tags(self) -> None:
        """Of MISP's two axes one may be missing."""
        mapping = shipped("misp")
        cells = {
            "uuid": "1",
            "date": "2026-11-19",
            "timestamp": "1795100400",
            "info": "Phishing of a ministry",
            "Tag.name": 'tlp:green; admiralty-scale:source-reliability="d"',
        }
        lead = judge(Row(1, cells), mapping, PRESENT)
        assert isinstance(lead, Lead)
        assert str(lead.event.grade) == "D3"


class TestIdentity:
    def test_is_the_field_where_it_is_plain(self) -> None:
        """The number of a data set can be looked up there."""
        mapping = mapping_of(SHEET, ('["Date", "Event"]', '["Number"]'))
        assert lead_of(mapping, Number="613301537").identity == "613301537"

    def test_tells_rows_apart_whatever_they_hold(self) -> None:
        """No two lists of texts are joined to the same."""
        one = lead_of(Event="a b").identity
        mapping = mapping_of(SHEET, ('["Date", "Event"]', '["Event", "Remarks"]'))
        assert one != lead_of(Event="a c").identity
        assert (
            lead_of(mapping, Event="a", Remarks="bc").identity
            != lead_of(mapping, Event="ab", Remarks="c").identity
        )
