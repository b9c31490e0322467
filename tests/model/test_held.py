from zlib import crc32

import pytest

from riskctl.model.held import Held, added, held_of

LARGE = 2**32 - 1


class TestHeldOf:
    def test_counts_records_by_the_month_of_their_ids(self) -> None:
        """With the sum of the checksums, which no order changes."""
        ids = ["2026-05-20-7q3kd2", "2026-06-01-aaaaaa", "2026-05-02-bbbbbb"]
        both = crc32(ids[0].encode()) + crc32(ids[2].encode())
        expected = {
            "2026-05": Held(2, both % 2**32),
            "2026-06": Held(1, crc32(ids[1].encode())),
        }
        assert held_of(ids) == expected
        assert held_of(reversed(ids)) == expected

    @pytest.mark.parametrize(
        "name",
        ["mine", "2026-5-20-x", "2026/05-x", "202a-05-x", "2026-0a", "٢٠٢٦-05-x", ""],
    )
    def test_what_begins_with_no_month_is_counted_together(self, name: str) -> None:
        """However it is called."""
        assert held_of([name, "other"]).keys() == {"other"}
        assert held_of([name, "other"])["other"].records == 2

    def test_a_month_may_be_the_whole_id(self) -> None:
        """Somebody wrote it by hand; a letter without bytes is one, too."""
        assert held_of(["2026-05"]).keys() == {"2026-05"}
        assert held_of(["2026-05-\ud800"])["2026-05"].records == 1


def test_parts_add_up() -> None:
    """Month by month; the sums go round."""
    one = {"2026-05": Held(1, LARGE), "other": Held(2, 5)}
    two = {"2026-05": Held(3, 2), "2026-06": Held(1, 7)}

    assert added([one, two]) == {
        "2026-05": Held(4, 1),
        "other": Held(2, 5),
        "2026-06": Held(1, 7),
    }
    assert added([]) == {}
