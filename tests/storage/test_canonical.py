import string
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskctl.model.record import Event
from riskctl.storage.canonical import read_canonical
from riskctl.storage.reader import read_any
from riskctl.storage.writer import block
from tests.helpers import EXAMPLE, event, graded

texts = st.text(
    st.sampled_from(string.printable + "ÄЖ日\u202e\u00a0'\"\\"), max_size=30
)
events = st.builds(
    Event,
    id=texts,
    date=st.dates(date(1899, 12, 30), date(2201, 1, 2)),
    indicator=texts,
    value=st.one_of(texts, st.floats(-1, 1)),
    title=texts,
    sources=st.lists(texts, max_size=3).map(tuple),
    grade=st.sampled_from(["A1", "C3", "F6"]).map(graded),
    note=texts,
    recorded=st.datetimes(
        datetime(1899, 1, 1),  # noqa: DTZ001 (the zone is given beside it)
        datetime(2202, 1, 1),  # noqa: DTZ001
        timezones=st.just(UTC),
    ).map(lambda it: it.replace(microsecond=0)),
    by=texts,
    scheduled=st.booleans(),
    backfilled=st.booleans(),
    replaces=texts,
)
PLAIN = [
    event("2026-11-02", "clash", "shots", note="one", by="hk"),
    event("2026-11-03", "talks", "call", sources=(), backfilled=True),
    event("2026-11-03", "talks", "call", sources=("a", "b, c"), grade="C2"),
]


def agrees(data: bytes) -> bool:
    """Say whether the fast path took *data*; where it did, the full parser agrees."""
    fast = read_canonical(data, "log/2026-11.toml")
    if fast is None:
        return False
    full = read_any(data, "log/2026-11.toml")
    assert full.records == fast
    assert full.problems == ()
    assert [it.origin for it in full.records] == [it.origin for it in fast]
    return True


class TestReadCanonical:
    def test_takes_what_log_writes(self) -> None:
        """Ordinary entries, one after the other, as most files are."""
        assert agrees("\n".join(map(block, PLAIN)).encode())

    def test_takes_the_example_watch(self) -> None:
        """Every month of eighteen years is in riskctl's own form."""
        assert all(agrees(it.read_bytes()) for it in (EXAMPLE / "log").iterdir())

    @settings(max_examples=100, deadline=None)
    @given(st.lists(events, min_size=1, max_size=3))
    def test_never_differs_from_the_full_parser(self, records: list[Event]) -> None:
        """Whatever a record holds, its text means one thing."""
        agrees("\n".join(map(block, records)).encode("utf-8", "surrogatepass"))

    @settings(max_examples=150, deadline=None)
    @given(st.data())
    def test_never_differs_on_damaged_text(self, data: st.DataObject) -> None:
        """A byte more, less or other: the full parser's word, or none."""
        text = bytearray("\n".join(map(block, PLAIN)).encode())
        at = data.draw(st.integers(0, len(text) - 1))
        text[at : at + data.draw(st.integers(0, 2))] = data.draw(
            st.one_of(
                st.binary(max_size=2), st.sampled_from([b"\n", b"#", b'"', b"\n\n"])
            )
        )
        agrees(bytes(text))

    @pytest.mark.parametrize(
        "text",
        ["", "\n", "# a comment\n", block(PLAIN[0]) + "x = 1\n", "[[review]]\n"],
    )
    def test_leaves_everything_else_alone(self, text: str) -> None:
        """Comments, other keys and other records are the full parser's business."""
        assert not agrees(text.encode())
