from datetime import UTC, date, datetime
from typing import Any

import pytest

from riskctl.analysis.judgement.assessment import Assessment, assess
from riskctl.analysis.reports.publication import published_assessment
from riskctl.model.record import Event, Record, Review
from riskctl.model.tlp import Tlp
from tests.helpers import event, log_of, watch

SHOTS = event("2026-01-10", "clash", "shots")


def noon(day: str) -> datetime:
    """Return noon of a day."""
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC).replace(
        hour=12
    )


def review(day: str, *, since: str = "", recorded: str = "") -> Review:
    """Return a review of the clashes, recorded on its last day unless given."""
    return Review(
        id=f"{day}-look01",
        date=date.fromisoformat(day),
        since=date.fromisoformat(since) if since else None,
        indicators=("clash",),
        recorded=noon(recorded or day),
    )


def late(day: str, recorded: str) -> Event:
    """Return an event that was recorded on a later day."""
    return event(day, "clash", "shots", recorded=noon(recorded), backfilled=True)


def judged(as_of: str, *records: Record, **settings: Any) -> Assessment:
    """Return the judgement of a day."""
    model = watch(*records)
    model = model._replace(settings=model.settings._replace(**settings))
    return assess(model, as_of=date.fromisoformat(as_of))


class TestCurrency:
    def test_lasts_for_the_valid_days_after_a_look(self) -> None:
        """14 days unless the settings say otherwise; the last one is in."""
        assert judged("2026-01-24", SHOTS).currency.is_current
        assert judged("2026-01-25", SHOTS).is_expired
        assert judged("2026-01-25", SHOTS, valid_days=15).currency.is_current

    def test_says_until_when_it_lasts(self) -> None:
        """Whatever the day of the judgement."""
        found = judged("2026-03-01", SHOTS).currency

        assert found.last_look == date(2026, 1, 10)
        assert found.valid_until == date(2026, 1, 24)

    @pytest.mark.parametrize(
        ("record", "look"),
        [
            (event("2026-02-03", "clash", "shots"), "2026-02-03"),
            (late("2026-01-03", "2026-02-17"), "2026-02-17"),
            (late("2026-02-03", "2026-04-17"), "2026-02-03"),
            (review("2026-02-01"), "2026-02-01"),
            (review("2026-04-05", since="2026-02-01"), "2026-03-01"),
            (
                review("2026-02-01", since="2026-01-20", recorded="2026-02-20"),
                "2026-02-01",
            ),
            (review("2026-04-05"), "2026-01-10"),
        ],
    )
    def test_begins_with_the_last_look_up_to_the_day(
        self, record: Record, look: str
    ) -> None:
        """An event happened or was recorded, or a review covers a day."""
        assert (
            date.fromisoformat(look)
            == judged("2026-03-01", SHOTS, record).currency.last_look
        )

    def test_counts_days_of_the_watch_s_zone(self) -> None:
        """Noon in London is another day in Auckland at the end of that day."""
        evening = event(
            "2026-01-10",
            "clash",
            "shots",
            recorded=datetime(2026, 1, 10, 22, tzinfo=UTC),
        )

        there = judged("2026-03-01", evening, timezone="Pacific/Auckland")
        assert there.currency.last_look == date(2026, 1, 11)

    def test_asks_what_was_known(self) -> None:
        """What was recorded later was no look then."""
        model = watch(SHOTS, late("2026-02-20", "2026-03-10"))
        then = datetime(2026, 3, 1, 12, tzinfo=UTC)

        assert assess(model, as_of=date(2026, 3, 1)).currency.is_current
        assert assess(model, as_of=date(2026, 3, 1), known_at=then).is_expired

    def test_is_neither_current_nor_expired_without_evidence(self) -> None:
        """There is no level that could be either."""
        found = judged("2026-01-09", SHOTS, review("2026-01-08"))

        assert not found.currency.is_current
        assert not found.is_expired

    def test_does_not_tell_the_day_of_what_is_not_shown(self) -> None:
        """The level is current all the same; where the day is known, it is told."""
        secret = event("2026-02-20", "clash", "shots", tlp=Tlp.RED)
        whole = judged("2026-03-01", SHOTS, secret)

        shown = published_assessment(whole, log_of([SHOTS]), {secret.id})

        assert shown.currency.is_current
        assert shown.currency.last_look is None
        assert shown.currency.valid_until is None
        open_too = published_assessment(whole, log_of([SHOTS, secret]), {SHOTS.id})
        assert open_too.currency.last_look == date(2026, 2, 20)
