"""How every command that writes comes to its watch: locked, read afresh, whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from riskctl.cli import output
from riskctl.cli.opening import folder_of, refuse_faults
from riskctl.storage.create import create_watch
from riskctl.storage.edit import Editor, editing
from riskctl.storage.watch import default_folder


@contextmanager
def open_editor(named: Path | None) -> Iterator[Editor]:
    """
    Lock the watch for a command that writes; make the user's own on first use.

    Raises:
        WatchError: The watch has a fault that forbids a level.
        LockedError: Another process holds it.
        WriteError: It cannot be written.
    """
    folder = folder_of(named)
    if not folder.exists and folder == default_folder():
        create_watch(folder)
        output.note(f"made your own watch in {folder.path}")
    with editing(folder) as editor:
        refuse_faults(editor.watch)
        yield editor
