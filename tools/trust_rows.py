"""The rows of the trust page: what is promised, and how often it is to be tried."""

from typing import Final, NamedTuple


class Row(NamedTuple):
    """
    A promise, and its figures.

    Attributes:
        unit: What is counted.
        push: How many in a run of each change; `long` of each release.
        note: What a reader should know of the figure.
        by_test: Tests are counted, and not what each of them tried.
        is_highest: It counts what one test reached, and not all tests together.
    """

    name: str
    what: str
    unit: str
    push: float
    long: float
    note: str = ""
    is_highest: bool = False
    by_test: bool = False


ROWS: Final = (
    Row(
        "R1",
        "no power cut leaves a torn or lost entry; protocols that lose are seen to",
        "protocols",
        6,
        6,
    ),
    Row("R2", "a kill at any step of a write: all or nothing", "kills", 2_000, 10_000),
    Row("R3", "a signal at any moment, on a growing log", "signals", 500, 20_000),
    Row(
        "R4",
        "each call of the disk refused once, with eight errors",
        "errors × commands",
        16,
        16,
        "pairs of failures are not tried",
    ),
    Row("R5", "a full disk: the log is as it was, exit 6", "cases", 6, 6),
    Row(
        "R6",
        "eight writers and a reader: nothing lost",
        "entries",
        2_000,
        8_000,
    ),
    Row("R7", "the lock: holder killed, link, folder, read-only", "cases", 9, 9),
    Row("R8", "*logged* is said after the disk has it", "traces", 1, 1),
    Row("R9", "everything outside the touched block stays", "logs", 2_000, 50_000),
    Row(
        "R10",
        "what is written is read back, or refused",
        "texts",
        5_000,
        100_000,
    ),
    Row(
        "R11",
        "any sequence of commands comes to what a model says",
        "sequences",
        300,
        5_000,
        "there is no `redo` nor `migrate`: `undo` twice is the one, format 1 the other",
    ),
    Row(
        "R12",
        "entries taken back: what stands is what stood",
        "entries",
        1_000,
        1_000,
        "an undo adds a retraction, so the bytes grow, and the start stays a prefix",
    ),
    Row(
        "R13",
        "merging is a union, in any order and partition",
        "laws",
        4,
        4,
        "each tried on 40 random logs; imports have tests of their own",
    ),
    Row("R14", "a damaged cache changes no byte", "damages", 1_000, 5_000),
    Row(
        "R15",
        "the same bytes in any zone, locale, order",
        "places",
        24,
        120,
    ),
    Row(
        "R16",
        "every day of 1999 to 2045",
        "days",
        17_167,
        17_167,
    ),
    Row(
        "R17",
        "damaged input is an error with its line, or harmless",
        "inputs",
        20_000,
        400_000,
        "by Hypothesis; atheris is not used",
    ),
    Row("R18", "a log cut at every byte: found, or harmless", "cuts", 5_000, 5_000),
    Row(
        "R19",
        "the bug museum",
        "tests",
        40,
        40,
        by_test=True,
    ),
    Row("R20", "closed and full streams: a message, and no traceback", "cases", 8, 8),
    Row(
        "R21",
        "a newer format is refused with a hint to upgrade",
        "cases",
        1,
        1,
        "nothing has been released yet, so there are no older files to read",
    ),
    Row(
        "R22",
        "ten times the log is at most twelve times the work",
        "events",
        10_000,
        100_000,
        "calls are counted, not seconds; for time see [performance](performance.md)",
        is_highest=True,
    ),
    Row("R23", "each bad file is found, no good one accused", "files", 260, 5_060),
    Row("R24", "changes to the code that the tests notice", "% of mutants", 90, 90),
    Row("R25", "lines and branches that the tests run", "%", 95, 95),
)
