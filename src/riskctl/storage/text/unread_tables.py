"""Tables that stand where no record is read, and have the keys of one."""

from typing import Final

# Which keys together nothing has but a record of that kind.
_TELLING: Final = (
    ("event", frozenset(("date", "indicator"))),
    ("review", frozenset(("indicators", "recorded"))),
    ("retraction", frozenset(("record", "reason"))),
    ("retraction", frozenset(("event", "reason"))),
    ("note", frozenset(("date", "title", "recorded"))),
)


def record_in(value: object) -> str:
    """
    Return the kind of a record that a value is or holds at any depth, "" for none.

    >>> record_in([{"date": 1, "indicator": "border"}]), record_in({"date": 1})
    ('event', '')
    """
    if isinstance(value, list):
        return next(filter(None, map(record_in, value)), "")
    if not isinstance(value, dict):
        return ""
    kind = next((kind for kind, telling in _TELLING if value.keys() >= telling), "")
    return kind or record_in([*value.values()])
