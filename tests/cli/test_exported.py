import json
from pathlib import Path
from shutil import copytree

import pytest

from tests.cli.small import small_watch
from tests.helpers import EXAMPLE, open_folder, run


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Return the example with its catalogue, and no record."""
    folder = copytree(EXAMPLE, tmp_path / "bare")
    (folder / "inventory.txt").unlink()
    for it in (folder / "log").iterdir():
        it.unlink()
    return folder


def exported(form: str, tmp_path: Path, *options: str) -> Path:
    """Return the example's records as a file."""
    path = tmp_path / f"records.{form}"
    run("export", "events", "-f", form, *options, "-o", str(path), folder=EXAMPLE)
    return path


class TestImportOfAnExport:
    @pytest.mark.parametrize(
        ("form", "options"),
        [("jsonl", ()), ("csv", ()), ("csv", ("--separator", ";", "--bom"))],
    )
    def test_is_the_log_again(
        self, form: str, options: tuple[str, ...], bare: Path, tmp_path: Path
    ) -> None:
        """Every record with all that it says; a second time adds none."""
        path = exported(form, tmp_path, *options)
        once = run("import", str(path), "--as", "riskctl", folder=bare)
        again = run("import", str(path), "--as", "riskctl", folder=bare)

        whole = open_folder(EXAMPLE).log
        assert set(open_folder(bare).log.records) == set(whole.records)
        assert once.stdout.startswith(f"took in {len(whole)} records\n")
        assert again.stdout == (
            f"took in 0 records; {len(whole)} stand in the log already\n"
        )

    def test_writes_nothing_when_it_is_only_tried(
        self, bare: Path, tmp_path: Path
    ) -> None:
        """It prints what the log would hold."""
        path = exported("jsonl", tmp_path)
        done = run("import", str(path), "--as", "riskctl", "-n", folder=bare)

        assert "[[event]]" in done.stdout
        assert not any((bare / "log").iterdir())

    @pytest.mark.parametrize(
        ("old", "new", "code", "said"),
        [
            ('"kind": "event"', '"kind": "rumour"', 2, "1: `rumour` is no kind of"),
            ('"date": "20', '"date": "x20', 2, "1: Invalid isoformat string"),
            ('"grade": "', '"grade": "Z', 2, "1: "),
            ('{"kind"', '{kind"', 2, "1: not JSON"),
            ('"indicator": "', '"indicator": "un', 5, " with it the log gives no"),
        ],
    )
    def test_names_the_line_that_is_wrong(  # noqa: PLR0917 (a row of the table)
        self, old: str, new: str, code: int, said: str, bare: Path, tmp_path: Path
    ) -> None:
        """And writes nothing."""
        path = exported("jsonl", tmp_path)
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))
        done = run("import", str(path), "--as", "riskctl", folder=bare)

        assert done.exit_code == code
        assert done.stderr.startswith(f"{path}:{said}")
        assert "hint: nothing was written; " in done.stderr
        assert not any((bare / "log").iterdir())

    def test_leaves_what_the_log_says_otherwise(self, tmp_path: Path) -> None:
        """Which of the two is right, a person says."""
        folder = copytree(EXAMPLE, tmp_path / "copy")
        path = exported("jsonl", tmp_path)
        first, rest = path.read_text().split("\n", 1)
        row = json.loads(first) | {"title": "Another title"}
        path.write_text(f"{json.dumps(row)}\n{rest}")
        done = run("import", str(path), "--as", "riskctl", folder=folder)

        assert done.exit_code == 3
        assert f"`{row['id']}` says something else than the log does" in done.stderr

    def test_refuses_what_is_no_export(self, tmp_path: Path) -> None:
        """It says how one is written."""
        path = tmp_path / "sheet.csv"
        path.write_text("Day;What\n2026-01-01;Shots\n")
        folder = small_watch(tmp_path)
        done = run("import", str(path), "--as", "riskctl", folder=folder)

        assert done.exit_code == 2
        assert "no export of events" in done.stderr
        assert "riskctl export events -f jsonl" in done.stderr
