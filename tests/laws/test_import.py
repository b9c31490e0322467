"""Importing is a union of rows: order, partition and repetition are nothing."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from riskctl.analysis.evidence.gather import CONTENT, gather
from riskctl.analysis.evidence.known import known_rows
from riskctl.analysis.evidence.plan import Plan, planned
from riskctl.analysis.evidence.row import Present
from riskctl.model.cells import Bad, Row
from riskctl.model.log import Log
from riskctl.model.provenance import Provenance, next_batch
from riskctl.model.record import Event
from riskctl.model.records import Records
from tests.laws.strategies import LAW
from tests.mappings import SHEET, mapping_of

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = date(2026, 11, 20)
SIDES = 'sides = { fields = ["A", "B"], one = { is = "N" }, other = { is = "S" } }'
MAPPING = mapping_of(
    SHEET,
    ('["Date", "Event"]', '["Number"]'),
    ("\n[[rule]]", f"{SIDES}\n\n[[rule]]"),
)
TYPES = ("Clash", "Shooting", "Talks", "Op-ed", "Parade")
Rows = list[Row | Bad]


@st.composite
def numbered(draw: st.DrawFn, number: int) -> Row | Bad:
    """Draw a row; what it says follows from its number, as in a data set."""
    if draw(st.integers(0, 9)) == 0:
        return Bad(number, "cut off", "restore it")
    day = TODAY - timedelta(days=draw(st.integers(-1, 60)))
    cells = {
        "Number": str(number),
        "Date": f"{day:%d/%m/%Y}",
        "Type": draw(st.sampled_from(TYPES)),
        # Rows that look alike are as many events as they have numbers.
        "Event": draw(st.sampled_from(["Shots", "Shots at the border", ""])),
        "A": "N",
        "B": draw(st.sampled_from(["S", "S", "S", "E"])),
    }
    return Row(number, {name: it for name, it in cells.items() if it})


@st.composite
def tables(draw: st.DrawFn) -> Rows:
    """Draw a data set."""
    size = draw(st.integers(0, 12))
    return [draw(numbered(number)) for number in range(1, size + 1)]


def imported(log: Log, rows: Rows) -> tuple[Log, Plan]:
    """Return a log after an import, and what it was."""
    gathered = gather(rows, MAPPING, Present(NOW, TODAY))
    known = known_rows(MAPPING.name, log, (), ())
    plan = planned(
        gathered,
        MAPPING,
        log,
        known,
        batch=next_batch(TODAY, known.batches),
        taken=log,
        now=NOW,
        by="",
    )
    return Log([*log.parts, Records(plan.new)]), plan


def said(log: Log) -> set[tuple[object, ...]]:
    """Return what a log says, and of which rows, without how it came in."""
    return {(it.id, row_of(it), *CONTENT(it)) for it in log.events}


def row_of(event: Event) -> str:
    """Return the row of an event."""
    came = Provenance.parse(event.via)
    assert came
    return came.row


@LAW
@given(tables(), st.randoms(use_true_random=False), st.data())
def test_any_order_partition_repetition_and_overlap_is_the_same(
    rows: Rows, random: st.DataObject, data: st.DataObject
) -> None:
    """Whoever imports a table in pieces, twice and shuffled has imported the table."""
    whole, _ = imported(Log(), rows)
    pieces = Log()
    shuffled = [*rows, *rows[: len(rows) // 2]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    while shuffled:
        size = data.draw(st.integers(1, len(shuffled)))
        overlap = data.draw(st.integers(0, 2))
        pieces, _ = imported(pieces, shuffled[:size])
        shuffled = shuffled[max(size - overlap, 1) :]
    assert said(pieces) == said(whole)


@LAW
@given(tables())
def test_the_same_file_twice_adds_nothing(rows: Rows) -> None:
    """Not even a proposal."""
    once, first = imported(Log(), rows)
    _, second = imported(once, rows)
    assert second.is_empty
    assert second.known == len(first.new)


@LAW
@given(tables(), tables())
def test_no_row_is_lost_between_the_counts(earlier: Rows, rows: Rows) -> None:
    """Rows in = new + changed + dropped + unmapped + known + outside + bad."""
    log, _ = imported(Log(), earlier)
    _, plan = imported(log, [*rows, *rows[:3]])
    assert sum(plan.counts.values()) == plan.gathered.rows == len([*rows, *rows[:3]])


@LAW
@given(tables())
def test_what_looks_alike_is_never_taken_for_one(rows: Rows) -> None:
    """A row is told from another by its identity, and by nothing else."""
    log, plan = imported(Log(), rows)
    assert len({row_of(it) for it in log.events}) == len(log.events) == len(plan.new)
