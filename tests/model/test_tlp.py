import pytest

from riskctl.model.tlp import Tlp
from riskctl.storage.text.log_reader import read_log
from riskctl.storage.text.writer import appended, block
from tests.helpers import event

FILE = "log/2026-02.toml"
MARKED = event("2026-02-03", "clash", "shots", tlp=Tlp.AMBER)


class TestTlp:
    def test_goes_from_anybody_to_nobody(self) -> None:
        """Each is above the ones before it, and not above itself."""
        order = [Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER, Tlp.RED]

        for low, limit in enumerate(order):
            assert [it.is_above(limit) for it in order] == [
                high > low for high in range(4)
            ]

    @pytest.mark.parametrize("text", ["amber", "AMBER", "TLP:AMBER", " tlp:amber "])
    def test_is_spelled_in_several_ways(self, text: str) -> None:
        """At the prompt."""
        assert Tlp.parse(text) is Tlp.AMBER


class TestInTheLog:
    def test_is_written_and_read_back(self) -> None:
        """And left out where it is clear."""
        text = appended(b"", MARKED, file=FILE)

        assert b'tlp = "amber"\n' in text
        assert read_log(text, FILE).records == (MARKED,)
        assert "tlp" not in block(event("2026-02-03", "clash", "shots"))

    @pytest.mark.parametrize("value", ['"secret"', '"AMBER"', "3", "true", '["red"]'])
    def test_anything_else_is_a_fault(self, value: str) -> None:
        """One that forbids a level: nothing is published on a guess."""
        text = appended(b"", MARKED, file=FILE).replace(b'"amber"', value.encode())
        found = read_log(text, FILE)
        (problem,) = found.problems

        assert found.records == ()
        assert problem.blocking
        assert str(problem) == (
            f"{FILE}:9: `tlp` of an event must be clear, green, amber or red"
        )
