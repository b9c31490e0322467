"""`riskctl note`: what fits no indicator."""

from pathlib import Path

import pytest

from riskctl.model.record import Note
from tests.cli.small import tree
from tests.helpers import Outcome, open_folder, run

FILM = "A film is the talk of both capitals"
REFUSED = {
    "a day to come": (
        [FILM, "-d", "tomorrow"],
        (
            "2026-11-21 is still to come\n"
            "hint: mend --date; what is planned is logged with --scheduled\n"
        ),
    ),
    "an empty title": ([" "], "the title is empty\nhint: one line of plain text\n"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_wrong_one_gets_a_hint_and_writes_nothing(what: str, small: Path) -> None:
    """Exit 2, and every byte where it was."""
    arguments, stderr = REFUSED[what]
    before = tree(small)
    assert run("note", *arguments, folder=small) == Outcome("", stderr, 2)
    assert before == tree(small)


def noted(folder: Path, *more: str) -> Note:
    """Note the film, and return the note."""
    outcome = run("note", FILM, *more, folder=folder)
    assert (outcome.stderr, outcome.exit_code) == ("", 0)
    (note,) = open_folder(folder).log.standing_notes
    return note


class TestNoting:
    def test_changes_no_score(self, small: Path) -> None:
        """It is kept, with what it was read in."""
        before = run("level", "--brief", folder=small)
        outcome = run("note", FILM, "-s", "https://example.org/f", folder=small)
        (note,) = open_folder(small).log.notes
        assert outcome.stdout == (
            f"North – South · noted {note.id}\n"
            f"  note on 2026-11-20: {FILM}\n"
            "  today: score 45.1 → 45.1, level 2 (severe), unchanged\n"
            f"  wrong? riskctl -w {small} undo\n"
        )
        assert run("level", "--brief", folder=small) == before
        assert run("check", folder=small).exit_code == 0

    def test_is_listed_searched_and_shown(self, small: Path) -> None:
        """Among the notes, not among the events."""
        note = noted(small, "--note", "opens in March")
        assert FILM not in run("events", folder=small).stdout
        assert run("events", "--notes", folder=small).stdout == (
            f"{note.id}  {FILM}\n1 record\n"
        )
        match = ("events", "--notes", "-m")
        assert FILM in run(*match, "MARCH", folder=small).stdout
        assert run(*match, "April", folder=small).stdout == "0 records\n"
        page = run("show", "talk of both", folder=small).stdout
        assert page.startswith(f"{FILM}\nid          {note.id}\n")

    def test_is_in_the_report_of_its_week(self, small: Path) -> None:
        """As a value, for every format to show."""
        noted(small)
        assert FILM in run("report", "--week", "this", "--json", folder=small).stdout

    def test_can_be_corrected_and_withdrawn(self, small: Path) -> None:
        """As every record can."""
        note = noted(small)
        run("amend", note.id, "--title", "Two films", folder=small)
        (amended,) = open_folder(small).log.standing_notes
        assert (amended.title, amended.replaces) == ("Two films", note.id)
        run("retract", amended.id, "--reason", "no", folder=small)
        assert open_folder(small).log.standing_notes == ()
        assert (
            "[retracted] Two" in run("events", "--notes", "--all", folder=small).stdout
        )

    def test_becomes_an_event_when_it_is_given_an_indicator(self, small: Path) -> None:
        """Which replaces it; one of the two alone is not enough."""
        note = noted(small, "-s", "https://example.org/f")
        refused = run("amend", note.id, "--indicator", "clash", folder=small)
        assert refused.exit_code == 2
        graded = run("amend", note.id, "--grade", "A1", folder=small)
        assert graded.stderr == (
            f"`{note.id}` is a note, which is not scored\n"
            "hint: give --indicator and --value to make it an event\n"
        )
        given = ("--indicator", "clash", "--value", "shots", "-g", "B2")
        assert run("amend", note.id, *given, folder=small).exit_code == 0
        log = open_folder(small).log
        event = log.replacement_of(note.id)
        assert event in log.in_force
        assert log.standing_notes == ()


class TestTheBulletin:
    PARAGRAPH = "Quieter than it looks: both sides wait for the vote."

    @pytest.mark.parametrize("form", ["text", "markdown", "html", "eml"])
    def test_has_the_keepers_own_paragraph(self, form: str, small: Path) -> None:
        """In the week that `report` shows, marked as a judgement, and in no other."""
        run("note", "--bulletin", self.PARAGRAPH, folder=small)
        page = run("report", "-f", form, folder=small).stdout.replace("=\n", "")
        words = self.PARAGRAPH if form != "eml" else "Quieter than it looks"
        assert words in " ".join(page.split())
        assert page.index("keeper") < page.index(words[:10])
        assert "Also noted" not in page
        later = run("report", "this", "-f", form, folder=small).stdout
        assert words not in later

    def test_has_it_on_the_day_that_was_given(self, small: Path) -> None:
        """Written down, read back, and told from other notes in JSON."""
        run("note", "--bulletin", self.PARAGRAPH, "-d", "2026-10-20", folder=small)
        (note,) = open_folder(small).log.notes
        assert (note.bulletin, str(note.date)) == (True, "2026-10-20")
        assert "bulletin = true\n" in (small / "log" / "2026-10.toml").read_text()
        shown = run("show", note.id, folder=small).stdout
        assert "bulletin    the keeper's paragraph\n" in shown
        document = run("show", note.id, "--json", folder=small).stdout
        assert '"bulletin": true' in document
