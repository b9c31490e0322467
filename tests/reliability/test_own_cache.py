"""What the tests start leaves the cache of whoever runs them alone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import EXAMPLE, NOW, bare_environment, spawn

BRIEF = ("level", "--brief")


def test_commands_in_this_process_keep_to_the_tests_own_cache() -> None:
    """Both variables lead into one folder of this run of the tests."""
    assert os.environ["RISKCTL_CACHE"] == f"{os.environ['XDG_CACHE_HOME']}/riskctl"
    assert "pytest" in os.environ["XDG_CACHE_HOME"]


@pytest.mark.skipif(sys.platform != "linux", reason="XDG_CACHE_HOME is for Linux")
class TestChildren:
    """They lose every variable that begins with `RISKCTL_`."""

    @pytest.fixture(autouse=True)
    def cache(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Return an empty cache folder in the place of the tests' own."""
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        return tmp_path / "riskctl"

    def test_fill_it_when_spawned(self, cache: Path) -> None:
        """With the rest of the environment."""
        assert 0 == spawn(*BRIEF, folder=EXAMPLE).returncode
        assert any(cache.iterdir())

    def test_fill_it_when_given_a_bare_environment(self, cache: Path) -> None:
        """Without so much as a home folder."""
        subprocess.run(
            [sys.executable, "-m", "riskctl", "--watch", str(EXAMPLE), *BRIEF],
            check=True,
            stdout=subprocess.DEVNULL,
            env=bare_environment(RISKCTL_NOW=NOW),
        )
        assert any(cache.iterdir())
