"""
The colours of the levels on a page.

From 3 to 1 they get darker, so that a grey print still orders them; 4 and 5 are
light. Every one carries its digit at a contrast of 4.5 to 1 or more.
"""

from typing import Final

# By the colour that the catalogue names.
FILLS: Final = {
    "green": "#7fbf9b",
    "blue": "#5a9bcb",
    "yellow": "#f2d648",
    "orange": "#e07b00",
    "red": "#9b1c1c",
}
INKS: Final = {
    "green": "#0f1113",
    "blue": "#0f1113",
    "yellow": "#0f1113",
    "orange": "#0f1113",
    "red": "#ffffff",
}
# Of a level that is no longer current.
EXPIRED: Final = "#8a9097"
EXPIRED_INK: Final = "#0f1113"
