"""What a second person made of an event, without knowing what the first had made."""

import datetime as dt
from typing import NamedTuple

from riskctl.model.grade import Grade
from riskctl.model.origin import NOWHERE, Origin, equal_wherever_read


@equal_wherever_read
class Coding(NamedTuple):
    """
    One event, coded a second time.

    Attributes:
        event: The id of the event.
        indicator: What it is about, by the second person.
        value: A name on that indicator's scale, or a number in its range.
        recorded: When it was coded (UTC).
        by: Who coded it.
    """

    id: str
    event: str
    indicator: str
    value: str | float
    grade: Grade
    recorded: dt.datetime
    by: str
    origin: Origin = NOWHERE
