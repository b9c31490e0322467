from datetime import date
from pathlib import Path

import pytest

from riskctl.errors import UsageError
from riskctl.model.window import WindowKind
from riskctl.storage.text.windows import read_windows


def written(folder: Path, text: str | bytes) -> Path:
    """Write a file of windows."""
    path = folder / "w.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def refused(folder: Path, text: str | bytes) -> list[str]:
    """Return the lines of the message, without the folder."""
    with pytest.raises(UsageError) as caught:
        read_windows(written(folder, text))
    return caught.value.message.replace(f"{folder}/", "").split("\n")


class TestReadWindows:
    def test_reads_every_row(self, tmp_path: Path) -> None:
        """In the order of the file, with the user's own columns passed over."""
        found = read_windows(
            written(
                tmp_path,
                "kind,label,end,start,source\n"
                'peak,"War, at last",2022-03-31,2022-02-24,https://example.org/\n'
                "\n"
                "thaw, Reset ,2009-07-06,2009-03-06,\n",
            )
        )

        assert [
            ("War, at last", WindowKind.PEAK, date(2022, 2, 24), date(2022, 3, 31)),
            ("Reset", WindowKind.THAW, date(2009, 3, 6), date(2009, 7, 6)),
        ] == [(it.label, it.kind, it.period.first, it.period.last) for it in found]

    def test_reads_what_a_spreadsheet_saves(self, tmp_path: Path) -> None:
        """A byte order mark and lines that end in two bytes."""
        text = "start,end,label,kind\r\n2022-02-24,2022-02-24,War,calm\r\n"
        (found,) = read_windows(written(tmp_path, "\ufeff" + text))

        assert WindowKind.CALM is found.kind

    @pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
    @pytest.mark.parametrize("named", [False, True])
    def test_reads_what_another_locale_saves(
        self, separator: str, named: bool, tmp_path: Path
    ) -> None:
        """With `;` or a tab between the cells, and a line that says so, or none."""
        first = f"sep={separator}\r\n" if named else ""
        rows = ("start,end,label,kind", "2022-02-24,2022-02-24,War,calm")
        text = "\r\n".join(rows).replace(",", separator)
        (found,) = read_windows(written(tmp_path, f"\ufeff{first}{text}\r\n"))

        assert ("War", WindowKind.CALM) == (found.label, found.kind)

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    @pytest.mark.parametrize("first", ["", "SEP=;\r\n", '"sep=;"\r\n'])
    def test_reads_names_and_encodings_as_spreadsheets_write_them(
        self, encoding: str, first: str, tmp_path: Path
    ) -> None:
        """With capitals and blanks, as UTF-16, with the separator named in quotes."""
        text = (
            f"{first}Start; END ;Label;Kind\r\n2022-02-24;2022-02-24;\u00dcber;Peak\r\n"
        )
        (found,) = read_windows(written(tmp_path, text.encode(encoding)))

        assert ("\u00dcber", WindowKind.PEAK) == (found.label, found.kind)

    def test_counts_the_line_that_names_the_separator(self, tmp_path: Path) -> None:
        """A message points at the line that an editor shows."""
        text = "sep=;\nstart;end;label;kind\n24.2.2022;2022-02-24;War;calm\n"
        assert ["w.csv:3: `24.2.2022` is not a date like 2022-02-24"] == refused(
            tmp_path, text
        )

    def test_names_every_bad_row_with_its_line(self, tmp_path: Path) -> None:
        """A date, an order, a kind; the good row between them saves nobody."""
        assert [
            "w.csv:2: `24.2.2022` is not a date like 2022-02-24",
            "w.csv:4: it ends on 2022-01-01, before it starts on 2022-02-24",
            "w.csv:5: there is no kind `peek`: did you mean `peak`?",
            "w.csv:6: the row ends before `end`, `label`, `kind`",
            "w.csv:8: `20220224` is not a date like 2022-02-24",
            "w.csv:9: the label is empty",
        ] == refused(
            tmp_path,
            "start,end,label,kind\n"
            "24.2.2022,2022-03-31,a,peak\n"
            "2022-02-24,2022-03-31,b,peak\n"
            "2022-02-24,2022-01-01,c,peak\n"
            "2022-02-24,2022-03-31,d,peek\n"
            "2022-02-24\n"
            "\n"
            "20220224,2022-03-31,e,peak\n"
            "2022-02-24,2022-03-31, ,peak\n",
        )

    def test_names_the_columns_that_are_missing(self, tmp_path: Path) -> None:
        """On the first line, which names them."""
        assert ["w.csv:1: no column `end`, `kind`"] == refused(
            tmp_path, "start,label\n2022-02-24,x\n"
        )
        assert ["w.csv:1: no column `start`, `end`, `label`, `kind`"] == refused(
            tmp_path, ""
        )

    def test_refuses_a_file_without_a_window(self, tmp_path: Path) -> None:
        """There is nothing to test against."""
        assert ["w.csv: there is no window in it"] == refused(
            tmp_path, "start,end,label,kind\n"
        )

    def test_refuses_what_is_no_utf_8(self, tmp_path: Path) -> None:
        """A spreadsheet's other encodings."""
        (line,) = refused(tmp_path, b"start,end,label,kind\n2022-02-24,\xff\xfe\n")

        assert line == "w.csv: not a CSV file in UTF-8: line 2 is in another encoding"

    def test_refuses_a_cell_without_an_end(self, tmp_path: Path) -> None:
        """A quote that nobody closed swallows the file."""
        (line,) = refused(
            tmp_path, 'start,end,label,kind\n2022-02-24,2022-02-25,"' + "x" * 200_000
        )

        assert line.startswith("w.csv: not a CSV file in UTF-8")

    def test_says_that_there_is_no_such_file(self, tmp_path: Path) -> None:
        """The command line is wrong, not the watch."""
        with pytest.raises(UsageError, match="there is no such file"):
            read_windows(tmp_path / "none.csv")

    def test_refuses_a_folder(self, tmp_path: Path) -> None:
        """The command line is wrong; nothing is wrong with the folder."""
        with pytest.raises(UsageError, match="is a folder"):
            read_windows(tmp_path)
