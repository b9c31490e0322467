from datetime import date

import pytest

from riskctl.analysis.checks.list import (
    BLOCKING,
    CHECKS,
    ON_CATALOGUE,
    blocking_findings,
    run_checks,
)
from riskctl.model.watch import Watch
from tests.helpers import CATALOGUE, event, watch

TODAY = date(2026, 11, 20)


def found(model: Watch) -> list[str]:
    """Return the names of the checks that find something."""
    return [it.check for it in run_checks(model, today=TODAY)]


class TestChecks:
    @pytest.mark.parametrize("name", CHECKS)
    def test_state_their_rule(self, name: str) -> None:
        """One sentence about a healthy watch, for the reference page."""
        rule = (CHECKS[name].__doc__ or "").strip()

        assert rule.endswith(".")
        assert "\n" not in rule

    def test_are_named_once(self) -> None:
        """The lists beside the list hold only names of it."""
        assert set(BLOCKING) <= set(CHECKS)
        assert set(CHECKS) >= ON_CATALOGUE
        assert len(BLOCKING) == len(set(BLOCKING))


class TestRunChecks:
    def test_finds_nothing_in_a_healthy_watch(self) -> None:
        """No false alarm."""
        assert [] == found(watch(event("2026-01-01", "clash", "shots")))

    def test_runs_only_what_is_named(self) -> None:
        """Of two faults, the one that was asked for."""
        model = watch(event("2026-01-01", "tea", "shots", sources=()))

        assert ["sources"] == [
            it.check for it in run_checks(model, today=TODAY, names=["sources"])
        ]

    def test_shows_what_the_reader_noticed(self) -> None:
        """A key that no table has."""
        assert ["unknown-keys"] == found(
            watch(catalogue=CATALOGUE.replace("[descent]", "colour = 1\n\n[descent]"))
        )

    def test_tells_no_nonsense_about_half_a_catalogue(self) -> None:
        """Where an indicator cannot be read, no event is said to lack it."""
        broken = CATALOGUE.replace("weight = 50", 'weight = "fifty"')

        assert ["wrong-types"] == found(
            watch(event("2026-01-01", "clash", "shots"), catalogue=broken)
        )


class TestBlockingFindings:
    def test_forbid_a_level(self) -> None:
        """Part of the evidence would be missing; a style fault is none."""
        fatal = watch(event("2026-01-01", "tea", "shots"))
        harmless = watch(event("2026-01-01", "clash", "shots", sources=()))

        assert ["known-indicators"] == [
            it.check for it in blocking_findings(fatal, today=TODAY)
        ]
        assert [] == blocking_findings(harmless, today=TODAY)
