import errno
import os
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from riskctl.errors import ExitCode
from riskctl.storage.create import create_watch
from riskctl.storage.disk.disk import DISK
from riskctl.storage.text.writer import block
from riskctl.storage.watch import WatchFolder
from tests.helpers import event, make_watch, open_folder
from tests.reliability.disks import FailingDisk, add, leftovers, refusal
from tests.reliability.test_kill import COMMANDS, OLD, files

pytestmark = pytest.mark.trust("R4")

ERRORS = ("ENOSPC", "EDQUOT", "EIO", "EROFS", "EACCES", "EMFILE", "ENOLCK", "ESTALE")


class TestFailure:
    @pytest.mark.parametrize(
        ("name", "command"),
        [
            ("ENOSPC", "log in a new month"),
            ("EIO", "log"),
            *(
                pytest.param(name, command, marks=pytest.mark.slow)
                for name in ERRORS
                for command in ("log", "retract")
            ),
        ],
    )
    def test_each_step_may_be_refused_once(
        self, tmp_path: Path, name: str, command: str
    ) -> None:
        """SQLite's loop: the old bytes or the new ones, exit 6, the path, no litter."""
        error = getattr(errno, name)
        record = COMMANDS[command]
        file = f"log/{'2026-10' if 'new' in command else '2026-11'}.toml"
        refused = []
        for step in count(1):
            folder = make_watch(tmp_path / f"{step}", {"2026-11.toml": block(OLD)})
            if command == "log in a new month":
                (folder / "log" / "2026-11.toml").unlink()
                (folder / "log").rmdir()
            before = files(folder)
            disk = FailingDisk(step, error)
            said = refusal(partial(add, folder, record, disk))
            if said is None:
                break
            assert said.exit_code is ExitCode.WRITE
            assert said.message.startswith(f"{file}: cannot be written: ")
            assert os.strerror(error).lower() in said.message.lower()
            assert disk.failed
            refused.append(disk.failed[0])
            written = record.id in open_folder(folder).log.ids
            assert written or files(folder) == before
            assert written is ("rename" in disk.taken and refused[-1] != "rename")
            # After the rename `nothing was changed` would be a lie.
            assert ("the entry was written" in said.hint) is written
            if refused[-1] == "flush":
                # A second fsync would report success for what was lost.
                assert disk.taken[-1] == "flush"
            assert leftovers(folder) == []

            another = event("2026-11-05", "clash", "shots")
            add(folder, another, DISK)
            assert another.id in open_folder(folder).log.ids

        assert {"create", "write", "flush", "rename", "sync folder"} <= set(refused)
        assert refused.count("flush") == (3 if "new" in command else 2)

    @pytest.mark.parametrize("name", ["ENOSPC"])
    def test_init_refused_at_any_step_can_be_repeated(
        self, tmp_path: Path, name: str
    ) -> None:
        """Nothing half-made stands in the way of the second try."""
        for step in count(1):
            watch = WatchFolder(tmp_path / f"{step}" / "w")
            watch.path.parent.mkdir()
            disk = FailingDisk(step, getattr(errno, name))
            said = refusal(partial(create_watch, watch, disk=disk))
            if said is None:
                break
            assert str(watch.path) in said.message
            if not watch.exists:
                create_watch(watch)
            assert set(files(watch.path)) == {"indicators.toml", "riskctl.toml"}
            assert leftovers(tmp_path) == []
        assert step > 12
