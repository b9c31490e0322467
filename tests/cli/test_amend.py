"""`riskctl amend`: a new event replaces the old one, and the old one stays."""

from pathlib import Path

import pytest

from tests.cli.small import tree
from tests.helpers import Outcome, open_folder, replacement_in, run

REFUSED = {
    "nothing new": (
        ["shot01"],
        (
            "nothing to amend: every value is what it was\n"
            "hint: give what is different, like --grade A1\n"
        ),
    ),
    "what it was already": (
        ["shot01", "--value", "shots", "--grade", "B2"],
        (
            "nothing to amend: every value is what it was\n"
            "hint: give what is different, like --grade A1\n"
        ),
    ),
    "an unknown id": (
        ["2026-11-10-shot1", "--grade", "A1"],
        (
            "no record has `2026-11-10-shot1` in its id or title\n"
            "hint: `riskctl events` lists the ids\n"
        ),
    ),
    "a value of another scale": (
        ["shot01", "--value", "summit"],
        (
            "`summit` is not on the scale of `clash`\n"
            "hint: one of: shots, deaths, apology\n"
        ),
    ),
    "an indicator without its value": (
        ["shot01", "--indicator", "talks"],
        "`shots` is not on the scale of `talks`\nhint: one of: call, summit\n",
    ),
    "a day to come": (
        ["shot01", "-d", "2026-11-30"],
        (
            "Mon 2026-11-30 is still to come: in UTC it is Fri 2026-11-20\n"
            "hint: mend --date, or add --scheduled for what is planned\n"
        ),
    ),
    "a malformed grade": (
        ["shot01", "-g", "G1"],
        (
            "`G1` is not a grade\nhint: a letter A to F for the source and a digit "
            "1 to 6 for the information, like B2\n"
        ),
    ),
    "an empty title": (
        ["shot01", "--title", ""],
        "the title is empty\nhint: one line of plain text\n",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_wrong_one_gets_a_hint_and_writes_nothing(what: str, small: Path) -> None:
    """Exit 2, and every byte where it was."""
    arguments, stderr = REFUSED[what]
    before = tree(small)
    assert run("amend", *arguments, folder=small) == Outcome("", stderr, 2)
    assert before == tree(small)


class TestAmending:
    def test_says_what_replaced_what(self, small: Path) -> None:
        """Both ids, the observation as it is now, and what it did."""
        outcome = run("amend", "shot02", "--value", "shots", "-g", "B1", folder=small)
        new = replacement_in(open_folder(small).log, "2026-11-12-shot02")
        assert outcome == Outcome(
            f"North – South · amended 2026-11-12-shot02 by {new.id}\n"
            "  clash = shots (B1) on Thu 2026-11-12: A guard is said to be dead\n"
            "  on Thu 2026-11-12: score 53.1 → 50.2, level 2 (severe), unchanged\n"
            "  today: score 45.1 → 43.2, level 2 (severe), unchanged\n"
            f"  wrong? riskctl -w {small} undo\n",
            "",
            0,
        )

    def test_keeps_what_was_not_named(self, small: Path) -> None:
        """Only what was given is different."""
        run("amend", "shot01", "--title", "Shots at the bridge", folder=small)
        log = open_folder(small).log
        old = log.event("2026-11-10-shot01")
        new = replacement_in(log, "2026-11-10-shot01")
        assert old
        assert (new.title, new.replaces) == ("Shots at the bridge", old.id)
        assert (new.date, new.indicator, new.value) == (
            old.date,
            old.indicator,
            old.value,
        )
        assert (new.sources, new.grade, new.note) == (old.sources, old.grade, old.note)

    def test_can_add_a_source_to_those_it_has(self, small: Path) -> None:
        """With whom it took the news from; one that is there stays where it is."""
        run(
            *("log", "clash", "shots", "Shots", "-d", "2026-11-01"),
            *("-s", "TASS: https://example.org/1", "-s", "Gazette"),
            folder=small,
        )
        (event,) = [it for it in open_folder(small).log.in_force if it.origins]
        more = ("--add-source", "Gazette", "--add-source", "AP: https://example.org/2")
        run("amend", event.id, *more, folder=small)
        new = replacement_in(open_folder(small).log, event.id)
        assert new.sources == (
            "https://example.org/1",
            "Gazette",
            "https://example.org/2",
        )
        assert new.origins == ("TASS", "", "AP")

    def test_adds_to_the_file_and_changes_no_byte(self, small: Path) -> None:
        """The old event, the comment and the review stand where they stood."""
        before = tree(small)["log/2026-11.toml"]
        run("amend", "shot01", "--grade", "A1", folder=small)
        assert tree(small)["log/2026-11.toml"].startswith(before)

    def test_may_move_it_to_another_month(self, small: Path) -> None:
        """The new event stands in the file of its own month."""
        outcome = run("amend", "shot01", "-d", "2026-10-31", folder=small)
        assert " on Sat 2026-10-31: " in outcome.stdout
        text = (small / "log" / "2026-10.toml").read_text()
        assert 'replaces = "2026-11-10-shot01"\n' in text
        assert run("check", folder=small).exit_code == 0

    def test_may_change_the_indicator_with_its_value(self, small: Path) -> None:
        """A call that was logged as a clash."""
        outcome = run(
            *("amend", "shot01", "--indicator", "talks", "--value", "call"),
            folder=small,
        )
        assert "  talks = call (B2) on Tue 2026-11-10: " in outcome.stdout

    def test_a_number_stays_a_number(self, small: Path) -> None:
        """Also when something else is amended."""
        run("amend", "shot01", "--value", "0.3", folder=small)
        new = replacement_in(open_folder(small).log, "2026-11-10-shot01").id
        outcome = run("amend", new, "--grade", "A1", folder=small)
        assert "  clash = 0.3 (A1) on Tue 2026-11-10: " in outcome.stdout

    def test_of_a_replaced_event_names_the_replacement(self, small: Path) -> None:
        """Two corrections of one event would both count."""
        run("amend", "shot01", "--grade", "A1", folder=small)
        new = replacement_in(open_folder(small).log, "2026-11-10-shot01").id
        assert run("amend", "shot01", "--grade", "A2", folder=small) == Outcome(
            "",
            f"`2026-11-10-shot01` was replaced by `{new}`\nhint: use that one: {new}\n",
            2,
        )

    def test_shows_in_the_list_and_on_both_pages(self, small: Path) -> None:
        """The trail can be followed in both directions."""
        run("amend", "shot01", "--grade", "A1", folder=small)
        new = replacement_in(open_folder(small).log, "2026-11-10-shot01").id
        assert f"replaced by {new}\n" in run("show", "shot01", folder=small).stdout
        assert (
            "replaces    2026-11-10-shot01\n" in run("show", new, folder=small).stdout
        )
        assert "[replaced] Shots" in run("events", "--all", folder=small).stdout

    def test_a_scheduled_event_may_be_put_off(self, small: Path) -> None:
        """It stays scheduled, for the new day."""
        outcome = run("amend", "summ01", "-d", "2026-12-15", folder=small)
        assert outcome.exit_code == 0
        new = replacement_in(open_folder(small).log, "2026-12-01-summ01")
        assert (new.scheduled, str(new.date)) == (True, "2026-12-15")

    def test_a_dry_run_writes_nothing(self, small: Path) -> None:
        """The block is shown instead."""
        before = tree(small)
        outcome = run("amend", "shot01", "--grade", "A1", "-n", folder=small)
        assert 'replaces = "2026-11-10-shot01"\n' in outcome.stdout
        assert "would have amended 2026-11-10-shot01 by " in outcome.stdout
        assert before == tree(small)

    def test_an_empty_note_removes_it(self, small: Path) -> None:
        """And nothing else."""
        run("amend", "shot01", "--note", "", folder=small)
        log = open_folder(small).log
        old = log.event("2026-11-10-shot01")
        assert old
        assert old.note
        assert not replacement_in(log, "2026-11-10-shot01").note

    def test_may_become_a_plan(self, small: Path) -> None:
        """What the hint about a day to come offers."""
        run("amend", "talk01", "-d", "2026-12-05", "--scheduled", folder=small)
        new = replacement_in(open_folder(small).log, "2026-10-20-talk01")
        assert (new.scheduled, str(new.date)) == (True, "2026-12-05")

    def test_a_plan_may_turn_out_to_have_happened(self, small: Path) -> None:
        """On a day that has come."""
        run("amend", "summ01", "-d", "2026-11-18", "--no-scheduled", folder=small)
        assert not replacement_in(open_folder(small).log, "2026-12-01-summ01").scheduled

    def test_what_happened_is_no_plan(self, small: Path) -> None:
        """Its day has come."""
        assert run("amend", "shot01", "--scheduled", folder=small) == Outcome(
            "",
            "2026-11-10 is not in the future\n"
            "hint: leave out --scheduled: it happened\n",
            2,
        )
