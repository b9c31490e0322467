from riskctl.storage.text.blocks import cut

TEXT = '''\
# head
title = "mine"

# about the first
[[event]]
id = "a"
note = """
# no comment
[[event]]
"""
# under it

# above the second
# and still
[[event]]  # here
id = "b"
  [event.mine]
  x = 1

[foreign]
id = 3
'''


class TestCut:
    def test_loses_no_character(self) -> None:
        """The pieces joined are the text."""
        for text in (TEXT, TEXT.replace("\n", "\r\n"), "", "\n", "# c", "[[event]]"):
            assert text == "".join(it.text for it in cut(text))

    def test_gives_a_table_the_comments_right_above_it(self) -> None:
        """What stands before a blank line belongs to the table before."""
        assert [("# head",), ("# about the first", "# under it")] == [
            it.comments for it in cut(TEXT)[:2]
        ]
        assert cut(TEXT)[2].comments == ("# above the second", "# and still", "# here")

    def test_knows_records_by_their_id(self) -> None:
        """Others by what they say, or by the name where there is one of them."""
        assert [("", ""), ("", "a"), ("", "b"), ("foreign", "")] == [
            it.key for it in cut(TEXT)
        ]
        two = cut("[[mine]]\na = 1\n[[mine]]\na = 2\n")
        assert two[1].key != two[2].key

    def test_keeps_a_table_with_what_it_lies_in(self) -> None:
        """However its header is indented."""
        assert cut(TEXT)[2].table == {"id": "b", "mine": {"x": 1}}

    def test_says_where_a_header_stands(self) -> None:
        """In the file, and in the piece."""
        block = cut(TEXT)[2]
        assert block.line == 15
        assert block.text[block.header :].startswith("[[event]]  # here\n")
