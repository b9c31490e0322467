"""The small watch of the command tests: a bit of everything, judged on 2026-11-20."""

from pathlib import Path
from typing import Final

from tests.helpers import make_watch

LOG: Final = {
    "2026-10.toml": """\
        [[event]]
        id = "2026-10-05-trty01"
        date = 2026-10-05
        indicator = "treaty"
        value = "doubted"
        title = "The North calls the treaty void"
        sources = ["https://example.org/void", "Gazette, 6 October, p. 2"]
        grade = "A1"
        recorded = 2026-10-05T18:00:00Z

        [[event]]
        id = "2026-10-20-talk01"
        date = 2026-10-20
        indicator = "talks"
        value = "call"
        title = "The ministers spoke"
        sources = ["https://example.org/call"]
        grade = "A2"
        recorded = 2026-10-20T18:00:00Z
        """,
    "2026-11.toml": """\
        # shots and a death
        [[event]]
        id = "2026-11-10-shot01"
        date = 2026-11-10
        indicator = "clash"
        value = "shots"
        title = "Shots at the river"
        sources = ["https://example.org/shots"]
        grade = "B2"
        note = "Both sides say so.\\nNobody was hurt."
        recorded = 2026-11-10T18:00:00Z
        by = "hk"

        [[event]]
        id = "2026-11-12-shot02"
        date = 2026-11-12
        indicator = "clash"
        value = "deaths"
        title = "A guard is said to be dead"
        sources = ["https://example.org/guard"]
        grade = "C3"
        recorded = 2026-11-12T18:00:00Z

        [[review]]
        id = "2026-11-18-look01"
        date = 2026-11-18
        indicators = ["talks"]
        recorded = 2026-11-18T18:00:00Z
        """,
    "2026-12.toml": """\
        [[event]]
        id = "2026-12-01-summ01"
        date = 2026-12-01
        indicator = "talks"
        value = "summit"
        title = "The leaders are to meet"
        sources = ["https://example.org/summit"]
        grade = "B2"
        recorded = 2026-11-15T18:00:00Z
        scheduled = true
        """,
}


def small_watch(folder: Path) -> Path:
    """Make the small watch."""
    return make_watch(folder, LOG)


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file of *folder* but its lock, by its path."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".riskctl.lock"
    }
