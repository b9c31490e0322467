"""The `[[rule]]` tables of a mapping, and the tests that they are made of."""

from typing import Any, Final

from riskctl.model.field_test import FieldTest, How
from riskctl.model.grade import Grade
from riskctl.model.mapping import Rule
from riskctl.model.similar import hint_for
from riskctl.storage.text.fields import Fields
from riskctl.storage.text.values import finite

RULE_KEYS: Final = {
    "when": "a table: for each field a table of tests, all of which must be passed",
    "give": "`indicator`, `value` and, if it is not the mapping's default, `grade`",
    "drop": "in the place of `give`: the reason why such rows are left out",
}
TEST_KEYS: Final = {
    "is": "the text is this one",
    "in": "it is one of a list",
    "starts": "it begins with this text, or with one of a list",
    "from": "it is a number, and at least this one",
    "to": "it is a number, and at most this one",
    "words": "one of a list of words stands in it, capitals or not",
}
_GIVE_KEYS: Final = ("indicator", "value", "grade")
_GIVE: Final = 'give = { indicator = "...", value = "..." }'
_WHEN: Final = 'when = { Field = { is = "..." } }'


def read_rule(fields: Fields) -> Rule:
    """Read one rule, and note what is wrong with it."""
    tests = _tests(fields)
    drop = fields.text("drop", default="")
    if drop and "give" in fields.values:
        fields.wrong("drop", "left out beside `give`", "delete one or the other")
    given: Any = fields.values.get("give", {})
    if not isinstance(given, dict):
        fields.wrong("give", "a table", _GIVE)
        given = {}
    elif not drop and not given:
        fields.note(
            "missing-keys",
            "a rule neither gives an event nor says why such rows are dropped",
            hint=f'{_GIVE}, or drop = "the reason"',
        )
    rule = Rule(
        tests=tests,
        indicator=_text(fields, given, "indicator"),
        value=_value(fields, given),
        grade=_grade(fields, given),
        drop=drop,
        origin=fields.origin,
    )
    for key in given.keys() - set(_GIVE_KEYS):
        fields.note(
            "unknown-keys",
            f"`{key}` is not a key of `give`",
            hint=hint_for(key, _GIVE_KEYS, otherwise=_GIVE),
            key="give",
        )
    fields.allow(RULE_KEYS)
    return rule


def read_test(fields: Fields, key: str) -> FieldTest:
    """Read the one test that stands under a key; its field is of no account."""
    if key not in fields.values:
        hint = f'{key} = {{ is = "..." }}'
        fields.note("missing-keys", f"`sides` has no `{key}`", hint=hint)
        return FieldTest(key, How.IS, ("",))
    found = _tests_of(fields, key, fields.values[key])
    if len(found) > 1:
        fields.wrong(key, "one test", f'{key} = {{ in = ["..."] }}')
    return found[0] if found else FieldTest(key, How.IS, ("",))


def _tests(fields: Fields) -> tuple[FieldTest, ...]:
    when: Any = fields.values.get("when")
    if when is None:
        fields.note("missing-keys", "a rule has no `when`", hint=_WHEN)
    elif not isinstance(when, dict):
        fields.wrong("when", "a table of fields", _WHEN)
    if not isinstance(when, dict):
        return ()
    return tuple(
        test for name, table in when.items() for test in _tests_of(fields, name, table)
    )


def _tests_of(fields: Fields, name: str, table: object) -> list[FieldTest]:
    """Return the tests of one field."""
    key = "when" if "when" in fields.values else name
    if not isinstance(table, dict) or not table:
        fields.wrong(key, f"a table of tests for `{name}`", _WHEN)
        return []
    tests = []
    for word in table.keys() - set(TEST_KEYS):
        fields.note(
            "unknown-keys",
            f"`{word}` is not a test",
            hint=hint_for(word, TEST_KEYS, otherwise=f"one of: {', '.join(TEST_KEYS)}"),
            key=key,
        )
    for how in (How.IS, How.IN, How.STARTS, How.WORDS):
        if how in table:
            values = _texts(fields, key, how, table[how])
            if values:
                tests.append(FieldTest(name, how, values))
    if {"from", "to"} & table.keys():
        low, high = (_number(fields, key, table, it) for it in ("from", "to"))
        tests.append(FieldTest(name, How.RANGE, (), low, high))
    return tests


def _texts(fields: Fields, key: str, how: How, value: object) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) and how is not How.IN else value
    if how is How.IS and not isinstance(value, str):
        listed = None
    if (
        not isinstance(listed, list)
        or not listed
        or not all(isinstance(it, str) for it in listed)
    ):
        shape = '"..."' if how is How.IS else '["...", "..."]'
        fields.wrong(key, f"texts in quotes for `{how}`", f"{how} = {shape}")
        return ()
    return tuple(listed)


def _number(fields: Fields, key: str, table: dict[str, Any], word: str) -> float | None:
    if word not in table:
        return None
    number = finite(table[word])
    if number is None:
        fields.wrong(key, f"a number for `{word}`", f"{word} = 5")
    return number


def _text(fields: Fields, given: dict[str, Any], key: str) -> str:
    value = given.get(key, "")
    if given and (not isinstance(value, str) or not value):
        fields.wrong("give", f"a table with the text `{key}`", _GIVE)
        return ""
    return str(value)


def _value(fields: Fields, given: dict[str, Any]) -> str | float:
    value = given.get("value", "")
    if isinstance(value, str) and value:
        return value
    number = finite(value)
    if number is None and given:
        fields.wrong("give", "a table with a `value`", _GIVE)
    return "" if number is None else number


def _grade(fields: Fields, given: dict[str, Any]) -> Grade | None:
    spelled = given.get("grade")
    if spelled is None:
        return None
    grade = Grade.parse(spelled) if isinstance(spelled, str) else None
    if grade is None:
        fields.note(
            "malformed-grades",
            f"`{spelled}` is not a grade",
            hint="a letter A to F and a digit 1 to 6, like B2",
            key="give",
        )
    return grade
