"""
The manual pages, made from the help: `python -m docs.man_pages` writes them.

They lie in the tree, so that building a wheel needs nothing but the build backend;
`--check` fails where one is not what the help says.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from typer import Context
from typer.main import get_command

from riskctl import __version__
from riskctl.cli.app import CONTEXT, app
from riskctl.cli.command_list import COMMANDS, GROUPS
from riskctl.errors import ExitCode

FOLDER: Final = Path(__file__).parent / "man"
HELP: Final[Any] = CONTEXT["help_option_names"]
# What a paragraph of the help begins with that is not to be filled.
_AS_IT_IS: Final = "\b"


def pages() -> dict[str, str]:
    """Return each manual page by the name of its file."""
    program: Any = get_command(app)
    program.name = "riskctl"
    found = {"riskctl.1": _program_page(program)}
    for name, about in COMMANDS.items():
        page = "\n".join(_command_page(name, about, program.commands[name]))
        found[f"riskctl-{name}.1"] = page + "\n"
    return found


def escaped(text: str) -> str:
    r"""
    Return a text as roff prints it; a line of it never becomes a request.

    >>> escaped(r".B-side \n")
    '\\&.B\\-side \\en'
    """
    shown = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{shown}" if shown.startswith((".", "'")) else shown


def _program_page(program: Any) -> str:
    lines = [*_front("riskctl", "a crisis-risk tracker in plain text"), ".SH SYNOPSIS"]
    lines += [".B riskctl", "[\\fIoption\\fR ...] \\fIcommand\\fR [...]"]
    lines += [".SH DESCRIPTION", *_paragraphs(program.help or "")]
    lines.append(".SH COMMANDS")
    for group, commands in GROUPS.items():
        lines.append(f".SS {escaped(group)}")
        for name, about in commands.items():
            lines += [".TP", f".BR riskctl\\-{name} (1)", escaped(about)]
    lines += _options(program)
    lines.append(".SH EXIT STATUS")
    for it in ExitCode:
        lines += [".TP", f".B {it.value}", escaped(it.meaning)]
    lines += [".SH SEE ALSO", "The manual that ships with it: \\fBriskctl docs\\fR."]
    return "\n".join(lines) + "\n"


def _command_page(name: str, about: str, command: Any) -> Iterator[str]:
    yield from _front(f"riskctl-{name}", about[0].lower() + about[1:].rstrip("."))
    yield ".SH SYNOPSIS"
    yield f".B riskctl {name}"
    context = Context(command, info_name=name, help_option_names=HELP)
    yield " ".join(escaped(it) for it in command.collect_usage_pieces(context))
    yield ".SH DESCRIPTION"
    yield from _paragraphs(command.help or "")
    yield from _options(command)
    yield ".SH SEE ALSO"
    yield ".BR riskctl (1)"


def _front(name: str, about: str) -> list[str]:
    head = f'.TH "{escaped(name.upper())}" 1 "" "riskctl {__version__}" "riskctl"'
    return [head, ".SH NAME", f"{escaped(name)} \\- {escaped(about)}"]


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of a help; examples keep their lines."""
    for number, paragraph in enumerate(text.strip().split("\n\n")):
        lines = [it.strip() for it in paragraph.strip("\n").split("\n")]
        if number:
            yield ".PP"
        if lines[0] == _AS_IT_IS:
            yield from (".nf", *map(escaped, lines[1:]), ".fi")
        else:
            yield escaped(" ".join(lines))


def _options(command: Any) -> Iterator[str]:
    """Yield the words and options of a command, as its help lists them."""
    context = Context(command, info_name=command.name, help_option_names=HELP)
    for title, kind in (("ARGUMENTS", "argument"), ("OPTIONS", "option")):
        params = [
            it for it in command.get_params(context) if it.param_type_name == kind
        ]
        records = [it.get_help_record(context) for it in params]
        shown = [it for it in records if it]
        if shown:
            yield f".SH {title}"
        for names, meaning in shown:
            yield from (".TP", f".B {escaped(names)}", escaped(meaning) or "\\&")


def main() -> int:
    """Write the pages; with `--check` say which of them are not as written."""
    made = pages()
    there = {it.name: it.read_text("utf-8") for it in sorted(FOLDER.glob("*.1"))}
    if "--check" in sys.argv:
        stale = sorted(it for it in {*made, *there} if made.get(it) != there.get(it))
        for name in stale:
            print(f"docs/man/{name}: not what the help says; run `make docs`")
        return 1 if stale else 0
    FOLDER.mkdir(exist_ok=True)
    for name in there.keys() - made.keys():
        (FOLDER / name).unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
