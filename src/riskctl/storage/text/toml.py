"""From bytes to TOML tables: bounds first, then the parser, problems as findings."""

import re
from dataclasses import dataclass, field
from typing import Any, Final

import tomli

from riskctl.model.finding import Finding
from riskctl.model.origin import Origin
from riskctl.storage.text.bounds import MAX_FILE_BYTES
from riskctl.storage.text.locate import Place, locate

# Bounds that no honest log meets, checked before the parser sees a byte.
MAX_LINE_BYTES: Final = 64 * 1024
MAX_KEY_PARTS: Final = 32
# After the parser: each key that riskctl does not know costs a search for the
# name that was meant.
MAX_KEYS: Final = 1000
# Only to say where a parser gave up.
_MAX_DEPTH: Final = 100
_MAX_DIGITS: Final = 4000

_LONG_LINE: Final = re.compile(rb"^[^\n]{%d,}" % (MAX_LINE_BYTES + 1), re.MULTILINE)
_LONG_KEY: Final = re.compile(
    rb"^[ \t\[]*[\w-]+(?:[ \t]*\.[ \t]*[\w\"'-]+){%d,}" % MAX_KEY_PARTS, re.MULTILINE
)
_CONFLICT: Final = re.compile(rb"^(?:<{7}|>{7})(?:[ \r\n]|$)", re.MULTILINE)
_NULS: Final = re.compile(rb"\x00+")
_PARSER_LINE: Final = re.compile(r" \(at line (\d+), column \d+\)$")
_BOM: Final = b"\xef\xbb\xbf"


@dataclass(slots=True)
class Document:
    """
    A parsed file.

    Attributes:
        tables: What the parser returned; empty when it refused.
        places: Where each table stands.
        problems: Why it was refused.
    """

    file: str
    tables: dict[str, Any] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)
    problems: list[Finding] = field(default_factory=list)


def parse(data: bytes, file: str) -> Document:
    """Parse *data*; every reason to refuse it becomes a problem with its line."""
    document = Document(file)
    refusal = _refusal(data, file)
    if refusal:
        document.problems.append(refusal)
        return document
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        document.problems.append(
            _unparsable(
                f"byte {error.start} is not UTF-8",
                _line_at(data, error.start),
                file,
                hint="save the file as UTF-8",
            )
        )
        return document
    try:
        document.tables = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        found = _PARSER_LINE.search(str(error))
        document.problems.append(
            _unparsable(
                "not TOML: " + _lower_first(_PARSER_LINE.sub("", str(error))),
                int(found[1]) if found else text.count("\n") + 1,
                file,
                hint="mend the line; `riskctl check` reads the file again",
            )
        )
        return document
    except (ValueError, RecursionError, MemoryError) as error:
        document.problems.append(
            _unparsable(
                f"not TOML that riskctl reads: {type(error).__name__}",
                _overdone_line(text),
                file,
                hint="remove what no log needs: deep nesting or huge numbers",
            )
        )
        return document
    if _most_keys(document.tables) > MAX_KEYS:
        document.tables = {}
        document.problems.append(
            _unparsable(
                f"more than {MAX_KEYS} different keys in one table",
                0,
                file,
                hint="one [[event]] table for each event",
            )
        )
        return document
    document.places = locate(text)
    return document


def _refusal(data: bytes, file: str) -> Finding | None:
    """Return why the bytes are not given to the parser, if so."""
    if len(data) > MAX_FILE_BYTES:
        return _unparsable(
            f"larger than {MAX_FILE_BYTES // 2**20} MB",
            0,
            file,
            hint="split it: one file per month, log/YYYY-MM.toml",
        )
    if data.startswith(_BOM):
        return _unparsable(
            "starts with a byte order mark",
            1,
            file,
            hint="save the file as UTF-8 without BOM",
        )
    if nuls := _NULS.search(data):
        return _unparsable(
            f"{nuls.end() - nuls.start()} NUL bytes at byte {nuls.start()}: "
            "the file was damaged, perhaps by a power cut, or is not UTF-8",
            _line_at(data, nuls.start()),
            file,
            hint="restore the file from a backup or from version control",
        )
    if conflict := _CONFLICT.search(data):
        return Finding(
            check="conflict-markers",
            message="a merge left its conflict markers",
            hint="riskctl merge --git takes the records of both sides from Git",
            origin=Origin(file, _line_at(data, conflict.start())),
            blocking=True,
        )
    for pattern, what in ((_LONG_LINE, "line"), (_LONG_KEY, "key")):
        if found := pattern.search(data):
            return _unparsable(
                f"a {what} longer than any log needs",
                _line_at(data, found.start()),
                file,
                hint=f"a line has at most {MAX_LINE_BYTES // 1024} KB, "
                f"a dotted key at most {MAX_KEY_PARTS} parts",
            )
    return None


def _overdone_line(text: str) -> int:
    """Return the first line that is deeper or longer than a parser bears, or 0."""
    depth = 0
    for number, line in enumerate(text.split("\n"), start=1):
        opened = line.count("[") + line.count("{")
        if (
            depth + opened > _MAX_DEPTH
            or line.count(".") > MAX_KEY_PARTS
            or len(line) > _MAX_DIGITS
        ):
            return number
        depth += opened - line.count("]") - line.count("}")
    return 0


def _most_keys(tables: dict[str, Any]) -> int:
    """Return the number of keys of the widest table."""
    listed = (
        len(table)
        for value in tables.values()
        if isinstance(value, list)
        for table in value
        if isinstance(table, dict)
    )
    return max(len(tables), *listed, 0)


def _unparsable(message: str, line: int, file: str, *, hint: str) -> Finding:
    return Finding(
        check="unparsable",
        message=message,
        hint=hint,
        origin=Origin(file, line),
        blocking=True,
    )


def _line_at(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
