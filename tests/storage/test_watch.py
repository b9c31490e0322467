from pathlib import Path

import pytest

from riskctl.errors import WatchError
from riskctl.storage.text.writer import block
from riskctl.storage.watch import (
    WatchFolder,
    default_folder,
    find_folder,
    read_watch,
)
from tests.helpers import event, make_watch, open_folder, spawn

ONE = event("2026-11-02", "clash", "shots")


class TestFindFolder:
    def test_takes_the_named_one_before_the_one_around(self, tmp_path: Path) -> None:
        """What is asked for is what is used."""
        make_watch(tmp_path / "here")
        named = make_watch(tmp_path / "there")

        assert find_folder(named, start=tmp_path / "here").path == named

    def test_a_named_folder_must_be_a_watch(self, tmp_path: Path) -> None:
        """Nothing else is used in its place."""
        with pytest.raises(WatchError, match="not a watch") as caught:
            find_folder(tmp_path / "x", start=make_watch(tmp_path))

        assert caught.value.hint == f"make one: riskctl init {tmp_path / 'x'}"

    def test_takes_the_nearest_folder_above(self, tmp_path: Path) -> None:
        """A watch within a watch is its own."""
        outer = make_watch(tmp_path)
        inner = make_watch(tmp_path / "a" / "b")
        (inner / "c" / "d").mkdir(parents=True)

        assert find_folder(None, start=inner / "c" / "d").path == inner
        assert find_folder(None, start=outer / "a").path == outer

    def test_takes_the_users_own_when_there_is_no_other(self, tmp_path: Path) -> None:
        """Whether it exists already or not."""
        if any((it / "riskctl.toml").exists() for it in (tmp_path, *tmp_path.parents)):
            pytest.skip("a watch lies above the folder for temporary files")

        assert find_folder(None, start=tmp_path) == default_folder()

    def test_the_users_own_lies_in_the_data_directory(self, tmp_path: Path) -> None:
        """The platform says where; XDG_DATA_HOME on Linux."""
        done = spawn("init", env={"XDG_DATA_HOME": str(tmp_path / "data")})

        assert done.returncode == 0
        assert (tmp_path / "data" / "riskctl" / "watch" / "riskctl.toml").is_file()


class TestReadWatch:
    def test_reads_every_month(self, tmp_path: Path) -> None:
        """The files make one log, whatever they are called."""
        two = event("2026-10-02", "clash", "shots")
        folder = make_watch(
            tmp_path, {"2026-11.toml": block(ONE), "import.toml": block(two)}
        )

        assert open_folder(folder).log.ids == {ONE.id, two.id}

    def test_says_when_there_is_none(self, tmp_path: Path) -> None:
        """And what to type."""
        with pytest.raises(WatchError, match="no watch here"):
            read_watch(WatchFolder(tmp_path))

    @pytest.mark.parametrize("name", ["indicators.toml", "riskctl.toml"])
    def test_a_part_that_cannot_be_read_stops_everything(
        self, tmp_path: Path, name: str
    ) -> None:
        """No level without the catalogue."""
        folder = make_watch(tmp_path)
        (folder / name).unlink()
        (folder / name).mkdir()

        with pytest.raises(WatchError):
            open_folder(folder)

    def test_identical_records_are_one(self, tmp_path: Path) -> None:
        """Two copies merge by union; the double is mentioned, and stops nothing."""
        watch = open_folder(
            make_watch(tmp_path, {"a.toml": block(ONE), "b.toml": "\n" + block(ONE)})
        )

        assert watch.log.events == (ONE,)
        (found,) = watch.problems
        assert str(found) == f"log/b.toml:2: `{ONE.id}` stands at log/a.toml:1 already"
        assert (found.hint, found.blocking) == ("remove one of the two", False)

    def test_two_records_with_one_id_stop_the_level(self, tmp_path: Path) -> None:
        """Only a person can say which of them is right."""
        other = block(ONE).replace("shots", "deaths")
        watch = open_folder(make_watch(tmp_path, {"a.toml": block(ONE) + other}))

        (found,) = watch.problems
        assert found.message.endswith("already, with other content")
        assert found.blocking
        assert len(watch.log) == 1

    def test_a_review_may_not_share_an_events_id(self, tmp_path: Path) -> None:
        """An id names one record, of whatever kind."""
        review = (
            f'[[review]]\nid = "{ONE.id}"\ndate = 2026-11-02\nindicators = []\n'
            "recorded = 2026-11-02T12:00:00Z\n"
        )
        watch = open_folder(make_watch(tmp_path, {"a.toml": block(ONE) + review}))

        assert [it.blocking for it in watch.problems] == [True]

    def test_problems_come_in_the_order_of_files_and_lines(
        self, tmp_path: Path
    ) -> None:
        """So that one can mend them from top to bottom."""
        bad = "x = 1\n[[event]]\n"
        watch = open_folder(make_watch(tmp_path, {"b.toml": bad, "a.toml": bad}))

        assert [it.origin for it in watch.problems] == sorted(
            it.origin for it in watch.problems
        )
        assert watch.problems[0].origin.file == "log/a.toml"
