from dataclasses import replace

import pytest

from tests.benchmarks.small_results import results


class TestWithPeersOf:
    def test_takes_over_what_is_not_measured_anew(self) -> None:
        """The peers' runs; its own are the new ones."""
        mine, theirs = ("riskctl", "level", 1_000), ("hledger", "level", 1_000)
        earlier = results({mine: 9.0, theirs: 2.0}, missing={})
        now = replace(results({mine: 1.0}, missing={}), versions={"riskctl": "2"})
        both = now.with_peers_of(earlier)

        assert [1.0, 2.0] == [it.seconds for it in both.series]
        assert {"riskctl": "2", "hledger": "2", "ledger": "3"} == both.versions
        assert earlier.left_out == both.left_out

    def test_refuses_another_machine(self) -> None:
        """Times of two machines say nothing side by side."""
        now = results({}, missing={})
        earlier = replace(now, machine={**now.machine, "cores": "64"})

        with pytest.raises(ValueError, match="64"):
            now.with_peers_of(earlier)
