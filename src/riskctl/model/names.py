"""What the files of a watch are called."""

import re
from datetime import date
from typing import Final

CATALOGUE_FILE: Final = "indicators.toml"
LOG_FOLDER: Final = "log"
IMPORTS_FOLDER: Final = "imports"
INBOX_FOLDER: Final = "inbox"

# Compiled where it is used: most commands check no names.
_MONTH_FILE: Final = rf"{LOG_FOLDER}/(\d{{4}}-\d{{2}})\.toml"


def month_file(day: date) -> str:
    """
    Return the file of the log for what is dated on *day*, relative to the watch.

    >>> month_file(date(2026, 2, 5))
    'log/2026-02.toml'
    """
    return f"{LOG_FOLDER}/{day.isoformat()[:7]}.toml"


def month_in(file: str) -> str | None:
    """
    Return the month that a file of the log is named after; None if it has no such name.

    >>> month_in("log/2026-02.toml")
    '2026-02'
    """
    found = re.fullmatch(_MONTH_FILE, file, re.ASCII)
    return found[1] if found else None
