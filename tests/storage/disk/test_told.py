"""Which level a user was told of last, kept for them and for nobody else."""

import threading
from pathlib import Path

import pytest

from riskctl.errors import UsageError, WriteError
from riskctl.storage.disk.cache_folder import STATE_VARIABLE, state_folder
from riskctl.storage.disk.told import telling


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where it is kept of the watch in `tmp_path / "w"`."""
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path / "state"))
    folder = state_folder(tmp_path / "w")
    assert folder is not None
    return folder


def test_nothing_was_told_at_first(folder: Path, tmp_path: Path) -> None:
    """And the folder is made, for its owner only."""
    with telling(tmp_path / "w") as found:
        assert found.level is None
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("level", range(1, 6))
def test_what_was_noted_is_known_to_the_next_run(
    level: int, folder: Path, tmp_path: Path
) -> None:
    """As one line of text in one file."""
    with telling(tmp_path / "w") as found:
        found.note(level)
    with telling(tmp_path / "w") as found:
        assert found.level == level
    assert (folder / "told").read_bytes() == f"{level}\n".encode()
    assert sorted(it.name for it in folder.iterdir()) == ["told", "told.lock"]


@pytest.mark.parametrize(
    "data", [b"", b"6\n", b"0\n", b"x\n", b"12\n", b"-1\n", b"\xff\xfe"]
)
def test_a_file_that_says_no_level_is_passed_over(
    data: bytes, folder: Path, tmp_path: Path
) -> None:
    """It is as if nothing had been told."""
    with telling(tmp_path / "w"):
        pass
    (folder / "told").write_bytes(data)
    with telling(tmp_path / "w") as found:
        assert found.level is None


def test_what_stands_behind_the_level_is_not_looked_at(
    folder: Path, tmp_path: Path
) -> None:
    """Whatever a later version may keep there."""
    with telling(tmp_path / "w"):
        pass
    (folder / "told").write_text("3\nmore\n")
    with telling(tmp_path / "w") as found:
        assert found.level == 3


def test_says_that_nothing_can_be_kept(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it is switched off, and where something stands in the way."""
    (tmp_path / "state").write_text("a file")
    with pytest.raises(UsageError) as caught, telling(tmp_path / "w"):
        pass
    assert caught.value.message == (
        f"nothing can be kept of what was told last: {folder.parent}: file exists"
    )
    monkeypatch.setenv(STATE_VARIABLE, "off")
    with pytest.raises(UsageError) as caught, telling(tmp_path / "w"):
        pass
    assert caught.value.message == (
        "nothing can be kept of what was told last: it is switched off"
    )
    assert caught.value.hint == "a folder of your own in RISKCTL_STATE"


def test_a_level_that_cannot_be_noted_is_an_error_with_the_files_name(
    folder: Path, tmp_path: Path
) -> None:
    """It would be told again."""
    with telling(tmp_path / "w") as found:
        (folder / "told").mkdir()
        (folder / "told" / "x").touch()
        with pytest.raises(WriteError) as caught:
            found.note(2)
    assert caught.value.message == (
        f"{folder / 'told'}: cannot be written: is a directory"
    )


def test_another_run_waits_for_its_turn_and_reads_what_was_told(
    folder: Path, tmp_path: Path
) -> None:
    """So that one change is not told twice."""
    seen: list[int | None] = []

    def later() -> None:
        with telling(tmp_path / "w") as found:
            seen.append(found.level)

    with telling(tmp_path / "w") as found:
        other = threading.Thread(target=later)
        other.start()
        other.join(timeout=0.1)
        assert seen == []
        found.note(4)
    other.join(timeout=10)
    assert seen == [4]
    assert (folder / "told.lock").exists()
