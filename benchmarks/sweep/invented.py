"""
Invented files in the layout of GDELT 2.0, with crises that were planted.

The same seed gives the same bytes. No row is a real one: countries are three letters
by number. A few pairs are in the news every day and most hardly ever, as it is in
fact; a crisis is a burst of hostile rows for a pair that is in between.
"""

import gzip
import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate, combinations, islice
from pathlib import Path
from random import Random
from string import ascii_uppercase
from typing import Final, NamedTuple, TextIO

# How often a root code's first form comes, of 1000 rows: most is talk.
_CODES: Final = {
    "010": 160,
    "020": 60,
    "030": 60,
    "036": 60,
    "040": 110,
    "042": 90,
    "043": 80,
    "046": 20,
    "050": 40,
    "051": 40,
    "057": 20,
    "060": 15,
    "070": 15,
    "080": 10,
    "084": 5,
    "090": 15,
    "100": 20,
    "110": 30,
    "111": 50,
    "112": 30,
    "120": 20,
    "130": 10,
    "140": 15,
    "150": 5,
    "160": 5,
    "163": 5,
    "170": 10,
    "173": 10,
    "180": 5,
    "190": 12,
    "193": 5,
    "195": 2,
    "999": 1,
}
_HOSTILE: Final = ("138", "152", "154", "163", "171", "180", "190", "193", "194", "195")
CRISIS_DAYS: Final = 25
_CRISIS_ROWS: Final = 2
# Rows that are not between two states, as most of the real ones are; kept few here.
_HOMELESS: Final = 0.02
# Of 1000 rows of a day's file, how many are dated so many days before: reports look
# back, and a program takes "a year ago" for a date.
_LATE: Final = {7: 10, 30: 10, 365: 10, 3652: 2}
_AT_ONCE: Final = 100_000


class Shape(NamedTuple):
    """
    What is invented.

    Attributes:
        events: How many rows between two states, without the planted crises.
        crises: How many pairs have a crisis in the last days.
    """

    seed: int
    events: int
    pairs: int
    first: date
    last: date
    crises: int = 10

    @property
    def days(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1


class World:
    """The pairs, how often each is in the news, and which are in a crisis."""

    def __init__(self, shape: Shape) -> None:
        """Draw them from the seed."""
        self.shape = shape
        self._random = Random(shape.seed)  # noqa: S311 (invented, not secret)
        self.pairs = list(islice(_pairs(), shape.pairs))
        self._random.shuffle(self.pairs)
        # The most frequent pair has some hundred times the rows of one in the middle.
        self._weights = list(accumulate(1 / (it + 5) for it in range(shape.pairs)))
        self._segments = [_between(*it) for it in self.pairs]
        self._codes = list(_CODES)
        self._tails = {it: _coded(it) for it in (*_CODES, *_HOSTILE)}
        self._code_weights = list(accumulate(_CODES.values()))
        middle = range(shape.pairs // 20, shape.pairs // 2)
        self.crises = sorted(
            self._random.sample(middle, min(shape.crises, len(middle)))
        )
        self._next = 1

    def crisis_pairs(self) -> list[str]:
        """Return the pairs in a crisis, as a sweep names them."""
        return sorted("-".join(sorted(self.pairs[it])) for it in self.crises)

    def rows(
        self, first: date, last: date, count: int, *, added: date | None = None
    ) -> Iterator[str]:
        """
        Yield so many rows of the days from *first* to *last*, some at once.

        Args:
            added: When they became known, which is else their own day.
        """
        known = f"{added:%Y%m%d}" if added else None
        days = [
            f"{first + timedelta(days=it):%Y%m%d}"
            for it in range((last - first).days + 1)
        ]
        places = range(len(self.pairs))
        draw = self._random
        for start in range(0, count, _AT_ONCE):
            some = min(_AT_ONCE, count - start)
            pairs = draw.choices(places, cum_weights=self._weights, k=some)
            codes = draw.choices(self._codes, cum_weights=self._code_weights, k=some)
            when = draw.choices(days, k=some)
            yield "".join(
                f"{number}\t{day}\t\t\t\t{self._segments[pair]}{self._tails[code]}"
                f"{known or day}120000\thttps://example.org/{number}\n"
                for number, pair, code, day in zip(
                    range(self._next, self._next + some),
                    pairs,
                    codes,
                    when,
                    strict=True,
                )
            )
            self._next += some

    def crisis_rows(self) -> Iterator[str]:
        """Yield the planted crises: some hostile rows a day up to the last day."""
        for place in self.crises:
            for back in range(CRISIS_DAYS):
                day = f"{self.shape.last - timedelta(days=back):%Y%m%d}"
                for code in self._random.choices(_HOSTILE, k=_CRISIS_ROWS):
                    yield (
                        f"{self._next}\t{day}\t\t\t\t{self._segments[place]}"
                        f"{self._tails[code]}{day}120000\thttps://example.org/c\n"
                    )
                    self._next += 1

    def homeless_rows(self, day: date, count: int) -> Iterator[str]:
        """Yield rows of one country, of none, and of one twice."""
        texts = [_between("AAA", "AAA"), _between("AAA", ""), _between("", "")]
        for segment in self._random.choices(texts, k=count):
            yield (
                f"{self._next}\t{day:%Y%m%d}\t\t\t\t{segment}{self._tails['010']}"
                f"{day:%Y%m%d}120000\thttps://example.org/h\n"
            )
            self._next += 1


def write_files(shape: Shape, folder: Path, *, packed: bool = False) -> list[Path]:
    """Write a file for each year, and what was planted beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    world = World(shape)
    paths, written = [], 0
    for year in range(shape.first.year, shape.last.year + 1):
        first = max(shape.first, date(year, 1, 1))
        last = min(shape.last, date(year, 12, 31))
        upto = round(shape.events * ((last - shape.first).days + 1) / shape.days)
        path = folder / f"{year}.export.CSV{'.gz' if packed else ''}"
        with _opened(path) as file:
            file.writelines(world.rows(first, last, upto - written))
            file.writelines(
                world.homeless_rows(last, int((upto - written) * _HOMELESS))
            )
            if last == shape.last:
                file.writelines(world.crisis_rows())
        paths.append(path)
        written = upto
    planted = json.dumps(world.crisis_pairs(), indent=1)
    (folder / "planted.json").write_text(planted + "\n", encoding="ascii")
    return paths


def write_increment(shape: Shape, path: Path, *, day: date, count: int) -> Path:
    """
    Write one more day; its numbers follow on those of every other file.

    Some of its rows are dated a week, a month, a year or ten years before.
    """
    world = World(shape)
    world._next = 2 * shape.events  # noqa: SLF001 (beyond every number of the files)
    with _opened(path) as file:
        late = {back: count * share // 1000 for back, share in _LATE.items()}
        file.writelines(world.rows(day, day, count - sum(late.values())))
        for back, some in late.items():
            then = day - timedelta(days=back)
            file.writelines(world.rows(then, then, some, added=day))
    return path


def _opened(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return gzip.open(path, "wt", encoding="ascii", compresslevel=1)
    return path.open("w", encoding="ascii")


def _pairs() -> Iterator[tuple[str, str]]:
    """Yield pairs of countries: the first few hundred names give 40,000 of them."""
    names = ["".join(it) for it in combinations(ascii_uppercase, 3)]
    for place, name in enumerate(names):
        yield from ((other, name) for other in names[:place])


def _between(first: str, second: str) -> str:
    """Return the twenty fields of two actors, of which only the countries are known."""
    return f"{first}\t\t{first}{chr(9) * 8}{second}\t\t{second}{chr(9) * 8}"


def _coded(code: str) -> str:
    """Return the fields from the root mark to the places, which are empty."""
    return f"1\t{code}\t{code}\t{code[:2]}\t1\t0.0\t1\t1\t1\t0.0{chr(9) * 25}"


def counts_of(shape: Shape) -> Sequence[int]:
    """Return how many rows each kind of a shape has: between states, and planted."""
    return shape.events, shape.crises * CRISIS_DAYS * _CRISIS_ROWS
