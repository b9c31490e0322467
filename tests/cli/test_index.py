from pathlib import Path

import pytest

from riskctl.storage.index.place import VARIABLE
from tests.cli.small import small_watch
from tests.helpers import Outcome, event, run
from tests.storage.indexes import indexed_watch, place


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a watch of which the log has an index."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return indexed_watch(tmp_path / "watch", [event("2026-11-05", "clash", "shots")])


class TestIndex:
    def test_before_the_first_command_there_is_none(self, folder: Path) -> None:
        """And to ask for it makes none."""
        for _ in range(2):
            assert run("index", folder=folder) == Outcome(
                "no index: no command has made one yet\n", "", 0
            )

    def test_after_it_there_is_one(self, folder: Path) -> None:
        """Where it is, how large, what is in it, and whether it is in step."""
        run("level", folder=folder)
        lines = run("index", folder=folder).stdout.splitlines()

        assert lines[0] == f"index    {place(folder).base}"
        assert lines[1].startswith("size     ")
        assert lines[1].endswith(" % of the log")
        assert lines[2:] == ["holds    1 record of 2 files", "in step  yes"]

    @pytest.mark.parametrize(
        ("name", "says"),
        [
            ("log/new.toml", "the log has changed; the next command brings it in step"),
            ("seal", "it was changed or damaged; the next command makes it anew"),
            (
                "version",
                "another version of riskctl made it; the next command makes it anew",
            ),
            (
                "twins",
                "something in the log is unusual, and so its files are read; see check",
            ),
        ],
    )
    def test_what_keeps_it_from_being_used(
        self, name: str, says: str, folder: Path
    ) -> None:
        """The next command mends it, or says what is wrong in the log."""
        run("level", folder=folder)
        seal = place(folder).seal
        if name == "seal":
            seal.unlink()
        elif name == "version":
            seal.write_bytes(seal.read_bytes().replace(b"/", b"/9", 1))
        elif name == "twins":
            log = folder / "log" / "2026-11.toml"
            (folder / "log" / "twin.toml").write_bytes(log.read_bytes())
            run("check", folder=folder)
        else:
            (folder / name).write_text("# new\n")

        assert (
            run("index", folder=folder).stdout.splitlines()[-1]
            == f"in step  no: {says}"
        )

    def test_it_can_be_removed_and_made_anew(self, folder: Path) -> None:
        """The log is not touched."""
        run("level", folder=folder)

        assert run("index", "--drop", folder=folder).stdout == "the index is removed\n"
        assert not place(folder).base.exists()
        assert run("index", "--drop", folder=folder).stdout == "there was no index\n"
        assert "in step  yes" in run("index", "--rebuild", folder=folder).stdout
        assert run("index", "--rebuild", "--drop", folder=folder).exit_code == 2

    def test_a_small_log_needs_none(self, tmp_path: Path) -> None:
        """It is read faster than an index is opened."""
        folder = small_watch(tmp_path / "small")

        assert run("index", "--rebuild", folder=folder).stdout == (
            "no index: a log of less than 16 KB needs none\n"
        )

    def test_it_can_be_switched_off(self, folder: Path) -> None:
        """The variable is named."""
        assert run("index", folder=folder, env={VARIABLE: "off"}).stdout == (
            "no index: RISKCTL_CACHE says that there is none\n"
        )
        assert run("index", "--drop", folder=folder, env={VARIABLE: "off"}).stdout == (
            "there was no index\n"
        )

    def test_a_place_that_others_may_write_is_not_touched(self, folder: Path) -> None:
        """It says so, and leaves what is there."""
        run("level", folder=folder)
        cache = place(folder).folder
        cache.chmod(0o777)

        last = run("index", folder=folder).stdout.splitlines()[-1]
        assert last == "in step  no: others may write where it lies"
        assert run("index", "--drop", folder=folder) == Outcome(
            "",
            f"{cache}: others may write there\nhint: make it yours alone, or name "
            "another folder in RISKCTL_CACHE\n",
            6,
        )


class TestVerbose:
    @pytest.mark.parametrize("damage", ["cut", "version"])
    def test_says_on_stderr_why_it_is_made_anew(
        self, damage: str, folder: Path
    ) -> None:
        """One line, once; and nobody else is told."""
        for options in ((), ("-v",), ("--verbose",)):
            run("level", folder=folder)
            found = place(folder)
            if damage == "cut":
                found.base.write_bytes(found.base.read_bytes()[:5000])
                says = "the index was changed or damaged; it is made anew\n"
            else:
                found.seal.write_bytes(found.seal.read_bytes().replace(b"/", b"/9", 1))
                says = "the index is of another version; it is made anew\n"

            told = [run(*options, "level", folder=folder).stderr for _ in range(2)]

            assert told == [says if options else "", ""]

    def test_says_nothing_of_what_is_as_it_should_be(self, folder: Path) -> None:
        """A first index, and one that is brought in step."""
        assert run("-v", "level", folder=folder).stderr == ""
        (folder / "log" / "new.toml").write_text("# new\n")
        assert run("-v", "level", folder=folder).stderr == ""

    def test_says_it_of_a_command_that_fails(self, folder: Path) -> None:
        """After the error."""
        run("level", folder=folder)
        place(folder).base.write_bytes(b"")

        done = run("-v", "show", "nothing", folder=folder)

        assert done.exit_code == 2
        assert done.stderr.endswith(
            "the index was changed or damaged; it is made anew\n"
        )
        assert done.stderr.count("\n") == 3
