"""One record may stand in two files, as when one was copied by hand."""

from riskctl.model.log import Log
from riskctl.model.record import Retraction
from riskctl.model.records import Records
from tests.helpers import event

AT_FIRST = event("2026-01-05", "clash", "shots", id="2026-01-05-a")


class TestTwoCopies:
    withdrawn = Retraction(
        id="r", record="2026-01-05-a", reason="no", recorded=AT_FIRST.recorded
    )

    def test_a_retraction_counts_as_one(self) -> None:
        """Neither of them is before the other."""
        log = Log(
            [Records([AT_FIRST]), Records([self.withdrawn]), Records([self.withdrawn])]
        )
        assert log.retraction_of("2026-01-05-a") == self.withdrawn
        assert [it for it, _ in log.trail("2026-01-05-a")] == [self.withdrawn] * 2
        assert not log.counts(AT_FIRST)

    def test_so_does_an_amendment(self) -> None:
        """The later one of another record is still the one that counts."""
        one = event("2026-01-05", "clash", "deaths", id="x", replaces="2026-01-05-a")
        log = Log([Records([AT_FIRST]), Records([one]), Records([one])])
        assert log.replacement_of("2026-01-05-a") == one
        assert log.conflicts == ()
