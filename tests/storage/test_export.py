import os
from pathlib import Path

import pytest

from riskctl.errors import UsageError, WriteError
from riskctl.storage.export import export
from riskctl.storage.text.writer import block
from riskctl.storage.watch import WatchFolder
from tests.helpers import event, make_watch

OLD = block(event("2026-11-02", "clash", "shots"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a watch with one event."""
    return make_watch(tmp_path / "w", {"2026-11.toml": OLD})


def send(folder: Path, target: Path, *, force: bool = True) -> Path:
    """Export a report of the watch in *folder*."""
    return export(
        b"report",
        target,
        file_name="week.md",
        watch=WatchFolder(folder),
        force=force,
    )


class TestExport:
    def test_writes_a_file_or_into_a_folder(self, folder: Path) -> None:
        """A folder gets the report under its own name; new folders are made."""
        (folder.parent / "out").mkdir()

        assert send(folder, folder.parent / "out").name == "week.md"
        assert send(folder, folder.parent / "a" / "b.md").read_bytes() == b"report"

    def test_what_exists_is_replaced_only_by_force(self, folder: Path) -> None:
        """The hint says how."""
        path = folder.parent / "x.md"
        path.write_bytes(b"old")

        with pytest.raises(UsageError, match=r"x\.md: exists already") as caught:
            send(folder, path, force=False)

        assert caught.value.hint == "--force replaces it"
        assert path.read_bytes() == b"old"
        assert send(folder, path).read_bytes() == b"report"

    @pytest.mark.parametrize(
        "name",
        [
            "log/2026-11.toml",
            "log/2026-12.toml",
            "log",
            "log/new/x.md",
            "riskctl.toml",
            "indicators.toml",
            ".riskctl.lock",
            "log/../riskctl.toml",
        ],
    )
    def test_nothing_of_the_watch_is_overwritten(self, folder: Path, name: str) -> None:
        """Not even by force, by whatever way the path leads there."""
        (folder.parent / "link").symlink_to(folder)
        for start in (folder, folder.parent / "link"):
            with pytest.raises(UsageError, match="belongs to the watch"):
                send(folder, start / name)

        assert (folder / "log" / "2026-11.toml").read_text() == OLD

    @pytest.mark.parametrize("name", ["log/2026-11.toml", "riskctl.toml"])
    def test_another_name_of_the_same_file_is_seen_through(
        self, folder: Path, name: str
    ) -> None:
        """A hard link and a symbolic one, near and far (visidata#401)."""
        path = folder / name
        before = path.read_bytes()
        os.link(path, folder.parent / "hard.md")
        (folder.parent / "soft.md").symlink_to(path)
        (folder.parent / "softer.md").symlink_to("soft.md")

        for other in ("hard.md", "soft.md", "softer.md"):
            with pytest.raises(UsageError, match="belongs to the watch"):
                send(folder, folder.parent / other)

        assert path.read_bytes() == before

    def test_a_month_that_lies_elsewhere_is_seen_through(self, folder: Path) -> None:
        """The log's file is the one that the link leads to."""
        elsewhere = folder.parent / "november.toml"
        (folder / "log" / "2026-11.toml").rename(elsewhere)
        (folder / "log" / "2026-11.toml").symlink_to(elsewhere)

        with pytest.raises(UsageError, match="belongs to the watch"):
            send(folder, elsewhere)

        assert elsewhere.read_text() == OLD

    def test_a_device_or_a_pipe_is_not_replaced(self, folder: Path) -> None:
        """A rename would turn `/dev/null` into a file for everybody."""
        os.mkfifo(folder.parent / "pipe")
        (folder.parent / "null").symlink_to("/dev/null")

        for name in ("pipe", "null"):
            with pytest.raises(UsageError, match="is a folder or a device"):
                send(folder, folder.parent / name)
        with pytest.raises(UsageError, match="is a folder or a device"):
            send(folder, Path("/dev/null"))

    def test_a_folder_of_that_name_is_not_replaced(self, folder: Path) -> None:
        """Within the folder that was named."""
        (folder.parent / "out" / "week.md").mkdir(parents=True)

        with pytest.raises(UsageError, match=r"week\.md: is a folder or a device"):
            send(folder, folder.parent / "out")

    def test_a_name_that_leads_nowhere_is_an_error_of_the_disk(
        self, folder: Path
    ) -> None:
        """Exit 6 with the system's words, not a traceback."""
        (folder.parent / "loop").symlink_to("loop")

        with pytest.raises(WriteError, match="symbolic links"):
            send(folder, folder.parent / "loop")
        with pytest.raises(WriteError, match="file name too long"):
            send(folder, folder.parent / ("x" * 300))
