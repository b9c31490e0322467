"""Read a file of positions from the disk."""

from pathlib import Path

from riskctl.errors import UsageError
from riskctl.storage.disk.files import is_file, read_bytes
from riskctl.storage.text.positions import PositionRow, read_positions


def open_positions(path: Path) -> tuple[tuple[PositionRow, ...], tuple[str, ...]]:
    """
    Return the rows of a file that say something, and what is wrong with the others.

    Raises:
        UsageError: There is no such file.
        WatchError: It cannot be read.
    """
    if not is_file(path):
        raise UsageError(
            f"{path}: there is no such file",
            hint="riskctl setup --template > positions.toml makes one to fill in",
        )
    return read_positions(read_bytes(path, shown=str(path)), str(path))
