import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import NOW, bare_environment, make_watch

pytestmark = pytest.mark.trust("R8")

STRACE = shutil.which("strace")
CALLS = "trace=openat,write,fsync,fdatasync,rename,renameat,renameat2"


@pytest.mark.strace
class TestOrder:
    def test_logged_is_said_after_the_disk_has_it(self, tmp_path: Path) -> None:
        """Fsync of the file, rename, fsync of the folder, then the first byte."""
        if STRACE is None:
            if os.environ.get("RISKCTL_REQUIRE_STRACE"):
                pytest.fail("strace is required and missing")
            pytest.skip("strace is missing")
        folder = make_watch(tmp_path / "w")
        log = folder / "log"
        done = subprocess.run(
            [
                STRACE,
                "-f",
                "-y",
                "-qq",
                "-s",
                "8",
                "-e",
                CALLS,
                "-o",
                "trace",
                sys.executable,
                "-m",
                "riskctl",
                "--watch",
                str(folder),
                "log",
                "clash",
                "shots",
                "x",
            ],
            capture_output=True,
            check=False,
            cwd=tmp_path,
            env=bare_environment(RISKCTL_NOW=NOW),
        )
        assert done.returncode == 0, done.stderr
        assert b"logged " in done.stdout

        calls = (tmp_path / "trace").read_text().splitlines()
        temporary = rf"{re.escape(str(log))}/\.2026-11\.toml\.\d+\.riskctl-tmp"
        steps = [
            _first(calls, rf"openat\(.*{temporary}.*O_EXCL"),
            _first(calls, rf"write\(\d+<{temporary}>"),
            _first(calls, rf"fsync\(\d+<{temporary}>\)\s+= 0"),
            _first(calls, rf"rename\w*\(.*{temporary}.*2026-11\.toml\""),
            _first(calls, rf"fsync\(\d+<{re.escape(str(log))}>\)\s+= 0"),
            _first(calls, r"write\(1<"),
        ]
        assert steps == sorted(steps)
        assert len(set(steps)) == len(steps)


def _first(calls: list[str], pattern: str) -> int:
    found = [number for number, call in enumerate(calls) if re.search(pattern, call)]
    assert found, pattern
    return found[0]
