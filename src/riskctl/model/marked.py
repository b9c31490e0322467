"""Records whose texts say a mark of secrecy that they do not have."""

from collections.abc import Iterator

from riskctl.model.record import Event, Note
from riskctl.model.tlp import Tlp


def marked_texts(record: Event | Note) -> Iterator[tuple[str, Tlp]]:
    """Yield each key whose text says a narrower mark than the record has."""
    for key, text in _texts_of(record):
        if not _may_say_mark(text):
            continue
        from riskctl.model.near_mark import mark_in

        said = mark_in(text)
        if said and said.is_above(record.tlp):
            yield key, said


def may_be_marked(record: Event | Note) -> bool:
    """Say, in little time, whether a text of a record may say a mark."""
    return any(_may_say_mark(text) for _, text in _texts_of(record))


def _may_say_mark(text: str) -> bool:
    if text.isascii():
        return "tlp" in text.lower()
    from riskctl.model.near_mark import may_have_mark

    return may_have_mark(text)


def _texts_of(record: Event | Note) -> Iterator[tuple[str, str]]:
    """Yield what a record says in words that others are shown, each with its key."""
    yield "title", record.title
    if record.note:
        yield "note", record.note
    for it in record.sources:
        yield "sources", it
    if isinstance(record, Event):
        yield "forum", record.forum
        yield "theatre", record.theatre
        yield "via", record.via
