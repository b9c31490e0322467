"""Bounds that no honest log meets."""

from datetime import date
from typing import Final

from riskctl.storage.disk.names import MAX_FILE_BYTES

__all__ = ["EARLIEST", "LATEST", "MAX_FILE_BYTES"]

EARLIEST: Final = date(1900, 1, 1)
LATEST: Final = date(2200, 12, 31)
