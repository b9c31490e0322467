from datetime import date

import pytest

from riskctl.analysis.checks.of_mappings import mappings
from riskctl.storage.shipped import (
    SHIPPED_CATALOGUE,
    catalogue_bytes,
    mapping_names,
)
from tests.helpers import watch
from tests.mappings import SHEET, mapping_of, shipped

HEAD = SHEET[: SHEET.index("\n[[rule]]")]
TODAY = date(2026, 11, 20)


def found(*rules: str) -> list[str]:
    """Return what is found in a mapping of some rules, each given by its tests."""
    text = HEAD + "".join(f'\n[[rule]]\nwhen = {it}\ndrop = "x"\n' for it in rules)
    checked = watch()._replace(mappings=(mapping_of(text),))
    return [it.message for it in mappings(checked, TODAY)]


class TestMappings:
    @pytest.mark.parametrize(
        ("earlier", "later"),
        [
            ('{ T = { is = "a" } }', '{ T = { is = "a" } }'),
            ('{ T = { in = ["a", "b"] } }', '{ T = { in = ["b"] } }'),
            ('{ T = { starts = "13" } }', '{ T = { in = ["130", "138"] } }'),
            ('{ T = { starts = "13" } }', '{ T = { starts = ["138", "139"] } }'),
            ('{ T = { words = ["war"] } }', '{ T = { words = ["war games"] } }'),
            ("{ N = { from = 1 } }", "{ N = { from = 2, to = 3 } }"),
            ("{ N = { from = 1 } }", '{ N = { is = "7" } }'),
            ("{}", '{ T = { is = "a" } }'),
            ('{ T = { is = "a" } }', '{ T = { is = "a" }, U = { is = "b" } }'),
        ],
    )
    def test_a_rule_that_is_covered_is_found(self, earlier: str, later: str) -> None:
        """By the rule that takes all of its rows."""
        assert found(earlier, later) == [
            "no row comes to this rule: line 11 takes all of them"
        ]

    @pytest.mark.parametrize(
        ("earlier", "later"),
        [
            ('{ T = { is = "a" } }', '{ T = { in = ["a", "b"] } }'),
            ('{ T = { starts = "138" } }', '{ T = { starts = "13" } }'),
            ('{ T = { words = ["war games"] } }', '{ T = { words = ["war"] } }'),
            ("{ N = { from = 2 } }", "{ N = { from = 1 } }"),
            ("{ N = { from = 1, to = 2 } }", "{ N = { from = 1 } }"),
            ('{ T = { is = "a" } }', '{ U = { is = "a" } }'),
            ('{ T = { is = "a" }, U = { is = "b" } }', '{ T = { is = "a" } }'),
            ('{ T = { starts = "a" } }', '{ T = { words = ["a"] } }'),
        ],
    )
    def test_a_rule_that_some_row_reaches_is_not(
        self, earlier: str, later: str
    ) -> None:
        """Where one text is left, it is left alone."""
        assert found(earlier, later) == []

    def test_several_rules_together_cover_one(self) -> None:
        """Each of the values that it names is taken before."""
        assert found(
            '{ T = { is = "a" } }',
            '{ T = { is = "b" } }',
            '{ T = { in = ["a", "b"] } }',
        ) == ["no row comes to this rule: lines 11 and 15 take all of them"]

    def test_no_shipped_mapping_has_a_fault_of_its_own(self) -> None:
        """Under the shipped catalogue each rule is reached and known."""
        catalogue = catalogue_bytes(SHIPPED_CATALOGUE).decode()
        every = tuple(map(shipped, mapping_names()))
        checked = watch(catalogue=catalogue)._replace(mappings=every)
        assert list(mappings(checked, TODAY)) == []
