"""`riskctl index`."""

from typing import Annotated, Final

import typer

from riskctl.cli import options, output
from riskctl.cli.watches import folder_of
from riskctl.reporting.lines import line
from riskctl.reporting.words import counted
from riskctl.storage.index.state import (
    IndexState,
    drop_index,
    rebuild_index,
    state_of_index,
)

_MEGABYTE: Final = 1024 * 1024


def index(
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Make it anew from the log's files.")
    ] = False,
    drop: Annotated[
        bool, typer.Option("--drop", help="Remove it; the next command makes it anew.")
    ] = False,
    watch: options.WatchFolderOption = None,
) -> None:
    """
    Show the index that answers for a large log.

    \b
    $ riskctl index
    $ riskctl index --rebuild

    It holds nothing that the log does not say, and is made anew when in doubt.
    """
    if rebuild and drop:
        raise typer.BadParameter("--rebuild and --drop exclude each other")
    folder = folder_of(watch)
    if drop:
        dropped = drop_index(folder)
        words = "the index is removed" if dropped else "there was no index"
        output.show([line(words)])
        return
    state = rebuild_index(folder) if rebuild else state_of_index(folder)
    output.show(map(line, _lines(state)))


def _lines(state: IndexState) -> list[str]:
    """Say where it is, what it holds, and whether it is used."""
    if not state.size:
        return [f"no index: {state.why}"]
    share = round(100 * state.size / state.log_size) if state.log_size else 0
    lines = [
        f"index    {state.file}",
        f"size     {_size(state.size)}, {share} % of the log",
    ]
    if state.files:
        records, files = counted(state.records, "record"), counted(state.files, "file")
        lines.append(f"holds    {records} of {files}")
    lines.append(f"in step  {'yes' if state.is_used else f'no: {state.why}'}")
    return lines


def _size(count: int) -> str:
    if count >= _MEGABYTE * 10:
        return f"{count // _MEGABYTE} MB"
    return f"{-(-count // 1024)} KB"
