from pathlib import Path

import pytest

from riskctl.errors import WriteError
from riskctl.storage.edit import editing
from riskctl.storage.text.writer import block
from riskctl.storage.watch import WatchFolder
from tests.helpers import event, make_watch, open_folder, run

pytestmark = pytest.mark.trust("R19")

# 2026-W53 has days in both years.
DAYS = ("2026-12-31", "2027-01-01", "2027-01-03", "2028-02-29", "2026-11-30")


class TestTimewarrior:
    def test_547_a_link_stays_a_link(self, tmp_path: Path) -> None:
        """timewarrior#547: the swap put a file in the place of the link."""
        folder = make_watch(tmp_path / "w")
        (tmp_path / "synced.toml").write_text("# synced\n")
        (folder / "log" / "2026-11.toml").symlink_to("../../synced.toml")

        assert run("log", "clash", "shots", "x", folder=folder).exit_code == 0

        assert (folder / "log" / "2026-11.toml").is_symlink()
        assert (
            (tmp_path / "synced.toml").read_text().startswith("# synced\n\n[[event]]")
        )

    def test_491_a_record_of_the_future_breaks_no_command(self, tmp_path: Path) -> None:
        """timewarrior#491: one interval in the future made every command fail."""
        folder = make_watch(
            tmp_path,
            {
                "a.toml": block(event("2199-12-31", "clash", "deaths")),
                "b.toml": block(event("2026-11-21", "talks", "call", scheduled=True)),
            },
        )

        for command in ("level", "explain", "events", "indicators"):
            assert run(command, folder=folder).exit_code == 0
        assert run("report", "--week", "this", folder=folder).exit_code in {0, 2}
        assert run("check", folder=folder).exit_code == 3
        assert run("log", "clash", "shots", "x", folder=folder).exit_code == 0

    def test_491_a_slip_into_the_future_is_refused(self, tmp_path: Path) -> None:
        """timewarrior#491: and it does not get there by a typing mistake."""
        folder = make_watch(tmp_path)

        done = run("log", "clash", "shots", "x", "-d", "2062-11-20", folder=folder)

        assert done.exit_code == 2
        assert "2062-11-20 is still to come" in done.stderr
        assert list((folder / "log").iterdir()) == []

    @pytest.mark.parametrize("day", DAYS)
    def test_360_a_day_at_the_border_can_be_corrected(
        self, tmp_path: Path, day: str
    ) -> None:
        """timewarrior#360: what crossed a month's file could not be deleted."""
        folder = make_watch(tmp_path)
        now = "2028-03-01T00:00:00Z"

        assert (
            run(
                "log", "clash", "shots", "x", "-d", day, folder=folder, now=now
            ).exit_code
            == 0
        )
        (one,) = open_folder(folder).log.events
        assert one.origin.file == f"log/{day[:7]}.toml"
        for other in DAYS:
            if other != str(one.date):
                done = run("amend", one.id, "-d", other, folder=folder, now=now)
                assert done.exit_code == 0
                (one,) = open_folder(folder).log.in_force
                assert one.origin.file == f"log/{other[:7]}.toml"
        assert (
            run("retract", one.id, "--reason", "x", folder=folder, now=now).exit_code
            == 0
        )

        assert open_folder(folder).log.in_force == ()
        assert run("check", "month-files", folder=folder, now=now).exit_code == 0

    def test_416_the_proof_comes_before_the_write(self, tmp_path: Path) -> None:
        """timewarrior#416: the self-check failed on quoting, after the fact."""
        folder = make_watch(tmp_path, {"2026-11.toml": "event = []\n"})

        with pytest.raises(WriteError), editing(WatchFolder(folder)) as editor:
            editor.add(event("2026-11-20", "clash", "shots"))

        assert (folder / "log" / "2026-11.toml").read_text() == "event = []\n"

    def test_319_an_amendment_is_one_record(self, tmp_path: Path) -> None:
        """timewarrior#319: delete and insert were two steps, and one failed."""
        old = event("2026-11-02", "clash", "shots")
        folder = make_watch(tmp_path, {"2026-11.toml": block(old)})

        assert run("amend", old.id, "--value", "deaths", folder=folder).exit_code == 0

        log = open_folder(folder).log
        assert (len(log), len(log.in_force)) == (2, 1)
        assert log.in_force[0].replaces == old.id
