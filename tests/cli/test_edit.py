"""`riskctl edit`: the user's own editor, and a check of what it saved."""

from pathlib import Path

import pytest

from riskctl.cli.editor import editor_command
from riskctl.errors import UsageError
from tests.cli.small import tree
from tests.helpers import Outcome, run


def editor(folder: Path, body: str) -> dict[str, str]:
    """Return an environment in which an editor does something to its last word."""
    script = folder / "my editor"
    script.write_text(f"#!/bin/sh\nfor file; do :; done\n{body}\n")
    script.chmod(0o755)
    return {"VISUAL": "", "EDITOR": f"'{script}' --wait"}


def test_checks_what_was_saved(small: Path, tmp_path: Path) -> None:
    """A comment is nothing to complain about."""
    env = editor(tmp_path, 'echo "# seen" >> "$file"')
    outcome = run("edit", folder=small, env=env)
    assert outcome.exit_code == run("check", folder=small).exit_code
    assert outcome.stdout == run("check", folder=small).stdout
    assert (small / "indicators.toml").read_text().endswith("# seen\n")


def test_a_slip_is_shown_at_once(small: Path, tmp_path: Path) -> None:
    """With file and line, and exit code 3."""
    env = editor(tmp_path, 'echo "[[event" >> "$file"')
    outcome = run("edit", "2026-11", folder=small, env=env)
    assert outcome.exit_code == 3
    assert "log/2026-11.toml" in outcome.stdout


def test_nothing_saved_is_nothing_to_check(small: Path, tmp_path: Path) -> None:
    """The file is as it was."""
    before = tree(small)
    outcome = run("edit", "settings", folder=small, env=editor(tmp_path, "true"))
    assert outcome == Outcome("", "riskctl.toml was left as it is\n", 0)
    assert before == tree(small)


def test_an_editor_that_fails_is_an_error(small: Path, tmp_path: Path) -> None:
    """It may have saved all the same."""
    outcome = run("edit", folder=small, env=editor(tmp_path, "exit 3"))
    assert outcome.exit_code == 2
    assert outcome.stderr.endswith("hint: look at what it saved: riskctl check\n")


@pytest.mark.parametrize(
    ("what", "stderr"),
    [
        ("2026-13-01", "`2026-13-01` is no file of a watch\n"),
        ("../../etc/passwd", "`../../etc/passwd` is no file of a watch\n"),
        ("1999-01", "log/1999-01.toml: there is no such file\n"),
    ],
)
def test_only_files_of_the_watch(what: str, stderr: str, small: Path) -> None:
    """No editor is started for another one."""
    env = {"EDITOR": "no-such-editor", "VISUAL": ""}
    outcome = run("edit", what, folder=small, env=env)
    assert outcome.exit_code == 2
    assert outcome.stderr.startswith(stderr)


def test_no_shell_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words are taken apart, and VISUAL goes before EDITOR."""
    monkeypatch.setenv("VISUAL", "code --wait; rm -rf x")
    monkeypatch.setenv("EDITOR", "vi")
    assert editor_command() == ["code", "--wait;", "rm", "-rf", "x"]
    monkeypatch.setenv("VISUAL", " ")
    assert editor_command() == ["vi"]
    monkeypatch.setenv("VISUAL", "'code")
    with pytest.raises(UsageError):
        editor_command()


def test_an_editor_that_is_not_there(small: Path) -> None:
    """Said with what to do."""
    env = {"EDITOR": "no-such-editor", "VISUAL": ""}
    outcome = run("edit", folder=small, env=env)
    assert outcome.exit_code == 2
    assert outcome.stderr.startswith("the editor `no-such-editor` does not start")
