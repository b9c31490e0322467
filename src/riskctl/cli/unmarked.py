"""Texts that begin with a mark of secrecy, in records that do not have it."""

from typing import Final

from riskctl.errors import UsageError
from riskctl.model.record import Event, Note

# So far into a text a mark may begin it.
_HEAD: Final = 16


def refuse_unmarked(record: Event | Note) -> None:
    """
    Refuse a text that begins with a mark which the record does not have.

    Raises:
        UsageError: It would be published.
    """
    for what, text in (("title", record.title), ("note", record.note)):
        if "tlp" not in text[:_HEAD].lower():
            continue
        from riskctl.model.near_mark import mark_at_start

        mark = mark_at_start(text)
        if mark and mark.is_above(record.tlp):
            raise UsageError(
                f"the {what} begins with TLP:{mark.name}, which marks nothing",
                hint=f"add --tlp {mark.value}, or begin the {what} otherwise",
            )
