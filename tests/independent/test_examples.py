"""The product and the independent program, day by day."""

from datetime import date

import pytest

from tests.example_watch import product
from tests.helpers import ROOT
from tests.independent import rule

# Both write out the same sums; what is left is the order of the additions.
CLOSE = 1e-9


@pytest.mark.parametrize(
    ("example", "until"),
    [("us-russia", date(2026, 5, 31)), ("china-india", date(2022, 6, 30))],
)
def test_agree_on_every_day_of_an_example(example: str, until: date) -> None:
    """The score to nine decimals, and the level."""
    folder = ROOT / "examples" / example
    mine = product.judged(folder, until)
    theirs = list(rule.judged(folder, until))

    assert len(mine) > 1000
    assert [it.day for it in mine] == [it.day for it in theirs]
    assert [] == [
        one.day
        for one, other in zip(mine, theirs, strict=True)
        if abs(one.score - other.score) > CLOSE or one.level != other.level
    ]
