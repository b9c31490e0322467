import os
import shutil
import stat
from pathlib import Path

import pytest

from riskctl.storage.months.shelf import open_shelf
from tests.helpers import event, make_watch, open_folder, run
from tests.storage.kept import (
    as_read,
    cache,
    is_kept,
    kept_in,
    large_watch,
    shelf_of,
)
from tests.storage.kept import own_cache as own_cache  # noqa: PLC0414 a fixture

FOUND = [event("2026-01-05", "clash", "shots")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a watch that is large enough to keep something of it."""
    return large_watch(tmp_path / "watch", FOUND)


class TestOpenShelf:
    def test_makes_a_folder_that_nobody_else_may_read(
        self, folder: Path, own_cache: Path
    ) -> None:
        """Nor any file in it."""
        assert is_kept(open_folder(folder).log)

        assert [it.name for it in own_cache.iterdir()] == [kept_in(folder).name]
        for path in (own_cache, kept_in(folder)):
            assert stat.S_IMODE(path.stat().st_mode) == 0o700
        files = list(kept_in(folder).iterdir())
        assert {it.name for it in files} >= {"watch", "files"}
        assert {stat.S_IMODE(it.stat().st_mode) for it in files} == {0o600}

    def test_can_be_switched_off(self, folder: Path, own_cache: Path) -> None:
        """Then nothing is kept, and nothing is looked up."""
        for value in ("off", ""):
            with cache(value):
                assert open_shelf(folder, notice=pytest.fail) is None
                assert not is_kept(open_folder(folder).log)
        assert not own_cache.exists()

    def test_is_not_asked_for_a_small_log(
        self, tmp_path: Path, own_cache: Path
    ) -> None:
        """It is read in the time in which a page is found."""
        open_folder(make_watch(tmp_path / "small", {"a.toml": ""}))

        assert not own_cache.exists()

    def test_is_one_for_a_watch_and_a_link_to_it(
        self, folder: Path, own_cache: Path
    ) -> None:
        """Another watch has another one."""
        (folder.parent / "link").symlink_to(folder)
        large_watch(folder.parent / "other", FOUND)
        for name in ("watch", "link", "other"):
            open_folder(folder.parent / name)

        assert len(list(own_cache.iterdir())) == 2

    def test_works_when_two_make_it_at_once(
        self, folder: Path, own_cache: Path
    ) -> None:
        """The other one was quicker."""
        kept_in(folder).mkdir(parents=True, mode=0o700)
        own_cache.chmod(0o700)
        shelf = shelf_of(folder)
        shelf.put("x", "this", b"page")

        assert shelf_of(folder).page("x", "this") == b"page"


def planted(where: Path, what: str) -> None:
    """Put something into the place of a folder of the cache."""
    where.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if what == "a link":
        (where.parent / "treasure").mkdir()
        where.symlink_to(where.parent / "treasure")
    elif what == "a file":
        where.write_text("gold")
    else:
        where.mkdir()
        where.chmod(0o777)


class TestSafety:
    @pytest.mark.parametrize("what", ["a link", "a file", "a folder that others write"])
    @pytest.mark.parametrize("which", ["root", "folder"])
    def test_what_may_be_somebody_elses_is_not_used(
        self, what: str, which: str, folder: Path, tmp_path: Path
    ) -> None:
        """The answer comes from the files, and with `-v` one is told why."""
        expected = run("level", folder=folder)
        with cache(tmp_path / "deep" / "cache"):
            place = kept_in(folder)
            if which == "root":
                place = place.parent
            planted(place, what)
            before = sorted(place.parent.rglob("*"))
            quiet = run("level", folder=folder)
            loud = run("-v", "level", folder=folder)

            assert quiet == expected
            assert loud.stdout == expected.stdout
            assert len(loud.stderr.splitlines()) == 1
            assert loud.stderr.startswith("nothing is kept between commands: ")
            assert str(place) in loud.stderr
            assert sorted(place.parent.rglob("*")) == before

    @pytest.mark.parametrize("where", ["/proc/nothing", "/dev/null/cache", "/dev/full"])
    def test_where_no_folder_can_be_made_the_files_answer(
        self, where: str, folder: Path
    ) -> None:
        """With `-v`, one is told."""
        expected = run("level", folder=folder)
        with cache(where):
            assert run("level", folder=folder) == expected
            loud = run("-v", "level", folder=folder)
            assert loud.stderr.startswith(f"nothing is kept between commands: {where}")

    @pytest.mark.parametrize("length", [300, 5000])
    def test_a_name_that_is_too_long_is_no_crash(
        self, length: int, folder: Path, tmp_path: Path
    ) -> None:
        """Whoever sets the variable may slip."""
        expected = run("level", folder=folder)
        with cache(tmp_path / ("x" * length)):
            assert run("level", folder=folder) == expected

    def test_a_planted_link_in_the_place_of_a_page_is_replaced(
        self, folder: Path, own_cache: Path, tmp_path: Path
    ) -> None:
        """What it leads to keeps every byte."""
        treasure = tmp_path / "treasure"
        treasure.write_text("gold")
        open_folder(folder)
        assert own_cache.exists()
        (kept_in(folder) / "files").unlink()
        (kept_in(folder) / "files").symlink_to(treasure)

        assert open_folder(folder).log == as_read(folder).log
        assert treasure.read_text() == "gold"
        assert not (kept_in(folder) / "files").is_symlink()


class TestClearAway:
    def test_removes_what_was_kept_of_a_watch_that_is_gone(
        self, folder: Path, own_cache: Path
    ) -> None:
        """Moved or deleted, when the next watch gets its shelf."""
        other = large_watch(folder.parent / "other", FOUND)
        for watch in (folder, other):
            open_folder(watch)
        gone = kept_in(folder)
        assert gone.exists()
        folder.rename(folder.parent / "moved")
        open_folder(folder.parent / "moved")

        assert {it.name for it in own_cache.iterdir()} == {
            kept_in(other).name,
            kept_in(folder.parent / "moved").name,
        }

    def test_removes_what_was_kept_of_a_folder_that_is_no_watch_any_more(
        self, folder: Path, own_cache: Path
    ) -> None:
        """Its settings are gone, or a file is in its place."""
        open_folder(folder)
        shutil.rmtree(folder)
        folder.write_text("a file")
        open_folder(large_watch(folder.parent / "other", FOUND))

        assert len(list(own_cache.iterdir())) == 1

    def test_leaves_what_is_not_its_own(
        self, folder: Path, tmp_path: Path, own_cache: Path
    ) -> None:
        """The cache may be a folder in which others keep things too."""
        own_cache.mkdir(mode=0o700)
        named = ("project", "ours-" + "0" * 16, "f" * 16, "x-" + "a" * 16)
        for name in named:
            (own_cache / name).mkdir()
            (own_cache / name / "watch").write_text(f"a head\n{tmp_path / 'nowhere'}")
        (own_cache / named[1] / "watch").write_bytes(b"\n\0\xff" + b"x" * 5000)
        (own_cache / "file").write_text("mine")

        open_folder(folder)

        assert {it.name for it in own_cache.iterdir()} == {
            *named,
            "file",
            kept_in(folder).name,
        }

    def test_leaves_a_link_to_what_was_kept(
        self, folder: Path, tmp_path: Path, own_cache: Path
    ) -> None:
        """Only a folder in the cache itself is removed."""
        open_folder(folder)
        elsewhere = tmp_path / "elsewhere"
        kept_in(folder).rename(elsewhere)
        kept_in(folder).symlink_to(elsewhere)
        shutil.rmtree(folder)
        open_folder(large_watch(folder.parent / "other", FOUND))

        assert own_cache.exists()
        assert (elsewhere / "watch").exists()

    @pytest.mark.skipif(os.geteuid() == 0, reason="nothing is out of reach for root")
    def test_leaves_what_was_kept_of_a_watch_out_of_reach(
        self, tmp_path: Path, own_cache: Path
    ) -> None:
        """Nobody knows whether it is still there."""
        closed = tmp_path / "closed"
        closed.mkdir()
        folder = large_watch(closed / "watch", FOUND)
        open_folder(folder)
        closed.chmod(0)
        open_folder(large_watch(tmp_path / "other", FOUND))
        closed.chmod(0o700)

        assert kept_in(folder).exists()
        assert len(list(own_cache.iterdir())) == 2
