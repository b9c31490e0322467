import pytest

from riskctl.model.grade import CREDENCE, CREDIBILITY, RELIABILITY, UNGRADED, Grade


class TestParse:
    @pytest.mark.parametrize("letter", list("ABCDEF"))
    @pytest.mark.parametrize("digit", range(1, 7))
    def test_reads_what_it_spells(self, letter: str, digit: int) -> None:
        """All 36 grades, in either case, come back as they are written."""
        grade = Grade.parse(f"{letter.lower()}{digit}")

        assert Grade(letter, digit) == grade
        assert f"{letter}{digit}" == str(grade)

    @pytest.mark.parametrize(
        "text",
        ["", "A", "1", "A0", "A7", "G1", "1A", "A 1", " A1", "A1\n", "A\uff11", "ÄB"],
    )
    def test_refuses_everything_else(self, text: str) -> None:
        """Digits of other scripts and stray blanks are no grade."""
        assert Grade.parse(text) is None


class TestCredence:
    @pytest.mark.parametrize(
        ("digit", "credence"),
        [(1, 1.0), (2, 0.75), (3, 0.5), (4, 0.25), (5, 0.0), (6, 0.5)],
    )
    def test_is_the_published_one(self, digit: int, credence: float) -> None:
        """The digit weighs the event."""
        assert credence == Grade("A", digit).credence

    def test_does_not_hang_on_the_letter(self) -> None:
        """The letter widens a band elsewhere and never moves the score."""
        assert {0.75} == {Grade(letter, 2).credence for letter in RELIABILITY}

    def test_has_words_for_every_digit(self) -> None:
        """Both tables speak of the same digits."""
        assert CREDENCE.keys() == CREDIBILITY.keys()


class TestTripsFloors:
    def test_needs_a_report_that_is_probably_true(self) -> None:
        """Only 1 and 2; a report that cannot be judged does not move the level."""
        assert [True, True, False, False, False, False] == [
            Grade("F", digit).trips_floors for digit in range(1, 7)
        ]


class TestIsUngraded:
    def test_means_that_neither_axis_was_judged(self) -> None:
        """F6 alone."""
        assert UNGRADED.is_ungraded
        assert not Grade("F", 5).is_ungraded
        assert not Grade("E", 6).is_ungraded
