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
    @pytest.mark.parametrize(
        ("packages", "arguments", "name", "extra_name"),
        [("weasyprint", ["report", "-f", "pdf"], "WeasyPrint", "pdf")],
    )
    def test_it_says_what_to_install(
        self,
        small: Path,
        packages: str,
        arguments: list[str],
        name: str,
        extra_name: str,
    ) -> None:
        """Exit code 2, one line and a hint, and no file."""
        done = without(packages, "--watch", str(small), *arguments)

        assert done.returncode == 2
        assert done.stdout == ""
        assert done.stderr == (
            f"this needs {name}, which is not installed\n"
            f"hint: pip install 'riskctl[{extra_name}]'\n"
        )

    @pytest.mark.parametrize("name", ["text", "markdown", "json", "html"])
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
