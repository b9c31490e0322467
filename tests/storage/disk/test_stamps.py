import os
import time
from pathlib import Path

import pytest

from riskctl.errors import WatchError
from riskctl.storage.disk.stamps import (
    SETTLED_NANOSECONDS,
    Stamp,
    find_files,
    stamp_at,
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
    def test_finds_what_is_read_and_names_the_rest(self, tmp_path: Path) -> None:
        """Visible TOML files are read, links to files among them; no folder below."""
        touched(tmp_path, "a.toml", ".hidden.toml", "b.txt", "c.TOML", "é.toml", "toml")
        (tmp_path / "link.toml").symlink_to("b.txt")
        (tmp_path / "below").mkdir()
        touched(tmp_path / "below", "d.toml")
        found = find_files(tmp_path, shown="log")

        assert sorted(found.stamps) == ["a.toml", "link.toml", "é.toml"]
        assert sorted(found.others) == [
            ".hidden.toml",
            "b.txt",
            "below",
            "c.TOML",
            "toml",
        ]
        assert found.stamps["a.toml"] == stamp_of((tmp_path / "a.toml").stat())
        assert found.stamps["link.toml"] == stamp_of((tmp_path / "b.txt").stat())

    def test_adds_up_the_bytes(self, tmp_path: Path) -> None:
        """Of all that is read."""
        (tmp_path / "a.toml").write_text("123")
        (tmp_path / "b.toml").write_text("45")
        (tmp_path / "c.txt").write_text("6")

        assert find_files(tmp_path, shown="log").size == 5

    @pytest.mark.parametrize("folder", [".", "log"])
    def test_of_an_empty_or_missing_folder_is_no_file(
        self, folder: str, tmp_path: Path
    ) -> None:
        """A new watch has no log yet."""
        found = find_files(tmp_path / folder, shown="log")

        assert (found.stamps, found.others, found.size) == ({}, (), 0)

    @pytest.mark.parametrize("what", ["dangling", "folder", "pipe"])
    def test_what_is_no_file_is_not_read(self, what: str, tmp_path: Path) -> None:
        """Whatever it is called."""
        if what == "dangling":
            (tmp_path / "b.toml").symlink_to("nowhere")
        elif what == "folder":
            (tmp_path / "b.toml").mkdir()
        else:
            os.mkfifo(tmp_path / "b.toml")
        found = find_files(tmp_path, shown="log")

        assert (found.stamps, found.others) == ({}, ("b.toml",))

    def test_says_whether_all_names_are_text(self, tmp_path: Path) -> None:
        """A page of the cache can be called after no other."""
        touched(tmp_path, "é.toml")
        assert find_files(tmp_path, shown="log").has_plain_names

        Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.toml")).touch()
        assert not find_files(tmp_path, shown="log").has_plain_names

    def test_a_file_or_a_dangling_link_in_its_place_is_refused(
        self, tmp_path: Path
    ) -> None:
        """The log is not merely missing: it is somewhere else."""
        (tmp_path / "file").touch()
        (tmp_path / "link").symlink_to("unmounted/log")

        for name, why in (
            ("file", "not a directory"),
            ("link", "the link leads nowhere"),
        ):
            with pytest.raises(WatchError) as caught:
                find_files(tmp_path / name, shown="log")
            assert caught.value.message == f"log: cannot be listed: {why}"
            assert caught.value.hint == "mend its permissions, or bring the folder back"

    def test_is_told_as_of_a_moment_before(self, tmp_path: Path) -> None:
        """What is touched during the look counts as touched after it."""
        touched(tmp_path, "a.toml")
        before = time.time_ns()
        found = find_files(tmp_path, shown="log")

        assert found.folder == tmp_path
        assert before <= found.now <= time.time_ns()


class TestStamp:
    def test_is_what_the_system_says(self, tmp_path: Path) -> None:
        """The four by which another content is seen."""
        path = tmp_path / "x"
        path.write_text("123")
        os.utime(path, ns=(1, 2_000_000_003))
        status = path.stat()

        assert stamp_at(path) == Stamp(
            3, 2_000_000_003, status.st_ctime_ns, status.st_ino
        )
        assert stamp_at(tmp_path / "gone") is None
