from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from shutil import copytree

import pytest

from riskctl.model.record import Record, Retraction
from riskctl.storage.create import create_watch
from riskctl.storage.disk.disk import DISK, Disk
from riskctl.storage.export import export
from riskctl.storage.text.writer import block
from riskctl.storage.watch import WatchFolder
from tests.helpers import event, make_watch, open_folder
from tests.reliability.disks import (
    KILLED,
    DeadlyDisk,
    add,
    in_child,
    leftovers,
)
from tests.trust import rounds

OLD = event("2026-11-02", "clash", "shots", title="old")
NEW = event("2026-11-03", "clash", "deaths", title="new")
COMMANDS: dict[str, Record] = {
    "log": NEW,
    "log in a new month": event("2026-10-03", "talks", "call"),
    "retract": Retraction(
        id="2026-11-04-retrac",
        record=OLD.id,
        reason="denied",
        recorded=NEW.recorded.replace(day=4),
    ),
    "amend": event("2026-11-02", "clash", "deaths", replaces=OLD.id),
}


KILLS = rounds(400, push=2000, long=10_000)


@dataclass
class Case:
    """A folder before a command, and the command."""

    template: Path
    act: Callable[[Path, Disk], None]
    points: int = field(default=0)

    def kills(self, scratch: Path) -> Iterator[tuple[Path, bool]]:
        """Yield the folder after a kill at each point, and whether all was done."""
        for point in count(1):
            folder = scratch / f"{point}"
            copytree(self.template, folder, symlinks=True)

            def work(where: Path = folder, at: int = point) -> None:
                self.act(where, DeadlyDisk(at))

            code = in_child(work)
            assert code in {0, KILLED}
            yield folder, code == 0
            if code == 0:
                return
            self.points += 1


def files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every visible file."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


@pytest.mark.trust("R2")
class TestKill:
    @pytest.mark.parametrize(
        ("name", "linked"),
        [
            ("log", False),
            pytest.param("log", True, marks=pytest.mark.slow),
            pytest.param("log in a new month", False, marks=pytest.mark.slow),
            pytest.param("retract", False, marks=pytest.mark.slow),
            pytest.param("retract", True, marks=pytest.mark.slow),
            pytest.param("amend", False, marks=pytest.mark.slow),
        ],
    )
    def test_a_command_killed_at_any_step_wrote_all_or_nothing(
        self,
        tmp_path: Path,
        name: str,
        linked: bool,
        tried: Callable[[int], None],
    ) -> None:
        """The log is the old one or the new one, and the next command cleans up."""
        record = COMMANDS[name]
        template = make_watch(tmp_path / "template", {"2026-11.toml": block(OLD)})
        if linked:
            (template / "elsewhere").mkdir()
            (template / "log" / "2026-11.toml").rename(template / "elsewhere" / "nov")
            (template / "log" / "2026-11.toml").symlink_to("../elsewhere/nov")
        before = files(template)
        case = Case(template, lambda folder, disk: add(folder, record, disk))
        outcomes = set()

        for folder, done in case.kills(tmp_path / "runs"):
            after = files(folder)
            ids = open_folder(folder).log.ids
            assert open_folder(folder).problems == ()
            assert ids in ({OLD.id}, {OLD.id, record.id})
            assert done <= (record.id in ids)
            if record.id not in ids:
                assert after == before
            outcomes.add((record.id in ids, done))

            again = event("2026-11-05", "clash", "shots")
            add(folder, again, DISK)
            assert open_folder(folder).log.ids == {*ids, again.id}
            if name != "log in a new month":
                assert leftovers(folder) == []

        assert outcomes == {(False, False), (True, False), (True, True)}
        assert case.points >= 14
        tried(case.points)

    @pytest.mark.slow
    def test_init_killed_at_any_step_can_be_repeated(self, tmp_path: Path) -> None:
        """The folder is a whole watch, or none yet; the second try makes it one."""
        (tmp_path / "template").mkdir()
        case = Case(
            tmp_path / "template",
            lambda folder, disk: create_watch(WatchFolder(folder / "w"), disk=disk),
        )
        made = set()

        for folder, done in case.kills(tmp_path / "runs"):
            watch = WatchFolder(folder / "w")
            made.add(watch.exists)
            assert done <= watch.exists
            if not watch.exists:
                create_watch(watch)
                assert leftovers(folder) == []
            assert set(files(watch.path)) == {"indicators.toml", "riskctl.toml"}

        assert made == {False, True}
        assert case.points >= 30

    @pytest.mark.parametrize("old", [None, b"the old report"])
    def test_an_export_killed_at_any_step_wrote_all_or_nothing(
        self, tmp_path: Path, old: bytes | None
    ) -> None:
        """What is mailed on is never half a report (visidata#388)."""
        template = make_watch(tmp_path / "template")
        if old is not None:
            (template / "report.md").write_bytes(old)
        case = Case(template, lambda folder, disk: _export(folder, b"new" * 99, disk))
        seen = set()

        for folder, done in case.kills(tmp_path / "runs"):
            path = folder / "report.md"
            found = path.read_bytes() if path.exists() else None
            assert found in {old, b"new" * 99}
            assert done <= (found != old)
            seen.add(found)

        assert seen == {old, b"new" * 99}
        assert case.points >= 13

    @pytest.mark.slow
    @pytest.mark.long
    def test_hundreds_of_kills_lose_nothing(
        self, tmp_path: Path, tried: Callable[[int], None]
    ) -> None:
        """Killed at every step of every entry: nothing torn, nothing lost."""
        # What is loaded here is not loaded again in every child.
        add(make_watch(tmp_path / "first"), NEW, DISK)
        kills = 0
        for number in count():
            # A log of eight entries, one of each two killed in time; then the next one.
            folder = make_watch(tmp_path / f"{number // 4}")
            log = folder / "log" / "2026-11.toml"
            known = set(open_folder(folder).log.ids)
            for point in count(1):
                record = event("2026-11-20", "clash", "shots", note=f"{number} {point}")
                old = log.read_bytes() if log.exists() else None

                def work(
                    item: Record = record, at: int = point, where: Path = folder
                ) -> None:
                    add(where, item, DeadlyDisk(at))

                code = in_child(work)
                assert code in {0, KILLED}
                ids = set(open_folder(folder).log.ids)
                assert ids in (known, known | {record.id})
                if ids == known:
                    assert code == KILLED
                    assert (log.read_bytes() if log.exists() else None) == old
                known = ids
                if code == 0:
                    break
                kills += 1
            assert leftovers(folder) == []
            if kills >= KILLS:
                tried(kills)
                return


def _export(folder: Path, data: bytes, disk: Disk) -> None:
    export(
        data,
        folder / "report.md",
        file_name="unused",
        watch=WatchFolder(folder),
        force=True,
        disk=disk,
    )
