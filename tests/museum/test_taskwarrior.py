from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskctl.storage.text.writer import block
from tests.helpers import event, make_watch, open_folder, run

pytestmark = pytest.mark.trust("R19")

OLD = event("2026-11-02", "clash", "shots")


class TestTaskwarrior:
    @settings(max_examples=8, deadline=None)
    @given(st.lists(st.sampled_from(["log", "amend", "retract", "review"]), max_size=6))
    def test_2787_ids_are_never_used_again(self, commands: list[str]) -> None:
        """taskwarrior#2787: numbers shifted, and the wrong task was changed."""
        with TemporaryDirectory() as name:
            folder = make_watch(Path(name), {"2026-11.toml": block(OLD)})
            seen = [OLD.id]
            for number, command in enumerate(commands):
                counting = [it.id for it in open_folder(folder).log.in_force]
                arguments = {
                    "log": ["log", "clash", "shots", "the same", "--again"],
                    "review": ["review", "clash"],
                    "amend": ["amend", *counting[-1:], "--note", f"{number}"],
                    "retract": ["retract", *counting[-1:], "--reason", "x"],
                }[command]
                if command in {"amend", "retract"} and not counting:
                    continue
                assert run(*arguments, folder=folder).exit_code == 0
                ids = open_folder(folder).log.ids
                assert len(ids) == len(seen) + 1
                assert ids > set(seen)
                seen = sorted(ids)
            assert not any(it.blocking for it in open_folder(folder).problems)

    @pytest.mark.parametrize("text", ["", "\n", " ", "\t\n \r\n\n", "\r\n", "\r"])
    def test_3147_an_emptied_month_is_named(self, tmp_path: Path, text: str) -> None:
        """taskwarrior#3147: a blank line in the data dumped core."""
        folder = make_watch(tmp_path)
        log = folder / "log" / "2026-11.toml"
        log.write_bytes(text.encode())

        done = run("level", "--brief", folder=folder)
        assert (done.exit_code, done.stdout) == (5, "")
        assert done.stderr.startswith("log/2026-11.toml: is empty")
        log.unlink()
        assert run("level", "--brief", folder=folder).exit_code == 0

    @pytest.mark.parametrize("text", ["# nothing\n", "#"])
    def test_3147_a_log_without_records_is_a_log(
        self, tmp_path: Path, text: str
    ) -> None:
        """taskwarrior#3147: somebody who leaves a comment has emptied it on purpose."""
        folder = make_watch(tmp_path)
        log = folder / "log" / "2026-11.toml"
        log.write_bytes(text.encode())

        assert run("level", "--brief", folder=folder).exit_code == 0
        assert run("events", folder=folder).exit_code == 0
        assert run("check", folder=folder).exit_code == 0
        assert run("log", "clash", "shots", "x", folder=folder).exit_code == 0
        assert log.read_bytes().startswith(text.encode())
        assert len(open_folder(folder).log) == 1

    @pytest.mark.parametrize("byte", [b"x", b"[", b'"', b"\0", b"\xff", b"="])
    def test_3147_one_wrong_byte_gives_no_level(
        self, tmp_path: Path, byte: bytes
    ) -> None:
        """taskwarrior#3147: it is named with its line, and no number is printed."""
        folder = make_watch(tmp_path)
        (folder / "log" / "2026-11.toml").write_bytes(byte)

        done = run("level", "--brief", folder=folder)

        assert (done.exit_code, done.stdout) == (5, "")
        assert done.stderr.startswith("log/2026-11.toml:1: ")

    @pytest.mark.parametrize("size", [1, 512, 4096])
    def test_3040_a_file_of_nuls_is_named(self, tmp_path: Path, size: int) -> None:
        """taskwarrior#3040: after a power cut the file was one line of NULs."""
        folder = make_watch(tmp_path)
        (folder / "log" / "2026-11.toml").write_bytes(bytes(size))

        done = run("check", folder=folder)

        assert done.exit_code == 3
        assert f"log/2026-11.toml:1: {size} NUL bytes at byte 0" in done.stdout
        assert "restore the file from a backup" in done.stdout

    @pytest.mark.parametrize(
        "arguments",
        [
            ["clash", "shtos", "x"],
            ["clash", "2", "x"],
            ["clash", "nan", "x"],
            ["clash", "inf", "x"],
            ["clsh", "shots", "x"],
            ["clash", "shots", ""],
            ["clash", "shots", "two\nlines"],
            ["clash", "shots", "x", "--grade", "Z9"],
            ["clash", "shots", "x", "--source", "javascript:alert(1)"],
            ["clash", "shots", "x", "--source", "https://me:secret@example.org/"],
            ["clash", "shots", "x", "--date", "0000-00-00"],
            ["clash", "shots", "x", "--date", "2026-02-30"],
            ["clash", "shots", "x", "--note", "\x1b[31m"],
            ["clash", "shots", "x", "--by", "\u202e"],
            ["clash", "shots", "x", "--recorded", "2027-01-01"],
            ["clash", "shots", "x" * 16_385],
        ],
    )
    def test_1421_no_command_writes_what_check_refuses(
        self, tmp_path: Path, arguments: list[str]
    ) -> None:
        """Taskwarrior TW-1421: a bogus field reached the file and spoilt the rest."""
        folder = make_watch(tmp_path)

        done = run("log", *arguments, folder=folder)

        assert done.exit_code == 2
        assert done.stdout == ""
        assert list((folder / "log").iterdir()) == []
