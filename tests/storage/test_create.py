from pathlib import Path

import pytest

from riskctl.errors import UsageError, WriteError
from riskctl.storage.create import copy_example, create_watch, starting_watch
from riskctl.storage.shipped import SHIPPED_CATALOGUE, catalogue_bytes
from riskctl.storage.watch import WatchFolder
from tests.helpers import open_folder


class TestCreateWatch:
    def test_copies_the_shipped_catalogue(self, tmp_path: Path) -> None:
        """To the byte, for the pair it is about."""
        create_watch(WatchFolder(tmp_path / "w"))

        watch = open_folder(tmp_path / "w")
        assert watch.problems == ()
        assert watch.settings.sides == watch.catalogue.sides
        assert (tmp_path / "w" / "indicators.toml").read_bytes() == catalogue_bytes(
            SHIPPED_CATALOGUE
        )

    @pytest.mark.parametrize("name", ["India", 'Quote"d', "Back\\slash", "[x]\n#"])
    def test_takes_any_pair(self, tmp_path: Path, name: str) -> None:
        """However the two are spelled."""
        create_watch(
            WatchFolder(tmp_path), sides=(name, "Pakistan"), timezone="Asia/Kolkata"
        )

        watch = open_folder(tmp_path)
        assert watch.problems == ()
        assert watch.settings.sides == (name, "Pakistan")
        assert watch.settings.title == f"{name} – Pakistan"
        assert watch.settings.timezone == "Asia/Kolkata"

    def test_a_watch_is_never_overwritten(self, tmp_path: Path) -> None:
        """Not its settings, and not a catalogue that was edited."""
        create_watch(WatchFolder(tmp_path))
        with pytest.raises(UsageError, match=r"riskctl\.toml: exists already"):
            create_watch(WatchFolder(tmp_path))

        (tmp_path / "riskctl.toml").unlink()
        (tmp_path / "indicators.toml").write_text("# mine")
        with pytest.raises(UsageError, match=r"indicators\.toml: exists already"):
            create_watch(WatchFolder(tmp_path))
        assert (tmp_path / "indicators.toml").read_text() == "# mine"
        assert not (tmp_path / "riskctl.toml").exists()

    def test_an_attempt_that_was_cut_off_is_finished(self, tmp_path: Path) -> None:
        """The catalogue alone, as it was shipped, is in nobody's way."""
        (tmp_path / "indicators.toml").write_bytes(catalogue_bytes(SHIPPED_CATALOGUE))
        (tmp_path / ".riskctl.toml.1.riskctl-tmp").write_text("forma")

        create_watch(WatchFolder(tmp_path))

        assert ["indicators.toml", "riskctl.toml"] == sorted(
            it.name for it in tmp_path.iterdir()
        )

    def test_a_file_in_place_of_the_folder_is_refused(self, tmp_path: Path) -> None:
        """And kept."""
        (tmp_path / "w").write_text("mine")

        with pytest.raises(WriteError, match="is a file"):
            create_watch(WatchFolder(tmp_path / "w"))

        assert (tmp_path / "w").read_text() == "mine"


class TestStartingWatch:
    def test_is_what_create_makes(self, tmp_path: Path) -> None:
        """A first dry run judges by the catalogue that the first entry would get."""
        create_watch(WatchFolder(tmp_path))

        assert (
            starting_watch().catalogue.digest == open_folder(tmp_path).catalogue.digest
        )


class TestCopyExample:
    def test_copies_a_whole_watch(self, tmp_path: Path) -> None:
        """With its log, and without a fault that forbids a level."""
        copy_example(WatchFolder(tmp_path / "demo"), "us-russia")

        watch = open_folder(tmp_path / "demo")
        assert len(watch.log) > 100
        assert not any(it.blocking for it in watch.problems)

    def test_a_mistyped_name_gets_the_nearest(self, tmp_path: Path) -> None:
        """And makes nothing."""
        with pytest.raises(UsageError, match="no example watch") as caught:
            copy_example(WatchFolder(tmp_path / "demo"), "us-rusia")

        assert caught.value.hint == "did you mean `us-russia`?"
        assert not (tmp_path / "demo").exists()
