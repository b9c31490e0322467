from datetime import date
from pathlib import Path

import pytest

from riskctl.cli.dates import parse_day
from riskctl.errors import UsageError
from riskctl.storage.text.writer import block
from tests.helpers import event, make_watch, open_folder, run, spawn

pytestmark = pytest.mark.trust("R19")

TODAY = date(2026, 11, 20)
OLD = event("2026-11-02", "clash", "shots", title="old")


class TestJournal:
    def test_490_text_around_the_entries_survives_every_command(
        self, tmp_path: Path
    ) -> None:
        """jrnl#490: text above the first entry made the next write delete it all."""
        text = (
            "my own words = 'kept'\n\n# above\n"
            + block(OLD)
            + "\n\t \n# between\n[mine]\nx = 1\n\n"
            + block(event("2026-11-03", "talks", "call"))
            + "# below, no newline"
        ).replace("my own words", "words")
        folder = make_watch(tmp_path)
        log = folder / "log" / "2026-11.toml"
        log.write_text(text)

        assert run("log", "clash", "shots", "a", folder=folder).exit_code == 0
        assert run("amend", OLD.id, "--grade", "B2", folder=folder).exit_code == 0
        assert run("review", "clash", folder=folder).exit_code == 0
        last = next(it.id for it in open_folder(folder).log.in_force)
        assert run("retract", last, "--reason", "x", folder=folder).exit_code == 0

        assert log.read_text().startswith(text + "\n\n[[event]]\n")

    def test_2006_display_settings_never_reach_the_file(self, tmp_path: Path) -> None:
        """jrnl#2006: a date was rebuilt from a display format, and entries lost."""
        found = set()
        for number, env in enumerate(
            (
                {},
                {"TZ": "Pacific/Kiritimati", "LANG": "de_DE.UTF-8"},
                {"TZ": "Pacific/Pago_Pago", "NO_COLOR": "1", "COLUMNS": "20"},
                {"FORCE_COLOR": "1", "TERM": "dumb", "LC_ALL": "C"},
            )
        ):
            folder = make_watch(tmp_path / f"{number}")
            run("log", "clash", "shots", "x", folder=folder, env=env)
            found.add((folder / "log" / "2026-11.toml").read_bytes())

        assert len(found) == 1

    @pytest.mark.parametrize(
        "data",
        [
            b"\xff",
            b"caf\xe9",
            b"a\x00b",
            b"\xed\xb2\x80",
            b"a\x1bb",
            bytes(range(128, 256)),
        ],
    )
    def test_2104_bytes_that_are_no_text_are_refused(
        self, tmp_path: Path, data: bytes
    ) -> None:
        """Jrnl PR #2104: bytes that are not UTF-8 on stdin were a traceback."""
        folder = make_watch(tmp_path)

        done = run("log", "clash", "shots", "-", folder=folder, stdin=data)
        assert done.exit_code == 2
        assert done.stderr
        assert list((folder / "log").iterdir()) == []

        log = folder / "log" / "2026-11.toml"
        log.write_bytes(b"# " + data + b"\n")
        assert run("level", folder=folder).exit_code == 5
        assert run("check", folder=folder).exit_code == 3
        assert run("log", "clash", "shots", "x", folder=folder).exit_code == 5
        assert log.read_bytes() == b"# " + data + b"\n"

    @pytest.mark.slow
    def test_2104_bytes_on_the_command_line_are_refused(self, tmp_path: Path) -> None:
        """Jrnl PR #2104: the same in an argument, which the shell passes on."""
        folder = make_watch(tmp_path)

        done = spawn("log", "clash", "shots", "caf\udce9", folder=folder)

        assert done.returncode == 2
        assert b"Traceback" not in done.stderr
        assert list((folder / "log").iterdir()) == []

    @pytest.mark.parametrize("text", ["03/04/2026", "3.4.2026", "04-03-2026"])
    def test_117_an_ambiguous_date_is_refused(self, text: str) -> None:
        """jrnl#117: day and month were swapped, and nobody was told."""
        with pytest.raises(UsageError, match="more than one day"):
            parse_day(text, today=TODAY)

    @pytest.mark.parametrize("text", ["may", "10", "2026", "12", "2026-11", "10:00"])
    def test_32_a_gap_is_not_filled_from_today(self, text: str) -> None:
        """jrnl#32: half a date was completed, now and then into the future."""
        with pytest.raises(UsageError, match=r"not a day|more than one"):
            parse_day(text, today=TODAY)

    def test_pr_934_nothing_deletes(self, tmp_path: Path) -> None:
        """Jrnl PR #934: `--delete` took the journal; here withdrawing adds."""
        folder = make_watch(tmp_path, {"2026-11.toml": block(OLD)})

        assert run("retract", OLD.id, "--reason", "x", folder=folder).exit_code == 0

        assert len(open_folder(folder).log) == 2
        assert open_folder(folder).log.events == (OLD,)

    def test_351_an_amendment_that_changes_nothing_writes_nothing(
        self, tmp_path: Path
    ) -> None:
        """jrnl#351: an edit without a change deleted the entry."""
        folder = make_watch(tmp_path, {"2026-11.toml": block(OLD)})

        done = run("amend", OLD.id, "--title", "old", folder=folder)

        assert done.exit_code == 2
        assert (folder / "log" / "2026-11.toml").read_text() == block(OLD)

    def test_502_the_log_is_read_again_under_the_lock(self, tmp_path: Path) -> None:
        """jrnl#502: what was read at the start was written at the end."""
        folder = make_watch(tmp_path)
        for number in range(3):
            assert (
                run(
                    *("log", "clash", "shots", f"{number}", "--again"), folder=folder
                ).exit_code
                == 0
            )

        assert len(open_folder(folder).log) == 3
