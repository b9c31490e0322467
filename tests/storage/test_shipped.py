import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from riskctl.errors import UsageError
from riskctl.storage.shipped import catalogue_bytes, example_files, example_names
from tests.helpers import EXAMPLE, ROOT, bare_environment


class TestShipped:
    def test_a_checkout_has_the_files_of_its_tree(self) -> None:
        """The same files that go into the wheel."""
        assert (
            catalogue_bytes("indicators.toml")
            == (ROOT / "data" / "indicators.toml").read_bytes()
        )
        assert example_names() == ("china-india", "us-russia")
        files = example_files("us-russia")
        assert files["riskctl.toml"] == (EXAMPLE / "riskctl.toml").read_bytes()
        assert list(files) == sorted(files)
        assert not any(part.startswith(".") for it in files for part in it.split("/"))

    @pytest.mark.parametrize("name", ["", "..", "../..", "/etc", "us-russia/log"])
    def test_a_name_is_never_a_path(self, name: str) -> None:
        """Only the listed names lead anywhere."""
        with pytest.raises(UsageError):
            example_files(name)

    @pytest.mark.slow
    def test_works_from_an_archive(self, tmp_path: Path) -> None:
        """The package need not be unpacked, as in a zipped application."""
        archive = tmp_path / "riskctl.zip"
        with ZipFile(archive, "w") as packed:
            for path in (ROOT / "src" / "riskctl").rglob("*.py"):
                packed.write(path, path.relative_to(ROOT / "src"))
            for path in (ROOT / "data").glob("*.toml"):
                packed.write(path, f"riskctl/data/{path.name}")
            for path in EXAMPLE.rglob("*.*"):
                packed.write(
                    path, f"riskctl/data/examples/us-russia/{path.relative_to(EXAMPLE)}"
                )

        done = subprocess.run(
            [sys.executable, "-m", "riskctl", "init", "--example", "us-russia", "w"],
            capture_output=True,
            check=False,
            cwd=tmp_path,
            env=bare_environment(PYTHONPATH=str(archive)),
        )

        assert done.returncode == 0, done.stderr
        copied = [it for it in (tmp_path / "w").rglob("*") if it.is_file()]
        assert len(copied) == len(example_files("us-russia"))
