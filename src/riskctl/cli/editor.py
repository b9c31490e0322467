"""The user's own editor, on a file of a watch."""

import os
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Final

from riskctl.errors import UsageError
from riskctl.storage.disk.files import read_bytes

_KNOWN: Final = ("sensible-editor", "nano", "vi")


def edit_file(path: Path) -> bool:
    """
    Open a file in the editor, wait for its end, and say whether the file changed.

    Raises:
        UsageError: There is no editor, or it ended with an error.
    """
    command = editor_command()
    before = read_bytes(path, shown=path.name)
    try:
        done = subprocess.run([*command, str(path)], check=False)  # noqa: S603 (the user's own, without a shell)
    except OSError as error:
        raise UsageError(
            f"the editor `{command[0]}` does not start: {error.strerror}",
            hint="EDITOR=nano riskctl edit",
        ) from None
    if done.returncode:
        raise UsageError(
            f"the editor `{command[0]}` ended with {done.returncode}",
            hint="look at what it saved: riskctl check",
        )
    return read_bytes(path, shown=path.name) != before


def editor_command() -> list[str]:
    """
    Return the words that start the editor: `VISUAL`, `EDITOR`, or one that is there.

    They are taken apart as a shell would, and no shell is started.

    Raises:
        UsageError: There is none, or the words cannot be taken apart.
    """
    named = (os.environ.get(it, "").strip() for it in ("VISUAL", "EDITOR"))
    chosen = next(filter(None, named), None)
    if not chosen:
        found = next(filter(shutil.which, _KNOWN), None)
        if found is None:
            raise UsageError("no editor is set", hint="EDITOR=nano riskctl edit")
        return [found]
    try:
        return shlex.split(chosen)
    except ValueError:
        raise UsageError(
            f"EDITOR: `{chosen}` has a quotation that does not end",
            hint="EDITOR=nano riskctl edit",
        ) from None
