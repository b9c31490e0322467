"""How every command that writes comes to its watch: locked, read afresh, whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from riskctl.cli import output
from riskctl.cli.watches import folder_of, refuse_faults
from riskctl.model.watch import Watch
from riskctl.storage.disk import DISK
from riskctl.storage.edit import Editor, editing
from riskctl.storage.watch import WatchFolder, default_folder, read_watch


def read_or_start(folder: WatchFolder) -> Watch:
    """Read a watch, or return the own one that the first `log` is going to make."""
    if not folder.exists and folder == default_folder():
        from riskctl.storage.create import starting_watch

        return starting_watch()
    return read_watch(folder)


@contextmanager
def open_editor(named: Path | None, *, dry_run: bool) -> Iterator[Editor]:
    """
    Lock the watch for a command that writes; make the user's own on first use.

    Args:
        dry_run: Nothing is going to be written, so nothing is locked or made.

    Raises:
        WatchError: The watch has a fault that forbids a level.
        LockedError: Another process holds it.
        WriteError: It cannot be written.
    """
    folder = folder_of(named)
    if dry_run:
        watch = read_or_start(folder)
        refuse_faults(watch)
        yield Editor(folder, watch, disk=DISK)
        return
    if not folder.exists and folder == default_folder():
        from riskctl.storage.create import create_watch

        create_watch(folder)
        output.note(f"made your own watch in {folder.path}")
    with editing(folder) as editor:
        refuse_faults(editor.watch)
        yield editor
