"""The formats that need an extra: with it, and without."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from riskctl.errors import UsageError
from riskctl.reporting.extras import extra
from tests.helpers import NOW, run

HIDDEN = """\
import sys
sys.modules.update(dict.fromkeys(sys.argv.pop(1).split(",")))
from riskctl.cli.app import main
main()
"""


def without(packages: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run the command line where *packages* cannot be imported."""
    return subprocess.run(
        [sys.executable, "-c", HIDDEN, packages, *arguments],
        capture_output=True,
        check=False,
        text=True,
        env={**os.environ, "RISKCTL_NOW": NOW},
    )


class TestWithout:
    def test_it_says_what_to_install(self, small: Path) -> None:
        """Exit code 2, one line and a hint, and no file."""
        out = small.parent / "out.pdf"
        done = without("weasyprint", "--watch", str(small), "report", "-o", str(out))

        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == (
            "this needs WeasyPrint, which is not installed\n"
            "hint: pip install 'riskctl[pdf]'\n"
        )
        assert not out.exists()

    @pytest.mark.parametrize("name", ["text", "markdown", "html", "eml", "json"])
    def test_the_other_formats_go_on(self, small: Path, name: str) -> None:
        """They need nothing of it."""
        done = without("weasyprint", "--watch", str(small), "report", "-f", name)

        assert done.returncode == 0
        assert done.stdout == run("report", "-f", name, folder=small).stdout


class TestExtra:
    def test_returns_the_module(self) -> None:
        """By its name."""
        assert extra("json", package="JSON", name="x").loads("1") == 1

    def test_says_when_there_is_none(self) -> None:
        """With the command that would bring it."""
        with pytest.raises(UsageError) as caught:
            extra("riskctl_no_such_module", package="Such", name="such")

        assert caught.value.hint == "pip install 'riskctl[such]'"

    def test_is_not_missing_where_its_loading_was_interrupted(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """An extension tells Ctrl-C as an error of its own."""
        (tmp_path / "riskctl_interrupted.py").write_text(
            "raise ImportError('an extension') from KeyboardInterrupt()"
        )
        monkeypatch.syspath_prepend(tmp_path)
        with pytest.raises(KeyboardInterrupt):
            extra("riskctl_interrupted", package="Such", name="such")
