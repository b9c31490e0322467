"""JSON and JSON Lines as rows: what is nested becomes fields with dots."""

import json
from collections.abc import Iterator
from typing import Any, Final

from riskctl.errors import UsageError
from riskctl.model.cells import BETWEEN, Bad, Reader, Row
from riskctl.storage.intake.source import Source

MOST_BYTES: Final = 64 * 1024 * 1024
_MOST_LINE: Final = 1024 * 1024
_MOST_FIELDS: Final = 2000
_DEEPEST: Final = 12


class _Doubled(ValueError):  # noqa: N818 (it becomes a message)
    """An object has two keys of one name."""


def json_rows(source: Source, reader: Reader) -> Iterator[Row | Bad]:
    """
    Yield the objects of a list in a JSON document.

    Raises:
        UsageError: It is no JSON, or has no such list.
    """
    source.refuse_page("JSON")
    data = source.whole(most=MOST_BYTES)
    document = parsed(data, f"{source.shown}", reader.encoding)
    for number, found in enumerate(_items(document, reader, source), start=1):
        yield row_of(found, number, reader)


def json_line_rows(source: Source, reader: Reader) -> Iterator[Row | Bad]:
    """
    Yield the objects of a text with one on each line.

    Raises:
        UsageError: A line of it is no JSON.
    """
    source.refuse_page("JSON Lines")
    number = 0
    while line := source.stream.readline(_MOST_LINE):
        number += 1
        if len(line) == _MOST_LINE:
            raise UsageError(
                f"{source.shown}:{number}: a line of more than a megabyte",
                hint='one object a line; for one document: reader = { form = "json" }',
            )
        if line.strip():
            found = parsed(line, f"{source.shown}:{number}", reader.encoding)
            yield row_of(found, number, reader)


def parsed(data: bytes, shown: str, encoding: str = "utf-8") -> Any:  # noqa: ANN401 (JSON)
    """
    Return what a JSON text says.

    Raises:
        UsageError: It says nothing that riskctl reads.
    """
    if encoding == "utf-8":
        encoding = "utf-16" if b"\0" in data[:4] else "utf-8-sig"
    try:
        return json.loads(data.decode(encoding), object_pairs_hook=_single)
    except json.JSONDecodeError as error:
        where = shown if ":" in shown else f"{shown}:{error.lineno}"
        raise UsageError(
            f"{where}: not JSON: {error.msg.lower()}",
            hint="mend it there; one object on each line is `jsonl`",
        ) from None
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{shown}: byte {error.start} is not {encoding.removesuffix('-sig')}",
            hint="save it as UTF-8",
        ) from None
    except _Doubled as error:
        raise UsageError(
            f"{shown}: an object has two keys `{error}`", hint="give one another name"
        ) from None
    except (ValueError, RecursionError):
        raise UsageError(
            f"{shown}: deeper than any data, or a number of thousands of digits",
            hint="remove what no data needs",
        ) from None


def _single(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Doubled(next(it for it in names if names.count(it) > 1))
    return found


def _items(document: object, reader: Reader, source: Source) -> list[object]:
    """Return the list to which the keys of the mapping lead."""
    found = [document]
    for key in filter(None, reader.items.split(".")):
        inner = [
            it[key]
            for one in found
            for it in (one if isinstance(one, list) else [one])
            if isinstance(it, dict) and key in it
        ]
        if not inner:
            raise UsageError(
                f"{source.shown}: there is no `{key}` in it, where the rows should be",
                hint=f"mend `items` of the reader, which is `{reader.items}`",
            )
        found = inner
    return [it for one in found for it in (one if isinstance(one, list) else [one])]


def row_of(found: object, number: int, reader: Reader) -> Row | Bad:
    """Return an object as a row; what is nested gets a name with dots."""
    if not isinstance(found, dict):
        return Bad(number, "not an object", 'like { "date": ..., "title": ... }')
    cells: dict[str, list[str]] = {}
    try:
        _flatten(found, "", cells, depth=0)
    except RecursionError:
        return Bad(number, "deeper or wider than any row", "leave out what is nested")
    joined = {name: BETWEEN.join(texts) for name, texts in cells.items()}
    empty = {"", *reader.empty}
    return Row(number, {name: it for name, it in joined.items() if it not in empty})


def _flatten(
    value: object, name: str, cells: dict[str, list[str]], *, depth: int
) -> None:
    if depth > _DEEPEST or len(cells) > _MOST_FIELDS:
        raise RecursionError
    if isinstance(value, dict):
        for key, inner in value.items():
            _flatten(inner, f"{name}.{key}" if name else key, cells, depth=depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _flatten(inner, name, cells, depth=depth + 1)
    elif value is not None:
        text = json.dumps(value) if isinstance(value, bool) else str(value)
        cells.setdefault(name, []).append(text.strip())
