from benchmarks.goals import Goal, goals
from tests.benchmarks.small_results import Times, results

MILLION = 1_000_000
TIMES: Times = {
    ("riskctl", "level --brief", 100_000): 0.13,
    ("riskctl", "level --brief", MILLION): 0.17,
    ("riskctl", "level", 100_000): 0.2,
    ("riskctl", "weekly report", 100): 0.2,
    ("riskctl", "weekly report", 10_000): 0.2,
    ("riskctl", "weekly report", MILLION): 0.4,
    ("riskctl", "example: level", None): 0.2,
    ("riskctl", "example: history by day", None): 0.7,
    ("ledger", "level", 100_000): 1.7,
    ("hledger", "level", 100_000): 7.0,
    ("taskwarrior", "level", 100_000): 0.1,
}


def goal(words: str) -> Goal:
    """Return the goal whose description has these words."""
    [found] = [it for it in goals(results(TIMES, missing={})) if words in it.what]
    return found


class TestGoals:
    def test_are_met_up_to_their_limit(self) -> None:
        """Against the floor that ran beside each."""
        met, missed = goal("brief`, 100,000"), goal("brief`, 1,000,000")

        assert met.row[1:] == ("≤ 1.40", "1.30", "met")
        assert missed.row[1:] == ("≤ 1.60", "1.70", "missed")

    def test_the_fastest_peer_is_one_that_adds_up(self) -> None:
        """A count of tasks is no balance, however fast."""
        fastest = goal("fastest peer")

        assert "(ledger)" in fastest.what
        assert fastest.row[1:] == ("≥ 8.00 ×", "8.50 ×", "met")

    def test_two_jobs_are_compared_round_by_round(self) -> None:
        """History against level, a million against a hundred."""
        assert goal("eighteen years").row[1:] == ("≤ 3.00", "3.50", "missed")
        assert goal("the same at 100").row[1:] == ("≤ 2.50", "2.00", "met")

    def test_growth_starts_at_ten_thousand(self) -> None:
        """Double the time for a hundred times the events."""
        assert goal("exponent of weekly report").row[1:] == ("≤ 0.10", "0.15", "missed")

    def test_what_was_not_measured_is_not_met(self) -> None:
        """Nor is it missed."""
        assert goal("log` one event").row[1:] == ("≤ 1.60", "–", "not measured")

    def test_resources(self) -> None:
        """Memory names the command that takes most; the index is set beside the log."""
        assert goal("with the index").row[2:] == ("20 MB", "met")
        assert goal("index file").row[2:] == ("1.10", "met")
