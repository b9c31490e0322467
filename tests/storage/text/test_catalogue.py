from unicodedata import normalize

import pytest

from riskctl.model.finding import Finding
from riskctl.storage.text.catalogue import read_catalogue
from tests.helpers import CATALOGUE

FILE = "indicators.toml"
WITH_GOALS = (
    CATALOGUE.replace("half_pressure = 50", "half_pressure = 12.5")
    + """
[[group]]
title = "military"
goal = "keep the peace"

[[group]]
title = "law"
goal = "keep the law"

[[group]]
title = "diplomacy"
goal = "keep the peace"
"""
)


def problems(text: str) -> list[Finding]:
    """Return what is wrong with a catalogue."""
    return read_catalogue(text.encode(), FILE)[1]


def line_of(text: str, part: str) -> int:
    """Return the first line that holds *part*."""
    return 1 + text[: text.index(part)].count("\n")


class TestReadCatalogue:
    def test_reads_all_of_it(self) -> None:
        """Levels, indicators, floors and the rule of descent, and a digest."""
        catalogue, found = read_catalogue(CATALOGUE.encode(), FILE)

        assert found == []
        assert [it.level.value for it in catalogue.levels] == [5, 4, 3, 2, 1]
        assert ["clash", "treaty", "talks"] == [it.id for it in catalogue.indicators]
        assert ["bloodshed", "lawless"] == [it.name for it in catalogue.floors]
        assert (catalogue.descent.dwell_days, catalogue.descent.margin) == (14, 3)
        assert catalogue.minimum_coverage == 0.3
        assert len(catalogue.digest) == 12

    def test_reads_the_rule_and_the_goals_of_the_groups(self) -> None:
        """Two optional parts; a goal is found by the name that an indicator uses."""
        catalogue, found = read_catalogue(WITH_GOALS.encode(), FILE)

        assert found == []
        assert catalogue.half_pressure == 12.5
        assert catalogue.goals == ("keep the peace", "keep the law")
        assert catalogue.goal_of("treaty") == "keep the law"

    def test_refuses_a_catalogue_of_the_first_edition(self) -> None:
        """With the two lines that make it one of the second."""
        first = CATALOGUE.replace("[rule]\nhalf_pressure = 50\n", "")
        (found,) = problems(first)

        assert found.blocking
        assert "first edition" in found.message
        assert "`[rule]` and `half_pressure = 20`" in found.hint

    def test_does_without_them(self) -> None:
        """No group names a goal."""
        catalogue, found = read_catalogue(CATALOGUE.encode(), FILE)

        assert found == []
        assert (catalogue.goals, catalogue.goal_of("treaty")) == ((), "")

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            (
                "half_pressure = 12.5",
                "half_pressure = 0",
                "`half_pressure` of the rule",
            ),
            (
                "half_pressure = 12.5",
                "half_pressure = nan",
                "`half_pressure` of the rul",
            ),
            (
                "half_pressure = 12.5",
                'half_pressure = "20"',
                "`half_pressure` of the r",
            ),
            ("half_pressure = 12.5", "", "the rule has no `half_pressure`"),
            ("[rule]", "[[rule]]", "`rule` of the catalogue must be one table"),
            ('goal = "keep the law"', "goal = 1", "`goal` of a group must be text"),
            (
                'group = "law"',
                'group = "laws"',
                "`group` of an indicator must be the t",
            ),
        ],
    )
    def test_says_what_is_wrong_in_them(self, old: str, new: str, message: str) -> None:
        """At its line."""
        text = WITH_GOALS.replace(old, new, 1)

        first = problems(text)[0]

        line = line_of(text, new or "[rule]")
        assert str(first).startswith(f"{FILE}:{line}: {message}")
        assert first.hint

    def test_a_group_without_a_goal_is_pointless(self) -> None:
        """It is found at its header."""
        text = WITH_GOALS.replace('goal = "keep the law"', "", 1)
        line = line_of(text, 'title = "law"') - 1

        assert f"{FILE}:{line}: a group has no `goal`" == str(problems(text)[0])

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("\n", "\r\n"),
            ("[rule]", "# by hand\n\n[rule]  # why"),
            ("weight = 50", "weight = 50.0"),
            ("weight = 50", "weight = 5_0"),
            ("weight = 50", "weight    =   50"),
            ("half_pressure = 50", "half_pressure = 5e1"),
            ("title = ", "'title' = "),
            ("dwell_days = 14", "dwell_days = 14.0"),
            ("number = 0.0", "number = -0.0"),
        ],
    )
    def test_the_digest_is_of_what_it_says(self, old: str, new: str) -> None:
        """Git changes line endings, and a person the spelling: the rule stays."""
        assert old in CATALOGUE
        one, _ = read_catalogue(CATALOGUE.encode(), FILE)
        other, _ = read_catalogue(CATALOGUE.replace(old, new).encode(), FILE)

        assert one.digest == other.digest

    @pytest.mark.parametrize("word", ["R\u00e9union", "\u0439", "\ud55c"])
    def test_the_digest_does_not_know_how_letters_are_composed(self, word: str) -> None:
        """One keyboard sends a letter and its mark, and another both in one."""
        digests = {
            read_catalogue(
                CATALOGUE.replace("All is quiet", normalize(form, word)).encode(), FILE
            )[0].digest
            for form in ("NFC", "NFD")
        }
        assert len(digests) == 1

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("weight = 50", "weight = 51"),
            ("half_pressure = 50", "half_pressure = 51"),
            ("review_days = 7", "review_days = 8"),
            ("dwell_days = 14", "dwell_days = 13"),
            ("means = ", 'means = "more" # '),
            ("hold_days = ", "hold_days = 1"),
            ("number = -0.3", "number = -0.03"),
            ("title = ", 'title = "Another" # '),
        ],
    )
    def test_another_rule_or_another_word_has_another_digest(
        self, old: str, new: str
    ) -> None:
        """Each of them is told to somebody."""
        assert old in CATALOGUE
        one, _ = read_catalogue(CATALOGUE.encode(), FILE)
        other, _ = read_catalogue(CATALOGUE.replace(old, new, 1).encode(), FILE)

        assert one.digest != other.digest

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            ('title = "North – South"', "title = 1", "`title` of the catalogue must"),
            ('sides = ["North", "South"]', "sides = 1", "`sides` of the catalogue"),
            ("minimum_coverage = 0.3", "minimum_coverage = 3", "`minimum_coverage` of"),
            ("dwell_days = 14", "dwell_days = 0", "`dwell_days` of the descent rule"),
            ("dwell_days = 14", "dwell_days = 999999", "`dwell_days` of the descent"),
            ("margin = 3", "margin = -1", "`margin` of the descent rule must be"),
            ("number = 5", "number = 6", "`number` of a level must be a level from 5"),
            ("number = 5", "number = 0", "`number` of a level must be a whole number"),
            ('colour = "green"', 'colour = "pink"', "`colour` of a level must be one"),
            ('word = "calm"', "word = 1", "`word` of a level must be text"),
            ("from_score = 15", "from_score = 101", "`from_score` of a level must"),
            ("hold_days = 30", "hold_days = 0", "`hold_days` of a floor must be"),
            ("hold_days = 30", "hold_days = 10000000000", "`hold_days` of a floor mus"),
            ("level = 2", "level = 9", "`level` of a floor must be a level from 5"),
            (
                'name = "lawless"',
                'name = "Law Less"',
                "`name` of a floor must be lower",
            ),
            (
                'when = [{ indicator = "treaty", at_least = "ended" }]',
                'when = "treaty"',
                "`when` of a floor must be a list of conditions",
            ),
        ],
    )
    def test_says_which_value_is_wrong(self, old: str, new: str, message: str) -> None:
        """At the line where it stands; nothing is read in its place."""
        text = CATALOGUE.replace(old, new, 1)

        found = problems(text)

        assert [f"{FILE}:{line_of(text, new)}: {message}"] == [
            str(it)[: len(str(it).split(": ")[0]) + 2 + len(message)] for it in found
        ]
        assert found[0].check == "wrong-types"
        assert found[0].blocking

    @pytest.mark.parametrize(
        ("line", "header", "message"),
        [
            ('word = "calm"\n', "[[level]]", "a level has no `word`"),
            ('colour = "green"\n', "[[level]]", "a level has no `colour`"),
            ("number = 5\n", "[[level]]", "a level has no `number`"),
            ('reason = "What a mean hides."\n', "[[floor]]", "a floor has no `reason`"),
            ('name = "bloodshed"\n', "[[floor]]", "a floor has no `name`"),
            (
                'when = [{ indicator = "clash", at_least = "deaths" }]\n',
                "[[floor]]",
                "a floor has no `when`",
            ),
            (', at_least = "deaths"', "[[floor]]", "a floor's condition has no `at_l"),
        ],
    )
    def test_says_which_key_is_missing(
        self, line: str, header: str, message: str
    ) -> None:
        """At the header of the table that lacks it, which is then left out."""
        text = CATALOGUE.replace(line, "", 1)

        catalogue, found = read_catalogue(text.encode(), FILE)

        assert str(found[0]).startswith(f"{FILE}:{line_of(text, header)}: {message}")
        assert found[0].check == "missing-keys"
        assert found[0].blocking
        assert (len(catalogue.levels), len(catalogue.floors)) in {(4, 2), (5, 1)}

    @pytest.mark.parametrize("bad", ["[[descent]]", "descent = 3\n[zz]"])
    def test_the_descent_rule_is_one_table(self, bad: str) -> None:
        """Otherwise the defaults would take its place without a word."""
        text = CATALOGUE.replace("[descent]", "")
        text = text.replace("dwell_days = 14\nmargin = 3\n", "")
        if bad.startswith("[["):
            text += "[[descent]]\ndwell_days = 99\n"
        else:
            text = "descent = 3\n" + text

        (found,) = problems(text)

        assert found.message == "`descent` of the catalogue must be one table"
        assert found.blocking

    @pytest.mark.parametrize("name", ["level", "indicator", "floor"])
    def test_lists_are_written_with_two_brackets(self, name: str) -> None:
        """One bracket makes a table of its own, and that is no list."""
        text = CATALOGUE + f"[{name}]\n" if name not in CATALOGUE else ""
        text = text or f"\n[{name}]\nx = 1\n"

        assert any(
            it.message
            == f"`{name}` of the catalogue must be written as [[{name}]] tables"
            for it in problems(text)
        )

    def test_unknown_keys_get_the_nearest(self) -> None:
        """In every kind of table; none of them forbids a level."""
        text = CATALOGUE
        for old, new in (
            ("minimum_coverage", "minimum_cover"),
            ("dwell_days", "dwel_days"),
            ("word = ", "mood = 1\nword = "),
            ("hold_days = 30", "hold_days = 30\nhold_day = 3"),
        ):
            text = text.replace(old, new, 1)

        found = problems(text)

        assert [it.message for it in sorted(found, key=lambda it: it.origin)] == [
            "`minimum_cover` is not a key of the catalogue",
            "`dwel_days` is not a key of the descent rule",
            "`mood` is not a key of a level",
            "`hold_day` is not a key of a floor",
        ]
        assert not any(it.blocking for it in found)

    def test_without_an_indicator_it_is_none(self) -> None:
        """An empty file is TOML, and no catalogue."""
        (found,) = problems("")

        assert str(found) == f"{FILE}:1: the catalogue has no [[indicator]]"

    def test_one_that_is_no_toml_has_one_problem(self) -> None:
        """The parser's; nothing is said to be missing on top of it."""
        assert [str(it) for it in problems("a = = 1")] == [
            f"{FILE}:1: not TOML: invalid value"
        ]
