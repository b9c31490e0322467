from time import monotonic

import pytest

from riskctl.storage.disk.names import MAX_FILE_BYTES
from riskctl.storage.text.toml import MAX_LINE_BYTES, parse

BOMBS = {
    "dotted key": "\n" + ".".join("a" * 20_000) + " = 1\n",
    "dotted key, quoted first": '"a".' + ".".join("a" * 20_000) + " = 1\n",
    "dotted key within a table": "x = {" + ".".join("a" * 20_000) + " = 1}\n",
    "dotted header": "[" + ".".join("a" * 20_000) + "]\n",
    "quoted header": "[" + ".".join(['"a"'] * 15_000) + "]\n",
    "nested lists": "x = " + "[" * 30_000 + "]" * 30_000 + "\n",
    "nested lists, 490 deep": "x = " + "[" * 490 + "]" * 490 + "\n",
    "nested lists over lines": "x = " + "[\n" * 100_000 + "]\n" * 100_000,
    "nested tables": "x = " + "{a=" * 15_000 + "1" + "}" * 15_000 + "\n",
    "5,000 digits": "\n\nx = " + "9" * 5_000 + "\n",
    "long line": "# " + "x" * 1_000_000 + "\n",
    "long line without end": "x = '" + "x" * 1_000_000,
    "many keys": "".join(f"k{it}=1\n" for it in range(50_000)),
    "many tables": "".join(f"[t{it}]\n" for it in range(50_000)),
    "many keys in a record": "[[event]]\n"
    + "".join(f"k{it}=1\n" for it in range(50_000)),
    "unclosed string": "x = '''\n" + '"""\n' * 50_000,
    "unclosed list": "x = [\n" + "1,\n" * 50_000,
}
HARMLESS = {
    "prose": 'note = """\n' + "Talks. And talks. " * 500 + '\n"""\n',
    "heading rule": 'note = """\nTitle\n=======\ntext\n"""\n',
    "rule at the top": "# =======\n# -------\n",
    "arrows": "note = '''\n<<<<<<<no\n>>>>>>>>>>\n> > > > > > > quoted\n'''\n",
    "dots": 'note = """\nwww.example.org/a.b.c.d/e...f\n192.0.2.1 ..... x\n"""\n',
    "hex digits": "x = 0x" + "f" * 5_000 + "\n",
    "blanks": " \t" * 20_000 + "\n",
    "blanks in a list": "x = [\n[" + " " * 60_000 + "1],\n]\n",
}


def problem(data: bytes) -> str:
    """Return the only problem of a file, without its hint."""
    (found,) = parse(data, "log/2026-11.toml").problems
    assert found.blocking
    assert found.hint
    return str(found)


class TestParse:
    def test_an_empty_file_is_fine(self) -> None:
        """Nothing at all, one newline, blanks and comments are TOML."""
        for data in (b"", b"\n", b"  \t\n\n", b"# only a comment", b"\r\n"):
            assert parse(data, "x").problems == []

    @pytest.mark.parametrize("name", BOMBS)
    def test_refuses_a_bomb_at_once_and_says_where(self, name: str) -> None:
        """No crafted file costs more than a moment; the message names the file."""
        started = monotonic()

        document = parse(BOMBS[name].encode(), "log/2026-11.toml")

        # Five times what is asked for, because other tests run beside this one.
        assert monotonic() - started < 5
        (found,) = document.problems
        assert found.blocking
        assert str(found).startswith("log/2026-11.toml")
        assert document.tables == {}

    @pytest.mark.parametrize(
        ("name", "line"),
        [
            ("dotted key", 2),
            ("nested lists", 1),
            ("nested lists over lines", 101),
            ("5,000 digits", 3),
            ("long line", 1),
        ],
    )
    def test_says_in_which_line_the_bomb_lies(self, name: str, line: int) -> None:
        """Also where the parser gave up without telling it."""
        assert problem(BOMBS[name].encode()).startswith(f"log/2026-11.toml:{line}: ")

    @pytest.mark.parametrize("name", HARMLESS)
    def test_leaves_honest_text_alone(self, name: str) -> None:
        """Rules, quotations, long prose and odd numbers are no damage."""
        assert parse(HARMLESS[name].encode(), "x").problems == []

    def test_the_longest_line_is_a_bound_of_its_own(self) -> None:
        """A line of exactly the bound passes, one byte more does not."""
        assert parse(b"#" * MAX_LINE_BYTES + b"\n", "x").problems == []
        assert problem(b"#" * (MAX_LINE_BYTES + 1)).endswith(
            "longer than any log needs"
        )

    def test_a_huge_file_is_not_parsed(self) -> None:
        """32 MB are enough for every month of every war."""
        data = b"# x\n" * (MAX_FILE_BYTES // 4 + 1)

        assert problem(data) == "log/2026-11.toml: larger than 32 MB"

    def test_nul_bytes_are_named_as_damage(self) -> None:
        """What a power cut leaves behind is said in plain words, with its place."""
        assert problem(b"x = 1\n" + b"\0" * 512) == (
            "log/2026-11.toml:2: 512 NUL bytes at byte 6: the file was damaged, "
            "perhaps by a power cut, or is not UTF-8"
        )

    def test_utf_16_is_not_read(self) -> None:
        """Whether it says so itself or not."""
        assert "is in UTF-16" in problem("x = 1\n".encode("utf-16"))
        assert "is in UTF-16" in problem("x = 1\n".encode("utf-16-be"))

    def test_a_byte_order_mark_is_refused(self) -> None:
        """The TOML parsers differ about it, so nobody needs to find out."""
        assert problem(b"\xef\xbb\xbfx = 1\n") == (
            "log/2026-11.toml:1: starts with a byte order mark"
        )

    def test_bytes_that_are_not_utf_8_have_a_line(self) -> None:
        """Latin 1 from an old editor is found at its line."""
        assert problem(b"a = 1\nb = 'caf\xe9'\n") == (
            "log/2026-11.toml:2: byte 14 is not UTF-8"
        )
        assert problem(b"a = '\xed\xb2\x80'") == (
            "log/2026-11.toml:1: byte 5 is not UTF-8"
        )

    def test_carriage_returns_alone_are_not_lines(self) -> None:
        """An old Mac's file is refused, not read as one comment."""
        assert problem(b"# a\r[[event]]\rid = 1\r").startswith(
            "log/2026-11.toml:1: not TOML: "
        )

    @pytest.mark.parametrize("marker", ["<<<<<<< HEAD", ">>>>>>> theirs", "<<<<<<<"])
    def test_conflict_markers_are_recognised(self, marker: str) -> None:
        """A merge that was not finished is not read at all."""
        assert problem(f"x = 1\n{marker}\ny = 2\n".encode()) == (
            "log/2026-11.toml:2: a merge left its conflict markers"
        )

    def test_a_mistake_has_the_parsers_words_and_line(self) -> None:
        """The parser's line is put where an editor finds it."""
        assert problem(b"a = 1\nb = = 2\n") == (
            "log/2026-11.toml:2: not TOML: invalid value"
        )

    def test_a_mistake_at_the_end_is_in_the_last_line(self) -> None:
        """The parser says only `at end of document`."""
        assert problem(b'a = 1\nb = "x').startswith("log/2026-11.toml:2: not TOML: ")
