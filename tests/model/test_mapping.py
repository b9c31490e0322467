from riskctl.model.cells import FileForm, Reader
from riskctl.model.field_test import FieldTest, How, Sides
from riskctl.model.grade import Grade
from riskctl.model.mapping import (
    Clock,
    Destination,
    Grading,
    Mapping,
    Rule,
    filled,
    template_fields,
)

IS_WAR = FieldTest("kind", How.IS, ("war",))
IS_BIG = FieldTest("size", How.RANGE, (), 5.0)
MAPPING = Mapping(
    name="wars",
    reader=Reader(FileForm.CSV),
    to=Destination.LOG,
    identity=("id",),
    date=Clock("day", "iso"),
    title="{what} in {place}",
    rules=(Rule((IS_WAR, IS_BIG), "clash", "deaths"), Rule((IS_WAR,), drop="small")),
    digest="3f9a0123",
)


class TestRule:
    def test_holds_where_every_test_is_passed(self) -> None:
        """A field that a row does not have is empty."""
        rule = Rule((IS_WAR, FieldTest("note", How.IS, ("",))))
        assert rule.holds({"kind": "war"})
        assert not rule.holds({"kind": "war", "note": "x"})
        assert not rule.holds({"note": ""})


class TestGrading:
    def test_gives_no_better_grade_than_may_be_given(self) -> None:
        """On either axis by itself."""
        grading = Grading(most=Grade("B", 3))
        assert grading.capped(Grade("A", 1)) == Grade("B", 3)
        assert grading.capped(Grade("C", 1)) == Grade("C", 3)
        assert grading.capped(Grade("A", 5)) == Grade("B", 5)


class TestMapping:
    def test_needs_each_field_that_it_uses_once(self) -> None:
        """Those of the rules and templates among them."""
        assert MAPPING.needed == ("id", "day", "kind", "size", "what", "place")
        rich = MAPPING._replace(
            recorded=Clock("seen", "iso"),
            sides=Sides(("one", "two"), IS_WAR, IS_WAR),
            note="{more}",
            sources=("{url}",),
            reported_by="{desk}",
            grading=Grading(field="grade", tags="tags"),
            ask="topic",
        )
        assert rich.needed == (
            *("id", "day", "seen", "kind", "size", "one", "two"),
            *("what", "place", "more", "desk", "url", "grade", "tags", "topic"),
        )

    def test_its_main_field_is_what_most_rules_test(self) -> None:
        """Unless it says of which it asks."""
        assert MAPPING.main == "kind"
        assert MAPPING._replace(ask="size").main == "size"
        assert MAPPING._replace(rules=()).main == ""

    def test_its_stamp_is_its_name_and_what_it_was_made_of(self) -> None:
        """In four digits."""
        assert MAPPING.stamp == "wars@3f9a"


def test_a_template_takes_the_fields_that_it_names() -> None:
    """One that is not there is empty; other braces are text."""
    assert template_fields("{a b}: {c} {} {") == ["a b", "c"]
    assert filled("{a b}: {c} {}", {"a b": "x"}) == "x:  {}"
