"""`riskctl undo`: the last own entry, taken back and brought back."""

from pathlib import Path

import pytest

from tests.cli.small import tree
from tests.cli.terminal import Terminal
from tests.helpers import Outcome, make_watch, open_folder, run
from tests.trust import rounds

pytestmark = pytest.mark.trust("R12")

# So many entries are made, and each is taken back.
UNDONE = rounds(15, push=1_000, long=1_000)
LATER = "2026-11-21T12:00:00Z"
ENTRIES = {
    "an event": ("log", "clash", "shots", "Shots", "-s", "https://example.org/x"),
    "a review": ("review", "--all"),
    "a note": ("note", "A film"),
    "a retraction": ("retract", "shot01", "--reason", "denied"),
    "an amendment": ("amend", "shot01", "--value", "deaths"),
}


def standing(folder: Path) -> tuple[object, ...]:
    """Return what the watch comes to: its score, its looks, its notes."""
    log = open_folder(folder).log
    return (
        run("level", "--brief", folder=folder, now=LATER).stdout,
        [(it.date, it.value, it.title) for it in log.in_force],
        [it.indicators for it in log.standing_reviews],
        [it.title for it in log.standing_notes],
    )


@pytest.mark.parametrize("entry", ENTRIES)
def test_takes_back_and_brings_back(entry: str, small: Path) -> None:
    """Once it is as before the entry, twice as after it; nothing is erased."""
    before = standing(small)
    assert run(*ENTRIES[entry], folder=small).exit_code == 0
    after = standing(small)
    for expected in (before, after, before):
        bytes_before = tree(small)["log/2026-11.toml"]
        assert run("undo", "--yes", folder=small, now=LATER).exit_code == 0
        assert standing(small) == expected
        assert tree(small)["log/2026-11.toml"].startswith(bytes_before)
    assert run("check", folder=small, now=LATER).exit_code == 0


def test_says_what_it_does(small: Path) -> None:
    """An entry is withdrawn, a retraction restores."""
    run("retract", "shot02", "--reason", "denied", folder=small)
    outcome = run("undo", "-y", folder=small, now=LATER)
    assert outcome.stdout.startswith(
        "North – South · restored 2026-11-12-shot02\n"
        "  clash = deaths (C3) on Thu 2026-11-12: A guard"
    )
    page = run("show", "shot02", folder=small).stdout
    assert "retracted   2026-11-20T12:00:00Z: denied\n" in page
    assert "restored    2026-11-21T12:00:00Z: undone\n" in page


def test_asks_first_and_does_nothing_where_it_cannot(small: Path) -> None:
    """It shows what is meant, exits 2, and writes nothing."""
    run("note", "A film", folder=small)
    before = tree(small)
    (note,) = open_folder(small).log.notes
    assert run("undo", folder=small) == Outcome(
        "",
        f"{note.id} · note on 2026-11-20: A film\n"
        "written 2026-11-20T12:00:00Z\n"
        "nothing was written: there is nobody to ask\n"
        "hint: add --yes\n",
        2,
    )
    assert before == tree(small)


def test_takes_the_last_of_whoever_the_settings_name(small: Path) -> None:
    """As the commands that write sign, so that nothing of nobody's is taken back."""
    settings = small / "riskctl.toml"
    settings.write_text(settings.read_text() + 'by = "me"\n')
    run("note", "Hers", "--by", "her", folder=small)
    told = run("note", "Mine", folder=small, now=LATER).stdout
    assert told.endswith(f"  wrong? riskctl -w {small} undo\n")
    run("undo", "-y", folder=small, now=LATER)
    assert [it.title for it in open_folder(small).log.standing_notes] == ["Hers"]


@pytest.mark.parametrize(
    ("command", "hint"),
    [
        (("note", "A film", "--by", "H K"), "undo --by 'H K'"),
        (
            ("note", "A film", "-d", "2026-11-01", "--recorded", "2026-11-02"),
            "retract {id} --reason ...",
        ),
        (
            ("amend", "shot01", "--grade", "A1", "--recorded", "2026-11-19T08:00:00Z"),
            "amend {id}",
        ),
        (("retract", "shot01", "shot02", "--reason", "x"), "retract {id} --reason ..."),
    ],
)
def test_is_offered_only_where_it_takes_back_what_was_written(
    command: tuple[str, ...], hint: str, small: Path
) -> None:
    """Another's name is added; history, and several records, are named."""
    run("note", "Later", folder=small, now="2026-11-20T11:00:00Z")
    before = {it.id for it in open_folder(small).log.records}
    told = run(*command, folder=small).stdout
    made = [it.id for it in open_folder(small).log.records if it.id not in before]
    way = hint.format(id=" ".join(made))
    assert told.endswith(f"  wrong? riskctl -w {small} {way}\n")


def test_takes_the_last_of_ones_own(small: Path) -> None:
    """By the name that it was written under; another's later entry is left alone."""
    run("note", "Mine", "--by", "me", folder=small)
    run("note", "Hers", "--by", "her", folder=small, now=LATER)
    run("undo", "-y", "--by", "me", folder=small, now=LATER)
    assert [it.title for it in open_folder(small).log.standing_notes] == ["Hers"]
    nobody = run("undo", "-y", "--by", "nobody", folder=small)
    assert nobody.exit_code == 2
    assert nobody.stderr.startswith("there is no entry by `nobody` to take back\n")


def test_a_dry_run_writes_nothing(small: Path) -> None:
    """The block is shown instead."""
    run("note", "A film", folder=small)
    before = tree(small)
    outcome = run("undo", "-n", folder=small)
    assert outcome.stdout.startswith("[[retraction]]\n")
    assert " · would have withdrawn " in outcome.stdout
    assert before == tree(small)


def test_takes_what_was_written_later_in_the_same_second(small: Path) -> None:
    """A script writes faster than a clock tells: then the place in the file does."""
    run("log", "clash", "apology", "Regrets", "-s", "https://e.org", folder=small)
    run("note", "Later in the same second", folder=small)
    assert "Later in the same second" in run("undo", "-y", folder=small).stdout


def test_takes_nothing_back_where_the_last_one_cannot_be_told(small: Path) -> None:
    """A record of the future, by a wrong clock or from elsewhere, is named instead."""
    run("note", "By a clock that is wrong", folder=small, now="2026-11-22T08:00:00Z")
    (later,) = open_folder(small).log.notes
    run("note", "The last one", folder=small)
    before = tree(small)
    assert run("undo", "--yes", folder=small) == Outcome(
        "",
        f"nothing was written: `{later.id}` was recorded at 2026-11-22T08:00:00Z, "
        "which is still to come, so that the last entry cannot be told\n"
        "hint: take back the one you mean: riskctl retract ID --reason ...; "
        "`riskctl events --all` lists the ids\n",
        2,
    )
    assert before == tree(small)


def test_says_that_a_log_is_empty(tmp_path: Path) -> None:
    """There is nobody's entry in it."""
    assert run("undo", "--yes", folder=make_watch(tmp_path)) == Outcome(
        "",
        "the log is empty: there is nothing to take back\n"
        "hint: riskctl log writes the first entry\n",
        2,
    )


def test_its_question_says_what_it_takes(
    small: Path, terminals: list[Terminal]
) -> None:
    """Neither yes nor no is asked again; Enter is no."""
    run("note", "A film", folder=small)
    before = tree(small)
    terminal = Terminal(["--watch", str(small), "undo"])
    terminals.append(terminal)
    terminal.answer("take it back? [y/N]", "?")
    terminal.expect("one of: y, n")
    terminal.answer("take it back? [y/N]", "")
    assert terminal.end() == 130
    assert before == tree(small)


@pytest.mark.slow
@pytest.mark.trust("R12", rounds=UNDONE)
def test_any_number_of_entries_is_taken_back(small: Path) -> None:
    """What stands is what stood at the start; what was written stays written."""
    before, start = standing(small), tree(small)["log/2026-11.toml"]
    # An amendment is taken back by another one, of another id.
    kinds = [it for name, it in ENTRIES.items() if name != "an amendment"]
    for number in range(UNDONE):
        words = kinds[number % len(kinds)]
        more = ("--again",) if words[0] == "log" else ()
        assert run(*words, *more, folder=small).exit_code == 0
        assert run("undo", "--yes", folder=small).exit_code == 0

    assert standing(small) == before
    assert tree(small)["log/2026-11.toml"].startswith(start)
