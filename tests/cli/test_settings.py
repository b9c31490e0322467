"""What a watch or a user settles once: who writes, from where, how days are read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.small import small_watch
from tests.helpers import Outcome, open_folder, run

LOGGED = ("log", "treaty", "doubted", "Invented")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Return what writes the user's own file."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    def written(text: str) -> Path:
        path = tmp_path / "config" / "riskctl" / "config.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return written


def settle(folder: Path, line: str) -> None:
    """Add a line to the settings of a watch."""
    path = folder / "riskctl.toml"
    path.write_text(f"{path.read_text(encoding='utf-8')}{line}\n", encoding="utf-8")


def last_logged(folder: Path) -> tuple[str, tuple[str, ...]]:
    """Return who wrote the newest record, and where it was read."""
    event = max(open_folder(folder).log.events, key=lambda it: it.recorded)
    return event.by, event.sources


class TestOfAWatch:
    def test_name_and_source_are_written(self, small: Path) -> None:
        """Into what is logged, and only where nothing else was said."""
        settle(small, 'by = "hk"\ndefault_source = "Gazette"')
        run(*LOGGED, folder=small)
        assert last_logged(small) == ("hk", ("Gazette",))

    def test_what_is_said_goes_before(self, small: Path) -> None:
        """By an option here."""
        settle(small, 'by = "hk"\ndefault_source = "Gazette"')
        run(*LOGGED, "--by", "mm", "-s", "Courier", folder=small)
        assert last_logged(small) == ("mm", ("Courier",))

    def test_the_report_is_put_where_it_is_settled(self, small: Path) -> None:
        """In the format that is settled, and on stdout when that is asked for."""
        folder = small.parent / "reports"
        folder.mkdir()
        settle(small, f'report_folder = "{folder}"\nreport_format = "markdown"')
        run("report", "--week", "46", folder=small)
        assert [it.name for it in folder.iterdir()] == ["riskctl-2026-W46.md"]
        shown = run("report", "--week", "46", "-o", "-", "-f", "text", folder=small)
        assert shown.stdout.startswith("Unofficial: ")

    def test_an_unknown_format_is_refused(self, small: Path) -> None:
        """With what there is."""
        settle(small, 'report_format = "word"')
        outcome = run("report", "--week", "46", folder=small)
        assert outcome.exit_code == 2
        assert outcome.stderr.startswith("there is no format `word`\n")

    def test_a_key_near_a_known_one_is_a_finding(self, small: Path) -> None:
        """It was meant, and would have been passed over."""
        settle(small, 'default_sources = "Gazette"')
        outcome = run("check", folder=small)
        assert outcome.exit_code == 3
        assert "`default_source`" in outcome.stdout


class TestOfAUser:
    def test_counts_for_every_watch(
        self, own: Callable[[str], Path], small: Path
    ) -> None:
        """Where the watch says nothing itself."""
        own('by = "hk"\ndefault_source = "Gazette"\ndate_order = "dmy"\n')
        run(*LOGGED, "-d", "3/11/2026", folder=small)
        assert last_logged(small) == ("hk", ("Gazette",))
        (event,) = [
            it for it in open_folder(small).log.events if it.title == "Invented"
        ]
        assert str(event.date) == "2026-11-03"

    def test_the_watch_goes_before(
        self, own: Callable[[str], Path], small: Path
    ) -> None:
        """A watch that several people share says who writes in it."""
        own('by = "hk"\n')
        settle(small, 'by = "desk"')
        run(*LOGGED, "-s", "Gazette", folder=small)
        assert last_logged(small)[0] == "desk"

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ('bye = "hk"', "`by`"),
            ("by = 3", "`by`"),
            ('date_order = "ymd"', "dmy or mdy"),
            ("by = [", "config.toml:2"),
        ],
    )
    def test_what_is_wrong_in_it_is_a_finding_and_blocks_nothing(
        self, text: str, said: str, own: Callable[[str], Path], small: Path
    ) -> None:
        """`check` names the file; the level does not depend on it."""
        path = own(f"{text}\n")
        found = run("check", folder=small)
        assert found.exit_code == 3
        assert str(path) in found.stdout.replace("\n", "")
        assert said in found.stdout
        assert run("level", "--brief", folder=small).exit_code == 0

    def test_nothing_is_made(self, own: Callable[[str], Path], small: Path) -> None:
        """Who has settled nothing has no file."""
        del own
        run("level", folder=small)
        assert not (small.parent / "config").exists()


class TestInit:
    def test_a_watch_inside_another_is_refused(self, small: Path) -> None:
        """Which of them is meant would depend on where one stands."""
        inner = small / "inner"
        assert run("init", str(inner)) == Outcome(
            "",
            f"{inner} lies inside the watch {small}\n"
            "hint: choose a folder outside of it, or say that you mean it: --inside\n",
            2,
        )
        assert not inner.exists()
        assert run("init", "--inside", str(inner)).exit_code == 0


class TestIdentity:
    def test_is_given_by_the_first_write_to_an_old_watch(self, tmp_path: Path) -> None:
        """Said once, kept for ever, and no other line is touched."""
        folder = small_watch(tmp_path / "small")
        settings = folder / "riskctl.toml"
        lines = settings.read_text().splitlines(keepends=True)
        old = "".join(it for it in lines if not it.startswith("identity"))
        settings.write_text(old)
        dry = run("note", "A film", "-n", folder=folder)
        assert (dry.stderr, settings.read_text()) == ("", old)
        first, second = (run("note", "A film", folder=folder) for _ in range(2))
        assert first.stderr == (
            "riskctl.toml: the watch has an identity now, for feeds and mail\n"
        )
        assert second.stderr == ""
        identity = open_folder(folder).settings.identity
        assert settings.read_text() == f'{old}identity = "{identity}"\n'
