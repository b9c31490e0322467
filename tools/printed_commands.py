"""The commands whose printed bytes a change of the house must leave as they are."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

_BLOCK: Final = re.compile(r"^(?=\[\[)", re.MULTILINE)
_KEY: Final = re.compile(r"^(\w+) = (.*)$", re.MULTILINE)
_DATE: Final = re.compile(r"^date = (\S+)$", re.MULTILINE)
_RECORDED: Final = re.compile(r"^recorded = (\S+)$", re.MULTILINE)
_CORRECTED: Final = re.compile(r'^(?:event|record|replaces) = "(.*)"$', re.MULTILINE)
_MONTH_DAYS: Final = 30
_YEARS_DAYS: Final = 4 * 365
_LETTERS: Final = 6

Event = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """
    What the commands name of a watch, read from the text of its log.

    Attributes:
        first: The first day of the log.
        now: An hour after the last record: what `RISKCTL_NOW` is set to.
        newest: The latest event that has come, and is not corrected.
        older: An event from the middle of the log, not corrected either.
        word: A common word: the one that most titles of the newest file have, but
            not more than a third of them.
        letter: The rarest letter of those titles.
    """

    first: date
    now: datetime
    newest: Event
    older: Event
    word: str
    letter: str


def facts_of(watch: Path) -> Facts:
    """Read what the commands need to know of a watch, without riskctl."""
    texts = [
        it.read_text(encoding="utf-8") for it in sorted((watch / "log").glob("*.toml"))
    ]
    recorded = max(it for text in texts for it in _RECORDED.findall(text))
    now = datetime.fromisoformat(recorded).astimezone(UTC) + timedelta(hours=1)
    today = f"{now.date()}"
    come = [it for it in texts if any(day <= today for day in _DATE.findall(it))]
    corrected = {it for text in texts for it in _CORRECTED.findall(text)}
    newest, older = (
        [it for it in _events(text, by=now.date()) if it["id"] not in corrected]
        for text in (come[-1], come[len(come) // 2])
    )
    titles = [it["title"].lower() for it in _events(come[-1], by=now.date())]
    words = Counter(it for title in titles for it in {*re.findall("[a-z]{4,}", title)})
    common = sorted(it for it in words if 3 * words[it] <= len(titles))
    letters = Counter(it for title in titles for it in re.findall("[a-z]", title))
    return Facts(
        first=min(date.fromisoformat(it["date"]) for it in _events(texts[0])),
        now=now,
        newest=newest[-1],
        older=older[-1],
        word=max(common, key=words.__getitem__),
        letter=min(sorted(letters), key=letters.__getitem__),
    )


def _events(text: str, *, by: date = date.max) -> list[Event]:
    """Return the events of a file that happened by a day, in the file's order."""
    blocks = [
        {key: value.strip('"') for key, value in _KEY.findall(it)}
        for it in _BLOCK.split(text)
        if it.startswith("[[event]]")
    ]
    return [it for it in blocks if it["date"] <= f"{by}"]


def commands(facts: Facts) -> list[tuple[str, ...]]:
    """Return the 31 commands, and `check`; none of them writes anything."""
    today = facts.now.date()
    month_ago = f"{today - timedelta(days=_MONTH_DAYS)}"
    years_ago = f"{today - timedelta(days=_YEARS_DAYS)}"
    old_week = f"{date.fromisoformat(years_ago):%G-W%V}"
    newest, older = facts.newest["id"], facts.older["id"]
    indicator, value = facts.newest["indicator"], facts.newest["value"]
    source = ("-s", "https://example.org/dry", "-g", "B2")
    return [
        ("level",),
        ("level", "--json"),
        ("level", "--brief"),
        ("level", "--as-of", years_ago),
        ("level", "--brief", "--known-at", month_ago),
        ("level", "--brief", "--as-of", years_ago, "--known-at", month_ago),
        ("events", "--from", f"{today - timedelta(days=6)}", "--to", f"{today}"),
        ("events", "-i", indicator, "--last", "5"),
        ("events", "--all", "--last", "40"),
        ("events", "--match", facts.word),
        ("events", "--match", facts.letter),
        ("events", "--match", facts.word.upper(), "--json"),
        ("show", newest),
        ("show", older[-_LETTERS:]),
        ("show", older, "--json"),
        ("show", "2001-01-01-000000"),
        ("report", "-f", "markdown"),
        ("report", "-f", "json"),
        ("report", "--week", old_week),
        ("history", "--csv", "--step", "day", "--from", f"{facts.first}"),
        ("explain",),
        ("explain", indicator),
        ("outlook",),
        ("change", month_ago, f"{today}"),
        ("change", f"{today}", f"{today}", "--known-at-from", month_ago),
        ("indicators",),
        ("indicators", indicator),
        ("log", indicator, value, "A dry run", *source, "--dry-run"),
        ("retract", older, "--reason", "A dry run", "--dry-run"),
        ("amend", newest, "--title", "A dry run", "--dry-run"),
        ("review", "--all", "--dry-run"),
        ("check",),
    ]
