"""A crisis-risk tracker: a dated log, one published rule, an alert level."""

from typing import Final

__version__: Final = "0.1.0"
