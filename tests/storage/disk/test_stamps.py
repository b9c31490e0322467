import os
from pathlib import Path

import pytest

from riskctl.storage.disk.files import list_files
from riskctl.storage.disk.stamps import (
    SETTLED_NANOSECONDS,
    Stamp,
    find_files,
    stamp_of,
)


def touched(folder: Path, *names: str) -> None:
    """Make empty files."""
    for name in names:
        (folder / name).touch()


class TestIsSettled:
    def test_only_long_enough_after_the_last_touch(self) -> None:
        """Of the content and of the name; a time to come is not settled."""
        now = 10**18
        old, new = now - SETTLED_NANOSECONDS, now - SETTLED_NANOSECONDS + 1

        assert Stamp(0, old, old, 1).is_settled(now)
        assert not Stamp(0, new, old, 1).is_settled(now)
        assert not Stamp(0, old, new, 1).is_settled(now)
        assert not Stamp(0, now * 2, old, 1).is_settled(now)


class TestFindFiles:
    def test_finds_what_a_reading_reads(self, tmp_path: Path) -> None:
        """Visible TOML files, links to files among them, and no folder below."""
        touched(tmp_path, "a.toml", ".hidden.toml", "b.txt", "c.TOML", "é.toml", "toml")
        (tmp_path / "link.toml").symlink_to("b.txt")
        (tmp_path / "below").mkdir()
        touched(tmp_path / "below", "d.toml")
        found = find_files(tmp_path)

        assert found
        read = list_files(tmp_path, shown="log")
        assert sorted(found.stamps) == sorted(it.name for it in read)
        assert found.stamps["a.toml"] == stamp_of((tmp_path / "a.toml").stat())
        assert found.stamps["link.toml"] == stamp_of((tmp_path / "b.txt").stat())

    def test_adds_up_the_bytes(self, tmp_path: Path) -> None:
        """Of all of them."""
        (tmp_path / "a.toml").write_text("123")
        (tmp_path / "b.toml").write_text("45")
        found = find_files(tmp_path)

        assert found
        assert found.size == 5

    def test_of_an_empty_folder_is_no_file(self, tmp_path: Path) -> None:
        """It is there, and there is nothing in it."""
        found = find_files(tmp_path)

        assert found
        assert (found.stamps, found.size) == ({}, 0)

    @pytest.mark.parametrize(
        "what", ["missing", "a file", "dangling", "folder", "pipe", "bytes"]
    )
    def test_leaves_to_the_reader_what_it_has_to_say(
        self, what: str, tmp_path: Path
    ) -> None:
        """A folder that cannot be listed, or what in it is no file."""
        log = tmp_path / "log"
        if what == "a file":
            log.write_text("")
        elif what != "missing":
            log.mkdir()
            touched(log, "a.toml")
        if what == "dangling":
            (log / "b.toml").symlink_to("nowhere")
        elif what == "folder":
            (log / "b.toml").mkdir()
        elif what == "pipe":
            os.mkfifo(log / "b.toml")
        elif what == "bytes":
            Path(os.fsdecode(os.fsencode(log) + b"/\xff.toml")).touch()

        assert find_files(log) is None
