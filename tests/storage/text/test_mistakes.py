import pytest

from riskctl.storage.text.reader import read_any

ENCODINGS = {
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
}


def told(line: str) -> tuple[str, str]:
    """Return what is said of a line, and the hint."""
    (problem,) = read_any(f"[[event]]\n{line}\nn = 1\n".encode(), "f").problems
    assert problem.blocking
    assert problem.origin.line == 2
    return problem.message, problem.hint


class TestMistakeIn:
    @pytest.mark.parametrize(
        "quote", "\u201c\u201d\u201e\u2018\u2019\u00ab\u2039\uff02\u300c\u0060"
    )
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("title = ", "x"),
            ("\tgrade=", 'B2"'),
            ('title = "x', ""),
            ("sources = [", "x"),
        ],
    )
    def test_names_a_quotation_mark_that_is_none_and_its_column(
        self, before: str, after: str, quote: str
    ) -> None:
        """As text processors and phones type them."""
        message, hint = told(before + quote + after)
        place = f"`{quote}` in column {len(before) + 1} is no quotation mark of TOML"
        assert message.startswith(place)
        assert f"U+{ord(quote):04X}" in message
        assert hint.endswith(f'{before.split("=", maxsplit=1)[0].strip()} = "..."')

    @pytest.mark.parametrize(
        ("line", "message", "hint"),
        [
            (
                "grade = B2",
                "the text of `grade` has no quotation marks",
                'grade = "B2"',
            ),
            ("value = call", "the text of `value` has no", 'value = "call"'),
            ("id = 2026-02-05-7q3kd2", "the text of `id`", 'id = "2026-02-05-7q3kd2"'),
            ("sources = [https://x]", "something in the list", 'sources = ["..."]'),
            (
                'title = "abc',
                "the text of `title` has no quotation mark at",
                'title = "',
            ),
            (
                'title = "a "b" c"',
                "the text of `title` ends in column 12",
                "inside a t",
            ),
            (
                "title = 'it's'",
                "the text of `title` ends in column 12",
                "inside a text",
            ),
            (
                'title = "a “b” c',
                "the text of `title` has no quotation mark",
                "title = ",
            ),
            ("title =", "`title` has no value", "type one, or remove the line"),
            ("date = 2026-5-2", "`2026-5-2` is no value", "date = 2026-05-02"),
            ("date = 2026/05/02", "`2026/05/02` is no value", "date = 2026-05-02"),
            ("date = 2026.5.20", "`2026.5.20` is no value", "date = 2026-05-20"),
            ("value = 0,5", "`0,5` is no value", "value = 0.5"),
            ("value = -0,25", "`-0,25` is no value", "value = -0.25"),
            ("value = .5", "`.5` is no value", "value = 0.5"),
            ("scheduled = True", "`True` is no value", "scheduled = true"),
            ("scheduled = yes", "`yes` is no value", "scheduled = true"),
            ("scheduled = NO", "`NO` is no value", "scheduled = false"),
            ("date = 20.5.2026", "`20.5.2026` is no value", "date = 2026-05-20"),
            ("date = 05/06/2026", "`05/06/2026` is no value", "like date = 2026-02-05"),
            ("date = 2026\u201105\u201102", "`2026", "date = 2026-05-02"),
            (
                "recorded = 2026-05-02T25:00Z",
                "`2026-05-02T25:00Z` is no val",
                "like rec",
            ),
            ("value = \u22120.5", "`\u22120.5` is no value", "value = -0.5"),
            ("value = \u2013,5", "`\u2013,5` is no value", "value = -0.5"),
            ("date = 2026-02-30", "`2026-02-30` is no value", "like date = 2026-02-05"),
            ("value = 5.", "`5.` is no value", "value = 5.0"),
            ("value = 50 %", "`50 %` is no value", "value = 0.5"),
            ("\u00a0title = 1", "column 1 holds U+00A0 (no-break space)", "type the"),
            (
                "\uff3b\uff3bevent]]",
                "column 1 holds U+FF3B (fullwidth left",
                "type the",
            ),
            ('title = "a\\d"', "the text of `title` holds a backslash", "type two"),
            (
                'title = "C:\\Users"',
                "the text of `title` holds a backslash",
                "type two",
            ),
            ('title = "x";', "`;` in column 12 is too much", "a line ends after its"),
            ('title = "x",', "`,` in column 12 is too much", "a line ends after its"),
            ('title: "x"', "there is no `=` in column 6", 'like title = "..."'),
        ],
    )
    def test_says_what_was_mistyped_and_what_to_type(
        self, line: str, message: str, hint: str
    ) -> None:
        """Instead of the parser's words."""
        found = told(line)
        assert found[0].startswith(message)
        assert found[1].startswith(hint)

    def test_a_key_that_stands_twice_is_named(self) -> None:
        """Most often it is a header that is missing between two events."""
        (problem,) = read_any(b"[[event]]\nn = 1\nn = 2\n", "f").problems
        assert problem.message == "`n` stands twice in one table"

    def test_lines_of_old_macs_are_named(self) -> None:
        """Every line is one to a parser."""
        (problem,) = read_any(b"[[event]]\rn = 1\r", "f").problems
        assert problem.message == "not TOML: its lines end in CR alone, as on old Macs"

    def test_leaves_the_rest_to_the_parser(self) -> None:
        """It is said as it says it."""
        assert told("[[event]")[0].startswith("not TOML: expected ']]'")


class TestEncoding:
    @pytest.mark.parametrize("codec", ENCODINGS)
    @pytest.mark.parametrize(
        "text",
        ["[[event]]\n" * 3, 'title = "\u0420\u043e\u0441\u0441\u0438\u044f"\n' * 3],
    )
    def test_of_wide_letters_is_named(self, codec: str, text: str) -> None:
        """A file that an editor saved so is not damaged."""
        (problem,) = read_any(text.encode(codec), "f").problems
        assert problem.message.startswith(f"is in {ENCODINGS[codec]}, ")
        assert problem.hint.startswith("save it as UTF-8")

    @pytest.mark.parametrize(
        "data", [b"[[event]]\n" + bytes(300), bytes(300), b"title = \0\0\0", b"\0x"]
    )
    def test_nul_bytes_are_damage_still(self, data: bytes) -> None:
        """As a power cut leaves them."""
        (problem,) = read_any(data, "f").problems
        assert "the file was damaged" in problem.message
