"""`riskctl retract`: an event is withdrawn, and stays."""

from pathlib import Path

import pytest

from tests.cli.small import tree
from tests.helpers import Outcome, open_folder, replacement_in, retraction_in, run

REASON = ("--reason", "denied by both sides")
REFUSED = {
    "an unknown id": (
        ["zzzzzz", *REASON],
        (
            "no record has `zzzzzz` in its id or title\n"
            "hint: `riskctl events` lists the ids\n"
        ),
    ),
    "a mistyped id": (
        ["2026-11-10-shot10", *REASON],
        (
            "no record has `2026-11-10-shot10` in its id or title\n"
            "hint: `riskctl events` lists the ids\n"
        ),
    ),
    "a part of several ids": (
        ["shot", *REASON],
        (
            "`shot` is part of 2 ids\n"
            "hint: type more of one: 2026-11-10-shot01, 2026-11-12-shot02\n"
        ),
    ),
    "one good id and one that is none": (
        ["shot01", "zzzzzz", *REASON],
        (
            "no record has `zzzzzz` in its id or title\n"
            "hint: `riskctl events` lists the ids\n"
        ),
    ),
    "an empty reason": (
        ["shot01", "--reason", ""],
        "the reason is empty\nhint: one line of plain text\n",
    ),
    "a reason with control bytes": (
        ["shot01", "--reason", "a\x1bb"],
        (
            "the reason holds U+001B (a control character) after `a`, which is not "
            "shown\n"
            "hint: one line of plain text\n"
        ),
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_wrong_one_gets_a_hint_and_writes_nothing(what: str, small: Path) -> None:
    """Exit 2, and every byte where it was."""
    arguments, stderr = REFUSED[what]
    before = tree(small)
    assert run("retract", *arguments, folder=small) == Outcome("", stderr, 2)
    assert before == tree(small)


def test_an_empty_id_is_no_id(small: Path) -> None:
    """It does not stand for every event."""
    outcome = run("retract", "", *REASON, folder=small)
    assert (outcome.stdout, outcome.exit_code) == ("", 2)


def test_a_reason_is_asked_for(small: Path) -> None:
    """Without one there is no retraction."""
    outcome = run("retract", "shot01", folder=small)
    assert outcome.exit_code == 2
    assert "Missing option '--reason'" in outcome.stderr


class TestRetracting:
    def test_takes_the_event_out_of_the_score(self, small: Path) -> None:
        """And says so: then, today, and why the level eased."""
        assert run("retract", "shot02", *REASON, folder=small) == Outcome(
            "North – South · retracted 2026-11-12-shot02\n"
            "  clash = deaths (C3) on Thu 2026-11-12: A guard is said to be dead\n"
            "  on Thu 2026-11-12: score 53.1 → 42.1, "
            "level 2 (severe) → 3 (tense), eased\n"
            "  today: score 45.1 → 38.1, level 2 (severe) → 3 (tense), eased: so since "
            "Sat\n  2026-11-07\n"
            f"  wrong? riskctl -w {small} undo\n",
            "",
            0,
        )

    def test_keeps_the_event_with_the_reason(self, small: Path) -> None:
        """In the file of the event's month, and on its page."""
        before = tree(small)["log/2026-11.toml"]
        run("retract", "shot02", *REASON, "--by", "hk", folder=small)
        assert tree(small)["log/2026-11.toml"].startswith(before)
        page = run("show", "shot02", folder=small).stdout
        assert "retracted   2026-11-20T12:00:00Z: denied by both sides\n" in page
        assert "shot02" not in run("events", folder=small).stdout
        assert "[retracted] A guard" in run("events", "--all", folder=small).stdout

    def test_is_not_done_twice(self, small: Path) -> None:
        """The second time there is nothing to withdraw."""
        run("retract", "shot02", *REASON, folder=small)
        assert run("retract", "shot02", *REASON, folder=small) == Outcome(
            "",
            "`2026-11-12-shot02` is retracted already\n"
            "hint: see it: riskctl show 2026-11-12-shot02\n",
            2,
        )

    def test_of_a_replaced_event_names_the_replacement(self, small: Path) -> None:
        """The one that counts is the one to withdraw."""
        run("amend", "shot02", "--grade", "B1", folder=small)
        new = replacement_in(open_folder(small).log, "2026-11-12-shot02").id
        assert run("retract", "shot02", *REASON, folder=small) == Outcome(
            "",
            f"`2026-11-12-shot02` was replaced by `{new}`\nhint: use that one: {new}\n",
            2,
        )

    def test_was_not_known_before(self, small: Path) -> None:
        """Judged with yesterday's knowledge, the event still counts."""
        run("retract", "shot02", *REASON, folder=small)
        then = run("level", "--brief", "--known-at", "2026-11-19", folder=small)
        assert "2 · severe · orange · score 45.1" in then.stdout

    def test_a_dry_run_writes_nothing(self, small: Path) -> None:
        """The block is shown instead."""
        before = tree(small)
        outcome = run("retract", "shot02", *REASON, "-n", folder=small)
        assert outcome.stdout.startswith("[[retraction]]\nid = ")
        assert " · would have retracted 2026-11-12-shot02\n" in outcome.stdout
        assert before == tree(small)


class TestRecorded:
    @pytest.mark.parametrize(
        "command", [("retract", "shot01", *REASON), ("amend", "shot01", "-g", "A1")]
    )
    @pytest.mark.parametrize(
        ("moment", "said"),
        [
            (
                "2026-11-09",
                "on 2026-11-09, before the event that it corrects, on 2026-11-10",
            ),
            (
                "2026-11-10T17:00:00Z",
                (
                    "on 2026-11-10T17:00:00Z, before the event that it corrects, "
                    "on 2026-11-10T18:00:00Z"
                ),
            ),
        ],
    )
    def test_is_not_before_what_it_corrects(
        self, command: tuple[str, ...], moment: str, said: str, small: Path
    ) -> None:
        """Exit 2, and every byte where it was."""
        before = tree(small)
        assert run(*command, "--recorded", moment, folder=small) == Outcome(
            "", f"--recorded: it became known {said}\nhint: mend --recorded\n", 2
        )
        assert before == tree(small)

    def test_of_a_day_is_its_end(self, small: Path) -> None:
        """So the day of the event itself is late enough."""
        run("retract", "shot01", *REASON, "--recorded", "2026-11-10", folder=small)
        moment = retraction_in(open_folder(small).log, "2026-11-10-shot01").recorded
        assert moment.isoformat() == "2026-11-10T23:59:59+00:00"

    def test_of_today_is_now(self, small: Path) -> None:
        """The end of today has not come."""
        run("retract", "shot01", *REASON, "--recorded", "today", folder=small)
        moment = retraction_in(open_folder(small).log, "2026-11-10-shot01").recorded
        assert moment.isoformat() == "2026-11-20T12:00:00+00:00"
