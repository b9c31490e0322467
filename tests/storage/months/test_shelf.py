import os
import resource
from pathlib import Path

import pytest

from riskctl.storage.months.shelf import Shelf
from tests.reliability.disks import in_child

# A page of several blocks of the disk.
PAGE = bytes(range(256)) * 40


@pytest.fixture
def told() -> list[str]:
    """Return what the shelf has told."""
    return []


@pytest.fixture
def shelf(tmp_path: Path, told: list[str]) -> Shelf:
    """Return an empty shelf."""
    return Shelf(tmp_path, maker="one", notice=told.append)


def names(folder: Path) -> list[str]:
    """Return what is in a folder."""
    return sorted(it.name for it in folder.iterdir())


class TestPage:
    @pytest.mark.parametrize("page", [b"", b"\n", b"plain", PAGE])
    def test_is_what_was_put(self, page: bytes, shelf: Shelf, told: list[str]) -> None:
        """To the byte, whatever is in it."""
        shelf.put("walk-1", "this", page)

        assert shelf.page("walk-1", "this") == page
        assert told == []

    def test_is_not_there_when_it_was_made_from_something_else(
        self, shelf: Shelf, told: list[str]
    ) -> None:
        """It is no damage: the log went on."""
        shelf.put("walk-1", "this", PAGE)

        assert shelf.page("walk-1", "that") is None
        assert shelf.page("walk-1", "") is None
        assert shelf.page("walk-2", "this") is None
        assert told == []

    def test_of_another_program_is_not_there(
        self, tmp_path: Path, shelf: Shelf, told: list[str]
    ) -> None:
        """Nor is one of the old program, once the new one has put its own."""
        other = Shelf(tmp_path, maker="other", notice=told.append)
        shelf.put("walk-1", "this", b"old")

        assert other.page("walk-1", "this") is None
        other.put("walk-1", "this", b"new")
        assert shelf.page("walk-1", "this") is None
        assert told == []

    def test_is_believed_under_its_own_name_only(
        self, tmp_path: Path, shelf: Shelf
    ) -> None:
        """Two pages that were made from one file do not change places."""
        shelf.put("walk-1", "this", b"walk")
        shelf.put("sums-1", "this", b"sums")
        (tmp_path / "sums-1").replace(tmp_path / "walk-1")

        assert shelf.page("walk-1", "this") is None

    @pytest.mark.parametrize("at", [0, 5, 12, 17, 19, 5000])
    @pytest.mark.parametrize("way", ["flip", "cut", "grow"])
    def test_that_was_damaged_is_not_there(
        self, at: int, way: str, tmp_path: Path, shelf: Shelf
    ) -> None:
        """In its first line or after it."""
        shelf.put("walk-1", "this", PAGE)
        data = bytearray((tmp_path / "walk-1").read_bytes())
        if way == "flip":
            data[at] ^= 1
        elif way == "cut":
            del data[at:]
        else:
            data[at:at] = b"x"
        (tmp_path / "walk-1").write_bytes(data)

        assert shelf.page("walk-1", "this") is None
        shelf.put("walk-1", "this", PAGE)
        assert shelf.page("walk-1", "this") == PAGE

    def test_that_was_damaged_is_told(
        self, tmp_path: Path, shelf: Shelf, told: list[str]
    ) -> None:
        """It was made from this, and is not what was made."""
        shelf.put("walk-1", "this", PAGE)
        data = (tmp_path / "walk-1").read_bytes()
        (tmp_path / "walk-1").write_bytes(data[:-1])

        assert shelf.page("walk-1", "this") is None
        assert told == ["a page of the cache was damaged; it is made anew"]

    def test_that_is_a_link_is_not_followed(self, tmp_path: Path, shelf: Shelf) -> None:
        """Somebody else may have written what it leads to."""
        shelf.put("real", "this", PAGE)
        (tmp_path / "real").rename(tmp_path / "moved")
        (tmp_path / "real").symlink_to("moved")

        assert shelf.page("real", "this") is None

    @pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
    def test_that_is_no_file_is_not_there(
        self, make: object, tmp_path: Path, shelf: Shelf, told: list[str]
    ) -> None:
        """A folder cannot be read, and for a pipe nobody waits."""
        assert callable(make)
        make(tmp_path / "walk-1")

        assert shelf.page("walk-1", "this") is None
        shelf.put("walk-1", "this", PAGE)
        if make is Path.mkdir:
            assert told == [f"nothing can be kept in {tmp_path}: is a directory"]
        else:
            assert shelf.page("walk-1", "this") == PAGE


class TestPut:
    def test_takes_the_place_of_the_page_that_was_there(
        self, tmp_path: Path, shelf: Shelf
    ) -> None:
        """Nothing else is left in the folder, and only the owner may read it."""
        shelf.put("walk-1", "this", PAGE)
        shelf.put("walk-1", "that", b"new")

        assert shelf.page("walk-1", "that") == b"new"
        assert names(tmp_path) == ["walk-1"]
        assert (tmp_path / "walk-1").stat().st_mode & 0o777 == 0o600

    def test_is_all_or_nothing(self, tmp_path: Path, shelf: Shelf) -> None:
        """Who has the old page open reads it to its end."""
        shelf.put("walk-1", "this", PAGE)
        with (tmp_path / "walk-1").open("rb") as old:
            shelf.put("walk-1", "this", b"new")

            assert old.read().endswith(PAGE)

    def test_what_a_process_left_behind_is_taken_away(
        self, tmp_path: Path, shelf: Shelf, told: list[str]
    ) -> None:
        """It may have had our number; a link in that place is not followed."""
        victim = tmp_path / "victim"
        victim.write_text("gold")
        (tmp_path / f".walk-1.{os.getpid()}.riskctl-tmp").symlink_to(victim)

        shelf.put("walk-1", "this", PAGE)
        assert told == [f"nothing can be kept in {tmp_path}: file exists"]
        shelf.put("walk-1", "this", PAGE)

        assert shelf.page("walk-1", "this") == PAGE
        assert victim.read_text() == "gold"

    def test_where_nothing_can_be_written_it_is_told(
        self, tmp_path: Path, told: list[str]
    ) -> None:
        """And nothing happens."""
        shelf = Shelf(tmp_path / "nowhere", maker="one", notice=told.append)
        shelf.put("walk-1", "this", PAGE)

        assert shelf.page("walk-1", "this") is None
        where = f"nothing can be kept in {tmp_path / 'nowhere'}"
        assert told == [f"{where}: no such file or directory"]

    def test_a_disk_that_is_full_keeps_the_old_page(
        self, tmp_path: Path, shelf: Shelf, told: list[str]
    ) -> None:
        """Of the new one, nothing is left lying about."""
        shelf.put("walk-1", "this", b"old")

        def fill() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
            shelf.put("walk-1", "that", PAGE)
            assert told == [f"nothing can be kept in {tmp_path}: file too large"]

        assert in_child(fill) == 0
        assert names(tmp_path) == ["walk-1"]
        assert shelf.page("walk-1", "this") == b"old"


class TestDrop:
    def test_removes_a_page(self, tmp_path: Path, shelf: Shelf) -> None:
        """One that is not there is no matter."""
        shelf.put("marks-a.toml", "this", PAGE)
        shelf.drop("marks-a.toml")
        shelf.drop("marks-a.toml")

        assert names(tmp_path) == []
