from pathlib import Path

import pytest
from platformdirs import user_cache_path

from riskctl.storage.disk.cache_folder import (
    VARIABLE,
    cache_root,
    folder_for,
    make_safe,
)
from tests.helpers import event, spawn
from tests.storage.kept import large_watch


class TestCacheRoot:
    @pytest.mark.parametrize("named", ["folder", "blank", "empty", "unset"])
    def test_is_the_users_cache_folder(
        self, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As platformdirs says, without the time that it takes to load."""
        monkeypatch.delenv(VARIABLE)
        monkeypatch.setenv("HOME", str(tmp_path))
        if named == "unset":
            monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
        else:
            values = {"folder": str(tmp_path / "x"), "blank": " ", "empty": ""}
            monkeypatch.setenv("XDG_CACHE_HOME", values[named])

        assert cache_root() == user_cache_path("riskctl", appauthor=False)

    def test_is_what_the_variable_names(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A folder, or none at all."""
        monkeypatch.setenv(VARIABLE, str(tmp_path))
        assert cache_root() == tmp_path
        for value in ("off", ""):
            monkeypatch.setenv(VARIABLE, value)
            assert cache_root() is None

    def test_without_a_home_there_is_none(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A service has no home; it reads the files each time."""
        monkeypatch.delenv(VARIABLE)
        monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
        monkeypatch.delenv("HOME", raising=False)
        folder = large_watch(tmp_path / "w", [event("2026-01-05", "clash", "shots")])

        assert cache_root() is None
        done = spawn("-v", "level", "--brief", folder=folder, cwd=tmp_path)
        assert done.returncode == 0
        assert done.stderr == b""
        assert [it.name for it in tmp_path.iterdir()] == ["w"]


class TestFolderFor:
    def test_shows_which_watch_it_is_of(self, tmp_path: Path) -> None:
        """By a name in which there is nothing odd, and never too long."""
        for name, shown in (
            ("us-russia", "us-russia-"),
            ("a b/../ü ñ", "-"),
            ("x" * 200, "x" * 40 + "-"),
        ):
            found = folder_for(tmp_path, tmp_path / name)
            assert found.parent == tmp_path
            assert found.name.startswith(shown)
            assert found.name.isascii()

    def test_is_the_same_by_every_way_to_the_watch(self, tmp_path: Path) -> None:
        """A link, a step up and down; and another for each other watch."""
        (tmp_path / "watch").mkdir()
        (tmp_path / "link").symlink_to("watch")
        ways = ("watch", "link", "watch/../link")
        found = {folder_for(tmp_path, tmp_path / it) for it in ways}

        assert len(found) == 1
        assert folder_for(tmp_path, tmp_path / "other" / "watch") not in found


class TestMakeSafe:
    def test_makes_it_for_its_owner_only(self, tmp_path: Path) -> None:
        """With what is above it; one that is there already will do."""
        for _ in range(2):
            assert make_safe(tmp_path / "a" / "b" / "c") == ""
        assert (tmp_path / "a" / "b" / "c").stat().st_mode & 0o777 == 0o700
        assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700

    def test_says_what_is_in_the_way(self, tmp_path: Path) -> None:
        """A file, a folder that others may write into, a link."""
        (tmp_path / "file").write_text("")
        (tmp_path / "open").mkdir()
        (tmp_path / "open").chmod(0o770)
        (tmp_path / "link").symlink_to(tmp_path)

        assert make_safe(tmp_path / "file").endswith("file: file exists")
        assert make_safe(tmp_path / "file" / "below").endswith(": file exists")
        for place in (tmp_path / "open" / "x", tmp_path / "open"):
            fault = f"{tmp_path / 'open'} is not a folder that only you may write into"
            assert make_safe(place) == fault
        assert make_safe(tmp_path / "link").startswith(f"{tmp_path / 'link'} is not")
