"""The first and the last day of a log: bounds that no honest one meets."""

from datetime import date
from typing import Final

EARLIEST: Final = date(1900, 1, 1)
LATEST: Final = date(2200, 12, 31)
