from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from tests.helpers import EXAMPLE, ROOT, SECOND_EXAMPLE

SOURCE = ROOT.parent / "shared" / "data" / "us-russia-events.csv"


@pytest.fixture
def build() -> ModuleType:
    """Return the script as a module."""
    spec = spec_from_file_location(
        "example_watch_build", ROOT / "tools" / "example_watch" / "build.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below *folder*."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


class TestMain:
    @pytest.mark.skipif(
        not SOURCE.exists(), reason="the source table is not in this repository"
    )
    def test_gives_the_example_watch_to_the_byte(
        self, build: ModuleType, tmp_path: Path
    ) -> None:
        """Nobody has mended the example by hand."""
        build.main("us-russia", SOURCE, tmp_path / "watch")

        assert files(EXAMPLE) == files(tmp_path / "watch")

    def test_gives_the_second_example_to_the_byte(
        self, build: ModuleType, tmp_path: Path
    ) -> None:
        """Its table of events is in the repository, so everybody can."""
        build.main("china-india", folder=tmp_path / "watch")

        assert files(SECOND_EXAMPLE) == files(tmp_path / "watch")


class TestCheckComplete:
    def test_stops_at_a_row_that_is_nowhere_or_twice(self, build: ModuleType) -> None:
        """Every row of the source is used or left out, never both."""
        one = [{"date": "2026-01-01", "title": "one"}]

        build.check_complete(one, one, [])
        build.check_complete(one, [], one)
        for wrong in (([], []), (one, one)):
            with pytest.raises(SystemExit, match="not placed exactly once"):
                build.check_complete(one, *wrong)
