"""Records and log files for Hypothesis: everything that a user could write."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from riskctl.model.grade import CREDIBILITY, RELIABILITY, Grade
from riskctl.model.origin import NOWHERE
from riskctl.model.record import Event, Note, Record, Retraction, Review
from riskctl.storage.text.writer import block

DAYS = st.dates(date(2026, 11, 1), date(2026, 11, 30))
# Every character TOML can hold, control characters among them.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
NASTY = st.sampled_from(
    [
        '"',
        '"""',
        "'''",
        "\\",
        "\r",
        "\r\n",
        "\n\n",
        "\x00",
        "\x1b[31m",
        "\x7f",
        "\ufeff",
        "[[event]]",
        "# no comment",
        "=======",
        "\u2028",
        "🕊",
        " x ",
        "\t",
    ]
)
ANY_TEXT = st.one_of(TEXTS, NASTY, st.tuples(TEXTS, NASTY, TEXTS).map("".join))
MOMENTS = st.datetimes(
    datetime(2026, 12, 1),  # noqa: DTZ001 (the zone is given beside it)
    datetime(2027, 12, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
).map(lambda it: it.replace(microsecond=0, fold=0))
GRADES = st.builds(
    Grade, st.sampled_from(sorted(RELIABILITY)), st.sampled_from(sorted(CREDIBILITY))
)
IDS = st.from_regex(r"2026-11-[0-3][0-9]-[0-9a-z]{6}", fullmatch=True)


def events(texts: st.SearchStrategy[str] = ANY_TEXT) -> st.SearchStrategy[Event]:
    """Return events with *texts* wherever a text may stand."""
    return st.builds(
        Event,
        id=IDS,
        date=DAYS,
        indicator=texts.filter(bool),
        value=texts.filter(bool) | st.floats(-1, 1),
        title=texts.filter(bool),
        sources=st.lists(texts, max_size=3).map(tuple),
        grade=GRADES,
        note=texts,
        recorded=MOMENTS,
        by=texts,
        scheduled=st.booleans(),
        backfilled=st.booleans(),
        replaces=st.just("") | IDS,
        until=st.none() | st.dates(date(2026, 11, 30), date(2027, 1, 31)),
        forum=st.just("") | texts,
        theatre=st.just("") | texts,
        via=st.just("") | texts,
        confirms=st.just("") | IDS,
        distinct=st.lists(IDS, max_size=2).map(tuple),
        origins=st.just(()),
        origin=st.just(NOWHERE),
    ).flatmap(lambda it: with_origins(it, texts))


@st.composite
def with_origins(draw: st.DrawFn, event: Event, texts: st.SearchStrategy[str]) -> Event:
    """Return the event, or the same with whom its sources took it from."""
    if not event.sources or draw(st.booleans()):
        return event
    found = tuple(draw(st.just("") | texts) for _ in event.sources)
    return event._replace(origins=found if any(found) else ())


def reviews(texts: st.SearchStrategy[str] = ANY_TEXT) -> st.SearchStrategy[Review]:
    """Return reviews with *texts* wherever a text may stand."""
    return st.builds(
        Review,
        id=IDS,
        date=DAYS,
        since=st.none() | st.just(date(1990, 1, 1)),
        indicators=st.lists(texts, min_size=1, max_size=3).map(tuple),
        note=texts,
        recorded=MOMENTS,
        by=texts,
        origin=st.just(NOWHERE),
    )


def retractions(
    texts: st.SearchStrategy[str] = ANY_TEXT,
) -> st.SearchStrategy[Retraction]:
    """Return retractions with *texts* wherever a text may stand."""
    return st.builds(
        Retraction,
        id=IDS,
        record=IDS,
        reason=texts,
        recorded=MOMENTS,
        by=texts,
        origin=st.just(NOWHERE),
    )


def notes(texts: st.SearchStrategy[str] = ANY_TEXT) -> st.SearchStrategy[Note]:
    """Return notes with *texts* wherever a text may stand."""
    return st.builds(
        Note,
        id=IDS,
        date=DAYS,
        title=texts.filter(bool),
        sources=st.lists(texts, max_size=3).map(tuple),
        note=texts,
        bulletin=st.booleans(),
        replaces=st.just("") | IDS,
        recorded=MOMENTS,
        by=texts,
        origin=st.just(NOWHERE),
    )


def records(texts: st.SearchStrategy[str] = ANY_TEXT) -> st.SearchStrategy[Record]:
    """Return records of every kind."""
    return st.one_of(events(texts), reviews(texts), notes(texts), retractions(texts))


@st.composite
def log_bytes(draw: st.DrawFn) -> bytes:
    """Return a file that riskctl reads and no program would write like this."""
    pieces = draw(st.lists(_PIECES, max_size=6))
    text = "".join(
        piece.replace("{n}", str(number)) for number, piece in enumerate(pieces)
    )
    if draw(st.booleans()):
        text = text.rstrip("\n")
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"]))).encode()


def _odd(record: Record) -> str:
    """Spell a record as somebody might who types it."""
    first, rest = block(record).split("\n", 1)
    return f"  [[ {first.strip('[]')} ]]  # by hand\n\n{rest}mine = 'kept'\n\n# end\n"


_PIECES = st.one_of(
    records(st.text("aé'\"\\ #[=]", min_size=1, max_size=8)).map(block),
    events(st.just("plain")).map(_odd),
    st.sampled_from(
        [
            "\n",
            "   \t\n\n",
            "# a comment, [[event]] and all\n",
            '[zz{n}]\nanything = """\n[[event]]\n# not\n"""\n',
            "[[yy{n}]]\nlist = [\n  1, # one\n  [2],\n]\n",
            "[xx{n}.'q \"u'.ote]\n'odd key' = 1979-05-27\n",
        ]
    ),
)
