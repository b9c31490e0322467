"""A file as GDELT 2.0 publishes it, made up: 61 columns, no header, its traps."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Final

from tests.mappings import shipped

COLUMNS: Final = shipped("gdelt2").reader.columns
_CODES: Final = (
    "010", "036", "042", "043", "057", "111", "138", "150", "163", "173", "190",
)  # fmt: skip
_COUNTRIES: Final = ("USA", "RUS", "CHN", "GBR", "DEU", "", "---")
_NAMES: Final = ("PRESIDENT", "UNITED STATES", "RUSSIA", "MINISTRY", "POLICE")
ROWS_A_STORY: Final = 6


def gdelt_lines(
    rows: int, *, last: date, pairs: float = 0.05, seed: int = 1
) -> Iterator[str]:
    """
    Yield the lines of a file.

    Args:
        last: The day on which all of it was noted; events lie up to ten days back.
        pairs: The share of rows that are between the United States and Russia.
    """
    random = Random(seed)  # noqa: S311 (no secret)
    for number in range(rows):
        is_pair = random.random() < pairs
        day = last - timedelta(days=random.randrange(10))
        if number % 997 == 0:
            day = day.replace(year=day.year - 100)  # the trap of 1920 for 2020
        sides = ["USA", "RUS"] if is_pair else random.sample(_COUNTRIES, 2)
        random.shuffle(sides)
        story = number // ROWS_A_STORY
        cells = dict.fromkeys(COLUMNS, "")
        cells |= {
            "GLOBALEVENTID": str(613_000_000 + number),
            "SQLDATE": f"{day:%Y%m%d}",
            "Actor1Code": f"{sides[0]}GOV   ",
            "Actor1Name": random.choice(_NAMES),
            "Actor1CountryCode": sides[0],
            "Actor2Name": random.choice(_NAMES),
            "Actor2CountryCode": f"{sides[1]} ",
            "EventCode": random.choice(_CODES),
            "ActionGeo_Fullname": 'Moscow, "Moskva", Russia',
            "DATEADDED": f"{last:%Y%m%d}234500",
            "SOURCEURL": f"https://example.org/story/{story}",
        }
        yield "\t".join(cells.values()) + "\n"
