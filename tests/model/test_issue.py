"""Which bulletin of a week is issued next, and what it replaces."""

from datetime import UTC, datetime

from riskctl.model.alert import AlertLevel
from riskctl.model.issue import Issue, next_issue
from riskctl.model.period import Week

MADE = Issue(
    id="w-1-2026-W05",
    week=Week(2026, 5),
    level=AlertLevel.TENSE,
    digest="aaa",
    issued=datetime(2026, 2, 2, tzinfo=UTC),
)
OTHER_WEEK = MADE._replace(id="w-1-2026-W04", week=Week(2026, 4))
REVISED = MADE._replace(digest="bbb")


def test_the_first_of_a_week_is_issued_as_it_is_made() -> None:
    """What was issued of another week is nothing to it."""
    assert next_issue([OTHER_WEEK], MADE) == MADE
    assert next_issue([], MADE) == MADE


def test_one_that_says_the_same_is_not_issued_again() -> None:
    """The last one of the week decides, and not the last one of all."""
    assert next_issue([MADE, OTHER_WEEK._replace(digest="ccc")], MADE) is None
    assert next_issue([MADE, REVISED], REVISED) is None


def test_one_that_says_something_else_is_numbered_and_names_what_it_replaces() -> None:
    """From 2 on, in the week; one that goes back to the first words, too."""
    second = next_issue([OTHER_WEEK, MADE], REVISED)
    assert second == REVISED._replace(id="w-1-2026-W05-r2", replaces=MADE.id)
    assert second is not None

    third = next_issue([MADE, OTHER_WEEK, second], MADE)
    assert third == MADE._replace(id="w-1-2026-W05-r3", replaces="w-1-2026-W05-r2")
