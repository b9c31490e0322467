"""The tables of the index, and how its file is opened."""

import sqlite3
from pathlib import Path
from typing import Final
from urllib.parse import quote

# In a day there is room for a million events.
DAY_BITS: Final = 20
# Short: whoever waits longer reads the files sooner.
PATIENCE_SECONDS: Final = 0.25
# The size of a page for logs up to so many bytes; of every table, a page is lost.
_PAGES: Final = ((2**20, 1024), (2**24, 4096))
_LARGE_PAGE: Final = 8192

# An event's place is its day's ordinal and a number within the day, so that the
# events of a range of days lie together and in order. `value` has no type, which
# keeps a name a name and a number a number. `withdrawn` is the moment from which
# the event no longer counted. Moments are microseconds since 1970.
TABLES: Final = """
CREATE TABLE state (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE files (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
    size INTEGER, modified INTEGER, changed INTEGER, inode INTEGER,
    settled INTEGER, digest BLOB, newlines INTEGER, plain INTEGER,
    first INTEGER, last INTEGER, problems TEXT
);
CREATE TABLE indicators (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE events (
    place INTEGER PRIMARY KEY, id TEXT NOT NULL, indicator INTEGER NOT NULL, value,
    title TEXT, sources, grade TEXT, note TEXT, recorded INTEGER NOT NULL, by TEXT,
    file INTEGER, line INTEGER, scheduled INTEGER DEFAULT 0,
    backfilled INTEGER DEFAULT 0, replaces TEXT, tlp TEXT, withdrawn INTEGER
);
CREATE TABLE reviews (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, day INTEGER, indicators,
    note TEXT, recorded INTEGER, by TEXT, file INTEGER, line INTEGER
);
CREATE TABLE looks (review INTEGER, indicator INTEGER, day INTEGER, recorded INTEGER);
CREATE TABLE retractions (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, event TEXT, reason TEXT,
    recorded INTEGER, by TEXT, file INTEGER, line INTEGER
);
CREATE TABLE used (
    indicator INTEGER, value, count INTEGER, PRIMARY KEY (indicator, value)
);
CREATE TABLE sheets (
    catalogue TEXT, month INTEGER, page BLOB, UNIQUE (catalogue, month)
);
CREATE TABLE margin (
    catalogue TEXT, kind TEXT, month INTEGER, page BLOB,
    UNIQUE (catalogue, kind, month)
);
"""
# What few events are; a question that repeats it is answered by their index.
MARKED: Final = "(scheduled OR replaces IS NOT NULL OR tlp IS NOT NULL)"
# Made after the rows of a cold build: sorting is faster than finding each place.
INDEXES: Final = f"""
CREATE UNIQUE INDEX events_id ON events (id);
CREATE INDEX events_indicator ON events (indicator);
CREATE INDEX events_recorded ON events (recorded);
CREATE INDEX events_withdrawn ON events (withdrawn) WHERE withdrawn IS NOT NULL;
CREATE INDEX events_marked ON events (replaces, id, recorded) WHERE {MARKED};
CREATE INDEX retractions_event ON retractions (event);
CREATE INDEX looks_indicator ON looks (indicator, day);
CREATE INDEX looks_review ON looks (review);
"""


def open_to_read(base: Path) -> sqlite3.Connection:
    """
    Open an index for reading; what is written meanwhile is not seen.

    A connection that may only read leaves all files as they are when it is closed,
    and the seal holds.

    Raises:
        Error: SQLite cannot open it, or does not know it.
    """
    connection = sqlite3.connect(
        f"file:{quote(str(base))}?mode=ro",
        uri=True,
        timeout=PATIENCE_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        connection.execute("BEGIN")
        connection.execute("SELECT name FROM state LIMIT 1").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def open_to_write(base: Path) -> sqlite3.Connection:
    """
    Open an index for one change; the caller holds the lock.

    With a write-ahead log, readers and a writer do not disturb each other, and
    `NORMAL` keeps the file whole if the power fails: only what was written last may
    be lost, and then the seal no longer fits.

    Raises:
        Error: SQLite cannot open it, or does not know it.
    """
    connection = sqlite3.connect(base, timeout=PATIENCE_SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = NORMAL")
        # What lies ahead is put in its place when a command ends, if it is much.
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def open_to_build(base: Path, size: int) -> sqlite3.Connection:
    """
    Open an empty file that nobody else knows of, to be filled at full speed.

    Args:
        size: The bytes of the log.

    Raises:
        Error: SQLite cannot open it.
    """
    connection = sqlite3.connect(base, isolation_level=None)
    page = next((it for most, it in _PAGES if size <= most), _LARGE_PAGE)
    for pragma in (
        f"page_size = {page}",
        "journal_mode = OFF",
        "synchronous = OFF",
        "locking_mode = EXCLUSIVE",
        "cache_size = -32000",
    ):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN")
    for statement in TABLES.split(";"):
        connection.execute(statement)
    return connection


def state_of(connection: sqlite3.Connection) -> dict[str, str | int]:
    """Return what the index says about itself."""
    return dict(connection.execute("SELECT name, value FROM state"))


def set_state(connection: sqlite3.Connection, **state: str | int) -> None:
    """Write what the index says about itself."""
    connection.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", state.items())
