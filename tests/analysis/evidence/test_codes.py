from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from riskctl.analysis.evidence.codes import code_meanings
from riskctl.analysis.evidence.row import Lead, Present, judge
from riskctl.model.cells import Row
from riskctl.storage.shipped import SHIPPED_CATALOGUE, catalogue_bytes
from riskctl.storage.text.catalogue import read_catalogue
from tests.helpers import watch
from tests.mappings import mapping_of, shipped

PRESENT = Present(datetime(2026, 11, 20, 12, tzinfo=UTC), date(2026, 11, 20))
CATALOGUE, _ = read_catalogue(catalogue_bytes(SHIPPED_CATALOGUE), SHIPPED_CATALOGUE)
# Every code that CAMEO has, and some that it has not.
CODES = [f"{it:03}" for it in range(10, 205)] + [f"{it}1" for it in range(100, 205)]


class TestCodeMeanings:
    def test_give_number_and_capped_grade(self) -> None:
        """The number is the scale's; codes that give no event are out."""
        found = code_meanings(
            mapping_of(),
            watch().catalogue,
            [("Talks",), ("Op-ed",), ("?",), ("Clash",)],
        )
        assert [(it.scheme, it.code, it.indicator, it.number) for it in found] == [
            ("sheet", ("Talks",), "talks", 0.5),
            ("sheet", ("Clash",), "clash", 0.4),
        ]

    @given(
        st.sampled_from(["gdelt1", "gdelt2"]),
        st.sampled_from(CODES),
        st.sampled_from(["PRESIDENT", "POLICE"]),
        st.sampled_from(["KREMLIN", "SENATE"]),
    )
    def test_say_of_a_code_what_judge_says_of_its_row(
        self, name: str, code: str, one: str, other: str
    ) -> None:
        """The table and the rules are the same answer."""
        mapping = shipped(name)
        cells = {
            "GLOBALEVENTID": "1",
            "SQLDATE": "20261119",
            "Actor1CountryCode": "USA",
            "Actor2CountryCode": "RUS",
            "EventCode": code,
            "Actor1Name": one,
            "Actor2Name": other,
        }
        said = judge(Row(1, cells), mapping, PRESENT)
        codes = [tuple(cells[it] for it in mapping.tested)]
        found = list(code_meanings(mapping, CATALOGUE, codes))
        assert [(it.indicator, it.value, it.grade) for it in found] == (
            [(said.event.indicator, said.event.value, said.event.grade)]
            if isinstance(said, Lead)
            else []
        )
