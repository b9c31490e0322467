"""Let Ctrl-C be Ctrl-C, whatever a query says of it."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def interrupts() -> Iterator[None]:
    """
    Ask DuckDB something: it calls Ctrl-C an error of its own.

    Raises:
        KeyboardInterrupt: The query was interrupted from the keyboard.
    """
    try:
        yield
    except RuntimeError as error:
        if "interrupted" not in str(error):
            raise
        raise KeyboardInterrupt from None
