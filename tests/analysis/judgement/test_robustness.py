from datetime import date

import pytest

from riskctl.analysis.judgement.assessment import assess
from riskctl.analysis.judgement.confidence import CLEAR
from riskctl.analysis.judgement.robustness import DRAWS, Robustness, robustness
from riskctl.model.alert import AlertLevel
from riskctl.model.log import Log
from riskctl.model.record import Record, Review
from riskctl.model.records import Records
from riskctl.model.watch import Watch
from tests.helpers import CATALOGUE, EXAMPLE, event, open_folder, spawn, united, watch

DAY = date(2026, 1, 10)


def drawn(
    *records: Record,
    day: date = DAY,
    seed: int = 0,
    draws: int = DRAWS,
    catalogue: str = CATALOGUE,
) -> Robustness:
    """Draw on a day of the small watch."""
    model = watch(*records, catalogue=catalogue)
    return robustness(assess(model, as_of=day), seed=seed, draws=draws)


@pytest.fixture(scope="module")
def example() -> Watch:
    """Return the example watch."""
    return open_folder(EXAMPLE)


def of_example(example: Watch, day: str, *, seed: int) -> Robustness:
    """Draw on a day of the example watch."""
    return robustness(assess(example, as_of=date.fromisoformat(day)), seed=seed)


class KeptPages:
    """Pages that hold whatever the log, as they do of a month without its file."""

    def __init__(self) -> None:
        """Begin with none."""
        self._pages: dict[tuple[str, int], bytes] = {}

    def recall(self, kind: str, month: int) -> bytes | None:
        """Return what was kept of that kind."""
        return self._pages.get((kind, month))

    def note(self, kind: str, month: int, page: bytes) -> None:
        """Keep it."""
        self._pages[kind, month] = page


class TestRobustness:
    def test_is_drawn_anew_once_a_review_sets_an_indicator(self) -> None:
        """A file that holds only reviews is in no month's page."""
        ended = event("2026-01-01", "treaty", "ended", grade="C3")
        look = Review(
            id="look", date=DAY, indicators=("clash",), recorded=ended.recorded
        )
        pages, small = KeptPages(), watch(ended)

        def found(*records: Record, kept: bool) -> Robustness:
            log = Log([Records(records)], pages_for=lambda _: pages if kept else None)
            return robustness(assess(small._replace(log=log), as_of=DAY))

        before = found(ended, kept=True)
        after = found(ended, look, kept=True)
        assert before == found(ended, kept=True) != after
        assert after == found(ended, look, kept=False)

    def test_has_a_share_for_every_level_drawn(self) -> None:
        """They sum to one, and the band holds the median."""
        found = drawn(event("2026-01-05", "clash", "shots", grade="B2"))

        assert DRAWS == found.draws
        assert 1.0 == pytest.approx(sum(found.shares.values()))
        assert found.low < found.median < found.high

    def test_agrees_with_itself_where_nothing_can_differ(self) -> None:
        """A far score and a floor leave every draw at one level."""
        found = drawn(
            *(
                event("2026-01-10", "clash", "deaths", title=f"{it}")
                for it in range(99)
            ),
            event("2026-01-01", "treaty", "ended"),
        )

        assert {AlertLevel.IMMINENT: 1.0} == dict(found.shares)
        assert AlertLevel.IMMINENT is found.by_score is found.shown
        assert found.agreement >= CLEAR
        assert 1.0 == found.agreement

    def test_gives_a_doubtful_event_its_credence(self) -> None:
        """A lone floor of credibility 2 holds in three draws of four."""
        talks = [event("2026-01-10", "talks", "summit", title=f"{it}") for it in "abc"]
        found = drawn(*talks, event("2026-01-01", "treaty", "ended", grade="A2"))

        assert AlertLevel.TENSE is found.by_score
        assert 0.75 == pytest.approx(found.shares[AlertLevel.TENSE], abs=0.05)
        assert found.agreement == found.likeliest == found.shares[AlertLevel.TENSE]
        assert found.agreement < CLEAR

    def test_leaves_the_descent_rule_out(self) -> None:
        """On the day after a relief the level lingers, the draws do not."""
        records = [
            event("2026-01-01", "treaty", "ended"),
            event("2026-01-09", "treaty", "kept"),
            *(event("2026-01-09", "talks", "summit", title=f"{it}") for it in "abc"),
        ]
        found = drawn(*records)

        assert AlertLevel.TENSE is found.shown
        assert AlertLevel.CALM is found.by_score
        assert {AlertLevel.CALM: 1.0} == dict(found.shares)
        assert found.is_held
        assert 1.0 == found.agreement

    def test_spreads_a_poor_source_wider_than_a_good_one(self) -> None:
        """The letter widens the band and does not move it far."""
        good, poor = (
            drawn(event("2026-01-10", "treaty", "doubted", grade=it))
            for it in ("A1", "F1")
        )

        assert good.high - good.low < poor.high - poor.low
        assert good.median == pytest.approx(poor.median, abs=1.5)

    def test_takes_many_old_events_together(self) -> None:
        """What is too small to draw one by one still counts: the band holds it."""
        records = [
            event(f"2025-{month:02}-{day:02}", "clash", 0.2, title=f"{month}-{day}")
            for month in range(10, 13)
            for day in range(1, 29)
        ]
        found = drawn(*records, day=date(2026, 1, 1))
        score = assess(watch(*records), as_of=date(2026, 1, 1)).score

        assert found.low < score < found.high

    def test_works_with_no_event_at_all(self) -> None:
        """What is not set adds nothing in any draw."""
        found = drawn()

        assert AlertLevel.CALM is found.by_score
        assert 0.0 == found.low == found.high

    def test_draws_the_points_that_close_half_the_distance(self) -> None:
        """A third less to a half more: certain deaths alone still make a band."""
        model = CATALOGUE.replace("weight = 50", "weight = 1e-9")
        deaths = event("2026-01-10", "clash", "deaths")
        wide = drawn(deaths, catalogue=model.replace("= 50\n", "= 1e-9\n", 1))

        assert wide.low < 100.0 * (1.0 - 2.0 ** (-1.0 / 1.5)) < wide.high


class TestSeed:
    def test_gives_the_same_figures_every_time(self) -> None:
        """In one process, twice."""
        one = event("2026-01-05", "clash", "shots", grade="C3")

        assert drawn(one, seed=7) == drawn(one, seed=7)
        assert drawn(one, seed=7) != drawn(one, seed=8)

    def test_gives_the_same_bytes_on_every_run(self) -> None:
        """In two processes whose hashes are salted differently."""
        runs = [
            spawn(
                *("level", "--json", "--as-of", "2022-03-08"),
                folder=EXAMPLE,
                env={"PYTHONHASHSEED": seed},
            )
            for seed in ("1", "2")
        ]

        assert b'"robustness"' in runs[0].stdout
        assert runs[0].stdout == runs[1].stdout

    @pytest.mark.parametrize(
        "day",
        [
            "2014-04-12",
            pytest.param("2022-03-05", marks=pytest.mark.slow),
            pytest.param("2022-10-06", marks=pytest.mark.slow),
            pytest.param("2024-11-21", marks=pytest.mark.slow),
            pytest.param("2026-05-22", marks=pytest.mark.slow),
        ],
    )
    def test_moves_no_share_by_much(self, example: Watch, day: str) -> None:
        """Over twelve seeds the share of every level stays within 0.05."""
        found = [of_example(example, day, seed=seed) for seed in range(12)]
        for level in AlertLevel:
            shares = [it.shares.get(level, 0.0) for it in found]
            assert max(shares) - min(shares) < 0.05, level


class TestByScore:
    def test_is_the_worse_of_score_and_floor(self) -> None:
        """For a weak report it is the score alone."""
        firm = event("2026-01-01", "treaty", "ended")
        weak = event("2026-01-01", "treaty", "ended", grade="C3")
        light = CATALOGUE.replace("weight = 30", "weight = 10")

        assert AlertLevel.WATCHFUL is drawn(weak).by_score
        assert AlertLevel.CALM is drawn(weak, catalogue=light).by_score
        assert AlertLevel.TENSE is drawn(firm, catalogue=light).by_score


class TestAgreement:
    @pytest.mark.parametrize(
        ("shown", "agreement", "close"),
        [
            (AlertLevel.TENSE, 0.7, True),
            (AlertLevel.SEVERE, 0.9, False),
            (AlertLevel.IMMINENT, 1.0, False),
        ],
    )
    def test_is_of_the_level_that_is_shown(
        self, shown: AlertLevel, agreement: float, close: bool
    ) -> None:
        """Draws that are calmer than a held level would be held there, too."""
        found = Robustness(
            draws=10,
            low=0.0,
            median=0.0,
            high=0.0,
            shares={
                AlertLevel.TENSE: 0.7,
                AlertLevel.SEVERE: 0.2,
                AlertLevel.IMMINENT: 0.1,
            },
            by_score=AlertLevel.TENSE,
            shown=shown,
        )

        assert pytest.approx(agreement) == found.agreement
        assert close is (found.agreement < CLEAR)
        assert 0.7 == found.likeliest


class TestWhatIsKept:
    def test_is_of_this_day_this_seed_and_so_many_draws(self) -> None:
        """Each is asked for twice, with the others in between."""
        asked = [(DAY, 0, 50), (DAY, 1, 50), (DAY, 0, 60), (date(2026, 1, 9), 0, 50)]
        news = event("2026-01-05", "clash", "shots", grade="C3")
        model = watch(news)
        fresh = [drawn(news, day=day, seed=it, draws=of) for day, it, of in asked]

        for _ in range(2):
            assert fresh == [
                robustness(assess(model, as_of=day), seed=it, draws=of)
                for day, it, of in asked
            ]
        assert len({it.median for it in fresh}) == len(fresh)

    def test_is_not_that_of_a_longer_log(self) -> None:
        """One more event is another log."""
        first = event("2026-01-05", "clash", "shots", grade="C3")
        second = event("2026-01-06", "clash", "deaths", grade="C3")
        model = watch(first)
        before = robustness(assess(model, as_of=DAY))
        longer = model._replace(log=united(model.log, [second]))

        assert drawn(first, second) == robustness(assess(longer, as_of=DAY)) != before
