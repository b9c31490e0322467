"""What the tests of a sweep share: rows, a catalogue with floors, and one call."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from riskctl.model.grade import GRADES
from riskctl.storage.text.catalogue import read_catalogue
from riskctl.sweep.coding import Code, PairCoding, coding_of
from riskctl.sweep.engines.duck import Duck
from riskctl.sweep.folder import Document
from riskctl.sweep.layout import layout_called
from riskctl.sweep.order import EARLIEST, Order
from riskctl.sweep.run import sweep
from tests.helpers import CATALOGUE, ROOT

GDELT: Final = layout_called("gdelt2")
MACHINE: Final = (ROOT / "data" / "machine.toml").read_bytes()
_BEGIN: Final = date(2015, 1, 1)
# The small catalogue has a status, a contact, an incident with relief, and floors.
CODES: Final = {
    "ended": ("treaty", "B1"),
    "doubted": ("treaty", "C3"),
    "kept": ("treaty", "A2"),
    "summit": ("talks", "B2"),
    "call": ("talks", "C4"),
    "deaths": ("clash", "A1"),
    "shots": ("clash", "D3"),
    "apology": ("clash", "B2"),
}


def row(
    number: int,
    day: str = "20200101",
    *,
    pair: tuple[str, str] = ("AAA", "BBB"),
    code: str = "190",
    added: str | None = None,
) -> str:
    """Return a row in the layout of GDELT 2.0."""
    cells = [""] * GDELT.columns
    for place, text in (
        (GDELT.identity, str(number)),
        (GDELT.day, day),
        (GDELT.first, pair[0]),
        (GDELT.second, pair[1]),
        (GDELT.code, code),
        (GDELT.added, f"{day}120000" if added is None else added),
    ):
        cells[place - 1] = text
    return "\t".join(cells) + "\n"


def write(path: Path, rows: Iterable[str]) -> Path:
    """Write rows into a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(rows), encoding="utf-8")
    return path


def small_order(**more: Any) -> Order:
    """Return an order under the small catalogue, in which every kind and floor is."""
    source = CATALOGUE.encode()
    catalogue, problems = read_catalogue(source, "indicators.toml")
    assert not problems
    codes = tuple(
        Code(code, name, catalogue.number(name, code), GRADES[grade])
        for code, (name, grade) in CODES.items()
    )
    return Order(
        **{
            "layout": GDELT,
            "catalogue": catalogue,
            "source": source,
            "coding": PairCoding(codes),
            "known_at": None,
            "first": EARLIEST,
            "last": None,
            **more,
        }
    )


def machine_order(**more: Any) -> Order:
    """Return an order under the shipped machine catalogue."""
    catalogue, problems = read_catalogue(MACHINE, "machine.toml")
    assert not problems
    coding = coding_of(catalogue)
    return small_order(catalogue=catalogue, source=MACHINE, coding=coding, **more)


def swept(order: Order, inputs: Sequence[Path], target: Path) -> Document:
    """Sweep in this process."""
    return sweep(
        order,
        inputs,
        target,
        start=lambda scratch: Duck(
            order.coding, order.catalogue, workers=1, scratch=scratch
        ),
    )


def many_rows(seed: int, count: int, *, pairs: int, days: int) -> list[str]:
    """Return rows of many pairs under the small catalogue, in no order."""
    draw = Random(seed)  # noqa: S311 (invented, not secret)
    names = [f"{chr(65 + it // 26)}{chr(65 + it % 26)}X" for it in range(pairs + 1)]
    rows = []
    for number in range(1, count + 1):
        place = min(int(draw.expovariate(4.0) * pairs), pairs - 1)
        day = _BEGIN + timedelta(days=draw.randrange(days))
        late = timedelta(
            days=draw.choice((0, 0, 0, 1, 9)), seconds=draw.randrange(9999)
        )
        moment = datetime(day.year, day.month, day.day, 12) + late  # noqa: DTZ001
        rows.append(
            row(
                number,
                f"{day:%Y%m%d}",
                pair=tuple(draw.sample((names[place], names[place + 1]), 2)),  # type: ignore[arg-type]
                code=draw.choice(tuple(CODES)),
                added=f"{moment:%Y%m%d%H%M%S}",
            )
        )
    draw.shuffle(rows)
    return rows
