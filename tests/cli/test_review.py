"""`riskctl review`: looked, nothing to add."""

from pathlib import Path

import pytest

from tests.cli.small import tree
from tests.helpers import Outcome, open_folder, run

REFUSED = {
    "no indicator": (
        [],
        (
            "name the indicators, or say --all\n"
            "hint: riskctl review leader-contact missions\n"
        ),
    ),
    "indicators and all": (
        ["clash", "--all"],
        "--all is every indicator, and clash is named too\nhint: leave one out\n",
    ),
    "an unknown indicator": (
        ["clash", "taks"],
        "there is no indicator `taks`\nhint: did you mean `talks`?\n",
    ),
    "a day to come": (
        ["clash", "-d", "tomorrow"],
        "2026-11-21 is still to come\nhint: a look lies in the past: mend --date\n",
    ),
    "a period that ends to come": (
        ["clash", "--from", "2026-11-01", "--to", "tomorrow"],
        "2026-11-21 is still to come\nhint: a look lies in the past: mend --to\n",
    ),
    "a period that ends before it begins": (
        ["clash", "--from", "2026-11-10", "--to", "2026-11-09"],
        (
            "2026-11-09 lies before 2026-11-10\n"
            "hint: --from the earlier day --to the later\n"
        ),
    ),
    "a note with control bytes": (
        ["clash", "--note", "\x1b[2J"],
        (
            "the note holds U+001B (a control character) at the start, which is not "
            "shown\nhint: plain text only\n"
        ),
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_wrong_one_gets_a_hint_and_writes_nothing(what: str, small: Path) -> None:
    """Exit 2, and every byte where it was."""
    arguments, stderr = REFUSED[what]
    before = tree(small)
    assert run("review", *arguments, folder=small) == Outcome("", stderr, 2)
    assert before == tree(small)


def test_covers_a_period(small: Path) -> None:
    """One record for all its days; without --to it ends today."""
    outcome = run("review", "--all", "--from", "2026-11-01", folder=small)

    assert "  review of 3 indicators from 2026-11-01 to 2026-11-20\n" in outcome.stdout
    looked = open_folder(small).log.reviews[-1]
    assert (str(looked.since), str(looked.date)) == ("2026-11-01", "2026-11-20")


@pytest.mark.parametrize(
    "arguments", [["-d", "today", "--from", "2026-11-01"], ["--to", "2026-11-01"]]
)
def test_is_one_day_or_a_period(arguments: list[str], small: Path) -> None:
    """Not half of each."""
    before = tree(small)
    assert run("review", "--all", *arguments, folder=small).exit_code == 2
    assert before == tree(small)


def test_freshens_what_was_looked_at(small: Path) -> None:
    """The score stays; the coverage grows."""
    assert "50 % looked at" in run("level", folder=small).stdout
    outcome = run("review", "clash", "clash", "--note", "wires", folder=small)
    review = next(it for it in open_folder(small).log.reviews if it.note)
    assert outcome == Outcome(
        f"North – South · reviewed {review.id}\n"
        "  review of 1 indicator on 2026-11-20\n"
        "  today: score 45.1 → 45.1, level 2 (severe), unchanged\n"
        f"  wrong? riskctl -w {small} undo\n",
        "",
        0,
    )
    assert review.indicators == ("clash",)
    assert "100 % looked at" in run("level", folder=small).stdout


def test_all_takes_every_indicator(small: Path) -> None:
    """In the catalogue's order, on the day that was given."""
    outcome = run("review", "--all", "-d", "2026-11-19", folder=small)
    assert "  review of 3 indicators on 2026-11-19\n" in outcome.stdout
    text = (small / "log" / "2026-11.toml").read_text()
    assert 'indicators = ["clash", "treaty", "talks"]' in text


def test_a_dry_run_writes_nothing(small: Path) -> None:
    """The block is shown instead."""
    before = tree(small)
    outcome = run("review", "--all", "-n", folder=small)
    assert outcome.stdout.startswith("[[review]]\nid = ")
    assert "would have reviewed " in outcome.stdout
    assert before == tree(small)


def test_cannot_become_known_before_its_day(small: Path) -> None:
    """As an event cannot."""
    before = tree(small)
    assert run(
        *("review", "clash", "-d", "2026-11-19", "--recorded", "2026-11-17"),
        folder=small,
    ) == Outcome(
        "",
        "--recorded: it became known on 2026-11-17, before it happened on "
        "2026-11-19\nhint: mend --date or --recorded\n",
        2,
    )
    assert before == tree(small)
