"""Bounds that no honest log meets."""

from datetime import date
from typing import Final

# Checked before a parser sees a byte: crafted keys can cost one seconds and
# gigabytes.
MAX_FILE_BYTES: Final = 32 * 1024 * 1024
EARLIEST: Final = date(1900, 1, 1)
LATEST: Final = date(2200, 12, 31)
