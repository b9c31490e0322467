"""`riskctl confirm`: a plan whose day has come, and what became of it."""

from pathlib import Path

import pytest

from tests.cli.small import tree
from tests.helpers import Outcome, open_folder, run

GIVEN = ("-s", "https://example.org/met", "-g", "B2")
DUE = "2026-12-03T12:00:00Z"
PLAN = "2026-12-01-summ01"
REFUSED = {
    "a plan before its day": (
        ["summ01", *GIVEN],
        "2026-11-20T12:00:00Z",
        (
            f"`{PLAN}` is planned for 2026-12-01, which is still to come\n"
            f"hint: if it came early: riskctl amend {PLAN} --date DAY --no-scheduled; "
            "if it was called off: riskctl retract 2026-12-01-summ01 --reason ...\n"
        ),
    ),
    "what happened": (
        ["shot01", *GIVEN],
        DUE,
        (
            "`2026-11-10-shot01` is not scheduled: there is nothing to confirm\n"
            "hint: `riskctl level` names the plans that are due\n"
        ),
    ),
    "a day to come": (
        ["summ01", *GIVEN, "-d", "2026-12-04"],
        DUE,
        (
            "Fri 2026-12-04 is still to come: in UTC it is Thu 2026-12-03\n"
            'hint: where it has begun, set timezone = "..." in riskctl.toml; '
            "--scheduled is for what is only planned\n"
        ),
    ),
    "no grade that is one": (
        ["summ01", "-s", "Gazette", "-g", "good"],
        DUE,
        (
            "`good` is not a grade\nhint: a letter A to F for the source and a digit "
            "1 to 6 for the information, like B2\n"
        ),
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_wrong_one_gets_a_hint_and_writes_nothing(what: str, small: Path) -> None:
    """Exit 2, and every byte where it was."""
    arguments, now, stderr = REFUSED[what]
    before = tree(small)
    outcome = run("confirm", *arguments, folder=small, now=now)
    assert outcome == Outcome("", stderr, 2)
    assert before == tree(small)


@pytest.mark.parametrize("missing", [("-s", "Gazette"), ("-g", "B2")])
def test_a_source_and_a_grade_are_asked_for(
    missing: tuple[str, ...], small: Path
) -> None:
    """Without them it is hearsay that something came about."""
    outcome = run("confirm", "summ01", *missing, folder=small, now=DUE)
    assert outcome.exit_code == 2
    assert "Missing option" in outcome.stderr


class TestAPlan:
    def test_never_counts_by_itself(self, small: Path) -> None:
        """The score goes on as if it were not there, on its day and after it."""
        scores = [
            run("level", "--brief", folder=small, now=f"2026-12-0{day}T12:00:00Z")
            for day in (1, 3)
        ]
        run("retract", "summ01", "--reason", "off", folder=small, now=DUE)
        assert scores[1] == run("level", "--brief", folder=small, now=DUE)

    def test_is_asked_about_from_its_day_on(self, small: Path) -> None:
        """`level` and `check` say how to answer; before its day it is coming up."""
        asked = "did it happen? 2026-12-01, The leaders are to meet"
        assert "did it happen" not in run("level", folder=small).stdout
        whole = run("level", "--full", folder=small, now=DUE).stdout
        flat = " ".join(whole.split())
        assert asked in flat
        assert PLAN in run("level", folder=small, now=DUE).stdout
        assert f"riskctl confirm {PLAN}" in flat
        found = run("check", "due-plans", folder=small, now=DUE)
        assert found.exit_code == 3
        assert f"riskctl confirm {PLAN} --source" in found.stdout

    def test_is_listed_until_it_is_answered(self, small: Path) -> None:
        """By its own mark; afterwards with all that was withdrawn."""
        assert "[scheduled] The leaders" in run("events", folder=small).stdout
        run("confirm", "summ01", *GIVEN, folder=small, now=DUE)
        assert "[scheduled]" not in run("events", folder=small).stdout
        assert "[confirmed] The l" in run("events", "--all", folder=small).stdout


class TestConfirming:
    def test_writes_an_event_that_counts(self, small: Path) -> None:
        """It says which plan it answers, and the plan says by which it was."""
        outcome = run("confirm", "summ01", *GIVEN, folder=small, now=DUE)
        event = open_folder(small).log.confirmation_of(PLAN)
        assert event is not None
        assert outcome.exit_code == 0
        said = (
            f"North – South · confirmed {PLAN} by {event.id}\n"
            "  talks = summit (B2) on Tue 2026-12-01: "
        )
        assert outcome.stdout.startswith(said)
        assert (event.confirms, event.scheduled) == (PLAN, False)
        assert run("check", "due-plans", folder=small, now=DUE).exit_code == 0
        page = run("show", "summ01", folder=small).stdout
        assert f"confirmed by {event.id}" in " ".join(page.split())

    def test_can_say_another_day_and_what_came_of_it(self, small: Path) -> None:
        """Plans seldom come about as planned."""
        more = ("-d", "2026-12-02", "--value", "call", "--title", "They only spoke")
        run("confirm", "are to meet", *GIVEN, *more, folder=small, now=DUE)
        event = open_folder(small).log.confirmation_of(PLAN)
        assert event is not None
        assert (str(event.date), event.value) == ("2026-12-02", "call")
        assert event.title == "They only spoke"

    def test_is_done_once(self, small: Path) -> None:
        """A second time it would count twice."""
        run("confirm", "summ01", *GIVEN, folder=small, now=DUE)
        before = tree(small)
        again = run("confirm", PLAN, *GIVEN, folder=small, now=DUE)
        assert again.exit_code == 2
        assert again.stderr.startswith(
            f"`{PLAN}` was confirmed already, by `2026-12-01-"
        )
        assert before == tree(small)

    def test_taken_back_leaves_the_plan_open_again(self, small: Path) -> None:
        """It is due, as it was."""
        run("confirm", "summ01", *GIVEN, folder=small, now=DUE)
        assert run("undo", "-y", folder=small, now=DUE).exit_code == 0
        assert run("check", "due-plans", folder=small, now=DUE).exit_code == 3
