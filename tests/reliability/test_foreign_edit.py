from itertools import product
from pathlib import Path
from threading import Timer

import pytest

from riskctl.errors import LockedError, WatchError
from riskctl.storage.text.writer import block
from tests.helpers import event, make_watch, open_folder
from tests.reliability.disks import MeddlingDisk, add, leftovers

OLD = event("2026-11-02", "clash", "shots", title="old")
NEW = event("2026-11-03", "clash", "deaths", title="new")
THEIRS = event("2026-11-04", "talks", "call", title="typed into an editor")


class TestForeignEdit:
    @pytest.mark.parametrize(
        ("step", "existing"),
        [
            *product(["remove", "create", "write", "flush"], [True, False]),
            # Between the last look and the rename, into the file that was there.
            ("rename", True),
        ],
    )
    def test_an_editor_that_saves_meanwhile_wins(
        self, tmp_path: Path, step: str, existing: bool
    ) -> None:
        """Exit 7, nothing overwritten; the same command again keeps both."""
        files = {"2026-11.toml": block(OLD)} if existing else {}
        folder = make_watch(tmp_path, files)
        log = folder / "log" / "2026-11.toml"
        saved = "# saved\n" + block(THEIRS)

        with pytest.raises(LockedError, match="changed by another program") as caught:
            add(folder, NEW, MeddlingDisk(step, lambda: _save(log, saved)))

        assert caught.value.exit_code == 7
        assert log.read_text() == saved
        assert leftovers(folder) == []
        add(folder, NEW, MeddlingDisk("never", lambda: None))
        assert log.read_text().startswith(saved)
        assert open_folder(folder).log.ids == {THEIRS.id, NEW.id}

    def test_one_that_empties_the_file_first_is_waited_for(
        self, tmp_path: Path
    ) -> None:
        """Most editors do: what they write next is not lost with the old file."""
        folder = make_watch(tmp_path, {"2026-11.toml": block(OLD)})
        log = folder / "log" / "2026-11.toml"
        saved = block(OLD) + "\n" + block(THEIRS)

        def save_slowly() -> None:
            editor = log.open("w")

            def finish() -> None:
                with editor:
                    editor.write(saved)

            Timer(0.05, finish).start()

        with pytest.raises(LockedError):
            add(folder, NEW, MeddlingDisk("rename", save_slowly))

        assert log.read_text() == saved
        assert leftovers(folder) == []

    def test_a_file_that_was_moved_away_is_not_made_anew(self, tmp_path: Path) -> None:
        """The old entries would seem to be gone."""
        folder = make_watch(tmp_path, {"2026-11.toml": block(OLD)})
        log = folder / "log" / "2026-11.toml"

        with pytest.raises(LockedError):
            add(
                folder,
                NEW,
                MeddlingDisk("create", lambda: _move(log, tmp_path / "x")),
            )

        assert not log.exists()
        assert (tmp_path / "x").read_text() == block(OLD)

    def test_a_file_that_broke_meanwhile_is_not_read_in_part(
        self, tmp_path: Path
    ) -> None:
        """A folder in the place of a month has no entries to keep."""
        folder = make_watch(tmp_path)
        (folder / "log" / "2026-11.toml").mkdir()

        with pytest.raises(
            WatchError, match=r"log/2026-11\.toml: cannot be read: is a"
        ):
            add(folder, NEW, MeddlingDisk("never", lambda: None))


def _save(path: Path, text: str) -> None:
    path.write_text(text)


def _move(path: Path, to: Path) -> None:
    path.rename(to)
