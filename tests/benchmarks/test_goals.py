from benchmarks.goals import Goal, goals
from tests.benchmarks.small_results import Times, results

MILLION = 1_000_000
TIMES: Times = {
    ("riskctl", "level --brief", 100_000): 0.13,
    ("riskctl", "level --brief", MILLION): 0.17,
    ("riskctl", "level", 100_000): 0.21,
    ("riskctl", "level", MILLION): 2.5,
    ("riskctl", "search", MILLION): 1.0,
    ("riskctl", "check", 100_000): 3.0,
    ("riskctl", "check", MILLION): 30.0,
    ("riskctl", "first command", MILLION): 20.0,
    ("riskctl", "example: level", None): 0.2,
    ("riskctl", "example: history by day", None): 0.7,
}


def goal(words: str) -> Goal:
    """Return the goal whose description has these words."""
    [found] = [it for it in goals(results(TIMES, missing={})) if words in it.what]
    return found


class TestGoals:
    def test_are_met_up_to_their_limit(self) -> None:
        """Against the floor that ran beside each."""
        met, missed = goal("brief`, 100,000"), goal("brief`, 1,000,000")

        assert met.row[1:] == ("≤ 1.50", "1.30", "met")
        assert missed.row[1:] == ("≤ 1.50", "1.70", "missed")

    def test_two_jobs_are_compared_round_by_round(self) -> None:
        """History against level."""
        assert goal("eighteen years").row[1:] == ("≤ 3.00", "3.50", "missed")

    def test_what_was_not_measured_is_not_met(self) -> None:
        """Nor is it missed."""
        assert goal("log`, 100,000").row[1:] == ("≤ 1.80", "–", "not measured")

    def test_at_least_is_the_other_way_round(self) -> None:
        """50,000 events a second are too few."""
        assert goal("first command").row[1:] == ("≥ 60,000", "50,000", "missed")

    def test_the_slowest_command_is_named(self) -> None:
        """`check` may take as long as the log is."""
        slowest = goal("any later command")

        assert "(the slowest: level)" in slowest.what
        assert slowest.row[1:] == ("≤ 2.0 s", "2.5 s", "missed")

    def test_resources(self) -> None:
        """The cache is set beside the log; `check` has limits of its own."""
        assert goal("cache, 1,000,000").row[1:] == ("≤ 0.333", "0.300", "met")
        assert goal("peak memory").row[1:] == ("≤ 80 MB", "20 MB", "met")
