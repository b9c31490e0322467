"""The TOML keys of the records of a log, and what each is for."""

from typing import Final

# The order in which a record is written. `recorded` must be there and comes late:
# a file that was cut off then shows it, and no `replaces` is lost in silence.
EVENT_KEYS: Final = {
    "id": "permanent; any unique part of it works at the prompt",
    "date": "the day it happened, unquoted",
    "indicator": "an id of the catalogue",
    "value": "a name on the indicator's scale, or a number in its range",
    "title": "one line: what happened",
    "sources": "a list of http or https addresses, or of plain references",
    "grade": "the Admiralty code, A1 to F6; without it the event counts as F6",
    "note": "whatever else the analyst wants to keep",
    "scheduled": "true: written down before its day, and meant to be",
    "backfilled": "true: `recorded` was set by hand",
    "replaces": "the id of the event that this one corrects",
    "tlp": "clear, green, amber or red: who may read it; clear unless given",
    "recorded": "when it was written down, with its offset",
    "by": "who wrote it down",
}
# Optional, but a level without them would rest on something else.
VITAL_KEYS: Final = ("grade", "scheduled", "replaces")
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
RETRACTION_KEYS: Final = {
    "id": "permanent",
    "event": "the id of the event that is withdrawn",
    "reason": "why",
    "recorded": "when it was written down, with its offset",
    "by": "who withdrew it",
}
