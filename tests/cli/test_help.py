"""Every command explains itself, with examples that run as they are written."""

import re
import shlex
from typing import Any

import pytest
from typer.main import get_command

from riskctl import __version__
from riskctl.cli.app import app
from riskctl.cli.command_list import COMMANDS, GROUPS
from tests.helpers import run

EXAMPLE = re.compile(r"^ +\$ (riskctl .+)$", re.MULTILINE)


def examples(*command: str) -> list[str]:
    """Return the command lines that a command's help shows."""
    return EXAMPLE.findall(run(*command, "--help", env={"COLUMNS": "200"}).stdout)


@pytest.mark.parametrize("name", COMMANDS)
class TestEveryCommand:
    def test_h_and_help_are_one(self, name: str) -> None:
        """Both print on stdout and exit with 0."""
        short, long = run(name, "-h"), run(name, "--help")
        assert short == long
        assert (long.exit_code, long.stderr) == (0, "")
        assert long.stdout.startswith(f"Usage: riskctl {name} ")

    def test_starts_with_two_examples(self, name: str) -> None:
        """They stand above the arguments and the options."""
        text = run(name, "--help").stdout
        head = re.split(r"^(?:Arguments|Options):$", text, flags=re.MULTILINE)[0]
        assert len(EXAMPLE.findall(head)) >= 2

    def test_its_examples_are_commands(self, name: str) -> None:
        """Each one parses: no option or argument in it is unknown or missing."""
        group: Any = get_command(app)
        for example in examples(name):
            _, *words = shlex.split(example)
            assert words[0] == name
            command = group.get_command(None, name)
            context = command.make_context(name, words[1:])
            assert context.params

    def test_no_option_is_left_without_words(self, name: str) -> None:
        """Each option says what it takes in capitals, and what it does."""
        text = run(name, "--help", env={"COLUMNS": "200"}).stdout
        assert not re.search(r"<(?:str|int|float|path)>", text)
        options = re.findall(r"^  (-\S.*)$", text, re.MULTILINE)
        assert options
        assert all("  " in it for it in options)

    def test_fits_80_columns(self, name: str) -> None:
        """But for an example, which must stay in one line to be copied."""
        lines = run(name, "--help").stdout.splitlines()
        assert all(len(it) <= 80 for it in lines if "$ riskctl" not in it)


class TestTheProgram:
    @pytest.mark.parametrize("name", COMMANDS)
    def test_says_of_a_command_what_the_command_says_of_itself(self, name: str) -> None:
        """The list is written without loading the commands, and must not drift."""
        group: Any = get_command(app)
        help_text = group.get_command(None, name).help
        assert help_text.splitlines()[0] == COMMANDS[name]

    def test_lists_every_command_with_a_whole_sentence(self) -> None:
        """No sentence of the list is cut."""
        text = run("--help").stdout
        for group, commands in GROUPS.items():
            block = text.split(f"\n{group}:\n")[1].split("\n\n")[0]
            listed = block.splitlines()
            assert [it.split()[0] for it in listed] == list(commands)
            assert all(it.endswith(".") and not it.endswith("...") for it in listed)

    def test_its_examples_are_commands(self) -> None:
        """The three under `riskctl --help` begin with what is safe to try."""
        group: Any = get_command(app)
        assert len(examples()) == 3
        for example in examples():
            group.make_context("riskctl", shlex.split(example)[1:])

    def test_says_what_it_is_not(self) -> None:
        """The word `unofficial` is in the first lines."""
        assert "Unofficial" in "".join(run("--help").stdout.splitlines()[:4])

    def test_without_a_command_it_helps_and_fails(self) -> None:
        """A script that forgot the command must notice: exit 2."""
        outcome = run()
        assert outcome.exit_code == 2
        assert run("--help").stdout in (outcome.stdout, outcome.stderr)

    def test_version(self) -> None:
        """One line."""
        outcome = run("--version")
        assert (outcome.stdout, outcome.exit_code) == (f"riskctl {__version__}\n", 0)

    def test_a_mistyped_command_gets_the_nearest(self) -> None:
        """On stderr, with exit code 2."""
        outcome = run("leve")
        assert outcome.exit_code == 2
        assert outcome.stdout == ""
        assert "No such command 'leve'. Did you mean 'level'" in outcome.stderr

    def test_an_unknown_option_is_a_wrong_command_line(self) -> None:
        """On stderr, with exit code 2."""
        outcome = run("level", "--foo")
        assert (outcome.stdout, outcome.exit_code) == ("", 2)
        assert "No such option: --foo" in outcome.stderr
