"""`riskctl agenda`, and `riskctl review` alone: what to look at today."""

import json
from pathlib import Path

import icalendar
import pytest

from tests.cli.terminal import Terminal
from tests.cli.test_json import valid
from tests.cli.test_triage import HEADER, LEADS
from tests.helpers import Outcome, make_watch, open_folder, run
from tests.mappings import SHEET

LATER = "2026-12-05T12:00:00Z"
SCREEN = """\
North – South · Sat 2026-12-05 · 3 things to look at

Planned, and the day has come
  The leaders are to meet: did it happen?      riskctl confirm 2026-12-01-summ01

Not looked at lately
  Clashes at the border: anything new since 2026-11-12?     riskctl review clash
  Talks between the capitals: anything new since 2026-11-…  riskctl review talks

2027-01-04  The border treaty: does it still hold? Seen on 2026-10-05
"""


class TestScreen:
    def test_ends_each_line_in_the_command_to_type(self, small: Path) -> None:
        """Plans first, then what is stale, the heaviest first; what comes is below."""
        assert run("agenda", folder=small, now=LATER) == Outcome(SCREEN, "", 0)

    def test_gives_the_command_a_line_where_it_is_narrow(self, small: Path) -> None:
        """It is there whole."""
        shown = run("agenda", folder=small, now=LATER, env={"COLUMNS": "50"}).stdout
        assert "\n    riskctl confirm 2026-12-01-summ01\n" in shown
        assert all(len(it) <= 50 for it in shown.splitlines() if "riskctl" not in it)

    def test_is_empty_when_all_was_looked_at(self, small: Path) -> None:
        """A plan that was answered is gone, too."""
        run("review", "--all", folder=small, now=LATER)
        run("retract", "summ01", "--reason", "called off", folder=small, now=LATER)
        shown = run("agenda", folder=small, now=LATER).stdout
        assert shown.startswith("North – South · Sat 2026-12-05 · nothing to look at\n")

    def test_asks_for_what_is_not_set(self, tmp_path: Path) -> None:
        """In one line, and by `setup`; of the rest nobody has looked yet."""
        shown = run("agenda", folder=make_watch(tmp_path)).stdout
        assert "  where do they stand? treaty" in shown
        assert "riskctl setup\n" in shown
        assert "Clashes at the border: nobody has looked yet" in shown

    def test_asks_about_a_status_whose_end_was_given(self, small: Path) -> None:
        """From the day after it on, until somebody looks."""
        path = small / "log" / "2026-10.toml"
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace('value = "doubted"', 'value = "doubted"\nuntil = 2026-11-19')
        )
        words = "The border treaty: does it still hold? It was given until 2026-11-19"
        assert words[:40] in run("agenda", folder=small).stdout
        before = run("agenda", "--as-of", "2026-11-19", "--json", folder=small).stdout
        assert {"treaty"} == {
            it["about"]
            for it in json.loads(before)["later"]
            if it["words"] == words and it["day"] == "2026-11-20"
        }
        run("review", "treaty", folder=small)
        assert "May hold no more" not in run("agenda", folder=small).stdout


class TestLeads:
    def test_wait_in_the_inbox(self, small: Path) -> None:
        """Those that were put off are counted; one that was refused is not."""
        (small / "imports").mkdir()
        mapping = SHEET.replace('to = "log"', 'to = "inbox"')
        (small / "imports/sheet.toml").write_text(mapping, encoding="utf-8")
        run("import", "-", "--as", "sheet", folder=small, stdin=HEADER + LEADS)
        assert "  4 stories wait in the inbox " in run("agenda", folder=small).stdout
        document = json.loads(run("inbox", "list", "--json", folder=small).stdout)
        refused, *_ = (it["id"] for it in document["candidates"])
        run("inbox", "reject", refused, "--reason", "opinion", folder=small)
        line = "  3 stories wait in the inbox".ljust(66) + "riskctl triage\n"
        assert line in run("agenda", folder=small).stdout


class TestFormats:
    def test_json_says_the_same(self, small: Path) -> None:
        """By its schema."""
        document = valid(run("agenda", "--json", folder=small, now=LATER), "agenda")
        assert [it["why"] for it in document["today"]] == [
            "due plan",
            "not looked at",
            "not looked at",
        ]
        assert [it["about"] for it in document["later"]] == ["treaty"]

    def test_a_calendar_has_what_comes_as_well(self, small: Path) -> None:
        """On its day; what is overdue today."""
        text = run("agenda", "-f", "ics", folder=small, now=LATER).stdout
        days = icalendar.Calendar.from_ical(text).walk("VEVENT")
        found = {str(it["SUMMARY"])[:20]: str(it.decoded("DTSTART")) for it in days}
        assert found == {
            "The leaders are to m": "2026-12-05",
            "Clashes at the borde": "2026-12-05",
            "Talks between the ca": "2026-12-05",
            "The border treaty: d": "2027-01-04",
        }
        assert "unofficial" in text

    def test_are_one_at_a_time(self, small: Path) -> None:
        """Both together are a wrong command line."""
        assert run("agenda", "--json", "-f", "ics", folder=small).exit_code == 2


KEYS = "[n]othing new"


@pytest.mark.slow
class TestReviewAlone:
    def test_asks_one_key_an_indicator(
        self, small: Path, terminals: list[Terminal]
    ) -> None:
        """Each look is written before the next question."""
        terminal = Terminal(["--watch", str(small), "review"], now=LATER)
        terminals.append(terminal)
        terminal.answer(KEYS, "x")
        terminal.expect("`x` is none of the keys")
        terminal.answer(KEYS, "?")
        terminal.expect("shots")
        terminal.answer(KEYS, "n")
        terminal.expect("2 of 2  Talks between the capitals")
        assert len(open_folder(small).log.reviews) == 2
        terminal.answer(KEYS, "s")
        terminal.expect("1 indicator looked at; 1 left for another time")
        assert terminal.end() == 0
        (review,) = (it for it in open_folder(small).log.reviews if it.date.month == 12)
        assert review.indicators == ("clash",)

    def test_logs_what_is_new(self, small: Path, terminals: list[Terminal]) -> None:
        """By the questions of `log`; Ctrl-C keeps what was written."""
        terminal = Terminal(["--watch", str(small), "review"], now=LATER, term="dumb")
        terminals.append(terminal)
        terminal.answer(KEYS, "l")
        terminal.expect("value")
        assert terminal.leave("value", b"\x03") == 130

    def test_is_no_question_where_nobody_can_answer(self, small: Path) -> None:
        """Then it says what it needs, as ever."""
        outcome = run("review", folder=small, now=LATER)
        assert outcome.exit_code == 2
        assert "name the indicators, or say --all" in outcome.stderr
