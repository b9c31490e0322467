"""
The options that completion offers: `python -m docs.option_words` writes them.

To ask the commands themselves would load Typer and all of a command with each Tab;
`--check` fails where the table is not what they say.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from typer.main import get_command

from riskctl.cli.app import app
from riskctl.cli.command_list import COMMANDS
from riskctl.cli.completion import complete
from riskctl.cli.completion.complete import OPTION_WORDS

FILE: Final = Path(complete.__file__).with_name(OPTION_WORDS)


def table() -> str:
    """Return a line for each option: the command, the option, what it does."""
    program: Any = get_command(app)
    return "".join(
        f"{name}\t{option}\t{' '.join(meaning.split())}\n"
        for name in ("", *COMMANDS)
        for option, meaning in _options(program.commands[name] if name else program)
    )


def _options(command: Any) -> Iterator[tuple[str, str]]:
    for it in command.params:
        if not getattr(it, "hidden", True):
            yield from ((name, it.help or "") for name in it.opts)
    yield "--help", "Show this message and exit."


def main() -> int:
    """Write the table; with `--check` say whether it is as written."""
    made = table()
    if "--check" in sys.argv:
        if FILE.read_text("utf-8") == made:
            return 0
        print(f"{OPTION_WORDS}: not what the commands say; run `make docs`")
        return 1
    FILE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
