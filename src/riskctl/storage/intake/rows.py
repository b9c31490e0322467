"""The rows of a file, by the form that its mapping names."""

from collections.abc import Callable, Iterator
from types import ModuleType

from riskctl.errors import UsageError
from riskctl.model.cells import Bad, FileForm, Row
from riskctl.model.mapping import Mapping
from riskctl.model.similar import hint_for
from riskctl.storage.intake.source import Source


def read_rows(
    source: Source, mapping: Mapping, extra: Callable[..., ModuleType]
) -> Iterator[Row | Bad]:
    """
    Yield the rows of a file, and in their place what cannot be read of it.

    Args:
        extra: Returns the module of an extra, or raises what says how to get it.

    Raises:
        UsageError: It is not what the mapping says, or an extra is missing.
    """
    reader, needed = mapping.reader, mapping.needed
    match reader.form:
        case FileForm.CSV | FileForm.TSV:
            from riskctl.storage.intake.delimited import delimited_rows

            return delimited_rows(source, reader, needed)
        case FileForm.JSON:
            from riskctl.storage.intake.json_rows import json_rows

            return _refusing(json_rows(source, reader), mapping, source)
        case FileForm.JSONL:
            from riskctl.storage.intake.json_rows import json_line_rows

            return _refusing(json_line_rows(source, reader), mapping, source)
        case FileForm.FEED:
            from riskctl.storage.intake.feeds import feed_rows

            return feed_rows(source, reader, extra)
    from riskctl.storage.intake.sheets import sheet_rows

    return sheet_rows(source, reader, needed, extra)


def _refusing(
    rows: Iterator[Row | Bad], mapping: Mapping, source: Source
) -> Iterator[Row | Bad]:
    """
    Yield rows, and refuse them at their end where none had what tells them apart.

    Raises:
        UsageError: The mapping is for other data.
    """
    vital = {*mapping.identity, mapping.date.field}
    missing, known = set(vital), set[str]()
    for row in rows:
        if isinstance(row, Row):
            missing -= row.cells.keys()
            if missing:
                known |= row.cells.keys()
        yield row
    if missing == vital and known:
        name = min(missing)
        raise UsageError(
            f"{source.shown}: no row has a field `{name}`",
            hint=hint_for(
                name, known, otherwise=f"fields: {', '.join(sorted(known)[:12])}"
            ),
        )
