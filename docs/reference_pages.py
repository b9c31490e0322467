"""What the reference pages show, made from the program's own lists."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from docs.cog_helpers import help_of
from riskctl.analysis.checks.list import BLOCKING, CHECKS
from riskctl.cli.command_list import COMMANDS
from riskctl.errors import ExitCode
from riskctl.model.grade import CREDENCE, CREDIBILITY, RELIABILITY
from riskctl.reporting.json.export_rows import CONTRIBUTIONS, RECORDS, SCORES
from riskctl.storage.text.catalogue import (
    CATALOGUE_KEYS,
    FLOOR_KEYS,
    GROUP_KEYS,
    LEVEL_KEYS,
)
from riskctl.storage.text.codings import CODING_KEYS
from riskctl.storage.text.indicators import INDICATOR_KEYS
from riskctl.storage.text.issues import ISSUE_KEYS
from riskctl.storage.text.keys import (
    EVENT_KEYS,
    NOTE_KEYS,
    RETRACTION_KEYS,
    REVIEW_KEYS,
)
from riskctl.storage.text.mapping import CLOCK_KEYS, MAPPING_KEYS
from riskctl.storage.text.mapping_reader import READER_KEYS
from riskctl.storage.text.mapping_rules import RULE_KEYS, TEST_KEYS
from riskctl.storage.text.seen import SEEN_KEYS
from riskctl.storage.text.settings import SETTINGS_KEYS
from riskctl.sweep.sql import FAULTS

# Every table that riskctl reads, by the word that a page calls it.
KEYS: Final[Mapping[str, Mapping[str, str]]] = {
    "event": EVENT_KEYS,
    "review": REVIEW_KEYS,
    "note": NOTE_KEYS,
    "retraction": RETRACTION_KEYS,
    "coding": CODING_KEYS,
    "settings": SETTINGS_KEYS,
    "catalogue": CATALOGUE_KEYS,
    "level": LEVEL_KEYS,
    "group": GROUP_KEYS,
    "indicator": INDICATOR_KEYS,
    "floor": FLOOR_KEYS,
    "bulletin": ISSUE_KEYS,
    "mapping": MAPPING_KEYS,
    "reader": READER_KEYS,
    "clock": CLOCK_KEYS,
    "rule": RULE_KEYS,
    "test": TEST_KEYS,
    "seen": SEEN_KEYS,
}
TABLES: Final = {
    "events": RECORDS,
    "scores": SCORES,
    "contributions": CONTRIBUTIONS,
}
_SCHEMAS: Final = Path(__file__).parent.parent / "src" / "riskctl" / "schemas"


def keys_of(name: str) -> None:
    """Print the keys of one kind of table."""
    print_table(
        ("key", "what it holds"), ((f"`{k}`", v) for k, v in KEYS[name].items())
    )


def faults() -> None:
    """Print why a row of a sweep is not counted, as rows of a table."""
    for name, why in FAULTS.items():
        print(f"| `{name}` | {why} |")


def exit_codes() -> None:
    """Print every exit code and its meaning."""
    print_table(
        ("code", "name", "meaning"),
        ((f"{it.value}", it.name.lower(), it.meaning) for it in ExitCode),
    )


def checks() -> None:
    """Print every check with its rule."""
    print_table(
        ("check", "in a healthy watch", "can block"),
        (
            (
                f"`{name}`",
                (check.__doc__ or "").strip(),
                "yes" if name in BLOCKING else "no",
            )
            for name, check in CHECKS.items()
        ),
    )


def commands() -> None:
    """Print the help of riskctl and of every command."""
    for name in ("", *COMMANDS):
        print(f"\n## {f'riskctl {name}'.strip()}\n")
        help_of(name)


def tables() -> None:
    """Print the columns of every exported table."""
    for name, columns in TABLES.items():
        print(f"\n## {name}\n")
        print_table(
            ("column", "type", "what it holds"),
            ((f"`{it}`", c.kind.value, c.means) for it, c in columns.items()),
        )


def grades() -> None:
    """Print both axes of the Admiralty code, with the credence of the digit."""
    print_table(
        ("digit", "the information is", "credence"),
        ((f"{it}", CREDIBILITY[it], f"{CREDENCE[it]:g}") for it in CREDIBILITY),
    )
    print()
    print_table(("letter", "the source is"), RELIABILITY.items())


def schemas() -> None:
    """Print every JSON Schema that ships with riskctl: its keys, one table each."""
    for path in sorted(_SCHEMAS.glob("*.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        print(f"\n## {schema['title']}\n")
        print(f"{schema['description']}\n")
        _properties(schema)
        parts = schema.get("$defs", {})
        for name, part in parts.items():
            if "properties" in part:
                print(f"\n`{name}`:\n")
                _properties(part)
        plain = {name: it for name, it in parts.items() if "properties" not in it}
        if plain:
            print("\nPlain values:\n")
            _table_of(plain)


def _properties(part: Mapping[str, Any]) -> None:
    """Print the keys of an object; those that may be missing say so."""
    required = part.get("required", ())
    _table_of(
        {
            key: it if key in required else {**it, "optional": True}
            for key, it in part["properties"].items()
        }
    )


def _table_of(parts: Mapping[str, Any]) -> None:
    print_table(
        ("key", "type", "meaning"),
        (
            (
                f"`{key}`" + (" (optional)" if it.get("optional") else ""),
                _type(it),
                str(it.get("description", "")),
            )
            for key, it in parts.items()
        ),
    )


def _type(part: Mapping[str, Any]) -> str:
    """Say the type of a value in a few words."""
    if "$ref" in part:
        return f"`{str(part['$ref']).rsplit('/', 1)[-1]}`"
    if "const" in part:
        return f"always `{part['const']}`"
    if "enum" in part:
        return "one of " + ", ".join(f"`{it}`" for it in part["enum"])
    for word in ("oneOf", "anyOf"):
        if word in part:
            return " or ".join(_type(it) for it in part[word])
    named = part.get("type", "any")
    if named == "array" and "items" in part:
        return f"list of {_type(part['items'])}"
    return " or ".join(named) if isinstance(named, list) else str(named)


def print_table(header: tuple[str, ...], rows: Any) -> None:
    """Print a Markdown table."""
    print(_row(header))
    print(_row("---" for _ in header))
    for row in rows:
        print(_row(row))


def _row(cells: Any) -> str:
    return "| " + " | ".join(it.replace("|", "\\|") for it in cells) + " |"
