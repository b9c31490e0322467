"""`riskctl log`: what it takes, what it refuses, and what it writes."""

from pathlib import Path

import pytest

from tests.cli.small import logged_id, tree
from tests.helpers import Outcome, make_watch, open_folder, run

SOURCE = ("-s", "https://example.org/a")
DAY_HINT = "hint: 2026-02-05, 5 Feb 2026, 5 Feb, today, yesterday, 3d, 2w or tue\n"
SOURCE_HINT = (
    "hint: an http or https address without credentials, or a plain reference such "
    "as a newspaper and its page\n"
)

REFUSED = {
    "an unknown indicator": (
        ["clahs", "shots", "Shots"],
        "there is no indicator `clahs`\nhint: did you mean `clash`?\n",
    ),
    "an indicator that is like none": (
        ["zzz", "shots", "Shots"],
        "there is no indicator `zzz`\nhint: `riskctl indicators` lists them\n",
    ),
    "an indicator with a look-alike letter": (
        ["clаsh", "shots", "Shots"],  # noqa: RUF001 the look-alike is the point
        "there is no indicator `clаsh`\nhint: did you mean `clash`?\n",  # noqa: RUF001
    ),
    "an unknown value": (
        ["clash", "shtos", "Shots"],
        "`shtos` is not on the scale of `clash`\nhint: did you mean `shots`?\n",
    ),
    "a part of several indicators": (
        ["border", "shots", "Shots"],
        "`border` may mean 2 indicators\nhint: one of: clash, treaty\n",
    ),
    "a value that is like none": (
        ["clash", "war", "Shots"],
        "`war` is not on the scale of `clash`\nhint: one of: shots, deaths, apology\n",
    ),
    "a number out of range": (
        ["clash", "1.5", "Shots"],
        (
            "1.5 is out of range for `clash`\n"
            "hint: a number from -1 to 1, or one of: shots, deaths, apology\n"
        ),
    ),
    "a number that is none": (
        ["treaty", "nan", "Shots"],
        (
            "nan is out of range for `treaty`\n"
            "hint: a number from 0 to 1, or one of: kept, doubted, ended\n"
        ),
    ),
    "a day to come": (
        ["clash", "shots", "Shots", "-d", "2026-11-21"],
        (
            "Sat 2026-11-21 is still to come: in UTC it is Fri 2026-11-20\n"
            'hint: where it has begun, set timezone = "..." in riskctl.toml; '
            "--scheduled is for what is only planned\n"
        ),
    ),
    "a day next week": (
        ["clash", "shots", "Shots", "-d", "2026-11-27"],
        (
            "Fri 2026-11-27 is still to come: in UTC it is Fri 2026-11-20\n"
            "hint: mend --date, or add --scheduled for what is planned\n"
        ),
    ),
    "a month that has not come": (
        ["clash", "shots", "Shots", "-d", "2026-12"],
        (
            "Tue 2026-12-01 is still to come: in UTC it is Fri 2026-11-20\n"
            "hint: mend --date, or add --scheduled for what is planned\n"
        ),
    ),
    "days of which the last has not come": (
        ["clash", "shots", "Shots", "-d", "2026-11-18..25"],
        (
            "Wed 2026-11-25 is still to come: in UTC it is Fri 2026-11-20\n"
            "hint: mend --date, or add --scheduled for what is planned\n"
        ),
    ),
    "an empty day": (
        ["clash", "shots", "Shots", "-d", ""],
        "the day is empty\n" + DAY_HINT,
    ),
    "a day long before the log": (
        ["clash", "shots", "Shots", "-d", "2016-11-19"],
        (
            "Sat 2016-11-19 lies long before the log, which begins on Mon 2026-10-05\n"
            "hint: mend --date, or add --old when it is meant\n"
        ),
    ),
    "a weekday that contradicts": (
        ["clash", "shots", "Shots", "-d", "Mon 5 Nov 2026"],
        (
            "`Mon 5 Nov 2026` names two days: 2026-11-05 is a Thursday\n"
            "hint: mend the one or the other, or leave out the weekday\n"
        ),
    ),
    "a past day that is scheduled": (
        ["clash", "shots", "Shots", "-d", "2026-11-20", "--scheduled"],
        "2026-11-20 is not in the future\nhint: leave out --scheduled: it happened\n",
    ),
    "an ambiguous day": (
        ["clash", "shots", "Shots", "-d", "03/04/2026"],
        (
            "`03/04/2026` can be read as more than one day\n"
            'hint: 2026-03-04 or 2026-04-03; date_order = "dmy" or "mdy" in '
            "riskctl.toml decides it for good\n"
        ),
    ),
    "a day that does not exist": (
        ["clash", "shots", "Shots", "-d", "2026-02-30"],
        "`2026-02-30` is not a day: February 2026 has 28 days\n" + DAY_HINT,
    ),
    "a malformed grade": (
        ["clash", "shots", "Shots", "-g", "Z9"],
        (
            "`Z9` is not a grade\nhint: a letter A to F for the source and a digit "
            "1 to 6 for the information, like B2\n"
        ),
    ),
    "an empty title": (
        ["clash", "shots", "  "],
        "the title is empty\nhint: one line of plain text\n",
    ),
    "a title of two lines": (
        ["clash", "shots", "Shots\nand more"],
        (
            "the title holds a line break\n"
            "hint: one line of plain text; the rest belongs in --note\n"
        ),
    ),
    "a title with an escape sequence": (
        ["clash", "shots", "Shots \x1b[31mred"],
        (
            "the title holds U+001B (a control character) after `Shots `, which is "
            "not shown\n"
            "hint: one line of plain text; the rest belongs in --note\n"
        ),
    ),
    "a title with a direction mark": (
        ["clash", "shots", "Shots \u202efdp"],
        (
            "the title holds U+202E (right-to-left override) after `Shots `, which "
            "is not shown\n"
            "hint: one line of plain text; the rest belongs in --note\n"
        ),
    ),
    "what was known before it happened": (
        ["clash", "shots", "Shots", "-d", "2026-11-19", "--recorded", "2026-11-17"],
        (
            "--recorded: it became known on 2026-11-17, before it happened on "
            "2026-11-19\nhint: mend --date or --recorded\n"
        ),
    ),
    "a title longer than a log takes": (
        ["clash", "shots", "x" * 16385],
        "the title takes 16385 bytes, more than 16384\nhint: shorten it\n",
    ),
    "a note with an escape sequence": (
        ["clash", "shots", "Shots", "--note", "\x1b]0;owned\x07"],
        (
            "the note holds U+001B (a control character) at the start, which is not "
            "shown\nhint: plain text only\n"
        ),
    ),
    "a name with a control byte": (
        ["clash", "shots", "Shots", "--by", "h\x07k"],
        (
            "the name holds U+0007 (a control character) after `h`, which is not "
            "shown\nhint: one line of plain text\n"
        ),
    ),
    "a script for a source": (
        ["clash", "shots", "Shots", "-s", "javascript:alert(1)"],
        "source: the scheme `javascript` is not safe to open\n" + SOURCE_HINT,
    ),
    "a source with credentials": (
        ["clash", "shots", "Shots", "-s", "https://hk:secret@example.org/"],
        "source: the address carries credentials\n" + SOURCE_HINT,
    ),
    "a source with a token": (
        ["clash", "shots", "Shots", "-s", "https://example.org/a?token=abc"],
        "source: the address carries credentials\n" + SOURCE_HINT,
    ),
    "an empty source": (
        ["clash", "shots", "Shots", "-s", " "],
        "the source is empty\nhint: one line of plain text\n",
    ),
    "knowledge from the future": (
        ["clash", "shots", "Shots", "--recorded", "2026-11-21T00:00:00Z"],
        (
            "--recorded: 2026-11-21T00:00:00Z is still to come\n"
            "hint: nothing can have become known in the future\n"
        ),
    ),
    "a time without its offset": (
        ["clash", "shots", "Shots", "--recorded", "2026-11-19T00:00:00"],
        (
            "`2026-11-19T00:00:00` is not a time with its offset\n"
            "hint: 2026-02-06T08:12:33Z, or a day, whose end is meant\n"
        ),
    ),
    "nothing at all": (
        [],
        (
            "missing: INDICATOR, VALUE, TITLE\n"
            'hint: riskctl log INDICATOR VALUE "TITLE", or run it in a terminal to be '
            "asked\n"
        ),
    ),
    "no title": (
        ["clash", "shots"],
        (
            "missing: TITLE\n"
            'hint: riskctl log INDICATOR VALUE "TITLE", or run it in a terminal to be '
            "asked\n"
        ),
    ),
}


class TestRefusals:
    @pytest.mark.parametrize("what", REFUSED)
    def test_gets_a_hint_and_writes_nothing(self, what: str, small: Path) -> None:
        """Exit 2, one message, one hint, and every byte where it was."""
        arguments, stderr = REFUSED[what]
        before = tree(small)
        assert run("log", *arguments, folder=small) == Outcome("", stderr, 2)
        assert before == tree(small)

    def test_bytes_that_are_no_text_on_stdin(self, small: Path) -> None:
        """What is piped in must be UTF-8."""
        outcome = run("log", "clash", "shots", "-", folder=small, stdin=b"Sh\xffts")
        assert outcome == Outcome(
            "", "stdin: byte 2 is not UTF-8\nhint: send UTF-8 text\n", 2
        )

    def test_nothing_on_stdin(self, small: Path) -> None:
        """An empty pipe is an empty title."""
        outcome = run("log", "clash", "shots", "-", folder=small, stdin="\n")
        assert outcome.stderr == "the title is empty\nhint: one line of plain text\n"
        assert outcome.exit_code == 2

    def test_a_watch_of_which_a_part_is_broken(self, small: Path) -> None:
        """Nothing is added to a log that cannot be judged whole."""
        (small / "log" / "2026-09.toml").write_text("[[event]\n")
        before = tree(small)
        outcome = run("log", "clash", "shots", "Shots", folder=small)
        assert outcome.exit_code == 5
        assert outcome.stderr.startswith("log/2026-09.toml:1: not TOML: ")
        assert before == tree(small)


class TestLogging:
    def test_says_what_was_understood_and_what_it_did(self, small: Path) -> None:
        """The pair, id, observation, grade, day, score and level; and the way back."""
        outcome = run(
            "log", "talks", "summit", "They met", *SOURCE, "-g", "b1", folder=small
        )
        event_id = open_folder(small).log.in_force[-1].id
        assert outcome == Outcome(
            f"North – South · logged {event_id}\n"
            "  talks = summit (B1) on Fri 2026-11-20: They met\n"
            "  today: score 45.1 → 32.1, level 2 (severe), unchanged\n"
            f"  wrong? riskctl -w {small} undo\n",
            "",
            0,
        )

    def test_writes_the_month_of_the_event(self, tmp_path: Path) -> None:
        """The whole file, as a person would have written it."""
        folder = make_watch(tmp_path)
        outcome = run(
            *("log", "clash", "shots", "Shots at the “river”", "-d", "5 Feb 2026"),
            *("-s", "https://example.org/a", "-s", "Gazette, p. 2", "-g", "b2"),
            *("--note", "one\ntwo", "--by", "hk"),
            folder=folder,
        )
        assert outcome.exit_code == 0
        text = (folder / "log" / "2026-02.toml").read_text(encoding="utf-8")
        event_id = logged_id(outcome.stdout)
        assert text == (
            "[[event]]\n"
            f'id = "{event_id}"\n'
            "date = 2026-02-05\n"
            'indicator = "clash"\n'
            'value = "shots"\n'
            'title = "Shots at the “river”"\n'
            'sources = ["https://example.org/a", "Gazette, p. 2"]\n'
            'grade = "B2"\n'
            'note = "one\\ntwo"\n'
            "recorded = 2026-11-20T12:00:00Z\n"
            'by = "hk"\n'
        )

    def test_the_level_rises_at_once(self, tmp_path: Path) -> None:
        """The confirmation names the step, and that too little of the ground is set."""
        folder = make_watch(tmp_path)
        run("log", "talks", "call", "Call", *SOURCE, "-d", "-3d", folder=folder)
        outcome = run(
            "log", "clash", "deaths", "Dead", *SOURCE, "-g", "A1", folder=folder
        )
        assert (
            ", level 4 (watchful) → 2 (severe), worse, provisional:\n"
            "  the score reached 50 on Fri 2026-11-20\n"
        ) in outcome.stdout

    def test_the_first_event_gives_the_first_level(self, tmp_path: Path) -> None:
        """There is nothing to compare with."""
        folder = make_watch(tmp_path)
        outcome = run("log", "treaty", "ended", "Over", *SOURCE, folder=folder)
        assert "  today: score 15.0, level 4 (watchful), the first\n" in outcome.stdout

    def test_a_scheduled_event_waits_for_its_day(self, small: Path) -> None:
        """It is listed, and moves nothing yet."""
        outcome = run(
            *("log", "treaty", "ended", "It runs out", *SOURCE),
            *("-d", "2027-01-01", "--scheduled"),
            folder=small,
        )
        assert outcome.exit_code == 0
        assert "on Fri 2027-01-01: It runs out\n  today: " in outcome.stdout
        assert "score 45.1 → 45.1, level 2 (severe), unchanged\n" in outcome.stdout
        assert "scheduled = true" in (small / "log" / "2027-01.toml").read_text()

    def test_an_event_without_source_is_logged_with_a_word(self, small: Path) -> None:
        """What that costs, and what to type."""
        outcome = run("log", "clash", "shots", "Shots", folder=small)
        event_id = logged_id(outcome.stdout)
        assert (
            "  no source: nobody can look it up, and `check` asks for one; riskctl "
            f"amend\n  {event_id} -s URL\n"
        ) in outcome.stdout
        assert (outcome.stderr, outcome.exit_code) == ("", 0)

    @pytest.mark.parametrize(
        "typed", ["-0.5", "\u22120.5", "\u20130,5", "-0,5", "\uff0d.5"]
    )
    def test_a_number_is_typed_with_any_minus_and_comma(
        self, typed: str, small: Path
    ) -> None:
        """As phones and word processors write it, and other countries."""
        words = ("log", "clash", typed, "Relief", "-s", "Gazette", "-n")
        assert "\nvalue = -0.5\n" in run(*words, folder=small).stdout

    def test_a_number_in_place_of_a_name(self, small: Path) -> None:
        """Stored as a number."""
        outcome = run("log", "clash", "0.25", "Shots", *SOURCE, folder=small)
        assert "  clash = 0.25 (F6) on Fri 2026-11-20: Shots\n" in outcome.stdout
        assert "\nvalue = 0.25\n" in (small / "log" / "2026-11.toml").read_text()

    def test_history_entered_late_is_marked(self, small: Path) -> None:
        """`--recorded` says when it became known, and leaves a trace."""
        run(
            *("log", "clash", "shots", "Old shots", *SOURCE, "-d", "2026-09-01"),
            *("--recorded", "2026-09-02T08:00:00+02:00"),
            folder=small,
        )
        lines = (small / "log" / "2026-09.toml").read_text().splitlines()
        assert "recorded = 2026-09-02T06:00:00Z" in lines
        assert "backfilled = true" in lines

    def test_title_and_note_come_from_stdin(self, small: Path) -> None:
        """The first line is the title, the rest the note."""
        outcome = run(
            *("log", "clash", "shots", "-", *SOURCE),
            folder=small,
            stdin="Shots, again\n\nSeen from\nboth banks.\n",
        )
        event = open_folder(small).log.event(logged_id(outcome.stdout))
        assert event
        assert event.title == "Shots, again"
        assert event.note == "Seen from\nboth banks."

    @pytest.mark.parametrize(
        "title", ["[b]Shots[/b] :smile:", "-", "Schüsse «am» 河", "=1+1", '"""', "\\n"]
    )
    def test_a_title_is_kept_as_it_is(self, title: str, small: Path) -> None:
        """Whatever prints is text."""
        outcome = run(
            "log", "clash", "shots", "--", title, folder=small, stdin=f"{title}\n"
        )
        assert outcome.exit_code == 0
        assert title in [it.title for it in open_folder(small).log.events]

    def test_the_name_comes_from_the_environment(self, small: Path) -> None:
        """`RISKCTL_BY`, so that nobody types it every time."""
        run("log", "clash", "shots", "Shots", folder=small, env={"RISKCTL_BY": "hk"})
        assert (small / "log" / "2026-11.toml").read_text().endswith('\nby = "hk"\n')

    def test_the_same_command_twice_is_refused(self, small: Path) -> None:
        """It shows the one that is there, and writes nothing."""
        first = logged_id(run("log", "clash", "shots", "Shots", folder=small).stdout)
        before = tree(small)
        assert run("log", "clash", "shots", "Shots", folder=small) == Outcome(
            "",
            f"looks like {first} · clash = shots (F6) on Fri 2026-11-20 · Shots (same "
            "indicator, nearly the same day and value)\n"
            f"nothing was written: it looks like `{first}`\n"
            "hint: add --again if it is another event; a further source of the same "
            f"one: riskctl amend {first} --add-source ...\n",
            2,
        )
        assert before == tree(small)

    def test_of_many_alike_the_last_are_shown(self, small: Path) -> None:
        """Five, and how many more there are."""
        for _ in range(7):
            run("log", "clash", "shots", "Shots", "--again", folder=small)
        outcome = run("log", "clash", "shots", "Shots", folder=small)
        first, *lines, refused, _ = outcome.stderr.splitlines()
        assert first == "looks like 7, the last of which are:"
        assert len(lines) == 5
        assert refused.endswith("` and 2 more")

    def test_the_same_command_again_is_another_event(self, small: Path) -> None:
        """Said once and kept, so that `check` does not ask again."""
        first, second = (
            run("log", "clash", "shots", "Shots", "--again", folder=small).stdout
            for _ in range(2)
        )
        assert logged_id(first) != logged_id(second)
        assert run("check", "twins", folder=small).exit_code == 0
        event = open_folder(small).log.event(logged_id(second))
        assert event is not None
        assert event.distinct == (logged_id(first),)

    @pytest.mark.parametrize(
        ("arguments", "exit_code"),
        [
            (("deaths", "Another story", "-s", "https://example.org/a"), 2),
            (("deaths", "Another story", "-s", "https://example.org/b"), 0),
            (("shots", "Another story", "-s", "Gazette", "-d", "2026-11-19"), 2),
            (("shots", "Another story", "-s", "Gazette", "-d", "2026-11-18"), 0),
            (("apology", "Another story", "-s", "Gazette"), 0),
        ],
    )
    def test_what_may_be_the_same_event(
        self, arguments: tuple[str, ...], exit_code: int, tmp_path: Path
    ) -> None:
        """A day and a value near by, or the same address within three days."""
        folder = make_watch(tmp_path)
        run("log", "clash", "shots", "Shots", *SOURCE, folder=folder)
        outcome = run("log", "clash", *arguments, folder=folder)
        assert outcome.exit_code == exit_code


class TestDryRun:
    def test_shows_the_block_and_writes_nothing(self, small: Path) -> None:
        """What would be written, and what it would do."""
        before = tree(small)
        outcome = run("log", "clash", "shots", "Shots", *SOURCE, "-n", folder=small)
        event_id = outcome.stdout.split('"')[1]
        assert outcome == Outcome(
            "[[event]]\n"
            f'id = "{event_id}"\n'
            "date = 2026-11-20\n"
            'indicator = "clash"\n'
            'value = "shots"\n'
            'title = "Shots"\n'
            'sources = ["https://example.org/a"]\n'
            'grade = "F6"\n'
            "recorded = 2026-11-20T12:00:00Z\n"
            f"North – South · would have logged {event_id}\n"
            "  clash = shots (F6) on Fri 2026-11-20: Shots\n"
            "  today: score 45.1 → 47.3, level 2 (severe), unchanged\n"
            "  no grade: it counts 50 %, and trips no floor; add -g B2\n",
            "",
            0,
        )
        assert before == tree(small)

    def test_makes_no_watch(self, tmp_path: Path) -> None:
        """Nothing is written means nothing, also where there is no watch yet."""
        outcome = run(
            *("log", "new-start", "expired", "Over", "--dry-run"),
            env={"XDG_DATA_HOME": str(tmp_path), "HOME": str(tmp_path)},
        )
        assert outcome.exit_code == 0
        assert list(tmp_path.iterdir()) == []


class TestTheOwnWatch:
    def test_the_first_event_makes_it_and_says_so(self, tmp_path: Path) -> None:
        """In the platform's data directory, announced on stderr."""
        env = {"XDG_DATA_HOME": str(tmp_path)}
        outcome = run("log", "new-start", "expired", "Over", *SOURCE, env=env)
        own = tmp_path / "riskctl" / "watch"
        assert outcome.stderr == f"made your own watch in {own}\n"
        assert "United States – Russia · logged 2026-11-20-" in outcome.stdout
        assert sorted(it.name for it in own.iterdir() if it.name[0] != ".") == [
            "indicators.toml",
            "inventory.txt",
            "log",
            "riskctl.toml",
        ]
        assert run("level", "--brief", env=env).exit_code == 0

    def test_a_refused_event_makes_none(self, tmp_path: Path) -> None:
        """A mistyped indicator leaves no watch behind."""
        env = {"XDG_DATA_HOME": str(tmp_path)}
        outcome = run("log", "new-strat", "expired", "Over", env=env)
        assert outcome.stderr == (
            "there is no indicator `new-strat`\nhint: did you mean `new-start`?\n"
        )
        assert list(tmp_path.iterdir()) == []

    def test_a_refused_day_makes_none(self, tmp_path: Path) -> None:
        """Nor does a day to come."""
        env = {"XDG_DATA_HOME": str(tmp_path)}
        outcome = run("log", "new-start", "expired", "Over", "-d", "tomorrow", env=env)
        assert outcome.exit_code == 2
        assert list(tmp_path.iterdir()) == []


class TestNames:
    @pytest.mark.parametrize(
        ("typed", "value", "meant"),
        [
            ("cla", "s", "clash = shots"),
            ("CLASH", "Deaths", "clash = deaths"),
            ("clashes", "apol", "clash = apology"),
            ("tal", "su", "talks = summit"),
        ],
    )
    def test_a_part_that_is_clear_will_do(
        self, typed: str, value: str, meant: str, small: Path
    ) -> None:
        """Unique beginnings, capitals, words of the title; the answer says it whole."""
        outcome = run("log", typed, value, "Seen", *SOURCE, folder=small)
        assert outcome.exit_code == 0, outcome.stderr
        assert meant in outcome.stdout

    @pytest.mark.parametrize(
        "command",
        ["explain CLA", "indicators cla", "events -i cla", "review cla -n"],
    )
    def test_every_command_takes_it(self, command: str, small: Path) -> None:
        """What `log` understands, the others do."""
        assert run(*command.split(), folder=small).exit_code == 0


class TestDays:
    @pytest.mark.parametrize(
        ("typed", "day"),
        [("-3d", "2026-11-17"), ("2w", "2026-11-06"), ("Thu 5 Nov", "2026-11-05")],
    )
    def test_are_taken_as_people_write_them(
        self, typed: str, day: str, small: Path
    ) -> None:
        """An argument that begins with a minus and a digit is no option."""
        outcome = run("log", "clash", "shots", "Shots", "-d", typed, folder=small)
        assert outcome.exit_code == 0, outcome.stderr
        assert day in outcome.stdout

    def test_several_are_kept_and_the_first_counts(self, small: Path) -> None:
        """Nothing is lost of what is not known to the day."""
        days = ("-d", "2026-11-03..05")
        outcome = run("log", "clash", "shots", "Shots", *days, "-n", folder=small)
        assert "date = 2026-11-03\n" in outcome.stdout
        assert "until = 2026-11-05\n" in outcome.stdout

    def test_one_long_before_the_log_may_be_meant(self, small: Path) -> None:
        """`--old` says so, and so does knowledge entered late."""
        words = ("log", "clash", "shots", "Shots", "-d", "2016-11-19", "-n")
        assert run(*words, "--old", folder=small).exit_code == 0
        assert run(*words, "--recorded", "2016-11-20", folder=small).exit_code == 0

    def test_their_order_is_the_watchs(self, small: Path) -> None:
        """A setting decides 3/4."""
        settings = small / "riskctl.toml"
        settings.write_text(settings.read_text() + 'date_order = "dmy"\n')
        words = ("log", "clash", "shots", "Shots", "-n", "--old")
        outcome = run(*words, "-d", "3/4/2026", folder=small)
        assert "date = 2026-04-03\n" in outcome.stdout

    def test_of_a_plan_without_a_year_lies_ahead(self, small: Path) -> None:
        """The next 24 November, and not the last one."""
        words = ("log", "talks", "summit", "A summit", "--scheduled", "-n")
        outcome = run(*words, "-d", "24 Nov", folder=small)
        assert "date = 2026-11-24\n" in outcome.stdout

    def test_begin_first_in_the_east(self, small: Path) -> None:
        """In Tokyo it is the day already of which UTC says that it is to come."""
        words = ("log", "talks", "call", "A call", "-d", "2026-11-21", "-n")
        now = "2026-11-20T23:00:00Z"
        refused = run(*words, folder=small, now=now)
        assert "in UTC it is Fri 2026-11-20" in refused.stderr
        settings = small / "riskctl.toml"
        settings.write_text(settings.read_text().replace("UTC", "Asia/Tokyo"))
        assert run(*words, folder=small, now=now).exit_code == 0


class TestText:
    @pytest.mark.parametrize(
        "title",
        [
            "Un appel « franc »",
            "رئیس\u200cجمهور می\u200cگوید",  # noqa: RUF001 Persian
            "首脳\u3000会談",
            "👩\u200d⚕\ufe0f",
        ],
        ids=["no-break spaces", "joiners", "ideographic space", "emoji"],
    )
    def test_is_kept_as_it_was_written(self, title: str, small: Path) -> None:
        """Every script's spaces and joiners are text."""
        outcome = run("log", "talks", "call", title, *SOURCE, folder=small)
        assert outcome.exit_code == 0, outcome.stderr
        assert title in {it.title for it in open_folder(small).log.events}
        assert "titles" not in run("check", folder=small).stdout

    @pytest.mark.parametrize(
        "source", ["doi:10.1000/182", "urn:isbn:9780000000002", "TASS:20261120-7"]
    )
    def test_references_by_name_are_sources(self, source: str, small: Path) -> None:
        """A DOI, an ISBN and an agency's number are as good as a newspaper's page."""
        outcome = run("log", "talks", "call", "They spoke", "-s", source, folder=small)
        assert outcome.exit_code == 0, outcome.stderr
        assert (source,) in {it.sources for it in open_folder(small).log.events}
