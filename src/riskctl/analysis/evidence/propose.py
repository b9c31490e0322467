"""A mapping to start from: what the columns of somebody's own table may be."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from riskctl.analysis.evidence.times import day_of
from riskctl.model.grade import Grade
from riskctl.model.mapping import Clock
from riskctl.model.naming import folded
from riskctl.model.source import is_address
from riskctl.model.watch import DateOrder

Rows = Sequence[Mapping[str, str]]

# The forms of dates that a table may have; of two that differ in the order of day
# and month alone, no row may tell.
FORMS: Final = (
    "%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y/%m/%d",
    "%Y%m%d", "%d/%m/%y", "%m/%d/%y", "%d %B %Y", "%d %b %Y", "%B %d, %Y",
    "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M", "iso",
)  # fmt: skip
_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "date": ("date", "day", "when", "event date", "datum", "fecha", "дата"),
    "recorded": ("noted", "recorded", "entered", "added", "logged", "seen"),
    "identity": ("id", "number", "no", "nr", "ref", "reference", "uid", "key"),
    "type": ("type", "kind", "category", "class", "event type", "code", "topic"),
    "title": ("event", "title", "headline", "what", "description", "summary"),
    "source": ("source", "url", "link", "sources", "reference", "where read"),
    "note": ("remarks", "remark", "note", "notes", "comment", "comments", "details"),
    "grade": ("grade", "admiralty", "rating", "reliability"),
}
_MOST_KINDS: Final = 40


class Proposal(NamedTuple):
    """
    What the columns may be; empty where none is.

    Attributes:
        forms: How the date may be spelled; several where no row tells.
        noted_forms: The same of the second clock.
    """

    date: str
    forms: tuple[str, ...]
    title: str
    kind: str
    identity: tuple[str, ...]
    source: str = ""
    note: str = ""
    grade: str = ""
    noted: str = ""
    noted_forms: tuple[str, ...] = ()


def propose(header: Sequence[str], rows: Rows, order: DateOrder = "") -> Proposal:
    """
    Say what the columns of a table may be, for a person to look at.

    Args:
        order: What comes first in a day of numbers alone, where the watch says it.
    """
    free = list(header)

    def taken(
        what: str, fits: Callable[[Sequence[str]], bool], *, anywhere: bool = False
    ) -> str:
        """Take the first column of a fitting name, or any, whose texts fit."""
        names = [it for it in free if folded(it) in _WORDS[what]]
        names += [it for it in free if anywhere and it not in names]
        found = next((it for it in names if fits(_texts(rows, it))), "")
        if found:
            free.remove(found)
        return found

    date = taken("date", lambda it: bool(forms_of(it)), anywhere=True)
    forms = _in_order(forms_of(_texts(rows, date)), order)
    noted = taken("recorded", lambda it: bool(forms_of(it)))
    number = taken("identity", lambda it: len(it) == len({*it}) == len(rows) > 0)
    grade = taken("grade", lambda it: all(map(Grade.parse, it)))
    source = taken("source", lambda it: any(map(is_address, it)), anywhere=True)
    source = source or taken("source", bool)
    kind = taken("type", lambda it: 0 < len({*it}) <= _MOST_KINDS)
    note = taken("note", bool)
    title = taken("title", bool) or max(
        free, key=lambda it: sum(map(len, _texts(rows, it))), default=kind
    )
    return Proposal(
        date=date,
        forms=forms,
        title=title,
        kind=kind or title,
        identity=(number,) if number else tuple(filter(None, (date, title))),
        source=source,
        note=note,
        grade=grade,
        noted=noted,
        noted_forms=_in_order(forms_of(_texts(rows, noted)), order),
    )


def forms_of(texts: Iterable[str]) -> tuple[str, ...]:
    """
    Return the forms in which all of some texts are dates.

    >>> forms_of(["01/02/2026", "13/02/2026"]), forms_of(["01/02/2026"])
    (('%d/%m/%Y',), ('%d/%m/%Y', '%m/%d/%Y'))
    """
    kept = list(texts)
    return tuple(it for it in FORMS if kept and all(_is_day(text, it) for text in kept))


def _is_day(text: str, form: str) -> bool:
    try:
        day = day_of(text, Clock("", form), timezone="UTC")
    except ValueError:
        return False
    return 1900 <= day.year <= 2200  # noqa: PLR2004 (as in a log)


def _in_order(forms: tuple[str, ...], order: DateOrder) -> tuple[str, ...]:
    """Return forms, of those of numbers alone only the ones of an order."""
    if not order:
        return forms[:1] if _are_one(forms) else forms
    first = "%d" if order == "dmy" else "%m"
    kept = tuple(it for it in forms if it.startswith(first))
    return kept[:1] or forms[:1]


def _are_one(forms: tuple[str, ...]) -> bool:
    """Say whether the forms do not differ in which of two numbers is the month."""
    return not {"%d", "%m"} <= {it[:2] for it in forms}


def _texts(rows: Rows, name: str) -> list[str]:
    return [it[name] for it in rows if it.get(name)]
