"""The lines of an input, split by Arrow; and which of them is no row of its layout."""

import gzip
import re
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any, Final

from riskctl.errors import WatchError
from riskctl.reporting.extras import extra
from riskctl.sweep.engines.arrow import arrow
from riskctl.sweep.layout import Layout

# What a row has of it in the view `raw`.
NAMED: Final = ("identity", "day", "first", "second", "code", "added")
# Small, so that what is read lies in the processor's cache; a row must fit into one.
_BLOCK: Final = 1 << 20
_LAYOUT_HINT: Final = (
    "the file is cut off, or of another layout: fetch it again, or name its layout "
    "with --as"
)
# What DuckDB and Arrow say before what is the matter.
_PREFIX: Final = re.compile(r"^.*(?:Invalid|IOError|failed|error): ")


def named_columns(path: Path, layout: Layout) -> Any:  # noqa: ANN401 (Arrow's reader)
    """
    Return a reader of those columns of a file that a sweep needs, as texts.

    DuckDB's own reader takes more than twice as long for files of so many columns.

    Raises:
        WatchError: It cannot be read, or a row of its beginning is misshapen; what
            comes later is said when it is read.
    """
    pa = arrow()
    pc = extra("pyarrow.csv", package="pyarrow", name="sweep")
    texts = {it: pa.string() for it in NAMED}
    called = {getattr(layout, it): it for it in NAMED}
    places = range(1, layout.columns + 1)
    try:
        return pc.open_csv(
            path,
            read_options=pc.ReadOptions(
                column_names=[called.get(it, f"c{it}") for it in places],
                block_size=_BLOCK,
                use_threads=False,
            ),
            parse_options=pc.ParseOptions(delimiter="\t", quote_char=False),
            convert_options=pc.ConvertOptions(
                include_columns=NAMED, column_types=texts
            ),
        )
    except (OSError, pa.ArrowException) as error:
        if "Empty CSV file" in str(error):
            return pa.RecordBatchReader.from_batches(pa.schema(texts), [])
        raise misread(path, layout, str(error)) from None


def misread(path: Path, layout: Layout, said: str) -> WatchError:
    """
    Say what is wrong with a file that could not be read: the line, where it is one.

    Args:
        said: What the reader found, for what lies in no line.
    """
    try:
        with opened(path) as file:
            found = _odd_line(file, layout)
    except (OSError, EOFError, zlib.error) as error:
        found, said = "", str(error)
    if found:
        return WatchError(f"{path}:{found}", hint=_LAYOUT_HINT)
    what = _PREFIX.sub("", said.partition("\n")[0])
    return WatchError(
        f"{path}: cannot be read: {what}",
        hint="is it a file of tab-separated rows, plain or .gz?",
    )


def _odd_line(file: Iterable[bytes], layout: Layout) -> str:
    """Return the number of the first line that is no row, and why; empty if all are."""
    places = [getattr(layout, it) - 1 for it in NAMED]
    for number, line in enumerate(file, 1):
        cells = line.rstrip(b"\r\n").split(b"\t")
        if cells == [b""]:
            continue
        if len(cells) != layout.columns:
            return (
                f"{number}: {len(cells)} columns, where {layout.columns} are expected"
            )
        if len(line) > _BLOCK:
            return f"{number}: cannot be read: the row is too long"
        try:
            _ = [cells[it].decode() for it in places]
        except UnicodeDecodeError:
            return f"{number}: cannot be read: not UTF-8"
        if any(b"\r" in it for it in cells):
            return f"{number}: cannot be read: a line break within the row"
    return ""


def opened(path: Path) -> IO[bytes] | gzip.GzipFile:
    """Open an input, packed or not."""
    return gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb")
