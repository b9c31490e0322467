import os
from pathlib import Path

import pytest

from riskctl.storage.index.log import StoredLog
from riskctl.storage.index.place import VARIABLE, place_of
from tests.helpers import event, make_watch, open_folder
from tests.storage.indexes import indexed_watch, place, plain, stored

FOUND = [event("2026-01-05", "clash", "shots")]


class TestPlace:
    def test_it_is_the_users_cache_folder(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As platformdirs says, without the time that it takes to load."""
        from platformdirs import user_cache_path

        monkeypatch.delenv(VARIABLE)
        for named in (str(tmp_path), "", None):
            if named is None:
                monkeypatch.delenv("XDG_CACHE_HOME")
            else:
                monkeypatch.setenv("XDG_CACHE_HOME", named)
            found = place_of(tmp_path)
            assert found is not None
            assert found.folder == user_cache_path("riskctl", appauthor=False)

    @pytest.mark.parametrize("value", ["off", ""])
    def test_it_can_be_switched_off(
        self, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Then no index is made, and none is used."""
        monkeypatch.setenv(VARIABLE, value)
        folder = indexed_watch(tmp_path, FOUND)

        assert not isinstance(open_folder(folder).log, StoredLog)

    def test_nobody_else_may_read_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The folder is 0700, and each file that says something is 0600."""
        cache = tmp_path / "a" / "cache"
        monkeypatch.setenv(VARIABLE, str(cache))
        stored(indexed_watch(tmp_path / "watch", FOUND))

        assert cache.stat().st_mode & 0o777 == 0o700
        modes = {it.suffix: it.stat().st_mode & 0o777 for it in cache.iterdir()}
        assert {modes[it] for it in modes if it != ".lock"} == {0o600}

    def test_a_small_log_has_none(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It is read in the time in which SQLite is loaded."""
        cache = tmp_path / "cache"
        monkeypatch.setenv(VARIABLE, str(cache))
        open_folder(make_watch(tmp_path / "watch", {"a.toml": ""}))

        assert not cache.exists()

    def test_two_watches_do_not_share_one(self, tmp_path: Path) -> None:
        """A link to a watch is the same watch."""
        (tmp_path / "link").symlink_to(tmp_path / "one")
        one, other, link = (place(tmp_path / it) for it in ("one", "two", "link"))

        assert one.base != other.base
        assert one.base == link.base


class TestSafety:
    def test_a_folder_that_others_may_write_is_not_used(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What lies there may be anybody's."""
        cache = tmp_path / "cache"
        cache.mkdir()
        cache.chmod(0o777)
        monkeypatch.setenv(VARIABLE, str(cache))
        folder = indexed_watch(tmp_path / "watch", FOUND)

        assert open_folder(folder).log == plain(folder)
        assert list(cache.iterdir()) == []

    @pytest.mark.parametrize("name", ["folder", "base", "seal", "lock", "ahead"])
    def test_a_planted_link_is_refused(
        self, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What it leads to keeps every byte."""
        cache, treasure = tmp_path / "cache", tmp_path / "treasure"
        monkeypatch.setenv(VARIABLE, str(cache))
        folder = indexed_watch(tmp_path / "watch", FOUND)
        found = place(folder)
        if name == "folder":
            treasure.mkdir()
        else:
            treasure.write_text("gold")
            cache.mkdir(mode=0o700)
        getattr(found, name).symlink_to(treasure)

        assert open_folder(folder).log == plain(folder)
        if name == "folder":
            assert list(treasure.iterdir()) == []
        else:
            assert treasure.read_text() == "gold"

    def test_a_second_name_is_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A hard link may be another's file."""
        monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
        folder = indexed_watch(tmp_path / "watch", FOUND)
        stored(folder)
        os.link(place(folder).base, tmp_path / "other")

        assert not isinstance(open_folder(folder).log, StoredLog)
