"""What the writer spells, to the letter, and what it says when it refuses."""

from datetime import date

import pytest

from riskctl.errors import WriteError
from riskctl.model.record import Event, Note, Record, Retraction, Review
from riskctl.model.tlp import Tlp
from riskctl.storage.text.writer import appended, block
from tests.helpers import event

PLAIN = event("2026-11-20", "clash", "shots", title="x", sources=())
LOOK = Review(
    id="r", date=date(2026, 11, 20), indicators=("a", "b"), recorded=PLAIN.recorded
)
NOTE = Note(id="n", date=PLAIN.date, title="x", recorded=PLAIN.recorded)
WITHDRAWN = Retraction(id="w", record="e", reason="so", recorded=PLAIN.recorded)


def lines(record: Record) -> list[str]:
    """Return the lines of a record, without those that every one has."""
    return [
        it
        for it in block(record).splitlines()
        if it.split(" = ")[0] not in {"id", "recorded", "indicator", "value", "grade"}
    ]


class TestBlock:
    @pytest.mark.parametrize(
        ("record", "expected"),
        [
            (PLAIN, ["[[event]]", "date = 2026-11-20", 'title = "x"']),
            (NOTE, ["[[note]]", "date = 2026-11-20", 'title = "x"']),
            (LOOK, ["[[review]]", "date = 2026-11-20", 'indicators = ["a", "b"]']),
            (
                LOOK._replace(since=date(2026, 11, 1)),
                [
                    "[[review]]",
                    "from = 2026-11-01",
                    "to = 2026-11-20",
                    'indicators = ["a", "b"]',
                ],
            ),
            (WITHDRAWN, ["[[retraction]]", 'record = "e"', 'reason = "so"']),
        ],
    )
    def test_has_the_header_and_the_keys_of_its_kind(
        self, record: Record, expected: list[str]
    ) -> None:
        """A review of a period has other days than one of a day."""
        assert lines(record) == expected

    @pytest.mark.parametrize(
        ("changed", "line"),
        [
            ({"scheduled": True}, "scheduled = true"),
            ({"tlp": Tlp.AMBER}, 'tlp = "amber"'),
            ({"until": date(2026, 12, 1)}, "until = 2026-12-01"),
            ({"distinct": ("a", "b")}, 'distinct = ["a", "b"]'),
            ({"sources": ("u", "v")}, 'sources = ["u", "v"]'),
            (
                {"sources": ("u", "v"), "origins": ("w", "")},
                'sources = [{ url = "u", origin = "w" }, "v"]',
            ),
            ({"note": 'a\n"b"'}, 'note = "a\\n\\"b\\""'),
        ],
    )
    def test_spells_what_is_rare(self, changed: dict[str, object], line: str) -> None:
        """Each in one line, and what it has not is not there."""
        kept = lines(PLAIN._replace(**changed))  # type: ignore[arg-type]
        assert [it for it in kept if it not in lines(PLAIN)] == [line]


class TestAppended:
    @pytest.mark.parametrize(
        ("old", "ending"),
        [
            (b"", b"\n"),
            (b"# a\r\n# b\n", b"\n"),
            (b"# a\r\n# b\r\n# c\n", b"\r\n"),
            (b"# a\n# b\n# c\r\n", b"\n"),
            (b"# a\r\n", b"\r\n"),
        ],
    )
    def test_ends_lines_as_most_lines_of_the_file_do(
        self, old: bytes, ending: bytes
    ) -> None:
        """Half of them are not most."""
        gap = ending if old else b""
        added = block(PLAIN).encode().replace(b"\n", ending)
        assert appended(old, PLAIN, file="f") == old + gap + added

    @pytest.mark.parametrize(
        ("old", "gap"),
        [(b"", b""), (b"\n\n", b""), (b" ", b"\n\n"), (b"#\n", b"\n"), (b"#", b"\n\n")],
    )
    def test_leaves_a_line_free_above_it(self, old: bytes, gap: bytes) -> None:
        """Where there is anything above."""
        assert appended(old, PLAIN, file="f") == old + gap + block(PLAIN).encode()

    def test_several_stand_as_one_after_the_other(self) -> None:
        """In the order in which they are given."""
        records: list[Record] = [PLAIN, NOTE, LOOK]
        one_by_one = b""
        for it in records:
            one_by_one = appended(one_by_one, it, file="f")
        assert appended(b"", *records, file="f") == one_by_one

    @pytest.mark.parametrize("canonical", [True, False])
    def test_what_does_not_read_back_is_refused_with_a_hint(
        self, canonical: bool
    ) -> None:
        """By the name of the file, whether it is known or not."""
        with pytest.raises(WriteError) as caught:
            appended(
                b"", PLAIN._replace(title=""), file="log/x.toml", is_canonical=canonical
            )
        assert caught.value.message == (
            "log/x.toml: the entry cannot be added to this file without changing it"
        )
        assert caught.value.hint == (
            "nothing was written; `riskctl check` says what is unusual there"
        )

    def test_a_known_file_is_not_read_again(self) -> None:
        """What is added is read back alone: that is why a file must be known."""
        broken = b"this is not TOML\n"
        new = appended(broken, PLAIN, file="f", is_canonical=True)
        assert new == broken + b"\n" + block(PLAIN).encode()
        with pytest.raises(WriteError):
            appended(broken, PLAIN, file="f")

    @pytest.mark.parametrize(
        ("records", "name"),
        [([PLAIN], "event"), ([NOTE], "note"), ([LOOK, WITHDRAWN], "review")],
    )
    def test_a_list_in_one_line_is_named_with_what_to_do(
        self, records: list[Record], name: str
    ) -> None:
        """A table cannot follow it, whatever else is in the file."""
        table = block(records[0]).splitlines()[1:]
        old = f"# one\n{name} = [{{ {', '.join(table)} }}]\n".encode()

        with pytest.raises(WriteError) as caught:
            appended(old, *records, file="log/x.toml")
        assert caught.value.message == (
            f"log/x.toml:2: nothing can be added to {name}s written as a list"
        )
        assert caught.value.hint.startswith("nothing was written; write ")

    def test_a_list_of_another_kind_is_not_blamed(self) -> None:
        """A note can be added to a file whose events are a list."""
        table = ", ".join(block(PLAIN).splitlines()[1:])
        old = f"event = [{{ {table} }}]\n".encode()

        assert isinstance(PLAIN, Event)
        assert appended(old, NOTE, file="f").endswith(block(NOTE).encode())
