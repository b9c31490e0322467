import pytest

from riskctl.model.finding import Finding
from riskctl.model.indicator import Kind
from riskctl.storage.text.catalogue import read_catalogue
from tests.helpers import CATALOGUE
from tests.storage.text.test_catalogue import FILE, line_of


def problems(text: str) -> list[Finding]:
    """Return what is wrong with a catalogue."""
    return read_catalogue(text.encode(), FILE)[1]


class TestReadIndicator:
    def test_reads_every_key(self) -> None:
        """One of each kind, with its scale in the order of the file."""
        catalogue, _ = read_catalogue(CATALOGUE.encode(), FILE)
        clash, treaty, talks = catalogue.indicators

        assert (clash.kind, treaty.kind, talks.kind) == (
            Kind.INCIDENT,
            Kind.STATUS,
            Kind.CONTACT,
        )
        assert (clash.weight, clash.half_life_days, clash.review_days) == (50, 10, 7)
        assert clash.value_names == ("shots", "deaths", "apology")
        assert clash.scale[2].number == -0.3
        assert treaty.initial == 0
        assert (treaty.half_life_days, clash.initial) == (0, 0)
        assert talks.origin.line == line_of(CATALOGUE, 'id = "talks"') - 1

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            ('id = "clash"', 'id = "Clash"', "`id` of an indicator must be lower-case"),
            (
                'id = "clash"',
                'id = "cl\u0430-sh"',
                "`id` of an indicator must be lower-case",
            ),
            ('id = "clash"', 'id = "a--b"', "`id` of an indicator must be lower-case"),
            ("weight = 50", "weight = -1", "`weight` of an indicator must be a number"),
            ("weight = 50", "weight = 1e308", "`weight` of an indicator must be a num"),
            ("weight = 50", "weight = 0x" + "f" * 999, "`weight` of an indicator must"),
            ("half_life_days = 10", "half_life_days = 0", "`half_life_days` of an in"),
            ("review_days = 7", "review_days = 0.5", "`review_days` of an indicator"),
            ("review_days = 7", "review_days = 9999999", "`review_days` of an indicat"),
            ('initial = "kept"', 'initial = "keep"', "`initial` of an indicator must"),
            ('initial = "kept"', "initial = 2", "`initial` of an indicator must be a"),
            ('kind = "status"', 'kind = "state"', "`kind` of an indicator must be sta"),
            ("shots = { number = 0.4", "shots = { number = 2", "`number` of the scale"),
            ("kept = { number = 0.0", "kept = { number = -1", "`number` of the scale "),
            ("apology = { number = -0.3,", "apology = { ", "the scale value `apology`"),
            ("shots = {", "Shots = {", "the scale value `Shots` must be a plain name"),
        ],
    )
    def test_says_which_value_is_wrong(self, old: str, new: str, message: str) -> None:
        """At its line; the indicator is left out rather than guessed at."""
        text = CATALOGUE.replace(old, new, 1)

        catalogue, found = read_catalogue(text.encode(), FILE)

        first = found[0]
        assert str(first).startswith(f"{FILE}:{line_of(text, new)}: {message}")
        assert first.blocking
        assert first.hint
        assert len(catalogue.indicators) == 2

    def test_reads_what_people_look_for_and_read(self) -> None:
        """Words of the indicator, and titles of values; without, the name in words."""
        text = CATALOGUE.replace(
            "shots = { number = 0.4,", 'shots = { number = 0.4, title = "shots fired",'
        ).replace("apology = {", "public-apology = {")
        text = text.replace('words = ["border", "shots"]', 'words = ["drone"]')

        catalogue, found = read_catalogue(text.encode(), FILE)

        clash = catalogue["clash"]
        assert found == []
        assert clash.words == ("drone",)
        assert catalogue["treaty"].words == ("treaty",)
        assert ["shots fired", "deaths", "public apology"] == [
            it.title for it in clash.scale
        ]

    @pytest.mark.parametrize("words", ['"drone"', "[1]", "{ }"])
    def test_says_that_words_are_a_list(self, words: str) -> None:
        """Of texts."""
        text = CATALOGUE.replace('words = ["border", "shots"]', f"words = {words}")

        assert (
            f"{FILE}:{line_of(text, 'words')}: `words` of an indicator must be a list "
            "of texts"
        ) == str(problems(text)[0])

    def test_a_title_of_a_value_is_text(self) -> None:
        """It is printed on pages."""
        text = CATALOGUE.replace("shots = {", "shots = { title = 1,")

        assert (
            f"{FILE}:{line_of(text, 'shots = {')}: `title` of the scale value `shots` "
            "must be text"
        ) == str(problems(text)[0])

    def test_a_mistyped_kind_gets_the_nearest(self) -> None:
        """Three words are all there are."""
        found = problems(CATALOGUE.replace('"incident"', '"incidents"'))

        assert found[0].hint == "did you mean `incident`?"

    def test_a_scale_is_needed(self) -> None:
        """Nothing could be logged without one."""
        text = CATALOGUE.replace("[indicator.scale]", "[indicator.scales]", 1)

        assert (
            f"{FILE}:{line_of(text, '[[indicator]]')}: an indicator has no `scale`"
            in [str(it) for it in problems(text)]
        )

    def test_an_inline_scale_has_its_own_lines(self) -> None:
        """A fault in it is not put into the scale of the next indicator."""
        start = CATALOGUE.index("[indicator.scale]\nshots")
        end = CATALOGUE.index('[[indicator]]\nid = "treaty"')
        text = (
            CATALOGUE[:start]
            + 'scale = { kept = { number = 9, means = "x" } }\n\n'
            + CATALOGUE[end:]
        )

        (found,) = problems(text)

        assert found.origin.line < line_of(text, 'id = "treaty"')

    def test_what_its_kind_does_not_use_is_unknown(self) -> None:
        """A half-life on a status would promise a fading that never happens."""
        text = CATALOGUE.replace(
            'initial = "kept"', 'initial = "kept"\nhalf_life_days = 3'
        )

        (found,) = problems(text)

        assert found.message == "`half_life_days` is not a key of an indicator"
        assert not found.blocking
