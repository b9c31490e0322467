"""Completion where it is used: Tab in bash, zsh and fish, each in a terminal."""

import os
import shutil
from pathlib import Path

import pytest

from tests.cli.small import small_watch
from tests.cli.terminal import Terminal

TAB = "\t"
# How a shell that has read nothing of its owner's is started, and told of riskctl.
SHELLS = {
    "bash": (["--norc", "--noprofile", "-i"], 'eval "$(riskctl --show-completion)"'),
    "zsh": (
        ["-f", "-i"],
        'autoload -U compinit; compinit -u -D; eval "$(riskctl --show-completion)"',
    ),
    "fish": (["--no-config", "--private", "-i"], "riskctl --show-completion | source"),
}


@pytest.fixture(params=SHELLS)
def shell(
    request: pytest.FixtureRequest, terminals: list[Terminal], tmp_path: Path
) -> Terminal:
    """Return a shell in a terminal, which knows how riskctl's words are completed."""
    program = request.param
    if not shutil.which(program):
        if os.environ.get("RISKCTL_REQUIRE_SHELLS"):
            pytest.fail(f"RISKCTL_REQUIRE_SHELLS is set, and there is no {program}")
        pytest.skip(f"there is no {program}")
    options, taught = SHELLS[program]
    terminal = Terminal(options, watch=small_watch(tmp_path), program=program)
    terminals.append(terminal)
    terminal.type(f"{taught}; echo re''ady\r")
    terminal.expect("ready")
    return terminal


@pytest.mark.slow
def test_tab_types_what_is_meant(shell: Terminal) -> None:
    """A command, an indicator, its value, and the id that a title names."""
    shell.type("riskctl lo" + TAB)
    shell.stand_behind("riskctl log ")
    shell.type("tr" + TAB)
    shell.stand_behind("riskctl log treaty ")
    shell.type("dou" + TAB)
    shell.stand_behind("riskctl log treaty doubted ")
    shell.type("\x15")
    shell.type("riskctl show 2026-10-0" + TAB)
    shell.stand_behind("riskctl show 2026-10-05-trty01 ")
