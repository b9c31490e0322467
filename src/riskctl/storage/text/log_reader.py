"""One file of the log, read by the quickest way to its records."""

from riskctl.storage.text.canonical import read_canonical
from riskctl.storage.text.log_text import LogText


def read_log(data: bytes, file: str) -> LogText:
    """Read one file of the log: the records that are whole, and every problem."""
    found = read_canonical(data, file)
    if found and found.records:
        return LogText(found.records, (), is_canonical=True)
    # The full parser takes longer to load than most files take to be read.
    from riskctl.storage.text.reader import read_any

    return read_any(data, file)
