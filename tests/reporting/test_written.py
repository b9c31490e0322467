"""What is said after an event was written."""

from datetime import date
from typing import Any

import pytest

from riskctl.analysis.change.effect import Effect, effect_between
from riskctl.analysis.days.history import walk_log
from riskctl.cli.find import whole_words
from riskctl.model.record import Event, Retraction
from riskctl.model.watch import Watch
from riskctl.reporting.lines import plain_text
from riskctl.reporting.screens.written import (
    Told,
    Written,
    effect_texts,
    written_screen,
)
from tests.helpers import event, united, watch

TODAY = date(2026, 11, 20)


def effect_of(old: Watch, new: Event | Retraction) -> Effect:
    """Return what *new* does, today."""
    longer = old._replace(log=united(old.log, [new]))
    return effect_between(
        walk_log(old.catalogue, old.log, until=TODAY),
        walk_log(old.catalogue, longer.log, until=TODAY),
        happened=new.date if isinstance(new, Event) else None,
    )


def said(*known: Event, new: Event, width: int = 80) -> str:
    """Return the whole screen for *new*."""
    old = watch(*known)
    written = Written(
        "North – South",
        [Told(new, f"logged {new.id}", whole_words(new))],
        effect_of(old, new),
        way_back="riskctl undo",
    )
    return plain_text(written_screen(written, old.catalogue, width=width))


KEPT = event("2026-11-01", "treaty", "kept")


class TestWrittenScreen:
    def test_says_whose_what_when_and_how_to_undo(self) -> None:
        """The pair first, then the title with the weekday, and the way back last."""
        new = event("2026-11-19", "clash", "shots", title="Shots at night")
        shown = said(KEPT, new=new)
        first, second, *_, last = shown.splitlines()
        assert first == f"North – South · logged {new.id}"
        assert second == "  clash = shots (A1) on Thu 2026-11-19: Shots at night"
        assert last == "  wrong? riskctl undo"

    def test_says_the_effect_on_its_own_day_and_today(self) -> None:
        """It has faded since."""
        shown = said(KEPT, new=event("2026-11-17", "clash", "shots"))
        assert "  on Tue 2026-11-17: score 0.0 → 24.2, level 5 (calm) → 4" in shown
        assert "  today: score 0.0 → 20.2, level 5 (calm) → 4 (watchful), worse" in (
            shown
        )

    def test_says_it_once_where_the_two_are_one(self) -> None:
        """It happened today."""
        shown = said(KEPT, new=event("2026-11-20", "clash", "shots"))
        assert "on Fri 2026-11-20: score" not in shown
        assert shown.count("score") == 2  # what moved, and what it reached

    @pytest.mark.parametrize(
        ("how", "words"),
        [
            ({"grade": "F6"}, "no grade: it counts 50 %, and trips no floor"),
            ({"sources": ()}, "no source: nobody can look it up"),
        ],
    )
    def test_says_what_is_missing_and_what_it_costs(
        self, how: dict[str, Any], words: str
    ) -> None:
        """Each by itself."""
        shown = said(KEPT, new=event("2026-11-20", "clash", "shots", **how))
        assert words in shown
        assert shown.count("  no ") == 1

    def test_keeps_to_the_width(self) -> None:
        """A long title is wrapped and not cut."""
        new = event("2026-11-19", "clash", "shots", title="Shots " * 20)
        shown = said(KEPT, new=new, width=40)
        assert max(map(len, shown.splitlines())) <= 40
        assert shown.count("Shots") == 20


class TestWhy:
    def test_names_the_threshold_and_the_day_on_which_it_was_reached(self) -> None:
        """The day of the event, which lies back."""
        old, new = watch(KEPT), event("2026-11-17", "clash", "shots")
        *_, today = effect_texts(effect_of(old, new), old.catalogue)
        assert today.endswith("worse: the score reached 15 on Tue 2026-11-17")

    def test_names_a_day_of_another_year(self) -> None:
        """A status holds for long."""
        old = watch(event("2025-11-01", "treaty", "kept"))
        new = event("2025-11-05", "treaty", "ended")
        *_, today = effect_texts(effect_of(old, new), old.catalogue)
        assert today.endswith("on Wed 2025-11-05")

    def test_names_the_floor_where_the_score_does_not_say_it(self) -> None:
        """Somebody was killed, and the score alone is calmer."""
        old = watch(KEPT)
        new = event("2026-11-19", "clash", "deaths", grade="A2")
        *_, today = effect_texts(effect_of(old, new), old.catalogue)
        assert today.endswith(", worse: floor bloodshed on Thu 2026-11-19")

    def test_says_when_a_corrected_past_turned(self) -> None:
        """What is withdrawn leaves a level that came to be long before."""
        war, shots = (
            event("2026-11-18", "clash", "deaths"),
            event("2026-11-17", "clash", "shots"),
        )
        old = watch(KEPT, shots, war)
        gone = Retraction(
            id="2026-11-20-aaaaaa", record=war.id, reason="no", recorded=war.recorded
        )
        *_, today = effect_texts(effect_of(old, gone), old.catalogue)
        assert today.endswith(", eased: so since Tue 2026-11-17")

    def test_says_nothing_of_a_level_that_stays(self) -> None:
        """Only that it is unchanged."""
        old, new = watch(KEPT), event("2026-11-19", "treaty", "kept")
        *_, today = effect_texts(effect_of(old, new), old.catalogue)
        assert today.endswith("level 5 (calm), unchanged")

    def test_says_that_it_is_the_first(self) -> None:
        """There was no level."""
        old, new = watch(), event("2026-11-19", "treaty", "kept")
        texts = list(effect_texts(effect_of(old, new), old.catalogue))
        assert texts[-1] == "today: score 0.0, level 5 (calm), the first"

    def test_says_that_a_plan_gives_no_level(self) -> None:
        """It has not happened."""
        old, new = watch(), event("2026-12-19", "talks", "summit", scheduled=True)
        assert ["no level yet"] == list(
            effect_texts(effect_of(old, new), old.catalogue)
        )
