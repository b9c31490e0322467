import pytest

from riskctl.errors import WatchError
from riskctl.model.record import Record
from riskctl.storage.text.log_reader import read_log
from riskctl.storage.text.union import Side, United, united
from riskctl.storage.text.writer import block
from tests.helpers import event

FILE = "log/2026-11.toml"
ONE = event("2026-11-10", "clash", "shots", id="2026-11-10-aaaaaa")
TWO = event("2026-11-11", "clash", "shots", id="2026-11-11-bbbbbb")
OTHER = ONE._replace(title="somebody else's words")


def text(*records: Record) -> bytes:
    """Return a file with some records."""
    return "\n".join(map(block, records)).encode()


def union(
    ours: bytes, theirs: bytes, base: bytes = b"", *, keep: Side | None = None
) -> United:
    """Return the union of two texts of November."""
    return united(ours, theirs, base=base, file=FILE, their_file="there", keep=keep)


def records(data: bytes) -> set[Record]:
    """Return the records of a file in which nothing is wrong."""
    read = read_log(data, FILE)
    assert not [it for it in read.problems if it.check != "unknown-keys"]
    assert len(read.records) == len({it.id for it in read.records})
    return set(read.records)


class TestRecords:
    def test_of_the_other_copy_follow_ours(self) -> None:
        """After a blank line, whether or not our text ends with one."""
        for ours in (text(ONE), text(ONE).rstrip(), text(ONE) + b"\n"):
            result = union(ours, text(ONE, TWO))
            assert result.data.startswith(ours.rstrip())
            assert records(result.data) == {ONE, TWO}
            assert result.new == (TWO,)
        assert union(text(ONE), text(TWO)).data == text(ONE, TWO)
        assert union(b"", text(TWO)).data == text(TWO)

    def test_that_only_we_have_stay(self) -> None:
        """Not a byte is changed."""
        assert union(text(ONE, TWO), text(ONE)) == United(text(ONE, TWO))
        assert union(text(ONE), b"").data == text(ONE)

    def test_removed_by_hand_come_back(self) -> None:
        """A log only grows; a record is withdrawn by a retraction."""
        result = union(text(ONE), text(ONE, TWO), text(ONE, TWO))
        assert records(result.data) == {ONE, TWO}

    def test_said_otherwise_are_a_clash(self) -> None:
        """Ours is as it was, and both are shown."""
        result = union(text(ONE), text(OTHER, TWO))
        (clash,) = result.clashes
        assert clash.what == ONE.id
        assert (clash.ours, clash.theirs) == (
            text(ONE).decode().strip(),
            text(OTHER).decode().strip(),
        )

    def test_said_otherwise_are_settled_by_a_side(self) -> None:
        """That of whoever is chosen; the rest is the union as ever."""
        ours = union(text(ONE), text(OTHER, TWO), keep=Side.OURS)
        theirs = union(text(ONE), text(OTHER, TWO), keep=Side.THEIRS)
        assert (records(ours.data), ours.changed) == ({ONE, TWO}, ())
        assert (records(theirs.data), theirs.changed) == ({OTHER, TWO}, (OTHER,))
        assert not ours.clashes + theirs.clashes

    def test_mended_by_hand_in_one_copy_are_as_it_says(self) -> None:
        """Where it is known what both had; where both mended one, it is a clash."""
        third = ONE._replace(title="a third")
        assert records(union(text(ONE), text(OTHER), text(ONE)).data) == {OTHER}
        assert records(union(text(OTHER), text(ONE), text(ONE)).data) == {OTHER}
        assert union(text(OTHER), text(third), text(ONE)).clashes

    def test_that_amend_one_event_are_both_kept(self) -> None:
        """`check` asks which of the two stands."""
        ours, theirs = (
            TWO._replace(id=f"2026-11-11-cccc{it}", replaces=ONE.id)
            for it in ("c1", "c2")
        )
        result = union(text(ONE, ours), text(ONE, theirs), text(ONE))
        assert records(result.data) == {ONE, ours, theirs}

    def test_that_stand_in_another_file_of_ours_are_not_doubled(self) -> None:
        """The same is known; another is a clash that names its place."""
        for known, clashes in ((TWO, 0), (TWO._replace(title="not this"), 1)):
            result = united(
                text(ONE), text(TWO), file=FILE, elsewhere={TWO.id: known}.get
            )
            assert (result.data, len(result.clashes)) == (text(ONE), clashes)


class TestWhatWasWrittenByHand:
    def test_comments_of_both_stay(self) -> None:
        """Those of a record above it, those of the file at its head."""
        ours = b"# our file\n\n# ours\n" + text(ONE)
        theirs = b"# their file\n\n# theirs\n" + text(ONE) + b"# below\n"
        result = union(ours, theirs).data
        assert result == (
            b"# their file\n# our file\n\n# ours\n# theirs\n# below\n" + text(ONE)
        )

    def test_a_comment_that_we_removed_stays_away(self) -> None:
        """It was there when the copies went apart."""
        theirs = b"# old\n# new\n" + text(ONE)
        result = union(text(ONE), theirs, b"# old\n" + text(ONE)).data
        assert result == b"# new\n" + text(ONE)

    def test_foreign_keys_of_both_stay(self) -> None:
        """Whatever their values are."""
        theirs = text(ONE) + b"b = { c = [1, { d = 'x' }] }\n\"e f\" = 2026-01-01\n"
        result = union(text(ONE) + b"a = 1\n", theirs).data
        assert b'b = { c = [1, { d = "x" }] }\n"e f" = 2026-01-01\n' in result
        assert b"a = 1\n" in result
        assert records(result) == {ONE}

    def test_a_foreign_key_with_two_values_is_a_clash(self) -> None:
        """Unless one of them is what both had."""
        one, two = (text(ONE) + f"a = {it}\n".encode() for it in (1, 2))
        assert union(one, two).clashes
        assert not union(two, one, one).clashes

    def test_foreign_tables_are_united_as_well(self) -> None:
        """Those of which there may be several by what they say."""
        ours = text(ONE) + b"\n[[mine]]\na = 1\n\n[set]\nx = 1\n"
        theirs = text(ONE) + b"\n[[mine]]\na = 2\n\n[set]\ny = 2\n"
        result = union(ours, theirs).data
        assert result.count(b"[[mine]]") == 2
        assert result.count(b"[set]\ny = 2\nx = 1\n") == 1
        assert union(ours, ours.replace(b"x = 1", b"x = 2")).clashes

    def test_our_line_endings_are_used(self) -> None:
        """Theirs may be others."""
        ours = text(ONE).replace(b"\n", b"\r\n")
        result = union(ours, b"# c\n" + text(ONE, TWO)).data
        assert result.count(b"\n") == result.count(b"\r\n")
        assert records(result) == {ONE, TWO}
        assert (
            b"\r" not in union(text(ONE), text(ONE, TWO).replace(b"\n", b"\r\n")).data
        )


class TestWhatCannotBeMerged:
    @pytest.mark.parametrize(
        ("theirs", "message"),
        [
            (b"<<<<<<< ours\n", "there:1: a merge left its conflict markers"),
            (b"event = [1]\n", "there:1: `event` must be written as [[event]] tables"),
            (
                text(ONE, OTHER),
                (
                    "there:11: `2026-11-10-aaaaaa` stands in this file already, with "
                    "other content"
                ),
            ),
            (
                b"review = []\nnote = [{}]\n",
                "there:2: `note = [...]` is a list to which no command can add",
            ),
        ],
    )
    def test_is_named_with_its_line(self, theirs: bytes, message: str) -> None:
        """In the copy in which it stands; nothing is guessed."""
        with pytest.raises(WatchError) as caught:
            union(text(ONE), theirs)
        assert caught.value.message == message

    def test_is_refused_where_it_would_change(self) -> None:
        """Keys at the head of their file that make an array of ours something else."""
        with pytest.raises(WatchError) as caught:
            union(text(ONE) + b"\n[[mine.sub]]\n", text(ONE) + b"\n[[mine]]\na = 1\n")
        assert "cannot be merged without changing" in caught.value.message

    def test_an_unreadable_base_is_as_good_as_none(self) -> None:
        """The merge does without."""
        result = union(text(ONE), text(ONE, TWO), b"<<<<<<< ours\n")
        assert records(result.data) == {ONE, TWO}
