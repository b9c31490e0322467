import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from riskctl import __version__
from riskctl.storage.months.shelf import maker
from tests.helpers import ROOT

SCRIPT = "from riskctl.storage.months.shelf import maker; print(maker())"


def maker_of(source: Path) -> str:
    """Return how a copy of the program names itself."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, "PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout.strip()


def touched(path: Path) -> None:
    """Give a file another time, and nothing else."""
    os.utime(path, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns + 1000))


def rewritten(path: Path) -> None:
    """Write the same number of bytes, and set the time that was there."""
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"0.0", b"0.1"))
    assert path.stat().st_size == before.st_size
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


# Where the walk is.
WALK = Path("analysis", "days", "walk.py")
DRAWS = Path("analysis", "judgement", "draws.py")
CHANGES: dict[str, Callable[[Path], object]] = {
    "a constant": lambda it: (it / WALK).write_text("X = 2\n"),
    "a time": lambda it: touched(it / "model" / "tally.py"),
    "a byte, with its time": lambda it: rewritten(it / WALK),
    "one more file": lambda it: (it / "storage" / "months" / "new.py").write_text(""),
    "one file fewer": lambda it: (it / DRAWS).unlink(),
    "another name": lambda it: (it / DRAWS).rename(it / DRAWS.with_stem("drawn")),
}


class TestMaker:
    def test_names_version_and_files(self) -> None:
        """The same for as long as nothing changes."""
        version, _, files = maker().partition("+")

        assert version == __version__
        assert len(files) == 8
        assert maker() == maker_of(ROOT / "src")

    @pytest.mark.slow
    @pytest.mark.parametrize("change", CHANGES)
    def test_is_another_one_when_a_source_file_changed(
        self, change: str, tmp_path: Path
    ) -> None:
        """Its size, its time or its name; nobody has to raise a number."""
        package = shutil.copytree(ROOT / "src" / "riskctl", tmp_path / "riskctl")
        before = maker_of(tmp_path)
        assert before == maker_of(tmp_path)

        CHANGES[change](package)

        assert maker_of(tmp_path) != before

    @pytest.mark.slow
    def test_is_the_same_whatever_the_pages_do_not_follow_from(
        self, tmp_path: Path
    ) -> None:
        """How a level is shown, and what Python compiled."""
        package = shutil.copytree(ROOT / "src" / "riskctl", tmp_path / "riskctl")
        before = maker_of(tmp_path)
        (package / "cli" / "output.py").write_text("")
        (package / "model" / "__pycache__" / "x.pyc").parent.mkdir(exist_ok=True)
        (package / "model" / "__pycache__" / "x.pyc").write_text("")

        assert maker_of(tmp_path) == before

    @pytest.mark.slow
    def test_of_a_copy_in_another_place_is_another_one(self, tmp_path: Path) -> None:
        """Two check-outs side by side do not take each other's pages for their own."""
        for name in "ab":
            shutil.copytree(ROOT / "src" / "riskctl", tmp_path / name / "riskctl")

        assert maker_of(tmp_path / "a") != maker_of(tmp_path / "b")
