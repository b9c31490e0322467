"""The TOML keys of the records of a log, and what each is for."""

from typing import Final

# The order in which a record is written. `recorded` must be there and comes late:
# a file that was cut off then shows it, and no `replaces` is lost in silence.
EVENT_KEYS: Final = {
    "id": "permanent; any unique part of it works at the prompt",
    "date": 'the day it happened, unquoted; a month, like "2026-05", stands for its '
    "first day, with its last as `until`",
    "indicator": "an id of the catalogue",
    "value": "a name on the indicator's scale, or a number in its range",
    "title": "one line: what happened",
    "sources": "a list of http or https addresses, or of plain references; for one "
    "that took it from another a table, { url = ..., origin = ... }",
    "grade": "the Admiralty code, A1 to F6; without it the event counts as F6",
    "note": "whatever else the analyst wants to keep",
    "scheduled": "true: a plan, written down before its day; it never counts",
    "backfilled": "true: `recorded` was set by hand",
    "until": "the last day of what took several, or of the days in question; the "
    "first one counts",
    "forum": "where it was said or decided",
    "theatre": "where it took place",
    "via": "how it came into the log, like the name of a feed",
    "confirms": "the id of the plan that it shows to have come about",
    "distinct": "a list of ids: events that look like this one, and are others",
    "replaces": "the id of the event or note that this one corrects",
    "tlp": "clear, green, amber or red: who may read it; clear unless given",
    "recorded": "when it was written down, with its offset",
    "by": "who wrote it down",
}
# Optional, but a level without them would rest on something else.
VITAL_KEYS: Final = ("grade", "scheduled", "confirms", "replaces")
REVIEW_KEYS: Final = {
    "id": "permanent",
    "date": "the day that was looked at, unquoted",
    "from": "in the place of `date`: the first day of a period that was looked at",
    "to": "its last day; it decides in which file the review stands",
    "indicators": "a list of indicator ids",
    "note": "where one looked",
    "recorded": "when it was written down, with its offset",
    "by": "who looked",
}
NOTE_KEYS: Final = {
    "id": "permanent",
    "date": "the day it happened, unquoted",
    "title": "one line: what happened",
    "sources": "a list of http or https addresses, or of plain references",
    "note": "whatever else the analyst wants to keep",
    "bulletin": "true: the keeper's own paragraph, for the bulletin of its week",
    "replaces": "the id of the event or note that this one corrects",
    "tlp": "clear, green, amber or red: who may read it; clear unless given",
    "recorded": "when it was written down, with its offset",
    "by": "who wrote it down",
}
RETRACTION_KEYS: Final = {
    "id": "permanent",
    "record": "the id of the record that is withdrawn; `event` is read as well",
    "reason": "why",
    "recorded": "when it was written down, with its offset",
    "by": "who withdrew it",
}
# All of them, by the table in which they stand.
LOG_KEYS: Final = {
    "event": EVENT_KEYS,
    "review": REVIEW_KEYS,
    "note": NOTE_KEYS,
    "retraction": RETRACTION_KEYS,
}
