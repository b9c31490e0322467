"""Completion: the words that have to be typed exactly, in three shells."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from riskctl.cli.app import app
from riskctl.cli.command_list import COMMANDS
from riskctl.cli.completion.complete import (
    bash_text,
    explained,
    fish_text,
    matching,
    zsh_text,
)
from riskctl.cli.completion.line import (
    ARGUMENTS,
    OPTIONS,
    TypedWord,
    read_line,
    stands_alone,
)
from riskctl.cli.completion.words import words_for
from tests.cli.small import small_watch
from tests.helpers import EXAMPLE, NOW, make_watch

HOSTILE = (
    "$(touch owned)",
    "`touch owned`",
    "a; touch owned",
    "a b",
    "'a",
    '"a',
    "*",
    "~root",
    "a\\b",
    "\u202ea",
)


def completed(typed: str, folder: Path, *, speaks: str = "bash") -> list[str]:
    """Return the lines that a shell gets for what was typed; it is cut at its end."""
    words = f"riskctl {typed}"
    asked = {
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
        "_TYPER_COMPLETE_ARGS": words,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_RISKCTL_COMPLETE": f"complete_{speaks}",
    }
    done = subprocess.run(
        [sys.executable, "-m", "riskctl"],
        capture_output=True,
        check=True,
        text=True,
        cwd=folder,
        env={**os.environ, **asked, "RISKCTL_NOW": NOW},
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


class TestWords:
    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ("le", ["level"]),
            ("log t", ["treaty", "talks"]),
            ("log talks c", ["call"]),
            ("log -n --source x talks s", ["summit"]),
            ("review talks cl", ["clash"]),
            ("explain tr", ["treaty"]),
            ("events -i tr", ["treaty"]),
            ("show 2026-11-10", ["2026-11-10-shot01"]),
            ("show guard", ["2026-11-12-shot02"]),
            ("retract 2026-11-10-shot01 2026-10-0", ["2026-10-05-trty01"]),
            ("report --week 2026-W46", ["2026-W46"]),
            ("report -f mark", ["markdown"]),
            ("events -f jsonl", ["jsonl"]),
            ("check twi", ["twins"]),
            ("init --example us", ["us-russia"]),
            ("history --step w", ["week"]),
            ("log --tlp am", ["amber"]),
            ("level --ful", ["--full"]),
            ("level --fail-at ", ["4", "3", "2", "1"]),
            ("level --known-at n", ["now"]),
            ("amend 2026-10-20-talk01 --value s", ["summit"]),
            ("inbox ", ["list", "accept", "reject", "undo"]),
            ("inbox reject --reason op", ["opinion"]),
            ("sweep --engine d", ["duckdb"]),
            ("export sc", ["scores"]),
            ("--color n", ["never"]),
            ("edit 2026-1", ["2026-12", "2026-11", "2026-10"]),
            ("help bac", ["backtest"]),
            ("log nothing-like-it ", []),
            ("log zzz", []),
        ],
    )
    def test_are_offered(self, typed: str, words: list[str], tmp_path: Path) -> None:
        """Each where it is meant, whatever options stand before it."""
        assert sorted(words) == sorted(completed(typed, small_watch(tmp_path)))

    def test_an_everyday_word_finds_the_indicator(self) -> None:
        """If it finds one alone: of several, a shell would take what they share."""
        assert completed("log drone", EXAMPLE) == ["military-encounter"]

    def test_without_a_watch_there_is_nothing_to_offer(self, tmp_path: Path) -> None:
        """And nothing to say on stderr either."""
        assert completed("-w nowhere log tr", tmp_path) == []

    @pytest.mark.parametrize("files", ["catalogue", "log"])
    def test_a_broken_file_offers_nothing(self, files: str, tmp_path: Path) -> None:
        """Whoever presses Tab is told by the next command what is wrong."""
        folder = small_watch(tmp_path)
        if files == "catalogue":
            (folder / "indicators.toml").write_bytes(b"\xff[[")
            assert completed("log tr", folder) == []
        else:
            (folder / "log" / "2026-11.toml").write_bytes(b'\n[[event]]\nid = "\xff"')
            assert completed("show 2026-11-", folder) == []


class TestShells:
    def test_fish_shows_what_they_mean(self, tmp_path: Path) -> None:
        """After a tab."""
        lines = completed("log talks s", small_watch(tmp_path), speaks="fish")
        assert [it.partition("\t")[0] for it in lines] == ["summit"]

    def test_zsh_gets_pairs_to_evaluate(self, tmp_path: Path) -> None:
        """Each word with what it means, in quotes; where there is nothing, files."""
        folder = small_watch(tmp_path)
        (shown,) = completed("show guard", folder, speaks="zsh")
        assert shown == (
            '_arguments \'*: :(("2026-11-12-shot02":"A guard is said to be dead"))\''
        )
        assert completed("log zzz", folder, speaks="zsh") == ["_files"]

    @pytest.mark.parametrize("typed", ["show 2026", "level --"])
    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_none_loads_what_draws(
        self, shell: str, typed: str, tmp_path: Path
    ) -> None:
        """With each Tab the program starts."""
        script = (
            "import sys\nsys.argv = ['riskctl']\n"
            "from riskctl.__main__ import main\nmain()\n"
            "print(*sys.modules, file=sys.stderr)"
        )
        done = subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            check=True,
            text=True,
            cwd=small_watch(tmp_path),
            env={**os.environ, "COMP_WORDS": f"riskctl {typed}", "COMP_CWORD": "2",
                 "_TYPER_COMPLETE_ARGS": f"riskctl {typed}",
                 "_TYPER_COMPLETE_FISH_ACTION": "get-args",
                 "_RISKCTL_COMPLETE": f"complete_{shell}"},
        )  # fmt: skip
        offered = "2026-11-10-shot01" if "show" in typed else "--fail-at"
        assert offered in done.stdout
        heavy = {"typer", "rich", "jinja2", "prompt_toolkit", "riskctl.cli.app"}
        assert heavy & {*done.stderr.split()} == set()


class TestHostileTexts:
    @pytest.mark.parametrize("text", HOSTILE)
    def test_are_never_words_to_type(self, text: str) -> None:
        """A shell would read them as more than letters."""
        assert matching([TypedWord(text), TypedWord("plain-1")], "") == [
            TypedWord("plain-1")
        ]

    @pytest.mark.parametrize("text", HOSTILE)
    def test_explain_without_what_a_shell_reads(self, text: str) -> None:
        """Only letters, digits, spaces and harmless signs are left."""
        left = explained(TypedWord("plain", f"{text}):('\"$`\\\n\t{text}"))
        assert not {*left} & {*"$`'\"\\;|&<>(){}[]*?!~#:\n\t"}

    @pytest.mark.parametrize("form", [bash_text, fish_text, zsh_text])
    def test_do_nothing_when_a_shell_evaluates_them(
        self, form: Any, tmp_path: Path
    ) -> None:
        """As the scripts of zsh do with the whole answer."""
        words = matching([TypedWord("plain", text) for text in HOSTILE], "")
        script = f"_arguments() {{ :; }}; eval $(cat <<'END'\n{form(words)}\nEND\n)"
        subprocess.run(
            ["bash", "-c", script], cwd=tmp_path, capture_output=True, check=False
        )
        assert list(tmp_path.iterdir()) == []

    def test_an_id_of_a_log_is_text(self, tmp_path: Path) -> None:
        """It may have been written by hand, or by somebody else."""
        block = (
            '[[event]]\nid = "2026-11-01-$(touch owned)"\ndate = 2026-11-01\n'
            'indicator = "talks"\nvalue = "call"\ntitle = "T"\n'
        )
        folder = make_watch(tmp_path / "w", {"2026-11.toml": block})
        assert completed("show 2026", folder) == []


class TestTable:
    @pytest.mark.parametrize("name", COMMANDS)
    def test_knows_the_fixed_words_of_every_option_and_argument(
        self, name: str, tmp_path: Path
    ) -> None:
        """What has to be typed exactly is offered, whole, where it is meant."""
        group: Any = get_command(app)
        for it in group.get_command(None, name).params:
            choices = getattr(it.type, "choices", None)
            if choices is None:
                continue
            before = [*it.opts[-1:]] if it.opts[0].startswith("-") else []
            line = read_line(["-w", str(tmp_path), name, *before])
            offered = {word.text for word in words_for(line, "")}
            assert {getattr(word, "value", word) for word in choices} <= offered, it

    def test_names_the_commands_that_there_are(self) -> None:
        """A command of another branch would be completed by nobody."""
        assert {*ARGUMENTS} - {"help"} <= {*COMMANDS}

    @pytest.mark.parametrize("name", COMMANDS)
    def test_knows_which_options_stand_alone(self, name: str) -> None:
        """A flag that was taken for an option would swallow the next word."""
        group: Any = get_command(app)
        for it in group.get_command(None, name).params:
            words = (*it.opts, *it.secondary_opts)  # --scheduled, and --no-scheduled
            for word in (it for it in words if it.startswith("-")):
                is_flag = bool(getattr(it, "is_flag", False))
                assert stands_alone(name, word) is is_flag, word
                assert not (is_flag and word in OPTIONS)
