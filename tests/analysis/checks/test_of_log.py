from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from riskctl.analysis.checks import of_dates
from riskctl.analysis.checks.list import CHECKS
from riskctl.analysis.checks.twins import MOST_COMPARED, compared
from riskctl.model.origin import Origin
from riskctl.model.record import Event, Note, Record, Retraction, Review
from tests.helpers import event, watch

TODAY = date(2026, 11, 20)
NEXT_DAY = date(2026, 1, 2)
SHOTS = event("2026-01-01", "clash", "shots", id="shots")


def messages(check: str, *records: Record) -> list[str]:
    """Return what one check says about the small watch with these records."""
    return [it.message for it in CHECKS[check](watch(*records), TODAY)]


def retraction(of: str) -> Retraction:
    """Return the retraction of an event."""
    return Retraction(id=f"no-{of}", record=of, reason="wrong", recorded=SHOTS.recorded)


def changed(**what: object) -> Event:
    """Return the shots with something changed."""
    change: Callable[..., Event] = Event._replace
    return change(SHOTS, **what)


class TestOneEvent:
    @pytest.mark.parametrize(
        ("check", "record", "said"),
        [
            (
                "month-files",
                changed(origin=Origin("log/2026-02.toml", 3)),
                "dated 2026-01-01, which is not in 2026-02",
            ),
            (
                "scheduled-dates",
                changed(date=date(2026, 11, 21)),
                "dated 2026-11-21, which is still to come",
            ),
            (
                "recorded-dates",
                changed(recorded=datetime(2025, 12, 31, 23, 59, tzinfo=UTC)),
                "recorded on 2025-12-31, before it happened on 2026-01-01",
            ),
            (
                "known-indicators",
                changed(indicator="clahs"),
                "there is no indicator `clahs`",
            ),
            (
                "known-values",
                changed(value="shot"),
                "`shot` is not on the scale of `clash`",
            ),
            ("value-range", changed(value=1.5), "1.5 is out of range for `clash`"),
            (
                "value-range",
                changed(indicator="treaty", value=-0.1),
                "-0.1 is out of range for `treaty`",
            ),
            ("titles", changed(title=" "), "the title is empty"),
            (
                "titles",
                changed(title="a\u202eb"),
                (
                    "the title holds U+202E (right-to-left override) after `a`, which "
                    "is not shown"
                ),
            ),
            ("sources", changed(sources=()), "the event has no source"),
            (
                "source-addresses",
                changed(sources=("javascript:alert(1)",)),
                "the scheme `javascript` is not safe to open",
            ),
            (
                "known-events",
                changed(replaces="gone"),
                "replaces `gone`, which is no event or note of this log",
            ),
            (
                "correction-cycles",
                changed(replaces="shots"),
                "the record corrects itself: shots → shots",
            ),
        ],
    )
    def test_is_told_what_is_wrong_with_it(
        self, check: str, record: Event, said: str
    ) -> None:
        """Each check on the least that breaks it, and on nothing before."""
        assert [] == messages(check, SHOTS)
        assert [said] == messages(check, record)


class TestScheduledDates:
    def test_allow_today_and_what_is_meant(self) -> None:
        """A treaty's expiry is no slip."""
        assert [] == messages("scheduled-dates", changed(date=TODAY))
        assert [] == messages(
            "scheduled-dates", changed(date=date(2030, 1, 1), scheduled=True)
        )


class TestRecordedDates:
    def test_go_by_the_watchs_calendar(self) -> None:
        """Half past eleven in the evening in UTC is the next day in Vienna."""
        early = changed(recorded=datetime(2025, 12, 31, 23, 30, tzinfo=UTC))
        model = watch(early)
        vienna = model._replace(
            settings=model.settings._replace(timezone="Europe/Vienna")
        )

        assert [] == list(CHECKS["recorded-dates"](vienna, TODAY))
        assert 1 == len(list(CHECKS["recorded-dates"](model, TODAY)))


class TestKnownIndicators:
    def test_do_not_block_for_a_review(self) -> None:
        """A look at nothing leaves the level as it is."""
        look = Review(
            id="r",
            date=date(2026, 1, 1),
            indicators=("clahs",),
            recorded=SHOTS.recorded,
        )
        (finding,) = CHECKS["known-indicators"](watch(look), TODAY)

        assert not finding.blocking
        assert "did you mean `clash`?" == finding.hint


class TestKnownEvents:
    def test_are_what_retractions_name(self) -> None:
        """An id that is none may be in a file that is missing."""
        assert ["retracts `gone`, which is no record of this log"] == messages(
            "known-events", retraction("gone")
        )
        assert [] == messages("known-events", SHOTS, retraction("shots"))


class TestCorrectionCycles:
    def test_are_found_at_each_of_their_events(self) -> None:
        """And not at one that merely leads into them."""
        one = changed(id="one", replaces="two")
        two = changed(id="two", replaces="one")
        tail = changed(id="tail", replaces="one")

        assert [
            "the record corrects itself: one → two → one",
            "the record corrects itself: two → one → two",
        ] == messages("correction-cycles", one, two, tail)

    def test_are_found_among_notes_and_retractions(self) -> None:
        """Which would be gone without a word, or withdraw one another for ever."""
        note = Note(
            id="note",
            date=SHOTS.date,
            title="noted",
            recorded=SHOTS.recorded,
            replaces="note",
        )
        back = retraction("shots")._replace(id="back", record="forth")
        forth = back._replace(id="forth", record="back")

        assert [
            "the record corrects itself: back → forth → back",
            "the record corrects itself: forth → back → forth",
            "the record corrects itself: note → note",
        ] == messages("correction-cycles", SHOTS, note, back, forth)

    def test_are_no_chains(self) -> None:
        """An amendment of an amendment is healthy."""
        one = changed(id="one", replaces="shots")
        two = changed(id="two", replaces="one")

        assert [] == messages("correction-cycles", SHOTS, one, two)


class TestSingleReplacements:
    def test_are_told_of_the_one_that_does_not_count(self) -> None:
        """The latest recorded does."""
        one = changed(id="one", replaces="shots")
        two = changed(
            id="two", replaces="shots", recorded=datetime(2026, 2, 1, tzinfo=UTC)
        )

        assert [
            "does not count: `two` amends the same record and was recorded later"
        ] == messages("single-replacements", SHOTS, two, one)

    @pytest.mark.parametrize("withdrawn", ["one", "two"])
    def test_are_single_again_after_the_hint_is_followed(self, withdrawn: str) -> None:
        """Retracting either is enough."""
        one = changed(id="one", replaces="shots")
        two = changed(id="two", replaces="shots")

        assert [] == messages(
            "single-replacements", SHOTS, one, two, retraction(withdrawn)
        )


class TestTwins:
    def test_are_alike_on_neighbouring_days(self) -> None:
        """Capitals and a stop apart; and the value may be a little apart, too."""
        twin = changed(id="twin", title="CLASH shots.", sources=("Gazette",))

        assert 1 == len(messages("twins", SHOTS, twin))
        assert 1 == len(messages("twins", SHOTS, twin._replace(date=NEXT_DAY)))
        assert 1 == len(messages("twins", SHOTS, twin._replace(value=0.35)))
        other = twin._replace(title="A shell fell")
        assert [] == messages("twins", SHOTS, other)
        assert [] == messages("twins", SHOTS, twin._replace(date=date(2026, 1, 3)))
        assert [] == messages("twins", SHOTS, twin._replace(value="deaths"))

    def test_share_a_source_within_three_days(self) -> None:
        """However the address is spelled; another indicator is another matter."""
        (address,) = SHOTS.sources
        spelled = address.replace("https://", "http://WWW.") + "/?utm_source=feed#top"
        twin = changed(
            id="twin", title="A shell fell", value=0.9, sources=(spelled,)
        )._replace(date=date(2026, 1, 4))

        assert 1 == len(messages("twins", SHOTS, twin))
        assert [] == messages("twins", SHOTS, twin._replace(date=date(2026, 1, 5)))
        talks = twin._replace(indicator="talks", value="call")
        assert [] == messages("twins", SHOTS, talks)
        paper = SHOTS._replace(sources=("Gazette",))
        assert [] == messages("twins", paper, twin._replace(sources=("Gazette",)))

    def test_are_two_when_one_of_them_says_so(self) -> None:
        """Kept through the amendments of either."""
        twin = changed(id="twin", distinct=("shots",))
        amended = changed(id="amended", replaces="shots", title="clash shot")

        assert [] == messages("twins", SHOTS, twin)
        assert [] == messages("twins", SHOTS, twin, amended)
        mutual = SHOTS._replace(distinct=("twin",))
        assert [] == messages("twins", mutual, changed(id="twin"))
        strange = twin._replace(distinct=("elsewhere",))
        assert 1 == len(messages("twins", SHOTS, strange))

    def test_are_none_when_one_was_withdrawn(self) -> None:
        """Retracted, or amended."""
        twin = changed(id="twin")

        assert [] == messages("twins", SHOTS, twin, retraction("twin"))
        assert [] == messages("twins", SHOTS, twin._replace(replaces="shots"))

    def test_are_no_plan(self) -> None:
        """What is planned counts neither once nor twice."""
        plan = changed(id="plan", scheduled=True)

        assert [] == messages("twins", SHOTS, plan)

    def test_cost_no_more_than_the_days_have_events(self) -> None:
        """However many long titles one day has: some comparisons for each."""
        events = [
            changed(id=f"{number:05}", title=f"{number:04} " + "shots " * 500)
            for number in range(2000)
        ]

        count = sum(len(others) for _, others in compared(events))
        assert 0 < count <= MOST_COMPARED * len(events)


class TestLargeFiles:
    def test_are_told_file_by_file(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Also where nothing is kept, so that all files are read as one part."""
        monkeypatch.setattr(of_dates, "MOST_IN_A_FILE", 2)
        months = [changed(id=f"{it}", date=date(2026, it, 1)) for it in (1, 2, 3, 4)]

        def lying_in(*files: str) -> list[Event]:
            return [
                it._replace(origin=Origin(file, 1))
                for it, file in zip(months, files, strict=True)
            ]

        apart = lying_in("log/1.toml", "log/2.toml", "log/3.toml", "log/3.toml")
        assert [] == messages("large-files", *apart)
        together = lying_in("log/1.toml", "log/3.toml", "log/3.toml", "log/3.toml")
        said = "the file holds 3 records of several months"
        assert [said] == messages("large-files", *together)
        one_month = [it._replace(date=date(2026, 3, 1)) for it in together]
        assert [] == messages("large-files", *one_month)


class TestLoneDates:
    def test_are_decades_before_all_that_follows(self) -> None:
        """In a file of its own or in one with the rest, unless it was withdrawn."""
        lone = changed(id="lone", date=date(1900, 1, 1))

        said = "dated 1900-01-01, 126 years before the next event"
        assert [said] == messages("lone-dates", lone, SHOTS)
        assert [] == messages("lone-dates", lone, SHOTS, retraction("lone"))
        assert [] == messages("lone-dates", lone)

    def test_are_none_in_a_log_of_a_long_history(self) -> None:
        """Something happened in each of its decades."""
        years = range(1950, 2030, 25)
        history = [changed(id=f"{it}", date=date(it, 1, 1)) for it in years]

        assert [] == messages("lone-dates", *history)


class TestDuePlans:
    def test_are_asked_about_until_they_are_answered(self) -> None:
        """On their day, not before; confirmed or withdrawn is answered."""
        plan = changed(id="plan", scheduled=True)
        came = changed(id="came", confirms="plan")

        assert ["planned for 2026-01-01: did it happen?"] == messages("due-plans", plan)
        assert [] == messages("due-plans", plan._replace(date=date(2027, 1, 1)))
        assert [] == messages("due-plans", plan, came)
        assert [] == messages("due-plans", plan, retraction("plan"))
        assert 1 == len(messages("due-plans", plan, came, retraction("came")))


class TestConfirmations:
    def test_name_a_plan(self) -> None:
        """What happened needs no confirmation."""
        came = changed(id="came", confirms="shots")

        assert ["confirms `shots`, which is no plan of this log"] == messages(
            "known-events", SHOTS, came
        )
