"""Options that belong to every command, and arguments that begin with a minus."""

from pathlib import Path

import pytest

from riskctl.cli.command_list import COMMANDS
from tests.helpers import open_folder, run


class TestOptionsOfEveryCommand:
    def test_colour_is_chosen_on_both_sides_of_the_name(self, small: Path) -> None:
        """The one after it is the later word."""
        after = run("level", "--color", "always", folder=small)
        assert after == run("--color", "always", "level", folder=small)
        assert "\x1b" in after.stdout
        both = run("--color", "always", "level", "--color", "never", folder=small)
        assert "\x1b" not in both.stdout

    @pytest.mark.parametrize("option", ["--watch", "-w"])
    def test_the_watch_is_named_on_both_sides(self, option: str, small: Path) -> None:
        """In full and in short."""
        before = run(option, str(small), "level", "--brief")
        assert before.exit_code == 0
        assert before == run("level", "--brief", option, str(small))

    @pytest.mark.parametrize("option", ["-v", "--verbose"])
    def test_what_costs_time_is_told_on_both_sides(
        self, option: str, small: Path
    ) -> None:
        """It changes no answer."""
        plain = run("level", folder=small)
        assert plain == run("level", option, folder=small)
        assert plain == run(option, "level", folder=small)

    def test_the_version_is_shown_on_both_sides(self, small: Path) -> None:
        """Of the program: a command has none of its own."""
        assert run("level", "--version", folder=small) == run("--version")

    @pytest.mark.parametrize("command", COMMANDS)
    def test_no_command_lacks_them(self, command: str, small: Path) -> None:
        """A wrong colour is refused as such, and not as an unknown option."""
        outcome = run(command, "--color", "sometimes", "-v", folder=small)
        assert outcome.exit_code == 2
        assert "'sometimes' is not one of 'auto', 'always', 'never'" in outcome.stderr

    def test_help_is_a_word_too(self) -> None:
        """`riskctl help level` is `riskctl level --help`; alone it is `riskctl -h`."""
        assert run("help", "level") == run("level", "--help")
        assert run("help").stdout == run("-h").stdout
        assert run("help", "nope").exit_code == 2


class TestArgumentsThatBeginWithAMinus:
    @pytest.mark.parametrize("value", ["-0.5", "-.5", "-1"])
    def test_a_negative_value_is_a_value(self, value: str, small: Path) -> None:
        """No option begins with a digit."""
        outcome = run("log", "clash", value, "They said sorry", folder=small)
        assert outcome.exit_code == 0, outcome.stderr
        assert float(value) in {it.value for it in open_folder(small).log.events}

    def test_so_is_a_title(self, small: Path) -> None:
        """Between options, and after them."""
        words = ["log", "clash", "-g", "B2", "shots", "-5% of trade", "-d", "-3d", "-n"]
        outcome = run(*words, folder=small)
        assert 'title = "-5% of trade"' in outcome.stdout
        assert "date = 2026-11-17" in outcome.stdout

    def test_a_day_is_an_argument(self, small: Path) -> None:
        """`change -7d` is `change "7 days ago"`."""
        assert run("change", "-7d", folder=small).stdout == (
            run("change", "2026-11-13", folder=small).stdout
        )

    def test_an_unknown_option_stays_one(self, small: Path) -> None:
        """Only digits are let through."""
        outcome = run("log", "clash", "-q", "x", folder=small)
        assert outcome.exit_code == 2
        assert "No such option: -q" in outcome.stderr
