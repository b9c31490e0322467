"""Texts that say a mark of secrecy, in records that do not have it."""

from riskctl.errors import UsageError
from riskctl.model.marked import marked_texts
from riskctl.model.record import Event, Note


def refuse_unmarked(record: Event | Note) -> None:
    """
    Refuse a text that says a mark which the record does not have.

    Raises:
        UsageError: It would be published.
    """
    for key, mark in marked_texts(record):
        raise UsageError(
            f"`{key}` says TLP:{mark.name}, which marks nothing",
            hint=f"add --tlp {mark.value}, or word `{key}` otherwise",
        )
