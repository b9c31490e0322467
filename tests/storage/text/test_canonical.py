import os
import string
from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from riskctl.model.record import Event, Note, Record, Retraction, Review
from riskctl.model.tlp import Tlp
from riskctl.storage.text.canonical import read_canonical
from riskctl.storage.text.reader import read_any
from riskctl.storage.text.writer import block
from tests.helpers import EXAMPLE, event, graded
from tests.storage.logs import with_origins

FILE = "log/2026-11.toml"
# For a long look at many more logs: RISKCTL_LAW_EXAMPLES=10000.
EXAMPLES = int(os.environ.get("RISKCTL_LAW_EXAMPLES", "150"))
law = settings(max_examples=EXAMPLES, deadline=None)

anything = st.text(
    st.sampled_from(string.printable + "ÄЖ日🕊\u0085\u2028\u202e\u00a0\x7f'\"\\"),
    max_size=30,
)
ordinary = st.text("abc äЖ", min_size=1, max_size=12)
texts = st.one_of(ordinary, ordinary, anything)
lists = st.lists(texts, max_size=3).map(tuple)
days = st.one_of(
    st.dates(date(2026, 11, 1), date(2026, 11, 30)),
    st.dates(date(1899, 12, 30), date(2201, 1, 2)),
)
moments = st.datetimes(
    datetime(1899, 1, 1),  # noqa: DTZ001 (the zone is given beside it)
    datetime(2202, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
).map(lambda it: it.replace(microsecond=0))
events = st.builds(
    Event,
    id=texts,
    date=days,
    indicator=texts,
    value=st.one_of(texts, st.floats(-1, 1), st.floats()),
    title=texts,
    sources=lists,
    grade=st.sampled_from(["A1", "C3", "F6"]).map(graded),
    note=texts,
    recorded=moments,
    by=texts,
    scheduled=st.booleans(),
    backfilled=st.booleans(),
    replaces=texts,
    tlp=st.sampled_from(Tlp),
    until=st.none() | days,
    forum=texts | st.just(""),
    theatre=texts | st.just(""),
    via=texts | st.just(""),
    confirms=texts | st.just(""),
    distinct=lists,
    origins=st.just(()),
).flatmap(lambda it: with_origins(it, texts))
reviews = st.builds(
    Review,
    id=texts,
    date=days,
    indicators=lists,
    note=texts,
    recorded=moments,
    by=texts,
)
notes = st.builds(
    Note,
    id=texts,
    date=days,
    title=texts,
    sources=lists,
    note=texts,
    bulletin=st.booleans(),
    recorded=moments,
    by=texts,
    replaces=texts,
    tlp=st.sampled_from(Tlp),
)
retractions = st.builds(
    Retraction, id=texts, record=texts, reason=texts, recorded=moments, by=texts
)
records: st.SearchStrategy[list[Record]] = st.lists(
    st.one_of(events, events, reviews, notes, retractions), min_size=1, max_size=5
)

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
REVIEW = Review(
    id="2026-11-03-r",
    date=date(2026, 11, 3),
    indicators=("clash", "talks"),
    recorded=NOON,
    by="hk",
)
NOTE = Note(
    id="2026-11-03-n",
    date=date(2026, 11, 3),
    title="A film",
    sources=("a", "b"),
    recorded=NOON,
)
RETRACTION = Retraction(
    id="2026-11-04-x", record="2026-11-02-a", reason="", recorded=NOON
)
PLAIN: list[Record] = [
    event("2026-11-02", "clash", "shots", note="one", by="hk"),
    REVIEW,
    event("2026-11-03", "talks", "call", sources=(), backfilled=True),
    event("2026-11-03", "talks", 0.25, sources=("a", "b, c"), grade="C2"),
    RETRACTION,
    REVIEW,
    NOTE,
    event("2026-11-03", "talks", "call", until=date(2026, 11, 5), distinct=("a", "b")),
    event("2026-11-03", "talks", "call", sources=("a", "b"), origins=("", "TASS")),
    event("2026-11-03", "talks", "call", sources=("a", "b"), origins=("x", "")),
    event("2026-11-03", "talks", "call", confirms="p", via="feed", forum="UN"),
    event("2026-11-03", "talks", -1e-7, scheduled=True, replaces="x", tlp=Tlp.AMBER),
]
QUOTING = event(
    "2026-11-04",
    "talks",
    'a "value"',
    title='He said "no"\\',
    note="line\nfeed\x1b\t\r\n\x7f",
    sources=('Smith, "A", "B"', "c\\", "d"),
)


def text_of(*found: Record, ending: str = "\n") -> bytes:
    """Return a file with these records."""
    text = "\n".join(map(block, found)).replace("\n", ending)
    return text.encode("utf-8", "surrogatepass")


def agrees(data: bytes) -> bool:
    """Say whether the fast path took *data*; where it did, the full parser agrees."""
    fast = read_canonical(data, FILE)
    if fast is None:
        return False
    full = read_any(data, FILE)
    assert full.problems == ()
    # A text for each, since -0.0 and 0.0 are equal.
    assert list(map(repr, full.records)) == list(map(repr, fast.records))
    assert [it.origin for it in full.records] == [it.origin for it in fast.records]
    return True


class TestReadCanonical:
    @pytest.mark.parametrize("ending", ["\n", "\r\n"])
    def test_takes_what_riskctl_writes(self, ending: str) -> None:
        """Ordinary entries of every kind, one after the other, as most files are."""
        assert agrees(text_of(*PLAIN, ending=ending))

    def test_takes_texts_with_escapes(self) -> None:
        """Quotation marks and line feeds in a text are as ordinary."""
        assert agrees(text_of(*PLAIN, QUOTING, *PLAIN))

    def test_takes_every_escape_that_is_written(self) -> None:
        """All characters that cannot stand in a text as they are."""
        controls = "".join(map(chr, (*range(0x20), 0x7F)))
        assert agrees(text_of(QUOTING._replace(note=f"a{controls}z")))

    def test_takes_the_example_watch(self) -> None:
        """Every month of eighteen years is in riskctl's own form."""
        assert all(agrees(it.read_bytes()) for it in (EXAMPLE / "log").iterdir())

    def test_takes_a_large_file(self) -> None:
        """The lines count on from run to run."""
        assert agrees(text_of(*PLAIN * 60, QUOTING, *PLAIN * 60))

    def test_a_large_file_without_blank_lines_is_another_matter(self) -> None:
        """No run ends where a blank line is missing, however the runs are cut."""
        assert not agrees(text_of(*PLAIN * 120).replace(b"\n\n", b"\n"))

    @law
    @given(records)
    @example([REVIEW])
    @example([QUOTING, RETRACTION])
    def test_never_differs_from_the_full_parser(self, records: list[Record]) -> None:
        """Whatever a record holds, its text means one thing."""
        agrees(text_of(*records))

    @law
    @given(st.data())
    def test_never_differs_on_damaged_text(self, data: st.DataObject) -> None:
        """A byte more, less or other, or an end too soon: the full parser's word."""
        text = bytearray(text_of(*data.draw(st.permutations([*PLAIN, QUOTING]))))
        at = data.draw(st.integers(0, len(text) - 1))
        if data.draw(st.integers(0, 4)) == 0:
            del text[at:]
        else:
            text[at : at + data.draw(st.integers(0, 2))] = data.draw(
                st.one_of(
                    st.binary(max_size=2),
                    st.sampled_from(
                        [b"\n", b"#", b'"', b"\n\n", b"\\", b"\r\n", b", "]
                    ),
                )
            )
        agrees(bytes(text))

    @pytest.mark.parametrize(
        "text",
        [
            "\n",
            "# a comment\n",
            block(PLAIN[0]) + "x = 1\n",
            block(PLAIN[0]).replace("[[event]]", "[[events]]"),
            block(PLAIN[0]) + "\n\n" + block(PLAIN[0]),
            block(PLAIN[0]).removesuffix("\n"),
            block(REVIEW) + block(PLAIN[0]),
            "[[review]]\n",
            "[[redo]]\nx = 1\n",
            block(PLAIN[0]).replace('note = "one"', 'note = ""'),
            block(PLAIN[0]).replace('note = "one"', 'note = "o\nne"'),
            block(PLAIN[0]).replace('note = "one"', f'note = "{"o" * 16_001}"'),
            block(PLAIN[0]).replace('note = "one"', 'note = "on\\u0065"'),
            block(PLAIN[0]).replace('note = "one"', 'note = "one\\u000A"'),
            block(QUOTING).replace("line", "\\" * 16_002),
            block(PLAIN[3]).replace('["a", ', '["a" , '),
            block(PLAIN[0]).replace("2026-11-02\n", "2026-11-31\n"),
            block(PLAIN[0]).replace("2026-11-02\n", "1900-01-01\n"),
        ],
    )
    def test_leaves_everything_else_alone(self, text: str) -> None:
        """Comments, other keys and other spellings are the full parser's business."""
        assert not agrees(text.encode())

    @pytest.mark.parametrize("ending", ["\n", "\r\n"])
    def test_leaves_a_carriage_return_at_the_end_alone(self, ending: str) -> None:
        """It ends no line: the full parser says what is wrong with it."""
        text = block(event("2026-11-03", "clash", "shots")).rstrip("\n")
        data = text.replace("\n", ending).encode() + b"\r"

        assert read_canonical(data, FILE) is None
        assert read_canonical(b"\r", FILE) is None
        assert read_any(data, FILE).problems

    def test_leaves_large_files_alone(self) -> None:
        """The full parser says how large a file may be."""
        text = text_of(PLAIN[0]) + b"\n"

        assert read_canonical(text * (33 * 2**20 // len(text)), FILE) is None


class TestPartOfAFile:
    @law
    @given(st.permutations([*PLAIN, QUOTING]), st.integers(1, 7), st.booleans())
    def test_an_end_is_read_by_itself(
        self, found: list[Record], known: int, windows: bool
    ) -> None:
        """What was added to a file is read as it is in the whole file."""
        ending = "\r\n" if windows else "\n"
        before = text_of(*found[:known], ending=ending)
        whole = text_of(*found, ending=ending)

        first = read_canonical(before, FILE)
        line = before.count(b"\n") + 1
        rest = read_canonical(whole[len(before) :], FILE, line=line)

        assert first is not None
        assert rest is not None
        parts = (*first.records, *rest.records)
        assert sorted(map(repr, parts)) == sorted(
            map(repr, read_any(whole, FILE).records)
        )

    def test_nothing_has_no_records(self) -> None:
        """A file that was made and not yet written to is no fault."""
        found = read_canonical(b"", FILE)

        assert found is not None
        assert found.records == ()
