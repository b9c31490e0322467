"""Two copies that went apart become one: nothing lost, nothing doubled."""

import pytest

from riskctl.storage.text.union import united
from tests.pairs import Files, Pair, random_pair, records_in


def merged(ours: Files, theirs: Files, base: Files) -> Files:
    """Return the union of two copies, file by file, as Git's driver makes it."""
    return {
        name: united(
            ours.get(name, b""),
            theirs.get(name, b""),
            base=base.get(name, b""),
            file=name,
        ).data
        for name in {*ours, *theirs}
    }


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    """Return two hundred pairs of copies."""
    return [random_pair(seed) for seed in range(200)]


class TestUnited:
    def test_is_the_union_of_random_copies(self, pairs: list[Pair]) -> None:
        """Every record once, in the words of who changed it; every remark is there."""
        for it in pairs:
            result = merged(it.ours, it.theirs, it.base)
            assert it.records == records_in(result)
            text = b"\n".join(result.values())
            assert {mark for mark in it.remarks if text.count(mark) != 1} == set()

    def test_says_the_same_from_the_other_side(self, pairs: list[Pair]) -> None:
        """The order of the records is another, and not what they say."""
        for it in pairs:
            one = merged(it.ours, it.theirs, it.base)
            other = merged(it.theirs, it.ours, it.base)
            assert records_in(one) == records_in(other)

    def test_done_again_changes_no_byte(self, pairs: list[Pair]) -> None:
        """Whoever merges a second time has all of it already."""
        for it in pairs:
            once = merged(it.ours, it.theirs, it.base)
            assert once == merged(once, it.theirs, it.base)

    def test_keeps_our_text_where_it_was(self, pairs: list[Pair]) -> None:
        """What the other copy only added to is found after our bytes."""
        for it in pairs:
            for name, ours in it.ours.items():
                theirs = it.theirs.get(name, b"")
                old = it.base.get(name, b"")
                if theirs.startswith(old):
                    result = united(ours, theirs, base=old, file=name).data
                    assert result.startswith(ours)
