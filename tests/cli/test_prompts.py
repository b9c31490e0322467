"""`riskctl log` in a real terminal: it asks for what is missing."""

import os
import shlex
import time
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from riskctl.model.grade import CREDIBILITY, RELIABILITY
from riskctl.model.record import Event
from riskctl.model.selection import EventFilter
from tests.cli.small import tree
from tests.cli.terminal import Terminal
from tests.helpers import EXAMPLE, open_folder

LEFT, UP, TAB = "\x1b[D", "\x1b[A", "\t"
ADDRESS = "https://example.org/night"
# Beyond title and address, at the questions and on the command line.
MOST_KEYS_ASKED, MOST_KEYS_TYPED = 25, 30

Open = Callable[..., Terminal]


@pytest.fixture
def terminal(terminals: list[Terminal]) -> Open:
    """Open terminals; every one is closed at the end."""

    def new(*arguments: str, **how: Any) -> Terminal:
        terminals.append(Terminal([*arguments], **how))
        return terminals[-1]

    return new


def logged(folder: Path) -> set[tuple[str, str, str, str]]:
    """Return what every event says, in short."""
    return {
        (it.indicator, str(it.value), it.title, str(it.date))
        for it in open_folder(folder).log.events
    }


class TestAsking:
    @pytest.mark.parametrize(
        ("term", "columns"), [("xterm", 80), ("xterm", 40), ("dumb", 80)]
    )
    def test_asks_for_everything_and_logs_it(
        self, term: str, columns: int, small: Path, terminal: Open
    ) -> None:
        """Wrong answers again; in a narrow terminal, and in one of plain lines."""
        it = terminal("--watch", str(small), "log", term=term, columns=columns)
        it.answer("indicator", "zzz")
        it.expect("no indicator has `zzz` in its name")
        it.answer("indicator", "BORDER")
        it.expect("1  clash ")
        it.expect("2  treaty ")
        it.answer("indicator", "clas")
        it.expect("      clash: Clashes at the border")
        it.expect("   1  shots (0.4)\n      Shots were fired and nobody was")
        it.answer("value:", "war")
        it.expect("`war` is not on the scale of `clash`")
        it.answer("value:", "1")
        it.answer("title", " ")
        it.expect("the title is empty")
        it.answer("title", "Shots at [b]night[/b]")
        it.answer("day [today]:", "03/04/2026")
        it.expect("`03/04/2026` can be read as more than")
        it.answer("day [today]:", "yesterday")
        it.expect("      Thu 2026-11-19")
        it.answer("source", "javascript:alert(1)")
        it.expect("the scheme `javascript` is")
        it.answer("source", ADDRESS)
        it.answer("another source", "")
        it.answer("grade [F6]:", "Z9")
        it.expect("`Z9` is not a grade")
        it.answer("grade", "b2")
        it.expect("  clash = shots (Clashes at the border)\n  Shots at [b]night[/b]")
        it.expect("  Thu 2026-11-19 · grade B2\n  source https://example.org/night")
        it.answer("write? [Y/n/edit]:", "")
        it.expect("wrong? riskctl -w ")
        it.answer("another? [y/N]:", "")
        assert it.end() == 0, it.shown
        found = [it for it in open_folder(small).log.events if it.sources == (ADDRESS,)]
        assert [str(it.grade) for it in found] == ["B2"]
        assert ("clash", "shots", "Shots at [b]night[/b]", "2026-11-19") in logged(
            small
        )

    def test_asks_only_for_what_is_missing(self, small: Path, terminal: Open) -> None:
        """The value by the beginning of its name, the rest from the command line."""
        it = terminal("-w", str(small), "log", "talks", "-d", "today", "-g", "A1")
        it.answer("value:", "su")
        it.answer("title", "They met")
        it.answer("source", "")
        it.answer("write?", "y")
        it.answer("another?", "n")
        assert it.end() == 0, it.shown
        assert "indicator:" not in it.shown
        assert "talks = summit (A1)" in it.shown

    def test_asks_which_where_a_word_means_several(
        self, small: Path, terminal: Open
    ) -> None:
        """Both are shown with their titles; a number chooses."""
        it = terminal("-w", str(small), "log", "border", "shots", "Shots", "-gB2")
        it.expect("`border` may mean 2 indicators")
        it.answer("indicator", "1")
        it.answer("day", "")
        it.answer("source", "")
        it.answer("write?", "")
        it.answer("another?", "")
        assert it.end() == 0, it.shown
        assert ("clash", "shots", "Shots", "2026-11-20") in logged(small)

    def test_a_value_of_another_scale_is_asked_for_again(
        self, small: Path, terminal: Open
    ) -> None:
        """It was given before the indicator was known."""
        it = terminal("-w", str(small), "log", "border", "shots", "Shots", "-gB2")
        it.answer("indicator", "treaty")
        it.answer("value:", "kept")
        it.wait_for("day")

    def test_a_wrong_word_on_the_command_line_is_refused_at_once(
        self, small: Path, terminal: Open
    ) -> None:
        """Nobody answers five questions to learn that the first word was wrong."""
        for words, said in {
            ("talsk",): "did you mean `talks`?",
            ("talks", "-d", "someday"): "`someday` is not a day",
            ("talks", "-g", "Z9"): "`Z9` is not a grade",
            ("talks", "-s", "javascript:x"): "the scheme `javascript` is not safe",
        }.items():
            it = terminal("--watch", str(small), "log", *words)
            assert it.end() == 2
            assert said in it.shown

    def test_can_be_changed_or_dropped_at_the_end(
        self, small: Path, terminal: Open
    ) -> None:
        """`edit` asks again with every answer in its place; `n` writes nothing."""
        before = tree(small)
        it = terminal("-w", str(small), "log", "clash", "shots", "-d", "1d", "-g", "B2")
        it.answer("title", "Shots")
        it.answer("source", "Gazette")
        it.answer("another source", "")
        it.answer("write?", "edit")
        it.answer("indicator [clash]:", "")
        it.answer("value [shots]:", "deaths")
        it.see("title: Shots")
        it.type(" and worse")
        it.accept("title: Shots and worse")
        it.answer("day [1d]:", "")
        it.answer("another source", "")
        it.answer("grade [B2]:", "")
        it.expect("  clash = deaths")
        it.expect("  Shots and worse")
        it.answer("write?", "maybe")
        it.answer("write?", "n")
        it.expect("nothing was written")
        assert it.end() == 0
        assert before == tree(small)

    def test_another_one_starts_afresh(self, small: Path, terminal: Open) -> None:
        """Two entries in one go."""
        it = terminal("-w", str(small), "log", "clash", "shots")
        for title in ("One", "Two"):
            if title == "Two":
                it.answer("indicator:", "talks")
                it.answer("value:", "call")
            it.answer("title", title)
            it.answer("day [today]:", "")
            it.answer("source:", "Gazette")
            it.answer("another source", "")
            it.answer("grade [F6]:", "")
            it.answer("write?", "")
            it.answer("another?", "n" if title == "Two" else "y")
        assert it.end() == 0
        assert {"One", "Two"} <= {title for _, _, title, _ in logged(small)}


class TestEditing:
    def test_arrow_keys_move_the_cursor(self, small: Path, terminal: Open) -> None:
        """A letter is put where it was forgotten."""
        it = terminal("-w", str(small), "log", "clash", "shots", "-gB2", "-d1d")
        it.wait_for("title")
        it.type("Shts" + LEFT + LEFT + "o")
        it.type("\r")
        it.answer("source", "")
        it.expect("  Shots\n")
        it.wait_for("write?")

    def test_the_arrow_up_brings_back_what_was_logged(
        self, small: Path, terminal: Open
    ) -> None:
        """The newest title first."""
        (newest,) = open_folder(small).log.select(EventFilter(newest=1))
        it = terminal("-w", str(small), "log", "clash", "shots")
        it.wait_for("title")
        it.type(UP)
        it.accept(f"title: {newest.title}")
        it.wait_for("day")

    def test_tab_completes_by_name_word_and_meaning(
        self, small: Path, terminal: Open
    ) -> None:
        """`apol` is a value; *capitals* stands in a title; both become names."""
        it = terminal("-w", str(small), "log")
        it.wait_for("indicator")
        it.type("capitals" + TAB)
        it.accept("indicator: talks")
        it.expect("talks: Talks between the capitals")
        it.wait_for("value:")
        it.type("su" + TAB)
        it.accept("value: summit")

    def test_tab_lists_what_is_open(self, small: Path, terminal: Open) -> None:
        """With their titles, as lines."""
        it = terminal("-w", str(small), "log")
        it.wait_for("indicator")
        it.type("border" + TAB)
        it.expect("clash  Clashes at the border")
        it.expect("treaty The border treaty")

    def test_goes_back_and_keeps_the_answers(self, small: Path, terminal: Open) -> None:
        """Twice, to another indicator, whose scale is asked for."""
        it = terminal("-w", str(small), "log")
        it.answer("indicator", "clash")
        it.answer("value:", "shots")
        it.answer("title", "<")
        it.answer("value [shots]:", "<")
        it.answer("indicator [clash]:", "treaty")
        it.answer("value:", "kept")
        it.answer("title", "Kept")
        it.answer("day", "<")
        it.accept("title: Kept")
        it.wait_for("day")

    def test_a_question_mark_explains(self, small: Path, terminal: Open) -> None:
        """Grades have twelve meanings."""
        it = terminal("-w", str(small), "log", "clash", "shots")
        it.answer("title", "Shots")
        it.answer("day", "?")
        it.expect("2026-05-03..05")
        it.answer("day", "")
        it.answer("source", "?")
        it.expect("doi:")
        it.answer("source", "")
        it.answer("grade", "?")
        for letter, means in RELIABILITY.items():
            it.expect(f"      {letter}  {means}")
        for digit, means in CREDIBILITY.items():
            it.expect(f"      {digit}  {means}")
        it.wait_for("grade [F6]:")

    @pytest.mark.parametrize(
        ("term", "pasted"),
        [
            ("xterm", "\x1b[200~Shots\rFive of them.\rAt night.\x1b[201~\r"),
            ("xterm", "Shots\rFive of them.\rAt night.\r"),
            ("dumb", "Shots\rFive of them.\rAt night.\r"),
            ("dumb", "Shots\rFive of them.\rAt night."),
        ],
        ids=["bracketed", "as if typed", "plain lines", "without a last Enter"],
    )
    def test_a_paste_is_title_and_note(
        self, term: str, pasted: str, small: Path, terminal: Open
    ) -> None:
        """Never a day and a source."""
        it = terminal("-w", str(small), "log", "clash", "shots", "-n", term=term)
        it.wait_for("title")
        it.type(pasted)
        if not pasted.endswith("\r"):
            it.expect("At night.")
            time.sleep(0.2)  # nobody's next Enter comes together with the paste
            it.type("\r")
        it.answer("day", "")
        it.answer("source", "")
        it.answer("grade", "")
        assert it.end() == 0, it.shown
        assert 'title = "Shots"' in it.shown
        assert "Five of them.\\nAt night." in it.shown
        assert "sources" not in it.shown


class TestLeaving:
    @pytest.mark.parametrize("key", [b"\x03", b"\x04"], ids=["Ctrl-C", "Ctrl-D"])
    @pytest.mark.parametrize("term", ["xterm", "dumb"])
    def test_can_be_left_at_any_question(
        self, key: bytes, term: str, small: Path, terminal: Open
    ) -> None:
        """Exit 130, and nothing is written; the line to go on is offered."""
        before = tree(small)
        it = terminal("-w", str(small), "log", "clash", "shots", term=term)
        it.answer("title", "It's war")
        it.answer("day", "1d")
        assert it.leave("source", key) == 130, it.shown
        assert "interrupted; nothing was written" in it.shown
        assert "Traceback" not in it.shown
        assert before == tree(small)
        line = it.shown.replace("\n", "").partition("go on with: ")[2]
        assert shlex.split(line)[:3] == ["riskctl", "-w", str(small)]
        words = ["log", "clash", "shots", "It's war", "-d", "2026-11-19"]
        assert shlex.split(line)[3:] == words

    def test_whoever_leaves_after_the_entry_has_written_it(
        self, small: Path, terminal: Open
    ) -> None:
        """Ctrl-C at the question for another one is a no."""
        it = terminal("-w", str(small), "log", "clash", "shots", "-gB2", "-d1d")
        it.answer("title", "Shots")
        it.answer("source", "")
        it.answer("write?", "")
        assert it.leave("another?", b"\x03") == 0, it.shown
        assert "nothing was written" not in it.shown
        assert ("clash", "shots", "Shots", "2026-11-19") in logged(small)

    def test_what_stood_at_the_question_is_not_lost(
        self, small: Path, terminal: Open
    ) -> None:
        """Half a title, too."""
        it = terminal("-w", str(small), "log", "clash", "shots")
        it.wait_for("title")
        it.type("A long and careful ti")
        it.expect("careful ti")
        it.type("\x03")
        assert it.end() == 130
        shown = it.shown.replace("\n", "")
        assert "log clash shots 'A long and careful ti'" in shown

    def test_a_write_that_fails_offers_the_line_too(
        self, small: Path, terminal: Open
    ) -> None:
        """A folder that went away meanwhile is no reason to type it all again."""
        it = terminal("-w", str(small), "log", "clash", "shots", "-gB2")
        it.answer("title", "Shots")
        it.answer("day", "")
        it.answer("source", "Gazette")
        it.answer("another source", "")
        it.wait_for("write?")
        os.rename(small, small.with_name("elsewhere"))  # noqa: PTH104
        it.answer("write?", "y")
        assert it.end() == 5
        assert "log clash shots Shots" in it.shown.replace("\n", "")


class TestAmending:
    def test_asks_for_each_part_with_what_it_is_now(
        self, small: Path, terminal: Open
    ) -> None:
        """Enter keeps it; only what was answered otherwise is amended."""
        it = terminal("--watch", str(small), "amend", "shot01")
        it.answer("indicator [clash]:", "")
        it.answer("value [shots]:", "")
        it.accept("title: Shots at the river")
        it.answer("day [2026-11-10]:", "2026-11-09")
        it.answer("another source", "https://example.org/more")
        it.answer("another source", "")
        it.answer("grade", "A1")
        it.answer("write? [Y/n/edit]:", "")
        assert it.end() == 0, it.shown
        log = open_folder(small).log
        old = log.event("2026-11-10-shot01")
        new = log.replacement_of("2026-11-10-shot01")
        assert isinstance(new, Event)
        assert old is not None
        assert (str(new.date), str(new.grade)) == ("2026-11-09", "A1")
        assert new.sources == (*old.sources, "https://example.org/more")
        assert (new.title, new.value, new.note) == (old.title, old.value, old.note)

    def test_loses_nothing_when_it_is_left(self, small: Path, terminal: Open) -> None:
        """The line that goes on says what was answered."""
        before = tree(small)
        it = terminal("--watch", str(small), "amend", "shot01")
        it.answer("indicator [clash]:", "")
        it.answer("value [shots]:", "deaths")
        it.see("title: Shots at the river")
        it.type("\x03")
        assert it.end() == 130
        assert "amend 2026-11-10-shot01 --value deaths" in it.shown
        assert before == tree(small)


class TestKeys:
    def test_asked_the_commonest_entry_takes_few(
        self, tmp_path: Path, terminal: Open
    ) -> None:
        """Indicator, value, title, yesterday, source and grade, and the way out."""
        folder = copytree(EXAMPLE, tmp_path / "watch")
        it = terminal("-w", str(folder), "log")
        title = "A call between the two presidents"
        for question, text in {
            "indicator": "lead",
            "value": "c",
            "title": title,
            "day": "1d",
            "source": ADDRESS,
            "another source": "",
            "grade": "b2",
            "write?": "",
            "another?": "",
        }.items():
            it.answer(question, text)
        assert it.end() == 0, it.shown
        assert ("leader-contact", "call", title, "2026-11-19") in logged(folder)
        assert it.keys - len(title) - len(ADDRESS) <= MOST_KEYS_ASKED

    def test_typed_it_takes_few_more(self, tmp_path: Path, terminal: Open) -> None:
        """In a shell, which completes the program's name from four letters."""
        folder = copytree(EXAMPLE, tmp_path / "watch")
        title = "A call between the two presidents"
        it = terminal("--norc", "--noprofile", "-i", watch=folder, program="bash")
        it.wait_for("$")
        it.type("risk" + TAB)
        it.wait_for("$ riskctl")
        it.type(f"log le c '{title}' -d1d -s{ADDRESS} -gb2\r")
        it.expect("logged 2026-11-19-")
        assert ("leader-contact", "call", title, "2026-11-19") in logged(folder)
        assert it.keys - len(title) - len(ADDRESS) <= MOST_KEYS_TYPED
