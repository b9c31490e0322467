from pathlib import Path

import pytest
from platformdirs import user_cache_path, user_state_path

from riskctl.storage.disk.cache_folder import (
    STATE_VARIABLE,
    VARIABLE,
    cache_root,
    folder_for,
    is_own,
    make_safe,
    state_folder,
    state_root,
    user_folder,
)
from tests.helpers import event, spawn
from tests.storage.disk.nobody import open_folder as open_folder  # noqa: PLC0414
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

    def test_elsewhere_is_where_the_system_has_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As platformdirs says, of what is kept and of what is remembered."""
        monkeypatch.delenv(VARIABLE)
        monkeypatch.delenv(STATE_VARIABLE, raising=False)
        for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
            monkeypatch.setenv(name, f" {tmp_path / name} ")

        here, there = cache_root(), user_folder("cache", system="Darwin")
        assert here == tmp_path / "XDG_CACHE_HOME" / "riskctl"
        assert there == user_cache_path("riskctl", appauthor=False)
        assert there != here
        assert state_root() == tmp_path / "XDG_STATE_HOME" / "riskctl"
        assert user_folder("state", system="Darwin") == user_state_path(
            "riskctl", appauthor=False
        )

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

    def test_is_the_same_in_every_version(self) -> None:
        """Or all that is kept would be lost with the next one."""
        assert folder_for(Path("/c"), Path("/nowhere/us-russia 2")) == Path(
            "/c/us-russia-2-5a7a1ff20db9213a"
        )


class TestStateFolder:
    def test_lies_in_the_root_or_nowhere(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """By the name of the watch's folder in the cache."""
        monkeypatch.setenv(STATE_VARIABLE, str(tmp_path))
        assert state_folder(tmp_path / "w") == folder_for(tmp_path, tmp_path / "w")
        monkeypatch.setenv(STATE_VARIABLE, "off")
        assert state_folder(tmp_path / "w") is None


class TestIsOwn:
    @pytest.mark.parametrize(
        ("mode", "own"), [(0o700, True), (0o755, True), (0o720, False), (0o702, False)]
    )
    def test_only_its_user_may_write_into_it(
        self, mode: int, own: bool, tmp_path: Path
    ) -> None:
        """Others may look."""
        tmp_path.chmod(mode)
        assert is_own(tmp_path) is own

    def test_a_file_and_a_link_are_none(self, tmp_path: Path) -> None:
        """Whoever they belong to."""
        (tmp_path / "file").touch(mode=0o600)
        (tmp_path / "link").symlink_to(tmp_path)
        assert not is_own(tmp_path / "file")
        assert not is_own(tmp_path / "link")

    def test_somebody_elses_is_none(self, open_folder: Path) -> None:
        """Though nobody but they may write into it, and root."""
        assert not is_own(open_folder)


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

        for place in (tmp_path / "file", tmp_path / "file" / "below"):
            assert make_safe(place) == f"{tmp_path / 'file'}: file exists"
        for place in (tmp_path / "open" / "x", tmp_path / "open"):
            fault = f"{tmp_path / 'open'} is not a folder that only you may write into"
            assert make_safe(place) == fault
        assert make_safe(tmp_path / "link").startswith(f"{tmp_path / 'link'} is not")
