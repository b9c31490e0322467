"""From bytes to TOML tables: bounds first, then the parser, problems as findings."""

import re
from dataclasses import dataclass, field
from typing import Any, Final

import tomli

from riskctl.model.finding import Finding
from riskctl.model.origin import Origin
from riskctl.storage.disk.names import MAX_FILE_BYTES
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
_PARSER_LINE: Final = re.compile(r" \(at line (\d+), column (\d+)\)$")
# Enough of a file to tell its encoding.
_LOOKED_AT: Final = 4096
_WIDE_MARKS: Final = {
    b"\xff\xfe\0\0": "UTF-32",
    b"\0\0\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
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
    refusal = _refusal(data, file) or _read_into(document, data)
    if refusal:
        document.problems.append(refusal)
    return document


def _read_into(document: Document, data: bytes) -> Finding | None:
    """Give a document its tables and their places; return why not, if so."""
    file = document.file
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _unparsable(
            f"byte {error.start} is not UTF-8",
            _line_at(data, error.start),
            file,
            hint="save the file as UTF-8",
        )
    try:
        tables = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        return _not_toml(str(error), text, file)
    except (ValueError, RecursionError, MemoryError) as error:
        return _unparsable(
            f"not TOML that riskctl reads: {type(error).__name__}",
            _overdone_line(text),
            file,
            hint="remove what no log needs: deep nesting or huge numbers",
        )
    if _different_keys(tables) > MAX_KEYS:
        return _unparsable(
            f"more than {MAX_KEYS} different keys",
            0,
            file,
            hint="one [[event]] table for each event, with the keys that it needs",
        )
    document.tables, document.places = tables, locate(text)
    return None


def _not_toml(said: str, text: str, file: str) -> Finding:
    """Say why a parser gave up, in words for what people mistype."""
    from riskctl.storage.text.mistakes import mistake_in

    found = _PARSER_LINE.search(said)
    number = int(found[1]) if found else text.count("\n") + 1
    mistake = None
    if found:
        line = text.split("\n", number)[number - 1].rstrip("\r")
        mistake = mistake_in(line, int(found[2]), said)
    if mistake:
        return _unparsable(mistake.message, number, file, hint=mistake.hint)
    words = _PARSER_LINE.sub("", said)
    return _unparsable(
        f"not TOML: {words[:1].lower()}{words[1:]}",
        number,
        file,
        hint="mend the line; `riskctl check` reads the file again",
    )


def _refusal(data: bytes, file: str) -> Finding | None:
    """Return why the bytes are not given to the parser, if so."""
    if len(data) > MAX_FILE_BYTES:
        return _unparsable(
            f"larger than {MAX_FILE_BYTES // 2**20} MB",
            0,
            file,
            hint="split it: one file per month, log/YYYY-MM.toml",
        )
    if fault := _encoding_fault(data, file):
        return fault
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


def _encoding_fault(data: bytes, file: str) -> Finding | None:
    """Return what keeps the bytes from being UTF-8 as it is meant; None for nothing."""
    if encoding := _wide_encoding(data):
        return _unparsable(
            f"is in {encoding}, as some editors save what they call Unicode",
            0,
            file,
            hint="save it as UTF-8: most editors ask for the encoding in `Save as`",
        )
    if data.startswith(_BOM):
        return _unparsable(
            "starts with a byte order mark",
            1,
            file,
            hint="save the file as UTF-8 without BOM",
        )
    if b"\r" in data and b"\n" not in data:
        return _unparsable(
            "not TOML: its lines end in CR alone, as on old Macs",
            1,
            file,
            hint="save it with line ends as Unix or Windows has them",
        )
    if nuls := _NULS.search(data):
        return _unparsable(
            f"{nuls.end() - nuls.start()} NUL bytes at byte {nuls.start()}: "
            "the file was damaged, perhaps by a power cut, or is not UTF-8",
            _line_at(data, nuls.start()),
            file,
            hint="restore the file from a backup or from version control",
        )
    return None


def _wide_encoding(data: bytes) -> str:
    """Return the name of an encoding of two or four bytes a letter; empty for none."""
    head = data[:_LOOKED_AT]
    for mark, encoding in _WIDE_MARKS.items():
        if head.startswith(mark):
            return encoding
    # Without a mark: what reads as a table or a key in it was written in it.
    for encoding in ("UTF-32", "UTF-16") if b"\0" in head else ():
        for order in ("LE", "BE"):
            text = head.decode(f"{encoding}-{order}", "replace")
            if not {"\0", "\ufffd"} & {*text[:-1]} and {"=", "["} & {*text}:
                return encoding
    return ""


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


def _different_keys(tables: dict[str, Any]) -> int:
    """Return how many keys there are, in the tables and in the lists of tables."""
    keys = set(tables)
    for value in tables.values():
        for table in value if isinstance(value, list) else [value]:
            if isinstance(table, dict):
                keys.update(table)
    return len(keys)


def _unparsable(message: str, line: int, file: str, *, hint: str) -> Finding:
    return Finding("unparsable", message, hint, Origin(file, line), blocking=True)


def _line_at(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1
