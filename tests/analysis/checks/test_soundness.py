"""What was added to a sound log: sound by itself, or proved by the checks."""

import math
from datetime import date

import pytest

from riskctl.analysis.checks.list import blocking_findings
from riskctl.analysis.checks.soundness import note_sound, unproved
from riskctl.model.log import Log
from riskctl.model.record import Event, Record, Retraction, Review
from riskctl.model.records import Records
from tests.helpers import event, watch

TODAY = date(2026, 1, 20)
SHOTS = event("2026-01-01", "clash", "shots", id="shots")
NEW = event("2026-01-10", "clash", "deaths", id="new")
LOOK = Review(
    id="look", date=NEW.date, indicators=("unheard-of",), recorded=NEW.recorded
)
ADDED: dict[str, tuple[list[Record], bool]] = {
    "an event": ([NEW], True),
    "a number": ([NEW._replace(value=0.5)], True),
    "a look": ([LOOK], True),
    "an event and its retraction": (
        [NEW, Retraction(id="no", record="new", reason="", recorded=NEW.recorded)],
        True,
    ),
    "no indicator": ([NEW._replace(indicator="unheard-of")], False),
    "a plan of none": ([NEW._replace(indicator="clahs", scheduled=True)], False),
    "no value": ([NEW._replace(value="shoot")], False),
    "a number too large": ([NEW._replace(value=1.5)], False),
    "no number": ([NEW._replace(value=math.nan)], False),
    "a circle": (
        [NEW._replace(replaces="next"), NEW._replace(id="next", replaces="new")],
        False,
    ),
    "a circle with what was there": (
        [NEW._replace(id="gone", replaces="shots")],
        False,
    ),
}


@pytest.mark.parametrize("added", ADDED)
def test_what_was_added_is_told_as_a_look_at_all_tells_it(added: str) -> None:
    """By the quick look, or by the checks that it cannot do without."""
    records, is_sound = ADDED[added]
    old: Event = SHOTS
    if added == "a circle with what was there":
        old = SHOTS._replace(replaces="gone")
    known = watch(old)
    known = known._replace(catalogue=known.catalogue.replaced(digest="known"))
    note_sound(known, today=TODAY)
    assert unproved(known, today=TODAY) is None

    longer = Log([*known.log.parts, Records(records)], shorter=known.log)
    grown = known._replace(log=longer)
    to_check = unproved(grown, today=TODAY)
    found = blocking_findings(to_check, today=TODAY) if to_check else []
    assert bool(found) is not is_sound
    assert found == blocking_findings(grown, today=TODAY)
