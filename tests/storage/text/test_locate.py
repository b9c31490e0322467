from hypothesis import given
from hypothesis import strategies as st

from riskctl.storage.text.locate import locate, places_of

# Pieces of TOML; the number is how many lines below its start a header stands.
_DECOYS = (
    '"""\n[[event]]\nid = 1\n"""',
    "'''\n[[event]]\n'''",
    '"[[event]]"',
    "'[[event]] # \\'",
    '"\\"[[event]]"',
    '""""\n[event]\n""""',
    '"""\\\n  [[event]]"""',
    "[\n  [\n[1],\n  ],\n  # [[event]]\n]",
    "{ a = [1], b = '[[event]]' }",
)


class TestLocate:
    def test_gives_the_line_of_every_header_and_key(self) -> None:
        """Lines are counted from 1; keys belong to the header above them."""
        text = "a = 1\n\n[[event]]\nid = 2\n\n[x]\ny = 3\n[[event]]\n"

        places = locate(text)

        assert [(it.name, it.line) for it in places] == [
            ("", 1),
            ("event", 3),
            ("x", 6),
            ("event", 8),
        ]
        assert [it.keys for it in places] == [{"a": 1}, {"id": 4}, {"y": 7}, {}]

    def test_reads_every_spelling_of_a_header(self) -> None:
        """Blanks, quotes and a comment behind it change nothing."""
        text = (
            "  [[ event ]]  # one\n"
            '[["event"]]\n'
            "[['event']]\t\n"
            "[indicator . scale]\n"
            '[a."b.c"]\n'
        )

        assert ["event", "event", "event", "indicator.scale", "a.b.c"] == [
            it.name for it in locate(text)[1:]
        ]

    def test_a_line_of_an_array_is_no_header(self) -> None:
        """A lone `[1]` within a list does not take the keys that follow."""
        text = "[[event]]\nx = [\n[1],\n[[2]]\n, [\n3\n]\n]\nid = 'a'\n"

        places = locate(text)

        assert ["", "event"] == [it.name for it in places]
        assert places[1].keys == {"x": 2, "id": 9}

    def test_blanks_cost_no_more_than_other_characters(self) -> None:
        """A line of 60,000 blanks in a list was hours of work once."""
        text = "x = [\n[" + " " * 60_000 + "1],\n]\n[[event]]\n"

        assert [4] == [it.line for it in places_of(locate(text), "event")]

    @given(
        decoys=st.lists(st.sampled_from(_DECOYS), max_size=5),
        comments=st.lists(
            st.sampled_from(["", "# [[event]]", '# """', "# '''", "\t# '"]), max_size=4
        ),
        crlf=st.booleans(),
    )
    def test_headers_in_strings_and_comments_never_count(
        self, decoys: list[str], comments: list[str], crlf: bool
    ) -> None:
        """Only the real headers are found, at their lines, with either line ending."""
        lines: list[str] = []
        expected = []
        for number, decoy in enumerate(decoys):
            expected.append(len(lines) + 1)
            lines += ["[[event]]  # [x]", f"key{number} = {decoy}", *comments]
            lines = "\n".join(lines).split("\n")
        text = "\n".join(lines)

        found = locate(text.replace("\n", "\r\n") if crlf else text)

        assert expected == [it.line for it in found[1:]]
        assert {"event"} >= {it.name for it in found[1:]}
        for number, place in enumerate(found[1:]):
            assert place.keys.get(f"key{number}") == place.line + 1
