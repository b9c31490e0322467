"""What follows from a log by the month, named by what it was made from."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from riskctl.storage.months.facts import Facts
    from riskctl.storage.months.shelf import Shelf


class Prints(NamedTuple):
    """
    What each month of a log is made from, whatever the catalogue.

    Attributes:
        alone: From the files that have its days, and from the corrections that reach
            from one file into another.
        chain: From that, and from all the months before it.
        rest: The same two of every month after the last event.
    """

    alone: Mapping[str, str]
    chain: Mapping[str, str]
    rest: tuple[str, str]

    @classmethod
    def of(
        cls,
        files: Mapping[str, Facts],
        *,
        known: Prints | None = None,
        others: Iterable[Facts] = (),
    ) -> Prints:
        """
        Name the months of some files.

        Args:
            files: By name.
            known: How the months were named before.
            others: The files that came, went or changed since, as they were and are.
        """
        from riskctl.storage.disk.made import made_from

        foreign = sorted(it for file in files.values() for it in file.foreign)
        seed = made_from(foreign)
        tangles = _tangles(files)
        made: dict[int, list[str]] = {}
        for name, file in files.items():
            for month in months_of(file):
                made.setdefault(month, []).append(file.digest + tangles[name])
        alone: dict[str, str] = {}
        chain: dict[str, str] = {}
        link = seed
        start, end = min(made, default=0), max(made, default=-1) + 1
        touched = min((it for file in others for it in months_of(file)), default=end)
        # Where no file corrects another, a month rests on itself and those before it.
        if known and not foreign and known.rest[0] == seed:
            while start < min(touched, end) and (it := str(start)) in known.alone:
                alone[it], chain[it] = known.alone[it], known.chain[it]
                link, start = chain[it], start + 1
        for month in range(start, end):
            own = made_from(seed, sorted(made.get(month, ())))
            link = made_from(link, own)
            alone[str(month)], chain[str(month)] = own, link
        return cls(alone, chain, (seed, link))

    @classmethod
    def from_json(cls, row: list[Any]) -> Prints:
        """Read what JSON makes of them."""
        alone, chain, rest = row
        return cls(alone, chain, tuple(rest))


def months_of(file: Facts) -> range:
    """Return the months of a file's events."""
    from riskctl.model.month import month_of

    if not file.first:
        return range(0)
    first, last = (date.fromordinal(it) for it in (file.first, file.last))
    return range(month_of(first), month_of(last) + 1)


def _tangles(files: Mapping[str, Facts]) -> dict[str, str]:
    """
    Return what the corrections of other files are, by the name of the file.

    Where one file corrects what stands in another, what counts in either follows
    from the corrections in both; and so on, from file to file.
    """
    from riskctl.storage.disk.made import made_from

    groups = {name: {name} for name, it in files.items() if it.foreign}
    strays = {stray: name for name, it in files.items() for stray in it.strays}
    for name in [*groups]:
        targets = [record for record, *_ in files[name].foreign]
        elsewhere = {strays.get(it) for it in targets}
        for other in files:
            stem = other.removesuffix(".toml")
            if other in elsewhere or any(to.startswith(stem) for to in targets):
                united = groups[name] | groups.get(other, {other})
                groups |= dict.fromkeys(united, united)
    return {
        name: made_from(sorted(files[it].corrected for it in groups[name]))
        if name in groups
        else ""
        for name in files
    }


class MonthPages:
    """The pages of a log under one catalogue."""

    def __init__(
        self,
        shelf: Shelf,
        prints: Prints,
        catalogue: str,
        *,
        before: int | None = None,
    ) -> None:
        """
        Look them up on a shelf.

        Args:
            catalogue: The digest of the catalogue's meaning.
            before: The month from which on none is kept: it is about to change.
        """
        self._before = before
        self._shelf = shelf
        self._prints = prints
        self._catalogue = catalogue

    def recall(self, kind: str, month: int) -> bytes | None:
        """Return what was kept of that kind, if it still holds."""
        return self._shelf.page(f"{kind}-{month}", self._name(kind, month))

    def note(self, kind: str, month: int, page: bytes) -> None:
        """Keep what follows from a month, or from all months up to it."""
        if self._before is not None and month >= self._before:
            return
        self._shelf.put(f"{kind}-{month}", self._name(kind, month), page)

    def _name(self, kind: str, month: int) -> str:
        from riskctl.model.ledger import SHEET

        alone, chain = self._prints.rest
        if kind == SHEET:
            print_ = self._prints.alone.get(str(month), alone)
        else:
            print_ = self._prints.chain.get(str(month), chain)
        return f"{self._catalogue}:{print_}"
