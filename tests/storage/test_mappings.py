from pathlib import Path

import pytest

from riskctl.errors import UsageError, WatchError, WriteError
from riskctl.storage.mappings import (
    TEMPLATES,
    add_rules,
    open_mapping,
    read_mappings,
    template_text,
    write_mapping,
)
from riskctl.storage.text.mapping import read_mapping
from tests.mappings import SHEET

RULE = '\n[[rule]]\nwhen = { Type = { is = "Parade" } }\ndrop = "a show"\n'


class TestMappings:
    def test_are_written_once(self, tmp_path: Path) -> None:
        """And read by their name."""
        write_mapping(tmp_path, "sheet", SHEET)
        assert open_mapping(tmp_path, "sheet").name == "sheet"
        with pytest.raises(UsageError, match="exists already"):
            write_mapping(tmp_path, "sheet", "")
        assert (tmp_path / "imports/sheet.toml").read_text() == SHEET

    @pytest.mark.parametrize("name", ["../sheet", "Sheet", "", "a b", ".hidden"])
    def test_have_plain_names(self, name: str, tmp_path: Path) -> None:
        """No name leads out of the folder."""
        with pytest.raises(UsageError):
            write_mapping(tmp_path, name, SHEET)
        with pytest.raises(UsageError):
            open_mapping(tmp_path, name)
        assert list(tmp_path.iterdir()) == []

    def test_get_rules_at_their_end(self, tmp_path: Path) -> None:
        """Every earlier byte stays, whatever the file ends with."""
        write_mapping(tmp_path, "sheet", SHEET.rstrip("\n") + "  # the end")
        mapping = open_mapping(tmp_path, "sheet")
        add_rules(tmp_path, mapping, RULE)
        text = (tmp_path / "imports/sheet.toml").read_text()
        assert text == f"{SHEET.rstrip()}  # the end\n{RULE}"
        assert open_mapping(tmp_path, "sheet").rules[-1].drop == "a show"

    def test_get_none_where_they_would_not_be_read(self, tmp_path: Path) -> None:
        """Rules that are written as a list take no table after it."""
        head = SHEET[: SHEET.index("\n[[rule]]")]
        write_mapping(tmp_path, "sheet", f"{head}rule = []\n")
        mapping = open_mapping(tmp_path, "sheet")
        with pytest.raises(WriteError, match="no rule can be added"):
            add_rules(tmp_path, mapping, RULE)

    def test_that_are_broken_forbid_no_level(self, tmp_path: Path) -> None:
        """They are found by who asks, and used by nobody."""
        write_mapping(tmp_path, "broken", "name = 5")
        write_mapping(tmp_path, "sheet", SHEET)
        found, problems = read_mappings(tmp_path)
        assert [it.name for it in found] == ["sheet"]
        assert problems
        assert not any(it.blocking for it in problems)
        with pytest.raises(WatchError):
            open_mapping(tmp_path, "broken")


class TestTemplates:
    def test_are_the_eleven(self) -> None:
        """One's own sheet, and ten that ship."""
        assert sorted(TEMPLATES) == [
            "acled", "csv", "eurepoc", "feed", "gdelt1", "gdelt2", "icews", "misp",
            "polecat", "stix", "ucdp",
        ]  # fmt: skip

    @pytest.mark.parametrize("name", [it for it in TEMPLATES if it != "csv"])
    def test_may_have_another_name(self, name: str) -> None:
        """Which then is that of the file."""
        text = template_text(name, name="mine")
        mapping, problems = read_mapping(text.encode(), "imports/mine.toml")
        assert mapping
        assert (mapping.name, problems) == ("mine", [])
