"""What the reading commands share: finding the watch, the clocks, bad input."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.small import small_watch, tree
from tests.helpers import Outcome, make_watch, run

READING = (
    "level",
    "explain",
    "events",
    "show shot01",
    "indicators",
    "report",
)
JUDGING = ("level", "level --json", "explain", "events", "indicators", "report")
NONE = (
    "no watch here, nor in a folder above, nor of your own\n"
    "hint: make one: riskctl init DIR, or try the example: "
    "riskctl init --example us-russia DIR\n"
)
DAY_HINT = "hint: 2026-02-05, 5 Feb 2026, 5 Feb, today, yesterday, 3d, 2w or tue\n"
ORDER_HINT = (
    'hint: 2026-03-04 or 2026-04-03; date_order = "dmy" or "mdy" in riskctl.toml '
    "decides it for good\n"
)


class TestFindingTheWatch:
    @pytest.mark.parametrize("command", [*READING, "check"])
    def test_there_is_none(
        self, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Exit 5, and how to make one."""
        monkeypatch.chdir(tmp_path)
        env = {"XDG_DATA_HOME": str(tmp_path)}
        assert run(*command.split(), env=env) == Outcome("", NONE, 5)
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("command", [*READING, "check", "review --all"])
    def test_the_named_folder_is_none(self, command: str, tmp_path: Path) -> None:
        """Exit 5, and how to make it one."""
        assert run(*command.split(), folder=tmp_path) == Outcome(
            "",
            f"{tmp_path}: not a watch: there is no riskctl.toml in it\n"
            f"hint: make one: riskctl init {tmp_path}\n",
            5,
        )

    def test_is_the_nearest_folder_above(
        self, small: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Day anywhere in it is enough."""
        monkeypatch.chdir(small / "log")
        assert "North – South" in run("level").stdout

    def test_the_option_may_stand_before_or_after(self, small: Path) -> None:
        """The one nearer to the command wins; RISKCTL_WATCH is the weakest."""
        env = {"RISKCTL_WATCH": "/nowhere"}
        before = run("--watch", str(small), "level", env=env)
        after = run("--watch", "/nowhere", "level", "--watch", str(small))
        named = run("level", env={"RISKCTL_WATCH": str(small)})
        assert before == after == named
        assert before.exit_code == 0

    def test_a_folder_with_an_odd_name(self, tmp_path: Path) -> None:
        """Its name is text too, also in messages."""
        folder = tmp_path / "[b]\x1b[31m\n:smile:"
        folder.mkdir()
        outcome = run("level", folder=folder)
        assert f"{tmp_path}/[b]\\x1b[31m" in outcome.stderr
        assert "\x1b" not in outcome.stderr
        assert run("level", folder=small_watch(folder)).exit_code == 0


class TestBrokenWatches:
    @pytest.mark.parametrize("command", JUDGING)
    def test_no_answer_from_part_of_a_log(self, command: str, small: Path) -> None:
        """A malformed file: exit 5 with its line, and nothing on stdout."""
        (small / "log" / "2026-09.toml").write_text('\n[[event]]\nid = "a\n')
        outcome = run(*command.split(), folder=small)
        assert outcome.stderr == (
            "log/2026-09.toml:3: the text of `id` has no quotation mark at its end\n"
            'hint: id = "..."; more than one line stands between """ and """\n'
        )
        assert (outcome.stdout, outcome.exit_code) == ("", 5)

    def test_says_how_many_faults_there_are(self, small: Path) -> None:
        """The first with its line, the number of the others."""
        path = small / "log" / "2026-11.toml"
        path.write_text(path.read_text().replace('"shots"', '"shot"'))
        path = small / "log" / "2026-10.toml"
        path.write_text(path.read_text().replace('"A1"', '"Z9"'))
        assert run("level", folder=small) == Outcome(
            "",
            "log/2026-10.toml:8: `Z9` is not a grade (and 1 more: `riskctl check` "
            "lists them)\nhint: a letter A to F for the source and a digit 1 to 6 for "
            "the information, like B2\n",
            5,
        )

    def test_a_file_that_cannot_be_read(self, small: Path) -> None:
        """A folder in place of a file is none of the log."""
        (small / "log" / "2026-09.toml").mkdir()
        outcome = run("level", folder=small)
        assert outcome == Outcome(
            "",
            "log/2026-09.toml: is a folder, which is not read, and may be evidence\n"
            "hint: put the records into files like log/2026-05.toml; what is no "
            "evidence, move out of log/, or say so in riskctl.toml: "
            'not_evidence = ["2026-09.toml"]\n',
            5,
        )

    def test_a_catalogue_that_is_gone(self, small: Path) -> None:
        """No level without its rule."""
        (small / "indicators.toml").unlink()
        outcome = run("level", folder=small)
        assert outcome.exit_code == 5
        assert outcome.stderr.startswith("indicators.toml: cannot be read: ")

    def test_a_log_folder_that_is_gone_is_an_empty_log(self, tmp_path: Path) -> None:
        """As Git leaves it."""
        folder = make_watch(tmp_path)
        (folder / "log").rmdir()
        assert run("level", folder=folder).exit_code == 0


class TestTheClocks:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("2026", "`2026` is not a day that riskctl reads"),
            ("soon", "`soon` is not a day that riskctl reads"),
            ("2026-02-30", "`2026-02-30` is not a day: February 2026 has 28 days"),
            (
                "9999-12-31",
                (
                    "`9999-12-31` is not a day that riskctl reads: "
                    "it lies outside 1900 to 2200"
                ),
            ),
            ("03/04/2026", "`03/04/2026` can be read as more than one day"),
            ("a\x1b[2Jb", "`a\\x1b[2Jb` is not a day that riskctl reads"),
        ],
    )
    @pytest.mark.parametrize("command", ["level", "explain", "events", "indicators"])
    def test_a_wrong_day(
        self, command: str, text: str, message: str, small: Path
    ) -> None:
        """Exit 2, the forms that are read, and nothing on stdout."""
        hint = ORDER_HINT if "more than one" in message else DAY_HINT
        assert run(command, "--as-of", text, folder=small) == Outcome(
            "", f"{message}\n{hint}", 2
        )

    def test_a_wrong_moment(self, small: Path) -> None:
        """A time needs its offset."""
        assert run("level", "--known-at", "2026-11-11T08:00", folder=small) == Outcome(
            "",
            "`2026-11-11T08:00` is not a time with its offset\n"
            "hint: 2026-02-06T08:12:33Z, or a day, whose end is meant\n",
            2,
        )

    def test_a_wrong_environment(self, small: Path) -> None:
        """RISKCTL_NOW is checked like everything else."""
        assert run("level", folder=small, now="noon") == Outcome(
            "",
            "RISKCTL_NOW: `noon` is not a time with its offset\n"
            "hint: RISKCTL_NOW=2026-02-06T08:12:33Z, or unset it\n",
            2,
        )

    def test_relative_days_are_counted_in_the_zone_of_the_watch(
        self, small: Path
    ) -> None:
        """Late in the evening in UTC it is tomorrow in Tokyo."""
        settings = small / "riskctl.toml"
        settings.write_text(settings.read_text().replace("UTC", "Asia/Tokyo"))
        outcome = run("level", "--brief", folder=small, now="2026-11-20T20:00:00Z")
        assert "Sat 2026-11-21" in outcome.stdout
        east = {"TZ": "Pacific/Kiritimati"}
        assert outcome == run(
            "level", "--brief", folder=small, now="2026-11-20T20:00:00Z", env=east
        )

    def test_known_at_takes_a_day_a_time_and_now(self, small: Path) -> None:
        """A day means its end."""
        day = run("level", "--brief", "--known-at", "2026-11-11", folder=small)
        time = run(
            *("level", "--brief", "--known-at", "2026-11-11T23:59:59Z"), folder=small
        )
        assert day == time
        assert "score 38.1" in day.stdout
        now = run("level", "--brief", "--known-at", "now", folder=small)
        assert now == run("level", "--brief", folder=small)

    def test_known_at_now_is_the_clocks_moment(self, small: Path) -> None:
        """What claims to have been recorded later is not known yet."""
        file = small / "log" / "2026-11.toml"
        file.write_text(file.read_text().replace("2026-11-12T18", "2026-11-20T18"))
        outcome = run("level", "--known-at", "now", "--json", folder=small)
        found = json.loads(outcome.stdout)
        assert found["known_at"] == "2026-11-20T12:00:00Z"
        before = run("level", "--known-at", "2026-11-19", "--json", folder=small)
        assert found["score"] == json.loads(before.stdout)["score"]


class TestShowKnownAt:
    def test_shows_the_event_as_it_was_known(self, small: Path) -> None:
        """Before it was retracted."""
        before = run("show", "shot01", folder=small)
        run("retract", "shot01", "--reason", "denied", folder=small)
        then = run("show", "shot01", "--known-at", "2026-11-19", folder=small)
        assert then == before
        assert then != run("show", "shot01", folder=small)

    def test_an_event_that_was_not_known_then(self, small: Path) -> None:
        """Exit 2, and when it became known."""
        assert run(
            "show", "shot01", "--known-at", "2026-11-09", folder=small
        ) == Outcome(
            "",
            "no record with `shot01` in its id or title was known then\n"
            "hint: --known-at 2026-11-10T18:00:00Z, or later\n",
            2,
        )


class TestNames:
    @pytest.mark.parametrize("command", ["explain", "indicators", "events -i"])
    def test_an_unknown_indicator(self, command: str, small: Path) -> None:
        """Exit 2 with the nearest."""
        assert run(*command.split(), "clahs", folder=small) == Outcome(
            "", "there is no indicator `clahs`\nhint: did you mean `clash`?\n", 2
        )

    def test_an_unknown_event(self, small: Path) -> None:
        """Exit 2, and no other one is offered in its place."""
        assert run("show", "2026-11-10-shot1O", folder=small).stderr == (
            "no record has `2026-11-10-shot1O` in its id or title\n"
            "hint: `riskctl events` lists the ids\n"
        )

    def test_an_event_by_a_part_of_its_title(self, small: Path) -> None:
        """In any case, where the part stands in no id."""
        found = run("show", "LEADERS are", folder=small)
        assert found == run("show", "summ01", folder=small)

    def test_an_ambiguous_part_of_an_id(self, small: Path) -> None:
        """Exit 2 with the ids that it may mean."""
        assert run("show", "shot", folder=small) == Outcome(
            "",
            "`shot` is part of 2 ids\n"
            "hint: type more of one: 2026-11-10-shot01, 2026-11-12-shot02\n",
            2,
        )

    def test_an_unknown_check(self, small: Path) -> None:
        """Exit 2 with the nearest; the known ones before it are not run."""
        assert run("check", "sources", "twin", folder=small) == Outcome(
            "", "there is no check `twin`\nhint: did you mean `twins`?\n", 2
        )


class TestADayToCome:
    EVENT = """
[[event]]
id = "2026-12-24-slip01"
date = 2026-12-24
indicator = "clash"
value = "shots"
title = "Dated by a slip of the pen"
recorded = 2026-11-19T12:00:00Z
"""
    WORDS = (
        "not counted: 2026-12-24-slip01, dated 2026-12-24, which is still to come; "
        "riskctl check says more\n"
    )

    @pytest.mark.parametrize(
        "command", ["level --brief", "level", "report", "history", "explain", "change"]
    )
    def test_is_told_by_whatever_judges(self, command: str, small: Path) -> None:
        """Beside the same answer; from the file, and from what is kept of it."""
        # The file that is replaced by hand is not to be missed.
        forgetful = {"RISKCTL_STATE": "off"}
        before = run(*command.split(), folder=small, env=forgetful)
        (small / "log" / "2026-12.toml").write_text(self.EVENT, encoding="utf-8")
        for _ in range(2):
            outcome = run(*command.split(), folder=small, env=forgetful)
            assert outcome.stderr == before.stderr + self.WORDS
            if command == "level --brief":
                assert outcome.stdout == before.stdout

    @pytest.mark.parametrize("more", ["scheduled = true\n", ""], ids=["plan", "gone"])
    def test_is_no_news_of_a_plan_or_of_what_was_withdrawn(
        self, more: str, small: Path
    ) -> None:
        """What is meant to be so is not told each time."""
        (small / "log" / "2026-12.toml").write_text(self.EVENT + more)
        if not more:
            run("retract", "slip01", "--reason", "a slip", folder=small)
        assert run("level", "--brief", folder=small).stderr == ""


class TestFailAt:
    @pytest.mark.parametrize(
        ("level", "exit_code"), [(1, 0), (2, 4), (3, 4), (4, 4), (5, 4)]
    )
    def test_exits_4_from_that_level_on(
        self, level: int, exit_code: int, small: Path
    ) -> None:
        """The level is 2; it is printed all the same."""
        outcome = run("level", "--brief", "--fail-at", str(level), folder=small)
        assert outcome.exit_code == exit_code
        assert outcome.stdout.startswith("2 · severe")

    def test_exits_8_without_evidence(self, tmp_path: Path) -> None:
        """Nothing known is not nothing wrong."""
        outcome = run("level", "--brief", "--fail-at", "1", folder=make_watch(tmp_path))
        assert outcome.exit_code == 8
        assert outcome.stdout == "no evidence · Fri 2026-11-20 · unofficial\n"
        assert outcome.stderr == "no current level: no evidence\n"

    def test_exits_8_before_the_first_event(self, small: Path) -> None:
        """With a log that begins later too."""
        arguments = ("level", "--fail-at", "5", "--as-of", "2026-10-04")
        assert run(*arguments, folder=small).exit_code == 8

    def test_exits_8_where_nobody_has_looked_lately(self, small: Path) -> None:
        """Whatever the score: an old level is no answer."""
        arguments = ("level", "--brief", "--fail-at", "1")
        outcome = run(*arguments, folder=small, now="2026-12-20T12:00:00Z")
        assert outcome.exit_code == 8
        assert outcome.stderr == (
            "no current level: expired: nobody has looked since 18 November 2026\n"
        )

    @pytest.mark.parametrize("level", ["0", "6", "two"])
    def test_is_a_level(self, level: str, small: Path) -> None:
        """Anything else is a wrong command line, which is not an alarm."""
        outcome = run("level", "--fail-at", level, folder=small)
        assert (outcome.stdout, outcome.exit_code) == ("", 2)


class TestEvents:
    @pytest.mark.parametrize(
        ("arguments", "ids"),
        [
            ("--from 2026-11-10", "shot01 shot02 summ01"),
            ("--to 2026-11-10", "trty01 talk01 shot01"),
            ("--from 2026-11-01 --to 2026-11-11", "shot01"),
            ("-i talks", "talk01 summ01"),
            ("-i talks -i treaty", "trty01 talk01 summ01"),
            ("--match GUARD", "shot02"),
            ("--match nobody", "shot01"),
            ("--match talk01", "talk01"),
            ("--last 2", "shot02 summ01"),
            ("--as-of 2026-11-11 --last 1", "shot01"),
            ("--known-at 2026-11-11", "trty01 talk01 shot01"),
            ("--match (a+)+$", ""),
        ],
    )
    def test_filters(self, arguments: str, ids: str, small: Path) -> None:
        """Each narrows the list; together they all hold."""
        lines = run("events", *arguments.split(), folder=small).stdout.splitlines()
        assert [it[11:17] for it in lines[:-1]] == ids.split()
        count = len(ids.split())
        assert lines[-1] == ("1 event" if count == 1 else f"{count} events")


def test_a_folder_in_which_nothing_may_be_written(small: Path) -> None:
    """Reading needs no lock; writing is refused with exit 6."""
    (small / ".riskctl.lock").mkdir()
    before = tree(small)
    assert run("level", folder=small).exit_code == 0
    assert run("review", "--all", folder=small) == Outcome(
        "",
        ".riskctl.lock: cannot be written: is a directory\n"
        "hint: nothing was changed; free space or mend the permissions, then retry\n",
        6,
    )
    assert before == tree(small)


class TestRemovedFolder:
    def test_a_named_watch_is_read_all_the_same(self, tmp_path: Path) -> None:
        """The folder that the shell stands in may be gone."""
        make_watch(tmp_path / "w")
        gone = tmp_path / "gone"
        gone.mkdir()
        program = (
            "import os; os.rmdir(os.getcwd()); "
            "from riskctl.__main__ import main; main()"
        )

        done = subprocess.run(
            [sys.executable, "-c", program, "--watch", str(tmp_path / "w"), "level"],
            capture_output=True,
            check=False,
            cwd=gone,
            text=True,
        )

        assert (0, "") == (done.returncode, done.stderr)
