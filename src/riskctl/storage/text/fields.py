"""Typed values out of a TOML table, and every problem met on the way."""

import re
from calendar import monthrange
from collections.abc import Container, Iterable
from datetime import UTC, date, datetime
from typing import Any, Final

from riskctl.model.finding import Finding
from riskctl.model.origin import Origin
from riskctl.storage.text.bounds import EARLIEST, LATEST
from riskctl.storage.text.locate import Place
from riskctl.storage.text.toml import Document
from riskctl.storage.text.values import finite, meant_day, meant_moment

# Shown where nothing can be made of what was written.
_SOME_DAY: Final = date(2026, 2, 5)
_SOME_MOMENT: Final = "2026-02-06T08:12:33Z"
MAX_TEXT: Final = 16 * 1024
# More than a century of days: what is larger is a slip, or meant to overflow.
MAX_WHOLE: Final = 100_000
_MONTH: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


class Fields:
    """
    One table being read.

    A missing or wrong value is noted as a problem and stands in as an empty
    one; `is_broken` then says that the record must not be used.
    """

    def __init__(
        self,
        values: dict[str, Any],
        document: Document,
        place: Place,
        *,
        what: str,
    ) -> None:
        """Start with nothing wrong; problems are added to those of the document."""
        self.values = values
        self.document = document
        self.is_broken = False
        self._place = place
        self._what = what

    @property
    def origin(self) -> Origin:
        """Where the table's header stands."""
        return Origin(self.document.file, self._place.line)

    def text(self, key: str, *, default: str | None = None) -> str:
        """Return a string, short enough for a log."""
        value = self._get(key, default)
        if not isinstance(value, str):
            self.wrong(key, "text", f'{key} = "..."')
            return ""
        if len(value) > MAX_TEXT:
            self.wrong(key, f"text of at most {MAX_TEXT} characters")
            return ""
        return value

    def texts(self, key: str, *, default: Iterable[str] | None = ()) -> tuple[str, ...]:
        """Return a list of strings."""
        value = self._get(key, None if default is None else list(default))
        if not isinstance(value, list) or not all(isinstance(it, str) for it in value):
            self.wrong(key, "a list of texts", f'{key} = ["..."]')
            return ()
        return tuple(value)

    def sources(self, key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """
        Return a list of sources, and for each whom it took the news from.

        The second is empty where no source says it.
        """
        listed = self._get(key, [])
        if not isinstance(listed, list):
            return self.texts(key), ()
        sources, origins = [], []
        for it in listed:
            url, origin = it, ""
            if isinstance(it, dict):
                url, origin = it.get("url"), it.get("origin", "")
                for part in it.keys() - {"url", "origin"}:
                    self._note_unknown(part, it[part], ["url", "origin"], within=key)
            if not isinstance(url, str) or not isinstance(origin, str):
                hint = f'{key} = ["...", {{ url = "...", origin = "..." }}]'
                self.wrong(key, "a list of texts, or of tables with `url`", hint)
                return (), ()
            sources.append(url)
            origins.append(origin)
        return tuple(sources), tuple(origins) if any(origins) else ()

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Return true or false; false as well when it is neither."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            self.wrong(key, "true or false", f"{key} = true")
            return False
        return value

    def number(
        self,
        key: str,
        *,
        at_least: float | None = None,
        above: float | None = None,
        at_most: float | None = None,
        default: float | None = None,
    ) -> float:
        """Return a finite number within the bounds."""
        value = finite(self._get(key, default))
        if (
            value is None
            or (at_least is not None and value < at_least)
            or (above is not None and value <= above)
            or (at_most is not None and value > at_most)
        ):
            limits = {"of at least": at_least, "above": above, "of at most": at_most}
            bounds = [f"{it} {limits[it]:g}" for it in limits if limits[it] is not None]
            self.wrong(key, f"a number {' and '.join(bounds)}".strip())
            return 0.0
        return value

    def whole(self, key: str, *, at_least: int, default: int | None = None) -> int:
        """Return a whole number, small enough for a count of days."""
        value = self._get(key, default)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if (
            not isinstance(value, int)
            or isinstance(value, bool)
            or not at_least <= value <= MAX_WHOLE
        ):
            self.wrong(key, f"a whole number from {at_least} to {MAX_WHOLE}")
            return at_least
        return value

    def value(self, key: str) -> str | float:
        """Return a scale value: a name, or a finite number."""
        value = self._get(key, None)
        if isinstance(value, str):
            return value
        number = finite(value)
        if number is None:
            self.wrong(key, "a name on the scale, or a number", f'{key} = "..."')
            return 0.0
        return number

    def day(self, key: str) -> date:
        """Return a plain date between 1900 and 2200."""
        value = self._get(key, None)
        if not isinstance(value, date) or isinstance(value, datetime):
            shown = meant_day(value) or _SOME_DAY
            self.wrong(key, "a plain date", f"write it unquoted: {key} = {shown}")
            return EARLIEST
        if not EARLIEST <= value <= LATEST:
            self.wrong(key, f"a date from {EARLIEST.year} to {LATEST.year}")
            return EARLIEST
        return value

    def days(self, key: str) -> tuple[date, date | None]:
        """Return a plain date, or the first day of a month and its last one."""
        value = self.values.get(key)
        found = _MONTH.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            return self.day(key), None
        year, month = int(found[1]), int(found[2])
        first = date(year, month, 1)
        last = first.replace(day=monthrange(year, month)[1])
        if not EARLIEST <= first <= last <= LATEST:
            self.wrong(key, f"a date from {EARLIEST.year} to {LATEST.year}")
            return EARLIEST, None
        return first, last

    def moment(self, key: str) -> datetime:
        """Return a point in time, in UTC, between 1900 and 2200."""
        value = self._get(key, None)
        if (
            not isinstance(value, datetime)
            or value.tzinfo is None
            or not EARLIEST < value.date() < LATEST
        ):
            self.wrong(
                key,
                "a date and time with its offset",
                f"write it unquoted: {key} = {meant_moment(value) or _SOME_MOMENT}",
            )
            return datetime(EARLIEST.year, 1, 1, tzinfo=UTC)
        return value.astimezone(UTC)

    def allow(self, known: Iterable[str], *, vital: Container[str] = ()) -> None:
        """
        Note every key that is not one of *known*.

        Args:
            vital: Optional keys that a level depends on; what is a slip away from
                one of them must not be passed over.
        """
        names = list(known)
        for key, value in self.values.items():
            if key not in names:
                self._note_unknown(key, value, names, vital=vital)

    def _note_unknown(
        self,
        key: str,
        value: object,
        known: list[str],
        *,
        vital: Container[str] = (),
        within: str = "",
    ) -> None:
        """
        Note a key that is none; few files have one.

        Args:
            within: The key of the list of sources in which it stands.
        """
        from riskctl.storage.text.unknown_keys import unknown_key

        found = unknown_key(
            key,
            value,
            what="a source" if within else self._what,
            known=known,
            vital=vital,
            origin=self._origin_of(within or key),
        )
        self._add(found)

    def note(
        self,
        check: str,
        message: str,
        *,
        hint: str,
        key: str = "",
        blocking: bool = True,
    ) -> None:
        """Add a problem, at the key's line where it is known."""
        self._add(Finding(check, message, hint, self._origin_of(key), blocking))

    def wrong(self, key: str, expected: str, hint: str = "") -> None:
        """Note a value of the wrong type or out of bounds, unless it is missing."""
        if key in self.values:
            self.note(
                "wrong-types",
                f"`{key}` of {self._what} must be {expected}",
                hint=hint or f"mend the value of `{key}`",
                key=key,
            )

    def _add(self, problem: Finding) -> None:
        self.is_broken = self.is_broken or problem.blocking
        self.document.problems.append(problem)

    def _origin_of(self, key: str) -> Origin:
        line = self._place.keys.get(key, self._place.line)
        return Origin(self.document.file, line)

    def _get(self, key: str, default: Any) -> Any:  # noqa: ANN401 (TOML values)
        if key not in self.values and default is None:
            self.note(
                "missing-keys",
                f"{self._what} has no `{key}`",
                hint=f"add a line `{key} = ...`",
            )
        return self.values.get(key, default)
