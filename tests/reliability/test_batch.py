"""Additions to several files are all there, or none, wherever they were cut off."""

import errno
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from shutil import copytree

import pytest

from riskctl.errors import ExitCode, WatchError, WriteError
from riskctl.model.record import Event, Record
from riskctl.model.seen import Decision, Seen
from riskctl.storage.disk.disk import DISK, Disk
from riskctl.storage.disk.names import BATCH_FILE, SEEN_FILE
from riskctl.storage.edit import editing
from riskctl.storage.inbox import read_inbox
from riskctl.storage.text.seen import seen_text
from riskctl.storage.watch import WatchFolder
from tests.cli.small import small_watch
from tests.helpers import event, open_folder, run
from tests.reliability.disks import (
    KILLED,
    DeadlyDisk,
    FailingDisk,
    MeddlingDisk,
    in_child,
    leftovers,
    refusal,
)

NEW = [
    event("2026-09-03", "clash", "deaths", title="a month of its own"),
    event("2026-10-03", "talks", "call", title="beside others"),
    event("2026-11-03", "clash", "shots", title="and again"),
]
LEAD = event("2026-11-04", "clash", "shots", title="a lead")
DECIDED = Seen("feed", "g1", Decision.PASSED, datetime(2026, 11, 20, tzinfo=UTC))


def add_all(folder: Path, disk: Disk = DISK) -> None:
    """Add to three months, the inbox and the decisions."""
    with editing(WatchFolder(folder), disk=disk, patience_seconds=0.2) as editor:
        leads: Sequence[Record] = [LEAD]
        decided = seen_text([DECIDED])
        editor.add_all(NEW, others={"inbox/2026-11.toml": leads, SEEN_FILE: decided})


def state(folder: Path) -> tuple[set[Event], bool, bool]:
    """Return which of the new records are there, by what a command reads."""
    log = open_folder(folder).log
    inbox = read_inbox(folder)
    return (
        {it for it in NEW if log.record(it.id) == it},
        inbox.candidates == (LEAD,),
        inbox.seen == (DECIDED,),
    )


ALL = (set(NEW), True, True)
NONE = (set[Event](), False, False)


class TestAddAll:
    @pytest.mark.slow
    def test_a_kill_at_any_point_leaves_all_or_nothing(self, tmp_path: Path) -> None:
        """The next command, which only reads, finishes what was decided."""
        template = small_watch(tmp_path / "template")
        before = open_folder(template).log
        states = []
        for point in count(1, 2):
            folder = tmp_path / f"{point}"
            copytree(template, folder)
            code = in_child(
                lambda where=folder, at=point: add_all(where, DeadlyDisk(at))  # type: ignore[misc]
            )
            assert code in {0, KILLED}
            states.append(state(folder))
            assert states[-1] in (ALL, NONE)
            assert not (folder / BATCH_FILE).exists()
            assert {it.id for it in before.records} <= open_folder(folder).log.ids
            add_all_again(folder)
            assert state(folder) == ALL
            assert leftovers(folder) == []
            if code == 0:
                break
        assert states.index(ALL) == len([it for it in states if it == NONE])
        assert len(states) > 20

    def test_what_the_disk_refuses_is_none_or_comes_later(self, tmp_path: Path) -> None:
        """A full disk changes nothing before the decision, and loses nothing after."""
        template = small_watch(tmp_path / "template")
        seen = set[bool]()
        for step in range(1, 60, 4):
            folder = tmp_path / f"{step}"
            copytree(template, folder)
            disk = FailingDisk(step, errno.ENOSPC)
            refused = refusal(lambda: add_all(folder, disk))  # noqa: B023 (run at once)
            if disk.failed is None:
                break
            assert refused
            found = state(folder)
            assert found in (ALL, NONE)
            seen.add(found == ALL)
        assert seen == {True, False}

    def test_a_month_that_was_edited_meanwhile_keeps_the_edit(
        self, tmp_path: Path
    ) -> None:
        """Between the decision and its end somebody saved a month in an editor."""
        folder = small_watch(tmp_path / "w")
        month = folder / "log/2026-10.toml"

        def edit() -> None:
            month.write_text(f"# by hand\n{month.read_text()}")

        class Slow(MeddlingDisk):
            """Meddles when the first month is about to be swapped in."""

            def before(self, step: str, path: Path | None) -> None:
                if path is not None and path.name == "2026-09.toml":
                    super().before(step, path)

        add_all(folder, Slow("rename", edit))
        assert month.read_text().startswith("# by hand\n")
        assert state(folder) == ALL

    def test_a_watch_that_cannot_be_written_gives_no_level_of_a_part(
        self, tmp_path: Path
    ) -> None:
        """Whoever may only read is told, and judges nothing."""
        folder = small_watch(tmp_path / "w")
        code = in_child(lambda: add_all(folder, DeadlyDisk(12)))
        assert code == KILLED
        assert (folder / BATCH_FILE).exists()
        (folder / "log/2026-09.toml").mkdir()
        outcome = run("level", folder=folder)
        assert outcome.exit_code == ExitCode.WATCH
        assert outcome.stdout == ""
        assert (
            "an import was cut off" in outcome.stderr or "cannot be" in outcome.stderr
        )
        (folder / "log/2026-09.toml").rmdir()
        assert run("level", folder=folder).exit_code == 0
        assert state(folder) == ALL

    def test_nothing_is_written_outside_of_log_and_inbox(self, tmp_path: Path) -> None:
        """A file that came with a clone names no other one."""
        folder = small_watch(tmp_path / "w")
        text = "# x\n#> ../owned.toml\n[[event]]\n"
        (folder / BATCH_FILE).write_text(text)
        with pytest.raises(WatchError, match="no file of the log"):
            open_folder(folder)
        assert not (tmp_path / "owned.toml").exists()

    def test_what_would_not_read_back_is_refused(self, tmp_path: Path) -> None:
        """Nothing is decided that could not be brought in."""
        folder = small_watch(tmp_path / "w")
        before = open_folder(folder).log
        odd = NEW[0]._replace(title="\ud800")
        with (
            editing(WatchFolder(folder)) as editor,
            pytest.raises(WriteError),
        ):
            editor.add_all([odd])
        assert not (folder / BATCH_FILE).exists()
        assert open_folder(folder).log == before


def add_all_again(folder: Path) -> None:
    """Add what is missing, as the person who types the command again."""
    if state(folder) == NONE:
        add_all(folder)
