from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from math import sqrt

import pytest

from riskctl.analysis.days.events import by_indicator, force
from riskctl.analysis.days.score import Sums, clamped, faded
from riskctl.analysis.judgement.evidence import ListedEvents
from riskctl.analysis.judgement.reading import Reading, Share, read, read_all
from riskctl.model.record import Event
from tests.helpers import event, watch

CATALOGUE = watch().catalogue


def reading(indicator: str, *events: Event, as_of: str) -> Reading:
    """Return the reading of one indicator of the small catalogue."""
    return read(CATALOGUE[indicator], events, as_of=date.fromisoformat(as_of))


class Seen(ListedEvents):
    """Events that remember which of them were looked at."""

    def __init__(self, events: Sequence[Event]) -> None:
        """Take them over, oldest first."""
        super().__init__(events)
        self.seen: set[Event] = set()

    def newest_first(self) -> Iterator[Event]:
        """Yield them, newest first."""
        for it in super().newest_first():
            self.seen.add(it)
            yield it


class TestFaded:
    @pytest.mark.parametrize(
        ("age_days", "left"), [(0, 0.8), (10, 0.4), (20, 0.2), (30, 0.1)]
    )
    def test_halves_every_half_life(self, age_days: int, left: float) -> None:
        """Whole on its day, a half after one, a quarter after two."""
        assert left == faded(0.8, age_days=age_days, half_life_days=10)

    def test_survives_absurd_half_lives(self) -> None:
        """A moment or an eternity gives nothing or all, and no error."""
        assert 0.0 == faded(1.0, age_days=1, half_life_days=5e-324)
        assert 1.0 == faded(1.0, age_days=0, half_life_days=5e-324)
        assert 1.0 == faded(1.0, age_days=100_000, half_life_days=1e308)


class TestClamped:
    def test_has_no_negative_zero(self) -> None:
        """What is clamped from below prints as 0."""
        assert "0.0" == str(clamped(-0.0))
        assert "0.0" == str(clamped(-5.0))
        assert 1.0 == clamped(1.5)


class TestForce:
    @pytest.mark.parametrize(
        ("grade", "expected"),
        [("A1", 0.4), ("F2", 0.3), ("C3", 0.2), ("C4", 0.1), ("A5", 0.0), ("F6", 0.2)],
    )
    def test_is_value_times_credence(self, grade: str, expected: float) -> None:
        """The letter does not count."""
        shots = event("2026-01-01", "clash", "shots", grade=grade)

        assert expected == pytest.approx(force(CATALOGUE["clash"], shots))

    def test_refuses_a_value_off_the_scale(self) -> None:
        """A watch that was not checked is not judged."""
        with pytest.raises(KeyError):
            force(CATALOGUE["clash"], event("2026-01-01", "clash", "tea"))


class TestByIndicator:
    def test_leaves_out_the_days_after(self) -> None:
        """The as-of day itself counts."""
        one, two = (
            event("2026-01-01", "clash", "shots"),
            event("2026-01-02", "talks", "call"),
        )

        assert {"clash": [one]} == by_indicator([one, two], as_of=date(2026, 1, 1))
        assert {"clash": [one], "talks": [two]} == by_indicator([one, two])


class TestIncident:
    def test_starts_at_its_number_and_halves(self) -> None:
        """0.4 on the day, 0.2 after the ten days of its half-life."""
        shots = event("2026-01-01", "clash", "shots")

        assert 0.4 == reading("clash", shots, as_of="2026-01-01").value
        assert 0.2 == reading("clash", shots, as_of="2026-01-11").value

    def test_is_the_root_of_the_squares(self) -> None:
        """0.2 left of the first and 0.4 of the second, each with its part of it."""
        one, two = (
            event("2026-01-01", "clash", "shots"),
            event("2026-01-11", "clash", "shots"),
        )
        found = reading("clash", one, two, as_of="2026-01-11")

        assert pytest.approx(sqrt(0.04 + 0.16)) == found.value
        assert [one, two] == [it.event for it in found.shares]
        assert [0.04 / found.value, 0.16 / found.value] == pytest.approx(
            [it.amount for it in found.shares]
        )
        assert two is found.latest

    def test_of_routine_does_not_pass_for_a_grave_one(self) -> None:
        """Twenty-five reports of 0.1 weigh half; deaths on top of them almost all."""
        routine = [
            event("2026-01-01", "clash", 0.1, title=f"{it}", id=f"{it:02}")
            for it in range(25)
        ]
        deaths = event("2026-01-01", "clash", "deaths", id="z")

        alone = reading("clash", *routine, as_of="2026-01-01")
        both = reading("clash", *routine, deaths, as_of="2026-01-01")

        assert pytest.approx(0.5) == alone.value
        assert pytest.approx(sqrt(1.25)) == both.value
        assert both.shares[-1].amount > 0.89

    def test_takes_relief_off_as_it_is(self) -> None:
        """Also where there is nothing to take it from."""
        sorry = event("2026-01-01", "clash", "apology")
        shots = event("2026-01-01", "clash", "shots")

        assert -0.3 == reading("clash", sorry, as_of="2026-01-01").value
        assert (
            pytest.approx(0.1)
            == reading("clash", shots, sorry, as_of="2026-01-01").value
        )

    def test_of_nothing_is_zero(self) -> None:
        """No event, no share."""
        found = reading("clash", as_of="2026-01-01")

        assert 0.0 == found.value
        assert () == found.shares
        assert found.latest is None


class TestContact:
    def test_of_nothing_is_one_once_it_was_looked_at(self) -> None:
        """Silence is the risk, and nobody knows of it before."""
        day = date(2026, 1, 1)
        unset = read(CATALOGUE["talks"], (), as_of=day)
        silent = read(CATALOGUE["talks"], (), as_of=day, looked=True)

        assert (False, 0.0, ()) == (unset.is_set, unset.value, unset.shares)
        assert (True, 1.0) == (silent.is_set, silent.value)
        assert (Share(None, 1.0),) == silent.shares

    def test_is_taken_away_and_comes_back(self) -> None:
        """A summit silences silence; after thirty days half of it is back."""
        summit = event("2026-01-01", "talks", "summit")

        assert 0.0 == reading("talks", summit, as_of="2026-01-01").value
        assert 0.5 == reading("talks", summit, as_of="2026-01-31").value

    def test_is_zero_at_least_and_shrinks_the_shares_alike(self) -> None:
        """Two summits on a day are worth one between them."""
        found = reading(
            "talks",
            event("2026-01-01", "talks", "summit", title="one"),
            event("2026-01-01", "talks", "summit", title="two"),
            as_of="2026-01-01",
        )

        assert 0.0 == found.value
        assert [1.0, -0.5, -0.5] == [it.amount for it in found.shares]


class TestStatus:
    def test_is_not_set_before_its_first_event(self) -> None:
        """A look does not say where it stands."""
        day = date(2026, 1, 1)
        found = read(CATALOGUE["treaty"], (), as_of=day, looked=True)

        assert (False, 0.0, ()) == (found.is_set, found.value, found.shares)

    def test_starts_from_its_initial_value(self) -> None:
        """As far as its first event is doubted."""
        treaty = CATALOGUE["treaty"]._replace(initial=0.4)
        kept = event("2026-01-01", "treaty", "kept", grade="C3")
        found = read(treaty, [kept], as_of=date(2026, 1, 1))

        assert 0.2 == found.value
        assert (Share(None, 0.2), Share(kept, 0.0)) == found.shares

    def test_holds_until_it_changes(self) -> None:
        """Years do not wear it off."""
        ended = event("2026-01-01", "treaty", "ended")

        assert 1.0 == reading("treaty", ended, as_of="2046-01-01").value

    def test_moves_as_far_as_it_is_believed(self) -> None:
        """Probably ended is three quarters; then half believed to be kept."""
        ended = event("2026-01-01", "treaty", "ended", grade="B2")
        kept = event("2026-01-02", "treaty", "kept", grade="C3")

        assert 0.75 == reading("treaty", ended, as_of="2026-01-01").value
        found = reading("treaty", ended, kept, as_of="2026-01-02")
        assert 0.375 == found.value
        assert [None, ended, kept] == [it.event for it in found.shares]
        assert [0.0, 0.375, 0.0] == [it.amount for it in found.shares]

    def test_forgets_all_before_a_certain_report(self) -> None:
        """After credibility 1 nothing earlier has a share."""
        doubted = event("2026-01-01", "treaty", "doubted")
        ended = event("2026-01-02", "treaty", "ended")
        found = reading("treaty", doubted, ended, as_of="2026-01-02")

        assert 1.0 == found.value
        assert [None, ended] == [it.event for it in found.shares]

    def test_is_not_moved_by_an_improbable_report(self) -> None:
        """Credence 0."""
        ended = event("2026-01-01", "treaty", "ended")
        kept = event("2026-01-02", "treaty", "kept", grade="A5")

        assert 1.0 == reading("treaty", ended, kept, as_of="2026-01-02").value


class TestMainShare:
    def test_is_the_largest(self) -> None:
        """Not the newest, and not relief."""
        deaths = event("2026-01-01", "clash", 0.9)
        found = reading(
            "clash",
            deaths,
            event("2026-01-02", "clash", "shots"),
            event("2026-01-03", "clash", "apology"),
            as_of="2026-01-03",
        )

        assert found.main_share
        assert deaths is found.main_share.event
        assert found.main_share in found.shares

    def test_is_the_newest_of_equals(self) -> None:
        """The last word counts."""
        one, two = (event("2026-01-01", "clash", "shots", id=it) for it in "ab")
        found = reading("clash", one, two, as_of="2026-01-01")

        assert found.main_share
        assert two is found.main_share.event

    def test_of_a_contact_is_silence(self) -> None:
        """A contact only takes away."""
        found = reading(
            "talks", event("2026-01-01", "talks", "call"), as_of="2026-01-31"
        )

        assert Share(None, 1.0) == found.main_share

    def test_of_a_status_is_what_it_rests_on(self) -> None:
        """Or where it began."""
        ended = event("2026-01-01", "treaty", "ended", grade="B2")
        doubted = event("2026-01-02", "treaty", "doubted", grade="C3")

        assert (
            Share(ended, 0.375)
            == reading("treaty", ended, doubted, as_of="2026-01-02").main_share
        )
        assert reading("treaty", as_of="2026-01-02").main_share is None

    def test_of_nothing_is_none(self) -> None:
        """No event, no share."""
        assert reading("clash", as_of="2026-01-01").main_share is None

    def test_is_found_without_what_is_too_old_to_matter(self) -> None:
        """A log of a million events is not gone through for it."""
        oldest, old, new = (
            event("2019-01-01", "clash", "deaths"),
            event("2020-01-01", "clash", "deaths"),
            event("2026-01-01", "clash", "shots"),
        )
        evidence = Seen([oldest, old, new])
        found = Reading(
            indicator=CATALOGUE["clash"],
            as_of=new.date,
            sums=Sums(0.0, 0.4**2),
            is_set=True,
            evidence=evidence,
        )
        main = found.main_share

        assert main
        assert new is main.event
        assert {new, old} == evidence.seen


class TestSharesOf:
    @pytest.mark.parametrize("least", [0.001, 0.02, 0.1, 0.25, 0.26, 0.6])
    @pytest.mark.parametrize("indicator", ["clash", "treaty", "talks"])
    def test_are_those_of_some_size_and_the_sum_of_the_rest(
        self, indicator: str, least: float
    ) -> None:
        """A small share does not hide a large one that is older."""
        scale = [it.name for it in CATALOGUE[indicator].scale]
        events = [
            event(
                f"2026-01-{day:02}",
                indicator,
                scale[day % len(scale)],
                grade=f"B{1 + day * 7 % 5}" if day % 4 else "B3",
                title=f"{day}",
            )
            for day in range(1, 31)
        ]
        found = reading(indicator, *events, as_of="2026-01-31")
        shown, rest = found.shares_of(least)
        large = [it for it in found.shares if abs(it.amount) >= least]

        assert large == list(shown)
        assert found.value == pytest.approx(sum(it.amount for it in shown) + rest)

    def test_are_found_without_what_is_too_old_to_matter(self) -> None:
        """The first day whose events are too faint ends the search."""
        oldest, old, new = (
            event(day, "clash", "deaths")
            for day in ("2019-01-01", "2020-01-01", "2026-01-01")
        )
        evidence = Seen([oldest, old, new])
        found = Reading(
            indicator=CATALOGUE["clash"],
            as_of=new.date,
            sums=Sums(0.0, 1.0),
            is_set=True,
            evidence=evidence,
        )
        shown, _ = found.shares_of(0.01)

        assert [new] == [it.event for it in shown]
        assert {new, old} == evidence.seen

    @pytest.mark.parametrize("asked", ["shares", "main_share", "count"])
    def test_of_a_status_end_with_its_last_certain_report(self, asked: str) -> None:
        """What it replaced is not gone through, however much of it there is."""
        oldest, old, certain, new = (
            event("2024-01-01", "treaty", "doubted"),
            event("2025-01-01", "treaty", "ended"),
            event("2025-06-01", "treaty", "kept"),
            event("2026-01-01", "treaty", "doubted", grade="B2"),
        )
        evidence = Seen([oldest, old, certain, new])
        getattr(
            Reading(
                indicator=CATALOGUE["treaty"],
                as_of=new.date,
                sums=Sums(0.375),
                is_set=True,
                evidence=evidence,
            ),
            asked,
        )

        assert {new, certain} <= evidence.seen <= {new, certain, old}


class TestHidden:
    def test_events_keep_their_share_and_say_nothing(self) -> None:
        """Neither what, nor when, nor where it was read."""
        deaths = event("2026-01-01", "clash", 0.9, id="deaths")
        shots = event("2026-01-02", "clash", "shots", id="shots")
        open_ = reading("clash", deaths, shots, as_of="2026-01-02")
        shut = replace(open_, hidden={"shots", "deaths"})

        assert open_.value == shut.value
        assert [it.amount for it in open_.shares] == [it.amount for it in shut.shares]
        assert [(None, True)] * 2 == [(it.event, it.hidden) for it in shut.shares]
        assert shut.latest is None
        assert shut.hides_latest
        assert shut.main_share
        assert shut.main_share.event is None
        assert shut.main_share.hidden
        only = replace(open_, hidden={"shots"})
        assert only.main_share
        assert deaths is only.main_share.event


class TestReadAll:
    def test_reads_every_indicator_in_order(self) -> None:
        """Those without an event too."""
        found = read_all(CATALOGUE, {}, as_of=date(2026, 1, 1))

        assert [("clash", False), ("treaty", False), ("talks", False)] == [
            (it.indicator.id, it.is_set) for it in found
        ]
