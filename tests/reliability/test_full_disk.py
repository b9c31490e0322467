import os
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from riskctl.errors import WriteError
from riskctl.storage.disk.disk import DISK
from riskctl.storage.text.writer import block
from tests.helpers import NOW, ROOT, bare_environment, event, make_watch, open_folder
from tests.reliability.disks import add, in_child, leftovers, refusal

pytestmark = pytest.mark.trust("R5")

# Set for a test that runs in a namespace already.
INSIDE = "RISKCTL_TESTS_IN_NAMESPACE"
OLD = event("2026-11-02", "clash", "shots", note="old" * 400)
NEW = event("2026-11-03", "clash", "deaths")


class TestFullDisk:
    def test_a_file_that_may_not_grow_stays_as_it_is(self, tmp_path: Path) -> None:
        """The system refuses in the middle of a write; the log keeps every byte."""
        folder = make_watch(tmp_path, {"2026-11.toml": block(OLD)})

        def work() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
            said = refusal(lambda: add(folder, NEW, DISK))
            assert said
            assert said.message == "log/2026-11.toml: cannot be written: file too large"

        assert in_child(work) == 0
        assert (folder / "log" / "2026-11.toml").read_text() == block(OLD)
        assert leftovers(folder) == []
        add(folder, NEW, DISK)
        assert open_folder(folder).log.ids == {OLD.id, NEW.id}

    @pytest.mark.slow
    def test_a_command_says_so_with_exit_6(self, tmp_path: Path) -> None:
        """No success line for what is not on the disk."""
        folder = make_watch(tmp_path, {"2026-11.toml": block(OLD)})

        done = subprocess.run(
            [
                "sh",
                "-c",
                'ulimit -f 2; exec "$@"',
                "sh",
                sys.executable,
                "-m",
                "riskctl",
                "--watch",
                str(folder),
                "log",
                "clash",
                "shots",
                "x" * 3000,
            ],
            capture_output=True,
            check=False,
            env=bare_environment(PYTHONDONTWRITEBYTECODE="1", RISKCTL_NOW=NOW),
        )

        assert done.returncode == 6
        assert done.stdout == b""
        assert b"log/2026-11.toml: cannot be written: file too large\n" in done.stderr
        assert (folder / "log" / "2026-11.toml").read_text() == block(OLD)
        assert leftovers(folder) == []

    @pytest.mark.slow
    def test_a_real_full_disk_loses_nothing(
        self, tmp_path: Path, request: pytest.FixtureRequest
    ) -> None:
        """Filled to the last block, then freed (taskwarrior#2264)."""
        disk = tmp_path / "disk"
        disk.mkdir()
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)],
            capture_output=True,
            check=False,
        )
        if mounted.returncode:
            return _in_a_namespace(request.node.nodeid)
        try:
            folder = make_watch(disk / "w", {"2026-11.toml": block(OLD)})
            filler = disk / "filler"
            with filler.open("wb", buffering=0) as stream:
                try:
                    while True:
                        stream.write(bytes(4096))
                except OSError:
                    pass
            with pytest.raises(WriteError, match="no space left on device"):
                add(folder, NEW, DISK)
            assert (folder / "log" / "2026-11.toml").read_text() == block(OLD)
            assert leftovers(folder) == []
            filler.unlink()
            add(folder, NEW, DISK)
            assert open_folder(folder).log.ids == {OLD.id, NEW.id}
        finally:
            subprocess.run(["umount", str(disk)], check=True)


def _in_a_namespace(test: str) -> None:
    """Run a test as the root of a namespace of its own, who may mount a disk there."""
    refused = "neither `mount` nor `unshare` is allowed: no disk to fill"
    if os.environ.get(INSIDE):
        pytest.fail(refused)
    done = subprocess.run(
        [
            *("unshare", "--user", "--map-root-user", "--mount"),
            *(
                sys.executable,
                "-m",
                "pytest",
                "-q",
                "-n",
                "0",
                "-p",
                "no:cacheprovider",
            ),
            *("-o", "addopts=--import-mode=importlib", test),
        ],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {INSIDE: "1"},
    )
    if b"1 passed" in done.stdout:
        return
    if refused.encode() not in done.stdout and done.stdout:
        pytest.fail(done.stdout.decode())
    if os.environ.get("RISKCTL_REQUIRE_MOUNT"):
        pytest.fail(refused)
    pytest.skip(refused)


class TestReadOnly:
    @pytest.mark.parametrize("sealed", ["w", "w/log", "w/log/2026-11.toml"])
    def test_what_may_not_be_written_is_not_written(self, sealed: str) -> None:
        """A folder or a file without write permission, for a user who is not root."""
        with TemporaryDirectory() as name:
            scratch = Path(name)
            scratch.chmod(0o755)
            folder = make_watch(scratch / "w", {"2026-11.toml": block(OLD)})
            _hand_over(scratch)
            target = scratch / sealed
            target.chmod(0o444 if target.is_file() else 0o555)

            def work() -> None:
                if os.geteuid() == 0:
                    os.setgid(65534)
                    os.setuid(65534)
                said = refusal(lambda: add(folder, NEW, DISK))
                assert said
                assert said.message.endswith(": cannot be written: permission denied")
                assert open_folder(folder).log.ids == {OLD.id}

            assert in_child(work) == 0
            assert (folder / "log" / "2026-11.toml").read_text() == block(OLD)


def _hand_over(folder: Path) -> None:
    """Give everything to a user who is not root."""
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, 65534, 65534)
