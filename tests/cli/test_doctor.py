"""`riskctl doctor`: what riskctl stands on, each fine or with what to do."""

import json
import os
import shutil
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from riskctl.cli.surroundings import is_within
from tests.helpers import NOW, Outcome, make_watch, run, spawn
from tests.reliability.disks import in_child


def schema() -> Any:
    """Return the document's schema, as it lies in the package."""
    path = files("riskctl") / "schemas" / "riskctl.doctor-1.json"
    return json.loads(path.read_text(encoding="utf-8"))


def examined(outcome: Outcome) -> dict[str, dict[str, Any]]:
    """Return what a valid document says, by name."""
    document = json.loads(outcome.stdout)
    Draft202012Validator(schema()).validate(document)
    assert outcome.stdout.isascii()
    assert outcome.exit_code == (0 if document["fine"] else 3)
    assert document["fine"] is all(it["fine"] for it in document["examined"])
    assert all(it["fine"] is (not it["advice"]) for it in document["examined"])
    return {it["name"]: it for it in document["examined"]}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of which everything of the user's is below."""
    for name in ("DATA", "CACHE", "STATE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("RISKCTL_CACHE", str(tmp_path / "kept"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return tmp_path


class TestHealthyMachine:
    def test_is_all_fine(self, home: Path, small: Path) -> None:
        """Exit 0, a page, and nothing left in the watch."""
        before = sorted(small.rglob("*"))
        outcome = run("doctor", folder=small)

        assert outcome.exit_code == 0, outcome.stdout
        assert outcome.stderr == ""
        assert outcome.stdout.splitlines()[-1] == "all fine"
        assert f"  fine   watch      {small} (North – South)"[:40] in outcome.stdout
        assert "  fine   lock       one writer at a time\n" in outcome.stdout
        assert f"  fine   cache      {home}/kept, made when"[:40] in outcome.stdout
        assert "to do" not in outcome.stdout
        assert len(outcome.stdout.splitlines()) < 50
        assert all(len(it) <= 80 for it in outcome.stdout.splitlines())
        assert sorted(small.rglob("*")) == before

    @pytest.mark.usefixtures("home")
    def test_is_a_document(self, small: Path) -> None:
        """With a schema; every topic is there."""
        found = examined(run("doctor", "--json", folder=small))

        assert {it["topic"] for it in found.values()} == {
            "program",
            "terminal",
            "places",
            "disk",
        }
        assert found["lock"]["found"] == "one writer at a time"
        assert "typer" in found["libraries"]["found"]
        assert found["colour"]["found"] == "off"


class TestWithoutAWatch:
    def test_says_how_to_make_one(self, home: Path) -> None:
        """Exit 3; the rest is examined all the same."""
        found = examined(run("doctor", "--json"))

        assert found["watch"]["found"] == (
            f"none here; your own would be {home}/data/riskctl/watch"
        )
        assert found["watch"]["advice"].startswith("riskctl init")
        assert "rename" not in found
        assert not (home / "data").exists()

    def test_says_that_a_named_folder_is_none(self, home: Path) -> None:
        """In the words of every other command."""
        found = examined(run("-w", str(home), "doctor", "--json"))

        assert found["watch"]["found"].endswith("there is no riskctl.toml in it")
        assert found["watch"]["advice"] == f"make one: riskctl init {home}"

    def test_says_what_is_missing_without_a_home(self, tmp_path: Path) -> None:
        """Neither a traceback nor a folder called `~`."""
        bare = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"), "")
        done = spawn(
            "doctor", "--json", cwd=tmp_path, env={**bare, "XDG_CONFIG_HOME": ""}
        )
        found = {it["name"]: it for it in json.loads(done.stdout)["examined"]}

        assert done.returncode == 3
        assert done.stderr == b""
        assert found["cache"]["found"].startswith("nowhere, without a home folder")
        assert found["cache"]["advice"] == "set HOME, or RISKCTL_CACHE=DIR"
        assert found["state"]["advice"] == "set HOME, or RISKCTL_STATE=DIR"
        assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("home")
class TestBrokenWatch:
    @pytest.mark.parametrize(
        ("name", "text", "advice"),
        [
            ("indicators.toml", None, "restore it from a copy"),
            ("indicators.toml", "[[", "riskctl check"),
            ("riskctl.toml", "title = 1\n", "riskctl check"),
        ],
    )
    def test_is_named_and_does_not_end_the_examination(
        self, name: str, text: str | None, advice: str, small: Path
    ) -> None:
        """Its disk is examined, too."""
        if text is None:
            (small / name).unlink()
        else:
            (small / name).write_text(text)
        found = examined(run("doctor", "--json", folder=small))

        assert name in found["watch"]["found"]
        assert found["watch"]["advice"] == advice
        assert found["rename"]["fine"]

    def test_a_log_that_leads_nowhere_is_named(self, small: Path) -> None:
        """A link to a disk that is not mounted."""
        shutil.rmtree(small / "log")
        (small / "log").symlink_to("gone")
        found = examined(run("doctor", "--json", folder=small))

        assert found["log"]["found"].endswith("no such file or directory")
        assert not found["log"]["fine"]

    def test_a_disk_is_examined_where_the_log_lies(
        self, small: Path, tmp_path: Path
    ) -> None:
        """Behind a link; nothing is written where nothing of the watch is."""
        (tmp_path / "far").mkdir()
        (small / "log").rename(tmp_path / "far" / "log")
        (small / "log").symlink_to(tmp_path / "far" / "log")
        found = examined(run("doctor", "--json", folder=small))

        assert found["rename"]["fine"]
        assert [it.name for it in (tmp_path / "far").iterdir()] == ["log"]


class TestWhoMayWrite:
    @pytest.mark.usefixtures("home")
    def test_everybody_is_too_many(self, small: Path) -> None:
        """With the command that mends it."""
        small.chmod(0o777)
        found = examined(run("doctor", "--json", folder=small))

        assert "everybody may write there" in found["watch"]["found"]
        assert found["watch"]["advice"] == f"chmod o-w {small}"

    def test_a_cache_of_others_is_not_used(self, home: Path, small: Path) -> None:
        """As `level` decides, too."""
        (home / "kept").mkdir()
        (home / "kept").chmod(0o770)
        found = examined(run("doctor", "--json", folder=small))

        assert "not used, since it is not yours alone" in found["cache"]["found"]
        assert found["cache"]["advice"].startswith(f"chmod go-w {home}/kept")

    def test_a_folder_that_may_only_be_read_is_not_measured(self) -> None:
        """Nor is it an error: what was found is told."""
        with TemporaryDirectory() as name:
            scratch = Path(name)
            scratch.chmod(0o755)
            folder = make_watch(scratch / "w")
            folder.chmod(0o555)

            def work() -> None:
                if os.geteuid() == 0:
                    os.setgid(65534)
                    os.setuid(65534)
                found = examined(run("doctor", "--json", folder=folder))
                assert found["promises"]["found"] == (
                    f"not measured in {folder}: permission denied"
                )
                assert found["watch"]["advice"].startswith("to log here, ask its owner")

            assert in_child(work) == 0
            assert sorted(it.name for it in folder.iterdir()) == [
                "indicators.toml",
                "log",
                "riskctl.toml",
            ]


@pytest.mark.usefixtures("home")
class TestSurroundings:
    @pytest.mark.parametrize(
        ("env", "name", "found", "advice"),
        [
            ({"RISKCTL_CACHE": "off"}, "cache", "off, by RISKCTL_CACHE", ""),
            ({"RISKCTL_STATE": ""}, "state", "off, by RISKCTL_STATE", ""),
            ({"RISKCTL_NOW": NOW}, "clock", f"{NOW}, RISKCTL_NOW", ""),
            (
                {"RISKCTL_NOW": "noon"},
                "clock",
                "RISKCTL_NOW: `noon` is not a time with its offset",
                "RISKCTL_NOW=2026-02-06T08:12:33Z, or unset it",
            ),
            (
                {"COLUMNS": "44", "TERM": "dumb"},
                "screen",
                "no terminal, 44 columns",
                "widen it to 60 columns",
            ),
            ({"FORCE_COLOR": "1"}, "colour", "on", ""),
        ],
    )
    def test_are_told_as_they_are(
        self, env: dict[str, str], name: str, found: str, advice: str, small: Path
    ) -> None:
        """What the environment asked for, and what of it cannot be."""
        it = examined(run("doctor", "--json", folder=small, env=env))[name]
        assert (it["found"], it["advice"]) == (found, advice)

    def test_a_terminal_without_every_sign_is_to_be_mended(self, small: Path) -> None:
        """And its own page still fits through it."""
        env = {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
        done = spawn("doctor", folder=small, env=env)
        assert done.returncode == 3
        assert done.stderr == b""
        assert b"do: LC_ALL=C.UTF-8" in done.stdout

    def test_own_settings_are_read(self, home: Path, small: Path) -> None:
        """What is wrong in them is said with its line."""
        path = home / "config" / "riskctl" / "config.toml"
        path.parent.mkdir(parents=True)
        path.write_text('by = "hk"\nbuy = "x"\n')
        it = examined(run("doctor", "--json", folder=small))["settings"]
        assert it["found"].startswith(f"{path}:2: ")
        assert not it["fine"]


@pytest.mark.parametrize(
    ("installed", "bounds", "verdict"),
    [
        ("2.9.0.post0", ">=2.9.0.post0", True),
        ("2.8.2", ">=2.9.0.post0", False),
        ("2.10", ">=2.9", True),
        ("0.28.9", ">=0.26.1,<0.29", True),
        ("0.29", "<0.29", False),
        ("1.0", "", True),
    ],
)
def test_versions_are_compared_by_their_numbers(
    installed: str, bounds: str, verdict: bool
) -> None:
    """2.10 comes after 2.9."""
    assert is_within(installed, bounds) is verdict
