import pytest

from riskctl.model.field_test import FieldTest, How
from riskctl.model.mapping import Destination
from riskctl.storage.text.mapping import read_mapping
from tests.mappings import SHEET, mapping_of

RULE = 'when = { Type = { is = "Op-ed" } }'
READER = '{ form = "csv", separator = ";" }'
GIVE = 'give = { indicator = "clash", value = "shots" }'


def problems(*changes: tuple[str, str]) -> list[tuple[str, str]]:
    """Return what is wrong with a mapping after some changes, and the hints."""
    text = SHEET
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    _, found = read_mapping(text.encode(), "imports/sheet.toml")
    return [(str(it), it.hint) for it in found]


class TestMapping:
    def test_has_a_short_form_and_a_long_one(self) -> None:
        """A table inline, or with a header of its own, says the same."""
        text = SHEET.replace(f"reader = {READER}\n", "")
        text = text.replace("\n[[rule]]", "\n[reader]\n" + "\n[[rule]]", 1)
        text = text.replace("[reader]\n", '[reader]\nform = "csv"\nseparator = ";"\n')
        assert mapping_of(text)._replace(digest="") == mapping_of()._replace(digest="")

    def test_sends_leads_to_the_inbox_unless_it_says_otherwise(self) -> None:
        """What nobody judged never counts by default."""
        assert mapping_of(SHEET, ('to = "log"\n', "")).to is Destination.INBOX

    def test_reads_ranges_and_words(self) -> None:
        """Numbers are written without quotes."""
        when = 'when = { N = { from = 1, to = 2.5 }, T = { words = ["war"] } }'
        rule = mapping_of(SHEET, (RULE, when)).rules[0]
        assert rule.tests == (
            FieldTest("N", How.RANGE, (), 1.0, 2.5),
            FieldTest("T", How.WORDS, ("war",)),
        )

    @pytest.mark.parametrize(
        ("old", "new", "message", "hint"),
        [
            (f"reader = {READER}\n", "", "1: the mapping has no `reader`",
             'add reader = { form = "csv" }'),
            (READER, '"csv"', "2: `reader` of the mapping must be a table",
             'reader = { form = "csv" }'),
            (READER, '{ form = "xml" }', ("2: `form` of `reader` must be one of csv, "
             "tsv, xlsx, ods, json, jsonl, feed"), 'form = "csv"'),
            (READER, '{ form = "csv", separator = "||" }',
             "2: `separator` of `reader` must be one character", 'separator = ";"'),
            (READER, '{ form = "csv", encoding = "base64" }',
             "2: `encoding` of `reader` must be the name of an encoding",
             "utf-8, utf-16, cp1252 or latin-1"),
            (READER, '{ form = "csv", header = false }',
             ("2: nothing names the columns: `header` is false, and there are no "
             "`columns`"), 'columns = ["...", "..."]'),
            (READER, '{ form = "csv", columns = ["Date", "Date"] }',
             ("2: `columns` of `reader` must be each named once: `Date` stands there "
             "twice"), "mend the value of `columns`"),
            (READER, ('{ form = "csv", columns = ["Date", "Event", "Remark", "Source", '
             '"Grade", "Type"] }'), ("2: no column is called `Remarks`, and the "
             "mapping uses it"), "did you mean `Remark`?"),
            ('"log"', '"desk"', "3: `to` of the mapping must be log or inbox",
             'to = "inbox"'),
            (RULE, "when = 5", "12: `when` of a rule must be a table of fields",
             'when = { Field = { is = "..." } }'),
            (RULE, "", "11: a rule has no `when`", 'when = { Field = { is = "..." } }'),
            (RULE, "when = { Type = {} }",
             "12: `when` of a rule must be a table of tests for `Type`",
             'when = { Field = { is = "..." } }'),
            (RULE, "when = { Type = { is = 5 } }",
             "12: `when` of a rule must be texts in quotes for `is`", 'is = "..."'),
            (RULE, 'when = { Type = { in = "x" } }',
             "12: `when` of a rule must be texts in quotes for `in`",
             'in = ["...", "..."]'),
            (RULE, 'when = { Type = { from = "x" } }',
             "12: `when` of a rule must be a number for `from`", "from = 5"),
            ('drop = "opinion, not an event"', "",
             "11: a rule neither gives an event nor says why such rows are dropped",
             'give = { indicator = "...", value = "..." }, or drop = "the reason"'),
            (GIVE, 'give = "clash"', "17: `give` of a rule must be a table",
             'give = { indicator = "...", value = "..." }'),
            (GIVE, 'give = { indicator = "clash" }',
             "17: `give` of a rule must be a table with a `value`",
             'give = { indicator = "...", value = "..." }'),
            (GIVE, 'give = { indicator = 5, value = "shots" }',
             "17: `give` of a rule must be a table with the text `indicator`",
             'give = { indicator = "...", value = "..." }'),
            (GIVE, GIVE.replace(" }", ', grade = "Z9" }'), "17: `Z9` is not a grade",
             "a letter A to F and a digit 1 to 6, like B2"),
            (GIVE, GIVE.replace(" }", ', grad = "B2" }'),
             "17: `grad` is not a key of `give`", "did you mean `grade`?"),
            (GIVE, f'{GIVE}\ndrop = "x"',
             "18: `drop` of a rule must be left out beside `give`",
             "delete one or the other"),
            ("title =", 'sides = { fields = ["A"], one = { is = "N" } }\ntitle =',
             "6: `sides` has no `other`", 'other = { is = "..." }'),
            ("title =", ('sides = { fields = ["A"], one = { is = "N", starts = "M" }, '
             'other = { is = "S" } }\ntitle ='),
             "6: `one` of `sides` must be one test", 'one = { in = ["..."] }'),
        ],
    )  # fmt: skip
    def test_says_what_is_wrong_with_its_line(
        self, old: str, new: str, message: str, hint: str
    ) -> None:
        """And what to write in its place."""
        assert (f"imports/sheet.toml:{message}", hint) in problems((old, new))

    def test_refuses_rules_that_are_no_tables(self) -> None:
        """One bracket is one too few."""
        text = SHEET[: SHEET.index("[[rule]]")] + '[rule]\ndrop = "x"\n'
        mapping, found = read_mapping(text.encode(), "imports/sheet.toml")
        assert mapping is None
        assert [it.message for it in found] == [
            "`rule` of the mapping must be written as [[rule]] tables"
        ]
