"""What tools lost, doubled or choked on while they took something in."""

from pathlib import Path

import pytest

from riskctl.model.names import LOG_FOLDER
from tests.cli.small import small_watch, tree
from tests.cli.test_import import ROWS, imported
from tests.helpers import Outcome, make_watch, open_folder, run
from tests.mappings import SHEET

pytestmark = pytest.mark.trust("R19")

NOTE = "first line\nsecond line, with a comma\n\nand a last one"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the small watch with the mapping of a sheet."""
    watch = small_watch(tmp_path / "watch")
    (watch / "imports").mkdir()
    (watch / "imports/sheet.toml").write_text(SHEET, encoding="utf-8")
    return watch


def titles(folder: Path) -> list[str]:
    """Return what the log says, in order of the titles."""
    return sorted(it.title for it in open_folder(folder).log.events)


class TestHledger:
    def test_2125_files_may_come_in_any_order_and_again(self, folder: Path) -> None:
        """hledger#2125: what was known of one file was overwritten by the next."""
        lines = ROWS.splitlines(keepends=True)
        imported(folder)
        whole = tree(folder / LOG_FOLDER).keys(), titles(folder)
        for line in (*reversed(lines), *lines):
            imported(folder, line)

        assert (tree(folder / LOG_FOLDER).keys(), titles(folder)) == whole

    def test_1943_what_is_older_than_the_last_import_comes_in(
        self, folder: Path
    ) -> None:
        """hledger#1943: records that were posted late were skipped for their day."""
        newest, *older = ROWS.splitlines(keepends=True)
        imported(folder, newest)
        imported(folder, "".join(older))

        assert "A patrol is shot at" in titles(folder)


class TestKhal:
    def test_1255_each_row_that_is_refused_is_named(self, folder: Path) -> None:
        """khal#1255: an import was refused as a whole, and nobody was told why."""
        before = tree(folder)
        done = imported(
            folder, ROWS + "yesterday;Clash;A;;;\n11/11/2026;Clash;B;;javascript:x;\n"
        )

        assert done.exit_code != 0
        for line in (7, 8):
            assert f"events.csv:{line}" in done.stdout + done.stderr, done
        assert tree(folder) == before


class TestTodoman:
    def test_336_empty_fields_of_other_programs_are_no_fault(
        self, folder: Path
    ) -> None:
        """todoman#336: what another program leaves empty was refused."""
        done = imported(folder, "05/11/2026;Clash;Shots at a post;;;\n;;;;;\n")

        assert done.exit_code == 0
        assert "Shots at a post" in titles(folder)


class TestBuku:
    def test_172_a_text_of_several_lines_comes_back_whole(self, tmp_path: Path) -> None:
        """buku#172: the importer kept the first line of each description."""
        folder = make_watch(tmp_path / "w")
        run("log", "clash", "shots", "-", folder=folder, stdin=f"A raid\n\n{NOTE}\n")
        (event,) = open_folder(folder).log.events
        assert event.note == NOTE

        for form in ("csv", "jsonl"):
            table, copy = tmp_path / f"events.{form}", make_watch(tmp_path / form)
            run("export", "events", "-f", form, "-o", str(table), folder=folder)
            run("import", str(table), "--as", "riskctl", folder=copy)
            assert open_folder(copy).log.events == (event,)


class TestGdeltDocApi:
    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b'{"articles": [{"url": "http',
            b'{"title": "\\x"}',
            b"<!DOCTYPE html><html><body>Too many requests</body></html>",
            b"\xff\xfe\x00",
        ],
    )
    @pytest.mark.parametrize("name", ["news.json", "news.csv", "news.xml"])
    def test_26_an_answer_that_is_none_is_refused_in_words(
        self, folder: Path, data: bytes, name: str
    ) -> None:
        """gdelt-doc-api#26: an error page in the place of JSON made it crash."""
        (folder.parent / name).write_bytes(data)
        before = tree(folder)
        done = run("import", str(folder.parent / name), "--as", "sheet", folder=folder)

        assert done.exit_code != 0
        assert name in done.stderr
        assert tree(folder) == before


class TestJrnl:
    def test_pr_2101_no_command_writes_settings_it_was_not_told_to(
        self, tmp_path: Path
    ) -> None:
        """Jrnl PR #2101: an option that read another file wrote over the usual one."""
        own = tmp_path / "config" / "riskctl"
        own.mkdir(parents=True)
        (own / "config.toml").write_text('by = "KL"\n')
        env = {"XDG_CONFIG_HOME": str(tmp_path / "config")}
        folder = tmp_path / "w"
        settings: list[bytes] = []

        def done(*words: str) -> Outcome:
            outcome = run(*words, env=env)
            settings.append((own / "config.toml").read_bytes())
            return outcome

        done("init", str(folder), "--pair", "A", "B")
        for words in (
            ("log", "leader-contact", "call", "A call", "-s", "Gazette"),
            ("level",),
            ("undo", "-n"),
            ("check",),
        ):
            done(*words, "--watch", str(folder))

        assert set(settings) == {b'by = "KL"\n'}

    def test_1639_an_edit_of_one_month_reaches_no_other(
        self, tmp_path: Path, folder: Path
    ) -> None:
        """jrnl#1639: an editor opened on a part of a journal, and saved it as all."""
        script = tmp_path / "editor"
        script.write_text('#!/bin/sh\n: > "$1"\n')
        script.chmod(0o755)
        before = tree(folder)
        name = min((folder / LOG_FOLDER).iterdir()).stem
        done = run(
            "edit", name, folder=folder, env={"VISUAL": "", "EDITOR": f"{script}"}
        )

        changed = {it for it in before if tree(folder)[it] != before[it]}
        assert {Path(it).name for it in changed} == {f"{name}.toml"}
        assert done.exit_code == 3
        assert run("level", folder=folder).exit_code == 5

    def test_165_an_editor_that_saves_nothing_changes_nothing(
        self, folder: Path
    ) -> None:
        """jrnl#165: an entry that was looked at in the editor was deleted."""
        before = tree(folder)
        name = min((folder / LOG_FOLDER).iterdir()).stem
        for ending in ("true", "false", "sh -c 'kill -9 $$'"):
            run("edit", name, folder=folder, env={"VISUAL": "", "EDITOR": ending})

        assert tree(folder) == before
