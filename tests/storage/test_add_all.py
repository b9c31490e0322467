"""Records for several months at once, whole files replaced, and who says no."""

from pathlib import Path

import pytest

from riskctl.errors import LockedError
from riskctl.model.record import Event, Record, Retraction, Review
from riskctl.storage.disk.disk import Disk
from riskctl.storage.edit import editing
from riskctl.storage.text.writer import block
from riskctl.storage.watch import WatchFolder
from tests.helpers import event, make_watch, open_folder

OLD = event("2026-11-02", "clash", "shots", title="old")
FIRST = event("2026-11-03", "clash", "shots", title="first")
SECOND = event("2026-10-04", "clash", "deaths", title="second")
THIRD = event("2026-11-05", "clash", "deaths", title="third")
WITHDRAWN = Retraction(
    id="2027-01-09-aaaaaa",
    record=SECOND.id,
    reason="denied",
    recorded=OLD.recorded.replace(year=2027, month=1),
)
RESTORED = WITHDRAWN._replace(id="2027-02-09-bbbbbb", record=WITHDRAWN.id)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a watch with one event in November."""
    return make_watch(tmp_path / "w", {"2026-11.toml": block(OLD)})


def text(folder: Path, month: str) -> str:
    """Return the file of a month."""
    return (folder / "log" / f"{month}.toml").read_text()


def blocks(*records: Record) -> str:
    """Return records as a file of theirs has them."""
    return "\n".join(block(it) for it in records)


class TestAddAll:
    def test_each_record_goes_to_its_month_in_the_order_given(
        self, folder: Path
    ) -> None:
        """A retraction to that of what it withdraws, though that came with it."""
        with editing(WatchFolder(folder)) as editor:
            editor.add_all([FIRST, SECOND, THIRD, WITHDRAWN, RESTORED])
            assert editor.watch.log.ids == open_folder(folder).log.ids

        assert text(folder, "2026-11") == blocks(OLD, FIRST, THIRD)
        assert text(folder, "2026-10") == blocks(SECOND, WITHDRAWN, RESTORED)
        assert len(list((folder / "log").iterdir())) == 2

    def test_other_files_are_added_to_with_them(self, folder: Path) -> None:
        """All of it, or nothing."""
        lead = event("2026-09-01", "clash", "shots", title="a lead")
        with editing(WatchFolder(folder)) as editor:
            editor.add_all([FIRST], others={"inbox/2026-09.toml": [lead]})

        assert text(folder, "2026-11") == blocks(OLD, FIRST)
        assert (folder / "inbox" / "2026-09.toml").read_text() == block(lead)

    def test_notes_what_the_log_holds(self, folder: Path) -> None:
        """So that a later loss is seen."""
        with editing(WatchFolder(folder)) as editor:
            editor.add_all([FIRST, SECOND])

        lines = (folder / "inventory.txt").read_text().splitlines()
        assert [it.split()[:2] for it in lines if it[0] != "#"] == [
            ["2026-10", "1"],
            ["2026-11", "2"],
        ]

    def test_is_done_by_the_disk_that_the_editor_has(self, folder: Path) -> None:
        """Every step of it."""
        renamed: list[str] = []

        class Watching(Disk):
            def rename(self, source: Path, target: Path) -> None:
                renamed.append(target.name)
                super().rename(source, target)

        with editing(WatchFolder(folder), disk=Watching()) as editor:
            editor.add_all([FIRST, SECOND])

        assert sorted(renamed[1:]) == ["2026-10.toml", "2026-11.toml"]

    def test_a_watch_that_was_moved_gets_nothing(self, folder: Path) -> None:
        """With what to do."""
        with editing(WatchFolder(folder)) as editor:
            folder.rename(folder.parent / "moved")
            with pytest.raises(LockedError) as caught:
                editor.add_all([FIRST, SECOND])

        assert caught.value.message == (
            "log: the watch was moved or removed in this moment"
        )
        assert caught.value.hint == (
            "nothing was written; look where it is, and run the command again"
        )
        assert not folder.exists()


class TestReplace:
    def test_puts_a_file_in_the_place_of_what_was_read(self, folder: Path) -> None:
        """By the disk that the editor has; a new one where there was none."""
        path, taken = folder / "log" / "2026-11.toml", []

        class Watching(Disk):
            def rename(self, source: Path, target: Path) -> None:
                taken.append(target)
                super().rename(source, target)

        with editing(WatchFolder(folder), disk=Watching()) as editor:
            editor.replace("log/2026-11.toml", old=path.read_bytes(), new=b"# a\n")
            editor.replace("log/2026-12.toml", old=None, new=b"# b\n")

        assert path.read_bytes() == b"# a\n"
        assert (folder / "log" / "2026-12.toml").read_bytes() == b"# b\n"
        assert taken == [path, folder / "log" / "2026-12.toml"]

    def test_refuses_what_is_not_there_any_more(self, folder: Path) -> None:
        """By the name that the watch has for it."""
        with editing(WatchFolder(folder)) as editor:
            for file, old in (("log/2026-11.toml", b"other"), ("log/x.toml", b"")):
                with pytest.raises(LockedError) as caught:
                    editor.replace(file, old=old, new=b"# a\n")
                assert caught.value.message == (
                    f"{file}: changed by another program in this moment"
                )
        assert text(folder, "2026-11") == block(OLD)

    def test_clears_what_dead_writers_left(self, folder: Path) -> None:
        """Of this file and of the others of the log."""
        left = folder / "log" / ".2025-01.toml.1.riskctl-tmp"
        left.touch()
        with editing(WatchFolder(folder)) as editor:
            editor.replace("log/2026-12.toml", old=None, new=b"")
        assert not left.exists()


class TestAdd:
    def test_a_retraction_of_what_is_not_there_stands_in_its_own_month(
        self, folder: Path
    ) -> None:
        """Somebody wrote by hand of a record that nobody has."""
        with editing(WatchFolder(folder)) as editor:
            editor.add(WITHDRAWN._replace(record="2020-01-01-nobody"))
        assert "2020-01-01-nobody" in text(folder, "2027-01")

    def test_a_retraction_of_a_retraction_stands_beside_the_record(
        self, folder: Path
    ) -> None:
        """However long the chain."""
        for record in (SECOND, WITHDRAWN, RESTORED):
            with editing(WatchFolder(folder)) as editor:
                editor.add(record)
        assert text(folder, "2026-10") == blocks(SECOND, WITHDRAWN, RESTORED)

    def test_a_review_of_a_period_stands_in_the_month_of_its_last_day(
        self, folder: Path
    ) -> None:
        """And the editor knows it at once."""
        review = Review(
            id="2026-12-01-cccccc",
            date=OLD.date.replace(month=12),
            indicators=("clash",),
            recorded=OLD.recorded,
            since=OLD.date,
        )
        with editing(WatchFolder(folder)) as editor:
            editor.add(review)
            assert editor.watch.log.record(review.id) == review
            again = event("2026-12-09", "clash", "shots")
            editor.add(again)
            assert editor.watch.log.counts(again)
        assert text(folder, "2026-12") == blocks(review, again)

    def test_a_watch_that_was_moved_is_named_by_the_file(self, folder: Path) -> None:
        """That was to be written."""
        with editing(WatchFolder(folder)) as editor:
            folder.rename(folder.parent / "moved")
            with pytest.raises(LockedError, match=r"^log/2026-10\.toml: the watch was"):
                editor.add(SECOND)


def test_the_editor_remembers_by_which_name_it_was_opened(folder: Path) -> None:
    """None where the watch was found."""
    with editing(WatchFolder(folder), named=Path("w")) as editor:
        assert editor.named == Path("w")
    with editing(WatchFolder(folder)) as editor:
        assert editor.named is None
        assert isinstance(editor.watch.log.record(OLD.id), Event)


def test_an_import_that_was_cut_off_is_finished_before_anything_is_read(
    folder: Path,
) -> None:
    """By the disk that is given, under the lock."""
    removed = []

    class Watching(Disk):
        def remove(self, path: Path) -> None:
            removed.append(path.name)
            super().remove(path)

    (folder / ".riskctl-batch.toml").write_text(
        f"# cut off\n#> log/2026-11.toml\n{block(FIRST)}"
    )
    with editing(WatchFolder(folder), disk=Watching()) as editor:
        assert editor.watch.log.counts(FIRST)
    assert ".riskctl-batch.toml" in removed
    assert not (folder / ".riskctl-batch.toml").exists()
