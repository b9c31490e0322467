"""The words that completion offers, by what they are; read from the watch at hand."""

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from riskctl.cli.completion.fixed import FIXED
from riskctl.cli.completion.line import TypedLine, TypedWord
from riskctl.errors import RiskctlError
from riskctl.model.names import (
    CATALOGUE_FILE,
    IMPORTS_FOLDER,
    INBOX_FOLDER,
    LOG_FOLDER,
)
from riskctl.storage.text.glance import Glimpse, glance_at_catalogue, glance_at_events

if TYPE_CHECKING:
    from riskctl.storage.watch import WatchFolder

_MOST_EVENTS: Final = 40
# Whoever means an older one types its month.
_MOST_FILES: Final = 12
_MOST_BYTES: Final = 256 * 1024


def words_for(line: TypedLine, typed: str) -> Iterable[TypedWord]:
    """Return the words that may be meant; none where the watch cannot be read."""
    if line.kind in FIXED:
        return FIXED[line.kind]
    source = _WORDS.get(line.kind)
    try:
        return list(source(line, typed)) if source else ()
    except (RiskctlError, OSError, ValueError):
        return ()


def _indicators(line: TypedLine, _typed: str) -> Iterator[TypedWord]:
    for it in _catalogue(line):
        yield TypedWord(it.name, it.title, (it.name, it.title, *it.finds))


def _values(line: TypedLine, _typed: str) -> Iterator[TypedWord]:
    """Yield the values of the indicator that was typed or begun, or of the event."""
    typed = line.words[0].casefold() if line.words else ""
    if line.command == "amend":
        amended = list(_seen_events(line, LOG_FOLDER, typed)) if typed else []
        typed = amended[0].about if len(amended) == 1 else ""
    begun = [it for it in _catalogue(line) if it.name.startswith(typed)]
    about = [it for it in begun if it.name == typed] or begun
    for it in about[0].values if len(about) == 1 else ():
        yield TypedWord(it.name, it.title, it.finds)


def _events(line: TypedLine, typed: str) -> Iterator[TypedWord]:
    """Yield the newest events that the text may name: by id, or by title."""
    yield from _as_words(_seen_events(line, LOG_FOLDER, typed))


def _candidates(line: TypedLine, typed: str) -> Iterator[TypedWord]:
    """Yield the newest candidates of the inbox that the text may name."""
    yield from _as_words(_seen_events(line, INBOX_FOLDER, typed))


def _as_words(seen: Iterable[Glimpse]) -> Iterator[TypedWord]:
    return (TypedWord(it.name, it.title, (it.name, it.title)) for it in seen)


def _seen_events(line: TypedLine, within: str, typed: str) -> Iterator[Glimpse]:
    """Yield the newest events of a folder of the watch that a text may name."""
    folder = _folder(line).path / within
    # An id begins with its day, and the day says in which file it stands.
    named = [it for it in (f"{typed[:7]}.toml",) if (folder / it).is_file()]
    files = named or sorted((it.name for it in folder.glob("*.toml")), reverse=True)
    sought = typed.casefold()
    seen = (
        it
        for name in files[:_MOST_FILES]
        for it in glance_at_events(_end_of(folder / name))
    )
    meant = (it for it in seen if sought in f"{it.name}\n{it.title}".casefold())
    yield from islice(meant, _MOST_EVENTS)


def _end_of(path: Path) -> bytes:
    """Return a file, or the end of a large one, in which the newest stand."""
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - _MOST_BYTES, 0))
        return file.read()


def _weeks(_line: TypedLine, _typed: str) -> Iterator[TypedWord]:
    from datetime import timedelta

    from riskctl.cli import clock
    from riskctl.model.period import Week
    from riskctl.model.watch import Settings

    yield TypedWord("last", "the last whole week")
    yield TypedWord("this", "the present week so far")
    today = clock.today(Settings(title="", sides=()))
    for back in range(1, 27):
        week = Week.of(today - timedelta(weeks=back))
        yield TypedWord(f"{week}", f"{week.period.first} to {week.period.last}")


def _days(_line: TypedLine, _typed: str) -> Iterator[TypedWord]:
    yield TypedWord("today")
    yield TypedWord("yesterday")
    yield TypedWord("3d", "three days ago")
    yield TypedWord("1w", "a week ago")


def _moments(line: TypedLine, typed: str) -> Iterator[TypedWord]:
    yield TypedWord("now", "all that is known")
    yield from _days(line, typed)


def _formats(line: TypedLine, _typed: str) -> Iterator[TypedWord]:
    if line.command == "export":
        yield from map(TypedWord, ("csv", "jsonl", "parquet"))
    elif line.command == "agenda":
        yield from map(TypedWord, ("text", "json", "ics"))
    elif line.command == "events":
        yield from map(TypedWord, ("text", "csv", "jsonl", "json"))
    elif line.command in {"publish", "report"}:
        from riskctl.reporting.weekly.formats import FORMATS

        yield from map(TypedWord, FORMATS)


def _checks(_line: TypedLine, _typed: str) -> Iterator[TypedWord]:
    from riskctl.analysis.checks.list import CHECKS

    for name, check in CHECKS.items():
        yield TypedWord(name, (check.__doc__ or "").strip().partition("\n")[0])


def _examples(_line: TypedLine, _typed: str) -> Iterator[TypedWord]:
    from riskctl.storage.shipped import example_names

    yield from map(TypedWord, example_names())


def _mappings(line: TypedLine, _typed: str) -> Iterator[TypedWord]:
    for it in sorted((_folder(line).path / IMPORTS_FOLDER).glob("*.toml")):
        yield TypedWord(it.stem)
    yield TypedWord("riskctl", "what `export events` wrote")


def _templates(_line: TypedLine, _typed: str) -> Iterator[TypedWord]:
    from riskctl.storage.mappings import TEMPLATES

    yield from map(TypedWord, TEMPLATES)


def _pages(_line: TypedLine, _typed: str) -> Iterator[TypedWord]:
    from riskctl.storage.shipped import manual_pages

    yield from map(TypedWord, manual_pages())


def _grades(_line: TypedLine, _typed: str) -> Iterator[TypedWord]:
    from riskctl.model.grade import Grade

    for letter in "ABCDEF":
        for digit in "123456":
            grade = Grade.parse(letter + digit)
            yield TypedWord(str(grade))


def _marks(_line: TypedLine, _typed: str) -> Iterator[TypedWord]:
    from riskctl.model.tlp import Tlp

    yield from (TypedWord(it.value) for it in Tlp)


def _watches(_line: TypedLine, _typed: str) -> Iterator[TypedWord]:
    from riskctl.storage.own_watches import own_watches

    for it in own_watches():
        yield TypedWord(it.path.name)


def _files(line: TypedLine, _typed: str) -> Iterator[TypedWord]:
    yield TypedWord("catalogue", "indicators.toml")
    yield TypedWord("settings", "riskctl.toml")
    months = (_folder(line).path / LOG_FOLDER).glob("*.toml")
    for it in sorted(months, reverse=True):
        yield TypedWord(it.stem)


def _catalogue(line: TypedLine) -> list[Glimpse]:
    return glance_at_catalogue((_folder(line).path / CATALOGUE_FILE).read_bytes())


def _folder(line: TypedLine) -> "WatchFolder":
    from riskctl.storage.watch import find_folder

    named = line.watch or os.environ.get("RISKCTL_WATCH")
    return find_folder(Path(named) if named else None, start=Path.cwd())


_WORDS: Final[dict[str, Callable[[TypedLine, str], Iterable[TypedWord]]]] = {
    "candidate": _candidates,
    "check": _checks,
    "day": _days,
    "event": _events,
    "example": _examples,
    "file": _files,
    "format": _formats,
    "grade": _grades,
    "indicator": _indicators,
    "mapping": _mappings,
    "moment": _moments,
    "page": _pages,
    "template": _templates,
    "tlp": _marks,
    "value": _values,
    "watch": _watches,
    "week": _weeks,
}
