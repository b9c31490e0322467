"""The tables of a TOML file, each as fields that can be read."""

from collections.abc import Sequence
from itertools import chain, repeat

from riskctl.model.finding import Finding
from riskctl.model.origin import Origin
from riskctl.storage.text.fields import Fields
from riskctl.storage.text.locate import Place, first_place, places_of
from riskctl.storage.text.toml import Document


def top_of(document: Document, what: str) -> Fields:
    """Return the whole file as fields: its keys, and its tables under their names."""
    place = document.places[0] if document.places else Place("", 1)
    return Fields(document.tables, document, place, what=what)


def tables_of(
    document: Document, name: str, *, what: str, line: int = 0
) -> Sequence[Fields] | None:
    """
    Return every `[[name]]` table; None where something else is called so.

    Args:
        line: Where those stand that are written inline, and have no header.
    """
    tables = document.tables.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(it, dict) for it in tables):
        return None
    places = chain(places_of(document.places, name), repeat(Place(name, line)))
    return [
        Fields(values, document, place, what=what)
        for values, place in zip(tables, places, strict=False)
    ]


def headed_tables(document: Document, name: str, *, what: str) -> Sequence[Fields]:
    """Return every `[[name]]` table; what is written inline is noted, and none read."""
    tables = tables_of(document, name, what=what)
    headers = len(places_of(document.places, name))
    if tables is None or (document.tables and len(tables) != headers):
        note_no_tables(document, name, line=key_line(document, name))
        return ()
    return tables


def note_no_tables(document: Document, name: str, *, line: int) -> None:
    """
    Note that what is called so is not written as `[[name]]` tables.

    Args:
        line: Where it stands, unless it has a header.
    """
    place = first_place(document.places, name, line=line)
    document.problems.append(
        Finding(
            check="wrong-types",
            message=f"`{name}` must be written as [[{name}]] tables",
            hint=f"put the header [[{name}]], with two brackets, above the keys",
            origin=Origin(document.file, place.line),
            blocking=True,
        )
    )


def key_line(document: Document, name: str) -> int:
    """Return the line of a key above the first header; 0 where it is not there."""
    return document.places[0].keys.get(name, 0) if document.places else 0
