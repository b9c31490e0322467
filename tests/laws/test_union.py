from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from riskctl.model.log import Log
from riskctl.model.record import Record
from riskctl.storage.writer import block
from tests.helpers import make_watch, open_folder
from tests.laws.strategies import LAW, log_of, records


def contents(log: Log) -> tuple[frozenset[Record], int]:
    """Return the records, and how many there are."""
    return frozenset((*log.events, *log.reviews, *log.retractions)), len(log)


def union(*logs: Log) -> Log:
    """Merge logs from left to right."""
    merged = Log()
    for log in logs:
        merged = merged.with_records((*log.events, *log.reviews, *log.retractions))
    return merged


class TestUnion:
    @LAW
    @given(records(), st.data())
    def test_is_commutative_associative_and_idempotent(
        self, found: list[Record], data: st.DataObject
    ) -> None:
        """Whoever merges what first, everyone has the same records."""
        parts = [
            log_of(data.draw(st.lists(st.sampled_from(found), unique_by=id)))
            for _ in range(3)
        ]
        one, two, three = parts

        assert contents(union(one, two)) == contents(union(two, one))
        assert contents(union(union(one, two), three)) == contents(
            union(one, union(two, three))
        )
        assert contents(union(one, one)) == contents(one)
        assert union(one, two).in_force == union(two, one).in_force

    @LAW
    @given(records(), st.lists(st.integers(0, 2), min_size=20, max_size=20))
    def test_is_what_reading_a_folder_gives(
        self, found: list[Record], where: list[int]
    ) -> None:
        """A record counts once, in whichever files it stands, and however often."""
        files: dict[str, str] = {"a.toml": "", "b.toml": ""}
        for record, place in zip(found, where, strict=False):
            for number, name in enumerate(files):
                if place in {number, 2}:
                    files[name] += block(record) + "\n"
        with TemporaryDirectory() as folder:
            watch = open_folder(make_watch(Path(folder), files))

        assert contents(log_of(found)) == contents(watch.log)
        assert {"unique-ids"} >= {it.check for it in watch.problems}
        assert not any(it.blocking for it in watch.problems)
        assert log_of(found).in_force == watch.log.in_force
