from datetime import date

import pytest

from riskctl.analysis.checks.list import CHECKS
from riskctl.model.finding import Finding
from tests.helpers import CATALOGUE, watch

FLOOR = '{ indicator = "treaty", at_least = "ended" }'


def findings(check: str, old: str, new: str) -> list[Finding]:
    """Return what one check finds when *old* is *new* in the catalogue."""
    assert old in CATALOGUE
    model = watch(catalogue=CATALOGUE.replace(old, new))
    return list(CHECKS[check](model, date(2026, 11, 20)))


class TestCatalogue:
    @pytest.mark.parametrize(
        ("check", "old", "new", "message", "blocking"),
        [
            (
                "unique-names",
                'id = "treaty"',
                'id = "clash"',
                "more than one indicator is called `clash`",
                True,
            ),
            (
                "unique-names",
                'name = "lawless"',
                'name = "bloodshed"',
                "more than one floor is called `bloodshed`",
                True,
            ),
            (
                "weights",
                "weight = 30",
                "weight = 15",
                "statuses and contacts weigh 35 together, far from 50",
                False,
            ),
            (
                "weights",
                "weight = 30",
                "weight = 71",
                "statuses and contacts weigh 91 together, far from 50",
                True,
            ),
            (
                "levels",
                "number = 4",
                "number = 5",
                "the level table must have the levels 5, 4, 3, 2 and 1, once each",
                True,
            ),
            (
                "levels",
                "from_score = 0\n",
                "from_score = 1\n",
                "level 5 starts at 1, not at 0",
                True,
            ),
            (
                "levels",
                "from_score = 30",
                "from_score = 15",
                "level 3 starts at 15, not above level 4 at 15",
                True,
            ),
            (
                "floors",
                FLOOR,
                '{ indicator = "treety", at_least = "ended" }',
                "floor `lawless`: there is no indicator `treety`",
                True,
            ),
            (
                "floors",
                FLOOR,
                '{ indicator = "talks", at_least = "call" }',
                "floor `lawless`: `talks` is a contact, whose values calm",
                True,
            ),
            (
                "floors",
                FLOOR,
                '{ indicator = "treaty", at_least = "over" }',
                "floor `lawless`: `over` is not on the scale of `treaty`",
                True,
            ),
            (
                "floors",
                FLOOR,
                '{ indicator = "treaty", at_least = 1.5 }',
                "floor `lawless`: `1.5` is not on the scale of `treaty`",
                True,
            ),
            (
                "scale-sentences",
                'means = "Somebody was killed."',
                'means = " "',
                "`deaths` of `clash` has no sentence",
                False,
            ),
        ],
    )
    def test_is_told_what_is_wrong_with_it(
        self, check: str, old: str, new: str, message: str, blocking: bool
    ) -> None:
        """Each check on the least that breaks it, and on nothing before."""
        (finding,) = findings(check, old, new)

        assert [] == findings(check, old, old)
        assert (message, blocking) == (finding.message, finding.blocking)
        assert finding.hint

    def test_can_fall_to_calm(self) -> None:
        """A margin as wide as level 4's start would hold the level at 4 for ever."""
        (finding,) = findings("levels", "margin = 3", "margin = 15")

        assert (
            "with a margin of 15 the level could never ease to 5, as level 4 starts "
            "at 15"
        ) == finding.message
        assert not finding.blocking

    def test_needs_some_weight(self) -> None:
        """All zero is no mean."""
        zero = (
            CATALOGUE.replace("weight = 50", "weight = 0")
            .replace("weight = 30", "weight = 0")
            .replace("weight = 20", "weight = 0")
        )
        (finding,) = CHECKS["weights"](watch(catalogue=zero), date(2026, 11, 20))

        assert finding.blocking
        assert "all weights are zero" == finding.message

    def test_may_have_a_floor_at_a_number(self) -> None:
        """In the kind's range."""
        assert [] == findings(
            "floors", FLOOR, '{ indicator = "treaty", at_least = 0.5 }'
        )
