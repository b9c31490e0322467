"""Small input, long work: what bounds it is counted, since no test asserts a time."""

import difflib
import os
from pathlib import Path

import pytest

from riskctl.model.similar import nearest
from riskctl.storage.disk.files import read_bytes
from riskctl.storage.disk.names import MAX_FILE_BYTES
from riskctl.storage.text.reader import read_any
from riskctl.storage.text.writer import block
from tests.helpers import event, make_watch, run

GIGABYTES = 3 * 2**30


def sparse(path: Path) -> Path:
    """Make a file of gigabytes that takes no room."""
    path.touch()
    os.truncate(path, GIGABYTES)
    return path


class TestSize:
    def test_of_a_file_of_gigabytes_only_the_beginning_is_read(
        self, tmp_path: Path
    ) -> None:
        """Enough of it to see that it is too large."""
        data = read_bytes(sparse(tmp_path / "it"), shown="it")
        assert len(data) == MAX_FILE_BYTES + 1

    @pytest.mark.parametrize(
        "name", ["riskctl.toml", "indicators.toml", "log/2026-11.toml"]
    )
    def test_one_in_a_watch_is_refused_by_its_size(
        self, tmp_path: Path, name: str
    ) -> None:
        """Whichever it is."""
        folder = make_watch(tmp_path)
        sparse(folder / name)
        said = run("level", "--brief", folder=folder)
        assert said.exit_code == 5
        assert f"{name}: larger than 32 MB" in said.stderr

    def test_one_in_the_place_of_windows_is_refused(self, tmp_path: Path) -> None:
        """It is no table of crises."""
        log = {"2026-11.toml": block(event("2026-11-02", "clash", "shots"))}
        windows = str(sparse(tmp_path / "windows.csv"))
        said = run("backtest", windows, folder=make_watch(tmp_path / "w", log))
        assert said.exit_code == 2
        assert "windows.csv: larger than 32 MB" in said.stderr


class TestComparisons:
    def test_one_slip_is_compared_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """However often it stands in a log."""
        made: list[str] = []
        whole = difflib.get_close_matches

        def counted(word: str, *rest: object, **named: object) -> list[str]:
            made.append(word)
            return whole(word, *rest, **named)  # type: ignore[call-overload,no-any-return]

        monkeypatch.setattr("riskctl.model.similar.get_close_matches", counted)
        for _ in range(1000):
            nearest("grad-counted-once", ["grade", "date"])
        assert len(made) == 1

    def test_more_keys_than_any_log_has_are_not_compared(self) -> None:
        """Three hundred events of ten keys each that nobody knows."""
        plain = block(event("2026-11-02", "clash", "shots"))
        text = "\n".join(
            plain + "".join(f"k{number}x{it} = 1\n" for it in range(10))
            for number in range(300)
        )
        (problem,) = read_any(text.encode(), "f").problems
        assert (problem.message, problem.blocking) == (
            "more than 1000 different keys",
            True,
        )

    def test_a_key_of_ones_own_in_every_event_is_no_such_thing(self) -> None:
        """There is one, in however many events."""
        plain = block(event("2026-11-02", "clash", "shots"))
        text = "\n".join(f"{plain}mine = {it}\n" for it in range(2000))
        problems = read_any(text.encode(), "f").problems
        assert {it.blocking for it in problems} == {False}


class TestFindings:
    def test_an_indicator_that_was_renamed_is_named_once_a_file(
        self, tmp_path: Path
    ) -> None:
        """With how many events say so."""
        days = [f"2026-11-{day:02}" for day in range(1, 21)]
        events = (event(it, "clashes", "shots") for it in days)
        texts = {"2026-11.toml": "\n".join(map(block, events))}
        check = run("check", "known-indicators", folder=make_watch(tmp_path, texts))
        assert check.stdout.startswith(
            "log/2026-11.toml:1: there is no indicator `clashes`, and 19 more events "
            "of the file say so [known-indicators]\n  hint: did you mean `clash`?\n"
        )
        assert check.stdout.endswith("1 finding in 20 records\n")

    def test_a_list_that_nobody_reads_is_cut(self, tmp_path: Path) -> None:
        """It says how many more there are, and JSON has all."""
        text = "\n".join(
            block(event("2026-11-02", "clash", "shots", note=str(it), sources=()))
            for it in range(600)
        )
        folder = make_watch(tmp_path, {"2026-11.toml": text})
        lines = run("check", "sources", folder=folder).stdout.splitlines()
        assert len(lines) == 2 * 500 + 2
        assert lines[-2].startswith("100 more findings: ")
        assert lines[-1] == "600 findings in 600 records"
